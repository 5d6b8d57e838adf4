//! From a loaded CV to finished files in memory: compose, lay out, export.

mod check;
mod companions;
mod error;
mod fixing;
mod formats;
pub mod isolation;
mod names;
mod output;
mod portals;
mod transaction;
mod webfonts;
mod workspace;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::compose::{self, Composed};
use crate::diagnostics::{Code, Diagnostic, Place, Severity, has_errors};
use crate::document::Document;
use crate::fit::{self, Fitted};
use crate::model::{Cv, Format};
use crate::papers::{Edition, Papers, Record, WorkListing};
use crate::recipe::{Resolved, Sibling};
use crate::render::typst::Engine;
use crate::select;
use crate::theme::Theme;

pub use check::{check, check_text, check_within};
pub use error::Error;
pub(crate) use fixing::LIMITS;
pub use fixing::{Fixed, fix, fixed};
use formats::export;
pub use formats::html;
pub use names::{Asked, UnknownDocument, each_once};
pub use output::{Extent, leftovers, same_as_written};
pub use portals::not_for_portals;
pub use transaction::{Replaced, Written, between_replacements, replace, replace_durably, sweep};
pub use workspace::{Workspace, open, open_with, read, read_in};

/// What to make of the documents.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Formats in place of those of the documents.
    pub formats: Vec<Format>,
    /// Most pages in place of those of the documents.
    pub pages: Option<usize>,
    /// Whether HTML is the publication list alone, to be embedded.
    pub fragment: bool,
    /// Theme and date from outside of the file.
    pub options: compose::Options,
}

/// One finished file.
#[derive(Debug, Clone)]
pub struct Output {
    /// Its name, without the output folder.
    pub file: PathBuf,
    /// Its format.
    pub format: Format,
    /// Its content.
    pub bytes: Vec<u8>,
    /// How many pages the document has; none for text.
    pub pages: Option<usize>,
    /// How long it took.
    pub elapsed: Duration,
}

impl Output {
    /// A text beside the documents, such as a report.
    pub fn text(file: impl Into<PathBuf>, bytes: Vec<u8>) -> Self {
        Self {
            file: file.into(),
            format: Format::Txt,
            bytes,
            pages: None,
            elapsed: Duration::ZERO,
        }
    }
}

/// What became of one document.
#[derive(Debug)]
#[non_exhaustive]
pub struct Built {
    /// The document's name.
    pub name: String,
    /// Its files; empty when there is an error among the problems.
    pub outputs: Vec<Output>,
    /// What was done to fit it on its pages.
    pub report: Option<fit::Report>,
    /// What was found on the way.
    pub problems: Vec<Diagnostic>,
}

impl Built {
    /// Whether the document could not be made.
    pub fn failed(&self) -> bool {
        self.problems
            .iter()
            .any(|problem| problem.severity == Severity::Error)
    }
}

/// Makes the documents `names`, in parallel; the result is in the order of the names.
///
/// A name that the CV does not have is a problem of its document.
pub fn build<'a>(
    record: impl Into<Record<'a>>,
    names: &[String],
    engine: &Engine,
    request: &Request,
) -> Vec<Built> {
    let record = record.into();
    names
        .par_iter()
        .map(|name| build_one(&record, name, engine, request))
        .collect()
}

/// Makes the documents `names` as [`build`] does, isolated: one that panics or takes
/// longer than it may has no files, and a problem that says so.
pub fn build_within<'a>(
    limit: Duration,
    record: impl Into<Record<'a>>,
    names: &[String],
    engine: &Engine,
    request: &Request,
) -> Vec<Built> {
    let kept = Kept::from(record.into());
    let (engine, request) = (engine.clone(), request.clone());
    let results = isolation::each(names.to_vec(), limit, move |name| {
        build_one(&kept.record(), &name, &engine, &request)
    });
    names
        .iter()
        .zip(results)
        .map(|(name, result)| {
            result.unwrap_or_else(|stopped| Built {
                name: name.clone(),
                outputs: Vec::new(),
                report: None,
                problems: vec![stopped.problem(name)],
            })
        })
        .collect()
}

/// A record that threads of their own may keep.
#[derive(Clone)]
pub(crate) struct Kept {
    cv: Arc<Cv>,
    papers: Arc<Papers>,
    editions: Arc<[Edition]>,
}

impl From<Record<'_>> for Kept {
    fn from(record: Record) -> Self {
        Self {
            cv: Arc::new(record.cv.clone()),
            papers: record.papers,
            editions: record.editions.into(),
        }
    }
}

impl Kept {
    /// What is kept.
    pub(crate) fn record(&self) -> Record<'_> {
        Record {
            cv: &self.cv,
            papers: Arc::clone(&self.papers),
            editions: &self.editions,
        }
    }
}

fn build_one(record: &Record, name: &str, engine: &Engine, request: &Request) -> Built {
    let start = Instant::now();
    let mut built = Built {
        name: name.to_owned(),
        outputs: Vec::new(),
        report: None,
        problems: Vec::new(),
    };
    let exported = fitted(record, name, engine, request, &mut built.problems).and_then(|page| {
        let outputs = outputs(record, &page, start, request, &mut built.problems)?;
        built.outputs = outputs;
        built.report = Some(page.fitted.report);
        Ok(())
    });
    if let Err(problems) = exported {
        built.problems.extend(problems);
    }
    record.settle(name, &mut built.problems);
    built
}

