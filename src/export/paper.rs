//! The papers that a document shows, as data: what exports write.

use std::borrow::Cow;

use rayon::prelude::*;

use crate::document::Inlines;
use crate::markup;
use crate::model::{Publication, PublicationType, Url};
use crate::papers::{MarkTable, MarkUse, Name, Papers, People, Role, Work, WorkListing, is_hidden};
use crate::words::Locale;

/// A paper that a document shows.
#[derive(Debug, Clone)]
pub struct ListedPaper<'a> {
    /// Where it stands in the source.
    pub origin: &'a str,
    /// What kind of output it is.
    pub kind: PublicationType,
    /// The year of its date, else of its venue.
    pub year: Option<u16>,
    /// The title.
    pub title: Inlines,
    /// The authors.
    pub authors: Vec<ListedAuthor<'a>>,
    /// Whether the source leaves out authors at the end.
    pub is_cut: bool,
    /// The editors.
    pub editors: Vec<ListedAuthor<'a>>,
    /// The translators.
    pub translators: Vec<ListedAuthor<'a>>,
    /// What is known about it. A paper under review has no venue here.
    pub publication: Cow<'a, Publication>,
}

/// An author of a paper that a document shows.
#[derive(Debug, Clone)]
pub struct ListedAuthor<'a> {
    /// The name.
    pub name: &'a Name,
    /// The marks by name.
    pub marks: Vec<&'a str>,
    /// Symbols after the name that mean nothing the file declares.
    pub symbols: String,
    /// The author's web address.
    pub url: Option<&'a Url>,
    /// Whether this is the owner of the CV.
    pub is_owner: bool,
}

/// The papers that a document lists, in its order.
///
/// Each is made of its own work alone, so several are made at a time.
pub fn listed<'a>(listing: &'a WorkListing, locale: &Locale) -> Vec<ListedPaper<'a>> {
    let papers = &listing.papers;
    let works: Vec<&Work> = listing.works().collect();
    let papers = works.into_par_iter().map(|work| one(papers, work, locale));
    papers.collect()
}

fn one<'a>(papers: &'a Papers, work: &'a Work, locale: &Locale) -> ListedPaper<'a> {
    let people = |role| people(papers.people(work, role), &papers.marks);
    let list = &papers.people(work, Role::Author).list;
    let title = work.publication.title.as_ref();
    let mut publication = Cow::Borrowed(&work.publication);
    if let Some(written) = &work.publication.genre {
        publication.to_mut().genre = Some(locale.genre(written));
    }
    let mut year = work.year;
    if is_hidden(&publication) {
        let publication = publication.to_mut();
        year = publication.date.map(|date| date.year);
        publication.venue = None;
        publication.publisher = None;
        (publication.volume, publication.issue, publication.pages) = (None, None, None);
    }
    ListedPaper {
        origin: &work.origin,
        kind: work.kind,
        year,
        title: title
            .map(|title| markup::runs(title, "", &mut Vec::new()))
            .unwrap_or_default(),
        authors: people(Role::Author),
        is_cut: list.gaps.contains(&list.authors.len()),
        editors: people(Role::Editor),
        translators: people(Role::Translator),
        publication,
    }
}

fn people<'a>(people: &'a People, table: &'a MarkTable) -> Vec<ListedAuthor<'a>> {
    let authors = people.list.authors.iter().enumerate();
    let shown = authors.map(|(at, author)| ListedAuthor {
        marks: author
            .marks
            .iter()
            .filter_map(|mark| table.mark(mark))
            .map(|mark| mark.name.as_str())
            .collect(),
        symbols: author
            .marks
            .iter()
            .map(|mark| match mark {
                MarkUse::Unknown(symbol) => symbol.as_str(),
                MarkUse::Declared(_) => "",
            })
            .collect(),
        name: &author.name,
        url: author.url.as_ref(),
        is_owner: people.owner.contains(&at),
    });
    shown.collect()
}
