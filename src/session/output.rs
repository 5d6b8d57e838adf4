//! Files on disk, compared with those that a build gives.

use std::path::{Path, PathBuf};

use super::Output;
use crate::diagnostics::{Diagnostic, Reach, Severity};
use crate::model::Format;
use crate::reading;

/// What of a run may be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extent {
    /// All that was asked for.
    Whole,
    /// All but the documents that could not be made, by no mistake of the source.
    Part,
    /// Nothing: a folder of outputs never shows two states of the source.
    Nothing,
}

impl Extent {
    /// What may be written of a run in which these problems were found, as they are reported.
    pub fn of(problems: &[Diagnostic]) -> Self {
        let errors = problems
            .iter()
            .filter(|problem| problem.severity == Severity::Error);
        let reaches: Vec<Reach> = errors.map(|problem| problem.code.reach()).collect();
        match reaches.iter().all(|reach| *reach == Reach::Document) {
            _ if reaches.is_empty() => Self::Whole,
            true => Self::Part,
            false => Self::Nothing,
        }
    }
}

/// Whether the file on disk has the content that would be written.
pub fn same_as_written(folder: &Path, output: &Output) -> bool {
    let length = output.bytes.len() as u64;
    reading::read(&folder.join(&output.file), length).is_ok_and(|bytes| bytes == output.bytes)
}

/// Pages of an earlier build of the same documents that the new outputs do not replace, such as
/// `cv-3.png` of a CV that now has two pages.
pub fn leftovers<'a>(folder: &Path, outputs: impl IntoIterator<Item = &'a Output>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for output in outputs
        .into_iter()
        .filter(|output| matches!(output.format, Format::Png | Format::Svg))
    {
        let name = output.file.to_string_lossy();
        let (Some(stem), Some(pages)) = (name.rsplit_once("-1."), output.pages) else {
            continue;
        };
        let (stem, extension) = stem;
        let further = (pages + 1..).map(|page| folder.join(format!("{stem}-{page}.{extension}")));
        found.extend(further.take_while(|path| path.is_file()));
    }
    found
}
