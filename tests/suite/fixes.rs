//! `folio check --fix`, and the edits in the forms of messages for machines.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::path::Path;

use folio::diagnostics::Severity;
use folio::session::{Fixed, fixed};
use folio::source::{Environment, Loaded, load_bytes};
use proptest::prelude::*;
use serde_json::Value;

use super::cli::{project, run};
use super::project::{fixture_names, fixtures};

/// A CV with slips of many kinds, and with comments, blank lines and columns that are to stay.
const SLIPS: &str = include_str!("slips.yaml");

/// What is done to a line that says something again.
const REPEATED: &str = "remove the repetition";

fn correct(bytes: &[u8]) -> (Vec<u8>, Vec<Fixed>) {
    fixed("cv.yaml", bytes, Path::new(""), &Environment::default())
}

fn load(bytes: &[u8]) -> Loaded {
    load_bytes("cv.yaml", bytes, &fixtures(), &Environment::default())
}

fn errors(loaded: &Loaded) -> usize {
    let found = loaded.diagnostics.iter();
    found
        .filter(|found| found.severity == Severity::Error)
        .count()
}

#[test]
fn a_file_with_many_slips_passes_and_keeps_everything_else() {
    let folder = project(SLIPS);
    let (code, _, said) = run(folder.path(), &["check", "--fix"]);
    let corrected = fs::read_to_string(folder.path().join("cv.yaml")).unwrap();
    assert_eq!(code, 0, "{said}");
    insta::assert_snapshot!("slips-corrected", corrected);
    insta::assert_snapshot!("slips-said", said);
    let (_, slips) = correct(SLIPS.as_bytes());
    // Digits and quoted words differ from slip to slip of one kind.
    let kinds: BTreeSet<(&str, &str)> = slips
        .iter()
        .map(|slip| (slip.code.name(), slip.title.as_str()))
        .collect();
    assert!(kinds.len() >= 30, "{}: {kinds:#?}", kinds.len());
    // Lines without a slip are the same, and of the others what is behind their comments' signs. Those
    // that say something again are gone.
    let repeated = slips.iter().filter(|slip| slip.title == REPEATED);
    let repeated: BTreeSet<usize> = repeated.map(|slip| slip.line).collect();
    assert_eq!(repeated.len(), 2);
    let kept = (1..).zip(SLIPS.lines());
    let kept: Vec<(usize, &str)> = kept.filter(|(at, _)| !repeated.contains(at)).collect();
    assert_eq!(corrected.lines().count(), kept.len());
    let lines: BTreeSet<usize> = slips.iter().map(|slip| slip.line).collect();
    for ((number, old), new) in kept.into_iter().zip(corrected.lines()) {
        match lines.contains(&number) {
            true => assert_ne!(old, new, "{number}"),
            false => assert_eq!(old, new, "{number}"),
        }
        let comment = |line: &str| line.find("# ").map(|at| line[at..].to_owned());
        assert_eq!(comment(old), comment(new), "{number}");
    }
    // A second run finds nothing more.
    let (code, _, said) = run(folder.path(), &["check", "--fix"]);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("nothing in cv.yaml that is surely a slip"),
        "{said}"
    );
    let again = fs::read_to_string(folder.path().join("cv.yaml")).unwrap();
    assert_eq!(again, corrected);
}

/// A theme with slips of many kinds.
const THEME: &str = "\
# The theme of Ada – “by hand”.
extends: clasic               # a name misspelt
size_ptt: 10,5                # a token misspelt, and a comma for the point
accent: #1f3a5f
muted: 5a5a5a                 # no sign
heading_upper: yes
heading_weight: Bold          # a name
name_weight: 600
date: lefft
name_weight: 600
floor:
  size_pt: 9
   leading_pt: 11             # one space too far
";

