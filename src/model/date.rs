//! Dates as CVs have them: a year, a month or a term of a year, a day, or "present".

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::forms::AS_WRITTEN;
use super::term::{Term, term_pattern};

/// A date of which the month and the day may be unknown: `2021`, `2021-03`, `2021-03-14`, `Fall 2021`.
///
/// The forms are those of ISO 8601 (complete and reduced precision, extended format), and terms. The order
/// of the type is chronological; a date without a month stands before those with one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PartialDate {
    /// Year of the Gregorian calendar, 1000 to 2999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: Option<u8>,
    /// Day of the month, 1 to 31, valid in its month.
    pub day: Option<u8>,
    /// Season or quarter, in place of a month and a day.
    pub term: Option<Term>,
}

impl Ord for PartialDate {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |date: &Self| {
            let month = date.month.or(date.term.map(Term::sorted_by));
            (date.year, month, date.term.is_some(), date.day, date.term)
        };
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for PartialDate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialDate {
    /// The date of a year alone.
    pub const fn year(year: u16) -> Self {
        Self {
            year,
            month: None,
            day: None,
            term: None,
        }
    }

    /// Whether it says more than the year.
    pub fn is_within_year(self) -> bool {
        self.month.is_some() || self.term.is_some()
    }

    /// The date by ISO 8601, which has no terms: of these the year.
    pub fn iso(self) -> String {
        match self.term {
            Some(_) => Self::year(self.year).to_string(),
            None => self.to_string(),
        }
    }

    /// The first day that the date can mean, as `(year, month, day)`.
    pub fn first_day(self) -> (u16, u8, u8) {
        let month = self.month.or(self.term.map(|term| term.months().0));
        (self.year, month.unwrap_or(1), self.day.unwrap_or(1))
    }

    /// The last day that the date can mean, as `(year, month, day)`.
    pub fn last_day(self) -> (u16, u8, u8) {
        let year = match self.term {
            Some(Term::WinterTerm) => self.year + 1,
            _ => self.year,
        };
        let month = self.month.or(self.term.map(|term| term.months().1));
        let month = month.unwrap_or(12);
        (
            year,
            month,
            self.day.unwrap_or_else(|| days_in_month(year, month)),
        )
    }
}

fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        _ => 31,
    }
}

impl FromStr for PartialDate {
    type Err = String;

    /// Reads `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; the error says what is wrong and what is allowed.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        const ALLOWED: &str = "a date is a year, `2021`, a month, `2021-03`, a day, `2021-03-14`, or a term, `Fall 2021`";
        let number = |part: &str, digits: usize| {
            (part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))
                .then(|| part.parse::<u16>().ok())
                .flatten()
        };
        if let Some((year, term)) = Term::read(text)
            && (1000..3000).contains(&year)
        {
            let term = Some(term);
            return Ok(Self {
                term,
                ..Self::year(year)
            });
        }
        let parts: Vec<&str> = text.trim().split('-').collect();
        let (year, month, day) = match parts[..] {
            [year] => (number(year, 4), None, None),
            [year, month] => (number(year, 4), Some(number(month, 2)), None),
            [year, month, day] => (
                number(year, 4),
                Some(number(month, 2)),
                Some(number(day, 2)),
            ),
            _ => (None, None, None),
        };
        let year = year.ok_or_else(|| format!("`{text}` is not a date; {ALLOWED}"))?;
        if !(1000..3000).contains(&year) {
            return Err(format!("the year {year} is outside 1000 to 2999"));
        }
        let month = match month {
            None => None,
            Some(None) => return Err(format!("`{text}` is not a date; {ALLOWED}")),
            Some(Some(month @ 1..=12)) => Some(month as u8),
            Some(Some(month)) => {
                return Err(
                    match Term::of_edtf(&month.to_string()).filter(|_| day.is_none()) {
                        Some(term) => format!(
                            "`{text}` may be a term, `{year}-{term}`, or a run of years, of which `start` and `end` have one each"
                        ),
                        None => format!("there is no month {month:02}; {ALLOWED}"),
                    },
                );
            }
        };
        let day = match (day, month) {
            (None, _) => None,
            (Some(Some(day)), Some(month))
                if day >= 1 && day <= days_in_month(year, month).into() =>
            {
                Some(day as u8)
            }
            (Some(Some(day)), _) => {
                return Err(format!("that month has no day {day:02}; {ALLOWED}"));
            }
            (Some(None), _) => return Err(format!("`{text}` is not a date; {ALLOWED}")),
        };
        Ok(Self {
            year,
            month,
            day,
            term: None,
        })
    }
}

