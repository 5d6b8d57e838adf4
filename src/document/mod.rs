//! The view model: one document, ready to draw.
//!
//! `compose` makes it of parts, each with what it is; [`arrange`](crate::arrange) puts the parts on
//! lines, as the theme has them, and the renderers draw those. It carries finished words and
//! structure; a renderer asks it no question about meaning. The JSON form of an arranged document is
//! what templates read as `/document.json`.
//!
//! `H` is what headings and papers consist of: [`Parts`], or [`Lines`] once they are arranged.

mod capitals;
mod inline;
mod math;
mod parts;
mod selection;
mod table;
mod visit;

use serde::{Serialize, Serializer};

use crate::model::Url;

pub use capitals::capitals;
pub use inline::{Inline, Inlines, ends_sentence, joined_texts, plain_text};
pub use math::MathNode;
pub use parts::{Content, Dated, Line, Lines, Part, Parts, Role};
pub use table::Column;
pub use visit::{Visit, VisitMut, What};

/// Version of the JSON form. Raised when a template could no longer read it.
pub const VERSION: &str = "folio-document/2";

/// Where something stands in the source: the path of a value in `cv.yaml`, such as
/// `experience[0].highlights[2]`, or `FILE.bib:KEY`. Empty for what Folio itself adds.
pub type Origin = String;

/// The origin of what stands once more in a document, in another list: it is found where the first is, and told
/// apart from it.
pub fn repeated(origin: &str, list: usize) -> Origin {
    format!("{origin}[list {}]", list + 1)
}

/// Where a thing stands in the source, whichever of several that it is in the document.
pub fn source_of(origin: &str) -> &str {
    origin
        .rsplit_once("[list ")
        .map_or(origin, |(source, _)| source)
}

/// One document, ready to draw.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document<H = Parts> {
    /// [`VERSION`].
    pub version: &'static str,
    /// What the document is: for metadata, and for running heads and feet.
    pub meta: Meta,
    /// Name and contact, at the top of the first page.
    pub header: Header,
    /// What the marks after authors' names mean, where it stands for the whole document.
    pub legend: Option<Legend>,
    /// What stands between parts, in the document's language.
    pub joins: Joins,
    /// The sections, in order. None is empty.
    pub sections: Vec<Section<H>>,
}

/// What stands between the parts of a heading or of a paper.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Joins {
    /// Between parts of a heading: ", ".
    pub parts: String,
    /// Between things of one kind: ", ".
    pub items: String,
    /// Between sentences: " ".
    pub sentences: String,
    /// What ends a sentence: ".".
    pub stop: String,
}

/// What a document is.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Meta {
    /// The document's name, such as `cv`.
    pub name: String,
    /// The page design, such as `academic`.
    pub template: String,
    /// Title of the PDF, such as `Ada Lovelace – Curriculum Vitae`.
    pub title: String,
    /// The owner of the CV.
    pub author: String,
    /// What kind of document it is, in its language: `Curriculum Vitae`.
    pub kind: String,
    /// Keywords of the PDF.
    pub keywords: Vec<String>,
    /// Language, by its ISO 639 code.
    pub language: String,
    /// Region, by its ISO 3166-1 alpha-2 code.
    pub region: Option<String>,
    /// Whether the language is read from the right to the left.
    pub right_to_left: bool,
    /// The ten digits of numbers of pages, where they are not 0 to 9.
    pub digits: Option<String>,
    /// Date of the PDF.
    pub date: CalendarDate,
    /// "Updated 22 November 2026", for the foot of the page.
    pub updated: Option<String>,
    /// Foot of the page, with `{page}` and `{pages}` where the numbers stand.
    pub page_of: String,
    /// Typst's name of the paper: `a4` or `us-letter`.
    pub paper: &'static str,
}

impl Meta {
    /// The language, with its script where that tells it from others: `zh-Hant`.
    pub fn script(&self) -> String {
        match (self.language.as_str(), self.region.as_deref()) {
            ("zh", Some("TW" | "HK" | "MO")) => "zh-Hant".to_owned(),
            (language, _) => language.to_owned(),
        }
    }
}

