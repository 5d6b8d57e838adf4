//! Apostrophes as they are printed: the sign of typewriters between two letters becomes that of type, U+2019, which Unicode
//! prefers (The Unicode Standard, section 6.2, "Apostrophes").

use crate::document::{Inline, Inlines, VisitMut, What};

/// Puts the sign of type in the place of that of typewriters, but in program text and addresses.
pub(super) struct Apostrophes;

impl VisitMut for Apostrophes {
    fn text(&mut self, _what: What, _origin: &str, text: &mut String) {
        set(text);
    }

    fn runs(&mut self, _what: What, _origin: &str, runs: &mut Inlines) {
        runs.iter_mut().for_each(set_in);
    }
}

fn set_in(run: &mut Inline) {
    match run {
        Inline::Text { text } => set(text),
        run => {
            if let Some(content) = run.children_mut() {
                content.iter_mut().for_each(set_in);
            }
        }
    }
}

/// Sets the apostrophes of a text.
pub(super) fn set(text: &mut String) {
    if !text.contains('\'') {
        return;
    }
    let set: Vec<String> = text.split_inclusive(' ').map(in_word).collect();
    *text = set.concat();
}

/// A word with its apostrophes; an address keeps its signs.
fn in_word(word: &str) -> String {
    if word.contains(['@', '/']) {
        return word.to_owned();
    }
    let characters: Vec<char> = word.chars().collect();
    let is_letter = |at: Option<&char>| at.is_some_and(|c| is_of_europe(*c));
    let set = characters.iter().enumerate().map(|(at, c)| {
        let before = at.checked_sub(1).and_then(|at| characters.get(at));
        match *c == '\'' && is_letter(before) && is_letter(characters.get(at + 1)) {
            true => '’',
            false => *c,
        }
    });
    set.collect()
}

/// Whether a character is a letter of the scripts that are written with apostrophes: Latin, Greek, Cyrillic. In Hebrew the
/// sign is a geresh.
fn is_of_europe(c: char) -> bool {
    c.is_alphabetic() && (c < '\u{590}' || matches!(c, '\u{1e00}'..='\u{1fff}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_apostrophes_between_letters_are_set() {
        for (text, expected) in [
            ("the department's", "the department’s"),
            ("Université d'Exemple", "Université d’Exemple"),
            ("О'Ґрейді", "О’Ґрейді"),
            ("'quoted' text", "'quoted' text"),
            ("5'11", "5'11"),
            ("o'neil@example.org", "o'neil@example.org"),
            ("example.org/it's", "example.org/it's"),
            ("ג'ון", "ג'ון"),
            ("l’été", "l’été"),
        ] {
            let mut own = text.to_owned();
            set(&mut own);
            assert_eq!(own, expected);
        }
    }
}
