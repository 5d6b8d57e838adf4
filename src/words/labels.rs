//! Words of a file's own in the place of a language's.

use std::collections::BTreeMap;

use super::Locale;
use super::locale::has_places;
use super::message::{Counted, Message};
use super::pattern::Pattern;
use super::plural::Category;

/// Why words cannot stand in the place of a language's.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LabelMistake {
    /// There is no message of this name.
    Unknown,
    /// The words have a brace without its other.
    Brace(String),
    /// What the message fills in does not stand once each: its places.
    Places(Vec<&'static str>),
}

/// A message and the category of numbers that the words of a key are for.
fn message(key: &str) -> Option<(Message, Option<Category>)> {
    let named = |key: &str| Message::ALL.iter().find(|message| message.key() == key);
    if let Some(message) = named(key).filter(|message| message.counted() == Counted::No) {
        return Some((*message, None));
    }
    let (key, category) = key.rsplit_once('.')?;
    let mut categories = Category::ALL.into_iter();
    let category = categories.find(|one| one.key() == category)?;
    let message = named(key).filter(|message| message.counted() != Counted::No)?;
    Some((*message, Some(category)))
}

/// The names of all words that a file may say otherwise: those of messages; of a message that counts
/// something one for each category of numbers, as in `citations.one`.
pub fn label_keys() -> Vec<String> {
    let keys = Message::ALL.iter().flat_map(|message| {
        let categories: &[Category] = match message.counted() {
            Counted::No => &[],
            Counted::Cardinal | Counted::Ordinal => &Category::ALL,
        };
        let counted = categories
            .iter()
            .map(|one| format!("{}.{}", message.key(), one.key()));
        let alone = categories.is_empty().then(|| message.key().to_owned());
        alone.into_iter().chain(counted)
    });
    keys.collect()
}

/// Reads the words of a label.
///
/// # Errors
/// A [`LabelMistake`] where they cannot be used.
pub fn read_label(key: &str, words: &str) -> Result<(), LabelMistake> {
    pattern(key, words).map(drop)
}

fn pattern(key: &str, words: &str) -> Result<(Message, Option<Category>, Pattern), LabelMistake> {
    let (message, category) = message(key).ok_or(LabelMistake::Unknown)?;
    let pattern = Pattern::read(words).map_err(LabelMistake::Brace)?;
    // "Cited once" needs no number.
    let may_lack = category.map(|_| "count");
    if !has_places(&pattern, message.places(), may_lack) {
        return Err(LabelMistake::Places(message.places().to_vec()));
    }
    Ok((message, category, pattern))
}

impl Locale {
    /// The language with these words in the place of its own. Those that cannot be read, which `source`
    /// reports, stay as they are, and so do those of numbers that the language does not tell apart.
    pub fn with(&self, labels: &BTreeMap<String, String>) -> Self {
        let mut own = self.clone();
        for (key, words) in labels {
            if let Ok((message, category, pattern)) = pattern(key, words) {
                own.set(message, category, pattern);
            }
        }
        own
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labels(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        let pairs = pairs.iter();
        pairs
            .map(|(key, words)| ((*key).to_owned(), (*words).to_owned()))
            .collect()
    }

    /// The table of words as the documentation shows it.
    fn table() -> String {
        let english = Locale::of("en");
        let mut table = String::from("| Name | In English |\n|---|---|\n");
        for message in Message::ALL {
            let name = match message.counted() {
                Counted::No => format!("`{}`", message.key()),
                _ => format!("`{0}.one` … `{0}.other`", message.key()),
            };
            let words = english.as_written(*message).replace('|', "\\|");
            table.push_str(&format!("| {name} | `{words}` |\n"));
        }
        table
    }

    #[test]
    fn the_documentation_has_the_table() {
        crate::generated::assert_current_part("docs/languages.md", "labels", &table());
    }

    #[test]
    fn words_stand_in_the_place_of_the_language_s() {
        let english = Locale::of("en");
        let own = english.with(&labels(&[
            ("section.experience", "Work"),
            ("page-of", "{page}/{pages}"),
            ("present", "{nothing}"),
        ]));
        assert_eq!(own.word(Message::SectionExperience), "Work");
        let page = own.fill(Message::PageOf, &[("page", "2"), ("pages", "3")]);
        assert_eq!(page, "2/3");
        assert_eq!(own.word(Message::Present), english.word(Message::Present));
    }

    #[test]
    fn each_key_takes_the_words_of_each_language_and_nothing_else() {
        for key in label_keys() {
            assert_ne!(read_label(&key, "{"), Err(LabelMistake::Unknown), "{key}");
            let (message, _) = message(&key).unwrap();
            let places = message.places().iter();
            let words: String = places
                .map(|place| format!("{{{}}}", place.split('|').next().unwrap()))
                .collect();
            assert_eq!(read_label(&key, &words), Ok(()), "{key}: {words}");
            assert!(
                matches!(read_label(&key, "{other}"), Err(LabelMistake::Places(_))),
                "{key}"
            );
        }
        for key in [
            "",
            "section",
            "section.experiences",
            "months.short",
            "join.items.one",
        ] {
            assert_eq!(read_label(key, ""), Err(LabelMistake::Unknown), "{key}");
        }
    }
}
