//! The person a CV is about.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::contact::Contacts;
use super::date::PartialDate;
use super::forms::{Many, Text, short_or_long};
use super::named::Named;
use super::url::{Account, Url};

/// Name, contact and identity of the CV's owner.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Person {
    /// The name as it is printed. Required.
    #[schemars(required, example = &"Ada Lovelace")]
    pub name: Option<String>,
    /// The name in another script, printed beside the name.
    #[schemars(example = &"张伟")]
    pub native_name: Option<String>,
    /// Pronouns, printed after the name.
    #[schemars(example = &"she/her")]
    pub pronouns: Option<String>,
    /// Other names the person publishes under.
    #[schemars(example = ["A. Lovelace", "A. A. King"])]
    pub aliases: Many<String>,
    /// What the person is or does, in a line. Takes inline markup.
    #[schemars(example = &"Computing researcher")]
    pub headline: Option<Text>,
    /// E-mail address, a list of them, or addresses by labels that print before them.
    #[schemars(example = &"ada@example.org")]
    pub email: Contacts,
    /// Phone number in international form, a list of them, or numbers by labels that print before them.
    #[schemars(example = &"+44 20 7946 0000")]
    pub phone: Contacts,
    /// Where the person lives or works.
    #[schemars(example = &"London, UK")]
    pub location: Option<String>,
    /// A postal address, or a list of them; the lines of one print beside each other.
    #[schemars(example = &"12 St James's Square, London")]
    pub address: Many<String>,
    /// Printed where a document asks for it: `show: [birth_date]`.
    #[schemars(example = &"1815-12-10")]
    pub birth_date: Option<PartialDate>,
    /// Printed where a document asks for it.
    #[schemars(example = &"London")]
    pub birth_place: Option<String>,
    /// Printed where a document asks for it.
    #[schemars(example = &"British")]
    pub nationality: Option<String>,
    /// Printed where a document asks for it.
    #[schemars(example = &"married")]
    pub marital_status: Option<String>,
    /// The permit to work or to stay; printed where a document asks for it.
    #[schemars(example = &"EU Blue Card")]
    pub permit: Option<String>,
    /// The personal web address.
    #[schemars(example = &"https://ada.example.org")]
    pub website: Option<Url>,
    /// Accounts and identifiers by network, as a user name or a web address.
    pub profiles: Profiles,
    /// What others make of the person's papers, printed above them.
    pub metrics: Option<Metrics>,
    /// A portrait, printed where the theme or `design.photo` has a place for it; `hide: [photo]` leaves it out.
    pub photo: Option<Photo>,
}

/// What a document prints of the person only where it asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Personal {
    /// The date of birth.
    BirthDate,
    /// The place of birth.
    BirthPlace,
    /// The nationality.
    Nationality,
    /// Whether the person is married.
    MaritalStatus,
    /// The permit to work or to stay.
    Permit,
}

impl Personal {
    /// Its key in `person`.
    pub fn key(self) -> &'static str {
        match self {
            Self::BirthDate => "birth_date",
            Self::BirthPlace => "birth_place",
            Self::Nationality => "nationality",
            Self::MaritalStatus => "marital_status",
            Self::Permit => "permit",
        }
    }
}

/// Accounts by network, in the order of the file.
pub type Profiles = Named<Account>;

/// A picture of the person.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Photo {
    /// The image file, relative to `cv.yaml`: PNG, JPEG, WebP or SVG. Required.
    #[schemars(required)]
    pub path: Option<String>,
    /// What the picture shows, read aloud by screen readers. Required (PDF/UA-1, clause 7.3).
    #[schemars(required)]
    pub alt: Option<String>,
}

/// Figures of a researcher, such as citations and the h-index, as their writer calls them.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Metrics {
    /// The figures by their names, in the order in which they print.
    pub values: Named<String>,
    /// Who counted.
    pub source: Option<String>,
    /// Where they can be looked up.
    pub url: Option<Url>,
    /// When they were counted.
    pub as_of: Option<PartialDate>,
}

/// An interest: a word, or a name with keywords.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Interest {
    /// The interest.
    pub name: Option<String>,
    /// What belongs to it.
    pub keywords: Vec<String>,
}

/// An interest with its keywords.
#[derive(Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields, rename = "Interest")]
pub struct InterestFields {
    /// The interest. Required.
    #[schemars(required)]
    name: Option<String>,
    /// What belongs to it.
    keywords: Many<String>,
}

short_or_long!(
    Interest,
    InterestFields,
    "an interest: a text or `{name, keywords}`",
    |text| Interest {
        name: Some(text.to_owned()),
        keywords: Vec::new()
    },
    |long| Interest {
        name: long.name,
        keywords: long.keywords.0
    },
    |interest| interest.name.as_deref(),
    InterestFields {
        name: interest.name.clone(),
        keywords: Many(interest.keywords.clone())
    },
);
