//! Lists of publications: who, what, where, in which order, under which number.

mod authors;
mod citation;
mod duplicates;
mod entry_types;
mod folding;
mod grouping;
mod identity;
mod kinds;
mod links;
mod marks;
mod names;
mod numbering;
mod order;
mod roles;
mod selection;
mod shown;
mod terms;
mod truncation;
mod venue;
mod work;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use crate::diagnostics::{Diagnostic, Place};
use crate::document::{Group, Item, Legend};
use crate::model::{
    AuthorNames, Count, Cv, DocumentSettings, GroupBy, Many, Numbering, PublicationOptions, Scheme,
    Selection,
};
use crate::words::Labels;
use citation::Style;
use grouping::WorkGroup;
use identity::Owner;
use marks::MarkTable;
use work::Work;

pub use authors::{AuthorEntry, AuthorList};
pub use duplicates::{Evidence, Twin, find as find_duplicates, report as report_duplicates};
pub use entry_types::table as entry_types;
pub use folding::letters;
pub use kinds::kind;
pub use marks::MarkUse;
pub use names::Name;
pub use roles::{Role, leading};
pub use shown::{Shown, ShownAuthor, shown};
pub use venue::{is_hidden, year};
pub use work::origin;

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

/// What a template shows of publications when a document does not say.
///
/// The caller fills these in for the options that are missing.
pub fn defaults(template: &str) -> PublicationOptions {
    match template {
        "resume" => PublicationOptions {
            only: Some(Selection::Selected),
            group: Some(GroupBy::None),
            number: Some(Numbering::None),
            max_authors: Some(Count(8)),
            venues: Some(Scheme::Short),
            links: Some(Many(["doi", "arxiv", "code"].map(str::to_owned).to_vec())),
            show: Some(Many(["presentation", "awards"].map(str::to_owned).to_vec())),
            ..PublicationOptions::default()
        },
        _ => PublicationOptions {
            group: Some(GroupBy::Type),
            number: Some(Numbering::Type),
            ..PublicationOptions::default()
        },
    }
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
    let options = &settings.publications;
    let (works, groups) = chosen(cv, settings, labels, problems);
    let numbers = numbering::labels(&works, options);
    let wants_selection = options.only == Some(Selection::Selected);
    let is_selection = wants_selection && works.iter().any(selection::is_selected);
    if wants_selection && !works.is_empty() && !is_selection {
        let place = Place::Key("publications".to_owned());
        let message = "no publication is selected, so the document takes all of them";
        problems.push(
            Diagnostic::note("none-selected", place, message)
                .help("mark the ones to show with `selected: true`"),
        );
    }
    let table = MarkTable::new(cv, options, labels);
    let owner = Owner::new(&cv.person);
    let style = Style {
        options,
        labels,
        marks: &table,
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
    table.check_symbols(&used, problems);
    listing.legend = table.legend(&used);
    listing
}

/// All works, and those that a document shows, by group.
fn chosen<'a>(
    cv: &'a Cv,
    settings: &DocumentSettings,
    labels: &Labels,
    problems: &mut Vec<Diagnostic>,
) -> (Vec<Work<'a>>, Vec<WorkGroup>) {
    let works = work::works(cv, problems);
    let taken = selection::selected(&works, settings);
    let groups = grouping::groups(&works, &taken, settings, labels);
    (works, groups)
}

/// Where a publication names the owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ownership {
    /// The people who stand before the title; none where nobody is credited.
    pub role: Role,
    /// The places of the owner among them: several when more than one name may be the owner's.
    pub places: Vec<usize>,
    /// Their names, as given.
    pub names: Vec<String>,
    /// Whether some of them are not named, as "et al." says.
    pub is_cut: bool,
    /// Whether the owner is credited in another role.
    pub is_credited_otherwise: bool,
}

/// Where a publication names the owner; none where it credits nobody.
pub fn ownership(cv: &Cv, index: usize, labels: &Labels) -> Option<Ownership> {
    let publication = cv.publications.get(index)?;
    let table = MarkTable::new(cv, &PublicationOptions::default(), labels);
    let owner = Owner::new(&cv.person);
    let people = |role: Role| {
        let people = role.people(publication);
        AuthorList::read(people, &table, "", &mut Vec::new())
    };
    let role = roles::leading(publication)?;
    let leading = people(role);
    let mut others = Role::ALL.into_iter().filter(|other| *other != role);
    Some(Ownership {
        role,
        places: owner.places(&leading),
        names: leading
            .authors
            .iter()
            .map(|author| author.name.print(AuthorNames::AsGiven))
            .collect(),
        is_cut: leading.is_cut(),
        is_credited_otherwise: others.any(|role| !owner.places(&people(role)).is_empty()),
    })
}
