//! The source files of a run and where each value stands in them.

use std::collections::HashMap;
use std::ops::Range;

use super::lines::Lines;
use super::{Diagnostic, Place};

/// A file of a run, by its place in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub usize);

/// The bytes of a key and of its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spans {
    /// The file.
    pub file: FileId,
    /// The key; none for an item of a list.
    pub key: Option<Range<usize>>,
    /// The value.
    pub value: Range<usize>,
}

#[derive(Debug, Clone)]
struct File {
    name: String,
    text: String,
    lines: Lines,
}

/// The files of a run, and where the values stand in them.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<File>,
    spans: HashMap<String, Spans>,
}

impl Sources {
    /// Adds a file by the name to print and its text (without a byte order mark).
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        self.files.push(File {
            name: name.into(),
            lines: Lines::of(&text),
            text,
        });
        FileId(self.files.len() - 1)
    }

    /// Name and text of a file.
    pub fn file(&self, file: FileId) -> Option<(&str, &str)> {
        self.files
            .get(file.0)
            .map(|file| (file.name.as_str(), file.text.as_str()))
    }

    /// Line and column of a byte of a file, both from 1, the column in characters; the beginning of a
    /// file that is not there.
    pub fn line_column(&self, file: FileId, offset: usize) -> (usize, usize) {
        let position = |file: &File| file.lines.position(&file.text, offset);
        self.files.get(file.0).map_or((1, 1), position)
    }

    /// Names and texts of all files.
    pub fn files(&self) -> impl Iterator<Item = (&str, &str)> {
        let files = self.files.iter();
        files.map(|file| (file.name.as_str(), file.text.as_str()))
    }

    /// Says where the value at a path stands.
    pub fn insert(&mut self, path: impl Into<String>, spans: Spans) {
        self.spans.insert(path.into(), spans);
    }

    /// Where the value at exactly this path stands.
    pub fn get(&self, path: &str) -> Option<&Spans> {
        self.spans.get(path)
    }

    /// The path of the innermost value in which a byte of a file stands, its key included.
    pub fn path_at(&self, file: FileId, offset: usize) -> Option<&str> {
        let holds = |spans: &Spans| {
            let start = spans
                .key
                .as_ref()
                .map_or(spans.value.start, |key| key.start);
            spans.file == file && (start..=spans.value.end).contains(&offset)
        };
        let found = self.spans.iter().filter(|(_, spans)| holds(spans));
        let innermost = found.min_by_key(|(path, spans)| (spans.value.len(), path.len()));
        innermost.map(|(path, _)| path.as_str())
    }

    /// Where the value at a path stands; its nearest ancestor when the path itself has no place.
    ///
    /// `email[0]` is also found where a single value stands for a list of one.
    pub fn locate(&self, path: &str) -> Option<&Spans> {
        if let Some(spans) = self.spans.get(path) {
            return Some(spans);
        }
        // `refs.bib:KEY[list 2]`: keys of entries have dots and brackets of their own.
        if let Some((whole, _)) = path.rsplit_once('[')
            && let Some(spans) = self.spans.get(whole)
        {
            return Some(spans);
        }
        let mut found = String::new();
        let mut rest = path;
        while !rest.is_empty() {
            let first = rest.chars().next().map_or(0, char::len_utf8);
            let end = rest[first..]
                .find(['.', '['])
                .map_or(rest.len(), |at| at + first);
            let (segment, after) = rest.split_at(end);
            let length = found.len();
            found.push_str(segment);
            if !self.spans.contains_key(&found) {
                found.truncate(length);
                if segment != "[0]" {
                    break;
                }
            }
            rest = after;
        }
        self.spans.get(&found)
    }

    /// The bytes that a place means; none for a place in no file.
    ///
    /// Ranges lie within the file and on its characters, whatever the place said.
    pub fn resolve(&self, place: &Place) -> Option<(FileId, Range<usize>)> {
        let (file, range) = match place {
            Place::Span { file, range } => (*file, range.clone()),
            Place::Value(path) => {
                let spans = self.locate(path)?;
                (spans.file, spans.value.clone())
            }
            Place::Key(path) => {
                let spans = self.locate(path)?;
                (spans.file, spans.key.clone().unwrap_or(spans.value.clone()))
            }
            Place::Character(path, character) => {
                let spans = self.locate(path)?;
                (spans.file, self.character(spans, *character))
            }
            Place::Part { path, text, nth } => {
                let spans = self.locate(path)?;
                (spans.file, self.part(spans, text, *nth))
            }
            Place::Nowhere => return None,
        };
        let (_, text) = self.file(file)?;
        Some((file, clamp(text, range)))
    }

    /// Gives problems the bytes of their places, so that other files' values may stand at the same paths.
    pub fn settle(&self, problems: &mut [Diagnostic]) {
        for problem in problems {
            let related = problem.related.iter_mut().map(|(place, _)| place);
            for place in related.chain([&mut problem.place]) {
                if let Some((file, range)) = self.resolve(place) {
                    *place = Place::Span { file, range };
                }
            }
        }
    }

    /// The first place of a character within a value, and the value when it is written otherwise,
    /// such as by an escape.
    fn character(&self, spans: &Spans, character: char) -> Range<usize> {
        let value = spans.value.clone();
        let found = self
            .file(spans.file)
            .and_then(|(_, text)| text.get(clamp(text, value.clone())))
            .and_then(|raw| raw.find(character));
        match found {
            Some(at) => value.start + at..value.start + at + character.len_utf8(),
            None => value,
        }
    }

    /// The place of characters within a value, and the value when they are written otherwise.
    fn part(&self, spans: &Spans, part: &str, nth: usize) -> Range<usize> {
        let value = spans.value.clone();
        let found = self
            .file(spans.file)
            .and_then(|(_, text)| text.get(clamp(text, value.clone())))
            .and_then(|raw| occurrences(raw, part).nth(nth));
        match found {
            Some(range) => value.start + range.start..value.start + range.end,
            None => value,
        }
    }
}

