//! The forms in which problems are told.

use serde::{Deserialize, Serialize};

use super::{Diagnostic, Sources, each, github, human, json, sarif, short};

/// A form of problems.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// The lines with carets, for a terminal.
    Human {
        /// In colour.
        is_coloured: bool,
        /// Each note for itself, and not one for many of a kind.
        shows_all: bool,
    },
    /// One line for each.
    Short,
    /// One JSON object a line.
    Json,
    /// A SARIF log.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
}

impl Default for Form {
    fn default() -> Self {
        Self::Human {
            is_coloured: false,
            shows_all: false,
        }
    }
}

impl Form {
    /// Problems in this form, in the given order.
    pub fn text(self, problems: &[Diagnostic], sources: &Sources) -> String {
        match self {
            Self::Human {
                is_coloured,
                shows_all: false,
            } => human(problems, sources, is_coloured),
            Self::Human { is_coloured, .. } => each(problems, sources, is_coloured),
            Self::Short => short(problems, sources),
            Self::Json => json(problems, sources),
            Self::Sarif => sarif(problems, sources),
            Self::Github => github(problems, sources),
        }
    }
}
