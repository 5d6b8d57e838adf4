//! XML as a tree: elements by their names without prefixes, attributes with an `@` before theirs.

use roxmltree::{Document, Node as Element, ParsingOptions};

use super::tree::Raw;
use super::{Unreadable, limits, reading};
use crate::diagnostics::{Code, Diagnostic, FileId, Place, Sources};

/// Most levels of elements within each other.
const MOST_LEVELS: usize = 64;

/// Reads XML. Entities of its own are refused: a file could describe a huge text with them.
///
/// # Errors
/// Where it is none, or more than there may be.
pub(super) fn read(sources: Sources, file: FileId) -> Result<Raw, Unreadable> {
    let text = sources
        .file(file)
        .map(|(_, text)| text.to_owned())
        .unwrap_or_default();
    let options = ParsingOptions {
        allow_dtd: false,
        nodes_limit: limits::VALUES as u32,
        ..ParsingOptions::default()
    };
    let document = match Document::parse_with_options(&text, options) {
        Ok(document) => document,
        Err(error) => {
            let position = error.pos();
            let line = position.row.saturating_sub(1) as usize;
            let before: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
            let column = text.get(before..).map_or(0, |line| {
                line.chars()
                    .take(position.col.saturating_sub(1) as usize)
                    .map(char::len_utf8)
                    .sum()
            });
            let at = (before + column).min(text.len());
            let place = Place::Span {
                file,
                range: at..at,
            };
            let problem = Diagnostic::error(
                Code::BadImport,
                place,
                format!("this is no XML that is read: {error}"),
            );
            let help = "download the file again; files with a DTD are not read";
            return Err(Unreadable::new(problem.help(help), sources));
        }
    };
    let root = document.root_element();
    match element(root, 0) {
        Some(raw) => Ok(Raw::Map(vec![(root.tag_name().name().to_owned(), raw)])),
        None => {
            let message = format!("more than {MOST_LEVELS} elements stand within each other");
            Err(reading::unreadable(
                sources,
                file,
                message,
                "is it the right file?",
            ))
        }
    }
}

/// An element: a text, or a map in which elements of one name are a list; none when it is too deep.
fn element(node: Element, level: usize) -> Option<Raw> {
    if level > MOST_LEVELS {
        return None;
    }
    let mut entries: Vec<(String, Raw)> = node
        .attributes()
        .map(|attribute| {
            (
                format!("@{}", attribute.name()),
                Raw::word(attribute.value()),
            )
        })
        .collect();
    let mut text = String::new();
    for child in node.children() {
        if child.is_text() {
            text.push_str(child.text().unwrap_or_default());
        }
        if !child.is_element() {
            continue;
        }
        let name = child.tag_name().name();
        let value = element(child, level + 1)?;
        match entries.iter_mut().find(|(known, _)| known == name) {
            Some((_, Raw::List(items))) => items.push(value),
            Some((_, known)) => {
                let first = std::mem::replace(known, Raw::Nothing);
                *known = Raw::List(vec![first, value]);
            }
            None => entries.push((name.to_owned(), value)),
        }
    }
    let text = text.trim();
    Some(match (entries.is_empty(), text.is_empty()) {
        (true, true) => Raw::Nothing,
        (true, false) => Raw::word(text),
        (false, true) => Raw::Map(entries),
        (false, false) => {
            entries.push(("value".to_owned(), Raw::word(text)));
            Raw::Map(entries)
        }
    })
}
