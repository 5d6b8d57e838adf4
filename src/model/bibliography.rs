//! The files of papers that a CV names, and which of their entries become papers of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::forms::{Many, short_or_long};
use super::publication::PublicationType;

/// A file of papers: its name, or also which of its entries are taken.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Bibliography(pub BibliographyFields);

/// A file of papers with which of its entries are taken. Entries that `publications` name by `bib` always are.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct BibliographyFields {
    /// The name of the file, relative to this one. Required.
    #[schemars(required, example = &"papers.bib")]
    pub file: Option<String>,
    /// Which entries; without those of others when missing, once the owner is found in most of them.
    pub only: Option<BibliographyScope>,
    /// Only entries of these types.
    pub types: Many<PublicationType>,
    /// Only entries with one of these tags or keywords.
    pub tags: Many<String>,
    /// Leaves out entries with one of these tags or keywords.
    pub without: Many<String>,
    /// Only entries with these keys.
    pub keys: Many<String>,
}

/// Which entries of a bibliography are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BibliographyScope {
    /// All of them.
    All,
    /// Those with the owner of the CV among their people, and those that name nobody or not all.
    Own,
    /// Those that `publications` name by `bib`, and lists by `keys`.
    Listed,
}

impl Bibliography {
    /// The file of a name, all of it.
    pub fn named(file: &str) -> Self {
        Self(BibliographyFields {
            file: Some(file.to_owned()),
            ..BibliographyFields::default()
        })
    }

    /// The name of the file; empty where it is missing, which is reported.
    pub fn file(&self) -> &str {
        self.0.file.as_deref().unwrap_or_default()
    }
}

short_or_long!(
    Bibliography,
    BibliographyFields,
    "the name of a file, or a map with `file`",
    |text| Bibliography::named(text),
    Bibliography,
    |value| value.0.file.as_deref(),
    value.0,
);
