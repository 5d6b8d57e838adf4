//! The papers that a document shows, as data: what exports write.

use crate::document::{Inlines, Origin};
use crate::markup;
use crate::model::{Publication, PublicationType, Url};
use crate::papers::{MarkTable, MarkUse, Name, Papers, People, Role, Work, WorkListing, is_hidden};
use crate::words::Locale;

/// A paper that a document shows.
#[derive(Debug, Clone)]
pub struct ListedPaper {
    /// Where it stands in the source.
    pub origin: Origin,
    /// What kind of output it is.
    pub kind: PublicationType,
    /// The year of its date, else of its venue.
    pub year: Option<u16>,
    /// The title.
    pub title: Inlines,
    /// The authors.
    pub authors: Vec<ListedAuthor>,
    /// Whether the source leaves out authors at the end.
    pub is_cut: bool,
    /// The editors.
    pub editors: Vec<ListedAuthor>,
    /// The translators.
    pub translators: Vec<ListedAuthor>,
    /// What is known about it. A paper under review has no venue here.
    pub publication: Publication,
}

/// An author of a paper that a document shows.
#[derive(Debug, Clone)]
pub struct ListedAuthor {
    /// The name.
    pub name: Name,
    /// The marks by name.
    pub marks: Vec<String>,
    /// Symbols after the name that mean nothing the file declares.
    pub symbols: String,
    /// The author's web address.
    pub url: Option<Url>,
    /// Whether this is the owner of the CV.
    pub is_owner: bool,
}

/// The papers that a document lists, in its order.
pub fn listed(listing: &WorkListing, locale: &Locale) -> Vec<ListedPaper> {
    let papers = &listing.papers;
    let works = listing.works();
    works.map(|work| one(papers, work, locale)).collect()
}

fn one(papers: &Papers, work: &Work, locale: &Locale) -> ListedPaper {
    let people = |role| people(papers.people(work, role), &papers.marks);
    let list = &papers.people(work, Role::Author).list;
    let title = work.publication.title.as_ref();
    let mut publication = work.publication.clone();
    let written = publication.genre.take();
    publication.genre = written.map(|written| locale.genre(&written));
    let mut year = work.year;
    if is_hidden(&publication) {
        year = publication.date.map(|date| date.year);
        publication.venue = None;
        publication.publisher = None;
        (publication.volume, publication.issue, publication.pages) = (None, None, None);
    }
    ListedPaper {
        origin: work.origin.clone(),
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

fn people(people: &People, table: &MarkTable) -> Vec<ListedAuthor> {
    let authors = people.list.authors.iter().enumerate();
    let shown = authors.map(|(at, author)| ListedAuthor {
        marks: author
            .marks
            .iter()
            .filter_map(|mark| table.mark(mark))
            .map(|mark| mark.name.clone())
            .collect(),
        symbols: author
            .marks
            .iter()
            .map(|mark| match mark {
                MarkUse::Unknown(symbol) => symbol.as_str(),
                MarkUse::Declared(_) => "",
            })
            .collect(),
        name: author.name.clone(),
        url: author.url.clone(),
        is_owner: people.owner.contains(&at),
    });
    shown.collect()
}
