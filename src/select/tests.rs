use super::*;
use crate::model::{AnyEntry, Labelled};

const CV: &str = r"
person: {name: X, email: [a@b.example, c@d.example], phone: '+44 20 7946 0000',
         profiles: {mastodon: 'https://m.example/@x', orcid: 0000-0002-1825-0097}}
summary: What X does.
experience:
  - organization: A
    start: 2020
    priority: low
    highlights: [one, {text: two, tags: [x], priority: high}, '  ', three]
    positions: [{title: P, start: 2021, highlights: [inner]}]
  - {organization: B, tags: [y], start: 2010, end: 2011}
  - {organization: C}
publications: [{title: T, authors: X, date: 2020, priority: pinned}]
sections: {own: {title: Own, entries: [{title: E, highlights: [deep]}]}, empty: {title: None}}
documents:
  x: {tags: [x], hide: [phone, orcid], experience: {limit: 1, max_highlights: 2}}
  recent: {sections: [own, experience], titles: {experience: Jobs}, experience: {since: 2015}}
";

fn cv() -> Cv {
    serde_yaml::from_str(CV).unwrap()
}

/// The paths of what a document takes, section by section.
fn paths(selection: &Selection) -> Vec<String> {
    let mut paths = Vec::new();
    for section in &selection.sections {
        let entries: &[SelectedEntry] = match &section.content {
            Content::Text(said) => {
                paths.push(said.origin.clone());
                &[]
            }
            Content::Entries(_, entries) | Content::Own(_, entries) => entries,
            Content::Works(listing) => {
                paths.extend(listing.works().map(|work| work.origin.clone()));
                &[]
            }
        };
        for entry in entries {
            paths.push(entry.path.clone());
            for position in &entry.positions {
                paths.push(position.path.clone());
                paths.extend(position.highlights.iter().map(|bullet| bullet.path.clone()));
            }
            paths.extend(entry.highlights.iter().map(|bullet| bullet.path.clone()));
        }
    }
    paths
}

#[test]
fn a_document_takes_sections_entries_and_bullets_by_its_settings() {
    let cv = cv();
    assert_eq!(
        paths(&select(&cv, "cv").unwrap()),
        [
            "summary",
            "experience[0]",
            "experience[0].positions[0]",
            "experience[0].positions[0].highlights[0]",
            "experience[0].highlights[0]",
            "experience[0].highlights[1]",
            "experience[0].highlights[3]",
            "experience[1]",
            "experience[2]",
            "publications[0]",
            "sections.own.entries[0]",
            "sections.own.entries[0].highlights[0]",
        ]
    );
    let tagged = select(&cv, "x").unwrap();
    assert_eq!(
        paths(&tagged)[1..6],
        [
            "experience[0]",
            "experience[0].positions[0]",
            "experience[0].positions[0].highlights[0]",
            "experience[0].highlights[0]",
            "experience[0].highlights[1]",
        ]
    );
    let recent = select(&cv, "recent").unwrap();
    let keys: Vec<_> = recent
        .sections
        .iter()
        .map(|one| (one.key, one.title.as_deref()))
        .collect();
    assert_eq!(keys, [("own", Some("Own")), ("experience", Some("Jobs"))]);
    let Content::Entries(Section::Experience, jobs) = &recent.sections[1].content else {
        panic!("a section of jobs")
    };
    let names: Vec<_> = jobs
        .iter()
        .map(|job| match job.entry {
            AnyEntry::Experience(job) => job.organization.as_deref(),
            _ => None,
        })
        .collect();
    // What says nothing of its time may be recent.
    assert_eq!(names, [Some("A"), Some("C")]);
    assert!(select(&cv, "nothing").is_none());
}

#[test]
fn what_a_document_hides_of_the_person_is_not_there() {
    let cv = cv();
    let all = select(&cv, "cv").unwrap().person;
    let email = [
        ("person.email[0]", "a@b.example"),
        ("person.email[1]", "c@d.example"),
    ];
    let placed = |all: &[(String, &Labelled)]| -> Vec<(String, String)> {
        let all = all.iter();
        all.map(|(path, one)| (path.clone(), one.text.clone()))
            .collect()
    };
    let owned = |(path, text): (&str, &str)| (path.to_owned(), text.to_owned());
    assert_eq!(placed(&all.email), email.map(owned));
    assert_eq!(
        placed(&all.phone),
        [("person.phone", "+44 20 7946 0000")].map(owned)
    );
    let keys = |person: &SelectedPerson| -> Vec<String> {
        person
            .profiles
            .iter()
            .map(|(_, key, _)| (*key).to_owned())
            .collect()
    };
    assert_eq!(keys(&all), ["orcid", "mastodon"]);
    let less = select(&cv, "x").unwrap().person;
    assert!(less.phone.is_empty());
    assert_eq!(keys(&less), ["mastodon"]);
}

#[test]
fn priorities_are_those_of_what_was_taken() {
    let cv = cv();
    let found = select(&cv, "cv").unwrap().priorities();
    for (path, priority) in [
        ("summary", Priority::High),
        ("experience[0]", Priority::Low),
        ("experience[0].positions[0]", Priority::Pinned),
        ("experience[0].highlights[1]", Priority::High),
        ("experience[1]", Priority::Pinned),
        ("publications[0]", Priority::Pinned),
        ("sections.own.entries[0]", Priority::Normal),
    ] {
        assert_eq!(found.get(path), Some(&priority), "{path}");
    }
    assert!(!found.contains_key("experience[0].highlights[0]"));
    let recent = select(&cv, "recent").unwrap().priorities();
    assert!(!recent.contains_key("experience[1]"));
}

#[test]
fn the_bullets_that_an_entry_may_have_are_those_that_matter_most() {
    let said = |most: usize| {
        let text = format!(
            "experience: [{{organization: A, highlights: [a, {{text: b, priority: low}}, c, {{text: d, priority: pinned}}, \
             {{text: e, priority: high}}]}}]\ndocuments: {{cv: {{max_highlights: {most}}}}}\n"
        );
        let cv: Cv = serde_yaml::from_str(&text).unwrap();
        let selection = select(&cv, "cv").unwrap();
        let all = paths(&selection).into_iter();
        all.filter_map(|path| {
            path.strip_prefix("experience[0].highlights")
                .map(str::to_owned)
        })
        .collect::<String>()
    };
    assert_eq!(said(1), "[3]");
    assert_eq!(said(2), "[3][4]");
    assert_eq!(said(3), "[0][3][4]");
    assert_eq!(said(4), "[0][2][3][4]");
    assert_eq!(said(9), "[0][1][2][3][4]");
}
