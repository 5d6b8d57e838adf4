//! The papers that a document shows, as data: what exports write.

use super::{chosen, terms};
use crate::document::{Inlines, Origin};
use crate::markup;
use crate::model::{Cv, Publication, PublicationType};
use crate::papers::{AuthorList, MarkTable, MarkUse, Name, Owner, Work, is_hidden, numbers};
use crate::recipe::Resolved;
use crate::words::Labels;

/// A paper that a document shows.
#[derive(Debug, Clone)]
pub struct Shown {
    /// Where it stands in the source.
    pub origin: Origin,
    /// Its label, such as `J12`.
    pub label: Option<String>,
    /// What kind of output it is.
    pub kind: PublicationType,
    /// The year of its date, else of its venue.
    pub year: Option<u16>,
    /// The title.
    pub title: Inlines,
    /// The authors.
    pub authors: Vec<ShownAuthor>,
    /// Whether the source leaves out authors at the end.
    pub is_cut: bool,
    /// The editors.
    pub editors: Vec<ShownAuthor>,
    /// The translators.
    pub translators: Vec<ShownAuthor>,
    /// What is known about it. A paper under review has no venue here.
    pub publication: Publication,
}

/// An author of a paper that a document shows.
#[derive(Debug, Clone)]
pub struct ShownAuthor {
    /// The name.
    pub name: Name,
    /// The marks by name.
    pub marks: Vec<String>,
    /// Symbols after the name that mean nothing the file declares.
    pub symbols: String,
    /// The author's web address.
    pub url: Option<String>,
    /// Whether this is the owner of the CV.
    pub is_owner: bool,
}

/// The papers that a document shows, in its order and with its labels.
pub fn shown(cv: &Cv, settings: &Resolved, labels: &Labels) -> Vec<Shown> {
    // Whoever exports has listed the document before; what is wrong was said then.
    let mut said = Vec::new();
    let (works, groups) = chosen(cv, settings, labels, &mut said);
    let labelled = numbers(&works, &settings.publications);
    let table = MarkTable::new(cv);
    let owner = Owner::new(&cv.person);
    let mut people = |authors, owner: Option<&Owner>| {
        let list = AuthorList::read(authors, &table, "", &mut said);
        let owners = owner.map(|owner| owner.places(&list)).unwrap_or_default();
        let is_cut = list.gaps.contains(&list.authors.len());
        let shown = list
            .authors
            .into_iter()
            .enumerate()
            .map(|(at, author)| ShownAuthor {
                marks: author
                    .marks
                    .iter()
                    .filter_map(|mark| table.name(mark))
                    .map(str::to_owned)
                    .collect(),
                symbols: author
                    .marks
                    .iter()
                    .map(|mark| match mark {
                        MarkUse::Unknown(symbol) => symbol.as_str(),
                        MarkUse::Declared(_) => "",
                    })
                    .collect(),
                name: author.name,
                url: author.url,
                is_owner: owners.contains(&at),
            });
        (shown.collect::<Vec<_>>(), is_cut)
    };
    let mut papers = Vec::new();
    for at in groups.into_iter().flat_map(|group| group.members) {
        let Work {
            origin,
            publication,
            kind,
            year,
            ..
        } = &works[at];
        let (authors, is_cut) = people(&publication.authors, Some(&owner));
        let (editors, _) = people(&publication.editors, Some(&owner));
        let (translators, _) = people(&publication.translators, Some(&owner));
        let title = publication.title.as_ref();
        let mut publication = publication.clone().into_owned();
        let genre = publication.genre.take();
        publication.genre = genre.map(|genre| terms::genre(&genre, labels));
        let mut year = *year;
        if is_hidden(&publication) {
            year = publication.date.map(|date| date.year);
            publication.venue = None;
            publication.publisher = None;
            (publication.volume, publication.issue, publication.pages) = (None, None, None);
        }
        papers.push(Shown {
            origin: origin.clone(),
            label: labelled[at].clone(),
            kind: *kind,
            year,
            title: title
                .map(|title| markup::runs(title, "", &mut Vec::new()))
                .unwrap_or_default(),
            authors,
            is_cut,
            editors,
            translators,
            publication,
        });
    }
    papers
}
