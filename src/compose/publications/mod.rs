//! Lists of publications: who, what, where, in which order, under which number.

mod advice;
mod citation;
mod headings;
mod links;
mod marks;
mod reference;
mod roles;
mod styled;
pub mod terms;
mod venue;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use crate::citation::{CitationStyle, read};
use crate::diagnostics::Diagnostic;
use crate::document::{Group, Item, Legend};
use crate::papers::WorkListing;
use crate::recipe::Resolved;
use crate::words::Locale;
use citation::Style;
pub use marks::PrintedMarks;
use styled::Chosen;

/// The finished lists of publications of a document.
#[derive(Debug, Default)]
pub struct Listing {
    /// The lists; none when the document takes no papers.
    pub lists: Vec<PrintedList>,
    /// What the marks mean that occur in them.
    pub legend: Option<Legend>,
    /// How many papers they hold.
    pub count: usize,
    /// Whether they were chosen by hand, so that others may be missing.
    pub is_selection: bool,
}

/// A finished list of publications.
#[derive(Debug)]
pub struct PrintedList {
    /// Its heading; none of the one list of a document without lists of its own.
    pub title: Option<String>,
    /// The papers by group; at least one.
    pub groups: Vec<Group>,
}

/// Makes the lists that a document shows.
///
/// `works` is the listing of the document, `styles` the texts of citation styles by their files. Problems are added with the paths of the values they are
/// about.
pub fn list(
    works: &WorkListing,
    settings: &Resolved,
    styles: &BTreeMap<String, String>,
    locale: &Locale,
    problems: &mut Vec<Diagnostic>,
) -> Listing {
    let options = &settings.publications;
    advice::tell(works, settings, problems);
    let marks = PrintedMarks::new(&works.papers.marks, options, locale);
    // A paper in another script is cited as it was published: with the signs and words of English where the language has
    // signs of its own, and in the digits of the West.
    let foreign = match locale.has_own_signs() {
        true => Some(Locale::of("en").clone()),
        false => locale.in_western_digits(),
    };
    let mut read_styles = BTreeMap::new();
    let mut used = BTreeSet::new();
    let mut listing = Listing {
        is_selection: works.is_selection,
        ..Listing::default()
    };
    let counted = |title: String, count: usize| match options.counts {
        true => format!("{title}{}", locale.aside(&locale.numerals(count))),
        false => title,
    };
    for list in &works.lists {
        let chosen = list.style.as_deref().and_then(|name| {
            let read = read_styles.entry(name);
            read.or_insert_with(|| chosen(name, settings, styles))
                .as_ref()
        });
        let style = Style {
            chosen,
            papers: &works.papers,
            options,
            locale,
            document: locale,
            marks: &marks,
        };
        let as_published = Style {
            locale: foreign.as_ref().unwrap_or(locale),
            ..style
        };
        let mut groups = Vec::new();
        let mut in_list = 0;
        for group in &list.groups {
            let heading = group.heading.as_ref();
            let title = heading.map(|it| counted(headings::title(it, locale), group.members.len()));
            let items = works.members(group).map(|(work, listed)| {
                let title = work.publication.title.as_ref();
                let is_of_script = title.is_some_and(|title| locale.shares_script_with(&title.0));
                let style = if is_of_script { &style } else { &as_published };
                Item::Publication(style.item(work, listed, heading, &mut used, problems))
            });
            groups.push(Group::new(title, items.collect()));
            in_list += group.members.len();
        }
        let title = list.title.as_ref();
        listing.lists.push(PrintedList {
            title: title.map(|title| counted(headings::of_list(title, locale), in_list)),
            groups,
        });
        listing.count += in_list;
    }
    marks.check_symbols(&used, problems);
    listing.legend = marks.legend(&used);
    listing
}

/// The citation style of a name in the language of a document; none for one that `source` found wrong.
fn chosen(name: &str, settings: &Resolved, files: &BTreeMap<String, String>) -> Option<Chosen> {
    let style = match files.get(name) {
        Some(text) => read(text).ok(),
        None => CitationStyle::archived(name),
    };
    Some(Chosen {
        name: name.to_owned(),
        style: style?,
        language: settings.language.clone(),
    })
}
