//! Rebuilding what an edit changes, for as long as somebody writes.
//!
//! A [`Press`] keeps what every document was made from and makes only those anew for which that
//! changed. A [`Lookout`] tells it when files changed. They do not know each other: the press
//! names its [`Inputs`], the lookout names those that changed.

mod given_up;
mod inputs;
mod lookout;
mod made;
mod press;
mod rebuild;
#[cfg(test)]
mod tests;

pub use given_up::GivenUp;
pub use inputs::Inputs;
pub use lookout::{Lookout, Stopper, Wake};
pub use press::{Order, Press, Shown};
pub use rebuild::{Rebuild, Verdict};

use std::path::PathBuf;

use crate::limits::Limit;

pub(crate) const LIMITS: &[Limit] = &[
    Limit::quiet(
        "files of `templates/` and `fonts/` that are watched",
        inputs::MOST_FILES as u64,
        "",
        "the others are not",
    ),
    Limit::quiet(
        "links from one to the next that are followed",
        inputs::MOST_LINKS as u64,
        "",
        "the others are not",
    ),
];

/// Keeps documents current until the lookout is stopped or the press is over.
///
/// `tell` is told of every rebuild, the first one included, that found or did anything, with the
/// inputs that had changed.
pub fn keep_current(
    press: &mut Press,
    lookout: &mut Lookout,
    mut tell: impl FnMut(&Press, &Rebuild, &[PathBuf]),
) {
    // All inputs are looked at when none is named; what is known of them is told all the same.
    let (mut changed, mut known) = (Vec::new(), Vec::new());
    loop {
        let rebuild = press.rebuild(&changed);
        if press.is_over() {
            return;
        }
        if !matches!(rebuild.verdict, Verdict::Unchanged) {
            if known.is_empty() {
                // It changed after the last look and before it was read.
                known = lookout.catch_up();
            }
            tell(press, &rebuild, &known);
        }
        press.rest();
        if lookout.watch(press.inputs()) {
            // Inputs that nobody looked at before may have changed since they were read.
            known = lookout.catch_up();
            changed.clear();
            continue;
        }
        changed = match lookout.wait() {
            Wake::Changed(changed) => changed,
            Wake::Stopped => return,
        };
        known.clone_from(&changed);
    }
}
