//! Runs of text inside a paragraph.

use serde::Serialize;

use super::math::MathNode;
use super::parts::Role;
use crate::model::Url;

/// Runs of text, in order.
pub type Inlines = Vec<Inline>;

/// A run of text, or a wrapper around runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Inline {
    /// Characters, to be printed as they are. NFC, no line break.
    Text {
        /// The characters.
        text: String,
    },
    /// Strongly emphasised: bold.
    Strong {
        /// What is emphasised.
        content: Inlines,
    },
    /// Emphasised: italic.
    Emph {
        /// What is emphasised.
        content: Inlines,
    },
    /// Less important, by its role. Grey where there is colour.
    Muted {
        /// What is less important.
        content: Inlines,
    },
    /// The name of the owner of the CV in a list of authors.
    Owner {
        /// The name.
        content: Inlines,
    },
    /// Program text, in a fixed-width font.
    Code {
        /// The characters.
        text: String,
    },
    /// A link.
    Link {
        /// Where it leads.
        #[serde(serialize_with = "Url::serialize_uri")]
        url: Url,
        /// What prints.
        content: Inlines,
    },
    /// A formula.
    Math {
        /// The formula in LaTeX, without its dollar signs.
        latex: String,
        /// The formula, taken apart.
        node: MathNode,
        /// The formula in words and symbols, for plain text and for screen readers.
        alt: String,
    },
    /// Raised.
    Superscript {
        /// What is raised.
        content: Inlines,
    },
    /// Lowered.
    Subscript {
        /// What is lowered.
        content: Inlines,
    },
    /// A mark after an author's name.
    Mark {
        /// The symbol.
        symbol: String,
        /// Whether a renderer has to raise it; an asterisk is drawn raised already.
        raised: bool,
    },
    /// A part of a heading or of a paper, on its line.
    Part {
        /// What it says.
        role: Role,
        /// The words.
        content: Inlines,
    },
    /// Must not break over a line: an identifier, a range of pages.
    NoBreak {
        /// What stays together.
        content: Inlines,
    },
}

impl Inline {
    /// A run of characters.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }

    /// A strong run of characters.
    pub fn strong(text: impl Into<String>) -> Self {
        Self::Strong {
            content: vec![Self::text(text)],
        }
    }

    /// An emphasised run of characters.
    pub fn emph(text: impl Into<String>) -> Self {
        Self::Emph {
            content: vec![Self::text(text)],
        }
    }

    /// A muted run of characters.
    pub fn muted(text: impl Into<String>) -> Self {
        Self::Muted {
            content: vec![Self::text(text)],
        }
    }

    /// A run of characters that stays together.
    pub fn no_break(text: impl Into<String>) -> Self {
        Self::NoBreak {
            content: vec![Self::text(text)],
        }
    }

    /// A link with plain characters.
    pub fn link(url: Url, text: impl Into<String>) -> Self {
        Self::Link {
            url,
            content: vec![Self::text(text)],
        }
    }

    /// The runs that this one wraps; empty for a run of characters.
    pub fn children(&self) -> &[Inline] {
        match self {
            Self::Strong { content }
            | Self::Emph { content }
            | Self::Muted { content }
            | Self::Owner { content }
            | Self::Link { content, .. }
            | Self::Part { content, .. }
            | Self::Superscript { content }
            | Self::Subscript { content }
            | Self::NoBreak { content } => content,
            Self::Text { .. } | Self::Code { .. } | Self::Math { .. } | Self::Mark { .. } => &[],
        }
    }

    /// The runs that this one wraps, to change; none for a run of characters.
    pub fn children_mut(&mut self) -> Option<&mut Inlines> {
        match self {
            Self::Strong { content }
            | Self::Emph { content }
            | Self::Muted { content }
            | Self::Owner { content }
            | Self::Link { content, .. }
            | Self::Part { content, .. }
            | Self::Superscript { content }
            | Self::Subscript { content }
            | Self::NoBreak { content } => Some(content),
            Self::Text { .. } | Self::Code { .. } | Self::Math { .. } | Self::Mark { .. } => None,
        }
    }

    /// The characters of this run itself, without those of the runs it wraps.
    pub fn own_text(&self) -> Option<&str> {
        match self {
            Self::Text { text } | Self::Code { text } => Some(text),
            Self::Math { alt, .. } => Some(alt),
            Self::Mark { symbol, .. } => Some(symbol),
            _ => None,
        }
    }
}

/// The characters of runs, in order, without their looks.
pub fn plain_text(inlines: &[Inline]) -> String {
    fn push(inline: &Inline, out: &mut String) {
        if let Some(text) = inline.own_text() {
            out.push_str(text);
        }
        for child in inline.children() {
            push(child, out);
        }
    }
    let mut out = String::new();
    for inline in inlines {
        push(inline, &mut out);
    }
    out
}

/// Runs with neighbouring texts made one.
pub fn joined_texts(runs: Inlines) -> Inlines {
    let mut out = Inlines::with_capacity(runs.len());
    for run in runs {
        match (out.last_mut(), run) {
            (Some(Inline::Text { text }), Inline::Text { text: more }) => text.push_str(&more),
            (_, run) => out.push(run),
        }
    }
    out
}

/// Whether a text ends as a sentence does, perhaps inside quotation marks, in any script that Folio has words in.
pub fn ends_sentence(text: &str) -> bool {
    let bare = text
        .trim_end()
        .trim_end_matches(['"', '”', '’', '\'', '»', '“']);
    bare.ends_with(['.', '?', '!', '…', '。', '？', '！', '‽', '؟', '।'])
}
