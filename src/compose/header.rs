//! Name and contact of the person.

use super::Composer;
use crate::document::{Contact, Header, PhotoView};
use crate::markup::plain;
use crate::model::{Account, NETWORKS, Network, Person, Url, phone};

/// Name and contact, without what the document hides.
pub(super) fn header(composer: &mut Composer) -> Header {
    let person = &composer.cv.person;
    let shown = |field: &str, text: &Option<String>| {
        text.as_deref()
            .filter(|_| !composer.settings.hides(field))
            .map(plain)
            .filter(|text| !text.is_empty())
    };
    let mut header = Header {
        origin: "person".to_owned(),
        name: plain(person.name.as_deref().unwrap_or_default()),
        native_name: shown("native_name", &person.native_name),
        pronouns: shown("pronouns", &person.pronouns),
        headline: Vec::new(),
        location: shown("location", &person.location),
        contacts: contacts(composer, person),
        photo: None,
    };
    // A photo is shown only in kinds of documents that have one, and where the file asks for it.
    if let Some(photo) = person
        .photo
        .as_ref()
        .filter(|_| !composer.settings.hides("photo"))
        && let (Some(path), Some(alt)) = (&photo.path, &photo.alt)
        && composer.recipe().photo
    {
        header.photo = Some(PhotoView {
            path: path.clone(),
            alt: plain(alt),
            orientation: 1,
        });
    }
    let (text, origin) = match &composer.settings.headline {
        Some(own) => (Some(own.text.clone()), own.origin.clone()),
        None => (person.headline.clone(), "person.headline".to_owned()),
    };
    if let Some(text) = text.filter(|_| !composer.settings.hides("headline")) {
        header.headline = composer.runs(&text, &origin);
    }
    header
}

fn contacts(composer: &Composer, person: &Person) -> Vec<Contact> {
    let mut contacts = Vec::new();
    let origin = |field: &str, index: usize, all: usize| match all {
        1 => format!("person.{field}"),
        _ => format!("person.{field}[{index}]"),
    };
    if !composer.settings.hides("email") {
        for (index, email) in person.email.iter().enumerate() {
            let email = plain(email);
            contacts.push(Contact {
                origin: origin("email", index, person.email.len()),
                label: None,
                url: Url::mail(&email).ok(),
                text: email,
            });
        }
    }
    if !composer.settings.hides("phone") {
        for (index, phone) in person.phone.iter().enumerate() {
            let phone = plain(phone);
            contacts.push(Contact {
                origin: origin("phone", index, person.phone.len()),
                label: None,
                url: phone::tel_uri(&phone).ok(),
                text: phone,
            });
        }
    }
    if let Some(website) = person
        .website
        .as_ref()
        .filter(|_| !composer.settings.hides("website"))
    {
        contacts.push(Contact {
            origin: "person.website".to_owned(),
            label: None,
            text: plain(website.bare()),
            url: Some(website.clone()),
        });
    }
    if !composer.settings.hides("profiles") {
        let known = NETWORKS.iter().filter_map(|network| {
            person
                .profiles
                .get(network.key)
                .map(|account| (Some(network), (network.key, account)))
        });
        let other = person
            .profiles
            .iter()
            .filter(|(key, _)| !NETWORKS.iter().any(|network| network.key == *key))
            .map(|entry| (None, entry));
        for (network, (key, value)) in known.chain(other) {
            if !composer.settings.hides(&format!("profiles.{key}")) && !composer.settings.hides(key)
            {
                contacts.push(profile(network, key, value));
            }
        }
    }
    contacts.retain(|contact| !contact.text.is_empty());
    contacts
}

fn profile(network: Option<&Network>, key: &str, account: &Account) -> Contact {
    let written = plain(account.as_str());
    // The identifier is the last part of the address: a path segment or a parameter.
    let last = || written.trim_end_matches('/').rsplit(['/', '=']).next();
    let (user, url) = match (account, network) {
        (Account::Address(url), _) => (last().unwrap_or(&written), Some(url.clone())),
        (Account::Name(_), Some(network)) => {
            let user = written.trim_start_matches('@');
            (user, Some(network.url(user)))
        }
        (Account::Name(_), None) => (written.as_str(), None),
    };
    let printed = network.map_or("", |network| network.printed);
    let text = match (printed, &url) {
        ("", Some(url)) => plain(url.bare()),
        ("", None) => user.to_owned(),
        (printed, _) => printed.replace("{}", user),
    };
    Contact {
        origin: format!("person.profiles.{key}"),
        label: network.and_then(|network| network.label.map(str::to_owned)),
        text,
        url,
    }
}
