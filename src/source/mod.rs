//! From the text of `cv.yaml` (and `.bib` files) to the typed CV, with every problem found.
//!
//! One pass over the events of the YAML parser makes a tree with the bytes of every value
//! (`parse`, `tree`); the tree is decoded into [`Cv`] piece by piece, so that a mistake in one
//! entry hides no mistake in another (`decode`, `mistakes`); then the rules that the types cannot
//! say are checked (`validate`).
//!
//! Every scalar is the text that was written: `NO`, `1.10` and `007` stay as they are. A key with
//! nothing behind it, or a plain `~` or `null`, is a key that is not there; `"null"` is a text.

mod bibliography;
pub mod bibtex;
mod citation_styles;
mod decode;
mod editions;
mod kinds;
mod meant;
mod membership;
mod mistakes;
mod parse;
mod quoting;
mod shape;
mod synonyms;
mod syntax;
mod text;
mod translations;
mod tree;
mod validate;

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub(crate) use self::citation_styles::{STYLE_LIMITS, is_file as is_style_file};
use self::editions::Tree;
pub(crate) use self::shape::translatable;
pub(crate) use self::tree::{Content, Node, Style};
pub use self::validate::{Environment, RESERVED_DOCUMENT_NAMES};
use crate::diagnostics::{Code, Diagnostic, FileId, Severity, Sources, shown};
use crate::limits::Limit;
use crate::model::Cv;
use crate::papers::{Edition, Papers, Record};
pub(crate) use text::add as add_text;

/// Most documents of a file, next to those that every file has.
const MAX_DOCUMENTS: usize = 1_000;

pub(crate) const FILE_LIMITS: &[Limit] = &[Limit::new(
    "`cv.yaml`, a bibliography",
    (text::MAX_BYTES / 1024 / 1024) as u64,
    "MB",
    Code::TooLarge,
)];

pub(crate) const TREE_LIMITS: &[Limit] = &[
    Limit::new(
        "levels of lists and maps within each other",
        parse::MAX_DEPTH as u64,
        "",
        Code::TooDeep,
    ),
    Limit::new(
        "values, those that aliases repeat included",
        parse::MAX_NODES as u64,
        "",
        Code::TooLarge,
    ),
    Limit::new(
        "all texts, those that aliases repeat included",
        (parse::MAX_TREE_BYTES / 1024 / 1024) as u64,
        "MB",
        Code::TooLarge,
    ),
    Limit::new("documents", MAX_DOCUMENTS as u64, "", Code::TooLarge),
];

pub(crate) const PROBLEM_LIMITS: &[Limit] = &[Limit::new(
    "values that do not fit, and unknown keys, each",
    decode::MOST as u64,
    "",
    Code::TooManyProblems,
)];

/// What reading a source gave.
#[derive(Debug)]
#[non_exhaustive]
pub struct Loaded {
    /// The CV, without the values that could not be read; none when the YAML itself is broken.
    pub cv: Option<Cv>,
    /// The files, and where every value stands.
    pub sources: Sources,
    /// Every problem, in file order. With an error among them the CV must not be built.
    pub diagnostics: Vec<Diagnostic>,
    /// The CV in the other languages of its documents, where something in it is translated.
    pub editions: Vec<Edition>,
}

impl Loaded {
    /// The CV with its papers, in all its languages; none when nothing of it could be read.
    pub fn record(&self) -> Option<Record<'_>> {
        let record = self.cv.as_ref().map(Record::from);
        record.map(|record| Record {
            editions: &self.editions,
            ..record
        })
    }

    /// Whether there is an error, so that nothing may be built.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// Why a file could not be read at all: a problem of the surroundings, not of the file's text.
#[derive(Debug)]
#[non_exhaustive]
pub struct LoadError {
    /// The file.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = shown(&self.path);
        match self.error.kind() {
            io::ErrorKind::NotFound => write!(f, "there is no file `{path}`"),
            io::ErrorKind::IsADirectory => {
                write!(f, "`{path}` is a directory, expected a YAML file")
            }
            io::ErrorKind::PermissionDenied => write!(f, "no permission to read `{path}`"),
            _ => write!(f, "cannot read `{path}`: {}", self.error),
        }
    }
}

/// Its words say what the system said, so that it has no source to be told after them.
impl std::error::Error for LoadError {}

/// Reads a CV from a file, with the bibliographies that it names.
///
/// # Errors
/// A [`LoadError`] when the file cannot be read: missing, a directory, no permission. Whatever is
/// wrong with its content is among the diagnostics.
pub fn load(path: &Path) -> Result<Loaded, LoadError> {
    load_in(path, &Environment::default())
}

