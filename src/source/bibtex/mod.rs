//! Bibliographies: BibTeX and BibLaTeX files as publications.
//!
//! A file is read entry by entry, so that a broken one costs one warning and no other entry. What services
//! write in their own way (Google Scholar, DBLP, the ACL Anthology, OpenReview, arXiv, Zotero,
//! Mendeley) comes out as the same fields.

mod entries;
mod fields;
mod inherit;
mod markup;
mod merge;
mod people;
mod split;
mod status;
mod tex;
mod value;

#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use crate::diagnostics::{Diagnostic, FileId, Place, Spans};
use crate::model::Publication;
use tex::{Problem, Trouble};

pub use fields::OTHER_LINK;
pub use merge::merge;

/// What reading a bibliography gave.
#[derive(Debug, Default)]
pub struct Read {
    /// The papers, in the order of the file, each with its key and its origin (`FILE.bib:KEY`).
    pub publications: Vec<Publication>,
    /// What could not be read.
    pub diagnostics: Vec<Diagnostic>,
    /// Where entries and fields stand, by path: `FILE.bib:KEY.title`.
    pub spans: Vec<(String, Spans)>,
}

/// Reads a bibliography. `name` is the file as the messages and origins call it.
pub fn read(file: FileId, name: &str, text: &str) -> Read {
    let mut read = Read::default();
    let mut told = Told::default();
    for parsed in entries::parse(file, text, &mut read.diagnostics) {
        let origin = format!("{name}:{}", parsed.entry.key);
        let (mut publication, unread) = fields::publication(&parsed.entry);
        let field_of = |field: &str| {
            let (_, sources) = fields::SOURCES.iter().find(|(name, _)| *name == field)?;
            sources.iter().find_map(|source| parsed.fields.get(*source))
        };
        let whole = Spans {
            file,
            key: Some(parsed.key.clone()),
            value: parsed.range.clone(),
        };
        for (field, message) in unread {
            let range = field_of(field).map_or(parsed.key.clone(), |(_, value)| value.clone());
            let place = Place::Span { file, range };
            read.diagnostics
                .push(Diagnostic::warning("bad-bib-field", place, message));
        }
        tell(
            file,
            parsed.entry.problems(),
            &mut told,
            &mut read.diagnostics,
        );
        if publication.title.is_none() {
            let place = Place::Span {
                file,
                range: parsed.key.clone(),
            };
            let message = "this entry has no title and is left out";
            read.diagnostics
                .push(Diagnostic::warning("bad-bib-entry", place, message));
            continue;
        }
        for (field, _) in fields::SOURCES {
            if let Some((key, value)) = field_of(field) {
                let spans = Spans {
                    file,
                    key: Some(key.clone()),
                    value: value.clone(),
                };
                read.spans.push((format!("{origin}.{field}"), spans));
            }
        }
        read.spans.push((origin.clone(), whole));
        publication.origin = Some(origin);
        read.publications.push(publication);
    }
    read.diagnostics.extend(told.inkless(file));
    read.diagnostics
        .sort_by_key(|problem| match &problem.place {
            Place::Span { range, .. } => range.start,
            _ => usize::MAX,
        });
    read
}

/// What was told of the values of a file already: a value that many entries inherit is told once.
#[derive(Debug, Default)]
struct Told {
    places: HashSet<(Range<usize>, String)>,
    /// Characters that cannot print: the first place, and all of them.
    first: Option<Range<usize>>,
    characters: BTreeSet<char>,
    count: usize,
}

impl Told {
    /// One warning for all characters of a file that cannot print.
    fn inkless(&self, file: FileId) -> Option<Diagnostic> {
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
        Some(Diagnostic::warning("bad-tex", place, message).help(help))
    }
}

/// Reports what was not understood in the values of an entry.
fn tell(file: FileId, problems: Vec<Problem>, told: &mut Told, diagnostics: &mut Vec<Diagnostic>) {
    let mut count = 0usize;
    let mut last = None;
    for Problem { range, trouble } in problems {
        let message = trouble.message();
        if !told.places.insert((range.clone(), message.clone())) {
            continue;
        }
        if let Trouble::Inkless(character) = trouble {
            told.count += 1;
            told.characters.insert(character);
            if told
                .first
                .as_ref()
                .is_none_or(|first| range.start < first.start)
            {
                told.first = Some(range);
            }
            continue;
        }
        count += 1;
        if count > MOST_TOLD {
            last = Some(range);
            continue;
        }
        let place = Place::Span { file, range };
        let problem = Diagnostic::warning("bad-tex", place, message);
        diagnostics.push(match trouble.help() {
            Some(help) => problem.help(help),
            None => problem,
        });
    }
    if let Some(range) = last {
        let message = format!("{} more of this entry are not shown", count - MOST_TOLD);
        diagnostics.push(Diagnostic::warning(
            "bad-tex",
            Place::Span { file, range },
            message,
        ));
    }
}

/// How many things that were not understood are told of one entry.
const MOST_TOLD: usize = 10;
