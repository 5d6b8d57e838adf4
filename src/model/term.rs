//! Terms: seasons and quarters of a year, as teaching, internships and issues of journals are dated.

use std::fmt;

/// A part of a year that is known by a name or a number.
///
/// When a season is, depends on the university and the half of the earth: of a term only the year is certain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Term {
    /// The first quarter, January to March.
    FirstQuarter,
    /// Spring.
    Spring,
    /// The second quarter, April to June.
    SecondQuarter,
    /// Summer.
    Summer,
    /// The summer term of universities in Germany.
    SummerTerm,
    /// The third quarter, July to September.
    ThirdQuarter,
    /// Autumn.
    Autumn,
    /// Autumn, by its American name.
    Fall,
    /// The fourth quarter, October to December.
    FourthQuarter,
    /// Winter.
    Winter,
    /// The winter term, which ends in the year after: `2019/20-WS`.
    WinterTerm,
}

/// What a term is by: the name of a season, or the number of a quarter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TermName {
    /// A season, by its place from 0: spring, summer, autumn, winter.
    Season(usize),
    /// A quarter, by its place from 0.
    Quarter(usize),
}

/// Names of seasons and terms in English, and the short ones of universities in Germany.
const NAMES: [(&str, Term); 9] = [
    ("spring", Term::Spring),
    ("summer", Term::Summer),
    ("autumn", Term::Autumn),
    ("fall", Term::Fall),
    ("winter", Term::Winter),
    ("ss", Term::SummerTerm),
    ("sose", Term::SummerTerm),
    ("ws", Term::WinterTerm),
    ("wise", Term::WinterTerm),
];

/// The numbers of seasons and quarters in dates (EDTF, ISO 8601-2:2019, 4.8).
const EDTF: [(&str, Term); 8] = [
    ("21", Term::Spring),
    ("22", Term::Summer),
    ("23", Term::Autumn),
    ("24", Term::Winter),
    ("33", Term::FirstQuarter),
    ("34", Term::SecondQuarter),
    ("35", Term::ThirdQuarter),
    ("36", Term::FourthQuarter),
];

/// Regular expressions of all that [`Term::read`] reads, for the schema.
macro_rules! term_pattern {
    () => {
        concat!(
            "[12][0-9]((2[1-9]|[3-9][0-9])-21|(2[2-9]|[3-9][0-9])-22|(2[3-9]|[3-9][0-9])-23|(2[4-9]|[3-9][0-9])-24|(3[3-9]|[4-9][0-9])-33|(3[4-9]|[4-9][0-9])-34|(3[5-9]|[4-9][0-9])-35|(3[6-9]|[4-9][0-9])-36)|",
            "[12][0-9]{3}-([Qq][1-4]|[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter|SS)|",
            "[12][0-9]{3}/[0-9]{2}-(WS|[Ww]inter)|",
            "([Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|SS|SoSe|[Qq][1-4]) +[12][0-9]{3}|",
            "([Ww]inter|WS|WiSe) +[12][0-9]{3}([/–-]([0-9]{2}|[0-9]{4}))?",
        )
    };
}
pub(super) use term_pattern;

impl Term {
    /// Its name or number.
    pub fn name(self) -> TermName {
        match self {
            Self::FirstQuarter => TermName::Quarter(0),
            Self::SecondQuarter => TermName::Quarter(1),
            Self::ThirdQuarter => TermName::Quarter(2),
            Self::FourthQuarter => TermName::Quarter(3),
            Self::Spring => TermName::Season(0),
            Self::Summer | Self::SummerTerm => TermName::Season(1),
            Self::Autumn | Self::Fall => TermName::Season(2),
            Self::Winter | Self::WinterTerm => TermName::Season(3),
        }
    }

