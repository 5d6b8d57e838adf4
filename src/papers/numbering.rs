//! Numbers of publications.

use std::collections::HashMap;
use std::hash::Hash;

use super::grouping::TagOrder;
use super::kinds;
use super::selection::Membership;
use super::work::Work;
use crate::model::{GroupBy, ListOrder, Numbering, PublicationType};
use crate::recipe::{PaperList, Resolved};

/// The label of every work in a list, computed over all that belong to it, so that whatever a document leaves out
/// changes none.
///
/// `works` are in the order of lists. The oldest settled work is 1: adding the newest changes no other label; in the
/// order of the file it is the first. Works without a place in time carry none. Numbers by type count all works of
/// the CV, so that each document shows the same ones; those of a list of its own count what belongs to it; by tag,
/// each group has its own.
pub fn labels(
    works: &[Work],
    taken: &[usize],
    member: &Membership,
    list: &PaperList,
    settings: &Resolved,
) -> Vec<Option<String>> {
    let prefixes = &settings.publications.prefixes;
    match (list.number, &list.prefix) {
        (Numbering::None, _) => vec![None; works.len()],
        (Numbering::Type, None) => {
            let all = (0..works.len()).rev();
            counted(
                works,
                all,
                |work| work.kind,
                |kind: &PublicationType| {
                    let declared = prefixes.get(kind).map(String::as_str);
                    declared.unwrap_or_else(|| kinds::default_prefix(*kind))
                },
            )
        }
        (Numbering::Continuous | Numbering::Type, prefix) => {
            let prefix = prefix.as_deref().unwrap_or_default();
            let mut all: Vec<usize> = (0..works.len()).rev().collect();
            // Without lists of its own a document numbers all works, whichever it shows.
            if list.origin.is_some() {
                all.retain(|at| member.holds(works, *at));
            }
            if list.order == ListOrder::File {
                all.sort_by_key(|at| works[*at].place);
            }
            if list.group == GroupBy::Tag {
                let tags = TagOrder::new(works, taken, list, &settings.tags);
                return counted(
                    works,
                    all.into_iter(),
                    |work| tags.heading(work).1,
                    |_| prefix,
                );
            }
            counted(works, all.into_iter(), |_| (), |()| prefix)
        }
    }
}

/// Labels of the works at `places`, from the first one on, counted by what `bucket` says of each.
fn counted<'a, B: Eq + Hash>(
    works: &[Work],
    places: impl Iterator<Item = usize>,
    bucket: impl Fn(&Work) -> B,
    prefix: impl Fn(&B) -> &'a str,
) -> Vec<Option<String>> {
    let mut counts: HashMap<B, usize> = HashMap::new();
    let mut labels = vec![None; works.len()];
    for at in places.filter(|at| works[*at].is_settled) {
        let bucket = bucket(&works[at]);
        let prefix = prefix(&bucket);
        let count = counts.entry(bucket).or_default();
        *count += 1;
        labels[at] = Some(format!("{prefix}{count}"));
    }
    labels
}