/// Where words stand in a text, between them any white space.
fn occurrences<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
    let mut words = words.split(' ');
    let first = words.next().unwrap_or_default();
    text.match_indices(first)
        .filter(move |_| !first.is_empty())
        .filter_map(move |(start, _)| {
            let mut end = start + first.len();
            for word in words.clone() {
                let rest = &text[end..];
                let next = rest.trim_start();
                if next.len() == rest.len() || !next.starts_with(word) {
                    return None;
                }
                end = text.len() - next.len() + word.len();
            }
            Some(start..end)
        })
}

/// The nearest range that lies within a text and on its characters.
fn clamp(text: &str, range: Range<usize>) -> Range<usize> {
    let floor = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(range.start);
    start..floor(range.end.max(range.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_value_are_found_over_the_ends_of_lines() {
        let mut sources = Sources::default();
        let text = "summary: >-\n  a [b](x) [c\n  d](x)\nother: 1";
        let file = sources.add("cv.yaml", text);
        let value = text.find("a [").unwrap()..text.find("\nother").unwrap();
        let spans = Spans {
            file,
            key: None,
            value: value.clone(),
        };
        sources.insert("summary", spans);
        for (part, nth, expected) in [
            ("x", 0, "x) [c"),
            ("x", 1, "x)\nother"),
            ("[c d](x)", 0, "[c\n  d](x)\nother"),
            ("x", 2, "a [b]"),
            ("[c  d]", 0, "a [b]"),
            ("y", 0, "a [b]"),
            ("", 0, "a [b]"),
        ] {
            let place = Place::Part {
                path: "summary".into(),
                text: part.into(),
                nth,
            };
            let (_, range) = sources.resolve(&place).unwrap();
            assert!(text[range.start..].starts_with(expected), "{part} {nth}");
        }
    }

    #[test]
    fn a_path_that_begins_with_any_letter_is_looked_for() {
        let mut sources = Sources::default();
        let file = sources.add("é.bib", "@book{k, title = {T}}");
        let spans = Spans {
            file,
            key: None,
            value: 0..4,
        };
        sources.insert("é", spans.clone());
        assert_eq!(sources.locate("é.bib:k"), Some(&spans));
        assert_eq!(sources.locate("日本.x"), None);
    }
}
