//! Interests, skills, languages, news, references, and entries of sections of the user's own.

use super::super::Composer;
use super::super::parts::{Builder, address};
use super::super::phrases;
use super::career::title;
use super::{add_text, entry, highlights};
use crate::document::{
    Entry, Inline, Inlines, Item, LabelledLine, Paragraph, Role, ends_sentence, joined_texts,
    plain_text,
};
use crate::markup::plain;
use crate::model::phone::tel_uri;
use crate::model::{AnyEntry, CustomEntry, Named, News, Reference, Skill, Url};
use crate::select::SelectedEntry;
use crate::words::{Locale, Message};

/// A text that prints as it is, unless there is nothing in it.
fn said(text: Option<&str>) -> Option<String> {
    text.map(plain).filter(|text| !text.is_empty())
}

/// " (native)": how well, as an aside.
fn level_aside(composer: &Composer, level: &str) -> Inlines {
    phrases::aside(composer.locale, Role::Level, vec![Inline::text(level)])
}

/// Words in one line; interests with keywords in a line each.
pub(super) fn interests(composer: &Composer, origin: &str, entries: &[SelectedEntry]) -> Vec<Item> {
    let locale = composer.locale;
    let mut words: Vec<String> = Vec::new();
    let mut lines = Vec::new();
    for selected in entries {
        let AnyEntry::Interest(interest) = selected.entry else {
            continue;
        };
        let Some(name) = said(interest.name.as_deref()) else {
            continue;
        };
        match interest.keywords.is_empty() {
            true => words.push(name),
            false => lines.push(Item::Line(LabelledLine {
                origin: selected.path.clone(),
                label: locale.label(&name),
                content: vec![Inline::text(plain(&locale.list(&interest.keywords)))],
            })),
        }
    }
    let mut items = Vec::new();
    if !words.is_empty() {
        items.push(Item::Paragraph(Paragraph::new(
            origin.to_owned(),
            vec![Inline::text(locale.list(&words))],
        )));
    }
    items.extend(lines);
    items
}

/// Groups of skills in a line each; those that are names alone, one after the other, in one.
pub(super) fn skills(composer: &mut Composer, entries: &[SelectedEntry]) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    // Names that follow each other, with the place of the first.
    let mut names: Option<(String, Vec<String>)> = None;
    let line = |(origin, names): (String, Vec<String>), composer: &Composer| {
        let content = vec![Inline::text(composer.locale.list(&names))];
        Item::Paragraph(Paragraph::new(origin, content))
    };
    for selected in entries {
        let AnyEntry::Skill(one) = selected.entry else {
            continue;
        };
        let name = said(one.name.as_deref()).filter(|_| is_bare(one));
        match name {
            Some(name) => {
                let (_, all) = names.get_or_insert_with(|| (selected.path.clone(), Vec::new()));
                all.push(name);
            }
            None => {
                items.extend(names.take().map(|names| line(names, composer)));
                items.extend(skill(composer, selected, one));
            }
        }
    }
    items.extend(names.take().map(|names| line(names, composer)));
    items
}

/// Whether a skill is a name alone.
fn is_bare(skill: &Skill) -> bool {
    let is_said = |text: &Option<String>| said(text.as_deref()).is_some();
    skill.keywords.is_empty()
        && !is_said(&skill.level)
        && skill.url.is_none()
        && skill.links.is_empty()
        && skill.note.is_none()
        && skill.marks.is_empty()
}

