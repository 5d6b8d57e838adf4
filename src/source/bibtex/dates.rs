//! Dates as bibliographies write them: EDTF as BibLaTeX reads it (biblatex manual, 2.3.8), years with remarks, months by
//! name and number, seasons, and words that are a status.

use super::months::{Month, month, season_name};
use super::{status, verbatim};
use crate::model::{PartialDate, PublicationStatus, Term};

/// What the fields of a date say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct When {
    /// The date by which the work is sorted: the beginning of a range.
    pub date: Option<PartialDate>,
    /// The date in words, where a year does not say it: `Spring 2013`, `2021/2022`, `c. 1999`.
    pub period: Option<String>,
    /// The date in EDTF, where it says more than `date`.
    pub edtf: Option<String>,
    /// The status that stands in place of a date, or beside it.
    pub status: Option<PublicationStatus>,
    /// What could not be read, each with the name of its field and what is wrong.
    pub unread: Vec<(&'static str, String)>,
}

/// Reads the date of an entry from the fields `date` or `year`, `month` and `day`, as they are written.
pub fn when(
    date: Option<&str>,
    year: Option<&str>,
    month: Option<&str>,
    day: Option<&str>,
) -> When {
    let mut when = When::default();
    let (field, written) = match (date, year) {
        (Some(date), _) => ("date", date),
        (None, Some(year)) => ("year", year),
        (None, None) => {
            if let Some(month) = month {
                when.unread.push((
                    "month",
                    format!("`{}` stands without a year and is not read", plain(month)),
                ));
            }
            return when;
        }
    };
    let text = plain(written);
    if !edtf(&text, &mut when) {
        words(field, &text, &mut when);
    }
    if let (Some(found), Some(month)) = (when.date, month) {
        with_month(found, &plain(month), day.map(plain), &mut when);
    } else if let (Some(found), Some(day)) = (when.date, day) {
        if found.day.is_none() {
            when.unread.push((
                "day",
                format!("`{}` stands without a month and is not read", plain(day)),
            ));
        }
    } else if when.date.is_none()
        && when.status.is_none()
        && month.is_some()
        && when.unread.is_empty()
    {
        when.unread.push((
            "month",
            "a month stands without a year and is not read".to_owned(),
        ));
    }
    when
}

/// A value as text: commands, braces and hard spaces away.
fn plain(source: &str) -> String {
    let spaced = source
        .replace("\\slash", "/")
        .replace('~', " ")
        .replace("\\,", " ")
        .replace("\\ ", " ");
    // `~` means "about" at the end of a date of EDTF, a space elsewhere.
    let about = source.trim_end().ends_with('~') && !source.trim_end().ends_with("\\~");
    let text = verbatim::cleaned(&spaced).unwrap_or_else(|| {
        spaced
            .chars()
            .filter(|c| !matches!(c, '{' | '}' | '\\' | '$'))
            .collect()
    });
    let mut text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if about {
        text.push('~');
    }
    text
}

/// One date of EDTF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Point {
    date: PartialDate,
    season: Option<u8>,
    is_about: bool,
    is_uncertain: bool,
    is_open: bool,
}

fn point(text: &str) -> Option<Point> {
    let mut bare = text.trim();
    let (mut is_about, mut is_uncertain) = (false, false);
    while let Some(last) = bare.chars().next_back() {
        match last {
            '~' => is_about = true,
            '?' => is_uncertain = true,
            '%' => (is_about, is_uncertain) = (true, true),
            _ => break,
        }
        bare = &bare[..bare.len() - 1];
    }
    // A time after the day is no matter of a bibliography.
    let bare = match bare.split_once(['T', ' ']) {
        Some((day, time)) if time.contains(':') => day,
        _ => bare,
    };
    let mut parts: Vec<&str> = bare.split('-').collect();
    // Digits that are not known: `201X`, `2004-XX`.
    let unknown = |part: &str| part.chars().all(|c| matches!(c, 'X' | 'x' | 'u' | 'U'));
    while parts.len() > 1 && parts.last().is_some_and(|part| unknown(part)) {
        parts.pop();
    }
    let year: String = parts
        .first()?
        .chars()
        .map(|c| {
            if matches!(c, 'X' | 'x' | 'u' | 'U') {
                '0'
            } else {
                c
            }
        })
        .collect();
    is_about |= year != parts[0];
    let season = match parts[1..] {
        [season] if season.len() == 2 => season
            .parse::<u8>()
            .ok()
            .filter(|number| season_name(*number).is_some()),
        _ => None,
    };
    let date = match season {
        Some(_) => year.parse().ok()?,
        None => [&[year.as_str()], &parts[1..]]
            .concat()
            .join("-")
            .parse()
            .ok()?,
    };
    Some(Point {
        date,
        season,
        is_about,
        is_uncertain,
        is_open: false,
    })
}

