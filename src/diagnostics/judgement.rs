//! Which problems are reported, and how bad they are in this run.

use std::collections::HashSet;

use super::{Diagnostic, Severity, Sources};

/// What a run makes of problems.
#[derive(Debug, Clone, Copy)]
pub struct Judgement<'a> {
    /// Codes of warnings and notes that are not reported.
    pub allowed: &'a [String],
    /// Whether warnings stop the build.
    pub denies_warnings: bool,
    /// The least that is reported.
    pub least: Severity,
}

impl Judgement<'_> {
    /// The problems that are reported, in the order of the files and each once: documents share
    /// most of their content.
    pub fn of(&self, found: Vec<Diagnostic>, sources: &Sources) -> Vec<Diagnostic> {
        let mut problems: Vec<Diagnostic> = Vec::new();
        for mut problem in found {
            let is_allowed = self.allowed.iter().any(|code| code == problem.code.name());
            if problem.severity < Severity::Error && (is_allowed || problem.severity < self.least) {
                continue;
            }
            if problem.severity == Severity::Warning && self.denies_warnings {
                problem.severity = Severity::Error;
            }
            problems.push(problem);
        }
        problems.sort_by_cached_key(|problem| match sources.resolve(&problem.place) {
            Some((file, range)) => (file.0, range.start, range.end),
            None => (usize::MAX, 0, 0),
        });
        // A place may be known by several names, so what is told of one counts, not how it is called.
        let (mut told, mut unplaced) = (HashSet::new(), HashSet::new());
        problems.retain(|one| match sources.resolve(&one.place) {
            Some((file, range)) => told.insert((
                file.0,
                range.start,
                range.end,
                one.code,
                one.message.clone(),
            )),
            None => unplaced.insert(one.clone()),
        });
        let mut said = HashSet::new();
        problems.retain(|one| !one.once || said.insert((one.code, one.message.clone())));
        problems
    }
}

/// Whether any of the problems stops the build.
pub fn has_errors(problems: &[Diagnostic]) -> bool {
    problems
        .iter()
        .any(|problem| problem.severity == Severity::Error)
}
