//! Entries as the rows of a table.

use super::body::Body;
use super::{dates, inline};
use crate::document::{Column, Entry, Group, Item, Lines};

impl Body<'_> {
    /// A group of entries as rows under the headings of their columns.
    pub(super) fn table(&mut self, group: &Group<Lines>) {
        self.out.class("table", "cv-table").line();
        self.out.open("thead", &[]).open("tr", &[]).line();
        for column in &group.columns {
            let attributes = [("scope", "col"), ("class", "cv-cell-end")];
            let count = 1 + usize::from(column.is_at_end);
            self.out
                .leaf("th", &attributes[..count], &column.title)
                .line();
        }
        self.out.close("tr").close("thead").line();
        self.out.open("tbody", &[]).line();
        for item in &group.items {
            if let Item::Entry(row) = item {
                self.row(row, &group.columns);
            }
        }
        self.out.close("tbody").close("table").line();
    }

    /// The row of an entry, and one below it for what stands below its heading.
    fn row(&mut self, row: &Entry<Lines>, columns: &[Column]) {
        self.out.class("tr", "cv-table-row").line();
        for (at, column) in columns.iter().enumerate() {
            match (column.is_at_end, column.is_of_dates()) {
                (true, _) => self.out.class("td", "cv-cell-end"),
                (_, true) => self.out.class("td", "cv-date"),
                _ => self.out.open("td", &[]),
            };
            match (row.heading.0.get(at), &row.date) {
                (Some(line), _) => inline::push(&mut self.out, &line.content),
                (None, Some(date)) => dates::push(&mut self.out, date),
                (None, None) => {}
            }
            self.out.close("td").line();
        }
        self.out.close("tr").line();
        if row.body.is_empty() && row.highlights.is_empty() {
            return;
        }
        let span = columns.len().to_string();
        self.out.class("tr", "cv-table-below");
        self.out.open("td", &[("colspan", &span)]).line();
        self.body(&row.body);
        self.highlights(&row.highlights);
        self.out.close("td").close("tr").line();
    }
}
