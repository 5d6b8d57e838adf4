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

/// Cuts a file into its entries.
///
/// A line that begins another entry ends one whose closing brace is missing. Anything between entries is a
/// comment.
pub fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut at = 0;
    while let Some(start) = next_start(text, at) {
        if let Some(last) = pieces.last_mut() {
            last.has_tail = is_tail(&text[last.range.end..start]);
        }
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
    if let Some(last) = pieces.last_mut() {
        last.has_tail = is_tail(&text[last.range.end..]);
    }
    pieces
}

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
        if !before.is_some_and(char::is_alphanumeric) && begins_entry(&text[place..]) {
            return Some(place);
        }
        at = place + 1;
    }
    None
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
const MAX_DEPTH: usize = 60;

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
        pieces(text).iter().map(show).collect()
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
    }

    proptest! {
        #[test]
        fn any_text(text in "[@a{}()%\\\\\n é,=]{0,60}") {
            let mut end = 0;
            for piece in pieces(&text) {
                prop_assert!(piece.range.start >= end && text.get(piece.range.clone()).is_some());
                end = piece.range.end;
            }
        }
    }
}
