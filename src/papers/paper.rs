//! What one publication of the file says, read once.

use super::authors::AuthorList;
use super::identity::Owner;
use super::marks::{MarkTable, MarkUse};
use super::roles::{Role, leading};
use super::{kinds, venue, work};
use crate::diagnostics::Diagnostic;
use crate::model::{AuthorNames, Publication, PublicationType};

/// The people who are credited with a work in one role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct People {
    /// Their names, with marks and cuts.
    pub list: AuthorList,
    /// The places of the owner of the CV among them; several when more than one name may be the
    /// owner's.
    pub owner: Vec<usize>,
}

/// What is known of one publication of the file.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Where it stands in the source.
    pub origin: String,
    /// What kind of output it is.
    pub kind: PublicationType,
    /// The year of its date, else the one in its venue.
    pub year: Option<u16>,
    /// The role of the people who stand before the title; none where nobody is credited.
    pub leading: Option<Role>,
    /// The people of every role, in the order of [`Role::ALL`].
    people: [People; 3],
}

impl Paper {
    /// Reads the publication at a place of the file; problems are added with the paths of the values
    /// they are about.
    pub(super) fn read(
        publications: &[Publication],
        index: usize,
        marks: &MarkTable,
        owner: &Owner,
        group: &[(MarkUse, Owner)],
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let publication = &publications[index];
        let origin = work::origin(publications, index);
        let people = Role::ALL.map(|role| {
            let path = format!("{origin}.{}", role.field());
            let mut list = AuthorList::read(role.people(publication), marks, &path, problems);
            let owner = owner.places(&list);
            mark(&mut list, &owner, group);
            People { list, owner }
        });
        Self {
            kind: kinds::kind(publication),
            year: venue::year(publication),
            leading: leading(publication),
            people,
            origin,
        }
    }

    /// The people who have a role.
    pub fn people(&self, role: Role) -> &People {
        &self.people[role as usize]
    }

    /// Whether the owner is credited in another role than a given one.
    pub fn credits_owner_besides(&self, role: Role) -> bool {
        let mut others = Role::ALL.into_iter().filter(|other| *other != role);
        others.any(|role| !self.people(role).owner.is_empty())
    }
}

/// Gives people their marks by their names; the owner has none.
fn mark(list: &mut AuthorList, owner: &[usize], group: &[(MarkUse, Owner)]) {
    for (mark, person) in group {
        for at in person.best(list, |author| author.is_self != Some(true)) {
            if let Some(author) = list.authors.get_mut(at).filter(|_| !owner.contains(&at)) {
                author.marks.push(mark.clone());
                author.marks.sort();
                author.marks.dedup();
            }
        }
    }
}

impl People {
    /// The names, as given.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let authors = self.list.authors.iter();
        authors.map(|author| author.name.print(AuthorNames::AsGiven))
    }
}
