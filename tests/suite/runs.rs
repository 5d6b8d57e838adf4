//! A source is a source, whoever makes its documents: `build`, `batch`, `watch` and `check` say the
//! same of it, in the same words, and the first three write the same files.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use folio::compose;
use folio::diagnostics::{Severity, json};
use folio::model::Format;
use folio::session::Request;
use folio::watch::{Builder, Order};
use serde_json::Value;

use super::cli::run;

/// What stands in a folder, and what comes of it.
struct Case {
    cv: &'static str,
    /// Other files.
    files: &'static [(&'static str, &'static str)],
    /// The codes of what is told.
    told: &'static [&'static str],
    /// The documents that are written.
    written: &'static [&'static str],
}

const ALL: &[&str] = &["cv.txt", "publications.txt", "resume.txt"];

/// Of a file without papers.
const NO_LIST: &[&str] = &["cv.txt", "resume.txt"];

const CASES: &[Case] = &[
    Case {
        cv: "person: {name: Ada, email: a@example.org}\n",
        files: &[],
        told: &[],
        written: NO_LIST,
    },
    Case {
        cv: "person: {name: Ada}\nsummary: 'Uses *',\n",
        files: &[],
        told: &["unquoted-text"],
        written: &[],
    },
    Case {
        cv: "person: {name: Ada, emial: a@example.org}\ninterests: [Ranked, #1]\n",
        files: &[],
        told: &["unclosed-bracket"],
        written: &[],
    },
    Case {
        cv: "person: {name: Ada, emial: a@example.org}\ninterests:\n  - Ranked #1\n",
        files: &[],
        told: &["unknown-key", "comment-in-text"],
        written: &[],
    },
    // A warning of papers, beside an error and alone.
    Case {
        cv: "person: {name: Ada, emial: x}
publications:
  - {title: Notes, authors: Ada, date: 2020, doi: 10.1000/182}
  - {title: Notes, authors: Ada, date: 2020, doi: 10.1000/182}
",
        files: &[],
        told: &["unknown-key", "duplicate-publication"],
        written: &[],
    },
    Case {
        cv: "person: {name: Ada}
publications:
  - {title: Notes, authors: Ada, date: 2020, doi: 10.1000/182}
  - {title: Notes, authors: Ada, date: 2020, doi: 10.1000/182}
",
        files: &[],
        told: &["duplicate-publication"],
        written: ALL,
    },
    Case {
        cv: "person: {name: Ada}\nsettings: {allow: [low-contrast], theme: pale}\n",
        files: &[("templates/themes/pale.yaml", "accent: '#a0c4ff'\n")],
        told: &[],
        written: NO_LIST,
    },
    Case {
        cv: "person: {name: Ada}\nsettings: {theme: pale}\n",
        files: &[("templates/themes/pale.yaml", "accent: '#a0c4ff'\n")],
        told: &["low-contrast"],
        written: NO_LIST,
    },
    Case {
        cv: "person: {name: Ada}\nsettings: {theme: mine}\n",
        files: &[("templates/themes/mine.yaml", "size_ptt: 10\n")],
        told: &["bad-theme"],
        written: &[],
    },
    Case {
        cv: "person: {name: Ada}\nsummary: see 張\n",
        files: &[],
        told: &["no-glyph"],
        written: &[],
    },
    Case {
        cv: "person: {name: Ada}\ndocuments: {cv: {pages: 1, extends: none}}\n",
        files: &[],
        told: &["unknown-document"],
        written: &[],
    },
    // What stops one document stops no other.
    Case {
        cv: "person: {name: Ada, photo: {path: p.png, alt: Ada}}\n",
        files: &[("p.png", "no picture")],
        told: &["bad-photo"],
        written: &["resume.txt"],
    },
];

/// What is the same of a problem whatever its file is called.
fn essence(problem: &Value) -> String {
    let part = |key: &str| problem[key].to_string();
    ["code", "severity", "message", "label", "help", "bytes"]
        .map(part)
        .join(" ")
}

fn told(lines: &str) -> Vec<Value> {
    let lines = lines.lines();
    let found = lines.map(|line| serde_json::from_str(line).unwrap());
    // Advice is for `check`.
    found
        .filter(|problem: &Value| problem["severity"] != "note")
        .collect()
}

fn written(folder: &Path) -> BTreeSet<(String, Vec<u8>)> {
    let entries = fs::read_dir(folder).into_iter().flatten();
    let files = entries.map(|entry| {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, fs::read(path).unwrap())
    });
    files.collect()
}

#[test]
fn every_run_says_the_same_and_writes_the_same() {
    for case in CASES {
        let folder = tempfile::tempdir().unwrap();
        let folder = folder.path();
        for (name, text) in [("cv.yaml", case.cv)].iter().chain(case.files) {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let form = ["--format", "txt", "--message-format", "json", "-q"];
        let of = |command: &[&str], rest: &[&str]| {
            let (code, stdout, stderr) = run(folder, &[command, rest].concat());
            assert_eq!(stderr, "", "{command:?}");
            (code, told(&stdout))
        };
        let (code, built) = of(&["build", "-o", "build"], &form);
        let codes: Vec<&str> = built
            .iter()
            .map(|one| one["code"].as_str().unwrap())
            .collect();
        assert_eq!(codes, case.told, "{}", case.cv);
        let says = |found: &[Value]| found.iter().map(essence).collect::<Vec<_>>();
        let batch = of(&["batch", "cv.yaml", "-o", "batch"], &form);
        assert_eq!(
            (batch.0, says(&batch.1)),
            (code, says(&built)),
            "{}",
            case.cv
        );
        let order = Order {
            file: folder.join("cv.yaml"),
            output_dir: folder.join("watch"),
            documents: Vec::new(),
            request: Request {
                fragment: false,
                formats: vec![Format::Txt],
                pages: None,
                options: compose::Options::default(),
            },
            denies_warnings: false,
            time_limit: Duration::from_secs(600),
            timed_out: None,
            is_over: Arc::default(),
        };
        let rebuild = Builder::new(order).rebuild(&[]);
        let watched = told(&json(&rebuild.problems, &rebuild.sources));
        assert_eq!(says(&watched), says(&built), "{}", case.cv);
        let (code_of_check, checked) = of(&["check"], &form[2..]);
        assert_eq!(code_of_check, code, "{}", case.cv);
        // Of a file with errors it says more: whatever else is surely wrong.
        let checked: BTreeSet<String> = checked.iter().map(essence).collect();
        let all: BTreeSet<String> = says(&built).into_iter().collect();
        let source_errors = rebuild.written.is_empty();
        match source_errors {
            true => assert!(checked.is_superset(&all), "{}", case.cv),
            false => assert_eq!(checked, all, "{}", case.cv),
        }
        let files = written(&folder.join("build"));
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, case.written, "{}", case.cv);
        assert_eq!(written(&folder.join("batch/cv")), files, "{}", case.cv);
        assert_eq!(written(&folder.join("watch")), files, "{}", case.cv);
        let errors = built.iter().any(|one| one["severity"] == "error");
        let worst = rebuild
            .problems
            .iter()
            .map(|problem| problem.severity)
            .max();
        assert_eq!(errors, worst == Some(Severity::Error));
    }
}