/// A whole date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct CalendarDate {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day, 1 to 31.
    pub day: u8,
}

/// Name and contact.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Header {
    /// `person`.
    pub origin: Origin,
    /// The name.
    pub name: String,
    /// The name in another script.
    pub native_name: Option<String>,
    /// Pronouns.
    pub pronouns: Option<String>,
    /// What the person is or does.
    pub headline: Inlines,
    /// "Updated 22 November 2026", where it stands under the name. Arranging decides it.
    pub updated: Option<String>,
    /// Where the person is.
    pub location: Option<String>,
    /// E-mail, phone, web address, accounts and identifiers, in order. None may break over a line.
    pub contacts: Vec<Contact>,
    /// A portrait, if the document shows one.
    pub photo: Option<PhotoView>,
}

impl Header {
    /// The label of the contact where it stands apart from the name, at the head of a second column: a
    /// path below the origin, which no section can have for its own.
    pub fn contact_label(&self) -> Origin {
        format!("{}.contact", self.origin)
    }
}

/// A way to reach or identify the person.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Contact {
    /// Where it stands in the source.
    pub origin: Origin,
    /// The word before it (`ORCID`); none for what explains itself.
    pub label: Option<String>,
    /// What stands between the two: nothing behind a sign that is as wide as a letter.
    pub gap: &'static str,
    /// What prints.
    pub text: String,
    /// Where it leads.
    #[serde(serialize_with = "uri_of")]
    pub url: Option<Url>,
}

fn uri_of<S: Serializer>(url: &Option<Url>, serializer: S) -> Result<S::Ok, S::Error> {
    url.as_ref().map(Url::uri).serialize(serializer)
}

/// A portrait.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PhotoView {
    /// Virtual path of the picture for templates.
    pub path: String,
    /// What it shows.
    pub alt: String,
    /// How the stored picture lies, as its EXIF tag Orientation says: 1 (upright) to 8. Typst turns
    /// pictures by itself; LaTeX has to be told.
    pub orientation: u8,
}

/// A section with its heading.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Section<H = Parts> {
    /// Where it stands in the source.
    pub origin: Origin,
    /// The key of the section, such as `experience`; unique in the document.
    pub id: String,
    /// The heading.
    pub title: String,
    /// The heading as it prints where the theme has capitals: see [`capitals()`].
    pub capitals: String,
    /// What the marks of this section's papers mean.
    pub legend: Option<Legend>,
    /// Whether it stands beside the section before it, in half the width each. Arranging decides it.
    #[serde(rename = "beside")]
    pub is_beside: bool,
    /// Whether it begins a page.
    pub breaks: bool,
    /// Its content: one group without a title, or several with theirs. None is empty.
    pub groups: Vec<Group<H>>,
}

/// Items under one subheading, or under none.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Group<H = Parts> {
    /// The subheading.
    pub title: Option<String>,
    /// Whether the labels of its lines stand in the column beside the text. Arranging decides it.
    pub labels_beside: bool,
    /// Whether it begins a page. Arranging decides it.
    pub breaks: bool,
    /// The columns of a table, of which its entries are the rows; none where they stand one after the other. Arranged
    /// rows have a line for each column, and their date in one more where there is a column of dates.
    pub columns: Vec<Column>,
    /// The items, in order.
    pub items: Vec<Item<H>>,
}

impl<H> Group<H> {
    /// Items under a subheading, or under none.
    pub fn new(title: Option<String>, items: Vec<Item<H>>) -> Self {
        Self {
            title,
            labels_beside: false,
            breaks: false,
            columns: Vec::new(),
            items,
        }
    }
}

/// One thing in a section.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Item<H = Parts> {
    /// A job, a degree, a talk: a heading, perhaps with a date and bullets.
    Entry(Entry<H>),
    /// A publication with its label.
    Publication(PublicationItem<H>),
    /// A paragraph of running text.
    Paragraph(Paragraph),
    /// A name and what belongs to it: "Skills: a, b, c".
    Line(LabelledLine),
}

