//! The sections of a document: which, in what order, under which heading.

mod career;
mod lists;
mod recognition;

use super::Composer;
use super::publications;
use crate::document::{Entry, Group, Inlines, Item, Legend, Paragraph, Section};
use crate::markup::plain;
use crate::model::{self, Count, Entry as _, Highlights, PartialDate, SectionOptions, Text};
use crate::papers::WorkListing;
use crate::words::Message;

/// The sections of the document, and the legend that stands above all of them.
pub(super) fn sections(composer: &mut Composer) -> (Option<Legend>, Vec<Section>) {
    let mut sections = Vec::new();
    let mut legend = None;
    for key in composer.settings.sections.iter().cloned() {
        if composer.settings.hides(&key) {
            continue;
        }
        if key == "publications" {
            let (above, listed) = publication_sections(composer);
            legend = legend.or(above);
            sections.extend(listed);
            continue;
        }
        let (title, items) = match composer.cv.sections.get(&key) {
            Some(own) => (own.title.clone(), lists::custom(composer, &key, own)),
            // `source` reports unknown names.
            None => match model::Section::parse(&key) {
                Some(section) => (None, items(composer, section)),
                None => continue,
            },
        };
        if items.is_empty() {
            continue;
        }
        let title = composer.settings.titles.get(&key).cloned().or(title);
        let title = title.unwrap_or_else(|| heading(composer, &key));
        let title = plain(&title);
        sections.push(Section {
            origin: match composer.cv.sections.contains_key(&key) {
                true => format!("sections.{key}"),
                false => key.clone(),
            },
            capitals: composer.capitals(&title),
            title,
            id: key,
            legend: None,
            groups: vec![Group { title: None, items }],
        });
    }
    (legend, sections)
}

/// The heading of a section; a section of the user's own that has none is called by its key.
fn heading(composer: &Composer, key: &str) -> String {
    let section = model::Section::parse(key);
    section.map_or_else(
        || key.to_owned(),
        |section| composer.locale.word(section.into()),
    )
}

/// What a section holds; papers are listed by [`publication_sections`].
fn items(composer: &mut Composer, section: model::Section) -> Vec<Item> {
    let cv = composer.cv;
    match section {
        model::Section::Summary => summary(composer),
        model::Section::Interests => lists::interests(composer),
        model::Section::Experience => career::experience(composer, section, &cv.experience),
        model::Section::Volunteering => career::experience(composer, section, &cv.volunteering),
        model::Section::Education => career::education(composer),
        model::Section::Projects => career::projects(composer),
        model::Section::Talks => career::talks(composer),
        model::Section::Teaching => career::teaching(composer),
        model::Section::Advising => career::advising(composer),
        model::Section::Grants => recognition::grants(composer),
        model::Section::Awards => recognition::awards(composer),
        model::Section::Service => recognition::service(composer),
        model::Section::Certifications => recognition::certifications(composer),
        model::Section::Memberships => recognition::memberships(composer),
        model::Section::Media => recognition::media(composer),
        model::Section::Skills => lists::skills(composer),
        model::Section::Languages => lists::languages(composer),
        model::Section::News => lists::news(composer),
        model::Section::References => lists::references(composer),
        model::Section::Publications => Vec::new(),
    }
}

fn summary(composer: &mut Composer) -> Vec<Item> {
    let (text, origin) = match &composer.settings.summary {
        Some(own) => (Some(own.text.clone()), own.origin.clone()),
        None => (composer.cv.summary.clone(), "summary".to_owned()),
    };
    let paragraph = text.and_then(|text| composer.paragraph(&text, origin));
    paragraph.map(Item::Paragraph).into_iter().collect()
}

