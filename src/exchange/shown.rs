//! The record as far as one document shows it: what leaves in a file of data, and nothing that the document
//! leaves out.

use std::collections::{BTreeSet, HashSet};

use crate::document::Origin;
use crate::model::{
    AnyEntry, CustomEntry, CustomSection, Cv, Experience, Highlights, Labelled, Many, Named,
    OwnEntries, Position, Publication, Section, Text,
};
use crate::papers::{is_hidden, origin};
use crate::select::{Content, SelectedEntry, SelectedSection, Selection, select};

/// What a document shows of its CV, as a CV. `left_out` has the origins of what a page limit left out.
///
/// Papers stand in the order of the file. Those of bibliographies are written out; what a paper under review says
/// of its venue stays at home.
pub(super) fn shown(selection: &Selection, left_out: &BTreeSet<Origin>) -> Cv {
    let cv = selection.record.cv;
    let mut shown = Cv::default();
    person(&mut shown, selection);
    for section in &selection.sections {
        let is_shown = |origin: &str| !left_out.contains(origin);
        match &section.content {
            Content::Text(said) if is_shown(&said.origin) => {
                shown.summary = Some(said.text.clone())
            }
            Content::Text(_) => {}
            Content::Entries(known, entries) => {
                // Those of a section of the user's own are gathered, and stand in it.
                let mut gathered = Cv::default();
                let is_own = known.key() != section.key;
                let into = match is_own {
                    true => &mut gathered,
                    false => &mut shown,
                };
                // Interests that are words, and languages, stand in one paragraph.
                let in_one = |entry: &SelectedEntry| match entry.entry {
                    AnyEntry::Interest(interest) => interest.keywords.is_empty(),
                    AnyEntry::LanguageSkill(_) => true,
                    _ => false,
                };
                let stays = |entry: &&SelectedEntry| {
                    is_shown(&entry.path) && (is_shown(&section.path) || !in_one(entry))
                };
                for entry in entries.iter().filter(stays) {
                    add(into, *known, entry, left_out);
                }
                if is_own {
                    let entries = OwnEntries::of(*known, gathered);
                    add_own(&mut shown, selection, section, None, entries);
                }
            }
            Content::Own(text, entries) => {
                let entries = entries.iter().filter(|entry| is_shown(&entry.path));
                let entries = entries.filter_map(|entry| match entry.entry {
                    AnyEntry::CustomEntry(own) => {
                        let mut own: CustomEntry = own.clone();
                        own.highlights = bullets(&own.highlights, entry, left_out);
                        Some(own)
                    }
                    _ => None,
                });
                let text = text.as_ref().filter(|said| is_shown(&said.origin));
                let text = text.map(|said| said.text.clone());
                let entries = OwnEntries::Plain(entries.collect());
                add_own(&mut shown, selection, section, text, entries);
            }
            Content::Works(listing) => {
                shown.publications = papers(cv, listing, left_out);
            }
        }
    }
    order_own(&mut shown, cv);
    if !shown.publications.is_empty() {
        shown.marks = cv.marks.clone();
    }
    let is_other = selection.settings.language != cv.settings.language.as_deref().unwrap_or("en");
    shown.settings.language = match is_other {
        true => Some(selection.settings.language.clone()),
        false => cv.settings.language.clone(),
    };
    shown.settings.updated = cv.settings.updated;
    shown
}

/// What a document shows that leaves nothing out.
pub(super) fn whole(cv: &Cv) -> Cv {
    let mut cv = cv.clone();
    cv.documents.clear();
    match select(&cv, WHOLE) {
        Some(selection) => shown(&selection, &BTreeSet::new()),
        None => Cv::default(),
    }
}

/// The document in which all of a CV stands.
pub(super) const WHOLE: &str = "cv";

fn person(shown: &mut Cv, selection: &Selection) {
    let own = &selection.person;
    let text = |text: Option<&str>| text.map(str::to_owned);
    let texts = |list: &[(String, &Labelled)]| {
        let all = list.iter();
        all.map(|(_, one)| (one.label.clone(), one.text.clone()))
            .collect()
    };
    let person = &mut shown.person;
    person.name = text(own.name);
    person.native_name = text(own.native_name);
    person.pronouns = text(own.pronouns);
    person.aliases = Many(selection.record.cv.person.aliases.to_vec());
    person.headline = own.headline.as_ref().map(|said| said.text.clone());
    person.email = texts(&own.email);
    person.phone = texts(&own.phone);
    person.location = text(own.location);
    person.website = own.website.cloned();
    person.metrics = own.metrics.cloned();
    person.photo = own.photo.cloned();
    // In the order of the file, not of the page.
    let taken: HashSet<&str> = own.profiles.iter().map(|(_, key, _)| *key).collect();
    let profiles = selection.record.cv.person.profiles.iter();
    let profiles = profiles.filter(|(key, _)| taken.contains(key));
    person.profiles = profiles
        .map(|(key, account)| (key.to_owned(), account.clone()))
        .collect();
}

