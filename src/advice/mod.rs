//! Advice on the content of a CV: what is no mistake and yet probably not what its readers need.
//!
//! Every piece of advice is a note. Nothing reads the clock: ages are counted to the date of the
//! file, so that the same file always gets the same advice.

mod career;
mod dates;
mod dependence;
mod owner;
mod papers;
mod person;
mod phones;
mod writing;

pub use dependence::unaffected;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::limits::Limit;
use crate::model::{Cv, FontOrigin, PartialDate, Section};
use crate::papers::Record;

pub(crate) const LIMITS: &[Limit] = career::LIMITS;

/// Everything worth saying about a CV, in no particular order. `source_date_epoch` is the date of a run
/// that has one, in seconds since 1970.
///
/// Publications that stand twice and tags that nothing selects are reported elsewhere, since a
/// build finds them as well.
pub fn advise<'a>(
    record: impl Into<Record<'a>>,
    source_date_epoch: Option<i64>,
) -> Vec<Diagnostic> {
    let Record { cv, papers, .. } = record.into();
    let mut notes = Vec::new();
    let mut entries = cv.entries();
    // Papers have advice of their own.
    entries.retain(|placed| placed.section != Some(Section::Publications));
    person::check(cv, &mut notes);
    phones::check(cv, &entries, &mut notes);
    owner::check(cv, &papers, &mut notes);
    papers::check(cv, &papers, today(cv, source_date_epoch), &mut notes);
    dates::check(cv, &papers, &entries, &mut notes);
    writing::check(cv, &entries, &mut notes);
    notes.extend(system_fonts(cv));
    career::check(cv, &mut notes);
    notes
}

/// That pages depend on what a machine has.
fn system_fonts(cv: &Cv) -> Option<Diagnostic> {
    if cv.settings.fonts != Some(FontOrigin::System) {
        return None;
    }
    let message = "pages are set in fonts of this machine, and differ on another";
    let help =
        "put the files that a document needs into `fonts/` beside the file, if others build it too";
    let note = Diagnostic::note(
        Code::SystemFonts,
        value("settings.fonts"),
        message.to_owned(),
    );
    Some(note.help(help))
}

/// The date that ages are counted to: that of the documents.
fn today(cv: &Cv, source_date_epoch: Option<i64>) -> PartialDate {
    let (year, month, day) = cv.date(source_date_epoch).first_day();
    PartialDate {
        year,
        month: Some(month),
        day: Some(day),
        term: None,
    }
}

fn value(path: impl Into<String>) -> Place {
    Place::Value(path.into())
}

#[cfg(test)]
mod tests;
