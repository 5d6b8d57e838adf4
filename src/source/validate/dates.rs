//! Dates in an order that time allows.

use super::entries::Entry;
use super::value;
use crate::diagnostics::Diagnostic;
use crate::model::{Cv, DateRange, End, PartialDate};

pub(super) fn check(cv: &Cv, entries: &[Entry], diagnostics: &mut Vec<Diagnostic>) {
    for Entry { path, dates, .. } in entries {
        if let DateRange {
            start: Some(start),
            end: Some(End::On(end)),
            ..
        } = *dates
        {
            order(path, ("start", start), ("end", end), diagnostics);
        }
    }
    for (index, education) in cv.education.iter().enumerate() {
        if let (Some(start), Some(expected)) = (education.start, education.expected) {
            order(
                &format!("education[{index}]"),
                ("start", start),
                ("expected", expected),
                diagnostics,
            );
        }
    }
    for (index, certification) in cv.certifications.iter().enumerate() {
        if let (Some(date), Some(expires)) = (certification.date, certification.expires) {
            order(
                &format!("certifications[{index}]"),
                ("date", date),
                ("expires", expires),
                diagnostics,
            );
        }
    }
}

/// Reports a later date that is certainly before an earlier one: 2021 is not before 2021-05.
fn order(
    path: &str,
    (first, from): (&str, PartialDate),
    (second, to): (&str, PartialDate),
    diagnostics: &mut Vec<Diagnostic>,
) {
    if to.last_day() < from.first_day() {
        let message = format!("`{second}` ({to}) is before `{first}` ({from})");
        diagnostics.push(
            Diagnostic::error(
                "backwards-dates",
                value(format!("{path}.{second}")),
                message,
            )
            .label(format!("before `{first}`"))
            .related(value(format!("{path}.{first}")), format!("`{first}`")),
        );
    }
}
