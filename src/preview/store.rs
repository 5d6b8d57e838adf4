//! What the preview shows.

use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::glyphs;
use crate::diagnostics::{self, Diagnostic, Sources, printable, printable_lines};
use crate::session::{self, LaidOut};

/// What there is to show.
#[derive(Default)]
pub struct State {
    /// The documents in their last good state.
    pub documents: Vec<ShownDocument>,
    /// What is wrong with the source.
    pub problems: Vec<Diagnostic>,
    /// The text that the problems are about.
    pub sources: Sources,
    /// Why a file could not be read or written.
    pub failure: Option<String>,
    /// The source.
    pub source: String,
    /// How long it took to get there.
    pub elapsed: Duration,
}

/// A document that is shown.
#[derive(Clone)]
pub struct ShownDocument {
    /// Its name.
    pub name: String,
    /// A few words on how it was fitted.
    pub note: String,
    /// Its pages.
    pub page: Arc<LaidOut>,
}

impl PartialEq for ShownDocument {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.note == other.note && Arc::ptr_eq(&self.page, &other.page)
    }
}

/// The state in its JSON form.
#[derive(Serialize)]
struct Message<'a> {
    program: &'static str,
    version: u64,
    owner: &'a str,
    source: Cow<'a, str>,
    elapsed_ms: u128,
    failure: Option<Cow<'a, str>>,
    documents: Vec<DocumentMessage<'a>>,
    problems: Vec<ProblemMessage<'a>>,
}

#[derive(Serialize)]
struct DocumentMessage<'a> {
    name: &'a str,
    title: &'a str,
    note: &'a str,
    pdf: String,
    html: WebMessage,
    pages: Vec<PageMessage>,
}

/// A document as a page of the Web.
#[derive(Serialize)]
struct WebMessage {
    address: String,
    hash: String,
}

#[derive(Debug, Clone, Serialize)]
struct PageMessage {
    hash: String,
    width: f64,
    height: f64,
}

#[derive(Serialize)]
struct ProblemMessage<'a> {
    severity: &'static str,
    code: &'a str,
    message: Cow<'a, str>,
    place: Option<String>,
    excerpt: String,
}

/// Holds the state for all connections.
#[derive(Default)]
pub(super) struct Store {
    content: Mutex<Content>,
    changed: Condvar,
}

#[derive(Default)]
struct Content {
    version: u64,
    message: Arc<str>,
    documents: Vec<Arc<StoredDocument>>,
    /// Pages that were asked for, drawn.
    drawn: HashMap<String, Arc<str>>,
}

/// A document with its pages' hashes.
struct StoredDocument {
    document: ShownDocument,
    pages: Vec<PageMessage>,
    html: Arc<str>,
}

impl StoredDocument {
    fn new(document: ShownDocument) -> Self {
        let layout = &document.page.fitted.layout;
        let pages = (0..layout.pages()).filter_map(|page| {
            let (width, height) = layout.page_size(page)?;
            let hash = format!("{:032x}", layout.page_hash(page)?);
            Some(PageMessage {
                hash,
                width,
                height,
            })
        });
        Self {
            pages: pages.collect(),
            html: session::html(&document.page).into(),
            document,
        }
    }
}

impl Store {
    pub(super) fn show(&self, state: State) {
        let before = self.content().documents.clone();
        let stored: Vec<Arc<StoredDocument>> = state
            .documents
            .iter()
            .map(|document| {
                let mut same = before.iter().filter(|stored| stored.document == *document);
                let same = same.next().cloned();
                same.unwrap_or_else(|| Arc::new(StoredDocument::new(document.clone())))
            })
            .collect();
        let mut content = self.content();
        content.version += 1;
        content.message = message(&state, &stored, content.version).into();
        let is_shown = |hash: &String| {
            let mut pages = stored.iter().flat_map(|stored| &stored.pages);
            pages.any(|page| page.hash == *hash)
        };
        content.drawn.retain(|hash, _| is_shown(hash));
        content.documents = stored;
        drop(content);
        self.changed.notify_all();
    }

    /// The state after `version`, with its own version, or none if there is none within `time`.
    pub(super) fn after(&self, version: u64, time: Duration) -> Option<(u64, Arc<str>)> {
        let is_old = |content: &mut Content| content.version <= version;
        let (content, _) = self
            .changed
            .wait_timeout_while(self.content(), time, is_old)
            .unwrap_or_else(PoisonError::into_inner);
        (content.version > version).then(|| (content.version, Arc::clone(&content.message)))
    }

