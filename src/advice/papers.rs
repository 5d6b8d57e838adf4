//! Papers: whose they are, when they appeared, how to find them.

use super::value;
use crate::compose::labels::Labels;
use crate::compose::publications::{authors_are_cut, origin, owner_places, year};
use crate::diagnostics::Diagnostic;
use crate::model::{Cv, DocumentSettings, PartialDate, Publication, PublicationStatus};

pub(super) fn check(cv: &Cv, today: PartialDate, notes: &mut Vec<Diagnostic>) {
    for (index, publication) in cv.publications.iter().enumerate() {
        let path = origin(&cv.publications, index);
        owner(cv, index, &path, notes);
        match publication.status {
            None | Some(PublicationStatus::Published) => published(publication, &path, notes),
            Some(PublicationStatus::Accepted | PublicationStatus::InPress) => {
                accepted(publication, &path, today, notes);
            }
            Some(PublicationStatus::UnderReview | PublicationStatus::InPreparation) => {}
        }
    }
}

fn owner(cv: &Cv, index: usize, path: &str, notes: &mut Vec<Diagnostic>) {
    let (Some(publication), Some(name)) = (cv.publications.get(index), &cv.person.name) else {
        return;
    };
    if publication.authors.is_empty() {
        return;
    }
    // Who an author is does not depend on the language.
    let labels = Labels::of(&DocumentSettings::default());
    let place = value(format!("{path}.authors"));
    match owner_places(cv, index, labels)[..] {
        // The owner may be among those who are not named.
        [] if authors_are_cut(cv, index, labels) => {}
        [] => notes.push(
            Diagnostic::note(
                "owner-missing",
                place,
                format!("none of the authors is {name}"),
            )
            .help("add the name of the paper to `person.aliases`, or write `self: true` at the author"),
        ),
        [_] => {}
        [..] => notes.push(
            Diagnostic::note(
                "owner-twice",
                place,
                format!("more than one of the authors may be {name}"),
            )
            .help("write `self: true` at the right one"),
        ),
    }
}

fn published(publication: &Publication, path: &str, notes: &mut Vec<Diagnostic>) {
    if publication.date.is_none() && year(publication).is_none() {
        notes.push(
            Diagnostic::note(
                "undated-publication",
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
        &publication.url,
    ];
    let said = |text: &String| !text.trim().is_empty();
    let found = identifiers
        .iter()
        .any(|text| text.as_ref().is_some_and(said))
        || publication.links.values().any(said);
    if !found {
        notes.push(
            Diagnostic::note(
                "unlinked-publication",
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
                "accepted-long-ago",
                value(format!("{path}.status")),
                message,
            )
            .related(value(format!("{path}.date")), "its date")
            .help("if it has appeared, write `status: published` and its date"),
        );
    }
}
