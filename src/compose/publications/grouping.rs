//! Works under headings.

use std::collections::HashMap;

use super::marks::capitalised;
use crate::model::{GroupBy, PublicationStatus, PublicationType, Selection};
use crate::papers::{Work, is_hidden, is_selected};
use crate::recipe::Resolved;
use crate::words::Labels;

/// Works under one heading, or under none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkGroup {
    /// The heading.
    pub title: Option<String>,
    /// Places in the list of works.
    pub members: Vec<usize>,
}

/// Puts the works that a document takes under headings.
///
/// Every one of `taken` is in exactly one group, and no group is empty. Types stand in the order of the
/// document's `types`, else journal articles, conference papers and so on; years newest
/// first; tags in the order of the document's `tags`, else of their first paper.
pub fn groups(
    works: &[Work],
    taken: &[usize],
    settings: &Resolved,
    labels: &Labels,
) -> Vec<WorkGroup> {
    let options = &settings.publications;
    let selected_first = options.only == Selection::SelectedFirst;
    let (leading, rest): (Vec<usize>, Vec<usize>) = taken
        .iter()
        .partition(|at| selected_first && is_selected(&works[**at]));
    let word = |key| labels.publication_word(key).map(str::to_owned);
    let mut groups = Vec::new();
    let has_leading = !leading.is_empty();
    if has_leading {
        groups.push(WorkGroup {
            title: word("group-selected"),
            members: leading,
        });
    }
    match options.group {
        GroupBy::None => {
            let title = if has_leading {
                word("group-further")
            } else {
                None
            };
            groups.push(WorkGroup {
                title,
                members: rest,
            });
        }
        GroupBy::Type => {
            // What is not public is no preprint.
            let is_manuscript = |at: &usize| {
                let work = &works[*at];
                work.kind == PublicationType::Preprint && is_hidden(&work.publication)
            };
            let manuscripts = rest.iter().any(is_manuscript);
            groups.extend(by(&rest, |at| {
                let kind = works[at].kind;
                let place = options.types.iter().position(|wanted| *wanted == kind);
                let with_manuscripts = manuscripts && kind == PublicationType::Preprint;
                let title = with_manuscripts
                    .then(|| word("group-manuscripts"))
                    .flatten();
                let title = title.unwrap_or_else(|| (labels.publication_groups)(kind).to_owned());
                ((place.unwrap_or(usize::MAX), kind as usize), title)
            }));
        }
        GroupBy::Year => groups.extend(by(&rest, |at| {
            let publication = &works[at].publication;
            let undated = match publication.status {
                _ if is_hidden(publication) => (0, "group-unpublished"),
                Some(PublicationStatus::Accepted | PublicationStatus::InPress) => {
                    (1, "group-forthcoming")
                }
                _ => (2, "group-undated"),
            };
            match works[at].year.filter(|_| works[at].is_settled) {
                Some(year) => ((3, usize::from(u16::MAX - year)), year.to_string()),
                None => ((undated.0, 0), word(undated.1).unwrap_or_default()),
            }
        })),
        GroupBy::Tag => groups.extend(by_tag(works, &rest, settings, labels)),
    }
    groups.retain(|group| !group.members.is_empty());
    if options.counts {
        for group in &mut groups {
            if let Some(title) = &mut group.title {
                title.push_str(&format!(" ({})", group.members.len()));
            }
        }
    }
    groups
}

fn by_tag(works: &[Work], rest: &[usize], settings: &Resolved, labels: &Labels) -> Vec<WorkGroup> {
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
            Some((place, tag)) => ((place, 0), capitalised(&tag.replace(['-', '_'], " "))),
            None => {
                let title = labels
                    .publication_word("group-untagged")
                    .unwrap_or_default();
                ((usize::MAX, 0), title.to_owned())
            }
        }
    })
}

/// Groups by a key, in the order of the keys; the members keep theirs.
fn by(members: &[usize], key: impl Fn(usize) -> ((usize, usize), String)) -> Vec<WorkGroup> {
    let mut groups = std::collections::BTreeMap::new();
    for &at in members {
        let (key, title) = key(at);
        let group = groups.entry(key).or_insert_with(|| WorkGroup {
            title: Some(title),
            members: Vec::new(),
        });
        group.members.push(at);
    }
    groups.into_values().collect()
}
