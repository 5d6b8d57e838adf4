//! One run finds everything, and nothing that is only the consequence of something else.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use folio::diagnostics::{Diagnostic, Severity, human};
use folio::model::Cv;
use folio::papers::Papers;
use folio::session::{self, Request};
use folio::source::{Environment, Loaded, load_str};
use folio::{advice, source};

use super::cli::{project, run};
use super::project::{ENGINE, fixture_names, fixtures, many};
use super::schema::{mutants, places, read};

/// What is found after reading.
fn later(cv: &Cv) -> Vec<Diagnostic> {
    let names = cv.document_names();
    let mut found = session::check_text(cv, &names, &ENGINE, &Request::default());
    found.extend(Papers::new(cv).problems().iter().cloned());
    found.extend(advice::advise(cv, None));
    found
}

/// Codes and words of problems.
fn words(found: &[Diagnostic]) -> BTreeSet<(&str, &str)> {
    found
        .iter()
        .map(|found| (found.code.name(), found.message.as_str()))
        .collect()
}

/// Breaks the fixtures at every `stride`-th place: of what is then found later, everything is found
/// in the whole file as well.
fn compare(stride: usize) -> (usize, usize) {
    let (mut broken, mut shown, mut number) = (0, 0, 0);
    for name in fixture_names() {
        let file = read(&fixtures().join(format!("{name}.yaml")));
        let load = |text: &str| load_str("cv.yaml", text, &fixtures(), &Environment::default());
        let whole = later(&load(&file.to_string()).cv.unwrap());
        let mut all = Vec::new();
        places(&file, &mut Vec::new(), &mut all);
        for steps in &all {
            number += 1;
            if number % stride != 0 {
                continue;
            }
            for (how, mutant) in mutants(&file, steps) {
                let loaded = load(&mutant.to_string());
                let Some(cv) = loaded.cv.as_ref().filter(|_| loaded.has_errors()) else {
                    continue;
                };
                let Loaded {
                    diagnostics,
                    sources,
                    ..
                } = &loaded;
                let found = advice::unaffected(later(cv), diagnostics, sources);
                let more: Vec<_> = words(&found).difference(&words(&whole)).copied().collect();
                assert!(
                    more.is_empty(),
                    "{name}, {how} {steps:?}: {more:?} after\n{:.2000}",
                    human(diagnostics, sources, false)
                );
                broken += 1;
                shown += found.len();
            }
        }
    }
    (broken, shown)
}

#[test]
fn a_mistake_has_no_false_consequences() {
    let (broken, shown) = compare(211);
    assert!(broken > 25 && shown > 25, "{broken}, {shown}");
}

#[test]
#[ignore = "takes a minute"]
fn no_mistake_has_false_consequences() {
    let few = 100_000_usize.div_ceil(many()).max(1);
    let (broken, shown) = compare(41 * few);
    assert!(broken * few > 150 && shown * few > 150, "{broken}, {shown}");
}

#[test]
fn files_with_one_mistake_have_no_second_error() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    let mut files = 0;
    for entry in fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let Loaded {
            cv,
            diagnostics,
            sources,
            ..
        } = source::load(&path).unwrap();
        let Some(cv) = cv else { continue };
        let has_errors = diagnostics
            .iter()
            .any(|found| found.severity == Severity::Error);
        if !has_errors {
            continue;
        }
        files += 1;
        let found = advice::unaffected(later(&cv), &diagnostics, &sources);
        let more = found.iter().filter(|found| found.severity > Severity::Note);
        let more: Vec<&Diagnostic> = more.collect();
        assert!(more.is_empty(), "{}: {more:#?}", path.display());
    }
    assert!(files > 80, "{files}");
}

#[test]
fn one_run_shows_what_reading_and_composing_find() {
    let folder = project(
        "person: {name: Ada, email: a@b.org}
summary: see 張
experience:
  - {organization: X, start: 2021-13, summary: We built it.}
  - {organization: Y, highlights: [We built it.]}
publications:
  - {title: T, authors: Eve, date: 2021-13}
  - {title: U, authors: Eve, date: 2021}
  - {title: \"V $\\\\frac{1$\", authors: Ada}
",
    );
    let (code, _, stderr) = run(folder.path(), &["check", "--message-format", "short"]);
    assert_eq!(code, 1);
    insta::assert_snapshot!(stderr, @r"
    cv.yaml:2:14: error[no-glyph]: no font has the Chinese, Japanese or Korean character `張` (U+5F35)
    cv.yaml:4:30: error[bad-date]: there is no month 13
    cv.yaml:5:36: note[first-person]: the text speaks in the first person: `We`
    cv.yaml:7:36: error[bad-date]: there is no month 13
    cv.yaml:8:13: note[unlinked-publication]: the publication has no link
    cv.yaml:8:25: note[owner-missing]: none of the authors is Ada
    cv.yaml:9:13: error[bad-math]: in `$\frac{1$`: a `}` is missing at the end
    cv.yaml:9:13: note[undated-publication]: the publication has no year
    cv.yaml:9:13: note[unlinked-publication]: the publication has no link
    ");
    // A build stops at what it cannot read.
    let (code, _, stderr) = run(folder.path(), &["build", "--message-format", "short"]);
    assert_eq!(code, 1);
    assert_eq!(stderr.lines().count(), 2, "{stderr}");
}
