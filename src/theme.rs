//! Looks as tokens: fonts, sizes, colours, spaces, and where dates stand.
//!
//! A theme is data; the templates and the other renderers read it. Lengths are numbers with their
//! unit in the name of the field.

use serde::{Deserialize, Serialize};

/// Where the date of an entry stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DatePlacement {
    /// In a column at the left of the text.
    Left,
    /// At the right end of the heading's line.
    Right,
    /// On a line of its own under the heading.
    Under,
    /// After the heading, on the same line.
    Inline,
}

/// The looks of a document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
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
    /// Size of the name.
    pub name_pt: f64,
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
    /// Width of the column of dates and labels, for `left`; width kept free for dates, for `right`.
    pub date_column_mm: f64,
    /// Space between that column and the text.
    pub gutter_mm: f64,
    /// Colour of headings and links, `#rrggbb`, at least 4.5:1 on white (WCAG 2.2, 1.4.3).
    pub accent: String,
    /// Colour of dates and places, `#rrggbb`, at least 4.5:1 on white.
    pub muted: String,
    /// Whether section headings are set in capitals.
    pub heading_upper: bool,
    /// Size of section headings, relative to the body.
    pub heading_em: f64,
    /// Letter spacing of section headings, at most 0.06 (wider breaks text extraction).
    pub heading_tracking_em: f64,
    /// Thickness of the rule under section headings; 0 for none.
    pub heading_rule_pt: f64,
}
