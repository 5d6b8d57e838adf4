//! A source file with what stands beside it: fonts, templates, themes.

use std::path::{Path, PathBuf};

use crate::compose::publications;
use crate::diagnostics::{Diagnostic, Severity, Sources};
use crate::model::Cv;
use crate::render::typst::Engine;
use crate::source::{self, Environment};
use crate::theme;

/// A source file that was read, and what draws it.
pub struct Project {
    /// The CV; none when an error is among what was found.
    pub cv: Option<Cv>,
    /// The files, and where every value stands.
    pub sources: Sources,
    /// The fonts and templates of the file's folder, and the embedded ones.
    pub engine: Engine,
    /// What was found on loading.
    pub found: Vec<Diagnostic>,
}

/// Reads a source file, in the environment of its folder.
///
/// # Errors
/// A [`source::LoadError`] when the file cannot be read.
pub fn open(file: &Path) -> anyhow::Result<Project> {
    open_with(file, Engine::new(Some(&folder_of(file))))
}

/// Reads a source file, to be drawn by an engine of its folder.
///
/// # Errors
/// As [`open`].
pub fn open_with(file: &Path, engine: Engine) -> anyhow::Result<Project> {
    let environment = Environment {
        themes: theme::names(engine.project()),
        templates: engine.template_names(),
    };
    let loaded = source::load_in(file, &environment)?;
    let is_sound = !loaded.has_errors();
    let mut found = loaded.diagnostics;
    let cv = loaded.cv.filter(|_| is_sound);
    if let Some(cv) = &cv {
        publications::report_duplicates(cv, &mut found);
        found.extend(engine.warnings().iter().cloned());
    } else {
        found.retain(|found| found.severity > Severity::Note);
    }
    Ok(Project {
        cv,
        sources: loaded.sources,
        engine,
        found,
    })
}

/// The folder of a source file, in which its templates, fonts and pictures are.
pub fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}
