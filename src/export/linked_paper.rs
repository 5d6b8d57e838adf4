//! A paper in the vocabulary of schema.org. Lists have thousands of them, so each is written at once.

use serde::Serialize;

use super::linked_data::PERSON;
use super::paper::{ListedAuthor, ListedPaper};
use crate::document::plain_text;
use crate::model::{AuthorNames, PartialDate, PublicationType, identifier};

/// What is known of a work. What is not is left out.
#[derive(Serialize)]
struct Work<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Several::is_empty")]
    author: Several<Person>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Several::is_empty")]
    editor: Several<Person>,
    #[serde(rename = "isPartOf", skip_serializing_if = "Option::is_none")]
    within: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    isbn: Option<&'a str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pagination: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Named<'a>>,
    #[serde(rename = "sameAs", skip_serializing_if = "Several::is_empty")]
    same_as: Several<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

/// Something of which no more is known than its name.
#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

/// An author or editor.
#[derive(PartialEq, Serialize)]
#[serde(untagged)]
enum Person {
    Owner {
        #[serde(rename = "@id")]
        id: &'static str,
    },
    Other {
        #[serde(rename = "@type")]
        kind: &'static str,
        name: String,
    },
}

/// One thing by itself, or a list of several.
#[derive(Serialize)]
#[serde(untagged)]
enum Several<T> {
    One(T),
    All(Vec<T>),
}

impl<T: PartialEq> Several<T> {
    fn of(things: impl Iterator<Item = T>) -> Self {
        let mut things: Vec<T> = things.collect();
        things.dedup();
        match (things.len(), things.pop()) {
            (1, Some(only)) => Self::One(only),
            (_, Some(last)) => {
                things.push(last);
                Self::All(things)
            }
            (_, None) => Self::All(things),
        }
    }
}

impl<T> Several<T> {
    fn is_empty(&self) -> bool {
        matches!(self, Self::All(things) if things.is_empty())
    }
}

/// A paper as an object in JSON.
pub(super) fn json(paper: &ListedPaper) -> String {
    let publication = &paper.publication;
    let venue = publication.venue_fields();
    let (kind, within) = kinds(paper.kind);
    let title = plain_text(&paper.title);
    let venue_name = venue.workshop.as_ref().or(venue.name.as_ref());
    let publisher = publication
        .publisher
        .as_ref()
        .or(publication.institution.as_ref());
    let has_pages = matches!(kind, "ScholarlyArticle" | "Article" | "Chapter");
    let mut addresses = addresses(paper).into_iter();
    let work = Work {
        kind,
        author: Several::of(paper.authors.iter().map(person)),
        date: publication
            .date
            .map(PartialDate::iso)
            .or_else(|| paper.year.map(|year| year.to_string())),
        editor: Several::of(paper.editors.iter().map(person)),
        within: within
            .zip(venue_name)
            .map(|(kind, name)| Named { kind, name }),
        isbn: said(&publication.isbn).filter(|_| kind == "Book"),
        name: title.trim(),
        pagination: said(&publication.pages).filter(|_| has_pages),
        publisher: publisher.map(|name| Named {
            kind: "Organization",
            name,
        }),
        url: addresses.next(),
        same_as: Several::of(addresses),
    };
    // Texts always have a form in JSON.
    serde_json::to_string(&work).unwrap_or_default()
}

/// Where it is to be had: by its identifiers, and at its own address.
fn addresses(paper: &ListedPaper) -> Vec<String> {
    let publication = &paper.publication;
    let doi = publication.doi.as_deref().and_then(identifier::doi);
    let arxiv = publication.arxiv.as_deref().and_then(identifier::arxiv);
    doi.map(|doi| identifier::doi_url(&doi))
        .into_iter()
        .chain(arxiv.map(|id| identifier::arxiv_url(&id)))
        .chain(publication.url.clone())
        .map(|url| url.uri().to_owned())
        .collect()
}

fn said(text: &Option<String>) -> Option<&str> {
    let text = text.as_deref()?.trim();
    (!text.is_empty()).then_some(text)
}

fn person(author: &ListedAuthor) -> Person {
    match author.is_owner {
        true => Person::Owner { id: PERSON },
        false => Person::Other {
            kind: "Person",
            name: author.name.print(AuthorNames::AsGiven),
        },
    }
}

/// The type of a work, and of what it appeared in.
fn kinds(kind: PublicationType) -> (&'static str, Option<&'static str>) {
    match kind {
        PublicationType::Journal => ("ScholarlyArticle", Some("Periodical")),
        PublicationType::Magazine => ("Article", Some("Periodical")),
        PublicationType::Conference | PublicationType::Workshop => {
            ("ScholarlyArticle", Some("PublicationVolume"))
        }
        PublicationType::Preprint => ("ScholarlyArticle", None),
        PublicationType::Chapter => ("Chapter", Some("Book")),
        PublicationType::Book => ("Book", None),
        PublicationType::Thesis => ("Thesis", None),
        PublicationType::Report => ("Report", None),
        PublicationType::Dataset => ("Dataset", None),
        PublicationType::Software => ("SoftwareSourceCode", None),
        PublicationType::Patent
        | PublicationType::Demo
        | PublicationType::Tutorial
        | PublicationType::Other => ("CreativeWork", None),
    }
}
