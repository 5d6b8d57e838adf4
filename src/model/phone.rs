//! Telephone numbers as people write them, and what dials them.

use std::fmt;

use unicode_normalization::UnicodeNormalization;

use super::url::Url;

/// Digits of an international number, country code included (ITU-T E.164, 6.1); fewer than the least here
/// are no number of any country.
const DIGITS: std::ops::RangeInclusive<usize> = 7..=15;

/// Country codes whose numbers begin with a zero that is dialled from abroad as well: Italy with the
/// Vatican, San Marino, Côte d'Ivoire, Benin, the Congo (their national numbering plans, as the ITU has them).
const ZERO_IS_DIALLED: [&str; 5] = ["39", "378", "225", "229", "242"];

/// What is dialled within a country before a number and not from abroad, where it is no zero.
const TRUNK_PREFIXES: [(&str, &str); 5] = [
    ("36", "06"),
    ("7", "8"),
    ("370", "8"),
    ("375", "8"),
    ("993", "8"),
];

/// Words before an extension, in the languages of Europe and in Chinese and Japanese.
#[rustfmt::skip]
const EXTENSION_WORDS: [&str; 32] = [
    "x", "ext", "extn", "extension", "dw", "durchwahl", "nst", "nebenstelle", "app", "apparat", "klappe",
    "poste", "int", "interno", "anexo", "extensión", "extensao", "extensão", "ramal", "anknytning", "ankn",
    "toestel", "tst", "linka", "klapka", "wewn", "wew", "dahili", "доб", "вн", "内線", "分机",
];

/// Why a telephone number makes no link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum NotDialled {
    /// It has no country code. RFC 3966, section 5.1.5, wants the area of such a number, which only the
    /// owner knows.
    National,
    /// It begins with `00`, which leads abroad from some countries only.
    ExitCode,
    /// So many digits make no number.
    Digits(usize),
    /// It holds something else than one number and its extension.
    Unclear,
}

impl std::error::Error for NotDialled {}

impl fmt::Display for NotDialled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::National => f.write_str("the phone number has no country code, so that it makes no link"),
            Self::ExitCode => f.write_str(
                "the phone number begins with `00`, which dials abroad from some countries only, so that it makes no link",
            ),
            Self::Digits(count) => write!(
                f,
                "an international phone number has {} to {} digits, not {count}, so that this one makes no link",
                DIGITS.start(),
                DIGITS.end()
            ),
            Self::Unclear => f.write_str(
                "this is not one phone number with at most an extension, so that it makes no link",
            ),
        }
    }
}

/// The `tel:` address (RFC 3966) of a number in international form: `+44 (0)20 7946 0123 ext. 5` becomes
/// `tel:+442079460123;ext=5`.
///
/// Digits are those that were typed, without a trunk prefix in parentheses after the country code.
///
/// # Errors
/// When the number is not one that can be dialled from anywhere.
pub fn tel_uri(written: &str) -> Result<Url, NotDialled> {
    // Full-width digits are digits.
    let text: String = written.nfkc().collect();
    let has_digits = |text: &str| text.chars().any(|c| c.is_ascii_digit());
    let Some((before, number)) = text.split_once('+') else {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        return Err(match digits.len() {
            0 => NotDialled::Unclear,
            _ if digits.starts_with("00") => NotDialled::ExitCode,
            _ => NotDialled::National,
        });
    };
    if has_digits(before) {
        return Err(NotDialled::Unclear);
    }
    let end = number.find(|c| !separates(c) && !c.is_ascii_digit());
    let (number, after) = number.split_at(end.unwrap_or(number.len()));
    let digits = digits(number);
    let extension = match has_digits(after) {
        true => Some(extension(after).ok_or(NotDialled::Unclear)?),
        // Letters in capitals may stand for digits: "1 800 FLOWERS".
        false if after.contains('+') || is_in_capitals(after) => return Err(NotDialled::Unclear),
        false => None,
    };
    if !DIGITS.contains(&digits.len()) {
        return Err(NotDialled::Digits(digits.len()));
    }
    Ok(Url::telephone(match extension {
        Some(extension) => format!("tel:+{digits};ext={extension}"),
        None => format!("tel:+{digits}"),
    }))
}

