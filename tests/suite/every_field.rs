//! Records that use every field of a format, and RenderCV's own example: what is left out of them has a reason that the
//! documentation gives, and what stands on RenderCV's page stands on Folio's.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use folio::import::{File, Imported, Options, Outcome, import};
use serde_yaml::Value;

use super::cli::run;
use super::project::fixtures;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn fixture(name: &str) -> String {
    fs::read_to_string(fixtures().join("import").join(name)).unwrap()
}

fn imported(name: &str) -> Imported {
    import(&[File::new(name, fixture(name))], &Options::default()).unwrap()
}

/// The fields that say something, lists as `[]`.
fn said(value: &Value, path: &str, found: &mut BTreeSet<String>) {
    match value {
        Value::Mapping(map) => {
            for (key, below) in map {
                let key = key.as_str().unwrap();
                let path = match path.is_empty() {
                    true => key.to_owned(),
                    false => format!("{path}.{key}"),
                };
                said(below, &path, found);
            }
        }
        Value::Sequence(items) => {
            found.insert(path.to_owned());
            items
                .iter()
                .for_each(|item| said(item, &format!("{path}[]"), found));
        }
        Value::Null => {}
        _ => drop(found.insert(path.to_owned())),
    }
}

/// Sections of RenderCV by the types of their entries.
fn by_type(cv: &mut Value) {
    const TYPES: [(&str, &str); 8] = [
        ("institution", "EducationEntry"),
        ("company", "ExperienceEntry"),
        ("authors", "PublicationEntry"),
        ("label", "OneLineEntry"),
        ("bullet", "BulletEntry"),
        ("number", "NumberedEntry"),
        ("reversed_number", "ReversedNumberedEntry"),
        ("name", "NormalEntry"),
    ];
    let Some(Value::Mapping(sections)) = cv["cv"].get("sections").cloned() else {
        return;
    };
    let entries = sections
        .values()
        .flat_map(|section| section.as_sequence().unwrap().clone());
    let mut types = serde_yaml::Mapping::new();
    for entry in entries {
        let known = TYPES.iter().find(|(key, _)| entry.get(key).is_some());
        if let Some((_, name)) = known {
            let all = types
                .entry((*name).into())
                .or_insert(Value::Sequence(Vec::new()));
            all.as_sequence_mut().unwrap().push(entry);
        }
    }
    cv["cv"]["sections"] = Value::Mapping(types);
}

/// The fields of a schema of JSON.
fn fields(schema: &serde_json::Value, path: &str, found: &mut Vec<String>) {
    if let Some(properties) = schema["properties"].as_object() {
        for (key, below) in properties {
            let path = match path.is_empty() {
                true => key.clone(),
                false => format!("{path}.{key}"),
            };
            fields(below, &path, found);
        }
    } else if schema["items"].is_object() {
        fields(&schema["items"], &format!("{path}[]"), found);
    } else {
        found.push(path.to_owned());
    }
}

fn assert_whole(known: &[String], said: &BTreeSet<String>) {
    assert!(known.len() > 50, "{known:?}");
    let missing: Vec<&String> = known
        .iter()
        .filter(|field| !said.contains(*field))
        .collect();
    let missing: Vec<_> = missing
        .into_iter()
        .filter(|field| !said.iter().any(|one| one.starts_with(&format!("{field}."))))
        .collect();
    assert!(missing.is_empty(), "the fixture has no {missing:?}");
}

#[test]
fn the_records_use_every_field_of_their_formats() {
    let read = |name: &str| fs::read_to_string(root().join("tests/schemas").join(name)).unwrap();
    let schema: serde_json::Value = serde_json::from_str(&read("json-resume-1.3.1.json")).unwrap();
    let mut known = Vec::new();
    fields(&schema, "", &mut known);
    let mut found = BTreeSet::new();
    said(
        &serde_yaml::from_str(&fixture("every-field.json")).unwrap(),
        "",
        &mut found,
    );
    assert_whole(&known, &found);
    for (list, name) in [
        ("rendercv-2.8.fields", "every-field-rendercv.yaml"),
        ("yamlresume-0.16.fields", "every-field-yamlresume.yml"),
    ] {
        let known: Vec<String> = read(list)
            .lines()
            .map(|line| line.replace("[]", ""))
            .collect();
        let mut value: Value = serde_yaml::from_str(&fixture(name)).unwrap();
        if name.contains("rendercv") {
            by_type(&mut value);
        }
        let mut found = BTreeSet::new();
        said(&value, "", &mut found);
        let found = found
            .into_iter()
            .map(|path| path.replace("[]", ""))
            .collect();
        assert_whole(&known, &found);
    }
}

