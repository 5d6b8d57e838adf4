//! Bibliographies: BibTeX and BibLaTeX files as publications.
//!
//! A file is read entry by entry, so that a broken one costs one warning and no other entry. What services
//! write in their own way (Google Scholar, DBLP, the ACL Anthology, OpenReview, arXiv, Zotero,
//! Mendeley) comes out as the same fields.

mod dates;
mod entries;
mod fields;
mod identifiers;
mod inherit;
pub(crate) mod limits;
mod links;
mod markup;
mod merge;
mod messages;
mod months;
mod names;
mod people;
mod residues;
mod split;
mod status;
mod table;
mod tex;
mod unread;
mod value;
mod venues;
mod verbatim;

#[cfg(test)]
mod tests;

use std::collections::HashSet;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, FileId, Place, Spans};
use crate::model::Publication;
use crate::papers::MANY;
use messages::{Folded, Unread};

pub use merge::merge;
pub use table::OTHER_LINK;
pub(crate) use table::{Use as FieldUse, use_of};

/// What reading a bibliography gave.
#[derive(Debug, Clone, Default)]
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
    let mut folded = Folded::default();
    let mut unread = Unread::default();
    let mut said: HashSet<(usize, String)> = HashSet::new();
    let mut entries = entries::parse(file, text, &mut read.diagnostics);
    if entries.is_empty() && read.diagnostics.is_empty() {
        let place = Place::Span { file, range: 0..0 };
        read.diagnostics.push(
            Diagnostic::warning(Code::EmptyBib, place, format!("`{name}` holds no entry")).help(
                "an entry is written `@article{key, title = {…}, …}`; is this the right file?",
            ),
        );
    }
    // Entries say nothing of each other any more.
    let described: Vec<_> = match entries.len() {
        ..MANY => entries.iter().map(fields::publication).collect(),
        _ => entries
            .par_iter_mut()
            .map(|entry| fields::publication(entry))
            .collect(),
    };
    for (entry, (mut publication, told)) in entries.iter().zip(described) {
        let origin = format!("{name}:{}", entry.key);
        for told in told {
            let field = entry.fields.get(&told.field);
            let range = field.map_or(entry.key_range.clone(), |field| field.value_range.clone());
            let start = range.start;
            if told.is_folded {
                folded.sentence(told.message, range);
                continue;
            }
            let place = Place::Span { file, range };
            let problem = Diagnostic::warning(Code::BadBibField, place, told.message);
            // A value that many entries inherit is told once.
            if said.insert((start, problem.message.clone())) {
                read.diagnostics.push(problem);
            }
        }
        for (field, place) in &entry.fields {
            if table::use_of(field).is_none() {
                folded.unknown(field, place.name_range.clone());
            }
        }
        let field_of = |field: &str| {
            let (_, sources) = table::SOURCES.iter().find(|(name, _)| *name == field)?;
            sources.iter().find_map(|source| entry.fields.get(*source))
        };
        unread.tell(file, entry.problems(), &mut read.diagnostics);
        if publication.title.is_none() {
            let place = Place::Span {
                file,
                range: entry.key_range.clone(),
            };
            let message = "this entry has no title and is left out";
            read.diagnostics
                .push(Diagnostic::warning(Code::BadBibEntry, place, message));
            continue;
        }
        for (field, _) in table::SOURCES {
            if let Some(found) = field_of(field) {
                let spans = Spans {
                    file,
                    key: Some(found.name_range.clone()),
                    value: found.value_range.clone(),
                };
                read.spans.push((format!("{origin}.{field}"), spans));
            }
        }
        let whole = Spans {
            file,
            key: Some(entry.key_range.clone()),
            value: entry.range.clone(),
        };
        read.spans.push((origin.clone(), whole));
        publication.origin = Some(origin);
        read.publications.push(publication);
    }
    read.diagnostics.extend(folded.diagnostics(file));
    read.diagnostics.extend(unread.inkless(file));
    read.diagnostics
        .sort_by_key(|problem| match &problem.place {
            Place::Span { range, .. } => range.start,
            _ => usize::MAX,
        });
    read
}

/// The entries of a bibliography by their keys, each with its fields as written, for an account of all of them.
pub(crate) fn written(text: &str) -> Vec<(String, Vec<(String, String)>)> {
    let entries = entries::parse(FileId(0), text, &mut Vec::new());
    let fields = |entry: &entries::Entry| {
        let fields = entry.fields.iter();
        fields
            .map(|(name, field)| (name.clone(), field.value.as_written().to_owned()))
            .collect()
    };
    entries
        .iter()
        .map(|entry| (entry.key.clone(), fields(entry)))
        .collect()
}

/// The field of a paper that a field of an entry is read into, where it is one alone.
pub(crate) fn field_of(name: &str) -> Option<&'static str> {
    let mut sources = table::SOURCES.iter();
    sources.find_map(|(field, names)| names.contains(&name).then_some(*field))
}

/// LaTeX as text with inline markup.
pub(crate) fn latex_as_markup(latex: &str) -> String {
    markup::written(&tex::read(latex).nodes)
}
