//! From the tree to lines: what stands on one line, what below its key, and where a blank line
//! helps the eye.

use super::Options;
use super::comments;
use super::scalar::{self, Place, folded, literal, on_one_line};
use super::tree::{Content, Node};

/// Maps that stand in braces when they fit on their line, by the names of their types, with the
/// most entries of each. The others are records that grow, and stand in block style from the start.
const IN_BRACES: [(&str, usize); 9] = [
    ("Position", 4),
    ("ThesisFields", 2),
    ("AmountFields", 2),
    ("VenueFields", 4),
    ("AuthorFields", 5),
    ("Citations", 3),
    ("MarkDefinition", 2),
    ("SectionOptions", 3),
    ("PublicationOptions", 3),
];

/// Most entries in braces of a map whose keys the user chooses, and of one that holds addresses.
const MOST_CHOSEN: usize = 4;
const MOST_ADDRESSES: usize = 1;

/// Lists that always stand in block style: their items are sentences.
const SENTENCES: [&str; 1] = ["Highlights"];

/// Most columns of a word in brackets; what is longer is a phrase, and reads better on its own line.
const WORD: usize = 40;

/// Most lines of entries that need no blank line between them.
const SHORT_ENTRY: usize = 3;

/// Spaces by which a level is indented.
const INDENT: usize = 2;

/// All lines of the file.
pub(super) fn lines_of_file(root: &Node, options: &Options) -> Vec<String> {
    let width = options.width.max(40);
    let mut parts: Vec<Vec<String>> = Vec::new();
    let mut head = Vec::new();
    if let Some(schema) = &options.schema {
        let schema = comments::lines(schema, usize::MAX).concat();
        let schema = schema.trim_start_matches("# ");
        head.push(format!("# yaml-language-server: $schema={schema}"));
    }
    for (index, comment) in root.comments.iter().enumerate() {
        if index > 0 || !head.is_empty() {
            head.push("#".to_owned());
        }
        head.extend(comments::lines(comment, width));
    }
    parts.push(head);
    match &root.content {
        Content::Map { entries, .. } if !entries.is_empty() => {
            parts.extend(
                entries
                    .iter()
                    .map(|(key, node)| entry(key, node, width, true)),
            );
        }
        _ => parts.push(value(root, width, 0, false).on_own_lines()),
    }
    parts.extend(
        options
            .closing
            .iter()
            .map(|text| comments::lines(text, width)),
    );
    parts.retain(|part| !part.is_empty());
    parts.join(&String::new())
}

/// What stands after a key or a dash.
enum Written {
    /// On the same line.
    Beside(String),
    /// A text below, with its sign on the same line.
    Block(scalar::Block),
    /// A list or map below.
    Below(Vec<String>),
}

impl Written {
    fn on_own_lines(self) -> Vec<String> {
        match self {
            Self::Beside(line) => vec![line],
            Self::Block(block) => [vec![block.sign.to_owned()], indented(block.lines)].concat(),
            Self::Below(lines) => lines,
        }
    }
}

fn indented(lines: Vec<String>) -> Vec<String> {
    let indent = |line: String| match line.is_empty() {
        true => line,
        false => format!("{:INDENT$}{line}", ""),
    };
    lines.into_iter().map(indent).collect()
}

fn comment_lines(node: &Node, room: usize) -> Vec<String> {
    let lines = node.comments.iter();
    lines.flat_map(|text| comments::lines(text, room)).collect()
}

/// A key with its value, within so many columns. At the `top` of the file, entries of more than a
/// few lines have blank lines between them.
fn entry(key: &str, node: &Node, room: usize, top: bool) -> Vec<String> {
    let mut lines = comment_lines(node, room);
    let mut key = format!("{}:", on_one_line(key, Place::Key));
    // A key may be followed by its colon only within 1024 characters (YAML 1.2.2, section 7.4.2);
    // a longer one has a sign before it.
    if key.len() > 1000 {
        key.pop();
        lines.push(format!("? {key}"));
        key = ":".to_owned();
    }
    match value(node, room, key.chars().count() + 1, top) {
        Written::Beside(text) => lines.push(format!("{key} {text}")),
        Written::Block(block) => {
            lines.push(format!("{key} {}", block.sign));
            lines.extend(indented(block.lines));
        }
        Written::Below(below) => {
            lines.push(key);
            lines.extend(indented(below));
        }
    }
    lines
}

/// An item of a list, within so many columns; a map in braces only if it `may` stand so.
fn item(node: &Node, room: usize, may: bool) -> Vec<String> {
    let mut lines = comment_lines(node, room);
    let written = match &node.content {
        Content::Map { entries, .. } if !may && !entries.is_empty() => {
            Written::Below(in_block(&node.content, room.saturating_sub(INDENT), false))
        }
        _ => value(node, room, INDENT, false),
    };
    match written {
        Written::Beside(text) => lines.push(format!("- {text}")),
        Written::Block(block) => {
            lines.push(format!("- {}", block.sign));
            lines.extend(indented(block.lines));
        }
        Written::Below(below) => {
            // A comment at the first line of the item stands above its dash.
            let comments = below
                .iter()
                .take_while(|line| line.starts_with('#'))
                .count();
            let mut below = below.into_iter();
            lines.extend(below.by_ref().take(comments));
            lines.extend(below.next().map(|line| format!("- {line}")));
            lines.extend(indented(below.collect()));
        }
    }
    lines
}

