//! Where the parts of a document stand: which on which line, in which order, and what sets them off.
//!
//! Decided here once, by the theme's tokens, for all outputs. Renderers draw the lines and ask no
//! more; where the date of a heading stands is the theme's as well
//! ([`DatePlacement`](crate::theme::DatePlacement)).

mod bonds;
mod breaks;
mod columns;
mod extent;
mod heading;
mod pairs;
mod paper;
mod table;

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use crate::document::{
    Document, Entry, Group, Hold, Inline, Inlines, Item, Joins, LabelledLine, Lines, Paragraph,
    Part, PositionItem, PublicationItem, Section,
};
use crate::theme::{Geometry, PaperLayout, PhotoPlacement, Theme, UpdatedPlace};

/// A document with its parts on lines, ready to draw.
pub type Arranged = Document<Lines>;

pub use extent::hold;

/// Puts the parts of a document on the lines where a theme has them.
pub fn arrange(document: &Document, theme: &Theme) -> Arranged {
    let joins = &document.joins;
    let arranger = Arranger {
        theme,
        joins,
        stacks: false,
    };
    let mut header = document.header.clone();
    header
        .photo
        .take_if(|_| theme.photo == PhotoPlacement::None);
    if theme.updated == UpdatedPlace::Name {
        header.updated.clone_from(&document.meta.updated);
    }
    let mut arranged = Document {
        version: document.version,
        meta: document.meta.clone(),
        header,
        legend: document.legend.clone(),
        joins: document.joins.clone(),
        sections: columns::in_order(&document.sections, theme)
            .map(|one| arranger.of_section(one).section(one))
            .collect(),
    };
    if theme.pairs && !theme.columns.are_two() {
        pairs::put_beside(&mut arranged.sections);
    }
    let geometry = Geometry::of(&arranged, theme);
    for section in &mut arranged.sections {
        let tables = section.groups.iter().filter(|one| !one.columns.is_empty());
        if !table::fit(&tables.collect::<Vec<_>>(), geometry, theme.size_pt) {
            let mut as_it_was = document.sections.iter();
            if let Some(list) = as_it_was.find(|one| one.id == section.id) {
                section.groups = arranger.of_section(list).list(list);
                breaks::lift(section);
            }
        }
        table::share(&mut section.groups, geometry, theme.size_pt);
    }
    let groups = arranged.sections.iter_mut().flat_map(|one| &mut one.groups);
    groups.for_each(|group| group.labels_beside = fits_beside(group, geometry));
    hold(&mut arranged, theme, &BTreeSet::new());
    arranged.visit_mut(&mut bonds::Bonds);
    arranged
}

/// Whether there is a column beside the text that is wide enough for the label of each line.
fn fits_beside(group: &Group<Lines>, geometry: Geometry) -> bool {
    let fits = |item: &Item<Lines>| match item {
        Item::Line(line) => {
            geometry.side_mm(line.label.graphemes(true).count()) <= geometry.column_mm
        }
        _ => true,
    };
    geometry.column_mm > 0.0 && group.items.iter().all(fits)
}

#[derive(Clone, Copy)]
struct Arranger<'a> {
    theme: &'a Theme,
    joins: &'a Joins,
    /// Whether headings of the section take two lines wherever they can.
    stacks: bool,
}

