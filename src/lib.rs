//! Folio turns one YAML file into the documents an academic or engineer attaches to an
//! application, each as an accessible, archival PDF, as plain text and as LaTeX.
//!
//! # From a text to a PDF
//!
//! ```
//! use std::path::Path;
//!
//! use folio::diagnostics::human;
//! use folio::model::Format;
//! use folio::render::typst::Engine;
//! use folio::session::{self, Request};
//! use folio::source::{self, Environment};
//!
//! let text = "
//! person: {name: Ada Lovelace, email: ada@example.org}
//! experience:
//!   - {title: Engineer, organization: Analytical Engines, start: 2021-03}
//! ";
//! // Every problem of the text is found in one run, each at its line and column.
//! let loaded = source::load_str("cv.yaml", text, Path::new("."), &Environment::default());
//! print!("{}", human(&loaded.diagnostics, &loaded.sources, false));
//! let cv = loaded.cv.as_ref().expect("the text has no errors");
//!
//! // Fonts, templates and themes: those of Folio, or of a project's folder as well.
//! let engine = Engine::new(None);
//! let request = Request { formats: vec![Format::Pdf], ..Request::default() };
//! let built = session::build(cv, &["resume".to_owned()], &engine, &request);
//!
//! let resume = &built[0];
//! assert!(!resume.failed(), "{}", human(&resume.problems, &loaded.sources, false));
//! assert!(resume.outputs[0].bytes.starts_with(b"%PDF-"));
//! # Ok::<(), session::Error>(())
//! ```
//!
//! [`session::open`](session::open()) and [`session::replace`] do the same from file to files: they read a project's
//! folder and write all outputs or none.
//!
//! # The rooms
//!
//! The flow has one direction: [`source`] reads `cv.yaml` into a [`model::Cv`]; [`select`] takes of it
//! what one document shows; [`compose`] puts that into words, a [`document::Document`] of parts;
//! [`arrange`] puts the parts on lines; [`fit`] keeps them to the pages there may be, and [`render`]
//! draws them. [`export`] writes bibliographies instead, and [`writer`] goes the way back, from a `Cv` to a
//! `cv.yaml`. [`session`] strings them together; [`watch`] and [`batch`] do so on every save and for
//! many CVs; [`import`] makes a `cv.yaml` of files of other formats.
//!
//! Whatever is wrong with a CV is a [`diagnostics::Diagnostic`] with a place in its source, found or returned as
//! a list. What is wrong with its surroundings (files, folders, processes) is an error of the room that met it:
//! [`source::LoadError`], [`session::Error`], [`batch::Error`].

pub mod advice;
pub mod arrange;
pub mod batch;
pub mod citation;
pub mod cli;
pub mod compose;
pub mod diagnostics;
pub mod difference;
pub mod document;
pub mod exchange;
pub mod export;
pub(crate) mod files;
pub mod fit;
#[cfg(test)]
mod generated;
pub mod import;
#[cfg(test)]
mod layering;
pub mod limits;
pub mod markup;
pub mod model;
pub(crate) mod panics;
pub mod papers;
pub(crate) mod preview;
pub(crate) mod reading;
pub mod recipe;
pub mod render;
pub mod schema;
pub mod select;
pub mod session;
pub mod source;
pub mod theme;
pub mod watch;
pub mod words;
pub mod writer;
