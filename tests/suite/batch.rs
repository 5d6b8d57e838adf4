//! `folio batch`: many CVs in one run.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use super::cli::run;

#[path = "../../benches/batch/people.rs"]
mod people;

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

const ADA: &str = "person: {name: Ada Lovelace}\nsummary: Computing researcher.\n";
const EVE: &str = "person: {name: Eve Example}\nsummary: Keeps archives.\n";
const BAD: &str = "person: {name: Bad, emial: x}\n";

fn three() -> TempDir {
    folder(&[
        ("people/ada.yaml", ADA),
        ("people/bad.yaml", BAD),
        ("people/eve.yml", EVE),
    ])
}

/// The files below a folder, by their paths within it.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut left: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = left.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn names(folder: &Path) -> Vec<String> {
    tree(&folder.join("output")).into_keys().collect()
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let folder = three();
    let (code, stdout, stderr) = run(folder.path(), &["batch", "people", "--document", "cv"]);
    assert_eq!((code, stdout.as_str()), (1, ""), "{stderr}");
    assert_eq!(names(folder.path()), ["ada/cv.pdf", "eve/cv.pdf"]);
    assert!(stderr.contains("people/bad.yaml:1:"), "{stderr}");
    assert!(
        stderr.contains("not built:\n  people/bad.yaml\n"),
        "{stderr}"
    );
    let last = stderr.lines().last().unwrap();
    assert!(
        last.starts_with("2 CVs built, 1 failed, 2 files in output, "),
        "{last}"
    );
    assert!(last.ends_with(" CVs/s"), "{last}");
    // Nothing of a bar where there is no terminal.
    assert!(!stderr.contains('\u{1b}') && !stderr.contains('\r'));
}

#[test]
fn what_is_written_is_what_build_writes() {
    let folder = tempfile::tempdir().unwrap();
    let sources: Vec<String> = (0..3).map(|index| format!("person-{index}.yaml")).collect();
    for (index, source) in sources.iter().enumerate() {
        fs::write(folder.path().join(source), people::person(index)).unwrap();
    }
    let rest = ["--format", "pdf,txt,tex,bib", "--theme", "classic", "-q"];
    let batch = |jobs: &str, output: &str| {
        let mut words = vec!["batch", ".", "--jobs", jobs, "-o", output];
        words.extend(rest);
        run(folder.path(), &words)
    };
    let quiet = (0, String::new(), String::new());
    assert_eq!(batch("1", "one"), quiet);
    assert_eq!(batch("2", "two"), quiet);
    for source in &sources {
        let output = format!("single/{}", source.strip_suffix(".yaml").unwrap());
        let mut words = vec!["build", "-f", source, "-o", &output];
        words.extend(rest);
        assert_eq!(run(folder.path(), &words).0, 0);
    }
    let single = tree(&folder.path().join("single"));
    assert_eq!(single.len(), 3 * 3 * 4);
    assert!(single == tree(&folder.path().join("one")));
    assert!(single == tree(&folder.path().join("two")));
}

#[test]
fn reports_have_the_order_of_the_files_however_many_workers_there_are() {
    let files: Vec<(String, String)> = (0..8)
        .map(|index| {
            let text = format!("person: {{name: P{index}, emial: x{index}}}\n");
            (format!("people/p{index}.yaml"), text)
        })
        .collect();
    let files: Vec<(&str, &str)> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let folder = folder(&files);
    let report = |jobs: &str| {
        let words = [
            "batch",
            "people",
            "-q",
            "--message-format",
            "short",
            "--jobs",
            jobs,
        ];
        let (code, _, stderr) = run(folder.path(), &words);
        assert_eq!(code, 1);
        stderr
    };
    let one = report("1");
    let places: Vec<&str> = one.lines().map(|line| &line[..14]).collect();
    let expected: Vec<String> = (0..8)
        .map(|index| format!("people/p{index}.yaml"))
        .collect();
    assert_eq!(
        places,
        expected.iter().map(|name| &name[..14]).collect::<Vec<_>>()
    );
    assert_eq!(one, report("2"));
    assert_eq!(one, report("5"));
}

