//! The source files of a run and where each value stands in them.

use std::collections::HashMap;
use std::ops::Range;

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

/// The files of a run, and where the values stand in them.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    files: Vec<(String, String)>,
    spans: HashMap<String, Spans>,
}

impl Sources {
    /// Adds a file by the name to print and its text (without a byte order mark).
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        self.files.push((name.into(), text.into()));
        FileId(self.files.len() - 1)
    }

    /// Name and text of a file.
    pub fn file(&self, file: FileId) -> Option<(&str, &str)> {
        self.files
            .get(file.0)
            .map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Says where the value at a path stands.
    pub fn insert(&mut self, path: impl Into<String>, spans: Spans) {
        self.spans.insert(path.into(), spans);
    }

    /// Where the value at a path stands; its nearest ancestor when the path itself has no place.
    pub fn locate(&self, path: &str) -> Option<&Spans> {
        let mut path = path;
        loop {
            if let Some(spans) = self.spans.get(path) {
                return Some(spans);
            }
            path = &path[..path.rfind(['.', '['])?];
        }
    }
}
