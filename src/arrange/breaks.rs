//! Where the file has a page begin.

use crate::document::{Item, Lines, Section};

/// What begins a page and stands first under a heading has the heading begin it: none is left behind.
pub(super) fn lift(section: &mut Section<Lines>) {
    for group in &mut section.groups {
        if let Some(Item::Entry(first)) = group.items.first_mut() {
            group.breaks |= std::mem::take(&mut first.breaks);
        }
    }
    if let Some(first) = section.groups.first_mut() {
        section.breaks |= std::mem::take(&mut first.breaks);
    }
}
