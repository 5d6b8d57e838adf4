//! `folio check`, `explain` and `new`, and the page of codes.

use std::fs;
use std::path::Path;

use folio::diagnostics::{Code, Diagnostic, Severity};
use folio::papers::Papers;
use folio::source::{Environment, load_str};
use folio::{advice, session};

use super::cli::{outputs, project, run};
use super::project::{ENGINE, fixture_names, fixtures};

/// Everything that `folio check` finds in a text.
fn found(text: &str) -> Vec<Diagnostic> {
    let loaded = load_str("cv.yaml", text, &fixtures(), &Environment::default());
    let has_errors = loaded.has_errors();
    let mut found = loaded.diagnostics;
    if let Some(cv) = loaded.cv.filter(|_| !has_errors) {
        let names = cv.document_names();
        found.extend(Papers::new(&cv).problems().iter().cloned());
        found.extend(session::check(
            &cv,
            &names,
            &ENGINE,
            &session::Request::default(),
        ));
        found.extend(session::not_for_portals(
            &cv,
            &names,
            &ENGINE,
            &session::Request::default(),
        ));
        found.extend(advice::advise(&cv, None));
    }
    found
}

#[test]
fn every_wrong_example_has_its_code_and_no_right_one_has() {
    let completed = |text: &str| {
        // Keys at the top level show that a file was meant whole.
        match text.contains("person:") || text.starts_with('#') {
            true => text.to_owned(),
            false => format!("person: {{name: Ada Lovelace, email: ada@example.org}}\n{text}"),
        }
    };
    let mut shown = 0;
    for code in Code::ALL {
        let about = code.explanation();
        for (example, is_wrong) in [(about.wrong, true), (about.right, false)] {
            if example.language != "yaml" {
                continue;
            }
            shown += 1;
            let found = found(&completed(example.text));
            let of_code: Vec<&Diagnostic> =
                found.iter().filter(|found| found.code == *code).collect();
            assert_eq!(!of_code.is_empty(), is_wrong, "{code}: {found:#?}");
            for found in of_code {
                let severity = found.severity;
                assert!(
                    code.severities().contains(&severity),
                    "{code}: {severity:?}"
                );
            }
            if !is_wrong {
                let errors: Vec<&Diagnostic> = found
                    .iter()
                    .filter(|found| found.severity == Severity::Error)
                    .collect();
                assert!(errors.is_empty(), "{code}: {errors:#?}");
            }
        }
    }
    assert!(shown > 140, "{shown}");
}

#[test]
fn explain_prints_the_page_and_knows_slips() {
    let folder = tempfile::tempdir().unwrap();
    let (code, stdout, _) = run(folder.path(), &["explain", "backwards-dates"]);
    assert_eq!(code, 0);
    insta::assert_snapshot!(stdout, @r"
    backwards-dates (error): Something ends before it begins.

    The year or the month of one of the dates is probably wrong.

    Wrong:

        experience:
          - organization: Analytical Engines Ltd
            start: 2023
            end: 2021

    Right:

        experience:
          - organization: Analytical Engines Ltd
            start: 2021
            end: 2023
    ");
    let (code, stdout, _) = run(folder.path(), &["explain"]);
    assert_eq!(code, 0);
    assert_eq!(stdout.lines().count(), Code::ALL.len());
    let (code, stdout, stderr) = run(folder.path(), &["explain", "bad-dat"]);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.contains("did you mean `bad-date`?"), "{stderr}");
}

#[test]
fn check_writes_nothing_and_finds_what_a_build_would() {
    for (source, code, words) in [
        (
            "person: {name: Ada, email: a@example.org}\n",
            0,
            "2 documents can be built",
        ),
        ("person: {name: Ada}\n", 0, "note[missing-email]"),
        ("person: {name: Ada, emial: x}\n", 1, "error[unknown-key]"),
        (
            "person: {name: Ada}\nsummary: see 張\n",
            1,
            "error[no-glyph]",
        ),
        (
            "person: {name: Ada}\nsettings: {theme: skolar}\n",
            1,
            "error[unknown-theme]",
        ),
    ] {
        let folder = project(source);
        let (found, stdout, stderr) = run(folder.path(), &["check"]);
        assert_eq!((found, stdout.as_str()), (code, ""), "{stderr}");
        assert!(stderr.contains(words), "{stderr}");
        assert_eq!(outputs(folder.path()), [] as [&str; 0]);
    }
}

