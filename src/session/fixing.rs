//! The edits of problems applied to the source file and to the themes beside it.
//!
//! One edit is made at a time, and the file read again: an edit stays only when its problem is gone
//! and no other has come. So edits cannot overlap, and one mistake that hid others does not end the
//! work.

use std::collections::HashSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use super::error::Error;
use super::transaction::replace_sources;
use crate::compose;
use crate::diagnostics::{
    Code, Diagnostic, FileId, Judgement, Replacement, Severity, Sources, has_errors,
};
use crate::limits::Limit;
use crate::reading;
use crate::render::typst::Engine;
use crate::source::{self, Environment, Loaded};
use crate::theme;

/// Most edits that are tried; a file with more slips is run again.
const MOST: usize = 1_000;

/// Most bytes that are read to try edits: of very large files few are tried.
const MOST_BYTES: usize = 256 * 1024 * 1024;

pub(crate) const LIMITS: &[Limit] = &[
    Limit::quiet(
        "edits that `folio check --fix` tries in a file",
        MOST as u64,
        "",
        "further ones are tried when it is run again",
    ),
    Limit::quiet(
        "what `folio check --fix` reads of a file to try its edits, each time that it does",
        (MOST_BYTES / 1024 / 1024) as u64,
        "MB",
        "further ones are tried when it is run again",
    ),
];

/// The file that is corrected among the sources.
const MAIN: FileId = FileId(0);

/// A byte order mark, from behind which the bytes of places are counted.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// A slip that was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Fixed {
    /// The file, as problems name it.
    pub file: String,
    /// Its line as it was, from 1.
    pub line: usize,
    /// The code of the problem.
    pub code: Code,
    /// What was wrong.
    pub message: String,
    /// What was done.
    pub title: String,
}

/// Corrects what is surely a slip in a source file and in the themes of its folder, in the environment
/// of `engine`; gives what was corrected, the source file first, in the order of the lines. All files
/// with something to correct are replaced, or none; the others are not touched.
///
/// # Errors
/// When a file cannot be read or written, is no regular file, or was changed meanwhile. All are then
/// as they were.
pub fn fix(file: &Path, engine: &Engine) -> Result<Vec<Fixed>, Error> {
    let environment = Environment {
        themes: theme::names(engine.project()),
        templates: engine.template_names(),
        languages: Vec::new(),
    };
    // What comes from a pipe can be read once only, and is nowhere to be corrected.
    if fs::metadata(file).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
        return Err(Error::NotRegular(file.to_owned()));
    }
    let bytes = source::bytes_of(file)?;
    let name = file.display().to_string();
    let folder = file.parent().unwrap_or(Path::new(""));
    let (corrected, mut slips) = fixed(&name, &bytes, folder, &environment);
    let mut changes = vec![Change {
        path: file.to_owned(),
        bytes,
        corrected,
    }];
    for theme in engine.project().map(theme::theme_files).unwrap_or_default() {
        // One that cannot be read has nothing to correct; it is told when the project is read.
        let Some(project) = engine.project() else {
            continue;
        };
        let Ok(bytes) = theme.read(project) else {
            continue;
        };
        let (corrected, found) = fixed_theme(&theme.name, &theme.shown, &bytes, project);
        slips.extend(found);
        changes.push(Change {
            path: theme.path,
            bytes,
            corrected,
        });
    }
    changes.retain(|change| change.bytes != change.corrected);
    for change in &changes {
        let most = change.bytes.len() as u64;
        // A file that grew cannot be read within its old length.
        if reading::read(&change.path, most).ok().as_ref() != Some(&change.bytes) {
            return Err(Error::Changed(change.path.clone()));
        }
    }
    let changes: Vec<(&Path, &[u8])> = changes
        .iter()
        .map(|change| (change.path.as_path(), change.corrected.as_slice()))
        .collect();
    replace_sources(&changes)?;
    Ok(slips)
}

