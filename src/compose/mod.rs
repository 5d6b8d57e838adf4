//! From what a document takes of a CV to the document.
//!
//! What is shown was decided before ([`select`](crate::select)); here it is put into words, once for
//! every output: under which heading, and how dates, names and numbers are written in the document's
//! language. Where the words stand is decided after ([`arrange`](crate::arrange)).

mod apostrophes;
mod emphasis;
mod header;
mod parts;
mod phrases;
pub mod publications;
mod sections;

use std::collections::BTreeSet;

use self::apostrophes::Apostrophes;
use self::publications::PrintedMarks;
use crate::diagnostics::{Code, Diagnostic};
use crate::document::{
    self, CalendarDate, Dated, Document, Inlines, Joins, Meta, Paragraph, VERSION, repeated,
};
use crate::limits::Limit;
use crate::markup::{self, plain};
use crate::model::{Cv, DEEPEST_EXTENDS, Digits, End, Entry, PaperSize, PartialDate, Text, When};
use crate::papers::{MarkUse, Record, WorkListing};
use crate::recipe::{Recipe, Resolved, Sibling, siblings};
use crate::select::{Priorities, Selection, select};
use crate::words::{DateStyle, Locale, Message, is_right_to_left};

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
#[non_exhaustive]
pub struct Composed {
    /// The document, ready to draw.
    pub document: Document,
    /// Its settings, resolved.
    pub settings: Resolved,
    /// The works that it lists; none where it shows no publications.
    pub works: WorkListing,
    /// The same document in other languages.
    pub siblings: Vec<Sibling>,
    /// What of it is kept when a page is full.
    pub priorities: Priorities,
    /// What was found on the way, with the paths of the values.
    pub problems: Vec<Diagnostic>,
}

/// What a run sets from outside of the file.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A theme in place of the document's.
    pub theme: Option<String>,
    /// How dates are written: by the theme's token `dates`.
    pub dates: DateStyle,
    /// Seconds since 1970-01-01 UTC, for the date of the PDF where the file gives none
    /// (<https://reproducible-builds.org/specs/source-date-epoch/>).
    pub source_date_epoch: Option<i64>,
}

/// Makes the document `name`, or `None` if the CV has no such document.
///
/// What is wrong with the papers whatever the document is among
/// [`Papers::problems`](crate::papers::Papers::problems).
pub fn compose<'a>(
    record: impl Into<Record<'a>>,
    name: &str,
    options: &Options,
) -> Option<Composed> {
    let mut selection = select(record, name)?;
    if let Some(theme) = &options.theme {
        selection.settings.theme.clone_from(theme);
    }
    Some(phrase(selection, options))
}

/// Makes the document of what was selected.
pub fn phrase(selection: Selection, options: &Options) -> Composed {
    let locale = Locale::of(&selection.settings.language);
    let labels = &selection.record.cv.settings.labels;
    let own = (!labels.is_empty()).then(|| locale.with(labels));
    let locale = own.as_ref().unwrap_or(locale);
    let native = match selection.settings.digits {
        Digits::Native => locale.in_native_digits(),
        Digits::Western => None,
    };
    let locale = native.as_ref().unwrap_or(locale);
    let mut composer = Composer {
        selection: &selection,
        locale,
        dates: options.dates,
        marks: PrintedMarks::new(
            &selection.record.papers.marks,
            &selection.settings.publications,
            locale,
        ),
        marks_here: BTreeSet::new(),
        problems: Vec::new(),
    };
    let header = header::header(&mut composer);
    let (legend, sections) = sections::sections(&mut composer);
    let meta = composer.meta(&header.name, options);
    let problems = composer.problems;
    let mut document = Document {
        version: VERSION,
        meta,
        header,
        legend,
        joins: joins(locale),
        sections,
    };
    document.visit_mut(&mut Apostrophes);
    for words in [&mut document.meta.author, &mut document.meta.title] {
        apostrophes::set(words);
    }
    document.retain_shown_keywords();
    Composed {
        document,
        works: selection.works(),
        siblings: siblings(selection.record.cv, &selection.settings),
        priorities: selection.priorities(),
        settings: selection.settings,
        problems,
    }
}

/// What stands between parts, in a language.
pub(crate) fn joins(locale: &Locale) -> Joins {
    Joins {
        parts: locale.between(Message::JoinParts),
        items: locale.between(Message::JoinItems),
        sentences: locale.between(Message::JoinSentences),
        stop: locale.stop(),
    }
}

/// What every part of composing needs.
struct Composer<'a> {
    selection: &'a Selection<'a>,
    locale: &'a Locale,
    dates: DateStyle,
    /// The marks of entries, as they print.
    marks: PrintedMarks,
    /// Those that occur in the section that is being composed.
    marks_here: BTreeSet<MarkUse>,
    problems: Vec<Diagnostic>,
}

