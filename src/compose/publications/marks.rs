//! Marks after authors' names, as they print, and what they mean.

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::document::{Inline, Legend, LegendItem};
use crate::papers::{MarkTable, MarkUse, is_superscript};
use crate::recipe::PaperOptions;
use crate::words::{Family, Locale};

/// One mark, as a document prints it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct PrintedMark {
    name: String,
    symbol: String,
    label: String,
}

/// The marks of a file, as a document prints them: at the places that the file's table has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedMarks {
    marks: Vec<PrintedMark>,
}

impl PrintedMarks {
    /// The marks of a table with the symbols and the words of one document.
    pub fn new(table: &MarkTable, options: &PaperOptions, locale: &Locale) -> Self {
        let printed = table.marks().iter().map(|mark| {
            let own = options.symbols.get(&mark.name);
            let known = Family::Mark.message(&mark.name);
            let known = known.map(|message| locale.word(message));
            let label = mark.label.clone().or(known);
            let own_words = || locale.capitalised(&mark.name.replace(['-', '_'], " "));
            PrintedMark {
                name: mark.name.clone(),
                symbol: own.unwrap_or(&mark.symbol).clone(),
                label: label.unwrap_or_else(own_words),
            }
        });
        Self {
            marks: printed.collect(),
        }
    }

    /// The mark as it prints.
    pub fn print(&self, mark: &MarkUse) -> Inline {
        match mark {
            MarkUse::Declared(at) => printed(self.marks.get(*at).map_or("", |mark| &mark.symbol)),
            MarkUse::Unknown(symbol) => Inline::text(symbol),
        }
    }

    /// The legend of the marks that occur, in the order of the table.
    pub fn legend(&self, used: &BTreeSet<MarkUse>) -> Option<Legend> {
        let items: Vec<LegendItem> = used
            .iter()
            .filter_map(|mark| match mark {
                MarkUse::Declared(at) => self.marks.get(*at),
                MarkUse::Unknown(_) => None,
            })
            .map(|mark| LegendItem {
                mark: vec![printed(&mark.symbol)],
                label: mark.label.clone(),
            })
            .collect();
        (!items.is_empty()).then_some(Legend { items })
    }

    /// Reports marks that would print alike in this list.
    pub fn check_symbols(&self, used: &BTreeSet<MarkUse>, problems: &mut Vec<Diagnostic>) {
        let marks: Vec<&PrintedMark> = used
            .iter()
            .filter_map(|mark| match mark {
                MarkUse::Declared(at) => self.marks.get(*at),
                MarkUse::Unknown(_) => None,
            })
            .collect();
        for (at, mark) in marks.iter().enumerate() {
            if let Some(same) = marks[..at].iter().find(|other| other.symbol == mark.symbol) {
                let message = format!(
                    "the marks `{}` and `{}` both print as `{}`",
                    same.name, mark.name, mark.symbol
                );
                let place = Place::Value(format!("marks.{}", mark.name));
                problems.push(
                    Diagnostic::warning(Code::SameMarkSymbol, place, message)
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
    matches!(symbol, '*' | '°' | '∗' | '⁎') || is_superscript(symbol)
}
