//! Who a page is about and what they wrote, in the vocabulary of schema.org, as JSON-LD.
//!
//! Everything but the papers is read from the parts of the document, so that what it hides, or leaves out to keep
//! to its pages, is not here either.

use rayon::prelude::*;
use serde_json::{Map, Value, json};

use super::linked_paper;
use super::paper::ListedPaper;
use crate::document::{Dated, Document, Entry, Inline, Item, Parts, Role, Section, plain_text};
use crate::model::{End, PartialDate};

/// What the person is called within the data.
pub(super) const PERSON: &str = "#person";

/// The data of a document and of the papers on it.
pub(super) fn write(document: &Document, language: &str, papers: &[ListedPaper]) -> String {
    let page = json!({
        "@type": "ProfilePage",
        "name": document.meta.title,
        "inLanguage": language,
        "mainEntity": {"@id": PERSON},
    });
    let mut nodes = vec![page.to_string(), person(document).to_string()];
    nodes.par_extend(papers.par_iter().map(linked_paper::json));
    let length: usize = nodes.iter().map(|node| node.len() + 1).sum();
    let mut out = String::with_capacity(length + 64);
    out.push_str("{\"@context\":\"https://schema.org\",\"@graph\":[");
    for (at, node) in nodes.iter().enumerate() {
        out.extend([if at > 0 { "," } else { "" }, node]);
    }
    out.push_str("]}");
    out
}

/// Properties that say something.
#[derive(Default)]
struct Properties(Map<String, Value>);

impl Properties {
    fn of(kind: &str) -> Self {
        let mut own = Self::default();
        own.put("@type", kind);
        own
    }

    /// Says a text, if there is one.
    fn put(&mut self, name: &str, text: impl AsRef<str>) {
        let text = text.as_ref().trim();
        if !text.is_empty() {
            self.0.insert(name.to_owned(), json!(text));
        }
    }

    /// Says one thing or several, if there are any.
    fn all(&mut self, name: &str, mut values: Vec<Value>) {
        values.dedup();
        let value = match values.len() {
            0 => return,
            1 => values.remove(0),
            _ => Value::Array(values),
        };
        self.0.insert(name.to_owned(), value);
    }

    fn finish(self) -> Value {
        Value::Object(self.0)
    }
}

fn person(document: &Document) -> Value {
    let header = &document.header;
    let mut own = Properties::of("Person");
    own.put("@id", PERSON);
    own.put("name", &header.name);
    own.put(
        "alternateName",
        header.native_name.as_deref().unwrap_or_default(),
    );
    own.put("description", plain_text(&header.headline));
    if let Some(location) = &header.location {
        own.all("homeLocation", vec![named("Place", location)]);
    }
    let mut contacts: [Vec<Value>; 5] = Default::default();
    let [emails, phones, pages, accounts, identifiers] = &mut contacts;
    for contact in &header.contacts {
        let at = |field: &str| {
            let rest = contact.origin.strip_prefix(field);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
        };
        let address = contact.url.as_ref().map(|url| json!(url.uri()));
        if at("person.email") {
            emails.push(json!(contact.text));
        } else if at("person.phone") {
            phones.push(json!(contact.text));
        } else if at("person.website") {
            pages.extend(address);
        } else if let Some(url) = &contact.url {
            accounts.push(json!(url.uri()));
            if contact.origin == "person.profiles.orcid" {
                identifiers.push(json!({
                    "@type": "PropertyValue",
                    "propertyID": "ORCID",
                    "value": contact.text,
                    "url": url.uri(),
                }));
            }
        }
    }
    for (name, values) in ["email", "telephone", "url", "sameAs", "identifier"]
        .into_iter()
        .zip(contacts)
    {
        own.all(name, values);
    }
    let (posts, titles) = employment(document);
    own.all("jobTitle", titles);
    own.all("worksFor", posts);
    let schools: Vec<&Entry> = finished(document, "education").collect();
    let organization = |entry: &&Entry| text(&entry.heading, Role::Organization);
    own.all(
        "alumniOf",
        schools
            .iter()
            .filter_map(organization)
            .map(|name| named("EducationalOrganization", &name))
            .collect(),
    );
    let degrees = schools.iter().filter_map(|entry| {
        let degree = text(&entry.heading, Role::Degree)?;
        Some(credential(
            "degree",
            &degree,
            organization(entry),
            entry.date.as_ref(),
        ))
    });
    let certificates = entries(document, "certifications").filter_map(|entry| {
        let title = text(&entry.heading, Role::Title)?;
        let issuer = text(&entry.heading, Role::Issuer);
        Some(credential(
            "certificate",
            &title,
            issuer,
            entry.date.as_ref(),
        ))
    });
    own.all("hasCredential", degrees.chain(certificates).collect());
    let awards = entries(document, "awards");
    own.all(
        "award",
        awards
            .filter_map(|entry| text(&entry.heading, Role::Title))
            .map(Value::String)
            .collect(),
    );
    let societies = entries(document, "memberships").filter_map(|entry| {
        let society = named("Organization", &text(&entry.heading, Role::Organization)?);
        let function = text(&entry.heading, Role::Function);
        Some(role("memberOf", society, function, entry.date.as_ref()))
    });
    own.all("memberOf", societies.collect());
    let grants = entries(document, "grants").filter_map(grant);
    own.all("funding", grants.collect());
    let keywords = document.meta.keywords.iter();
    own.all(
        "knowsAbout",
        keywords.map(|keyword| json!(keyword)).collect(),
    );
    own.all("knowsLanguage", languages(document));
    own.finish()
}

