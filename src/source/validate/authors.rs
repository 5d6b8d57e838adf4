//! Authors of publications and the marks after their names.

use std::collections::{BTreeMap, BTreeSet};

use super::{Known, unknown_name, value};
use crate::diagnostics::{Code, Diagnostic, Place, listed};
use crate::model::{Author, Authors, Cv, MARK_SYMBOLS, Placed};
use crate::papers::split_authors;

pub(super) fn check(cv: &Cv, entries: &[Placed], diagnostics: &mut Vec<Diagnostic>) {
    let known: Known = cv.marks.keys().collect();
    for Placed { path, entry, .. } in entries {
        unknown_marks(path, entry.marks(), &known, diagnostics);
    }
    let mut symbols: Vec<&str> = cv
        .marks
        .iter()
        .filter_map(|(_, mark)| mark.symbol.as_deref())
        .filter(|symbol| !symbol.is_empty())
        .collect();
    // The longest first, so that `**` is not read as two `*`.
    symbols.sort_by_key(|symbol| std::cmp::Reverse(symbol.len()));
    symbols.dedup();
    same_symbol(cv, diagnostics);
    for (index, publication) in cv.publications.iter().enumerate() {
        for (field, authors) in [
            ("authors", &publication.authors),
            ("editors", &publication.editors),
            ("translators", &publication.translators),
        ] {
            let path = format!("publications[{index}].{field}");
            match authors {
                Authors::Line(line) => {
                    undeclared(&path, &split_authors(line), &symbols, diagnostics)
                }
                Authors::List(list) => {
                    for (number, Author(author)) in list.iter().enumerate() {
                        let path = format!("{path}[{number}]");
                        unknown_marks(&path, &author.marks, &known, diagnostics);
                        named(&path, author, diagnostics);
                        undeclared(&path, author.name.as_slice(), &symbols, diagnostics);
                    }
                }
            }
        }
    }
    for (name, document) in &cv.documents {
        for mark in document
            .publications
            .symbols
            .keys()
            .filter(|mark| !known.contains(mark))
        {
            let place = Place::Key(format!("documents.{name}.publications.symbols.{mark}"));
            let told = diagnostics.len();
            let unknown = unknown_name(told, Code::UnknownMark, place, "mark", mark, &known);
            diagnostics.push(unknown);
        }
    }
}

/// An author's map names somebody, once.
fn named(path: &str, author: &crate::model::AuthorFields, diagnostics: &mut Vec<Diagnostic>) {
    let parts = author.family.is_some() || author.given.is_some();
    // An author without anything stands for one that did not decode.
    let is_empty = author == &crate::model::AuthorFields::default();
    if author.name.is_none() && author.organization.is_none() && !parts && !is_empty {
        diagnostics.push(
            Diagnostic::error(Code::MissingField, value(path), "an author has no name")
                .help("write `name`, or `given` and `family`, or `organization`"),
        );
    }
    // A whole name, the parts of one, or an organisation: of two of them one would not print.
    let whole = [
        ("organization", &author.organization),
        ("name", &author.name),
    ];
    let parts = [
        ("family", &author.family),
        ("given", &author.given),
        ("particle", &author.particle),
        ("suffix", &author.suffix),
    ];
    let first = whole.iter().position(|(_, field)| field.is_some());
    let Some((first, (key, _))) = first.map(|at| (at, whole[at])) else {
        return;
    };
    let others = whole[first + 1..].iter().chain(&parts);
    if let Some((other, _)) = others.into_iter().find(|(_, field)| field.is_some()) {
        let message = match (key, *other) {
            ("organization", _) => "an author is an organisation and a person",
            (_, "family" | "given") => "an author has a whole name and parts of one",
            _ => "an author has a whole name and a part beside it, which would not print",
        };
        diagnostics.push(
            Diagnostic::error(Code::NameTwice, Place::Key(format!("{path}.{key}")), message)
                .related(Place::Key(format!("{path}.{other}")), "the other name")
                .help("write `name` with all its parts, or `given`, `particle`, `family` and `suffix`, or `organization`"),
        );
    }
}

/// Reports names of marks that `marks` does not declare.
fn unknown_marks(path: &str, marks: &[String], known: &Known, diagnostics: &mut Vec<Diagnostic>) {
    let marks = marks.iter().enumerate();
    for (at, mark) in marks.filter(|(_, mark)| !mark.is_empty() && !known.contains(mark)) {
        let place = value(format!("{path}.marks[{at}]"));
        let told = diagnostics.len();
        diagnostics.push(unknown_name(
            told,
            Code::UnknownMark,
            place,
            "mark",
            mark,
            known,
        ));
    }
}

/// Reports marks behind names that `marks` does not declare, each once.
fn undeclared(path: &str, names: &[String], symbols: &[&str], diagnostics: &mut Vec<Diagnostic>) {
    let mut found = BTreeSet::new();
    // `Lovelace*, Ada`: the mark stands after the family name.
    let families = names.iter().filter_map(|name| name.split_once(','));
    let families = families.map(|(family, _)| family);
    for name in names.iter().map(String::as_str).chain(families) {
        let mut rest = name.trim();
        loop {
            let stripped = symbols.iter().find_map(|symbol| rest.strip_suffix(symbol));
            if let Some(shorter) = stripped {
                rest = shorter.trim_end();
            } else if let Some(mark) = rest
                .chars()
                .next_back()
                .filter(|mark| MARK_SYMBOLS.contains(mark))
            {
                rest = rest[..rest.len() - mark.len_utf8()].trim_end();
                if found.insert(mark) {
                    let message = format!("`{mark}` after `{rest}` is not a declared mark");
                    let diagnostic = Diagnostic::error(
                        Code::UnknownMark,
                        Place::Character(path.to_owned(), mark),
                        message,
                    );
                    diagnostics.push(match symbols {
                        [] => diagnostic.label("no marks are declared"),
                        _ => diagnostic.label(format!("declared are {}", listed(symbols))),
                    }
                    .help(format!("say what it means: `marks: {{equal: {{symbol: \"{mark}\", label: Equal contribution}}}}`")));
                }
            } else if rest.len() < name.len() && rest.ends_with(',') {
                // `Xin Chen*,#`: a comma between marks.
                rest = rest.trim_end_matches(',').trim_end();
            } else {
                break;
            }
        }
    }
}

/// Two marks written alike cannot be told apart.
fn same_symbol(cv: &Cv, diagnostics: &mut Vec<Diagnostic>) {
    let mut first: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, mark) in cv.marks.iter() {
        let Some(symbol) = mark.symbol.as_deref().filter(|symbol| !symbol.is_empty()) else {
            continue;
        };
        if let Some(other) = first.insert(symbol, name) {
            let message =
                format!("the marks `{other}` and `{name}` have the same symbol `{symbol}`");
            diagnostics.push(
                Diagnostic::error(
                    Code::SameSymbol,
                    value(format!("marks.{name}.symbol")),
                    message,
                )
                .related(
                    value(format!("marks.{other}.symbol")),
                    "also written like this",
                ),
            );
        }
    }
}
