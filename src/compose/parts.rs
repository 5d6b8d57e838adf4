//! The parts of an entry's heading: title, organization, place.

use super::phrases;
use crate::document::{Inline, Inlines, Part, Parts, Role};
use crate::markup::plain;
use crate::model::Url;
use crate::words::Locale;

/// Parts one after the other; what is missing is none.
#[derive(Debug)]
pub struct Builder<'a> {
    locale: &'a Locale,
    parts: Vec<Part>,
}

impl<'a> Builder<'a> {
    /// No parts yet.
    pub fn new(locale: &'a Locale) -> Self {
        Self {
            locale,
            parts: Vec::new(),
        }
    }

    /// Adds runs.
    pub fn runs(mut self, role: Role, content: Inlines) -> Self {
        if !content.is_empty() {
            self.parts.push(Part { role, content });
        }
        self
    }

    /// Adds a text that prints as it is.
    pub fn text(self, role: Role, text: Option<&str>) -> Self {
        let text = text.map(plain).filter(|text| !text.is_empty());
        let content = text.map(|text| vec![Inline::text(text)]);
        self.runs(role, content.unwrap_or_default())
    }

    /// Adds texts, a part each.
    pub fn texts(self, role: Role, texts: &[String]) -> Self {
        texts
            .iter()
            .fold(self, |parts, text| parts.text(role, Some(text)))
    }

    /// Adds a list of texts as one part.
    pub fn list(self, role: Role, texts: &[String]) -> Self {
        let list = (!texts.is_empty()).then(|| self.locale.list(texts));
        self.text(role, list.as_deref())
    }

    /// Adds a web address, printed without its scheme.
    pub fn url(self, url: Option<&Url>) -> Self {
        let content = url.map(|url| vec![address(url)]);
        self.runs(Role::Address, content.unwrap_or_default())
    }

    /// Adds links, each printed as its kind: `code`, `slides`.
    pub fn links<'b>(self, links: impl IntoIterator<Item = (&'b str, &'b Url)>) -> Self {
        links.into_iter().fold(self, |parts, (kind, url)| {
            let word = phrases::link_word(kind, parts.locale);
            parts.runs(Role::Link, vec![Inline::link(url.clone(), word)])
        })
    }

    /// The finished parts.
    pub fn finish(self) -> Parts {
        Parts(self.parts)
    }
}

/// Most characters of a web address that stays on one line; half a line of a page.
const UNBROKEN: usize = 44;

/// A web address as a link that shows itself, without its scheme and its last slash.
pub fn address(url: &Url) -> Inline {
    let text = plain(url.bare());
    let fits = text.chars().count() <= UNBROKEN;
    let link = Inline::link(url.clone(), text);
    if fits {
        Inline::NoBreak {
            content: vec![link],
        }
    } else {
        link
    }
}