/// What people set between the digits of a number.
fn separates(c: char) -> bool {
    c.is_whitespace() || "-.()/·‐‑‒–−".contains(c)
}

fn is_in_capitals(text: &str) -> bool {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some() && letters.all(char::is_uppercase)
}

/// The digits of a number after its `+`, without a trunk prefix in parentheses.
fn digits(number: &str) -> String {
    let mut out = String::new();
    let mut rest = number;
    let mut has_prefix = false; // a number has one at most
    while let Some(open) = rest.find('(') {
        let (before, from) = rest.split_at(open);
        out.extend(before.chars().filter(char::is_ascii_digit));
        let close = from.find(')').unwrap_or(from.len());
        let (inside, after) = from.split_at(close);
        let inside: String = inside.chars().filter(char::is_ascii_digit).collect();
        let dialled = match has_prefix {
            true => &*inside,
            false => without_trunk_prefix(&out, &inside),
        };
        has_prefix |= dialled.len() < inside.len();
        out.push_str(dialled);
        rest = after;
    }
    out.extend(rest.chars().filter(char::is_ascii_digit));
    out
}

/// Digits in parentheses as they are dialled from abroad, after the digits before them: a country code has one
/// to three.
fn without_trunk_prefix<'a>(before: &str, inside: &'a str) -> &'a str {
    let own = TRUNK_PREFIXES
        .iter()
        .any(|(country, prefix)| *country == before && *prefix == inside);
    if own {
        return "";
    }
    let after_country = (1..=3).contains(&before.len()) && !ZERO_IS_DIALLED.contains(&before);
    match after_country {
        true => inside.strip_prefix('0').unwrap_or(inside),
        false => inside,
    }
}

