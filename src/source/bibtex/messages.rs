//! What is said of the values and fields of a file, each thing once.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::ops::Range;

use super::tex::{Problem, Trouble};
use crate::diagnostics::{Code, Diagnostic, FileId, Place};

/// What was told of the values of a file already: a value that many entries inherit is told once.
#[derive(Debug, Default)]
pub struct Unread {
    places: HashSet<(Range<usize>, String)>,
    /// Characters that cannot print: the first place, and all of them.
    first: Option<Range<usize>>,
    characters: BTreeSet<char>,
    count: usize,
}

impl Unread {
    /// One warning for all characters of a file that cannot print.
    pub fn inkless(&self, file: FileId) -> Option<Diagnostic> {
        const NAMED: usize = 5;
        let range = self.first.clone()?;
        let mut names: Vec<String> = self
            .characters
            .iter()
            .take(NAMED)
            .map(|character| format!("U+{:04X}", u32::from(*character)))
            .collect();
        if self.characters.len() > NAMED {
            names.push("…".to_owned());
        }
        let message = format!(
            "{} that cannot print {} left out or repaired, here first: {}",
            if self.count == 1 {
                "a character".to_owned()
            } else {
                format!("{} characters", self.count)
            },
            if self.count == 1 { "is" } else { "are" },
            names.join(", ")
        );
        let place = Place::Span { file, range };
        let help =
            "programs that copy from web pages and PDFs leave them; delete them from the file";
        Some(Diagnostic::warning(Code::BadTex, place, message).help(help))
    }

    /// Reports what was not understood in the values of an entry.
    pub fn tell(
        &mut self,
        file: FileId,
        problems: Vec<Problem>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let mut count = 0usize;
        let mut last = None;
        for Problem { range, trouble } in problems {
            let message = trouble.message();
            if !self.places.insert((range.clone(), message.clone())) {
                continue;
            }
            if let Trouble::Inkless(character) = trouble {
                self.count += 1;
                self.characters.insert(character);
                if self
                    .first
                    .as_ref()
                    .is_none_or(|first| range.start < first.start)
                {
                    self.first = Some(range);
                }
                continue;
            }
            count += 1;
            if count > MOST_TOLD {
                last = Some(range);
                continue;
            }
            let place = Place::Span { file, range };
            let problem = Diagnostic::warning(Code::BadTex, place, message);
            diagnostics.push(match trouble.help() {
                Some(help) => problem.help(help),
                None => problem,
            });
        }
        if let Some(range) = last {
            let message = format!("{} more of this entry are not shown", count - MOST_TOLD);
            diagnostics.push(Diagnostic::warning(
                Code::BadTex,
                Place::Span { file, range },
                message,
            ));
        }
    }
}

/// How many things that were not understood are told of one entry.
const MOST_TOLD: usize = 10;

/// What is said once for a file, with its first place and how many entries it is true of.
#[derive(Debug, Default)]
pub struct Folded {
    sentences: BTreeMap<String, (Range<usize>, usize)>,
    unknown: BTreeMap<String, (Range<usize>, usize)>,
}

impl Folded {
    /// Says a sentence of an entry.
    pub fn sentence(&mut self, message: String, range: Range<usize>) {
        self.sentences.entry(message).or_insert((range, 0)).1 += 1;
    }

    /// Notes a field that is not known.
    pub fn unknown(&mut self, field: &str, range: Range<usize>) {
        self.unknown.entry(field.to_owned()).or_insert((range, 0)).1 += 1;
    }

    /// What there is to say.
    pub fn diagnostics(self, file: FileId) -> Vec<Diagnostic> {
        /// How many fields a message names.
        const NAMED: usize = 8;
        let mut out = Vec::new();
        for (message, (range, count)) in self.sentences {
            let times = match count {
                1 => String::new(),
                _ => format!(" (in {count} entries)"),
            };
            let place = Place::Span { file, range };
            out.push(Diagnostic::note(
                Code::UnreadBibField,
                place,
                message + &times,
            ));
        }
        let first = self.unknown.values().map(|(range, _)| range.clone());
        if let Some(range) = first.min_by_key(|range| range.start) {
            let mut names: Vec<String> = self
                .unknown
                .iter()
                .take(NAMED)
                .map(|(name, (_, count))| match count {
                    1 => format!("`{name}`"),
                    _ => format!("`{name}` ({count} times)"),
                })
                .collect();
            if self.unknown.len() > NAMED {
                names.push(format!("{} others", self.unknown.len() - NAMED));
            }
            let message = match names.len() {
                1 => format!("the field {} is not known and does not print", names[0]),
                _ => format!(
                    "fields that are not known do not print: {}",
                    names.join(", ")
                ),
            };
            let place = Place::Span { file, range };
            out.push(
                Diagnostic::note(Code::UnreadBibField, place, message)
                    .help("docs/bibtex.md lists the fields that are read"),
            );
        }
        out
    }
}
