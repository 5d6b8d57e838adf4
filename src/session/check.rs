//! What a build would find, found without one where that can be.

use std::time::Duration;

use rayon::prelude::*;

use super::isolation::{self, Stopped};
use super::{Kept, Prepared, Request, composed, formats, prepared};
use crate::diagnostics::Diagnostic;
use crate::fit;
use crate::model::Format;
use crate::panics::caught;
use crate::papers::Record;
use crate::render::typst::Engine;

/// What a build of the documents would find, without making files.
///
/// A document is laid out only when its layout could find something: a template, theme or font of
/// the project's, a photo, a formula, more than surely fits on the pages that it may take.
pub fn check<'a>(
    record: impl Into<Record<'a>>,
    names: &[String],
    engine: &Engine,
    request: &Request,
) -> Vec<Diagnostic> {
    let record = record.into();
    let found = names
        .par_iter()
        .map(|name| check_one(&record, name, engine, request).0);
    found.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// What [`check`] finds, the documents isolated: one that panics or takes longer than it may
/// is a problem.
pub fn check_within<'a>(
    limit: Duration,
    record: impl Into<Record<'a>>,
    names: &[String],
    engine: &Engine,
    request: &Request,
) -> Vec<Diagnostic> {
    let kept = Kept::from(record.into());
    let (engine, request) = (engine.clone(), request.clone());
    let results = isolation::each(names.to_vec(), limit, move |name| {
        check_one(&kept.record(), &name, &engine, &request).0
    });
    names
        .iter()
        .zip(results)
        .flat_map(|(name, found)| found.unwrap_or_else(|stopped| vec![stopped.problem(name)]))
        .collect()
}

/// What a build of the documents would find in their texts: of a CV that was read with errors, more
/// cannot be said.
pub fn check_text<'a>(
    record: impl Into<Record<'a>>,
    names: &[String],
    engine: &Engine,
    request: &Request,
) -> Vec<Diagnostic> {
    let record = record.into();
    let found = names.par_iter().map(|name| {
        let found = caught(|| texts(&record, name, engine, request));
        found.unwrap_or_else(|said| vec![Stopped::Panicked(said).problem(name)])
    });
    found.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// What is wrong with the texts of a document.
fn texts(record: &Record, name: &str, engine: &Engine, request: &Request) -> Vec<Diagnostic> {
    let mut found = match composed(record, name, engine, request) {
        Ok((composed, theme)) => {
            let mut found = composed.problems;
            found.extend(engine.unprintable(&composed.document, &theme));
            found
        }
        Err(problems) => problems,
    };
    record.settle(name, &mut found);
    found
}

/// What was found in a document, and whether it took a layout.
fn check_one(
    record: &Record,
    name: &str,
    engine: &Engine,
    request: &Request,
) -> (Vec<Diagnostic>, bool) {
    let (mut found, is_laid_out) = examined(record, name, engine, request);
    record.settle(name, &mut found);
    (found, is_laid_out)
}

fn examined(
    record: &Record,
    name: &str,
    engine: &Engine,
    request: &Request,
) -> (Vec<Diagnostic>, bool) {
    let mut found = Vec::new();
    let Ok(prepared) = prepared(record, name, engine, request, &mut found) else {
        return (texts(record, name, engine, request), false);
    };
    let Prepared {
        document,
        settings,
        priorities,
        theme,
        limit,
        ..
    } = prepared;
    if let Some(problems) = engine.examine(&document, &theme) {
        let fits = |limit| fit::surely_fits(&document, &theme, &priorities, limit);
        if !problems.is_empty() || limit.is_none_or(fits) {
            found.extend(problems);
            return (found, false);
        }
    }
    match fit::fit(&document, &theme, &priorities, engine, limit) {
        Ok(fitted) => {
            found.extend(fitted.layout.warnings().iter().cloned());
            let errors = fitted.layout.errors();
            found.extend(errors.iter().cloned());
            // A picture or a template of the project's may break the rules of accessible PDF.
            if errors.is_empty() && formats(&settings, request).contains(&Format::Pdf) {
                found.extend(fitted.layout.pdf().err().into_iter().flatten());
            }
        }
        Err(problems) => found.extend(problems),
    }
    (found, true)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::source;

    /// The documents of a file that take a layout.
    fn laid_out(path: &str) -> Vec<String> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
        let cv = source::load(&path).unwrap().cv.unwrap();
        let engine = Engine::new(path.parent());
        let names = cv.document_names();
        let record = Record::from(&cv);
        let takes = |name: &&String| check_one(&record, name, &engine, &Request::default()).1;
        names.iter().filter(takes).cloned().collect()
    }

    #[test]
    fn plain_documents_are_checked_without_a_layout() {
        assert_eq!(laid_out("cv.yaml"), [""; 0]);
        assert_eq!(laid_out("src/cli/new.yaml"), [""; 0]);
    }

    #[test]
    fn photos_and_formulas_take_a_layout() {
        assert!(laid_out("tests/fixtures/full.yaml").contains(&"cv".to_owned()));
    }
}
