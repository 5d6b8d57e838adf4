//! Gaps and overlaps in experience.
//!
//! Only what is certain is said: a year alone may be any of its months, and where a date of a job
//! or a degree is not known, nothing is known about gaps.

use std::collections::HashSet;

use super::value;
use crate::diagnostics::{Code, Diagnostic};
use crate::limits::Limit;
use crate::model::{Cv, DateRange, End, Entry as _, PartialDate};

/// Months without a job that need no words.
const QUIET_MONTHS: i32 = 6;

/// Months before its end that a degree may have begun, when only its end is known.
const LONGEST_DEGREE: i32 = 72;

/// Months of an overlap that is none by a slip.
const LONG_OVERLAP: i32 = 12;

/// Most overlaps that are told: among many jobs each may overlap with all others.
const MOST_OVERLAPS: usize = 100;

pub(super) const LIMITS: &[Limit] = &[Limit::quiet(
    "overlaps of two jobs that `folio check` notes",
    MOST_OVERLAPS as u64,
    "",
    "the others are not",
)];

/// Something that fills months of a life.
struct Occupation {
    /// Its entry.
    path: String,
    /// Of a job with several positions, the one of them.
    position: Option<usize>,
    is_job: bool,
    /// The first and last months in which it may have begun.
    start: (i32, i32),
    /// The first and last months in which it may have ended.
    end: (i32, i32),
}

pub(super) fn check(cv: &Cv, notes: &mut Vec<Diagnostic>) {
    let mut jobs = Vec::new();
    let mut all_known = true;
    for (index, job) in cv.experience.iter().enumerate() {
        let path = format!("experience[{index}]");
        let ranges: Vec<DateRange> = if job.positions.is_empty() {
            vec![job.times().range()]
        } else {
            job.positions
                .iter()
                .map(|position| position.times().range())
                .collect()
        };
        let occupations: Vec<Option<Occupation>> = ranges
            .iter()
            .enumerate()
            .map(|(number, range)| {
                let found = occupation(&path, true, range.start, range.end)?;
                let position = (ranges.len() > 1).then_some(number);
                Some(Occupation { position, ..found })
            })
            .collect();
        all_known &= occupations.iter().all(Option::is_some);
        jobs.extend(occupations.into_iter().flatten());
    }
    overlaps(&jobs, notes);
    let mut others = Vec::new();
    for (index, entry) in cv.education.iter().enumerate() {
        let known = entry.end.or(entry.expected.or(entry.date).map(End::On));
        let mut study = occupation(&format!("education[{index}]"), false, entry.start, known);
        if let (None, None, Some(End::On(end))) = (&study, entry.start, known) {
            let end = months(end);
            let start = (end.0 - LONGEST_DEGREE, end.0);
            let path = format!("education[{index}]");
            study = Some(Occupation {
                path,
                position: None,
                is_job: false,
                start,
                end,
            });
        }
        all_known &= study.is_some();
        others.extend(study);
    }
    for (index, entry) in cv.volunteering.iter().enumerate() {
        let path = format!("volunteering[{index}]");
        others.extend(occupation(&path, false, entry.start, entry.end));
    }
    if all_known {
        jobs.extend(others);
        gaps(jobs, notes);
    }
}

fn occupation(
    path: &str,
    is_job: bool,
    start: Option<PartialDate>,
    end: Option<End>,
) -> Option<Occupation> {
    let end = match end? {
        End::Present => (i32::MAX, i32::MAX),
        End::On(date) => months(date),
    };
    Some(Occupation {
        path: path.to_owned(),
        position: None,
        is_job,
        start: months(start?),
        end,
    })
}

/// The first and last months that a date may mean, counted from the year 0.
fn months(date: PartialDate) -> (i32, i32) {
    let count = |(year, month, _): (u16, u8, u8)| i32::from(year) * 12 + i32::from(month) - 1;
    (count(date.first_day()), count(date.last_day()))
}

fn overlaps(jobs: &[Occupation], notes: &mut Vec<Diagnostic>) {
    let mut said: HashSet<(&str, &str)> = HashSet::new();
    for (at, one) in jobs.iter().enumerate() {
        for other in &jobs[at + 1..] {
            // The one that began later, and the one that it began within.
            let (later, earlier) = if one.start.0 >= other.start.0 {
                (one, other)
            } else {
                (other, one)
            };
            // Jobs with several positions may overlap in both directions, which is one fact.
            let pair = (one.path.as_str(), other.path.as_str());
            if one.path != other.path && is_doubtful(later, earlier) && said.insert(pair) {
                notes.push(
                    Diagnostic::note(
                        Code::CareerOverlap,
                        value(format!("{}.organization", later.path)),
                        "this job began before another one ended",
                    )
                    .related(
                        value(format!("{}.organization", earlier.path)),
                        "the other one",
                    )
                    .help("if they were not held at the same time, correct a date"),
                );
                if said.len() == MOST_OVERLAPS {
                    return;
                }
            }
        }
    }
}

/// Whether one job surely began before another one ended, and perhaps by a slip: what goes on beside it, lies within
/// it or overlaps for long is held in parallel.
fn is_doubtful(later: &Occupation, earlier: &Occupation) -> bool {
    let overlap = earlier.end.0.saturating_sub(later.start.1);
    let goes_on = earlier.end.0 == i32::MAX && later.end.0 == i32::MAX;
    let lies_within = later.end.1 <= earlier.end.0;
    overlap > 0 && overlap < LONG_OVERLAP && !goes_on && !lies_within
}

fn gaps(mut occupations: Vec<Occupation>, notes: &mut Vec<Diagnostic>) {
    occupations.sort_by_key(|occupation| occupation.start.0);
    let last_job = occupations.iter().rposition(|occupation| occupation.is_job);
    let mut covered: Option<&Occupation> = None;
    let mut had_job = false;
    for (at, occupation) in occupations.iter().enumerate() {
        if let Some(before) = covered.filter(|_| had_job && last_job.is_some_and(|last| at <= last))
        {
            let free = occupation
                .start
                .0
                .saturating_sub(before.end.1)
                .saturating_sub(1);
            if free > QUIET_MONTHS {
                let years = if free >= 24 {
                    format!("more than {} years", free / 12)
                } else {
                    format!("{free} months")
                };
                // Between two positions of one job, the entry is the same.
                let is_within = before.path == occupation.path;
                let (this, that) = match is_within {
                    true => ("this position", "the position before"),
                    false => ("this one", "the entry before"),
                };
                let place = |occupation: &Occupation| match occupation.position {
                    Some(number) if is_within => {
                        value(format!("{}.positions[{number}]", occupation.path))
                    }
                    _ => value(occupation.path.clone()),
                };
                notes.push(
                    Diagnostic::note(
                        Code::CareerGap,
                        place(occupation),
                        format!("{years} without an entry lie before {this}"),
                    )
                    .related(place(before), that)
                    .help("if something filled them, a line on it answers the question"),
                );
            }
        }
        had_job |= occupation.is_job;
        if covered.is_none_or(|before| occupation.end.1 > before.end.1) {
            covered = Some(occupation);
        }
    }
}
