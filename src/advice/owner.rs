//! Whether the papers name the owner of the CV.

use std::collections::HashMap;

use super::value;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::Cv;
use crate::papers::{Name, Paper, Papers, People, Role, letters};

/// Papers without the owner that are enough for another name to be likely.
const SEVERAL: usize = 3;

pub(super) fn check(cv: &Cv, papers: &Papers, notes: &mut Vec<Diagnostic>) {
    let Some(name) = &cv.person.name else {
        return;
    };
    let mut missing = Vec::new();
    let mut with_owner = 0;
    for entry in &papers.entries {
        let Some(role) = entry.leading else {
            continue;
        };
        let people = entry.people(role);
        match people.owner[..] {
            // The owner may be among those who are not named.
            [] if people.list.is_cut() => {}
            [] if entry.credits_owner_besides(role) => with_owner += 1,
            [] => missing.push((entry, role)),
            [_] => with_owner += 1,
            [..] => {
                with_owner += 1;
                notes.push(twice(entry, role, name));
            }
        }
    }
    if missing.len() >= SEVERAL && missing.len() > with_owner {
        notes.push(rarely(with_owner, &missing, name));
    } else {
        let absent = missing
            .iter()
            .map(|(entry, role)| absent(entry, *role, name));
        notes.extend(absent);
    }
}

fn absent(entry: &Paper, role: Role, name: &str) -> Diagnostic {
    let people = role.field();
    let one = people.trim_end_matches('s');
    Diagnostic::note(
        Code::OwnerMissing,
        value(format!("{}.{people}", entry.origin)),
        format!("none of the {people} is {name}"),
    )
    .help(format!(
        "add the name of the paper to `person.aliases`, or write `self: true` at the {one}"
    ))
}

fn twice(entry: &Paper, role: Role, name: &str) -> Diagnostic {
    let people = role.field();
    Diagnostic::note(
        Code::OwnerTwice,
        value(format!("{}.{people}", entry.origin)),
        format!("more than one of the {people} may be {name}"),
    )
    .help("write `self: true` at the right one")
}

/// One note in place of many: the owner publishes under a name that the file does not have.
fn rarely(with_owner: usize, missing: &[(&Paper, Role)], name: &str) -> Diagnostic {
    let all = with_owner + missing.len();
    let message = match with_owner {
        0 => format!("none of the {all} publications with authors names {name}"),
        _ => format!("only {with_owner} of {all} publications with authors name {name}"),
    };
    let note = Diagnostic::note(Code::OwnerRarelyFound, value("person.name"), message);
    match likely(missing, name) {
        Some((likely, count)) => note
            .label("the papers may have another name")
            .help(format!(
                "if `{likely}`, an author of {count} of them, is the same person, write `aliases: [\"{likely}\"]` into `person`"
            )),
        None => note.help(
            "add the name that the papers have to `person.aliases`, or write `self: true` at the authors",
        ),
    }
}

/// The name that is likely the owner's: of those that share a word with it the commonest, else one
/// that all papers have; with the number of its papers.
fn likely(missing: &[(&Paper, Role)], owner: &str) -> Option<(String, usize)> {
    let words = |name: &str| -> Vec<String> {
        let words = name.split([' ', '-', ',']).map(letters);
        words.filter(|word| word.chars().count() > 1).collect()
    };
    let of_owner = words(owner);
    // In the order of the papers, so that of equals the first is taken.
    let people = missing.iter().map(|(entry, role)| entry.people(*role));
    let given: Vec<String> = people.flat_map(People::names).collect();
    let mut names: Vec<(&str, usize)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for name in &given {
        let place = *places.entry(name).or_insert_with(|| {
            names.push((name, 0));
            names.len() - 1
        });
        names[place].1 += 1;
    }
    // Who shares the family name alone and has other given names in full is somebody else.
    let given_of = |name: &str| {
        let parsed = Name::parse(name);
        letters(parsed.given.split([' ', '-']).next().unwrap_or_default())
    };
    let own_given = given_of(owner);
    let contradicts = |name: &str| {
        let given = given_of(name);
        let begins = own_given.starts_with(&given) || given.starts_with(&own_given);
        !given.is_empty() && !own_given.is_empty() && !begins
    };
    let shares = |name: &str| {
        let is_alike = words(name).iter().any(|word| of_owner.contains(word));
        is_alike && !contradicts(name)
    };
    let best = |mut names: Vec<(&str, usize)>| {
        names.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        names
            .first()
            .map(|(name, count)| ((*name).to_owned(), *count))
    };
    let alike = names.iter().copied().filter(|(name, _)| shares(name));
    best(alike.collect()).or_else(|| {
        let everywhere = names.iter().copied();
        let everywhere: Vec<_> = everywhere
            .filter(|(_, count)| *count == missing.len())
            .collect();
        match everywhere[..] {
            [only] => best(vec![only]),
            _ => None,
        }
    })
}
