//! Bibliographies: BibTeX and BibLaTeX files as publications.
//!
//! A file is read entry by entry, so that a broken one costs one warning and no other entry. What services
//! write in their own way (Google Scholar, DBLP, the ACL Anthology, OpenReview, arXiv, Zotero,
//! Mendeley) comes out as the same fields.

mod entries;
mod fields;
mod latex;
mod markup;
mod merge;
mod people;
mod split;
mod status;

#[cfg(test)]
mod tests;

use crate::diagnostics::{Diagnostic, FileId, Place, Spans};
use crate::model::Publication;

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
    read.diagnostics
        .sort_by_key(|problem| match &problem.place {
            Place::Span { range, .. } => range.start,
            _ => usize::MAX,
        });
    read
}
