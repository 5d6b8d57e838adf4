//! The JSON Schema says what the program says.

use std::fs;
use std::path::{Path, PathBuf};

use folio::diagnostics::Severity;
use folio::source::{Environment, load_str};
use jsonschema::Validator;
use serde_json::{Map, Value, json};

use super::cli::run;
use super::contract::Dice;
use super::project::{fixture_names, fixtures};

fn validator() -> Validator {
    jsonschema::draft7::new(&folio::schema::schema()).unwrap()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file as an editor reads it: numbers and flags have their types.
pub fn read(path: &Path) -> Value {
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// The files that must be valid.
fn valid_files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fixture_names()
        .iter()
        .map(|name| fixtures().join(format!("{name}.yaml")))
        .collect();
    files.push(root().join("cv.yaml"));
    files.push(root().join("src/cli/new.yaml"));
    for entry in fs::read_dir(root().join("examples")).unwrap() {
        let path = entry.unwrap().path();
        files.extend(
            path.extension()
                .is_some_and(|extension| extension == "yaml")
                .then_some(path),
        );
    }
    assert!(files.len() >= 9, "{files:?}");
    files
}

/// Codes of the errors that the program finds.
fn errors(text: &str) -> Vec<&'static str> {
    let loaded = load_str("cv.yaml", text, &fixtures(), &Environment::default());
    let errors = loaded
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error);
    errors.map(|found| found.code.name()).collect()
}

#[test]
fn the_committed_schema_is_that_of_the_types() {
    let path = root().join("schema/cv.schema.json");
    // As for all texts that tests compare with (CONTRIBUTING.md).
    if std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always") {
        fs::write(&path, folio::schema::text()).unwrap();
    }
    let committed = fs::read_to_string(&path).unwrap();
    assert!(
        committed == folio::schema::text(),
        "run `cargo run -- schema > schema/cv.schema.json`"
    );
    let folder = tempfile::tempdir().unwrap();
    let (code, stdout, _) = run(folder.path(), &["schema"]);
    assert_eq!(code, 0);
    assert!(stdout == committed);
    assert_eq!(
        serde_json::from_str::<Value>(&stdout).unwrap()["$schema"],
        "http://json-schema.org/draft-07/schema#"
    );
}

#[test]
fn every_valid_file_is_valid() {
    let validator = validator();
    for path in valid_files() {
        let value = read(&path);
        let found: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(found.is_empty(), "{}: {found:#?}", path.display());
    }
}

#[test]
fn every_example_is_valid_where_it_stands() {
    let root = folio::schema::schema();
    let definitions = &root["definitions"];
    let mut count = 0;
    for definition in definitions.as_object().unwrap().values().chain([&root]) {
        let Some(properties) = definition["properties"].as_object() else {
            continue;
        };
        for (key, property) in properties {
            let mut schema = property.clone();
            schema["definitions"] = definitions.clone();
            let validator = jsonschema::draft7::new(&schema).unwrap();
            for example in property["examples"].as_array().into_iter().flatten() {
                count += 1;
                let found: Vec<String> = validator
                    .iter_errors(example)
                    .map(|error| error.to_string())
                    .collect();
                assert!(found.is_empty(), "{key}: {example}: {found:#?}");
            }
        }
    }
    assert!(count > 200, "{count}");
}

#[test]
fn closed_sets_are_enumerated() {
    let text = folio::schema::text();
    for word in [
        "pinned",
        "area-chair",
        "us-letter",
        "selected-first",
        "keynote",
        "in-press",
        "tex",
    ] {
        assert!(text.contains(&format!("\"{word}\"")), "{word}");
    }
    let validator = validator();
    let valid = |more: Value| {
        let mut file = json!({"person": {"name": "Ada"}});
        file.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        validator.is_valid(&file)
    };
    assert!(valid(
        json!({"settings": {"language": "en-GB", "paper": "us-letter"}})
    ));
    assert!(!valid(json!({"settings": {"language": "xx"}})));
    assert!(!valid(json!({"settings": {"paper": "a5"}})));
    assert!(!valid(json!({"documents": {"check": {}}})));
    assert!(!valid(json!({"sections": {"experience": {"title": "X"}}})));
    assert!(valid(
        json!({"documents": {"all": {"theme": "plain", "skills": {"limit": 1}}}})
    ));
    for key in ["extends", "file"] {
        assert!(!valid(json!({"documents": {"all": {key: "cv"}}})), "{key}");
        assert!(valid(json!({"documents": {"mine": {key: "cv"}}})), "{key}");
    }
    assert!(!valid(json!({"documents": {"all": {"them": "plain"}}})));
    assert!(valid(json!({"documents": {"short": null}})));
    assert!(!valid(json!({"sections": {"own": null}})));
    assert!(valid(json!({"experience": null, "summary": 2024})));
    assert!(!valid(json!({"person": null})));
}

