//! Works under headings.

use std::collections::{BTreeMap, HashMap};

use super::selection::is_selected;
use super::venue;
use super::work::Work;
use crate::model::{GroupBy, ListOrder, PublicationScope, PublicationStatus, PublicationType};
use crate::recipe::PaperList;

/// What the works of a group have in common.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Heading {
    /// They are selected ones, before the others.
    Selected,
    /// They are the others, after the selected ones.
    Further,
    /// They are of one type.
    Kind(PublicationType),
    /// They are preprints and what is not public.
    Manuscripts,
    /// They are of one year.
    Year(u16),
    /// They are under review or in preparation.
    Unpublished,
    /// They are to appear.
    Forthcoming,
    /// Nothing says when they appeared.
    Undated,
    /// They have a tag.
    Tag(String),
    /// They have none of the tags that others have.
    Untagged,
}

/// Works under one heading, or under none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grouped {
    /// The heading.
    pub heading: Option<Heading>,
    /// Places in the list of works.
    pub members: Vec<usize>,
}

/// Puts the works that a list takes under headings.
///
/// Every one of `taken` is in exactly one group, and no group is empty. The groups that the list names come first;
/// then types in the order of its `types`, else journal articles, conference papers and so on; years newest first,
/// or oldest first where the works are; tags in the order of `tags`, the document's, else of their first paper.
pub fn groups(works: &[Work], taken: &[usize], list: &PaperList, tags: &[String]) -> Vec<Grouped> {
    let selected_first = list.only == PublicationScope::SelectedFirst;
    let (leading, rest): (Vec<usize>, Vec<usize>) = taken
        .iter()
        .partition(|at| selected_first && is_selected(&works[**at]));
    let mut groups = Vec::new();
    let has_leading = !leading.is_empty();
    if has_leading {
        groups.push(Grouped {
            heading: Some(Heading::Selected),
            members: leading,
        });
    }
    match list.group {
        GroupBy::None => groups.push(Grouped {
            heading: has_leading.then_some(Heading::Further),
            members: rest,
        }),
        GroupBy::Type => groups.extend(by_type(works, &rest, list)),
        GroupBy::Year => groups.extend(by_year(works, &rest, list)),
        GroupBy::Tag => {
            let tags = TagOrder::new(works, &rest, list, tags);
            groups.extend(by(&rest, |at| tags.heading(&works[at])));
        }
    }
    groups.retain(|group| !group.members.is_empty());
    groups
}

/// The place of a name among those that a list gives first, and the one after all of them for others.
fn named_place(list: &PaperList, name: &str) -> usize {
    let mut names = list.groups.iter();
    names
        .position(|known| known == name)
        .unwrap_or(list.groups.len())
}

fn by_type(works: &[Work], rest: &[usize], list: &PaperList) -> Vec<Grouped> {
    // What is not public is no preprint.
    let is_manuscript = |at: &usize| {
        let work = &works[*at];
        work.kind == PublicationType::Preprint && venue::is_hidden(&work.publication)
    };
    let manuscripts = rest.iter().any(is_manuscript);
    by(rest, |at| {
        let kind = works[at].kind;
        let place = list.types.iter().position(|wanted| *wanted == kind);
        let heading = match manuscripts && kind == PublicationType::Preprint {
            true => Heading::Manuscripts,
            false => Heading::Kind(kind),
        };
        let named = named_place(list, kind.key());
        ((named, place.unwrap_or(usize::MAX), kind as usize), heading)
    })
}

fn by_year(works: &[Work], rest: &[usize], list: &PaperList) -> Vec<Grouped> {
    let is_oldest_first = list.order == ListOrder::Oldest;
    let mut groups = by(rest, |at| {
        let publication = &works[at].publication;
        let undated = match publication.status {
            _ if venue::is_hidden(publication) => (0, Heading::Unpublished),
            Some(PublicationStatus::Accepted | PublicationStatus::InPress) => {
                (1, Heading::Forthcoming)
            }
            _ => (2, Heading::Undated),
        };
        match works[at].year.filter(|_| works[at].is_settled) {
            Some(year) => ((3, usize::from(u16::MAX - year), 0), Heading::Year(year)),
            None => ((undated.0, 0, 0), undated.1),
        }
    });
    if is_oldest_first {
        groups.reverse();
    }
    groups
}

/// The tags of a list in their order.
pub struct TagOrder<'a>(HashMap<&'a str, usize>);

impl<'a> TagOrder<'a> {
    /// The tags that `list` names, then those of the document, then those of the works taken and of the others,
    /// as they come.
    pub fn new(
        works: &'a [Work],
        taken: &[usize],
        list: &'a PaperList,
        tags: &'a [String],
    ) -> Self {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let of_taken = taken.iter().map(|at| &works[*at]);
        let of_works = of_taken
            .chain(works)
            .flat_map(|work| work.publication.tags.iter());
        for tag in list.groups.iter().chain(tags).chain(of_works) {
            let next = places.len();
            places.entry(tag).or_insert(next);
        }
        Self(places)
    }

    /// The heading of a work: the first of its tags.
    pub fn heading(&self, work: &Work) -> (Key, Heading) {
        let tags = work.publication.tags.iter();
        let first = tags
            .filter_map(|tag| Some((*self.0.get(tag.as_str())?, tag)))
            .min();
        match first {
            Some((place, tag)) => ((place, 0, 0), Heading::Tag(tag.clone())),
            None => ((usize::MAX, 0, 0), Heading::Untagged),
        }
    }
}

/// What groups are sorted by.
type Key = (usize, usize, usize);

/// Groups by a key, in the order of the keys; the members keep theirs.
fn by(members: &[usize], key: impl Fn(usize) -> (Key, Heading)) -> Vec<Grouped> {
    let mut groups = BTreeMap::new();
    for &at in members {
        let (key, heading) = key(at);
        let group = groups.entry(key).or_insert_with(|| Grouped {
            heading: Some(heading),
            members: Vec::new(),
        });
        group.members.push(at);
    }
    groups.into_values().collect()
}
