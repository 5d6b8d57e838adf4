//! Times in words: "Autumn 2022–2025" for a term in each of these years.

use super::locale::Locale;
use crate::model::YearSpan;

/// A term: words and the year after them.
struct Term<'a> {
    words: &'a str,
    year: u16,
}

/// Digits of a year.
const YEAR: usize = 4;

impl Locale {
    /// Times in words, as a list: terms of one name with their years together, and one kind of dash.
    pub fn terms(&self, words: &[String]) -> String {
        let read: Option<Vec<Term>> = words.iter().map(|word| term(word)).collect();
        let said: Vec<String> = match read {
            Some(terms) => self.by_name(&terms),
            None => words.iter().map(|word| self.with_one_dash(word)).collect(),
        };
        self.list(&said)
    }

    /// Terms by their names, in the order in which the names come first, each with its years.
    fn by_name(&self, terms: &[Term]) -> Vec<String> {
        let mut names: Vec<&str> = Vec::new();
        for term in terms {
            if !names.contains(&term.words) {
                names.push(term.words);
            }
        }
        let said = names.into_iter().map(|name| {
            let of_name = terms.iter().filter(|term| term.words == name);
            let spans: Vec<YearSpan> = of_name
                .map(|term| YearSpan {
                    first: term.year,
                    last: term.year,
                })
                .collect();
            let years = self.years(&spans).unwrap_or_default();
            match name.is_empty() {
                true => years,
                false => format!("{name} {years}"),
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

/// A term of which the year comes last, after a space.
fn term(text: &str) -> Option<Term<'_>> {
    let text = text.trim();
    let (words, year) = text.rsplit_once(' ').unwrap_or(("", text));
    let year = is_year(year).then(|| year.parse().ok()).flatten()?;
    // Two years make no term: "2016 to 2018".
    let has_digits = words.contains(|c: char| c.is_numeric());
    let words = words.trim_end();
    (!has_digits).then_some(Term { words, year })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &[&str]) -> String {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        Locale::default_language().terms(&words)
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