/// A group of skills: "Name: a, b (level)".
fn skill(composer: &mut Composer, selected: &SelectedEntry, skill: &Skill) -> Option<Item> {
    let origin = selected.path.clone();
    let name = said(skill.name.as_deref())?;
    let mut content: Inlines = Vec::new();
    if !skill.keywords.is_empty() {
        content.push(Inline::text(plain(&composer.locale.list(&skill.keywords))));
    }
    content.extend(composer.marks(skill));
    if let Some(level) = said(skill.level.as_deref()) {
        match content.is_empty() {
            true => content.push(Inline::text(level)),
            false => content.extend(level_aside(composer, &level)),
        }
    }
    let addresses = addresses(skill.url.as_ref(), &skill.links, composer.locale);
    remarks(
        composer,
        &mut content,
        addresses,
        skill.note.as_ref(),
        &origin,
    );
    Some(match content.is_empty() {
        true => Item::Paragraph(Paragraph::new(origin, vec![Inline::text(name)])),
        false => Item::Line(LabelledLine {
            origin,
            label: composer.locale.label(&name),
            content,
        }),
    })
}

/// Adds a web address and a remark to a line.
fn remarks(
    composer: &mut Composer,
    content: &mut Inlines,
    addresses: Vec<Inline>,
    note: Option<&crate::model::Text>,
    origin: &str,
) {
    let locale = composer.locale;
    for address in addresses {
        phrases::add(content, locale, Message::JoinParts, vec![address]);
    }
    if let Some(note) = note {
        // A sentence of its own.
        let mut note = composer.runs(note, &format!("{origin}.note"));
        phrases::capitalise(&mut note, locale);
        if !note.is_empty() && !content.is_empty() && !ends_sentence(&plain_text(content)) {
            content.push(Inline::text(locale.stop()));
        }
        phrases::add(content, locale, Message::JoinSentences, note);
    }
}

/// The web addresses of an entry: its own, and those by kind.
fn addresses(url: Option<&Url>, links: &Named<Url>, locale: &Locale) -> Vec<Inline> {
    let links = links.into_iter();
    let links =
        links.map(|(kind, url)| Inline::link(url.clone(), phrases::link_word(kind, locale)));
    url.map(address).into_iter().chain(links).collect()
}

/// All languages in one line: "English (native), German (C1)".
pub(super) fn languages(
    composer: &mut Composer,
    origin: &str,
    entries: &[SelectedEntry],
) -> Vec<Item> {
    let mut content: Inlines = Vec::new();
    for selected in entries {
        let AnyEntry::LanguageSkill(language) = selected.entry else {
            continue;
        };
        let Some(name) = said(language.name.as_deref()) else {
            continue;
        };
        let mut name = vec![Inline::text(name)];
        name.extend(composer.marks(language));
        phrases::add(&mut content, composer.locale, Message::JoinItems, name);
        // In a list of several, a remark and a web address stand with the level, or they would be languages.
        let locale = composer.locale;
        let mut remark: Inlines = Vec::new();
        if let Some(level) = said(language.level.as_deref()) {
            remark.push(Inline::text(level));
        }
        if let Some(note) = &language.note {
            let mut note = composer.runs(note, &format!("{}.note", selected.path));
            if let Some(Inline::Text { text }) = note.last_mut() {
                text.truncate(text.trim_end_matches('.').len());
            }
            phrases::add(&mut remark, locale, Message::JoinParts, note);
        }
        for address in addresses(language.url.as_ref(), &language.links, locale) {
            phrases::add(&mut remark, locale, Message::JoinParts, vec![address]);
        }
        if !remark.is_empty() {
            content.extend(phrases::aside(locale, Role::Level, remark));
        }
    }
    let paragraph = Paragraph::new(origin.to_owned(), content);
    (!paragraph.content.is_empty())
        .then_some(Item::Paragraph(paragraph))
        .into_iter()
        .collect()
}

pub(super) fn news(composer: &mut Composer, selected: &SelectedEntry, news: &News) -> Entry {
    let (date, times) = composer.times(news);
    let text = news.text.as_ref();
    let text = text.map(|text| composer.runs(text, &format!("{}.text", selected.path)));
    let parts = Builder::new(composer.locale)
        .runs(Role::Text, text.unwrap_or_default())
        .texts(Role::Time, &times)
        .url(news.url.as_ref())
        .links(&news.links);
    let mut entry = entry(&selected.path, parts, date);
    add_text(composer, &mut entry, news.note.as_ref(), "note");
    entry
}

