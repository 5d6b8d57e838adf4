//! Interests, skills, languages, news, references, and sections of the user's own.

use super::super::Composer;
use super::super::heading::{Heading, address};
use super::super::phrases;
use super::career::strong_title;
use super::{add_text, entry, finished, highlights, taken};
use crate::document::{Inline, Inlines, Item, Line, Paragraph};
use crate::markup::plain;
use crate::model::phone::tel_uri;
use crate::model::{CustomSection, Entry as _, Section, Url};
use crate::words::Message;

/// Words in one line; interests with keywords in a line each.
pub(super) fn interests(composer: &mut Composer) -> Vec<Item> {
    let locale = composer.locale;
    let mut words: Vec<String> = Vec::new();
    let mut lines = Vec::new();
    let options = composer.settings.options(Section::Interests);
    for (index, interest) in taken(composer, &composer.cv.interests, options) {
        let Some(name) = interest
            .name
            .as_deref()
            .map(plain)
            .filter(|name| !name.is_empty())
        else {
            continue;
        };
        match interest.keywords.is_empty() {
            true => words.push(name),
            false => lines.push(Item::Line(Line {
                origin: format!("interests[{index}]"),
                label: locale.label(&name),
                content: vec![Inline::text(plain(&locale.list(&interest.keywords)))],
            })),
        }
    }
    let mut items = Vec::new();
    if !words.is_empty() {
        items.push(Item::Paragraph(Paragraph {
            origin: "interests".to_owned(),
            content: vec![Inline::text(locale.list(&words))],
        }));
    }
    items.extend(lines);
    items
}

pub(super) fn skills(composer: &mut Composer) -> Vec<Item> {
    let cv = composer.cv;
    let mut items = Vec::new();
    for (index, skill) in taken(
        composer,
        &cv.skills,
        composer.settings.options(Section::Skills),
    ) {
        let origin = format!("skills[{index}]");
        let Some(name) = skill
            .name
            .as_deref()
            .map(plain)
            .filter(|name| !name.is_empty())
        else {
            continue;
        };
        let mut content: Inlines = Vec::new();
        if !skill.keywords.is_empty() {
            content.push(Inline::text(plain(&composer.locale.list(&skill.keywords))));
        }
        if let Some(level) = skill
            .level
            .as_deref()
            .map(plain)
            .filter(|level| !level.is_empty())
        {
            match content.is_empty() {
                true => content.push(Inline::text(level)),
                false => content.push(Inline::muted(composer.locale.aside(&level))),
            }
        }
        remarks(
            composer,
            &mut content,
            skill.url.as_ref(),
            skill.note.as_ref(),
            &origin,
        );
        items.push(match content.is_empty() {
            true => Item::Paragraph(Paragraph {
                origin,
                content: vec![Inline::text(name)],
            }),
            false => Item::Line(Line {
                origin,
                label: composer.locale.label(&name),
                content,
            }),
        });
    }
    items
}

/// Adds a web address and a remark to a line.
fn remarks(
    composer: &mut Composer,
    content: &mut Inlines,
    url: Option<&Url>,
    note: Option<&crate::model::Text>,
    origin: &str,
) {
    let locale = composer.locale;
    if let Some(url) = url {
        phrases::add(content, locale, Message::JoinParts, vec![address(url)]);
    }
    if let Some(note) = note {
        let note = composer.runs(note, &format!("{origin}.note"));
        phrases::add(content, locale, Message::JoinParts, note);
    }
}

/// All languages in one line: "English (native), German (C1)".
pub(super) fn languages(composer: &mut Composer) -> Vec<Item> {
    let cv = composer.cv;
    let mut content: Inlines = Vec::new();
    for (index, language) in taken(
        composer,
        &cv.languages,
        composer.settings.options(Section::Languages),
    ) {
        let Some(name) = language
            .name
            .as_deref()
            .map(plain)
            .filter(|name| !name.is_empty())
        else {
            continue;
        };
        let name = vec![Inline::text(name)];
        phrases::add(&mut content, composer.locale, Message::JoinItems, name);
        if let Some(level) = language
            .level
            .as_deref()
            .map(plain)
            .filter(|level| !level.is_empty())
        {
            content.push(Inline::muted(composer.locale.aside(&level)));
        }
        let origin = format!("languages[{index}]");
        remarks(
            composer,
            &mut content,
            language.url.as_ref(),
            language.note.as_ref(),
            &origin,
        );
    }
    let paragraph = Paragraph {
        origin: "languages".to_owned(),
        content,
    };
    (!paragraph.content.is_empty())
        .then_some(Item::Paragraph(paragraph))
        .into_iter()
        .collect()
}

