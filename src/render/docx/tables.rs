//! Entries as the rows of a table.

use super::blocks::Block;
use super::body::{Body, Parts};
use super::properties::twips_of_mm;
use super::runs::Voice;
use super::xml::Xml;
use crate::document::{Column, Entry, Group, Inlines, Item, Lines};
use crate::theme::PT_PER_MM;

/// What stands in a cell.
enum Cell<'a> {
    Words(&'a str),
    Runs(&'a Inlines),
    Nothing,
}

impl Body<'_> {
    /// A group of entries as rows under the headings of their columns.
    pub(super) fn table(&mut self, group: &Group<Lines>) {
        let columns = &group.columns;
        let width = self.geometry.text_width_mm - self.geometry.axis_mm;
        let widths: Vec<String> = columns
            .iter()
            .map(|column| twips_of_mm(width * column.share))
            .collect();
        self.within("w:tbl", |body| {
            let start = twips_of_mm(body.geometry.axis_mm);
            let gap = twips_of_mm(body.theme.size_pt / PT_PER_MM);
            let is_right_to_left = body.is_right_to_left;
            body.xml.element("w:tblPr", &[], |xml| {
                if is_right_to_left {
                    xml.empty("w:bidiVisual", &[]);
                }
                xml.empty("w:tblW", &[("w:w", &twips_of_mm(width)), ("w:type", "dxa")]);
                xml.empty("w:tblInd", &[("w:w", &start), ("w:type", "dxa")]);
                xml.empty("w:tblLayout", &[("w:type", "fixed")]);
                xml.element("w:tblCellMar", &[], |xml| {
                    xml.empty("w:left", &[("w:w", "0"), ("w:type", "dxa")]);
                    xml.empty("w:right", &[("w:w", &gap), ("w:type", "dxa")]);
                });
            });
            body.xml.element("w:tblGrid", &[], |xml| {
                for width in &widths {
                    xml.empty("w:gridCol", &[("w:w", width)]);
                }
            });
            body.row(true, |body| {
                for (column, width) in columns.iter().zip(&widths) {
                    body.cell(width, 1, true, |body| {
                        body.cell_text(column, Block::CellHeading, &Cell::Words(&column.title));
                    });
                }
            });
            for item in &group.items {
                if let Item::Entry(row) = item {
                    body.rows_of(row, columns, &widths, width);
                }
            }
        });
    }

    /// The row of an entry, and one below it for what stands below its heading.
    fn rows_of(&mut self, row: &Entry<Lines>, columns: &[Column], widths: &[String], width: f64) {
        let cells = row.heading.0.iter().map(|line| Cell::Runs(&line.content));
        let date = match &row.date {
            Some(date) => Cell::Words(&date.text),
            None => Cell::Nothing,
        };
        let cells: Vec<Cell> = cells.chain([date]).collect();
        self.row(false, |body| {
            for ((column, width), cell) in columns.iter().zip(widths).zip(&cells) {
                body.cell(width, 1, false, |body| {
                    body.cell_text(column, Block::Cell, cell);
                });
            }
        });
        if row.body.is_empty() && row.highlights.is_empty() {
            return;
        }
        self.row(false, |body| {
            body.cell(&twips_of_mm(width), columns.len(), false, |body| {
                body.is_in_table = true;
                body.paragraphs(Block::Cell, &row.body, row.hold, true);
                body.paragraphs(Block::Bullet, &row.highlights, row.hold, true);
                body.is_in_table = false;
            });
        });
    }

    /// A row; the first is said again where the table goes on on the next page.
    fn row(&mut self, is_first: bool, cells: impl FnOnce(&mut Self)) {
        self.within("w:tr", |body| {
            body.xml.element("w:trPr", &[], |xml| {
                xml.empty("w:cantSplit", &[]);
                if is_first {
                    xml.empty("w:tblHeader", &[]);
                }
            });
            cells(body);
        });
    }

    fn cell(&mut self, width: &str, span: usize, is_ruled: bool, content: impl FnOnce(&mut Self)) {
        let muted = self.theme.muted.trim_start_matches('#').to_owned();
        self.within("w:tc", |body| {
            body.xml.element("w:tcPr", &[], |xml| {
                xml.empty("w:tcW", &[("w:w", width), ("w:type", "dxa")]);
                if span > 1 {
                    xml.value("w:gridSpan", &span.to_string());
                }
                if is_ruled {
                    let line = [
                        ("w:val", "single"),
                        ("w:sz", "4"),
                        ("w:space", "0"),
                        ("w:color", muted.as_str()),
                    ];
                    xml.element("w:tcBorders", &[], |xml| xml.empty("w:bottom", &line));
                }
            });
            content(body);
        });
    }

    fn cell_text(&mut self, column: &Column, block: Block, cell: &Cell) {
        self.aligned_paragraph(block, column.is_at_end, |parts: &mut Parts| match cell {
            Cell::Words(words) => parts.text(words, Voice::Plain),
            Cell::Runs(runs) => parts.runs(runs),
            Cell::Nothing => {}
        });
    }

    /// An element with what the body writes into it.
    fn within(&mut self, name: &'static str, content: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(self.xml, Xml::piece());
        content(self);
        let written = std::mem::replace(self.xml, before);
        self.xml.element(name, &[], |xml| xml.push(&written));
    }
}