#[test]
fn two_files_of_one_stem_are_refused_before_anything_is_built() {
    let folder = folder(&[("a/ada.yaml", ADA), ("b/ada.yaml", ADA), ("eve.yaml", EVE)]);
    let (code, _, stderr) = run(folder.path(), &["batch", "a", "b/ada.yaml", "eve.yaml"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("`a/ada.yaml` and `b/ada.yaml`"), "{stderr}");
    assert!(!folder.path().join("output").exists());
    // Also where they would be in different parts.
    let words = ["batch", "a", "b", "--shard", "1/2"];
    assert_eq!(run(folder.path(), &words).0, 2);
}

#[test]
fn a_file_called_cv_goes_by_its_folder_with_what_stands_beside_it() {
    let template = "#set document(title: \"T\")\n= Own page\n";
    let theme = "extends: scholar\naccent: \"#7a1f1f\"\n";
    let folder = folder(&[
        ("people/ada/cv.yaml", ADA),
        ("people/ada/templates/academic.typ", template),
        ("people/ada/templates/themes/scholar.yaml", theme),
        ("people/eve/cv.yaml", ADA),
    ]);
    let (code, _, stderr) = run(
        folder.path(),
        &["batch", "people", "--document", "cv", "-j1"],
    );
    assert_eq!(code, 0, "{stderr}");
    assert_eq!(names(folder.path()), ["ada/cv.pdf", "eve/cv.pdf"]);
    for name in ["ada", "eve"] {
        let (file, output) = (format!("people/{name}/cv.yaml"), format!("single/{name}"));
        assert_eq!(run(folder.path(), &["-f", &file, "-o", &output, "cv"]).0, 0);
    }
    let (batch, single) = (
        tree(&folder.path().join("output")),
        tree(&folder.path().join("single")),
    );
    assert!(batch == single);
    assert!(batch["ada/cv.pdf"] != batch["eve/cv.pdf"]);
}

#[test]
fn an_input_given_twice_is_built_once() {
    let folder = three();
    let words = [
        "batch",
        "people/ada.yaml",
        "./people/../people/ada.yaml",
        "people/ada.yaml",
    ];
    let (code, _, stderr) = run(folder.path(), &words);
    assert_eq!(code, 0, "{stderr}");
    assert!(
        stderr.starts_with("1 CV built, 0 failed, 2 files in output"),
        "{stderr}"
    );
}

#[test]
fn nothing_to_build_and_words_that_mean_nothing_are_errors_of_usage() {
    let folder = folder(&[("empty/notes.md", ""), ("ada.yaml", ADA)]);
    for words in [
        &["batch"][..],
        &["batch", "empty"],
        &["batch", "ada.yaml", "--shard", "3/2"],
        &["batch", "ada.yaml", "--shard", "0/2"],
        &["batch", "ada.yaml", "--jobs", "0"],
        &["batch", "ada.yaml", "--format", "odt"],
        &["batch", "ada.yaml", "--file", "ada.yaml"],
    ] {
        let (code, _, stderr) = run(folder.path(), words);
        assert_eq!(code, 2, "{words:?}: {stderr}");
    }
    assert!(!folder.path().join("output").exists());
}

#[test]
fn what_cannot_be_read_or_written_is_named_and_the_others_are_built() {
    let folder = three();
    fs::create_dir(folder.path().join("output")).unwrap();
    fs::write(folder.path().join("output/eve"), "in the way").unwrap();
    let words = [
        "batch",
        "people/missing.yaml",
        "people/ada.yaml",
        "people/eve.yml",
        "--document",
        "cv",
    ];
    let (code, _, stderr) = run(folder.path(), &words);
    assert_eq!(code, 3, "{stderr}");
    assert!(
        stderr.contains(
            "error[unreadable-file]: there is no file `people/missing.yaml`\n\
             --> people/missing.yaml:1:1\n\n"
        ),
        "{stderr}"
    );
    assert!(stderr.contains("error[unwritable-file]"), "{stderr}");
    assert_eq!(names(folder.path()), ["ada/cv.pdf", "eve"]);
}

#[test]
fn an_output_folder_that_cannot_be_made_is_said_once() {
    let folder = three();
    fs::write(folder.path().join("output"), "in the way").unwrap();
    let (code, _, stderr) = run(folder.path(), &["batch", "people"]);
    assert_eq!(code, 3);
    assert_eq!(stderr.lines().count(), 1, "{stderr}");
}

#[test]
fn hopeless_files_are_one_error_each() {
    let folder = three();
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("people/huge.yaml", &vec![b'a'; 50_000_000]);
    write("people/noise.yaml", &[0xC3, 0x28, 0xFF, 0x00, 0x01]);
    write("people/deep.yaml", "[".repeat(200_000).as_bytes());
    fs::remove_file(folder.path().join("people/bad.yaml")).unwrap();
    let words = [
        "batch",
        "people",
        "--document",
        "cv",
        "--message-format",
        "short",
    ];
    let (code, _, stderr) = run(folder.path(), &words);
    assert_eq!(code, 1, "{stderr}");
    assert_eq!(names(folder.path()), ["ada/cv.pdf", "eve/cv.pdf"]);
    for name in ["huge", "noise", "deep"] {
        let errors = format!("people/{name}.yaml:");
        assert_eq!(stderr.matches(&errors).count(), 1, "{stderr}");
    }
    assert!(!stderr.contains("internal"), "{stderr}");
}

#[test]
fn a_template_without_end_is_given_up_and_the_others_are_built() {
    let endless = format!("{EVE}documents: {{cv: {{template: endless}}}}\n");
    let folder = folder(&[
        ("ada.yaml", ADA),
        ("eve/cv.yaml", &endless),
        (
            "eve/templates/endless.typ",
            "#for a in range(1000000) { for b in range(1000000) {} }",
        ),
    ]);
    let words = ["batch", ".", "--document", "cv", "--time-limit", "5"];
    let (code, _, stderr) = run(folder.path(), &words);
    assert_eq!(code, 1, "{stderr}");
    assert!(
        stderr.contains("error[time-limit]: this file is not finished after 5 s, and given up"),
        "{stderr}"
    );
    assert!(stderr.contains("--> ./eve/cv.yaml"), "{stderr}");
    assert_eq!(names(folder.path()), ["ada/cv.pdf"]);
}

#[test]
fn a_document_that_a_cv_does_not_have_is_an_error_of_that_cv() {
    let special = format!("{EVE}documents: {{short: {{extends: resume}}}}\n");
    let folder = folder(&[("ada.yaml", ADA), ("eve.yaml", &special)]);
    let (code, _, stderr) = run(folder.path(), &["batch", ".", "--document", "short"]);
    assert_eq!(code, 1);
    assert!(stderr.contains("there is no document `short`"), "{stderr}");
    assert!(
        stderr.contains("`cv`, `resume`, `publications`"),
        "{stderr}"
    );
    assert_eq!(names(folder.path()), ["eve/short.pdf"]);
}

#[test]
fn denied_warnings_leave_nothing_written() {
    let doubtful = format!("{ADA}interests:\n  - Ranked #1\n");
    let folder = folder(&[("ada.yaml", ADA), ("doubt.yaml", &doubtful)]);
    let words = ["batch", ".", "--document", "cv"];
    let (code, _, stderr) = run(folder.path(), &words);
    assert_eq!(code, 0);
    assert!(stderr.contains("warning["), "{stderr}");
    fs::remove_dir_all(folder.path().join("output")).unwrap();
    let (code, _, stderr) = run(
        folder.path(),
        &[&words[..], &["--deny", "warnings"]].concat(),
    );
    assert_eq!(code, 1, "{stderr}");
    assert_eq!(names(folder.path()), ["ada/cv.pdf"]);
}

#[test]
fn parts_together_are_the_whole() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["a", "b", "c", "d", "e"] {
        fs::write(folder.path().join(format!("{name}.yaml")), ADA).unwrap();
    }
    let mut built = Vec::new();
    for part in ["1/2", "2/2"] {
        let words = [
            "batch",
            ".",
            "-q",
            "--document",
            "cv",
            "--shard",
            part,
            "--summary",
            "part.json",
        ];
        assert_eq!(run(folder.path(), &words).0, 0);
        let text = fs::read_to_string(folder.path().join("part.json")).unwrap();
        let summary: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(summary["shard"], part);
        let results = summary["results"].as_array().unwrap();
        built.extend(
            results
                .iter()
                .map(|result| result["folder"].as_str().unwrap().to_owned()),
        );
    }
    assert_eq!(built, ["a", "c", "e", "b", "d"]);
    assert_eq!(names(folder.path()).len(), 5);
    // A part may be empty: there are more machines than files.
    let words = ["batch", "a.yaml", "--shard", "2/2"];
    let (code, _, stderr) = run(folder.path(), &words);
    assert_eq!(code, 0);
    assert!(stderr.starts_with("0 CVs built, 0 failed"), "{stderr}");
}

