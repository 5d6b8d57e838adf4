//! What YAML 1.1 would change, stays as it was written, or is refused with advice to quote it.

use folio::compose::{self, Options};
use folio::render::text::text;
use folio::source::{Environment, Loaded, load_str};
use folio::theme;

use super::project::fixtures;

fn load(source: &str) -> Loaded {
    load_str("cv.yaml", source, &fixtures(), &Environment::default())
}

/// A value in places of all kinds: of a key, of an item, in braces and in brackets.
fn file(value: &str) -> String {
    format!(
        "person:
  name: {value}
  location: {value}
summary: {value}
education:
  - institution: {value}
    grade: {value}
    highlights:
      - {value}
projects:
  - {{name: {value}, description: {value}, technologies: [{value}, Rust]}}
"
    )
}

#[test]
fn what_yaml_1_1_changes_prints_as_written() {
    for value in [
        "NO",
        "no",
        "No",
        "on",
        "ON",
        "off",
        "yes",
        "Y",
        "n",
        "true",
        "False",
        "1.10",
        "1.0",
        "007",
        "0o17",
        "0x1F",
        "0b11",
        "1e3",
        "1_000",
        "12:30:45",
        "2024",
        "2024-01",
        "2024-01-02",
        "+44 20 7946 0958",
        "+1",
        "-5",
        ".5",
        ".inf",
        "-.INF",
        ".NaN",
        "3%",
        "~x",
        "nullable",
        "1e9999",
        "12345678901234567890123",
        "0.1000000000000000055",
        "2001-12-14t21:59:43.10-05:00",
    ] {
        let loaded = load(&file(value));
        assert!(
            loaded.diagnostics.is_empty(),
            "{value}: {:?}",
            loaded.diagnostics
        );
        let composed = compose::compose(&loaded.cv.unwrap(), "cv", &Options::default()).unwrap();
        let printed = text(&composed.document, &theme::load("plain", None).unwrap());
        let count = printed.matches(value).count();
        assert!(count >= 8, "{value} stands {count} times in:\n{printed}");
    }
}

#[test]
fn phone_numbers_and_identifiers_keep_every_digit() {
    let loaded = load(
        "person: {name: Ada, phone: +44 20 7946 0958}
publications:
  - {title: T, authors: Ada, date: 2025, arxiv: 2505.12340, doi: 10.1000/1.10, volume: 007, pages: 010-020}
",
    );
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    let composed = compose::compose(&loaded.cv.unwrap(), "cv", &Options::default()).unwrap();
    let printed = text(&composed.document, &theme::load("classic", None).unwrap());
    for words in ["+44 20 7946 0958", "2505.12340", "10.1000/1.10", "007"] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
}

#[test]
fn null_is_never_lost_without_a_word() {
    for value in ["null", "Null", "NULL"] {
        let loaded = load(&file(value));
        // Two keys that must be there, and a list in which nothing may be missing.
        let quoted = format!("quote it: `\"{value}\"`");
        let found: Vec<_> = loaded
            .diagnostics
            .iter()
            .map(|found| found.code.name())
            .collect();
        assert_eq!(found.len(), 9, "{value}: {found:?}");
        for problem in &loaded.diagnostics {
            let advised = problem.help.iter().any(|help| help.contains(&quoted));
            assert!(advised, "{value}: {problem:?}");
        }
        let loaded = load(&file(&format!("\"{value}\"")));
        assert!(
            loaded.diagnostics.is_empty(),
            "{value}: {:?}",
            loaded.diagnostics
        );
    }
}
