//! Columns of a table.

use serde::Serialize;

use super::{Part, Role};

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Column {
    /// What stands in it, by the parts with which it begins; none for dates.
    pub roles: Vec<Role>,
    /// Its heading.
    pub title: String,
    /// Its share of the width, of 1. Arranging decides it.
    pub share: f64,
    /// Whether it is one of sums, which end below each other.
    #[serde(rename = "end")]
    pub is_at_end: bool,
}

impl Column {
    /// A column of what begins with a part of one of some roles, or of dates.
    pub fn new(roles: &[Role], title: String) -> Self {
        Self {
            roles: roles.to_vec(),
            title,
            share: 0.0,
            is_at_end: roles.contains(&Role::Amount),
        }
    }

    /// Whether it is the one of dates.
    pub fn is_of_dates(&self) -> bool {
        self.roles.is_empty()
    }

    /// The parts of an entry by the columns that they stand in. Of what begins none, a place, a number and the like
    /// stand behind the part before them; what is said of the whole entry stands in its first cell.
    pub fn cells<'a>(columns: &[Self], parts: &'a [Part]) -> Vec<Vec<&'a Part>> {
        let texts = columns
            .iter()
            .filter(|column| !column.is_of_dates())
            .count();
        let mut cells = vec![Vec::new(); texts];
        let mut at = 0;
        for part in parts {
            let own = columns
                .iter()
                .position(|column| column.roles.contains(&part.role));
            let is_of_part = matches!(
                part.role,
                Role::Place
                    | Role::Unit
                    | Role::Code
                    | Role::Number
                    | Role::Share
                    | Role::Identifier
                    | Role::Validity
            );
            at = own.unwrap_or(if is_of_part { at } else { 0 });
            if let Some(cell) = cells.get_mut(at) {
                cell.push(part);
            }
        }
        cells
    }
}