/// Reads a date or a range of EDTF; tells whether it is one.
fn edtf(text: &str, when: &mut When) -> bool {
    let open = |text: &str| matches!(text.trim(), "" | "..");
    let (first, second) = match text.split_once('/') {
        Some((first, second)) => (first, Some(second)),
        None => (text, None),
    };
    let Some(mut begin) = point(if open(first) {
        second.unwrap_or_default()
    } else {
        first
    }) else {
        return false;
    };
    let end = match second {
        Some(second) if open(second) || open(first) => {
            begin.is_open = true;
            None
        }
        Some(second) => match point(second) {
            Some(end) => Some(end),
            None => return false,
        },
        None => None,
    };
    let term = begin
        .season
        .and_then(|number| of_term(begin.date.year, number));
    let says_more = end.is_some()
        || begin.season.is_some() && term.is_none()
        || begin.is_about
        || begin.is_uncertain
        || begin.is_open;
    if !says_more {
        when.date = term.or(Some(begin.date));
        return true;
    }
    when.date = Some(begin.date);
    when.edtf = Some(text.trim().to_owned());
    when.period = match end {
        Some(end)
            if end.date.year != begin.date.year
                || end.season.is_some()
                || begin.season.is_some() =>
        {
            Some(format!("{}/{}", said(begin), said(end)))
        }
        Some(_) => None,
        None if begin.is_open => None,
        None => Some(said(begin)),
    };
    true
}

/// A season or a quarter of a year, by its number in EDTF; none of those of one half of the earth.
fn of_term(year: u16, number: u8) -> Option<PartialDate> {
    let term = Term::of_edtf(&number.to_string())?;
    Some(PartialDate {
        term: Some(term),
        ..PartialDate::year(year)
    })
}

fn said(point: Point) -> String {
    let season = point
        .season
        .and_then(season_name)
        .map(|season| format!("{season} "))
        .unwrap_or_default();
    let about = if point.is_about { "c. " } else { "" };
    let uncertain = if point.is_uncertain { "?" } else { "" };
    format!("{about}{season}{}{uncertain}", point.date.year)
}

/// Reads a year among words: `2023, (SCIE Q1)`, `2010 [submitted]`, `c. 1999`, `Spring 2013`, `in press`.
fn words(field: &'static str, text: &str, when: &mut When) {
    let Some((year, range)) = year_in(text) else {
        when.status = status::alone(text);
        let lower = text.to_lowercase();
        let letters: String = lower.chars().filter(|c| c.is_alphanumeric()).collect();
        // Words that say themselves that there is no date.
        let says_none = matches!(
            letters.as_str(),
            "nd" | "nodate" | "undated" | "sd" | "oj" | "na" | "none" | "unknown"
        );
        if when.status.is_none() && !says_none {
            when.unread
                .push((field, format!("`{text}` is no date; the paper is undated")));
        }
        return;
    };
    when.date = Some(PartialDate::year(year));
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let trimmed = |text: &str| {
        text.trim_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '(' | ')' | '[' | ']' | ',' | ';' | '.' | ':' | '-' | '–' | '{' | '}' | '©'
                )
        })
        .to_owned()
    };
    let (lead, rest) = (trimmed(before), trimmed(after));
    let lead_lower = lead.to_lowercase();
    // `c. 1999` is about, `c1999` the sign of a copyright.
    let is_about = before.ends_with([' ', '.', '~'])
        && matches!(
            lead_lower.as_str(),
            "c" | "ca" | "circa" | "about" | "around" | "approx" | "~"
        );
    let is_only_sign = |text: &str| {
        text.is_empty() || matches!(text.to_lowercase().as_str(), "c" | "copyright" | "cop")
    };
    // `2013-2014`, `2013--14`: a second year.
    let more = after.trim_start_matches([' ', '-', '–', '/']);
    let digits: String = more.chars().take_while(char::is_ascii_digit).collect();
    let joins = after.trim_start().starts_with(['-', '–', '/']);
    let second = match digits.len() {
        4 => digits.parse::<u16>().ok(),
        2 => digits.parse::<u16>().ok().map(|end| year / 100 * 100 + end),
        _ => None,
    };
    if let (true, Some(end)) = (joins, second.filter(|end| *end > year && *end < 3000)) {
        let last = trimmed(&more[digits.len()..]);
        if is_only_sign(&lead) && last.is_empty() {
            when.period = Some(format!("{year}–{end}"));
            when.edtf = Some(format!("{year}/{end}"));
            return;
        }
    }
    if is_about && rest.is_empty() {
        when.period = Some(format!("c. {year}"));
        when.edtf = Some(format!("{year}~"));
        return;
    }
    if matches!(rest.as_str(), "?" | "~") && is_only_sign(&lead) {
        edtf(&format!("{year}{rest}"), when);
        return;
    }
    let said = [lead.as_str(), &rest]
        .into_iter()
        .filter(|part| !is_only_sign(part))
        .collect::<Vec<_>>()
        .join(" ");
    if said.is_empty() {
        return;
    }
    if let Some(status) = status::alone(&said) {
        when.status = Some(status);
        return;
    }
    // `Spring 2013`, `May 3, 2015`: what a month says may stand beside the year.
    if let Some(month) = month(&said) {
        with_read_month(PartialDate::year(year), month, None, when);
        return;
    }
    when.unread.push((
        field,
        format!("of `{text}` the year {year} counts; `{said}` is not read"),
    ));
}

