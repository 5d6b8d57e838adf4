//! How much a bibliography may ask for.
//!
//! A file names its `@string`s and the entries that others inherit from as often as it likes, so that a small
//! file could describe a huge one. `docs/bibtex.md` lists these numbers.

use crate::diagnostics::Code;
use crate::limits::Limit;

/// Longest value that `@string`s may make, in bytes.
pub const STRING_VALUE: usize = 100_000;

/// What `@string`s, and values that entries inherit, may add to a file, in bytes.
pub const ADDED: usize = 20_000_000;

/// How many entries may stand one above the other by `crossref` and `xdata`.
pub const ANCESTORS: usize = 16;

/// How many entries one entry may inherit from directly.
pub const PARENTS: usize = 100;

pub(crate) const LIMITS: &[Limit] = &[
    Limit::new(
        "a value that `@string`s make",
        STRING_VALUE as u64,
        "bytes",
        Code::LargeBib,
    ),
    Limit::new(
        "what `@string`s and inherited values add to a file",
        ADDED as u64,
        "bytes",
        Code::LargeBib,
    ),
    Limit::new(
        "levels of entries above one entry by `crossref` and `xdata`",
        ANCESTORS as u64,
        "",
        Code::LargeBib,
    ),
    Limit::new(
        "entries that one entry names in `crossref` and `xdata`",
        PARENTS as u64,
        "",
        Code::LargeBib,
    ),
    Limit::new(
        "levels of braces of a value within each other",
        super::split::MAX_DEPTH as u64,
        "",
        Code::BadBibEntry,
    ),
];

#[cfg(test)]
/// The limits as the documentation lists them: what they limit, and the number.
pub const TABLE: [(&str, usize, &str); 5] = [
    ("A value that `@string`s make", STRING_VALUE, "bytes"),
    (
        "What `@string`s and inherited values add to a file",
        ADDED,
        "bytes",
    ),
    (
        "Entries above one entry by `crossref` and `xdata`",
        ANCESTORS,
        "levels",
    ),
    (
        "Entries that one entry names in `crossref` and `xdata`",
        PARENTS,
        "entries",
    ),
    ("Braces within braces", super::split::MAX_DEPTH, "levels"),
];
