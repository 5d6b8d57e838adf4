//! The file as a tree: scalars as they were written, every node with its bytes.

use std::ops::Range;

use crate::diagnostics::{FileId, Sources, Spans};
use crate::model::ENTRIES_OF;

/// One step from a node to a child of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Step {
    /// Into the value of a key.
    Key(String),
    /// Into an item of a list.
    Index(usize),
}

/// Writes steps as a path: `experience[0].highlights[2]`.
pub(super) fn path(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        push(&mut path, step);
    }
    path
}

/// A key as it is written in the file.
pub(super) fn written(key: &str) -> &str {
    match key.starts_with(ENTRIES_OF) {
        true => "entries",
        false => key,
    }
}

pub(super) fn push(path: &mut String, step: &Step) {
    match step {
        Step::Key(key) => {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(written(key));
        }
        Step::Index(index) => path.push_str(&format!("[{index}]")),
    }
}

/// How a scalar is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// Without quotes.
    Plain,
    /// In quotes, or with the tag `!!str`.
    Quoted,
    /// As a block, after `|` or `>`.
    Block,
}

/// A node of the file.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    /// What it holds.
    pub(crate) content: Content,
    /// Its bytes, without white space at the end.
    pub(crate) span: Range<usize>,
}

/// What a node holds.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// A text, a number, a date: YAML's guesses about it are not taken.
    Scalar { text: String, style: Style },
    /// A list; `flow` when written with brackets.
    List { items: Vec<Node>, flow: bool },
    /// A map; `flow` when written with braces.
    Map { entries: Vec<Pair>, flow: bool },
}

/// A key with its value.
#[derive(Debug, Clone)]
pub(crate) struct Pair {
    /// The key.
    pub(crate) key: String,
    /// The bytes of the key.
    pub(crate) key_span: Range<usize>,
    /// The value.
    pub(crate) value: Node,
}

impl Node {
    /// Whether nothing is written where the value belongs: nothing at all, `~` or `null`.
    ///
    /// The forms of the core schema (YAML 1.2.2, section 10.3.2). In quotes they are texts.
    pub(crate) fn is_null(&self) -> bool {
        matches!(&self.content, Content::Scalar { text, style: Style::Plain }
            if matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL"))
    }

    /// Whether it is a scalar in which nothing but white space stands.
    pub(crate) fn is_blank(&self) -> bool {
        self.is_null()
            || matches!(&self.content, Content::Scalar { text, .. } if text.trim().is_empty())
    }

    /// The text of a scalar.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The entries of a map.
    pub(crate) fn entries(&self) -> &[Pair] {
        match &self.content {
            Content::Map { entries, .. } => entries,
            _ => &[],
        }
    }

    /// Whether it is a list or map written with brackets or braces.
    pub(super) fn is_flow(&self) -> bool {
        matches!(
            self.content,
            Content::List { flow: true, .. } | Content::Map { flow: true, .. }
        )
    }

    /// The node that steps lead to.
    pub(super) fn at(&self, steps: &[Step]) -> Option<&Self> {
        let mut node = self;
        for step in steps {
            node = match (&node.content, step) {
                (Content::Map { entries, .. }, Step::Key(key)) => {
                    &entries.iter().find(|entry| entry.key == *key)?.value
                }
                (Content::List { items, .. }, Step::Index(index)) => items.get(*index)?,
                // A single value where a list may stand is its own first item.
                (_, Step::Index(0)) => node,
                _ => return None,
            };
        }
        Some(node)
    }

    /// The bytes of the key that steps end with.
    pub(super) fn key_span(&self, steps: &[Step]) -> Option<Range<usize>> {
        let (Step::Key(key), parent) = steps.split_last()? else {
            return None;
        };
        let parent = self.at(parent)?;
        let entry = parent.entries().iter().find(|entry| entry.key == *key)?;
        Some(entry.key_span.clone())
    }

    /// Tells `sources` where every value of the tree stands.
    pub(super) fn index(&self, file: FileId, sources: &mut Sources) {
        sources.insert(
            "",
            Spans {
                file,
                key: None,
                value: self.span.clone(),
            },
        );
        self.index_children(&mut String::new(), file, sources);
    }

    fn index_children(&self, path: &mut String, file: FileId, sources: &mut Sources) {
        let length = path.len();
        let mut visit = |step: &Step, key: Option<Range<usize>>, node: &Self| {
            push(path, step);
            let value = node.span.clone();
            sources.insert(path.clone(), Spans { file, key, value });
            node.index_children(path, file, sources);
            path.truncate(length);
        };
        match &self.content {
            Content::Scalar { .. } => {}
            Content::List { items, .. } => {
                for (index, item) in items.iter().enumerate() {
                    visit(&Step::Index(index), None, item);
                }
            }
            Content::Map { entries, .. } => {
                for entry in entries {
                    let step = Step::Key(entry.key.clone());
                    visit(&step, Some(entry.key_span.clone()), &entry.value);
                }
            }
        }
    }
}
