//! What a terminal, a log or a reader's eye would take for more than text.
//!
//! Names of files and what stands in them come from anywhere. An escape sequence in one can repaint
//! the terminal, an override of the direction turns `gpj.exe` into `exe.jpg`, and a line break in a
//! message lets it forge another one. So every form of messages writes such characters as escapes.

use std::borrow::Cow;
use std::path::Path;

use super::Diagnostic;

/// Whether a character does something other than being seen: controls (C0, C1, delete), marks,
/// embeddings, overrides and isolates of the writing direction, and Unicode's separators of lines
/// and paragraphs.
pub fn is_control(character: char) -> bool {
    character.is_control()
        || matches!(
            character,
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        )
}

/// A text for one line, with its control characters as escapes such as `\u{1b}` and `\n`.
pub fn printable(text: &str) -> Cow<'_, str> {
    match text.contains(is_control) {
        true => Cow::Owned(escaped(text)),
        false => Cow::Borrowed(text),
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            '\t' | '\r' | '\n' => out.extend(character.escape_default()),
            character if is_control(character) => out.extend(character.escape_unicode()),
            character => out.push(character),
        }
    }
    out
}

/// A path to be printed.
pub fn shown(path: impl AsRef<Path>) -> String {
    printable(&path.as_ref().display().to_string()).into_owned()
}

/// A text of several lines, with all other control characters as escapes.
pub fn printable_lines(text: &str) -> Cow<'_, str> {
    match text.contains(|c| is_control(c) && c != '\n') {
        true => Cow::Owned(text.split('\n').map(escaped).collect::<Vec<_>>().join("\n")),
        false => Cow::Borrowed(text),
    }
}

