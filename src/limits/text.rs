//! How long a text and a letter may be.
//!
//! A PDF for archives holds no string of more than 32,767 bytes, two for each UTF-16 unit (ISO
//! 32000-1, annex C; PDF/A-2), and typesetters count the bytes of a run of text in 16 bits. Nobody
//! writes what comes near to that.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use super::Limit;
use crate::diagnostics::{Code, Diagnostic, Place};

/// Most marks that one letter may carry. Vietnamese takes two, scholarly transcription four.
pub const MAX_MARKS: usize = 32;

/// Most characters (UTF-16 units) of a line of a text; YAML makes one line of a paragraph.
pub const MAX_LENGTH: usize = 16_000;

/// Most characters of the letters before the numbers of papers. Numbers stand in a column beside the
/// papers, where a longer one would be higher than a page.
pub const MAX_PREFIX: usize = 300;

pub(super) const LIMITS: &[Limit] = &[
    Limit::new(
        "characters (UTF-16 units) of a line of a text of `cv.yaml`; without `|` or `>` a text is one",
        MAX_LENGTH as u64,
        "",
        Code::TooLongText,
    ),
    Limit::new(
        "characters of a word, of a heading, of the keywords of a PDF",
        MAX_LENGTH as u64,
        "",
        Code::TooLongText,
    ),
    Limit::new(
        "characters of the letters before the numbers of papers (`prefixes`)",
        MAX_PREFIX as u64,
        "",
        Code::TooLongText,
    ),
    Limit::new(
        "marks that combine with one letter",
        MAX_MARKS as u64,
        "",
        Code::TooManyMarks,
    ),
];

/// Why a text is not read further.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Excess {
    /// A letter with too many marks, by its bytes.
    Marks(Range<usize>),
    /// A line, or a word, of too many characters, by its bytes.
    Length(Range<usize>),
}

impl Excess {
    /// The bytes of the text that are too much.
    pub fn range(&self) -> Range<usize> {
        match self {
            Self::Marks(range) | Self::Length(range) => range.clone(),
        }
    }

    /// What is wrong, at its place; `what` names the text, such as "the text".
    pub fn problem(&self, place: Place, what: &str) -> Diagnostic {
        match self {
            Self::Marks(_) => {
                let message = format!("a letter carries more than {MAX_MARKS} marks");
                Diagnostic::error(Code::TooManyMarks, place, message)
                    .label("marks that combine with the letter before them")
                    .help("remove them; no font sets so many above each other")
            }
            Self::Length(_) => {
                let message = format!("{what} has more than {MAX_LENGTH} characters");
                Diagnostic::error(Code::TooLongText, place, message)
                    .help("is it meant to be one text? A page holds some 3,000 characters")
            }
        }
    }
}

/// What of a text of several lines is too much, if anything.
pub fn excess_of_lines(text: &str) -> Option<Excess> {
    long_letter(text)
        .map(Excess::Marks)
        .or_else(|| long_part(text, text.split('\n')))
}

/// What of a finished line is too much, if anything: a word, between white space.
pub fn excess_of_words(text: &str) -> Option<Excess> {
    long_letter(text)
        .map(Excess::Marks)
        .or_else(|| long_part(text, text.split_whitespace()))
}

/// Whether a text is longer than a string of a PDF may be.
pub fn is_too_long(text: &str) -> bool {
    text.len() > MAX_LENGTH && text.encode_utf16().nth(MAX_LENGTH).is_some()
}

fn long_part<'a>(text: &str, mut parts: impl Iterator<Item = &'a str>) -> Option<Excess> {
    if text.len() <= MAX_LENGTH {
        return None;
    }
    let part = parts.find(|part| is_too_long(part))?;
    let start = part.as_ptr().addr().checked_sub(text.as_ptr().addr())?;
    Some(Excess::Length(start..start + part.len()))
}

/// The first letter that carries too many marks: characters that extend the one before them,
/// whether or not the standard counts them into its cluster (UAX #29).
fn long_letter(text: &str) -> Option<Range<usize>> {
    // A letter with so many marks has more bytes than that, two for each.
    if text.is_ascii() || text.len() <= 2 * MAX_MARKS {
        return None;
    }
    let (mut start, mut length) = (0, 0);
    for (at, cluster) in text.grapheme_indices(true) {
        let goes_on = cluster.chars().next().is_some_and(is_combining_mark);
        if !goes_on {
            (start, length) = (at, 0);
        }
        length += cluster.chars().count();
        if length > MAX_MARKS + 1 {
            return Some(start..at + cluster.len());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_may_carry_some_marks() {
        let marked = |marks: usize| format!("ex{}y", "\u{301}".repeat(marks));
        assert_eq!(excess_of_words(&marked(MAX_MARKS)), None);
        let excess = excess_of_words(&marked(MAX_MARKS + 1)).unwrap();
        assert_eq!(excess, Excess::Marks(1..2 + 2 * (MAX_MARKS + 1)));
    }

    #[test]
    fn whatever_extends_a_letter_counts() {
        for mark in [
            "\u{301}",   // a mark above
            "\u{20dd}",  // an enclosing one
            "\u{93e}",   // a spacing one
            "\u{1100}",  // a consonant of a Hangul syllable
            "\u{200d}",  // a joiner
            "\u{1f3fd}", // a colour of skin
            "\u{e0100}", // a selector
            "\u{102b}",  // a spacing mark that the standard leaves out of clusters
        ] {
            let text = format!("a{}", mark.repeat(100));
            assert!(long_letter(&text).is_some(), "{mark:?}");
        }
        assert_eq!(long_letter(&"e\u{301}".repeat(1_000)), None);
        assert_eq!(long_letter(&"漢字\u{1f1e9}\u{1f1ea}".repeat(1_000)), None);
    }

    #[test]
    fn a_line_may_be_long_and_a_text_of_several_longer() {
        let line = "word ".repeat(MAX_LENGTH / 5);
        assert_eq!(excess_of_lines(&line), None);
        let several = format!("{line}\n\n{line}\n{line}");
        assert_eq!(excess_of_lines(&several), None);
        let excess = excess_of_lines(&format!("a\n\n{line}{line}\n"));
        assert_eq!(excess.unwrap().range().start, 3);
        assert_eq!(excess_of_words(&several), None);
        assert!(excess_of_words(&"a".repeat(MAX_LENGTH + 1)).is_some());
        // Each takes two units of UTF-16.
        assert!(excess_of_words(&"𝒳".repeat(MAX_LENGTH / 2 + 1)).is_some());
    }
}
