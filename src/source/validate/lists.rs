//! Lists of papers in documents: their headings, their groups, the letters of their numbers.

use super::{Known, unknown_name, value};
use crate::diagnostics::{Code, Diagnostic};
use crate::limits::text::MAX_PREFIX;
use crate::model::{Cv, DocumentSettings, PublicationScope, PublicationType};

pub(super) fn check(cv: &Cv, diagnostics: &mut Vec<Diagnostic>) {
    let of_papers = cv.publications.iter().flat_map(|paper| paper.tags.iter());
    let types = PublicationType::ALL.iter().map(|kind| kind.key());
    let groups: Known = types.chain(of_papers.map(String::as_str)).collect();
    for (name, document) in &cv.documents {
        let path = format!("documents.{name}.publications");
        long_prefixes(&path, document, diagnostics);
        untitled(&path, document, diagnostics);
        // A bibliography that is not read here may bring tags of its own.
        if cv.bibliography.is_empty() {
            unknown_groups(&path, document, &groups, diagnostics);
        }
    }
}

/// Letters before the numbers of papers that would be higher than a page.
fn long_prefixes(path: &str, document: &DocumentSettings, diagnostics: &mut Vec<Diagnostic>) {
    let options = &document.publications;
    let by_type = options.prefixes.iter();
    let by_type = by_type.map(|(kind, prefix)| (format!("prefixes.{}", kind.key()), prefix));
    let by_list = options.lists.iter().enumerate();
    let by_list = by_list.filter_map(|(index, list)| {
        let prefix = list.prefix.as_ref()?;
        Some((format!("lists[{index}].prefix"), prefix))
    });
    for (field, prefix) in by_type.chain(by_list) {
        if prefix.chars().nth(MAX_PREFIX).is_none() {
            continue;
        }
        let message = format!("the prefix has more than {MAX_PREFIX} characters");
        diagnostics.push(
            Diagnostic::error(Code::TooLongText, value(format!("{path}.{field}")), message)
                .help("numbers stand in a column beside the papers: `J`, `C`"),
        );
    }
}

/// Lists without a heading that what they have in common could not give them.
fn untitled(path: &str, document: &DocumentSettings, diagnostics: &mut Vec<Diagnostic>) {
    for (index, list) in document.publications.lists.iter().enumerate() {
        let is_said = list
            .title
            .as_ref()
            .is_some_and(|title| !title.trim().is_empty());
        let is_known = list.types.len() == 1
            || list.tags.len() == 1
            || list.only == Some(PublicationScope::Selected);
        if is_said || is_known {
            continue;
        }
        let place = value(format!("{path}.lists[{index}]"));
        diagnostics.push(
            Diagnostic::error(Code::MissingField, place, "`title` is missing").help(
                "add the heading of the list; one of a single type or tag has a heading without it",
            ),
        );
    }
}

/// Groups to be put first that are neither types nor tags.
fn unknown_groups(
    path: &str,
    document: &DocumentSettings,
    known: &Known,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let options = &document.publications;
    let of_lists = options.lists.iter().enumerate();
    let of_lists =
        of_lists.map(|(index, list)| (format!("{path}.lists[{index}]"), &list.groups[..]));
    for (path, groups) in of_lists.chain([(path.to_owned(), &options.groups[..])]) {
        let unknown = groups.iter().enumerate();
        for (index, group) in
            unknown.filter(|(_, group)| !group.is_empty() && !known.contains(group))
        {
            let place = value(format!("{path}.groups[{index}]"));
            let told = diagnostics.len();
            diagnostics.push(unknown_name(
                told,
                Code::UnknownValue,
                place,
                "type or tag",
                group,
                known,
            ));
        }
    }
}
