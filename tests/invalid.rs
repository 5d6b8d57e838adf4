//! Every file of `tests/invalid/` has one mistake, and each has a snapshot of what is said about it.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect, and says what it counted"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use folio::diagnostics::{Code, Diagnostic, human};
use folio::source::{Environment, Loaded, load_bytes};

/// The folder of the files, as the messages name it; tests run in the package's folder.
fn folder() -> PathBuf {
    Path::new("tests").join("invalid")
}

/// The files, with their names and what loading them gives.
fn files() -> Vec<(String, Loaded)> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let bytes = fs::read(path).unwrap();
            let loaded = load_bytes(
                &format!("{name}.yaml"),
                &bytes,
                &folder(),
                &Environment::default(),
            );
            (name, loaded)
        })
        .collect()
}

#[test]
fn each_mistake_is_said_once_at_its_place() {
    let files = files();
    assert!(files.len() >= 80, "only {} files", files.len());
    let mut miscounted = Vec::new();
    for (name, loaded) in &files {
        let text = human(&loaded.diagnostics, &loaded.sources, false);
        insta::with_settings!({
            snapshot_path => "snapshots/invalid",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!(name.as_str(), text) });
        let expected = if name == "twenty-mistakes" { 20 } else { 1 };
        if loaded.diagnostics.len() != expected {
            miscounted.push(text);
        }
    }
    assert!(miscounted.is_empty(), "{}", miscounted.join("\n"));
}

/// What is said of a file, without blanks at the ends of lines.
fn said(name: &str, text: &str) -> String {
    let environment = Environment::default();
    let loaded = load_bytes(
        &format!("{name}.yaml"),
        text.as_bytes(),
        &folder(),
        &environment,
    );
    let said = human(&loaded.diagnostics, &loaded.sources, false);
    said.lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

/// Editors on Windows write a byte order mark, and two characters at the end of a line.
#[test]
fn files_of_windows_are_told_of_as_others_are() {
    let mut compared = 0;
    for (name, loaded) in files() {
        let Some((_, text)) = loaded.sources.files().next() else {
            continue;
        };
        let path = folder().join(format!("{name}.yaml"));
        let is_text = fs::read_to_string(&path).is_ok_and(|read| read == text);
        if !is_text || text.contains('\r') {
            continue;
        }
        let expected = said(&name, text);
        let of_windows = text.replace('\n', "\r\n");
        assert_eq!(said(&name, &of_windows), expected, "{name}");
        assert_eq!(
            said(&name, &format!("\u{feff}{of_windows}")),
            expected,
            "{name}"
        );
        compared += 1;
    }
    assert!(compared > 150, "{compared}");
}

#[test]
fn every_code_has_a_file() {
    // Those need files too large to keep.
    let elsewhere = ["too-large", "too-many-problems"];
    // The other codes are those of composing, typesetting and advice (tests/suite/check.rs).
    let groups = ["YAML", "Keys and values", "Names and documents"];
    let known: BTreeSet<&str> = Code::ALL
        .iter()
        .filter(|code| groups.contains(&code.explanation().group))
        .map(|code| code.name())
        .filter(|name| !elsewhere.contains(name))
        .collect();
    assert!(known.len() > 50, "{known:?}");
    let files = files();
    let found: BTreeSet<&str> = files
        .iter()
        .flat_map(|(_, loaded)| &loaded.diagnostics)
        .map(|diagnostic| diagnostic.code.name())
        .collect();
    let missing: Vec<&&str> = known.difference(&found).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// A file's text after an edit, read again.
fn edited(name: &str, text: &str, range: std::ops::Range<usize>, by: &str) -> Loaded {
    let mut text = text.to_owned();
    text.replace_range(range, by);
    let environment = Environment::default();
    load_bytes(
        &format!("{name}.yaml"),
        text.as_bytes(),
        &folder(),
        &environment,
    )
}

#[test]
fn every_fix_removes_its_problem_and_brings_no_other() {
    let mut kinds = BTreeSet::new();
    let mut wrong = Vec::new();
    let mut list = String::new();
    for (name, loaded) in files() {
        for problem in &loaded.diagnostics {
            for fix in &problem.fixes {
                let Some(edit) = fix.replacement(&loaded.sources) else {
                    continue;
                };
                let (file, text) = loaded.sources.file(edit.file).unwrap();
                assert_eq!(file, format!("{name}.yaml"));
                let old = text[edit.range.clone()].to_owned();
                kinds.insert((problem.code, name.clone()));
                list.push_str(&format!(
                    "{name}: {old:?} -> {:?} ({})\n",
                    edit.text, fix.title
                ));
                let after = edited(&name, text, edit.range.clone(), &edit.text);
                let is_same = |other: &&Diagnostic| {
                    other.code == problem.code && other.message == problem.message
                };
                let same = |loaded: &Loaded| loaded.diagnostics.iter().filter(is_same).count();
                if same(&after) >= same(&loaded)
                    || after.diagnostics.len() > loaded.diagnostics.len()
                {
                    wrong.push(format!(
                        "{name}: {old:?} -> {:?}: {:#?}",
                        edit.text, after.diagnostics
                    ));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    insta::with_settings!({
        snapshot_path => "snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, { insta::assert_snapshot!("fixes-of-invalid", list) });
    assert!(kinds.len() >= 60, "{}", kinds.len());
}
