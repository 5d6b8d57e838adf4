//! How tall things are, as far as it can be told without a layout, and what is so short that the end of
//! a page does not part it.

use std::collections::BTreeSet;

use super::Arranged;
use crate::document::{
    Entry, Hold, Item, Lines, Origin, Paragraph, PositionItem, PublicationItem, plain_text,
};
use crate::theme::{DatePlacement, Geometry, PT_PER_MM, Theme};

/// An item of no more lines than these stays on one page.
const SHORT: usize = 5;

/// A list of fewer bullets than these has none between the two at either end.
const FEW_BULLETS: usize = 4;

/// The width of a character in running text, in its size: of one of narrow letters, and of one of the
/// widest.
const NARROW_EM: f64 = 0.4;
const WIDE_EM: f64 = 0.62;

/// How much of a page may be held together that the file wants so: there are gaps as well.
const PAGE_AT_MOST: f64 = 0.85;

/// How much of a page may be held together at most.
const MOST_OF_A_PAGE: f64 = 0.4;

/// A number of lines: at least, and at most.
#[derive(Debug, Clone, Copy, Default)]
struct Extent {
    least: usize,
    most: usize,
}

impl Extent {
    fn and(self, other: Self) -> Self {
        Self {
            least: self.least.saturating_add(other.least),
            most: self.most.saturating_add(other.most),
        }
    }
}

/// Says of each item what the end of a page may not part.
///
/// `parted` are entries and positions of which a layout has shown that a page would begin or end with a
/// lone line or bullet of theirs.
pub fn hold(document: &mut Arranged, theme: &Theme, parted: &BTreeSet<Origin>) {
    let geometry = Geometry::of(document, theme);
    let room = geometry.paper_height_mm - theme.margin_top_mm - theme.margin_bottom_mm;
    let scale = Scale {
        line_em: geometry.measure_mm * PT_PER_MM / theme.size_pt,
        page_lines: PAGE_AT_MOST * room * PT_PER_MM / theme.leading_pt,
        most_lines: MOST_OF_A_PAGE * room * PT_PER_MM / theme.leading_pt,
        has_date_lines: theme.date == DatePlacement::Under,
    };
    let groups = document.sections.iter_mut().flat_map(|one| &mut one.groups);
    for group in groups {
        let is_table = !group.columns.is_empty();
        for item in &mut group.items {
            match item {
                // Nothing of a row stands under a heading.
                Item::Entry(row) if is_table => row.hold = Hold::Whole,
                Item::Entry(entry) => scale.entry(entry, parted),
                Item::Publication(paper) => {
                    let extent = scale.paper(paper);
                    paper.hold = scale.whole_if_short(extent);
                }
                Item::Paragraph(_) | Item::Line(_) => {}
            }
        }
    }
}

/// What a line and a page hold.
struct Scale {
    /// Length of a line, in the size of the text.
    line_em: f64,
    /// How many lines of what is to be kept together a page surely holds.
    page_lines: f64,
    /// How many lines may be held together.
    most_lines: f64,
    /// Whether dates have a line of their own.
    has_date_lines: bool,
}

impl Scale {
    fn entry(&self, entry: &mut Entry<Lines>, parted: &BTreeSet<Origin>) {
        let own = self.parts(&entry.heading, entry.date.is_some(), &entry.body);
        let mut all = own.and(self.paragraphs(&entry.highlights));
        for position in &mut entry.positions {
            let PositionItem {
                heading,
                date,
                body,
                highlights,
                ..
            } = &*position;
            let held = self.parts(heading, date.is_some(), body);
            let held = held.and(self.paragraphs(highlights));
            all = all.and(held);
            let is_parted = parted.contains(&position.origin);
            position.hold = self.of(held, is_parted, &position.highlights);
        }
        entry.hold = match entry.is_kept && all.most as f64 <= self.page_lines {
            true => Hold::Whole,
            false => self.of(all, parted.contains(&entry.origin), &entry.highlights),
        };
    }

    /// What of an item is held that has so many lines.
    fn of(&self, extent: Extent, is_parted: bool, bullets: &[Paragraph]) -> Hold {
        match self.whole_if_short(extent) {
            Hold::Free if is_parted => {
                // The heading, which may have a paragraph under it, and two bullets.
                let own = bullets.iter().enumerate();
                let mut own = own.filter(|(_, bullet)| !bullet.is_subordinate());
                let count = own.clone().count();
                let two = own.nth(2).map_or(bullets.len(), |(at, _)| at);
                let two = self.paragraphs(bullets.get(..two).unwrap_or(bullets));
                let fits = |lines: usize| (lines as f64) <= self.most_lines;
                match count {
                    FEW_BULLETS.. if fits(two.most.saturating_add(SHORT)) => Hold::Ends,
                    _ if fits(extent.most) => Hold::Whole,
                    _ => Hold::Free,
                }
            }
            hold => hold,
        }
    }

    fn whole_if_short(&self, extent: Extent) -> Hold {
        // No count of lines is so large that it loses precision.
        match extent.least <= SHORT && extent.most as f64 <= self.most_lines {
            true => Hold::Whole,
            false => Hold::Free,
        }
    }

    fn paper(&self, paper: &PublicationItem<Lines>) -> Extent {
        self.parts(&paper.content, false, &paper.body)
    }

    /// A heading and the paragraphs under it.
    fn parts(&self, lines: &Lines, is_dated: bool, body: &[Paragraph]) -> Extent {
        let date = usize::from(is_dated && self.has_date_lines);
        let mut extent = self.paragraphs(body).and(Extent {
            least: date,
            most: date,
        });
        for runs in lines.0.iter().map(|line| &line.content) {
            extent = extent.and(self.text(&plain_text(runs)));
        }
        extent
    }

    fn paragraphs(&self, paragraphs: &[Paragraph]) -> Extent {
        let texts = paragraphs.iter().map(|one| plain_text(&one.content));
        texts
            .map(|text| self.text(&text))
            .fold(Extent::default(), Extent::and)
    }

    /// The lines of a text.
    fn text(&self, text: &str) -> Extent {
        // Those of East Asian scripts are twice as wide as others.
        let width = |c: char| {
            if c >= '\u{1100}' && c.is_alphabetic() {
                2
            } else {
                1
            }
        };
        let columns = text.chars().map(width).sum::<usize>() as f64;
        let lines = |em: f64, more: f64| {
            // Not below 1, and no text of a page is long enough for a loss.
            ((columns * em / self.line_em).ceil().max(1.0) + more) as usize
        };
        Extent {
            least: lines(NARROW_EM, 0.0),
            // A word that does not fit ends a line early.
            most: lines(WIDE_EM, (columns * WIDE_EM / self.line_em * 0.25).floor()),
        }
    }
}