/// The digits of an extension: a word or sign for it, then digits and nothing else.
fn extension(after: &str) -> Option<String> {
    let begin = |c: char| c.is_whitespace() || ",;:(–-".contains(c);
    let after = after.trim_start_matches(begin);
    let at = after.find(|c: char| c.is_ascii_digit())?;
    let (word, digits) = after.split_at(at);
    let word = word.trim_end_matches(|c: char| c.is_whitespace() || ".:=#".contains(c));
    let word = word.to_lowercase();
    // Nothing is left of `#12`; `12` after a comma alone is a part of something else.
    let is_marked =
        EXTENSION_WORDS.contains(&word.as_str()) || word.is_empty() && after.starts_with('#');
    let digits = digits.trim_end_matches(|c: char| c.is_whitespace() || c == ')');
    let plain = |c: char| c.is_ascii_digit() || c == ' ' || c == '-';
    (is_marked && digits.chars().all(plain)).then(|| digits.replace([' ', '-'], ""))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn numbers_are_dialled_as_they_are_from_abroad() {
        for (written, expected) in [
            ("+44 20 7946 0123", "tel:+442079460123"),
            ("+44 (0)20 7946 0123", "tel:+442079460123"),
            ("+44(0)2079460123", "tel:+442079460123"),
            ("+44 (020) 7946 0123", "tel:+442079460123"),
            ("(+44) (0) 20 7946 0123", "tel:+442079460123"),
            ("+49 (0) 30 / 1234-56", "tel:+4930123456"),
            ("+49 (030) 123456", "tel:+4930123456"),
            ("+33 (0)1 23 45 67 89", "tel:+33123456789"),
            ("+358 (0)9 123 4567", "tel:+35891234567"),
            ("+39 06 1234 5678", "tel:+390612345678"),
            ("+39 (06) 1234 5678", "tel:+390612345678"),
            ("+39 (0)6 1234 5678", "tel:+390612345678"),
            ("+378 (0549) 123456", "tel:+3780549123456"),
            ("+36 (06) 1 234 5678", "tel:+3612345678"),
            ("+7 (8) 495 123-45-67", "tel:+74951234567"),
            ("+7 (812) 123-45-67", "tel:+78121234567"),
            ("+1 (617) 208-1394", "tel:+16172081394"),
            ("+1.617.208.1394", "tel:+16172081394"),
            ("+1 617–208–1394", "tel:+16172081394"),
            ("+55 (11) 91234-5678", "tel:+5511912345678"),
            ("+44 20 (0) 7946 0123", "tel:+4420079460123"),
            ("＋８１ (０)３ １２３４ ５６７８", "tel:+81312345678"),
            ("Tel. +44 20 7946 0123", "tel:+442079460123"),
            ("+44 20 7946 0123 (mobile)", "tel:+442079460123"),
            ("+44 20 7946 0123, office", "tel:+442079460123"),
            ("+1 617 208 1394 ext. 100", "tel:+16172081394;ext=100"),
            ("+1 617 208 1394 x55", "tel:+16172081394;ext=55"),
            ("+1 617 208 1394x55", "tel:+16172081394;ext=55"),
            ("+1 617 208 1394 X 55", "tel:+16172081394;ext=55"),
            ("+1 617 208 1394, Ext 55", "tel:+16172081394;ext=55"),
            ("+1 617 208 1394 (ext. 55)", "tel:+16172081394;ext=55"),
            ("+1 617 208 1394;ext=55", "tel:+16172081394;ext=55"),
            ("+1 617 208 1394 extension 5 5", "tel:+16172081394;ext=55"),
            ("+1 617 208 1394 #12", "tel:+16172081394;ext=12"),
            ("+49 30 123456, Durchwahl 12", "tel:+4930123456;ext=12"),
            ("+43 1 123456 DW 12", "tel:+431123456;ext=12"),
            ("+41 44 123 45 67 int. 89", "tel:+41441234567;ext=89"),
            ("+33 1 23 45 67 89 poste 12", "tel:+33123456789;ext=12"),
            ("+81 3 1234 5678 内線 12", "tel:+81312345678;ext=12"),
            ("+7 495 123 45 67 доб. 12", "tel:+74951234567;ext=12"),
        ] {
            let expected = expected.replace(' ', "");
            assert_eq!(tel_uri(written).unwrap().uri(), expected, "{written}");
        }
    }

    #[test]
    fn what_cannot_be_dialled_from_anywhere_is_no_link() {
        for (written, why) in [
            ("020 7946 0123", NotDialled::National),
            ("650-432-6289", NotDialled::National),
            ("112", NotDialled::National),
            ("(0)20 7946 0123 x5", NotDialled::National),
            ("00 44 20 7946 0123", NotDialled::ExitCode),
            ("+1 23", NotDialled::Digits(3)),
            ("+44 20 7946 0123 / 0124 5555", NotDialled::Digits(20)),
            ("on request", NotDialled::Unclear),
            ("+1 800 FLOWERS", NotDialled::Unclear),
            ("+1 617 208 HELP", NotDialled::Unclear),
            ("+44 20 7946 0123 or +44 20 7946 0124", NotDialled::Unclear),
            ("+44 20 7946 0123, 0124", NotDialled::Unclear),
            ("+44 20 7946 0123 room 12", NotDialled::Unclear),
            ("+1 617 208 1394 x55 (room 12)", NotDialled::Unclear),
            ("020 +44", NotDialled::Unclear),
            ("", NotDialled::Unclear),
        ] {
            assert_eq!(tel_uri(written), Err(why), "{written}");
        }
    }

    proptest! {
        #[test]
        fn digits_are_those_that_were_typed(
            written in "[+]?[0-9 ().x#,;/–-]{0,30}( ?(ext\\.?|Durchwahl|mobile|x) ?[0-9]{0,4})?",
        ) {
            if let Ok(uri) = tel_uri(&written) {
                let number = uri.uri().strip_prefix("tel:+").unwrap();
                let dialled = number.replacen(";ext=", "", 1);
                prop_assert!(dialled.chars().all(|c| c.is_ascii_digit()), "{}", uri);
                // In the order in which they were typed, without at most a trunk prefix.
                let mut typed = written.chars().filter(char::is_ascii_digit);
                let mut skipped = 0;
                for digit in dialled.chars() {
                    while typed.next().expect("no digit is made up") != digit {
                        skipped += 1;
                    }
                }
                prop_assert!(skipped + typed.count() <= 2, "{} of {}", uri, written);
            }
        }

        #[test]
        fn no_text_panics(written in "\\PC{0,40}") {
            let _ = tel_uri(&written);
        }
    }
}
