//! What an imported file says and the model has no place for.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::named::Named;

/// A value of an imported file that Folio has no place for, or another form.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct KeptValue {
    /// Its path in the file. Required.
    #[schemars(required, example = &"work[2].startDate")]
    pub at: Option<String>,
    /// The name of the entry that it is in, by which it is found when entries have moved.
    #[schemars(example = &"Analytical Engines")]
    pub of: Option<String>,
    /// What the file says: a text, or anything else as JSON. Nothing where it says nothing.
    #[schemars(example = &"2020-01-01")]
    pub is: Option<String>,
    /// What Folio would say in its place. Where it says something else by now, that stands.
    #[serde(rename = "for")]
    #[schemars(example = &"2020-01")]
    pub instead: Option<String>,
}

/// Kept values, by the format of their file.
pub type KeptValues = Named<Vec<KeptValue>>;
