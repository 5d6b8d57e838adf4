//! The sections of a document: each entry in words, under the section's heading.

mod career;
mod groups;
mod lists;
mod recognition;
mod table;

use super::Composer;
use super::parts::Builder;
use super::publications;
use crate::document::{Dated, Entry, Group, Hold, Item, Legend, Paragraph, Section};
use crate::markup::plain;
use crate::model::{self, AnyEntry, Text};
use crate::recipe::Said;
use crate::select::{Bullet, Content, SelectedEntry, SelectedSection};
use crate::words::Message;

/// The sections of the document, and the legend that stands above all of them.
pub(super) fn sections(composer: &mut Composer) -> (Option<Legend>, Vec<Section>) {
    let mut sections = Vec::new();
    let mut legend = None;
    for selected in &composer.selection.sections {
        let settings = &composer.selection.settings;
        let options = match &selected.content {
            Content::Entries(section, _) if section.key() == selected.key => {
                settings.options(*section)
            }
            _ => settings.own_options(selected.key),
        };
        let groups = match &selected.content {
            Content::Works(listing) => {
                let (above, listed) = publication_sections(composer, selected, listing);
                legend = legend.or(above);
                sections.extend(listed);
                continue;
            }
            Content::Text(said) => one(text(composer, said)),
            Content::Entries(model::Section::Interests, entries) => {
                one(lists::interests(composer, &selected.path, entries))
            }
            Content::Entries(model::Section::Skills, entries) => {
                groups::of_lines(entries, options, |some| lists::skills(composer, some))
            }
            Content::Entries(model::Section::Languages, entries) => {
                groups::of_lines(entries, options, |some| {
                    lists::languages(composer, &selected.path, some)
                })
            }
            Content::Entries(_, entries) => groups::groups(composer, entries, options),
            Content::Own(said, entries) => {
                let said = said.iter().flat_map(|said| text(composer, said));
                let mut own = one(said.collect());
                own.extend(groups::groups(composer, entries, options));
                own
            }
        };
        if groups.is_empty() {
            continue;
        }
        let title = plain(&heading(composer, selected));
        let marks = std::mem::take(&mut composer.marks_here);
        let legend_here = composer.marks.legend(&marks);
        sections.push(Section {
            origin: selected.path.clone(),
            id: selected.key.to_owned(),
            capitals: composer.capitals(&title),
            title,
            legend: legend_here,
            is_beside: false,
            breaks: options.r#break.is_some() && composer.may_break(),
            groups,
        });
    }
    (legend, sections)
}

/// The heading of a section; a section of the user's own that has none is called by its key.
fn heading(composer: &Composer, selected: &SelectedSection) -> String {
    let named = || match model::Section::parse(selected.key) {
        Some(section) => composer.locale.word(section.into()),
        None => selected.key.to_owned(),
    };
    selected.title.clone().unwrap_or_else(named)
}

/// A text as paragraphs.
fn text(composer: &mut Composer, said: &Said) -> Vec<Item> {
    let paragraphs = composer.paragraphs(&said.text, &said.origin);
    paragraphs.into_iter().map(Item::Paragraph).collect()
}

/// Items under no heading, or nothing.
fn one(items: Vec<Item>) -> Vec<Group> {
    let group = (!items.is_empty()).then(|| Group::new(None, items));
    group.into_iter().collect()
}

/// An entry in words; none where it says nothing.
fn item(composer: &mut Composer, selected: &SelectedEntry) -> Option<Item> {
    let entry = match selected.entry {
        AnyEntry::Experience(job) => career::experience(composer, selected, job),
        AnyEntry::Education(school) => career::education(composer, selected, school),
        AnyEntry::Project(project) => career::project(composer, selected, project),
        AnyEntry::Talk(talk) => career::talk(composer, selected, talk),
        AnyEntry::Teaching(course) => career::teaching(composer, selected, course),
        AnyEntry::Advising(student) => career::advising(composer, selected, student),
        AnyEntry::Grant(grant) => recognition::grant(composer, selected, grant),
        AnyEntry::Award(award) => recognition::award(composer, selected, award),
        AnyEntry::Service(service) => recognition::service(composer, selected, service),
        AnyEntry::Certification(it) => recognition::certification(composer, selected, it),
        AnyEntry::Membership(society) => recognition::membership(composer, selected, society),
        AnyEntry::Media(piece) => recognition::media(composer, selected, piece),
        AnyEntry::News(news) => lists::news(composer, selected, news),
        AnyEntry::Reference(person) => lists::reference(composer, selected, person),
        AnyEntry::CustomEntry(own) => lists::own(composer, selected, own),
        // These stand in lines of several, in lists of works, and within jobs.
        AnyEntry::Interest(_)
        | AnyEntry::Skill(_)
        | AnyEntry::LanguageSkill(_)
        | AnyEntry::Publication(_)
        | AnyEntry::Position(_) => return None,
    };
    let said = selected.entry.entry();
    let mut entry = entry;
    entry.breaks = said.breaks() && composer.may_break();
    entry.is_kept = said.is_kept_together();
    if let Some(first) = entry.heading.0.first_mut() {
        first.content.extend(composer.marks(said));
    }
    let is_empty = entry.heading.is_empty()
        && entry.body.is_empty()
        && entry.positions.is_empty()
        && entry.highlights.is_empty();
    (!is_empty).then_some(Item::Entry(entry))
}

