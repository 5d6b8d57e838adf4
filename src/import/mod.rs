//! From other formats to a `cv.yaml`, with an account of every value.
//!
//! A file becomes a tree whose leaves stand in a ledger (`ledger`). A reader of a format (`json_resume`,
//! `rendercv`) puts texts at paths of the CV (`draft`), by tables of fields (`fields`) and of titles
//! (`titles`); where a text is put is where the ledger has it. What nobody took by the end is told as left
//! out, so that a forgotten field cannot be lost in silence. The CV is written by `writer`, read again as
//! `folio check` reads it, and what is found wrong is told as well.

mod al_folio;
mod amendment;
mod archive;
mod attachment;
mod bib;
mod csl;
mod dates;
#[cfg(test)]
mod documentation;
mod draft;
mod europass;
pub(crate) mod exchanged;
mod fields;
mod format;
mod hayagriva;
mod html;
mod json_resume;
mod latex;
mod ledger;
pub(crate) mod limits;
mod linkedin;
mod macros;
mod orcid;
mod owner;
mod person;
mod reading;
mod rendercv;
mod report;
mod sections;
mod skills_passport;
mod tables;
mod text;
mod times;
mod titles;
mod tree;
mod works;
mod xml;
mod yamlresume;

use crate::diagnostics::{Diagnostic, Place, Severity, Sources};
use crate::difference::Tree;
use crate::model::{Cv, KeptValues};
use crate::source;
use crate::writer::{self, Comment};
use draft::{Draft, Path};
use ledger::Ledger;
use tree::Node;

pub use format::Format;
pub use report::{Accounted, Line, Outcome, Report};

/// Most bytes of a file.
pub const MAX_BYTES: u64 = 10 * 1024 * 1024;

/// A file, or a folder of files, to be imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// What messages call it.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
    /// Of a folder: its files, by their names.
    pub parts: Vec<(String, Vec<u8>)>,
    /// What `cv.yaml` calls it where it stays a bibliography of its own: its path from there.
    pub bibliography: Option<String>,
}

impl File {
    /// A file by its name and what it holds.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            bytes: bytes.into(),
            parts: Vec::new(),
            bibliography: None,
        }
    }

    /// A folder by its name and its files.
    pub fn folder(name: impl Into<String>, parts: Vec<(String, Vec<u8>)>) -> Self {
        Self {
            name: name.into(),
            bytes: Vec::new(),
            parts,
            bibliography: None,
        }
    }
}

/// Whether a file of a folder is read when the folder is imported. An export of one's data also holds what is of
/// other people.
pub fn is_read_of_folder(name: &str) -> bool {
    linkedin::is_read(name)
}

/// How it is imported.
#[derive(Debug, Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Options {
    /// The format of all files; recognised by their content when missing.
    pub format: Option<Format>,
    /// The address or path of the JSON Schema, for the first line of what is written.
    pub schema: Option<String>,
    /// Whether the report stands at the end of what is written, as comments.
    pub report: bool,
    /// Whether what has no place is kept; [`exchange::import`](crate::exchange::import) does it.
    pub keep: bool,
    /// Comments at keys that are there, as a new file has them; one without a path is for the file as a whole.
    pub comments: Vec<Comment>,
    /// What is kept under `x-import`.
    pub kept: KeptValues,
}

/// What an import gave.
#[derive(Debug)]
pub struct Imported {
    /// The CV.
    pub cv: Cv,
    /// The text of a `cv.yaml` that says it.
    pub text: String,
    /// What became of the values.
    pub report: Report,
    /// Every value, in the order of the files.
    pub account: Vec<Accounted>,
    /// The format of each file.
    pub formats: Vec<Format>,
}

/// Why a file cannot be imported.
#[derive(Debug)]
pub struct Unreadable {
    /// What is wrong with it.
    pub problems: Vec<Diagnostic>,
    /// The file, in which the places of the problems are.
    pub sources: Sources,
}

impl Unreadable {
    fn new(problem: Diagnostic, sources: Sources) -> Self {
        Self {
            problems: vec![problem],
            sources,
        }
    }
}