/// A file, as it was and as it is to be.
struct Change {
    path: PathBuf,
    bytes: Vec<u8>,
    corrected: Vec<u8>,
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
    let reading = |bytes: &[u8]| Reading::from(load(bytes));
    let state = Attempts::new(bytes, reading).correct(name, bytes);
    let has_errors = has_errors(&state.reading.found);
    let state = match has_errors {
        true => state,
        // What stands within texts is read when they are composed.
        false => {
            let mut attempts = Attempts::new(&state.bytes, |bytes: &[u8]| with_texts(load(bytes)));
            let reading = (attempts.read)(&state.bytes);
            attempts.go_on(State { reading, ..state }, true)
        }
    };
    state.finished()
}

/// The bytes of a theme's file with all corrected in it that is surely a slip, and what that was.
fn fixed_theme(name: &str, file: &str, bytes: &[u8], project: &Path) -> (Vec<u8>, Vec<Fixed>) {
    let read = |bytes: &[u8]| {
        let mut sources = Sources::default();
        let (found, is_read) = theme::problems(project, name, bytes, &mut sources);
        Reading {
            sources,
            found,
            is_read,
        }
    };
    Attempts::new(bytes, read).correct(file, bytes).finished()
}

/// A file that was read.
struct Reading {
    sources: Sources,
    found: Vec<Diagnostic>,
    /// Whether there is anything of it, in spite of what was found.
    is_read: bool,
}

impl From<Loaded> for Reading {
    fn from(loaded: Loaded) -> Self {
        Self {
            is_read: loaded.cv.is_some(),
            sources: loaded.sources,
            found: loaded.diagnostics,
        }
    }
}

/// A file that was read, with what is found in the texts of its documents.
fn with_texts(loaded: Loaded) -> Reading {
    let mut texts = Vec::new();
    if let Some(record) = loaded.record().filter(|_| !loaded.has_errors()) {
        let cv = record.cv;
        let options = compose::Options::default();
        for name in cv.document_names() {
            let composed = compose::compose(record.clone(), &name, &options);
            let mut problems = composed.map_or_else(Vec::new, |composed| composed.problems);
            record.settle(&name, &mut problems);
            texts.append(&mut problems);
        }
        let judgement = Judgement {
            allowed: &cv.settings.allow,
            denies_warnings: false,
            least: Severity::Warning,
        };
        texts = judgement.of(texts, &loaded.sources);
    }
    let mut reading = Reading::from(loaded);
    reading.found.extend(texts);
    reading
}

/// A file on the way to being corrected.
struct State {
    /// Its name.
    file: String,
    bytes: Vec<u8>,
    /// Which line of the given file each line of it was.
    lines: Vec<usize>,
    reading: Reading,
    slips: Vec<Fixed>,
}

impl State {
    /// The bytes, and the slips in the order of the lines.
    fn finished(mut self) -> (Vec<u8>, Vec<Fixed>) {
        self.slips.sort_by_key(|slip| slip.line);
        (self.bytes, self.slips)
    }
}

/// What was tried.
struct Attempts<R> {
    read: R,
    seen: HashSet<u64>,
    refused: HashSet<(Code, String, String)>,
    /// How many more edits may be tried.
    left: usize,
}

impl<R: Fn(&[u8]) -> Reading> Attempts<R> {
    fn new(bytes: &[u8], read: R) -> Self {
        Self {
            read,
            seen: HashSet::from([hash(bytes)]),
            refused: HashSet::new(),
            left: MOST.min(MOST_BYTES / bytes.len().max(1)),
        }
    }

    /// Corrects a file.
    fn correct(&mut self, file: &str, bytes: &[u8]) -> State {
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
        let given = State {
            file: file.to_owned(),
            bytes: bytes.to_vec(),
            lines: (1..=lines).collect(),
            reading: (self.read)(bytes),
            slips: Vec::new(),
        };
        self.go_on(given, true)
    }

