//! Texts: plain, in quotes, or as a block.

use super::resolution::is_resolved;

/// Where a text stands, on one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// After a key or a dash.
    Block,
    /// Within brackets or braces.
    Flow,
    /// Before a colon.
    Key,
}

/// Whether a character may stand in a YAML file as it is, and is no line break to any reader.
///
/// The production `c-printable` (YAML 1.2.2, section 5.1) without what YAML 1.1 breaks lines at,
/// and without the tab, which nobody sees.
pub(super) fn is_printable(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}'
        )
}

/// Whether a text is read as another one, or as no text, when it stands without quotes.
pub(super) fn needs_quotes(text: &str, place: Place) -> bool {
    let mut chars = text.chars();
    let (first, second, last) = (chars.next(), chars.next(), text.chars().next_back());
    let is_blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
    let begins_badly = match first {
        Some('-') => is_blank(second) || text.starts_with("---"),
        Some('.') => text.starts_with("..."),
        Some(first) => "?:,[]{}#&*!|>'\"%@`".contains(first),
        None => true,
    };
    begins_badly
        || is_blank(first)
        || is_blank(last)
        || !text.chars().all(is_printable)
        || is_resolved(text)
        || pairs(text).any(|(this, next)| match (this, next) {
            (':', next) if place == Place::Block => is_blank(next),
            (':', _) if place == Place::Key => true,
            // Not all readers go on at a `:` within braces, but all do in an address.
            (':', next) => !next.is_some_and(|next| next == '/' || next.is_alphanumeric()),
            (',' | '[' | ']' | '{' | '}' | '?', _) => place != Place::Block,
            (this, Some('#')) => this.is_whitespace(),
            _ => false,
        })
}

/// Each character with the one after it.
fn pairs(text: &str) -> impl Iterator<Item = (char, Option<char>)> {
    let next = text.chars().skip(1).map(Some).chain([None]);
    text.chars().zip(next)
}

/// A text on one line: plain if it may be, else in quotes.
///
/// Double quotes, as people know them; single ones where the text has double quotes or
/// backslashes, which would have to be escaped; double ones again for what only escapes can say
/// (YAML 1.2.2, sections 7.3.1 and 7.3.2).
pub(super) fn on_one_line(text: &str, place: Place) -> String {
    if !needs_quotes(text, place) {
        return text.to_owned();
    }
    // A blank at an end that is no space would not be seen, or taken for a space.
    let is_odd = |c: char| c != ' ' && c.is_whitespace();
    let odd_end = text.starts_with(is_odd) || text.ends_with(is_odd);
    if !odd_end && text.chars().all(is_printable) {
        return match text.contains(['"', '\\']) {
            true => format!("'{}'", text.replace('\'', "''")),
            false => format!("\"{text}\""),
        };
    }
    let last = text.chars().count().saturating_sub(1);
    let mut quoted = String::from("\"");
    for (at, c) in text.chars().enumerate() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            c if is_printable(c) && !((at == 0 || at == last) && is_odd(c)) => quoted.push(c),
            c => quoted.push_str(&match u32::from(c) {
                code @ ..=0xFF => format!("\\x{code:02X}"),
                code @ ..=0xFFFF => format!("\\u{code:04X}"),
                code => format!("\\U{code:08X}"),
            }),
        }
    }
    quoted.push('"');
    quoted
}

/// A text as a block: the sign before it, and its lines.
pub(super) struct Block {
    pub(super) sign: &'static str,
    pub(super) lines: Vec<String>,
}

/// A text of several lines as a block in which its line breaks stand (`|`).
///
/// None where an editor, or somebody who edits, would not keep it: with blanks at the end of a
/// line or the beginning of the text, several line breaks at the end, characters that are not seen.
pub(super) fn literal(text: &str) -> Option<Block> {
    let (body, sign) = match text.strip_suffix('\n') {
        Some(body) => (body, "|"),
        None => (text, "|-"),
    };
    let fits = |line: &str| line.chars().all(is_printable) && !line.ends_with(char::is_whitespace);
    let is_kept = text.contains('\n')
        && !body.is_empty()
        && !body.ends_with('\n')
        && !body.starts_with(char::is_whitespace)
        && body.split('\n').all(fits);
    is_kept.then(|| Block {
        sign,
        lines: body.split('\n').map(str::to_owned).collect(),
    })
}

