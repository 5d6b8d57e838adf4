//! Dates and ranges written out.

use serde::Serialize;

use super::locale::Locale;
use super::message::Message;
use crate::markup::plain;
use crate::model::{DateRange, End, PartialDate, Term, Times, When, YearSpan};

/// The time of an entry as it prints.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// What stands in the place of dates.
    pub beside: Option<String>,
    /// What stands in the heading: other dates, each with a word that says what it is.
    pub heading: Vec<String>,
}

/// The name of a date's month in one of the tables of a language.
fn month_of(date: PartialDate, months: &[String; 12]) -> Option<&str> {
    let month = usize::from(date.month?).checked_sub(1)?;
    months.get(month).map(String::as_str)
}

/// How dates are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum DateStyle {
    /// With short names of months: "Mar 2021".
    #[default]
    Short,
    /// With long names of months: "March 2021".
    Long,
    /// In numbers, as the language has them: "03/2021".
    Numeric,
    /// By ISO 8601: "2021-03".
    Iso,
}

impl Locale {
    /// "14 Mar 2021", "Mar 2021" or "2021".
    pub fn date(&self, date: PartialDate) -> String {
        self.date_in(DateStyle::Short, date)
    }

    /// "14 March 2021", "March 2021" or "2021".
    pub fn long_date(&self, date: PartialDate) -> String {
        self.date_in(DateStyle::Long, date)
    }

    /// A date in a style.
    pub fn date_in(&self, style: DateStyle, date: PartialDate) -> String {
        let [alone, of_day] = self.months_in(style);
        self.written(style, date, [alone, of_day], false)
    }

    /// "Fall 2021", "Q3 2021", "Winter 2021/22"; with `of_day` after "since" and "until".
    pub(super) fn term(&self, term: Term, year: u16, of_day: bool) -> String {
        let year = match term {
            Term::WinterTerm => format!("{year}/{:02}", year.saturating_add(1) % 100),
            _ => year.to_string(),
        };
        self.term_of(term, &self.numerals(year), of_day)
    }

    /// A term with its years as they print.
    pub(super) fn term_of(&self, term: Term, years: &str, of_day: bool) -> String {
        let name = self.terms.name(term, of_day);
        let values = [("month", name), ("year", years)];
        self.fill(Message::DateLongMonth, &values)
    }

    /// The name of a date's month or term.
    fn named<'a>(&'a self, date: PartialDate, months: &'a [String; 12]) -> Option<&'a str> {
        let term = || Some(self.terms.name(date.term?, false));
        month_of(date, months).or_else(term)
    }

    /// The names of months in a style, alone and with a day.
    fn months_in(&self, style: DateStyle) -> [&[String; 12]; 2] {
        match style {
            DateStyle::Long => [&self.months.long, &self.months.long_of_day],
            _ => [&self.months.short, &self.months.short_of_day],
        }
    }

    fn written(
        &self,
        style: DateStyle,
        date: PartialDate,
        [alone, of_day]: [&[String; 12]; 2],
        is_inflected: bool,
    ) -> String {
        // A term has no number.
        if let Some(term) = date.term {
            return self.term(term, date.year, is_inflected);
        }
        let year = self.numerals(date.year);
        let (month_pattern, day_pattern) = match style {
            DateStyle::Short => (Message::DateMonth, Message::DateDay),
            DateStyle::Long => (Message::DateLongMonth, Message::DateLongDay),
            DateStyle::Numeric => return self.numeric(date),
            DateStyle::Iso => return date.to_string(),
        };
        match (date.day, month_of(date, alone), month_of(date, of_day)) {
            (Some(day), _, Some(month)) => {
                let day = self.day(day);
                let values = [("day", &day[..]), ("month", month), ("year", &year)];
                self.fill(day_pattern, &values)
            }
            (_, Some(month), _) => self.fill(month_pattern, &[("month", month), ("year", &year)]),
            _ => self.fill(Message::DateYear, &[("year", &year)]),
        }
    }

