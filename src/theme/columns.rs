//! A second column beside the text.

use serde::Serialize;

use super::Theme;
use crate::document::Document;

/// What stands in a narrow column at the right, under the contact of the person; without sections the page has
/// one column.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Columns {
    /// The keys of the sections that stand in it, in their order.
    pub side: Vec<String>,
    /// Its width.
    pub side_mm: f64,
    /// Space between the columns.
    pub space_mm: f64,
    /// Size of its text.
    pub side_pt: f64,
    /// Whether the text takes the whole width below its end, where a document may have several pages.
    pub ends: bool,
}

impl Columns {
    /// Whether there is a second column.
    pub fn are_two(&self) -> bool {
        !self.side.is_empty()
    }

    /// Whether a section of a document stands in the second column.
    pub fn hold_any_of<H>(&self, document: &Document<H>) -> bool {
        let mut sections = document.sections.iter();
        sections.any(|section| self.side.contains(&section.id))
    }

    /// What the second column takes of the width between the margins, with the space before it, in mm.
    pub fn taken_mm(&self) -> f64 {
        match self.are_two() {
            true => self.side_mm + self.space_mm,
            false => 0.0,
        }
    }
}

impl Theme {
    /// The theme without its second column.
    pub fn in_one_column(&self) -> Self {
        Self {
            columns: Columns::default(),
            ..self.clone()
        }
    }
}
