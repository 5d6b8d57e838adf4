//! What a document shows of the person.

use crate::model::{
    Account, Contacts, Cv, Labelled, Metrics, NETWORKS, Network, PartialDate, Personal, Photo, Url,
};
use crate::recipe::{Resolved, Said};

/// What a document shows of the person: what it hides is not there.
#[derive(Debug, Clone, Default)]
pub struct SelectedPerson<'a> {
    /// The name.
    pub name: Option<&'a str>,
    /// The name in another script.
    pub native_name: Option<&'a str>,
    /// Pronouns.
    pub pronouns: Option<&'a str>,
    /// What the person is or does: the document's own headline, else the person's.
    pub headline: Option<Said>,
    /// Where the person is.
    pub location: Option<&'a str>,
    /// Postal addresses with their paths.
    pub address: Vec<(String, &'a str)>,
    /// What the document asks for: by field, in the order in which it asks.
    pub personal: Vec<(Personal, PersonalValue<'a>)>,
    /// E-mail addresses with their paths.
    pub email: Vec<(String, &'a Labelled)>,
    /// Phone numbers with their paths.
    pub phone: Vec<(String, &'a Labelled)>,
    /// The web address.
    pub website: Option<&'a Url>,
    /// Accounts and identifiers by their keys in the file, those of known networks first.
    pub profiles: Vec<(Option<&'static Network>, &'a str, &'a Account)>,
    /// What others make of the papers.
    pub metrics: Option<&'a Metrics>,
    /// A portrait with its description; the theme says where it stands, if anywhere.
    pub photo: Option<&'a Photo>,
}

impl<'a> SelectedPerson<'a> {
    /// What a document shows.
    pub(super) fn new(cv: &'a Cv, settings: &Resolved) -> Self {
        let person = &cv.person;
        let shown = |field: &str, text: &'a Option<String>| {
            text.as_deref().filter(|_| !settings.hides(field))
        };
        let list = |field: &str, all: &'a [String]| {
            let path = |index| match all.len() {
                1 => format!("person.{field}"),
                _ => format!("person.{field}[{index}]"),
            };
            let all = all.iter().filter(|_| !settings.hides(field));
            let all = all.enumerate();
            all.map(|(index, text)| (path(index), text.as_str()))
                .collect()
        };
        let contacts = |field: &str, all: &'a Contacts| {
            let path = format!("person.{field}");
            let shown = all.placed(&path).filter(|(_, one)| {
                let label = one.label.as_deref();
                !settings.hides(field)
                    && label.is_none_or(|label| !settings.hides(&format!("{field}.{label}")))
            });
            shown.collect()
        };
        let headline = settings.headline.clone().or_else(|| {
            let text = person.headline.clone()?;
            let origin = "person.headline".to_owned();
            Some(Said { text, origin })
        });
        let photo = person.photo.as_ref();
        Self {
            name: person.name.as_deref(),
            native_name: shown("native_name", &person.native_name),
            pronouns: shown("pronouns", &person.pronouns),
            headline: headline.filter(|_| !settings.hides("headline")),
            location: shown("location", &person.location),
            address: list("address", &person.address),
            personal: personal(cv, settings),
            email: contacts("email", &person.email),
            phone: contacts("phone", &person.phone),
            website: person
                .website
                .as_ref()
                .filter(|_| !settings.hides("website")),
            profiles: profiles(cv, settings),
            metrics: person
                .metrics
                .as_ref()
                .filter(|_| !settings.hides("metrics")),
            photo: photo.filter(|_| !settings.hides("photo")),
        }
    }
}

/// A value that is printed where a document asks for it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum PersonalValue<'a> {
    /// A text.
    Said(&'a str),
    /// A date.
    On(PartialDate),
}

fn personal<'a>(cv: &'a Cv, settings: &Resolved) -> Vec<(Personal, PersonalValue<'a>)> {
    let person = &cv.person;
    let value = |field| {
        let text = match field {
            Personal::BirthDate => return person.birth_date.map(PersonalValue::On),
            Personal::BirthPlace => &person.birth_place,
            Personal::Nationality => &person.nationality,
            Personal::MaritalStatus => &person.marital_status,
            Personal::Permit => &person.permit,
        };
        text.as_deref().map(PersonalValue::Said)
    };
    let mut shown: Vec<(Personal, PersonalValue<'a>)> = Vec::new();
    for field in &settings.show {
        let is_there = shown.iter().any(|(before, _)| before == field);
        if let Some(value) = value(*field).filter(|_| !is_there && !settings.hides(field.key())) {
            shown.push((*field, value));
        }
    }
    shown
}

/// The accounts that a document shows: of known networks in the order of their table, then the others.
fn profiles<'a>(
    cv: &'a Cv,
    settings: &Resolved,
) -> Vec<(Option<&'static Network>, &'a str, &'a Account)> {
    if settings.hides("profiles") {
        return Vec::new();
    }
    let profiles = &cv.person.profiles;
    let known = NETWORKS.iter().filter_map(|network| {
        let (key, account) = profiles.get_key_value(network.key)?;
        Some((Some(network), key, account))
    });
    let is_known = |key: &str| NETWORKS.iter().any(|network| network.key == key);
    let others = profiles.iter().filter(|(key, _)| !is_known(key));
    let others = others.map(|(key, account)| (None, key, account));
    let shown = known.chain(others);
    let hides = |key: &str| settings.hides(key) || settings.hides(&format!("profiles.{key}"));
    shown.filter(|(_, key, _)| !hides(key)).collect()
}