/// Rules that need more than the value itself: other keys, files, calendars, checksums.
const BEYOND_A_SCHEMA: &[&str] = &[
    "bad-acl",
    "bad-openreview",
    "no-bibliography",
    "repeated-bib-key",
    "unknown-bib-key",
    "backwards-dates",
    "bad-date",
    "bad-doi",
    "bad-email",
    "bad-arxiv",
    "bad-isbn",
    "bad-orcid",
    "bad-pmid",
    "bad-url",
    "extends-cycle",
    "extends-too-deep",
    "after-cycle",
    "bad-user-name",
    "same-file",
    "same-symbol",
    "unknown-document",
    "unknown-mark",
    "unknown-section",
    "unknown-template",
    "unknown-theme",
    "bad-file-name",
];

/// A place in a file: keys and indices.
pub type Steps = Vec<Value>;

pub fn places(value: &Value, steps: &mut Steps, found: &mut Vec<Steps>) {
    let mut below = |step: Value, child: &Value| {
        steps.push(step);
        found.push(steps.clone());
        places(child, steps, found);
        steps.pop();
    };
    match value {
        Value::Object(map) => map.iter().for_each(|(key, child)| below(json!(key), child)),
        Value::Array(list) => {
            list.iter()
                .enumerate()
                .for_each(|(index, child)| below(json!(index), child));
        }
        _ => {}
    }
}

fn at<'a>(value: &'a mut Value, steps: &[Value]) -> &'a mut Value {
    steps.iter().fold(value, |value, step| match step {
        Value::String(key) => &mut value[key.as_str()],
        step => &mut value[step.as_u64().unwrap() as usize],
    })
}

/// The file with one place changed in each of several ways.
pub fn mutants(file: &Value, steps: &[Value]) -> Vec<(String, Value)> {
    let (last, parents) = steps.split_last().unwrap();
    let mut mutants = Vec::new();
    let mut changed = |how: &str, change: &dyn Fn(&mut Value)| {
        let mut mutant = file.clone();
        change(at(&mut mutant, parents));
        mutants.push((how.to_owned(), mutant));
    };
    if let Value::String(key) = last {
        changed("drop", &|parent| {
            drop(parent.as_object_mut().unwrap().remove(key))
        });
        changed("rename", &|parent| {
            let map = parent.as_object_mut().unwrap();
            let value = map.remove(key).unwrap();
            map.insert(format!("{key}x"), value);
        });
    } else {
        let index = last.as_u64().unwrap() as usize;
        changed("drop", &|parent| {
            drop(parent.as_array_mut().unwrap().remove(index))
        });
        changed("duplicate", &|parent| {
            let list = parent.as_array_mut().unwrap();
            list.push(list[index].clone());
        });
    }
    for value in [
        json!("some words"),
        json!(""),
        json!(42),
        json!(2.5),
        json!(true),
        json!(null),
        json!([]),
        json!({}),
        json!(["some words"]),
        json!([null]),
        json!([""]),
        json!([{}]),
        json!({"words": "words"}),
        json!("2021-03"),
        json!("https://example.org"),
    ] {
        changed(&format!("retype to {value}"), &|parent| match last {
            Value::String(key) => parent[key.as_str()] = value.clone(),
            index => parent[index.as_u64().unwrap() as usize] = value.clone(),
        });
    }
    mutants
}

