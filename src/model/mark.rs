//! Marks after authors' names, as a file declares them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::forms::Many;
use super::named::Named;

/// A mark that may follow an author's name.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct MarkDefinition {
    /// How it is written after a name and printed. Required.
    #[schemars(required, example = &"*")]
    pub symbol: Option<String>,
    /// What the legend says. Required.
    #[schemars(required, example = &"Equal contribution")]
    pub label: Option<String>,
    /// Who has it in every paper, such as the students of a group.
    #[schemars(example = ["Charles Example", "Mary Example"])]
    pub people: Many<String>,
}

/// The marks a file declares, by name, in the order of the file, which is that of legends.
pub type MarkDefinitions = Named<MarkDefinition>;
