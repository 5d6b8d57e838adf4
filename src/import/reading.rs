//! From the bytes of a file to a tree: JSON and YAML, within limits.

use std::fmt;

use serde::de::{self, Deserializer as _, MapAccess, SeqAccess, Visitor};

use super::tree::Raw;
use super::{Unreadable, limits};
use crate::diagnostics::{Code, Diagnostic, FileId, Place, Severity, Sources};
use crate::source;
use crate::source::{Content, Node};

/// A file as a text.
///
/// # Errors
/// When it is in another encoding, too large or no text.
pub(super) fn text(name: &str, bytes: &[u8]) -> Result<(Sources, FileId), Unreadable> {
    let mut sources = Sources::default();
    match source::add_text(name, bytes, &mut sources) {
        Ok(file) => Ok((sources, file)),
        Err(problem) => Err(Unreadable::new(*problem, sources)),
    }
}

/// An error about a whole file.
pub(super) fn unreadable(
    sources: Sources,
    file: FileId,
    message: impl Into<String>,
    help: impl Into<String>,
) -> Unreadable {
    let place = Place::Span { file, range: 0..0 };
    let problem = Diagnostic::error(Code::BadImport, place, message).help(help);
    Unreadable::new(problem, sources)
}

/// Reads JSON.
///
/// # Errors
/// Where it is none, or more than there may be.
pub(super) fn json(sources: Sources, file: FileId) -> Result<Raw, Unreadable> {
    let text = sources
        .file(file)
        .map(|(_, text)| text.to_owned())
        .unwrap_or_default();
    let mut left = limits::VALUES;
    let mut deserializer = serde_json::Deserializer::from_str(&text);
    let read = deserializer
        .deserialize_any(RawVisitor { left: &mut left })
        .and_then(|raw| deserializer.end().map(|()| raw));
    read.map_err(|error| {
        let at = offset(&text, error.line(), error.column());
        let message = error.to_string();
        let what = message
            .rsplit_once(" at line ")
            .map_or(message.as_str(), |(what, _)| what);
        let place = Place::Span {
            file,
            range: at..at,
        };
        let problem = Diagnostic::error(Code::BadImport, place, format!("this is no JSON: {what}"));
        let help = match what {
            "trailing comma" => "remove the comma: JSON has none before a closing bracket",
            "trailing characters" => "what was begun ends before; remove what follows",
            what if what.contains("recursion") => "lists and maps stand too deep in each other",
            what if what.starts_with("more than") => {
                "is it the right file? A CV has some hundreds of values"
            }
            _ => "correct it, or write the file again with the program that it is from",
        };
        Unreadable::new(problem.help(help), sources)
    })
}

/// The byte of a line and a column, both from 1, the column in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    (start + column.saturating_sub(1)).min(text.len())
}

struct RawVisitor<'a> {
    left: &'a mut usize,
}

impl RawVisitor<'_> {
    fn count<E: de::Error>(&mut self) -> Result<(), E> {
        *self.left = self
            .left
            .checked_sub(1)
            .ok_or_else(|| E::custom(format!("more than {} values", limits::VALUES)))?;
        Ok(())
    }
}

impl<'de> Visitor<'de> for RawVisitor<'_> {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_bool<E: de::Error>(mut self, value: bool) -> Result<Raw, E> {
        self.count()?;
        Ok(Raw::word(value.to_string()))
    }

    fn visit_i64<E: de::Error>(mut self, value: i64) -> Result<Raw, E> {
        self.count()?;
        Ok(Raw::word(value.to_string()))
    }

    fn visit_u64<E: de::Error>(mut self, value: u64) -> Result<Raw, E> {
        self.count()?;
        Ok(Raw::word(value.to_string()))
    }

    fn visit_f64<E: de::Error>(mut self, value: f64) -> Result<Raw, E> {
        self.count()?;
        Ok(Raw::word(value.to_string()))
    }

    fn visit_str<E: de::Error>(mut self, value: &str) -> Result<Raw, E> {
        self.count()?;
        Ok(Raw::word(value))
    }

    fn visit_unit<E: de::Error>(mut self) -> Result<Raw, E> {
        self.count()?;
        Ok(Raw::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> Result<Raw, A::Error> {
        self.count()?;
        let mut items = Vec::new();
        while let Some(item) = seq.next_element_seed(RawSeed { left: self.left })? {
            items.push(item);
        }
        Ok(Raw::List(items))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<Raw, A::Error> {
        self.count()?;
        let mut entries = Vec::new();
        while let Some(key) = map.next_key::<String>()? {
            entries.push((key, map.next_value_seed(RawSeed { left: self.left })?));
        }
        Ok(Raw::Map(entries))
    }
}

struct RawSeed<'a> {
    left: &'a mut usize,
}

impl<'de> de::DeserializeSeed<'de> for RawSeed<'_> {
    type Value = Raw;
    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(RawVisitor { left: self.left })
    }
}

/// Reads YAML.
///
/// # Errors
/// Where it is none, or more than there may be.
pub(super) fn yaml(name: &str, bytes: &[u8]) -> Result<Raw, Unreadable> {
    let mut sources = Sources::default();
    let mut problems = Vec::new();
    let tree = source::tree(name, bytes, &mut sources, &mut problems);
    problems.retain(|problem| problem.severity == Severity::Error);
    match tree {
        Some((_, node)) if problems.is_empty() => Ok(raw(&node)),
        _ => Err(Unreadable { problems, sources }),
    }
}

fn raw(node: &Node) -> Raw {
    if node.is_null() {
        return Raw::Nothing;
    }
    match &node.content {
        Content::Scalar { text, .. } => Raw::word(text),
        Content::List { items, .. } => Raw::List(items.iter().map(raw).collect()),
        Content::Map { entries, .. } => {
            let entries = entries.iter();
            Raw::Map(
                entries
                    .map(|entry| (entry.key.clone(), raw(&entry.value)))
                    .collect(),
            )
        }
    }
}