    /// A date in numbers.
    fn numeric(&self, date: PartialDate) -> String {
        let year = self.numerals(date.year);
        let Some(month) = date.month else {
            return self.fill(Message::DateYear, &[("year", &year)]);
        };
        let numbers = [
            ("year", year),
            ("month", self.numerals(month)),
            ("month-2", self.numerals(format_args!("{month:02}"))),
            ("day", self.numerals(date.day.unwrap_or(1))),
            (
                "day-2",
                self.numerals(format_args!("{:02}", date.day.unwrap_or(1))),
            ),
        ];
        let message = match date.day {
            Some(_) => Message::DateNumericDay,
            None => Message::DateNumericMonth,
        };
        let values = numbers
            .each_ref()
            .map(|(place, number)| (*place, &number[..]));
        self.fill(message, &values)
    }

    /// The number of a day; the first of a month is an ordinal in some languages.
    fn day(&self, day: u8) -> String {
        match &self.months.first_day {
            Some(first) if day == 1 => first.clone(),
            _ => self.numerals(day),
        }
    }

    /// A message with a date, of which the pattern chooses the form of its month.
    fn dated(&self, style: DateStyle, message: Message, date: PartialDate) -> String {
        let alone = self.date_in(style, date);
        let [_, of_day] = self.months_in(style);
        let of_day = self.written(style, date, [of_day, of_day], true);
        let values = [("date", &alone[..]), ("date-of-day", &of_day)];
        self.fill(message, &values)
    }

    /// A date within a year that is said elsewhere: "14 Mar" or "Mar".
    fn without_year(&self, style: DateStyle, date: PartialDate) -> String {
        let [alone, of_day] = self.months_in(style);
        match (date.day, month_of(date, of_day)) {
            (Some(day), Some(month)) => {
                let day = self.day(day);
                let values = [("day", &day[..]), ("month", month)];
                self.fill(Message::DatePartDay, &values)
            }
            _ => self.named(date, alone).unwrap_or_default().to_owned(),
        }
    }

    /// The time of an entry, written out; nothing of fields that contradict each other, which `source`
    /// reports.
    pub fn times(&self, style: DateStyle, times: Times) -> Written {
        let meaning = times.meaning().unwrap_or_default();
        let beside = match meaning.when {
            When::Unknown => None,
            When::Range(dates) => self.range(style, dates),
            When::Expected(dates) => self.expected(style, dates),
            When::Years(spans) => self.years(spans),
            When::Words(words) => Some(plain(&self.terms(words))),
        };
        let mut heading = vec![plain(&self.terms(meaning.words))];
        for (message, day) in [
            (Message::Awarded, meaning.awarded),
            (Message::ExpectedOn, meaning.expected),
        ] {
            let date = |day| self.date_in(style, day);
            let written = day.map(|day| self.fill(message, &[("date", &date(day))]));
            heading.extend(written);
        }
        heading.retain(|part| !part.is_empty());
        Written { beside, heading }
    }

    /// A time whose end lies ahead: "2023 – exp. 2027".
    fn expected(&self, style: DateStyle, dates: DateRange) -> Option<String> {
        let ahead = |date: &str| self.fill(Message::Expected, &[("date", date)]);
        match (dates.start, dates.date) {
            (Some(start), Some(end)) if start != end => {
                let (start, end) = (self.date_in(style, start), self.date_in(style, end));
                let values = [("start", &start[..]), ("end", &ahead(&end))];
                Some(self.fill(Message::Range, &values))
            }
            _ => self.range(style, dates).map(|written| ahead(&written)),
        }
    }

    /// A range as it stands beside an entry: "May 2023 – present", "Jan – May 2023", "2014–2017".
    ///
    /// A start alone reads "since 2021", which says nothing about the end. `None` when nothing is known.
    pub fn range(&self, style: DateStyle, dates: DateRange) -> Option<String> {
        let with = |message, date| self.dated(style, message, date);
        Some(match (dates.start, dates.end) {
            (Some(start), Some(End::Present)) => with(Message::Ongoing, start),
            (Some(start), Some(End::On(end))) => self.span(style, start, end),
            (Some(start), None) => match dates.date {
                Some(end) => self.span(style, start, end),
                None => with(Message::From, start),
            },
            (None, Some(End::Present)) => self.word(Message::Present),
            (None, Some(End::On(end))) => with(Message::Until, end),
            (None, None) => self.date_in(style, dates.date?),
        })
    }

