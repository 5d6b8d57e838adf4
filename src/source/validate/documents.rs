//! Documents: their names, what they extend, and the files they write.

use std::collections::BTreeMap;

use super::{RESERVED_DOCUMENT_NAMES, unknown_name, value};
use crate::compose::document_names;
use crate::diagnostics::{Diagnostic, Place, listed};
use crate::model::{Count, Cv};

pub(super) fn check(cv: &Cv, diagnostics: &mut Vec<Diagnostic>) {
    let names = document_names(cv);
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    for (name, document) in &cv.documents {
        let path = format!("documents.{name}");
        if RESERVED_DOCUMENT_NAMES.contains(&name.as_str()) {
            let message = format!("`{name}` is a command of folio and cannot name a document");
            diagnostics.push(
                Diagnostic::error("reserved-name", Place::Key(path.clone()), message)
                    .label("choose another name")
                    .help(format!(
                        "names of commands: {}",
                        listed(RESERVED_DOCUMENT_NAMES)
                    )),
            );
        }
        match &document.file {
            Some(file) if !file.is_empty() => {
                file_name(value(format!("{path}.file")), file, diagnostics)
            }
            _ => file_name(Place::Key(path.clone()), name, diagnostics),
        }
        if let Some(base) = document
            .extends
            .as_deref()
            .filter(|base| !base.is_empty() && !known.contains(base))
        {
            diagnostics.push(unknown_name(
                "unknown-document",
                value(format!("{path}.extends")),
                "document",
                base,
                &known,
            ));
        }
        for (field, count) in [
            ("pages", document.pages),
            (
                "publications.max_authors",
                document.publications.max_authors,
            ),
        ] {
            if count == Some(Count(0)) {
                let message = format!(
                    "`{}` is at least 1",
                    field.rsplit('.').next().unwrap_or(field)
                );
                diagnostics.push(
                    Diagnostic::error("out-of-range", value(format!("{path}.{field}")), message)
                        .help("remove the key for no limit"),
                );
            }
        }
    }
    cycles(cv, diagnostics);
    same_file(cv, &names, diagnostics);
}

/// Reports each cycle of `extends` once.
fn cycles(cv: &Cv, diagnostics: &mut Vec<Diagnostic>) {
    let mut reported: Vec<&str> = Vec::new();
    for name in cv.documents.keys() {
        let mut chain: Vec<&str> = vec![name];
        while let Some(base) = chain
            .last()
            .and_then(|last| cv.documents.get(*last)?.extends.as_deref())
        {
            if let Some(start) = chain.iter().position(|link| *link == base) {
                let cycle = &chain[start..];
                if !cycle.iter().any(|link| reported.contains(link)) {
                    reported.extend(cycle);
                    diagnostics.push(cycle_of(cycle));
                }
                break;
            }
            chain.push(base);
        }
    }
}

fn cycle_of(cycle: &[&str]) -> Diagnostic {
    let place = |name: &str| value(format!("documents.{name}.extends"));
    let first = cycle.first().copied().unwrap_or_default();
    let message = match cycle {
        [only] => format!("the document `{only}` extends itself"),
        _ => format!(
            "documents extend each other in a circle: {}",
            listed(cycle.iter().chain([&first]))
        ),
    };
    let diagnostic =
        Diagnostic::error("extends-cycle", place(first), message).help("remove one `extends`");
    cycle.iter().skip(1).fold(diagnostic, |diagnostic, name| {
        diagnostic.related(place(name), "which extends")
    })
}

fn same_file(cv: &Cv, names: &[String], diagnostics: &mut Vec<Diagnostic>) {
    let place = |name: &str| match cv.documents.get(name) {
        Some(document) if document.file.is_some() => value(format!("documents.{name}.file")),
        _ => Place::Key(format!("documents.{name}")),
    };
    let mut writers: BTreeMap<String, &str> = BTreeMap::new();
    for name in names {
        let file = cv
            .documents
            .get(name)
            .and_then(|document| document.file.as_deref())
            .unwrap_or(name);
        // Some systems do not tell capital letters in the names of files.
        if let Some(other) = writers.insert(file.to_lowercase(), name) {
            // A document that is not written in the file has no place of its own.
            let (name, other) = if cv.documents.contains_key(name) {
                (name.as_str(), other)
            } else {
                (other, name.as_str())
            };
            let message =
                format!("the documents `{other}` and `{name}` write the same file `{file}`");
            let diagnostic = Diagnostic::error("same-file", place(name), message)
                .help("give one of them another name with `file`");
            diagnostics.push(if cv.documents.contains_key(other) {
                diagnostic.related(place(other), "the other document")
            } else {
                diagnostic
            });
        }
    }
}

/// The name of an output file holds nothing that a file system or a shell takes apart.
fn file_name(place: Place, name: &str, diagnostics: &mut Vec<Diagnostic>) {
    const FORBIDDEN: [char; 9] = ['/', '\\', ':', '*', '?', '"', '<', '>', '|'];
    let problem = if let Some(c) = name
        .chars()
        .find(|c| FORBIDDEN.contains(c) || c.is_control())
    {
        format!("the name of a file cannot hold `{}`", c.escape_default())
    } else if name.starts_with(['.', '-', ' ']) || name.ends_with(['.', ' ']) {
        format!("`{name}` cannot be the name of a file")
    } else if name.len() > 200 {
        String::from("the name of a file has at most 200 characters")
    } else {
        return;
    };
    diagnostics.push(
        Diagnostic::error("bad-file-name", place, problem)
            .help("write a plain name; Folio adds the folder and the extension"),
    );
}