    /// A page as SVG, by its hash.
    pub(super) fn svg(&self, hash: &str) -> Option<Arc<str>> {
        let (page, index) = {
            let content = self.content();
            if let Some(svg) = content.drawn.get(hash) {
                return Some(Arc::clone(svg));
            }
            content.documents.iter().find_map(|stored| {
                let index = stored.pages.iter().position(|page| page.hash == hash)?;
                Some((Arc::clone(&stored.document.page), index))
            })?
        };
        // Drawn without the lock, so that a new state does not wait for an old page.
        let svg: Arc<str> = glyphs::joined(&page.fitted.layout.svg(index)).into();
        let mut content = self.content();
        let mut pages = content.documents.iter().flat_map(|stored| &stored.pages);
        if pages.any(|page| page.hash == hash) {
            content.drawn.insert(hash.to_owned(), Arc::clone(&svg));
        }
        Some(svg)
    }

    /// A document as PDF, by its name.
    pub(super) fn pdf(&self, name: &str) -> Option<Vec<u8>> {
        let page = {
            let content = self.content();
            let stored = content
                .documents
                .iter()
                .find(|stored| stored.document.name == name)?;
            Arc::clone(&stored.document.page)
        };
        page.fitted.layout.pdf().ok()
    }

    /// A document as a page of the Web, by its name.
    pub(super) fn html(&self, name: &str) -> Option<Arc<str>> {
        let content = self.content();
        let mut documents = content.documents.iter();
        let stored = documents.find(|stored| stored.document.name == name)?;
        Some(Arc::clone(&stored.html))
    }

    fn content(&self) -> MutexGuard<'_, Content> {
        self.content.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn message(state: &State, stored: &[Arc<StoredDocument>], version: u64) -> String {
    let owner = stored
        .first()
        .map(|stored| &stored.document.page.fitted.document);
    let documents = stored
        .iter()
        .map(|stored| (&stored.document, &stored.pages, &stored.html))
        .map(|(document, pages, html)| DocumentMessage {
            html: WebMessage {
                address: format!(
                    "/html/{}.html",
                    utf8_percent_encode(&document.name, NON_ALPHANUMERIC)
                ),
                hash: format!(
                    "{:016x}",
                    BuildHasherDefault::<DefaultHasher>::default().hash_one(html)
                ),
            },
            name: &document.name,
            title: &document.page.fitted.document.meta.kind,
            note: &document.note,
            pdf: format!(
                "/pdf/{}.pdf",
                utf8_percent_encode(&document.name, NON_ALPHANUMERIC)
            ),
            pages: pages.clone(),
        });
    let problems = state.problems.iter().map(|problem| ProblemMessage {
        severity: diagnostics::word(problem.severity),
        code: problem.code.name(),
        message: printable(&problem.message),
        place: diagnostics::position(problem, &state.sources),
        excerpt: diagnostics::body(problem, &state.sources),
    });
    let message = Message {
        program: env!("CARGO_PKG_VERSION"),
        version,
        owner: owner.map_or("", |document| &document.meta.author),
        source: printable(&state.source),
        elapsed_ms: state.elapsed.as_millis(),
        failure: state.failure.as_deref().map(printable_lines),
        documents: documents.collect(),
        problems: problems.collect(),
    };
    // Texts and numbers always have a form in JSON.
    serde_json::to_string(&message).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Code;
    use crate::diagnostics::{Place, is_control};

    #[test]
    fn what_the_browser_is_told_holds_no_control_character() {
        let words = "a\u{1b}[31m\u{202e}b\nc\u{9b}";
        let mut sources = Sources::default();
        let file = sources.add(words, words);
        let place = Place::Span { file, range: 0..1 };
        let state = State {
            problems: vec![Diagnostic::error(Code::UnknownKey, place, words).help(words)],
            sources,
            failure: Some(words.to_owned()),
            source: words.to_owned(),
            ..State::default()
        };
        let message: serde_json::Value =
            serde_json::from_str(&message(&state, &[], 1)).unwrap_or_default();
        let problem = &message["problems"][0];
        for value in [
            &message["source"],
            &message["failure"],
            &problem["message"],
            &problem["place"],
            &problem["excerpt"],
        ] {
            let text = value.as_str().unwrap_or_default();
            assert!(
                text.contains("\\u{202e}") || value == &problem["excerpt"],
                "{text:?}"
            );
            assert!(!text.contains(|c| is_control(c) && c != '\n'), "{text:?}");
        }
    }
}
