//! Sentences of the documentation about what the program does, each with the behaviour itself: when
//! one of them changes, so must the other.

use std::collections::BTreeSet;
use std::fs;

use folio::arrange::arrange;
use folio::compose::{self, Options};
use folio::diagnostics::Code;
use folio::document::Document;
use folio::model::{Cv, THEMES};
use folio::render::text;
use folio::session::Request;
use folio::source::{Environment, load_str};
use folio::theme;

use super::cli::{project, run};
use super::project::{ENGINE, fixture, fixtures};

/// Texts of the documentation, with line breaks and indentation as blanks.
fn page(name: &str) -> String {
    let page = match name {
        "README.md" => include_str!("../../README.md"),
        "docs/format.md" => include_str!("../../docs/format.md"),
        "docs/start.md" => include_str!("../../docs/start.md"),
        "docs/themes.md" => include_str!("../../docs/themes.md"),
        "docs/bibtex.md" => include_str!("../../docs/bibtex.md"),
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
        .map(|title| (text.find(title).unwrap(), *title))
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
fn a_photo_prints_where_the_theme_has_a_place_for_it_and_can_be_hidden() {
    says(
        "docs/format.md",
        "Printed where the theme or `design: {photo: right}` has a place for it, in any kind of document",
    );
    let environment = Environment {
        templates: vec![String::from("mine")],
        ..Environment::default()
    };
    let text = "person: {name: Ada, photo: {path: portrait.svg, alt: Ada}}
documents:
  private: {extends: cv, hide: [photo]}
  drawn: {template: mine}
  short: {extends: resume, template: mine}
  asked: {extends: resume, template: mine, design: {photo: left}}
  european: {extends: resume, theme: axis}
  bare: {extends: european, design: {photo: none}}
";
    let loaded = load_str("cv.yaml", text, &fixtures(), &environment);
    assert!(!loaded.has_errors(), "{:#?}", loaded.diagnostics);
    let cv = loaded.cv.unwrap();
    let shows = |cv: &Cv, name: &str| {
        let (composed, theme) =
            folio::session::composed(cv, name, &ENGINE, &Request::default()).unwrap();
        arrange(&composed.document, &theme).header.photo.is_some()
    };
    for (name, expected) in [
        ("cv", true),
        ("resume", false),
        ("publications", false),
        ("private", false),
        ("drawn", true),
        ("short", false),
        ("asked", true),
        ("european", true),
        ("bare", false),
    ] {
        assert_eq!(shows(&cv, name), expected, "{name}");
    }
    // The fixture shows one as well.
    assert!(shows(&fixture("full"), "cv"));
}

#[test]
fn the_examples_of_a_theme_are_a_bad_and_a_good_one() {
    let code = Code::BadTheme.explanation();
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

/// The codes of a summary, and how it prints.
fn told(summary: &str) -> (Vec<&'static str>, String) {
    let text = format!("person: {{name: Ada}}\nsummary: '{summary}'\n");
    let loaded = load_str("cv.yaml", &text, &fixtures(), &Environment::default());
    let composed = compose::compose(&loaded.cv.unwrap(), "cv", &Options::default()).unwrap();
    let codes = composed.problems.iter().map(|problem| problem.code.name());
    let printed = text::text(&composed.document, &theme::load("scholar", None).unwrap());
    (codes.collect(), printed)
}

#[test]
fn links_in_texts_are_read_as_addresses_in_fields() {
    says(
        "docs/format.md",
        "One that cannot be linked is an error at its place, in a field and in a text alike; in a `.bib` it prints as words, with a warning.",
    );
    says(
        "docs/format.md",
        "A link has words, else it is an error, and no title: `[words](https://example.org \"title\")` is told, as the title would print nowhere. A text holds no pictures: `![…](…)` is an error.",
    );
    says(
        "docs/bibtex.md",
        "A link has the schemes that `cv.yaml` takes, and no others (`ftp:`); a link in a title or note that has no words shows its address, and one within another is words.",
    );
    for (summary, codes) in [
        (
            "[w](https://example.org) <https://example.org> <ada@example.org>",
            &[][..],
        ),
        ("[w](https://a..org)", &["bad-link"]),
        ("[](https://example.org)", &["bad-link"]),
        ("![w](https://example.org)", &["bad-link"]),
        ("[words](https://example.org \"title\")", &["link-title"]),
    ] {
        assert_eq!(told(summary).0, codes, "{summary}");
    }
    for (title, printed, link, warnings) in [
        (
            "\\href{https://example.org/x}{}",
            "https://example.org/x",
            true,
            1,
        ),
        (
            "\\href{https://example.org}{a \\href{https://b.example.org}{b} c}",
            "a b c",
            true,
            1,
        ),
        ("\\href{ftp://example.org}{a b}", "a b", false, 1),
    ] {
        let folder = project("person: {name: A}\nbibliography: refs.bib\n");
        let entry = format!("@misc{{k, author = {{A}}, title = {{{title}}}, year = 2020}}");
        fs::write(folder.path().join("refs.bib"), entry).unwrap();
        let loaded = folio::source::load(&folder.path().join("cv.yaml")).unwrap();
        assert!(!loaded.has_errors(), "{:#?}", loaded.diagnostics);
        assert_eq!(
            loaded.diagnostics.len(),
            warnings,
            "{title}: {:#?}",
            loaded.diagnostics
        );
        let document = document(&loaded.cv.unwrap(), "cv");
        let text = text::text(&document, &theme::load("scholar", None).unwrap());
        assert!(text.contains(printed), "{text}");
        let json = serde_json::to_string(&document).unwrap();
        assert_eq!(json.contains("\"type\":\"link\""), link, "{title}");
    }
}

#[test]
fn signs_that_are_no_emphasis_print() {
    says(
        "docs/format.md",
        "asterisks between digits or single letters (`2*3*4`, `a*b*c`), and the underscores of names such as `__init__`. Elsewhere within a word they are emphasis (`un*believ*able`), which `folio check` notes; `\\*` always is an asterisk.",
    );
    for (summary, printed) in [
        ("see 2*3*4, a*b*c, __init__", "see 2*3*4, a*b*c, __init__"),
        ("see un*believ*able \\*", "see unbelievable *"),
    ] {
        let (codes, text) = told(summary);
        assert_eq!(codes, [] as [&str; 0], "{summary}");
        assert!(text.contains(printed), "{text}");
    }
}

#[test]
fn the_readme_counts_and_names_what_there_is() {
    says("README.md", &format!("| Looks | {} themes |", THEMES.len()));
    let files = fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/words/locales")).unwrap();
    let names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    // Regions and scripts of one language are one.
    let languages: BTreeSet<String> = names
        .map(|name| {
            name.trim_end_matches(".txt")
                .split('-')
                .next()
                .unwrap()
                .to_owned()
        })
        .collect();
    says(
        "README.md",
        &format!("| Languages | {}, headings and dates |", languages.len()),
    );
    // The fonts that a person may name; that of formulas is none of them.
    let catalogue: serde_json::Value =
        serde_json::from_str(include_str!("../../fonts/catalogue.json")).unwrap();
    let families: BTreeSet<&str> = catalogue
        .as_array()
        .unwrap()
        .iter()
        .map(|font| font["family"].as_str().unwrap())
        .collect();
    assert!(families.len() > 4, "{families:?}");
    for family in families {
        says("README.md", family);
        if !family.ends_with(" Math") {
            says("docs/start.md", family);
            says("docs/themes.md", family);
        }
    }
}
