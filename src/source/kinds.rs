//! Sections of the user's own whose entries are those of a section that Folio knows.
//!
//! What may stand in `entries` depends on `kind` beside it. The tree is changed before anything reads it, so that
//! what may stand at a place depends on the steps to it alone.

use super::tree::{Content, Node, Pair};
use crate::diagnostics::closest;
use crate::model::{ENTRIES_OF, OwnEntries};

/// Gives `entries` of each section that names a kind the name that the decoder has for those. A kind that is none is
/// told by the decoder; until then it stands for the one that it is nearest to.
pub(super) fn read(root: &mut Node) {
    for section in sections(root) {
        let Content::Map { entries, .. } = &mut section.content else {
            continue;
        };
        for entry in entries
            .iter_mut()
            .filter(|entry| entry.key.starts_with(ENTRIES_OF))
        {
            entry.key = entry.key.replace('\0', "\u{fffd}");
        }
        let kind = entries.iter().find(|entry| entry.key == "kind");
        let kind = kind.and_then(|kind| kind.value.text()).and_then(known);
        let Some(kind) = kind else { continue };
        for entry in entries.iter_mut().filter(|entry| entry.key == "entries") {
            entry.key = format!("{ENTRIES_OF}{kind}");
        }
    }
}

/// The entries of sections of the user's own that have those of a kind.
pub(super) fn of_kind<'a>(root: &'a mut Node, kind: &str) -> impl Iterator<Item = &'a mut Node> {
    let key = format!("{ENTRIES_OF}{kind}");
    let all = sections(root).flat_map(pairs);
    all.filter(move |pair| pair.key == key)
        .map(|pair| &mut pair.value)
}

/// The entries of sections of the user's own that are of no kind.
pub(super) fn of_none(root: &mut Node) -> impl Iterator<Item = &mut Node> {
    let all = sections(root).flat_map(pairs);
    all.filter(|pair| pair.key == "entries")
        .map(|pair| &mut pair.value)
}

fn sections(root: &mut Node) -> impl Iterator<Item = &mut Node> {
    let found = pairs(root).iter_mut().filter(|pair| pair.key == "sections");
    found
        .flat_map(|sections| pairs(&mut sections.value))
        .map(|section| &mut section.value)
}

fn pairs(node: &mut Node) -> &mut [Pair] {
    match &mut node.content {
        Content::Map { entries, .. } => entries,
        _ => &mut [],
    }
}

fn known(written: &str) -> Option<&'static str> {
    let kinds = || OwnEntries::KINDS.iter().copied();
    let same = kinds().find(|kind| *kind == written);
    same.or_else(|| closest(written, kinds()))
}
