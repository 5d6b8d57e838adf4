//! What kind of output a publication is, said or guessed.

use super::venue;
use crate::model::{Publication, PublicationStatus, PublicationType};

/// The type that a publication says it has, or the one its fields suggest.
pub fn kind(publication: &Publication) -> PublicationType {
    publication.r#type.unwrap_or_else(|| guess(publication))
}

/// Letters before numbers when a document declares none: J3, C12, W1, P2, Ch1, B1, T1, Pt1, R1, D1, Tu1,
/// Ds1, S1, M1, O1.
pub fn default_prefix(kind: PublicationType) -> &'static str {
    match kind {
        PublicationType::Journal => "J",
        PublicationType::Conference => "C",
        PublicationType::Workshop => "W",
        PublicationType::Preprint => "P",
        PublicationType::Chapter => "Ch",
        PublicationType::Book => "B",
        PublicationType::Thesis => "T",
        PublicationType::Patent => "Pt",
        PublicationType::Report => "R",
        PublicationType::Demo => "D",
        PublicationType::Tutorial => "Tu",
        PublicationType::Dataset => "Ds",
        PublicationType::Software => "S",
        PublicationType::Magazine => "M",
        PublicationType::Other => "O",
    }
}

/// Words of a venue that tell the type, the telling ones first.
const WORDS: &[(PublicationType, &[&str])] = &[
    (PublicationType::Workshop, &["workshop", "workshops"]),
    (
        PublicationType::Demo,
        &["demo", "demos", "demonstration", "demonstrations"],
    ),
    (PublicationType::Tutorial, &["tutorial", "tutorials"]),
    (
        PublicationType::Preprint,
        &[
            "preprint",
            "preprints",
            "arxiv",
            "corr",
            "biorxiv",
            "medrxiv",
            "chemrxiv",
            "psyarxiv",
            "ssrn",
            "techrxiv",
            "eprint",
        ],
    ),
    (
        PublicationType::Thesis,
        &["thesis", "dissertation", "habilitation"],
    ),
    (PublicationType::Magazine, &["magazine"]),
    (
        PublicationType::Journal,
        &[
            "journal",
            "transactions",
            "letters",
            "annals",
            "review",
            "reviews",
            "quarterly",
            "bulletin",
            "nature",
            "science",
            "pnas",
            "jmlr",
            "tmlr",
            "tacl",
            "jair",
            "archives",
            "acta",
            "zeitschrift",
        ],
    ),
    (PublicationType::Report, &["report", "reports"]),
    (
        PublicationType::Conference,
        &[
            "conference",
            "proceedings",
            "proc",
            "symposium",
            "meeting",
            "congress",
            "convention",
            "findings",
            "konferenz",
            "colloquium",
        ],
    ),
];

fn guess(publication: &Publication) -> PublicationType {
    let filled =
        |field: &Option<String>| field.as_deref().is_some_and(|text| !text.trim().is_empty());
    if filled(&publication.patent_number) {
        return PublicationType::Patent;
    }
    let fields = publication.venue.as_ref().map(|venue| &venue.0);
    if fields.is_some_and(|fields| filled(&fields.workshop)) {
        return PublicationType::Workshop;
    }
    let name = fields.map(venue::all_names).unwrap_or_default();
    let words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let said = |kind: PublicationType| {
        let known = WORDS
            .iter()
            .filter(|(of, _)| *of == kind)
            .flat_map(|(_, words)| words.iter());
        known
            .into_iter()
            .any(|known| words.iter().any(|word| word == known))
    };
    let in_journal = filled(&publication.volume) && filled(&publication.issue);
    for (kind, _) in WORDS {
        // "Proceedings of the Academy 12(3)" is a journal, "Proceedings of a conference" is not.
        let journal_first = *kind == PublicationType::Journal && in_journal;
        let proceedings =
            *kind == PublicationType::Journal && !in_journal && said(PublicationType::Conference);
        if journal_first || said(*kind) && !proceedings {
            return *kind;
        }
    }
    if filled(&publication.isbn) {
        let part = filled(&publication.pages) || !publication.editors.is_empty();
        return if part {
            PublicationType::Chapter
        } else {
            PublicationType::Book
        };
    }
    if looks_like_conference(&name) {
        return PublicationType::Conference;
    }
    if filled(&publication.volume) || filled(&publication.issue) {
        return PublicationType::Journal;
    }
    let on_server = filled(&publication.arxiv) || is_arxiv_doi(publication);
    let unpublished = matches!(
        publication.status,
        Some(PublicationStatus::UnderReview | PublicationStatus::InPreparation)
    );
    match name.is_empty() {
        true if on_server || unpublished => PublicationType::Preprint,
        true if filled(&publication.institution) => PublicationType::Report,
        true if filled(&publication.publisher) => PublicationType::Book,
        _ => PublicationType::Other,
    }
}

fn is_arxiv_doi(publication: &Publication) -> bool {
    publication
        .doi
        .as_deref()
        .and_then(crate::model::identifier::arxiv)
        .is_some()
}

/// Whether a venue is an acronym, with or without a year: `EMNLP 2025`, `NeurIPS`, `ICML '25`.
fn looks_like_conference(name: &str) -> bool {
    let acronym = name.split(|c: char| !c.is_alphanumeric()).any(|word| {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        capitals >= 2 && word.chars().any(char::is_alphabetic)
    });
    acronym && (venue::year_in(name).is_some() || name.split_whitespace().count() <= 2)
}
