//! What one document takes of a CV: typed, in order, by the document's settings.
//!
//! Which sections, entries, bullets and works a document has, and what of the person, is decided here
//! and nowhere else; `compose` phrases it, exporters write it, `fit` weighs it.

mod entries;
mod person;
mod priorities;

use std::collections::HashMap;

pub use entries::{Bullet, SelectedEntry, SelectedPosition};
pub use person::{PersonalValue, SelectedPerson};

use crate::model::{CustomSection, Cv, Priority, Section, Text};
use crate::papers::{Record, WorkListing};
use crate::recipe::{Resolved, Said, resolve};

/// What is kept when a page is full, by the path of its value in the file; what is not in the map is
/// [`Priority::Normal`].
pub type Priorities = HashMap<String, Priority>;

/// What one document takes of a CV.
#[derive(Debug, Clone)]
pub struct Selection<'a> {
    /// The CV with what is known of its papers.
    pub record: Record<'a>,
    /// What the document says, with all that it has from elsewhere.
    pub settings: Resolved,
    /// What it shows of the person.
    pub person: SelectedPerson<'a>,
    /// The sections that hold something, in order.
    pub sections: Vec<SelectedSection<'a>>,
}

/// A section with what a document takes of it.
#[derive(Debug, Clone)]
pub struct SelectedSection<'a> {
    /// Its key in the file, or the id of a section of the user's own.
    pub key: &'a str,
    /// Its path in the file.
    pub path: String,
    /// The heading that the document or the section itself gives it; none where the language names it.
    pub title: Option<String>,
    /// What it holds.
    pub content: Content<'a>,
}

/// What a section holds.
#[derive(Debug, Clone)]
pub enum Content<'a> {
    /// Running text.
    Text(Said),
    /// Entries of a section that Folio knows, in that section or in one of the user's own.
    Entries(Section, Vec<SelectedEntry<'a>>),
    /// A section of the user's own: a text, entries, or both.
    Own(Option<Said>, Vec<SelectedEntry<'a>>),
    /// Works under headings.
    Works(WorkListing),
}

impl Content<'_> {
    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Text(said) => said.text.is_blank(),
            Self::Entries(_, entries) => entries.is_empty(),
            Self::Own(text, entries) => text.is_none() && entries.is_empty(),
            Self::Works(listing) => listing.lists.is_empty() && !listing.lacks_selection,
        }
    }
}

/// What the document `name` takes, or `None` if the CV has no such document.
pub fn select<'a>(record: impl Into<Record<'a>>, name: &str) -> Option<Selection<'a>> {
    let record = record.into();
    let settings = resolve(record.cv, name)?;
    let record = record.in_language(&settings.language);
    // What the document says in its own words is translated as well.
    let settings = match record.editions {
        [] => settings,
        _ => resolve(record.cv, name)?,
    };
    Some(Selection {
        person: SelectedPerson::new(record.cv, &settings),
        sections: sections(&record, &settings),
        settings,
        record,
    })
}

fn sections<'a>(record: &Record<'a>, settings: &Resolved) -> Vec<SelectedSection<'a>> {
    let cv = record.cv;
    let shown = settings.sections.iter().filter(|key| !settings.hides(key));
    let sections = shown.filter_map(|key| {
        // `source` reports unknown names.
        let (key, path, own_title, content) = match cv.sections.get_key_value(key) {
            Some((id, own)) => {
                let content = own_section(settings, id, own)?;
                (id, format!("sections.{id}"), own.title.clone(), content)
            }
            None => {
                let section = Section::parse(key)?;
                let content = known_section(record, settings, section)?;
                (section.key(), section.key().to_owned(), None, content)
            }
        };
        let title = settings.titles.get(key).cloned().or(own_title);
        (!content.is_empty()).then_some(SelectedSection {
            key,
            path,
            title,
            content,
        })
    });
    sections.collect()
}

fn known_section<'a>(
    record: &Record<'a>,
    settings: &Resolved,
    section: Section,
) -> Option<Content<'a>> {
    Some(match section {
        Section::Summary => Content::Text(summary(record.cv, settings)?),
        Section::Publications => Content::Works(WorkListing::new(&record.papers, settings)),
        _ => {
            let all = record.cv.entries_of(section).into_iter();
            let options = settings.options(section);
            let entries = entries::taken(all, section.key(), settings, options);
            Content::Entries(section, entries)
        }
    })
}

fn own_section<'a>(settings: &Resolved, id: &str, own: &'a CustomSection) -> Option<Content<'a>> {
    if !settings.takes(&own.tags) {
        return None;
    }
    let text = said(own.text.as_ref(), format!("sections.{id}.text"));
    let path = format!("sections.{id}.entries");
    let entries = entries::taken(
        own.entries.iter(),
        &path,
        settings,
        settings.own_options(id),
    );
    Some(match (own.entries.kind(), text) {
        (Some(kind), None) => Content::Entries(kind, entries),
        (_, text) => Content::Own(text, entries),
    })
}

fn summary(cv: &Cv, settings: &Resolved) -> Option<Said> {
    let own = settings.summary.clone();
    own.or_else(|| said(cv.summary.as_ref(), Section::Summary.key().to_owned()))
}

fn said(text: Option<&Text>, origin: String) -> Option<Said> {
    let text = text.filter(|text| !text.is_blank())?.clone();
    Some(Said { text, origin })
}

impl<'a> Selection<'a> {
    /// The works that the document lists; none where it shows no publications.
    pub fn works(&self) -> WorkListing {
        let mut contents = self.sections.iter().map(|section| &section.content);
        let listing = contents.find_map(|content| match content {
            Content::Works(listing) => Some(listing.clone()),
            _ => None,
        });
        listing.unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
