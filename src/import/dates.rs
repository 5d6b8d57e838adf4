//! The one reader of dates of all formats: what people write where a machine wanted a date.

mod words;

use self::words::{CIRCA, EXPECTED, FILLERS, PRESENT, SINCE, month_of, season_of};
use crate::model::{End, PartialDate};

/// A date, with a reason to look at it where it was read by a guess or is less than what was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    /// The date.
    pub(super) date: PartialDate,
    /// Why it should be looked at.
    pub(super) doubt: Option<&'static str>,
}

/// What a text says of a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Time {
    /// A date.
    At(Moment),
    /// It goes on.
    Present,
    /// From one to another, or on.
    Span(Moment, Option<Moment>),
    /// A date that lies ahead.
    Expected(Moment),
}

impl Time {
    /// The end of something.
    pub(super) fn end(self) -> Option<(End, Option<&'static str>)> {
        match self {
            Self::At(Moment { date, doubt }) | Self::Expected(Moment { date, doubt }) => {
                Some((End::On(date), doubt))
            }
            Self::Present => Some((End::Present, None)),
            Self::Span(..) => None,
        }
    }
}

const SEASON: &str = "a part of a year; of it the year was taken";
const DAY_OR_MONTH: &str =
    "which number is the day and which the month is not certain; the year was taken";
const NO_SUCH_DAY: &str = "there is no such day; the month was taken";
const NO_SUCH_MONTH: &str = "there is no such month; the year was taken";
const SHORT_YEAR: &str = "a year of two digits";
const ABOUT: &str = "about that time";
const BRACKETS: &str = "what stands in brackets after the date was left out";

/// Reads what a text says of a time; none where it says something else.
pub(super) fn read(text: &str) -> Option<Time> {
    let text = text.trim();
    if text.len() > 100 {
        return None;
    }
    // LaTeX writes a dash as two hyphens.
    let lower = text.to_lowercase().replace("---", "–").replace("--", "–");
    if let Some(time) = whole(&lower) {
        return Some(time);
    }
    // `2015-03 (1 year)`, `Jan 2020 – Mar 2021 · 1 yr 3 mos`
    let at = lower.find(['(', '（', '[', '·'])?;
    let time = whole(lower[..at].trim())?;
    let doubted = |moment: Moment| Moment {
        doubt: moment.doubt.or(Some(BRACKETS)),
        ..moment
    };
    Some(match time {
        Time::At(moment) => Time::At(doubted(moment)),
        Time::Span(start, end) => Time::Span(doubted(start), end),
        Time::Expected(moment) => Time::Expected(doubted(moment)),
        Time::Present => return None,
    })
}

/// Reads a date alone.
pub(super) fn moment(text: &str) -> Option<Moment> {
    match read(text)? {
        Time::At(moment) | Time::Expected(moment) => Some(moment),
        Time::Present | Time::Span(..) => None,
    }
}

fn whole(text: &str) -> Option<Time> {
    if is_present(text) {
        return Some(Time::Present);
    }
    if let Some(rest) = after_word(text, EXPECTED) {
        return single(rest).map(Time::Expected);
    }
    if let Some(rest) = after_word(text, SINCE)
        && let Some(start) = single(rest)
    {
        return Some(Time::Span(start, None));
    }
    if let Some(moment) = single(text) {
        return Some(Time::At(moment));
    }
    span(text)
}

fn is_present(text: &str) -> bool {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "().,".contains(c));
    PRESENT.contains(&text) || text == "н.в"
}

/// What follows one of some words at the beginning.
fn after_word<'a>(text: &'a str, words: &[&str]) -> Option<&'a str> {
    words.iter().find_map(|word| {
        let rest = text.strip_prefix(word)?;
        let rest = rest.trim_start_matches(['.', ':']);
        let begins = rest.starts_with(|c: char| c.is_whitespace() || c.is_ascii_digit());
        begins.then(|| rest.trim_start())
    })
}

/// From one date to another.
fn span(text: &str) -> Option<Time> {
    const DASHES: &[&str] = &[
        " – ", " — ", " - ", "–", "—", " to ", " till ", " until ", " bis ", " à ", " au ", " a ",
        " al ", " tot ", " until", " / ", "~", "〜", "～", "至", "→", " -", "- ",
    ];
    for dash in DASHES {
        for (at, _) in text.match_indices(dash) {
            let (start, end) = (text[..at].trim(), text[at + dash.len()..].trim());
            if let Some(time) = between(start, end) {
                return Some(time);
            }
        }
    }
    // `2019-2021`, `2019/2020`, `05/2019-07/2021`, `Jan 2020-Present`
    for (at, sign) in text.match_indices(['-', '/', '−', '‑']) {
        let (start, end) = (&text[..at], &text[at + sign.len()..]);
        if let Some(time) = between(start.trim(), end.trim()) {
            return Some(time);
        }
    }
    None
}

