//! Edits that remove a problem, where it is sure what was meant.

use std::ops::Range;

use super::{Diagnostic, FileId, Place, Sources, closest::is_sure};

/// An edit that removes a problem.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Fix {
    /// What it does, in a few words.
    pub title: String,
    /// What is replaced.
    pub place: Place,
    /// By what.
    pub edit: Edit,
}

/// What is done to the characters of a place. Each names what it expects there, so that a value
/// that is written otherwise (by an escape, through an alias) is left alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Edit {
    /// Characters as they stand in the file become others.
    Characters {
        /// What stands there.
        old: String,
        /// What is to stand there.
        new: String,
    },
    /// What stands there goes, with its line where nothing else stands in it, else with the comma
    /// before it in brackets.
    Removal {
        /// What stands there.
        old: String,
    },
    /// A text becomes another one, in quotes where it has some or needs some.
    Text {
        /// What the text says.
        old: String,
        /// What it is to say.
        new: String,
    },
}

/// A fix with the bytes of its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement {
    /// The file.
    pub file: FileId,
    /// The bytes that go, counted after a byte order mark.
    pub range: Range<usize>,
    /// What takes their place.
    pub text: String,
}

impl Fix {
    /// Where the fix is made and what it writes there; none when the place holds something else.
    pub fn replacement(&self, sources: &Sources) -> Option<Replacement> {
        let (file, range) = sources.resolve(&self.place)?;
        let (_, text) = sources.file(file)?;
        let raw = text.get(range.clone())?;
        if let Edit::Removal { old } = &self.edit {
            let range = (raw == old).then(|| removed(text, &range))??;
            return Some(Replacement {
                file,
                range,
                text: String::new(),
            });
        }
        let text = match &self.edit {
            Edit::Removal { .. } => String::new(),
            Edit::Characters { old, new } => (raw == old).then(|| new.clone())?,
            Edit::Text { old, new } => rewritten(raw, old, new)?,
        };
        Some(Replacement { file, range, text })
    }
}

/// The bytes to take away so that an entry or item goes; none where something would be left that
/// belongs to it, or go that does not.
fn removed(text: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let end = text[range.end..].find('\n').map(|at| range.end + at + 1);
    let before = &text[start..range.start];
    let after = &text[range.end..end.unwrap_or(text.len())];
    if matches!(before.trim(), "" | "-") && after.trim().is_empty() {
        return Some(start..end?);
    }
    let before = text[..range.start].trim_end_matches(' ');
    let rest = text[range.end..].trim_start_matches(' ');
    (before.ends_with(',') && rest.starts_with([',', ']', '}']))
        .then(|| before.len() - 1..range.end)
}

/// A scalar that says `new`, written as one that says `old` is.
fn rewritten(raw: &str, old: &str, new: &str) -> Option<String> {
    let within = |quote: char| raw.strip_prefix(quote)?.strip_suffix(quote);
    let needs_escapes = |text: &str| text.contains(['"', '\\']) || text.contains(char::is_control);
    if raw == old {
        return match (is_plain(new), needs_escapes(new)) {
            (true, _) => Some(new.to_owned()),
            (false, false) => Some(format!("\"{new}\"")),
            (false, true) => None,
        };
    }
    if within('"') == Some(old) && !needs_escapes(new) {
        return Some(format!("\"{new}\""));
    }
    (within('\'') == Some(old) && !new.contains('\'')).then(|| format!("'{new}'"))
}

/// Whether a text surely means itself without quotes, also within brackets.
fn is_plain(text: &str) -> bool {
    let first = text.chars().next();
    first.is_some_and(char::is_alphanumeric)
        && !text.contains([',', '[', ']', '{', '}'])
        && !text.contains(char::is_control)
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with([':', ' '])
}

impl Diagnostic {
    /// Adds an edit that removes the problem, which must surely be what was meant.
    pub fn fix(mut self, title: impl Into<String>, place: Place, edit: Edit) -> Self {
        let title = title.into();
        self.fixes.push(Fix { title, place, edit });
        self
    }

    /// Adds the edit that takes the item at the place of the problem away.
    pub fn without(self, written: impl Into<String>) -> Self {
        let old = written.into();
        let place = self.place.clone();
        self.fix("remove the repetition", place, Edit::Removal { old })
    }

    /// Adds the edit that makes the text or key at the place of the problem another one.
    pub fn rewrite(self, old: impl Into<String>, new: impl Into<String>) -> Self {
        let (old, new) = (old.into(), new.into());
        let place = self.place.clone();
        self.fix(format!("write `{new}`"), place, Edit::Text { old, new })
    }

    /// Asks whether `near`, the [closest](super::closest()) of the candidates, was meant; an edit as
    /// well when no other of them can have been.
    pub fn suggest<'a>(
        self,
        word: &str,
        near: &str,
        candidates: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let diagnostic = self.label(format!("did you mean `{near}`?"));
        match is_sure(word, near, candidates) {
            true => diagnostic.rewrite(word, near),
            false => diagnostic,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_takes_its_line_or_its_comma_with_it() {
        for (text, old, expected) in [
            ("a: 1\nb: 2\nc: 3\n", "b: 2", Some("a: 1\nc: 3\n")),
            ("a: 1\r\n  b: 2 \r\nc: 3", "b: 2", Some("a: 1\r\nc: 3")),
            ("- x\n- y\n", "y", Some("- x\n")),
            ("[x, y]", "y", Some("[x]")),
            ("{a: 1, b: 2, c: 3}", "b: 2", Some("{a: 1, c: 3}")),
            // A comment would go, a comma stay, and a line end without a break.
            ("a: 1\nb: 2 # why\n", "b: 2", None),
            ("[x, y]", "x", None),
            ("a: 1\nb: 2", "b: 2", None),
            ("- a: 1\n  b: 2\n", "a: 1\n", None),
        ] {
            let at = text.find(old).unwrap();
            let gone = removed(text, &(at..at + old.len()));
            let left = gone.map(|range| [&text[..range.start], &text[range.end..]].concat());
            assert_eq!(left.as_deref(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_text_keeps_its_quotes_and_gets_those_that_it_needs() {
        for (raw, old, new, expected) in [
            ("a.org", "a.org", "https://a.org", Some("https://a.org")),
            (
                "\"a.org\"",
                "a.org",
                "https://a.org",
                Some("\"https://a.org\""),
            ),
            ("'a.org'", "a.org", "https://a.org", Some("'https://a.org'")),
            ("a", "a", "x, y", Some("\"x, y\"")),
            ("a", "a", "x: y", Some("\"x: y\"")),
            ("a", "a", "*x", Some("\"*x\"")),
            ("a", "a", "x \"y\", z", None),
            ("'a'", "a", "it's", None),
            (">-\n  a", "a", "b", None),
            ("\"\\x61\"", "a", "b", None),
            ("*a", "a", "b", None),
        ] {
            assert_eq!(rewritten(raw, old, new).as_deref(), expected, "{raw} {new}");
        }
    }
}
