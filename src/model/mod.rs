//! The CV as data: persons, partial dates, positions, publications, grants.
//!
//! Domain words only. Nothing here knows about pages, fonts or spans; a `Cv` is what the source
//! file says, with short forms spread out. Every field is optional while decoding, because a
//! missing required field is reported by `source::validate` at the entry it belongs to, together
//! with all other mistakes.
//!
//! The types are written as they are read, with their short forms. Fields that say nothing come out
//! as none or empty; `writer` leaves them out.

pub mod address;
mod amount;
mod bibliography;
mod contact;
pub mod date;
mod document;
mod entry;
mod forms;
mod highlight;
pub mod identifier;
mod kept;
mod layer;
mod listing;
mod mark;
mod named;
mod network;
mod options;
mod own;
mod person;
pub mod phone;
mod publication;
mod schema;
mod section;
mod sections;
pub mod servers;
mod settings;
mod term;
mod themes;
mod times;
mod uri;
mod url;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use amount::{Amount, AmountFields};
pub use bibliography::{Bibliography, BibliographyFields, BibliographyScope};
pub use contact::{Contacts, Labelled};
pub use date::{DateRange, End, PartialDate, YearSpan};
pub use document::{ALL_DOCUMENTS, DEEPEST_EXTENDS, DEFAULT_DOCUMENTS, DocumentKind};
pub use entry::{AnyEntry, Entry, Placed, Value};
pub use forms::{AS_WRITTEN, Count, Flag, Many, Override, Plain, Text};
pub use highlight::{Highlight, HighlightFields, Highlights, Priority, Subordinate, Tagged};
pub use kept::{KeptValue, KeptValues};
pub use layer::Layer;
pub use listing::{
    AuthorNames, GroupBy, ListOrder, Numbering, OWN_STYLE, PAPER_PARTS, PublicationList,
    PublicationOptions, PublicationScope, VenueForm, foreign_style,
};
pub use mark::{MarkDefinition, MarkDefinitions};
pub use named::Named;
pub use network::{NETWORKS, Network, known_networks};
pub use options::{Break, EntryGroup, Layout, SectionOptions};
pub(crate) use own::ENTRIES_OF;
pub use own::{CustomEntry, CustomSection, OwnEntries};
pub use person::{Interest, Metrics, Person, Personal, Photo, Profiles};
pub use publication::{
    Author, AuthorFields, Authors, Citations, EntryType, MARK_SYMBOLS, Marks, Publication,
    PublicationStatus, PublicationType, Venue, VenueFields,
};
pub use schema::schema;
pub use section::{Section, Spec};
pub use sections::*;
pub use settings::{
    Design, DesignColumns, Digits, DocumentSettings, FontOrigin, Format, PaperSize, Settings,
};
pub use term::{Term, TermName};
pub use themes::THEMES;
pub(crate) use themes::with_themes;
pub use times::{Clash, DateMeans, Meaning, Times, When};
pub use url::{Account, Url};

/// One person's record: everything `cv.yaml` says.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields, title = "Folio CV")]
pub struct Cv {
    /// Who this CV is about.
    pub person: Person,
    /// A short text about the person, printed first. Takes inline markup.
    pub summary: Option<Text>,
    /// Research or professional interests: words, or groups of words with a name.
    pub interests: Vec<Interest>,
    /// Employment, newest first (the order of the file is kept).
    pub experience: Vec<Experience>,
    /// Unpaid work, in the same shape as experience.
    pub volunteering: Vec<Experience>,
    /// Degrees and schools.
    pub education: Vec<Education>,
    /// Papers, books, patents, theses, datasets and software as research outputs.
    pub publications: Vec<Publication>,
    /// BibTeX or BibLaTeX files, relative to this file, merged with `publications`: names, or maps that say which of
    /// their entries are taken.
    pub bibliography: Many<Bibliography>,
    /// Projects, such as open-source software.
    pub projects: Vec<Project>,
    /// Talks, tutorials, panels.
    pub talks: Vec<Talk>,
    /// Courses taught.
    pub teaching: Vec<Teaching>,
    /// Students and staff supervised.
    pub advising: Vec<Advising>,
    /// Research funding.
    pub grants: Vec<Grant>,
    /// Honours, prizes, scholarships.
    pub awards: Vec<Award>,
    /// Reviewing, chairing, organising, committees.
    pub service: Vec<Service>,
    /// Skills by group.
    pub skills: Vec<Skill>,
    /// Languages spoken.
    pub languages: Vec<LanguageSkill>,
    /// Certifications and licences.
    pub certifications: Vec<Certification>,
    /// Memberships of societies.
    pub memberships: Vec<Membership>,
    /// Press, podcasts, interviews.
    pub media: Vec<Media>,
    /// People who can be asked about the person.
    pub references: Vec<Reference>,
    /// Dated news, newest first.
    pub news: Vec<News>,
    /// Own sections by id, in the order in which they print.
    pub sections: Named<CustomSection>,
    /// Marks that may follow an author's name, by name.
    pub marks: MarkDefinitions,
    /// Settings that hold for every document.
    pub settings: Settings,
    /// The documents to build, by name. `cv`, `resume` and `publications` exist without being written;
    /// `all` is none, and says what all of them share.
    pub documents: BTreeMap<String, DocumentSettings>,
    /// What an imported file says and Folio has no place for, by its format: it never prints, and goes back out
    /// when the format is written again.
    #[serde(rename = "x-import")]
    pub x_import: KeptValues,
    /// The texts of the citation styles that documents name by their files, by name.
    #[serde(skip)]
    pub style_files: BTreeMap<String, String>,
}
