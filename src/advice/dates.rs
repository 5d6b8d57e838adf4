//! Dates after the date of the file.

use super::value;
use crate::diagnostics::{Code, Diagnostic};
use crate::model::{Cv, End, PartialDate, Placed, PublicationStatus};
use crate::papers::Papers;

pub(super) fn check(cv: &Cv, papers: &Papers, entries: &[Placed], notes: &mut Vec<Diagnostic>) {
    let Some(updated) = cv.settings.updated else {
        return;
    };
    let mut judge = |path: String, date: Option<PartialDate>| {
        let Some(date) = date.filter(|date| date.first_day() > updated.last_day()) else {
            return;
        };
        let message = format!("{date} lies after the date of the file, {updated}");
        notes.push(
            Diagnostic::note(Code::FutureDate, value(path), message)
                .label("has not happened yet")
                .related(value("settings.updated"), "the date of the file")
                .help("correct one of the dates"),
        );
    };
    for Placed { path, entry, .. } in entries {
        let dates = entry.times();
        let end = match dates.end {
            Some(End::On(date)) => Some(date),
            Some(End::Present) | None => None,
        };
        judge(format!("{path}.start"), dates.start);
        judge(format!("{path}.end"), end);
        judge(format!("{path}.date"), dates.date);
    }
    for (publication, known) in cv.publications.iter().zip(&papers.entries) {
        let is_out = matches!(
            publication.status,
            None | Some(PublicationStatus::Published)
        );
        if is_out {
            judge(format!("{}.date", known.origin), publication.date);
        }
    }
}
