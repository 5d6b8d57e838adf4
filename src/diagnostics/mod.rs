//! Problems of the source, and where they are.
//!
//! Every room reports through [`Diagnostic`]; `source` knows spans, the later rooms know only the
//! path of a value (its origin), which [`Sources`] turns into a span when the problem is printed.

mod causes;
mod closest;
mod code;
mod escape;
mod explanation;
mod fix;
mod fold;
mod form;
mod github;
mod json;
mod judgement;
mod lines;
mod located;
mod render;
mod sarif;
mod sources;

use std::ops::Range;

use crate::limits::Limit;

pub use causes::with_causes;
pub use closest::{closest, enumerated, guess, is_sure, listed};
pub use code::{Code, Reach};
pub use escape::{is_control, printable, printable_json, printable_lines, shown};
pub use explanation::{Example, Explanation, severities};
pub use fix::{Edit, Fix, Replacement};
pub use form::Form;
pub use github::github;
pub use json::json;
pub use judgement::{Judgement, has_errors};
pub use render::{body, each, human, position, short, summary, word};
pub use sarif::{sarif, sarif_log, sarif_results};
pub use sources::{FileId, Sources, Spans};

pub(crate) const LIMITS: &[Limit] = &[
    Limit::quiet(
        "problems that are written out for people",
        render::MOST as u64,
        "",
        "the others are counted",
    ),
    Limit::quiet(
        "names that a message lists",
        closest::MOST_LISTED as u64,
        "",
        "the others are counted",
    ),
    Limit::quiet(
        "problems for which it is looked what was meant",
        closest::MOST_GUESSED as u64,
        "",
        "for the others it is not",
    ),
    Limit::quiet(
        "names that are looked through for the one that was meant",
        closest::MOST_COMPARED as u64,
        "",
        "the others are not",
    ),
];

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Advice on the content.
    Note,
    /// Something is probably not what was meant; the documents are still built.
    Warning,
    /// Nothing is built.
    Error,
}

/// Where a problem is.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Place {
    /// Bytes of a source file.
    Span {
        /// The file.
        file: FileId,
        /// The bytes.
        range: Range<usize>,
    },
    /// The value at a path such as `experience[0].title`.
    Value(String),
    /// The key of the value at a path.
    Key(String),
    /// The first place of a character within the value at a path, for glyphs that no font has.
    Character(String, char),
    /// Characters within the value at a path, such as the address of a link.
    Part {
        /// The path.
        path: String,
        /// The characters; a blank among them stands for any white space, as a text goes on in another line.
        text: String,
        /// How often they stand in the value before.
        nth: usize,
    },
    /// No place in a file.
    Nowhere,
}

/// A problem of the source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Diagnostic {
    /// The kind of problem.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong, in a sentence without a full stop.
    pub message: String,
    /// Where it is.
    pub place: Place,
    /// A few words at the caret.
    pub label: Option<String>,
    /// Other places that belong to it, each with its words.
    pub related: Vec<(Place, String)>,
    /// What to do, a sentence each.
    pub help: Vec<String>,
    /// Edits of which each removes it, where it is sure what was meant.
    pub fixes: Vec<Fix>,
    /// Whether it is said once in a run, at the first of its places.
    pub once: bool,
}

impl Diagnostic {
    /// A problem that stops the build.
    pub fn error(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self::of(Severity::Error, code, place, message)
    }

    /// A problem that does not stop the build.
    pub fn warning(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self::of(Severity::Warning, code, place, message)
    }

    /// Advice.
    pub fn note(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self::of(Severity::Note, code, place, message)
    }

    /// A problem that is as bad as those of its code usually are.
    pub fn new(code: Code, place: Place, message: impl Into<String>) -> Self {
        Self::of(code.severity(), code, place, message)
    }

    fn of(severity: Severity, code: Code, place: Place, message: impl Into<String>) -> Self {
        debug_assert!(
            code.severities().contains(&severity),
            "the table of codes says otherwise: {code}, {severity:?}"
        );
        let (related, help) = (Vec::new(), Vec::new());
        Self {
            code,
            severity,
            message: message.into(),
            place,
            label: None,
            related,
            help,
            fixes: Vec::new(),
            once: false,
        }
    }

    /// Adds a sentence that says what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// Makes it a problem that is said once in a run, however many documents and places have it.
    pub fn once(mut self) -> Self {
        self.once = true;
        self
    }

    /// Sets the words at the caret.
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Adds another place that belongs to the problem.
    pub fn related(mut self, place: Place, words: impl Into<String>) -> Self {
        self.related.push((place, words.into()));
        self
    }
}
