//! What an entry says of its time, field by field, and what that means together.
//!
//! The one place that decides it, for every section: nothing given is lost, and what contradicts
//! itself is no meaning but an error. `docs/format.md` has the table.

use super::date::{DateRange, End, PartialDate, YearSpan};

/// What `date` says of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateMeans {
    /// When it happened; after `start` alone, when it ended.
    #[default]
    Happened,
    /// When a degree was awarded, which usually ends the time it took.
    Degree,
    /// When money was awarded, which is before the time it is for.
    Grant,
}

/// The fields of an entry that say when it was.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Times<'a> {
    /// `start`.
    pub start: Option<PartialDate>,
    /// `end`.
    pub end: Option<End>,
    /// `date`.
    pub date: Option<PartialDate>,
    /// What `date` means.
    pub date_means: DateMeans,
    /// `expected`: when a degree will be awarded.
    pub expected: Option<PartialDate>,
    /// `years`.
    pub years: &'a [YearSpan],
    /// `terms` or `period`: when it was, in words.
    pub words: &'a [String],
}

/// The time of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum When<'a> {
    /// Nothing is said.
    #[default]
    Unknown,
    /// A date, or a time from one to another; with `start` alone the end is open.
    Range(DateRange),
    /// The same, of which the end lies ahead.
    Expected(DateRange),
    /// Years and runs of years.
    Years(&'a [YearSpan]),
    /// Words.
    Words(&'a [String]),
}

/// What the fields mean together.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Meaning<'a> {
    /// The time of the entry.
    pub when: When<'a>,
    /// When it was awarded, where that is not its time.
    pub awarded: Option<PartialDate>,
    /// When it will be, beside the time it takes.
    pub expected: Option<PartialDate>,
    /// Words beside dates.
    pub words: &'a [String],
}

/// Two fields that say the same, and differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clash {
    /// The field that is too much.
    pub field: &'static str,
    /// The field that says it already.
    pub other: &'static str,
    /// What both say.
    pub both: &'static str,
    /// What to do.
    pub help: &'static str,
}

impl<'a> Times<'a> {
    /// What the fields mean together.
    ///
    /// # Errors
    /// The first two fields of which only one can be meant.
    pub fn meaning(&self) -> Result<Meaning<'a>, Clash> {
        if let Some(clash) = self.clash() {
            return Err(clash);
        }
        let mut meaning = Meaning {
            words: self.words,
            ..Meaning::default()
        };
        let (start, end) = (self.start, self.end);
        let range = |date: Option<PartialDate>| DateRange { start, end, date };
        meaning.when = match (self.expected, self.date) {
            (Some(expected), _) if end.is_none() => When::Expected(range(Some(expected))),
            (Some(expected), _) => {
                meaning.expected = Some(expected);
                When::Range(range(None))
            }
            (None, Some(date)) if self.date_is_apart() => {
                meaning.awarded = (end != Some(End::On(date))).then_some(date);
                When::Range(range(None))
            }
            // "Spring 2011" says what the year beside it says.
            (None, Some(date)) if start.is_none() && end.is_none() && self.words_say(date) => {
                meaning.words = &[];
                When::Words(self.words)
            }
            (None, date) if start.is_some() || end.is_some() || date.is_some() => {
                When::Range(range(date))
            }
            (None, _) if !self.years.is_empty() => When::Years(self.years),
            (None, _) => {
                meaning.words = &[];
                match self.words.iter().all(|word| word.trim().is_empty()) {
                    true => When::Unknown,
                    false => When::Words(self.words),
                }
            }
        };
        Ok(meaning)
    }

    /// Whether a date is a year that each of the words beside it has.
    fn words_say(&self, date: PartialDate) -> bool {
        let year = date.year.to_string();
        let is_year = date.month.is_none() && date.term.is_none();
        is_year && !self.words.is_empty() && self.words.iter().all(|word| word.contains(&year))
    }

    /// Whether `date` says something else than when the entry was or ended.
    fn date_is_apart(&self) -> bool {
        match self.date_means {
            DateMeans::Happened => false,
            DateMeans::Degree => self.end.is_some(),
            DateMeans::Grant => self.start.is_some() || self.end.is_some(),
        }
    }

    /// The date at which the entry ended, if `date` says that, for a start that has no end.
    pub fn date_as_end(&self) -> Option<PartialDate> {
        self.date
            .filter(|_| self.start.is_some() && self.end.is_none() && !self.date_is_apart())
    }

    fn clash(&self) -> Option<Clash> {
        let given = [
            ("start", self.start.is_some()),
            ("end", self.end.is_some()),
            ("date", self.date.is_some()),
        ];
        if let Some((field, _)) = given.into_iter().find(|(_, given)| *given)
            && !self.years.is_empty()
        {
            return Some(Clash {
                field,
                other: "years",
                both: "in which years it was",
                help: "write all years into `years`, or leave `years` out",
            });
        }
        if self.expected.is_some() && self.date.is_some() {
            return Some(Clash {
                field: "expected",
                other: "date",
                both: "when the degree is awarded",
                help: "remove `expected` once the degree is awarded",
            });
        }
        (self.date_means == DateMeans::Happened && self.date.is_some() && self.end.is_some())
            .then_some(Clash {
                field: "date",
                other: "end",
                both: "when it ended",
                help: "write `start` and `end` for what took some time, `date` for what happened once; another date can go into `note`",
            })
    }

    /// `start`, `end` and `date`.
    pub fn range(&self) -> DateRange {
        DateRange {
            start: self.start,
            end: self.end,
            date: self.date,
        }
    }

    /// The dates that say when it was, with the last of each run of years.
    pub fn past(&self) -> impl Iterator<Item = PartialDate> + use<'a> {
        let years = self.years.iter().map(|span| PartialDate::year(span.last));
        self.range().known().chain(years)
    }

    /// The latest day that the fields reach, for filters; `None` if nothing is known.
    pub fn latest(&self) -> Option<(u16, u8, u8)> {
        let end = match self.end {
            Some(End::Present) => return Some((u16::MAX, 12, 31)),
            Some(End::On(date)) => Some(date),
            None => None,
        };
        let years = self.years.iter().map(|span| PartialDate::year(span.last));
        [self.start, end, self.date, self.expected]
            .into_iter()
            .flatten()
            .chain(years)
            .map(PartialDate::last_day)
            .max()
    }
}

impl From<DateRange> for Times<'_> {
    fn from(dates: DateRange) -> Self {
        Self {
            start: dates.start,
            end: dates.end,
            date: dates.date,
            ..Self::default()
        }
    }
}
