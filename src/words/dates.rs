//! Dates and ranges written out.

use super::locale::Locale;
use super::message::Message;
use crate::markup::plain;
use crate::model::{DateRange, End, PartialDate, Times, When, YearSpan};

/// The time of an entry as it prints.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// What stands in the place of dates.
    pub beside: Option<String>,
    /// What stands in the heading: other dates, each with a word that says what it is.
    pub heading: Vec<String>,
}

/// The name of a date's month in one of the tables of a language.
fn named(date: PartialDate, months: &[String; 12]) -> Option<&str> {
    let month = usize::from(date.month?).checked_sub(1)?;
    months.get(month).map(String::as_str)
}

impl Locale {
    /// "14 Mar 2021", "Mar 2021" or "2021".
    pub fn date(&self, date: PartialDate) -> String {
        let months = [&self.months.short, &self.months.short_of_day];
        self.written(date, months, Message::DateMonth, Message::DateDay)
    }

    /// "14 March 2021", "March 2021" or "2021".
    pub fn long_date(&self, date: PartialDate) -> String {
        let months = [&self.months.long, &self.months.long_of_day];
        let (of_month, of_day) = (Message::DateLongMonth, Message::DateLongDay);
        self.written(date, months, of_month, of_day)
    }

    fn written(
        &self,
        date: PartialDate,
        [alone, of_day]: [&[String; 12]; 2],
        month_pattern: Message,
        day_pattern: Message,
    ) -> String {
        let year = date.year.to_string();
        match (date.day, named(date, alone), named(date, of_day)) {
            (Some(day), _, Some(month)) => {
                let day = self.day(day);
                let values = [("day", &day[..]), ("month", month), ("year", &year)];
                self.fill(day_pattern, &values)
            }
            (_, Some(month), _) => self.fill(month_pattern, &[("month", month), ("year", &year)]),
            _ => self.fill(Message::DateYear, &[("year", &year)]),
        }
    }

    /// The number of a day; the first of a month is an ordinal in some languages.
    fn day(&self, day: u8) -> String {
        match &self.months.first_day {
            Some(first) if day == 1 => first.clone(),
            _ => day.to_string(),
        }
    }

    /// A message with a date, of which the pattern chooses the form of its month.
    fn dated(&self, message: Message, date: PartialDate) -> String {
        let alone = self.date(date);
        let months = [&self.months.short_of_day; 2];
        let of_day = self.written(date, months, Message::DateMonth, Message::DateDay);
        let values = [("date", &alone[..]), ("date-of-day", &of_day)];
        self.fill(message, &values)
    }

    /// A date within a year that is said elsewhere: "14 Mar" or "Mar".
    fn without_year(&self, date: PartialDate) -> String {
        match (date.day, named(date, &self.months.short_of_day)) {
            (Some(day), Some(month)) => {
                let day = self.day(day);
                let values = [("day", &day[..]), ("month", month)];
                self.fill(Message::DatePartDay, &values)
            }
            _ => named(date, &self.months.short)
                .unwrap_or_default()
                .to_owned(),
        }
    }

    /// The time of an entry, written out; nothing of fields that contradict each other, which `source`
    /// reports.
    pub fn times(&self, times: Times) -> Written {
        let meaning = times.meaning().unwrap_or_default();
        let beside = match meaning.when {
            When::Unknown => None,
            When::Range(dates) => self.range(dates),
            When::Expected(dates) => self
                .range(dates)
                .map(|written| self.fill(Message::Expected, &[("date", &written)])),
            When::Years(spans) => self.years(spans),
            When::Words(words) => Some(plain(&self.list(words))),
        };
        let mut heading = vec![plain(&self.list(meaning.words))];
        for (message, day) in [
            (Message::Awarded, meaning.awarded),
            (Message::ExpectedOn, meaning.expected),
        ] {
            let written = day.map(|day| self.fill(message, &[("date", &self.date(day))]));
            heading.extend(written);
        }
        heading.retain(|part| !part.is_empty());
        Written { beside, heading }
    }

    /// A range as it stands beside an entry: "May 2023 – present", "Jan – May 2023", "2014 – 2017".
    ///
    /// A start alone reads "from 2021", which says nothing about the end. `None` when nothing is known.
    pub fn range(&self, dates: DateRange) -> Option<String> {
        let with = |message, date| self.dated(message, date);
        Some(match (dates.start, dates.end) {
            (Some(start), Some(End::Present)) => with(Message::Ongoing, start),
            (Some(start), Some(End::On(end))) => self.span(start, end),
            (Some(start), None) => match dates.date {
                Some(end) => self.span(start, end),
                None => with(Message::From, start),
            },
            (None, Some(End::Present)) => self.word(Message::Present),
            (None, Some(End::On(end))) => with(Message::Until, end),
            (None, None) => self.date(dates.date?),
        })
    }

