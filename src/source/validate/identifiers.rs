//! Identifiers of people and works, with their checksums.

use super::value;
use crate::diagnostics::{Diagnostic, Place};
use crate::model::Cv;

/// Why a text is not what it should be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    message: String,
    help: Option<String>,
}

impl Wrong {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn diagnostic(self, code: &'static str, place: Place) -> Diagnostic {
        let diagnostic = Diagnostic::error(code, place, self.message);
        match self.help {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }
}

pub(super) fn check(cv: &Cv, diagnostics: &mut Vec<Diagnostic>) {
    type Rule = fn(&str) -> Result<(), Wrong>;
    for (index, publication) in cv.publications.iter().enumerate() {
        let fields: [(&str, &'static str, &Option<String>, Rule); 4] = [
            ("doi", "bad-doi", &publication.doi, doi),
            ("arxiv", "bad-arxiv", &publication.arxiv, arxiv),
            ("isbn", "bad-isbn", &publication.isbn, isbn),
            ("pmid", "bad-pmid", &publication.pmid, pmid),
        ];
        for (field, code, text, rule) in fields {
            let Some(text) = text.as_deref().filter(|text| !text.trim().is_empty()) else {
                continue;
            };
            if let Err(wrong) = rule(text.trim()) {
                diagnostics
                    .push(wrong.diagnostic(code, value(format!("publications[{index}].{field}"))));
            }
        }
    }
}

/// Takes a prefix off, whatever its case.
fn without_prefix<'a>(text: &'a str, prefixes: &[&str]) -> &'a str {
    for prefix in prefixes {
        if let Some((head, rest)) = text.split_at_checked(prefix.len())
            && head.eq_ignore_ascii_case(prefix)
        {
            return rest;
        }
    }
    text
}

/// A DOI, bare or as a web address (ISO 26324; the pattern that Crossref recommends).
fn doi(text: &str) -> Result<(), Wrong> {
    let bare = without_prefix(
        text,
        &[
            "https://doi.org/",
            "http://doi.org/",
            "https://dx.doi.org/",
            "http://dx.doi.org/",
            "doi.org/",
            "doi:",
        ],
    );
    const LIKE: &str = "a DOI looks like `10.1000/182`, bare or after `https://doi.org/`";
    let wrong = || Wrong::new(format!("`{text}` is not a DOI")).help(LIKE);
    let (prefix, suffix) = bare.trim_start().split_once('/').ok_or_else(wrong)?;
    let registrant = prefix.strip_prefix("10.").ok_or_else(wrong)?;
    let digits = registrant
        .split('.')
        .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()));
    let length = registrant.split('.').next().map_or(0, str::len);
    if !digits
        || !(4..=9).contains(&length)
        || suffix.is_empty()
        || suffix.contains(char::is_whitespace)
    {
        return Err(wrong());
    }
    Ok(())
}

/// An ORCID iD, bare or as a web address, with its check digit (ISO 7064, MOD 11-2).
pub(super) fn orcid(text: &str) -> Result<(), Wrong> {
    let bare = without_prefix(
        text.trim(),
        &["https://orcid.org/", "http://orcid.org/", "orcid.org/"],
    )
    .trim_end_matches('/');
    if bare.is_empty() {
        return Ok(());
    }
    let digits: Vec<char> = bare.chars().filter(|&c| c != '-').collect();
    let shaped = digits.len() == 16
        && digits[..15].iter().all(char::is_ascii_digit)
        && (digits[15].is_ascii_digit() || digits[15] == 'X');
    if !shaped {
        return Err(Wrong::new(format!("`{bare}` is not an ORCID iD"))
            .help("an ORCID iD looks like `0000-0002-1825-0097`"));
    }
    let groups: Vec<String> = digits
        .chunks(4)
        .map(|group| group.iter().collect())
        .collect();
    let written = groups.join("-");
    if written != bare {
        return Err(
            Wrong::new("an ORCID iD has hyphens after every four digits")
                .help(format!("write `{written}`")),
        );
    }
    let total = digits[..15]
        .iter()
        .filter_map(|digit| digit.to_digit(10))
        .fold(0, |total, digit| (total + digit) * 2 % 11);
    let check = match (12 - total % 11) % 11 {
        10 => 'X',
        digit => char::from_digit(digit, 10).unwrap_or('X'),
    };
    if check != digits[15] {
        return Err(Wrong::new(format!(
            "`{bare}` is not an ORCID iD: its last character does not fit the others"
        ))
        .help("a digit is mistyped or two are swapped; copy it from orcid.org"));
    }
    Ok(())
}

