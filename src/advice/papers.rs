//! Papers: when they appeared, how to find them.

use std::collections::BTreeMap;

use super::value;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Cv, PartialDate, Publication, PublicationStatus};
use crate::papers::{Paper, Papers, omissions};

pub(super) fn check(cv: &Cv, papers: &Papers, today: PartialDate, notes: &mut Vec<Diagnostic>) {
    unprinted(cv, papers, notes);
    for (publication, entry) in cv.publications.iter().zip(&papers.entries) {
        let path = &entry.origin;
        match publication.status {
            None | Some(PublicationStatus::Published) => published(publication, entry, notes),
            Some(PublicationStatus::Accepted | PublicationStatus::InPress) => {
                accepted(publication, path, today, notes);
            }
            Some(PublicationStatus::UnderReview | PublicationStatus::InPreparation) => {}
        }
    }
}

/// Fields that do not print of a work of their kind: one note for all works that have the same.
fn unprinted(cv: &Cv, papers: &Papers, notes: &mut Vec<Diagnostic>) {
    let mut found: BTreeMap<String, (String, usize)> = BTreeMap::new();
    for (publication, entry) in cv.publications.iter().zip(&papers.entries) {
        let kind = entry.kind;
        for field in omissions::unprinted(publication, kind) {
            let of = match publication.status {
                Some(PublicationStatus::UnderReview) => "a paper that is under review".to_owned(),
                Some(PublicationStatus::InPreparation) => {
                    "a paper that is in preparation".to_owned()
                }
                _ => format!("a work of the type `{}`", kind.key()),
            };
            let message = format!("`{field}` does not print of {of}");
            let place = format!("{}.{field}", entry.origin);
            found.entry(message).or_insert((place, 0)).1 += 1;
        }
    }
    for (message, (place, count)) in found {
        let message = match count {
            1 => message,
            2 => format!("{message}; so of one more"),
            _ => format!("{message}; so of {} more", count - 1),
        };
        notes.push(
            Diagnostic::note(Code::UnprintedField, value(place), message)
                .help("remove it, or say in `note` what should print"),
        );
    }
}

fn published(publication: &Publication, entry: &Paper, notes: &mut Vec<Diagnostic>) {
    let path = &entry.origin;
    if entry.year.is_none() {
        notes.push(
            Diagnostic::note(
                Code::UndatedPublication,
                value(format!("{path}.title")),
                "the publication has no year",
            )
            .help("add `date`; without one it stands first and carries no number"),
        );
    }
    let identifiers = [
        &publication.doi,
        &publication.arxiv,
        &publication.openreview,
        &publication.acl,
        &publication.dblp,
        &publication.pmid,
        &publication.isbn,
        &publication.patent_number,
    ];
    let said = |text: &String| !text.trim().is_empty();
    let found = identifiers
        .iter()
        .any(|text| text.as_ref().is_some_and(said))
        || publication.url.is_some()
        || !publication.links.is_empty();
    if !found {
        notes.push(
            Diagnostic::note(
                Code::UnlinkedPublication,
                value(format!("{path}.title")),
                "the publication has no link",
            )
            .help(
                "add `doi`, `arxiv`, another identifier, `url` or `links`, so that readers find it",
            ),
        );
    }
}

fn accepted(
    publication: &Publication,
    path: &str,
    today: PartialDate,
    notes: &mut Vec<Diagnostic>,
) {
    let Some(date) = publication.date else {
        return;
    };
    let (year, month, day) = date.last_day();
    if (year + 1, month, day) < today.first_day() {
        let message = format!("accepted since {date}, more than a year before {today}");
        notes.push(
            Diagnostic::note(
                Code::AcceptedLongAgo,
                value(format!("{path}.status")),
                message,
            )
            .related(value(format!("{path}.date")), "its date")
            .help("if it has appeared, write `status: published` and its date"),
        );
    }
}
