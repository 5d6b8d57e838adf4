use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use serde::Serialize;

use super::serializer::TreeSerializer;
use super::strategy;
use super::tree::{Content, Node};
use super::{Comment, Options, write};
use crate::diagnostics::Diagnostic;
use crate::model::{CustomSection, Cv, Highlight, HighlightFields, Highlights, Text};
use crate::source::{self, Environment, Loaded};

fn read(text: &str, folder: &Path) -> Loaded {
    source::load_str("cv.yaml", text, folder, &Environment::default())
}

fn tree(cv: &Cv) -> Node {
    cv.serialize(TreeSerializer).unwrap().into()
}

/// What an independent parser makes of a file, in the form of our tree.
fn seen_by_another(text: &str) -> serde_yaml::Value {
    serde_yaml::from_str(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// What it should make of it: numbers and truth values only where we mean them.
fn meant(node: &Node) -> serde_yaml::Value {
    match &node.content {
        Content::Nothing | Content::Given(_) => serde_yaml::Value::Null,
        Content::Scalar { text, as_written } => match text.as_str() {
            "true" | "false" if *as_written => (text == "true").into(),
            text if *as_written => match text.parse::<u64>() {
                Ok(number) => number.into(),
                Err(_) => text.into(),
            },
            text => text.into(),
        },
        Content::List { items, .. } => items.iter().map(meant).collect::<Vec<_>>().into(),
        Content::Map { entries, .. } => entries
            .iter()
            .map(|(key, value)| (serde_yaml::Value::from(key.as_str()), meant(value)))
            .collect::<serde_yaml::Mapping>()
            .into(),
    }
}

/// All paths of a tree.
fn paths(node: &Node, path: &str, into: &mut Vec<String>) {
    into.push(path.to_owned());
    match &node.content {
        Content::List { items, .. } => {
            for (index, item) in items.iter().enumerate() {
                paths(item, &format!("{path}[{index}]"), into);
            }
        }
        Content::Map { entries, .. } => {
            for (key, value) in entries {
                let dot = if path.is_empty() { "" } else { "." };
                paths(value, &format!("{path}{dot}{key}"), into);
            }
        }
        _ => {}
    }
}

fn options(width: usize) -> Options {
    Options {
        width,
        ..Options::default()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn what_is_written_is_read_as_the_same(cv in strategy::cv(), narrow in any::<bool>()) {
        let options = options(if narrow { 40 } else { 100 });
        let text = write(&cv, &options);
        let folder = Path::new("no-such-folder");
        let read = read(&text, folder).cv;
        prop_assert_eq!(read.as_ref(), Some(&cv), "{}", &text);
        prop_assert_eq!(seen_by_another(&text), meant(&tree(&cv)), "{}", &text);
        prop_assert_eq!(write(&read.unwrap_or_default(), &options), text);
    }

    #[test]
    fn comments_change_nothing_and_none_is_lost(
        cv in strategy::cv(),
        chosen in proptest::collection::vec(any::<prop::sample::Index>(), 1..6),
        words in "[ -~\n\u{e9}\u{2028}\u{7}]{0,30}",
    ) {
        let mut all = Vec::new();
        paths(&tree(&cv), "", &mut all);
        let mut options = Options {
            schema: Some("schema/cv.schema.json".to_owned()),
            closing: vec![words.clone()],
            ..Options::default()
        };
        for (number, index) in chosen.iter().enumerate() {
            let text = format!("{words}\nnumber {number}.");
            options.comments.push(Comment::new(index.get(&all), text));
        }
        let text = write(&cv, &options);
        let read = read(&text, Path::new("no-such-folder")).cv;
        prop_assert_eq!(read, Some(cv), "{}", &text);
        for number in 0..chosen.len() {
            let line = format!("# number {number}.");
            prop_assert_eq!(text.lines().filter(|l| l.trim_start().trim_start_matches("- ") == line).count(), 1, "{}", &text);
        }
    }
}

/// The records of the repository.
fn records() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut records = Vec::new();
    for folder in ["", "examples", "tests/fixtures"] {
        let files = fs::read_dir(root.join(folder)).unwrap();
        let files = files.map(|file| file.unwrap().path());
        // Hidden ones are settings of other programs.
        records.extend(files.filter(|path| {
            let hidden = path
                .file_name()
                .unwrap()
                .as_encoded_bytes()
                .starts_with(b".");
            !hidden && path.extension().is_some_and(|end| end == "yaml")
        }));
    }
    records.sort();
    assert!(records.len() > 5, "{records:?}");
    records
}

/// Without what a bibliography says for exports alone: of a date that is written as the paper's own,
/// the spelling in the bibliography is no longer kept.
fn as_it_prints(cv: &Cv) -> Cv {
    let mut cv = cv.clone();
    for paper in &mut cv.publications {
        paper.kept.clear();
    }
    cv
}

fn messages(loaded: &Loaded) -> BTreeSet<(&'static str, String)> {
    let said = |diagnostic: &Diagnostic| (diagnostic.code.name(), diagnostic.message.clone());
    loaded.diagnostics.iter().map(said).collect()
}

#[test]
fn records_are_read_as_the_same_and_say_the_same() {
    for path in records() {
        let original = fs::read_to_string(&path).unwrap();
        let folder = path.parent().unwrap();
        let first = read(&original, folder);
        let cv = first.cv.as_ref().unwrap();
        let text = write(cv, &Options::default());
        let second = read(&text, folder);
        let again = second.cv.as_ref().map(as_it_prints);
        assert_eq!(again, Some(as_it_prints(cv)), "{}\n{text}", path.display());
        assert_eq!(messages(&first), messages(&second), "{}", path.display());
        assert_eq!(write(cv, &Options::default()), text);
        if folder.ends_with("fixtures") {
            let longest = text.lines().map(|line| line.chars().count()).max();
            assert!(longest <= Some(100), "{longest:?} columns\n{text}");
        }
    }
}

#[test]
fn the_names_of_types_that_the_layout_knows_are_those_of_the_model() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/full.yaml");
    let cv = source::load(&path).unwrap().cv.unwrap();
    fn names(node: &Node, into: &mut BTreeSet<&'static str>) {
        match &node.content {
            Content::List { name, items } => {
                into.extend(name);
                items.iter().for_each(|item| names(item, into));
            }
            Content::Map { name, entries } => {
                into.extend(name);
                entries.iter().for_each(|(_, value)| names(value, into));
            }
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    names(&tree(&cv), &mut found);
    for name in super::layout::known_types() {
        assert!(
            found.contains(name),
            "no type of the model is called {name}"
        );
    }
}

#[test]
fn a_record_with_every_field_as_a_person_would_write_it() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/full.yaml");
    let cv = source::load(&path).unwrap().cv.unwrap();
    let options = Options {
        schema: Some("../../schema/cv.schema.json".to_owned()),
        comments: vec![
            Comment::new(
                "",
                "Written from a record that uses every section and every field.",
            ),
            Comment::new("experience[0].positions[1]", "was \"Asst. Prof.\""),
            Comment::new(
                "publications[1].authors[2].family",
                "or is the particle part of the name?",
            ),
            Comment::new("skills[1].keywords[0]", "no such skill is known"),
            Comment::new("interests[7].name", "was under \"Hobbies\""),
        ],
        closing: vec!["Found no place: `basics.age`: \"41\"".to_owned()],
        ..Options::default()
    };
    insta::assert_snapshot!(write(&cv, &options));
}

#[test]
fn what_says_nothing_is_left_out_and_what_was_given_stays() {
    assert_eq!(write(&Cv::default(), &Options::default()), "{}\n");
    let text = "\
person:
  name: A

experience:
  - organization: B
  - {}

documents:
  cv: {}
  resume:
    tags: []
    sections: []
";
    let cv = read(text, Path::new("")).cv.unwrap();
    assert_eq!(write(&cv, &Options::default()), text);
}

#[test]
fn a_file_with_mistakes_is_written_as_what_was_read_of_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    let mut read_of_it = 0;
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        let Ok(original) = fs::read_to_string(&path) else {
            continue;
        };
        if path.extension().is_none_or(|end| end != "yaml") {
            continue;
        }
        let Some(cv) = read(&original, &folder).cv else {
            continue;
        };
        let text = write(&cv, &Options::default());
        let again = read(&text, &folder).cv.as_ref().map(as_it_prints);
        assert_eq!(again, Some(as_it_prints(&cv)), "{}\n{text}", path.display());
        read_of_it += 1;
    }
    assert!(read_of_it > 50, "only {read_of_it} files");
}

