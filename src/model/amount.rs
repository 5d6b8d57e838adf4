//! Amounts of money.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use super::entry::other_fields;
use super::forms::{AS_WRITTEN, short_or_long};

/// An amount of money: a text, or value and currency.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Amount {
    /// How much, as written or as digits with an optional decimal point.
    pub value: Option<String>,
    /// The currency, by its ISO 4217 code.
    pub currency: Option<String>,
}

/// The long form of an amount.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct AmountFields {
    /// How much: digits, with an optional decimal point. Required.
    #[schemars(required, with = "super::Plain")]
    #[serde(serialize_with = "digits")]
    value: Option<String>,
    /// The currency, by its ISO 4217 code, such as `EUR`. Required.
    #[schemars(required)]
    currency: Option<String>,
}

short_or_long!(
    Amount,
    AmountFields,
    "an amount: a text or `{value, currency}`",
    |text| Amount {
        value: Some(text.to_owned()),
        currency: None
    },
    |long| Amount {
        value: long.value,
        currency: long.currency
    },
    |amount| amount.value.as_deref(),
    AmountFields {
        value: amount.value.clone(),
        currency: amount.currency.clone()
    },
);

/// Writes digits as a number, which they are here; any other value as the text that it is.
fn digits<S: Serializer>(value: &Option<String>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        // Leading zeros mean octal numbers to some parsers, and long numbers lose their last digits.
        Some(text)
            if (1..=15).contains(&text.len())
                && !text.starts_with('0')
                && text.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            serializer.serialize_newtype_struct(AS_WRITTEN, text)
        }
        other => other.serialize(serializer),
    }
}

other_fields!(Amount);
