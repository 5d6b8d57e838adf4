//! The edits of problems applied to the source file.
//!
//! One edit is made at a time, and the file read again: an edit stays only when its problem is gone
//! and no other has come. So edits cannot overlap, and one mistake that hid others does not end the
//! work.

use std::collections::HashSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;

use super::error::Error;
use super::transaction::replace_source;
use crate::diagnostics::{Code, Diagnostic, FileId, Replacement, Severity};
use crate::render::typst::Engine;
use crate::source::{self, Environment, Loaded};
use crate::theme;

/// Most edits that are tried; a file with more slips is run again.
const MOST: usize = 1_000;

/// Most bytes that are read to try edits: of very large files few are tried.
const MOST_BYTES: usize = 256 * 1024 * 1024;

/// The file of the CV among the sources.
const MAIN: FileId = FileId(0);

/// A byte order mark, from behind which the bytes of places are counted.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A slip that was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The line, from 1.
    pub line: usize,
    /// The code of the problem.
    pub code: Code,
    /// What was wrong.
    pub message: String,
    /// What was done.
    pub title: String,
}

/// Corrects what is surely a slip in a source file, in the environment of the folder of `engine`;
/// gives what was corrected, in the order of the lines. Without anything to correct, the file is not
/// touched.
///
/// # Errors
/// When the file cannot be read or written, is no regular file, or was changed meanwhile. It is then
/// as it was.
pub fn fix(file: &Path, engine: &Engine) -> Result<Vec<Fixed>, Error> {
    let environment = Environment {
        themes: theme::names(engine.project()),
        templates: engine.template_names(),
    };
    // What comes from a pipe can be read once only, and is nowhere to be corrected.
    if fs::metadata(file).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        return Err(Error::NotRegular(file.to_owned()));
    }
    let bytes = source::bytes_of(file)?;
    let name = file.display().to_string();
    let folder = file.parent().unwrap_or(Path::new(""));
    let (corrected, slips) = fixed(&name, &bytes, folder, &environment);
    if slips.is_empty() {
        return Ok(slips);
    }
    if source::bytes_of(file)? != bytes {
        return Err(Error::Changed(file.to_owned()));
    }
    replace_source(file, &corrected)?;
    Ok(slips)
}

/// The bytes of a source file with all corrected in it that is surely a slip, and what that was. The
/// arguments are those of [`source::load_bytes`].
///
/// The corrected file has at most as many errors as the given one, unless that was no YAML; all
/// other bytes are as they were.
pub fn fixed(
    name: &str,
    bytes: &[u8],
    folder: &Path,
    environment: &Environment,
) -> (Vec<u8>, Vec<Fixed>) {
    let load = |bytes: &[u8]| source::load_bytes(name, bytes, folder, environment);
    let mut attempts = Attempts {
        load,
        seen: HashSet::from([hash(bytes)]),
        refused: HashSet::new(),
        left: MOST.min(MOST_BYTES / bytes.len().max(1)),
    };
    let given = State {
        loaded: (attempts.load)(bytes),
        bytes: bytes.to_vec(),
        slips: Vec::new(),
    };
    let State {
        bytes, mut slips, ..
    } = attempts.correct(given, true);
    // No edit adds or removes a line.
    slips.sort_by_key(|slip| slip.line);
    (bytes, slips)
}

/// A file on the way to being corrected.
struct State {
    bytes: Vec<u8>,
    loaded: Loaded,
    slips: Vec<Fixed>,
}

/// What was tried.
struct Attempts<L> {
    load: L,
    seen: HashSet<u64>,
    refused: HashSet<(Code, String, String)>,
    /// How many more edits may be tried.
    left: usize,
}

