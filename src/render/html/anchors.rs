//! Anchors: ids that an address can name, each once on its page.

use std::collections::HashSet;

/// The anchors of a page.
#[derive(Default)]
pub(super) struct Anchors(HashSet<String>);

impl Anchors {
    /// Anchors beside those that the page itself needs.
    pub(super) fn with(taken: &[&str]) -> Self {
        Self(taken.iter().map(|id| (*id).to_owned()).collect())
    }

    /// An anchor for a name: letters, digits and `-._:`, what else it has as hyphens, and a number behind it where
    /// it is taken. One that begins with no letter gets one before it.
    pub(super) fn of(&mut self, name: &str) -> String {
        let mut base = String::new();
        for character in name.chars() {
            match character {
                c if c.is_alphanumeric() || matches!(c, '-' | '.' | '_' | ':') => base.push(c),
                _ if base.ends_with('-') || base.is_empty() => {}
                _ => base.push('-'),
            }
        }
        let mut base = base.trim_end_matches('-').to_owned();
        if !base.starts_with(char::is_alphabetic) {
            base.insert_str(0, "p-");
        }
        let mut anchor = base.clone();
        let mut next = 2;
        // `ID-title` is taken with `ID`.
        while self.0.contains(&anchor) || self.0.contains(&format!("{anchor}-title")) {
            anchor = format!("{base}-{next}");
            next += 1;
        }
        self.0.insert(anchor.clone());
        self.0.insert(format!("{anchor}-title"));
        anchor
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn anchors_are_words_each_once() {
        let mut anchors = Anchors::with(&["content"]);
        let names = [
            ("publications", "publications"),
            ("publications", "publications-2"),
            ("lovelace2025:looms", "lovelace2025:looms"),
            ("a b\"<c>", "a-b-c"),
            ("content", "content-2"),
            ("publications-title", "publications-title-2"),
            ("", "p-"),
            ("2024", "p-2024"),
            ("出版", "出版"),
        ];
        for (name, anchor) in names {
            assert_eq!(anchors.of(name), anchor);
        }
    }
}
