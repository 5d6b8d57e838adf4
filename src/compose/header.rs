//! Name and contact of the person.

use super::Composer;
use super::heading::bare_address;
use crate::document::{Contact, Header, PhotoView};
use crate::markup::plain;
use crate::model::{NETWORKS, Network, Person, phone};

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
                url: Some(format!("mailto:{email}")),
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
            text: bare_address(website),
            url: Some(website.trim().to_owned()),
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
                contacts.push(profile(network, key, &plain(value)));
            }
        }
    }
    contacts.retain(|contact| !contact.text.is_empty());
    contacts
}

fn profile(network: Option<&Network>, key: &str, value: &str) -> Contact {
    let origin = format!("person.profiles.{key}");
    let is_address = value.contains("://");
    match network {
        Some(network) => {
            let user = match is_address {
                // The identifier is the last part of the address: a path segment or a parameter.
                true => value
                    .trim_end_matches('/')
                    .rsplit(['/', '='])
                    .next()
                    .unwrap_or(value),
                false => value.trim_start_matches('@'),
            };
            let url = if is_address {
                value.to_owned()
            } else {
                network.address.replace("{}", user)
            };
            let text = match network.printed {
                "" => bare_address(&url),
                printed => printed.replace("{}", user),
            };
            Contact {
                origin,
                label: network.label.map(str::to_owned),
                text,
                url: Some(url),
            }
        }
        None => Contact {
            origin,
            label: None,
            text: bare_address(value),
            url: is_address.then(|| value.to_owned()),
        },
    }
}
