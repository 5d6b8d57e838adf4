//! From a loaded CV to finished files in memory: compose, lay out, export.

mod output;

use std::path::PathBuf;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use crate::compose::{self, Composed};
use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::model::{Cv, Format};
use crate::render::text;
use crate::render::typst::{Engine, Layout};
use crate::theme::{self, Theme};

pub use output::{leftovers, same_as_written, write};

/// Resolution of PNG pages, in pixels an inch.
const PIXELS_PER_INCH: f32 = 144.0;

/// What to make of the documents.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// Formats in place of those of the documents.
    pub formats: Vec<Format>,
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

/// What became of one document.
#[derive(Debug)]
pub struct Built {
    /// The document's name.
    pub name: String,
    /// Its files; empty when there is an error among the problems.
    pub outputs: Vec<Output>,
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
pub fn build(cv: &Cv, names: &[String], engine: &Engine, request: &Request) -> Vec<Built> {
    names
        .par_iter()
        .map(|name| build_one(cv, name, engine, request))
        .collect()
}

fn build_one(cv: &Cv, name: &str, engine: &Engine, request: &Request) -> Built {
    let mut built = Built {
        name: name.to_owned(),
        outputs: Vec::new(),
        problems: Vec::new(),
    };
    match composed(cv, name, engine, request) {
        Ok((composed, theme)) => {
            built.problems.extend(composed.problems.iter().cloned());
            if !built.failed() {
                match outputs(&composed, &theme, engine, request) {
                    Ok(outputs) => built.outputs = outputs,
                    Err(problems) => built.problems.extend(problems),
                }
            }
        }
        Err(problem) => built.problems.push(*problem),
    }
    built
}

/// Composes a document and loads its theme.
///
/// # Errors
/// When the CV has no such document, or its theme cannot be read.
pub fn composed(
    cv: &Cv,
    name: &str,
    engine: &Engine,
    request: &Request,
) -> Result<(Composed, Theme), Box<Diagnostic>> {
    let composed = compose::compose(cv, name, &request.options).ok_or_else(|| {
        let message = format!("there is no document `{name}`");
        Box::new(Diagnostic::error(
            "unknown-document",
            Place::Nowhere,
            message,
        ))
    })?;
    let theme_name = composed.settings.theme.as_deref().unwrap_or("scholar");
    let theme = theme::load(theme_name, engine.project()).map_err(|mut problem| {
        problem.place = match request.options.theme {
            Some(_) => Place::Nowhere,
            None => Place::Value(format!("documents.{name}.theme")),
        };
        problem
    })?;
    Ok((composed, theme))
}

fn outputs(
    composed: &Composed,
    theme: &Theme,
    engine: &Engine,
    request: &Request,
) -> Result<Vec<Output>, Vec<Diagnostic>> {
    let start = Instant::now();
    let stem = composed
        .settings
        .file
        .as_deref()
        .unwrap_or(&composed.document.meta.name);
    // Even a run that writes text alone is laid out: characters that no font has and a document
    // that cannot be set are found whatever is asked for.
    let layout = engine.layout(&composed.document, theme)?;
    let laid_out = start.elapsed();
    let formats = match (request.formats.as_slice(), &*composed.settings.formats) {
        ([], []) => &[Format::Pdf][..],
        ([], own) => own,
        (asked, _) => asked,
    };
    let mut outputs = Vec::new();
    for format in formats {
        let start = Instant::now();
        let pages = layout.pages();
        for (file, bytes) in export(composed, theme, &layout, *format, stem)? {
            let pages = (*format != Format::Txt).then_some(pages);
            let elapsed = laid_out + start.elapsed();
            outputs.push(Output {
                file: file.into(),
                format: *format,
                bytes,
                pages,
                elapsed,
            });
        }
    }
    Ok(outputs)
}

/// The files of one format, by name.
fn export(
    composed: &Composed,
    theme: &Theme,
    layout: &Layout,
    format: Format,
    stem: &str,
) -> Result<Vec<(String, Vec<u8>)>, Vec<Diagnostic>> {
    let pages = 0..layout.pages();
    Ok(match format {
        Format::Pdf => vec![(format!("{stem}.pdf"), layout.pdf()?)],
        Format::Png => pages
            .map(|page| {
                Ok((
                    format!("{stem}-{}.png", page + 1),
                    layout.png(page, PIXELS_PER_INCH)?,
                ))
            })
            .collect::<Result<_, Vec<Diagnostic>>>()?,
        Format::Svg => pages
            .map(|page| {
                (
                    format!("{stem}-{}.svg", page + 1),
                    layout.svg(page).into_bytes(),
                )
            })
            .collect(),
        Format::Txt => {
            vec![(
                format!("{stem}.txt"),
                text::text(&composed.document, theme).into_bytes(),
            )]
        }
    })
}
