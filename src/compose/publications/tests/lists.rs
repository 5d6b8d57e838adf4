//! Lists as their owner wants them.

use insta::assert_snapshot;

use super::*;

const RECORD: &str = r#"
person: {name: Ada Lovelace}
publications:
  - {title: Tables, authors: Ada Lovelace, venue: Journal of A, type: journal, date: 2019, tags: [refereed]}
  - {title: Looms, authors: Ada Lovelace, venue: Journal of B, type: journal, date: 2021, tags: [refereed, invited], bib: looms, selected: true}
  - {title: Gears, authors: Ada Lovelace, venue: Symposium on X, type: conference, date: 2020, tags: [refereed], doi: 10.1000/182}
  - {title: Cards, authors: Ada Lovelace, venue: Symposium on Y, type: conference, date: 2022, tags: [abstracts, invited]}
  - {title: Wheels, authors: Ada Lovelace, venue: Symposium on Z, type: conference, date: 2018, tags: [abstracts]}
  - {title: Engines, authors: Ada Lovelace, type: book, date: 2017}
  - {title: Later, authors: Ada Lovelace, type: journal, venue: Journal of A, status: accepted}
"#;

fn codes(problems: &[Diagnostic]) -> Vec<&'static str> {
    problems.iter().map(|problem| problem.code.name()).collect()
}

/// The titles of a listing in their order, each with its label.
fn titles(cv: &Cv, options: &str) -> String {
    let listing = listing(cv, &settings(&format!("publications: {options}"))).0;
    let text = text(&listing);
    let lines = text
        .lines()
        .map(|line| match line.split_once(" [Ada Lovelace]. ") {
            Some((label, rest)) => {
                format!("{label} {}", rest.split('.').next().unwrap_or_default())
            }
            None => line.to_owned(),
        });
    lines.collect::<Vec<_>>().join("; ")
}

#[test]
fn lists_have_headings_members_order_and_numbers_of_their_own() {
    let options = "publications: {number: type, counts: true, lists: [
        {title: Journals and books, types: [journal, book], order: oldest, number: continuous},
        {types: conference, prefix: C, since: 2020},
        {tags: [invited], number: none, order: file},
        {title: The best, keys: [looms, 'https://doi.org/10.1000/182'], limit: 2},
        {only: selected},
    ]}";
    let cv = cv(RECORD);
    let (listing, problems) = listing(&cv, &settings(options));
    assert_eq!(codes(&problems), [""; 0]);
    assert_snapshot!(text(&listing), @r"
## Journals and books (4)
1 [Ada Lovelace]. Engines. 2017.
2 [Ada Lovelace]. Tables. Journal of A, 2019.
3 [Ada Lovelace]. Looms. Journal of B, 2021.
- [Ada Lovelace]. Later. Journal of A, to appear.
## Conference papers (2)
C3 [Ada Lovelace]. Cards. Symposium on Y, 2022.
C2 [Ada Lovelace]. Gears. Symposium on X, 2020. doi:10.1000/182
## Invited (2)
- [Ada Lovelace]. Looms. Journal of B, 2021.
- [Ada Lovelace]. Cards. Symposium on Y, 2022.
## The best (2)
J2 [Ada Lovelace]. Looms. Journal of B, 2021.
C2 [Ada Lovelace]. Gears. Symposium on X, 2020. doi:10.1000/182
## Selected publications (1)
J2 [Ada Lovelace]. Looms. Journal of B, 2021.
");
}

#[test]
fn numbers_of_a_list_count_what_belongs_to_it_whatever_is_left_out() {
    let cv = cv(RECORD);
    for (options, expected) in [
        (
            "{lists: [{types: [conference], prefix: C}]}",
            "## Conference papers; C3 Cards; C2 Gears; C1 Wheels",
        ),
        (
            "{lists: [{types: [conference], prefix: C, limit: 1}]}",
            "## Conference papers; C3 Cards",
        ),
        (
            "{lists: [{types: [conference], prefix: C, order: oldest, limit: 2}]}",
            "## Conference papers; C2 Gears; C3 Cards",
        ),
        (
            "{lists: [{types: [conference], prefix: C, order: file}]}",
            "## Conference papers; C1 Gears; C2 Cards; C3 Wheels",
        ),
        (
            "{number: type, lists: [{types: [conference], limit: 1}]}",
            "## Conference papers; C3 Cards",
        ),
        (
            "{number: none, lists: [{types: [conference], limit: 1}]}",
            "## Conference papers; - Cards",
        ),
        (
            "{order: oldest, lists: [{types: [journal]}]}",
            "## Journal articles; - Tables; - Looms; - Later",
        ),
        (
            "{order: file, types: [journal]}",
            "- Tables; - Looms; - Later",
        ),
    ] {
        assert_eq!(titles(&cv, options), expected, "{options}");
    }
}