#[test]
fn the_summary_has_every_cv_with_what_became_of_it() {
    let folder = three();
    let words = [
        "batch",
        "people",
        "people/none.yaml",
        "--document",
        "cv",
        "--summary",
        "sum.json",
        "--jobs",
        "2",
    ];
    assert_eq!(run(folder.path(), &words).0, 3);
    let text = fs::read_to_string(folder.path().join("sum.json")).unwrap();
    let mut summary: Value = serde_json::from_str(&text).unwrap();
    assert!(summary["seconds"].as_f64().unwrap() > 0.0);
    assert!(summary["cvs_per_second"].as_f64().unwrap() > 0.0);
    assert!(summary["bytes"].as_u64().unwrap() > 1_000);
    for changing in ["seconds", "cvs_per_second", "bytes"] {
        summary[changing] = Value::Null;
    }
    for result in summary["results"].as_array_mut().unwrap() {
        assert!(result["seconds"].as_f64().unwrap() > 0.0);
        result["seconds"] = Value::Null;
    }
    let line = |source: &str, folder: &str, outcome: &str, files: &[&str], errors: usize| {
        serde_json::json!({
            "source": source, "folder": folder, "outcome": outcome, "files": files,
            "errors": errors, "warnings": 0, "seconds": null,
        })
    };
    let expected = serde_json::json!({
        "version": "folio-batch/1",
        "cvs": 4, "built": 2, "failed": 1, "inaccessible": 1, "crashed": 0, "warnings": 0,
        "files": 2, "bytes": null, "seconds": null, "cvs_per_second": null, "jobs": 2, "shard": null,
        "results": [
            line("people/ada.yaml", "ada", "built", &["output/ada/cv.pdf"], 0),
            line("people/bad.yaml", "bad", "failed", &[], 1),
            line("people/eve.yml", "eve", "built", &["output/eve/cv.pdf"], 0),
            line("people/none.yaml", "none", "inaccessible", &[], 1),
        ],
    });
    assert_eq!(summary, expected);
}

