//! Marks after authors' names: how they are written, how they print, what they mean.

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Place, enumerated};
use crate::document::{Inline, Legend, LegendItem};
use crate::model::{Cv, MARK_SYMBOLS, PublicationOptions};
use crate::words::Labels;

/// The marks of a file that declares none, with the symbols they are written with.
pub const DEFAULTS: [(&str, &str); 3] = [("equal", "*"), ("corresponding", "#"), ("student", "†")];

/// One mark.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MarkKind {
    name: String,
    /// How it is written after a name.
    written: String,
    /// How it prints in this document.
    printed: String,
    label: String,
}

/// The marks of a file, in the order of legends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkTable {
    kinds: Vec<MarkKind>,
}

/// A mark after a name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum MarkUse {
    /// A mark of the table, by its place there.
    Declared(usize),
    /// A symbol that the table does not know, as written.
    Unknown(String),
}

impl MarkTable {
    /// The marks that a file declares, or the defaults, with the symbols of one document.
    pub fn new(cv: &Cv, options: &PublicationOptions, labels: &Labels) -> Self {
        let mut kinds = Vec::new();
        if cv.marks.is_empty() {
            for (name, symbol) in DEFAULTS {
                kinds.push(Self::kind(name, Some(symbol), None, options, labels));
            }
        }
        for (name, mark) in cv.marks.iter() {
            let (symbol, label) = (mark.symbol.as_deref(), mark.label.as_deref());
            kinds.push(Self::kind(name, symbol, label, options, labels));
        }
        // A name that the language's table knows means the same in every file, as long as its
        // symbol is free; symbols themselves mean only what the file says.
        for (name, symbol) in DEFAULTS {
            let taken = kinds
                .iter()
                .any(|kind| kind.name == name || kind.written == symbol);
            if !taken {
                let kind = Self::kind(name, None, None, options, labels);
                kinds.push(MarkKind {
                    written: String::new(),
                    ..kind
                });
            }
        }
        Self { kinds }
    }

    fn kind(
        name: &str,
        symbol: Option<&str>,
        label: Option<&str>,
        options: &PublicationOptions,
        labels: &Labels,
    ) -> MarkKind {
        let default = DEFAULTS
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, symbol)| *symbol);
        let written = symbol.map(str::trim).filter(|symbol| !symbol.is_empty());
        let written = written.or(default).unwrap_or_default().to_owned();
        let printed = options
            .symbols
            .get(name)
            .cloned()
            .unwrap_or_else(|| written.clone());
        let label = label
            .map(str::trim)
            .filter(|label| !label.is_empty())
            .map(str::to_owned);
        let known = labels
            .publication_word(&format!("mark-{name}"))
            .map(str::to_owned);
        let label = label
            .or(known)
            .unwrap_or_else(|| capitalised(&name.replace(['-', '_'], " ")));
        MarkKind {
            name: name.to_owned(),
            written,
            printed,
            label,
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
                .kinds
                .iter()
                .enumerate()
                .filter(|(_, kind)| !kind.written.is_empty())
                .filter_map(|(at, kind)| {
                    let before = rest.strip_suffix(kind.written.as_str())?;
                    let wordlike = kind.written.chars().all(|c| c.is_ascii_alphanumeric());
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
        self.kinds
            .iter()
            .position(|kind| kind.name == name)
            .map(MarkUse::Declared)
    }

    /// The name of a declared mark.
    pub fn name(&self, mark: &MarkUse) -> Option<&str> {
        match mark {
            MarkUse::Declared(at) => self.kinds.get(*at).map(|kind| kind.name.as_str()),
            MarkUse::Unknown(_) => None,
        }
    }

    /// The names and symbols that may be used, for messages.
    pub fn known(&self) -> String {
        let known = self.kinds.iter().map(|kind| match kind.written.as_str() {
            "" => format!("`{}`", kind.name),
            symbol => format!("`{}` ({symbol})", kind.name),
        });
        enumerated(known)
    }

    /// The mark as it prints.
    pub fn print(&self, mark: &MarkUse) -> Inline {
        match mark {
            MarkUse::Declared(at) => printed(self.kinds.get(*at).map_or("", |kind| &kind.printed)),
            MarkUse::Unknown(symbol) => Inline::text(symbol),
        }
    }

    /// The legend of the marks that occur, in the order of the table.
    pub fn legend(&self, used: &BTreeSet<MarkUse>) -> Option<Legend> {
        let items: Vec<LegendItem> = used
            .iter()
            .filter_map(|mark| match mark {
                MarkUse::Declared(at) => self.kinds.get(*at),
                MarkUse::Unknown(_) => None,
            })
            .map(|kind| LegendItem {
                mark: vec![printed(&kind.printed)],
                label: kind.label.clone(),
            })
            .collect();
        (!items.is_empty()).then_some(Legend { items })
    }

    /// Reports marks that would print alike in this list.
    pub fn check_symbols(&self, used: &BTreeSet<MarkUse>, problems: &mut Vec<Diagnostic>) {
        let kinds: Vec<&MarkKind> = used
            .iter()
            .filter_map(|mark| match mark {
                MarkUse::Declared(at) => self.kinds.get(*at),
                MarkUse::Unknown(_) => None,
            })
            .collect();
        for (at, kind) in kinds.iter().enumerate() {
            if let Some(same) = kinds[..at]
                .iter()
                .find(|other| other.printed == kind.printed)
            {
                let message = format!(
                    "the marks `{}` and `{}` both print as `{}`",
                    same.name, kind.name, kind.printed
                );
                let place = Place::Value(format!("marks.{}", kind.name));
                problems.push(
                    Diagnostic::warning("same-mark-symbol", place, message)
                        .help("give each mark a symbol of its own"),
                );
            }
        }
    }
}

fn printed(symbol: &str) -> Inline {
    let raised = !symbol.is_empty() && !symbol.chars().all(is_drawn_raised);
    Inline::Mark {
        symbol: symbol.to_owned(),
        raised,
    }
}

/// Whether fonts draw the character above the baseline.
fn is_drawn_raised(symbol: char) -> bool {
    matches!(symbol, '*' | '†' | '‡' | '§' | '¶' | '°' | '∗' | '⁎') || is_superscript(symbol)
}

fn is_superscript(symbol: char) -> bool {
    matches!(symbol, '¹' | '²' | '³' | 'ª' | 'º' | '\u{2070}'..='\u{207f}' | 'ᵃ'..='ᵿ')
}

/// Whether a character at the end of a name can only be a mark.
fn is_symbol_like(symbol: char) -> bool {
    is_superscript(symbol) || MARK_SYMBOLS.contains(&symbol)
}

/// A text with a capital at its beginning.
pub fn capitalised(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => String::new(),
    }
}