/// The lists of publications, and their legend where that stands above all sections.
///
/// In a publication list each list, or each group of its only one, is a section of its own; so is each list elsewhere
/// where one has groups. Else they stand under one heading.
fn publication_sections(
    composer: &mut Composer,
    selected: &SelectedSection,
    works: &crate::papers::WorkListing,
) -> (Option<Legend>, Vec<Section>) {
    let listing = publications::list(
        works,
        &composer.selection.settings,
        &composer.selection.record.cv.style_files,
        composer.locale,
        &mut composer.problems,
    );
    let heading = selected.title.clone().unwrap_or_else(|| {
        composer.locale.word(match listing.is_selection {
            true => Message::GroupSelected,
            false => Message::SectionPublications,
        })
    });
    let options = composer
        .selection
        .settings
        .options(model::Section::Publications);
    let breaks = options.r#break.is_some() && composer.may_break();
    let are_apart = composer.recipe().groups_are_sections;
    let Listed { parts, is_one } = parts(listing.lists, are_apart);
    let mut legend = listing.legend;
    let above = legend.take_if(|_| are_apart);
    let sections = parts
        .into_iter()
        .enumerate()
        .map(|(index, (title, groups))| {
            let title = title.filter(|_| !is_one).unwrap_or_else(|| heading.clone());
            Section {
                origin: selected.path.clone(),
                id: match index {
                    0 => selected.key.to_owned(),
                    _ => format!("{}-{}", selected.key, index + 1),
                },
                capitals: composer.capitals(&title),
                title,
                // It holds for those that follow as well.
                legend: legend.take(),
                is_beside: false,
                breaks: index == 0 && breaks,
                groups,
            }
        });
    let mut sections: Vec<Section> = sections.collect();
    if let (Some(first), Some(metrics)) = (sections.first_mut(), lists::metrics(composer)) {
        first.groups.insert(0, Group::new(None, vec![metrics]));
    }
    (above, sections)
}

/// Lists of papers as sections: their headings, with the groups under each.
struct Listed {
    parts: Vec<(Option<String>, Vec<Group>)>,
    /// Whether they are one section, under the heading of the section.
    is_one: bool,
}

fn parts(mut lists: Vec<publications::PrintedList>, are_apart: bool) -> Listed {
    let has_groups =
        |list: &publications::PrintedList| list.groups.iter().any(|group| group.title.is_some());
    let is_titled = lists.iter().any(|list| list.title.is_some());
    let apart = |lists: Vec<publications::PrintedList>| Listed {
        parts: lists
            .into_iter()
            .map(|list| (list.title, list.groups))
            .collect(),
        is_one: false,
    };
    if is_titled && (are_apart || lists.iter().any(has_groups)) {
        return apart(lists);
    }
    if is_titled {
        let groups = lists.into_iter().flat_map(|list| {
            let title = list.title;
            let groups = list.groups.into_iter();
            groups.map(move |group| Group::new(title.clone(), group.items))
        });
        return Listed {
            parts: vec![(None, groups.collect())],
            is_one: true,
        };
    }
    let Some(only) = lists.pop() else {
        return apart(lists);
    };
    if !are_apart {
        return Listed {
            parts: vec![(None, only.groups)],
            is_one: true,
        };
    }
    let groups = only.groups.into_iter();
    Listed {
        parts: groups
            .map(|group| (group.title, vec![Group::new(None, group.items)]))
            .collect(),
        is_one: false,
    }
}

/// Bullets as paragraphs, those under a bullet after it.
fn highlights(composer: &mut Composer, bullets: &[Bullet]) -> Vec<Paragraph> {
    let mut paragraphs = Vec::new();
    for bullet in bullets {
        let own = composer.paragraph(bullet.text, bullet.path.clone());
        let depth = u8::from(own.is_some());
        paragraphs.extend(own);
        for (path, text) in &bullet.under {
            let under = composer.paragraph(text, path.clone());
            paragraphs.extend(under.map(|one| Paragraph { depth, ..one }));
        }
    }
    paragraphs
}

/// An entry of a heading and a date alone.
fn entry(origin: &str, heading: Builder, date: Option<Dated>) -> Entry {
    Entry {
        origin: origin.to_owned(),
        breaks: false,
        is_kept: false,
        hold: Hold::default(),
        heading: heading.finish(),
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
        entry.body.extend(composer.paragraphs(text, &origin));
    }
}