#[test]
fn a_theme_with_many_slips_passes_and_keeps_everything_else() {
    let cv = "person: {nmae: Ada, email: a@example.org}\nsettings: {theme: ada}\n";
    let folder = project(cv);
    let path = |name: &str| folder.path().join(name);
    fs::create_dir_all(path("templates/themes")).unwrap();
    let theme = "templates/themes/ada.yaml";
    fs::write(path(theme), THEME).unwrap();
    // One without a slip, and one with mistakes that are none.
    let others = [
        ("templates/themes/own.yaml", "size_pt: 10\n"),
        ("templates/themes/odd.yaml", "size_pt: 10\nsise: [1]\n"),
    ];
    for (name, text) in others {
        fs::write(path(name), text).unwrap();
    }
    let written = |name: &str| fs::metadata(path(name)).unwrap().modified().unwrap();
    let before = others.map(|(name, _)| written(name));
    let (_, _, said) = run(folder.path(), &["check", "--fix"]);
    let corrected = fs::read_to_string(path(theme)).unwrap();
    insta::assert_snapshot!("theme-corrected", corrected);
    assert_eq!(
        fs::read_to_string(path("cv.yaml")).unwrap(),
        cv.replace("nmae", "name")
    );
    assert!(
        said.contains("slips corrected in cv.yaml, templates/themes/ada.yaml"),
        "{said}"
    );
    for ((name, text), before) in others.into_iter().zip(before) {
        assert_eq!(fs::read_to_string(path(name)).unwrap(), text);
        assert_eq!(written(name), before, "{name} is not touched");
    }
    // What is no slip stays.
    let (code, _, said) = run(folder.path(), &["check"]);
    assert_eq!(code, 0, "{said}");
    let comments = |text: &str| -> Vec<String> {
        let lines = text
            .lines()
            .filter_map(|line| line.find("# ").map(|at| line[at..].to_owned()));
        lines.collect()
    };
    assert_eq!(comments(&corrected), comments(THEME));
    // All files, or none.
    fs::write(path("cv.yaml"), cv).unwrap();
    fs::write(path(theme), THEME).unwrap();
    let mut permissions = fs::metadata(path(theme)).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(path(theme), permissions).unwrap();
    let (code, _, said) = run(folder.path(), &["check", "--fix"]);
    assert_eq!(code, 3, "{said}");
    assert_eq!(fs::read_to_string(path("cv.yaml")).unwrap(), cv);
    assert_eq!(fs::read_to_string(path(theme)).unwrap(), THEME);
}

#[test]
fn ends_of_lines_and_a_byte_order_mark_stay() {
    let (plain, slips) = correct(SLIPS.as_bytes());
    let plain = String::from_utf8(plain).unwrap();
    for mark in ["", "\u{feff}"] {
        for end in ["\n", "\r\n"] {
            let form = |text: &str| format!("{mark}{}", text.replace('\n', end));
            let (bytes, found) = correct(form(SLIPS).as_bytes());
            assert_eq!(String::from_utf8(bytes).unwrap(), form(&plain));
            assert_eq!(found, slips);
        }
    }
}

#[test]
fn what_is_not_sure_is_left() {
    for text in [
        // Two names are as near.
        "person: {name: Ada}\ndocuments: {paper-1: {extends: cv}, paper-2: {extends: paper-3}}\n",
        // The key is there already.
        "person: {name: Ada, nmae: Ida}\n",
        // A comment, or a part of the text.
        "person: {name: Ada}\nsummary: Engines #todo\n",
        // A list, or a text.
        "person: {name: Ada}\nsummary: [Engines]\n",
        // The text goes on in the next line.
        "person: {name: Ada}\nsummary: Field: engines\n  and looms.\n",
        // The year alone would say less.
        "person: {name: Ada}\nawards: [{title: Prize, date: late 2009}]\n",
        // Two values, and a comment that would go with one.
        "person: {name: Ada}\nsummary: Engines\nsummary: Looms\n",
        "person: {name: Ada}\nsummary: Engines\nsummary: Engines # of 1843\n",
        "person: {name: Ada, name: Ada\n  }\ninterests: [Engines,]\ninterests:\n  - Looms\n",
        // A thousand and a half, or one and a half.
        "person: {name: Ada}\ngrants: [{title: Engine, amount: {value: '1,500', currency: EUR}}]\n",
        "person: {name: Ada}\ngrants: [{title: Engine, amount: {value: '150', currency: $}}]\n",
        // A text that goes on, whose colon makes no key.
        "person: {name: Ada}\nsummary: I have built\n    engines: three of them\n",
        "person: {name: Ada}\nsummary: I have built\n Engines: three of them\n",
        "person: {name: Ada}\nsummary: I have built\n the engines: three of them\n",
        // Between two columns.
        "person:\n    name: Ada\n  headline: Engineer\n",
        // Not told, and so not corrected.
        "person: {name: Ada}\nsummary: '[w](https://example.org \"t\")'\nsettings: {allow: [link-title]}\n",
        // Written by an escape.
        "person: {name: Ada, website: \"\\x61da.example.org\"}\n",
        "",
        "[",
    ] {
        let (bytes, slips) = correct(text.as_bytes());
        assert_eq!(slips, [], "{text}");
        assert_eq!(bytes, text.as_bytes());
    }
    let latin: &[u8] = b"person: {nmae: Andr\xe9}\n";
    assert_eq!(correct(latin), (latin.to_vec(), Vec::new()));
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_corrected_is_as_it_was() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let text = "person: {nmae: Ada}\n";
    let folder = project(text);
    let path = folder.path().join("cv.yaml");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).unwrap();
    let (code, _, said) = run(folder.path(), &["check", "--fix"]);
    assert_eq!(code, 3, "{said}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    // The permissions of a file that is corrected stay.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let (code, _, said) = run(folder.path(), &["check", "--fix"]);
    assert_eq!(code, 0, "{said}");
    let mode = fs::metadata(&path).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    // Nothing outside of the folder is written, and a link within it stays one.
    fs::write(&path, text).unwrap();
    let other = tempfile::tempdir().unwrap();
    let link = other.path().join("cv.yaml");
    symlink(&path, &link).unwrap();
    let (code, _, said) = run(other.path(), &["check", "--fix"]);
    assert_eq!(code, 3, "{said}");
    assert!(said.contains("outside of its folder"), "{said}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    symlink("cv.yaml", folder.path().join("me.yaml")).unwrap();
    let (code, _, said) = run(folder.path(), &["-f", "me.yaml", "check", "--fix"]);
    assert_eq!(code, 0, "{said}");
    assert!(folder.path().join("me.yaml").is_symlink());
    assert_eq!(fs::read_to_string(&path).unwrap(), "person: {name: Ada}\n");
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "{left:?}");
    let (code, _, _) = run(folder.path(), &["-f", "none.yaml", "check", "--fix"]);
    assert_eq!(code, 3);
}