/// A document on its pages, with its settings.
#[non_exhaustive]
pub struct LaidOut {
    /// The document, its theme, its pages, and what was done to fit them.
    pub fitted: Fitted,
    /// The settings, resolved.
    pub settings: Resolved,
    /// The works that the document lists; the pages may have less.
    pub works: WorkListing,
    /// The same document in other languages.
    pub siblings: Vec<Sibling>,
}

/// Composes a document and lays it out on the pages that it may take.
///
/// What does not stop the build is added to `doubts`.
///
/// # Errors
/// When the document cannot be composed or laid out, or does not fit.
pub fn fitted<'a>(
    record: impl Into<Record<'a>>,
    name: &str,
    engine: &Engine,
    request: &Request,
    doubts: &mut Vec<Diagnostic>,
) -> Result<LaidOut, Vec<Diagnostic>> {
    let record = record.into();
    let mut found = Vec::new();
    let laid_out = prepared(&record, name, engine, request, &mut found)
        .and_then(|prepared| prepared.laid_out(engine, &mut found));
    record.settle(name, &mut found);
    doubts.append(&mut found);
    laid_out.map_err(|mut errors| {
        record.settle(name, &mut errors);
        errors
    })
}

/// Does what [`fitted`] does, isolated; what does not stop the build is left out.
///
/// # Errors
/// Those of [`fitted`], and a panic or a time longer than the limit.
pub fn fitted_within<'a>(
    limit: Duration,
    record: impl Into<Record<'a>>,
    name: &str,
    engine: &Engine,
    request: &Request,
) -> Result<LaidOut, Vec<Diagnostic>> {
    let work: Work<_> =
        |record, name, engine, request| fitted(record, name, engine, request, &mut Vec::new());
    within(limit, record.into(), name, engine, request, work)
        .unwrap_or_else(|problem| Err(vec![*problem]))
}

/// Does some work for one document, isolated.
fn within<T: Send + 'static>(
    limit: Duration,
    record: Record<'_>,
    name: &str,
    engine: &Engine,
    request: &Request,
    work: Work<T>,
) -> Result<T, Box<Diagnostic>> {
    let (kept, engine, request) = (Kept::from(record), engine.clone(), request.clone());
    isolation::one(name, limit, move |name| {
        work(&kept.record(), name, &engine, &request)
    })
}

