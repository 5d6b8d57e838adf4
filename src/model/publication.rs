//! Research outputs: papers, books, theses, patents, datasets, software.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::{Deserialize, Deserializer, Serialize, de};

use super::date::PartialDate;
use super::entry::{entry, other_fields};
use super::forms::{Count, Flag, Many, Plain, Text, short_or_long};
use super::url::Url;

entry! {
    paper:
    /// One research output.
    pub struct Publication {
        /// The title as it should be printed. Takes inline markup and `$…$` math. Required, unless
        /// `bib` names an entry that has it.
        #[schemars(required)]
        pub title: Option<Text>,
        /// The authors in order: one text (split at `;`, else ` and `, else `,`) or a list of
        /// names or maps. Trailing mark symbols such as `*` are marks; `et al.` ends a cut list.
        pub authors: Authors,
        /// Where it appeared: a name, or `{name, short, …}`.
        pub venue: Option<Venue>,
        /// What kind of output it is; guessed from the other fields when missing.
        pub r#type: Option<PublicationType>,
        /// When it appeared: `2025`, `2025-11` or `2025-11-04`.
        pub date: Option<PartialDate>,
        /// How far it has come; `published` when missing.
        pub status: Option<PublicationStatus>,
        /// How it was presented.
        #[schemars(example = &"oral")]
        pub presentation: Option<String>,
        /// Prizes it won.
        pub awards: Many<String>,
        /// Volume of the journal or series.
        pub volume: Option<String>,
        /// Issue of the volume.
        pub issue: Option<String>,
        /// Pages, such as `101-119`, or an article number.
        pub pages: Option<String>,
        /// Who published it.
        pub publisher: Option<String>,
        /// Editors of the book or proceedings, written like authors.
        pub editors: Authors,
        /// Edition of a book.
        pub edition: Option<String>,
        /// The institution of a thesis or report.
        pub institution: Option<String>,
        /// When it appeared, in words, where a calendar date does not say it: `Spring 2013`, `2021/2022`.
        /// `date` keeps the year by which it is sorted.
        #[schemars(example = &"Spring 2013")]
        pub period: Option<String>,
        /// Who translated it, written like authors.
        pub translators: Authors,
        /// The collaboration in whose name it appeared.
        #[schemars(example = &"ATLAS Collaboration")]
        pub collaboration: Option<String>,
        /// Who holds a patent.
        pub holder: Option<String>,
        /// What the work calls itself: `White paper`, `Master’s thesis`.
        #[schemars(example = &"White paper")]
        pub genre: Option<String>,
        /// Version of software, data or a manual.
        pub version: Option<String>,
        /// What is said after the title and is no part of it. Takes inline markup.
        #[schemars(example = &"Review of *Engines*")]
        pub title_addon: Option<Text>,
        /// The language it is written in.
        pub language: Option<String>,
        /// When the original of a translation or new edition appeared.
        pub original_date: Option<PartialDate>,
        /// Digital Object Identifier, bare or as a web address.
        #[schemars(example = &"10.1000/182")]
        pub doi: Option<String>,
        /// arXiv identifier.
        #[schemars(example = &"2505.12345")]
        pub arxiv: Option<String>,
        /// OpenReview forum identifier.
        pub openreview: Option<String>,
        /// ACL Anthology identifier.
        #[schemars(example = &"2025.emnlp-main.1")]
        pub acl: Option<String>,
        /// DBLP key.
        pub dblp: Option<String>,
        /// PubMed identifier.
        pub pmid: Option<String>,
        /// International Standard Book Number.
        pub isbn: Option<String>,
        /// Number of a patent.
        pub patent_number: Option<String>,
        /// Web addresses by kind.
        #[schemars(example = serde_json::json!({"code": "https://example.org/code"}))]
        pub links: BTreeMap<String, Url>,
        /// Whether it belongs to the selected papers.
        pub selected: Option<Flag>,
        /// One line on what the paper contributes. Takes inline markup.
        pub contribution: Option<Text>,
        /// How often it was cited, and when that was counted.
        pub citations: Option<Citations>,
        /// Key of the entry of `bibliography` that this one adds to or overrides.
        pub bib: Option<String>,
        /// Key of another entry of which this one is the same work (a preprint, an earlier version).
        pub merge: Option<String>,
        /// The keywords of its entry in a bibliography, of which those are tags that the file names.
        #[serde(skip)]
        pub keywords: Many<String>,
        /// What its entry in a bibliography says and no document prints, by field, for exports.
        #[serde(skip)]
        pub kept: BTreeMap<String, String>,
        /// What its entry in a bibliography says of its kind.
        #[serde(skip)]
        pub entry_type: Option<EntryType>,
        /// Key of the entry in its bibliography, for a paper that comes from one.
        #[serde(skip)]
        pub key: Option<String>,
        /// Where the paper stands when not in `publications`: `FILE.bib:KEY`.
        #[serde(skip)]
        pub origin: Option<String>,
    }
}

other_fields!(
    Citations,
    EntryType,
    PublicationStatus,
    PublicationType,
    Venue,
);

/// What an entry of a bibliography says of its kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryType {
    /// Its type in lower case: `article`, `inproceedings`, or one of the file's own.
    pub name: String,
    /// Its `entrysubtype`, such as `newspaper`.
    pub subtype: Option<String>,
    /// The server of its `eprint`, as `eprinttype` or `archiveprefix` name it.
    pub server: Option<String>,
}

