//! What the file of CLDR says, held against ICU4X: two programs that read CLDR, ICU 78 with CLDR 48 and ICU4X 2.4 with
//! CLDR 49, say the same. Where they do not, a table says why.

use std::collections::BTreeMap;

use icu_datetime::fieldsets::{Y, YM, YMD};
use icu_datetime::input::Date;
use icu_datetime::options::YearStyle;
use icu_datetime::range::DateRangeFormatter;
use icu_datetime::{DateTimeFormatter, DateTimeFormatterPreferences};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_list::ListFormatter;
use icu_list::options::ListFormatterOptions;
use icu_locale_core::Locale as Tag;
use icu_plurals::{PluralCategory, PluralRules};

use crate::panics::caught;

use super::Locale;
use super::oracle::{Cldr, cldr, plain};

macro_rules! dates {
    ($tag:expr, $fields:expr) => {{
        let formatter =
            DateTimeFormatter::try_new(DateTimeFormatterPreferences::from($tag), $fields).unwrap();
        move |year: i32, month: u8, day: u8| {
            let date = Date::try_new_iso(year, month, day).unwrap();
            caught(|| formatter.format(&date).to_string()).unwrap_or_default()
        }
    }};
}

macro_rules! ranges {
    ($tag:expr, $fields:expr) => {{
        let formatter =
            DateRangeFormatter::try_new(DateTimeFormatterPreferences::from($tag), $fields).unwrap();
        move |start: (i32, u8, u8), end: (i32, u8, u8)| {
            let date = |(year, month, day)| Date::try_new_iso(year, month, day).unwrap();
            let (start, end) = (date(start), date(end));
            // Of some languages it has no names of months for ranges.
            let written = caught(|| formatter.format(&start, &end).to_string());
            written.into_iter().collect::<Vec<_>>()
        }
    }};
}

/// Where the two differ: topics, tags and why.
const OTHERWISE: &[(&str, &str, &str)] = &[
    (
        "month day",
        "ar de ja ko",
        "dates of medium length are numbers",
    ),
    ("month", "cs fi", "dates of medium length are numbers"),
    ("day", "pt", "the numbers of days have two digits"),
    (
        "range-months range-in-year range-days range-days-in-year range-in-month",
        "ar de ko",
        "dates of medium length are numbers",
    ),
    (
        "range-months range-in-year",
        "cs",
        "dates of medium length are numbers",
    ),
    (
        "range-months range-in-year range-days range-days-in-year range-in-month",
        "zh-Hant",
        "CLDR 49: names of years, months and days in place of slashes",
    ),
    (
        "range-days-in-year range-in-month",
        "bg",
        "CLDR 49: a full stop after each month",
    ),
    (
        "range-months range-in-year",
        "ca pl uk",
        "CLDR 49: the year once, and other spaces",
    ),
    ("range-in-year", "hr ru", "CLDR 49: the year once"),
    (
        "range-years range-months range-days range-days-in-year range-in-month",
        "ru",
        "CLDR 49: a longer dash",
    ),
    (
        "range-days range-days-in-year",
        "uk",
        "CLDR 49: a longer dash",
    ),
    (
        "range-years range-months range-days range-days-in-year",
        "id",
        "CLDR 49: no spaces around the dash",
    ),
    (
        "range-days range-days-in-year",
        "he",
        "CLDR 49: days of ranges have the prefix of other days, as Folio's",
    ),
    ("and", "he", "another hyphen after the prefix"),
    ("and", "hi", "CLDR 49: no comma before the word"),
    (
        "long-day first-day",
        "hi",
        "CLDR 49: a comma before the year",
    ),
    ("long-month long-day", "fa", "CLDR 49: no sign of ezafe"),
    ("long-day first-day", "sl", "CLDR 49: two digits"),
    ("long-day first-day", "vi", "CLDR 49: no comma"),
    ("long-month", "pt-BR", "ICU4X cannot write it"),
    ("range-days-in-year", "fa", "ICU4X cannot write it"),
    ("range-months range-in-year", "fi", "ICU4X cannot write it"),
    (
        "range-months range-in-year range-days range-days-in-year range-in-month",
        "zh-Hans",
        "ICU4X cannot write it",
    ),
    (
        "ordinals",
        "bg es",
        "CLDR 49: endings that depend on the number",
    ),
    ("plurals", "vi", "CLDR 49: a category for one"),
];

