use std::path::Path as FilePath;

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;
use crate::import::{Format, Options};
use crate::select::select;
use crate::source::{Environment, load_str};
use crate::writer::strategy;

fn schema() -> Value {
    serde_json::from_str(include_str!("../../tests/schemas/json-resume-1.3.1.json")).unwrap()
}

fn validator() -> &'static jsonschema::Validator {
    static VALIDATOR: std::sync::LazyLock<jsonschema::Validator> =
        std::sync::LazyLock::new(|| jsonschema::draft7::new(&schema()).unwrap());
    &VALIDATOR
}

fn valid(text: &str) -> Value {
    let value: Value = serde_json::from_str(text).unwrap();
    let errors: Vec<String> = validator()
        .iter_errors(&value)
        .map(|error| error.to_string())
        .collect();
    assert!(errors.is_empty(), "{errors:?}\n{text}");
    value
}

/// How many are tried: each goes through the reader of files and back. `PROPTEST_CASES` says another number.
fn cases() -> u32 {
    let said = std::env::var("PROPTEST_CASES").ok();
    said.and_then(|said| said.parse().ok()).unwrap_or(40)
}

/// What the document `cv` shows of a CV.
fn shown_of(cv: &Cv) -> Cv {
    shown::shown(&select(cv, "cv").unwrap(), &BTreeSet::new())
}

fn options(keep: bool) -> Options {
    Options {
        format: Some(Format::JsonResume),
        keep,
        ..Options::default()
    }
}

fn back(text: &str) -> Cv {
    let options = options(false);
    import::import(&[File::new("resume.json", text)], &options)
        .unwrap()
        .cv
}

/// The JSON Resume of a CV, and the same once it was read again.
fn there_and_back(cv: &Cv) {
    let cv = shown_of(cv);
    let written = json_resume(&cv, &[]);
    valid(&written.text);
    let back = back(&written.text);
    let missing = difference::difference(&Tree::of(&back), &Tree::of(&cv));
    assert_eq!(missing, [], "{}", written.text);
}

fn fixture(name: &str) -> Cv {
    let folder = FilePath::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let text = std::fs::read_to_string(folder.join(name)).unwrap();
    load_str(name, &text, &folder, &Environment::default())
        .cv
        .unwrap()
}

#[test]
fn every_fixture_comes_back_from_json_resume_as_it_went() {
    for name in [
        "full.yaml",
        "minimal.yaml",
        "homepage.yaml",
        "undated.yaml",
        "verbatim.yaml",
    ] {
        there_and_back(&fixture(name));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]
    #[test]
    fn any_cv_comes_back_from_json_resume_as_it_went(mut cv in strategy::cv()) {
        // Documents are no part of what one of them shows.
        cv.documents.clear();
        there_and_back(&cv);
    }
}

/// Files that the schema allows, with keys of which it says nothing.
fn file(schema: &Value) -> BoxedStrategy<Value> {
    if schema["$ref"].is_string() {
        return strategy::date().prop_map(Value::from).boxed();
    }
    match schema["type"].as_str() {
        Some("array") => {
            let item = file(&schema["items"]);
            vec(item, 0..4).prop_map(Value::from).boxed()
        }
        Some("object") => {
            let properties = schema["properties"]
                .as_object()
                .cloned()
                .unwrap_or_default();
            let fields: Vec<_> = properties
                .iter()
                .map(|(key, below)| {
                    let key = key.clone();
                    weighted(0.4, file(below))
                        .prop_map(move |value| value.map(|value| (key.clone(), value)))
                })
                .collect();
            let unknown = vec((key(), anything()), 0..2);
            (fields, unknown)
                .prop_map(|(fields, unknown)| {
                    let known = fields.into_iter().flatten();
                    Value::Object(unknown.into_iter().chain(known).collect::<Map<_, _>>())
                })
                .boxed()
        }
        _ => match schema["format"].as_str() {
            Some("uri") => "https?://[a-z]{1,5}\\.(org|example)/[a-z~%20#?&=]{0,8}"
                .prop_map(Value::from)
                .boxed(),
            Some("email") => "[a-z]{1,4}@a\\.org".prop_map(Value::from).boxed(),
            _ => strategy::text().prop_map(Value::from).boxed(),
        },
    }
}

fn key() -> BoxedStrategy<String> {
    prop_oneof![
        Just("stars".to_owned()),
        Just("achievements".to_owned()),
        Just("talks".to_owned()),
        Just("leadership".to_owned()),
        Just("a.b".to_owned()),
        Just("company".to_owned()),
        Just("note".to_owned()),
        "[a-z]{1,6}",
    ]
    .boxed()
}

