//! The names of documents and their kinds.

use super::Cv;

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
}
