//! Every language has every word, and nothing is said that no language file says.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use super::catalogue::FILES;
use super::*;

fn sources(folder: &Path, found: &mut String) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs")
            && !path.ends_with("words/message.rs")
        {
            found.push_str(&fs::read_to_string(path).unwrap());
        }
    }
}

#[test]
fn every_language_file_is_whole() {
    for file in &FILES {
        if let Err(mistakes) = file.locale() {
            panic!("locales/{}.txt: {}", file.tag, mistakes.join("; "));
        }
    }
}

#[test]
fn every_language_file_is_named_in_the_catalogue() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/words/locales");
    let names = fs::read_dir(folder).unwrap().map(|entry| {
        let path = entry.unwrap().path();
        path.file_stem().unwrap().to_string_lossy().into_owned()
    });
    let listed = FILES.iter().map(|file| file.tag.to_owned());
    assert_eq!(names.collect::<BTreeSet<_>>(), listed.collect());
}

#[test]
fn a_word_that_is_missing_unknown_or_of_other_places_is_a_mistake() {
    let english = FILES.iter().find(|file| file.tag == "en").unwrap();
    let mistakes = |from: &str, to: &str| {
        let changed = english.text.replace(from, to);
        assert_ne!(changed, english.text);
        let lines = file::Lines::read(&changed).unwrap();
        let tag = "en".parse().unwrap();
        Locale::read(tag, lines).unwrap_err().join("; ")
    };
    assert_eq!(mistakes("\nnow = Now", ""), "`now` is missing");
    assert_eq!(
        mistakes("\nnow = ", "\nnw = "),
        "`now` is missing; `nw` is unknown"
    );
    for (from, to) in [
        ("updated = Updated {date}", "updated = Updated {day}"),
        ("updated = Updated {date}", "updated = Updated"),
        (
            "cited.other = Cited {count} times",
            "cited.other = Cited often",
        ),
        ("now = Now", "now = Now {date}"),
        ("{ordinal} of {total}", "{ordinal} ({position}) of {total}"),
        ("with = with {names}", "with = with {names} {names}"),
    ] {
        assert!(mistakes(from, to).contains("has not the places"), "{to}");
    }
    assert!(mistakes("number.last-group = 3", "number.last-group = 0").contains("no number"));
    assert!(mistakes("Jan, Feb", "Jan Feb").contains("twelve names"));
    assert!(mistakes("plural.one = i = 1", "plural.one = x = 1").contains("no plural rule"));
}

#[test]
fn every_message_is_said_somewhere() {
    let mut code = String::new();
    sources(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src"),
        &mut code,
    );
    let of_family = |key: &str| {
        let family = key.split_once('.').map(|(family, _)| family);
        Family::ALL.iter().any(|one| Some(one.key()) == family)
    };
    // These are chosen by an exhaustive match in `message.rs`.
    let by_kind = ["group.", "section.", "status.", "talk."];
    for message in Message::ALL {
        let key = message.key();
        let by_kind = by_kind.iter().any(|start| key.starts_with(start));
        let said = code.contains(&format!("Message::{message:?}"));
        assert!(said || by_kind || of_family(key), "nothing says `{key}`");
    }
    for family in Family::ALL {
        assert!(
            code.contains(&format!("Family::{family:?}.message")),
            "{family:?}"
        );
    }
}

#[test]
fn tags_fall_back_to_those_above_them() {
    for (tag, found) in [
        ("en", Some("en")),
        ("EN", Some("en")),
        ("en-GB", Some("en-GB")),
        ("en-gb", Some("en-GB")),
        ("en-GB-oxendict", Some("en-GB")),
        ("en-Latn-US", Some("en-US")),
        ("en-AU", Some("en")),
        ("en-x-own", Some("en")),
        ("en_GB", None),
        ("english", None),
        ("tlh", None),
        ("", None),
        ("-", None),
    ] {
        let locale = Locale::for_tag(tag).map(Locale::tag);
        assert_eq!(locale.as_deref(), found, "{tag}");
    }
}

#[test]
fn regions_say_only_what_differs() {
    let date = "2021-03-14".parse().unwrap();
    let dates = ["en", "en-GB", "en-US"].map(|tag| Locale::for_tag(tag).unwrap().date(date));
    let dates = dates.map(|date| date.replace('\u{a0}', " "));
    assert_eq!(dates, ["14 Mar 2021", "14 Mar 2021", "Mar 14, 2021"]);
    for file in &FILES {
        let Some((parent, _)) = file.tag.rsplit_once('-') else {
            continue;
        };
        let Some(parent) = FILES.iter().find(|file| file.tag == parent) else {
            continue;
        };
        let (own, mut above) = (file::Lines::read(file.text), parent.lines().unwrap());
        let mut own = own.unwrap();
        for key in own.keys().collect::<Vec<_>>() {
            assert_ne!(own.take(key), above.take(key), "{}: {key}", file.tag);
        }
    }
}