/// What is done for one document.
type Work<T> = fn(&Record<'_>, &str, &Engine, &Request) -> T;

/// Lays a composed document out on the pages that it may take, as [`fitted`] does.
///
/// # Errors
/// When the document has errors, cannot be laid out, or does not fit.
pub fn laid_out(
    composed: Composed,
    theme: Theme,
    engine: &Engine,
    request: &Request,
    doubts: &mut Vec<Diagnostic>,
) -> Result<LaidOut, Vec<Diagnostic>> {
    Prepared::new(composed, theme, engine, request, doubts)?.laid_out(engine, doubts)
}

/// A document that can be laid out.
struct Prepared {
    document: Document,
    settings: Resolved,
    works: WorkListing,
    siblings: Vec<Sibling>,
    priorities: fit::Priorities,
    theme: Theme,
    /// The most pages it may take.
    limit: Option<usize>,
}

/// Composes a document and loads its theme; what does not stop the build is added to `doubts`.
fn prepared(
    record: &Record,
    name: &str,
    engine: &Engine,
    request: &Request,
    doubts: &mut Vec<Diagnostic>,
) -> Result<Prepared, Vec<Diagnostic>> {
    let (composed, theme) = composed(record, name, engine, request)?;
    Prepared::new(composed, theme, engine, request, doubts)
}

impl Prepared {
    /// A composed document without errors; what does not stop the build is added to `doubts`.
    fn new(
        composed: Composed,
        theme: Theme,
        engine: &Engine,
        request: &Request,
        doubts: &mut Vec<Diagnostic>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let Composed {
            document,
            settings,
            works,
            siblings,
            priorities,
            problems,
        } = composed;
        if has_errors(&problems) {
            return Err(problems);
        }
        doubts.extend(problems);
        doubts.extend(not_followed(&settings, engine, request));
        Ok(Self {
            limit: limit(&settings, request),
            document,
            settings,
            works,
            siblings,
            priorities,
            theme,
        })
    }

    fn laid_out(
        self,
        engine: &Engine,
        doubts: &mut Vec<Diagnostic>,
    ) -> Result<LaidOut, Vec<Diagnostic>> {
        // Even a run that writes text alone is laid out: what does not fit, and characters that no
        // font has, are found whatever is asked for.
        let fitted = fit::fit(
            &self.document,
            &self.theme,
            &self.priorities,
            engine,
            self.limit,
        )?;
        doubts.extend(fitted.layout.warnings().iter().cloned());
        if !fitted.layout.errors().is_empty() {
            return Err(fitted.layout.errors().to_vec());
        }
        Ok(LaidOut {
            fitted,
            settings: self.settings,
            works: self.works,
            siblings: self.siblings,
        })
    }
}

/// A warning where a document has a template of the project's and is written in formats that cannot follow it.
fn not_followed(settings: &Resolved, engine: &Engine, request: &Request) -> Option<Diagnostic> {
    let template = &settings.template;
    if engine.is_embedded_template(template) {
        return None;
    }
    let deaf = [(Format::Tex, "LaTeX"), (Format::Docx, "Word")];
    let written = formats(settings, request);
    let deaf = deaf.iter().filter(|(format, _)| written.contains(format));
    let names: Vec<&str> = deaf.map(|(_, name)| *name).collect();
    let does = match names.len() {
        0 => return None,
        1 => "does",
        _ => "do",
    };
    let name = &settings.name;
    let message = format!(
        "{} {does} not follow the template `{template}` of the document `{name}`",
        names.join(" and ")
    );
    let place = Place::Value(format!("documents.{name}.template"));
    Some(
        Diagnostic::warning(Code::TemplateNotFollowed, place, message)
            .help("it says the same, in the theme's fonts and colours, where Folio puts it; leave the format out, or allow this code"),
    )
}

/// Composes a document and loads its theme.
///
/// # Errors
/// When the CV has no such document, or its theme cannot be read.
pub fn composed<'a>(
    record: impl Into<Record<'a>>,
    name: &str,
    engine: &Engine,
    request: &Request,
) -> Result<(Composed, Theme), Vec<Diagnostic>> {
    let record = record.into();
    let mut selection = select::select(record.clone(), name).ok_or_else(|| {
        let (name, known) = (name.to_owned(), record.cv.document_names());
        vec![UnknownDocument { name, known }.problem()]
    })?;
    let settings = &mut selection.settings;
    if let Some(theme) = &request.options.theme {
        settings.theme.clone_from(theme);
    }
    let mut doubts = Vec::new();
    let themes = engine.themes();
    let theme = themes
        .get(&settings.theme, &mut doubts)
        .map_err(|mut problems| {
            let unplaced = problems
                .iter_mut()
                .filter(|problem| problem.place == Place::Nowhere);
            if request.options.theme.is_none() {
                unplaced.for_each(|problem| {
                    problem.place = Place::Value(format!("documents.{name}.theme"));
                });
            }
            problems
        })?;
    let theme = theme.with_design(&settings.design, &mut doubts)?;
    let theme = theme.in_language(&settings.language);
    let fonts = settings.design.iter().filter(|one| one.names_a_font());
    let missing: Vec<Diagnostic> = fonts
        .filter_map(|one| engine.missing_font(&one.value, Place::Value(one.origin.clone())))
        .collect();
    if !missing.is_empty() {
        return Err(missing);
    }
    let options = compose::Options {
        dates: theme.dates,
        ..request.options.clone()
    };
    let mut composed = compose::phrase(selection, &options);
    composed.problems.extend(doubts);
    if let Some(photo) = &mut composed.document.header.photo {
        photo.orientation = engine.orientation(photo);
    }
    Ok((composed, theme))
}

/// Does what [`composed`] does, isolated.
///
/// # Errors
/// Those of [`composed`], and a panic or a time longer than the limit.
pub fn composed_within<'a>(
    limit: Duration,
    record: impl Into<Record<'a>>,
    name: &str,
    engine: &Engine,
    request: &Request,
) -> Result<(Composed, Theme), Vec<Diagnostic>> {
    let work: Work<_> = |record, name, engine, request| composed(record, name, engine, request);
    within(limit, record.into(), name, engine, request, work)
        .unwrap_or_else(|problem| Err(vec![*problem]))
}

/// The most pages that a document may take.
pub fn limit(settings: &Resolved, request: &Request) -> Option<usize> {
    request.pages.or(settings.pages)
}

/// The formats that a document is written in.
pub fn formats<'a>(settings: &'a Resolved, request: &'a Request) -> &'a [Format] {
    match request.formats.as_slice() {
        [] => &settings.formats,
        asked => asked,
    }
}

/// Makes the files of a document on its pages, which were begun at `start`.
///
/// What a format does not say is added to `doubts`.
///
/// # Errors
/// When a page cannot be exported.
pub fn outputs(
    record: &Record,
    page: &LaidOut,
    start: Instant,
    request: &Request,
    doubts: &mut Vec<Diagnostic>,
) -> Result<Vec<Output>, Vec<Diagnostic>> {
    let LaidOut {
        fitted, settings, ..
    } = page;
    let stem = &settings.file;
    let mut outputs = Vec::new();
    let mut start = start;
    for format in formats(settings, request) {
        for (file, bytes) in export(record, page, *format, stem, request, doubts)? {
            outputs.push(Output {
                file: file.into(),
                format: *format,
                bytes,
                pages: format.has_pages().then(|| fitted.layout.pages()),
                elapsed: start.elapsed(),
            });
            start = Instant::now();
        }
    }
    Ok(outputs)
}