/// An arXiv identifier, in the form of 2007 or the one before
/// (<https://info.arxiv.org/help/arxiv_identifier.html>).
fn arxiv(text: &str) -> Result<(), Wrong> {
    let wrong = || {
        Wrong::new(format!("`{text}` is not an arXiv identifier"))
            .help("it looks like `2505.12345`, or `cs/0112017` before April 2007")
    };
    let bare = without_prefix(
        text,
        &[
            "arxiv:",
            "https://arxiv.org/abs/",
            "http://arxiv.org/abs/",
            "https://arxiv.org/pdf/",
        ],
    );
    if bare != text {
        return Err(wrong().help(format!("write `{}`", bare.trim())));
    }
    let (bare, version) = match bare.rsplit_once('v') {
        Some((bare, version)) if version.bytes().all(|byte| byte.is_ascii_digit()) => {
            (bare, Some(version))
        }
        _ => (bare, None),
    };
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_month = |text: &str| {
        matches!(
            text.get(2..4).and_then(|month| month.parse().ok()),
            Some(1..=12)
        )
    };
    let valid = match (bare.split_once('.'), bare.split_once('/')) {
        (_, Some((archive, number))) => {
            let archive = archive.split('.').next().unwrap_or_default();
            !archive.is_empty()
                && archive.chars().all(|c| c.is_ascii_lowercase() || c == '-')
                && number.len() == 7
                && is_digits(number)
                && is_month(number)
        }
        (Some((month, number)), None) => {
            month.len() == 4
                && is_digits(month)
                && is_month(month)
                && matches!(number.len(), 4 | 5)
                && is_digits(number)
        }
        (None, None) => false,
    };
    if valid && version.is_none_or(|version| !version.is_empty()) {
        return Ok(());
    }
    // Read as a number and written again, 2505.12340 loses its zero.
    let shortened = bare.split_once('.').is_some_and(|(month, number)| {
        month.len() == 4 && is_digits(month) && is_digits(number) && number.len() < 4
    });
    Err(if shortened {
        wrong().help("four or five digits follow the point")
    } else {
        wrong()
    })
}

/// An ISBN of 10 or 13 digits, with its check digit (ISO 2108).
fn isbn(text: &str) -> Result<(), Wrong> {
    let bare = without_prefix(text, &["isbn:", "isbn"]);
    let digits: Vec<u32> = bare
        .chars()
        .filter(|c| !matches!(c, '-' | ' ' | '–'))
        .enumerate()
        .map(|(index, c)| match c {
            'X' | 'x' if index == 9 => 10,
            c => c.to_digit(10).unwrap_or(99),
        })
        .collect();
    if digits.contains(&99)
        || !matches!(digits.len(), 10 | 13)
        || digits.len() == 13 && digits[9] == 10
    {
        return Err(Wrong::new(format!("`{text}` is not an ISBN"))
            .help("an ISBN has 13 digits (10 before 2007), such as `978-3-16-148410-0`"));
    }
    let valid = match digits.len() {
        10 => {
            digits
                .iter()
                .zip((1..=10).rev())
                .map(|(digit, weight)| digit * weight)
                .sum::<u32>()
                % 11
                == 0
        }
        _ => {
            digits
                .iter()
                .zip([1, 3].iter().cycle())
                .map(|(digit, weight)| digit * weight)
                .sum::<u32>()
                % 10
                == 0
        }
    };
    if !valid {
        return Err(Wrong::new(format!(
            "`{text}` is not an ISBN: its last digit does not fit the others"
        ))
        .help("a digit is mistyped or two are swapped"));
    }
    Ok(())
}

/// A PubMed identifier: up to eight digits.
fn pmid(text: &str) -> Result<(), Wrong> {
    if (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(());
    }
    Err(Wrong::new(format!("`{text}` is not a PubMed identifier"))
        .help("it has digits only, such as `12345678`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(rule: fn(&str) -> Result<(), Wrong>, good: &[&str], bad: &[&str]) {
        for text in good {
            assert_eq!(rule(text), Ok(()), "{text}");
        }
        for text in bad {
            assert!(rule(text).is_err(), "{text}");
        }
    }

    #[test]
    fn knows_dois() {
        all(
            doi,
            &[
                "10.1000/182",
                "https://doi.org/10.1145/3442188.3445922",
                "doi:10.1002/(SICI)1097(199)1:2<3::AID-X>3.0.CO;2-Y",
                "10.1000.10/x",
                "http://dx.doi.org/10.1000/1",
            ],
            &[
                "10.1/x",
                "11.1000/182",
                "10.1000/",
                "10.1000",
                "10.1000/a b",
                "https://doi.org/https://doi.org/10.1000/182",
                "x",
            ],
        );
    }

    #[test]
    fn knows_orcid_ids() {
        all(
            orcid,
            &[
                "0000-0002-1825-0097",
                "0000-0001-5109-3700",
                "0000-0002-1694-233X",
                "https://orcid.org/0000-0002-1825-0097",
            ],
            &[
                "0000-0002-1825-0098",
                "0000-0002-8125-0097",
                "0000000218250097",
                "0000-0002-1825-009",
                "ada",
                "0000-0002-1825-009Ä",
            ],
        );
    }

    #[test]
    fn knows_arxiv_identifiers() {
        all(
            arxiv,
            &[
                "2505.12345",
                "0704.0001",
                "2505.12345v2",
                "cs/0112017",
                "math.GT/0309136",
                "hep-th/9901001v3",
            ],
            &[
                "2505.1234567",
                "2513.12345",
                "2505.123",
                "arXiv:2505.12345",
                "https://arxiv.org/abs/2505.12345",
                "2505",
                "cs/01120",
                "2505.12345v",
                "x/y",
            ],
        );
    }

    #[test]
    fn knows_isbns_and_pmids() {
        all(
            isbn,
            &[
                "978-3-16-148410-0",
                "0-306-40615-2",
                "080442957X",
                "ISBN 978 3 16 148410 0",
            ],
            &[
                "978-3-16-148410-1",
                "0-306-40615-3",
                "X80442957X",
                "12",
                "abc",
            ],
        );
        all(pmid, &["1", "12345678"], &["123456789", "PMC123", ""]);
    }
}