    /// The months that it can be in, in its year, as far as that is certain: those of a quarter.
    pub(super) fn months(self) -> (u8, u8) {
        match self.name() {
            TermName::Quarter(0) => (1, 3),
            TermName::Quarter(1) => (4, 6),
            TermName::Quarter(2) => (7, 9),
            TermName::Quarter(_) => (10, 12),
            TermName::Season(_) => (1, 12),
        }
    }

    /// The month that it is sorted by, among dates of its year.
    pub(super) fn sorted_by(self) -> u8 {
        match self {
            Self::FirstQuarter => 1,
            Self::Spring => 3,
            Self::SecondQuarter => 4,
            Self::Summer | Self::SummerTerm => 6,
            Self::ThirdQuarter => 7,
            Self::Autumn | Self::Fall => 9,
            Self::FourthQuarter => 10,
            Self::Winter | Self::WinterTerm => 12,
        }
    }

    /// Its number in EDTF. A winter term is the winter of the year in which it begins.
    pub fn edtf(self) -> &'static str {
        match self.name() {
            TermName::Season(at) => ["21", "22", "23", "24"][at.min(3)],
            TermName::Quarter(at) => ["33", "34", "35", "36"][at.min(3)],
        }
    }

    /// The term of a number of EDTF.
    pub(crate) fn of_edtf(number: &str) -> Option<Self> {
        let known = EDTF.iter().find(|(known, _)| *known == number);
        known.map(|(_, term)| *term)
    }

    /// The year and the term of a text: `Fall 2015`, `2015-fall`, `WS 2019/20`, `Q3 2015`, `2035-23`. `None` where
    /// it is none. What may be a term in EDTF and a run of years, `2019-21`, is none.
    pub(super) fn read(text: &str) -> Option<(u16, Self)> {
        let text = text.trim();
        // `2019/20-WS`, as it is written here.
        if let Some((years, name)) = text.rsplit_once('-')
            && let Some(years) = Years::read(years)
            && let Some(term) = named(name).or_else(|| {
                let is_run = name.parse().is_ok_and(|last: u16| last > years.first % 100);
                Self::of_edtf(name).filter(|_| !is_run && !years.is_two)
            })
        {
            return years.of(term);
        }
        let (name, years) = text.split_once(char::is_whitespace)?;
        let term = named(name.trim_end_matches([',', '.']))?;
        Years::read(years.trim())?.of(term)
    }
}

/// One year, or one and the next.
struct Years {
    first: u16,
    is_two: bool,
}

impl Years {
    fn read(text: &str) -> Option<Self> {
        let number = |part: &str| {
            let is_number = part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<u16>().ok().filter(|_| is_number)
        };
        let of_four = |part: &str| number(part).filter(|_| part.len() == 4);
        let Some((first, next)) = text.split_once(['/', '-', '–']) else {
            let first = of_four(text)?;
            return Some(Self {
                first,
                is_two: false,
            });
        };
        let first = of_four(first)?;
        let last = match next.len() {
            2 => first / 100 * 100 + number(next)?,
            _ => of_four(next)?,
        };
        // From 1999 to `00`.
        let is_next = last == first + 1 || (next.len() == 2 && last + 99 == first);
        is_next.then_some(Self {
            first,
            is_two: true,
        })
    }

    fn of(self, term: Term) -> Option<(u16, Term)> {
        match (term, self.is_two) {
            (Term::Winter, true) => Some((self.first, Term::WinterTerm)),
            (Term::WinterTerm, _) | (_, false) => Some((self.first, term)),
            (_, true) => None,
        }
    }
}

