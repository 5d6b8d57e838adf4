//! What a run did, in numbers.

use std::time::Duration;

use serde::Serialize;

use super::{File, Finished, Input, Inputs, Outcome, Shard};
use crate::diagnostics::printable_json;

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Summary {
    version: &'static str,
    /// How many CVs there were.
    pub cvs: usize,
    /// How many were built.
    pub built: usize,
    /// How many were not, for errors in their sources.
    pub failed: usize,
    /// How many could not be read or written.
    pub inaccessible: usize,
    /// At how many the program failed.
    pub crashed: usize,
    /// How many warnings there were.
    pub warnings: usize,
    /// How many files were written.
    pub files: usize,
    /// Their size in bytes.
    pub bytes: usize,
    /// How long it took, in seconds.
    pub seconds: f64,
    /// How many CVs were finished a second.
    pub cvs_per_second: f64,
    /// How many were made at once.
    pub jobs: usize,
    /// The part that was made, such as `1/4`; none for the whole.
    pub shard: Option<String>,
    /// The CVs, in the order of their sources.
    pub results: Vec<Line>,
}

/// What became of a CV.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Line {
    /// Its source.
    pub source: String,
    /// Its folder within that of the run.
    pub folder: String,
    /// What became of it.
    pub outcome: Outcome,
    /// The files that were written.
    pub files: Vec<String>,
    /// How many errors there are.
    pub errors: usize,
    /// How many warnings there are.
    pub warnings: usize,
    /// How long it took, in seconds.
    pub seconds: f64,
}

impl Summary {
    /// The summary of a run that begins.
    pub fn new(jobs: usize, shard: Option<Shard>) -> Self {
        Self {
            version: "folio-batch/1",
            jobs,
            shard: shard.map(|shard| shard.to_string()),
            ..Self::default()
        }
    }

    /// Counts what became of one of the inputs.
    pub fn add(&mut self, inputs: &Inputs, finished: &Finished) {
        self.cvs += 1;
        let count = match finished.outcome {
            Outcome::Built => &mut self.built,
            Outcome::Failed => &mut self.failed,
            Outcome::Inaccessible => &mut self.inaccessible,
            Outcome::Crashed => &mut self.crashed,
        };
        *count += 1;
        self.warnings += finished.warnings;
        self.files += finished.files.len();
        self.bytes += finished.files.iter().map(|file| file.bytes).sum::<usize>();
        let Some(Input { source, folder }) = inputs.as_slice().get(finished.index) else {
            return;
        };
        self.results.push(Line {
            source: source.display().to_string(),
            folder: folder.display().to_string(),
            outcome: finished.outcome,
            files: finished.files.iter().map(File::display).collect(),
            errors: finished.errors,
            warnings: finished.warnings,
            seconds: finished.seconds,
        });
    }

    /// Sets how long the run took.
    pub fn end(&mut self, elapsed: Duration) {
        self.seconds = elapsed.as_secs_f64();
        self.cvs_per_second = match self.seconds > 0.0 {
            true => self.cvs as f64 / self.seconds,
            false => 0.0,
        };
    }

    /// The sources that were not built.
    pub fn unbuilt(&self) -> impl Iterator<Item = &Line> {
        let results = self.results.iter();
        results.filter(|line| line.outcome != Outcome::Built)
    }

    /// One JSON object, in lines.
    pub fn json(&self) -> String {
        // Numbers, texts and lists always have a form in JSON.
        let json = serde_json::to_string_pretty(self).unwrap_or_default();
        printable_json(json) + "\n"
    }
}
