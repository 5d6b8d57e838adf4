//! Which entries of a section a document takes, and which of their bullets.

use std::cmp::Reverse;

use crate::model::{
    AnyEntry, Count, Entry, Highlight, PartialDate, Position, Priority, SectionOptions, Tagged,
    Text,
};
use crate::recipe::Resolved;

/// An entry that a document takes.
#[derive(Debug, Clone)]
pub struct SelectedEntry<'a> {
    /// Its path, such as `experience[0]`.
    pub path: String,
    /// The entry by its type.
    pub entry: AnyEntry<'a>,
    /// What it says of how it is kept when a page is full.
    pub priority: Option<Priority>,
    /// The titles held there.
    pub positions: Vec<SelectedPosition<'a>>,
    /// Its bullets.
    pub highlights: Vec<Bullet<'a>>,
}

/// One of several titles held at one employer.
#[derive(Debug, Clone)]
pub struct SelectedPosition<'a> {
    /// Its path, such as `experience[0].positions[1]`.
    pub path: String,
    /// The position.
    pub position: &'a Position,
    /// Its bullets.
    pub highlights: Vec<Bullet<'a>>,
}

/// A bullet that a document takes.
#[derive(Debug, Clone, PartialEq)]
pub struct Bullet<'a> {
    /// Its path, such as `experience[0].highlights[2]`.
    pub path: String,
    /// What it says.
    pub text: &'a Text,
    /// What it says of how it is kept when a page is full.
    pub priority: Option<Priority>,
    /// The bullets under it, each with its path.
    pub under: Vec<(String, &'a Text)>,
}

/// The entries of a section that a document takes, in the order of the file.
///
/// Entries that say nothing of their time pass `since`.
pub(super) fn taken<'a>(
    entries: impl Iterator<Item = &'a dyn Entry>,
    path: &str,
    settings: &Resolved,
    options: SectionOptions,
) -> Vec<SelectedEntry<'a>> {
    let since = options.since.map(PartialDate::first_day);
    let recent = |entry: &dyn Entry| match (since, since.and_then(|_| latest(entry))) {
        (Some(since), Some(latest)) => latest >= since,
        _ => true,
    };
    let limit = options.limit.map_or(usize::MAX, |Count(limit)| limit);
    entries
        .enumerate()
        .filter(|(_, entry)| settings.takes(entry.tags()) && recent(*entry))
        .take(limit)
        .map(|(index, entry)| {
            let path = format!("{path}[{index}]");
            let bullets = |path: &str, all: &'a [Highlight]| bullets(path, all, settings, options);
            let positions = entry.positions().iter().enumerate();
            let taken = positions.filter(|(_, position)| settings.takes(position.tags()));
            let positions = taken.map(|(index, position)| {
                let path = format!("{path}.positions[{index}]");
                SelectedPosition {
                    highlights: bullets(&path, &position.highlights),
                    path,
                    position,
                }
            });
            SelectedEntry {
                entry: entry.typed(),
                priority: entry.priority(),
                positions: positions.collect(),
                highlights: bullets(&path, entry.highlights()),
                path,
            }
        })
        .collect()
}

/// The latest day of an entry, or of the positions within one that has no time of its own.
fn latest(entry: &dyn Entry) -> Option<(u16, u8, u8)> {
    let positions = entry.positions().iter();
    let within = || {
        positions
            .filter_map(|position| position.times().latest())
            .max()
    };
    entry.times().latest().or_else(within)
}

fn bullets<'a>(
    path: &str,
    all: &'a [Highlight],
    settings: &Resolved,
    options: SectionOptions,
) -> Vec<Bullet<'a>> {
    let most = options
        .max_highlights
        .map_or(usize::MAX, |Count(most)| most);
    let taken = all.iter().enumerate().filter_map(|(index, bullet)| {
        let text = bullet.0.text.as_ref().filter(|text| !text.is_blank())?;
        settings.takes(bullet.tags()).then(|| Bullet {
            path: format!("{path}.highlights[{index}]"),
            text,
            priority: bullet.priority(),
            under: bullet
                .under(&format!("{path}.highlights[{index}]"))
                .collect(),
        })
    });
    of_highest_priority(taken.collect(), most)
}

/// So many bullets, in their order: those that matter most, and of equal ones the first.
fn of_highest_priority(mut bullets: Vec<Bullet>, most: usize) -> Vec<Bullet> {
    let mut by_priority: Vec<usize> = (0..bullets.len()).collect();
    by_priority.sort_by_key(|&at| Reverse(bullets[at].priority.unwrap_or(Priority::Normal)));
    by_priority.truncate(most);
    let mut at = 0;
    bullets.retain(|_| {
        at += 1;
        by_priority.contains(&(at - 1))
    });
    bullets
}