fn between(start: &str, end: &str) -> Option<Time> {
    let is_open = end.is_empty() || is_present(end);
    if is_open {
        return single(start).map(|start| Time::Span(start, None));
    }
    let end = single(end)?;
    let start = match single(start) {
        Some(start) => start,
        // `Jan – Mar 2020`
        None => single(&format!("{start} {}", end.date.year))
            .filter(|start| start.date.is_within_year() && start.date.day.is_none())?,
    };
    Some(Time::Span(start, Some(end)))
}

/// A part of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Year(u16),
    Number(u16),
    Month(u8),
    Season(Option<&'static str>),
    /// `’20`
    ShortYear(u16),
}

/// One date.
fn single(text: &str) -> Option<Moment> {
    let text = text.trim();
    // Of a time of day only the day counts in a CV.
    let is_time = |at: usize| {
        text.is_char_boundary(at) && text.as_bytes().get(at - 1).is_some_and(u8::is_ascii_digit)
    };
    let text = match text.find(['t', ' ']) {
        Some(at) if at == 10 && is_time(at) && text[at + 1..].contains(':') => &text[..at],
        _ => text,
    };
    let (text, about) = match after_word(text, CIRCA) {
        Some(rest) => (rest, Some(ABOUT)),
        None => (text.strip_prefix('~').unwrap_or(text), None),
    };
    let (parts, separator) = parts(text)?;
    let (year, month, day, doubt) = match parts[..] {
        [Part::Year(year)] => (year, None, None, None),
        [Part::Year(year), Part::Number(month)] => (year, Some(month), None, None),
        [Part::Year(year), Part::Number(month), Part::Number(day)] => {
            (year, Some(month), Some(day), None)
        }
        [Part::Number(month), Part::Year(year)] if separator != Some(' ') => {
            (year, Some(month), None, None)
        }
        [Part::Number(one), Part::Number(two), Part::Year(year)] => {
            match separator {
                // Points stand between day, month and year only in this order.
                Some('.') => (year, Some(two), Some(one), None),
                _ if one > 12 => (year, Some(two), Some(one), None),
                _ if two > 12 => (year, Some(one), Some(two), None),
                _ if one == two => (year, Some(one), Some(two), None),
                _ => (year, None, None, Some(DAY_OR_MONTH)),
            }
        }
        [Part::Month(month), Part::Year(year)] | [Part::Year(year), Part::Month(month)] => {
            (year, Some(month.into()), None, None)
        }
        [Part::Month(month), Part::ShortYear(year)] => {
            (year, Some(month.into()), None, Some(SHORT_YEAR))
        }
        [Part::Number(day), Part::Month(month), Part::Year(year)]
        | [Part::Month(month), Part::Number(day), Part::Year(year)]
        | [Part::Year(year), Part::Month(month), Part::Number(day)] => {
            (year, Some(month.into()), Some(day), None)
        }
        [Part::Season(Some(term)), Part::Year(year)]
        | [Part::Year(year), Part::Season(Some(term))] => return of_term(term, &year, about),
        // `WS 2019/20`
        [
            Part::Season(Some(term)),
            Part::Year(year),
            Part::Number(next),
        ] if next == (year + 1) % 100 => {
            return of_term(term, &format_args!("{year}/{next:02}"), about);
        }
        [Part::Season(Some(term)), Part::Year(year), Part::Year(next)] if next == year + 1 => {
            return of_term(term, &format_args!("{year}/{next}"), about);
        }
        [Part::Season(None), Part::Year(year)] | [Part::Year(year), Part::Season(None)] => {
            (year, None, None, Some(SEASON))
        }
        _ => return None,
    };
    dated(year, month, day, doubt.or(about))
}

/// A term of a year, or of one and the next.
fn of_term(
    term: &str,
    years: &dyn std::fmt::Display,
    doubt: Option<&'static str>,
) -> Option<Moment> {
    let date = format!("{term} {years}").parse().ok()?;
    Some(Moment { date, doubt })
}

/// A date of numbers. A zero says that something is not known; what no calendar has is left out with a
/// doubt.
pub(super) fn dated(
    year: u16,
    month: Option<u16>,
    day: Option<u16>,
    doubt: Option<&'static str>,
) -> Option<Moment> {
    let of_year = |doubt| {
        let date = format!("{year:04}").parse().ok()?;
        Some(Moment { date, doubt })
    };
    let Some(month) = month.filter(|month| *month > 0) else {
        return of_year(doubt);
    };
    // Of numbers above 12 some are terms.
    let date = format!("{year:04}-{month:02}").parse::<PartialDate>();
    let Some(date) = date.ok().filter(|date| date.month.is_some()) else {
        return of_year(doubt.or(Some(NO_SUCH_MONTH)));
    };
    let Some(day) = day.filter(|day| *day > 0) else {
        return Some(Moment { date, doubt });
    };
    match format!("{year:04}-{month:02}-{day:02}").parse() {
        Ok(date) => Some(Moment { date, doubt }),
        Err(_) => Some(Moment {
            date,
            doubt: doubt.or(Some(NO_SUCH_DAY)),
        }),
    }
}

