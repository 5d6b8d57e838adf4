//! What the languages say, held against CLDR.
//!
//! `tests/fixtures/cldr.mjs` writes what CLDR has into a file. Where Folio means to say another thing, a table
//! says so and why; a difference that is not in it fails, and so does one in it that is none.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;

use super::catalogue::FILES;
use super::{Category, DateStyle, Locale, Message};
use crate::model::{DateRange, End, PartialDate, YearSpan};

#[derive(Deserialize)]
pub(super) struct Cldr {
    pub(super) counts: Vec<u64>,
    codes: Vec<String>,
    pub(super) languages: BTreeMap<String, BTreeMap<String, Vec<String>>>,
}

/// Where Folio differs: topics, tags and why.
const MEANT: &[(&str, &str, &str)] = &[
    (
        "range-years",
        "en en-GB en-US id pt-BR sk",
        "the dash between two years has no spaces in any language",
    ),
    (
        "numeric-day numeric-month",
        "bg",
        "dates in numbers have no abbreviation of the year, as tables have none",
    ),
    (
        "range-in-year",
        "de el es fr he hi hu id is it nl ro tr",
        "the dash has the spaces of the other ranges in its column",
    ),
    (
        "range-months range-in-year range-days range-days-in-year",
        "ko",
        "the tilde has the spaces of a range of years",
    ),
    (
        "range-years",
        "hu zh-Hant",
        "years have what they have alone: a full stop, 年",
    ),
    (
        "range-in-year",
        "hr pl sk",
        "the year stands once, as with days",
    ),
    (
        "range-days-in-year range-in-month",
        "cs sk",
        "the year stands once, as other languages have it",
    ),
    (
        "range-days",
        "cs",
        "days of ranges are written as other days are",
    ),
    (
        "range-days range-days-in-year range-in-month",
        "hr it",
        "days of ranges are written as other days are, without a zero",
    ),
    (
        "range-months range-in-year range-days range-days-in-year range-in-month",
        "ja zh-Hans zh-Hant",
        "dates of ranges are written as other dates are, not as numbers with slashes",
    ),
    (
        "range-days range-days-in-year",
        "he",
        "days of ranges have the prefix of other days",
    ),
    (
        "month day range-months range-in-year range-days range-days-in-year range-in-month",
        "bg ru uk",
        "short dates have no abbreviation of the year, as tables have none",
    ),
    (
        "year range-years",
        "bg",
        "short dates have no abbreviation of the year, as tables have none",
    ),
    (
        "month day range-months range-in-year range-days range-days-in-year range-in-month",
        "ca pt pt-BR",
        "short dates have names of months and no \"de\", as references have them",
    ),
    (
        "month range-months range-in-year",
        "cs fi",
        "short dates are numbers throughout, as CVs have them",
    ),
    (
        "month day range-months range-in-year range-days range-days-in-year range-in-month",
        "vi",
        "short dates are numbers throughout, as CVs have them",
    ),
    (
        "long-day first-day",
        "vi",
        "long dates have the words for day and year, as letters have them",
    ),
    (
        "day range-months range-in-year range-days range-days-in-year range-in-month",
        "eu",
        "short dates have no endings, which depend on the number",
    ),
    (
        "day range-days range-days-in-year range-in-month",
        "pl",
        "May of a day is in the genitive, as the other months are",
    ),
    (
        "first-day",
        "fr pt-BR",
        "the first of a month is an ordinal",
    ),
    (
        "month day range-days range-days-in-year",
        "en en-GB en-US",
        "the Chicago Manual of Style's months",
    ),
    (
        "range-months",
        "en-US",
        "the Chicago Manual of Style's months",
    ),
    (
        "USD JPY",
        "en en-GB",
        "dollars and yen are those of the world, not of another country",
    ),
    (
        "and",
        "fa",
        "no comma before the word, as the Academy of Persian has it",
    ),
    (
        "and",
        "uk",
        "the word that does not depend on the letters around it",
    ),
    (
        "plurals",
        "ca es fr it pt pt-BR",
        "no CV counts whole millions, which have a category of their own",
    ),
];

pub(super) fn cldr() -> Cldr {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cldr.json");
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// A text with spaces of one kind, and without marks of direction, which renderers see to.
pub(super) fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}', '\u{2009}'], " ")
        .replace(['\u{200e}', '\u{200f}', '\u{61c}'], "")
}

fn date(written: &str) -> PartialDate {
    written.parse().unwrap()
}

fn range(locale: &Locale, start: &str, end: &str) -> Vec<String> {
    let range = DateRange {
        start: Some(date(start)),
        end: Some(End::On(date(end))),
        date: None,
    };
    vec![locale.range(DateStyle::Short, range).unwrap()]
}