/// A value within so many columns, of which the first line has `used` some.
fn value(node: &Node, room: usize, used: usize, top: bool) -> Written {
    let first = room.saturating_sub(used);
    let below = room.saturating_sub(INDENT);
    match &node.content {
        Content::Nothing | Content::Given(_) => Written::Beside("null".to_owned()),
        Content::List { items, .. } if items.is_empty() => Written::Beside("[]".to_owned()),
        Content::Map { entries, .. } if entries.is_empty() => Written::Beside("{}".to_owned()),
        Content::Scalar {
            text,
            as_written: true,
        } => Written::Beside(text.clone()),
        Content::Scalar { text, .. } => {
            let line = on_one_line(text, Place::Block);
            let fits = line.chars().count() <= first;
            let block = match text.find('\n') {
                None if fits => None,
                None => folded(text, below),
                // One line that has a line break at its end.
                Some(at) if at + 1 == text.len() && !fits => folded(text, below),
                Some(_) => literal(text),
            };
            block.map_or(Written::Beside(line), Written::Block)
        }
        Content::List { .. } | Content::Map { .. } => match in_flow(node, first) {
            Some(line) => Written::Beside(line),
            None => Written::Below(in_block(&node.content, below, top)),
        },
    }
}

/// A list or map in block style.
fn in_block(content: &Content, room: usize, top: bool) -> Vec<String> {
    let (parts, are_records): (Vec<Vec<String>>, bool) = match content {
        Content::List { items, .. } => {
            let maps = || {
                items
                    .iter()
                    .filter(|item| matches!(item.content, Content::Map { .. }))
            };
            // Maps in one list look alike: all in braces or none.
            let in_braces = maps().all(|map| in_flow(map, room.saturating_sub(INDENT)).is_some());
            let parts = items.iter().map(|node| item(node, room, in_braces));
            (parts.collect(), maps().next().is_some())
        }
        Content::Map { entries, name } => {
            let parts = entries
                .iter()
                .map(|(key, node)| entry(key, node, room, false));
            let are_maps = entries
                .iter()
                .all(|(_, node)| matches!(node.content, Content::Map { .. }));
            (parts.collect(), name.is_none() && are_maps)
        }
        _ => return Vec::new(),
    };
    match top && are_records && parts.iter().any(|part| part.len() > SHORT_ENTRY) {
        true => parts.join(&String::new()),
        false => parts.concat(),
    }
}

/// A list or map on one line of so many columns, if it is of a few words.
fn in_flow(node: &Node, room: usize) -> Option<String> {
    let line = match &node.content {
        Content::List { items, .. } if items.is_empty() => "[]".to_owned(),
        Content::Map { entries, .. } if entries.is_empty() => "{}".to_owned(),
        Content::List { name, items } => {
            if name.is_some_and(|name| SENTENCES.contains(&name)) {
                return None;
            }
            let words: Option<Vec<String>> = items.iter().map(|item| word(item, WORD)).collect();
            format!("[{}]", words?.join(", "))
        }
        Content::Map { name, entries } => {
            let most = match name {
                None if entries.iter().any(|(_, node)| is_address(node)) => MOST_ADDRESSES,
                None => MOST_CHOSEN,
                Some(name) => IN_BRACES.iter().find(|(known, _)| known == name)?.1,
            };
            if entries.len() > most {
                return None;
            }
            let mut parts = Vec::new();
            for (key, node) in entries {
                let value = match &node.content {
                    Content::Scalar { .. } => word(node, room)?,
                    Content::List { .. } if name.is_some() && node.comments.is_empty() => {
                        in_flow(node, room)?
                    }
                    _ => return None,
                };
                parts.push(format!("{}: {value}", on_one_line(key, Place::Key)));
            }
            format!("{{{}}}", parts.join(", "))
        }
        _ => return None,
    };
    (line.chars().count() <= room).then_some(line)
}

fn is_address(node: &Node) -> bool {
    matches!(&node.content, Content::Scalar { text, .. } if text.contains("://"))
}

/// A scalar within brackets or braces; none if it is long, has a comment or would there need
/// quotes that it does not need on a line of its own.
fn word(node: &Node, most: usize) -> Option<String> {
    match &node.content {
        _ if !node.comments.is_empty() => None,
        Content::Scalar {
            text,
            as_written: true,
        } => Some(text.clone()),
        Content::Scalar { text, .. } => {
            let is_line = !text.contains('\n') && text.chars().count() <= most;
            let line = on_one_line(text, Place::Flow);
            (is_line && line == on_one_line(text, Place::Block)).then_some(line)
        }
        _ => None,
    }
}

/// The names of types that the layout goes by.
#[cfg(test)]
pub(super) fn known_types() -> impl Iterator<Item = &'static str> {
    IN_BRACES.into_iter().map(|(name, _)| name).chain(SENTENCES)
}