/// Words of a text, whatever the lines are.
fn in_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_left_of_every_field_is_justified_in_the_documentation() {
    let page = in_one_line(&fs::read_to_string(root().join("docs/import.md")).unwrap());
    for name in [
        "every-field.json",
        "every-field-rendercv.yaml",
        "every-field-yamlresume.yml",
    ] {
        let imported = imported(name);
        let report = &imported.report;
        assert_eq!(report.values, report.placed + report.left_out(), "{name}");
        assert!(report.placed > 50, "{name}: {}", report.human());
        for line in &report.lines {
            assert_ne!(line.outcome, Outcome::Wrong, "{name}: {line:?}");
            assert_ne!(line.reason, "Folio has no place for it", "{name}: {line:?}");
            let reason = line.reason.split('`').next().unwrap_or_default().trim();
            let reason = in_one_line(reason);
            assert!(
                !reason.is_empty() && page.contains(&reason),
                "{name}: {line:?} is not in docs/import.md"
            );
        }
    }
}

/// Words and numbers of a text in small letters.
fn words(text: &str) -> BTreeSet<String> {
    let parts = text.split(|c: char| !(c.is_alphanumeric() || "%+$.,’'-".contains(c)));
    let bare = |part: &str| {
        part.trim_matches(|c: char| !(c.is_alphanumeric() || "%+$".contains(c)))
            .to_lowercase()
            .trim_end_matches("'s")
            .trim_end_matches("’s")
            .to_owned()
    };
    parts.map(bare).filter(|word| !word.is_empty()).collect()
}

/// Markdown without the addresses of its links, and without DOIs, which Folio prints as links under a word.
fn without_addresses(markdown: &str) -> String {
    let mut out = String::new();
    let mut rest = markdown;
    while let Some((before, after)) = rest.split_once("](") {
        let doi = before
            .rfind("[10.")
            .filter(|at| !before[*at..].contains(' '));
        out.push_str(&before[..doi.unwrap_or(before.len())]);
        out.push(' ');
        rest = after.split_once(')').map_or("", |(_, rest)| rest);
    }
    out + rest
}

/// Words of RenderCV's page that Folio's has not, each with the line of `docs/import.md` that says so.
const DIFFERENCES: [(&str, &str); 15] = [
    ("1", "How long a job took"),
    ("4", "How long a job took"),
    ("7", "How long a job took"),
    ("months", "How long a job took"),
    ("year", "How long a job took"),
    ("years", "How long a job took"),
    ("dec", "The month of a paper"),
    ("july", "The month of a paper"),
    ("gpa", "`GPA` is a grade"),
    ("honors", "Headings are Folio's words"),
    ("selected", "Headings are Folio's words"),
    ("email", "Words before addresses"),
    ("location", "Words before addresses"),
    ("website", "Words before addresses"),
    ("linkedin", "Words before addresses"),
];

/// The example that `rendercv new` writes, and the Markdown that RenderCV 2.8 makes of it.
#[test]
fn the_page_has_the_facts_that_rendercv_prints_of_its_own_example() {
    let folder = tempfile::tempdir().unwrap();
    let source = fixtures().join("rendercv/sample.yaml");
    let source = source.to_string_lossy();
    let (code, _, stderr) = run(folder.path(), &["import", &source, "-o", "cv.yaml"]);
    assert_eq!(code, 0, "{stderr}");
    let (code, _, stderr) = run(folder.path(), &["cv", "--format", "txt"]);
    assert_eq!(code, 0, "{stderr}");
    let written = fs::read_to_string(folder.path().join("cv.yaml")).unwrap();
    assert!(
        written.contains("doi: 10.1234/neurips.2023.1234"),
        "{written}"
    );
    let printed = words(&fs::read_to_string(folder.path().join("output/cv.txt")).unwrap());
    let theirs = fs::read_to_string(fixtures().join("rendercv/sample.md")).unwrap();
    let theirs = words(&without_addresses(&theirs));
    assert!(theirs.len() > 250, "{}", theirs.len());
    let page = fs::read_to_string(root().join("docs/import.md")).unwrap();
    for word in theirs.difference(&printed) {
        let known = DIFFERENCES.iter().find(|(known, _)| known == word);
        let (_, line) = known.unwrap_or_else(|| panic!("`{word}` is not on the page"));
        assert!(page.contains(line), "{line}");
    }
}