/// The categories of numbers, a letter each.
fn categories(of: impl Fn(u64) -> Category, counts: &[u64]) -> Vec<String> {
    let letter = |count: &u64| match of(*count) {
        Category::Zero => '0',
        Category::One => '1',
        Category::Two => '2',
        Category::Few => 'f',
        Category::Many => 'm',
        Category::Other => 'x',
    };
    vec![counts.iter().map(letter).collect()]
}

/// What Folio says on the topics of the file.
fn said(locale: &Locale, cldr: &Cldr) -> BTreeMap<&'static str, Vec<String>> {
    let months = |day: &str, write: &dyn Fn(PartialDate) -> String| -> Vec<String> {
        let dates = (1..=12).map(|month| date(&format!("2023-{month:02}{day}")));
        dates.map(write).collect()
    };
    let money = |currency| ["2000000", "900"].map(|amount| locale.money(amount, currency));
    let name = |code: &String| {
        let message = super::Family::Language.message(code).unwrap();
        locale.word(message)
    };
    let numbers = ["1234", "12345", "1234567", "0.5"];
    BTreeMap::from([
        ("year", vec![locale.date(date("2023"))]),
        ("month", months("", &|date| locale.date(date))),
        ("day", months("-03", &|date| locale.date(date))),
        ("long-month", months("", &|date| locale.long_date(date))),
        ("long-day", months("-03", &|date| locale.long_date(date))),
        (
            "numeric-month",
            months("", &|date| locale.date_in(DateStyle::Numeric, date)),
        ),
        (
            "numeric-day",
            months("-03", &|date| locale.date_in(DateStyle::Numeric, date)),
        ),
        ("first-day", vec![locale.long_date(date("2023-09-01"))]),
        ("range-years", range(locale, "2014", "2017")),
        ("range-months", range(locale, "2022-09", "2024-05")),
        ("range-in-year", range(locale, "2023-01", "2023-05")),
        ("range-days", range(locale, "2022-05-03", "2024-06-02")),
        (
            "range-days-in-year",
            range(locale, "2023-05-30", "2023-06-02"),
        ),
        ("range-in-month", range(locale, "2023-05-03", "2023-05-05")),
        (
            "and",
            vec![locale.all(&["A", "B"]), locale.all(&["A", "B", "C"])],
        ),
        (
            "plurals",
            categories(|count| locale.category(count), &cldr.counts),
        ),
        (
            "numbers",
            numbers
                .map(|number| locale.number(number).unwrap())
                .to_vec(),
        ),
        ("percent", vec![locale.percent("25")]),
        ("EUR", money("EUR").to_vec()),
        ("USD", money("USD").to_vec()),
        ("GBP", money("GBP").to_vec()),
        ("JPY", money("JPY").to_vec()),
        ("CHF", money("CHF").to_vec()),
        ("languages", cldr.codes.iter().map(name).collect()),
    ])
}

