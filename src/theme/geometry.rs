//! Where things stand on a page: computed once, for all that draw or measure it.

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use super::{DatePlacement, OwnerMark, Theme};
use crate::document::{Dated, Document, Item};

/// Points of 1/72 inch in a millimetre.
pub const PT_PER_MM: f64 = 72.0 / 25.4;

/// A column of so many characters at most holds years and numbers alone, and is narrower.
const NARROW: usize = 10;

/// Width of the narrowest column beside the text.
const LEAST_COLUMN_MM: f64 = 9.0;

/// The lengths of a document's pages, in mm.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Geometry {
    /// Width of the paper (ISO 216; ANSI/ASME Y14.1).
    pub paper_width_mm: f64,
    /// Height of the paper.
    pub paper_height_mm: f64,
    /// Width between the margins.
    pub text_width_mm: f64,
    /// Width of the column of dates and labels beside the text: as the theme says, narrow where it
    /// holds no more than years and numbers, none where it would be empty. So jobs without dates
    /// stand as if meant to.
    pub column_mm: f64,
    /// Where text begins, from the left margin.
    pub axis_mm: f64,
    /// Width of running text.
    pub measure_mm: f64,
    /// What is kept free at its right, for lines that read well.
    pub slack_mm: f64,
    /// The width that one character of a date or label takes at most.
    pub side_character_mm: f64,
}

impl Geometry {
    /// The geometry of a document in a theme.
    pub fn of<H>(document: &Document<H>, theme: &Theme) -> Self {
        let (paper_width_mm, paper_height_mm) = match document.meta.paper {
            "us-letter" => (215.9, 279.4),
            _ => (210.0, 297.0),
        };
        let text_width_mm = paper_width_mm - (theme.margin_left_mm + theme.margin_right_mm);
        let side_character_mm = 0.56 * theme.date_pt / PT_PER_MM;
        let column_mm = match longest_beside(document) {
            Some(longest) if theme.date == DatePlacement::Left => match longest {
                // No more than ten: no precision is lost.
                ..=NARROW => (longest as f64 * side_character_mm).max(LEAST_COLUMN_MM),
                _ => theme.date_column_mm,
            },
            _ => 0.0,
        };
        let axis_mm = match column_mm > 0.0 {
            true => column_mm + theme.gutter_mm,
            false => 0.0,
        };
        let room = text_width_mm - axis_mm;
        let measure_mm = room.min(theme.measure_em * theme.size_pt / PT_PER_MM);
        Self {
            paper_width_mm,
            paper_height_mm,
            text_width_mm,
            column_mm,
            axis_mm,
            measure_mm,
            slack_mm: room - measure_mm,
            side_character_mm,
        }
    }

    /// The width that so many characters of a date or label take at most, in mm.
    pub fn side_mm(&self, characters: usize) -> f64 {
        // No text of a page has as many characters as would lose precision here.
        characters as f64 * self.side_character_mm
    }
}

/// A theme as the templates read it: its tokens, what follows from them, and the geometry of the document's
/// pages.
#[derive(Serialize)]
pub struct Look<'a> {
    #[serde(flatten)]
    theme: &'a Theme,
    geometry: Geometry,
    owner: OwnerMark,
}

impl<'a> Look<'a> {
    /// The look of a document in a theme.
    pub fn of<H>(document: &Document<H>, theme: &'a Theme) -> Self {
        Self {
            theme,
            geometry: Geometry::of(document, theme),
            owner: theme.paper.owner(),
        }
    }
}

/// How many characters the longest text has that stands beside the text of an item.
fn longest_beside<H>(document: &Document<H>) -> Option<usize> {
    // A zero-width space is a place where a line may end, and takes no room.
    let length = |text: &str| text.replace('\u{200b}', "").graphemes(true).count();
    let count = |text: &Option<String>| text.as_deref().map(length);
    let dated = |date: &Option<Dated>| date.as_ref().map(|date| length(&date.text));
    let sections = document.sections.iter();
    let groups = sections.flat_map(|section| &section.groups);
    let items = groups.flat_map(|group| &group.items);
    items
        .flat_map(|item| match item {
            Item::Entry(entry) => {
                let positions = entry.positions.iter().map(|position| dated(&position.date));
                positions.chain([dated(&entry.date)]).flatten().max()
            }
            Item::Publication(item) => match (count(&item.label), count(&item.year)) {
                (Some(label), Some(year)) => Some(label + 2 + year),
                (label, year) => label.or(year),
            },
            Item::Line(_) | Item::Paragraph(_) => None,
        })
        .max()
}