impl Arranger<'_> {
    /// The groups of a section, whose entries are no rows.
    fn list(&self, section: &Section) -> Vec<Group<Lines>> {
        let groups = section.groups.iter().map(|group| {
            let items = group.items.iter().map(|item| self.item(item));
            Group::new(group.title.clone(), items.collect())
        });
        groups.collect()
    }

    /// The same for the entries of one section, which all take two lines where one of them does.
    fn of_section(self, section: &Section) -> Self {
        let items = section.groups.iter().flat_map(|group| &group.items);
        let stacks = |item: &Item| match item {
            Item::Entry(entry) => entry.positions.is_empty() && self.stacks(&entry.heading),
            _ => false,
        };
        Self {
            // In a narrow column each part has a line.
            stacks: self.theme.columns.side.contains(&section.id) || {
                let mut items = items;
                items.any(stacks)
            },
            ..self
        }
    }

    fn section(&self, section: &Section) -> Section<Lines> {
        let groups = section.groups.iter().map(|group| {
            if !group.columns.is_empty() && !self.theme.columns.side.contains(&section.id) {
                return self.table(group);
            }
            let items = group.items.iter().map(|item| self.item(item));
            Group::new(group.title.clone(), items.collect())
        });
        let mut section = Section {
            origin: section.origin.clone(),
            id: section.id.clone(),
            title: section.title.clone(),
            capitals: section.capitals.clone(),
            legend: section.legend.clone(),
            is_beside: false,
            breaks: section.breaks,
            groups: groups.collect(),
        };
        breaks::lift(&mut section);
        section
    }

    fn item(&self, item: &Item) -> Item<Lines> {
        match item {
            Item::Entry(entry) => Item::Entry(self.entry(entry)),
            Item::Publication(paper) => Item::Publication(PublicationItem {
                origin: paper.origin.clone(),
                hold: Hold::default(),
                label: paper.label.clone(),
                // Where titles stand out, the venue below them is soon found, and has the year.
                year: match self.theme.paper {
                    PaperLayout::AuthorsFirst => paper.year.clone(),
                    PaperLayout::TitleFirst => None,
                },
                joins: None,
                content: match &paper.joins {
                    Some(joins) => Arranger { joins, ..*self }.paper(&paper.content),
                    None => self.paper(&paper.content),
                },
                body: paper.body.clone(),
            }),
            Item::Paragraph(paragraph) => Item::Paragraph(Paragraph::new(
                paragraph.origin.clone(),
                with_asides(&paragraph.content),
            )),
            Item::Line(line) => Item::Line(LabelledLine {
                origin: line.origin.clone(),
                label: line.label.clone(),
                content: with_asides(&line.content),
            }),
        }
    }

    fn entry(&self, entry: &Entry) -> Entry<Lines> {
        let positions = entry.positions.iter().map(|position| PositionItem {
            origin: position.origin.clone(),
            hold: Hold::default(),
            heading: self.position(&position.heading),
            date: position.date.clone(),
            body: position.body.clone(),
            highlights: position.highlights.clone(),
        });
        Entry {
            origin: entry.origin.clone(),
            breaks: entry.breaks,
            is_kept: entry.is_kept,
            hold: Hold::default(),
            heading: self.heading(&entry.heading, self.stacks),
            date: entry.date.clone(),
            body: entry.body.clone(),
            positions: positions.collect(),
            highlights: entry.highlights.clone(),
        }
    }
}

/// A part as a run of its role.
fn run(part: &Part) -> Inline {
    Inline::Part {
        role: part.role,
        content: part.content.clone(),
    }
}

/// Runs with the asides among them muted.
fn with_asides(runs: &Inlines) -> Inlines {
    let set = |run: &Inline| match run {
        Inline::Part { role, .. } if role.is_aside() => Inline::Muted {
            content: vec![run.clone()],
        },
        run => run.clone(),
    };
    runs.iter().map(set).collect()
}

/// Adds runs behind others, with what stands between them; nothing when there is nothing to add.
fn join(runs: &mut Inlines, between: &str, more: Inlines) {
    if more.is_empty() {
        return;
    }
    if !runs.is_empty() && !between.is_empty() {
        runs.push(Inline::text(between));
    }
    runs.extend(more);
}

/// A paper in English, in the order in which it is written where authors come first.
#[cfg(test)]
pub(crate) fn paper_line(paper: &PublicationItem) -> Inlines {
    let joins = crate::compose::joins(crate::words::Locale::default_language());
    let theme = &Theme::default();
    let arranger = Arranger {
        theme,
        joins: &joins,
        stacks: false,
    };
    arranger.paper(&paper.content).first().to_vec()
}

#[cfg(test)]
mod tests;