/// What kind of research output it is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum PublicationType {
    /// An article in a journal.
    Journal,
    /// A paper at a conference.
    Conference,
    /// A paper at a workshop.
    Workshop,
    /// A preprint or technical report on a server such as arXiv.
    Preprint,
    /// A chapter in a book.
    Chapter,
    /// A book.
    Book,
    /// A thesis.
    Thesis,
    /// A patent.
    Patent,
    /// A report.
    Report,
    /// A demonstration.
    Demo,
    /// A tutorial.
    Tutorial,
    /// A dataset.
    Dataset,
    /// Software.
    Software,
    /// An article in a magazine.
    Magazine,
    /// Anything else.
    Other,
}

impl PublicationType {
    /// All of them, in the order of lists.
    pub const ALL: [Self; 15] = [
        Self::Journal,
        Self::Conference,
        Self::Workshop,
        Self::Preprint,
        Self::Chapter,
        Self::Book,
        Self::Thesis,
        Self::Patent,
        Self::Report,
        Self::Demo,
        Self::Tutorial,
        Self::Dataset,
        Self::Software,
        Self::Magazine,
        Self::Other,
    ];

    /// Its name in the file.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Journal => "journal",
            Self::Conference => "conference",
            Self::Workshop => "workshop",
            Self::Preprint => "preprint",
            Self::Chapter => "chapter",
            Self::Book => "book",
            Self::Thesis => "thesis",
            Self::Patent => "patent",
            Self::Report => "report",
            Self::Demo => "demo",
            Self::Tutorial => "tutorial",
            Self::Dataset => "dataset",
            Self::Software => "software",
            Self::Magazine => "magazine",
            Self::Other => "other",
        }
    }
}

/// How far a work has come towards being published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PublicationStatus {
    /// It has appeared.
    Published,
    /// Formally accepted, not yet in production.
    Accepted,
    /// In production.
    InPress,
    /// Under review; the venue is never printed.
    UnderReview,
    /// Being written.
    InPreparation,
}

/// Where a work appeared.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields, rename = "VenueFields")]
pub struct VenueFields {
    /// Full name. Required.
    #[schemars(required)]
    pub name: Option<String>,
    /// Short name, such as `ICML`.
    pub short: Option<String>,
    /// Series of the book or proceedings.
    pub series: Option<String>,
    /// Track, such as `Datasets and Benchmarks`.
    pub track: Option<String>,
    /// Workshop at the conference.
    pub workshop: Option<String>,
    /// Where the conference took place.
    pub location: Option<String>,
    /// Web address of the venue.
    pub url: Option<Url>,
}

/// Where a work appeared: a name, or a map.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Venue(pub VenueFields);

short_or_long!(
    Venue,
    VenueFields,
    "a venue: a text or `{name, short, series, track, workshop, location, url}`",
    |text| Venue(VenueFields {
        name: Some(text.to_owned()),
        ..VenueFields::default()
    }),
    Venue,
    |venue| venue.0.name.as_deref(),
    venue.0,
);

impl Publication {
    /// What is said of its venue; nothing, field by field, where none is named.
    pub fn venue_fields(&self) -> Cow<'_, VenueFields> {
        match &self.venue {
            Some(venue) => Cow::Borrowed(&venue.0),
            None => Cow::default(),
        }
    }
}

/// How often a work was cited.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct Citations {
    /// How often. Required.
    #[schemars(required)]
    pub count: Option<Count>,
    /// When it was counted.
    pub as_of: Option<PartialDate>,
    /// Who counted.
    pub source: Option<String>,
}

/// Characters that stand after a name only as marks.
pub const MARK_SYMBOLS: [char; 8] = ['*', '∗', '#', '†', '‡', '§', '¶', '‖'];

/// Marks of an author, by name.
pub type Marks = Many<String>;

/// One author: a name as written, or a map.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Author(pub AuthorFields);

/// The long form of an author.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct AuthorFields {
    /// The whole name, as printed; or use `given` and `family`.
    pub name: Option<String>,
    /// Given names.
    pub given: Option<String>,
    /// Particle, such as `von`.
    pub particle: Option<String>,
    /// Family name.
    pub family: Option<String>,
    /// Suffix, such as `Jr.`.
    pub suffix: Option<String>,
    /// Name of an organisation, never taken apart.
    pub organization: Option<String>,
    /// The name in another script.
    pub native: Option<String>,
    /// Marks by name, such as `equal` or `corresponding`.
    pub marks: Marks,
    /// The author's web address.
    pub url: Option<Url>,
    /// Whether this is the owner of the CV, where the name alone does not tell.
    #[serde(rename = "self")]
    pub is_self: Option<Flag>,
}

short_or_long!(
    Author,
    AuthorFields,
    "an author: a name or `{name, marks, …}`",
    |text| Author(AuthorFields {
        name: Some(text.to_owned()),
        ..AuthorFields::default()
    }),
    Author,
    |author| author.0.name.as_deref(),
    author.0,
);

/// The authors of a work, as the file gives them.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Authors {
    /// One text with all names, to be split.
    Line(String),
    /// A list, one author an item.
    List(Vec<Author>),
}

impl Default for Authors {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

impl Authors {
    /// Whether no author is given.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Line(line) => line.trim().is_empty(),
            Self::List(list) => list.is_empty(),
        }
    }
}

impl<'de> Deserialize<'de> for Authors {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Authors;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("authors: one text, or a list of names or of maps")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Authors, E> {
                Ok(Authors::Line(text.to_owned()))
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<Authors, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Authors::List)
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Authors, A::Error> {
                Author::deserialize(MapAccessDeserializer::new(map))
                    .map(|author| Authors::List(vec![author]))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl JsonSchema for Authors {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Authors".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<Plain>();
        let one = generator.subschema_for::<AuthorFields>();
        let author = generator.subschema_for::<Author>();
        json_schema!({ "anyOf": [text, one, { "type": "array", "items": author }] })
    }
}
