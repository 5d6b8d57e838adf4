//! A source file with what stands beside it: fonts, templates, themes.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::{Asked, Request, check_text, check_within, not_for_portals};
use crate::diagnostics::{Diagnostic, Judgement, Severity, Sources};
use crate::model::{Cv, FontOrigin};
use crate::papers::{Edition, Papers, Record};
use crate::render::typst::Engine;
use crate::source::{self, Environment, LoadError};
use crate::theme::Themes;
use crate::{advice, theme};

/// A source file that was read, and what draws it.
#[non_exhaustive]
pub struct Workspace {
    /// The CV; none when nothing of it could be read.
    pub cv: Option<Cv>,
    /// What is known of its papers.
    pub papers: Arc<Papers>,
    /// The CV in the other languages of its documents, where something in it is translated.
    pub editions: Vec<Edition>,
    /// The files, and where every value stands.
    pub sources: Sources,
    /// The fonts and templates of the file's folder, and the embedded ones.
    pub engine: Engine,
    /// What was found on loading.
    pub found: Vec<Diagnostic>,
}

impl Workspace {
    /// The CV with its papers; none when nothing of it could be read.
    pub fn record(&self) -> Option<Record<'_>> {
        let papers = Arc::clone(&self.papers);
        let editions = &self.editions;
        self.cv.as_ref().map(|cv| Record {
            cv,
            papers,
            editions,
        })
    }

    /// The documents of these names; where none is named, all that have something to show.
    pub fn documents(&self, named: &[String]) -> Asked {
        let names = match named {
            [] => Cv::documents_to_make,
            _ => Cv::document_names,
        };
        let known = self.cv.as_ref().map(names);
        Asked::of(named, &known.unwrap_or_default())
    }

    /// All that there is to say of the project and the documents `names`: what a build would find, and
    /// advice. Of a file with errors that is told, of all its documents, which depends on no error.
    pub fn check(&self, names: &[String], limit: Duration, request: &Request) -> Vec<Diagnostic> {
        let mut found = self.found.clone();
        let Some(record) = self.record() else {
            return found;
        };
        let epoch = request.options.source_date_epoch;
        if self.has_errors() {
            let names = record.cv.document_names();
            let mut more = check_text(record.clone(), &names, &self.engine, request);
            more.extend(advice::advise(record, epoch));
            found.extend(advice::unaffected(more, &self.found, &self.sources));
        } else {
            let engine = &self.engine;
            found.extend(check_within(limit, record.clone(), names, engine, request));
            found.extend(not_for_portals(record.cv, names, engine, request));
            found.extend(advice::advise(record, epoch));
        }
        found
    }

    /// What was found in the project as it is reported: the least that is told and up, each problem
    /// once and in the order of the files, without the codes that the file allows.
    pub fn judged(
        &self,
        found: Vec<Diagnostic>,
        denies_warnings: bool,
        least: Severity,
    ) -> Vec<Diagnostic> {
        let judgement = Judgement {
            allowed: self.cv.as_ref().map_or(&[], |cv| &cv.settings.allow),
            denies_warnings,
            least,
        };
        judgement.of(found, &self.sources)
    }

    /// Whether an error is among what was found.
    pub fn has_errors(&self) -> bool {
        let mut severities = self.found.iter().map(|found| found.severity);
        severities.any(|severity| severity == Severity::Error)
    }
}

/// Reads a source file, in the environment of its folder; with an error among what was found there
/// is no CV.
///
/// # Errors
/// A [`LoadError`] when the file cannot be read.
pub fn open(file: &Path) -> Result<Workspace, LoadError> {
    open_with(file, Engine::new(Some(&source::folder_of(file))))
}

/// Reads a source file, to be drawn by an engine of its folder.
///
/// # Errors
/// As [`open()`].
pub fn open_with(file: &Path, engine: Engine) -> Result<Workspace, LoadError> {
    let mut project = read(file, engine)?;
    if project.has_errors() {
        project.cv = None;
        // Advice is for what can be built.
        project
            .found
            .retain(|found| found.severity > Severity::Note);
    }
    Ok(project)
}

/// Reads a source file as far as it can be read: with an error among what was found, the CV lacks
/// what could not be, and must not be built.
///
/// # Errors
/// As [`open()`].
pub fn read(file: &Path, engine: Engine) -> Result<Workspace, LoadError> {
    read_in(file, engine, &[])
}

/// Reads a source file as [`read`] does, also in languages that no document of it is in: each text that
/// is not translated into them is told.
///
/// # Errors
/// As [`open()`].
pub fn read_in(file: &Path, engine: Engine, languages: &[String]) -> Result<Workspace, LoadError> {
    let environment = Environment {
        themes: theme::names(engine.project()),
        templates: engine.template_names(),
        languages: languages.to_vec(),
    };
    let source::Loaded {
        cv,
        mut sources,
        diagnostics: found,
        editions,
    } = source::load_in(file, &environment)?;
    let takes_system = |cv: &Cv| cv.settings.fonts == Some(FontOrigin::System);
    let engine = match cv.as_ref().is_some_and(takes_system) {
        true => engine.with_system_fonts(),
        false => engine,
    };
    let papers = cv.as_ref().map(Papers::new).unwrap_or_default();
    let themes = Themes::read(engine.project(), &mut sources);
    let mut project = Workspace {
        cv,
        papers: Arc::new(papers),
        editions,
        sources,
        engine: engine.with_themes(themes),
        found,
    };
    let mut more = project.papers.problems().to_vec();
    if project.has_errors() {
        more = advice::unaffected(more, &project.found, &project.sources);
    }
    project.found.extend(more);
    project
        .found
        .extend(project.engine.problems().iter().cloned());
    Ok(project)
}