    fn span(&self, style: DateStyle, start: PartialDate, end: PartialDate) -> String {
        if start == end {
            return self.date_in(style, end);
        }
        if !start.is_within_year() && !end.is_within_year() {
            let (first, last) = (self.numerals(start.year), self.numerals(end.year));
            return self.fill(Message::RangeYears, &[("first", &first), ("last", &last)]);
        }
        let has_days = start.day.is_some() || end.day.is_some();
        let is_in_full = match style {
            DateStyle::Short => false,
            // Patterns of days within a month or a year are those of short names.
            DateStyle::Long => has_days,
            DateStyle::Numeric | DateStyle::Iso => true,
        };
        // A winter term is no part of one year.
        let is_part =
            |date: PartialDate| date.is_within_year() && date.term != Some(Term::WinterTerm);
        let both_are_parts = is_part(start) && is_part(end);
        let part = |date: PartialDate| (date.month, date.term);
        let months = both_are_parts.then(|| (part(start), part(end)));
        // What both have is said once, if the rest tells them apart.
        match months.filter(|_| start.year == end.year && !is_in_full) {
            Some((first, last)) if first == last => match (start.day, end.day) {
                (Some(first), Some(last)) => self.days(end, first, last),
                (Some(_), None) => self.within_year(style, start, end),
                (None, _) => self.in_full(style, start, end),
            },
            Some(_) => self.within_year(style, start, end),
            None => self.in_full(style, start, end),
        }
    }

    fn in_full(&self, style: DateStyle, start: PartialDate, end: PartialDate) -> String {
        let (start, end) = (self.date_in(style, start), self.date_in(style, end));
        self.fill(Message::Range, &[("start", &start), ("end", &end)])
    }

    fn within_year(&self, style: DateStyle, start: PartialDate, end: PartialDate) -> String {
        let part = |date| self.without_year(style, date);
        let (start_part, end_part) = (part(start), part(end));
        let (start, end) = (self.date_in(style, start), self.date_in(style, end));
        let values = [
            ("start", &start[..]),
            ("end", &end),
            ("start-part", &start_part),
            ("end-part", &end_part),
        ];
        self.fill(Message::RangeInYear, &values)
    }

    fn days(&self, date: PartialDate, first: u8, last: u8) -> String {
        let month = month_of(date, &self.months.short_of_day).unwrap_or_default();
        let (first, last) = (self.day(first), self.day(last));
        let year = self.numerals(date.year);
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
        let year = |years: String| self.fill(Message::DateYear, &[("year", &years)]);
        let written: Vec<String> = self.bare_years(spans).into_iter().map(year).collect();
        (!written.is_empty()).then(|| self.list(&written))
    }

