//! From a CV and one document's settings to the document.
//!
//! All decisions are made here, once, for every output: what is shown, in which order, under which
//! heading, with which number, and how dates and names are written in the document's language.

mod header;
mod heading;
mod phrases;
mod priorities;
pub mod publications;
mod sections;

use std::sync::Arc;

use crate::diagnostics::{Code, Diagnostic};
use crate::document::{self, CalendarDate, Document, Inlines, Meta, Paragraph, VERSION};
use crate::limits::Limit;
use crate::markup::{self, plain};
use crate::model::{Cv, DEEPEST_EXTENDS, Paper, PartialDate, Tagged, Text};
use crate::papers::{Papers, Record, WorkListing};
use crate::recipe::{Recipe, Resolved, resolve};
use crate::words::{Locale, Message};

pub use priorities::priorities;

pub(crate) const DOCUMENT_LIMITS: &[Limit] = &[Limit::new(
    "documents above one in its chain of `extends`",
    DEEPEST_EXTENDS as u64,
    "",
    Code::ExtendsTooDeep,
)];

pub(crate) const TEXT_LIMITS: &[Limit] = &[
    Limit::new(
        "levels of emphasis and links within each other",
        markup::MAX_NESTING as u64,
        "",
        Code::TooDeep,
    ),
    Limit::new(
        "levels of groups of a formula within each other",
        markup::math::DEEPEST as u64,
        "",
        Code::BadMath,
    ),
];

/// A composed document.
#[derive(Debug)]
pub struct Composed {
    /// The document, ready to draw.
    pub document: Document,
    /// Its settings, resolved.
    pub settings: Resolved,
    /// The works that it lists; none where it shows no publications.
    pub works: WorkListing,
    /// What was found on the way, with the paths of the values.
    pub problems: Vec<Diagnostic>,
}

/// What a run sets from outside of the file.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A theme in place of the document's.
    pub theme: Option<String>,
    /// Seconds since 1970-01-01 UTC, for the date of the PDF where the file gives none
    /// (<https://reproducible-builds.org/specs/source-date-epoch/>).
    pub source_date_epoch: Option<i64>,
}

/// Makes the document `name`, or `None` if the CV has no such document.
///
/// What is wrong with the papers whatever the document is among [`Papers::problems`].
pub fn compose<'a>(
    record: impl Into<Record<'a>>,
    name: &str,
    options: &Options,
) -> Option<Composed> {
    let Record { cv, papers } = record.into();
    let mut settings = resolve(cv, name)?;
    if let Some(theme) = &options.theme {
        settings.theme.clone_from(theme);
    }
    let mut composer = Composer {
        cv,
        papers: &papers,
        settings: &settings,
        locale: Locale::of(&settings.language),
        works: WorkListing::default(),
        problems: Vec::new(),
    };
    let header = header::header(&mut composer);
    let (legend, sections) = sections::sections(&mut composer);
    let meta = composer.meta(&header.name, options);
    let Composer {
        works, problems, ..
    } = composer;
    let mut document = Document {
        version: VERSION,
        meta,
        header,
        legend,
        sections,
    };
    document.retain_shown_keywords();
    Some(Composed {
        document,
        settings,
        works,
        problems,
    })
}

/// What every part of composing needs.
struct Composer<'a> {
    cv: &'a Cv,
    papers: &'a Arc<Papers>,
    settings: &'a Resolved,
    locale: &'static Locale,
    /// The works that the document lists, once it has come to them.
    works: WorkListing,
    problems: Vec<Diagnostic>,
}

impl Composer<'_> {
    /// What the document's kind is made of.
    fn recipe(&self) -> &'static Recipe {
        Recipe::of(self.settings.kind)
    }

    /// A heading in capitals, by the rules of the document's language.
    fn capitals(&self, title: &str) -> String {
        document::capitals(title, &self.language())
    }

    /// The document's language, by its ISO 639 code.
    fn language(&self) -> String {
        let tag = &self.settings.language;
        tag.split('-').next().unwrap_or(tag).to_lowercase()
    }

    /// Whether the document takes something by its tags.
    fn takes(&self, item: &impl Tagged) -> bool {
        self.settings.takes(item.tags())
    }

    fn runs(&mut self, text: &Text, origin: &str) -> Inlines {
        markup::runs(text, origin, &mut self.problems)
    }

    fn paragraph(&mut self, text: &Text, origin: String) -> Option<Paragraph> {
        let content = self.runs(text, &origin);
        (!content.is_empty()).then_some(Paragraph { origin, content })
    }

    fn meta(&self, author: &str, options: &Options) -> Meta {
        let settings = self.settings;
        let kind = self.locale.word(settings.kind.into());
        let region = settings
            .language
            .split('-')
            .find(|part| part.len() == 2 && *part == part.to_uppercase());
        let updated = self.cv.settings.updated;
        Meta {
            name: settings.name.clone(),
            template: settings.template.clone(),
            title: if author.is_empty() {
                kind.clone()
            } else {
                let values = [("name", author), ("kind", &kind)];
                self.locale.fill(Message::DocumentTitle, &values)
            },
            author: author.to_owned(),
            kind,
            keywords: interests(self.cv),
            language: self.language(),
            region: region.map(str::to_owned),
            date: calendar(self.cv.date(options.source_date_epoch)),
            updated: updated.map(|date| {
                let date = self.locale.long_date(date);
                self.locale.fill(Message::Updated, &[("date", &date)])
            }),
            page_of: {
                let values = [("page", "{page}"), ("pages", "{pages}")];
                self.locale.fill(Message::PageOf, &values)
            },
            paper: match settings.paper {
                Paper::Letter => "us-letter",
                Paper::A4 => "a4",
            },
        }
    }
}

/// The names of the interests.
fn interests(cv: &Cv) -> Vec<String> {
    let names = cv.interests.iter().filter_map(|one| one.name.as_deref());
    names.map(plain).filter(|name| !name.is_empty()).collect()
}

/// A date as a whole one.
fn calendar(date: PartialDate) -> CalendarDate {
    let (year, month, day) = date.first_day();
    CalendarDate { year, month, day }
}

#[cfg(test)]
mod tests;
