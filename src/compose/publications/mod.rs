//! Lists of publications: who, what, where, in which order, under which number.

mod citation;
mod grouping;
mod links;
mod marks;
mod roles;
mod shown;
mod terms;
mod venue;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Place};
use crate::document::{Group, Item, Legend};
use crate::model::{Cv, Selection};
use crate::papers::{MarkTable, Owner, Work, is_selected, numbers, selected, works};
use crate::recipe::Resolved;
use crate::words::Labels;
use citation::Style;
use grouping::WorkGroup;
use marks::PrintedMarks;

pub use shown::{Shown, ShownAuthor, shown};

/// A finished list of publications.
#[derive(Debug, Default)]
pub struct Listing {
    /// The papers by group; empty when the document takes none.
    pub groups: Vec<Group>,
    /// What the marks mean that occur in the list.
    pub legend: Option<Legend>,
    /// How many papers the list holds.
    pub count: usize,
    /// Whether they were chosen by hand, so that others may be missing.
    pub is_selection: bool,
}

/// Makes the list that a document shows.
///
/// Problems are added with the paths of the values they are about.
pub fn list(
    cv: &Cv,
    settings: &Resolved,
    labels: &Labels,
    problems: &mut Vec<Diagnostic>,
) -> Listing {
    let options = &settings.publications;
    let (works, groups) = chosen(cv, settings, labels, problems);
    let numbers = numbers(&works, options);
    let wants_selection = options.only == Selection::Selected;
    let is_selection = wants_selection && works.iter().any(is_selected);
    if wants_selection && !works.is_empty() && !is_selection {
        let place = Place::Key("publications".to_owned());
        let message = "no publication is selected, so the document takes all of them";
        problems.push(
            Diagnostic::note("none-selected", place, message)
                .help("mark the ones to show with `selected: true`"),
        );
    }
    let table = MarkTable::new(cv);
    let printed = PrintedMarks::new(&table, options, labels);
    let owner = Owner::new(&cv.person);
    let style = Style {
        options,
        labels,
        table: &table,
        marks: &printed,
        owner: &owner,
    };
    let mut used = BTreeSet::new();
    let mut listing = Listing {
        is_selection,
        ..Listing::default()
    };
    for WorkGroup { title, members } in groups {
        listing.count += members.len();
        let items = members.into_iter().map(|at| {
            let Work {
                publication,
                kind,
                origin,
                ..
            } = &works[at];
            let label = numbers[at].clone();
            Item::Publication(style.item(publication, *kind, origin, label, &mut used, problems))
        });
        let items = items.collect();
        listing.groups.push(Group { title, items });
    }
    printed.check_symbols(&used, problems);
    listing.legend = printed.legend(&used);
    listing
}

/// All works, and those that a document shows, by group.
fn chosen<'a>(
    cv: &'a Cv,
    settings: &Resolved,
    labels: &Labels,
    problems: &mut Vec<Diagnostic>,
) -> (Vec<Work<'a>>, Vec<WorkGroup>) {
    let works = works(cv, problems);
    let taken = selected(&works, settings);
    let groups = grouping::groups(&works, &taken, settings, labels);
    (works, groups)
}