pub(super) fn reference(
    composer: &mut Composer,
    selected: &SelectedEntry,
    person: &Reference,
) -> Entry {
    let parts = Builder::new(composer.locale)
        .text(Role::Person, person.name.as_deref())
        .text(Role::Function, person.title.as_deref())
        .text(Role::Organization, person.organization.as_deref())
        .text(Role::Relation, person.relation.as_deref());
    let mut entry = entry(&selected.path, parts, None);
    let email = person.email.as_deref().map(plain);
    let email = email.map(|email| match Url::mail(&email) {
        Ok(url) => Inline::link(url, email),
        Err(_) => Inline::text(email),
    });
    let phone = person.phone.as_deref().map(plain);
    let phone = phone.map(|phone| match tel_uri(&phone) {
        Ok(uri) => Inline::link(uri, phone),
        Err(_) => Inline::text(phone),
    });
    let mut content = Inlines::new();
    let addresses = addresses(person.url.as_ref(), &person.links, composer.locale);
    let own = [email, phone].into_iter().flatten();
    for way in own.chain(addresses) {
        phrases::add(&mut content, composer.locale, Message::JoinParts, vec![way]);
    }
    if !content.is_empty() {
        let origin = selected.path.clone();
        entry.body.push(Paragraph::new(origin, content));
    }
    add_text(composer, &mut entry, person.quote.as_ref(), "quote");
    add_text(composer, &mut entry, person.note.as_ref(), "note");
    entry
}

/// What others make of the papers: "Citations: 3200, h-index: 24 (Google Scholar, Nov 2026)".
pub(super) fn metrics(composer: &Composer) -> Option<Item> {
    let metrics = composer.selection.person.metrics?;
    let locale = composer.locale;
    let values = metrics
        .values
        .iter()
        .map(|(name, value)| (plain(name), plain(value)));
    let values = values.filter(|(name, value)| !name.is_empty() && !value.is_empty());
    let values: Vec<String> = values
        .map(|(name, value)| locale.labelled(&name, &value))
        .collect();
    if values.is_empty() {
        return None;
    }
    let source = said(metrics.source.as_deref());
    let source = match (source, &metrics.url) {
        (Some(source), Some(url)) => Some(Inline::link(url.clone(), source)),
        (Some(source), None) => Some(Inline::text(source)),
        (None, url) => url.as_ref().map(address),
    };
    let mut remark: Inlines = source.into_iter().collect();
    if let Some(date) = metrics.as_of {
        let date = vec![Inline::text(locale.date_in(composer.dates, date))];
        phrases::add(&mut remark, locale, Message::JoinParts, date);
    }
    let mut content = vec![Inline::text(locale.list(&values))];
    if !remark.is_empty() {
        let values = [("text", Vec::new()), ("remark", remark)];
        content.extend(phrases::phrase(locale, Message::Aside, &values));
    }
    let origin = "person.metrics".to_owned();
    Some(Item::Paragraph(Paragraph::new(
        origin,
        joined_texts(content),
    )))
}

/// An entry of a section of the user's own.
pub(super) fn own(composer: &mut Composer, selected: &SelectedEntry, own: &CustomEntry) -> Entry {
    let (date, times) = composer.times(own);
    let title = title(composer, own.title.as_ref(), &selected.path);
    let parts = Builder::new(composer.locale)
        .runs(Role::Title, title)
        .text(Role::Subtitle, own.subtitle.as_deref())
        .text(Role::Place, own.location.as_deref())
        .texts(Role::Time, &times)
        .url(own.url.as_ref())
        .links(&own.links);
    let mut entry = entry(&selected.path, parts, date);
    add_text(composer, &mut entry, own.summary.as_ref(), "summary");
    entry.highlights = highlights(composer, &selected.highlights);
    add_text(composer, &mut entry, own.note.as_ref(), "note");
    entry
}
