//! A bibliography file cut into its entries, so that a broken one costs no other.

use std::ops::Range;

/// One `@kind{…}` of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// `article`, `string`, `comment`, in lower case.
    pub kind: String,
    /// The bytes from the `@` to the closing brace.
    pub range: Range<usize>,
    /// Whether the closing brace is missing.
    pub is_open: bool,
    /// Whether text follows that the entry seems to have lost to a brace too many.
    pub has_tail: bool,
}

/// A file in its parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cut {
    /// The entries.
    pub pieces: Vec<Piece>,
    /// Lines between entries that look like a part of one.
    pub strays: Vec<Range<usize>>,
}

/// Cuts a file into its entries.
///
/// A line that begins another entry ends one whose closing brace is missing. Anything between entries is a
/// comment.
pub fn pieces(text: &str) -> Cut {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut strays = Vec::new();
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        between(text, at..start, &mut pieces, &mut strays);
        let name: String = text[start + 1..]
            .chars()
            .take_while(|c| is_name(*c))
            .collect();
        let open = start + 1 + name.len() + blanks(&text[start + 1 + name.len()..]);
        let (end, is_open) = end_of(text, open);
        let kind = name.to_lowercase();
        pieces.push(Piece {
            kind,
            range: start..end,
            is_open,
            has_tail: false,
        });
        at = end;
    }
    between(text, at..text.len(), &mut pieces, &mut strays);
    Cut { pieces, strays }
}

/// Looks at the text between two entries for what was meant to be one.
fn between(text: &str, range: Range<usize>, pieces: &mut [Piece], strays: &mut Vec<Range<usize>>) {
    let gap = &text[range.clone()];
    if let Some(last) = pieces.last_mut() {
        last.has_tail = is_tail(gap);
        if last.has_tail {
            return;
        }
    }
    let mut start = range.start;
    for line in gap.split_inclusive('\n') {
        let bare = line.trim();
        if !bare.starts_with('%') && (is_head(bare) || is_field(bare)) {
            let from = start + (line.len() - line.trim_start().len());
            strays.push(from..from + bare.len());
            return;
        }
        start += line.len();
    }
}

/// Whether a line looks like the head of an entry: `article{key,`.
fn is_head(line: &str) -> bool {
    let Some((before, after)) = line.split_once(['{', '(']) else {
        return false;
    };
    let key = after.split(',').next().unwrap_or_default().trim();
    let is_key =
        !key.is_empty() && !key.contains(|c: char| c.is_whitespace() || "{}=\\\"".contains(c));
    let name = before.trim().trim_start_matches('@').trim();
    is_key
        && after.contains(',')
        && (before.contains('@')
            || name.is_empty()
            || KINDS.contains(&name.to_lowercase().as_str()))
}

/// The first line of a value, after its own, that looks like a field, as bytes of the value.
pub fn field_within(value: &str) -> Option<Range<usize>> {
    let mut start = 0;
    for (number, line) in value.split_inclusive('\n').enumerate() {
        let bare = line.trim();
        if number > 0 && is_field(bare) {
            let from = start + (line.len() - line.trim_start().len());
            return Some(from..from + bare.len());
        }
        start += line.len();
    }
    None
}

/// Whether a line looks like a field: `year = {2020},`.
fn is_field(line: &str) -> bool {
    let Some((name, value)) = line.split_once('=') else {
        return false;
    };
    let name = name.trim();
    let is_name = name.starts_with(char::is_alphabetic)
        && name
            .chars()
            .all(|c| is_name(c) || matches!(c, '+' | ':' | '.'));
    is_name && value.trim_start().starts_with(['{', '"'])
}

/// Types of entries that are known where they do not stand on their own: glued to a word, or without `@`.
const KINDS: [&str; 30] = [
    "article",
    "book",
    "booklet",
    "bookinbook",
    "collection",
    "conference",
    "dataset",
    "electronic",
    "inbook",
    "incollection",
    "inproceedings",
    "inreference",
    "manual",
    "mastersthesis",
    "misc",
    "mvbook",
    "mvcollection",
    "online",
    "patent",
    "periodical",
    "phdthesis",
    "proceedings",
    "reference",
    "report",
    "software",
    "string",
    "techreport",
    "thesis",
    "unpublished",
    "www",
];

fn is_tail(between: &str) -> bool {
    let between = between.trim_start();
    between.starts_with([',', '}']) && between.contains(['=', '}'])
}