    /// Makes one edit after the other until no more is to be made. Where it `looks_ahead`, an edit may
    /// bring problems to light that further ones remove: what stands below an unknown key is read only
    /// when the key is known.
    fn go_on(&mut self, mut state: State, looks_ahead: bool) -> State {
        'edited: loop {
            for problem in &state.reading.found {
                for (title, edit) in edits(problem, &state.reading.sources) {
                    let attempt = (problem.code, problem.message.clone(), edit.text.clone());
                    if self.refused.contains(&attempt) {
                        continue;
                    }
                    if self.left == 0 {
                        return state;
                    }
                    self.left -= 1;
                    let bytes = applied(&state.bytes, &edit);
                    let line = state.reading.sources.line_column(MAIN, edit.range.start).0;
                    let mut slips = state.slips.clone();
                    slips.push(Fixed {
                        file: state.file.clone(),
                        // As many as the file has lines.
                        line: state.lines.get(line - 1).copied().unwrap_or(line),
                        code: problem.code,
                        message: problem.message.clone(),
                        title,
                    });
                    let is_new = self.seen.insert(hash(&bytes));
                    let reading = (self.read)(&bytes);
                    let mut next = State {
                        file: state.file.clone(),
                        bytes,
                        lines: moved(&state, &edit, line),
                        reading,
                        slips,
                    };
                    let mut is_kept =
                        is_new && is_better(&state.reading, &next.reading, problem, &edit);
                    if is_new && !is_kept && looks_ahead && problem.code == Code::UnknownKey {
                        let refused = self.refused.clone();
                        next = self.go_on(next, false);
                        is_kept = is_better(&state.reading, &next.reading, problem, &edit);
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

/// The lines of a file after an edit that begins in one of them: what goes may be whole lines.
fn moved(state: &State, edit: &Replacement, line: usize) -> Vec<usize> {
    let breaks = |bytes: &[u8]| bytes.iter().filter(|byte| **byte == b'\n').count();
    let text = state.bytes.strip_prefix(MARK).unwrap_or(&state.bytes);
    let gone = breaks(text.get(edit.range.clone()).unwrap_or_default());
    let come = breaks(edit.text.as_bytes());
    let mut lines = state.lines.clone();
    let kept = line.min(lines.len());
    // From the beginning of a line on, that line goes; from within it, those below.
    let starts_line = edit.range.start == 0 || text.get(edit.range.start - 1) == Some(&b'\n');
    let from = if starts_line {
        kept.saturating_sub(1)
    } else {
        kept
    };
    let own = lines.get(kept.saturating_sub(1)).copied().unwrap_or(line);
    lines.splice(
        from..(from + gone).min(lines.len()),
        std::iter::repeat_n(own, come),
    );
    lines
}

/// The edits of a problem in the main file, each with what it does. Advice is never followed
/// unasked; what is read in another form than it is written in is none.
fn edits(problem: &Diagnostic, sources: &Sources) -> Vec<(String, Replacement)> {
    if problem.severity == Severity::Note && problem.code != Code::OtherForm {
        return Vec::new();
    }
    let edits = problem.fixes.iter().filter_map(|fix| {
        let edit = fix.replacement(sources)?;
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
fn is_better(before: &Reading, after: &Reading, problem: &Diagnostic, edit: &Replacement) -> bool {
    match (before.is_read, after.is_read) {
        (false, true) => true,
        (true, false) => false,
        // Reading stops at the first mistake of syntax, now further down.
        (false, false) => {
            let stop = edit.range.start + edit.text.len();
            last(after).is_some_and(|at| at >= stop && at > edit.range.start)
        }
        (true, true) => {
            let same = |reading: &Reading| {
                count(reading, |other| {
                    other.code == problem.code && other.message == problem.message
                })
            };
            let twice =
                |reading: &Reading| count(reading, |other| other.code == Code::DuplicateKey);
            let of = |severity: Severity| {
                move |reading: &Reading| count(reading, |other| other.severity == severity)
            };
            let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
            same(after) < same(before)
                && twice(after) <= twice(before)
                && (errors(after), warnings(after)) <= (errors(before), warnings(before))
        }
    }
}

fn count(reading: &Reading, is_meant: impl Fn(&Diagnostic) -> bool) -> usize {
    let problems = reading.found.iter();
    problems.filter(|problem| is_meant(problem)).count()
}

/// Where the last error of the main file is.
fn last(reading: &Reading) -> Option<usize> {
    let errors = reading.found.iter();
    errors
        .filter(|problem| problem.severity == Severity::Error)
        .filter_map(|problem| reading.sources.resolve(&problem.place))
        .filter(|(file, _)| *file == MAIN)
        .map(|(_, range)| range.start)
        .max()
}
