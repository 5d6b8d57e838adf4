//! A document as plain text: for web forms, for `diff`, and as the reference of what pages say.
//!
//! One paragraph is one line, in the reading order of the page: where the theme sets dates at the
//! left they come before the heading, else after it. Links print as their words, as on paper.

use crate::arrange::arrange;
use crate::document::{
    Dated, Document, Entry, Group, Header, Inline, Item, Legend, Lines, Paragraph, PublicationItem,
    Section, plain_text,
};
use crate::theme::{DatePlacement, Theme};

/// Space between things that stand apart on one line of the page.
const APART: &str = "   ";

/// The document as UTF-8 text, in the reading order of its page.
pub fn text(document: &Document, theme: &Theme) -> String {
    let mut out = Writer {
        lines: Vec::new(),
        theme,
    };
    let document = &arrange(document, theme);
    out.header(&document.header);
    if let Some(legend) = &document.legend {
        out.blank();
        out.legend(legend);
    }
    for section in &document.sections {
        out.section(section);
    }
    let mut text = out.lines.join("\n");
    text.push('\n');
    text
}

struct Writer<'a> {
    lines: Vec<String>,
    theme: &'a Theme,
}

impl Writer<'_> {
    fn line(&mut self, parts: &[&str]) {
        let parts: Vec<&str> = parts
            .iter()
            .copied()
            .filter(|part| !part.is_empty())
            .collect();
        if !parts.is_empty() {
            // A no-break space only matters where lines can break.
            self.lines.push(parts.join(APART).replace('\u{a0}', " "));
        }
    }

    fn blank(&mut self) {
        if self.lines.last().is_some_and(|line| !line.is_empty()) {
            self.lines.push(String::new());
        }
    }

    fn header(&mut self, header: &Header) {
        let optional = |text: &Option<String>| text.clone().unwrap_or_default();
        self.line(&[
            &header.name,
            &optional(&header.native_name),
            &optional(&header.pronouns),
        ]);
        self.line(&[&inline(&header.headline)]);
        self.line(&[&optional(&header.updated)]);
        let contacts = header.contacts.iter().map(|contact| match &contact.label {
            Some(label) => format!("{label}{}{}", contact.gap, contact.text),
            None => contact.text.clone(),
        });
        let contacts: Vec<String> = header.location.iter().cloned().chain(contacts).collect();
        match self.theme.contact_separator.sign() {
            Some(sign) => self.line(&[&contacts.join(&format!(" {sign} "))]),
            None => self.line(&contacts.iter().map(String::as_str).collect::<Vec<_>>()),
        }
    }

    fn legend(&mut self, legend: &Legend) {
        let items: Vec<String> = legend
            .items
            .iter()
            .map(|item| format!("{} {}", inline(&item.mark), item.label))
            .collect();
        self.line(&items.iter().map(String::as_str).collect::<Vec<_>>());
    }

    fn section(&mut self, section: &Section<Lines>) {
        self.blank();
        self.line(&[match self.theme.has_capitals() {
            true => &section.capitals,
            false => &section.title,
        }]);
        self.blank();
        if let Some(legend) = &section.legend {
            self.legend(legend);
            self.blank();
        }
        for group in &section.groups {
            if let Some(title) = &group.title {
                self.blank();
                self.line(&[title]);
            }
            if !group.columns.is_empty() {
                self.table(group);
                continue;
            }
            for item in &group.items {
                self.item(item);
            }
        }
    }

    /// A row on a line, and below it what stands below its heading.
    fn table(&mut self, group: &Group<Lines>) {
        let titles = group.columns.iter().map(|column| column.title.as_str());
        self.line(&titles.collect::<Vec<_>>());
        for item in &group.items {
            let Item::Entry(row) = item else {
                self.item(item);
                continue;
            };
            let cells = row.heading.0.iter().map(|line| inline(&line.content));
            let date = row.date.iter().map(|date| date.text.clone());
            let cells: Vec<String> = cells.chain(date).collect();
            self.line(&cells.iter().map(String::as_str).collect::<Vec<_>>());
            self.paragraphs(&row.body);
            self.bullets(&row.highlights);
        }
    }

    fn item(&mut self, item: &Item<Lines>) {
        match item {
            Item::Entry(entry) => self.entry(entry),
            Item::Publication(publication) => self.publication(publication),
            Item::Paragraph(paragraph) => self.line(&[&inline(&paragraph.content)]),
            Item::Line(line) => {
                let content = inline(&line.content);
                self.line(&[&format!("{} {content}", line.label)]);
            }
        }
    }

    fn entry(&mut self, entry: &Entry<Lines>) {
        // Entries of one line stand close; one with more is set off, as on the page.
        let tall =
            !(entry.body.is_empty() && entry.positions.is_empty() && entry.highlights.is_empty());
        if tall {
            self.blank();
        }
        self.heading(&entry.heading, entry.date.as_ref());
        self.paragraphs(&entry.body);
        self.bullets(&entry.highlights);
        for position in &entry.positions {
            self.heading(&position.heading, position.date.as_ref());
            self.paragraphs(&position.body);
            self.bullets(&position.highlights);
        }
        if tall {
            self.blank();
        }
    }

    fn heading(&mut self, heading: &Lines, date: Option<&Dated>) {
        let date = date.map_or("", |date| &date.text);
        let first = &inline(heading.first());
        match self.theme.date {
            DatePlacement::Left => self.line(&[date, first]),
            DatePlacement::Right | DatePlacement::Inline => self.line(&[first, date]),
            DatePlacement::Under => {
                self.line(&[first]);
                self.line(&[date]);
            }
        }
        for line in heading.further() {
            self.line(&[&inline(&line.content), &inline(&line.end)]);
        }
    }

    fn publication(&mut self, publication: &PublicationItem<Lines>) {
        let label = publication.label.as_deref().unwrap_or_default();
        let year = match self.theme.date {
            DatePlacement::Left => publication.year.as_deref().unwrap_or_default(),
            _ => "",
        };
        self.line(&[label, year, &inline(publication.content.first())]);
        for line in publication.content.further() {
            self.line(&[&inline(&line.content)]);
        }
        self.paragraphs(&publication.body);
    }

    fn paragraphs(&mut self, paragraphs: &[Paragraph]) {
        for paragraph in paragraphs {
            self.line(&[&inline(&paragraph.content)]);
        }
    }

    fn bullets(&mut self, bullets: &[Paragraph]) {
        for bullet in bullets {
            let (indent, sign) = match bullet.is_subordinate() {
                true => ("  ", self.theme.bullet.under().sign()),
                false => ("", self.theme.bullet.sign()),
            };
            self.line(&[&format!("{indent}{sign} {}", inline(&bullet.content))]);
        }
    }
}

/// Runs as plain characters.
fn inline(runs: &[Inline]) -> String {
    plain_text(runs)
}
