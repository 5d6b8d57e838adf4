//! Documents: their names, what they extend, and the files they write.

use std::collections::BTreeMap;

use super::circles::circles;
use super::{Known, RESERVED_DOCUMENT_NAMES, file_names, unknown_name, value};
use crate::diagnostics::{Code, Diagnostic, Place, listed};
use crate::files;
use crate::model::{ALL_DOCUMENTS, Count, Cv, DEEPEST_EXTENDS, DocumentSettings};

pub(super) fn check(cv: &Cv, diagnostics: &mut Vec<Diagnostic>) {
    let names = cv.document_names();
    let known: Known = names.iter().map(String::as_str).collect();
    for (name, document) in &cv.documents {
        let path = format!("documents.{name}");
        if RESERVED_DOCUMENT_NAMES.contains(&name.as_str()) {
            let message = format!("`{name}` is a command of folio and cannot name a document");
            diagnostics.push(
                Diagnostic::error(Code::ReservedName, Place::Key(path.clone()), message)
                    .label("choose another name")
                    .help(format!(
                        "names of commands: {}",
                        listed(RESERVED_DOCUMENT_NAMES)
                    )),
            );
        }
        match &document.file {
            Some(file) => {
                file_names::check(value(format!("{path}.file")), file, diagnostics);
                // The name is still a word of commands and messages.
                if name.contains(file_names::is_unseen) {
                    file_names::check(Place::Key(path.clone()), name, diagnostics);
                }
            }
            None => file_names::check(Place::Key(path.clone()), name, diagnostics),
        }
        let base = document.extends.as_deref().filter(|base| !base.is_empty());
        if name == ALL_DOCUMENTS {
            of_all(document, diagnostics);
        } else if let Some(base) = base.filter(|base| !known.contains(base)) {
            let place = value(format!("{path}.extends"));
            let told = diagnostics.len();
            // None starts from itself.
            let others = names.iter().filter(|other| *other != name);
            let others: Known = others.map(String::as_str).collect();
            let unknown = unknown_name(
                told,
                Code::UnknownDocument,
                place,
                "document",
                base,
                &others,
            );
            diagnostics.push(match base {
                ALL_DOCUMENTS => unknown.help("what `all` says holds for every document already"),
                _ => unknown,
            });
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
                    Diagnostic::error(Code::OutOfRange, value(format!("{path}.{field}")), message)
                        .help("remove the key for no limit"),
                );
            }
        }
    }
    cycles(cv, diagnostics);
    too_deep(cv, diagnostics);
    same_file(cv, &names, diagnostics);
}

/// What all documents share is no document: it extends none, and its files would all be one.
fn of_all(all: &DocumentSettings, diagnostics: &mut Vec<Diagnostic>) {
    let place = |field: &str| value(format!("documents.{ALL_DOCUMENTS}.{field}"));
    if all.extends.as_deref().is_some_and(|base| !base.is_empty()) {
        let message = format!("`{ALL_DOCUMENTS}` stands below every document and extends none");
        diagnostics.push(
            Diagnostic::error(Code::ExtendsCycle, place("extends"), message)
                .help("write what all documents share into it, or extend the document in others"),
        );
    }
    if all.file.is_some() {
        let message = String::from("all documents would write the same file");
        diagnostics.push(
            Diagnostic::error(Code::SameFile, place("file"), message)
                .help("give each document a `file` of its own, or none"),
        );
    }
}

/// Reports each cycle of `extends` once.
fn cycles(cv: &Cv, diagnostics: &mut Vec<Diagnostic>) {
    let names = cv.documents.keys().map(String::as_str);
    let base = |name: &str| cv.documents.get(name)?.extends.as_deref();
    let found = circles(names, base);
    diagnostics.extend(found.iter().map(|cycle| cycle_of(cycle)));
}

/// Reports the documents of which the chain of `extends` is one longer than it may be; what extends
/// them in turn is not to be said as well.
fn too_deep(cv: &Cv, diagnostics: &mut Vec<Diagnostic>) {
    for (name, document) in &cv.documents {
        let base = |name: &str| cv.documents.get(name)?.extends.as_deref();
        let mut levels = 0;
        let mut at = document.extends.as_deref();
        while let Some(name) = at.filter(|_| levels <= DEEPEST_EXTENDS + 1) {
            levels += 1;
            at = base(name);
        }
        if levels == DEEPEST_EXTENDS + 1 {
            let place = value(format!("documents.{name}.extends"));
            let message = format!("`{name}` stands below more than {DEEPEST_EXTENDS} documents");
            diagnostics.push(
                Diagnostic::error(Code::ExtendsTooDeep, place, message)
                    .label("one level too many")
                    .help("extend a document nearer to the beginning of the chain"),
            );
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
        Diagnostic::error(Code::ExtendsCycle, place(first), message).help("remove one `extends`");
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
        if let Some(other) = writers.insert(files::as_one(file), name) {
            // A document that is not written in the file has no place of its own.
            let (name, other) = if cv.documents.contains_key(name) {
                (name.as_str(), other)
            } else {
                (other, name.as_str())
            };
            let message =
                format!("the documents `{other}` and `{name}` write the same file `{file}`");
            let diagnostic = Diagnostic::error(Code::SameFile, place(name), message)
                .help("give one of them another name with `file`");
            diagnostics.push(if cv.documents.contains_key(other) {
                diagnostic.related(place(other), "the other document")
            } else {
                diagnostic
            });
        }
    }
}
