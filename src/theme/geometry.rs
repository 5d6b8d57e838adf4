//! Where things stand on a page: computed once, for all that draw or measure it.

use std::borrow::Cow;

use serde::Serialize;

use super::scripts::{has_local_forms, with_script};
use super::{DatePlacement, OwnerMark, Piece, Theme};
use crate::document::{Dated, Document, Item};

/// Points of 1/72 inch in a millimetre.
pub const PT_PER_MM: f64 = 72.0 / 25.4;

/// Width of the narrowest column beside the text.
const LEAST_COLUMN_MM: f64 = 9.0;

/// The lengths of a document's pages, in mm.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Geometry {
    /// Width of the paper (ISO 216; ANSI/ASME Y14.1).
    pub paper_width_mm: f64,
    /// Height of the paper.
    pub paper_height_mm: f64,
    /// Width between the margins; of the first column where there are two.
    pub text_width_mm: f64,
    /// Width of the column of dates and labels beside the text: as wide as they are and no wider than the
    /// theme says, none where it would be empty. So jobs without dates stand as if meant to.
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
        let margins_mm = theme.margin_left_mm + theme.margin_right_mm;
        // Of two columns, the one with the text.
        let text_width_mm = paper_width_mm - margins_mm - theme.columns.taken_mm();
        let side_character_mm = 0.56 * theme.date_pt / PT_PER_MM;
        let column_mm = match widest_beside(document) {
            Some(widest_em) if theme.date == DatePlacement::Left => {
                let needed = widest_em * theme.date_pt / PT_PER_MM;
                needed.max(LEAST_COLUMN_MM).min(theme.date_column_mm)
            }
            _ => 0.0,
        };
        let axis_mm = match column_mm > 0.0 {
            true => column_mm + theme.gutter_mm,
            false => 0.0,
        };
        let room = text_width_mm - axis_mm;
        let measure_mm = theme.measure_em * theme.size_pt / PT_PER_MM;
        // A little longer is better than ending a little before the line that is drawn above the text.
        let measure_mm = match room <= measure_mm * LITTLE_MORE {
            true => room,
            false => measure_mm,
        };
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

/// How much longer than the measure lines may be for that.
const LITTLE_MORE: f64 = 1.1;

/// A theme as the templates read it: its tokens, what follows from them, and the geometry of the document's
/// pages.
#[derive(Serialize)]
pub struct Look<'a> {
    #[serde(flatten)]
    theme: Cow<'a, Theme>,
    geometry: Geometry,
    /// Whether the first fonts are for Latin letters alone, and punctuation is that of the second.
    is_latin_first: bool,
    has_local_forms: bool,
    group_is_italic: bool,
    owner: OwnerMark,
    name_is_heading: bool,
    photo_height_mm: f64,
    /// The signs of bullets, and of those under them.
    bullet_signs: [char; 2],
    separator_sign: Option<char>,
    head: [Vec<Piece>; 3],
    foot: [Vec<Piece>; 3],
}

impl<'a> Look<'a> {
    /// The look for a template of the project's, which may draw the name itself: sections are the first level of
    /// headings there, and not the second below the name.
    pub fn of_own_template(self) -> Self {
        Self {
            name_is_heading: false,
            ..self
        }
    }

    /// The look of a document in a theme; `has` says whether a family of fonts is there.
    pub fn of<H>(document: &Document<H>, theme: &'a Theme, has: &dyn Fn(&str) -> bool) -> Self {
        let (with_script, is_latin_first) = with_script(theme, &document.meta.script(), has);
        Self {
            theme: with_script,
            is_latin_first,
            has_local_forms: has_local_forms(&document.meta.language),
            group_is_italic: theme.group_is_italic(),
            geometry: Geometry::of(document, theme),
            owner: theme.owner(),
            name_is_heading: true,
            photo_height_mm: theme.photo_height_mm(),
            bullet_signs: [theme.bullet.sign(), theme.bullet.under().sign()],
            separator_sign: theme.contact_separator.sign(),
            head: theme.header.head(&document.meta),
            foot: theme.foot(&document.meta),
        }
    }
}

/// The width of a text beside the text of an item, in its size: of the fonts of the program, a little more than
/// it takes.
pub fn width_em(text: &str) -> f64 {
    let width = |c: char| match c {
        // A place where a line may end.
        '\u{200b}' => 0.0,
        ' ' | '\u{a0}' | '\u{202f}' => 0.22,
        '.' | ',' | ';' | ':' | '\'' | '’' | 'i' | 'j' | 'l' | 'I' => 0.28,
        'f' | 't' | 'r' | '(' | ')' | '/' | '-' => 0.36,
        'm' | 'w' | 'M' | 'W' | '~' => 0.86,
        '0'..='9' | 'a'..='z' | '–' => 0.53,
        _ if c < '\u{1100}' => 0.62,
        _ => 1.02,
    };
    text.chars().map(width).sum()
}

/// The width of the widest text that stands beside the text of an item, in its size.
fn widest_beside<H>(document: &Document<H>) -> Option<f64> {
    let width = |text: &Option<String>| text.as_deref().map(width_em);
    let dated = |date: &Option<Dated>| date.as_ref().map(|date| width_em(&date.text));
    let sections = document.sections.iter();
    let groups = sections.flat_map(|section| &section.groups);
    // Rows of a table have their dates in it.
    let groups = groups.filter(|group| group.columns.is_empty());
    let items = groups.flat_map(|group| &group.items);
    let widths = items.filter_map(|item| match item {
        Item::Entry(entry) => {
            let positions = entry.positions.iter().map(|position| dated(&position.date));
            let all = positions.chain([dated(&entry.date)]).flatten();
            all.max_by(f64::total_cmp)
        }
        Item::Publication(item) => match (width(&item.label), width(&item.year)) {
            (Some(label), Some(year)) => Some(label + BETWEEN_EM + year),
            (label, year) => label.or(year),
        },
        Item::Line(_) | Item::Paragraph(_) => None,
    });
    widths.max_by(f64::total_cmp)
}

/// The least space between a label and a year beside it.
const BETWEEN_EM: f64 = 1.0;
