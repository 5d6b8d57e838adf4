//! The files of `locales/`: one message a line, `key = words`.
//!
//! Plain lines, and neither YAML nor TOML: words need no quotes, `no` is a word and `:` one too, a
//! difference is a line, and nobody has to know more than the words.

use std::collections::BTreeMap;

/// What a key is followed by when no published source has the words.
const UNCONFIRMED: &str = "?";

/// The lines of a language file by key.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines<'a>(BTreeMap<&'a str, Line<'a>>);

/// What stands behind a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line<'a> {
    /// The words.
    pub words: &'a str,
    /// Whether a published source has them: `key = words`, not `key ?= words`.
    pub is_confirmed: bool,
}

impl<'a> Lines<'a> {
    /// Reads a file: a key, `=` and words on each line; blank lines and those that begin with `#` say
    /// nothing.
    ///
    /// # Errors
    /// Says which lines are neither, and which keys stand there twice.
    pub fn read(file: &'a str) -> Result<Self, Vec<String>> {
        let mut lines = BTreeMap::new();
        let mut mistakes = Vec::new();
        for (at, line) in file.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let number = at + 1;
            let Some((key, words)) = line.split_once('=') else {
                mistakes.push(format!("line {number} is not `key = words`"));
                continue;
            };
            let key = key.trim_end();
            let bare = key.strip_suffix(UNCONFIRMED);
            let line = Line {
                words: words.trim(),
                is_confirmed: bare.is_none(),
            };
            let key = bare.unwrap_or(key).trim_end();
            if lines.insert(key, line).is_some() {
                mistakes.push(format!("line {number} has `{key}` a second time"));
            }
        }
        if mistakes.is_empty() {
            Ok(Self(lines))
        } else {
            Err(mistakes)
        }
    }

    /// These lines, over those of a parent.
    #[must_use]
    pub fn over(self, parent: &Self) -> Self {
        let mut lines = parent.0.clone();
        lines.extend(self.0);
        Self(lines)
    }

    /// Takes out what stands behind a key.
    pub fn take(&mut self, key: &str) -> Option<&'a str> {
        self.0.remove(key).map(|line| line.words)
    }

    /// The keys that are left.
    pub fn keys(&self) -> impl Iterator<Item = &'a str> {
        self.0.keys().copied()
    }

    /// The keys whose words no published source has.
    pub fn unconfirmed(&self) -> impl Iterator<Item = &'a str> {
        let lines = self.0.iter().filter(|(_, line)| !line.is_confirmed);
        lines.map(|(key, _)| *key)
    }

    /// How many lines there are.
    pub fn count(&self) -> usize {
        self.0.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_keys_and_words() {
        let file = "# English\n\nno = no: = yes\n  link.url ?= online  \nellipsis=…\nempty =\n";
        let mut lines = Lines::read(file).unwrap();
        assert_eq!(lines.count(), 4);
        assert_eq!(lines.unconfirmed().collect::<Vec<_>>(), ["link.url"]);
        assert_eq!(lines.take("no"), Some("no: = yes"));
        assert_eq!(lines.take("link.url"), Some("online"));
        assert_eq!(lines.take("ellipsis"), Some("…"));
        assert_eq!(lines.take("empty"), Some(""));
        assert_eq!(lines.take("no"), None);
    }

    #[test]
    fn what_a_region_says_goes_before_what_its_language_says() {
        let parent = Lines::read("a = 1\nb = 2").unwrap();
        let mut lines = Lines::read("b ?= 3").unwrap().over(&parent);
        assert_eq!((lines.take("a"), lines.take("b")), (Some("1"), Some("3")));
    }

    #[test]
    fn mistakes_have_their_lines() {
        assert_eq!(
            Lines::read("a = 1\nb\na = 2").unwrap_err(),
            [
                "line 2 is not `key = words`",
                "line 3 has `a` a second time"
            ]
        );
    }
}
