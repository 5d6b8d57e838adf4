//! Lists of publications: which papers a document takes, under which headings and how.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::date::PartialDate;
use super::forms::{Count, Flag, Many, Override};
use super::layer::{Layer, layered};
use super::options::{Break, SectionOptions};
use super::publication::PublicationType;

/// Which publications a document takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PublicationScope {
    /// All of them.
    All,
    /// Those with `selected: true`.
    Selected,
    /// All, with the selected ones first under a heading of their own, none printed twice.
    SelectedFirst,
}

/// How publications are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GroupBy {
    /// By type of output.
    Type,
    /// By year.
    Year,
    /// By tag.
    Tag,
    /// Not at all.
    None,
}

/// How publications are numbered. Oldest is 1, so that a new paper changes no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Numbering {
    /// A letter for the type and a number within it: `J3`, `C12`.
    Type,
    /// One number over all.
    Continuous,
    /// No numbers.
    None,
}

/// The order of publications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ListOrder {
    /// What is not out yet, then the newest first.
    Newest,
    /// The oldest first.
    Oldest,
    /// As in the file; those of bibliographies follow.
    File,
}

/// How authors' names are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum AuthorNames {
    /// As the file gives them.
    AsGiven,
    /// Initials, then the family name: `A. M. Lovelace`.
    Initials,
    /// The family name, then the initials: `Lovelace AM`.
    FamilyFirst,
}

/// What part of a paper's record is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum VenueForm {
    /// The full name of the venue.
    Full,
    /// The short name of the venue, where there is one.
    Short,
}

/// What `publications.show` knows: parts of a paper, and whether they print where a document does not
/// say. Counts of citations age.
pub const PAPER_PARTS: [(&str, bool); 5] = [
    ("note", true),
    ("contribution", true),
    ("awards", true),
    ("presentation", true),
    ("citations", false),
];

/// What `publications.style` says for Folio's own way of phrasing papers.
pub const OWN_STYLE: &str = "folio";

layered! {
    /// Which publications a document takes, and how it shows them.
    pub struct PublicationOptions {
        /// Which ones.
        pub only: Option<PublicationScope>,
        /// Only these types.
        pub types: Override<PublicationType>,
        /// Most papers, newest first.
        pub limit: Option<Count>,
        /// Leaves out papers older than this date. Undated papers stay.
        pub since: Option<PartialDate>,
        /// In which order they stand.
        pub order: Option<ListOrder>,
        /// By what they are grouped.
        pub group: Option<GroupBy>,
        /// Which groups come first, in what order: types or tags, by what they are grouped by.
        pub groups: Override<String>,
        /// Lists in place of one, each with a heading; a paper may stand in several.
        pub lists: Override<PublicationList>,
        /// How they are numbered.
        pub number: Option<Numbering>,
        /// How each is phrased: `folio`, a citation style such as `apa`, which `folio styles` lists, or the path of a
        /// `.csl` file.
        #[schemars(example = &"apa")]
        pub style: Option<String>,
        /// Letters before the numbers, by type.
        pub prefixes: BTreeMap<PublicationType, String>,
        /// Most authors printed; the owner and the last author always are.
        pub max_authors: Option<Count>,
        /// Whether a cut list says which author of how many the owner is.
        pub author_position: Option<Flag>,
        /// How names are written.
        pub names: Option<AuthorNames>,
        /// Whether venues print by their full or short names.
        pub venues: Option<VenueForm>,
        /// Which links and identifiers print, such as `[doi, arxiv, code]`; all when missing.
        pub links: Option<Many<String>>,
        /// Which other parts print: `note`, `contribution`, `awards`, `presentation`, `citations`.
        pub show: Option<Many<String>>,
        /// Symbols of marks in this document, by mark.
        pub symbols: BTreeMap<String, String>,
        /// Whether headings of groups say how many papers stand under them.
        pub counts: Option<Flag>,
        /// Whether the section begins a page.
        pub r#break: Option<Break>,
    }
}

/// One of several lists of publications. What it does not say, it has from the options beside `lists`, but for
/// `group`.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct PublicationList {
    /// Heading. May be missing where the list has one type or one tag alone, or the selected papers.
    pub title: Option<String>,
    /// Only these types.
    pub types: Many<PublicationType>,
    /// Only papers with one of these tags.
    pub tags: Many<String>,
    /// All papers, or the selected ones.
    pub only: Option<PublicationScope>,
    /// Only these papers, by their `bib` keys, DOIs or arXiv identifiers.
    pub keys: Many<String>,
    /// Leaves out papers older than this date. Undated papers stay.
    pub since: Option<PartialDate>,
    /// Most papers.
    pub limit: Option<Count>,
    /// In which order they stand.
    pub order: Option<ListOrder>,
    /// By what they are grouped.
    pub group: Option<GroupBy>,
    /// Which groups come first, in what order.
    pub groups: Many<String>,
    /// How they are numbered; `continuous` counts within the list.
    pub number: Option<Numbering>,
    /// Letters before the numbers, which then count within the list.
    pub prefix: Option<String>,
    /// How each of its papers is phrased, as beside `lists`.
    #[schemars(example = &"apa")]
    pub style: Option<String>,
}

impl PublicationOptions {
    /// The citation styles that the options name, each with where it stands below them; Folio's own is none.
    pub fn styles(&self) -> impl Iterator<Item = (String, &str)> {
        let whole = (String::from("style"), self.style.as_deref());
        let of_lists = self.lists.iter().enumerate();
        let of_lists =
            of_lists.map(|(at, list)| (format!("lists[{at}].style"), list.style.as_deref()));
        let named = std::iter::once(whole).chain(of_lists);
        named.filter_map(|(path, style)| Some((path, foreign_style(style?)?)))
    }
}

/// A style that is not Folio's own.
pub fn foreign_style(name: &str) -> Option<&str> {
    (!name.is_empty() && name != OWN_STYLE).then_some(name)
}

impl From<&PublicationOptions> for SectionOptions {
    fn from(options: &PublicationOptions) -> Self {
        Self {
            limit: options.limit,
            since: options.since,
            r#break: options.r#break,
            ..Self::default()
        }
    }
}
