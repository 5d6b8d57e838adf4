//! Lists of publications: who, what, where, in which order, under which number.

use crate::compose::labels::Labels;
use crate::diagnostics::Diagnostic;
use crate::document::{Group, Legend};
use crate::model::{Cv, DocumentSettings};

/// A finished list of publications.
#[derive(Debug, Default)]
pub struct Listing {
    /// The papers by group; empty when the document takes none.
    pub groups: Vec<Group>,
    /// What the marks mean that occur in the list.
    pub legend: Option<Legend>,
    /// How many papers the list holds.
    pub count: usize,
}

/// Makes the list that a document shows.
///
/// `settings` are the document's, resolved (`extends` followed, defaults filled in). Problems are
/// added with the paths of the values they are about.
pub fn list(
    cv: &Cv,
    settings: &DocumentSettings,
    labels: &Labels,
    problems: &mut Vec<Diagnostic>,
) -> Listing {
    let _ = (cv, settings, labels, problems);
    Listing::default()
}
