//! One CV after the other, in one process.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::{File, Finished, Order, Outcome, Task};
use crate::diagnostics::{Code, Diagnostic, Judgement, Place, Severity, has_errors, listed};
use crate::panics::caught;
use crate::render::typst::{Engine, forget_unused_since};
use crate::session::{self, Output, Project, Request};
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

    /// Makes a CV and writes its files: all of them, or none when its source has an error.
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
        let outcome = match has_errors(&problems) {
            true => Outcome::Failed,
            false => Outcome::Built,
        };
        let finished = Finished::with(task.index, outcome, &problems, &project.sources, form);
        if outcome == Outcome::Failed {
            return finished;
        }
        match self.write(task, &outputs) {
            Ok(files) => Finished { files, ..finished },
            Err(error) => {
                let problem =
                    Diagnostic::error(Code::UnwritableFile, Place::Nowhere, format!("{error:#}"));
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
    fn built(&self, project: &Project) -> (Vec<Output>, Vec<Diagnostic>) {
        let mut found = project.found.clone();
        let mut outputs = Vec::new();
        if let Some(record) = project.record() {
            match self.documents(&record.cv.document_names()) {
                Ok(names) => {
                    for built in session::build(record, &names, &project.engine, &self.request) {
                        found.extend(built.problems);
                        outputs.extend(built.outputs);
                    }
                }
                Err(unknown) => found.push(*unknown),
            }
        }
        let judgement = Judgement {
            allowed: project.cv.as_ref().map_or(&[], |cv| &cv.settings.allow),
            denies_warnings: self.order.denies_warnings,
            least: Severity::Warning,
        };
        (outputs, judgement.of(found, &project.sources))
    }

    /// The documents to make of a CV that has these.
    fn documents(&self, known: &[String]) -> Result<Vec<String>, Box<Diagnostic>> {
        let asked = &self.order.documents;
        if let Some(unknown) = asked.iter().find(|name| !known.contains(name)) {
            let message = format!("there is no document `{unknown}`");
            let problem = Diagnostic::error(Code::UnknownDocument, Place::Nowhere, message);
            let help = format!("the documents of the file are: {}", listed(known));
            return Err(Box::new(problem.help(help)));
        }
        match asked.is_empty() {
            true => Ok(known.to_vec()),
            false => Ok(asked.clone()),
        }
    }

    fn write(&self, task: &Task, outputs: &[Output]) -> anyhow::Result<Vec<File>> {
        let folder = PathBuf::from(&self.order.output_dir).join(&task.folder);
        let replaced = session::replace(&folder, &outputs.iter().collect::<Vec<_>>())?;
        let files = replaced.written.into_iter().zip(outputs);
        let files = files.map(|(path, output)| File {
            path: path.into_os_string(),
            bytes: output.bytes.len(),
            pages: output.pages,
        });
        Ok(files.collect())
    }
}

/// The end of a CV at which the program failed.
pub(super) fn crashed(task: &Task, said: &str, form: super::Form) -> Finished {
    let message = format!("Folio failed on this file: {said}");
    let problem = Diagnostic::error(Code::Internal, Place::Nowhere, message)
        .help("Nothing of it was written; the other files are not affected.");
    Finished::with_problem(task, Outcome::Crashed, problem, form)
}

/// The end of a CV that took longer than it may.
pub(super) fn given_up(task: &Task, limit: Duration, form: super::Form) -> Finished {
    let seconds = limit.as_secs();
    let message = format!("not finished after {seconds} s, and given up");
    let problem = Diagnostic::error(Code::TimeLimit, Place::Nowhere, message).help(
        "Look for a template of your own that goes on without end; `--time-limit` allows more \
         seconds.",
    );
    Finished {
        seconds: limit.as_secs_f64(),
        ..Finished::with_problem(task, Outcome::Failed, problem, form)
    }
}
