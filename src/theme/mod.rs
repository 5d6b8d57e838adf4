//! Looks as tokens: fonts, sizes, colours, spaces, and where dates stand.
//!
//! A theme is data; the templates and the other renderers read it. Lengths are numbers with their
//! unit in the name of the field. [`Themes`] reads those of a project, whose own
//! `templates/themes/NAME.yaml` stand before the embedded four, as `source` reads a CV.

mod choice;
mod colour;
mod density;
mod design;
mod geometry;
mod library;
#[cfg(test)]
mod tests;
mod tokens;

use serde::Serialize;

use crate::words::DateStyle;

pub use choice::{Choice, DatePlacement, DoiForm, EntryLayout, Lead, OwnerMark, PaperLayout};
pub use colour::readable_on;
pub use geometry::{Geometry, Look, PT_PER_MM};
pub use library::{Themes, load, names};
pub(crate) use library::{problems, theme_files};

/// The looks of a document. The default one says nothing: it lies under files that say all.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Family of running text, with fall-backs.
    pub body_fonts: Vec<String>,
    /// Family of name, headings and contact, with fall-backs.
    pub head_fonts: Vec<String>,
    /// Family of program text.
    pub mono_font: String,
    /// Family of formulas.
    pub math_font: String,
    /// Body size.
    pub size_pt: f64,
    /// Distance from baseline to baseline.
    pub leading_pt: f64,
    /// Space between entries, added to the leading.
    pub gap_pt: f64,
    /// Space above a section's heading, in leadings.
    pub section_gap_em: f64,
    /// Space below a section's heading, in leadings.
    pub heading_gap_em: f64,
    /// Size of the name.
    pub name_pt: f64,
    /// Weight of the name, 100 to 900.
    pub name_weight: u16,
    /// Size of what the person is or does, under the name.
    pub headline_pt: f64,
    /// Size of address and contact.
    pub contact_pt: f64,
    /// Size of dates and labels that stand apart from the text.
    pub date_pt: f64,
    /// Size of legends and of running heads and feet.
    pub note_pt: f64,
    /// Margins of the page.
    pub margin_left_mm: f64,
    /// Margins of the page.
    pub margin_right_mm: f64,
    /// Margins of the page.
    pub margin_top_mm: f64,
    /// Margins of the page.
    pub margin_bottom_mm: f64,
    /// Where dates stand.
    pub date: DatePlacement,
    /// Whether a heading with a place takes one line or two.
    pub entry: EntryLayout,
    /// Which part of a heading comes first.
    pub lead: Lead,
    /// Whether papers begin with their authors or their titles.
    pub paper: PaperLayout,
    /// How DOIs of papers print.
    pub doi: DoiForm,
    /// How dates are written.
    pub dates: DateStyle,
    /// Greatest width of the column of dates and labels, for `left`; width kept free for dates, for `right`.
    pub date_column_mm: f64,
    /// Space between that column and the text.
    pub gutter_mm: f64,
    /// Least width of the column of publication labels where dates do not stand at the left.
    pub label_column_mm: f64,
    /// Greatest width of running text, relative to the body size: about 2.2 characters an em.
    pub measure_em: f64,
    /// Colour of headings and links, `#rrggbb`, at least 4.5:1 on white (WCAG 2.2, 1.4.3).
    pub accent: String,
    /// Colour of dates and places, `#rrggbb`, at least 4.5:1 on white.
    pub muted: String,
    /// Whether section headings are set in capitals.
    pub heading_upper: bool,
    /// Size of section headings, relative to the body.
    pub heading_em: f64,
    /// Weight of section headings, 100 to 900.
    pub heading_weight: u16,
    /// Letter spacing of section headings, at most 0.06 (wider breaks text extraction).
    pub heading_tracking_em: f64,
    /// Thickness of the rule under section headings; 0 for none.
    pub heading_rule_pt: f64,
    /// Whether the page has no end, to measure what stands on it; never set by a file.
    pub endless: bool,
    /// How tight the page may be set.
    pub floor: Floor,
    /// How roomy the page may be set.
    pub roomy: Roomy,
}

/// The tightest setting of a theme.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Floor {
    /// Body size; never below 9.
    pub size_pt: f64,
    /// Distance from baseline to baseline, at the body size as designed.
    pub leading_pt: f64,
    /// Space between entries.
    pub gap_pt: f64,
    /// Space above a section's heading, in leadings.
    pub section_gap_em: f64,
    /// Space below a section's heading, in leadings.
    pub heading_gap_em: f64,
    /// Size of the name.
    pub name_pt: f64,
    /// Every margin; never below 12.
    pub margin_mm: f64,
}

/// The roomiest setting of a theme.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Roomy {
    /// Distance from baseline to baseline.
    pub leading_pt: f64,
    /// Space between entries.
    pub gap_pt: f64,
    /// Space above a section's heading, in leadings.
    pub section_gap_em: f64,
    /// Space below a section's heading, in leadings.
    pub heading_gap_em: f64,
}

/// Least contrast of text on white (WCAG 2.2, success criterion 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;

impl Theme {
    /// One of the four themes that are part of the program.
    pub fn built_in(name: &str) -> Option<Self> {
        library::built_in(name)
    }
}
