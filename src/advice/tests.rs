//! What is said, and above all what is not.

use std::path::Path;

use super::advise;
use crate::diagnostics::{Code, Place, Severity};
use crate::source::{Environment, load_str};

/// Codes and paths of the advice on a file; `person` has an e-mail address.
fn advice(yaml: &str) -> Vec<(&'static str, String)> {
    let text = format!("person: {{name: Ada Lovelace, email: ada@example.org}}\n{yaml}");
    let loaded = load_str("cv.yaml", &text, Path::new(""), &Environment::default());
    assert!(!loaded.has_errors(), "{:#?}", loaded.diagnostics);
    let notes = advise(&loaded.cv.unwrap(), None);
    let notes = notes.into_iter().map(|note| {
        assert_eq!(note.severity, Severity::Note);
        let path = match note.place {
            Place::Value(path) | Place::Key(path) => path,
            other => panic!("{other:?}"),
        };
        assert!(loaded.sources.locate(&path).is_some(), "{path}");
        (note.code.name(), path)
    });
    notes.collect()
}

fn bullets(texts: &[&str]) -> String {
    let items: Vec<String> = texts.iter().map(|text| format!("{text:?}")).collect();
    format!(
        "experience:\n  - organization: X\n    highlights: [{}]\n",
        items.join(", ")
    )
}

#[test]
fn nothing_is_said_about_a_plain_file() {
    assert_eq!(advice(""), []);
}

#[test]
fn the_first_person_is_found_and_nothing_that_looks_like_it() {
    for text in [
        "I built it",
        "Built what I wanted",
        "Built it; I'm proud",
        "Improved my skills",
        "We shipped",
        "Led our team",
        "Asked to lead, I did",
        "They asked me",
        "Won **my** prize",
    ] {
        let found = advice(&bullets(&[text]));
        assert_eq!(
            found,
            [("first-person", "experience[0].highlights[0]".to_owned())],
            "{text}"
        );
    }
    for text in [
        "Wrote I/O code",
        "Ran Phase I trials",
        "Studied type I errors",
        "Analysis of World War I sources",
        "Won the \"My Thesis\" prize",
        "Wrote “Why we sort”",
        "Ran `let me = our()`",
        "Mentored people",
        "See [words](https://example.org/my/we)",
        "Part I",
        "Wrote me.example",
    ] {
        assert_eq!(advice(&bullets(&[text])), [], "{text}");
    }
}

#[test]
fn full_stops_are_all_or_none() {
    assert_eq!(advice(&bullets(&["One.", "Two."])), []);
    assert_eq!(advice(&bullets(&["One", "Two"])), []);
    assert_eq!(advice(&bullets(&["One.", "Two!", "\"Three.\""])), []);
    assert_eq!(
        advice(&bullets(&["One.", "Two", "Three."])),
        [("mixed-full-stops", "experience[0].highlights[1]".to_owned())]
    );
    assert_eq!(
        advice(&bullets(&["One", "Two", "Three."])),
        [("mixed-full-stops", "experience[0].highlights[2]".to_owned())]
    );
}

#[test]
fn long_highlights_are_measured_by_what_prints() {
    let words = "word ".repeat(57);
    assert_eq!(advice(&bullets(&[words.trim()])), []);
    let link = format!("[word](https://example.org/{})", "a".repeat(400));
    assert_eq!(advice(&bullets(&[&link])), []);
    let found = advice(&bullets(&[&"word ".repeat(60)]));
    assert_eq!(
        found,
        [("long-highlight", "experience[0].highlights[0]".to_owned())]
    );
}

