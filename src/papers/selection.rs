//! Which works a list of a document takes.

use std::collections::HashSet;

use super::order;
use super::work::Work;
use crate::model::{ListOrder, PublicationScope};
use crate::recipe::{PaperList, Resolved};

/// What a list is about, whichever of it a document shows.
pub struct Membership<'a> {
    list: &'a PaperList,
    /// The places of the works that the list names.
    named: HashSet<usize>,
    /// Whether any work of the CV is a selected one: a file that selects none has said nothing about which to
    /// leave out.
    has_selected: bool,
}

impl<'a> Membership<'a> {
    /// What `list` is about; `named` are the places of the works that its `keys` name.
    pub fn new(list: &'a PaperList, works: &[Work], named: HashSet<usize>) -> Self {
        Self {
            list,
            named,
            has_selected: works.iter().any(is_selected),
        }
    }

    /// Whether the work at a place belongs to the list.
    pub fn holds(&self, works: &[Work], at: usize) -> bool {
        let (list, work) = (self.list, &works[at]);
        let tags = &work.publication.tags;
        let is_left_out = list.only == PublicationScope::Selected && self.has_selected;
        (list.types.is_empty() || list.types.contains(&work.kind))
            && (list.tags.is_empty() || tags.iter().any(|tag| list.tags.contains(tag)))
            && (list.keys.is_empty() || self.named.contains(&at))
            && (!is_left_out || is_selected(work))
    }
}

/// The places in `works` that a list takes of what belongs to it, in the order it shows them.
///
/// With `selected-first` the selected ones lead. Undated works pass `since`. Of a `limit` the newest stay, and in
/// the order of the file its first ones.
pub fn selected(works: &[Work], member: &Membership, settings: &Resolved) -> Vec<usize> {
    let list = member.list;
    let takes = |at: usize| {
        let publication = &works[at].publication;
        let recent = match (list.since, order::date(publication)) {
            (Some(since), Some(date)) => date.last_day() >= since.first_day(),
            _ => true,
        };
        member.holds(works, at) && recent && settings.takes(&publication.tags)
    };
    let mut taken: Vec<usize> = (0..works.len()).filter(|at| takes(*at)).collect();
    if list.order == ListOrder::File {
        taken.sort_by_key(|at| works[*at].place);
    }
    let leads = |at: &usize| !is_selected(&works[*at]);
    if list.only == PublicationScope::SelectedFirst {
        taken.sort_by_key(leads);
    }
    taken.truncate(list.limit.map_or(usize::MAX, |limit| limit.0));
    if list.order == ListOrder::Oldest {
        taken.sort_unstable_by_key(|at| std::cmp::Reverse(*at));
        if list.only == PublicationScope::SelectedFirst {
            taken.sort_by_key(leads);
        }
    }
    taken
}

/// Whether a work is among the selected ones.
pub fn is_selected(work: &Work) -> bool {
    work.publication.selected.is_some_and(|flag| flag.0)
}
