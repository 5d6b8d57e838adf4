//! One CV after the other, in one process.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{File, Finished, Order, Outcome, Task};
use crate::diagnostics::{Code, Diagnostic, Form, Place, Severity};
use crate::panics::caught;
use crate::render::typst::{Engine, forget_unused_since};
use crate::session::isolation::Stopped;
use crate::session::{self, Extent, Output, Request, UnknownDocument, Workspace};
use crate::source;

/// After each CV Typst's cache is swept, and what so many CVs in a row had no use for is dropped:
/// the templates stay, the pages go. Larger numbers cost memory and save no time that can be
/// measured.
const AGE: usize = 1;

/// Makes CVs one after the other, keeping what they have in common.
pub struct Maker {
    order: Order,
    request: Request,
    engine: Option<Engine>,
}

impl Maker {
    /// A maker of such documents.
    pub fn new(order: Order) -> Self {
        Self {
            request: order.request(),
            order,
            engine: None,
        }
    }

    /// Makes a CV and writes its files: all of them, or none when its source has an error, as
    /// `folio build` does.
    pub fn make(&mut self, task: &Task) -> Finished {
        let start = Instant::now();
        let mut finished = caught(|| self.attempt(task)).unwrap_or_else(|said| {
            // What was being made when it panicked is not to be used again.
            self.engine = None;
            crashed(task, &said, self.order.form)
        });
        forget_unused_since(AGE);
        finished.seconds = start.elapsed().as_secs_f64();
        finished
    }

    fn attempt(&mut self, task: &Task) -> Finished {
        let form = self.order.form;
        let source = Path::new(&task.source);
        let project = match session::open_with(source, self.engine_of(source)) {
            Ok(project) => project,
            Err(error) => {
                let problem =
                    Diagnostic::error(Code::UnreadableFile, Place::Nowhere, error.to_string());
                return Finished::with_problem(task, Outcome::Inaccessible, problem, form);
            }
        };
        let (outputs, problems) = self.built(&project);
        let extent = Extent::of(&problems);
        let outcome = match extent {
            Extent::Whole => Outcome::Built,
            Extent::Part | Extent::Nothing => Outcome::Failed,
        };
        let finished = Finished::with(task.index, outcome, &problems, &project.sources, form);
        if extent == Extent::Nothing {
            return finished;
        }
        match self.write(task, &outputs) {
            Ok(files) => Finished { files, ..finished },
            Err(error) => {
                let problem =
                    Diagnostic::error(Code::UnwritableFile, Place::Nowhere, error.to_string());
                Finished::with_problem(task, Outcome::Inaccessible, problem, form)
            }
        }
    }

    /// The engine of a source's folder. Fonts of a folder are read once for the sources in it that
    /// follow each other.
    fn engine_of(&mut self, source: &Path) -> Engine {
        let folder = source::folder_of(source);
        let engine = match &self.engine {
            Some(engine) if engine.project() == Some(&folder) => engine.reread(),
            _ => Engine::new(Some(&folder)),
        };
        self.engine = Some(engine.clone());
        engine
    }

    /// The files of a CV, and its problems.
    fn built(&self, project: &Workspace) -> (Vec<Output>, Vec<Diagnostic>) {
        let mut found = project.found.clone();
        let mut outputs = Vec::new();
        if let Some(record) = project.record() {
            let asked = project.documents(&self.order.documents);
            let unknown = asked.unknown.iter();
            found.extend(unknown.map(UnknownDocument::problem));
            if asked.unknown.is_empty() {
                for built in session::build(record, &asked.names, &project.engine, &self.request) {
                    found.extend(built.problems);
                    outputs.extend(built.outputs);
                }
            }
        }
        let denies = self.order.denies_warnings;
        let problems = project.judged(found, denies, Severity::Warning);
        (outputs, problems)
    }

    fn write(&self, task: &Task, outputs: &[Output]) -> Result<Vec<File>, session::Error> {
        let folder = PathBuf::from(&self.order.output_dir).join(&task.folder);
        let replaced = session::replace(&folder, &outputs.iter().collect::<Vec<_>>())?;
        Ok(replaced.written.into_iter().map(File::from).collect())
    }
}

/// The end of a CV at which the program failed.
pub(super) fn crashed(task: &Task, said: &str, form: Form) -> Finished {
    let problem = Stopped::Panicked(said.to_owned()).problem_of_file();
    Finished::with_problem(task, Outcome::Crashed, problem, form)
}

/// The end of a CV that took longer than it may.
pub(super) fn timed_out(task: &Task, limit: Duration, form: Form) -> Finished {
    let problem = Stopped::TooLong(limit).problem_of_file();
    Finished {
        seconds: limit.as_secs_f64(),
        ..Finished::with_problem(task, Outcome::Failed, problem, form)
    }
}