/// Reads a CV from a file, in an environment with other themes and templates.
///
/// # Errors
/// As [`load`].
pub fn load_in(path: &Path, environment: &Environment) -> Result<Loaded, LoadError> {
    let bytes = bytes_of(path)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let name = path.display().to_string();
    Ok(load_bytes(&name, &bytes, folder, environment))
}

/// The bytes of a source file, for one who writes it again; of one that is too large the beginning,
/// in which there is then nothing but that to report.
///
/// # Errors
/// As [`load`].
pub(crate) fn bytes_of(path: &Path) -> Result<Vec<u8>, LoadError> {
    text::beginning(path).map_err(|error| LoadError {
        path: path.to_owned(),
        error,
    })
}

/// The folder of the source file, in which its templates, fonts and pictures are.
pub fn folder_of(file: &Path) -> PathBuf {
    match file.parent() {
        Some(parent) if parent != Path::new("") => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

/// Reads a CV from a text. `name` is what diagnostics call it; bibliographies are looked for in
/// `folder`.
pub fn load_str(name: &str, text: &str, folder: &Path, environment: &Environment) -> Loaded {
    load_bytes(name, text.as_bytes(), folder, environment)
}

/// Reads a CV from bytes; as [`load_str`], whatever the bytes are.
pub fn load_bytes(name: &str, bytes: &[u8], folder: &Path, environment: &Environment) -> Loaded {
    let mut sources = Sources::default();
    let mut diagnostics = Vec::new();
    let mut cv = None;
    let mut translated = None;
    match text::add(name, bytes, &mut sources) {
        Ok(file) => {
            if let Some(tree) = Tree::parse(file, &sources, &mut diagnostics) {
                cv = tree.decode(environment, &mut sources, &mut diagnostics);
                translated = Some(tree).filter(Tree::is_translated);
            }
        }
        Err(problem) => diagnostics.push(*problem),
    }
    let mut editions = Vec::new();
    if let Some(cv) = &mut cv {
        let papers = bibliography::read(cv, folder, &mut sources, &mut diagnostics);
        citation_styles::read(cv, folder, &mut diagnostics);
        if let Some(tree) = translated {
            editions = tree.editions(cv, environment, &sources, &mut diagnostics);
            for edition in &mut editions {
                // What is wrong with them is told once, of the file in its own language.
                let told = &mut Vec::new();
                edition.cv.style_files.clone_from(&cv.style_files);
                let (cv, sources) = (&mut edition.cv, &mut edition.sources);
                bibliography::merge(cv, papers.clone(), sources, told);
                edition.papers = Arc::new(Papers::new(cv));
            }
        }
        bibliography::merge(cv, papers, &mut sources, &mut diagnostics);
    }
    allow(cv.as_ref(), &mut diagnostics);
    sort(&mut diagnostics, &sources);
    Loaded {
        cv,
        sources,
        diagnostics,
        editions,
    }
}

/// Reads a file that is no CV, such as a theme, into a tree; its text is added to `sources`. None
/// when it is no YAML, which is then among the problems; a file that says nothing is an empty map.
pub(crate) fn tree(
    name: &str,
    bytes: &[u8],
    sources: &mut Sources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(FileId, Node)> {
    let file = match text::add(name, bytes, sources) {
        Ok(file) => file,
        Err(problem) => {
            diagnostics.push(*problem);
            return None;
        }
    };
    let text = sources.file(file).map(|(_, text)| text.to_owned())?;
    let mut found = Vec::new();
    let root = parse::parse(&text, file, &mut found);
    let is_empty = found.iter().any(|problem| problem.code == Code::EmptyFile);
    if !is_empty {
        diagnostics.append(&mut found);
    }
    let empty = is_empty.then(|| Node {
        content: Content::Map {
            entries: Vec::new(),
            flow: false,
        },
        span: 0..0,
    });
    Some((file, root.or(empty)?))
}

/// Leaves out the warnings and notes that `settings.allow` names.
fn allow(cv: Option<&Cv>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(cv) = cv else { return };
    let allowed = &cv.settings.allow;
    diagnostics.retain(|diagnostic| {
        diagnostic.severity == Severity::Error
            || !allowed.iter().any(|code| code == diagnostic.code.name())
    });
}

/// Brings problems into the order of the files, and leaves out repetitions: what an alias repeats
/// is wrong once.
fn sort(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    let key = |diagnostic: &Diagnostic| match sources.resolve(&diagnostic.place) {
        Some((file, range)) => (file.0, range.start, range.end),
        None => (usize::MAX, 0, 0),
    };
    diagnostics.sort_by_cached_key(key);
    diagnostics.dedup_by(|a, b| a.code == b.code && a.message == b.message && key(a) == key(b));
}

#[cfg(test)]
mod tests;
