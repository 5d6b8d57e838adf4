//! Dates in an order that time allows.

use super::value;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::{AnyEntry, Clash, End, PartialDate, Placed};

pub(super) fn check(entries: &[Placed], diagnostics: &mut Vec<Diagnostic>) {
    for Placed { path, entry, .. } in entries {
        let times = entry.times();
        if let Err(clash) = times.meaning() {
            diagnostics.push(twice(path, clash));
        }
        if let AnyEntry::Certification(certification) = entry.typed()
            && let (Some(date), Some(expires)) = (certification.date, certification.expires)
        {
            order(path, ("date", date), ("expires", expires), diagnostics);
        }
        let Some(start) = times.start else { continue };
        let end = match times.end {
            Some(End::On(date)) => Some(date),
            Some(End::Present) | None => None,
        };
        for (field, date) in [
            ("end", end),
            ("date", times.date_as_end()),
            ("expected", times.expected),
        ] {
            if let Some(date) = date {
                order(path, ("start", start), (field, date), diagnostics);
            }
        }
    }
}

/// Two fields of which only one can be meant, so that the other would not print.
fn twice(path: &str, clash: Clash) -> Diagnostic {
    let Clash {
        field,
        other,
        both,
        help,
    } = clash;
    let message = format!("`{field}` and `{other}` both say {both}");
    Diagnostic::error(
        Code::DateTwice,
        Place::Key(format!("{path}.{field}")),
        message,
    )
    .label("only one of them can be meant")
    .related(Place::Key(format!("{path}.{other}")), format!("`{other}`"))
    .help(help)
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
                Code::BackwardsDates,
                value(format!("{path}.{second}")),
                message,
            )
            .label(format!("before `{first}`"))
            .related(value(format!("{path}.{first}")), format!("`{first}`")),
        );
    }
}
