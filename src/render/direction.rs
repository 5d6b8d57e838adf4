//! The direction in which letters are read.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script as Writing, UnicodeScript};

/// Whether a letter runs from right to left; nothing of a sign that goes either way.
pub(super) fn direction(c: char) -> Option<bool> {
    if c.is_ascii() {
        return c.is_ascii_alphabetic().then_some(false);
    }
    match c.script() {
        Writing::Arabic
        | Writing::Hebrew
        | Writing::Syriac
        | Writing::Thaana
        | Writing::Nko
        | Writing::Samaritan
        | Writing::Mandaic
        | Writing::Adlam => Some(true),
        Writing::Common | Writing::Inherited | Writing::Unknown => None,
        _ => c.is_alphabetic().then_some(false),
    }
}

/// Whether a text has nothing that is read from the right. On a page that is read from the right, such a text stands for
/// itself: signs and numbers in it keep their order (Unicode Standard Annex 9).
pub(super) fn is_from_left(text: &str) -> bool {
    text.chars().all(|c| direction(c) != Some(true))
}

/// For each byte of a text on a line that is read from the right, whether it is read from the left, by Unicode's algorithm
/// (Standard Annex 9). The signs at the end of `C++` and `C#` belong to them.
pub(super) fn read_from_left(text: &str) -> Vec<bool> {
    let info = BidiInfo::new(text, Some(Level::rtl()));
    let mut left: Vec<bool> = info.levels.iter().map(|level| level.is_ltr()).collect();
    let mut is_word = false;
    for (at, byte) in text.bytes().enumerate() {
        let is_sign = matches!(byte, b'+' | b'#');
        is_word = byte.is_ascii_alphanumeric() || is_word && is_sign;
        if let Some(left) = left.get_mut(at).filter(|_| is_word && is_sign) {
            *left = true;
        }
    }
    left
}

/// The stretches of a text on a line that is read from the right, each with whether it is read from the left.
pub(super) fn stretches(text: &str) -> Vec<(bool, &str)> {
    parted(text, &read_from_left(text))
}

/// The stretches of a text of which it is known for each byte whether it is read from the left.
pub(super) fn parted<'a>(text: &'a str, left: &[bool]) -> Vec<(bool, &'a str)> {
    let mut stretches: Vec<(bool, Range<usize>)> = Vec::new();
    for (at, c) in text.char_indices() {
        let is_left = left.get(at).copied().unwrap_or_default();
        let end = at + c.len_utf8();
        match stretches.last_mut() {
            Some((same, range)) if *same == is_left => range.end = end,
            _ => stretches.push((is_left, at..end)),
        }
    }
    let found = stretches.into_iter();
    found
        .filter_map(|(is_left, range)| Some((is_left, text.get(range)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_templates_know_the_same_scripts() {
        let templates = include_str!("../../templates/lib/prelude.typ");
        let line = templates
            .lines()
            .find(|line| line.starts_with("#let own-letters"));
        let named = line.unwrap().matches("\\p{").count();
        let letters = ["ع", "ש", "ܐ", "ހ", "ߊ", "ࠀ", "ࡀ", "𞤀"];
        for letter in letters {
            let letter: char = letter.parse().unwrap();
            assert_eq!(direction(letter), Some(true), "{letter}");
            let script = format!("\\p{{{}}}", letter.script().full_name());
            assert!(line.unwrap().contains(&script), "{script}");
        }
        assert_eq!(named, letters.len());
    }

    #[test]
    fn a_line_from_the_right_has_stretches_from_the_left() {
        for (text, expected) in [
            ("שלום", &["<שלום"][..]),
            (
                "המנוע lethe (בשפת C++), פי 8",
                &["<המנוע ", ">lethe", "< (בשפת ", ">C++", "<), פי ", ">8"],
            ),
            ("2015–2019", &[">2015", "<–", ">2019"]),
            ("מ-180 ms", &["<מ-", ">180", "< ", ">ms"]),
            ("", &[]),
        ] {
            let found = stretches(text).into_iter();
            let found =
                found.map(|(is_left, text)| format!("{}{text}", if is_left { '>' } else { '<' }));
            assert_eq!(found.collect::<Vec<_>>(), expected);
        }
        for text in ["a ב c ד\u{301}e", "(א [b] ג) 12%", "\u{200f}א\u{200e}b"] {
            let whole: String = stretches(text).into_iter().map(|(_, text)| text).collect();
            assert_eq!(whole, text);
        }
    }

    #[test]
    fn texts_without_letters_from_the_right_are_read_from_the_left() {
        for text in ["+972 50-123-4567", "Example Inc.", "1–20", "", "C++"] {
            assert!(is_from_left(text), "{text}");
        }
        for text in ["נועה", "C++ נועה", "منذ 2019", "۲۰۱۹ سال"] {
            assert!(!is_from_left(text), "{text}");
        }
    }
}
