//! Looks as tokens: fonts, sizes, colours, spaces, and where dates stand.
//!
//! A theme is data; the templates and the other renderers read it. Lengths are numbers with their
//! unit in the name of the field. [`Themes`] reads those of a project, whose own
//! `templates/themes/NAME.yaml` stand before the embedded ones, as `source` reads a CV.

mod choice;
mod colour;
mod columns;
mod density;
mod design;
mod furniture;
mod geometry;
mod library;
mod overview;
mod printed;
mod scripts;
#[cfg(test)]
mod tests;
mod tokens;

use serde::Serialize;

use crate::document::Meta;
use crate::words::DateStyle;

pub use choice::{
    Align, Bullet, Choice, DateFace, DatePlacement, DoiForm, EntryLayout, HeadingAxis,
    HeadingStyle, Lead, LinkStyle, OwnerMark, PaperLayout, PhotoPlacement, PhotoShape, RuleTone,
    Separator, TitleFace, UpdatedPlace,
};
pub use colour::readable_on;
pub use columns::Columns;
pub use furniture::{Piece, Running};
pub use geometry::{Geometry, Look, PT_PER_MM, width_em};
pub use library::{Themes, load, names};
pub(crate) use library::{is_name, problems, theme_files};
pub use overview::{About, about};
pub use scripts::has_local_forms;

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
    /// Where name, headline and contact stand.
    pub name_align: Align,
    /// What stands between two contacts on a line.
    pub contact_separator: Separator,
    /// Whether name and contact stand in a band of the accent over the whole width of the first page.
    pub banner: bool,
    /// Where the date of the record's last change stands.
    pub updated: UpdatedPlace,
    /// Where the portrait stands, if anywhere.
    pub photo: PhotoPlacement,
    /// Its shape.
    pub photo_shape: PhotoShape,
    /// Its width; its height follows from the shape.
    pub photo_mm: f64,
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
    /// How they are set.
    pub date_face: DateFace,
    /// Whether a heading with a place takes one line or two.
    pub entry: EntryLayout,
    /// Which part of a heading comes first.
    pub lead: Lead,
    /// Whether papers begin with their authors or their titles.
    pub paper: PaperLayout,
    /// How their titles are set.
    pub paper_title: TitleFace,
    /// How DOIs of papers print.
    pub doi: DoiForm,
    /// How dates are written.
    pub dates: DateStyle,
    /// Greatest width of the column of dates and labels, where dates stand at the left.
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
    /// How links are seen.
    pub links: LinkStyle,
    /// The sign before what is listed.
    pub bullet: Bullet,
    /// What is drawn around section headings.
    pub heading_style: HeadingStyle,
    /// Where they stand between the margins.
    pub heading_align: Align,
    /// Where they and their lines begin.
    pub heading_axis: HeadingAxis,
    /// Whether section headings are set in capitals.
    pub heading_upper: bool,
    /// Whether they are set in the small capitals of their font instead, which readers get as written.
    pub heading_small_caps: bool,
    /// Size of section headings, relative to the body.
    pub heading_em: f64,
    /// Weight of section headings, 100 to 900.
    pub heading_weight: u16,
    /// Letter spacing of section headings, at most 0.06 (wider breaks text extraction).
    pub heading_tracking_em: f64,
    /// Thickness of the rule under section headings; 0 for none.
    pub heading_rule_pt: f64,
    /// The colour of these rules.
    pub heading_rule_tone: RuleTone,
    /// What stands above the text of pages.
    pub header: Running,
    /// Whether it stands on the first page too.
    pub header_on_first_page: bool,
    /// What stands below the text of pages.
    pub footer: Running,
    /// Whether it stands on a document of one page too.
    pub footer_on_one_page: bool,
    /// What stands in a second column.
    pub columns: Columns,
    /// Whether the page has no end, to measure what stands on it; never set by a file.
    pub endless: bool,
    /// Whether sections of one line stand beside each other, where a page is full; never set by a file.
    pub pairs: bool,
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
    /// One of the themes that are part of the program.
    pub fn built_in(name: &str) -> Option<Self> {
        library::built_in(name)
    }

    /// Whether headings of sections have other characters than they are written with; small capitals
    /// are drawn by the font.
    pub fn has_capitals(&self) -> bool {
        self.heading_upper && !self.heading_small_caps
    }

    /// What sets the owner of the CV off among authors.
    pub fn owner(&self) -> OwnerMark {
        self.paper_title.owner()
    }

    /// What stands below the pages of a document: at the left, in the middle, at the right.
    pub fn foot(&self, meta: &Meta) -> [Vec<Piece>; 3] {
        let mut foot = self.footer.foot(meta);
        if self.updated == UpdatedPlace::Name && self.footer == Running::Auto {
            foot[0].clear();
        }
        foot
    }

    /// The height of the portrait, in mm.
    pub fn photo_height_mm(&self) -> f64 {
        self.photo_mm * self.photo_shape.proportion()
    }

    /// Whether headings of groups are in italics, as titles below them are upright: where no colour tells them apart.
    pub fn group_is_italic(&self) -> bool {
        colour::is_black(&self.accent)
    }
}
