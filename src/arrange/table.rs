//! Tables: a row for each entry, a column for each thing that is said of them.

use unicode_segmentation::UnicodeSegmentation;

use super::{Arranger, join, run};
use crate::document::{
    Column, Entry, Group, Hold, Inline, Inlines, Item, Line, Lines, Part, plain_text,
};
use crate::theme::{Geometry, PT_PER_MM};

/// What a column is widened for at most, in characters: longer texts take more lines.
const LONGEST: usize = 48;

/// What a column has beside its text, in characters.
const PADDING: usize = 4;

/// The width of a character of the text, in its size.
const CHARACTER_EM: f64 = 0.46;

impl Arranger<'_> {
    /// A group of entries as rows, each with a line for each column.
    pub(super) fn table(&self, group: &Group) -> Group<Lines> {
        let items = group.items.iter().map(|item| match item {
            Item::Entry(entry) => Item::Entry(self.row(entry, &group.columns)),
            item => self.item(item),
        });
        let mut table = Group::new(group.title.clone(), items.collect());
        table.columns.clone_from(&group.columns);
        table
    }

    fn row(&self, entry: &Entry, columns: &[Column]) -> Entry<Lines> {
        let cells = Column::cells(columns, &entry.heading.0);
        let lines = cells.into_iter().map(|parts| Line {
            content: self.cell(&parts),
            end: Inlines::new(),
        });
        Entry {
            heading: Lines(lines.collect()),
            hold: Hold::default(),
            ..self.entry(entry)
        }
    }

    /// The parts of a cell, the asides muted.
    fn cell(&self, parts: &[&Part]) -> Inlines {
        let mut runs = Inlines::new();
        for (at, part) in parts.iter().enumerate() {
            let one = match part.role.is_aside() && at > 0 {
                true => Inline::Muted {
                    content: vec![run(part)],
                },
                false => run(part),
            };
            join(&mut runs, &self.joins.parts, vec![one]);
        }
        runs
    }
}

/// Gives the columns of a section's tables their shares of the width, the same in all: as much as each needs where all
/// fit on lines, else the longest word of each, and what is left by how much more each would need.
pub(super) fn share(tables: &mut [Group<Lines>], geometry: Geometry, size_pt: f64) {
    let Some(first) = tables.iter().find(|group| !group.columns.is_empty()) else {
        return;
    };
    let items = || tables.iter().flat_map(|table| &table.items);
    let columns = first.columns.iter().enumerate().map(|(at, column)| {
        let (mut word, mut whole) = extent(&column.title);
        for item in items() {
            let Item::Entry(entry) = item else { continue };
            let text = match (entry.heading.0.get(at), &entry.date) {
                (Some(line), _) => plain_text(&line.content),
                (None, Some(date)) => date.text.clone(),
                (None, None) => continue,
            };
            let (longest, all) = extent(&text);
            // Dates and sums do not break, and fonts may have wide numbers.
            let is_whole = column.is_of_dates() || column.is_at_end;
            word = word.max(if is_whole { all + all / 5 } else { longest });
            whole = whole.max(all);
        }
        let padded = |count: usize| (count.min(LONGEST) + PADDING) as f64;
        (padded(word), padded(whole.max(word)))
    });
    let columns: Vec<(f64, f64)> = columns.collect();
    let needed: f64 = columns.iter().map(|(least, _)| least).sum();
    let wanted: f64 = columns.iter().map(|(_, most)| most).sum();
    let width_pt = (geometry.text_width_mm - geometry.axis_mm) * PT_PER_MM;
    let room = width_pt / (CHARACTER_EM * size_pt);
    let more = match wanted > room && wanted > needed {
        true => (room - needed).max(0.0) / (wanted - needed),
        false => 1.0,
    };
    let width = |(least, most): &(f64, f64)| least + (most - least) * more;
    let all: f64 = columns.iter().map(width).sum();
    // Whole thousandths, so that every output has the same, and together no more than a line.
    let share = |column| (1000.0 * width(column) / all.max(1.0)).floor() / 1000.0;
    let shares: Vec<f64> = columns.iter().map(share).collect();
    for table in tables {
        for (column, share) in table.columns.iter_mut().zip(&shares) {
            column.share = *share;
        }
    }
}

/// The characters of the longest word of a text, and of all of it.
fn extent(text: &str) -> (usize, usize) {
    let count = |text: &str| text.graphemes(true).count();
    let longest = text.split(' ').map(count).max();
    (longest.unwrap_or_default(), count(text))
}