/// A thing of a type, by its name.
fn named(kind: &str, name: &str) -> Value {
    json!({"@type": kind, "name": name})
}

/// The words of a part, if there is one of that role.
fn text(parts: &Parts, role: Role) -> Option<String> {
    let text = plain_text(&parts.of(role)?.content);
    (!text.trim().is_empty()).then_some(text)
}

fn section<'a>(document: &'a Document, id: &str) -> impl Iterator<Item = &'a Section> {
    document
        .sections
        .iter()
        .filter(move |section| section.origin == id)
}

/// The entries of a section that Folio knows.
fn entries<'a>(document: &'a Document, id: &'static str) -> impl Iterator<Item = &'a Entry> {
    let sections = document.sections.iter();
    let own = sections.filter(move |section| section.origin == id);
    let items = own
        .flat_map(|section| &section.groups)
        .flat_map(|group| &group.items);
    items.filter_map(|item| match item {
        Item::Entry(entry) => Some(entry),
        _ => None,
    })
}

/// The entries of a section that ended by the date of the document.
fn finished<'a>(document: &'a Document, id: &'static str) -> impl Iterator<Item = &'a Entry> {
    let date = document.meta.date;
    let today = (date.year, date.month, date.day);
    entries(document, id).filter(move |entry| match entry.date.as_ref() {
        Some(date) => match date.end {
            Some(End::On(end)) => end.last_day() <= today,
            Some(End::Present) => false,
            None => date.start.is_none_or(|start| start.last_day() <= today),
        },
        None => true,
    })
}

/// Where the person works or worked, as far as it is known since when, and as what they work now.
fn employment(document: &Document) -> (Vec<Value>, Vec<Value>) {
    let (mut posts, mut titles) = (Vec::new(), Vec::new());
    for entry in entries(document, "experience") {
        let Some(name) = text(&entry.heading, Role::Organization) else {
            continue;
        };
        let own = (&entry.heading, entry.date.as_ref());
        let positions = entry.positions.iter();
        let positions = positions.map(|position| (&position.heading, position.date.as_ref()));
        for (heading, date) in std::iter::once(own).chain(positions) {
            let Some(date) = date.filter(|date| date.start.is_some()) else {
                continue;
            };
            let title = text(heading, Role::Title);
            if date.end == Some(End::Present) {
                titles.extend(title.clone().map(Value::String));
            }
            posts.push(role(
                "worksFor",
                named("Organization", &name),
                title,
                Some(date),
            ));
        }
    }
    (posts, titles)
}

/// An organization in a role, which says as what and when (<https://schema.org/Role>).
fn role(property: &str, of: Value, name: Option<String>, date: Option<&Dated>) -> Value {
    let mut own = Properties::of("OrganizationRole");
    own.put("roleName", name.unwrap_or_default());
    if let Some(date) = date {
        own.put(
            "startDate",
            date.start.map(PartialDate::iso).unwrap_or_default(),
        );
        if let Some(End::On(end)) = date.end {
            own.put("endDate", end.iso());
        }
    }
    own.all(property, vec![of]);
    own.finish()
}

fn credential(category: &str, name: &str, by: Option<String>, date: Option<&Dated>) -> Value {
    let mut own = Properties::of("EducationalOccupationalCredential");
    own.put("name", name);
    own.put("credentialCategory", category);
    let by = by.map(|by| named("Organization", &by));
    own.all("recognizedBy", by.into_iter().collect());
    let on = date.and_then(|date| match (date.start, date.end) {
        (_, Some(End::On(end))) => Some(end),
        (Some(start), None) => Some(start),
        _ => None,
    });
    own.put("dateCreated", on.map(PartialDate::iso).unwrap_or_default());
    own.finish()
}

fn grant(entry: &Entry) -> Option<Value> {
    let mut own = Properties::of("MonetaryGrant");
    own.put("name", text(&entry.heading, Role::Title)?);
    own.put(
        "identifier",
        text(&entry.heading, Role::Number).unwrap_or_default(),
    );
    let funder = text(&entry.heading, Role::Funder);
    let funder = funder.map(|funder| named("Organization", &funder));
    own.all("funder", funder.into_iter().collect());
    Some(own.finish())
}

/// The names of the languages, where the line of them holds nothing but names and levels.
fn languages(document: &Document) -> Vec<Value> {
    let mut names = Vec::new();
    for item in section(document, "languages")
        .flat_map(|section| &section.groups)
        .flat_map(|group| &group.items)
    {
        let Item::Paragraph(line) = item else {
            return Vec::new();
        };
        for run in &line.content {
            match run {
                Inline::Text { text } if *text == document.joins.items => {}
                Inline::Text { text } => names.push(json!(text.trim())),
                Inline::Part {
                    role: Role::Level, ..
                } => {}
                _ => return Vec::new(),
            }
        }
    }
    names.retain(|name| name != "");
    names
}