#[test]
fn gaps_are_said_only_when_they_are_certain() {
    let jobs = |ranges: &[&str], more: &str| {
        let jobs: String = ranges
            .iter()
            .map(|range| format!("  - {{organization: X, {range}}}\n"))
            .collect();
        advice(&format!("experience:\n{jobs}{more}"))
    };
    let gap = [("career-gap", "experience[0]".to_owned())];
    let (late, early) = ("start: 2021-09, end: present", "start: 2015, end: 2020-12");
    assert_eq!(jobs(&[late, early], ""), gap);
    // Six months, and years that may touch.
    assert_eq!(jobs(&["start: 2021-07, end: present", early], ""), []);
    assert_eq!(
        jobs(&["start: 2021, end: present", "start: 2015, end: 2020"], ""),
        []
    );
    assert_eq!(
        jobs(&["start: 2022, end: present", "start: 2015, end: 2020"], ""),
        gap
    );
    // Something else may have filled it.
    assert_eq!(
        jobs(
            &[late, early],
            "education: [{institution: X, start: 2020-10, end: 2021-08}]"
        ),
        []
    );
    assert_eq!(
        jobs(&[late, early], "education: [{institution: X, date: 2021}]"),
        []
    );
    assert_eq!(jobs(&[late, early], "education: [{institution: X}]"), []);
    assert_eq!(
        jobs(
            &[late, early],
            "volunteering: [{organization: X, start: 2020, end: 2021}]"
        ),
        []
    );
    assert_eq!(jobs(&[late, early, "title: Undated"], ""), []);
    assert_eq!(jobs(&[late, "start: 2015"], ""), []);
    // A degree before the first job leaves no gap between jobs.
    assert_eq!(
        jobs(
            &[late],
            "education: [{institution: X, start: 2001, end: 2005}]"
        ),
        []
    );
}

#[test]
fn overlaps_are_said_once_and_only_when_they_are_certain() {
    let overlap = [("career-overlap", "experience[0].organization".to_owned())];
    let jobs = |late: &str, early: &str| {
        advice(&format!(
            "experience: [{{organization: X, {late}}}, {{organization: Y, {early}}}]"
        ))
    };
    assert_eq!(
        jobs("start: 2020-03, end: present", "start: 2015, end: 2020-05"),
        overlap
    );
    assert_eq!(
        jobs("start: 2020-03, end: 2021-06", "start: 2015, end: 2020-05"),
        overlap
    );
    // Posts that are held in parallel.
    for (late, early) in [
        ("start: 2020-03, end: present", "start: 2015, end: present"),
        ("start: 2016-03, end: 2016-05", "start: 2015, end: 2018"),
        ("start: 2016-03, end: present", "start: 2015, end: present"),
        ("start: 2016-03, end: present", "start: 2015, end: 2018"),
    ] {
        assert_eq!(jobs(late, early), [], "{late}; {early}");
    }
    assert_eq!(
        jobs("start: 2020-03, end: present", "start: 2015, end: 2020-03"),
        []
    );
    assert_eq!(
        jobs("start: 2020, end: present", "start: 2015, end: 2020"),
        []
    );
    let positions = "experience: [{organization: X, positions: [{title: A, start: 2020, end: present}, {title: B, start: 2018, end: 2021}]}]";
    assert_eq!(advice(positions), []);
}

#[test]
fn papers_have_their_owner_a_year_and_a_link() {
    let paper = |fields: &str| advice(&format!("publications: [{{title: T, {fields}}}]"));
    let at = |code, field: &str| vec![(code, format!("publications[0].{field}"))];
    let whole = "date: 1843, doi: 10.1000/182";
    assert_eq!(
        paper(&format!("authors: [Ada Lovelace, B. C.], {whole}")),
        []
    );
    assert_eq!(
        paper(&format!("authors: [B. C.], {whole}")),
        at("owner-missing", "authors")
    );
    assert_eq!(paper(&format!("authors: \"B. C., et al.\", {whole}")), []);
    assert_eq!(
        paper(&format!("authors: [A. Lovelace, A. Lovelace], {whole}")),
        at("owner-twice", "authors")
    );
    assert_eq!(paper(whole), []);
    // In which role does not matter.
    for people in [
        "editors: [Ada Lovelace, B. C.]",
        "translators: Ada Lovelace",
        "authors: B. C., translators: Ada Lovelace",
        "authors: B. C., editors: Ada Lovelace, type: book",
    ] {
        assert_eq!(paper(&format!("{people}, {whole}")), [], "{people}");
    }
    assert_eq!(
        paper(&format!("editors: [B. C.], {whole}")),
        at("owner-missing", "editors")
    );
    assert_eq!(
        paper(&format!("translators: [A. Lovelace, A. Lovelace], {whole}")),
        at("owner-twice", "translators")
    );
    assert_eq!(
        paper("doi: 10.1000/182"),
        at("undated-publication", "title")
    );
    assert_eq!(paper("doi: 10.1000/182, venue: ENGINES 2025"), []);
    assert_eq!(paper("date: 1843"), at("unlinked-publication", "title"));
    assert_eq!(
        paper("date: 1843, links: {pdf: https://example.org/a.pdf}"),
        []
    );
    assert_eq!(paper("status: under-review"), []);
}