impl Composer<'_> {
    /// What the document's kind is made of.
    fn recipe(&self) -> &'static Recipe {
        Recipe::of(self.selection.settings.kind)
    }

    /// Whether the file may have a page begin somewhere; a document of one page has no second.
    fn may_break(&self) -> bool {
        self.selection.settings.pages != Some(1)
    }

    /// A heading in capitals, by the rules of the document's language.
    fn capitals(&self, title: &str) -> String {
        document::capitals(title, &self.language())
    }

    /// The document's language, by its ISO 639 code.
    fn language(&self) -> String {
        let tag = &self.selection.settings.language;
        tag.split('-').next().unwrap_or(tag).to_lowercase()
    }

    /// When an entry was: what stands beside it, and what is said of it in the heading.
    fn times(&self, entry: &impl Entry) -> (Option<Dated>, Vec<String>) {
        let times = entry.times();
        let written = self.locale.times(self.dates, times);
        let dated = written.beside.map(|text| {
            let (start, end) = span(times.meaning().unwrap_or_default().when);
            Dated { text, start, end }
        });
        (dated, written.heading)
    }

    fn runs(&mut self, text: &Text, origin: &str) -> Inlines {
        let runs = markup::runs(text, origin, &mut self.problems);
        emphasis::set_bold(runs, &self.selection.settings.bold)
    }

    /// The marks of an entry, to stand after its heading.
    fn marks(&mut self, entry: &dyn Entry) -> Inlines {
        let table = &self.selection.record.papers.marks;
        // `source` reports names that are none.
        let mut marks: Vec<MarkUse> = entry
            .marks()
            .iter()
            .filter_map(|name| table.named(name))
            .collect();
        marks.sort();
        marks.dedup();
        let printed = marks.iter().map(|mark| self.marks.print(mark)).collect();
        self.marks_here.extend(marks);
        printed
    }

    /// The paragraphs of a text; those after the first are told apart from it.
    fn paragraphs(&mut self, text: &Text, origin: &str) -> Vec<Paragraph> {
        let mut paragraphs = Vec::new();
        for text in text.paragraphs() {
            let content = self.runs(&text, origin);
            if !content.is_empty() {
                let origin = match paragraphs.len() {
                    0 => origin.to_owned(),
                    count => repeated(origin, count),
                };
                paragraphs.push(Paragraph::new(origin, content));
            }
        }
        paragraphs
    }

    fn paragraph(&mut self, text: &Text, origin: String) -> Option<Paragraph> {
        let content = self.runs(text, &origin);
        (!content.is_empty()).then(|| Paragraph::new(origin, content))
    }

    fn meta(&self, author: &str, options: &Options) -> Meta {
        let settings = &self.selection.settings;
        let cv = self.selection.record.cv;
        let kind = self.locale.word(settings.kind.into());
        let region = settings
            .language
            .split('-')
            .find(|part| part.len() == 2 && *part == part.to_uppercase());
        // Fonts of all Chinese tell the forms of letters by the region.
        let is_traditional = settings.language.split('-').any(|part| part == "Hant");
        let region = region.or(is_traditional.then_some("TW"));
        let updated = cv.settings.updated;
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
            keywords: interests(cv),
            language: self.language(),
            region: region.map(str::to_owned),
            right_to_left: is_right_to_left(&settings.language),
            digits: self.locale.native_digits(),
            date: calendar(cv.date(options.source_date_epoch)),
            updated: updated.map(|date| {
                let date = self.locale.long_date(date);
                self.locale.fill(Message::Updated, &[("date", &date)])
            }),
            page_of: {
                let values = [("page", "{page}"), ("pages", "{pages}")];
                self.locale.fill(Message::PageOf, &values)
            },
            paper: match settings.paper {
                PaperSize::Letter => "us-letter",
                PaperSize::A4 => "a4",
            },
        }
    }
}

/// When a time begins, and when it ends if it takes longer than a date says.
fn span(when: When) -> (Option<PartialDate>, Option<End>) {
    match when {
        When::Unknown | When::Words(_) => (None, None),
        When::Range(dates) | When::Expected(dates) => match (dates.start, dates.end) {
            (None, None) => (dates.date, None),
            (start, end) => (start, end.or(dates.date.map(End::On))),
        },
        When::Years(spans) => {
            let first = spans.iter().map(|span| span.first).min();
            let last = spans.iter().map(|span| span.last).max();
            let last = last.filter(|last| Some(*last) != first);
            let end = |year| End::On(PartialDate::year(year));
            (first.map(PartialDate::year), last.map(end))
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
