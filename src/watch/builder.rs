//! Documents kept current.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::cache::{CachedDocument, Step};
use super::timeouts::{TimedOut, fingerprint};
use super::{Dependencies, Rebuild, Status};
use crate::diagnostics::{Diagnostic, Severity, Sources, has_errors, with_causes};
use crate::papers::Record;
use crate::render::typst::{Engine, forget_unused_since};
use crate::session::isolation::{self, Stopped};
use crate::session::{self, Extent, Kept, LaidOut, Output, Request, UnknownDocument, Workspace};
use crate::source;

/// For how many rebuilds Typst keeps what it did not use. Undoing a few edits then costs nothing.
const KEPT_REBUILDS: usize = 10;

/// What to keep current.
#[derive(Debug, Clone)]
pub struct Order {
    /// The source.
    pub file: PathBuf,
    /// Where files are written.
    pub output_dir: PathBuf,
    /// The documents; all of the source when none is named.
    pub documents: Vec<String>,
    /// What to make of them.
    pub request: Request,
    /// Whether warnings stop a build.
    pub denies_warnings: bool,
    /// The longest that a document may take.
    pub time_limit: Duration,
    /// What another process gave up before.
    pub timed_out: Option<TimedOut>,
    /// Set from elsewhere when nobody waits for documents any more.
    pub is_over: Arc<AtomicBool>,
}

/// Keeps the documents of a source current.
///
/// After every [`Builder::rebuild`] without problems the output folder has the same bytes as after a
/// build of the same source by a new process.
pub struct Builder {
    order: Order,
    project: PathBuf,
    engine: Engine,
    made: BTreeMap<String, CachedDocument>,
    shown: Vec<Shown>,
    bibliographies: Vec<PathBuf>,
    /// The documents that took too long, which are not tried again before something changes.
    timed_out: Option<TimedOut>,
    last: Option<Last>,
    is_rested: bool,
}

/// A document in its last good state.
#[derive(Clone)]
pub struct Shown {
    /// Its name.
    pub name: String,
    /// Its pages, and what was done to fit them.
    pub page: Arc<LaidOut>,
}

/// The last rebuild, to tell whether the next one differs.
#[derive(PartialEq, Eq)]
struct Last {
    sources: Vec<(String, String)>,
    problems: Vec<Diagnostic>,
    /// Why it failed.
    failure: Option<String>,
}

impl Builder {
    /// A builder that has made nothing yet.
    pub fn new(order: Order) -> Self {
        let project = source::folder_of(&order.file);
        Self {
            engine: Engine::new(Some(&project)),
            timed_out: order.timed_out.clone(),
            order,
            project,
            made: BTreeMap::new(),
            shown: Vec::new(),
            bibliographies: Vec::new(),
            last: None,
            is_rested: true,
        }
    }

    /// Whether nobody waits for documents any more. What was made last is not to be told then, and
    /// nothing of it is written.
    pub fn is_over(&self) -> bool {
        self.order.is_over.load(Ordering::Relaxed)
    }

    /// The documents that took too long in the present state of the source.
    pub fn timed_out(&self) -> Option<&TimedOut> {
        self.timed_out.as_ref()
    }

    /// The documents in their last good state.
    pub fn shown(&self) -> &[Shown] {
        &self.shown
    }

    /// What is to be written into.
    pub fn output_dir(&self) -> &Path {
        &self.order.output_dir
    }

    /// All files that the documents depend on.
    pub fn dependencies(&self) -> Dependencies {
        let mut files: Vec<PathBuf> = vec![self.order.file.clone()];
        files.extend(self.bibliographies.iter().cloned());
        files.extend(self.made.values().flat_map(|made| made.engine.files()));
        Dependencies::new(files, vec![self.fonts(), self.project.join("templates")])
    }

    fn fonts(&self) -> PathBuf {
        self.project.join("fonts")
    }