/// Adds a section of the writer's own, if something stands in it.
fn add_own(
    shown: &mut Cv,
    selection: &Selection,
    section: &SelectedSection,
    text: Option<Text>,
    entries: OwnEntries,
) {
    if text.is_none() && entries.is_empty() {
        return;
    }
    let written = selection.record.cv.sections.get(section.key);
    let own = CustomSection {
        title: section.title.clone(),
        after: written.and_then(|own| own.after.clone()),
        tags: Many(written.map(|own| own.tags.to_vec()).unwrap_or_default()),
        text,
        entries,
    };
    let all = std::mem::take(&mut shown.sections);
    let all = all.iter().map(|(id, own)| (id.to_owned(), own.clone()));
    shown.sections = all.chain([(section.key.to_owned(), own)]).collect();
}

/// Sections of the writer's own in the order of the file.
fn order_own(shown: &mut Cv, cv: &Cv) {
    let all = std::mem::take(&mut shown.sections);
    let known = cv
        .sections
        .keys()
        .filter_map(|id| Some((id.to_owned(), all.get(id)?.clone())));
    shown.sections = known.collect::<Named<_>>();
}

/// The papers that a listing has, in the order of the file.
fn papers(
    cv: &Cv,
    listing: &crate::papers::WorkListing,
    left_out: &BTreeSet<Origin>,
) -> Vec<Publication> {
    let works: std::collections::HashMap<&str, &Publication> = listing
        .listed()
        .filter(|(_, listed)| !left_out.contains(&listed.origin))
        .map(|(work, _)| (work.origin.as_str(), &work.publication))
        .collect();
    let listed = (0..cv.publications.len()).filter_map(|index| {
        let mut paper = (*works.get(origin(&cv.publications, index).as_str())?).clone();
        if is_hidden(&paper) {
            paper.venue = None;
            paper.publisher = None;
            (paper.volume, paper.issue, paper.pages) = (None, None, None);
        }
        // What they lead to is not in the file that is written.
        (paper.bib, paper.merge) = (None, None);
        (paper.key, paper.origin, paper.entry_type) = (None, None, None);
        paper.kept.clear();
        Some(paper)
    });
    listed.collect()
}

/// The bullets that are shown of an entry.
fn bullets(all: &Highlights, entry: &SelectedEntry, left_out: &BTreeSet<Origin>) -> Highlights {
    let paths = entry.highlights.iter().map(|bullet| bullet.path.as_str());
    kept(all, &entry.path, paths, left_out)
}

fn kept<'a>(
    all: &Highlights,
    path: &str,
    taken: impl Iterator<Item = &'a str>,
    left_out: &BTreeSet<Origin>,
) -> Highlights {
    let taken: HashSet<&str> = taken.filter(|path| !left_out.contains(*path)).collect();
    let bullets = all.iter().enumerate();
    let bullets =
        bullets.filter(|(at, _)| taken.contains(format!("{path}.highlights[{at}]").as_str()));
    Highlights(bullets.map(|(_, bullet)| bullet.clone()).collect())
}

fn positions(entry: &SelectedEntry, left_out: &BTreeSet<Origin>) -> Vec<Position> {
    let positions = entry.positions.iter();
    let positions = positions.filter(|one| !left_out.contains(&one.path));
    positions
        .map(|one| {
            let paths = one.highlights.iter().map(|bullet| bullet.path.as_str());
            Position {
                highlights: kept(&one.position.highlights, &one.path, paths, left_out),
                ..one.position.clone()
            }
        })
        .collect()
}

/// Adds an entry to its section.
fn add(cv: &mut Cv, section: Section, entry: &SelectedEntry, left_out: &BTreeSet<Origin>) {
    macro_rules! with_bullets {
        ($list:ident, $own:expr) => {{
            let mut own = $own.clone();
            own.highlights = bullets(&own.highlights, entry, left_out);
            cv.$list.push(own);
        }};
    }
    match entry.entry {
        AnyEntry::Experience(own) => {
            let own = Experience {
                highlights: bullets(&own.highlights, entry, left_out),
                positions: positions(entry, left_out),
                ..own.clone()
            };
            match section {
                Section::Volunteering => cv.volunteering.push(own),
                _ => cv.experience.push(own),
            }
        }
        AnyEntry::Education(own) => with_bullets!(education, own),
        AnyEntry::Project(own) => with_bullets!(projects, own),
        AnyEntry::Teaching(own) => with_bullets!(teaching, own),
        AnyEntry::Advising(own) => cv.advising.push(own.clone()),
        AnyEntry::Award(own) => cv.awards.push(own.clone()),
        AnyEntry::Certification(own) => cv.certifications.push(own.clone()),
        AnyEntry::Grant(own) => cv.grants.push(own.clone()),
        AnyEntry::Interest(own) => cv.interests.push(own.clone()),
        AnyEntry::LanguageSkill(own) => cv.languages.push(own.clone()),
        AnyEntry::Media(own) => cv.media.push(own.clone()),
        AnyEntry::Membership(own) => cv.memberships.push(own.clone()),
        AnyEntry::News(own) => cv.news.push(own.clone()),
        AnyEntry::Reference(own) => cv.references.push(own.clone()),
        AnyEntry::Service(own) => cv.service.push(own.clone()),
        AnyEntry::Skill(own) => cv.skills.push(own.clone()),
        AnyEntry::Talk(own) => cv.talks.push(own.clone()),
        // They stand within others, or in listings.
        AnyEntry::CustomEntry(_) | AnyEntry::Position(_) | AnyEntry::Publication(_) => {}
    }
}