#[test]
fn languages_say_what_cldr_says_or_mean_not_to() {
    let cldr = cldr();
    let mut wrong = Vec::new();
    let mut meant = Vec::new();
    for file in &FILES {
        let locale = Locale::for_tag(file.tag).unwrap();
        let theirs = cldr.languages.get(file.tag);
        let theirs = theirs.unwrap_or_else(|| panic!("run cldr.mjs: it has no `{}`", file.tag));
        for (topic, ours) in said(locale, &cldr) {
            let ours: Vec<String> = ours.iter().map(|text| plain(text)).collect();
            let theirs: Vec<String> = theirs[topic].iter().map(|text| plain(text)).collect();
            let row = |(topics, tags, _): &(&str, &str, &str)| {
                topics.split(' ').any(|one| one == topic)
                    && tags.split(' ').any(|tag| tag == file.tag)
            };
            let rows = MEANT.iter().filter(|one| row(one)).count();
            meant.push((topic, file.tag));
            match (ours == theirs, rows) {
                (true, 0) | (false, 1) => {}
                (true, _) => wrong.push(format!("{} {topic}: differs no longer", file.tag)),
                (false, 0) => {
                    let pairs = ours
                        .iter()
                        .zip(&theirs)
                        .filter(|(ours, theirs)| ours != theirs);
                    let pairs: Vec<String> = pairs
                        .map(|(ours, theirs)| format!("{ours} | {theirs}"))
                        .collect();
                    wrong.push(format!("{} {topic}: {}", file.tag, pairs.join("; ")));
                }
                (false, _) => wrong.push(format!("{} {topic}: in two rows", file.tag)),
            }
        }
    }
    for (topics, tags, reason) in MEANT {
        for (topic, tag) in topics
            .split(' ')
            .flat_map(|topic| tags.split(' ').map(move |tag| (topic, tag)))
        {
            if !meant.contains(&(topic, tag)) {
                wrong.push(format!("{tag} {topic}: nothing of this name ({reason})"));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn numbers_of_one_ordinal_category_have_one_ending() {
    let cldr = cldr();
    for file in &FILES {
        let locale = Locale::for_tag(file.tag).unwrap();
        let mut endings: BTreeMap<char, String> = BTreeMap::new();
        let letters = cldr.languages[file.tag]["ordinals"][0].chars();
        for (letter, count) in letters.zip(&cldr.counts) {
            let ending = locale.ordinal(*count).replace(&count.to_string(), "#");
            let first = endings.entry(letter).or_insert_with(|| ending.clone());
            assert_eq!(*first, ending, "{}: {count}", file.tag);
        }
    }
}

/// What a language says of dates, ranges, lists, counts, numbers and amounts, a line for each.
fn grammar(locale: &Locale) -> String {
    let date = |date: &str| date.parse().unwrap();
    let dates = |written: &[&str], long: bool| {
        let written = written.iter().map(|one| match long {
            true => locale.long_date(date(one)),
            false => locale.date(date(one)),
        });
        written.collect::<Vec<_>>().join(" · ")
    };
    let span = |start: &str, end: &str| {
        let end = match end {
            "" => None,
            "present" => Some(End::Present),
            end => Some(End::On(date(end))),
        };
        let start = (!start.is_empty()).then(|| date(start));
        let range = DateRange {
            start,
            end,
            date: None,
        };
        locale.range(DateStyle::Short, range).unwrap()
    };
    let spans = |spans: &[(&str, &str)]| {
        let spans = spans.iter().map(|(start, end)| span(start, end));
        spans.collect::<Vec<_>>().join(" · ")
    };
    let counts = |message, counts: &[u64]| {
        let counts = counts.iter().map(|count| locale.count(message, *count));
        counts.collect::<Vec<_>>().join(" · ")
    };
    let filled = |message| locale.fill(message, &[("date", &locale.date(date("2027-05")))]);
    let years: Vec<YearSpan> = ["2019", "2021-2023"]
        .map(|span| span.parse().unwrap())
        .to_vec();
    let days = ["2023", "2023-05", "2023-05-01", "2023-09-14"];
    let months = ["2023-05", "2023-05-01", "2023-09-14"];
    let ordinals = [1, 2, 3, 4, 7, 11, 22].map(|number| locale.ordinal(number));
    let amounts = ["EUR", "USD", "GBP", "JPY", "CHF"].map(|code| locale.money("1234567.50", code));
    let lists = [
        locale.all(&["A", "B"]),
        locale.all(&["A", "B", "C"]),
        locale.list(&["A", "B", "C"]),
    ];
    let signs = [
        locale.parts(&["A", "B"]),
        locale.clauses(&["A", "B"]),
        locale.labelled("A", "B")
            + &locale.stop()
            + &locale.between(Message::JoinSentences)
            + &locale.quote("A"),
        "A".to_owned() + &locale.aside("B"),
    ];
    let lines = [
        dates(&days, false),
        dates(&months, true),
        spans(&[
            ("2014", "2017"),
            ("2022-09", "2024-05"),
            ("2023-01", "2023-05"),
        ]),
        spans(&[
            ("2023-05-03", "2023-05-05"),
            ("2023-05-30", "2023-06-02"),
            ("2022-12-30", "2023-01-02"),
        ]),
        spans(&[
            ("2021", "present"),
            ("2021-05", "present"),
            ("2021", ""),
            ("2021-05", ""),
            ("", "2021"),
            ("", "2021-05"),
        ]),
        [
            Message::Expected,
            Message::Awarded,
            Message::ExpectedOn,
            Message::ValidUntil,
        ]
        .map(filled)
        .join(" · "),
        locale.years(&years).unwrap(),
        counts(Message::Cited, &[0, 1, 2, 3, 5, 11, 21, 22, 100, 1000]),
        counts(Message::Students, &[1, 2, 3, 5, 11, 21, 22, 100]),
        lists.join(" · "),
        signs.join(" · "),
        ordinals.join(" · "),
        amounts.join(" · "),
        [locale.percent("12.5"), locale.number_range("5", "9")].join(" · "),
    ];
    // Spaces that cannot be seen: no-break and narrow.
    lines
        .join("\n")
        .replace('\u{a0}', "_")
        .replace('\u{202f}', "~")
}

#[test]
fn grammar_of_every_language() {
    let languages = FILES.iter().map(|file| {
        let locale = Locale::for_tag(file.tag).unwrap();
        format!("{} {}\n{}\n", file.tag, locale.name(), grammar(locale))
    });
    insta::assert_snapshot!(languages.collect::<Vec<_>>().join("\n"));
}