/// The list of publications, and its legend where that stands above all sections.
///
/// In a publication list each group is a section of its own; elsewhere the groups stand under one.
fn publication_sections(composer: &mut Composer) -> (Option<Legend>, Vec<Section>) {
    composer.works = WorkListing::new(composer.papers, composer.settings);
    let listing = publications::list(
        &composer.works,
        composer.settings,
        composer.locale,
        &mut composer.problems,
    );
    if listing.groups.is_empty() {
        return (None, Vec::new());
    }
    let own = composer.settings.titles.get("publications").cloned();
    let title = own.unwrap_or_else(|| match listing.is_selection {
        true => composer.locale.word(Message::GroupSelected),
        false => composer.locale.word(Message::SectionPublications),
    });
    let section = |title: String, id: String, legend, groups| Section {
        origin: "publications".to_owned(),
        id,
        capitals: composer.capitals(&title),
        title,
        legend,
        groups,
    };
    if !composer.recipe().groups_are_sections {
        let id = "publications".to_owned();
        return (
            None,
            vec![section(title, id, listing.legend, listing.groups)],
        );
    }
    let sections = listing
        .groups
        .into_iter()
        .enumerate()
        .map(|(index, group)| {
            let Group {
                title: heading,
                items,
            } = group;
            let id = if index == 0 {
                "publications".into()
            } else {
                format!("publications-{}", index + 1)
            };
            section(
                heading.unwrap_or_else(|| title.clone()),
                id,
                None,
                vec![Group { title: None, items }],
            )
        });
    (listing.legend, sections.collect())
}

/// The entries of a section that a document takes, with their places in the file.
fn taken<'a, T: model::Entry>(
    composer: &Composer,
    entries: &'a [T],
    options: SectionOptions,
) -> Vec<(usize, &'a T)> {
    let since = options.since.map(PartialDate::first_day);
    let recent = |entry: &T| match (since, latest(entry)) {
        (Some(since), Some(latest)) => latest >= since,
        _ => true,
    };
    let limit = options.limit.map_or(usize::MAX, |Count(limit)| limit);
    let entries = entries.iter().enumerate();
    entries
        .filter(|(_, entry)| composer.takes(*entry) && recent(entry))
        .take(limit)
        .collect()
}

/// The latest day of an entry, or of the positions within one that has no time of its own.
fn latest(entry: &impl model::Entry) -> Option<(u16, u8, u8)> {
    let positions = entry.positions().iter();
    let within = || {
        positions
            .filter_map(|position| position.times().latest())
            .max()
    };
    entry.times().latest().or_else(within)
}

/// The bullets that a document takes.
fn highlights(
    composer: &mut Composer,
    bullets: &Highlights,
    origin: &str,
    options: SectionOptions,
) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for (index, bullet) in bullets.iter().enumerate() {
        if options
            .max_highlights
            .is_some_and(|Count(most)| paragraphs.len() >= most)
        {
            break;
        }
        if !composer.takes(bullet) {
            continue;
        }
        if let Some(text) = &bullet.0.text {
            paragraphs.extend(composer.paragraph(text, format!("{origin}.highlights[{index}]")));
        }
    }
    paragraphs
}

/// An entry of a heading and a date alone.
fn entry(origin: &str, heading: Inlines, date: Option<String>) -> Entry {
    Entry {
        origin: origin.to_owned(),
        heading,
        date,
        body: Vec::new(),
        positions: Vec::new(),
        highlights: Vec::new(),
    }
}

/// Adds the paragraphs of an optional text field to the body of an entry.
fn add_text(composer: &mut Composer, entry: &mut Entry, text: Option<&Text>, field: &str) {
    if let Some(text) = text {
        let origin = format!("{}.{field}", entry.origin);
        entry.body.extend(composer.paragraph(text, origin));
    }
}

/// An entry as an item, unless it says nothing.
fn finished(entry: Entry) -> Option<Item> {
    let empty = entry.heading.is_empty()
        && entry.body.is_empty()
        && entry.positions.is_empty()
        && entry.highlights.is_empty();
    (!empty).then_some(Item::Entry(entry))
}
