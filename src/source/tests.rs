use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;
use crate::diagnostics::{Code, Place, human, short};

fn loaded(text: &str) -> Loaded {
    // The bibliography of the full fixture is there.
    let folder = Path::new("tests/fixtures");
    load_str("cv.yaml", text, folder, &Environment::default())
}

fn codes(text: &str) -> Vec<&'static str> {
    loaded(text)
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.name())
        .collect()
}

/// The CV of a text without problems.
fn cv(text: &str) -> Cv {
    let loaded = loaded(text);
    assert_eq!(human(&loaded.diagnostics, &loaded.sources, false), "");
    loaded.cv.unwrap()
}

const NAME: &str = "person: {name: X}\n";

#[test]
fn values_that_yaml_guesses_about_stay_as_written() {
    let cv = cv("\
person: {name: NO, phone: +44 20 7946 0000, location: on, pronouns: 1e3, native_name: \"null\"}
education:
  - {institution: 0x10, degree: ~x, grade: 1.10, start: 2024-01}
skills:
  - {name: 007, keywords: [yes, 'off', 1.0, .5, 12:30:45, 1_000, \"~\", 2024-01-02]}
");
    let person = cv.person;
    assert_eq!(person.name.as_deref(), Some("NO"));
    let phone = person.phone.iter().next().unwrap();
    assert_eq!(phone.text, "+44 20 7946 0000");
    assert_eq!(person.location.as_deref(), Some("on"));
    assert_eq!(person.pronouns.as_deref(), Some("1e3"));
    assert_eq!(person.native_name.as_deref(), Some("null"));
    let education = &cv.education[0];
    assert_eq!(education.institution.as_deref(), Some("0x10"));
    assert_eq!(education.degree.as_deref(), Some("~x"));
    assert_eq!(*education.grade, ["1.10"]);
    assert_eq!(education.start.unwrap().to_string(), "2024-01");
    let skill = &cv.skills[0];
    assert_eq!(skill.name.as_deref(), Some("007"));
    let keywords: Vec<&str> = skill.keywords.iter().map(String::as_str).collect();
    assert_eq!(
        keywords,
        [
            "yes",
            "off",
            "1.0",
            ".5",
            "12:30:45",
            "1_000",
            "~",
            "2024-01-02"
        ]
    );
}

#[test]
fn what_is_not_written_is_not_there() {
    let cv = cv("person:\n  name: X\n  headline:\n  phone: ~\nexperience:\ndocuments:\n  short:\n");
    assert_eq!(cv.person.headline, None);
    assert!(cv.person.phone.iter().next().is_none());
    assert!(cv.experience.is_empty());
    assert!(
        cv.documents.contains_key("short"),
        "a name that the user chose is there"
    );
}

#[test]
fn byte_order_mark_and_crlf_just_work() {
    let text = "\u{FEFF}person:\r\n  name: X\r\nsummary: |\r\n  One.\r\n  Two.\r\n";
    assert_eq!(cv(text).summary.unwrap().0, "One.\nTwo.\n");
    let wrong = loaded("\u{FEFF}person:\r\n  name: X\r\n  emial: x\r\n");
    assert_eq!(
        short(&wrong.diagnostics, &wrong.sources),
        "cv.yaml:3:3: error[unknown-key]: unknown key `emial` in `person`\n"
    );
}

#[test]
fn aliases_repeat_values_at_their_first_place() {
    let text = "interests: &all [Engines, Compilers]\nskills:\n  - {name: S, keywords: *all}\nperson: {name: X}\n";
    assert_eq!(cv(text).skills[0].keywords.len(), 2);
    let wrong =
        "awards: &list\n  - {title: T, date: soon}\ncertifications: *list\nperson: {name: X}\n";
    assert_eq!(
        codes(wrong),
        ["bad-date"],
        "a mistake that is repeated is one mistake"
    );
}

#[test]
fn a_mistake_moves_no_other() {
    let loaded = loaded(
        "person: {name: X}\nexperience:\n  - Nothing\n  - organization: A\n    start: 2021\n    end: 2020\n",
    );
    let lines = short(&loaded.diagnostics, &loaded.sources);
    assert!(
        lines.starts_with("cv.yaml:3:5: error[wrong-type]"),
        "{lines}"
    );
    assert!(
        lines.contains("cv.yaml:6:10: error[backwards-dates]"),
        "{lines}"
    );
    assert_eq!(
        loaded.cv.unwrap().experience[1].organization.as_deref(),
        Some("A")
    );
}

#[test]
fn names_of_what_does_not_decode_stay_known() {
    let text = "person: {name: X}\nmarks: {equal: none}\ndocuments:\n  base: none\n  cv: {extends: base}\n\
                publications: [{title: T, authors: [{name: A, marks: [equal]}]}]\n";
    assert_eq!(codes(text), ["wrong-type", "wrong-type"]);
}

#[test]
fn warnings_can_be_allowed_and_errors_cannot() {
    let text = "person: {name: X}\nsummary: Ranked #1\nsettings: {allow: [comment-in-text, unknown-key]}\nfoo: 1\n";
    assert_eq!(codes(text), ["unknown-key"]);
}

#[test]
fn an_environment_brings_its_own_looks() {
    let text = "person: {name: X}\ndocuments: {cv: {theme: mine, template: own}}\n";
    assert_eq!(codes(text), ["unknown-theme", "unknown-template"]);
    let environment = Environment {
        themes: vec!["mine".to_owned()],
        templates: vec!["own".to_owned()],
        languages: Vec::new(),
    };
    assert!(
        load_str("cv.yaml", text, Path::new(""), &environment)
            .diagnostics
            .is_empty()
    );
}

#[test]
fn what_cannot_be_read_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let missing = load(&folder.path().join("cv.yaml")).unwrap_err();
    assert!(
        missing.to_string().starts_with("there is no file `"),
        "{missing}"
    );
    let directory = load(folder.path()).unwrap_err();
    assert!(
        directory
            .to_string()
            .ends_with("is a directory, expected a YAML file"),
        "{directory}"
    );
    assert_eq!(directory.error.kind(), std::io::ErrorKind::IsADirectory);
}

#[test]
fn a_character_is_found_within_its_value() {
    let loaded = loaded("person: {name: X}\nsummary: Engines ☃ and ☃\n");
    let place = Place::Character("summary".to_owned(), '☃');
    let (_, range) = loaded.sources.resolve(&place).unwrap();
    assert_eq!(range, 35..38);
    let escaped = Place::Character("summary".to_owned(), 'é');
    assert_eq!(
        loaded.sources.resolve(&escaped).unwrap().1,
        27..46,
        "the whole value"
    );
}

/// What a processor has worked for this thread, which is the same on a busy machine; where the system
/// does not say, the time since `start`.
fn worked(start: Instant) -> Duration {
    let said = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = said.and_then(|said| said.split_whitespace().next()?.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// Loads, prints, and takes no longer than a person waits.
fn bounded(text: &str) -> Loaded {
    let start = Instant::now();
    let before = worked(start);
    let loaded = loaded(text);
    human(&loaded.diagnostics, &loaded.sources, true);
    let took = worked(start) - before;
    assert!(
        took < Duration::from_secs(20),
        "{took:?} without optimisation"
    );
    loaded
}

#[test]
fn hostile_files_end_soon() {
    // Each level repeats the one before it nine times.
    let mut laughs = String::from("a: &a0 [lol]\n");
    for level in 1..12 {
        let repeats = [format!("*a{}", level - 1).as_str()].repeat(9).join(", ");
        laughs.push_str(&format!("k{level}: &a{level} [{repeats}]\n"));
    }
    let code = |text: &str| {
        bounded(text)
            .diagnostics
            .last()
            .map(|last| last.code.name())
    };
    assert_eq!(code(&laughs), Some("too-large"));
    let mut nested = String::from("a: &a0 [lol]\n");
    for level in 1..200 {
        nested.push_str(&format!("k{level}: &a{level} [*a{}]\n", level - 1));
    }
    assert_eq!(code(&nested), Some("too-deep"));
    assert_eq!(
        code(&format!("a: {}", "[".repeat(100_000))),
        Some("too-deep")
    );
    let mut deep = String::new();
    for level in 0..2000 {
        deep.push_str(&format!("{}a:\n", " ".repeat(level)));
    }
    assert_eq!(code(&deep), Some("too-deep"));
    assert_eq!(code(&"- a\n".repeat(300_000)), Some("too-large"));
    assert_eq!(code(&"x".repeat(11 * 1024 * 1024)), Some("too-large"));
    let documents: String = (0..20_000)
        .map(|at| format!("  d{at}: {{extends: d}}\n"))
        .collect();
    let many = format!("{NAME}documents:\n{documents}");
    let found = bounded(&many).diagnostics;
    assert!(found.iter().any(|found| found.code == Code::TooLarge));
    assert_eq!(code(&format!("{NAME}{}", "# c\n".repeat(100_000))), None);
}

#[test]
fn what_aliases_repeat_is_counted_in_bytes() {
    let text = "word ".repeat(2_000);
    let items = "  - *s\n".repeat(2_000);
    let repeated = loaded(&format!("{NAME}summary: &s {text}\ninterests:\n{items}"));
    let problem = &repeated.diagnostics[0];
    assert_eq!(problem.code, Code::TooLarge);
    assert!(problem.message.contains("10 MB"), "{problem:?}");
    // At the alias that is too much, not at the first.
    let (_, range) = repeated.sources.resolve(&problem.place).unwrap();
    assert!(range.start > text.len() + 5_000, "{range:?}");
}

#[test]
fn texts_and_letters_have_a_length() {
    let codes = |text: &str| {
        let found = loaded(&format!("{NAME}{text}")).diagnostics;
        found
            .iter()
            .map(|found| found.code.name())
            .collect::<Vec<_>>()
    };
    let marks = "\u{301}".repeat(60_000);
    assert_eq!(codes(&format!("summary: a{marks}\n")), ["too-many-marks"]);
    assert_eq!(
        codes(&format!("interests: [\"a{marks}\"]\n")),
        ["too-many-marks"]
    );
    let word = "a".repeat(20_000);
    assert_eq!(codes(&format!("summary: {word}\n")), ["too-long-text"]);
    let text = "word ".repeat(2_000);
    let several = format!("summary: >-\n  {text}\n\n  {text}\n\n  {text}\n");
    assert_eq!(codes(&several), [""; 0]);
}

#[test]
fn countless_mistakes_end_soon() {
    let unknown: String = (0..20_000)
        .map(|number| format!("k{number}: 1\n"))
        .collect();
    let loaded = bounded(&format!("{NAME}{unknown}"));
    assert!(loaded.diagnostics.len() >= decode::MOST);
    assert_eq!(
        loaded.diagnostics.last().unwrap().code,
        Code::TooManyProblems
    );
    let wrong = "  - {organization: [a], start: soon}\n".repeat(5_000);
    bounded(&format!("{NAME}experience:\n{wrong}"));
    bounded(&format!(
        "{NAME}interests: [{}]\n",
        "{a: b}, ".repeat(5_000)
    ));
}

const PIECES: [&str; 40] = [
    "person:",
    "name:",
    "  ",
    "\n",
    "\n  ",
    "\n    ",
    "- ",
    ": ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "*",
    "&a ",
    "*a",
    "#",
    " #",
    "|\n",
    ">-\n",
    "!x ",
    "? ",
    "%",
    "@",
    "`",
    "\t",
    "---\n",
    "experience:",
    "publications:",
    "authors: ",
    "documents:",
    "cv:",
    "extends: cv",
    "start: 2021-",
    "é",
    "\u{2028}",
    "\\",
    "<<: ",
];

fn survives(text: &str) {
    let loaded = loaded(text);
    let printed = human(&loaded.diagnostics, &loaded.sources, false);
    assert_eq!(printed.is_empty(), loaded.diagnostics.is_empty());
    short(&loaded.diagnostics, &loaded.sources);
    for diagnostic in &loaded.diagnostics {
        assert!(!diagnostic.message.is_empty(), "{}", diagnostic.code);
    }
    assert!(loaded.cv.is_some() || loaded.has_errors());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_text_brings_it_down(text in "\\PC{0,80}") {
        survives(&text);
    }

    #[test]
    fn no_mixture_of_tokens_brings_it_down(picks in prop::collection::vec(0..PIECES.len(), 0..40)) {
        let text: String = picks.into_iter().map(|pick| PIECES[pick]).collect();
        survives(&text);
    }

    #[test]
    fn no_bytes_bring_it_down(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        load_bytes("cv.yaml", &bytes, Path::new(""), &Environment::default());
    }

    #[test]
    fn no_damage_to_a_good_file_brings_it_down(at in 0.0..1.0_f64, length in 0..30_usize, pick in 0..PIECES.len()) {
        let good = include_str!("../../tests/fixtures/full.yaml");
        let mut start = (good.len() as f64 * at) as usize;
        while !good.is_char_boundary(start) {
            start -= 1;
        }
        let end = good[start..].char_indices().nth(length).map_or(good.len(), |(index, _)| start + index);
        survives(&format!("{}{}{}", &good[..start], PIECES[pick], &good[end..]));
    }
}

#[test]
fn values_that_other_tools_refuse_or_change() {
    let cv = cv("\
person: {name: X}
summary: short
experience:
  - organization: A
    start: 1970-01-01
    highlights:
      - Cut cost - saved 5 M
      - 'Uses #tags, $5M–$6M, @x, <b>, &amp; and #read(\"/etc/passwd\")'
talks:
  - {title: T, date: '2021'}
publications:
  - {title: T, volume: 12, authors: 'A One, B Two', date: 2021}
grants:
  - {title: T, amount: 50000}
");
    assert_eq!(cv.experience[0].start.unwrap().to_string(), "1970-01-01");
    let highlights = &cv.experience[0].highlights;
    assert_eq!(highlights.len(), 2);
    assert_eq!(
        highlights[0].0.text.as_ref().unwrap().0,
        "Cut cost - saved 5 M"
    );
    assert_eq!(cv.talks[0].date, cv.publications[0].date);
    assert_eq!(cv.publications[0].volume.as_deref(), Some("12"));
    assert_eq!(
        cv.grants[0].amount.as_ref().unwrap().value.as_deref(),
        Some("50000")
    );
}
