//! The settings of one document, without gaps.

use std::collections::{BTreeMap, BTreeSet};

use super::lists::{PaperList, lists};
use crate::model::{
    AuthorNames, Count, Digits, DocumentKind, Format, Layer as _, Many, PAPER_PARTS, PaperSize,
    PartialDate, Personal, PublicationOptions, PublicationType, Section, SectionOptions, Text,
    VenueForm,
};

/// A text of a document's own, with its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Said {
    /// The text.
    pub text: Text,
    /// Where it stands in the file.
    pub origin: String,
}

/// A token of a look that a file gives a value of its own, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesignValue {
    /// The key of `design`.
    pub key: &'static str,
    /// The value as written.
    pub value: String,
    /// Where it stands in the file.
    pub origin: String,
}

impl DesignValue {
    /// Whether the value is the family of a font.
    pub fn names_a_font(&self) -> bool {
        matches!(self.key, "font" | "heading_font")
    }
}

/// What one document selects and how it shows it. What may be missing has no default: no limit, no
/// text of the document's own.
#[derive(Debug, Clone, PartialEq)]
pub struct Resolved {
    /// The document's name.
    pub name: String,
    /// What kind of document it is.
    pub kind: DocumentKind,
    /// The template that draws it.
    pub template: String,
    /// Its theme.
    pub theme: String,
    /// What is other than the theme has it.
    pub design: Vec<DesignValue>,
    /// Its language, by its BCP 47 tag.
    pub language: String,
    /// The digits of its numbers.
    pub digits: Digits,
    /// Its paper.
    pub paper: PaperSize,
    /// The name of its files, without extension.
    pub file: String,
    /// The formats that it is written in; at least one.
    pub formats: Vec<Format>,
    /// Whether its page of the Web carries the fonts of the theme.
    pub embed_fonts: bool,
    /// The most pages it may have.
    pub pages: Option<usize>,
    /// Takes untagged items and those with one of these tags; all when empty.
    pub tags: Vec<String>,
    /// Leaves out items with one of these tags.
    pub without: Vec<String>,
    /// Leaves out these fields of the person, or sections.
    pub hide: Vec<String>,
    /// What is printed of the person that no document prints unasked.
    pub show: Vec<Personal>,
    /// Keys of sections and ids of the user's own, in order; what is hidden or empty is among them.
    pub sections: Vec<String>,
    /// Words that stand out in its texts.
    pub bold: Vec<String>,
    /// Headings by section, where they are the document's own.
    pub titles: BTreeMap<String, String>,
    /// A headline of its own.
    pub headline: Option<Said>,
    /// A summary of its own.
    pub summary: Option<Said>,
    /// Which publications, and how.
    pub publications: PaperOptions,
    /// What it takes of each section, and of the user's own by their ids.
    pub(super) options: BTreeMap<Section, SectionOptions>,
    pub(super) own_options: BTreeMap<String, SectionOptions>,
}

impl Resolved {
    /// What it takes of a section.
    pub fn options(&self, section: Section) -> SectionOptions {
        self.options.get(&section).copied().unwrap_or_default()
    }

    /// What it takes of a section of the user's own.
    pub fn own_options(&self, id: &str) -> SectionOptions {
        self.own_options.get(id).copied().unwrap_or_default()
    }

    /// Whether it takes something by its tags: with `tags`, untagged things and those with one of
    /// them; never what has a tag of `without`.
    pub fn takes(&self, tags: &[String]) -> bool {
        let any_of = |list: &[String]| tags.iter().any(|tag| list.contains(tag));
        let wanted = self.tags.is_empty() || tags.is_empty() || any_of(&self.tags);
        wanted && !any_of(&self.without)
    }

    /// Whether it leaves out a field of the person or a section.
    pub fn hides(&self, field: &str) -> bool {
        self.hide.iter().any(|hidden| hidden == field)
    }
}

/// Which publications a document takes, and how it shows them.
#[derive(Debug, Clone, PartialEq)]
pub struct PaperOptions {
    /// Which ones, in one list or in several, each with a heading.
    pub lists: Vec<PaperList>,
    /// Letters before the numbers, by type.
    pub prefixes: BTreeMap<PublicationType, String>,
    /// Most authors printed.
    pub max_authors: Option<Count>,
    /// Whether a cut list says which author of how many the owner is.
    pub author_position: bool,
    /// How names are written.
    pub names: AuthorNames,
    /// Whether venues print by their full or short names.
    pub venues: VenueForm,
    /// Which links and identifiers print; all when missing.
    pub links: Option<Many<String>>,
    /// Which other parts print.
    pub show: BTreeSet<String>,
    /// Symbols of marks in this document, by mark.
    pub symbols: BTreeMap<String, String>,
    /// Whether headings of groups say how many papers stand under them.
    pub counts: bool,
}

/// The parts of a paper that print where a document does not say.
fn usual_parts() -> BTreeSet<String> {
    let usual = PAPER_PARTS.iter().filter(|(_, is_usual)| *is_usual);
    usual.map(|(part, _)| (*part).to_owned()).collect()
}

impl PaperOptions {
    /// What a document says of papers, `said`, with what it has from elsewhere. `origin` is the path of the lists
    /// that it has of its own, `since` what holds for all sections.
    pub(super) fn new(
        said: PublicationOptions,
        recipe: PublicationOptions,
        since: Option<PartialDate>,
        origin: &str,
    ) -> Self {
        let own_group = said.group;
        let said = said.over(recipe);
        Self {
            lists: lists(&said, own_group, since, origin),
            prefixes: said.prefixes,
            max_authors: said.max_authors,
            author_position: said.author_position.is_some_and(|flag| flag.0),
            names: said.names.unwrap_or(AuthorNames::AsGiven),
            venues: said.venues.unwrap_or(VenueForm::Full),
            links: said.links,
            show: match said.show {
                Some(Many(shown)) => shown.into_iter().collect(),
                None => usual_parts(),
            },
            symbols: said.symbols,
            counts: said.counts.is_some_and(|flag| flag.0),
        }
    }
}

#[cfg(test)]
impl Resolved {
    /// The settings of a document of no kind, of which nothing but what is said holds.
    pub(crate) fn bare(said: &crate::model::DocumentSettings) -> Self {
        let mut cv = crate::model::Cv::default();
        cv.documents.insert("bare".to_owned(), said.clone());
        let resolved = super::resolve(&cv, "bare").expect("the document is there");
        let options = said.publications.clone();
        let origin = "documents.bare.publications.lists";
        let publications =
            PaperOptions::new(options, PublicationOptions::default(), said.since, origin);
        Self {
            publications,
            ..resolved
        }
    }
}
