//! Dates and ranges written out.

use super::Labels;
use crate::markup::plain;
use crate::model::{DateRange, End, PartialDate, Times, When, YearSpan};

/// Space between the parts of a date, at which no line breaks.
const JOIN: char = '\u{a0}';

/// "14 Mar 2021", "Mar 2021" or "2021".
pub fn date(date: PartialDate, labels: &Labels) -> String {
    written(date, &labels.months_short)
}

/// "14 March 2021", "March 2021" or "2021".
pub fn long_date(date: PartialDate, labels: &Labels) -> String {
    written(date, &labels.months)
}

fn written(date: PartialDate, months: &[&str; 12]) -> String {
    let mut out = String::new();
    if let Some(day) = date.day {
        out.push_str(&format!("{day}{JOIN}"));
    }
    if let Some(month) = month_name(date, months) {
        out.push_str(month);
        out.push(JOIN);
    }
    out.push_str(&date.year.to_string());
    out
}

fn month_name<'a>(date: PartialDate, months: &[&'a str; 12]) -> Option<&'a str> {
    date.month
        .and_then(|month| months.get(usize::from(month).checked_sub(1)?))
        .copied()
}

/// The time of an entry as it prints.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// What stands in the place of dates.
    pub beside: Option<String>,
    /// What stands in the heading: other dates, each with a word that says what it is.
    pub heading: Vec<String>,
}

/// The time of an entry, written out; nothing of fields that contradict each other, which `source`
/// reports.
pub fn times(times: Times, labels: &Labels) -> Written {
    let meaning = times.meaning().unwrap_or_default();
    let beside = match meaning.when {
        When::Unknown => None,
        When::Range(dates) => range(dates, labels),
        When::Expected(dates) => {
            range(dates, labels).map(|written| labels.expected.replace("{date}", &written))
        }
        When::Years(spans) => years(spans),
        When::Words(words) => Some(plain(&words.join(", "))),
    };
    let mut heading = vec![plain(&meaning.words.join(", "))];
    for (template, day) in [
        ("awarded {date}", meaning.awarded),
        ("expected {date}", meaning.expected),
    ] {
        let written = day.map(|day| labels.word(template).replace("{date}", &date(day, labels)));
        heading.extend(written);
    }
    heading.retain(|part| !part.is_empty());
    Written { beside, heading }
}

/// A range as it stands beside an entry: "May 2023 – present", "Jan – May 2023", "2014 – 2017".
///
/// A start alone reads "from 2021", which says nothing about the end. `None` when nothing is known.
pub fn range(dates: DateRange, labels: &Labels) -> Option<String> {
    let text = match (dates.start, dates.end) {
        (Some(start), Some(End::Present)) => {
            format!("{}{JOIN}– {}", date(start, labels), labels.present)
        }
        (Some(start), Some(End::On(end))) => span(start, end, labels),
        (Some(start), None) => match dates.date {
            Some(end) => span(start, end, labels),
            None => labels.from.replace("{date}", &date(start, labels)),
        },
        (None, Some(End::Present)) => labels.present.to_owned(),
        (None, Some(End::On(end))) => labels.until.replace("{date}", &date(end, labels)),
        (None, None) => date(dates.date?, labels),
    };
    Some(text)
}

fn span(start: PartialDate, end: PartialDate, labels: &Labels) -> String {
    if start == end {
        return date(end, labels);
    }
    // A year that both have is written once, at the end, if the months tell them apart.
    let shortened = (start.year == end.year && start.month.is_some() && end.month.is_some())
        .then(|| month_name(start, &labels.months_short))
        .flatten();
    let first = match (shortened, start.day) {
        (Some(_), Some(day)) if start.month == end.month && end.day.is_some() => day.to_string(),
        (Some(month), Some(day)) => format!("{day}{JOIN}{month}"),
        (Some(month), None) if start.month != end.month => month.to_owned(),
        _ => date(start, labels),
    };
    format!("{first}{JOIN}– {}", date(end, labels))
}

/// Years in a line, runs joined: "2019, 2021–2023". Sorted, neighbours merged.
pub fn years(spans: &[YearSpan]) -> Option<String> {
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
    let text = |span: &YearSpan| match span.last - span.first {
        0 => span.first.to_string(),
        _ => format!("{}–{}", span.first, span.last),
    };
    (!merged.is_empty()).then(|| merged.iter().map(text).collect::<Vec<_>>().join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(start: &str, end: &str) -> String {
        let parse = |text: &str| (!text.is_empty()).then(|| text.parse().unwrap());
        let end = (!end.is_empty()).then(|| end.parse().unwrap());
        let labels = Labels::for_tag("en").unwrap();
        range(
            DateRange {
                start: parse(start),
                end,
                date: None,
            },
            labels,
        )
        .unwrap_or_default()
        .replace(JOIN, " ")
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
        assert_eq!(years(&spans).unwrap(), "2019, 2021–2023");
        assert_eq!(years(&[]), None);
    }
}
