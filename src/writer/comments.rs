//! Comments and the values that they stand above.

use super::scalar::{fold, is_printable};
use super::tree::{Content, Node};

/// A comment that stands above a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// The path of the value, as `experience[0].highlights[2]`; empty for the whole file. A comment
    /// on a value that is not written stands at what is nearest above it.
    pub path: String,
    /// What it says. A line break begins a new line of it.
    pub text: String,
}

impl Comment {
    /// A comment at a path.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
        }
    }
}

/// Gives the comments to the values at their paths.
pub(super) fn attach(root: &mut Node, comments: &[Comment]) {
    for comment in comments {
        put(root, &comment.path, &comment.text);
    }
}

/// Gives a comment to the value at a path, or to what is nearest above it.
fn put(node: &mut Node, path: &str, text: &str) {
    let child = step(&node.content, path).and_then(|(at, rest)| {
        let child = match &mut node.content {
            Content::Map { entries, .. } => entries.get_mut(at).map(|(_, child)| child),
            Content::List { items, .. } => items.get_mut(at),
            _ => None,
        };
        Some((child?, rest))
    });
    match child {
        Some((child, rest)) => put(child, rest, text),
        None => node.comments.push(text.to_owned()),
    }
}

/// The child that a path leads into, which exists, and the rest of the path.
fn step<'p>(content: &Content, path: &'p str) -> Option<(usize, &'p str)> {
    match content {
        Content::Map { entries, .. } => {
            let path = path.strip_prefix('.').unwrap_or(path);
            // A key may hold a dot: the longest one that fits is meant.
            let mut found: Option<(usize, &str)> = None;
            for (at, (key, _)) in entries.iter().enumerate() {
                let rest = path.strip_prefix(key.as_str());
                if let Some(rest) =
                    rest.filter(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
                    && found.is_none_or(|(_, shortest)| rest.len() < shortest.len())
                {
                    found = Some((at, rest));
                }
            }
            found
        }
        Content::List { items, .. } => {
            let (index, rest) = path.strip_prefix('[')?.split_once(']')?;
            let at = index.parse().ok().filter(|at| *at < items.len())?;
            Some((at, rest))
        }
        Content::Nothing | Content::Scalar { .. } | Content::Given(_) => None,
    }
}

/// The lines of a comment, of which each has at most so many columns where it has blanks.
pub(super) fn lines(text: &str, room: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.split(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']) {
        let words: String = paragraph
            .trim()
            .chars()
            .map(|c| match c {
                '\t' => ' ',
                c if is_printable(c) => c,
                _ => char::REPLACEMENT_CHARACTER,
            })
            .collect();
        let folded = fold(&words, room.saturating_sub(2));
        lines.extend(
            folded
                .iter()
                .map(|line| format!("# {line}").trim_end().to_owned()),
        );
    }
    lines
}
