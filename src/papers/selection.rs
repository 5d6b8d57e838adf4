//! Which works a document takes.

use super::order;
use super::work::Work;
use crate::model::PublicationScope;
use crate::recipe::Resolved;

/// The places in `works` that a document takes, in the order it shows them.
///
/// Works keep their order; with `selected-first` the selected ones lead. Undated works pass `since`.
pub fn selected(works: &[Work], settings: &Resolved) -> Vec<usize> {
    let options = &settings.publications;
    let takes = |work: &Work| {
        let publication = &work.publication;
        let recent = match (options.since, order::date(publication)) {
            (Some(since), Some(date)) => date.last_day() >= since.first_day(),
            _ => true,
        };
        let typed = options.types.is_empty() || options.types.contains(&work.kind);
        settings.takes(&publication.tags) && recent && typed
    };
    let mut taken: Vec<usize> = works
        .iter()
        .enumerate()
        .filter(|(_, work)| takes(work))
        .map(|(at, _)| at)
        .collect();
    match options.only {
        PublicationScope::All => {}
        PublicationScope::Selected => {
            // A file that selects none has said nothing about which to leave out.
            if works.iter().any(is_selected) {
                taken.retain(|at| is_selected(&works[*at]));
            }
        }
        PublicationScope::SelectedFirst => taken.sort_by_key(|at| !is_selected(&works[*at])),
    }
    taken.truncate(options.limit.map_or(usize::MAX, |limit| limit.0));
    taken
}

/// Whether a work is among the selected ones.
pub fn is_selected(work: &Work) -> bool {
    work.publication.selected.is_some_and(|flag| flag.0)
}
