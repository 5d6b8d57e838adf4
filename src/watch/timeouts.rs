//! Documents that took too long.
//!
//! A thread cannot be ended from outside, so the process is replaced by another one
//! (`cli/watch.rs`), which is told what not to try again.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::str::FromStr;

use super::Dependencies;
use crate::diagnostics::Sources;

/// Documents that took too long in one state of their source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimedOut {
    /// Their names.
    pub(super) documents: Vec<String>,
    /// The state, as [`fingerprint`] has it.
    pub(super) state: u64,
}

/// A number for the text of the sources and for the state of folders, the same in every process.
pub(super) fn fingerprint(sources: &Sources, folders: &Dependencies) -> u64 {
    let mut hasher = DefaultHasher::new();
    for file in sources.files() {
        file.hash(&mut hasher);
    }
    for (path, stamp) in folders.stamps() {
        (path, stamp).hash(&mut hasher);
    }
    hasher.finish()
}

/// As an argument of the program: the state, and behind a colon the names.
impl fmt::Display for TimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}:{}", self.state, self.documents.join("/"))
    }
}

impl FromStr for TimedOut {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (state, documents) = text.split_once(':').ok_or("expected a colon")?;
        Ok(Self {
            // No name of a document holds a slash, which no name of a file does.
            documents: documents.split('/').map(str::to_owned).collect(),
            state: u64::from_str_radix(state, 16).map_err(|error| error.to_string())?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_given_up_is_read_back() {
        let timed_out = TimedOut {
            documents: vec!["cv".to_owned(), "résumé: long".to_owned()],
            state: u64::MAX,
        };
        assert_eq!(timed_out.to_string().parse(), Ok(timed_out));
        assert!("cv".parse::<TimedOut>().is_err());
    }
}