/// A text of one line as a block whose lines are folded into one again: `>-`, or `>` when a line
/// break ends it.
///
/// None where that would be another text, or when it has no blank to break at.
pub(super) fn folded(text: &str, width: usize) -> Option<Block> {
    let (text, sign) = match text.strip_suffix('\n') {
        Some(body) => (body, ">"),
        None => (text, ">-"),
    };
    let ends = [text.chars().next(), text.chars().next_back()];
    let is_kept = text.chars().all(is_printable)
        && ends
            .iter()
            .all(|end| end.is_some_and(|c| !c.is_whitespace()));
    (is_kept && unbreakable(text).nth(1).is_some()).then(|| Block {
        sign,
        lines: fold(text, width),
    })
}

/// A text in lines of at most so many columns, broken at single spaces, where there are any.
pub(super) fn fold(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut columns = 0;
    for word in unbreakable(text) {
        let length = word.chars().count();
        match lines.last_mut() {
            Some(line) if columns + 1 + length <= width => {
                line.push(' ');
                line.push_str(word);
                columns += 1 + length;
            }
            _ => {
                lines.push(word.to_owned());
                columns = length;
            }
        }
    }
    lines
}

/// The parts of a text between single spaces. Where two blanks meet there is no break, since a
/// folded line that begins with a blank would not be folded.
fn unbreakable(text: &str) -> impl Iterator<Item = &str> {
    let is_single = move |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + 1..].chars().next();
        [before, after]
            .iter()
            .all(|c| c.is_some_and(|c| !c.is_whitespace()))
    };
    let mut breaks: Vec<usize> = text
        .match_indices(' ')
        .map(|(at, _)| at)
        .filter(|at| is_single(*at))
        .collect();
    breaks.push(text.len());
    let mut start = 0;
    breaks.into_iter().map(move |end| {
        let part = &text[start..end];
        start = end + 1;
        part
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_stand_only_where_a_text_would_be_read_otherwise() {
        for (text, written) in [
            ("plain words", "plain words"),
            ("a*b & c", "a*b & c"),
            ("-5 dB", "-5 dB"),
            ("50 % [sic]", "50 % [sic]"),
            ("http://a.example/#x", "http://a.example/#x"),
            ("C#", "C#"),
            ("it's", "it's"),
            ("10\u{a0}km", "10\u{a0}km"),
            ("no", "\"no\""),
            ("1.10", "\"1.10\""),
            ("2021-03-14", "\"2021-03-14\""),
            ("*bold*", "\"*bold*\""),
            ("`code`", "\"`code`\""),
            ("[link](x)", "\"[link](x)\""),
            ("{x}", "\"{x}\""),
            ("@x", "\"@x\""),
            ("%x", "\"%x\""),
            ("- x", "\"- x\""),
            ("--- x", "\"--- x\""),
            ("key: b", "\"key: b\""),
            ("key:", "\"key:\""),
            ("Ranked #1", "\"Ranked #1\""),
            (" x", "\" x\""),
            ("x ", "\"x \""),
            ("\u{a0}x", "\"\\xA0x\""),
            ("", "\"\""),
            ("\"a\" b", "'\"a\" b'"),
            ("\"it's\"", "'\"it''s\"'"),
            ("\\*: x", "'\\*: x'"),
            ("a\tb", "\"a\\tb\""),
            ("a\"\n\u{7}", "\"a\\\"\\n\\x07\""),
            ("a\u{2028}b", "\"a\\u2028b\""),
        ] {
            assert_eq!(on_one_line(text, Place::Block), written);
        }
        assert_eq!(on_one_line("a, b", Place::Block), "a, b");
        assert_eq!(on_one_line("a, b", Place::Flow), "\"a, b\"");
        assert_eq!(
            on_one_line("https://a.example", Place::Flow),
            "https://a.example"
        );
        assert_eq!(on_one_line("a:b", Place::Key), "\"a:b\"");
    }

    #[test]
    fn folds_only_where_the_text_stays_the_same() {
        assert_eq!(fold("aa bb  cc dd", 5), ["aa", "bb  cc", "dd"]);
        assert_eq!(fold("", 5), [""]);
        assert!(folded("unbreakable", 5).is_none());
        assert!(folded(" a b", 2).is_none());
        assert!(literal("a\n b \nc").is_none());
        assert!(literal("\na").is_none());
        assert!(literal("a\n\n").is_none());
        let block = literal("a\n\n b\n").unwrap();
        assert_eq!((block.sign, block.lines.join("/").as_str()), ("|", "a// b"));
    }
}
