//! Rebuilding what an edit changes, for as long as somebody writes.
//!
//! A [`Builder`] keeps what every document was made from and makes only those anew for which that
//! changed. A [`Watcher`] tells it when files changed. They do not know each other: the builder
//! names its [`Dependencies`], the watcher names those that changed.

mod builder;
mod cache;
mod dependencies;
mod rebuild;
#[cfg(test)]
mod tests;
mod timeouts;
mod watcher;

pub use builder::{Builder, Order, Shown};
pub use dependencies::Dependencies;
pub use rebuild::{Rebuild, Status};
pub use timeouts::TimedOut;
pub use watcher::{Stopper, Wake, Watcher};

use std::path::PathBuf;

use crate::limits::Limit;

pub(crate) const LIMITS: &[Limit] = &[
    Limit::quiet(
        "files of `templates/` and `fonts/` that are watched",
        dependencies::MOST_FILES as u64,
        "",
        "the others are not",
    ),
    Limit::quiet(
        "links from one to the next that are followed",
        dependencies::MOST_LINKS as u64,
        "",
        "the others are not",
    ),
];

/// Keeps documents current until the watcher is stopped or the builder is over.
///
/// `tell` is told of every rebuild, the first one included, that found or did anything, with the
/// dependencies that had changed.
pub fn keep_current(
    builder: &mut Builder,
    watcher: &mut Watcher,
    mut tell: impl FnMut(&Builder, &Rebuild, &[PathBuf]),
) {
    // All dependencies are looked at when none is named; what is known of them is told all the same.
    let (mut changed, mut known) = (Vec::new(), Vec::new());
    loop {
        let rebuild = builder.rebuild(&changed);
        if builder.is_over() {
            return;
        }
        if !matches!(rebuild.status, Status::Unchanged) {
            if known.is_empty() {
                // It changed after the last look and before it was read.
                known = watcher.catch_up();
            }
            tell(builder, &rebuild, &known);
        }
        builder.rest();
        if watcher.watch(builder.dependencies()) {
            // Dependencies that nobody looked at before may have changed since they were read.
            known = watcher.catch_up();
            changed.clear();
            continue;
        }
        changed = match watcher.wait() {
            Wake::Changed(changed) => changed,
            Wake::Stopped => return,
        };
        known.clone_from(&changed);
    }
}
