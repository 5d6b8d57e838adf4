//! Tables: a row for each entry, a column for each thing that is said of them.

use super::{Arranger, join, run};
use crate::document::{
    Column, Entry, Group, Hold, Inline, Inlines, Item, Line, Lines, Paragraph, Part, Role,
    plain_text,
};
use crate::theme::{Geometry, PT_PER_MM, width_em};

/// What a column is widened for at most, in em: longer texts take more lines.
const LONGEST_EM: f64 = 22.0;

/// What the first column has at least, in em, where its texts are as long: a title in narrow lines is a tower.
const FIRST_EM: f64 = 11.0;

/// The space between two columns, and the error of the widths, in em.
const BETWEEN_EM: f64 = 1.3;

/// How much wider the heading of a column is than its words in the text.
const HEADING: f64 = 1.05;

/// What is said below the row: who took part, one's own share, numbers and addresses, which would take a column each.
fn is_below(part: &Part) -> bool {
    matches!(
        part.role,
        Role::Number | Role::Collaborators | Role::Share | Role::Address | Role::Link
    )
}

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
        let lines = cells.into_iter().enumerate().map(|(at, parts)| {
            let parts: Vec<&Part> = parts.into_iter().filter(|part| !is_below(part)).collect();
            let content = self.cell(&parts);
            Line {
                // What a row is about stands out, as in a list.
                content: match at == 0 && !content.is_empty() {
                    true => vec![Inline::Strong { content }],
                    false => content,
                },
                end: Inlines::new(),
            }
        });
        let mut row = Entry {
            heading: Lines(lines.collect()),
            hold: Hold::default(),
            ..self.entry(entry)
        };
        let below: Vec<&Part> = entry
            .heading
            .0
            .iter()
            .filter(|part| is_below(part))
            .collect();
        if !below.is_empty() {
            let said = Paragraph::new(entry.origin.clone(), self.cell(&below));
            row.body.insert(0, said);
        }
        row
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

/// The least and the most that each column of a section's tables takes, in em.
fn extents(tables: &[&Group<Lines>]) -> Vec<(f64, f64)> {
    let Some(first) = tables.first() else {
        return Vec::new();
    };
    let columns = first.columns.iter().enumerate().map(|(at, column)| {
        let (word, whole) = extent(&column.title);
        let (mut word, mut whole) = (word * HEADING, whole * HEADING);
        for item in tables.iter().flat_map(|table| &table.items) {
            let Item::Entry(entry) = item else { continue };
            let text = match (entry.heading.0.get(at), &entry.date) {
                (Some(line), _) => plain_text(&line.content),
                (None, Some(date)) => date.text.clone(),
                (None, None) => continue,
            };
            let (longest, all) = extent(&text);
            // Dates and sums do not break.
            let is_whole = column.is_of_dates() || column.is_at_end;
            word = word.max(if is_whole { all } else { longest });
            whole = whole.max(all);
        }
        let least = match at {
            0 => word.max(whole.min(FIRST_EM)),
            _ => word,
        };
        let padded = |width: f64| width + BETWEEN_EM;
        (padded(least), padded(whole.min(LONGEST_EM).max(least)))
    });
    columns.collect()
}

/// Whether each column of a section's tables has room for its longest word; else its entries stand as a list.
pub(super) fn fit(tables: &[&Group<Lines>], geometry: Geometry, size_pt: f64) -> bool {
    let needed: f64 = extents(tables).iter().map(|(least, _)| least).sum();
    needed <= room_em(geometry, size_pt)
}

/// The width of the text in its size.
fn room_em(geometry: Geometry, size_pt: f64) -> f64 {
    (geometry.text_width_mm - geometry.axis_mm) * PT_PER_MM / size_pt
}

/// Gives the columns of a section's tables their shares of the width, the same in all: as much as each needs where all
/// fit on lines, else the longest word of each, and what is left by how much more each would need.
pub(super) fn share(tables: &mut [Group<Lines>], geometry: Geometry, size_pt: f64) {
    let of_table: Vec<&Group<Lines>> = tables
        .iter()
        .filter(|one| !one.columns.is_empty())
        .collect();
    let columns = extents(&of_table);
    let needed: f64 = columns.iter().map(|(least, _)| least).sum();
    let wanted: f64 = columns.iter().map(|(_, most)| most).sum();
    let room = room_em(geometry, size_pt);
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

/// The width of the longest word of a text, and of all of it, in em.
fn extent(text: &str) -> (f64, f64) {
    let longest = text.split(' ').map(width_em).max_by(f64::total_cmp);
    (longest.unwrap_or_default(), width_em(text))
}
