//! Times in words: "Autumn 2022–2025" for a term in each of these years.

use super::locale::Locale;
use crate::model::{PartialDate, Term, YearSpan};

/// A time of a year: a term, or words, and the year after them.
struct Dated<'a> {
    name: Name<'a>,
    year: u16,
}

/// What a time of a year is called.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Name<'a> {
    Known(Term),
    Words(&'a str),
}

/// Digits of a year.
const YEAR: usize = 4;

impl Locale {
    /// Times in words, as a list: terms of one name with their years together, and one kind of dash. Terms that are
    /// dates are in the language.
    pub fn terms(&self, words: &[String]) -> String {
        let read: Option<Vec<Dated>> = words.iter().map(|word| dated(word)).collect();
        let said: Vec<String> = match read {
            Some(terms) => self.by_name(&terms),
            None => words.iter().map(|word| self.with_one_dash(word)).collect(),
        };
        self.list(&said)
    }

    /// Terms by their names, in the order in which the names come first, each with its years.
    fn by_name(&self, terms: &[Dated]) -> Vec<String> {
        let mut names: Vec<Name> = Vec::new();
        for term in terms {
            if !names.contains(&term.name) {
                names.push(term.name);
            }
        }
        let said = names.into_iter().map(|name| {
            let of_name = terms.iter().filter(|term| term.name == name);
            let years: Vec<u16> = of_name.map(|term| term.year).collect();
            if let Name::Known(term @ Term::WinterTerm) = name {
                let each = years.iter().map(|year| self.term(term, *year, false));
                return self.list(&each.collect::<Vec<_>>());
            }
            let spans: Vec<YearSpan> = years
                .iter()
                .map(|year| YearSpan {
                    first: *year,
                    last: *year,
                })
                .collect();
            let years = self.years(&spans).unwrap_or_default();
            match name {
                Name::Known(term) => {
                    let years = self.list(&self.bare_years(&spans));
                    self.term_of(term, &years, false)
                }
                Name::Words("") => years,
                Name::Words(words) => format!("{words} {years}"),
            }
        });
        said.collect()
    }

    /// A text in which a range has the dash of all others: "2015-2024", "Autumn 2016 - Spring 2020".
    fn with_one_dash(&self, text: &str) -> String {
        let text = text.trim();
        let (first, last) = text
            .split_once(['-', '\u{2013}', '\u{2014}'])
            .unwrap_or((text, ""));
        let (first, last) = (first.trim_end(), last.trim_start());
        match is_year(first) && is_year(last) {
            true => self.number_range(first, last),
            false => text.replace(" - ", " – ").replace(" — ", " – "),
        }
    }
}

fn is_year(text: &str) -> bool {
    text.len() == YEAR && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A term, or words of which the year comes last, after a space.
fn dated(text: &str) -> Option<Dated<'_>> {
    let text = text.trim();
    if let Ok(date) = text.parse::<PartialDate>()
        && let Some(term) = date.term
    {
        let name = Name::Known(term);
        return Some(Dated {
            name,
            year: date.year,
        });
    }
    let (words, year) = text.rsplit_once(' ').unwrap_or(("", text));
    let year = is_year(year).then(|| year.parse().ok()).flatten()?;
    // Two years make no term: "2016 to 2018".
    let has_digits = words.contains(|c: char| c.is_numeric());
    let name = Name::Words(words.trim_end());
    (!has_digits).then_some(Dated { name, year })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let said = Locale::default_language().terms(&words);
        said.replace('\u{a0}', " ")
    }

    #[test]
    fn terms_are_in_the_language() {
        let said = |tag: &str, words: &[&str]| {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            let said = Locale::for_tag(tag).unwrap().terms(&words);
            said.replace('\u{a0}', " ")
        };
        let falls = ["Fall 2022", "Fall 2023", "Spring 2024"];
        assert_eq!(said("en", &falls), "Fall 2022–2023, Spring 2024");
        assert_eq!(said("de", &falls), "Herbst 2022–2023, Frühjahr 2024");
        assert_eq!(
            said("de", &["WS 2019/20", "WS 2020/21", "SS 2021"]),
            "WiSe 2019/20, WiSe 2020/21, SoSe 2021"
        );
        assert_eq!(said("ja", &["Fall 2022", "Fall 2023"]), "2022–2023年秋季");
        // Of several in which one is no date, all stay as they are.
        assert_eq!(
            said("de", &["Fall 2022", "every May"]),
            "Fall 2022, every May"
        );
    }

    #[test]
    fn years_of_one_term_stand_together() {
        let autumns = ["Autumn 2022", "Autumn 2023", "Autumn 2024", "Autumn 2025"];
        assert_eq!(said(&autumns), "Autumn 2022–2025");
        assert_eq!(
            said(&["Autumn 2016", "Spring 2020"]),
            "Autumn 2016, Spring 2020"
        );
        assert_eq!(
            said(&["Autumn 2022", "Spring 2023", "Autumn 2023", "Spring 2025"]),
            "Autumn 2022–2023, Spring 2023, 2025"
        );
        assert_eq!(said(&["2019", "2020"]), "2019–2020");
        assert_eq!(
            said(&["Otoño de 2022", "Otoño de 2023"]),
            "Otoño de 2022–2023"
        );
    }

    #[test]
    fn ranges_have_one_kind_of_dash() {
        for typed in ["2015-2024", "2015 - 2024", "2015–2024", "2015—2024"] {
            assert_eq!(said(&[typed]), "2015–2024");
        }
        assert_eq!(
            said(&["Autumn 2016 - Spring 2020"]),
            "Autumn 2016 – Spring 2020"
        );
        assert_eq!(said(&["two terms of 2016-17"]), "two terms of 2016-17");
        assert_eq!(
            said(&["every year", "Autumn 2016"]),
            "every year, Autumn 2016"
        );
        assert_eq!(said(&[]), "");
    }
}