#[test]
fn reports_for_machines_cover_all_files_and_nothing_else_is_printed_there() {
    let folder = three();
    let words = |form| {
        [
            "batch",
            "people",
            "people/none.yaml",
            "--document",
            "cv",
            "-q",
            "--message-format",
            form,
        ]
    };
    let (code, stdout, stderr) = run(folder.path(), &words("json"));
    assert_eq!((code, stderr.as_str()), (3, ""));
    let lines: Vec<Value> = stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let found: Vec<(&str, &str)> = lines
        .iter()
        .map(|line| {
            (
                line["file"].as_str().unwrap(),
                line["code"].as_str().unwrap(),
            )
        })
        .collect();
    let expected = [
        ("people/bad.yaml", "unknown-key"),
        ("people/none.yaml", "unreadable-file"),
    ];
    assert_eq!(found, expected);

    let (_, stdout, stderr) = run(folder.path(), &words("sarif"));
    assert_eq!(stderr, "");
    let log: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let results = log["runs"][0]["results"].as_array().unwrap();
    let place = |result: &Value| result["locations"][0]["physicalLocation"].clone();
    let files: Vec<Value> = results
        .iter()
        .map(|result| place(result)["artifactLocation"]["uri"].clone())
        .collect();
    assert_eq!(files, ["people/bad.yaml", "people/none.yaml"]);

    let (_, stdout, _) = run(folder.path(), &words("github"));
    assert_eq!(stdout.lines().count(), 2, "{stdout}");
    assert!(
        stdout.starts_with("::error file=people/bad.yaml,line=1,"),
        "{stdout}"
    );

    // One log also where nothing is wrong.
    let words = [
        "batch",
        "people/ada.yaml",
        "-q",
        "--message-format",
        "sarif",
    ];
    let (code, stdout, _) = run(folder.path(), &words);
    let log: Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(
        (code, log["runs"][0]["results"].clone()),
        (0, serde_json::json!([]))
    );
}

#[test]
fn help_says_which_files_are_taken() {
    let folder = folder(&[]);
    let (code, help, _) = run(folder.path(), &["batch", "--help"]);
    assert_eq!(code, 0);
    for words in [
        "however deep",
        "templates or fonts",
        "begin with a dot",
        "--shard",
        "Exit codes",
    ] {
        assert!(help.contains(words), "{words}: {help}");
    }
    assert!(!help.contains("--worker"), "{help}");
}