/// The first year from 1000 to 2999 that stands as a number of its own in a text, and where.
fn year_in(text: &str) -> Option<(u16, std::ops::Range<usize>)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = at
            + bytes[at..]
                .iter()
                .take_while(|byte| byte.is_ascii_digit())
                .count();
        if let Ok(year @ 1000..3000) = text[at..end].parse::<u16>()
            && end - at == 4
        {
            return Some((year, at..end));
        }
        at = end;
    }
    None
}

/// Adds what the fields `month` and `day` say to a date.
fn with_month(found: PartialDate, text: &str, day: Option<String>, when: &mut When) {
    if found.month.is_some() {
        return;
    }
    match (month(text), day.as_deref().map(str::parse::<u8>)) {
        (Some(month), Some(Ok(day))) => with_read_month(found, month, Some(day), when),
        (Some(month), Some(Err(_))) => {
            let day = day.unwrap_or_default();
            when.unread
                .push(("day", format!("`{day}` is no day; the month counts alone")));
            with_read_month(found, month, None, when);
        }
        (Some(month), None) => with_read_month(found, month, None, when),
        (None, _) => match status::alone(text) {
            Some(status) => when.status = when.status.or(Some(status)),
            None => when.unread.push((
                "month",
                format!("`{text}` is no month; the year counts alone"),
            )),
        },
    }
}

