//! How the words of languages are spelt: what can be said of all of them.

use unicode_normalization::is_nfc;
use unicode_script::{Script, UnicodeScript};

use super::catalogue::FILES;
use super::pattern::{Pattern, Piece};

/// The words behind each key of every file, without places.
fn words() -> impl Iterator<Item = (String, String)> {
    FILES.iter().flat_map(|file| {
        let lines = file.text.lines().filter(|line| !line.starts_with('#'));
        let lines = lines.filter_map(|line| line.split_once('='));
        lines.map(|(key, words)| {
            let key = key.trim().trim_end_matches('?').trim_end();
            let pattern = Pattern::read(words.trim()).unwrap();
            // A place may stand for any word.
            let pieces = pattern.pieces().iter().map(|piece| match piece {
                Piece::Words(words) => words.clone(),
                Piece::Place(_) => "\u{fffc}".to_owned(),
            });
            (format!("{}: {key}", file.tag), pieces.collect())
        })
    })
}

fn key(place: &str) -> &str {
    place.split_once(": ").map_or(place, |(_, key)| key)
}

#[test]
fn no_word_has_letters_of_two_alphabets() {
    let alphabets = [Script::Latin, Script::Cyrillic, Script::Greek];
    for (place, words) in words() {
        for word in words.split(|c: char| !c.is_alphabetic()) {
            let scripts = word.chars().map(|letter| letter.script());
            let mut found = scripts.filter(|script| alphabets.contains(script));
            let first = found.next();
            // A letter that looks like one of another alphabet is found by no search.
            let same = found.all(|script| Some(script) == first);
            assert!(same, "{place}: {word}");
        }
    }
}

#[test]
fn signs_are_those_of_print() {
    for (place, words) in words() {
        for sign in ["'", "\"", "...", "  ", " ,", " - ", "\u{fffd}"] {
            assert!(!words.contains(sign), "{place}: `{sign}`");
        }
        let of_direction = |c| {
            matches!(
                c,
                '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{202a}'..='\u{202e}'
            )
        };
        assert!(
            !words.contains(of_direction),
            "{place}: a mark of direction"
        );
        assert!(is_nfc(&words), "{place}: an accent apart from its letter");
    }
}

#[test]
fn what_stands_alone_begins_with_a_capital() {
    let alone = [
        "section.",
        "group.",
        "kind.",
        "genre.",
        "presentation.",
        "mark.",
    ];
    let labels = [
        "grade",
        "courses",
        "thesis",
        "technologies",
        "now",
        "preprint",
    ];
    let begins = ["cited.", "advisors."];
    for (place, words) in words() {
        let key = key(&place);
        let is_alone = alone
            .iter()
            .chain(&begins)
            .any(|start| key.starts_with(start));
        if is_alone || labels.contains(&key) {
            let first = words
                .chars()
                .find(|c| c.is_alphanumeric() || *c == '\u{fffc}');
            assert!(!first.unwrap().is_lowercase(), "{place}: {words}");
        }
    }
}