fn named(name: &str) -> Option<Term> {
    let name = name.to_lowercase();
    if let Some(number) = name.strip_prefix('q') {
        let number: usize = number.parse().ok().filter(|_| number.len() == 1)?;
        let quarters = EDTF.iter().skip(4);
        let mut quarters = quarters.map(|(_, term)| *term);
        return quarters.nth(number.checked_sub(1)?);
    }
    let known = NAMES.iter().find(|(known, _)| *known == name);
    known.map(|(_, term)| *term)
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::FirstQuarter => "Q1",
            Self::SecondQuarter => "Q2",
            Self::ThirdQuarter => "Q3",
            Self::FourthQuarter => "Q4",
            Self::Spring => "spring",
            Self::Summer => "summer",
            Self::SummerTerm => "SS",
            Self::Autumn => "autumn",
            Self::Fall => "fall",
            Self::Winter => "winter",
            Self::WinterTerm => "WS",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::date::PartialDate;

    #[test]
    fn terms_are_read_in_the_forms_that_people_write() {
        let pattern = concat!("^(", term_pattern!(), ")$");
        let schema = serde_json::json!({ "pattern": pattern });
        let schema = jsonschema::validator_for(&schema).unwrap();
        for (written, read) in [
            ("Fall 2015", "2015-fall"),
            ("fall 2015", "2015-fall"),
            ("2015-fall", "2015-fall"),
            ("2015-Fall", "2015-fall"),
            ("2023-23", "2023-autumn"),
            ("Autumn 2015", "2015-autumn"),
            ("Spring 2016", "2016-spring"),
            ("2026-21", "2026-spring"),
            ("Summer 2019", "2019-summer"),
            ("SS 2019", "2019-SS"),
            ("SoSe 2019", "2019-SS"),
            ("Winter 2020", "2020-winter"),
            ("1998-24", "1998-winter"),
            ("WS 2019/20", "2019/20-WS"),
            ("WS 2019/2020", "2019/20-WS"),
            ("WS 2019", "2019/20-WS"),
            ("WiSe 2019/20", "2019/20-WS"),
            ("Winter 2019/20", "2019/20-WS"),
            ("Winter 1999/00", "1999/00-WS"),
            ("Winter 2019–20", "2019/20-WS"),
            ("Q3 2015", "2015-Q3"),
            ("2015-Q3", "2015-Q3"),
            ("1999-35", "1999-Q3"),
        ] {
            let date: PartialDate = written.parse().unwrap();
            assert_eq!(date.to_string(), read, "{written}");
            assert_eq!(read.parse::<PartialDate>().unwrap(), date, "{read}");
            assert!(schema.is_valid(&serde_json::json!(written)), "{written}");
            assert!(schema.is_valid(&serde_json::json!(read)), "{read}");
        }
        for none in [
            "Fall",
            "2015 Fall 2016",
            "Fall 15",
            "Fall 2015/16",
            "WS 2019/21",
            "WS 2019/2019",
            "Q5 2015",
            "Q0 2015",
            "2015-Q",
            "2026-25",
            "2015-23",
            "2019-21",
            "1915-35",
            "2022-23",
            "2015-37",
            "Q 2015",
            "Fallen 2015",
            "Fall 3015",
            "2015/16-fall",
            "Winter 2099/00x",
        ] {
            assert!(none.parse::<PartialDate>().is_err(), "{none}");
        }
    }

    #[test]
    fn terms_stand_in_order_among_dates_and_are_certain_of_no_more_than_they_say() {
        let date = |text: &str| text.parse::<PartialDate>().unwrap();
        let sorted = [
            "2015",
            "2015-01",
            "2015-spring",
            "2015-05",
            "2015-summer",
            "2015-Q3",
            "2015-fall",
            "2015-12-24",
            "2015-winter",
            "2016",
            "2016-spring",
        ];
        for pair in sorted.windows(2) {
            assert!(date(pair[0]) < date(pair[1]), "{pair:?}");
        }
        assert_eq!(date("2015-Q2").first_day(), (2015, 4, 1));
        assert_eq!(date("2015-Q2").last_day(), (2015, 6, 30));
        assert_eq!(date("2015-fall").first_day(), (2015, 1, 1));
        assert_eq!(date("2015-winter").last_day(), (2015, 12, 31));
        assert_eq!(date("2015/16-WS").last_day(), (2016, 12, 31));
    }
}