fn with_read_month(found: PartialDate, month: Month, day: Option<u8>, when: &mut When) {
    let year = found.year;
    match month {
        Month::Season(number) => match of_term(year, number) {
            Some(term) => when.date = Some(term),
            None => {
                let name = season_name(number).unwrap_or_default();
                when.period = Some(format!("{name} {year}"));
                when.edtf = Some(format!("{year}-{number}"));
            }
        },
        Month::Months {
            first,
            day: beside,
            last,
        } => {
            let dated = |year: u16, month: u8, day: Option<u8>| -> Option<PartialDate> {
                let day = day.map(|day| format!("-{day:02}")).unwrap_or_default();
                format!("{year}-{month:02}{day}").parse().ok()
            };
            let day = day.or(beside);
            let begin = dated(year, first, day).or_else(|| {
                let day = day.unwrap_or_default();
                when.unread.push((
                    "day",
                    format!("that month has no day {day}; the month counts alone"),
                ));
                dated(year, first, None)
            });
            when.date = begin.or(when.date);
            if let (Some(begin), Some((month, day))) = (begin, last) {
                // Over the turn of the year: `December/January`.
                let year = if month < first { year + 1 } else { year };
                if let Some(end) = dated(year, month, day)
                    && end != begin
                {
                    when.edtf = Some(format!("{begin}/{end}"));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(date: &str, year: &str, month: &str, day: &str) -> String {
        let given = |text: &'static str| (!text.is_empty()).then_some(text);
        let leak = |text: &str| given(Box::leak(text.to_owned().into_boxed_str()));
        let when = when(leak(date), leak(year), leak(month), leak(day));
        let mut said: Vec<String> = Vec::new();
        said.extend(when.date.map(|date| date.to_string()));
        said.extend(when.period.map(|period| format!("[{period}]")));
        said.extend(when.edtf.map(|edtf| format!("={edtf}")));
        said.extend(when.status.map(|status| format!("{status:?}")));
        said.extend(
            when.unread
                .into_iter()
                .map(|(field, _)| format!("!{field}")),
        );
        said.join(" ")
    }

    #[test]
    fn dates() {
        for (date, expected) in [
            ("2012-21", "2012-spring"),
            ("2012-24", "2012-winter"),
            ("2012-34", "2012-Q2"),
            ("2008-03/2008-06", "2008-03 =2008-03/2008-06"),
            ("2008/2010", "2008 [2008/2010] =2008/2010"),
            (
                "2008-21/2008-23",
                "2008 [Spring 2008/Autumn 2008] =2008-21/2008-23",
            ),
            ("2008/", "2008 =2008/"),
            ("2008/..", "2008 =2008/.."),
            ("../2008", "2008 =../2008"),
            ("2017~", "2017 [c. 2017] =2017~"),
            ("2017?", "2017 [2017?] =2017?"),
            ("2017%", "2017 [c. 2017?] =2017%"),
            ("201X", "2010 [c. 2010] =201X"),
            ("2004-XX", "2004"),
            ("2021-05-04T10:00:00Z", "2021-05-04"),
            ("2021-05", "2021-05"),
            ("2021-13", "2021 !date"),
            ("around noon", "!date"),
        ] {
            assert_eq!(read(date, "", "", ""), expected, "{date}");
        }
    }

    #[test]
    fn years() {
        for (year, expected) in [
            ("2023, (SCIE Q1)", "2023 !year"),
            ("2010 [submitted]", "2010 UnderReview"),
            ("{2010}", "2010"),
            ("2021/2022", "2021 [2021/2022] =2021/2022"),
            ("2013-2014", "2013 [2013–2014] =2013/2014"),
            ("2013--14", "2013 [2013–2014] =2013/2014"),
            ("c. 1999", "1999 [c. 1999] =1999~"),
            ("circa 1999", "1999 [c. 1999] =1999~"),
            ("c1999", "1999"),
            ("[1999]", "1999"),
            ("\\copyright 1999", "1999"),
            ("1999?", "1999 [1999?] =1999?"),
            ("Spring 2013", "2013-spring"),
            ("May 2013", "2013-05"),
            ("May 3, 2013", "2013-05-03"),
            ("2019 (to appear)", "2019 Accepted"),
            ("2019, in press", "2019 InPress"),
            ("in press", "InPress"),
            ("In~press", "InPress"),
            ("forthcoming", "Accepted"),
            ("to appear", "Accepted"),
            ("submitted", "UnderReview"),
            ("in preparation", "InPreparation"),
            ("n.d.", ""),
            ("No date", ""),
            ("98", "!year"),
        ] {
            assert_eq!(read("", year, "", ""), expected, "{year}");
        }
    }

    #[test]
    fn months() {
        for (month, day, expected) in [
            ("May", "", "2015-05"),
            ("Sept.", "", "2015-09"),
            ("05", "3", "2015-05-03"),
            ("9~December", "", "2015-12-09"),
            ("August\\slash September", "", "2015-08 =2015-08/2015-09"),
            ("Oct/Nov", "", "2015-10 =2015-10/2015-11"),
            ("Dec/Jan", "", "2015-12 =2015-12/2016-01"),
            ("June 3--5", "", "2015-06-03 =2015-06-03/2015-06-05"),
            ("3--5 June", "", "2015-06-03 =2015-06-03/2015-06-05"),
            ("30 May -- 2 June", "", "2015-05-30 =2015-05-30/2015-06-02"),
            ("July 4th", "", "2015-07-04"),
            ("Spring", "", "2015-spring"),
            ("Fall", "", "2015-autumn"),
            ("März", "", "2015-03"),
            ("mars", "", "2015-03"),
            ("noon", "", "2015 !month"),
            ("13", "", "2015 !month"),
            ("February", "30", "2015-02 !day"),
            ("February", "x", "2015-02 !day"),
            ("", "3", "2015 !day"),
        ] {
            assert_eq!(read("", "2015", month, day), expected, "{month} {day}");
        }
        assert_eq!(read("", "", "May", ""), "!month");
    }
}
