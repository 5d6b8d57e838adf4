//! Every file of `tests/invalid/` has one mistake, and each has a snapshot of what is said about it.

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect, and says what it counted"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use folio::diagnostics::{CODES, human};
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

#[test]
fn every_code_has_a_file() {
    // Those need files too large to keep; the others are found after reading: when a document is
    // composed and laid out, or by `folio check`. Tests of those rooms raise them.
    let elsewhere = [
        "too-large",
        "too-many-problems",
        "accepted-long-ago",
        "bad-character",
        "bad-font",
        "bad-link",
        "bad-math",
        "bad-path",
        "bad-photo",
        "bad-theme",
        "career-gap",
        "career-overlap",
        "duplicate-publication",
        "export",
        "first-person",
        "future-date",
        "internal",
        "long-highlight",
        "low-contrast",
        "mark-not-declared",
        "missing-email",
        "mixed-full-stops",
        "no-font",
        "no-glyph",
        "none-selected",
        "owner-missing",
        "owner-twice",
        "same-mark-symbol",
        "template",
        "too-long",
        "undated-publication",
        "unknown-publication",
        "unlinked-publication",
    ];
    let known: BTreeSet<&str> = CODES
        .iter()
        .map(|code| code.name)
        .filter(|name| !elsewhere.contains(name))
        .collect();
    let files = files();
    let found: BTreeSet<&str> = files
        .iter()
        .flat_map(|(_, loaded)| &loaded.diagnostics)
        .map(|diagnostic| diagnostic.code)
        .collect();
    assert_eq!(found, known);
}