impl PartialDate {
    /// The day of a Unix time in UTC, for years 1 to 9999.
    ///
    /// Howard Hinnant's `civil_from_days` (<https://howardhinnant.github.io/date_algorithms.html>).
    pub fn of_unix_time(seconds: i64) -> Option<Self> {
        let days = seconds.div_euclid(86_400).checked_add(719_468)?;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted = (5 * day_of_year + 2) / 153;
        let day = u8::try_from(day_of_year - (153 * shifted + 2) / 5 + 1).ok()?;
        let month = if shifted < 10 {
            shifted + 3
        } else {
            shifted - 9
        };
        let month = u8::try_from(month).ok()?;
        let year = year_of_era.checked_add(era.checked_mul(400)?)? + i64::from(month <= 2);
        let year = u16::try_from(year).ok();
        Some(Self {
            year: year.filter(|year| (1..=9999).contains(year))?,
            month: Some(month),
            day: Some(day),
            term: None,
        })
    }
}

impl fmt::Display for PartialDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if self.term == Some(Term::WinterTerm) {
            write!(f, "/{:02}", (self.year + 1) % 100)?;
        }
        if let Some(term) = self.term {
            return write!(f, "-{term}");
        }
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// When something ended: on a date, or not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It goes on; written `present`.
    Present,
    /// It ended then.
    On(PartialDate),
}

impl FromStr for End {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text.trim() {
            "present" => Ok(Self::Present),
            other => other
                .parse()
                .map(Self::On)
                .map_err(|message: String| format!("{message}; an end may also be `present`")),
        }
    }
}

/// The time something took, as far as it is known.
///
/// `start` alone says when it began and nothing about its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateRange {
    /// When it began.
    pub start: Option<PartialDate>,
    /// When it ended.
    pub end: Option<End>,
    /// When it happened, for things that have a date and no duration.
    pub date: Option<PartialDate>,
}

impl DateRange {
    /// The dates that are known.
    pub fn known(self) -> impl Iterator<Item = PartialDate> {
        let end = match self.end {
            Some(End::On(date)) => Some(date),
            Some(End::Present) | None => None,
        };
        [self.start, end, self.date].into_iter().flatten()
    }
}

/// One year or a run of years: `2019`, `2021-2023`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct YearSpan {
    /// First year.
    pub first: u16,
    /// Last year, not before the first.
    pub last: u16,
}

impl FromStr for YearSpan {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let year = |part: &str| match part.trim().parse::<PartialDate>() {
            Ok(date) if !date.is_within_year() => Ok(date.year),
            _ => Err(format!(
                "`{text}` is neither a year, `2019`, nor a run of years, `2021-2023`"
            )),
        };
        match text.split_once(['-', '–']) {
            None => year(text).map(|year| Self {
                first: year,
                last: year,
            }),
            Some((first, last)) => {
                let (first, last) = (year(first)?, year(last)?);
                if last < first {
                    return Err(format!("the years run backwards: {last} is before {first}"));
                }
                Ok(Self { first, last })
            }
        }
    }
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Present => f.write_str("present"),
            Self::On(date) => date.fmt(f),
        }
    }
}

impl fmt::Display for YearSpan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.first)?;
        if self.last != self.first {
            write!(f, "-{:04}", self.last)?;
        }
        Ok(())
    }
}

/// Decodes through `FromStr` from the scalar as written; numbers are taken as their digits. Writes
/// what `Display` gives.
macro_rules! decode_from_str {
    ($type:ty, $expecting:literal, $name:literal, $schema:tt) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl de::Visitor<'_> for Visitor {
                    type Value = $type;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$type, E> {
                        text.parse().map_err(E::custom)
                    }
                    fn visit_u64<E: de::Error>(self, number: u64) -> Result<$type, E> {
                        number.to_string().parse().map_err(E::custom)
                    }
                }
                deserializer.deserialize_any(Visitor)
            }
        }
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_newtype_struct(AS_WRITTEN, &self.to_string())
            }
        }
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

decode_from_str!(PartialDate, "a date: `2021`, `2021-03`, `2021-03-14` or `Fall 2021`", "Date", {
    "title": "Date",
    "type": ["string", "integer"],
    "pattern": (concat!("^([12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?|", term_pattern!(), ")$")),
    "minimum": 1000, "maximum": 2999
});
decode_from_str!(End, "a date, `2021`, `2021-03`, `2021-03-14` or `Fall 2021`, or `present`", "EndDate", {
    "title": "End date",
    "type": ["string", "integer"],
    "pattern": (concat!("^(present|[12][0-9]{3}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?|", term_pattern!(), ")$")),
    "minimum": 1000, "maximum": 2999
});
decode_from_str!(YearSpan, "a year, `2019`, or a run of years, `2021-2023`", "Years", {
    "title": "Years",
    "type": ["string", "integer"],
    "pattern": "^[12][0-9]{3}( *[-–] *[12][0-9]{3})?$",
    "minimum": 1000, "maximum": 2999
});
