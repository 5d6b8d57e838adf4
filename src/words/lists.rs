//! Things in a row: with commas, and with "and".

use super::locale::Locale;
use super::message::Message;
use super::pattern::Pattern;

/// The "and" before words that begin in certain ways: Spanish has "y", and "e" before "Ignacio".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OtherAnd {
    /// What joins two things.
    pub pattern: Pattern,
    /// The beginnings before which it stands.
    pub beginnings: Beginnings,
}

/// Beginnings of words, small letters for capitals as well. The longest that fits decides.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Beginnings(Vec<(Beginning, bool)>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Beginning {
    Letters(String),
    Between(char, char),
}

impl Beginnings {
    /// Reads `i hi -hie a..f`: letters, those that are not meant in spite of a shorter one, and a range
    /// of first letters.
    ///
    /// # Errors
    /// Says which range is none.
    pub fn read(written: &str) -> Result<Self, String> {
        let one = |part: &str| {
            let (part, is_meant) = match part.strip_prefix('-') {
                Some(rest) => (rest, false),
                None => (part, true),
            };
            let beginning = match part.split_once("..") {
                None => Beginning::Letters(part.to_owned()),
                Some((first, last)) => match (single(first), single(last)) {
                    (Some(first), Some(last)) if first <= last => Beginning::Between(first, last),
                    _ => return Err(format!("`{part}` is no range of letters")),
                },
            };
            Ok((beginning, is_meant))
        };
        let beginnings = written.split_whitespace().map(one);
        beginnings.collect::<Result<_, _>>().map(Self)
    }

    /// Whether a text begins in one of these ways.
    fn begin(&self, text: &str) -> bool {
        let lower = text.to_lowercase();
        let length = |beginning: &Beginning| match beginning {
            Beginning::Letters(letters) => lower.starts_with(letters).then_some(letters.len()),
            Beginning::Between(first, last) => lower
                .starts_with(|letter: char| (*first..=*last).contains(&letter))
                .then_some(1),
        };
        let fitting = self.0.iter().filter_map(|(beginning, is_meant)| {
            let length = length(beginning)?;
            Some((length, is_meant))
        });
        let longest = fitting.max_by_key(|(length, _)| *length);
        longest.is_some_and(|(_, is_meant)| *is_meant)
    }
}

/// The letter that a text is.
fn single(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|_| letters.next().is_none())
}

impl Locale {
    /// Things of one kind in a row: "Rust, Go".
    pub fn list<T: AsRef<str>>(&self, items: &[T]) -> String {
        self.joined(Message::JoinItems, items)
    }

    /// Things of one kind as a phrase: "Rust", "Rust and Go", "C, Rust and Go".
    pub fn all<T: AsRef<str>>(&self, items: &[T]) -> String {
        let Some((last, before)) = items.split_last() else {
            return String::new();
        };
        let last = last.as_ref();
        if before.is_empty() {
            return last.to_owned();
        }
        let rest = match &self.and_between {
            Some(between) => {
                let before: Vec<&str> = before.iter().map(AsRef::as_ref).collect();
                before.join(&between.words())
            }
            None => self.list(before),
        };
        let values = [("0", &rest[..]), ("1", last)];
        let other = self.other_and.as_ref();
        match other.filter(|other| other.beginnings.begin(last)) {
            Some(other) => other.pattern.fill(&values),
            None if before.len() == 1 => self.fill(Message::JoinAnd, &values),
            None => self.fill(Message::JoinAndLast, &values),
        }
    }

    /// Parts of one statement: "Engineer, Example Inc.".
    pub fn parts<T: AsRef<str>>(&self, parts: &[T]) -> String {
        self.joined(Message::JoinParts, parts)
    }

    /// Statements of one line: "Best thesis; grade 1.0".
    pub fn clauses<T: AsRef<str>>(&self, clauses: &[T]) -> String {
        self.joined(Message::JoinClauses, clauses)
    }

    /// Things side by side, with what a join has between them.
    pub(super) fn joined<T: AsRef<str>>(&self, join: Message, items: &[T]) -> String {
        let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
        items.join(&self.between(join))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_beginning_decides() {
        let beginnings = Beginnings::read("i hi -hie 0..9").unwrap();
        for (text, begins) in [
            ("Ignacio", true),
            ("ignacio", true),
            ("hilo", true),
            ("Hielo", false),
            ("2021", true),
            ("agua", false),
            ("", false),
        ] {
            assert_eq!(beginnings.begin(text), begins, "{text}");
        }
        for written in ["a..", "z..a", "..", "ab..c"] {
            assert!(Beginnings::read(written).is_err(), "{written}");
        }
    }

    #[test]
    fn the_last_of_several_has_a_word_before_it() {
        for (tag, items, said) in [
            ("en", &[][..], ""),
            ("en", &["Rust"], "Rust"),
            ("en", &["Rust", "Go"], "Rust and Go"),
            ("en", &["C", "Rust", "Go"], "C, Rust and Go"),
            ("en-US", &["Rust", "Go"], "Rust and Go"),
            ("en-US", &["C", "Rust", "Go"], "C, Rust, and Go"),
            ("de", &["C", "Rust", "Go"], "C, Rust und Go"),
            ("es", &["Ana", "Juan"], "Ana y Juan"),
            ("es", &["Ana", "Juan", "Íñigo"], "Ana, Juan e Íñigo"),
            ("es", &["agua", "hielo"], "agua y hielo"),
            ("it", &["Carla", "Elena"], "Carla ed Elena"),
            ("he", &["דוד", "רות"], "דוד ורות"),
            ("he", &["דוד", "Ada"], "דוד ו-Ada"),
            ("ar", &["A", "B", "C"], "A وB وC"),
            ("ja", &["A", "B", "C"], "A、B、C"),
        ] {
            assert_eq!(Locale::for_tag(tag).unwrap().all(items), said);
        }
    }
}
