//! The direction in which letters are read.

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
    fn texts_without_letters_from_the_right_are_read_from_the_left() {
        for text in ["+972 50-123-4567", "Example Inc.", "1–20", "", "C++"] {
            assert!(is_from_left(text), "{text}");
        }
        for text in ["נועה", "C++ נועה", "منذ 2019", "۲۰۱۹ سال"] {
            assert!(!is_from_left(text), "{text}");
        }
    }
}
