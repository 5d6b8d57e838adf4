//! A document with what it was made from.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::compose::Composed;
use crate::diagnostics::{Diagnostic, has_errors};
use crate::document::Document;
use crate::exchange::{self, Form};
use crate::export::{self, BibliographyFormat};
use crate::fit::Priorities;
use crate::model::Format;
use crate::papers::Record;
use crate::recipe::Sibling;
use crate::render::typst::Engine;
use crate::select::select;
use crate::session::{self, LaidOut, Output, Request};
use crate::theme::Theme;
use crate::words::Locale;

/// A document with what it was made from.
pub(super) struct CachedDocument {
    from: Ingredients,
    pub(super) engine: Engine,
    /// The pages; none when they could not be made.
    pub(super) page: Option<Arc<LaidOut>>,
    pub(super) outputs: Vec<Output>,
    /// Whether the outputs are those on disk.
    pub(super) is_written: bool,
    /// What composing found.
    pub(super) doubts: Vec<Diagnostic>,
    /// What laying out and exporting found.
    pub(super) problems: Vec<Diagnostic>,
    /// How long it took.
    pub(super) took: Duration,
    /// Whether the files that its templates read may have changed.
    pub(super) may_be_stale: bool,
}

/// All that the files of a document depend on, without the files that templates read.
#[derive(Debug, PartialEq)]
struct Ingredients {
    document: Document,
    theme: Theme,
    limit: Option<usize>,
    /// Only where there is a limit: nothing else asks for them.
    priorities: Option<Priorities>,
    formats: Vec<Format>,
    stem: String,
    /// The same document in other languages, to which a page of the Web links.
    siblings: Vec<Sibling>,
    /// The bibliographies, which say more of a paper than the document does.
    papers: Vec<String>,
    /// What is written as data, which says more of an entry than the document does.
    data: Vec<exchange::Written>,
}

impl Ingredients {
    fn new(record: &Record, composed: &Composed, theme: &Theme, request: &Request) -> Self {
        let settings = &composed.settings;
        let formats = session::formats(settings, request).to_vec();
        let limit = session::limit(settings, request);
        Self {
            document: composed.document.clone(),
            theme: theme.clone(),
            limit,
            priorities: limit.map(|_| composed.priorities.clone()),
            papers: formats
                .iter()
                .filter_map(|format| Some(papers(composed, bibliography(*format)?)))
                .collect(),
            data: formats
                .iter()
                .filter_map(|format| {
                    let selection = select(record, &settings.name)?;
                    let whole = Default::default();
                    Some(exchange::write(
                        &selection,
                        &composed.document,
                        &whole,
                        data(*format)?,
                    ))
                })
                .collect(),
            stem: settings.file.clone(),
            siblings: match formats.contains(&Format::Html) {
                true => composed.siblings.clone(),
                false => Vec::new(),
            },
            formats,
        }
    }
}

fn bibliography(format: Format) -> Option<BibliographyFormat> {
    match format {
        Format::Bib => Some(BibliographyFormat::BibLatex),
        Format::CslJson => Some(BibliographyFormat::CslJson),
        Format::Ris => Some(BibliographyFormat::Ris),
        // A page of the Web carries the entries of its papers.
        Format::Html => Some(BibliographyFormat::BibLatex),
        Format::Pdf
        | Format::Png
        | Format::Svg
        | Format::Txt
        | Format::Tex
        | Format::Md
        | Format::Docx
        | Format::JsonResume
        | Format::RenderCv => None,
    }
}

fn data(format: Format) -> Option<Form> {
    match format {
        Format::JsonResume => Some(Form::JsonResume),
        Format::RenderCv => Some(Form::RenderCv),
        _ => None,
    }
}

fn papers(composed: &Composed, format: BibliographyFormat) -> String {
    let locale = Locale::of(&composed.settings.language);
    export::bibliography(&composed.works, locale, format)
}

impl CachedDocument {
    /// Has it made anew, whatever it was made from.
    pub(super) fn forget(&mut self) {
        self.page = None;
        self.problems.clear();
    }

    /// Neither pages nor a reason for there being none.
    fn is_forgotten(&self) -> bool {
        self.page.is_none() && self.problems.is_empty()
    }
}

/// One document in one rebuild.
pub(super) enum Step {
    /// It is as it was.
    Kept(CachedDocument),
    /// It was laid out.
    Remade(CachedDocument),
    /// It cannot be composed; what there was of it stays.
    Faulty(Option<CachedDocument>, Vec<Diagnostic>),
}

impl Step {
    /// Composes a document, and lays it out if it differs from what was made.
    pub(super) fn take(
        record: &Record,
        name: &str,
        made: Option<CachedDocument>,
        shared: &Engine,
        request: &Request,
    ) -> Self {
        let start = Instant::now();
        let (mut composed, theme) = match session::composed(record, name, shared, request) {
            Ok(composed) => composed,
            Err(problems) => return Self::Faulty(made, problems),
        };
        let doubts = std::mem::take(&mut composed.problems);
        if has_errors(&doubts) {
            return Self::Faulty(made, doubts);
        }
        let from = Ingredients::new(record, &composed, &theme, request);
        let mut engine = None;
        if let Some(mut made) = made {
            let is_current = !made.may_be_stale || made.engine.has_current_files();
            if is_current && made.from == from && !made.is_forgotten() {
                made.doubts = doubts;
                made.may_be_stale = false;
                return Self::Kept(made);
            }
            // A document that changed its template would still be made anew for the old one.
            let same_template = made.from.document.meta.template == from.document.meta.template;
            engine = (is_current && same_template && !made.is_forgotten()).then_some(made.engine);
        }
        let engine = engine.unwrap_or_else(|| shared.reread());
        let (mut problems, mut losses) = (Vec::new(), Vec::new());
        let exported = session::laid_out(composed, theme, &engine, request, &mut problems)
            .and_then(|page| {
                let outputs = session::outputs(record, &page, start, request, &mut losses)?;
                Ok((Arc::new(page), outputs))
            });
        let (page, outputs) = match exported {
            Ok((page, outputs)) => (Some(page), outputs),
            Err(errors) => {
                problems.extend(errors);
                (None, Vec::new())
            }
        };
        problems.extend(losses);
        Self::Remade(CachedDocument {
            from,
            engine,
            page,
            outputs,
            is_written: false,
            doubts,
            problems,
            took: start.elapsed(),
            may_be_stale: false,
        })
    }
}
