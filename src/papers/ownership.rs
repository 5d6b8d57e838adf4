//! Where papers name the owner of the CV.

use super::authors::AuthorList;
use super::identity::Owner;
use super::marks::MarkTable;
use super::roles::{Role, leading};
use crate::model::{AuthorNames, Cv};

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
pub fn ownership(cv: &Cv, index: usize) -> Option<Ownership> {
    let publication = cv.publications.get(index)?;
    let table = MarkTable::new(cv);
    let owner = Owner::new(&cv.person);
    let people = |role: Role| {
        let people = role.people(publication);
        AuthorList::read(people, &table, "", &mut Vec::new())
    };
    let role = leading(publication)?;
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
