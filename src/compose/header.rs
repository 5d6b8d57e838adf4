//! Name and contact of the person.

use super::Composer;
use crate::document::{Contact, Header, PhotoView};
use crate::markup::plain;
use crate::model::{Account, Labelled, Network, Url, phone};
use crate::select::{PersonalValue, SelectedPerson};
use crate::words::{DateStyle, Locale};

/// Name and contact.
pub(super) fn header(composer: &mut Composer) -> Header {
    let person = &composer.selection.person;
    let shown = |text: Option<&str>| text.map(plain).filter(|text| !text.is_empty());
    let photo = person.photo.and_then(|photo| {
        Some(PhotoView {
            path: photo.path.clone()?,
            alt: plain(photo.alt.as_deref()?),
            orientation: 1,
        })
    });
    let headline = person.headline.as_ref();
    Header {
        origin: "person".to_owned(),
        name: plain(person.name.unwrap_or_default()),
        native_name: shown(person.native_name),
        pronouns: shown(person.pronouns),
        headline: headline
            .map(|said| composer.runs(&said.text, &said.origin))
            .unwrap_or_default(),
        updated: None,
        location: shown(person.location),
        contacts: contacts(person, composer.locale, composer.dates),
        photo,
    }
}

fn contacts(person: &SelectedPerson, locale: &Locale, dates: DateStyle) -> Vec<Contact> {
    let mut contacts = Vec::new();
    let mut add = |origin: &str, label: Option<String>, text: String, url: Option<Url>| {
        contacts.push(Contact {
            origin: origin.to_owned(),
            gap: gap(label.as_deref()),
            label,
            text,
            url,
        });
    };
    let label = |one: &Labelled| {
        let label = one.label.as_deref().map(plain)?;
        Some(locale.label(&label)).filter(|_| !label.is_empty())
    };
    for (origin, address) in &person.address {
        let lines: Vec<String> = address.lines().map(plain).collect();
        let lines = lines.iter().map(|line| line.trim().trim_end_matches(','));
        let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
        add(origin, None, locale.parts(&lines), None);
    }
    for (origin, email) in &person.email {
        let address = plain(&email.text);
        let url = Url::mail(&address).ok();
        add(origin, label(email), address, url);
    }
    for (origin, phone) in &person.phone {
        let number = plain(&phone.text);
        let url = phone::tel_uri(&number).ok();
        add(origin, label(phone), number, url);
    }
    if let Some(website) = person.website {
        let url = website.clone();
        add("person.website", None, plain(website.bare()), Some(url));
    }
    for (field, value) in &person.personal {
        let label = locale.label(&locale.word((*field).into()));
        contacts.push(Contact {
            origin: format!("person.{}", field.key()),
            gap: gap(Some(&label)),
            label: Some(label),
            text: match value {
                PersonalValue::Said(text) => plain(text),
                PersonalValue::On(date) => locale.date_in(dates, *date),
            },
            url: None,
        });
    }
    let profiles = person.profiles.iter();
    contacts.extend(profiles.map(|(network, key, value)| profile(*network, key, value)));
    contacts.retain(|contact| !contact.text.is_empty());
    contacts
}

/// What stands behind a label: a space, unless its sign has one in itself.
fn gap(label: Option<&str>) -> &'static str {
    match label.is_some_and(|label| label.ends_with('：')) {
        true => "",
        false => " ",
    }
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
        gap: " ",
        label: network.and_then(|network| network.label.map(str::to_owned)),
        text,
        url,
    }
}
