//! The names of documents, their kinds, and their date.

use super::{Cv, PartialDate};

/// A kind of document: what it is for, whichever template draws it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DocumentKind {
    /// A whole academic record.
    Academic,
    /// A page for an employer.
    Resume,
    /// A list of publications.
    Publications,
}

impl DocumentKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Academic, Self::Resume, Self::Publications];

    /// Its key in the file, which is also the name of the template that draws it by itself.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Academic => "academic",
            Self::Resume => "resume",
            Self::Publications => "publications",
        }
    }

    /// The kind that a template of Folio's own stands for; none for a template of the user's.
    pub fn parse(template: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == template)
    }
}

/// The documents that exist without being written, with their kinds.
pub const DEFAULT_DOCUMENTS: [(&str, DocumentKind); 3] = [
    ("cv", DocumentKind::Academic),
    ("resume", DocumentKind::Resume),
    ("publications", DocumentKind::Publications),
];

/// The key of `documents` under which stands what all documents share; no document itself.
pub const ALL_DOCUMENTS: &str = "all";

/// Most documents that may stand above one in its chain of `extends`; `source` reports more.
pub const DEEPEST_EXTENDS: usize = 32;

impl Cv {
    /// The names of the documents: the default ones, then the file's own by name.
    pub fn document_names(&self) -> Vec<String> {
        let default = DEFAULT_DOCUMENTS.map(|(name, _)| name);
        let own = self.documents.keys().map(String::as_str);
        let own = own.filter(|name| !default.contains(name) && *name != ALL_DOCUMENTS);
        default.into_iter().chain(own).map(str::to_owned).collect()
    }

    /// The names of the documents that a run makes which names none: all, but for a list of publications that the file
    /// does not write and has nothing for.
    pub fn documents_to_make(&self) -> Vec<String> {
        let list = DocumentKind::Publications.key();
        let has_papers = !self.publications.is_empty() || !self.bibliography.is_empty();
        let makes = |name: &String| name != list || has_papers || self.documents.contains_key(list);
        self.document_names().into_iter().filter(makes).collect()
    }

    /// The date of the documents: `settings.updated`, else `SOURCE_DATE_EPOCH`, else the latest date of
    /// the file, else 1970-01-01. Never the clock, so that the same file gives the same bytes on any
    /// day.
    pub fn date(&self, source_date_epoch: Option<i64>) -> PartialDate {
        let latest = || {
            let entries = self.entries();
            let times = entries.iter().map(|placed| placed.entry.times());
            times.flat_map(|times| times.past()).max()
        };
        self.settings
            .updated
            .or_else(|| source_date_epoch.and_then(PartialDate::of_unix_time))
            .or_else(latest)
            .unwrap_or(PartialDate::year(1970))
    }
}