/// A text in JSON, with the control characters that JSON allows as they are written as escapes. It
/// says the same.
pub fn printable_json(json: String) -> String {
    // Line breaks stand between values only: within them they are escapes already.
    if is_printable(&json) {
        return json;
    }
    let mut out = String::with_capacity(json.len());
    for character in json.chars() {
        match character {
            // All of them are below U+10000, so that one escape is enough.
            c if is_control(c) && c != '\n' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out
}

/// Whether all characters of a text but line breaks can be printed: in long texts nearly all bytes are letters of ASCII.
fn is_printable(text: &str) -> bool {
    let is_plain = |byte: &u8| matches!(byte, b'\n' | b' '..=b'~');
    let mut rest = text;
    while let Some(at) = rest.as_bytes().iter().position(|byte| !is_plain(byte)) {
        // What is no ASCII begins a character, as all before it is.
        let mut characters = rest.get(at..).unwrap_or_default().chars();
        if characters.next().is_none_or(is_control) {
            return false;
        }
        rest = characters.as_str();
    }
    true
}

/// An excerpt of a source with other characters of the same length in place of those that
/// `annotate-snippets` would print as they are; places in it stay right.
pub(super) fn visible(excerpt: &str) -> String {
    let seen = |character: char| match character {
        '\t' | '\r' | '\n' => character,
        c if is_control(c) && c.len_utf8() == 2 => '¿',
        c if is_control(c) && c.len_utf8() == 3 => char::REPLACEMENT_CHARACTER,
        // One byte each: they have pictures of their own.
        c => c,
    };
    // What ends lines on Windows is no character of theirs.
    let mut excerpt = excerpt.replace("\r\n", " \n");
    if excerpt.ends_with('\r') {
        excerpt.pop();
        excerpt.push(' ');
    }
    excerpt.chars().map(seen).collect()
}

/// A problem in words that can be printed.
pub(super) fn printable_problem(problem: &Diagnostic) -> Diagnostic {
    let text = |text: &String| printable(text).into_owned();
    Diagnostic {
        // The help says what they do.
        fixes: Vec::new(),
        code: problem.code,
        severity: problem.severity,
        message: text(&problem.message),
        place: problem.place.clone(),
        label: problem.label.as_ref().map(text),
        related: problem
            .related
            .iter()
            .map(|(place, words)| (place.clone(), text(words)))
            .collect(),
        help: problem.help.iter().map(text).collect(),
        once: problem.once,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value;

    use super::*;
    use crate::diagnostics::{
        Code, Place, Severity, Sources, body, github, human, json, position, sarif, short, summary,
    };

    #[test]
    fn what_acts_is_escaped_and_what_is_seen_is_not() {
        for (text, expected) in [
            ("a\u{1b}[31mb", "a\\u{1b}[31mb"),
            ("a\nb\tc\rd", "a\\nb\\tc\\rd"),
            ("\u{202e}gpj.exe", "\\u{202e}gpj.exe"),
            ("\u{9b}31m\u{7f}\0", "\\u{9b}31m\\u{7f}\\u{0}"),
            ("a\u{2028}b\u{200f}", "a\\u{2028}b\\u{200f}"),
            ("Čapek, 張 ‘quoted’ a\u{301}", "Čapek, 張 ‘quoted’ a\u{301}"),
        ] {
            assert_eq!(printable(text), expected);
        }
        assert_eq!(printable_lines("a\nb\u{1b}"), "a\nb\\u{1b}");
    }

    /// Texts in which most characters are of the bad kind.
    fn hostile() -> impl Strategy<Value = String> {
        let character = prop_oneof![
            (0_u32..0xA0).prop_filter_map("a character", char::from_u32),
            (0x2000_u32..0x2070).prop_filter_map("a character", char::from_u32),
            Just('\u{61C}'),
            Just('\u{1b}'),
            any::<char>(),
        ];
        prop::collection::vec(character, 0..12).prop_map(String::from_iter)
    }

    /// Without the sequences that set colours.
    fn uncoloured(text: &str) -> String {
        let mut parts = text.split("\u{1b}[");
        let mut out = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let end = part
                .find(|c: char| !c.is_ascii_digit() && c != ';')
                .unwrap();
            assert!(part[end..].starts_with('m'), "{part:?}");
            out.push_str(&part[end + 1..]);
        }
        out
    }

    proptest! {
        #[test]
        fn no_form_of_messages_holds_a_control_character(
            name in hostile(),
            line in hostile(),
            words in prop::collection::vec(hostile(), 4),
            at in 0_usize..30,
            severity in prop::sample::select(vec![Severity::Note, Severity::Warning, Severity::Error]),
        ) {
            let mut sources = Sources::default();
            let file = sources.add(name.as_str(), format!("a: 1\n{line}\n"));
            let place = || Place::Span { file, range: at..at + 3 };
            let mut problem = Diagnostic::error(Code::UnknownKey, place(), words[0].as_str())
                .label(words[1].as_str())
                .help(words[2].as_str())
                .related(place(), words[3].as_str());
            problem.severity = severity;
            let nowhere = Diagnostic { place: Place::Nowhere, ..problem.clone() };
            let problems = [problem.clone(), nowhere];
            for text in [
                human(&problems, &sources, false),
                uncoloured(&human(&problems, &sources, true)),
                short(&problems, &sources),
                github(&problems, &sources),
                json(&problems, &sources),
                sarif(&problems, &sources),
                body(&problem, &sources),
                position(&problem, &sources).unwrap_or_default(),
                summary(&problems, &sources).unwrap_or_default(),
            ] {
                let bad = text.chars().find(|c| is_control(*c) && *c != '\n');
                prop_assert_eq!(bad, None, "{:?}", text);
            }
            // One line each, whatever a text holds.
            prop_assert_eq!(short(&problems, &sources).lines().count(), 2);
            prop_assert_eq!(github(&problems, &sources).lines().count(), 2);
            // JSON says what was said.
            let json = json(&problems, &sources);
            for line in json.lines() {
                let value: Value = serde_json::from_str(line).unwrap();
                prop_assert_eq!(value["message"].as_str(), Some(words[0].as_str()));
                prop_assert_eq!(value["help"][0].as_str(), Some(words[2].as_str()));
            }
            let first: Value = serde_json::from_str(json.lines().next().unwrap()).unwrap();
            prop_assert_eq!(first["file"].as_str(), Some(name.as_str()));
            let log: Value = serde_json::from_str(&sarif(&problems, &sources)).unwrap();
            prop_assert!(log["runs"][0]["results"][1]["message"]["text"].is_string());
        }
    }
}