fn is_name(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '_' | '-')
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// Whether `@name {` or `@name (` stands at a place.
fn begins_entry(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('@') else {
        return false;
    };
    let after = rest.trim_start_matches(is_name);
    after.len() < rest.len() && after.trim_start().starts_with(['{', '('])
}

fn next_start(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(found) = text[at..].find(['@', '%']) {
        let place = at + found;
        if text.as_bytes()[place] == b'%' {
            at = text[place..]
                .find('\n')
                .map_or(text.len(), |line| place + line);
            continue;
        }
        let before = text[..place].chars().next_back();
        let is_glued = before.is_some_and(char::is_alphanumeric);
        if (!is_glued || is_known(&text[place + 1..])) && begins_entry(&text[place..]) {
            return Some(place);
        }
        at = place + 1;
    }
    None
}

/// Whether a text begins with a known type: what follows a letter may be an address, `me@b.c {}`.
fn is_known(text: &str) -> bool {
    let name: String = text.chars().take_while(|c| is_name(*c)).collect();
    KINDS.contains(&name.to_lowercase().as_str())
}

/// Where the entry ends whose brace opens at `open`, and whether its closing brace is missing.
fn end_of(text: &str, open: usize) -> (usize, bool) {
    let close = if text[open..].starts_with('(') {
        b')'
    } else {
        b'}'
    };
    let bytes = text.as_bytes();
    let mut depth = 0usize;
    let mut at = open;
    let mut line_start = false;
    while at < bytes.len() {
        match bytes[at] {
            b'@' if line_start && at > open && begins_entry(&text[at..]) => return (at, true),
            b'\\' => at += 1,
            b'{' => depth += 1,
            b'(' if at == open => depth += 1,
            b'}' if close == b'}' || depth > 1 => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return (at + 1, false);
                }
            }
            b')' if close == b')' && depth == 1 => return (at + 1, false),
            _ => {}
        }
        let byte = bytes.get(at).copied().unwrap_or_default();
        line_start = byte == b'\n' || line_start && (byte == b' ' || byte == b'\t');
        at += 1;
    }
    (text.len(), true)
}

/// Deepest nesting of braces that is read.
pub const MAX_DEPTH: usize = 60;

/// Whether braces nest deeper than is read.
pub fn is_too_deep(text: &str) -> bool {
    let mut depth = 0usize;
    text.bytes().any(|byte| {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > MAX_DEPTH
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn kinds(text: &str) -> Vec<String> {
        let show = |piece: &Piece| {
            format!(
                "{}{}{}",
                piece.kind,
                if piece.is_open { "!" } else { "" },
                if piece.has_tail { "+" } else { "" }
            )
        };
        pieces(text).pieces.iter().map(show).collect()
    }

    #[test]
    fn cuts() {
        assert_eq!(
            kinds("@article{a, t={x}}\ntext me@b.c {}\n@Book (b, t={)})"),
            ["article", "book"]
        );
        assert_eq!(kinds("@article{a, t={x}\n@book{b}"), ["article!", "book"]);
        assert_eq!(
            kinds("@article{a, t={x}}, year={1}}\n@book{b}"),
            ["article+", "book"]
        );
        assert_eq!(
            kinds("% @article{a}\n@book{b, t={50\\% \\{ a@b{c}}}"),
            ["book"]
        );
        assert_eq!(kinds("@article{a"), ["article!"]);
        assert_eq!(kinds("@ {x} @article"), [""; 0]);
        assert_eq!(kinds("x@article{a, t={x}} me@b {x}"), ["article"]);
    }

    #[test]
    fn strays_are_found() {
        for (text, stray) in [
            ("article{a,\n t={x}\n}", "article{a,"),
            ("{a,\n t={x}\n}", "{a,"),
            ("%@article{a,\n t={x}\n}", "t={x}"),
            ("@book{b, t={x}}\n\n year = 2020, title = {x}", ""),
            ("@ article{a, t={x}}", "@ article{a, t={x}}"),
            ("@article\n{a}", ""),
            (
                "% title = {x}\nWrite to a@b.org {about} this, please. x = 3",
                "",
            ),
            ("---\nlayout: page\n---\n@book{b}\n", ""),
        ] {
            let strays = pieces(text).strays;
            let found: Vec<&str> = strays.into_iter().map(|range| &text[range]).collect();
            assert_eq!(found.concat(), stray, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text(text in "[@a{}()%\\\\\n é,=]{0,60}") {
            let mut end = 0;
            for piece in pieces(&text).pieces {
                prop_assert!(piece.range.start >= end && text.get(piece.range.clone()).is_some());
                end = piece.range.end;
            }
        }
    }
}