/// Makes one CV of files of other formats.
///
/// # Errors
/// When a file cannot be read, or is in no format that is known.
pub fn import(files: &[File], options: &Options) -> Result<Imported, Unreadable> {
    let mut draft = Draft::default();
    let mut formats = Vec::new();
    let mut ledgers = Vec::new();
    for (number, file) in files.iter().enumerate() {
        draft.file = number;
        let (format, raw) = format::read(file, options.format)?;
        let (ledger, value) = Ledger::open(format.prepared(&mut draft, raw));
        format.place(&mut draft, Node::new(&value, &ledger), file);
        ledgers.push((file.name.as_str(), ledger.closed()));
        formats.push(format);
    }
    const OPEN: &str =
        "a beginning and no end, which is taken to mean that it goes on: `end: present`";
    match draft.open_ends {
        0 => {}
        1 => draft.remarks.push(format!("one entry has {OPEN}")),
        count => draft.remarks.push(format!("{count} entries have {OPEN}")),
    }
    let misfit = |error: String| {
        let name = files.first().map_or("", |file| &file.name);
        let mut sources = Sources::default();
        let file = sources.add(name, "");
        let help = "please report it with the file, which Folio should have read";
        reading::unreadable(
            sources,
            file,
            format!("a value does not fit: {error}"),
            help,
        )
    };
    let (cv, refused) = draft.cv().map_err(misfit)?;
    let kept = std::mem::take(&mut draft.kept_papers);
    owner::name(&mut draft, cv.publications.iter().chain(&kept));
    let (mut cv, _) = draft.cv().map_err(misfit)?;
    amendment::amend(&mut cv, &draft.amendments, &mut ledgers);
    cv.x_import = options.kept.clone();
    if !cv.x_import.is_empty() {
        draft
            .remarks
            .push("what is left out is kept under `x-import`".to_owned());
        draft.comment(
            &Path::of("x-import"),
            "what has no place in Folio; it never prints, and goes back out when the format is written again",
        );
    }
    let mut report = Report::default();
    let mut account = Vec::new();
    for (name, mut leaves) in ledgers {
        for one in &refused {
            for (_, fate) in &mut leaves {
                let old = std::mem::replace(fate, ledger::Fate::Untold);
                *fate = old.without(&one.path, &one.reason);
            }
        }
        account.extend(
            leaves
                .iter()
                .map(|(leaf, fate)| Accounted::new(name, leaf, fate)),
        );
        report.add(name, leaves);
    }
    report.remarks.append(&mut draft.remarks);
    let said = Tree::of(&cv);
    let is_there = |comment: &&Comment| {
        let mut keys = comment.path.split('.').filter(|key| !key.is_empty());
        keys.try_fold(&said, |tree, key| tree.get(key)).is_some()
    };
    let guide = options.comments.iter().filter(is_there).cloned();
    let mut settings = writer::Options {
        schema: options.schema.clone(),
        comments: guide.chain(std::mem::take(&mut draft.comments)).collect(),
        ..writer::Options::default()
    };
    // The bibliographies that it names may be elsewhere for now, and are read as they are.
    let mut alone = cv.clone();
    alone.bibliography = Default::default();
    let wrong = wrong(&writer::write(&alone, &settings));
    for (path, message) in &wrong {
        settings
            .comments
            .push(Comment::new(path.clone(), message.clone()));
    }
    report
        .lines
        .extend(wrong.into_iter().map(|(path, reason)| Line {
            outcome: Outcome::Wrong,
            file: String::new(),
            paths: vec![path.clone()],
            path,
            value: String::new(),
            places: Vec::new(),
            reason,
        }));
    if options.report {
        settings.closing = report.paragraphs();
    }
    let text = writer::write(&cv, &settings);
    Ok(Imported {
        cv,
        text,
        report,
        account,
        formats,
    })
}

/// What is wrong with what was written, as `folio check` will say: paths and messages.
fn wrong(text: &str) -> Vec<(String, String)> {
    let environment = source::Environment::default();
    let loaded = source::load_str("cv.yaml", text, std::path::Path::new(""), &environment);
    let errors = loaded
        .diagnostics
        .into_iter()
        .filter(|found| found.severity == Severity::Error);
    errors
        .map(|found| {
            let path = match &found.place {
                Place::Value(path) | Place::Key(path) | Place::Character(path, _) => path.clone(),
                Place::Part { path, .. } => path.clone(),
                Place::Span { file, range } => {
                    let path = loaded.sources.path_at(*file, range.start);
                    path.unwrap_or_default().to_owned()
                }
                Place::Nowhere => String::new(),
            };
            (path, found.message)
        })
        .collect()
}
