//! Numbers and amounts of money.

use std::fmt::Display;

use super::locale::Locale;
use super::message::{Family, Message};

/// How a language writes numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Digits {
    /// Between groups of digits.
    pub group: String,
    /// Before the fraction.
    pub decimal: String,
    /// How many digits stand in the last group, and in those before it.
    pub sizes: (usize, usize),
    /// From how many digits on they are grouped.
    pub least: usize,
}

impl Digits {
    /// A whole number in digits, in groups with a sign between them.
    fn grouped(&self, whole: &str, sign: &str) -> String {
        if whole.len() < self.least {
            return whole.to_owned();
        }
        let (last, others) = self.sizes;
        let mut out = String::new();
        for (index, digit) in whole.char_indices() {
            let left = whole.len() - index;
            let begins_group =
                left == last || (left > last && (left - last).is_multiple_of(others));
            if index > 0 && begins_group {
                out.push_str(sign);
            }
            out.push(digit);
        }
        out
    }
}

/// The digits of a language's own script, and what stands in numbers that are written in them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Numerals {
    /// From zero to nine.
    pub digits: [char; 10],
    /// Between groups of digits.
    pub group: String,
    /// Before the fraction.
    pub decimal: String,
    /// For `%`.
    pub percent: String,
}

impl Numerals {
    /// Takes digits as a language file has them: ten characters.
    pub(super) fn digits(written: &str) -> Option<[char; 10]> {
        written.chars().collect::<Vec<_>>().try_into().ok()
    }

    fn of(&self, digit: char) -> Option<char> {
        let value = usize::try_from(digit.to_digit(10)?).ok()?;
        self.digits.get(value).copied()
    }
}

/// The whole part and the fraction of a number that is written as a program writes it: `1234.50`.
fn parts(written: &str) -> Option<(&str, Option<&str>)> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match written.split_once('.') {
        Some((whole, "")) if digits(whole) => Some((whole, None)),
        Some((whole, fraction)) if digits(whole) && digits(fraction) => {
            Some((whole, Some(fraction)))
        }
        None if digits(written) => Some((written, None)),
        _ => None,
    }
}

impl Locale {
    /// The language with numbers in the digits of its own script; none where it has no others, or has them already.
    pub fn in_native_digits(&self) -> Option<Self> {
        let has_others = self.numerals.is_some() && !self.writes_native_digits;
        has_others.then(|| self.writing(true))
    }

    /// The language with numbers in the digits 0 to 9; none where it has them already.
    pub fn in_western_digits(&self) -> Option<Self> {
        self.writes_native_digits.then(|| self.writing(false))
    }

    fn writing(&self, writes_native_digits: bool) -> Self {
        let mut own = self.clone();
        own.writes_native_digits = writes_native_digits;
        own
    }

    /// The digits and signs of its own, where it writes them.
    fn native(&self) -> Option<&Numerals> {
        let numerals = self.numerals.as_ref();
        numerals.filter(|_| self.writes_native_digits)
    }

    /// The ten digits that it writes, where they are not 0 to 9.
    pub fn native_digits(&self) -> Option<String> {
        self.native()
            .map(|numerals| numerals.digits.iter().collect())
    }

    /// A text that Folio wrote, with its digits as the language writes them: "2021".
    pub fn numerals(&self, written: impl Display) -> String {
        let written = written.to_string();
        match self.native() {
            Some(numerals) => {
                let characters = written.chars();
                characters.map(|c| numerals.of(c).unwrap_or(c)).collect()
            }
            None => written,
        }
    }

    /// A number: "1,234.50". What is no number written with a point is none.
    pub fn number(&self, written: &str) -> Option<String> {
        let (whole, fraction) = parts(written)?;
        let (group, decimal) = match self.native() {
            Some(native) => (&native.group, &native.decimal),
            None => (&self.digits.group, &self.digits.decimal),
        };
        let mut out = self.digits.grouped(whole, group);
        if let Some(fraction) = fraction {
            out.push_str(decimal);
            out.push_str(fraction);
        }
        Some(self.numerals(out))
    }

    /// An amount: "€2,000,000", or "CHF 2,000,000" for a currency without a sign of its own; an amount that
    /// is no number stays as written, beside its currency.
    pub fn money(&self, written: &str, currency: &str) -> String {
        let Some(amount) = self.number(written) else {
            let values = [("currency", currency), ("amount", written)];
            return self.fill(Message::MoneyWritten, &values);
        };
        if let Some((_, pattern)) = self.own_money.iter().find(|(own, _)| own == currency) {
            return pattern.fill(&[("amount", &amount)]);
        }
        match Family::Money.message(currency) {
            Some(message) => self.fill(message, &[("amount", &amount)]),
            None => {
                let values = [("currency", currency), ("amount", &amount)];
                self.fill(Message::MoneyOther, &values)
            }
        }
    }

    /// "25%".
    pub fn percent(&self, written: &str) -> String {
        let number = self.number(written);
        let number = number.as_deref().unwrap_or(written);
        let percent = self.fill(Message::Percent, &[("number", number)]);
        match self.native() {
            Some(native) => percent.replace('%', &native.percent),
            None => percent,
        }
    }

    /// A place in a sequence: "7th".
    pub fn ordinal(&self, number: u64) -> String {
        let form = self.form(Message::Ordinal, number);
        form.fill(&[("number", &self.numerals(number))])
    }

    /// Years or pages from one to another: "2014–2017".
    pub fn number_range(&self, first: &str, last: &str) -> String {
        let (first, last) = (self.numerals(first), self.numerals(last));
        let values = [("first", &first[..]), ("last", &last)];
        self.fill(Message::NumberRange, &values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_as_the_language_does() {
        let digits = |sizes, least| Digits {
            group: ",".to_owned(),
            decimal: ".".to_owned(),
            sizes,
            least,
        };
        for (sizes, least, whole, grouped) in [
            ((3, 3), 4, "1234567", "1,234,567"),
            ((3, 3), 4, "123", "123"),
            ((3, 3), 5, "1234", "1234"),
            ((3, 3), 5, "12345", "12,345"),
            ((3, 2), 4, "12345678", "1,23,45,678"),
            ((4, 4), 5, "123456789", "1,2345,6789"),
        ] {
            assert_eq!(digits(sizes, least).grouped(whole, ","), grouped);
        }
    }
}
