//! TeX in the values of a bibliography, read into pieces of text.
//!
//! A value is read once, from its beginning to its end: groups, commands with their arguments, accents,
//! formulas, and the HTML that publishers leave. What comes out is a tree of [`Node`]s, in which no
//! character stands for anything but itself, and a list of what was not understood, each with its
//! place. `docs/bibtex.md` says what is read, from the same tables.

mod accents;
mod chemistry;
mod commands;
mod execution;
mod formulas;
mod html;
mod invisible;
mod links;
mod reader;
mod symbols;
mod verbatim;

#[cfg(test)]
mod tests;

use std::ops::Range;

pub use reader::read;
pub use verbatim::cleaned;

/// A piece of a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Node {
    /// Characters to print.
    Text(String),
    /// A formula that [`crate::markup::math`] reads.
    Math {
        /// The formula, without dollar signs.
        latex: String,
        /// The formula in a line of text.
        plain: String,
    },
    /// Program text.
    Code(String),
    /// Emphasis.
    Emph(Vec<Node>),
    /// Strong emphasis.
    Strong(Vec<Node>),
    /// A link: what it shows, and an absolute address.
    Link(Vec<Node>, String),
    /// What braces keep together. Those around one letter and its accent keep nothing.
    Group(Vec<Node>),
}

/// What a value gave.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// Its pieces.
    pub nodes: Vec<Node>,
    /// What was not understood, in the order of the value.
    pub problems: Vec<Problem>,
}

/// Something in a value that was not understood.
#[derive(Debug, Clone, PartialEq)]
pub struct Problem {
    /// The bytes of the value.
    pub range: Range<usize>,
    /// What it is.
    pub trouble: Trouble,
}

/// What may be wrong in a value.
#[derive(Debug, Clone, PartialEq)]
pub enum Trouble {
    /// A command that is not known, by its name.
    Unknown(String),
    /// A command whose text does not belong into a value, by its name.
    LeftOut(String),
    /// A dollar sign that begins no formula.
    Dollar,
    /// A formula that is not understood, and why.
    Formula(String),
    /// A brace without its other.
    Brace(char),
    /// A backslash at the end.
    Backslash,
    /// An address that cannot be linked.
    Address {
        /// The address.
        address: String,
        /// Why it cannot, in a sentence.
        why: String,
    },
    /// A link to an address that has no words.
    Wordless(String),
    /// Groups in groups beyond what is read.
    Deep,
    /// A character that cannot print.
    Inkless(char),
}

impl Trouble {
    /// What is wrong and what prints, in a sentence.
    pub fn message(&self) -> String {
        match self {
            Self::Unknown(name) => format!("`\\{name}` is not known; its text prints without it"),
            Self::LeftOut(name) => format!("`\\{name}{{…}}` is left out"),
            Self::Dollar => "this `$` begins no formula and prints as a dollar sign".to_owned(),
            Self::Formula(why) => format!("this formula prints as plain text: {why}"),
            Self::Brace(brace) => format!("this `{brace}` has no partner and does not print"),
            Self::Backslash => "this backslash begins no command and does not print".to_owned(),
            Self::Address { address, why } => {
                format!("the link to `{address}` prints as words alone: {why}")
            }
            Self::Wordless(address) => {
                format!("the link to `{address}` has no words; it shows the address")
            }
            Self::Deep => {
                "groups are nested too deeply here; their text prints as it is".to_owned()
            }
            Self::Inkless(character) => {
                format!("U+{:04X} cannot print", u32::from(*character))
            }
        }
    }

    /// What to do about it.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Unknown(_) => {
                Some("write what the command stands for; docs/bibtex.md lists the known ones")
            }
            Self::Dollar => Some("write `\\$` for a dollar sign"),
            Self::Brace(_) => Some("write `\\{` or `\\}` for a brace that prints"),
            _ => None,
        }
    }
}

/// The name of the command after a backslash: letters, or one other character.
fn control_name(after: &str) -> &str {
    let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
    let length = match letters {
        0 => after.chars().next().map_or(0, char::len_utf8),
        _ => letters,
    };
    &after[..length]
}

/// Pieces as literal text: looks, braces and the addresses of links gone, blanks as single spaces.
pub fn literal(nodes: &[Node]) -> String {
    let mut out = String::new();
    push_literal(&mut out, nodes);
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push_literal(out: &mut String, nodes: &[Node]) {
    for node in nodes {
        match node {
            Node::Text(text) | Node::Code(text) => out.push_str(text),
            // The signs of a formula that a line of text has of its own.
            Node::Math { plain, .. } => out.push_str(&plain.replace('∗', "*")),
            Node::Emph(inner) | Node::Strong(inner) | Node::Group(inner) | Node::Link(inner, _) => {
                push_literal(out, inner);
            }
        }
    }
}

/// A stretch of a value, for names: braces keep words together and `and` from separating.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its characters.
    pub text: String,
    /// Whether it stands in braces.
    pub is_protected: bool,
}

/// Pieces as stretches within and without braces.
pub fn runs(nodes: &[Node]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for node in nodes {
        let is_protected = matches!(node, Node::Group(_));
        let mut text = String::new();
        push_literal(&mut text, std::slice::from_ref(node));
        match runs.last_mut() {
            Some(last) if !is_protected && !last.is_protected => last.text.push_str(&text),
            _ => runs.push(Run { text, is_protected }),
        }
    }
    runs
}
