//! Numbers and amounts of money.

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
    /// A whole number in digits, in groups.
    fn grouped(&self, whole: &str) -> String {
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
                out.push_str(&self.group);
            }
            out.push(digit);
        }
        out
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
    /// A number: "1,234.50". What is no number written with a point is none.
    pub fn number(&self, written: &str) -> Option<String> {
        let (whole, fraction) = parts(written)?;
        let mut out = self.digits.grouped(whole);
        if let Some(fraction) = fraction {
            out.push_str(&self.digits.decimal);
            out.push_str(fraction);
        }
        Some(out)
    }

    /// An amount: "€2,000,000", or "CHF 2,000,000" for a currency without a sign of its own; an amount that
    /// is no number stays as written, beside its currency.
    pub fn money(&self, written: &str, currency: &str) -> String {
        let Some(amount) = self.number(written) else {
            let values = [("currency", currency), ("amount", written)];
            return self.fill(Message::MoneyWritten, &values);
        };
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
        self.fill(Message::Percent, &[("number", number)])
    }

    /// A place in a sequence: "7th".
    pub fn ordinal(&self, number: u64) -> String {
        let form = self.form(Message::Ordinal, number);
        form.fill(&[("number", &number.to_string())])
    }

    /// Years or pages from one to another: "2014–2017".
    pub fn number_range(&self, first: &str, last: &str) -> String {
        self.fill(Message::NumberRange, &[("first", first), ("last", last)])
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
            assert_eq!(digits(sizes, least).grouped(whole), grouped);
        }
    }
}
