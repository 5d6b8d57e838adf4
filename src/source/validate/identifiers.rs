//! Identifiers of people and works, with their checksums.

use super::value;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::model::address::Unlinkable;
use crate::model::{Cv, identifier};

/// Why a text is not what it should be.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    message: String,
    help: Option<String>,
    /// What was surely meant.
    meant: Option<String>,
}

impl Wrong {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: None,
            meant: None,
        }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    pub(super) fn meant(self, meant: String) -> Self {
        Self {
            help: Some(format!("write `{meant}`")),
            meant: Some(meant),
            ..self
        }
    }

    /// What was surely meant, where the help says something else.
    pub(super) fn surely(self, meant: impl Into<String>) -> Self {
        Self {
            meant: Some(meant.into()),
            ..self
        }
    }

    /// What is wrong and what helps, in a sentence.
    pub(super) fn sentence(self) -> String {
        match self.help {
            Some(help) => format!("{}; {help}", self.message),
            None => self.message,
        }
    }

    /// The problem of a place at which `written` stands.
    pub(super) fn diagnostic(self, code: Code, place: Place, written: &str) -> Diagnostic {
        let mut diagnostic = Diagnostic::error(code, place, self.message);
        if let Some(help) = self.help {
            diagnostic = diagnostic.help(help);
        }
        match self.meant {
            Some(meant) => diagnostic.rewrite(written, meant),
            None => diagnostic,
        }
    }
}

impl From<Unlinkable> for Wrong {
    fn from(wrong: Unlinkable) -> Self {
        Self {
            message: wrong.message,
            help: wrong.help,
            meant: wrong.meant,
        }
    }
}

pub(super) fn check(cv: &Cv, diagnostics: &mut Vec<Diagnostic>) {
    type Rule = fn(&str) -> Result<(), Wrong>;
    for (index, publication) in cv.publications.iter().enumerate() {
        let fields: [(&str, Code, &Option<String>, Rule); 6] = [
            ("doi", Code::BadDoi, &publication.doi, doi),
            ("arxiv", Code::BadArxiv, &publication.arxiv, arxiv),
            ("acl", Code::BadAcl, &publication.acl, acl),
            (
                "openreview",
                Code::BadOpenreview,
                &publication.openreview,
                openreview,
            ),
            ("isbn", Code::BadIsbn, &publication.isbn, isbn),
            ("pmid", Code::BadPmid, &publication.pmid, pmid),
        ];
        for (field, code, text, rule) in fields {
            let Some(text) = text.as_deref().filter(|text| !text.trim().is_empty()) else {
                continue;
            };
            if let Err(wrong) = rule(text.trim()) {
                diagnostics.push(wrong.diagnostic(
                    code,
                    value(format!("publications[{index}].{field}")),
                    text,
                ));
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

/// A DOI, bare or as a web address.
fn doi(text: &str) -> Result<(), Wrong> {
    identifier::doi(text).map(drop).ok_or_else(|| {
        let wrong = Wrong::new(format!("`{text}` is not a DOI"))
            .help("a DOI looks like `10.1000/182`, bare or after `https://doi.org/`");
        // Pasted behind a prefix that was there already.
        let last = text.rfind("https://doi.org/").filter(|at| *at > 0);
        let bare = last.map(|at| &text[at..]);
        match bare.filter(|bare| identifier::doi(bare).is_some()) {
            Some(bare) => wrong.surely(bare),
            None => wrong,
        }
    })
}

/// An identifier of the ACL Anthology, bare or in a web address.
pub(super) fn acl(text: &str) -> Result<(), Wrong> {
    identifier::acl(text).map(drop).ok_or_else(|| {
        Wrong::new(format!(
            "`{text}` is not an identifier of the ACL Anthology"
        ))
        .help("it looks like `2025.emnlp-main.1`, or `P19-1001` before 2020")
    })
}

/// A forum of OpenReview, bare or in a web address.
pub(super) fn openreview(text: &str) -> Result<(), Wrong> {
    identifier::openreview(text).map(drop).ok_or_else(|| {
        Wrong::new(format!("`{text}` is not a forum of OpenReview"))
            .help("write what follows `id=` in the address of the forum")
    })
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
        return Err(Wrong::new("an ORCID iD has hyphens after every four digits").meant(written));
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

/// An arXiv identifier, whose first digits are a year and a month
/// (<https://info.arxiv.org/help/arxiv_identifier.html>).
fn arxiv(text: &str) -> Result<(), Wrong> {
    let wrong = || {
        Wrong::new(format!("`{text}` is not an arXiv identifier"))
            .help("it looks like `2505.12345`, or `cs/0112017` before April 2007")
    };
    let bare = identifier::arxiv(text).ok_or_else(wrong)?;
    let number = bare
        .rsplit_once('/')
        .map_or(bare.as_str(), |(_, number)| number);
    match number.get(2..4).and_then(|month| month.parse().ok()) {
        Some(1..=12) => Ok(()),
        _ => Err(wrong().help("its third and fourth digits are a month")),
    }
}

/// An ISBN of 10 or 13 digits, with its check digit (ISO 2108).
pub(super) fn isbn(text: &str) -> Result<(), Wrong> {
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
pub(super) fn pmid(text: &str) -> Result<(), Wrong> {
    if (1..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(());
    }
    let wrong = Wrong::new(format!("`{text}` is not a PubMed identifier"))
        .help("it has digits only, such as `12345678`");
    let bare = without_prefix(text, &["pmid:", "pmid"]).trim_start();
    Err(match bare.len() < text.len() && pmid(bare).is_ok() {
        true => wrong.surely(bare),
        false => wrong,
    })
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
    fn knows_the_months_of_arxiv() {
        all(
            arxiv,
            &[
                "2505.12345",
                "0704.0001",
                "2505.12345v2",
                "cs/0112017",
                "hep-th/9901001v3",
            ],
            &["2513.12345", "2500.12345", "2505.123", "cs/0113017", "x/y"],
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