impl<L: Fn(&[u8]) -> Loaded> Attempts<L> {
    /// Makes one edit after the other until no more is to be made. Where it `looks_ahead`, an edit may
    /// bring problems to light that further ones remove: what stands below an unknown key is read only
    /// when the key is known.
    fn correct(&mut self, mut state: State, looks_ahead: bool) -> State {
        'edited: loop {
            for problem in &state.loaded.diagnostics {
                for (title, edit) in edits(problem, &state.loaded) {
                    let attempt = (problem.code, problem.message.clone(), edit.text.clone());
                    if self.refused.contains(&attempt) {
                        continue;
                    }
                    if self.left == 0 {
                        return state;
                    }
                    self.left -= 1;
                    let bytes = applied(&state.bytes, &edit);
                    let mut slips = state.slips.clone();
                    slips.push(Fixed {
                        line: state.loaded.sources.line_column(MAIN, edit.range.start).0,
                        code: problem.code,
                        message: problem.message.clone(),
                        title,
                    });
                    let is_new = self.seen.insert(hash(&bytes));
                    let loaded = (self.load)(&bytes);
                    let mut next = State {
                        bytes,
                        loaded,
                        slips,
                    };
                    let mut is_kept =
                        is_new && is_better(&state.loaded, &next.loaded, problem, &edit);
                    if is_new && !is_kept && looks_ahead && problem.code == Code::UnknownKey {
                        let refused = self.refused.clone();
                        next = self.correct(next, false);
                        is_kept = is_better(&state.loaded, &next.loaded, problem, &edit);
                        // What does not help after an edit that is not kept may help without it.
                        if !is_kept {
                            self.refused = refused;
                        }
                    }
                    if is_kept {
                        state = next;
                        continue 'edited;
                    }
                    self.refused.insert(attempt);
                }
            }
            return state;
        }
    }
}

/// The edits of a problem in the main file, each with what it does. Advice is never followed
/// unasked.
fn edits(problem: &Diagnostic, loaded: &Loaded) -> Vec<(String, Replacement)> {
    if problem.severity == Severity::Note {
        return Vec::new();
    }
    let edits = problem.fixes.iter().filter_map(|fix| {
        let edit = fix.replacement(&loaded.sources)?;
        (edit.file == MAIN).then(|| (fix.title.clone(), edit))
    });
    edits.collect()
}

fn applied(bytes: &[u8], edit: &Replacement) -> Vec<u8> {
    let text = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let mark = bytes.len() - text.len();
    let mut out = bytes.to_vec();
    // The range was found in this text.
    out.splice(
        mark + edit.range.start..mark + edit.range.end,
        edit.text.bytes(),
    );
    out
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    hasher.finish()
}

/// Whether an edit removed its problem and brought no other.
fn is_better(before: &Loaded, after: &Loaded, problem: &Diagnostic, edit: &Replacement) -> bool {
    match (&before.cv, &after.cv) {
        (None, Some(_)) => true,
        (Some(_), None) => false,
        // Reading stops at the first mistake of syntax, now further down.
        (None, None) => {
            let stop = edit.range.start + edit.text.len();
            last(after).is_some_and(|at| at >= stop && at > edit.range.start)
        }
        (Some(_), Some(_)) => {
            let same = |loaded: &Loaded| {
                count(loaded, |other| {
                    other.code == problem.code && other.message == problem.message
                })
            };
            let twice = |loaded: &Loaded| count(loaded, |other| other.code == Code::DuplicateKey);
            let of = |severity: Severity| {
                move |loaded: &Loaded| count(loaded, |other| other.severity == severity)
            };
            let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
            same(after) < same(before)
                && twice(after) <= twice(before)
                && (errors(after), warnings(after)) <= (errors(before), warnings(before))
        }
    }
}

fn count(loaded: &Loaded, is_meant: impl Fn(&Diagnostic) -> bool) -> usize {
    let problems = loaded.diagnostics.iter();
    problems.filter(|problem| is_meant(problem)).count()
}

/// Where the last error of the main file is.
fn last(loaded: &Loaded) -> Option<usize> {
    let errors = loaded.diagnostics.iter();
    errors
        .filter(|problem| problem.severity == Severity::Error)
        .filter_map(|problem| loaded.sources.resolve(&problem.place))
        .filter(|(file, _)| *file == MAIN)
        .map(|(_, range)| range.start)
        .max()
}