#[test]
fn a_text_is_a_block_of_the_kind_that_keeps_it() {
    let long = "word ".repeat(30).trim_end().to_owned();
    let cv = |summary: &str, key: &str| Cv {
        summary: Some(Text(summary.to_owned())),
        sections: [(key.to_owned(), CustomSection::default())]
            .into_iter()
            .collect(),
        ..Cv::default()
    };
    for (summary, sign) in [
        (long.clone(), ">-"),
        (format!("{long}\n"), ">"),
        (format!("{long}\n{long}"), "|-"),
        (format!("{long}\n\n  {long}\n"), "|"),
    ] {
        // A key of more than 1024 characters takes another form.
        for key in ["short", &"long ".repeat(300), &"長い ".repeat(400)] {
            let cv = cv(&summary, key.trim());
            let text = write(&cv, &Options::default());
            assert_eq!(
                text.lines().next(),
                Some(format!("summary: {sign}").as_str())
            );
            assert_eq!(read(&text, Path::new("")).cv.as_ref(), Some(&cv), "{text}");
            assert_eq!(seen_by_another(&text), meant(&tree(&cv)), "{text}");
        }
    }
}

#[test]
fn texts_that_are_all_there_is_to_say_are_short() {
    let highlight = |text: &str, tags: &[&str]| {
        Highlight(HighlightFields {
            text: Some(Text(text.to_owned())),
            tags: crate::model::Many(tags.iter().map(|tag| tag.to_string()).collect()),
            ..HighlightFields::default()
        })
    };
    let highlights = Highlights(vec![highlight("one", &[]), highlight("two", &["x", "y"])]);
    let json = serde_json::to_value(&highlights).unwrap();
    assert_eq!(json[0], serde_json::json!("one"));
    assert_eq!(json[1]["tags"], serde_json::json!(["x", "y"]));
}
