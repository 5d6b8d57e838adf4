//! Marks after authors' names: which there are, and how they are written.

use crate::diagnostics::enumerated;
use crate::model::{Cv, MARK_SYMBOLS};

/// The marks of a file that declares none, with the symbols they are written with.
pub const DEFAULTS: [(&str, &str); 3] = [("equal", "*"), ("corresponding", "#"), ("student", "†")];

/// One mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// Its name.
    pub name: String,
    /// How it is written after a name; empty when it is only named.
    pub symbol: String,
    /// What the file says that it means.
    pub label: Option<String>,
}

/// The marks of a file, in the order of legends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MarkTable {
    marks: Vec<Mark>,
}

/// A mark after a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkUse {
    /// A mark of the table, by its place there.
    Declared(usize),
    /// A symbol that the table does not know, as written.
    Unknown(String),
}

impl Mark {
    fn new(name: &str, symbol: Option<&str>, label: Option<&str>) -> Self {
        let mut defaults = DEFAULTS.iter();
        let default = defaults.find(|(known, _)| *known == name);
        let said = |text: Option<&str>| {
            let text = text.map(str::trim).filter(|text| !text.is_empty());
            text.map(str::to_owned)
        };
        let default = || default.map_or("", |(_, symbol)| symbol).to_owned();
        Self {
            name: name.to_owned(),
            symbol: said(symbol).unwrap_or_else(default),
            label: said(label),
        }
    }
}

impl MarkTable {
    /// The marks that a file declares, or the defaults.
    pub fn new(cv: &Cv) -> Self {
        let mut marks = Vec::new();
        if cv.marks.is_empty() {
            marks.extend(DEFAULTS.map(|(name, _)| Mark::new(name, None, None)));
        }
        for (name, mark) in cv.marks.iter() {
            let (symbol, label) = (mark.symbol.as_deref(), mark.label.as_deref());
            marks.push(Mark::new(name, symbol, label));
        }
        // A name that every language has words for means the same in every file, as long as its
        // symbol is free; symbols themselves mean only what the file says.
        for (name, symbol) in DEFAULTS {
            let mut taken = marks.iter();
            if !taken.any(|mark| mark.name == name || mark.symbol == symbol) {
                marks.push(Mark {
                    symbol: String::new(),
                    ..Mark::new(name, None, None)
                });
            }
        }
        Self { marks }
    }

    /// All marks, in the order of legends.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// A declared mark.
    pub fn mark(&self, mark: &MarkUse) -> Option<&Mark> {
        match mark {
            MarkUse::Declared(at) => self.marks.get(*at),
            MarkUse::Unknown(_) => None,
        }
    }

    /// Splits the marks off the end of a name, the longest symbol first.
    ///
    /// Blanks and commas between symbols belong to none of them. A symbol of letters or digits counts
    /// only apart from the name (`Wei Zhang a`), else it would eat the name's last letters.
    pub fn split<'a>(&self, text: &'a str) -> (&'a str, Vec<MarkUse>) {
        let mut rest = text.trim_end();
        let mut marks = Vec::new();
        loop {
            let declared = self
                .marks
                .iter()
                .enumerate()
                .filter(|(_, mark)| !mark.symbol.is_empty())
                .filter_map(|(at, mark)| {
                    let before = rest.strip_suffix(mark.symbol.as_str())?;
                    let wordlike = mark.symbol.chars().all(|c| c.is_ascii_alphanumeric());
                    (!wordlike || before.ends_with(char::is_whitespace)).then_some((at, before))
                })
                .min_by_key(|(_, before)| before.len());
            let (mark, before) = match (declared, rest.chars().next_back()) {
                (Some((at, before)), _) => (MarkUse::Declared(at), before),
                (None, Some(last)) if is_symbol_like(last) => {
                    let before = &rest[..rest.len() - last.len_utf8()];
                    (MarkUse::Unknown(last.to_string()), before)
                }
                _ => break,
            };
            marks.push(mark);
            rest = before.trim_end_matches(|c: char| c.is_whitespace() || c == ',');
        }
        marks.reverse();
        // What several unknown signs in a row mean is for the author to say: they stay together.
        marks.dedup_by(|next, previous| match (previous, next) {
            (MarkUse::Unknown(previous), MarkUse::Unknown(next)) => {
                previous.push_str(next);
                true
            }
            (previous, next) => previous == next,
        });
        marks.sort_by_key(|mark| match mark {
            MarkUse::Declared(at) => *at,
            MarkUse::Unknown(_) => usize::MAX,
        });
        (rest, marks)
    }

    /// The mark of a name.
    pub fn named(&self, name: &str) -> Option<MarkUse> {
        let name = name.trim();
        self.marks
            .iter()
            .position(|mark| mark.name == name)
            .map(MarkUse::Declared)
    }

    /// The names and symbols that may be used, for messages.
    pub fn known(&self) -> String {
        let known = self.marks.iter().map(|mark| match mark.symbol.as_str() {
            "" => format!("`{}`", mark.name),
            symbol => format!("`{}` ({symbol})", mark.name),
        });
        enumerated(known)
    }
}

/// Whether a character is drawn above the baseline by its nature.
pub fn is_superscript(symbol: char) -> bool {
    matches!(symbol, '¹' | '²' | '³' | 'ª' | 'º' | '\u{2070}'..='\u{207f}' | 'ᵃ'..='ᵿ')
}

/// Whether a character at the end of a name can only be a mark.
fn is_symbol_like(symbol: char) -> bool {
    is_superscript(symbol) || MARK_SYMBOLS.contains(&symbol)
}