    fn span(&self, start: PartialDate, end: PartialDate) -> String {
        if start == end {
            return self.date(end);
        }
        let months = start.month.zip(end.month);
        // What both have is said once, if the rest tells them apart.
        match months.filter(|_| start.year == end.year) {
            Some((first, last)) if first == last => match (start.day, end.day) {
                (Some(first), Some(last)) => self.days(end, first, last),
                (Some(_), None) => self.within_year(start, end),
                (None, _) => self.in_full(start, end),
            },
            Some(_) => self.within_year(start, end),
            None if start.month.is_none() && end.month.is_none() => {
                let (first, last) = (start.year.to_string(), end.year.to_string());
                self.fill(Message::RangeYears, &[("first", &first), ("last", &last)])
            }
            None => self.in_full(start, end),
        }
    }

    fn in_full(&self, start: PartialDate, end: PartialDate) -> String {
        let (start, end) = (self.date(start), self.date(end));
        self.fill(Message::Range, &[("start", &start), ("end", &end)])
    }

    fn within_year(&self, start: PartialDate, end: PartialDate) -> String {
        let (start_part, end_part) = (self.without_year(start), self.without_year(end));
        let (start, end) = (self.date(start), self.date(end));
        let values = [
            ("start", &start[..]),
            ("end", &end),
            ("start-part", &start_part),
            ("end-part", &end_part),
        ];
        self.fill(Message::RangeInYear, &values)
    }

    fn days(&self, date: PartialDate, first: u8, last: u8) -> String {
        let month = named(date, &self.months.short_of_day).unwrap_or_default();
        let (first, last) = (self.day(first), self.day(last));
        let year = date.year.to_string();
        let values = [
            ("first", &first[..]),
            ("last", &last),
            ("month", month),
            ("year", &year),
        ];
        self.fill(Message::RangeInMonth, &values)
    }

    /// Years in a line, runs joined: "2019, 2021–2023". Sorted, neighbours merged.
    pub fn years(&self, spans: &[YearSpan]) -> Option<String> {
        let mut sorted = spans.to_vec();
        sorted.sort_unstable();
        let mut merged: Vec<YearSpan> = Vec::new();
        for span in sorted {
            match merged.last_mut() {
                Some(last) if span.first <= last.last.saturating_add(1) => {
                    last.last = last.last.max(span.last)
                }
                _ => merged.push(span),
            }
        }
        let text = |span: &YearSpan| {
            let (first, last) = (span.first.to_string(), span.last.to_string());
            let years = match first == last {
                true => first,
                false => self.number_range(&first, &last),
            };
            self.fill(Message::DateYear, &[("year", &years)])
        };
        let written: Vec<String> = merged.iter().map(text).collect();
        (!written.is_empty()).then(|| self.list(&written))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(start: &str, end: &str) -> String {
        let parse = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        let end = (!end.is_empty()).then(|| end.parse().unwrap());
        let range = DateRange {
            start: parse(start),
            end,
            date: None,
        };
        let range = Locale::default_language().range(range);
        range.unwrap_or_default().replace('\u{a0}', " ")
    }

    #[test]
    fn ranges_are_written_out_and_shortened() {
        assert_eq!(written("2023-05", "present"), "May 2023 – present");
        assert_eq!(written("2014", "2017"), "2014 – 2017");
        assert_eq!(written("2023-01", "2023-05"), "Jan – May 2023");
        assert_eq!(written("2023-01", "2023-01"), "Jan 2023");
        assert_eq!(written("2023", "2023-05"), "2023 – May 2023");
        assert_eq!(written("2023-05-01", "2023-05-03"), "1 – 3 May 2023");
        assert_eq!(written("2023-05-30", "2023-06-02"), "30 May – 2 June 2023");
        assert_eq!(written("2023-05-03", "2023-05"), "3 May – May 2023");
        assert_eq!(written("2023-05", "2023-05-03"), "May 2023 – 3 May 2023");
        assert_eq!(
            written("2023-05-03", "2024-05-03"),
            "3 May 2023 – 3 May 2024"
        );
        assert_eq!(written("2021", ""), "from 2021");
        assert_eq!(written("", "2021-03"), "until Mar 2021");
        assert_eq!(written("", "present"), "present");
        assert_eq!(written("", ""), "");
    }

    #[test]
    fn years_are_sorted_and_joined() {
        let spans: Vec<YearSpan> = ["2023", "2019", "2021-2022"]
            .iter()
            .map(|text| text.parse().unwrap())
            .collect();
        let years = |spans: &[YearSpan]| Locale::default_language().years(spans);
        assert_eq!(years(&spans).unwrap(), "2019, 2021–2023");
        assert_eq!(years(&[]), None);
    }
}
