//! Tags that nothing answers to.

use std::collections::{BTreeMap, BTreeSet};

use super::value;
use crate::diagnostics::{Code, Diagnostic, guess, listed};
use crate::model::{Cv, GroupBy, Placed};

pub(super) fn check(cv: &Cv, entries: &[Placed], diagnostics: &mut Vec<Diagnostic>) {
    // Tags with the first place where each stands.
    let mut of_items = BTreeMap::new();
    for entry in entries {
        collect(&entry.path, "tags", entry.entry.tags(), &mut of_items);
        for (path, highlight) in entry.highlights() {
            collect(&path, "tags", &highlight.0.tags, &mut of_items);
        }
    }
    for (id, section) in &cv.sections {
        collect(
            &format!("sections.{id}"),
            "tags",
            &section.tags,
            &mut of_items,
        );
    }
    let mut of_documents = BTreeMap::new();
    for (name, document) in &cv.documents {
        let path = format!("documents.{name}");
        collect(&path, "tags", &document.tags, &mut of_documents);
        collect(&path, "without", &document.without, &mut of_documents);
        for (index, list) in document.publications.lists.iter().enumerate() {
            let path = format!("{path}.publications.lists[{index}]");
            collect(&path, "tags", &list.tags, &mut of_documents);
        }
    }
    let names: Vec<&str> = of_items.keys().copied().collect();
    for (tag, path) in &of_documents {
        // A bibliography that is not read here may bring tags of its own.
        if of_items.contains_key(tag) || !cv.bibliography.is_empty() {
            continue;
        }
        let diagnostic = Diagnostic::warning(
            Code::UnmatchedTag,
            value(path.as_str()),
            format!("nothing has the tag `{tag}`"),
        );
        let told = diagnostics.len();
        diagnostics.push(match guess(told, tag, names.iter().copied()) {
            Some(near) => diagnostic.suggest(tag, near, names.iter().copied()),
            None => diagnostic
                .label("selects nothing")
                .help(match names.is_empty() {
                    true => String::from("no entry has tags"),
                    false => format!("tags of entries: {}", listed(&names)),
                }),
        });
    }
    let of_groups = grouping(cv);
    for (tag, path) in &of_items {
        if !of_documents.contains_key(tag) && !of_groups.contains(tag) {
            let message = format!("no document selects by the tag `{tag}`");
            let diagnostic = Diagnostic::note(Code::UnusedTag, value(path.as_str()), message);
            let told = diagnostics.len();
            diagnostics.push(match guess(told, tag, of_documents.keys().copied()) {
                Some(near) => diagnostic.label(format!("did you mean `{near}`?")),
                None => diagnostic,
            });
        }
    }
}

/// The tags that a document groups its papers by.
fn grouping(cv: &Cv) -> BTreeSet<&str> {
    let mut documents = cv.documents.values();
    let are_grouped = documents.any(|document| {
        let options = &document.publications;
        let of_lists = options.lists.iter().map(|list| list.group);
        of_lists
            .chain([options.group])
            .any(|group| group == Some(GroupBy::Tag))
    });
    let papers = cv.publications.iter().filter(|_| are_grouped);
    papers
        .flat_map(|paper| paper.tags.iter().map(String::as_str))
        .collect()
}

fn collect<'a>(path: &str, field: &str, tags: &'a [String], all: &mut BTreeMap<&'a str, String>) {
    for (index, tag) in tags.iter().enumerate().filter(|(_, tag)| !tag.is_empty()) {
        all.entry(tag)
            .or_insert_with(|| format!("{path}.{field}[{index}]"));
    }
}
