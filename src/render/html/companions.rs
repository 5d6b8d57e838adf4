//! What an HTML page has beside its document.

use std::collections::HashMap;

use crate::document::Origin;
use crate::render::Picture;
use crate::render::webfont::WebFont;

/// What an HTML page has beside its document: what search engines, citation managers and browsers want of it, and
/// what it has to carry to need no other file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Companions {
    /// The language of the page, by its BCP 47 tag.
    pub language: String,
    /// What is known of the papers, by their places in the source.
    pub papers: HashMap<Origin, PaperRecord>,
    /// The portrait.
    pub picture: Option<Picture>,
    /// The same document in other languages.
    pub siblings: Vec<Sibling>,
    /// Who it is about and what they wrote, as JSON-LD; empty for none.
    pub linked_data: String,
    /// The fonts that it carries; without them it names those of the theme.
    pub fonts: Vec<WebFont>,
    /// Files with the same content: their types (RFC 6838) and names.
    pub alternates: Vec<(&'static str, String)>,
}

/// What is known of a paper beside what prints. What is not known is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PaperRecord {
    /// Its citation key, which becomes its anchor.
    pub key: String,
    /// Its entry in BibTeX's form.
    pub bibtex: String,
    /// What kind of output it is, in the language of the page.
    pub kind: String,
    /// Its year.
    pub year: String,
    /// The language of its title, by its BCP 47 tag, where it is not that of the page.
    pub language: String,
}

/// The same document in another language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sibling {
    /// Its language, by its BCP 47 tag.
    pub language: String,
    /// Its file, beside this one.
    pub file: String,
}
