//! How texts are written: their length, their full stops, their voice.

use super::value;
use crate::diagnostics::{Code, Diagnostic, listed};
use crate::document::{Inline, plain_text};
use crate::markup;
use crate::model::{Cv, Placed, Text};

/// Characters that a line of the body holds, about.
const LINE: usize = 95;

/// Lines that a highlight may take.
const MOST_LINES: usize = 3;

/// The words that speak of the writer. `I` is looked at more closely.
const PRONOUNS: [&str; 8] = ["my", "My", "me", "Me", "we", "We", "our", "Our"];

/// Words before an `I` that is a number: `Phase I`, `type I errors`.
const NUMBERED: [&str; 16] = [
    "act", "algebra", "analysis", "calculus", "category", "chapter", "class", "factor", "grade",
    "group", "level", "part", "phase", "stage", "type", "war",
];

/// A text, taken apart once for all that is looked at in it.
struct Prose {
    path: String,
    runs: Vec<Inline>,
}

impl Prose {
    fn new(path: String, text: &Text) -> Self {
        // What is wrong with the markup is found when a document is composed.
        let runs = markup::runs(text, &path, &mut Vec::new());
        Self { path, runs }
    }
}

pub(super) fn check(cv: &Cv, entries: &[Placed], notes: &mut Vec<Diagnostic>) {
    let english = |tag: &Option<String>| tag.as_deref().is_none_or(|tag| tag.starts_with("en"));
    let is_english = english(&cv.settings.language);
    let mut prose: Vec<Prose> = Vec::new();
    let mut add = |path: String, text: &Text| prose.push(Prose::new(path, text));
    if let Some(text) = &cv.summary {
        add("summary".to_owned(), text);
    }
    if let Some(text) = &cv.person.headline {
        add("person.headline".to_owned(), text);
    }
    for (id, own) in &cv.sections {
        if let Some(text) = &own.text {
            add(format!("sections.{id}.text"), text);
        }
    }
    for entry in entries {
        // A title is as its author wrote it.
        let texts = entry.entry.texts().into_iter();
        for (field, text) in texts.filter(|(field, _)| *field != "title") {
            prose.push(Prose::new(format!("{}.{field}", entry.path), text));
        }
        let first = prose.len();
        prose.extend(
            entry
                .highlights()
                .filter_map(|(path, highlight)| Some(Prose::new(path, highlight.0.text.as_ref()?))),
        );
        let under: Vec<Prose> = entry
            .highlights()
            .flat_map(|(path, highlight)| {
                let under = highlight.under(&path);
                under
                    .map(|(path, text)| Prose::new(path, text))
                    .collect::<Vec<_>>()
            })
            .collect();
        let bullets: Vec<(&str, String)> = prose[first..]
            .iter()
            .map(|bullet| (bullet.path.as_str(), plain_text(&bullet.runs)))
            .collect();
        for (path, plain) in &bullets {
            length(path, plain, notes);
        }
        full_stops(&bullets, notes);
        prose.extend(under);
    }
    for text in &prose {
        emphasis_in_word(text, notes);
    }
    if is_english {
        for text in &prose {
            first_person(text, notes);
        }
    }
    for (name, document) in &cv.documents {
        if document
            .language
            .as_ref()
            .map_or(is_english, |_| english(&document.language))
        {
            for (field, text) in [
                ("headline", &document.headline),
                ("summary", &document.summary),
            ] {
                if let Some(text) = text {
                    let path = format!("documents.{name}.{field}");
                    first_person(&Prose::new(path, text), notes);
                }
            }
        }
    }
}

/// Emphasis by asterisks that begins or ends within a word, such as `n*log*n`: perhaps they were to print.
fn emphasis_in_word(text: &Prose, notes: &mut Vec<Diagnostic>) {
    fn find(runs: &[Inline]) -> Option<String> {
        let is_of_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        runs.iter().enumerate().find_map(|(at, run)| {
            let inside = plain_text(run.children());
            if !matches!(run, Inline::Emph { .. } | Inline::Strong { .. }) {
                return find(run.children());
            }
            let before = at.checked_sub(1).and_then(|at| runs[at].own_text());
            let after = runs.get(at + 1).and_then(Inline::own_text);
            let begins = is_of_word(before.and_then(|text| text.chars().next_back()))
                && is_of_word(inside.chars().next());
            let ends = is_of_word(after.and_then(|text| text.chars().next()))
                && is_of_word(inside.chars().next_back());
            if begins || ends {
                Some(inside)
            } else {
                find(run.children())
            }
        })
    }
    let Some(inside) = find(&text.runs) else {
        return;
    };
    let message = format!("`{inside}` is emphasised within a word, without its asterisks");
    notes.push(
        Diagnostic::note(Code::EmphasisInWord, value(&text.path), message)
            .help("write `\\*` for an asterisk that prints"),
    );
}

