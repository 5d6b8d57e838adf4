//! Lists of publications: who, what, where, in which order, under which number.

mod citation;
mod headings;
mod links;
mod marks;
mod roles;
pub mod terms;
mod venue;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::document::{Group, Item, Legend};
use crate::papers::WorkListing;
use crate::recipe::Resolved;
use crate::words::Locale;
use citation::Style;
use marks::PrintedMarks;

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
/// `works` is the listing of the document. Problems are added with the paths of the values they are
/// about.
pub fn list(
    works: &WorkListing,
    settings: &Resolved,
    locale: &Locale,
    problems: &mut Vec<Diagnostic>,
) -> Listing {
    let options = &settings.publications;
    if works.lacks_selection {
        let place = Place::Key("publications".to_owned());
        let message = "no publication is selected, so the document takes all of them";
        problems.push(
            Diagnostic::note(Code::NoneSelected, place, message)
                .help("mark the ones to show with `selected: true`"),
        );
    }
    let marks = PrintedMarks::new(&works.papers.marks, options, locale);
    let style = Style {
        papers: &works.papers,
        options,
        locale,
        marks: &marks,
    };
    let mut used = BTreeSet::new();
    let mut listing = Listing {
        is_selection: works.is_selection,
        ..Listing::default()
    };
    for group in &works.groups {
        let count = group.members.len();
        listing.count += count;
        let mut title = group.heading.as_ref().map(|it| headings::title(it, locale));
        if let Some(title) = &mut title
            && options.counts
        {
            title.push_str(&locale.aside(&count.to_string()));
        }
        let items = works.members(group).map(|(work, label)| {
            let label = label.map(str::to_owned);
            Item::Publication(style.item(work, label, group.heading.as_ref(), &mut used, problems))
        });
        let items = items.collect();
        listing.groups.push(Group::new(title, items));
    }
    marks.check_symbols(&used, problems);
    listing.legend = marks.legend(&used);
    listing
}
