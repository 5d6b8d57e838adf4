//! A document as Markdown: CommonMark with what GitHub adds of formulas, for READMEs and sites made of it.
//!
//! Dates stand behind headings, and headings are in small letters, whatever the theme has: Markdown knows no columns,
//! and sites have looks of their own. Otherwise it says what `render::text` says, with ` · ` between what stands apart
//! on one line.

mod escape;
mod inline;

use crate::arrange::arrange;
use crate::document::{
    Column, Dated, Document, Entry, Group, Header, Item, Legend, Lines, Paragraph, PublicationItem,
    Section,
};
use crate::theme::{DatePlacement, Theme};

use self::escape::{escaped, link};
use self::inline::runs;

/// Between things that stand apart on one line of a page.
const APART: &str = " · ";

/// A line that ends without ending its paragraph.
const BREAK: &str = "\\\n";

/// The document as Markdown.
pub fn markdown(document: &Document, theme: &Theme) -> String {
    let theme = &Theme {
        date: DatePlacement::Right,
        heading_upper: false,
        ..theme.clone()
    };
    let document = &arrange(document, theme);
    let mut out = Writer::default();
    out.header(&document.header);
    if let Some(legend) = &document.legend {
        out.legend(legend);
    }
    for section in &document.sections {
        out.section(section);
    }
    let mut text = out.blocks.join("\n\n");
    text.push('\n');
    text
}

#[derive(Default)]
struct Writer {
    /// Blocks, between which a line is blank.
    blocks: Vec<String>,
}

impl Writer {
    fn block(&mut self, text: String) {
        if !text.is_empty() {
            self.blocks.push(text);
        }
    }

    fn heading(&mut self, level: usize, text: &str) {
        if !text.is_empty() {
            // A heading ends in no number signs but escaped ones.
            self.block(format!("{} {text}", "#".repeat(level)));
        }
    }

    fn header(&mut self, header: &Header) {
        let optional = |text: &Option<String>| text.as_deref().map(escaped).unwrap_or_default();
        self.heading(
            1,
            &apart(&[
                escaped(&header.name),
                optional(&header.native_name),
                optional(&header.pronouns),
            ]),
        );
        self.block(runs(&header.headline));
        self.block(optional(&header.updated));
        let contacts = header.contacts.iter().map(|contact| {
            let text = match &contact.url {
                Some(url) => link(url, &escaped(&contact.text)),
                None => escaped(&contact.text),
            };
            match &contact.label {
                Some(label) => format!("{}{}{text}", escaped(label), contact.gap),
                None => text,
            }
        });
        let location = header.location.iter().map(|text| escaped(text));
        let contacts: Vec<String> = location.chain(contacts).collect();
        self.block(apart(&contacts));
    }

    fn legend(&mut self, legend: &Legend) {
        let items = legend.items.iter();
        let items = items.map(|item| format!("{} {}", runs(&item.mark), escaped(&item.label)));
        self.block(apart(&items.collect::<Vec<_>>()));
    }

    fn section(&mut self, section: &Section<Lines>) {
        self.heading(2, &escaped(&section.title));
        if let Some(legend) = &section.legend {
            self.legend(legend);
        }
        for group in &section.groups {
            self.group(group);
        }
    }

    fn group(&mut self, group: &Group<Lines>) {
        let level = match &group.title {
            Some(title) => {
                self.heading(3, &escaped(title));
                4
            }
            None => 3,
        };
        if !group.columns.is_empty() {
            self.block(table(group));
            return;
        }
        // Entries of one line each are a list.
        let is_short = |item: &Item<Lines>| match item {
            Item::Entry(entry) => {
                entry.body.is_empty() && entry.positions.is_empty() && entry.highlights.is_empty()
            }
            _ => true,
        };
        let all_short = group.items.iter().all(is_short);
        let mut list = Vec::new();
        for item in &group.items {
            match item {
                Item::Entry(entry) if all_short => {
                    let lines = headed(&entry.heading, entry.date.as_ref());
                    list.push(item_of(&lines));
                }
                Item::Publication(paper) => list.push(paper_item(paper)),
                Item::Line(line) => {
                    let text = format!("{} {}", bold(&line.label), runs(&line.content));
                    list.push(item_of(&[text]));
                }
                Item::Entry(entry) => {
                    self.list(&mut list);
                    self.entry(entry, level);
                }
                Item::Paragraph(paragraph) => {
                    self.list(&mut list);
                    self.block(runs(&paragraph.content));
                }
            }
        }
        self.list(&mut list);
    }

    /// Writes the items that were gathered.
    fn list(&mut self, items: &mut Vec<String>) {
        let list = items.join("\n");
        items.clear();
        self.block(list);
    }

