//! What the run and its workers say to each other, a line of JSON each.

use std::ffi::OsString;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::compose;
use crate::diagnostics::{self, Diagnostic, Form, Severity, Sources};
use crate::model::Format;
use crate::session::{Request, Written};

/// What to make of every CV; said once to each worker.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Order {
    /// The folder in which each CV has its own.
    pub output_dir: OsString,
    /// Documents to write; all of each CV when empty.
    pub documents: Vec<String>,
    /// Formats in place of those of the documents.
    pub formats: Vec<Format>,
    /// Most pages in place of those of the documents.
    pub pages: Option<usize>,
    /// Theme in place of those of the documents.
    pub theme: Option<String>,
    /// Seconds since 1970-01-01 UTC, for the dates of PDFs whose sources give none.
    pub source_date_epoch: Option<i64>,
    /// Whether warnings are errors.
    pub denies_warnings: bool,
    /// How problems are written down.
    pub form: Form,
}

impl Order {
    /// What is asked of each document.
    pub(super) fn request(&self) -> Request {
        Request {
            fragment: false,
            formats: self.formats.clone(),
            pages: self.pages,
            options: compose::Options {
                theme: self.theme.clone(),
                source_date_epoch: self.source_date_epoch,
                ..compose::Options::default()
            },
        }
    }
}

/// One CV to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// Its place among the inputs.
    pub index: usize,
    /// Its source.
    pub source: OsString,
    /// Its folder, within that of the run.
    pub folder: OsString,
}

/// What became of one CV.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Finished {
    /// Its place among the inputs.
    pub index: usize,
    /// What became of it.
    pub outcome: Outcome,
    /// The files that were written.
    pub files: Vec<File>,
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// The problems in the form that was ordered; empty for SARIF.
    pub report: String,
    /// The problems as results of a SARIF log, where that was ordered.
    pub results: Vec<Value>,
    /// How long it took, in seconds.
    pub seconds: f64,
}

/// What became of a CV.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// All of its files were written.
    Built,
    /// Its source has errors, and nothing was written.
    Failed,
    /// Its source cannot be read, or a file cannot be written.
    Inaccessible,
    /// The program made a mistake.
    Crashed,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its path.
    pub path: OsString,
    /// Its size.
    pub bytes: usize,
    /// How many pages its document has; none for text.
    pub pages: Option<usize>,
}

impl From<Written> for File {
    fn from(written: Written) -> Self {
        Self {
            path: written.path.into_os_string(),
            bytes: written.bytes,
            pages: written.pages,
        }
    }
}

impl File {
    /// Its path, to print.
    pub fn display(&self) -> String {
        PathBuf::from(&self.path).display().to_string()
    }
}

impl Finished {
    /// An end with these problems.
    pub(super) fn with(
        index: usize,
        outcome: Outcome,
        problems: &[Diagnostic],
        sources: &Sources,
        form: Form,
    ) -> Self {
        let count = |severity| {
            problems
                .iter()
                .filter(|problem| problem.severity == severity)
                .count()
        };
        // The results of many files make one log.
        let (report, results) = match form {
            Form::Sarif => (String::new(), diagnostics::sarif_results(problems, sources)),
            _ => (form.text(problems, sources), Vec::new()),
        };
        Self {
            index,
            outcome,
            files: Vec::new(),
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            report,
            results,
            seconds: 0.0,
        }
    }

    /// An end with one problem of the file as a whole.
    pub(super) fn with_problem(
        task: &Task,
        outcome: Outcome,
        problem: Diagnostic,
        form: Form,
    ) -> Self {
        let mut sources = Sources::default();
        let name = PathBuf::from(&task.source).display().to_string();
        let file = sources.add(name, "");
        let place = diagnostics::Place::Span { file, range: 0..0 };
        let problem = Diagnostic { place, ..problem };
        Self::with(task.index, outcome, &[problem], &sources, form)
    }
}
