//! Whether the owner of a CV is among the people of papers.

use rayon::prelude::*;

use super::authors::AuthorList;
use super::identity::Owner;
use super::marks::MarkTable;
use super::record::MANY;
use super::roles::Role;
use crate::model::{Person, Publication};

/// Who is credited with a paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// The owner of the CV, perhaps among others.
    Owner,
    /// Others alone.
    Others,
    /// Nobody, not everybody, or an organization, of which the owner may be part.
    Unknown,
}

/// Who is credited with each of some papers; unknown of all where the owner has no name.
pub fn presence<'a>(
    person: &Person,
    papers: impl Iterator<Item = &'a Publication>,
) -> Vec<Presence> {
    let papers: Vec<&Publication> = papers.collect();
    let owner = Owner::new(person);
    let is_named = person
        .name
        .as_ref()
        .is_some_and(|name| !name.trim().is_empty());
    let of = |paper: &Publication| match is_named {
        true => of_paper(paper, &owner),
        false => Presence::Unknown,
    };
    match papers.len() {
        ..MANY => papers.into_iter().map(of).collect(),
        _ => papers.into_par_iter().map(of).collect(),
    }
}

fn of_paper(paper: &Publication, owner: &Owner) -> Presence {
    let marks = MarkTable::default();
    let mut is_open = paper.collaboration.is_some();
    let mut is_named = false;
    for role in Role::ALL {
        let list = AuthorList::read(role.people(paper), &marks, "", &mut Vec::new());
        if !owner.places(&list).is_empty() {
            return Presence::Owner;
        }
        is_named |= !list.authors.is_empty();
        is_open |= list.is_cut() || list.authors.iter().any(|author| author.name.organization);
    }
    match is_named && !is_open {
        true => Presence::Others,
        false => Presence::Unknown,
    }
}
