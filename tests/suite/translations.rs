//! One file in several languages.

use std::path::Path;

use folio::compose::{Options, compose};
use folio::render::text::text;
use folio::source::{Environment, Loaded, load_str};
use folio::theme;

use super::cli::{project, run};

const FILE: &str = "\
person: {name: Ada Lovelace, headline: {en: Mathematician, de: Mathematikerin}}
settings: {language: en}
experience:
  - organization: {en: University of Vienna, de: Universität Wien, ar: جامعة فيينا}
    title: {en: Research associate, de: Wissenschaftliche Mitarbeiterin, pt: Investigadora}
    start: 2020
    highlights: {en: [One.], de: [Eins., Zwei.]}
  - organization: Analytical Engines
    end: 2019
    highlights:
      - {en: Plain., de: Schlicht.}
      - {text: {en: Tagged., de: Markiert.}, tags: [a]}
      - Same.
publications:
  - {title: {en: A Paper, de: Ein Aufsatz}, authors: Ada Lovelace, date: 2020}
sections:
  further: {title: {en: Further, de: Weiteres}, text: {en: Rides., de: Reitet.}}
documents:
  lebenslauf: {extends: cv, language: de, headline: {en: Programmer, de: Programmiererin}}
  kurz: {extends: resume, language: de-AT, publications: {only: all}}
  arabic: {extends: cv, language: ar}
  brasil: {extends: cv, language: pt-BR}
";

fn loaded(text: &str, languages: &[&str]) -> Loaded {
    let environment = Environment {
        languages: languages.iter().map(|tag| (*tag).to_owned()).collect(),
        ..Environment::default()
    };
    load_str("cv.yaml", text, Path::new(""), &environment)
}

fn page(loaded: &Loaded, name: &str) -> String {
    let composed = compose(loaded.record().unwrap(), name, &Options::default()).unwrap();
    let theme = theme::load("plain", None).unwrap();
    text(&composed.document, &theme)
}

#[test]
fn a_document_prints_what_is_in_its_language() {
    let loaded = loaded(FILE, &[]);
    assert!(!loaded.has_errors(), "{:#?}", loaded.diagnostics);
    let german = [
        "Mathematikerin",
        "Wissenschaftliche Mitarbeiterin",
        "Universität Wien",
        "Eins.",
        "Zwei.",
        "Schlicht.",
        "Markiert.",
        "Ein Aufsatz",
    ];
    let english = [
        "Mathematician",
        "Research associate",
        "University of Vienna",
        "One.",
        "Plain.",
        "Tagged.",
        "A Paper",
    ];
    let has =
        |page: &str, words: &[&str]| words.iter().filter(|word| page.contains(**word)).count();
    let cv = page(&loaded, "cv");
    assert_eq!((has(&cv, &english), has(&cv, &german)), (7, 0), "{cv}");
    let short = page(&loaded, "kurz");
    assert_eq!(
        (has(&short, &english), has(&short, &german)),
        (0, 8),
        "{short}"
    );
    let long = page(&loaded, "lebenslauf");
    assert_eq!(
        (has(&long, &english), has(&long, &german)),
        (0, 7),
        "{long}"
    );
    for word in ["Programmiererin", "WEITERES", "Reitet.", "Same."] {
        assert!(long.contains(word), "{word}: {long}");
    }
}

#[test]
fn what_is_not_translated_is_read_in_the_language_of_the_file() {
    let loaded = loaded(FILE, &[]);
    let arabic = page(&loaded, "arabic");
    assert!(
        arabic.contains("جامعة فيينا") && arabic.contains("Research associate"),
        "{arabic}"
    );
    let brasil = page(&loaded, "brasil");
    assert!(
        brasil.contains("Investigadora") && brasil.contains("University of Vienna"),
        "{brasil}"
    );
}

/// The problems of a code, each with the text at its place.
fn told(loaded: &Loaded, code: &str) -> Vec<(String, String)> {
    let found = loaded
        .diagnostics
        .iter()
        .filter(|found| found.code.name() == code);
    let told = found.map(|found| {
        let (file, range) = loaded.sources.resolve(&found.place).unwrap();
        let (_, text) = loaded.sources.file(file).unwrap();
        (found.message.clone(), text[range].to_owned())
    });
    told.collect()
}

