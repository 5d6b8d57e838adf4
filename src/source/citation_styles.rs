//! The citation styles that documents name: those that come with Folio by their names, others by their files.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;

use crate::citation::{self, KNOWN, StyleProblem, known};
use crate::diagnostics::{Code, Diagnostic, Place, guess, shown};
use crate::files::{self, Unreadable};
use crate::limits::Limit;
use crate::model::{Cv, OWN_STYLE};

/// Largest file of a style, in bytes: the longest that there are have some hundred kilobytes.
const MAX_BYTES: u64 = 1024 * 1024;

/// How deep the elements of a style may stand within each other; those that there are stay under 40.
const DEEPEST: usize = 100;

pub(crate) const STYLE_LIMITS: &[Limit] = &[
    Limit::new(
        "the file of a citation style",
        MAX_BYTES / 1024 / 1024,
        "MB",
        Code::BadStyle,
    ),
    Limit::new(
        "levels of elements of a citation style within each other",
        DEEPEST as u64,
        "",
        Code::BadStyle,
    ),
];

/// Reads the styles that documents name, relative to `folder`, into the CV; an unknown name is told with its place.
pub(super) fn read(cv: &mut Cv, folder: &Path, diagnostics: &mut Vec<Diagnostic>) {
    let mut seen = BTreeSet::new();
    let documents = cv.documents.iter();
    let named: Vec<(String, String)> = documents
        .flat_map(|(name, document)| {
            let styles = document.publications.styles();
            styles.map(move |(path, style)| {
                let path = format!("documents.{name}.publications.{path}");
                (path, style.to_owned())
            })
        })
        .collect();
    for (path, name) in named {
        let place = Place::Value(path);
        if !is_file(&name) {
            if known(&name).is_none() {
                diagnostics.push(unknown(&name, place, diagnostics.len()));
            }
            continue;
        }
        if !seen.insert(name.clone()) {
            continue;
        }
        match file(&name, folder, place) {
            Ok(text) => {
                cv.style_files.insert(name, text);
            }
            Err(problem) => diagnostics.push(*problem),
        }
    }
}

/// Whether what a document says is the path of a file.
pub(crate) fn is_file(name: &str) -> bool {
    let ending = Path::new(name).extension();
    ending.is_some_and(|ending| ending.eq_ignore_ascii_case("csl"))
}

fn unknown(name: &str, place: Place, told: usize) -> Diagnostic {
    let names = || KNOWN.iter().map(|style| style.name).chain([OWN_STYLE]);
    let problem = Diagnostic::error(
        Code::UnknownStyle,
        place,
        format!("unknown citation style `{name}`"),
    );
    let problem = match guess(told, name, names()) {
        Some(near) => problem.suggest(name, near, names()),
        None => problem.label("no style of this name"),
    };
    problem.help(
        "`folio styles` lists the styles; one of your own is named by the path of its file, `styles/own.csl`",
    )
}

/// The text of a style that can be used.
fn file(name: &str, folder: &Path, place: Place) -> Result<String, Box<Diagnostic>> {
    let wrong = |message: String, help: &str| {
        let problem = Diagnostic::error(Code::BadStyle, place.clone(), message);
        Box::new(problem.help(help))
    };
    let bytes = files::read(folder, Path::new(name), MAX_BYTES + 1).map_err(|error| match error {
        Unreadable::Outside => wrong(
            format!("the style `{name}` is outside of the folder of the CV"),
            files::MOVE_INSIDE,
        ),
        Unreadable::Io(error) => {
            let message = match error.kind() {
                io::ErrorKind::NotFound => {
                    format!("there is no file `{}`", shown(folder.join(name)))
                }
                io::ErrorKind::IsADirectory => format!("`{name}` is a folder, not a file"),
                _ => format!("`{name}` cannot be read: {error}"),
            };
            wrong(
                message,
                "name a `.csl` file, relative to the folder of this one, or a style that `folio styles` lists",
            )
        }
    })?;
    if bytes.len() as u64 > MAX_BYTES {
        let message = format!("`{name}` is larger than {} MB", MAX_BYTES / 1024 / 1024);
        return Err(wrong(
            message,
            "is it the right file? Styles have some kilobytes",
        ));
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        wrong(
            format!("`{name}` is not UTF-8"),
            "save it as UTF-8, or take it again from where it comes",
        )
    })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned();
    const TAKE_ONE: &str = "take a style of CSL 1.0 from https://github.com/citation-style-language/styles, or one that `folio styles` lists";
    if depth(&text) > DEEPEST {
        let message = format!("elements of `{name}` stand in each other more than {DEEPEST} deep");
        return Err(wrong(message, TAKE_ONE));
    }
    match citation::read(&text) {
        Ok(_) => Ok(text),
        Err(StyleProblem::Unreadable(said)) => Err(wrong(
            format!("`{name}` is no citation style: {said}"),
            TAKE_ONE,
        )),
        Err(StyleProblem::NoBibliography) => Err(wrong(
            format!("`{name}` says nothing of lists of papers: it has no `bibliography`"),
            "choose a style with one; styles of notes alone have none",
        )),
        Err(StyleProblem::Dependent(parent)) => Err(wrong(
            format!(
                "`{name}` only says that it is as another style, which does not come with Folio"
            ),
            &format!("name the file of that one: {parent}"),
        )),
    }
}

/// How deep the elements of a text of XML stand in each other, by a bound from above.
fn depth(text: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for tag in text.split('<').skip(1) {
        let body = tag.split('>').next().unwrap_or_default();
        match body.chars().next() {
            Some('/') => depth = depth.saturating_sub(1),
            Some('?' | '!') => {}
            _ if body.ends_with('/') => {}
            _ => depth += 1,
        }
        deepest = deepest.max(depth);
    }
    deepest
}
