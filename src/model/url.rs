//! Addresses as values: read once, and links ever after.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::address::{self, Unlinkable};
use super::uri::uri;

/// An address that a link can lead to, with one of [`address::SCHEMES`].
///
/// Whoever has one need not ask again whether it is one. Two are the same when they are written the
/// same.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Url {
    written: String,
    uri: String,
}

impl Url {
    /// What the JSON Schema calls such values, by which reading finds them.
    pub const TITLE: &'static str = "Web address";

    /// Reads an address; blanks around it are no part of it.
    ///
    /// # Errors
    /// Why nobody can follow it, and what to write.
    pub fn parse(text: &str) -> Result<Self, Unlinkable> {
        let written = text.trim();
        address::web(written)?;
        Ok(Self::of(written.to_owned()))
    }

    /// The address below one of a service's, such as `https://doi.org/`: what stands behind that is
    /// encoded where an address does not hold it.
    pub(crate) fn below(service: &'static str, rest: &str) -> Self {
        debug_assert!(address::web(service).is_ok(), "{service}");
        Self::of(format!("{service}{rest}"))
    }

    /// The address to which one writes an e-mail.
    ///
    /// # Errors
    /// Why nobody can be written to there, and what to write.
    pub fn mail(text: &str) -> Result<Self, Unlinkable> {
        let text = text.trim();
        address::mail(text)?;
        // Signs of a name that have a meaning in an address (RFC 6068, section 2).
        let mut mailto = String::from("mailto:");
        for character in text.chars() {
            match character {
                '%' => mailto.push_str("%25"),
                '?' => mailto.push_str("%3F"),
                '#' => mailto.push_str("%23"),
                '&' => mailto.push_str("%26"),
                other => mailto.push(other),
            }
        }
        Self::parse(&mailto)
    }

    /// The address to which one calls: `tel:` with digits.
    pub(super) fn telephone(uri: String) -> Self {
        Self::of(uri)
    }

    fn of(written: String) -> Self {
        // Every way here has a scheme that is known; without one it would stay as it is.
        let uri = uri(&written).unwrap_or_else(|| written.clone());
        Self { written, uri }
    }

    /// The address as it was written.
    pub fn as_str(&self) -> &str {
        &self.written
    }

    /// The address as a link holds it (RFC 3986): ASCII, what else it has percent-encoded.
    pub fn uri(&self) -> &str {
        &self.uri
    }

    /// The address as a page shows it: as written, without `https://`, `www.` and a slash at its end.
    pub fn bare(&self) -> &str {
        let written = self.as_str();
        let bare = written.split_once("://").map_or(written, |(_, rest)| rest);
        let bare = bare.strip_prefix("www.").unwrap_or(bare);
        bare.strip_suffix('/').unwrap_or(bare)
    }

    /// Serialises the address as a link holds it.
    ///
    /// # Errors
    /// Those of the serialiser.
    pub fn serialize_uri<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.uri)
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written)
    }
}

impl std::str::FromStr for Url {
    type Err = Unlinkable;

    fn from_str(text: &str) -> Result<Self, Unlinkable> {
        Self::parse(text)
    }
}

impl Serialize for Url {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.written)
    }
}

impl<'de> Deserialize<'de> for Url {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(|wrong| de::Error::custom(wrong.sentence()))
    }
}

impl JsonSchema for Url {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Url".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "title": Self::TITLE, "type": "string" })
    }
}

/// An account on a network: a user name, or the address of a profile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Account {
    /// A name that the network knows, or an identifier there.
    Name(String),
    /// The address of the profile.
    Address(Url),
}

impl Account {
    /// What is written.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Name(name) => name,
            Self::Address(url) => url.as_str(),
        }
    }
}

impl From<&str> for Account {
    /// An address has `://`; one that nobody can follow is as good as a name that no network has.
    fn from(text: &str) -> Self {
        let address = Some(text).filter(|text| text.contains("://"));
        match address.map(Url::parse) {
            Some(Ok(url)) => Self::Address(url),
            _ => Self::Name(text.to_owned()),
        }
    }
}

impl Default for Account {
    fn default() -> Self {
        Self::Name(String::new())
    }
}

impl Serialize for Account {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Account {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(|text| Self::from(text.as_str()))
    }
}

impl JsonSchema for Account {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Account".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        String::json_schema(generator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_kept_as_written_and_link_in_ascii() {
        let url = Url::parse(" https://www.müller.example/ü/ ").unwrap();
        assert_eq!(url.as_str(), "https://www.müller.example/ü/");
        assert_eq!(url.uri(), "https://www.xn--mller-kva.example/%C3%BC/");
        assert_eq!(url.bare(), "müller.example/ü");
        for text in ["", "example.org", "ftp://example.org", "https://a b.org"] {
            assert_eq!(Url::parse(text).ok(), None, "{text}");
        }
    }

    #[test]
    fn e_mail_addresses_are_links_whatever_signs_a_name_has() {
        for (text, uri) in [
            ("ada@example.org", "mailto:ada@example.org"),
            (
                "a?b#c&d%e@example.org",
                "mailto:a%3Fb%23c%26d%25e@example.org",
            ),
            ("ada@müller.example", "mailto:ada@xn--mller-kva.example"),
        ] {
            assert_eq!(Url::mail(text).unwrap().uri(), uri);
        }
        assert!(Url::mail("ada").is_err());
    }

    #[test]
    fn what_a_service_is_asked_for_is_encoded() {
        let url = Url::below("https://doi.org/", "10.1000/a\u{200b}b<c>");
        assert_eq!(url.uri(), "https://doi.org/10.1000/a%E2%80%8Bb%3Cc%3E");
    }

    #[test]
    fn accounts_are_names_or_addresses() {
        assert!(matches!(Account::from("ada"), Account::Name(_)));
        assert!(matches!(
            Account::from("https://example.org/ada"),
            Account::Address(_)
        ));
        assert!(matches!(
            Account::from("ftp://example.org"),
            Account::Name(_)
        ));
    }
}
