//! Works under headings.

use std::collections::{BTreeMap, HashMap};

use super::selection::is_selected;
use super::venue;
use super::work::Work;
use crate::model::{GroupBy, PublicationScope, PublicationStatus, PublicationType};
use crate::recipe::Resolved;

/// What the works of a group have in common.
#[derive(Debug, Clone, PartialEq, Eq)]
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
pub struct WorkGroup {
    /// The heading.
    pub heading: Option<Heading>,
    /// Places in the list of works.
    pub members: Vec<usize>,
}

/// Puts the works that a document takes under headings.
///
/// Every one of `taken` is in exactly one group, and no group is empty. Types stand in the order of the
/// document's `types`, else journal articles, conference papers and so on; years newest
/// first; tags in the order of the document's `tags`, else of their first paper.
pub fn groups(works: &[Work], taken: &[usize], settings: &Resolved) -> Vec<WorkGroup> {
    let options = &settings.publications;
    let selected_first = options.only == PublicationScope::SelectedFirst;
    let (leading, rest): (Vec<usize>, Vec<usize>) = taken
        .iter()
        .partition(|at| selected_first && is_selected(&works[**at]));
    let mut groups = Vec::new();
    let has_leading = !leading.is_empty();
    if has_leading {
        groups.push(WorkGroup {
            heading: Some(Heading::Selected),
            members: leading,
        });
    }
    match options.group {
        GroupBy::None => groups.push(WorkGroup {
            heading: has_leading.then_some(Heading::Further),
            members: rest,
        }),
        GroupBy::Type => {
            // What is not public is no preprint.
            let is_manuscript = |at: &usize| {
                let work = &works[*at];
                work.kind == PublicationType::Preprint && venue::is_hidden(&work.publication)
            };
            let manuscripts = rest.iter().any(is_manuscript);
            groups.extend(by(&rest, |at| {
                let kind = works[at].kind;
                let place = options.types.iter().position(|wanted| *wanted == kind);
                let heading = match manuscripts && kind == PublicationType::Preprint {
                    true => Heading::Manuscripts,
                    false => Heading::Kind(kind),
                };
                ((place.unwrap_or(usize::MAX), kind as usize), heading)
            }));
        }
        GroupBy::Year => groups.extend(by(&rest, |at| {
            let publication = &works[at].publication;
            let undated = match publication.status {
                _ if venue::is_hidden(publication) => (0, Heading::Unpublished),
                Some(PublicationStatus::Accepted | PublicationStatus::InPress) => {
                    (1, Heading::Forthcoming)
                }
                _ => (2, Heading::Undated),
            };
            match works[at].year.filter(|_| works[at].is_settled) {
                Some(year) => ((3, usize::from(u16::MAX - year)), Heading::Year(year)),
                None => ((undated.0, 0), undated.1),
            }
        })),
        GroupBy::Tag => groups.extend(by_tag(works, &rest, settings)),
    }
    groups.retain(|group| !group.members.is_empty());
    groups
}

fn by_tag(works: &[Work], rest: &[usize], settings: &Resolved) -> Vec<WorkGroup> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let tags = rest
        .iter()
        .flat_map(|at| works[*at].publication.tags.iter());
    for tag in settings.tags.iter().chain(tags) {
        let next = places.len();
        places.entry(tag).or_insert(next);
    }
    by(rest, |at| {
        let tags = works[at].publication.tags.iter();
        let first = tags
            .filter_map(|tag| Some((*places.get(tag.as_str())?, tag)))
            .min();
        match first {
            Some((place, tag)) => ((place, 0), Heading::Tag(tag.clone())),
            None => ((usize::MAX, 0), Heading::Untagged),
        }
    })
}

/// Groups by a key, in the order of the keys; the members keep theirs.
fn by(members: &[usize], key: impl Fn(usize) -> ((usize, usize), Heading)) -> Vec<WorkGroup> {
    let mut groups = BTreeMap::new();
    for &at in members {
        let (key, heading) = key(at);
        let group = groups.entry(key).or_insert_with(|| WorkGroup {
            heading: Some(heading),
            members: Vec::new(),
        });
        group.members.push(at);
    }
    groups.into_values().collect()
}