    /// Years and runs of years as numbers alone.
    pub(super) fn bare_years(&self, spans: &[YearSpan]) -> Vec<String> {
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
            match first == last {
                true => self.numerals(first),
                false => self.number_range(&first, &last),
            }
        };
        merged.iter().map(text).collect()
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
        let range = Locale::default_language().range(DateStyle::Short, range);
        range.unwrap_or_default().replace('\u{a0}', " ")
    }

    #[test]
    fn ranges_are_written_out_and_shortened() {
        assert_eq!(written("2023-05", "present"), "May 2023 – present");
        assert_eq!(written("2014", "2017"), "2014–2017");
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
        assert_eq!(written("2021", ""), "since 2021");
        assert_eq!(written("", "2021-03"), "until Mar 2021");
        assert_eq!(written("", "present"), "present");
        assert_eq!(written("", ""), "");
    }

    #[test]
    fn terms_are_written_in_the_language() {
        for (start, end, expected) in [
            ("Fall 2015", "", "since Fall 2015"),
            ("2015-autumn", "present", "Autumn 2015 – present"),
            ("Spring 2015", "Fall 2015", "Spring – Fall 2015"),
            ("Fall 2015", "Fall 2015", "Fall 2015"),
            ("Fall 2015", "Spring 2016", "Fall 2015 – Spring 2016"),
            ("WS 2019/20", "WS 2019/20", "Winter 2019/20"),
            ("2019-05", "WS 2019/20", "May 2019 – Winter 2019/20"),
            ("Q1 2020", "Q3 2020", "Q1 – Q3 2020"),
            ("2020-01-03", "Spring 2020", "3 Jan – Spring 2020"),
            ("2015", "Spring 2016", "2015 – Spring 2016"),
        ] {
            assert_eq!(written(start, end), expected);
        }
        for (tag, term, alone, from) in [
            ("en-US", "2015-autumn", "Fall 2015", "since Fall 2015"),
            ("en-GB", "Fall 2015", "Autumn 2015", "since Autumn 2015"),
            ("de", "WS 2019/20", "WiSe 2019/20", "seit WiSe 2019/20"),
            ("de", "Fall 2015", "Herbst 2015", "seit Herbst 2015"),
            ("es", "Fall 2015", "otoño de 2015", "desde otoño de 2015"),
            ("fr", "Q2 2015", "T2 2015", "depuis T2 2015"),
            ("cs", "Fall 2015", "podzim 2015", "od podzimu 2015"),
            ("pl", "Spring 2015", "wiosna 2015", "od wiosny 2015"),
            ("ja", "Spring 2015", "2015年春季", "2015年春季～"),
            ("hu", "Fall 2015", "2015. ősz", "kezdete: 2015. ősz"),
        ] {
            let locale = Locale::for_tag(tag).unwrap();
            let range = |start: Option<PartialDate>, date| {
                let range = DateRange {
                    start,
                    date,
                    end: None,
                };
                [DateStyle::Short, DateStyle::Numeric].map(|style| {
                    let written = locale.range(style, range).unwrap();
                    written.replace(['\u{a0}', '\u{202f}'], " ")
                })
            };
            let term = term.parse().ok();
            assert_eq!(range(None, term), [alone, alone], "{tag}");
            assert_eq!(range(term, None), [from, from], "{tag}");
        }
    }

    #[test]
    fn dates_are_written_in_every_style() {
        use DateStyle::{Iso, Long, Numeric, Short};
        let date = |text: &str| text.parse::<PartialDate>().unwrap();
        let said = |tag: &str, style, start: &str, end: &str| {
            let range = DateRange {
                start: Some(date(start)),
                end: Some(End::On(date(end))),
                date: None,
            };
            let written = Locale::for_tag(tag).unwrap().range(style, range);
            written.unwrap().replace(['\u{a0}', '\u{202f}'], " ")
        };
        for (tag, style, expected) in [
            ("en", Short, "Jan – May 2023"),
            ("en", Long, "January – May 2023"),
            ("en", Numeric, "01/2023 – 05/2023"),
            ("en", Iso, "2023-01 – 2023-05"),
            ("en-US", Numeric, "1/2023 – 5/2023"),
            ("de", Long, "Januar – Mai 2023"),
            ("de", Numeric, "1/2023 – 5/2023"),
            ("cs", Long, "leden – květen 2023"),
            ("sv", Numeric, "2023-01–2023-05"),
            ("zh-Hans", Numeric, "2023/1–2023/5"),
        ] {
            assert_eq!(said(tag, style, "2023-01", "2023-05"), expected, "{tag}");
        }
        // Patterns within a month are those of short dates, of which some have numbers for names.
        assert_eq!(
            said("cs", Long, "2023-05-03", "2023-05-05"),
            "3. května 2023 – 5. května 2023"
        );
        assert_eq!(said("en", Numeric, "2014", "2017"), "2014–2017");
        assert_eq!(
            said("en-US", Numeric, "2023-05-03", "2023-05-05"),
            "5/3/2023 – 5/5/2023"
        );
    }

    #[test]
    fn an_end_that_lies_ahead_is_said_at_the_end() {
        let expected = |start: Option<&str>| {
            let date = |text: &str| text.parse().unwrap();
            let times = Times {
                start: start.map(date),
                expected: Some(date("2027-09")),
                ..Times::default()
            };
            let written = Locale::default_language().times(DateStyle::Short, times);
            written.beside.unwrap().replace('\u{a0}', " ")
        };
        assert_eq!(expected(None), "exp. Sept 2027");
        assert_eq!(expected(Some("2023")), "2023 – exp. Sept 2027");
        assert_eq!(expected(Some("2027-09")), "exp. Sept 2027");
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
