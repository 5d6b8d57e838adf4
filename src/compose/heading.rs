//! The heading of an entry, part by part: `**Title**, Organisation, Place`.

use super::phrases;
use crate::document::{Inline, Inlines};
use crate::markup::plain;
use crate::model::Url;
use crate::words::{Locale, Message};

/// Parts joined as the language joins them; parts that are missing leave no separator behind.
#[derive(Debug)]
pub struct Heading<'a> {
    locale: &'a Locale,
    runs: Inlines,
}

impl<'a> Heading<'a> {
    /// A heading of no parts yet.
    pub fn new(locale: &'a Locale) -> Self {
        Self {
            locale,
            runs: Inlines::new(),
        }
    }

    /// Adds runs.
    pub fn part(mut self, runs: Inlines) -> Self {
        phrases::add(&mut self.runs, self.locale, Message::JoinParts, runs);
        self
    }

    /// Adds a text in bold.
    pub fn strong(self, text: Option<&str>) -> Self {
        self.with(text, Inline::strong)
    }

    /// Adds a text in italics.
    pub fn emph(self, text: Option<&str>) -> Self {
        self.with(text, Inline::emph)
    }

    /// Adds a text.
    pub fn text(self, text: Option<&str>) -> Self {
        self.with(text, Inline::text)
    }

    /// Adds a text in grey; between two of them the separator is grey as well.
    pub fn muted(mut self, text: Option<&str>) -> Self {
        let Some(text) = text.map(plain).filter(|text| !text.is_empty()) else {
            return self;
        };
        if let Some(Inline::Muted { content }) = self.runs.last_mut()
            && let Some(Inline::Text { text: before }) = content.last_mut()
        {
            before.push_str(&self.locale.between(Message::JoinParts));
            before.push_str(&text);
            return self;
        }
        self.part(vec![Inline::muted(text)])
    }

    /// Adds texts in grey.
    pub fn all_muted(self, texts: &[String]) -> Self {
        texts
            .iter()
            .fold(self, |heading, text| heading.muted(Some(text)))
    }

    /// Adds a web address, printed without its scheme.
    pub fn url(self, url: Option<&Url>) -> Self {
        match url {
            Some(url) => self.part(vec![address(url)]),
            None => self,
        }
    }

    /// Adds links, each printed as its kind: `code`, `slides`.
    pub fn links<'b>(self, links: impl IntoIterator<Item = (&'b str, &'b Url)>) -> Self {
        links.into_iter().fold(self, |heading, (kind, url)| {
            let word = phrases::link_word(kind, heading.locale);
            heading.part(vec![Inline::link(url.clone(), word)])
        })
    }

    /// The finished runs.
    pub fn finish(self) -> Inlines {
        self.runs
    }

    fn with(self, text: Option<&str>, run: fn(String) -> Inline) -> Self {
        match text.map(plain) {
            Some(text) if !text.is_empty() => self.part(vec![run(text)]),
            _ => self,
        }
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