fn length(path: &str, plain: &str, notes: &mut Vec<Diagnostic>) {
    let characters = plain.chars().count();
    let lines = characters.div_ceil(LINE);
    if lines > MOST_LINES {
        notes.push(
            Diagnostic::note(
                Code::LongHighlight,
                value(path),
                format!("the highlight takes about {lines} lines"),
            )
            .help("say it in three lines, or make two highlights of it"),
        );
    }
}

fn full_stops(bullets: &[(&str, String)], notes: &mut Vec<Diagnostic>) {
    let ends = |(_, plain): &(&str, String)| {
        let last = plain
            .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '’' | ')'))
            .chars()
            .next_back();
        matches!(last, Some('.' | '!' | '?' | '…' | '。'))
    };
    let (with, without): (Vec<_>, Vec<_>) = bullets.iter().partition(|bullet| ends(bullet));
    // Of two halves, the ones without are more often the slip.
    let (few, many, how) = if without.len() <= with.len() {
        (&without, &with, "without")
    } else {
        (&with, &without, "with")
    };
    let Some((path, _)) = few.first().filter(|_| !many.is_empty()) else {
        return;
    };
    let message = format!(
        "{} of {} bullets {how} a full stop at the end",
        few.len(),
        bullets.len()
    );
    let mut note = Diagnostic::note(Code::MixedFullStops, value(*path), message)
        .label(format!("ends {how} one"));
    if let Some((other, _)) = many.first() {
        let other_how = if how == "with" { "without" } else { "with" };
        note = note.related(value(*other), format!("ends {other_how} one"));
    }
    notes.push(note.help("end all bullets of an entry alike"));
}

fn first_person(text: &Prose, notes: &mut Vec<Diagnostic>) {
    let mut plain = String::new();
    spoken(&text.runs, &mut plain);
    let found = pronouns(&without_quotations(&plain));
    if found.is_empty() {
        return;
    }
    notes.push(
        Diagnostic::note(
            Code::FirstPerson,
            value(&text.path),
            format!("the text speaks in the first person: {}", listed(found)),
        )
        .help("leave the subject out: `Built …` in place of `I built …`"),
    );
}

/// The characters of runs without program text and formulas.
fn spoken(runs: &[Inline], out: &mut String) {
    for run in runs {
        match run {
            Inline::Text { text } => out.push_str(text),
            Inline::Code { .. } | Inline::Math { .. } => out.push('`'),
            other => spoken(other.children(), out),
        }
    }
}

/// The text without what stands between quotation marks.
fn without_quotations(text: &str) -> String {
    let mut out = String::new();
    let mut closing = None;
    for character in text.chars() {
        match (closing, character) {
            (Some(close), character) if character == close => closing = None,
            (Some(_), _) => {}
            (None, '"') => closing = Some('"'),
            (None, '“') => closing = Some('”'),
            (None, '‘') => closing = Some('’'),
            (None, '«') => closing = Some('»'),
            (None, character) => out.push(character),
        }
    }
    out
}

/// The pronouns of the first person in a text, each once.
fn pronouns(text: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    let mut previous: Option<&str> = None;
    for word in text.split_whitespace() {
        // Inner hyphens, points and slashes make another word: `I/O`, `we-media`, `me.example`.
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let (stem, rest) = match bare.find(['\'', '’']) {
            Some(at) => bare.split_at(at),
            None => (bare, ""),
        };
        if let Some(pronoun) = PRONOUNS.iter().find(|pronoun| **pronoun == stem) {
            found.push(*pronoun);
        } else if stem == "I" && is_pronoun(word, rest, previous) {
            found.push("I");
        }
        previous = Some(word);
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether an `I` means the writer, and not the first of something or an initial.
fn is_pronoun(word: &str, rest: &str, previous: Option<&str>) -> bool {
    if !rest.is_empty() {
        return true;
    }
    let Some(previous) = previous else {
        return word == "I";
    };
    let begins_sentence = previous.ends_with(['.', '!', '?', ';', ':', ',', '–', '—', '(']);
    let after_lowercase = previous.chars().next().is_some_and(char::is_lowercase);
    let is_number = NUMBERED.contains(&previous.to_lowercase().as_str());
    word == "I" && (begins_sentence || after_lowercase) && !is_number
}
