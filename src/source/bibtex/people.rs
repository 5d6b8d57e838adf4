//! Authors and editors of an entry, with the annotations that say who is who.

use std::collections::BTreeMap;

use super::names::{self, Reading, Runs};
use super::tex::Run;
use crate::model::{Author, AuthorFields, Authors, Flag, Many, Url};

/// What annotations of a field say about its people, by their numbers.
#[derive(Debug, Default)]
pub struct Annotations {
    /// Marks, and who is the owner: `1=me,eq;3=corr`.
    pub words: String,
    /// Names in another script: `1="张伟"`.
    pub native: String,
    /// Web addresses: `1="https://example.org"`.
    pub url: String,
}

/// The people of a field, with what annotations say about them; and how the list was read, where not as BibTeX
/// reads it.
pub fn people(runs: &[Run], annotations: &Annotations) -> (Authors, Option<String>) {
    let (separate, reading) = names::separated(split(runs));
    let told = match reading {
        Reading::Plain => None,
        Reading::Clear => Some(format!(
            "the names are not separated by ` and ` alone; they read as {}",
            names::shown(&separate)
        )),
        Reading::Unclear => Some(format!(
            "it is not clear where each name ends; they read as {}",
            names::shown(&separate)
        )),
    };
    let mut people: Vec<Author> = separate
        .iter()
        .filter_map(|runs| person(runs))
        .map(Author)
        .collect();
    let mut each = |text: &str, say: &dyn Fn(&mut AuthorFields, String)| {
        for (place, words) in annotated(text) {
            let author = place.checked_sub(1).and_then(|at| people.get_mut(at));
            if let Some(Author(fields)) = author {
                words.into_iter().for_each(|word| say(fields, word));
            }
        }
    };
    each(&annotations.words, &|fields, word| annotate(fields, &word));
    each(&annotations.native, &|fields, name| {
        fields.native = Some(name)
    });
    each(&annotations.url, &|fields, url| {
        fields.url = Url::parse(&url).ok();
    });
    (Authors::List(people), told)
}

/// Cuts a field at ` and ` outside braces, in capitals too.
fn split(runs: &[Run]) -> Vec<Runs> {
    let mut people: Vec<Runs> = vec![Vec::new()];
    for Run { text, is_protected } in runs {
        if *is_protected {
            if let Some(runs) = people.last_mut() {
                runs.push((text.clone(), true));
            }
            continue;
        }
        for (at, piece) in at_and(&format!(" {text} ")).into_iter().enumerate() {
            let piece = match (at, text.is_empty()) {
                (_, true) => "",
                (0, _) => piece.strip_prefix(' ').unwrap_or(piece),
                _ => piece,
            };
            if at > 0 {
                people.push(Vec::new());
            }
            if let Some(runs) = people.last_mut() {
                runs.push((piece.to_owned(), false));
            }
        }
        // The blank added at the end is not the text's.
        if !text.ends_with(' ')
            && let Some((last, _)) = people.last_mut().and_then(|runs| runs.last_mut())
            && last.ends_with(' ')
        {
            last.pop();
        }
    }
    people
}

fn at_and(text: &str) -> Vec<&str> {
    let (mut pieces, mut start, mut at) = (Vec::new(), 0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(' ')) {
        let place = at + found;
        let word = text.get(place..place + 5).unwrap_or_default();
        if word.eq_ignore_ascii_case(" and ") {
            pieces.push(text.get(start..place).unwrap_or_default());
            start = place + 5;
            // The blank that ends one ` and ` may begin the next.
            at = place + 4;
        } else {
            at = place + 1;
        }
        start = start.min(text.len());
    }
    pieces.push(text.get(start..).unwrap_or_default());
    pieces
}

fn person(runs: &[(String, bool)]) -> Option<AuthorFields> {
    let whole = tidy(
        &runs
            .iter()
            .map(|(text, _)| text.as_str())
            .collect::<String>(),
    );
    if whole.is_empty() {
        return None;
    }
    let filled = runs.iter().filter(|(text, _)| !text.trim().is_empty());
    let mut fields = AuthorFields::default();
    if filled.clone().all(|(_, is_protected)| *is_protected) {
        fields.organization = Some(whole);
        return Some(fields);
    }
    if let Some(extended) = extended(&whole) {
        return Some(extended);
    }
    // `{van der Berg}, Jan` and `Jan {van der Berg}`: braces keep words of a family name together.
    let groups = filled.filter(|(text, is_protected)| *is_protected && text.trim().contains(' '));
    for (group, _) in groups {
        let group = tidy(group);
        if let Some(given) = whole
            .strip_prefix(&group)
            .and_then(|rest| rest.trim_start().strip_prefix(','))
        {
            (fields.family, fields.given) = (Some(group), Some(given.trim().to_owned()));
            return Some(fields);
        }
        if let Some(given) = whole.strip_suffix(&group) {
            (fields.family, fields.given) = (Some(group), Some(given.trim().to_owned()));
            return Some(fields);
        }
    }
    fields.name = Some(whole);
    Some(fields)
}

/// BibLaTeX's extended names: `family=Berg, given=Jan, prefix=van der`.
fn extended(text: &str) -> Option<AuthorFields> {
    let mut fields = AuthorFields::default();
    for part in text.split(',') {
        let (key, value) = part.split_once('=')?;
        let value = value.trim().trim_matches('"').to_owned();
        match key.trim() {
            "family" => fields.family = Some(value),
            "given" => fields.given = Some(value),
            "prefix" => fields.particle = Some(value),
            "suffix" => fields.suffix = Some(value),
            _ => {}
        }
    }
    fields.family.is_some().then_some(fields)
}

/// The words of an annotation by the number of the person: `1=me,eq;3:family="x"`.
pub(super) fn annotated(text: &str) -> BTreeMap<usize, Vec<String>> {
    let mut all: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for item in split_outside_quotes(text, ';') {
        let Some((place, words)) = item.split_once('=') else {
            continue;
        };
        let place = place.split(':').next().unwrap_or_default().trim();
        let Ok(place) = place.parse::<usize>() else {
            continue;
        };
        let words = split_outside_quotes(words, ',').into_iter();
        let words = words.map(|word| word.trim().trim_matches('"').trim().to_owned());
        all.entry(place)
            .or_default()
            .extend(words.filter(|word| !word.is_empty()));
    }
    all
}

fn split_outside_quotes(text: &str, separator: char) -> Vec<&str> {
    let mut is_quoted = false;
    text.split(|character| {
        is_quoted ^= character == '"';
        character == separator && !is_quoted
    })
    .collect()
}

fn annotate(fields: &mut AuthorFields, word: &str) {
    let mark = match word.to_lowercase().as_str() {
        "me" | "self" | "highlight" | "highlighted" | "owner" | "myself" | "ownname" | "bold" => {
            fields.is_self = Some(Flag(true));
            return;
        }
        "eq" | "equal" | "ec" | "cofirst" | "co-first" | "joint" | "equal-contribution"
        | "equalcontribution" | "equalcontrib" => "equal".to_owned(),
        "corr"
        | "corresponding"
        | "ca"
        | "correspondence"
        | "correspondingauthor"
        | "corresponding-author" => "corresponding".to_owned(),
        "student" | "trainee" | "graduate" | "undergrad" | "undergraduate" | "advisee"
        | "mentee" | "phd" | "supervised" => "student".to_owned(),
        _ => word.to_owned(),
    };
    let Many(marks) = &mut fields.marks;
    if !marks.contains(&mark) {
        marks.push(mark);
    }
}

fn tidy(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" ,", ",")
}