#[test]
fn what_does_not_print_of_a_kind_is_said_once() {
    let editors =
        "authors: Ada Lovelace, editors: B. C., type: conference, date: 1843, doi: 10.1000/182";
    let found = advice(&format!("publications: [{{title: T, {editors}}}]"));
    assert_eq!(
        found,
        [("unprinted-field", "publications[0].editors".to_owned())]
    );
    let two = format!("publications: [{{title: T, {editors}1}}, {{title: U, {editors}2}}]");
    assert_eq!(advice(&two).len(), 1);
    let sent = "status: under-review, venue: ENGINES, pages: 1-2";
    let found = advice(&format!("publications: [{{title: T, {sent}}}]"));
    assert_eq!(
        found,
        [
            ("unprinted-field", "publications[0].pages".to_owned()),
            ("unprinted-field", "publications[0].venue".to_owned()),
        ]
    );
}

#[test]
fn an_old_acceptance_is_measured_by_the_date_of_the_file() {
    let paper = |date: &str, settings: &str| {
        advice(&format!(
            "publications: [{{title: T, status: accepted, date: {date}}}]\nsettings: {{{settings}}}"
        ))
    };
    let said = [("accepted-long-ago", "publications[0].status".to_owned())];
    assert_eq!(paper("2024-03", "updated: 2025-04-02"), said);
    assert_eq!(paper("2024-03", "updated: 2025-03-31"), []);
    assert_eq!(paper("2024-03", ""), []);
}

#[test]
fn what_lies_after_the_date_of_the_file_is_said() {
    let award = |date: &str, updated: &str| {
        advice(&format!(
            "awards: [{{title: T, date: {date}}}]\nsettings: {{{updated}}}"
        ))
    };
    let said = [("future-date", "awards[0].date".to_owned())];
    assert_eq!(award("2026-12", "updated: 2026-11-22"), said);
    assert_eq!(award("2026", "updated: 2026-11-22"), []);
    assert_eq!(award("2027", ""), []);
    let study =
        "education: [{institution: X, start: 2025, expected: 2029}]\nsettings: {updated: 2026}";
    assert_eq!(advice(study), []);
}

#[test]
fn an_address_is_missed() {
    let loaded = load_str(
        "cv.yaml",
        "person: {name: Ada Lovelace}",
        Path::new(""),
        &Environment::default(),
    );
    let notes = advise(&loaded.cv.unwrap(), None);
    assert_eq!(notes.len(), 1);
    assert_eq!(notes[0].code, Code::MissingEmail);
}

#[test]
fn emphasis_within_words_is_told() {
    for (text, is_told) in [
        ("Takes n*log*n steps", true),
        ("Takes un*believ*able pains", true),
        ("Studied CO*2* and **H**2", true),
        ("In (*E. coli*), *all* **of** it", false),
        ("Takes 2*3*4 and a*b*c steps", false),
        ("Of *n*-type, and \\\\*x\\\\*y", false),
        ("Calls `n*log*n`", false),
    ] {
        let expected: &[_] = match is_told {
            true => &[("emphasis-in-word", "summary".to_owned())],
            false => &[],
        };
        let text = text.replace("\\\\", "\\");
        assert_eq!(advice(&format!("summary: '{text}'")), expected, "{text}");
    }
}

#[test]
fn phones_that_nobody_abroad_can_dial_are_told() {
    let person = |phone: &str| {
        let text = format!(
            "person: {{name: Ada, email: a@example.org, phone: {phone}}}\nreferences: [{{name: B, phone: 020 7946 0000}}]"
        );
        let loaded = load_str("cv.yaml", &text, Path::new(""), &Environment::default());
        let notes = advise(&loaded.cv.unwrap(), None);
        let notes = notes
            .into_iter()
            .filter(|note| note.code == Code::PhoneForm);
        let places = notes.map(|note| match note.place {
            Place::Value(path) if loaded.sources.locate(&path).is_some() => path,
            other => panic!("{other:?}"),
        });
        places.collect::<Vec<_>>()
    };
    let other = "references[0].phone";
    assert_eq!(person("+44 (0)20 7946 0000 ext. 5"), [other]);
    assert_eq!(person("020 7946 0000"), ["person.phone", other]);
    assert_eq!(
        person("[+44 20 7946 0000, 0044 20 7946 0000]"),
        ["person.phone[1]", other]
    );
}

