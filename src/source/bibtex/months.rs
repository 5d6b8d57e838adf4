//! Months and seasons as bibliographies write them.

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Months in languages whose bibliographies are written without macros, where they are no English ones.
#[rustfmt::skip]
const OTHER_MONTHS: [(&str, u8); 40] = [
    ("januar", 1), ("jänner", 1), ("janvier", 1), ("enero", 1), ("gennaio", 1), ("janeiro", 1),
    ("februar", 2), ("février", 2), ("febrero", 2), ("febbraio", 2), ("fevereiro", 2),
    ("märz", 3), ("mars", 3), ("marzo", 3), ("março", 3),
    ("avril", 4), ("abril", 4), ("aprile", 4),
    ("mai", 5), ("mayo", 5), ("maggio", 5), ("maio", 5),
    ("juni", 6), ("juin", 6), ("junio", 6), ("giugno", 6), ("junho", 6),
    ("juli", 7), ("juillet", 7), ("julio", 7), ("luglio", 7), ("julho", 7),
    ("août", 8), ("agosto", 8),
    ("septembre", 9), ("septiembre", 9),
    ("oktober", 10), ("octobre", 10), ("dezember", 12), ("décembre", 12),
];

/// Seasons with the numbers that EDTF has for them in place of a month (level 1, "seasons").
const SEASONS: [(&str, u8); 6] = [
    ("spring", 21),
    ("summer", 22),
    ("autumn", 23),
    ("fall", 23),
    ("winter", 24),
    ("michaelmas", 23),
];

/// The name of a month by the macro that BibTeX predefines, or by its whole name.
pub fn month_macro(name: &str) -> Option<&'static str> {
    MONTHS.into_iter().find(|month| {
        let month = month.to_lowercase();
        name == month || name == &month[..3] || name == "sept" && month == "september"
    })
}

/// The number of a month by its name, its beginning or an abbreviation.
pub fn month_number(word: &str) -> Option<u8> {
    let word = word.trim().trim_end_matches('.').to_lowercase();
    if let Ok(number) = word.parse::<u8>() {
        return (1..=12).contains(&number).then_some(number);
    }
    let is_begun = |month: &str| {
        word.chars().count() >= 3 && word != "mars" && month.to_lowercase().starts_with(&word)
            || word == "sept" && month == "September"
    };
    let english = MONTHS.into_iter().position(is_begun).map(|at| at as u8 + 1);
    english.or_else(|| {
        let other = OTHER_MONTHS.iter().find(|(name, _)| *name == word);
        other.map(|(_, number)| *number)
    })
}

/// The number of a season in EDTF.
fn season(word: &str) -> Option<u8> {
    let word = word.to_lowercase();
    SEASONS
        .iter()
        .find(|(name, _)| *name == word)
        .map(|(_, number)| *number)
}

/// The word for a season, or for another part of a year, by its number in EDTF.
pub fn season_name(number: u8) -> Option<&'static str> {
    Some(match number {
        21 | 25 | 29 => "Spring",
        22 | 26 | 30 => "Summer",
        23 | 27 | 31 => "Autumn",
        24 | 28 | 32 => "Winter",
        33..=36 => ["Q1", "Q2", "Q3", "Q4"][usize::from(number - 33)],
        _ => return None,
    })
}

/// What a month says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Month {
    /// A month, perhaps with a day, perhaps up to another.
    Months {
        /// The first month.
        first: u8,
        /// Its day.
        day: Option<u8>,
        /// The last month and its day.
        last: Option<(u8, Option<u8>)>,
    },
    /// A season by its number in EDTF.
    Season(u8),
}

/// Reads a month: `may`, `Sept.`, `05`, `9 December`, `June 3–5`, `Oct/Nov`, `Spring`.
pub fn month(text: &str) -> Option<Month> {
    let mut months: Vec<u8> = Vec::new();
    // Days with how many months stand before them.
    let mut days: Vec<(usize, u8)> = Vec::new();
    let mut found_season = None;
    let words: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let named = words.iter().any(|word| {
        month_number(word).is_some() && !word.starts_with(|c: char| c.is_ascii_digit())
    });
    for word in &words {
        let number = word
            .trim_end_matches(|c: char| c.is_alphabetic())
            .parse::<u8>()
            .ok();
        match number {
            Some(number) if named => match number {
                1..=31 => days.push((months.len(), number)),
                _ => return None,
            },
            Some(number @ 1..=12) => months.push(number),
            Some(number) if words.len() == 1 && season_name(number).is_some() => {
                return Some(Month::Season(number));
            }
            Some(_) => return None,
            None => match (month_number(word), season(word)) {
                (Some(month), _) => months.push(month),
                (None, Some(season)) if found_season.is_none() => found_season = Some(season),
                _ if matches!(
                    word.to_lowercase().as_str(),
                    "to" | "and" | "of" | "issue" | "term" | "semester" | "bis" | "de"
                ) => {}
                _ => return None,
            },
        }
    }
    match (&months[..], found_season) {
        ([], Some(season)) if days.is_empty() => Some(Month::Season(season)),
        ([first, rest @ ..], None) if rest.len() < 2 => {
            // `June 3–5` and `3–5 June`; `May 30 – June 2` and `30 May – 2 June`.
            let begin = days.first().map(|(_, day)| *day);
            let end = days.get(1).map(|(_, day)| *day);
            let last = match rest {
                [last] => Some((*last, end)),
                _ => end.map(|end| (*first, Some(end))),
            };
            (days.len() <= 2).then_some(Month::Months {
                first: *first,
                day: begin,
                last,
            })
        }
        _ => None,
    }
}
