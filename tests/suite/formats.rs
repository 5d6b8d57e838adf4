//! Problems in the forms that machines read.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::cli::{project, run};

/// Has an error with a label and help, another with a related place, and one in a line with
/// characters of several bytes.
const BROKEN: &str = "person: {name: Ada Łóvelace, emial: x}
awards:
  - title: \"Ä ö, 100 %: x\"
    daet: 2020
experience:
  - organization: X
    start: 2023
    end: 2021
";

fn lines(format: &str, source: &str) -> Vec<String> {
    let folder = project(source);
    let (code, stdout, stderr) = run(folder.path(), &["check", "--message-format", format]);
    assert_eq!((code, stderr.as_str()), (1, ""));
    stdout.lines().map(str::to_owned).collect()
}

#[test]
fn json_lines_say_where_in_bytes_lines_and_columns() {
    let lines = lines("json", BROKEN);
    assert_eq!(lines.len(), 3);
    let found: Vec<Value> = lines
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(found[0]["code"], "unknown-key");
    assert_eq!(found[0]["severity"], "error");
    assert_eq!(found[0]["file"], "cv.yaml");
    // The name holds two characters of two bytes each.
    assert_eq!(
        found[0]["start"],
        serde_json::json!({"line": 1, "column": 30})
    );
    assert_eq!(
        found[0]["end"],
        serde_json::json!({"line": 1, "column": 35})
    );
    for one in &found {
        let bytes = &one["bytes"];
        let range =
            bytes["start"].as_u64().unwrap() as usize..bytes["end"].as_u64().unwrap() as usize;
        let line = BROKEN
            .lines()
            .nth(one["start"]["line"].as_u64().unwrap() as usize - 1)
            .unwrap();
        let column = one["start"]["column"].as_u64().unwrap() as usize;
        let width = range.len();
        let from_column: String = line.chars().skip(column - 1).take(width).collect();
        assert_eq!(&BROKEN[range], from_column);
    }
    assert_eq!(found[2]["code"], "backwards-dates");
    assert_eq!(found[2]["related"][0]["start"]["line"], 7);
    assert!(
        found[1]["label"].as_str().unwrap().contains("date"),
        "{}",
        found[1]
    );
    assert!(found[2]["help"].is_array());
}

#[test]
fn workflow_commands_are_escaped() {
    let lines = lines("github", BROKEN);
    insta::assert_snapshot!(lines.join("\n"), @r"
    ::error file=cv.yaml,line=1,endLine=1,col=30,endColumn=35,title=unknown-key::unknown key `emial` in `person`%0Adid you mean `email`?
    ::error file=cv.yaml,line=4,endLine=4,col=5,endColumn=9,title=unknown-key::unknown key `daet` in an entry of `awards`%0Adid you mean `date`?
    ::error file=cv.yaml,line=8,endLine=8,col=10,endColumn=14,title=backwards-dates::`end` (2021) is before `start` (2023)%0Abefore `start`
    ");
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("a,b:100%.yaml"),
        "person: {name: A, 100%: x}\n",
    )
    .unwrap();
    let arguments = ["-f", "a,b:100%.yaml", "build", "--message-format", "github"];
    let (code, stdout, _) = run(folder.path(), &arguments);
    assert_eq!(code, 1);
    let beginning = "::error file=a%2Cb%3A100%25.yaml,line=1,endLine=1,col=19,";
    assert!(stdout.starts_with(beginning), "{stdout}");
    assert!(
        stdout.contains("::unknown key `100%25` in `person`"),
        "{stdout}"
    );
}

#[test]
fn short_lines_are_for_people() {
    let folder = project(BROKEN);
    let (code, stdout, stderr) = run(folder.path(), &["build", "--message-format", "short"]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(
        stderr.starts_with("cv.yaml:1:30: error[unknown-key]: "),
        "{stderr}"
    );
    assert_eq!(stderr.lines().count(), 3);
}

#[test]
fn sarif_is_valid_with_and_without_results() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schemas/sarif-2.1.0-rtm.5.json");
    let mut schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    // Published with a bracket too many, which is no regular expression.
    for object in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][object]["properties"]["language"];
        assert_eq!(
            language["pattern"],
            "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$"
        );
        language["pattern"] = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$".into();
    }
    let validator = jsonschema::validator_for(&schema).unwrap();
    let sound = "person: {name: Ada, email: a@example.org}\n";
    let noted = "person: {name: Ada}\npublications: [{title: A, doi: 10.1000/1}, {title: B, doi: 10.1000/1}]\n";
    for (source, expected, results) in [(sound, 0, 0), (noted, 0, 4), (BROKEN, 1, 3), ("", 1, 1)] {
        let folder = project(source);
        for command in ["check", "build"] {
            let (code, stdout, _) = run(folder.path(), &[command, "--message-format", "sarif"]);
            assert_eq!(code, expected);
            let log: Value = serde_json::from_str(&stdout).unwrap();
            let errors: Vec<String> = validator
                .iter_errors(&log)
                .map(|error| error.to_string())
                .collect();
            assert!(errors.is_empty(), "{errors:#?}");
            let run = &log["runs"][0];
            let found = run["results"].as_array().unwrap();
            if command == "check" {
                assert_eq!(found.len(), results, "{found:#?}");
            }
            let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
            for result in found {
                // What GitHub needs beyond the standard.
                let location = &result["locations"][0]["physicalLocation"];
                assert_eq!(location["artifactLocation"]["uri"], "cv.yaml");
                assert!(location["region"]["startLine"].as_u64().unwrap() >= 1);
                let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
                assert_eq!(rule["id"], result["ruleId"]);
            }
        }
    }
    let bad = serde_json::json!({"version": "2.1.0", "runs": [{}]});
    assert!(!validator.is_valid(&bad));
}

#[test]
fn documents_and_problems_do_not_share_the_standard_output() {
    let folder = project("person: {name: Ada}\n");
    let arguments = [
        "cv",
        "--format",
        "txt",
        "--stdout",
        "--message-format",
        "json",
    ];
    assert_eq!(run(folder.path(), &arguments).0, 2);
    let (code, stdout, _) = run(folder.path(), &["cv", "--message-format", "json"]);
    assert_eq!((code, stdout.as_str()), (0, ""));
}