#[test]
fn a_phone_number_with_the_code_of_an_exit_is_rewritten() {
    for (phone, meant) in [
        ("0044 20 7946 0000", Some("\"+44 20 7946 0000\"")),
        ("020 7946 0000", None),
    ] {
        let text = format!("person: {{name: Ada, email: a@example.org, phone: {phone}}}\n");
        let loaded = load_str("cv.yaml", &text, Path::new(""), &Environment::default());
        let notes = advise(&loaded.cv.unwrap(), None);
        let note = notes.iter().find(|note| note.code == Code::PhoneForm);
        let fixes = note.unwrap().fixes.iter();
        let edits: Vec<String> = fixes
            .map(|fix| fix.replacement(&loaded.sources).unwrap().text)
            .collect();
        assert_eq!(edits, Vec::from_iter(meant), "{phone}");
    }
}

#[test]
fn an_overlap_of_two_jobs_is_said_once_whatever_their_positions() {
    let found = advice(
        "experience:
  - organization: X
    positions: [{title: A, start: 2022, end: 2024}, {title: B, start: 2016, end: 2020}]
  - {organization: Y, title: C, start: 2018, end: 2023}
",
    );
    let overlaps: Vec<_> = found
        .iter()
        .filter(|(code, _)| *code == "career-overlap")
        .collect();
    assert_eq!(overlaps.len(), 1, "{found:?}");
}

#[test]
fn a_gap_within_a_job_points_at_its_positions() {
    let yaml = "experience:
  - organization: X
    positions: [{title: A, start: 2022, end: 2024}, {title: B, start: 2016, end: 2020}]
";
    assert_eq!(
        advice(yaml),
        [("career-gap", "experience[0].positions[0]".to_owned())]
    );
    let text = format!("person: {{name: A, email: a@b.org}}\n{yaml}");
    let loaded = load_str("cv.yaml", &text, Path::new(""), &Environment::default());
    let note = advise(&loaded.cv.unwrap(), None).remove(0);
    assert!(note.message.ends_with("before this position"), "{note:#?}");
    let (place, words) = &note.related[0];
    assert_eq!(
        *place,
        Place::Value("experience[0].positions[1]".to_owned())
    );
    assert_eq!(words, "the position before");
}

#[test]
fn an_owner_who_is_in_few_papers_is_told_once_with_the_likely_name() {
    let papers = |authors: &[&str]| {
        let papers = authors.iter().map(|authors| {
            format!("  - {{title: \"{authors}\", authors: \"{authors}\", date: 2020, url: https://a.org}}\n")
        });
        format!(
            "person: {{name: Ada Lovelace, email: a@b.org}}\npublications:\n{}",
            papers.collect::<String>()
        )
    };
    let notes = |text: &str| {
        let loaded = load_str("cv.yaml", text, Path::new(""), &Environment::default());
        let notes = advise(&loaded.cv.unwrap(), None);
        let notes = notes
            .into_iter()
            .filter(|note| note.code.name().starts_with("owner"));
        notes.collect::<Vec<_>>()
    };
    let found = notes(&papers(&[
        "B. King, Ada King",
        "Ada King, C. Babbage",
        "Ada King",
        "Ada Lovelace",
    ]));
    let [note] = &found[..] else {
        panic!("{found:#?}")
    };
    assert_eq!(note.code, Code::OwnerRarelyFound);
    assert!(note.message.starts_with("only 1 of 4"), "{note:#?}");
    assert!(
        note.help[0].contains("`aliases: [\"Ada King\"]`"),
        "{note:#?}"
    );
    // One paper of others among many is what it is.
    let found = notes(&papers(&[
        "Ada Lovelace",
        "A. Lovelace",
        "C. Babbage",
        "Ada Lovelace, X. Y",
    ]));
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].code, Code::OwnerMissing);
    // No name is likely.
    let found = notes(&papers(&["A. B", "C. D", "E. F"]));
    let [note] = &found[..] else {
        panic!("{found:#?}")
    };
    assert!(note.help[0].starts_with("add the name"), "{note:#?}");
}
