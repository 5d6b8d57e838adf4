//! The papers that a document shows, for other programs: BibLaTeX, CSL-JSON, RIS.

mod biblatex;
mod csl_json;
mod linked_data;
mod linked_paper;
mod paper;
mod ris;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use rayon::prelude::*;

use self::paper::{ListedPaper, listed};
use crate::compose::publications::terms;
use crate::document::{Document, Origin};
use crate::model::PublicationType;
use crate::papers::WorkListing;
use crate::words::Locale;

/// A format of bibliographies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BibliographyFormat {
    /// BibLaTeX, `.bib`. Reading it again gives the same list.
    BibLatex,
    /// CSL-JSON, `.json`.
    CslJson,
    /// RIS, `.ris`.
    Ris,
}

/// Writes the papers that a document shows, exactly these and in its order.
///
/// `listing` is the document's, and `locale` is its language.
pub fn bibliography(listing: &WorkListing, locale: &Locale, format: BibliographyFormat) -> String {
    bibliography_of(listing, locale, format, |_| true)
}

/// As [`bibliography`], of the papers at these origins alone: a page limit may have left some out.
pub fn bibliography_of(
    listing: &WorkListing,
    locale: &Locale,
    format: BibliographyFormat,
    is_shown: impl Fn(&str) -> bool,
) -> String {
    let mut papers = listed(listing, locale);
    papers.retain(|paper| is_shown(paper.origin));
    let keys = keys(&papers);
    match format {
        BibliographyFormat::BibLatex => biblatex::write(&papers, &keys),
        BibliographyFormat::CslJson => csl_json::write(&papers, &keys),
        BibliographyFormat::Ris => ris::write(&papers, &keys),
    }
}

/// What is known of a paper that a document shows, for a page of the Web.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperRecord {
    /// Where it stands in the source.
    pub origin: Origin,
    /// Its key, each once.
    pub key: String,
    /// Its entry in BibLaTeX.
    pub bibtex: String,
    /// What kind of output it is.
    pub kind: PublicationType,
    /// The year of its date, else of its venue.
    pub year: Option<u16>,
    /// Its language, by its ISO 639 code, where it is in one that is known.
    pub language: Option<&'static str>,
}

/// What a page of the Web carries beside its document: what is known of its papers, at the origins that are shown and in
/// its order, and who it is about and what they wrote, as JSON-LD. `language` is that of the document, by its BCP 47 tag.
pub fn for_the_web(
    document: &Document,
    listing: &WorkListing,
    language: &str,
    is_shown: impl Fn(&str) -> bool,
) -> (Vec<PaperRecord>, String) {
    let mut papers = listed(listing, Locale::of(language));
    papers.retain(|paper| is_shown(paper.origin));
    let data = linked_data::write(document, language, &papers);
    let keys = keys(&papers);
    let records = papers.par_iter().zip(keys).map(|(paper, key)| PaperRecord {
        bibtex: biblatex::entry(paper, &key),
        kind: paper.kind,
        year: paper.year,
        language: paper.publication.language.as_deref().and_then(terms::code),
        origin: paper.origin.to_owned(),
        key,
    });
    (records.collect(), data)
}

/// A key for each paper: the one of its bibliography, else family name, year and first word of the title
/// (`lovelace2025looms`), each once.
fn keys(papers: &[ListedPaper]) -> Vec<String> {
    // By key, the number that the next paper of it tries: of papers without keys many may share one.
    let mut taken: HashMap<String, usize> = HashMap::new();
    let bases: Vec<String> = papers.par_iter().map(base).collect();
    bases
        .into_iter()
        .map(|base| {
            let Some(&number) = taken.get(&base) else {
                taken.insert(base.clone(), 2);
                return base;
            };
            let mut next = number;
            let mut key = format!("{base}-{next}");
            while taken.contains_key(&key) {
                next += 1;
                key = format!("{base}-{next}");
            }
            taken.insert(base, next + 1);
            taken.insert(key.clone(), 2);
            key
        })
        .collect()
}

/// The key of a paper, which another may have as well.
fn base(paper: &ListedPaper) -> String {
    let publication = &paper.publication;
    let known = publication.key.as_ref().or(publication.bib.as_ref());
    match known.filter(|key| is_key(key)) {
        Some(key) => key.clone(),
        None => made_up(paper),
    }
}

fn is_key(key: &str) -> bool {
    let fits = |c: char| c.is_alphanumeric() || matches!(c, ':' | '-' | '_' | '.' | '/' | '+');
    !key.is_empty() && key.chars().all(fits)
}

fn made_up(paper: &ListedPaper) -> String {
    let letters = |text: &str| -> String {
        crate::papers::letters(text)
            .chars()
            .filter(char::is_ascii)
            .collect()
    };
    let family = paper
        .authors
        .first()
        .map(|author| letters(&author.name.family))
        .unwrap_or_default();
    let year = paper.year.map(|year| year.to_string()).unwrap_or_default();
    let title = crate::document::plain_text(&paper.title);
    let word = title
        .split_whitespace()
        .map(letters)
        .find(|word| word.len() > 3)
        .unwrap_or_default();
    let key = format!("{family}{year}{word}");
    if key.is_empty() {
        "paper".to_owned()
    } else {
        key
    }
}
