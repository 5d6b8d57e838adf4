//! Text of the source is data: it prints as it stands, whatever it looks like.

use folio::compose::{Options, compose};
use folio::diagnostics::Place;
use folio::document::plain_text;
use folio::model::Cv;
use folio::theme;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

use super::extraction::body_of;
use super::project::{ENGINE, THEMES, condensed};

const STRINGS: [&str; 18] = [
    "#read(\"/etc/passwd\")",
    "#emoji.face",
    "$5M–$6M",
    "@x",
    "_a_b",
    "<b>bold</b>",
    "&amp;",
    "https://a.b/x#frag_1",
    "100 %",
    "back\\slash and \\\\ two",
    "\"double\" 'single' `tick`",
    "--flag ---long",
    "?` !` << >>",
    "#set page(width: 1pt)",
    "*not bold* _not italic_",
    "= no heading",
    "// no comment /* none */",
    "\\u{41} ^^5c ~ {x} [y] (z)",
];

/// A CV that prints each string as an employer and, escaped, as a bullet.
fn cv_of(strings: &[String]) -> Cv {
    let jobs: Vec<serde_json::Value> = strings
        .iter()
        .map(|string| {
            let escape = |c: char| {
                c.is_ascii_punctuation()
                    .then_some('\\')
                    .into_iter()
                    .chain([c])
            };
            let escaped: String = string.chars().flat_map(escape).collect();
            serde_json::json!({"organization": string, "highlights": [escaped]})
        })
        .collect();
    let cv = serde_json::json!({"person": {"name": "Ada Lovelace"}, "experience": jobs});
    serde_json::from_value(cv).unwrap()
}

fn assert_verbatim(strings: &[String], theme: &str) {
    let cv = cv_of(strings);
    let options = Options {
        theme: Some(theme.to_owned()),
        ..Options::default()
    };
    let document = compose(&cv, "cv", &options).unwrap().document;
    let theme = theme::load(theme, None).unwrap();
    let layout = ENGINE.layout(&document, &theme).unwrap();
    let extracted = body_of(&layout.pdf().unwrap(), &document);
    // Each string stands twice, in order: the employer, then the bullet.
    let mut rest = extracted.as_str();
    for string in strings {
        for _ in 0..2 {
            let wanted = condensed(string);
            let at = rest
                .find(&wanted)
                .unwrap_or_else(|| panic!("`{string}` is not in: {:.300}", rest));
            rest = &rest[at + wanted.len()..];
        }
    }
}

#[test]
#[ignore = "runs pdftotext (poppler)"]
fn text_that_looks_like_a_language_prints_as_it_stands() {
    let strings: Vec<String> = STRINGS.iter().map(|string| (*string).to_owned()).collect();
    for theme in THEMES {
        assert_verbatim(&strings, theme);
    }
}

/// Characters that the bundled fonts cover: no control, format, separator, combining or
/// private-use characters. No letters written from right to left either: pdftotext puts a line
/// that has both directions into the order of the eye.
fn covered() -> Vec<char> {
    let planes = (0x20..0x3000)
        .chain(0xA640..0xABFF)
        .chain(0xFB00..0xFE00)
        .chain(0x1D400..0x1D800);
    let planes = planes
        .filter_map(char::from_u32)
        .filter(|c| !c.is_whitespace());
    planes
        .filter(|c| {
            ENGINE.covers(*c) && !matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}')
        })
        .collect()
}

#[test]
#[ignore = "runs pdftotext (poppler)"]
fn arbitrary_strings_of_covered_characters_come_back() {
    let covered = covered();
    assert!(covered.len() > 1_000, "{}", covered.len());
    let mut runner = TestRunner::deterministic();
    let strategy = proptest::collection::vec(proptest::sample::select(covered), 1..24).prop_map(
        |characters| {
            use unicode_normalization::UnicodeNormalization;
            characters.into_iter().nfc().collect::<String>()
        },
    );
    for round in 0..8 {
        let strings: Vec<String> = (0..100)
            .map(|_| strategy.new_tree(&mut runner).unwrap().current())
            .collect();
        assert_verbatim(&strings, THEMES[round % THEMES.len()]);
    }
}

#[test]
fn a_character_that_no_font_has_is_an_error_at_its_place() {
    for (string, character) in [
        ("A 張 B", '張'),
        ("smile 😀", '😀'),
        ("private \u{e001}", '\u{e001}'),
    ] {
        let cv = cv_of(&["fine".to_owned(), string.to_owned()]);
        let document = compose(&cv, "cv", &Options::default()).unwrap().document;
        let theme = theme::load("scholar", None).unwrap();
        let problems = ENGINE.layout(&document, &theme).err().unwrap_or_default();
        let at = |problem: &folio::diagnostics::Diagnostic| match &problem.place {
            Place::Character(path, c) => (path.clone(), *c),
            place => panic!("{place:?}"),
        };
        let places: Vec<_> = problems.iter().map(at).collect();
        assert!(
            places
                .iter()
                .any(|(path, c)| path.starts_with("experience[1]") && *c == character),
            "{string}: {places:?}"
        );
    }
}

#[test]
fn markup_of_the_source_never_reaches_typst_as_code() {
    let cv = cv_of(&["#panic()".to_owned()]);
    let document = compose(&cv, "cv", &Options::default()).unwrap().document;
    let theme = theme::load("scholar", None).unwrap();
    assert_eq!(ENGINE.layout(&document, &theme).unwrap().pages(), 1);
    assert_eq!(plain_text(&document.header.headline), "");
}
