//! Sentences of the documentation about what the program does, each with the behaviour itself: when
//! one of them changes, so must the other.

use std::fs;

use folio::compose::{self, Options};
use folio::diagnostics::explained;
use folio::document::Document;
use folio::model::Cv;
use folio::render::text;
use folio::source::{Environment, load_str};
use folio::theme;

use super::cli::{project, run};
use super::project::{fixture, fixtures};

/// Texts of the documentation, with line breaks and indentation as blanks.
fn page(name: &str) -> String {
    let page = match name {
        "README.md" => include_str!("../../README.md"),
        "docs/format.md" => include_str!("../../docs/format.md"),
        _ => include_str!("../../docs/errors.md"),
    };
    page.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn says(name: &str, sentence: &str) {
    assert!(page(name).contains(sentence), "{name}: {sentence}");
}

fn cv(text: &str) -> Cv {
    let loaded = load_str("cv.yaml", text, &fixtures(), &Environment::default());
    assert!(!loaded.has_errors(), "{:#?}", loaded.diagnostics);
    loaded.cv.unwrap()
}

fn document(cv: &Cv, name: &str) -> Document {
    compose::compose(cv, name, &Options::default())
        .unwrap()
        .document
}

fn printed(cv: &Cv, name: &str) -> String {
    text::text(&document(cv, name), &theme::load("scholar", None).unwrap())
}

#[test]
fn the_legend_stands_above_the_list() {
    says(
        "README.md",
        "each list begins with a legend of those that occur",
    );
    says(
        "docs/format.md",
        "Above a list stands a legend of the marks that occur in it; in a publication list, above the first of its sections",
    );
    let cv = cv("person: {name: Ada}
marks: {equal: {symbol: '*', label: Equal contribution}}
publications:
  - {title: A paper, authors: 'Ada*, Bob*', date: 2020, type: journal, venue: J}
  - {title: A book, authors: 'Ada*, Bob*', date: 2020, type: book}
");
    for name in ["cv", "resume", "publications"] {
        let text = printed(&cv, name);
        let at = |words: &str| text.find(words).unwrap_or_else(|| panic!("{name}: {text}"));
        assert!(at("Equal contribution") < at("A paper"), "{text}");
        assert!(at("Equal contribution") < at("A book"), "{text}");
        assert_eq!(text.matches("Equal contribution").count(), 1, "{text}");
    }
    let text = printed(&cv, "publications").to_lowercase();
    let heading = text.find("journal articles").unwrap();
    assert!(text.find("equal contribution").unwrap() < heading, "{text}");
}

#[test]
fn undated_and_unpublished_papers_stand_first_without_a_number() {
    says(
        "docs/format.md",
        "Undated and unpublished papers stand before all others",
    );
    says(
        "docs/format.md",
        "undated and unpublished papers carry none",
    );
    says(
        "docs/errors.md",
        "Without one it stands first in the list and carries no number",
    );
    let cv = cv("person: {name: Ada}
publications:
  - {title: Dated, authors: Ada, date: 2020, type: journal, venue: J}
  - {title: Undated, authors: Ada, type: journal, venue: J}
  - {title: Submitted, authors: Ada, date: 2019, status: under-review, type: journal, venue: J}
  - {title: Of its venue, authors: Ada, type: journal, venue: J 2021}
");
    let text = printed(&cv, "cv");
    let mut places: Vec<(usize, &str)> = ["Submitted", "Undated", "Of its venue", "Dated"]
        .iter()
        .map(|title| (text.find(&format!("{title}.")).unwrap(), *title))
        .collect();
    let written = places.clone();
    places.sort_unstable();
    assert_eq!(places, written, "{text}");
    let numbered = text.lines().filter(|line| line.starts_with('J'));
    assert_eq!(
        numbered.count(),
        2 + usize::from(text.contains("\nJournal")),
        "{text}"
    );
}

#[test]
fn a_photo_prints_in_the_academic_template_and_can_be_hidden() {
    says(
        "docs/format.md",
        "Printed by the template `academic` alone; `hide: [photo]` leaves it out",
    );
    let cv = cv("person: {name: Ada, photo: {path: portrait.svg, alt: Ada}}
documents: {private: {extends: cv, hide: [photo]}}
");
    for (name, shows) in [
        ("cv", true),
        ("resume", false),
        ("publications", false),
        ("private", false),
    ] {
        assert_eq!(document(&cv, name).header.photo.is_some(), shows, "{name}");
    }
    // The fixture shows one as well.
    assert!(document(&fixture("full"), "cv").header.photo.is_some());
}

#[test]
fn the_examples_of_a_theme_are_a_bad_and_a_good_one() {
    let code = explained("bad-theme").unwrap();
    for (example, is_right) in [(code.wrong, false), (code.right, true)] {
        let folder =
            project("person: {name: Ada, email: a@example.org}\nsettings: {theme: mine}\n");
        let path = example
            .text
            .lines()
            .next()
            .unwrap()
            .trim_start_matches("# ");
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, example.text).unwrap();
        let (code, _, stderr) = run(folder.path(), &["check"]);
        assert_eq!(code == 0, is_right, "{stderr}");
        assert_eq!(stderr.contains("error[bad-theme]"), !is_right, "{stderr}");
    }
}
