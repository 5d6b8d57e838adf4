//! What a rebuild found and did.

use std::path::PathBuf;
use std::time::Duration;

use crate::diagnostics::{Diagnostic, Sources};
use crate::session::{self, Written};

/// What a rebuild found and did.
#[derive(Debug)]
#[non_exhaustive]
pub struct Rebuild {
    /// How it ended.
    pub status: Status,
    /// What is wrong with the source, weighed and in its order.
    pub problems: Vec<Diagnostic>,
    /// The text that the problems are about.
    pub sources: Sources,
    /// The sources whose text is another one than at the last rebuild; none at the first.
    pub edited: Vec<String>,
    /// The documents that were laid out.
    pub made: Vec<String>,
    /// The files that were written.
    pub written: Vec<Written>,
    /// The pages that are no more, and were removed.
    pub removed: Vec<PathBuf>,
    /// Whether a document took too long, and still does.
    pub timed_out: bool,
    /// The documents that the source has.
    pub known: Vec<String>,
    /// How long it took.
    pub elapsed: Duration,
}

impl Rebuild {
    /// A rebuild of some sources that has done nothing yet.
    pub(super) fn new(status: Status, sources: Sources) -> Self {
        Self {
            status,
            problems: Vec::new(),
            sources,
            edited: Vec::new(),
            made: Vec::new(),
            written: Vec::new(),
            removed: Vec::new(),
            timed_out: false,
            known: Vec::new(),
            elapsed: Duration::ZERO,
        }
    }
}

/// How a rebuild ended.
#[derive(Debug)]
#[non_exhaustive]
pub enum Status {
    /// Everything is as it was.
    Unchanged,
    /// The files are those of the source.
    Current,
    /// The source has errors; the files are those of its last good state.
    Faulty,
    /// A file cannot be read or written.
    Failed(session::Error),
}
