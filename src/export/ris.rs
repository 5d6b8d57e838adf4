//! RIS, which PubMed's My Bibliography and reference managers import.

use super::paper::{ListedAuthor, ListedPaper};
use crate::document::plain_text;
use crate::model::{AuthorNames, PublicationStatus, PublicationType, Url, identifier};

/// The papers as RIS. The first bytes are `TY  -`: importers refuse a file that begins otherwise.
pub fn write(papers: &[ListedPaper], keys: &[String]) -> String {
    let mut out = String::new();
    for (paper, key) in papers.iter().zip(keys) {
        record(paper, key, &mut out);
    }
    out
}

fn record(paper: &ListedPaper, key: &str, out: &mut String) {
    let publication = &paper.publication;
    let venue = publication.venue_fields();
    let mut line = |tag: &str, value: &str| {
        let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
        if !value.is_empty() {
            out.push_str(&format!("{tag}  - {value}\r\n"));
        }
    };
    line("TY", record_type(paper));
    line("ID", key);
    line("TI", &plain_text(&paper.title));
    for author in &paper.authors {
        line("AU", &name(author));
    }
    for editor in &paper.editors {
        line("ED", &name(editor));
    }
    for translator in &paper.translators {
        line("A4", &name(translator));
    }
    for remark in publication.collaboration.iter().chain(&publication.holder) {
        line("A3", remark);
    }
    if let Some(date) = publication.date {
        let part = |part: Option<u8>| part.map(|part| format!("{part:02}")).unwrap_or_default();
        line("PY", &date.year.to_string());
        line(
            "DA",
            &format!(
                "{}/{}/{}/{}",
                date.year,
                part(date.month),
                part(date.day),
                // What else there is to say of a date stands last.
                date.term.map(|term| term.to_string()).unwrap_or_default()
            ),
        );
    } else if let Some(year) = paper.year {
        line("PY", &year.to_string());
    }
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    match paper.kind {
        PublicationType::Thesis | PublicationType::Report => line("M3", &text(&venue.name)),
        PublicationType::Journal | PublicationType::Magazine => {
            line("JO", &text(&venue.name));
            line("JA", &text(&venue.short));
        }
        _ => {
            line("T2", &text(&venue.workshop.clone().or(venue.name.clone())));
            line(
                "C3",
                &text(&venue.workshop.as_ref().and(venue.name.clone())),
            );
        }
    }
    line("T3", &text(&venue.series));
    line("CY", &text(&venue.location));
    line("VL", &text(&publication.volume));
    line(
        "IS",
        &text(
            &publication
                .issue
                .clone()
                .or(publication.patent_number.clone()),
        ),
    );
    let pages = text(&publication.pages);
    let mut ends = pages.splitn(2, ['-', '–']);
    line("SP", ends.next().unwrap_or_default());
    line(
        "EP",
        ends.next()
            .unwrap_or_default()
            .trim_start_matches(['-', '–']),
    );
    line("ET", &text(&publication.edition));
    line(
        "PB",
        &text(
            &publication
                .publisher
                .clone()
                .or(publication.institution.clone()),
        ),
    );
    line("SN", &text(&publication.isbn));
    let doi = publication.doi.as_deref();
    line(
        "DO",
        &doi.map(|doi| identifier::doi(doi).unwrap_or_else(|| doi.to_owned()))
            .unwrap_or_default(),
    );
    let arxiv = publication.arxiv.as_deref().and_then(identifier::arxiv);
    let url = publication.url.as_ref();
    line("UR", &url.map(Url::to_string).unwrap_or_default());
    line(
        "UR",
        &arxiv
            .map(|id| identifier::arxiv_url(&id).to_string())
            .unwrap_or_default(),
    );
    line(
        "AN",
        &publication
            .pmid
            .as_ref()
            .map(|id| format!("PMID:{id}"))
            .unwrap_or_default(),
    );
    for tag in publication.tags.iter() {
        line("KW", tag);
    }
    for remark in publication
        .presentation
        .iter()
        .chain(publication.awards.iter())
    {
        line("N1", remark);
    }
    out.push_str("ER  - \r\n\r\n");
}

fn record_type(paper: &ListedPaper) -> &'static str {
    let unpublished = matches!(
        paper.publication.status,
        Some(PublicationStatus::UnderReview | PublicationStatus::InPreparation)
    );
    match paper.kind {
        _ if unpublished => "UNPB",
        PublicationType::Journal => "JOUR",
        PublicationType::Magazine => "MGZN",
        PublicationType::Conference | PublicationType::Workshop | PublicationType::Demo => "CPAPER",
        PublicationType::Preprint => "UNPB",
        PublicationType::Chapter => "CHAP",
        PublicationType::Book => "BOOK",
        PublicationType::Thesis => "THES",
        PublicationType::Patent => "PAT",
        PublicationType::Report => "RPRT",
        PublicationType::Dataset => "DATA",
        PublicationType::Software => "COMP",
        PublicationType::Tutorial | PublicationType::Other => "GEN",
    }
}

/// `Family, Given, Suffix`.
fn name(person: &ListedAuthor) -> String {
    let name = &person.name;
    if name.organization || name.given.is_empty() {
        return name.print(AuthorNames::AsGiven);
    }
    let family = format!("{} {}", name.particle, name.family);
    let parts = [family.trim(), &name.given, &name.suffix];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(", ")
}
