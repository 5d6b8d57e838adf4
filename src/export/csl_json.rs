//! CSL-JSON, the data model of citation processors (CSL 1.0.2, `csl-data.json`).

use serde_json::{Map, Value, json};

use super::paper::{ListedAuthor, ListedPaper};
use crate::citation::csl_type;
use crate::document::Inline;
use crate::model::{PartialDate, PublicationStatus, PublicationType, Term, TermName, identifier};

/// The papers as a JSON array.
pub fn write(papers: &[ListedPaper], keys: &[String]) -> String {
    let items: Vec<Value> = papers
        .iter()
        .zip(keys)
        .map(|(paper, key)| item(paper, key))
        .collect();
    // Values of strings and numbers always have a JSON form.
    let mut text = serde_json::to_string_pretty(&items).unwrap_or_default();
    text.push('\n');
    text
}

fn item(paper: &ListedPaper, key: &str) -> Value {
    let publication = &paper.publication;
    let venue = publication.venue_fields();
    let mut item = Map::new();
    let mut put = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.trim().is_empty()) {
            item.insert(name.to_owned(), Value::String(value));
        }
    };
    put("id", Some(key.to_owned()));
    put("type", Some(csl_type(paper.kind).to_owned()));
    put("title", Some(rich(&paper.title)));
    let genre = matches!(
        paper.kind,
        PublicationType::Thesis | PublicationType::Report
    );
    if genre {
        put("genre", venue.name.clone().or(publication.genre.clone()));
    } else {
        put("genre", publication.genre.clone());
        put(
            "container-title",
            venue.workshop.clone().or(venue.name.clone()),
        );
        put(
            "event-title",
            venue.workshop.as_ref().and(venue.name.clone()),
        );
    }
    put("version", publication.version.clone());
    put("language", publication.language.clone());
    put("container-title-short", venue.short.clone());
    put("collection-title", venue.series.clone());
    put("event-place", venue.location.clone());
    put("volume", publication.volume.clone());
    put("issue", publication.issue.clone());
    put("page", publication.pages.clone());
    put("edition", publication.edition.clone());
    put(
        "publisher",
        publication
            .publisher
            .clone()
            .or(publication.institution.clone()),
    );
    let doi = publication.doi.as_deref();
    put(
        "DOI",
        doi.map(|doi| identifier::doi(doi).unwrap_or_else(|| doi.to_owned())),
    );
    put("PMID", publication.pmid.clone());
    put("ISBN", publication.isbn.clone());
    let arxiv = publication.arxiv.as_deref().and_then(identifier::arxiv);
    // The number of an article is that of its issue; a preprint has only the server's.
    let report = arxiv
        .as_ref()
        .filter(|_| paper.kind == PublicationType::Preprint);
    let report = report.map(|id| format!("arXiv:{id}"));
    put("number", publication.patent_number.clone().or(report));
    let on_arxiv = arxiv.map(|id| identifier::arxiv_url(&id));
    let url = publication.url.clone().or(on_arxiv);
    put("URL", url.map(|url| url.to_string()));
    put(
        "status",
        publication
            .status
            .map(|status| status_word(status).to_owned()),
    );
    let remarks = publication
        .presentation
        .iter()
        .chain(publication.awards.iter())
        .cloned();
    put("note", Some(remarks.collect::<Vec<_>>().join("; ")));
    put("keyword", Some(publication.tags.join(", ")));
    for (name, people) in [
        ("author", &paper.authors),
        ("editor", &paper.editors),
        ("translator", &paper.translators),
    ] {
        if !people.is_empty() {
            item.insert(name.to_owned(), people.iter().map(person).collect());
        }
    }
    if let Some(date) = publication.original_date {
        item.insert("original-date".to_owned(), date_parts(date));
    }
    if let Some(date) = publication.date.or(paper.year.map(PartialDate::year)) {
        item.insert("issued".to_owned(), date_parts(date));
    }
    Value::Object(item)
}

fn date_parts(date: PartialDate) -> Value {
    let (month, day) = (date.month.map(u16::from), date.day.map(u16::from));
    let parts: Vec<u16> = [Some(date.year), month, day]
        .into_iter()
        .flatten()
        .collect();
    let mut said = json!({ "date-parts": [parts] });
    // CSL-JSON has seasons from 1 to 4, and no quarters.
    if let Some(TermName::Season(at)) = date.term.map(Term::name) {
        said["season"] = (at + 1).into();
    }
    said
}

/// A title with the tags that citation processors read (CSL-JSON, "HTML-like tags" of citeproc-js).
///
/// Formulas are in words, program text is text: there is no tag for them. A tag that the text spells out
/// itself gets an invisible character (U+2060), by which it stays text.
fn rich(runs: &[Inline]) -> String {
    let mut out = String::new();
    for run in runs {
        let tag = match run {
            Inline::Emph { .. } => "i",
            Inline::Strong { .. } => "b",
            Inline::Superscript { .. } => "sup",
            Inline::Subscript { .. } => "sub",
            _ => "",
        };
        let inner = match run.own_text() {
            Some(text) => spelled_out(text),
            None => rich(run.children()),
        };
        if tag.is_empty() || inner.is_empty() {
            out.push_str(&inner);
        } else {
            out.push_str(&format!("<{tag}>{inner}</{tag}>"));
        }
    }
    out
}

fn spelled_out(text: &str) -> String {
    let mut out = text.to_owned();
    for tag in ["i", "b", "sup", "sub", "sc", "span"] {
        for opening in ["<", "</"] {
            out = out.replace(
                &format!("{opening}{tag}"),
                &format!("{opening}\u{2060}{tag}"),
            );
        }
    }
    out
}

fn person(person: &ListedAuthor) -> Value {
    let name = &person.name;
    if name.organization || name.given.is_empty() {
        return json!({ "literal": name.print(crate::model::AuthorNames::AsGiven) });
    }
    let parts = [
        ("family", &name.family),
        ("given", &name.given),
        ("non-dropping-particle", &name.particle),
        ("suffix", &name.suffix),
    ];
    let parts = parts.into_iter().filter(|(_, part)| !part.is_empty());
    parts
        .map(|(key, part)| (key.to_owned(), Value::String(part.clone())))
        .collect::<Map<_, _>>()
        .into()
}

fn status_word(status: PublicationStatus) -> &'static str {
    match status {
        PublicationStatus::Published => "published",
        PublicationStatus::Accepted => "accepted",
        PublicationStatus::InPress => "in press",
        PublicationStatus::UnderReview => "under review",
        PublicationStatus::InPreparation => "in preparation",
    }
}
