//! Who is credited with a work, and in which role.

use crate::model::{Authors, Publication};

/// What people were in a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// They wrote it.
    Author,
    /// They edited it.
    Editor,
    /// They translated it.
    Translator,
}

impl Role {
    /// All roles, in the order in which they lead.
    pub const ALL: [Self; 3] = [Self::Author, Self::Editor, Self::Translator];

    /// The field of the publication that names them.
    pub fn field(self) -> &'static str {
        match self {
            Self::Author => "authors",
            Self::Editor => "editors",
            Self::Translator => "translators",
        }
    }

    /// The people of a work who have the role.
    pub fn people(self, publication: &Publication) -> &Authors {
        match self {
            Self::Author => &publication.authors,
            Self::Editor => &publication.editors,
            Self::Translator => &publication.translators,
        }
    }
}

/// The role of the people who stand before the title: those who wrote a work, else those who edited
/// it, else those who translated it.
pub fn leading(publication: &Publication) -> Option<Role> {
    let mut roles = Role::ALL.into_iter();
    roles.find(|role| !role.people(publication).is_empty())
}