#[test]
fn messages_for_machines_hold_the_edits() {
    let text = "person:\n  name: Čapek\n  emial: a@example.org # é\n";
    let folder = project(text);
    let (code, json, _) = run(folder.path(), &["check", "--message-format", "json"]);
    assert_eq!(code, 1);
    let line: Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
    let fix = &line["fixes"][0];
    assert_eq!(fix["message"], "write `email`");
    assert_eq!(fix["replacement"], "email");
    assert_eq!(fix["start"], serde_json::json!({"line": 3, "column": 3}));
    let at = |key: &str| usize::try_from(fix["bytes"][key].as_u64().unwrap()).unwrap();
    assert_eq!(&text[at("start")..at("end")], "emial");
    let (_, sarif, _) = run(folder.path(), &["check", "--message-format", "sarif"]);
    let log: Value = serde_json::from_str(&sarif).unwrap();
    let fix = &log["runs"][0]["results"][0]["fixes"][0];
    assert_eq!(fix["description"]["text"], "write `email`");
    let change = &fix["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "cv.yaml");
    let replacement = &change["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "email");
    let region = &replacement["deletedRegion"];
    let region = ["startLine", "startColumn", "endLine", "endColumn"].map(|key| &region[key]);
    assert_eq!(region.map(|number| number.as_u64().unwrap()), [3, 3, 3, 8]);
    let (_, human, _) = run(folder.path(), &["check"]);
    assert!(!human.contains("write `email`"), "{human}");
}

/// Texts of the valid fixtures.
fn texts() -> Vec<String> {
    let names = fixture_names().into_iter();
    let texts = names.map(|name| fs::read_to_string(fixtures().join(format!("{name}.yaml"))));
    // Each edit is tried by reading the file, so the long ones are left to others.
    texts
        .map(Result::unwrap)
        .filter(|text| text.len() < 12_000)
        .collect()
}

/// The characters that begin or end at some bytes of a text, wherever those are.
fn near(text: &str, at: usize, length: usize) -> Range<usize> {
    let floor = |at: usize| {
        (0..=at.min(text.len()))
            .rev()
            .find(|at| text.is_char_boundary(*at))
    };
    let start = floor(at % text.len().max(1)).unwrap();
    start..floor(start + length).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn edits_of_broken_files_never_break_them_more(
        text in prop::sample::select(texts()),
        slips in prop::collection::vec(
            (any::<usize>(), 0_usize..4, prop::sample::select(vec![
                "", " ", "x", ": ", " #1 ", "\t", "\"", "'", "*", "@", "[", "}", ",", "\u{7}", "é", "\n", "\r", "- ", "\\",
            ])),
            1..4,
        ),
    ) {
        let mut broken = text;
        for (at, length, by) in slips {
            let range = near(&broken, at, length);
            broken.replace_range(range, by);
        }
        let (bytes, slips) = fixed("cv.yaml", broken.as_bytes(), &fixtures(), &Environment::default());
        let (before, after) = (load(broken.as_bytes()), load(&bytes));
        prop_assert_eq!(slips.is_empty(), bytes == broken.as_bytes());
        // No line goes but those that say something again.
        let repeated = slips.iter().filter(|slip| slip.title == REPEATED);
        let gone = broken.matches('\n').count() - bytes.iter().filter(|byte| **byte == b'\n').count();
        prop_assert!(gone <= repeated.count(), "{gone} lines are gone");
        if before.cv.is_some() {
            prop_assert!(after.cv.is_some());
            prop_assert!(errors(&after) <= errors(&before), "{:#?}", after.diagnostics);
        }
    }
}