/// The parts of a date, and the first sign between them.
fn parts(text: &str) -> Option<(Vec<Part>, Option<char>)> {
    // What begins or ends with a dash has something before or after it.
    if text.trim().starts_with(['-', '/', '.', ',']) || text.trim().ends_with(['-', '/']) {
        return None;
    }
    let mut parts = Vec::new();
    let mut separator = None;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        if parts.len() > 3 {
            return None;
        }
        let is_digit = |c: char| c.is_ascii_digit();
        if is_digit(first) {
            let end = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
            let digits = &rest[..end];
            rest = &rest[end..];
            match (digits.len(), digits.parse::<u32>().ok()?) {
                (1 | 2, number) => parts.push(Part::Number(u16::try_from(number).ok()?)),
                (4, year) => parts.push(Part::Year(u16::try_from(year).ok()?)),
                (8, number) if text.len() == 8 => {
                    parts.push(Part::Year(u16::try_from(number / 10_000).ok()?));
                    parts.push(Part::Number(u16::try_from(number / 100 % 100).ok()?));
                    parts.push(Part::Number(u16::try_from(number % 100).ok()?));
                }
                _ => return None,
            }
            // `1st`, `2nd`, `1er`, and a point or sign after a number of East Asian dates.
            for suffix in [
                "st", "nd", "rd", "th", "er", "º", "年", "月", "日", "년", "월", "일",
            ] {
                if let Some(after) = rest.strip_prefix(suffix)
                    && !after.starts_with(char::is_alphabetic)
                {
                    rest = after;
                    break;
                }
            }
        } else if first.is_alphabetic() {
            let end = rest
                .find(|c: char| !c.is_alphanumeric())
                .unwrap_or(rest.len());
            let word = &rest[..end];
            rest = &rest[end..];
            if let Some(month) = month_of(word) {
                parts.push(Part::Month(month));
            } else if let Some(season) = season_of(word) {
                // `Fall term`, `late spring`
                match parts.last_mut() {
                    Some(Part::Season(before)) => *before = before.or(season),
                    _ => parts.push(Part::Season(season)),
                }
            } else if !FILLERS.contains(&word) {
                return None;
            }
        } else if "'’‘".contains(first) {
            rest = &rest[first.len_utf8()..];
            let digits = rest
                .get(..2)
                .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
            let number: u16 = digits.parse().ok()?;
            rest = &rest[2..];
            if rest.starts_with(is_digit) {
                return None;
            }
            parts.push(Part::ShortYear(if number < 70 {
                2000 + number
            } else {
                1900 + number
            }));
        } else if " \u{a0}\t,./-‑−".contains(first) {
            rest = &rest[first.len_utf8()..];
            if !parts.is_empty() && (separator.is_none() || separator == Some(' ')) {
                separator = Some(first);
            }
        } else {
            return None;
        }
    }
    (!parts.is_empty()).then_some((parts, separator))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(text: &str) -> String {
        let one = |moment: Moment| match moment.doubt {
            Some(_) => format!("{}?", moment.date),
            None => moment.date.to_string(),
        };
        match read(text) {
            None => "-".to_owned(),
            Some(Time::Present) => "present".to_owned(),
            Some(Time::At(moment)) => one(moment),
            Some(Time::Expected(moment)) => format!("expected {}", one(moment)),
            Some(Time::Span(start, None)) => format!("{} to present", one(start)),
            Some(Time::Span(start, Some(end))) => format!("{} to {}", one(start), one(end)),
        }
    }

    #[test]
    fn dates_are_read_in_the_forms_that_people_write() {
        for (text, expected) in [
            ("2020", "2020"),
            ("2020-03", "2020-03"),
            ("2020-3", "2020-03"),
            ("2020-03-14", "2020-03-14"),
            ("2020-3-4", "2020-03-04"),
            ("2020-01-00", "2020-01"),
            ("2020-00-00", "2020"),
            ("20200314", "2020-03-14"),
            ("2020/03", "2020-03"),
            ("2020.03.14", "2020-03-14"),
            ("01/2020", "2020-01"),
            ("1/2020", "2020-01"),
            ("01.2020", "2020-01"),
            ("01-2020", "2020-01"),
            ("14.03.2020", "2020-03-14"),
            ("03.04.2020", "2020-04-03"),
            ("14/03/2020", "2020-03-14"),
            ("03/14/2020", "2020-03-14"),
            ("03/04/2020", "2020?"),
            ("05/05/2020", "2020-05-05"),
            ("2020-03-14T09:00:00Z", "2020-03-14"),
            ("2020-03-14 09:00:00", "2020-03-14"),
            ("2020-03-14T09:00:00.000+02:00", "2020-03-14"),
            ("Jan 2020", "2020-01"),
            ("Jan. 2020", "2020-01"),
            ("January 2020", "2020-01"),
            ("JANUARY, 2020", "2020-01"),
            ("2020 Jan", "2020-01"),
            ("Sept 2020", "2020-09"),
            ("Sep 1, 2020", "2020-09-01"),
            ("1 September 2020", "2020-09-01"),
            ("1st September 2020", "2020-09-01"),
            ("März 2020", "2020-03"),
            ("août 2020", "2020-08"),
            ("enero de 2020", "2020-01"),
            ("Julio 2024", "2024-07"),
            ("janv. 2020", "2020-01"),
            ("déc. 2020", "2020-12"),
            ("styczeń 2020", "2020-01"),
            ("январь 2020", "2020-01"),
            ("maart 2020", "2020-03"),
            ("2020年1月", "2020-01"),
            ("2020年1月15日", "2020-01-15"),
            ("2020년 1월", "2020-01"),
            ("Jan '20", "2020-01?"),
            ("2024 Fall", "2024-fall"),
            ("Summer 2019", "2019-summer"),
            ("otoño de 2019", "2019-autumn"),
            ("Fall term 2019", "2019-fall"),
            ("WS 2019/20", "2019/20-WS"),
            ("Wintersemester 2019/2020", "2019/20-WS"),
            ("Fall 2015 – Spring 2017", "2015-fall to 2017-spring"),
            ("Spring – Fall 2015", "2015-spring to 2015-fall"),
            ("Q3 2015", "2015-Q3"),
            ("1999-35", "1999?"),
            ("Late 2019", "2019?"),
            ("ca. 1843", "1843?"),
            ("2021-13", "2021?"),
            ("2021-02-30", "2021-02?"),
            ("2015-03（1年6个月）", "2015-03?"),
            ("Present", "present"),
            ("now", "present"),
            ("至今", "present"),
            ("Aktuell", "present"),
            ("(present)", "present"),
            ("2019-2021", "2019 to 2021"),
            ("2019–2021", "2019 to 2021"),
            ("2019--2021", "2019 to 2021"),
            ("2019 - 2021", "2019 to 2021"),
            ("2019/2020", "2019 to 2020"),
            ("2019 to 2021", "2019 to 2021"),
            ("2023 - present", "2023 to present"),
            ("2023–", "2023 to present"),
            ("2023 -", "2023 to present"),
            ("since 2023", "2023 to present"),
            ("seit März 2023", "2023-03 to present"),
            ("Julio 2024 – Enero 2026", "2024-07 to 2026-01"),
            ("Jan 2020 - Mar 2021", "2020-01 to 2021-03"),
            ("Jan 2020-Mar 2021", "2020-01 to 2021-03"),
            ("Jan – Mar 2020", "2020-01 to 2020-03"),
            ("05/2019-07/2021", "2019-05 to 2021-07"),
            ("2019-05 – 2021-07", "2019-05 to 2021-07"),
            ("2019.05 ~ 2021.07", "2019-05 to 2021-07"),
            ("Jan 2020 – Mar 2021 · 1 yr 3 mos", "2020-01? to 2021-03"),
            ("Expected May 2028", "expected 2028-05"),
            ("exp. 2028", "expected 2028"),
            ("Ongoing", "present"),
            ("on request", "-"),
            ("3-22/05/2021", "-"),
            ("Julia", "-"),
            ("12 2020", "-"),
            ("9999", "-"),
            ("0999", "-"),
            ("123", "-"),
            ("", "-"),
            ("2019, 2021", "-"),
        ] {
            assert_eq!(shown(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "\\PC{0,40}") {
            let _ = read(&text);
        }

        #[test]
        fn dates_in_the_form_of_the_model_are_themselves(
            year in 1000_u16..3000, month in 1_u8..=12, day in 1_u8..=28,
        ) {
            for text in [
                format!("{year:04}"), format!("{year:04}-{month:02}"), format!("{year:04}-{month:02}-{day:02}"),
            ] {
                let expected = Time::At(Moment { date: text.parse().unwrap(), doubt: None });
                prop_assert_eq!(read(&text), Some(expected));
            }
        }

        #[test]
        fn what_is_written_a_little_wrong_never_panics(
            text in "(Jan|March|2020|20|1|31|00| |-|/|\\.|–|to|present|年|'|\\(|Expected|since|T|:){0,9}",
        ) {
            let _ = read(&text);
        }
    }
}