impl<H> Item<H> {
    /// Where the item stands in the source.
    pub fn origin(&self) -> &Origin {
        match self {
            Self::Entry(entry) => &entry.origin,
            Self::Publication(publication) => &publication.origin,
            Self::Paragraph(paragraph) => &paragraph.origin,
            Self::Line(line) => &line.origin,
        }
    }
}

/// Running text.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Paragraph {
    /// Where it stands in the source.
    pub origin: Origin,
    /// The text.
    pub content: Inlines,
    /// How deep it stands in a list: 0, or 1 for a bullet under the one before.
    pub depth: u8,
}

impl Paragraph {
    /// A paragraph that is under no other.
    pub fn new(origin: Origin, content: Inlines) -> Self {
        Self {
            origin,
            content,
            depth: 0,
        }
    }

    /// Whether it is a bullet under another.
    pub fn is_subordinate(&self) -> bool {
        self.depth > 0
    }
}

/// A name and what belongs to it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LabelledLine {
    /// Where it stands in the source.
    pub origin: Origin,
    /// The name, with its colon: "Languages:".
    pub label: String,
    /// What belongs to it.
    pub content: Inlines,
}

/// What of an item the end of a page may not part.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Hold {
    /// Nothing but the lines of a paragraph, of which two stay together at either end.
    #[default]
    Free,
    /// Its heading with the first two bullets, and its last two bullets.
    Ends,
    /// All of it.
    Whole,
}

/// A job, a degree, a talk.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Entry<H = Parts> {
    /// Where it stands in the source.
    pub origin: Origin,
    /// Whether it begins a page.
    pub breaks: bool,
    /// Whether all of it stays on one page if it fits on one, however long it is.
    #[serde(rename = "keep")]
    pub is_kept: bool,
    /// What of it stays on one page. Arranging decides it.
    pub hold: Hold,
    /// Title, organisation, place.
    pub heading: H,
    /// When: "May 2023 – present". The theme says where it stands.
    pub date: Option<Dated>,
    /// Running text under the heading, a paragraph each.
    pub body: Vec<Paragraph>,
    /// Titles held at one employer, under its name and what is said of all of them.
    pub positions: Vec<PositionItem<H>>,
    /// The bullets, which stand above the positions.
    pub highlights: Vec<Paragraph>,
}

/// One of several titles held at one employer.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PositionItem<H = Parts> {
    /// Where it stands in the source.
    pub origin: Origin,
    /// What of it stays on one page. Arranging decides it.
    pub hold: Hold,
    /// Title and place.
    pub heading: H,
    /// When.
    pub date: Option<Dated>,
    /// Running text under the heading, a paragraph each.
    pub body: Vec<Paragraph>,
    /// The bullets.
    pub highlights: Vec<Paragraph>,
}

impl<H> PositionItem<H> {
    /// Whether there is nothing but its heading.
    pub fn is_bare(&self) -> bool {
        self.body.is_empty() && self.highlights.is_empty()
    }
}

/// A publication with its label.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PublicationItem<H = Parts> {
    /// Where it stands in the source.
    pub origin: Origin,
    /// What of it stays on one page. Arranging decides it.
    pub hold: Hold,
    /// `J12`. A list in which some papers have a label has them all in one column.
    pub label: Option<String>,
    /// The year, for themes that set dates apart; it stands in `content` as well.
    pub year: Option<String>,
    /// What stands between its parts, where it is phrased in another language than the document.
    #[serde(skip)]
    pub joins: Option<Joins>,
    /// Authors, title, venue with its date, identifiers and links.
    pub content: H,
    /// What stands under it: the contribution, a note.
    pub body: Vec<Paragraph>,
}

/// What the marks after authors' names mean: only those that occur.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Legend {
    /// The marks, in the order of the file's `marks`.
    pub items: Vec<LegendItem>,
}

/// What one mark means.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LegendItem {
    /// The mark as it prints after a name.
    pub mark: Inlines,
    /// What it means.
    pub label: String,
}
