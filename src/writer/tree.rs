//! What is to be written, as a tree.

/// A value, and the comments that stand above it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Node {
    pub(super) content: Content,
    /// Comments above it, a paragraph each.
    pub(super) comments: Vec<String>,
}

/// What a value holds.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Content {
    /// Nothing is said.
    Nothing,
    /// A text, or with `as_written` a number, a date, a truth value.
    Scalar { text: String, as_written: bool },
    /// A list; `name` is that of its type, if it has one.
    List {
        name: Option<&'static str>,
        items: Vec<Node>,
    },
    /// A map; `name` is that of its type, or none where the user chooses the keys.
    Map {
        name: Option<&'static str>,
        entries: Vec<(String, Node)>,
    },
    /// What was given on purpose: it is written also when it is empty.
    Given(Box<Content>),
}

impl Content {
    /// Without the word that it was given.
    pub(super) fn bare(self) -> Self {
        match self {
            Self::Given(content) => content.bare(),
            content => content,
        }
    }

    /// Whether a field with this value says nothing.
    pub(super) fn says_nothing(&self) -> bool {
        match self {
            Self::Nothing => true,
            Self::Scalar { .. } | Self::Given(_) => false,
            Self::List { items, .. } => items.is_empty(),
            Self::Map { entries, .. } => entries.is_empty(),
        }
    }
}

impl From<Content> for Node {
    fn from(content: Content) -> Self {
        Self {
            content: content.bare(),
            comments: Vec::new(),
        }
    }
}