#[test]
fn notes_are_for_check_alone() {
    let folder = project("person: {name: Ada}\n");
    let (code, _, stderr) = run(folder.path(), &["build"]);
    assert!(code == 0 && !stderr.contains("note"), "{stderr}");
    let (code, _, stderr) = run(folder.path(), &["check", "--quiet"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
}

const DOUBTFUL: &str = "person: {name: Ada, email: a@example.org}
publications:
  - {title: Notes, authors: Ada, date: 2020, doi: 10.1000/182, selected: true}
  - {title: Notes, authors: Ada, date: 2020, doi: 10.1000/182, selected: true}
";

#[test]
fn warnings_are_denied_and_codes_allowed() {
    let folder = project(DOUBTFUL);
    for command in ["check", "build", "cv"] {
        let (code, _, stderr) = run(folder.path(), &[command]);
        assert_eq!(code, 0, "{stderr}");
        assert_eq!(
            stderr.matches("warning[duplicate-publication]").count(),
            1,
            "{command}: {stderr}"
        );
    }
    fs::remove_dir_all(folder.path().join("output")).unwrap();
    for command in ["check", "build", "cv"] {
        let (code, _, stderr) = run(folder.path(), &[command, "--deny", "warnings"]);
        assert_eq!(code, 1, "{stderr}");
        assert!(stderr.contains("error[duplicate-publication]"), "{stderr}");
    }
    assert_eq!(outputs(folder.path()), [] as [&str; 0]);
    let allowed = project(&format!(
        "{DOUBTFUL}settings: {{allow: [duplicate-publication]}}\n"
    ));
    let (code, _, stderr) = run(allowed.path(), &["check", "--deny", "warnings"]);
    assert_eq!((code, stderr.as_str()), (0, "3 documents can be built\n"));
}

#[test]
fn errors_cannot_be_allowed_and_unknown_codes_are_doubted() {
    let folder = project("person: {name: Ada, emial: x}\nsettings: {allow: [unknown-key]}\n");
    let (code, _, stderr) = run(folder.path(), &["check"]);
    assert_eq!(code, 1);
    assert!(stderr.contains("error[unknown-key]"), "{stderr}");
    let folder =
        project("person: {name: Ada, email: a@example.org}\nsettings: {allow: [unused-tags]}\n");
    let (code, _, stderr) = run(folder.path(), &["check"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(stderr.contains("warning[unknown-code]"), "{stderr}");
    assert!(stderr.contains("did you mean `unused-tag`?"), "{stderr}");
}

#[test]
fn a_theme_and_a_template_of_the_project_are_known() {
    let folder = project(
        "person: {name: Ada, email: a@example.org}\nsettings: {theme: mine}\ndocuments: {cv: {template: own}}\n",
    );
    let templates = folder.path().join("templates");
    fs::create_dir_all(templates.join("themes")).unwrap();
    let embedded = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    fs::copy(
        embedded.join("themes/clear.yaml"),
        templates.join("themes/mine.yaml"),
    )
    .unwrap();
    fs::copy(embedded.join("academic.typ"), templates.join("own.typ")).unwrap();
    let (code, _, stderr) = run(folder.path(), &["check"]);
    assert_eq!((code, stderr.as_str()), (0, "2 documents can be built\n"));
}

#[test]
fn a_slip_in_a_theme_is_told_once_with_its_place() {
    let folder = project("person: {name: Ada, email: a@example.org}\nsettings: {theme: mine}\n");
    let themes = folder.path().join("templates/themes");
    fs::create_dir_all(&themes).unwrap();
    fs::write(themes.join("mine.yaml"), "gap_pt: 4\nacent: \"#333333\"\n").unwrap();
    for arguments in [&["check"][..], &["build"], &["cv"], &["dump", "resume"]] {
        let (code, _, stderr) = run(folder.path(), arguments);
        assert_eq!(code, 1, "{stderr}");
        assert_eq!(stderr.matches("error[").count(), 1, "{stderr}");
        let place = "templates/themes/mine.yaml:2:1";
        assert!(stderr.contains(place), "{arguments:?}: {stderr}");
        assert!(stderr.contains("did you mean `accent`?"), "{stderr}");
    }
    // A theme that no document takes stops none.
    let (code, _, stderr) = run(folder.path(), &["cv", "--theme", "clear"]);
    assert_eq!(code, 0, "{stderr}");
}

#[test]
fn new_writes_a_file_that_builds_and_never_overwrites() {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, stderr) = run(folder.path(), &["new"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(
        stderr.contains("folio schema > schema/cv.schema.json"),
        "{stderr}"
    );
    let written = fs::read_to_string(folder.path().join("cv.yaml")).unwrap();
    assert!(written.contains("folio schema > schema/cv.schema.json"));
    let (code, _, stderr) = run(folder.path(), &["-q", "build", "--deny", "warnings"]);
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert_eq!(outputs(folder.path()).len(), 4);
    let (code, _, stderr) = run(folder.path(), &["check"]);
    assert_eq!((code, stderr.as_str()), (0, "4 documents can be built\n"));

    fs::write(folder.path().join("mine.yaml"), "mine").unwrap();
    for arguments in [&["new", "mine.yaml"][..], &["-f", "mine.yaml", "new"]] {
        let (code, _, stderr) = run(folder.path(), arguments);
        assert_eq!(code, 3);
        assert!(stderr.contains("`mine.yaml` is already there"), "{stderr}");
    }
    assert_eq!(
        fs::read_to_string(folder.path().join("mine.yaml")).unwrap(),
        "mine"
    );
    assert_eq!(run(folder.path(), &["new", "no/such/folder.yaml"]).0, 3);
}

#[test]
fn fixtures_are_checked_without_a_panic() {
    for name in fixture_names() {
        let text = fs::read_to_string(fixtures().join(format!("{name}.yaml"))).unwrap();
        let worst = found(&text).into_iter().map(|found| found.severity).max();
        assert!(worst.is_none_or(|worst| worst == Severity::Note), "{name}");
    }
}

#[test]
fn equal_notes_are_one_and_the_count_names_the_file_of_each() {
    let papers: String = (0..12)
        .map(|number| format!("  - {{title: Paper {number}, authors: Ada, date: 2020}}\n"))
        .collect();
    let folder = project(&format!(
        "person: {{name: Ada, email: a@example.org}}\nbibliography: p.bib\npublications:\n{papers}"
    ));
    fs::write(folder.path().join("p.bib"), "@article{a, title={A}").unwrap();
    let (_, _, stderr) = run(folder.path(), &["check"]);
    assert_eq!(
        stderr.matches("note[unlinked-publication]").count(),
        1,
        "{stderr}"
    );
    let lines = "the same holds 11 times more: cv.yaml:5, cv.yaml:6";
    assert!(stderr.contains(lines), "{stderr}");
    assert!(stderr.contains("and 3 other lines"), "{stderr}");
    assert!(
        stderr.contains("1 warning in p.bib, 13 notes in cv.yaml"),
        "{stderr}"
    );
    // Machines get each at its place.
    let (_, stdout, _) = run(folder.path(), &["check", "--message-format", "json"]);
    assert_eq!(
        stdout.matches("unlinked-publication").count(),
        12,
        "{stdout}"
    );
}

#[test]
fn a_tag_that_papers_are_grouped_by_is_used() {
    let file = |group: &str| {
        format!(
            "person: {{name: Ada, email: a@example.org}}
publications: [{{title: T, authors: Ada, date: 2020, url: https://a.org, tags: [theory]}}]
projects: [{{name: P, tags: [practice]}}]
documents: {{by-tag: {{extends: cv, publications: {{group: {group}}}}}}}
"
        )
    };
    let unused = |text: &str| {
        let found = found(text).into_iter();
        let found = found.filter(|found| found.code == Code::UnusedTag);
        found.map(|found| found.message).collect::<Vec<_>>()
    };
    assert_eq!(unused(&file("type")).len(), 2);
    assert_eq!(
        unused(&file("tag")),
        ["no document selects by the tag `practice`"]
    );
}

#[test]
fn keywords_too_long_for_a_pdf_are_found_without_one() {
    let words = vec!["computing"; 2_980].join(", ");
    let text = format!("person: {{name: Ada, email: a@example.org}}\ninterests: [{words}]\n");
    let errors = found(&text).into_iter();
    let mut errors = errors.filter(|found| found.severity == Severity::Error);
    assert!(errors.any(|error| error.code == Code::TooLongText));
}

/// Every correct example of the page of errors, as a whole file.
#[test]
fn every_right_example_builds() {
    for code in Code::ALL {
        let right = code.explanation().right;
        if right.language != "yaml" {
            continue;
        }
        let text = match right.text.contains("person:") || right.text.starts_with('#') {
            true => right.text.to_owned(),
            false => format!(
                "person: {{name: Ada Lovelace, email: ada@example.org}}\n{}",
                right.text
            ),
        };
        let loaded = load_str("cv.yaml", &text, &fixtures(), &Environment::default());
        assert!(!loaded.has_errors(), "{code}: {:#?}", loaded.diagnostics);
        let cv = loaded.cv.unwrap();
        let names = cv.document_names();
        for built in session::build(&cv, &names, &ENGINE, &session::Request::default()) {
            assert!(!built.failed(), "{code}: {:#?}", built.problems);
            assert!(!built.outputs.is_empty(), "{code}");
        }
    }
}

#[test]
fn a_font_that_is_not_there_is_told_once_at_the_line_that_names_it() {
    let person = "person: {name: Ada Lovelace, email: ada@example.org}\n";
    for (source, place, label) in [
        (
            "settings: {design: {font: Sorce Serif 4}}\n",
            "cv.yaml:2:27",
            "did you mean `Source Serif 4`?",
        ),
        (
            "settings: {design: {heading_font: Futura}}\n",
            "cv.yaml:2:35",
            "no font of this name",
        ),
        (
            "settings: {design: {font: Futura, heading_font: EB Garamond}}\n",
            "cv.yaml:2:27",
            "no font of this name",
        ),
        (
            "documents: {cv: {design: {font: Futura}}}\n",
            "cv.yaml:2:33",
            "no font of this name",
        ),
    ] {
        let folder = project(&format!("{person}{source}"));
        for command in ["check", "build"] {
            let (code, _, stderr) = run(folder.path(), &[command]);
            assert_eq!(code, 1, "{stderr}");
            assert_eq!(stderr.matches("error[no-font]").count(), 1, "{stderr}");
            for words in [place, label, "a folder `fonts/`", "`Libertinus Serif`"] {
                assert!(stderr.contains(words), "{words}: {stderr}");
            }
        }
    }
    // A theme's own has its name.
    let folder = project(&format!("{person}settings: {{theme: mine}}\n"));
    let themes = folder.path().join("templates/themes");
    fs::create_dir_all(&themes).unwrap();
    fs::write(
        themes.join("mine.yaml"),
        "body_fonts: [Libertinus Serrif]\n",
    )
    .unwrap();
    let (code, _, stderr) = run(folder.path(), &["check"]);
    assert_eq!(code, 1, "{stderr}");
    for words in [
        "theme `mine` needs the font `Libertinus Serrif`, which is not there",
        "did you mean `Libertinus Serif`?",
    ] {
        assert!(stderr.contains(words), "{stderr}");
    }
}

#[test]
fn what_to_do_without_a_cv_is_said() {
    let folder = tempfile::tempdir().unwrap();
    for (arguments, new) in [
        (&["build"][..], "`folio new`"),
        (&["check"], "`folio new`"),
        (&["cv"], "`folio new`"),
        (&["-f", "ada.yaml", "build"], "`folio new ada.yaml`"),
    ] {
        let (code, _, stderr) = run(folder.path(), arguments);
        let file = arguments.get(1).unwrap_or(&"cv.yaml");
        let said = format!(
            "error: there is no file `{file}`; {new} writes one to start from, `--file` names another\n"
        );
        assert_eq!((code, stderr), (3, said));
    }
    let (code, _, stderr) = run(folder.path(), &["new"]);
    assert_eq!(code, 0);
    assert!(
        stderr.contains("fill it in, then build with `folio build`"),
        "{stderr}"
    );
    assert_eq!(run(folder.path(), &["check"]).0, 0);
    let (code, _, stderr) = run(folder.path(), &["new", "ada.yaml"]);
    assert_eq!(code, 0);
    assert!(
        stderr.contains("then build with `folio -f ada.yaml build`"),
        "{stderr}"
    );
}
