//! Where a problem is, in the numbers that machines ask for.

use std::ops::Range;

use serde::Serialize;

use super::{Place, Sources};

/// A range of a source file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Located<'a> {
    /// The file, as it was named on the command line.
    pub(super) file: &'a str,
    /// Its bytes; the end is not part of it.
    pub(super) bytes: Range<usize>,
    /// Where it begins.
    pub(super) start: Position,
    /// The character after its last one.
    pub(super) end: Position,
}

/// A character of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub(super) struct Position {
    /// The line, from 1.
    pub(super) line: usize,
    /// The column, from 1, in characters (Unicode scalar values).
    pub(super) column: usize,
}

/// Where a place is; none for one in no file.
pub(super) fn located<'a>(place: &Place, sources: &'a Sources) -> Option<Located<'a>> {
    let (file, range) = sources.resolve(place)?;
    let (name, _) = sources.file(file)?;
    let position = |offset| {
        let (line, column) = sources.line_column(file, offset);
        Position { line, column }
    };
    Some(Located {
        file: name,
        start: position(range.start),
        end: position(range.end),
        bytes: range,
    })
}
