//! The forms in which problems are told.

use serde::{Deserialize, Serialize};

use super::{Diagnostic, Sources, github, human, json, sarif, short};

/// A form of problems.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// The lines with carets, for a terminal.
    #[default]
    Human,
    /// The same with colour.
    Coloured,
    /// One line for each.
    Short,
    /// One JSON object a line.
    Json,
    /// A SARIF log.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
}

impl Form {
    /// Problems in this form, in the given order.
    pub fn text(self, problems: &[Diagnostic], sources: &Sources) -> String {
        match self {
            Self::Human => human(problems, sources, false),
            Self::Coloured => human(problems, sources, true),
            Self::Short => short(problems, sources),
            Self::Json => json(problems, sources),
            Self::Sarif => sarif(problems, sources),
            Self::Github => github(problems, sources),
        }
    }
}
