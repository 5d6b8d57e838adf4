//! A made-up professor's record of thirty years: its lists, its advice, its pages.

use std::fmt::Write as _;
use std::fs;

use super::cli::{project, run};
use super::project::condensed;

/// Papers of the record: those of the owner, then articles about her.
const OWN: usize = 240;
const ABOUT: usize = 10;

/// Kinds of papers in the bibliography: the type of the entry, the field of its venue, its tag.
const KINDS: [(&str, &str, &str); 6] = [
    ("article", "journal", "refereed"),
    ("inproceedings", "booktitle", "refereed"),
    ("inproceedings", "booktitle", "abstract"),
    ("incollection", "booktitle", "refereed"),
    ("techreport", "institution", "report"),
    ("article", "journal", "editorial"),
];

/// The bibliography, as a reference manager writes it.
fn bibliography() -> String {
    let mut out = String::new();
    for number in 0..OWN {
        let (kind, venue, tag) = KINDS[number % KINDS.len()];
        let year = 1995 + number / 8;
        let invited = if number % 20 == 0 { ", invited" } else { "" };
        let author = match number % 3 {
            0 => "Example-Second, Given M. and Author, A.",
            1 => "Author, B. and Example Second, G.",
            _ => "Example, Given M. and Writer, C.",
        };
        writeln!(
            out,
            "@{kind}{{own{number}, title={{Study {number} of Reactors}}, author={{{author}}}, {venue}={{Annals {}}}, \
             year={{{year}}}, doi={{10.1000/{number}}}, keywords={{{tag}{invited}, Nuclear}}}}",
            number % 7
        )
        .unwrap();
    }
    for number in 0..ABOUT {
        writeln!(
            out,
            "@article{{about{number}, title={{Visit {number}}}, author={{Reporter, R.}}, journal={{Times}}, year={{2020}}, \
             url={{https://example.org/{number}}}}}"
        )
        .unwrap();
    }
    out
}

/// The record but for its papers.
fn record() -> String {
    let mut out = "\
person: {name: Given Middle Example Second, email: given@example.org, aliases: [Given M. Example-Second]}
bibliography: [zotero.bib]
experience:
  - {organization: University of Illinois, title: Professor, start: Aug 2012, end: Present}
  - {organization: National Laboratory, title: Joint appointment, start: Aug 2012, end: Present}
  - {organization: University of Wisconsin, title: Assistant Professor, start: 2003-08, end: 2012-07}
  - {organization: University of Wisconsin, title: Fellow, start: 1999, end: 2003-06}
education:
  - {institution: University of Turin, degree: PhD, field: Physics, start: 1994, end: 1998}
skills: [Python, C++, Fortran]
languages: [English, Italian]
"
    .to_owned();
    let mut section = |name: &str, count: usize, entry: &dyn Fn(usize) -> String| {
        writeln!(out, "{name}:").unwrap();
        for number in 0..count {
            writeln!(out, "  - {{{}}}", entry(number)).unwrap();
        }
    };
    section("talks", 60, &|number| {
        let kind = ["invited", "contributed", "seminar"][number % 3];
        format!(
            "title: Talk {number}, kind: {kind}, event: Meeting {}, date: {}",
            number % 9,
            2024 - number / 4
        )
    });
    section("advising", 40, &|number| {
        let degree = ["PhD", "Master", "Bachelor"][number % 3];
        let start = 2023 - number / 2;
        format!(
            "name: Student {number}, degree: {degree}, start: {start}, end: {}",
            start + 1
        )
    });
    section("grants", 10, &|number| {
        format!(
            "title: Grant {number}, funder: Agency {}, start: {}, end: {}, amount: {{value: {}, currency: USD}}",
            number % 3,
            2020 - number,
            2023 - number,
            (number + 1) * 100_000
        )
    });
    section("service", 50, &|number| match number % 2 {
        0 => format!(
            "role: Reviewer, venue: Journal {number}, years: [{}]",
            2000 + number / 3
        ),
        _ => format!(
            "role: Member, organization: Committee {number}, years: [{}]",
            2000 + number / 3
        ),
    });
    out.push_str(
        "\
documents:
  all:
    talks: {group: kind}
    advising: {group: degree}
    grants: {group: funder}
    service: {group: role, merge: true}
    publications:
      lists:
        - {title: Journal articles, types: [journal], tags: [refereed], prefix: J}
        - {title: Refereed proceedings, types: [conference], tags: [refereed], prefix: C}
        - {title: Abstracts, tags: [abstract], prefix: A}
        - {title: Book chapters, types: [chapter], prefix: B}
        - {title: Technical reports, types: [report], prefix: R}
        - {title: Editorials, tags: [editorial], prefix: E}
        - {title: Invited contributions, tags: [invited], order: oldest, number: none}
        - {title: Invited articles, tags: [invited], types: [journal], number: none}
        - {title: Recent work, since: 2023, limit: 10, number: none}
        - {title: Five latest papers, order: oldest, limit: 5, number: none}
        - {title: The proposal rests on, keys: [own12, own24, 10.1000/36], number: none}
        - {title: By year, types: [report], number: none}
  two-pages: {extends: cv, pages: 2}
",
    );
    out
}

#[test]
fn a_record_of_thirty_years_is_listed_as_its_owner_wants_it_with_little_to_say() {
    let folder = project(&record());
    fs::write(folder.path().join("zotero.bib"), bibliography()).unwrap();
    let (code, _, stderr) = run(folder.path(), &["check", "cv"]);
    assert_eq!(code, 0, "{stderr}");
    let notes = stderr
        .lines()
        .filter(|line| line.starts_with("note["))
        .count();
    assert!((1..=20).contains(&notes), "{notes} notes\n{stderr}");
    assert!(
        stderr.contains("10 entries of `zotero.bib` do not name"),
        "{stderr}"
    );
    for never in ["owner-", "career-", "unused-tag", "unlinked", "warning"] {
        assert!(!stderr.contains(never), "{never}\n{stderr}");
    }
    let (code, _, stderr) = run(folder.path(), &["cv", "--format", "txt"]);
    assert_eq!(code, 0, "{stderr}");
    let text = fs::read_to_string(folder.path().join("output/cv.txt")).unwrap();
    let condensed = condensed(&text);
    for expected in [
        "Journal articles J40",
        "Refereed proceedings C40",
        "Abstracts A40",
        "Book chapters B40",
        "Technical reports R40",
        "Editorials E40",
        "PhD 2023–2024 Student 0",
        "Master 2023–2024 Student 1",
        "Agency 0 2020–2023 Grant 0",
        "Reviewer Journal 0 (2000), Journal 2 (2000)",
        "Invited talks 2024 Talk 0",
        "Python, C++, Fortran",
    ] {
        let expected: String = expected.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(condensed.contains(&expected), "{expected}\n{text}");
    }
    assert!(!text.contains("Visit"), "{text}");
}

#[test]
#[ignore = "lays out long documents"]
fn a_record_of_thirty_years_fits_on_two_pages_and_each_of_its_notes_is_there() {
    let folder = project(&record());
    fs::write(folder.path().join("zotero.bib"), bibliography()).unwrap();
    let (code, _, stderr) = run(folder.path(), &["two-pages"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(stderr.contains("2 pages"), "{stderr}");
    let notes = |arguments: &[&str]| {
        let (_, _, stderr) = run(folder.path(), arguments);
        stderr
            .lines()
            .filter(|line| line.starts_with("note["))
            .count()
    };
    assert!(notes(&["check", "cv", "--all"]) > notes(&["check", "cv"]));
}
