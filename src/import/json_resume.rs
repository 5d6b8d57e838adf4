//! JSON Resume, 0.x to 1.3, and what people add to it.

use super::amendment;
use super::dates;
use super::draft::{Draft, Path};
use super::fields::{self, As, Field};
use super::person;
use super::sections;
use super::titles::{self, Meaning};
use super::tree::{Node, Raw};
use crate::model::Section;

/// Keys of a root, with their sections.
pub(super) const SECTIONS: &[(&str, Section)] = &[
    ("work", Section::Experience),
    ("volunteer", Section::Volunteering),
    ("education", Section::Education),
    ("awards", Section::Awards),
    ("certificates", Section::Certifications),
    ("publications", Section::Publications),
    ("skills", Section::Skills),
    ("languages", Section::Languages),
    ("interests", Section::Interests),
    ("references", Section::References),
    ("projects", Section::Projects),
];

/// Keys of `basics` that are a field of the person.
pub(super) const BASICS: &[Field] = &[
    (&["name"], "name", As::Literal),
    (
        &["label", "headline", "title", "tagline"],
        "headline",
        As::Markup,
    ),
    (&["pronouns"], "pronouns", As::Literal),
    (&["nativeName", "native_name"], "native_name", As::Literal),
];

/// Whether a file is one.
pub(super) fn is_one(root: &Raw) -> bool {
    let known = SECTIONS
        .iter()
        .filter(|(key, _)| root.get(key).is_some())
        .count();
    root.has("basics") && !root.has("content")
        || known >= 2 && (root.has("work") || root.has("meta"))
}

/// Whether every day of a file is the first of its month, which the format demanded once.
fn has_only_first_days(root: &Raw) -> bool {
    fn walk(value: &Raw, key: &str, days: &mut (usize, usize)) {
        match value {
            Raw::Word(text) if key.to_lowercase().ends_with("date") => {
                let date = dates::moment(text).map(|moment| moment.date);
                if let Some(day) = date.and_then(|date| date.day) {
                    days.0 += 1;
                    days.1 += usize::from(day == 1);
                }
            }
            Raw::List(items) => items.iter().for_each(|item| walk(item, key, days)),
            // What is said of the file says nothing of the person.
            Raw::Map(entries) => entries
                .iter()
                .filter(|(key, _)| key != "meta")
                .for_each(|(key, value)| walk(value, key, days)),
            Raw::Word(_) | Raw::Nothing => {}
        }
    }
    let mut days = (0, 0);
    walk(root, "", &mut days);
    days.0 > 1 && days.0 == days.1
}

/// What must be known of a file before it is read.
pub(super) fn prepare(draft: &mut Draft, root: &Raw) {
    draft.first_days_mean_months = has_only_first_days(root);
    if draft.first_days_mean_months {
        draft.remarks.push(
            "every day of the dates is the first of a month, so that the days were taken for what the format wants, and left out"
                .to_owned(),
        );
    }
}

/// Reads a file.
pub(super) fn read(draft: &mut Draft, root: Node) {
    // The format's own keys come first: what others add to their sections stands behind, in whichever order the
    // file has them.
    let is_own = |key: &str| {
        ["basics", "meta", "$schema"].contains(&key)
            || SECTIONS.iter().any(|(known, _)| *known == key)
    };
    let (own, others): (Vec<_>, Vec<_>) =
        root.entries().into_iter().partition(|(key, _)| is_own(key));
    for (key, value) in own.into_iter().chain(others) {
        match key {
            "basics" => value
                .items()
                .into_iter()
                .for_each(|basics| self::basics(draft, basics)),
            "meta" => meta(draft, value),
            "$schema" => value.leave("Folio has a schema of its own"),
            _ => match SECTIONS.iter().find(|(known, _)| *known == key) {
                Some((_, section)) => list(draft, *section, value),
                None => other(draft, key, value),
            },
        }
    }
}

/// Places the entries of a section.
pub(super) fn list(draft: &mut Draft, section: Section, value: Node) {
    let list = Path::of(section.key());
    for item in value.items() {
        let open = goes_on(section, item);
        sections::add(draft, Some(section), &list, item, open);
    }
}

/// Whether what has a beginning and no end still goes on: so it is by the format's convention, but for schools
/// that somebody left long ago.
fn goes_on(section: Section, item: Node) -> bool {
    match section {
        Section::Experience | Section::Volunteering | Section::Projects => true,
        Section::Education => item
            .any(&["startDate", "start"])
            .and_then(Node::text)
            .and_then(dates::moment)
            .is_some_and(|moment| moment.date.year >= LEFT_SCHOOL),
        _ => false,
    }
}

/// Who began to study before that year and names no end has one by now. A fixed year, since nothing here
/// reads the clock.
const LEFT_SCHOOL: u16 = 2018;

fn basics(draft: &mut Draft, node: Node) {
    let person = Path::of("person");
    fields::fill(draft, &person, node, BASICS, false);
    for key in ["email", "phone"] {
        if let Some(value) = node.get(key) {
            person::contacts(draft, key, value);
        }
    }
    for key in ["url", "website"] {
        if let Some(value) = node.get(key) {
            person::website(draft, value, "website");
        }
    }
    if let Some(location) = node.get("location") {
        person::location(draft, &person.key("location"), location);
    }
    for profile in node.get("profiles").map(Node::items).unwrap_or_default() {
        match profile.get("network") {
            Some(network) => {
                person::profile(draft, network, profile.get("username"), profile.get("url"));
            }
            None => {
                if let Some(url) = profile
                    .get("url")
                    .or_else(|| profile.text().map(|_| profile))
                {
                    person::website(draft, url, "website");
                }
            }
        }
    }
    let summaries = ["summary", "personal-statement", "objective", "about"];
    let summaries: Vec<Node> = summaries.iter().filter_map(|key| node.get(key)).collect();
    let texts: Vec<Node> = summaries
        .into_iter()
        .flat_map(Node::items)
        .filter(|node| node.text().is_some())
        .collect();
    if !texts.is_empty() {
        sections::summary(draft, &texts);
    }
    for key in ["image", "picture", "photo"] {
        if let Some(picture) = node.get(key) {
            picture.leave(person::PICTURE);
        }
    }
}

fn meta(draft: &mut Draft, node: Node) {
    if let Some(modified) = node.get("lastModified")
        && let Some(moment) = modified.text().and_then(dates::moment)
    {
        let path = Path::of("settings").key("updated");
        draft.put(&path, moment.date.to_string(), &[modified]);
    }
    if let Some(folio) = node.get("folio") {
        amendment::read(draft, folio);
    }
    node.leave("it says something of the file, not of the person");
}

/// A key at the top that is none of the format's.
fn other(draft: &mut Draft, key: &str, value: Node) {
    let is_basic = matches!(titles::meaning(key), Some(Meaning::Person));
    match is_basic && value.is_map() {
        true => basics(draft, value),
        false => {
            let value_of_map =
                value.is_map() && value.entries().iter().all(|(_, below)| below.is_list());
            match value_of_map {
                // `skills: {languages: [...], tools: [...]}`: a section for each list.
                true => value.entries().into_iter().for_each(|(name, below)| {
                    sections::place(draft, name, below, true, None);
                }),
                false => {
                    sections::place(draft, key, value, true, None);
                }
            }
        }
    }
}
