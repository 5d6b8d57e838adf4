//! What a theme draws in one of a few ways, as styles of Word have it.

use super::properties::{Rule, Side};
use crate::arrange::Arranged;
use crate::theme::{Align, Columns, Geometry, HeadingAxis, HeadingStyle, RuleTone, Theme};

/// How wide the edges of a band are, in points: at most 12. LibreOffice leaves white what is between an edge and the
/// text of a paragraph in the middle of a band, so there is nothing between.
const BAND_EDGES_PT: [(Side, f64); 4] = [
    (Side::Top, 12.0),
    (Side::Left, 12.0),
    (Side::Bottom, 10.0),
    (Side::Right, 12.0),
];

/// Width of the bar before a heading.
const BAR_PT: f64 = 6.0;

/// Where things stand. Word has one column, in which the sections of a second one come last.
pub(super) fn geometry(document: &Arranged, theme: &Theme) -> Geometry {
    let theme = Theme {
        columns: Columns::default(),
        ..theme.clone()
    };
    Geometry::of(document, &theme)
}

/// White, on a band.
pub(super) const WHITE: &str = "#ffffff";

/// The lines around the headings of sections. Word draws none beside words: they stand under them.
pub(super) fn rules_of_headings(theme: &Theme) -> Vec<Rule> {
    let colour = match theme.heading_rule_tone {
        RuleTone::Full => theme.accent.clone(),
        RuleTone::Light => lighter(&theme.accent),
    };
    let line = |side| Rule {
        side,
        thickness_pt: theme.heading_rule_pt,
        space_pt: 1,
        colour: colour.clone(),
    };
    let has_lines = theme.heading_rule_pt > 0.0;
    match theme.heading_style {
        HeadingStyle::Bar => vec![Rule {
            side: Side::Left,
            thickness_pt: BAR_PT,
            space_pt: 6,
            colour: theme.accent.clone(),
        }],
        HeadingStyle::Boxed if has_lines => vec![line(Side::Top), line(Side::Bottom)],
        HeadingStyle::RuleUnder | HeadingStyle::RuleBeside if has_lines => {
            vec![line(Side::Bottom)]
        }
        _ => Vec::new(),
    }
}

/// Where headings of sections begin, in mm. After a bar, which stands before them, where text begins.
pub(super) fn heading_start_mm(theme: &Theme, geometry: &Geometry) -> f64 {
    let is_on_axis = match (theme.heading_style, theme.heading_axis) {
        (HeadingStyle::Bar, _) | (_, HeadingAxis::Text) => true,
        (_, HeadingAxis::Margin) => false,
    };
    match theme.heading_align {
        Align::Left if is_on_axis => geometry.axis_mm,
        _ => 0.0,
    }
}

/// The edges of the band of name and contact, which are of its colour. Paragraphs of the same edges are one band.
pub(super) fn edges_of_band(theme: &Theme) -> Vec<Rule> {
    let edge = |(side, thickness_pt)| Rule {
        side,
        thickness_pt,
        space_pt: 0,
        colour: theme.accent.clone(),
    };
    match theme.banner {
        true => BAND_EDGES_PT.into_iter().map(edge).collect(),
        false => Vec::new(),
    }
}

/// The colour of something in the head: white on a band.
pub(super) fn ink_of_head(theme: &Theme, colour: &str) -> String {
    match theme.banner {
        true => WHITE.to_owned(),
        false => colour.to_owned(),
    }
}

/// A colour more than half way to white, as the templates have it under headings.
fn lighter(colour: &str) -> String {
    let channel = |at: usize| {
        let digits = colour.get(at..at + 2).unwrap_or_default();
        let value = u8::from_str_radix(digits, 16).unwrap_or_default();
        f64::from(value) + (255.0 - f64::from(value)) * 0.55
    };
    let [red, green, blue] = [1, 3, 5].map(|at| channel(at).round() as u8);
    format!("#{red:02x}{green:02x}{blue:02x}")
}