fn anything() -> BoxedStrategy<Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        Just(json!(1.5)),
        strategy::text().prop_map(Value::from),
    ];
    let map = |inner: BoxedStrategy<Value>| {
        vec((key(), inner), 0..3).prop_map(|map| Value::Object(map.into_iter().collect()))
    };
    leaf.prop_recursive(3, 12, 3, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..3).prop_map(Value::from),
            map(inner.boxed()),
        ]
    })
    .boxed()
}

/// A file, imported with all that it says, and written again.
fn in_and_out(value: &Value) {
    let text = serde_json::to_string_pretty(value).unwrap();
    let options = options(true);
    let imported = import(&[File::new("resume.json", text.as_str())], &options).unwrap();
    let selection = select(&imported.cv, "cv").unwrap();
    let cv = shown::shown(&selection, &BTreeSet::new());
    let written = json_resume(&cv, &kept(&imported.cv, Form::JsonResume));
    assert_eq!(written.losses, [], "{text}\n{}", imported.text);
    let out: Value = serde_json::from_str(&written.text).unwrap();
    assert_eq!(out, *value, "{}", imported.text);
    // And by way of the file.
    let loaded = load_str(
        "cv.yaml",
        &imported.text,
        FilePath::new(""),
        &Environment::default(),
    );
    if let Some(read) = loaded.cv.filter(|_| loaded.diagnostics.is_empty()) {
        assert_eq!(read, imported.cv, "{}", imported.text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(cases()))]
    #[test]
    fn any_file_of_json_resume_comes_out_as_it_went_in(
        value in file(&schema())
    ) {
        in_and_out(&value);
    }
}

#[test]
fn every_file_of_json_resume_comes_out_as_it_went_in() {
    let text = include_str!("../../tests/fixtures/import/json-resume.json");
    in_and_out(&serde_json::from_str(text).unwrap());
    in_and_out(&json!({}));
    in_and_out(&json!({
        "basics": {"name": "Ada", "email": "", "location": {"city": "Wien", "countryCode": "AT"},
            "profiles": [{"network": "Github", "username": "ada", "url": "https://github.com/ada"}]},
        "work": [{"name": "A", "startDate": "2020-01-01", "endDate": ""}, {}, {"company": "B", "position": null}],
        "meta": {"version": "v1.0.0", "stars": 12}, "hots": ["a", {"b": [1, 2.5, true]}],
    }));
}

#[test]
fn what_was_kept_stands_back_where_the_cv_says_something_else_by_now() {
    let source = json!({"work": [
        {"name": "A", "startDate": "2020-05-03", "endDate": "2021-01", "sector": "mills"},
        {"name": "B", "startDate": "2018", "endDate": "2019", "keywords": ["a"]}
    ]});
    let options = options(true);
    let imported = import(&[File::new("resume.json", source.to_string())], &options).unwrap();
    let mut cv = imported.cv.clone();
    cv.experience.remove(0);
    let written = json_resume(&shown_of(&cv), &kept(&cv, Form::JsonResume));
    let out: Value = serde_json::from_str(&written.text).unwrap();
    assert_eq!(out["work"], json!([source["work"][1]]), "{}", written.text);
    assert_eq!(written.losses.len(), 1, "{:?}", written.losses);
}

#[test]
fn what_a_document_hides_of_the_person_does_not_leave_by_way_of_what_was_kept() {
    let source = json!({"basics": {"name": "Ada", "phone": "+44 20 7946 0000", "image": "me.jpg",
        "location": {"address": "St James’s Square 12", "city": "London"}}});
    let imported = import(
        &[File::new("resume.json", source.to_string())],
        &options(true),
    )
    .unwrap();
    let mut cv = imported.cv;
    let hidden = crate::model::DocumentSettings {
        hide: crate::model::Many(["phone", "location", "photo"].map(str::to_owned).to_vec()),
        ..Default::default()
    };
    cv.documents.insert("cv".to_owned(), hidden);
    let selection = select(&cv, "cv").unwrap();
    let document = crate::compose::phrase(selection.clone(), &Default::default()).document;
    for form in [Form::JsonResume, Form::RenderCv] {
        let text = write(&selection, &document, &BTreeSet::new(), form).text;
        for secret in ["7946", "me.jpg", "James", "London"] {
            assert!(!text.contains(secret), "{secret}: {text}");
        }
    }
}
