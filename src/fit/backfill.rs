//! Putting items back where the layout has room after all.
//!
//! On several pages the sum of heights is not the whole story: pages end where blocks do, and leave
//! room that no sum knows of.

use std::collections::BTreeSet;

use super::candidates::Candidates;
use super::knapsack::{Choice, Height, Node, Worth};

/// An item that may come back, with the headings above it that are gone as well.
struct Addition {
    id: usize,
    needs: Vec<usize>,
    height: Height,
    class: usize,
    worth: u128,
    /// The kept item before it.
    after: Option<usize>,
}

/// The choice with one more item, the best that has room.
///
/// `room` says how high an item may be that comes after another, given by its id.
pub(super) fn best_addition(
    candidates: &Candidates,
    choice: &Choice,
    refused: &BTreeSet<usize>,
    room: impl Fn(Option<usize>) -> Height,
) -> Option<Choice> {
    let mut additions = Vec::new();
    let mut last = None;
    for node in candidates.nodes() {
        collect(node, choice, (Vec::new(), 0), &mut last, &mut additions);
    }
    let fitting = additions.into_iter().filter(|addition| {
        !refused.contains(&addition.id) && addition.height <= room(addition.after)
    });
    let best = fitting.max_by(|a, b| {
        // A lower class number is the better one.
        (b.class.cmp(&a.class)).then(a.worth.cmp(&b.worth))
    })?;
    let mut more = choice.clone();
    more.kept.extend(best.needs);
    more.kept.sort_unstable();
    more.height += best.height;
    if let Some(of_class) = more.value.get_mut(best.class) {
        *of_class += best.worth;
    }
    Some(more)
}

fn collect(
    node: &Node,
    choice: &Choice,
    (mut needs, mut height): (Vec<usize>, Height),
    last: &mut Option<usize>,
    additions: &mut Vec<Addition>,
) {
    let kept = choice.kept.binary_search(&node.id).is_ok();
    if !kept {
        needs.push(node.id);
        height += node.height;
    }
    match node.worth {
        Some(_) if kept => *last = Some(node.id),
        Some(Worth::Class(class, worth)) => additions.push(Addition {
            id: node.id,
            needs: needs.clone(),
            height,
            class,
            worth,
            after: *last,
        }),
        _ => {}
    }
    // The bullets of an entry that is gone come back after it.
    if kept || node.worth.is_none() {
        for child in &node.children {
            collect(child, choice, (needs.clone(), height), last, additions);
        }
    }
}