#[test]
fn what_lacks_is_told_in_one_warning_a_language_or_one_by_one() {
    let all = told(&loaded(FILE, &[]), "missing-translation");
    let messages: Vec<&str> = all.iter().map(|(message, _)| message.as_str()).collect();
    assert_eq!(
        messages,
        [
            "8 texts have translations, but none into `ar`",
            "8 texts have translations, but none into `pt-BR`",
        ]
    );
    let each = told(&loaded(FILE, &["nl"]), "missing-translation");
    assert_eq!(each.len(), 2 + 9, "{each:#?}");
    let title = "`experience[0].title` has no translation into `nl`";
    assert!(
        each.iter().any(|(message, _)| message == title),
        "{each:#?}"
    );
}

#[test]
fn a_mistake_in_a_translation_is_told_once_at_its_place() {
    let text = FILE.replace("de: Mathematikerin", "de: {x: y}");
    let mistakes = loaded(&text, &[]);
    let wrong = told(&mistakes, "wrong-type");
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert_eq!(wrong[0].1, "{x: y}");
    let text = FILE.replace("de: Schlicht.", "dee: Schlicht.");
    let wrong = told(&loaded(&text, &[]), "unknown-language");
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert_eq!(wrong[0].1, "dee");
    // Both are wrong in every language, and said once.
    let text = FILE.replace("start: 2020", "strat: 2020");
    assert_eq!(told(&loaded(&text, &[]), "unknown-key").len(), 1);
}

#[test]
fn keys_that_the_user_chooses_are_no_languages() {
    let text = "\
person: {name: X, profiles: {github: x}}
projects:
  - {name: P, links: {de: https://example.org/de, en: https://example.org/en}}
sections:
  it: {title: Computing, text: Much.}
documents:
  de: {extends: cv, titles: {it: Computers}}
";
    let loaded = loaded(text, &[]);
    assert!(!loaded.has_errors(), "{:#?}", loaded.diagnostics);
    assert!(loaded.editions.is_empty());
    let cv = loaded.cv.as_ref().unwrap();
    assert_eq!(cv.projects[0].links.iter().count(), 2);
    assert!(page(&loaded, "de").contains("COMPUTERS"));
}

#[test]
fn scripts_without_fonts_are_one_error_each() {
    let folder = project(
        "\
person: {name: Wang Zhipeng, native_name: 王志鹏}
summary: {en: 你好世界, ja: こんにちは, ar: سعيد ภาษาไทย}
documents:
  ja: {extends: cv, language: ja}
  ar: {extends: cv, language: ar}
  zh: {extends: cv, language: zh-Hant}
",
    );
    let (code, _, told) = run(folder.path(), &["check", "--message-format", "short"]);
    assert_eq!(code, 1, "{told}");
    let errors: Vec<&str> = told.lines().filter(|line| line.contains("error")).collect();
    assert_eq!(
        errors,
        [
            "cv.yaml:1:43: error[no-glyph]: no font has Chinese, Japanese or Korean characters",
            "cv.yaml:2:41: error[no-glyph]: no font has Thai characters",
        ]
    );
}

#[test]
fn labels_stand_in_the_place_of_words_in_each_language() {
    let text = FILE.replace(
        "settings: {language: en}",
        "settings: {language: en, labels: {section.experience: {en: Jobs, de: Stellen}, from: 'ab {date}'}}",
    );
    let loaded = loaded(&text, &[]);
    assert!(!loaded.has_errors(), "{:#?}", loaded.diagnostics);
    let (english, german) = (page(&loaded, "cv"), page(&loaded, "lebenslauf"));
    assert!(
        english.contains("JOBS") && !english.contains("EXPERIENCE"),
        "{english}"
    );
    assert!(
        german.contains("STELLEN") && !german.contains("BERUFS"),
        "{german}"
    );
    assert!(english.contains("ab 2020"), "{english}");
}