pub(super) fn news(composer: &mut Composer) -> Vec<Item> {
    let options = composer.settings.options(Section::News);
    let cv = composer.cv;
    let mut items = Vec::new();
    for (index, news) in taken(composer, &cv.news, options) {
        let origin = format!("news[{index}]");
        let times = composer.locale.times(news.times());
        let text = news.text.as_ref();
        let text = text.map(|text| composer.runs(text, &format!("{origin}.text")));
        let heading = Heading::new(composer.locale)
            .part(text.unwrap_or_default())
            .all_muted(&times.heading)
            .url(news.url.as_ref())
            .finish();
        let mut entry = entry(&origin, heading, times.beside);
        add_text(composer, &mut entry, news.note.as_ref(), "note");
        items.extend(finished(entry));
    }
    items
}

pub(super) fn references(composer: &mut Composer) -> Vec<Item> {
    let cv = composer.cv;
    let mut items = Vec::new();
    for (index, person) in taken(
        composer,
        &cv.references,
        composer.settings.options(Section::References),
    ) {
        let origin = format!("references[{index}]");
        let heading = Heading::new(composer.locale)
            .strong(person.name.as_deref())
            .text(person.title.as_deref())
            .text(person.organization.as_deref())
            .muted(person.relation.as_deref())
            .finish();
        let mut entry = entry(&origin, heading, None);
        let email = person.email.as_deref().map(plain);
        let email = email.map(|email| match Url::mail(&email) {
            Ok(url) => vec![Inline::link(url, email)],
            Err(_) => vec![Inline::text(email)],
        });
        let phone = person.phone.as_deref().map(plain);
        let phone = phone.map(|phone| match tel_uri(&phone) {
            Ok(uri) => vec![Inline::link(uri, phone)],
            Err(_) => vec![Inline::text(phone)],
        });
        let contact = Heading::new(composer.locale)
            .part(email.unwrap_or_default())
            .part(phone.unwrap_or_default())
            .url(person.url.as_ref())
            .finish();
        if !contact.is_empty() {
            entry.body.push(Paragraph {
                origin: origin.clone(),
                content: contact,
            });
        }
        add_text(composer, &mut entry, person.note.as_ref(), "note");
        items.extend(finished(entry));
    }
    items
}

/// A section of the user's own: entries, a text, or both.
pub(super) fn custom(composer: &mut Composer, key: &str, section: &CustomSection) -> Vec<Item> {
    if !composer.settings.takes(&section.tags) {
        return Vec::new();
    }
    let mut items = Vec::new();
    if let Some(text) = &section.text {
        items.extend(
            composer
                .paragraph(text, format!("sections.{key}.text"))
                .map(Item::Paragraph),
        );
    }
    let options = composer.settings.own_options(key);
    for (index, own) in taken(composer, &section.entries, options) {
        let origin = format!("sections.{key}.entries[{index}]");
        let times = composer.locale.times(own.times());
        let title = strong_title(composer, own.title.as_ref(), &origin);
        let heading = Heading::new(composer.locale)
            .part(title)
            .text(own.subtitle.as_deref())
            .muted(own.location.as_deref())
            .all_muted(&times.heading)
            .url(own.url.as_ref())
            .finish();
        let mut entry = entry(&origin, heading, times.beside);
        add_text(composer, &mut entry, own.summary.as_ref(), "summary");
        entry.highlights = highlights(composer, &own.highlights, &origin, options);
        add_text(composer, &mut entry, own.note.as_ref(), "note");
        items.extend(finished(entry));
    }
    items
}
