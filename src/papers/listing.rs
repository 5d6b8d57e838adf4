//! What a document lists: which works, in which lists, groups and order, with which labels.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::grouping::{self, Heading};
use super::numbering;
use super::record::Papers;
use super::selection::{Membership, is_selected, selected};
use super::work::{self, Work};
use crate::document::{Origin, repeated};
use crate::model::PublicationScope;
use crate::recipe::{PaperList, Resolved};

/// The works that a document lists.
///
/// Every output of a document is made from one listing, so that all show the same works.
#[derive(Debug, Clone, Default)]
pub struct WorkListing {
    /// The papers of the CV, in whose works the places are.
    pub papers: Arc<Papers>,
    /// The lists, none of which is empty; none when the document takes no work.
    pub lists: Vec<WorkList>,
    /// Whether the works were chosen by hand, so that others may be missing.
    pub is_selection: bool,
    /// Whether only selected works were asked for and none is.
    pub lacks_selection: bool,
    /// Keys in lists that are of no work, by their places in the file.
    pub unknown_keys: Vec<(String, String)>,
    /// Lists to which no work of the CV belongs, by their places in the file.
    pub empty_lists: Vec<Origin>,
    /// The works of the document that belong to none of its lists, by their places; none where all lists are
    /// selections.
    pub unlisted: Vec<usize>,
}

/// One list of works.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkList {
    /// What it is about; none of the one list of a document without lists of its own.
    pub title: Option<ListTitle>,
    /// The citation style that phrases the works, by name or file; none for Folio's own.
    pub style: Option<String>,
    /// The works by group.
    pub groups: Vec<WorkGroup>,
}

/// What stands above a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListTitle {
    /// The user's own words.
    Own(String),
    /// What its works have in common.
    Common(Heading),
    /// All publications.
    All,
}

/// Works under one heading, or under none.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkGroup {
    /// The heading.
    pub heading: Option<Heading>,
    /// The works, in order.
    pub members: Vec<Listed>,
}

/// A work in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Its place in the works.
    pub at: usize,
    /// Its label, such as `J12`.
    pub label: Option<String>,
    /// Where it stands in the source; what stands in several lists is told apart by them.
    pub origin: Origin,
}

impl WorkListing {
    /// The listing of a document.
    pub fn new(papers: &Arc<Papers>, settings: &Resolved) -> Self {
        let works = &papers.works;
        let options = &settings.publications.lists;
        let mut names = None;
        let mut listing = Self {
            papers: Arc::clone(papers),
            ..Self::default()
        };
        let mut shown = HashSet::new();
        let mut held = HashSet::new();
        for (index, list) in options.iter().enumerate() {
            let named = listing.named(list, &mut names);
            let member = Membership::new(list, works, named);
            let taken = selected(works, &member, settings);
            if let Some(origin) = &list.origin {
                let mut holds = (0..works.len())
                    .filter(|at| member.holds(works, *at))
                    .peekable();
                // Keys of no work are reported.
                if holds.peek().is_none() && !works.is_empty() && list.keys.is_empty() {
                    listing.empty_lists.push(origin.clone());
                }
                held.extend(holds);
            }
            let labels = numbering::labels(works, &taken, &member, list, settings);
            let groups = grouping::groups(works, &taken, list, &settings.tags);
            let groups = groups.into_iter().map(|group| WorkGroup {
                heading: group.heading,
                members: group
                    .members
                    .into_iter()
                    .map(|at| Listed {
                        at,
                        label: labels[at].clone(),
                        origin: match shown.insert(at) {
                            true => works[at].origin.clone(),
                            false => repeated(&works[at].origin, index),
                        },
                    })
                    .collect(),
            });
            let groups: Vec<WorkGroup> = groups.collect();
            if !groups.is_empty() {
                let title = list.origin.is_some().then(|| title(list, works));
                let style = list.style.clone();
                listing.lists.push(WorkList {
                    title,
                    style,
                    groups,
                });
            }
        }
        let wants_selection = |list: &PaperList| list.only == PublicationScope::Selected;
        let has_selected = works.iter().any(is_selected);
        let all_selected = !options.is_empty() && options.iter().all(wants_selection);
        listing.is_selection = all_selected && has_selected;
        listing.lacks_selection =
            options.iter().any(wants_selection) && !works.is_empty() && !has_selected;
        let is_choice = |list: &PaperList| wants_selection(list) || !list.keys.is_empty();
        let has_lists = options.iter().any(|list| list.origin.is_some());
        if has_lists && !options.iter().all(is_choice) {
            let takes = |at: &usize| settings.takes(&works[*at].publication.tags);
            let rest = (0..works.len()).filter(|at| !held.contains(at));
            listing.unlisted = rest.filter(takes).collect();
        }
        listing
    }

    /// The places of the works that a list names; keys of none are kept with their places in the file.
    fn named(
        &mut self,
        list: &PaperList,
        names: &mut Option<HashMap<String, usize>>,
    ) -> HashSet<usize> {
        let mut named = HashSet::new();
        for (index, key) in list.keys.iter().enumerate() {
            let names = names.get_or_insert_with(|| work::places(&self.papers.works));
            match names.get(&work::name(key)) {
                Some(at) => {
                    named.insert(*at);
                }
                None => {
                    let origin = list.origin.as_deref().unwrap_or_default();
                    let place = format!("{origin}.keys[{index}]");
                    self.unknown_keys.push((place, key.clone()));
                }
            }
        }
        named
    }

    /// The works of a group of the listing, as they are listed.
    pub fn members<'a>(
        &'a self,
        group: &'a WorkGroup,
    ) -> impl Iterator<Item = (&'a Work, &'a Listed)> {
        let members = group.members.iter();
        members.filter_map(move |listed| Some((self.papers.works.get(listed.at)?, listed)))
    }

    /// All works of the listing as they are listed, in its order; one may stand in several lists.
    pub fn listed(&self) -> impl Iterator<Item = (&Work, &Listed)> {
        let groups = self.lists.iter().flat_map(|list| &list.groups);
        groups.flat_map(|group| self.members(group))
    }

    /// All works of the listing in its order, each once.
    pub fn works(&self) -> impl Iterator<Item = &Work> {
        let mut seen = HashSet::new();
        let listed = self.listed();
        listed.filter_map(move |(work, listed)| seen.insert(listed.at).then_some(work))
    }
}

/// What stands above a list: its own title, else what its works have in common.
fn title(list: &PaperList, works: &[Work]) -> ListTitle {
    let own = list.title.as_ref().filter(|title| !title.trim().is_empty());
    if let Some(title) = own {
        return ListTitle::Own(title.clone());
    }
    match (&list.types[..], &list.tags[..]) {
        ([kind], _) => ListTitle::Common(Heading::Kind(*kind)),
        (_, [tag]) => ListTitle::Common(Heading::Tag(tag.clone())),
        _ => match list.only == PublicationScope::Selected && works.iter().any(is_selected) {
            true => ListTitle::Common(Heading::Selected),
            false => ListTitle::All,
        },
    }
}