#[test]
fn groups_stand_in_the_order_that_is_given() {
    let cv = cv(RECORD);
    for (options, expected) in [
        (
            "{group: type, groups: [book, conference]}",
            "# Books; - Engines; # Conference papers; - Cards; - Gears; - Wheels; # Journal articles; - Later; - Looms; - Tables",
        ),
        (
            "{group: tag, groups: [abstracts], number: continuous}",
            "# Abstracts; 2 Cards; 1 Wheels; # Invited; 1 Looms; # Refereed; 2 Gears; 1 Tables; # Other publications; - Later; 1 Engines",
        ),
        (
            "{lists: [{title: All, group: year, order: oldest, types: [journal]}]}",
            "## All; # 2019; - Tables; # 2021; - Looms; # To appear; - Later",
        ),
        (
            "{group: type, lists: [{title: All, groups: [book], types: [journal, book]}]}",
            "## All; # Books; - Engines; # Journal articles; - Later; - Looms; - Tables",
        ),
    ] {
        assert_eq!(titles(&cv, options), expected, "{options}");
    }
}

#[test]
fn what_stands_in_no_list_and_what_lists_nothing_is_told() {
    let cv = cv(RECORD);
    let told = |options: &str| -> Vec<String> {
        let (_, problems) = listing(&cv, &settings(&format!("publications: {options}")));
        let told = problems.iter().map(|problem| {
            let label = problem.label.as_deref().unwrap_or_default();
            format!("{:?}: {} {label}", problem.place, problem.message)
        });
        told.collect()
    };
    let all = "{types: [conference]}, {types: [journal]}";
    assert_eq!(
        told(&format!("{{lists: [{all}, {{types: [book]}}]}}")),
        [""; 0]
    );
    assert_eq!(
        told(&format!("{{lists: [{all}, {{types: [thesis]}}]}}")),
        [
            "Value(\"documents.bare.publications.lists[2]\"): no publication belongs to this list ",
            "Key(\"documents.bare.publications.lists\"): 1 publication stands in none of the lists “Engines”",
        ]
    );
    assert_eq!(
        told("{lists: [{types: [book]}]}"),
        [
            "Key(\"documents.bare.publications.lists\"): 6 publications stand in none of the lists \
             “Later”, “Cards”, `looms` and 3 more",
        ]
    );
    // Selections leave out by design.
    assert_eq!(
        told("{lists: [{only: selected}, {title: Two, keys: [looms]}]}"),
        [""; 0]
    );
    assert_eq!(
        told("{lists: [{title: One, keys: [loms, 10.1000/182]}]}"),
        [
            "Value(\"documents.bare.publications.lists[0].keys[0]\"): no publication has the key `loms` \
             did you mean `looms`?",
        ]
    );
}

#[test]
fn selected_is_the_heading_of_nothing_that_is_not() {
    let unselected = RECORD.replace(", selected: true", "");
    let cv = cv(&unselected);
    let (listing, problems) = listing(&cv, &settings("publications: {lists: [{only: selected}]}"));
    assert_eq!(codes(&problems), ["none-selected"]);
    assert_eq!(listing.lists[0].title.as_deref(), Some("Publications"));
    assert!(!listing.is_selection);
    for options in ["{only: selected}", "{only: selected-first}"] {
        assert!(!titles(&cv, options).contains("Selected"), "{options}");
    }
}

#[test]
fn a_paper_of_several_lists_is_told_apart_and_exported_once() {
    let cv = cv(RECORD);
    let options = "publications: {lists: [{types: [journal]}, {tags: [refereed]}, {title: All}]}";
    let resolved = Resolved::bare(&settings(options));
    let papers = Arc::new(Papers::new(&cv));
    let works = WorkListing::new(&papers, &resolved);
    let origins: Vec<&str> = works
        .listed()
        .map(|(_, listed)| listed.origin.as_str())
        .collect();
    let mut unique = origins.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!((origins.len(), unique.len()), (13, 13));
    assert_eq!(works.works().count(), 7);
    for (work, listed) in works.listed() {
        assert_eq!(crate::document::source_of(&listed.origin), work.origin);
    }
}
