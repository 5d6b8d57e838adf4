//! The bibliographies that a CV names, read and merged with its publications.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use super::{bibtex, membership, text};
use crate::diagnostics::{Code, Diagnostic, Place, Sources};
use crate::files::{self, Unreadable};
use crate::model::Cv;

/// Reads the files of `cv.bibliography`, relative to `folder`: what of them becomes papers of the CV.
pub(super) fn read(
    cv: &Cv,
    folder: &Path,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<bibtex::Read> {
    let mut read = Vec::new();
    let mut places = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, bibliography) in cv.bibliography.iter().enumerate() {
        let name = bibliography.file();
        if name.is_empty() {
            continue;
        }
        let place = Place::Value(format!("bibliography[{index}]"));
        if !seen.insert(name) {
            let message = format!("the bibliography `{name}` is named twice");
            let problem = Diagnostic::warning(Code::RepeatedBibliography, place, message);
            diagnostics.push(problem.without(name));
            continue;
        }
        let problem = files::unportable(
            Code::NoBibliography,
            place.clone(),
            "the bibliography",
            name,
        );
        if let Some(problem) = problem {
            diagnostics.push(problem);
            continue;
        }
        let path = folder.join(name);
        // One byte more than is allowed, so that it is noticed and a huge file costs no more.
        let most = u64::try_from(text::MAX_BYTES).unwrap_or(u64::MAX);
        let bytes = match files::read(folder, Path::new(name), most.saturating_add(1)) {
            Ok(bytes) => bytes,
            Err(error) => {
                diagnostics.push(cannot_be_read(name, &path, &error, place));
                continue;
            }
        };
        match text::add(&path.display().to_string(), &bytes, sources) {
            Ok(file) => {
                let text = sources.file(file).map(|(_, text)| text.to_owned());
                let mut found = bibtex::read(file, name, &text.unwrap_or_default());
                diagnostics.append(&mut found.diagnostics);
                read.push(found);
                places.push(index);
            }
            Err(problem) => diagnostics.push(*problem),
        }
    }
    membership::choose(cv, &mut read, &places, diagnostics);
    read
}

/// Puts the papers of bibliographies beside, or under, those of the file.
pub(super) fn merge(
    cv: &mut Cv,
    read: Vec<bibtex::Read>,
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for (path, spans) in bibtex::merge(&mut cv.publications, read, diagnostics) {
        sources.insert(path, spans);
    }
}

fn cannot_be_read(name: &str, path: &Path, error: &Unreadable, place: Place) -> Diagnostic {
    let error = match error {
        Unreadable::Outside => {
            let message = format!("the bibliography `{name}` is outside of the folder of the CV");
            return Diagnostic::error(Code::NoBibliography, place, message)
                .help(files::MOVE_INSIDE);
        }
        Unreadable::Io(error) => error,
    };
    let message = match error.kind() {
        io::ErrorKind::NotFound => format!("there is no file `{}`", path.display()),
        io::ErrorKind::IsADirectory => format!("`{name}` is a folder, not a file"),
        _ => format!("`{name}` cannot be read: {error}"),
    };
    Diagnostic::error(Code::NoBibliography, place, message)
        .help("name a BibTeX or BibLaTeX file, relative to the folder of this one")
}