    /// Reads the source again, makes what changed, and writes it.
    ///
    /// `changed` are the dependencies that may have changed, as [`Builder::dependencies`] names them; none means
    /// all of them. When there is an error, no file is written.
    pub fn rebuild(&mut self, changed: &[PathBuf]) -> Rebuild {
        let start = Instant::now();
        let is_source = |path: &PathBuf| {
            *path == self.order.file || self.bibliographies.iter().any(|own| own == path)
        };
        let all = changed.is_empty();
        if !all {
            self.timed_out = None;
        }
        if all || !changed.iter().all(is_source) {
            // They are looked at when the document is next composed, which a source with errors
            // never comes to.
            let made = self.made.values_mut();
            made.for_each(|made| made.may_be_stale = true);
        }
        let fonts = self.fonts();
        if (all || changed.iter().any(|path| path.starts_with(&fonts)))
            && !self.engine.has_current_fonts()
        {
            self.engine = Engine::new(Some(&self.project));
            // Every line may take another font now.
            self.made.values_mut().for_each(CachedDocument::forget);
        }
        let project = match session::read(&self.order.file, self.engine.clone()) {
            Ok(project) => project,
            Err(error) => return self.failed(error.into(), start),
        };
        self.engine = project.engine.clone();
        let rebuild = self.make(project);
        self.is_rested &= rebuild.made.is_empty();
        self.finish(rebuild, start)
    }

    /// Drops what Typst keeps and no recent rebuild used. To be called after every rebuild, also of
    /// a source with errors, but not before anybody who waits for it was told: it takes a moment.
    pub fn rest(&mut self) {
        // What laid out nothing used nothing, and must not age what there is.
        if !std::mem::replace(&mut self.is_rested, true) {
            forget_unused_since(KEPT_REBUILDS);
        }
    }

    /// Makes the documents of a source that was read, and writes them when nothing is wrong.
    fn make(&mut self, project: Workspace) -> Rebuild {
        let mut rebuild = Rebuild::new(Status::Unchanged, Sources::default());
        if let Some(cv) = &project.cv {
            let styles = cv.documents.values();
            let styles = styles.flat_map(|document| document.publications.styles());
            let styles = styles.map(|(_, style)| style);
            let styles = styles.filter(|style| source::is_style_file(style));
            let bibliographies = cv.bibliography.iter().map(|one| one.file());
            self.bibliographies = bibliographies
                .chain(styles)
                .map(|name| self.project.join(name))
                .collect();
            rebuild.known = cv.document_names();
        }
        let mut found = project.found.clone();
        let asked = project.documents(&self.order.documents);
        let is_ready = !project.has_errors();
        if let Some(record) = project.record().filter(|_| is_ready) {
            found.extend(asked.unknown.iter().map(UnknownDocument::problem));
            found.extend(self.make_documents(record, &asked.names, &project, &mut rebuild));
        }
        if self.is_over() {
            return rebuild;
        }
        let denies = self.order.denies_warnings;
        rebuild.problems = project.judged(found, denies, Severity::Warning);
        rebuild.sources = project.sources;
        if is_ready && Extent::of(&rebuild.problems) != Extent::Nothing {
            self.show(asked.names);
            if let Err(error) = self.write(&mut rebuild) {
                rebuild.status = Status::Failed(error);
            }
        }
        rebuild
    }

