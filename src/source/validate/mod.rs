//! Rules that hold within and between values, checked on the typed CV.
//!
//! Values that did not decode are not there and cause nothing further; texts in which nothing
//! stands are skipped, as they are reported elsewhere or stand for a list's item that failed.

pub(super) mod addresses;
mod authors;
mod circles;
mod dates;
mod documents;
mod file_names;
mod identifiers;
mod labels;
mod lists;
mod names;
pub(super) mod required;
mod sections;
mod tags;

use std::collections::HashSet;

pub(super) use self::names::unknown_language;
use crate::diagnostics::{Code, Diagnostic, Place, guess, listed};
use crate::model::{Cv, DocumentKind, Section, THEMES};

/// Names that no document may have: they are commands of the program, now or soon.
pub const RESERVED_DOCUMENT_NAMES: [&str; 17] = [
    "batch",
    "build",
    "check",
    "completions",
    "dump",
    "explain",
    "fit",
    "help",
    "import",
    "licences",
    "licenses",
    "man",
    "new",
    "schema",
    "styles",
    "theme",
    "watch",
];

/// What there is beside the file: the looks and page designs that it can name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Environment {
    /// Names of themes.
    pub themes: Vec<String>,
    /// Names of templates.
    pub templates: Vec<String>,
    /// Languages in which the file is read beside those of its documents.
    pub languages: Vec<String>,
}

impl Default for Environment {
    /// What is part of the program.
    fn default() -> Self {
        Self {
            themes: THEMES.iter().map(|name| (*name).to_owned()).collect(),
            templates: DocumentKind::ALL.map(|kind| kind.key().to_owned()).to_vec(),
            languages: Vec::new(),
        }
    }
}

/// A check of one text, with what is wrong in a sentence.
pub(super) type Check = fn(&str) -> Result<(), String>;

/// Whether a text is an identifier of the ACL Anthology.
pub(super) fn acl(text: &str) -> Result<(), String> {
    identifiers::acl(text).map_err(identifiers::Wrong::sentence)
}

/// Whether a text is a forum of OpenReview.
pub(super) fn openreview(text: &str) -> Result<(), String> {
    identifiers::openreview(text).map_err(identifiers::Wrong::sentence)
}

/// Whether a text is an ISBN.
pub(super) fn isbn(text: &str) -> Result<(), String> {
    identifiers::isbn(text).map_err(identifiers::Wrong::sentence)
}

/// Whether a text is a PubMed identifier.
pub(super) fn pmid(text: &str) -> Result<(), String> {
    identifiers::pmid(text).map_err(identifiers::Wrong::sentence)
}

/// Checks every rule.
pub(super) fn check(cv: &Cv, environment: &Environment, diagnostics: &mut Vec<Diagnostic>) {
    let entries = cv.entries();
    dates::check(&entries, diagnostics);
    addresses::check(cv, &entries, diagnostics);
    identifiers::check(cv, diagnostics);
    authors::check(cv, &entries, diagnostics);
    sections::check(cv, &entries, diagnostics);
    labels::check(cv, diagnostics);
    names::check(cv, environment, diagnostics);
    documents::check(cv, diagnostics);
    lists::check(cv, diagnostics);
    tags::check(cv, &entries, diagnostics);
}

/// Names that something may refer to, in the order in which messages list them.
struct Known<'a> {
    names: Vec<&'a str>,
    set: HashSet<&'a str>,
}

impl<'a> FromIterator<&'a str> for Known<'a> {
    fn from_iter<I: IntoIterator<Item = &'a str>>(names: I) -> Self {
        let mut set = HashSet::new();
        let names = names.into_iter().filter(|name| set.insert(*name)).collect();
        Self { names, set }
    }
}

impl Known<'_> {
    fn contains(&self, name: &str) -> bool {
        self.set.contains(name)
    }
}

/// A name that is not among the known ones, found after so many other problems.
fn unknown_name(
    told: usize,
    code: Code,
    place: Place,
    kind: &str,
    name: &str,
    known: &Known,
) -> Diagnostic {
    let diagnostic = Diagnostic::new(code, place, format!("unknown {kind} `{name}`"));
    // With a good guess at hand, a long list only hides it.
    const LONG: usize = 12;
    let known = &known.names;
    let near = guess(told, name, known.iter().copied());
    let diagnostic = match near {
        Some(near) => diagnostic.suggest(name, near, known.iter().copied()),
        None => diagnostic.label(format!("no {kind} of this name")),
    };
    match &known[..] {
        [] => diagnostic.help(format!("the file declares no {kind}")),
        _ if near.is_some() && known.len() > LONG => diagnostic,
        _ => diagnostic.help(format!("known: {}", listed(known))),
    }
}

/// The names of the sections that the file may have: those of Folio and the user's own.
fn section_names(cv: &Cv) -> Known<'_> {
    let known = Section::KEYS.iter().copied();
    known.chain(cv.sections.keys()).collect()
}

fn value(path: impl Into<String>) -> Place {
    Place::Value(path.into())
}
