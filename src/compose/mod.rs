//! From a CV and one document's settings to the document.
//!
//! All decisions are made here, once, for every output: what is shown, in which order, under which
//! heading, with which number, and how dates and names are written in the document's language.

mod header;
mod heading;
pub mod omissions;
mod priorities;
pub mod publications;
mod sections;
mod settings;

use crate::diagnostics::Diagnostic;
use crate::document::{self, CalendarDate, Document, Inlines, Meta, Paragraph, VERSION};
use crate::limits::Limit;
use crate::markup::{self, plain};
use crate::model::{Cv, DocumentSettings, Paper, PartialDate, Tagged, Text};
use crate::words::Labels;

pub use priorities::priorities;
pub use settings::{DEEPEST_EXTENDS, DEFAULT_DOCUMENTS, document_names, resolve};

pub(crate) const DOCUMENT_LIMITS: &[Limit] = &[Limit::new(
    "documents above one in its chain of `extends`",
    DEEPEST_EXTENDS as u64,
    "",
    "extends-too-deep",
)];

pub(crate) const TEXT_LIMITS: &[Limit] = &[
    Limit::new(
        "levels of emphasis and links within each other",
        markup::MAX_NESTING as u64,
        "",
        "too-deep",
    ),
    Limit::new(
        "levels of groups of a formula within each other",
        markup::math::DEEPEST as u64,
        "",
        "bad-math",
    ),
];

/// A composed document.
#[derive(Debug)]
pub struct Composed {
    /// The document, ready to draw.
    pub document: Document,
    /// Its settings, resolved.
    pub settings: DocumentSettings,
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
pub fn compose(cv: &Cv, name: &str, options: &Options) -> Option<Composed> {
    let mut settings = resolve(cv, name)?;
    if let Some(theme) = &options.theme {
        settings.theme = Some(theme.clone());
    }
    let tag = settings.language.clone().unwrap_or_default();
    let labels = Labels::of(&settings);
    let mut composer = Composer {
        cv,
        name,
        settings: &settings,
        labels,
        problems: Vec::new(),
    };
    let header = header::header(&mut composer);
    let (legend, sections) = sections::sections(&mut composer);
    let meta = composer.meta(&tag, &header.name, options);
    let problems = composer.problems;
    let mut document = Document {
        version: VERSION,
        meta,
        header,
        legend,
        sections,
    };
    document.retain_shown_keywords();
    document.settle_links();
    Some(Composed {
        document,
        settings,
        problems,
    })
}

/// What every part of composing needs.
struct Composer<'a> {
    cv: &'a Cv,
    name: &'a str,
    settings: &'a DocumentSettings,
    labels: &'static Labels,
    problems: Vec<Diagnostic>,
}

impl Composer<'_> {
    fn template(&self) -> &str {
        self.settings.template.as_deref().unwrap_or("academic")
    }

    /// A heading in capitals, by the rules of the document's language.
    fn capitals(&self, title: &str) -> String {
        let tag = self.settings.language.as_deref().unwrap_or("en");
        document::capitals(title, tag.split('-').next().unwrap_or("en"))
    }

    /// Whether the document leaves out a field of the person or a section.
    fn hides(&self, field: &str) -> bool {
        self.settings.hide.iter().any(|hidden| hidden == field)
    }

    /// Whether the document takes something by its tags.
    fn takes(&self, item: &impl Tagged) -> bool {
        takes(self.settings, item.tags())
    }

    fn runs(&mut self, text: &Text, origin: &str) -> Inlines {
        markup::runs(text, origin, &mut self.problems)
    }

    fn paragraph(&mut self, text: &Text, origin: String) -> Option<Paragraph> {
        let content = self.runs(text, &origin);
        (!content.is_empty()).then_some(Paragraph { origin, content })
    }

    fn meta(&self, tag: &str, author: &str, options: &Options) -> Meta {
        let kind = self.labels.kind(self.template()).to_owned();
        let region = tag
            .split('-')
            .find(|part| part.len() == 2 && *part == part.to_uppercase());
        let updated = self.cv.settings.updated;
        Meta {
            name: self.name.to_owned(),
            template: self.template().to_owned(),
            title: if author.is_empty() {
                kind.clone()
            } else {
                format!("{author} – {kind}")
            },
            author: author.to_owned(),
            kind,
            keywords: interests(self.cv),
            language: tag.split('-').next().unwrap_or("en").to_lowercase(),
            region: region.map(str::to_owned),
            date: document_date(self.cv, options.source_date_epoch),
            updated: updated.map(|date| {
                let date = crate::words::dates::long_date(date, self.labels);
                self.labels.updated.replace("{date}", &date)
            }),
            page_of: self.labels.page_of.to_owned(),
            paper: match self.settings.paper {
                Some(Paper::Letter) => "us-letter",
                Some(Paper::A4) | None => "a4",
            },
        }
    }
}

/// Whether a document takes something by its tags: with `tags`, untagged things and those with one
/// of them; never what has a tag of `without`.
pub fn takes(settings: &DocumentSettings, tags: &[String]) -> bool {
    let any_of = |list: &[String]| tags.iter().any(|tag| list.contains(tag));
    let wanted = settings.tags.is_empty() || tags.is_empty() || any_of(&settings.tags);
    wanted && !any_of(&settings.without)
}

/// The names of the interests.
fn interests(cv: &Cv) -> Vec<String> {
    let names = cv.interests.iter().filter_map(|one| one.name.as_deref());
    names.map(plain).filter(|name| !name.is_empty()).collect()
}

/// The date of the PDF: `settings.updated`, else `SOURCE_DATE_EPOCH`, else the latest date of the
/// file, else 1970-01-01. Never the clock, so that the same file gives the same bytes on any day.
pub fn document_date(cv: &Cv, source_date_epoch: Option<i64>) -> CalendarDate {
    let first_day = |date: PartialDate| {
        let (year, month, day) = date.first_day();
        CalendarDate { year, month, day }
    };
    cv.settings
        .updated
        .map(first_day)
        .or_else(|| source_date_epoch.and_then(civil_date))
        .or_else(|| latest_date(cv).map(first_day))
        .unwrap_or(CalendarDate {
            year: 1970,
            month: 1,
            day: 1,
        })
}

/// The day of a Unix time in UTC, for years 1 to 9999.
///
/// Howard Hinnant's `civil_from_days` (<https://howardhinnant.github.io/date_algorithms.html>).
pub fn civil_date(seconds: i64) -> Option<CalendarDate> {
    let days = seconds.div_euclid(86_400).checked_add(719_468)?;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = u8::try_from(day_of_year - (153 * shifted + 2) / 5 + 1).ok()?;
    let month = u8::try_from(if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    })
    .ok()?;
    let year = year_of_era.checked_add(era.checked_mul(400)?)? + i64::from(month <= 2);
    let year = u16::try_from(year)
        .ok()
        .filter(|year| (1..=9999).contains(year))?;
    Some(CalendarDate { year, month, day })
}

fn latest_date(cv: &Cv) -> Option<PartialDate> {
    let entries = cv.entries();
    let times = entries.iter().map(|placed| placed.entry.times());
    times.flat_map(|times| times.past()).max()
}

#[cfg(test)]
mod tests;
