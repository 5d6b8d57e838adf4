//! A work as styles see it: variables of CSL by their names.

use std::collections::BTreeMap;

use hayagriva::citationberg::taxonomy::Kind;

/// A name of CSL.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartialName {
    /// Given names, or initials.
    pub given: String,
    /// What belongs to the family name and stands before it, such as `van der`.
    pub particle: String,
    /// Family name; the whole name where nothing else is given.
    pub family: String,
    /// Suffix, such as `Jr.`.
    pub suffix: String,
}

/// The people who are credited with a work in one role.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Credited {
    /// Their names.
    pub names: Vec<PartialName>,
    /// The places of those that are left out.
    pub left_out: Vec<usize>,
    /// Places of names before which others are left out that are not known; one past the last name for "et al.".
    pub gaps: Vec<usize>,
}

/// A date: year, month (1 to 12) and day (1 to 31).
pub type Date = (u16, Option<u8>, Option<u8>);

/// What is known of a work.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its type.
    pub kind: Kind,
    /// Texts and numbers by variable. Characters of private use stand for what is not to be changed.
    pub texts: BTreeMap<&'static str, String>,
    /// People by variable.
    pub people: BTreeMap<&'static str, Credited>,
    /// Dates by variable.
    pub dates: BTreeMap<&'static str, Date>,
}

impl Item {
    /// A work of a type of which nothing is known yet.
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            texts: BTreeMap::new(),
            people: BTreeMap::new(),
            dates: BTreeMap::new(),
        }
    }

    /// The text of a variable, where it has one.
    pub fn text(&self, variable: &str) -> Option<&str> {
        let text = self.texts.get(variable).map(|text| text.trim());
        text.filter(|text| !text.is_empty())
    }

    /// The people of a variable, where there are any.
    pub fn credited(&self, variable: &str) -> Option<&Credited> {
        let people = self.people.get(variable);
        people.filter(|people| !people.names.is_empty())
    }
}
