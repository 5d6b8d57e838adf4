//! Sections of the user's own with the entries of a section of Folio.

use std::path::Path;

use folio::compose::{Composed, Options, compose};
use folio::document::{Item, Section, plain_text};
use folio::model::{Cv, OwnEntries};
use folio::source::{Environment, load_str};
use serde_json::{Value, json};

fn record() -> Value {
    let folder = Path::new("tests").join("fixtures");
    let text = std::fs::read_to_string(folder.join("full.yaml")).unwrap();
    let cv = load_str("full.yaml", &text, &folder, &Environment::default())
        .cv
        .unwrap();
    serde_json::to_value(cv).unwrap()
}

/// A file in which a section of the record stands, in its own place or as one of the user's own.
fn file(record: &Value, kind: &str, is_own: bool) -> String {
    let mut file = json!({
        "person": {"name": record["person"]["name"], "email": "ada@example.org"},
        "documents": {"cv": {"titles": {kind: "Heading"}}},
    });
    match is_own {
        false => file[kind] = record[kind].clone(),
        true => {
            let own = json!({"title": "Heading", "kind": kind, "entries": record[kind]});
            file["sections"] = json!({"mine": own});
        }
    }
    file.to_string()
}

fn composed(text: &str) -> (Cv, Composed) {
    let loaded = load_str("cv.yaml", text, Path::new(""), &Environment::default());
    assert!(!loaded.has_errors(), "{text}: {:#?}", loaded.diagnostics);
    let cv = loaded.cv.unwrap();
    let composed = compose(&cv, "cv", &Options::default()).unwrap();
    assert_eq!(composed.problems, []);
    (cv, composed)
}

/// The words of each item of the only section, and when it was.
fn items(section: &Section) -> Vec<String> {
    let items = section.groups.iter().flat_map(|group| &group.items);
    items.map(|item| format!("{item:?}")).collect()
}

#[test]
fn every_kind_says_and_looks_as_its_section_does() {
    let record = record();
    for kind in OwnEntries::KINDS {
        let entries = record[kind].as_array();
        assert!(
            entries.is_some_and(|entries| !entries.is_empty()),
            "the record has no {kind}"
        );
        let (_, known) = composed(&file(&record, kind, false));
        let (cv, own) = composed(&file(&record, kind, true));
        let [known_section] = &known.document.sections[..] else {
            panic!("{kind}: {:?}", known.document.sections)
        };
        let [own_section] = &own.document.sections[..] else {
            panic!("{kind}: {:?}", own.document.sections)
        };
        assert_eq!(own_section.title, "Heading");
        let expected = items(known_section).into_iter();
        let expected = expected.map(|item| {
            let origin = |after: &str| format!("\"{kind}{after}");
            let mine = |after: &str| format!("\"sections.mine.entries{after}");
            item.replace(&origin("["), &mine("["))
                .replace(&origin("\""), "\"sections.mine\"")
        });
        assert_eq!(items(own_section), expected.collect::<Vec<_>>(), "{kind}");
        // The same is kept of both when a page is full.
        let kept = |composed: &Composed| {
            let mut kept: Vec<String> = composed
                .priorities
                .values()
                .map(|priority| format!("{priority:?}"))
                .collect();
            kept.sort();
            kept
        };
        assert_eq!(kept(&own), kept(&known), "{kind}");
        assert_eq!(cv.entries().len(), record_entries(&cv), "{kind}");
    }
}

fn record_entries(cv: &Cv) -> usize {
    let all = cv.entries();
    let placed = all
        .iter()
        .filter(|one| one.path.starts_with("sections.mine.entries["));
    placed.count()
}

#[test]
fn a_mark_stays_with_its_entry_when_what_it_stands_after_is_the_heading_of_its_group() {
    let text = "
person: {name: Ada Lovelace, email: ada@example.org}
marks: {paid: {symbol: '§', label: Paid}}
service:
  - {role: Reviewer, venue: Annals, date: 2020, marks: paid}
  - {role: Reviewer, venue: Memoirs, date: 2019}
documents: {cv: {service: {group: role}}}
";
    let (_, composed) = composed(text);
    let [section] = &composed.document.sections[..] else {
        panic!("{:?}", composed.document.sections)
    };
    let [group] = &section.groups[..] else {
        panic!("{:?}", section.groups)
    };
    assert_eq!(group.title.as_deref(), Some("Reviewer"));
    let headings: Vec<String> = group
        .items
        .iter()
        .map(|item| match item {
            Item::Entry(entry) => {
                let parts = entry.heading.0.iter();
                parts.map(|part| plain_text(&part.content)).collect()
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(headings, ["Annals§", "Memoirs"]);
    assert!(section.legend.is_some());
}

#[test]
fn a_section_of_jobs_may_be_grouped_limited_and_hidden() {
    let text = "
person: {name: Ada Lovelace, email: ada@example.org}
sections:
  courses:
    title: Courses abroad
    kind: teaching
    entries:
      - {course: Cards, institution: Turin, date: 2019, tags: [short]}
      - {course: Looms, institution: Paris, date: 2018}
      - {course: Wheels, institution: Turin, date: 2015}
documents:
  cv: {own_sections: {courses: {group: institution, since: 2016}}}
  brief: {extends: cv, without: [short], own_sections: {courses: {limit: 1}}}
  none: {extends: cv, hide: [courses]}
";
    let loaded = load_str("cv.yaml", text, Path::new(""), &Environment::default());
    assert!(!loaded.has_errors(), "{:#?}", loaded.diagnostics);
    let cv = loaded.cv.unwrap();
    let printed = |name: &str| {
        let composed = compose(&cv, name, &Options::default()).unwrap();
        let groups = composed
            .document
            .sections
            .iter()
            .flat_map(|one| &one.groups);
        groups
            .map(|group| (group.title.clone().unwrap_or_default(), group.items.len()))
            .collect::<Vec<_>>()
    };
    let pair = |title: &str, count| (title.to_owned(), count);
    assert_eq!(printed("cv"), [pair("Turin", 1), pair("Paris", 1)]);
    assert_eq!(printed("brief"), [pair("Paris", 1)]);
    assert_eq!(printed("none"), []);
}
