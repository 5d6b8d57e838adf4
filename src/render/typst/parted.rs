//! Entries that the end of a page parts badly: with a lone line or a lone bullet on either side.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use typst_layout::PagedDocument;

use super::blocks::second_column;
use super::measure::measures;
use crate::arrange::Arranged;
use crate::document::{Item, Origin, Paragraph};
use crate::theme::{Geometry, PT_PER_MM, Theme};

/// Baselines nearer to each other than this share of the size are those of one line.
const ONE_LINE: f64 = 0.5;

/// What of an entry a text belongs to: a bullet by its number, or what stands above the bullets.
type Part = Option<usize>;

/// The lines of an entry: by page, from top to bottom, what each belongs to.
type Pages = BTreeMap<usize, Vec<(f64, Part)>>;

/// Entries and positions of which a page begins or ends with a lone line or bullet.
pub(super) fn find(pages: &PagedDocument, document: &Arranged, theme: &Theme) -> BTreeSet<Origin> {
    if pages.pages().len() < 2 {
        return BTreeSet::new();
    }
    let owners = Owners::of(document);
    let measures = measures(pages, second_column(theme, &Geometry::of(document, theme)));
    let heights: Vec<f64> = pages
        .pages()
        .iter()
        .map(|page| page.frame.height().to_pt())
        .collect();
    let (top, bottom) = (
        theme.margin_top_mm * PT_PER_MM,
        theme.margin_bottom_mm * PT_PER_MM,
    );
    let mut lines: BTreeMap<&str, Pages> = BTreeMap::new();
    for text in &measures.texts {
        let in_body = text.top >= top - 1.0 && text.bottom <= heights[text.page] - bottom + 1.0;
        let label = text.mark.map(|mark| measures.marks[mark].label.as_str());
        let owner = label
            .filter(|_| in_body)
            .and_then(|label| owners.0.get(label));
        let Some((origin, part)) = owner else {
            continue;
        };
        let page = lines
            .entry(*origin)
            .or_default()
            .entry(text.page)
            .or_default();
        // A bullet's sign stands before it in its line, and is no part of it.
        let is_its_line = |(baseline, _): &&mut (f64, Part)| {
            (*baseline - text.baseline).abs() < theme.size_pt * ONE_LINE
        };
        match page.iter_mut().find(is_its_line) {
            Some((_, known)) => *known = known.or(*part),
            None => page.push((text.baseline, *part)),
        }
    }
    let parted = lines
        .into_iter()
        .filter(|(_, pages)| is_parted_badly(pages));
    parted.map(|(origin, _)| origin.to_owned()).collect()
}

/// All entries and positions.
pub(super) fn all(document: &Arranged) -> BTreeSet<Origin> {
    let owners = Owners::of(document);
    owners
        .0
        .values()
        .map(|(origin, _)| (*origin).to_owned())
        .collect()
}

/// Whether an entry has a lone line on its first or its last page, or a lone bullet there.
fn is_parted_badly(pages: &Pages) -> bool {
    let (Some((first, above)), Some((last, below))) =
        (pages.first_key_value(), pages.last_key_value())
    else {
        return false;
    };
    let bullets = |lines: &[(f64, Part)]| -> BTreeSet<usize> {
        lines.iter().filter_map(|(_, part)| *part).collect()
    };
    let (upper, lower) = (bullets(above), bullets(below));
    // A bullet that goes on over the end of a page has two lines on either side.
    let is_whole = upper.last() != lower.first();
    let ends_alone = above.len() == 1 || upper.len() == 1 && is_whole;
    let begins_alone = below.len() == 1
        || lower.len() == 1 && is_whole && below.iter().all(|(_, part)| part.is_some());
    first != last && (ends_alone || begins_alone)
}

/// By the labels of blocks, the entry or position that each belongs to.
struct Owners<'a>(HashMap<&'a str, (&'a str, Part)>);

impl<'a> Owners<'a> {
    fn of(document: &'a Arranged) -> Self {
        let mut owners = Self(HashMap::new());
        let groups = document.sections.iter().flat_map(|section| &section.groups);
        for item in groups.flat_map(|group| &group.items) {
            let Item::Entry(entry) = item else {
                continue;
            };
            owners.add(&entry.origin, &entry.body, &entry.highlights);
            for position in &entry.positions {
                owners.add(&position.origin, &position.body, &position.highlights);
            }
        }
        owners
    }

    fn add(&mut self, origin: &'a str, body: &'a [Paragraph], bullets: &'a [Paragraph]) {
        self.0.insert(origin, (origin, None));
        for paragraph in body {
            self.0.insert(&paragraph.origin, (origin, None));
        }
        for (number, bullet) in bullets.iter().enumerate() {
            self.0.insert(&bullet.origin, (origin, Some(number)));
        }
    }
}