    /// Makes the documents that are not as they were, and gives what was found in them.
    fn make_documents(
        &mut self,
        record: Record,
        names: &[String],
        project: &Workspace,
        rebuild: &mut Rebuild,
    ) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let mut before = std::mem::take(&mut self.made);
        let mut kept: Vec<(String, Option<CachedDocument>)> = names
            .iter()
            .map(|name| (name.clone(), before.remove(name)))
            .collect();
        // What takes longest begins first, so that nothing waits for it at the end.
        let took =
            |made: &Option<CachedDocument>| made.as_ref().map_or(Duration::ZERO, |made| made.took);
        kept.sort_by_key(|(_, made)| Reverse(took(made)));
        // The same would take as long again.
        let trees = Dependencies::new(
            Vec::new(),
            vec![self.fonts(), self.project.join("templates")],
        );
        let state = fingerprint(&project.sources, &trees);
        let known = self.timed_out.take().filter(|known| known.state == state);
        let mut timed_out = known.map_or_else(Vec::new, |known| known.documents);
        let limit = self.order.time_limit;
        let too_long: Vec<String> = timed_out.clone();
        kept.retain(|(name, _)| !timed_out.contains(name));
        let begun: Vec<String> = kept.iter().map(|(name, _)| name.clone()).collect();
        let (engine, request) = (self.engine.clone(), self.order.request.clone());
        let own = Kept::from(record);
        let is_over = Arc::clone(&self.order.is_over);
        let results = isolation::each_until(kept, limit, &is_over, move |(name, made)| {
            Step::take(&own.record(), &name, made, &engine, &request)
        });
        if self.is_over() {
            return found;
        }
        let mut steps: Vec<(String, Result<Step, Stopped>)> =
            begun.into_iter().zip(results).collect();
        let again = |name| (name, Err(Stopped::TooLong(limit)));
        steps.extend(too_long.into_iter().map(again));
        steps.sort_by_key(|(name, _)| names.iter().position(|each| each == name));
        for (name, step) in steps {
            let made = match step {
                Ok(Step::Kept(made)) => Some(made),
                Ok(Step::Remade(made)) => {
                    rebuild.made.push(name.clone());
                    Some(made)
                }
                Err(stopped) => {
                    found.push(stopped.problem(&name));
                    if matches!(stopped, Stopped::TooLong(_)) && !timed_out.contains(&name) {
                        timed_out.push(name.clone());
                        rebuild.timed_out = true;
                    }
                    continue;
                }
                Ok(Step::Faulty(made, problems)) => {
                    found.extend(problems);
                    if let Some(made) = made {
                        self.made.insert(name, made);
                    }
                    continue;
                }
            };
            if let Some(made) = made {
                found.extend(made.doubts.iter().chain(&made.problems).cloned());
                self.made.insert(name, made);
            }
        }
        self.timed_out = (!timed_out.is_empty()).then_some(TimedOut {
            documents: timed_out,
            state,
        });
        found
    }

    /// Shows documents as they are now; one that could not be made, as it was.
    fn show(&mut self, names: Vec<String>) {
        let before = std::mem::take(&mut self.shown);
        let last = |name: &str| before.iter().find(|shown| shown.name == name).cloned();
        self.shown = names
            .into_iter()
            .filter_map(
                |name| match self.made.get(&name).and_then(|made| made.page.as_ref()) {
                    Some(page) => Some(Shown {
                        page: Arc::clone(page),
                        name,
                    }),
                    None => last(&name),
                },
            )
            .collect();
    }

    /// Writes what is not on disk, also what somebody else removed.
    fn write(&mut self, rebuild: &mut Rebuild) -> Result<(), session::Error> {
        let folder = &self.order.output_dir;
        let is_on_disk = |made: &CachedDocument| {
            let mut outputs = made.outputs.iter();
            made.is_written && outputs.all(|output| folder.join(&output.file).is_file())
        };
        let stale = self.made.values().filter(|made| !is_on_disk(made));
        let outputs: Vec<&Output> = stale.flat_map(|made| &made.outputs).collect();
        if !outputs.is_empty() {
            let replaced = session::replace(folder, &outputs)?;
            rebuild.written = replaced.written;
            rebuild.removed = replaced.removed;
        }
        let made = self.made.values_mut();
        made.for_each(|made| made.is_written = true);
        Ok(())
    }

    fn failed(&mut self, error: session::Error, start: Instant) -> Rebuild {
        let rebuild = Rebuild::new(Status::Failed(error), Sources::default());
        self.finish(rebuild, start)
    }

    fn finish(&mut self, mut rebuild: Rebuild, start: Instant) -> Rebuild {
        let failure = match &rebuild.status {
            Status::Failed(error) => Some(with_causes(error)),
            _ => None,
        };
        let has_failed = failure.is_some();
        let sources = rebuild.sources.files();
        let this = Last {
            sources: sources
                .map(|(name, text)| (name.to_owned(), text.to_owned()))
                .collect(),
            problems: rebuild.problems.clone(),
            failure,
        };
        if rebuild.made.is_empty()
            && rebuild.written.is_empty()
            && self.last.as_ref() == Some(&this)
        {
            rebuild.status = Status::Unchanged;
        } else if !has_failed {
            rebuild.status = match has_errors(&rebuild.problems) {
                true => Status::Faulty,
                false => Status::Current,
            };
        }
        if let Some(last) = &self.last {
            let is_new = |source: &&(String, String)| !last.sources.contains(source);
            let edited = this.sources.iter().filter(is_new);
            rebuild.edited = edited.map(|(name, _)| name.clone()).collect();
        }
        self.last = Some(this);
        rebuild.elapsed = start.elapsed();
        rebuild
    }
}