/// Compares the program and the schema on every `stride`-th mutant of the fixtures.
fn compare(stride: usize) -> usize {
    let validator = validator();
    let (mut count, mut number) = (0, 0);
    let mut disagreements = Vec::new();
    for name in fixture_names() {
        let file = read(&fixtures().join(format!("{name}.yaml")));
        let mut all = Vec::new();
        places(&file, &mut Vec::new(), &mut all);
        for steps in &all {
            number += 1;
            if number % stride != 0 {
                continue;
            }
            for (how, mutant) in mutants(&file, steps) {
                count += 1;
                // JSON is YAML: the program reads the same values.
                let errors = errors(&mutant.to_string());
                let valid = validator.is_valid(&mutant);
                let agree = match (errors.is_empty(), valid) {
                    (true, false) => false,
                    (false, true) => errors.iter().all(|code| BEYOND_A_SCHEMA.contains(code)),
                    _ => true,
                };
                if !agree {
                    let place: Map<String, Value> =
                        Map::from_iter([("at".to_owned(), json!(steps))]);
                    let said = match valid {
                        true => String::from("valid"),
                        false => validator
                            .iter_errors(&mutant)
                            .map(|e| format!("{}: {e:.200}", e.instance_path()))
                            .collect(),
                    };
                    disagreements.push(format!(
                        "{name} {how} {}: program {errors:?}, schema {said}",
                        json!(place)
                    ));
                }
            }
        }
    }
    let shown: Vec<&String> = disagreements.iter().take(25).collect();
    assert!(
        disagreements.is_empty(),
        "{} of {count}: {shown:#?}",
        disagreements.len()
    );
    count
}

/// Changes two or three places of a small file at once.
fn changed(file: &Value, dice: &mut Dice) -> Value {
    let mut mutant = file.clone();
    for _ in 0..dice.between(2, 3) {
        let mut all = Vec::new();
        places(&mutant, &mut Vec::new(), &mut all);
        if all.is_empty() {
            break;
        }
        let steps = &all[dice.between(0, all.len() - 1)];
        let mut choices = mutants(&mutant, steps);
        mutant = choices.swap_remove(dice.between(0, choices.len() - 1)).1;
    }
    mutant
}

/// The file with a part of its keys and of its entries.
fn excerpt(file: &Value, dice: &mut Dice) -> Value {
    let mut excerpt = file.clone();
    let map = excerpt.as_object_mut().unwrap();
    let keys: Vec<String> = map.keys().cloned().collect();
    for key in &keys {
        let list = map[key].as_array_mut();
        if let Some(list) = list.filter(|list| list.len() > 2) {
            list.rotate_left(dice.between(0, 7) % 3);
            list.truncate(2);
        }
        if key != "person" && dice.between(0, keys.len()) > 4 {
            map.remove(key);
        }
    }
    excerpt
}

/// Compares the program and the schema on files with several mistakes.
fn compare_random(seeds: std::ops::Range<u64>) -> (usize, usize) {
    let validator = validator();
    let files: Vec<Value> = fixture_names()
        .iter()
        .map(|name| read(&fixtures().join(format!("{name}.yaml"))))
        .collect();
    let (mut accepted, mut refused) = (0, 0);
    for seed in seeds {
        let mut dice = Dice(seed);
        let file = excerpt(&files[dice.between(0, files.len() - 1)], &mut dice);
        let mutant = changed(&file, &mut dice);
        let errors = errors(&mutant.to_string());
        let valid = validator.is_valid(&mutant);
        let beyond = errors.iter().all(|code| BEYOND_A_SCHEMA.contains(code));
        assert!(
            valid && beyond || !valid && !errors.is_empty(),
            "seed {seed}: program {errors:?}, schema {valid}: {mutant}"
        );
        *(if errors.is_empty() {
            &mut accepted
        } else {
            &mut refused
        }) += 1;
    }
    (accepted, refused)
}

#[test]
fn they_agree_on_files_with_several_mistakes() {
    let (accepted, refused) = compare_random(0..400);
    assert!(accepted > 15 && refused > 150, "{accepted}, {refused}");
}

#[test]
#[ignore = "takes a minute"]
fn they_agree_on_thousands_of_files_with_several_mistakes() {
    let (accepted, refused) = compare_random(1_000..11_000);
    assert!(accepted > 500 && refused > 4_000, "{accepted}, {refused}");
}

#[test]
fn the_schema_and_the_program_agree() {
    assert!(compare(37) > 500);
}

#[test]
#[ignore = "takes minutes"]
fn the_schema_and_the_program_agree_on_many_mutants() {
    assert!(compare(5) > 4_000);
}
