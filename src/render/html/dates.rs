//! Dates with what they mean to machines.

use crate::document::Dated;
use crate::model::{End, PartialDate};

use super::markup::Markup;

/// The signs between the two ends of a time, in the languages that Folio has.
const BETWEEN: [&str; 7] = ["–", "—", "~", "～", "至", "迄", "تا"];

/// Appends a date: a `time` for each end that it names.
pub(super) fn push(out: &mut Markup, date: &Dated) {
    let end = match date.end {
        Some(End::On(end)) => Some(end),
        _ => None,
    };
    let found: Vec<(usize, &str)> = BETWEEN
        .iter()
        .flat_map(|sign| date.text.match_indices(sign))
        .collect();
    match found[..] {
        [(at, sign)] => {
            let (first, rest) = date.text.split_at(at);
            let (sign, last) = rest.split_at(sign.len());
            push_half(out, first, date.start);
            out.text(sign);
            push_half(out, last, end);
        }
        // A single date; one that says more than one date means no single one.
        _ => push_half(out, &date.text, date.start.filter(|_| date.end.is_none())),
    }
}

/// Appends one end of a time, the blanks around it outside.
fn push_half(out: &mut Markup, text: &str, date: Option<PartialDate>) {
    let bare = text.trim();
    let Some(date) = date.filter(|_| !bare.is_empty() && years(bare) <= 1) else {
        out.text(text);
        return;
    };
    let before = &text[..text.len() - text.trim_start().len()];
    let after = &text[text.trim_end().len()..];
    out.text(before)
        .leaf("time", &[("datetime", &date.iso())], bare)
        .text(after);
}

/// How many years a text names: one that names several means no single time.
fn years(text: &str) -> usize {
    let numbers = text.split(|c: char| !c.is_numeric());
    numbers.filter(|digits| digits.chars().count() == 4).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{DateStyle, Locale};

    #[test]
    fn each_end_of_a_time_is_one() {
        let date = |text: &str| text.parse::<PartialDate>().ok();
        for (text, start, end, written) in [
            (
                "May 2023",
                "2023-05",
                None,
                r#"<time datetime="2023-05">May 2023</time>"#,
            ),
            (
                "May – June 2023",
                "2023-05",
                Some("2023-06"),
                r#"<time datetime="2023-05">May</time> – <time datetime="2023-06">June 2023</time>"#,
            ),
            (
                "2019 – present",
                "2019",
                Some("present"),
                r#"<time datetime="2019">2019</time> – present"#,
            ),
            (
                "2019, 2021–2023",
                "2019",
                Some("2023"),
                r#"2019, 2021–<time datetime="2023">2023</time>"#,
            ),
            ("Spring", "", None, "Spring"),
            ("2019, 2021", "2019", Some("2021"), "2019, 2021"),
        ] {
            let dated = Dated {
                text: text.to_owned(),
                start: date(start),
                end: end.and_then(|end| end.parse().ok()),
            };
            let mut out = Markup::default();
            push(&mut out, &dated);
            assert_eq!(out.finish(), written);
        }
    }

    #[test]
    fn times_keep_their_words_in_every_language() {
        let end = |text: &str| text.parse::<End>().ok();
        for tag in Locale::tags() {
            let locale = Locale::of(tag);
            for (start, end) in [
                ("2019", end("2021")),
                ("2019-03", end("2019-05")),
                ("2019-03-01", end("2019-03-04")),
                ("2019-03", end("present")),
                ("2019-03", None),
            ] {
                let start = start.parse().ok();
                let range = crate::model::DateRange {
                    start,
                    end,
                    date: None,
                };
                let text = locale.range(DateStyle::Short, range).unwrap_or_default();
                let dated = Dated {
                    text: text.clone(),
                    start,
                    end,
                };
                let mut out = Markup::default();
                push(&mut out, &dated);
                let html = out.finish().replace("&nbsp;", "\u{a0}");
                assert!(html.contains("<time"), "{tag}: {html}");
                let bare: String = html
                    .split('<')
                    .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
                    .collect();
                assert_eq!(bare, text, "{tag}");
            }
        }
    }
}
