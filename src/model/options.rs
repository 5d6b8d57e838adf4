//! What a document takes of a section, and how its entries stand.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::forms::{Count, Flag, Text};
use super::layer::{Layer, layered};
use super::section::Section;

layered! {
    /// What a document takes of a section.
    #[derive(Copy)]
    pub struct SectionOptions {
        /// Most entries.
        pub limit: Option<Count>,
        /// Most bullets an entry may have.
        pub max_highlights: Option<Count>,
        /// Leaves out entries that ended before this date. Undated entries stay.
        pub since: Option<PartialDate>,
        /// By what its entries stand under headings.
        pub group: Option<EntryGroup>,
        /// Whether service in one role is one line: `Reviewer: A (2019), B (2021–2023)`.
        pub merge: Option<Flag>,
        /// Whether its entries are a list or a table.
        pub layout: Option<Layout>,
        /// Whether it begins a page.
        pub r#break: Option<Break>,
    }
}

/// How the entries of a section stand.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Layout {
    /// One after the other.
    List,
    /// In rows, with a column for each thing that is said of them.
    Table,
}

/// What comes before a section or an entry.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Break {
    /// The end of a page.
    Page,
}

/// What entries of a section may have in common.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum EntryGroup {
    /// The role of the person.
    Role,
    /// What kind it is.
    Kind,
    /// The degree of a student.
    Degree,
    /// The institution or organization.
    Institution,
    /// The level of a course.
    Level,
    /// Who gave the money.
    Funder,
    /// How far a grant has come.
    Status,
    /// Where it appeared.
    Outlet,
    /// The event.
    Event,
    /// The year, newest first.
    Year,
    /// The first tag.
    Tag,
    /// Nothing: they stand one after the other.
    None,
}

impl EntryGroup {
    /// Its name in the file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Role => "role",
            Self::Kind => "kind",
            Self::Degree => "degree",
            Self::Institution => "institution",
            Self::Level => "level",
            Self::Funder => "funder",
            Self::Status => "status",
            Self::Outlet => "outlet",
            Self::Event => "event",
            Self::Year => "year",
            Self::Tag => "tag",
            Self::None => "none",
        }
    }

    /// What entries of a section can be grouped by.
    pub const fn of(section: Section) -> &'static [Self] {
        match section {
            Section::Advising => &[
                Self::Degree,
                Self::Role,
                Self::Institution,
                Self::Year,
                Self::Tag,
                Self::None,
            ],
            Section::Teaching => &[
                Self::Role,
                Self::Institution,
                Self::Level,
                Self::Year,
                Self::Tag,
                Self::None,
            ],
            Section::Service => &[
                Self::Role,
                Self::Institution,
                Self::Event,
                Self::Year,
                Self::Tag,
                Self::None,
            ],
            Section::Grants => &[
                Self::Role,
                Self::Funder,
                Self::Status,
                Self::Year,
                Self::Tag,
                Self::None,
            ],
            Section::Talks => &[Self::Kind, Self::Event, Self::Year, Self::Tag, Self::None],
            Section::Media => &[Self::Kind, Self::Outlet, Self::Year, Self::Tag, Self::None],
            Section::Awards
            | Section::Memberships
            | Section::Projects
            | Section::Certifications => &[Self::Year, Self::Tag, Self::None],
            _ => &[Self::Tag, Self::None],
        }
    }
}

impl From<&Self> for SectionOptions {
    fn from(options: &Self) -> Self {
        *options
    }
}

impl From<&Option<Text>> for SectionOptions {
    /// A text is taken or left.
    fn from(_: &Option<Text>) -> Self {
        Self::default()
    }
}
