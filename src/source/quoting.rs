//! How a text is written so that YAML takes it for a text.

use crate::diagnostics::{Diagnostic, Edit, FileId, Place};

/// Most characters of a text that advice repeats.
const LONGEST: usize = 60;

/// The text in quotes, cut if it is long: advice on how to write it.
///
/// Double quotes, as people know them; single ones where the text has double quotes or
/// backslashes, which would have to be escaped (YAML 1.2.2, sections 7.3.1 and 7.3.2).
pub(super) fn quoted(text: &str) -> String {
    let text = text.trim();
    let mut short: String = text.chars().take(LONGEST).collect();
    if short.len() < text.len() {
        short.truncate(short.trim_end().len());
        short.push('…');
    }
    in_quotes(&short.replace(['\n', '\r', '\t'], " "))
}

fn in_quotes(text: &str) -> String {
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}

/// The edit that puts a text of one line into quotes; none for a text of several lines, which they
/// would join, and for one that ends in what may be a comment.
pub(super) fn quoting(written: &str) -> Option<Edit> {
    quoting_with_sign(written).filter(|_| !written.contains(" #"))
}

/// As [`quoting`], of a text that surely holds its ` #`.
pub(super) fn quoting_with_sign(written: &str) -> Option<Edit> {
    let is_whole =
        !written.is_empty() && written.trim() == written && !written.contains(['\n', '\r', '\t']);
    is_whole.then(|| Edit::Characters {
        old: written.to_owned(),
        new: in_quotes(written),
    })
}

/// What is written before a comment whose sign is followed by a space.
pub(super) fn without_comment(written: &str) -> &str {
    let text = written.strip_suffix(" #").unwrap_or(written);
    text.split(" # ").next().unwrap_or_default().trim_end()
}

/// Adds [`quoting`] to a problem, of the text that is written from a byte on; a comment behind it,
/// whose sign is followed by a space, is none of it.
pub(super) fn with_quoting(
    problem: Diagnostic,
    file: FileId,
    start: usize,
    written: &str,
) -> Diagnostic {
    let written = without_comment(written);
    let range = start..start + written.len();
    let place = Place::Span { file, range };
    match quoting(written) {
        Some(edit) => problem.fix("quote the text", place, edit),
        None => problem,
    }
}

/// Whether a text has quotes around it.
pub(super) fn is_quoted(text: &str) -> bool {
    text.starts_with(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chooses_the_quotes_that_need_no_escapes() {
        assert_eq!(quoted("*bold* text"), "\"*bold* text\"");
        assert_eq!(quoted("It's"), "\"It's\"");
        assert_eq!(quoted("\"Foo\" bar"), "'\"Foo\" bar'");
        assert_eq!(quoted("\"It's\""), "'\"It''s\"'");
        assert_eq!(quoted("a\\b"), "'a\\b'");
    }

    #[test]
    fn cuts_long_texts() {
        let long = quoted(&"word ".repeat(50));
        assert!(long.ends_with("…\""), "{long}");
        assert!(long.chars().count() <= LONGEST + 3, "{long}");
    }
}
