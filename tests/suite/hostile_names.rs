//! Names of files that hold more than text: what is printed of them is text.
#![cfg(unix)]

use std::fs;
use std::path::Path;

use super::cli::{project, run};

const SOURCE: &str = "person: {name: Ada Lovelace}\nsummary: Computing researcher.\n";
const BROKEN: &str = "person: {name: Ada, emial: x}\n";

/// Names that paint, turn the direction, or pretend to be lines of their own.
const NAMES: [&str; 5] = [
    "a\u{1b}[31mred",
    "b\u{202e}lmay",
    "c\n::error::forged",
    "d\u{9b}2Jcleared",
    "e\u{7}\u{8}\u{7f}\u{200f}\u{2029}",
];

/// What a line of a log may hold.
fn assert_plain(said: &str, words: &[&str]) {
    let acts = |c: &char| {
        (c.is_control() && *c != '\n')
            || matches!(*c, '\u{61c}' | '\u{200e}' | '\u{200f}')
            || ('\u{2028}'..='\u{202e}').contains(c)
            || ('\u{2066}'..='\u{2069}').contains(c)
    };
    assert_eq!(said.chars().find(acts), None, "{words:?}: {said:?}");
    let forged = |line: &str| line.starts_with("::error::forged");
    assert!(!said.lines().any(forged), "{words:?}: {said:?}");
}

fn said(folder: &Path, words: &[&str]) -> (i32, String) {
    let (code, stdout, stderr) = run(folder, words);
    let said = stdout + &stderr;
    assert_plain(&said, words);
    (code, said)
}

#[test]
fn what_is_printed_of_names_is_text() {
    let folder = project(SOURCE);
    let home = folder.path();
    fs::create_dir(home.join("people")).unwrap();
    for name in NAMES {
        fs::write(home.join("people").join(format!("{name}.yaml")), BROKEN).unwrap();
        fs::write(home.join(format!("{name}.yaml")), SOURCE).unwrap();
        fs::write(home.join(format!("{name} broken.yaml")), BROKEN).unwrap();
    }
    for form in ["human", "short", "json", "sarif", "github"] {
        let summary = home.join("summary.json");
        let words = [
            "batch",
            "people",
            "--message-format",
            form,
            "--summary",
            "summary.json",
        ];
        let (code, text) = said(home, &words);
        assert_eq!(code, 1, "{text}");
        let summary = fs::read_to_string(summary).unwrap();
        assert_plain(&summary, &["the summary"]);
        // In JSON the names are still the names.
        let summary: serde_json::Value = serde_json::from_str(&summary).unwrap();
        let first = summary["results"][0]["source"].as_str().unwrap();
        assert_eq!(first, format!("people/{}.yaml", NAMES[0]));
    }
    let same: Vec<String> = NAMES.iter().map(|name| format!("{name}.yaml")).collect();
    let (code, _) = said(home, &["batch", "people", &same[2]]);
    assert_eq!(code, 2, "two files of one folder");
    for name in NAMES {
        let (good, broken) = (format!("{name}.yaml"), format!("{name} broken.yaml"));
        for form in ["human", "short", "json", "github"] {
            let (code, text) = said(home, &["-f", &broken, "build", "--message-format", form]);
            assert_eq!(code, 1, "{text}");
        }
        let missing = format!("{name} missing.yaml");
        assert_eq!(said(home, &["-f", &missing, "cv"]).0, 3);
        assert_eq!(said(home, &["-f", &good, "cv", "-o", name]).0, 0);
        assert_eq!(
            said(home, &["-f", &good, "cv", "-o", name, "--verify"]).0,
            0
        );
        assert_eq!(
            said(home, &["-f", &good, "resume", "-o", name, "--verify"]).0,
            1
        );
        assert_eq!(said(home, &["-f", &good, "cv", "-o", &good]).0, 3);
        assert_eq!(
            said(home, &["dump", "cv", "--into", &format!("{name} dump")]).0,
            0
        );
        assert_eq!(said(home, &["new", &format!("{name} new.yaml")]).0, 0);
        assert_eq!(said(home, &["new", &good]).0, 3);
        // Also where a pattern of the shell put a name in the place of something else.
        assert_eq!(said(home, &[name]).0, 2);
        assert_eq!(said(home, &["explain", name]).0, 2);
        assert_eq!(said(home, &["cv", "--theme", name]).0, 1);
        assert_eq!(said(home, &["cv", &format!("--{name}")]).0, 2);
        assert_eq!(said(home, &["cv", "--format", name]).0, 2);
        assert_eq!(said(home, &["batch", &format!("{name} nowhere")]).0, 3);
    }
}

#[test]
fn what_is_printed_of_a_projects_files_is_text() {
    for name in NAMES {
        let quoted = serde_json::to_string(name).unwrap();
        for (source, theme) in [
            (
                format!("person: {{name: Ada}}\nbibliography: [{quoted}]\n"),
                "",
            ),
            (
                format!("person: {{name: Ada, photo: {{path: {quoted}, alt: A}}}}\n"),
                "",
            ),
            (
                format!("person: {{name: Ada}}\nsettings: {{theme: {quoted}}}\n"),
                "",
            ),
            (
                format!("person: {{name: Ada}}\ndocuments: {{{quoted}: {{}}}}\n"),
                "",
            ),
            (
                format!(
                    "person: {{name: Ada}}\ndocuments: {{{quoted}: {{file: fine, extends: cv}}}}\n"
                ),
                "",
            ),
            (format!("person: {{name: Ada, {quoted}: x}}\n"), ""),
            (
                "person: {name: Ada}\nsettings: {theme: mine}\n".to_owned(),
                "accent: \"\\e[31m\"\nmuted: \"\\u202e\"\n\"\\e[7m\": 1\n\"\\n::error::forged\": 2\n",
            ),
        ] {
            let folder = project(&source);
            if !theme.is_empty() {
                let themes = folder.path().join("templates/themes");
                fs::create_dir_all(&themes).unwrap();
                fs::write(themes.join("mine.yaml"), theme).unwrap();
            }
            for form in ["human", "short", "json", "sarif", "github"] {
                let (code, text) = said(folder.path(), &["cv", "--message-format", form]);
                assert_eq!(code, 1, "{source}: {text}");
            }
        }
    }
}