    fn entry(&mut self, entry: &Entry<Lines>, level: usize) {
        self.headed(level, &entry.heading, entry.date.as_ref());
        self.body(&entry.body);
        self.highlights(&entry.highlights);
        for position in &entry.positions {
            self.headed(level + 1, &position.heading, position.date.as_ref());
            self.body(&position.body);
            self.highlights(&position.highlights);
        }
    }

    fn body(&mut self, paragraphs: &[Paragraph]) {
        for paragraph in paragraphs {
            self.block(runs(&paragraph.content));
        }
    }

    /// A heading, its date and its further lines under it.
    fn headed(&mut self, level: usize, heading: &Lines, date: Option<&Dated>) {
        let lines = headed(heading, date);
        if let Some((first, further)) = lines.split_first() {
            self.heading(level, first);
            self.block(further.join(BREAK));
        }
    }

    fn highlights(&mut self, highlights: &[Paragraph]) {
        let items = highlights.iter();
        let items: Vec<String> = items
            .map(|highlight| {
                let item = item_of(&[runs(&highlight.content)]);
                match highlight.is_subordinate() {
                    true => format!("  {}", item.replace('\n', "\n  ")),
                    false => item,
                }
            })
            .collect();
        self.block(items.join("\n"));
    }
}

/// The lines of a heading, its date at the end of the first.
fn headed(heading: &Lines, date: Option<&Dated>) -> Vec<String> {
    let date = date.map(|date| escaped(&date.text)).unwrap_or_default();
    let first = apart(&[runs(heading.first()), date]);
    let further = heading.further().iter();
    let further = further.map(|line| apart(&[runs(&line.content), runs(&line.end)]));
    let lines = std::iter::once(first).chain(further);
    lines.filter(|line| !line.is_empty()).collect()
}

/// A table as GitHub reads it: what stands below the heading of an entry stands in its first cell.
fn table(group: &Group<Lines>) -> String {
    let line = |cells: &[String]| format!("| {} |", cells.join(" | "));
    let titles = group.columns.iter().map(|column| escaped(&column.title));
    let rules = group.columns.iter().map(|column| match column.is_at_end {
        true => "---:".to_owned(),
        false => "---".to_owned(),
    });
    let mut lines = vec![
        line(&titles.collect::<Vec<_>>()),
        line(&rules.collect::<Vec<_>>()),
    ];
    for item in &group.items {
        let Item::Entry(row) = item else { continue };
        let cells = row.heading.0.iter().map(|one| runs(&one.content));
        let mut cells: Vec<String> = cells.collect();
        if group.columns.iter().any(Column::is_of_dates) {
            let date = row.date.as_ref().map(|date| escaped(&date.text));
            cells.push(date.unwrap_or_default());
        }
        let body = row.body.iter().map(|one| runs(&one.content));
        let bullets = row.highlights.iter();
        let bullets = bullets.map(|one| format!("• {}", runs(&one.content)));
        if let Some(first) = cells.first_mut() {
            for below in body.chain(bullets) {
                first.push_str("<br>");
                first.push_str(&below);
            }
        }
        let cells: Vec<String> = cells.iter().map(|cell| in_cell(cell)).collect();
        lines.push(line(&cells));
    }
    lines.join("\n")
}

/// Markdown within a cell, where each stroke is escaped: those of code and formulas as well.
fn in_cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    let mut is_escaped = false;
    for character in text.chars() {
        if character == '|' && !is_escaped {
            cell.push('\\');
        }
        is_escaped = character == '\\' && !is_escaped;
        cell.push(if character == '\n' { ' ' } else { character });
    }
    cell
}

/// A paper, with its number as text: Markdown would count anew.
fn paper_item(paper: &PublicationItem<Lines>) -> String {
    let label = paper.label.as_deref().map(escaped).unwrap_or_default();
    let first = apart(&[label, runs(paper.content.first())]);
    let further = paper.content.further().iter();
    let further = further.map(|line| runs(&line.content));
    let body = paper.body.iter().map(|paragraph| runs(&paragraph.content));
    let lines: Vec<String> = std::iter::once(first).chain(further).chain(body).collect();
    item_of(&lines)
}

/// An item of a list, on several lines.
fn item_of(lines: &[String]) -> String {
    let lines: Vec<&str> = lines
        .iter()
        .map(String::as_str)
        .filter(|line| !line.is_empty())
        .collect();
    format!("- {}", lines.join("\\\n  "))
}

/// A label in bold letters.
fn bold(label: &str) -> String {
    runs(&[crate::document::Inline::strong(label)])
}

/// Things that stand apart on one line.
fn apart(parts: &[String]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .map(String::as_str)
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(APART)
}