/// What ICU4X says on the topics of the file, as far as it has a pattern for them.
fn said(tag: &Tag, cldr: &Cldr) -> BTreeMap<&'static str, Vec<String>> {
    let style = YearStyle::Full;
    let year = dates!(tag, Y::medium().with_year_style(style));
    let month = dates!(tag, YM::medium().with_year_style(style));
    let day = dates!(tag, YMD::medium().with_year_style(style));
    let long_month = dates!(tag, YM::long().with_year_style(style));
    let long_day = dates!(tag, YMD::long().with_year_style(style));
    let months = |write: &dyn Fn(i32, u8, u8) -> String| -> Vec<String> {
        (1..=12).map(|month| write(2023, month, 3)).collect()
    };
    let years = ranges!(tag, Y::medium().with_year_style(style));
    let in_months = ranges!(tag, YM::medium().with_year_style(style));
    let in_days = ranges!(tag, YMD::medium().with_year_style(style));
    let list = ListFormatter::try_new_and(tag.into(), ListFormatterOptions::default()).unwrap();
    let cardinals = PluralRules::try_new_cardinal(tag.into()).unwrap();
    let ordinals = PluralRules::try_new_ordinal(tag.into()).unwrap();
    let letters = |rules: &PluralRules| -> Vec<String> {
        let letter = |count: &u64| match rules.category_for(*count) {
            PluralCategory::Zero => '0',
            PluralCategory::One => '1',
            PluralCategory::Two => '2',
            PluralCategory::Few => 'f',
            PluralCategory::Many => 'm',
            PluralCategory::Other => 'x',
        };
        vec![cldr.counts.iter().map(letter).collect()]
    };
    let decimals = DecimalFormatter::try_new(tag.into(), Default::default()).unwrap();
    let number = |written: &str| {
        let number: Decimal = written.parse().unwrap();
        decimals.format(&number).to_string()
    };
    let numbers = ["1234", "12345", "1234567", "0.5"].map(number);
    BTreeMap::from([
        ("year", vec![year(2023, 1, 1)]),
        ("month", months(&month)),
        ("day", months(&day)),
        ("long-month", months(&long_month)),
        ("long-day", months(&long_day)),
        ("first-day", vec![long_day(2023, 9, 1)]),
        ("range-years", years((2014, 1, 1), (2017, 1, 1))),
        ("range-months", in_months((2022, 9, 1), (2024, 5, 1))),
        ("range-in-year", in_months((2023, 1, 1), (2023, 5, 1))),
        ("range-days", in_days((2022, 5, 3), (2024, 6, 2))),
        ("range-days-in-year", in_days((2023, 5, 30), (2023, 6, 2))),
        ("range-in-month", in_days((2023, 5, 3), (2023, 5, 5))),
        (
            "and",
            vec![
                list.format(["A", "B"].into_iter()).to_string(),
                list.format(["A", "B", "C"].into_iter()).to_string(),
            ],
        ),
        ("plurals", letters(&cardinals)),
        ("ordinals", letters(&ordinals)),
        ("numbers", numbers.to_vec()),
    ])
}

#[test]
fn two_readers_of_cldr_say_the_same() {
    let cldr = cldr();
    let mut wrong = Vec::new();
    let mut compared = 0;
    for (tag, theirs) in &cldr.languages {
        let known = match &tag[..] {
            "en" => "en-GB",
            "pt" => "pt-PT",
            tag => tag,
        };
        let locale: Tag = format!("{known}-u-ca-gregory-nu-latn").parse().unwrap();
        for (topic, ours) in said(&locale, &cldr) {
            compared += 1;
            let is_same = ours.len() == theirs[topic].len()
                && ours
                    .iter()
                    .zip(&theirs[topic])
                    .all(|(ours, theirs)| plain(ours) == plain(theirs));
            let row = |(topics, tags, _): &(&str, &str, &str)| {
                topics.split(' ').any(|one| one == topic) && tags.split(' ').any(|one| one == tag)
            };
            match (is_same, OTHERWISE.iter().filter(|one| row(one)).count()) {
                (true, 0) | (false, 1) => {}
                (true, _) => wrong.push(format!("{tag} {topic}: differs no longer")),
                (false, 0) => wrong.push(format!("{tag} {topic}: {ours:?} | {:?}", theirs[topic])),
                (false, _) => wrong.push(format!("{tag} {topic}: in two rows")),
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
    assert_eq!(compared, cldr.languages.len() * 16);
}

#[test]
fn native_digits_are_those_of_cldr() {
    for (tag, system) in [("ar", "arab"), ("fa", "arabext"), ("hi", "deva")] {
        let locale = Locale::for_tag(tag).unwrap().in_native_digits().unwrap();
        let tag: Tag = format!("{tag}-u-ca-gregory-nu-{system}").parse().unwrap();
        let decimals = DecimalFormatter::try_new((&tag).into(), Default::default()).unwrap();
        for written in ["7", "1234", "12345", "1234567", "0.5", "9876543210"] {
            let number: Decimal = written.parse().unwrap();
            let theirs = decimals.format(&number).to_string();
            assert_eq!(locale.number(written).unwrap(), theirs);
        }
        let year = dates!(&tag, Y::medium().with_year_style(YearStyle::Full));
        assert_eq!(locale.date("2023".parse().unwrap()), year(2023, 1, 1));
    }
    let natives = Locale::tags().filter(|tag| Locale::of(tag).in_native_digits().is_some());
    assert_eq!(natives.collect::<Vec<_>>(), ["ar", "fa", "hi"]);
}
