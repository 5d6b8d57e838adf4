//! Folio turns one YAML file into the documents an academic or engineer attaches to an
//! application, each as an accessible, archival PDF, as plain text and as LaTeX.
//!
//! The flow has one direction: [`source`] reads `cv.yaml` into a [`model::Cv`]; [`select`] takes of it
//! what one document shows; [`compose`] puts that into words, a [`document::Document`] of parts;
//! [`arrange`] puts the parts on lines; [`render`] draws them. The way back, from a `Cv` to a `cv.yaml`,
//! is [`writer`].

pub mod advice;
pub mod arrange;
#[cfg(test)]
mod arrows;
pub mod batch;
pub mod cli;
pub mod compose;
pub mod diagnostics;
pub mod document;
pub mod export;
pub mod files;
pub mod fit;
#[cfg(test)]
mod generated;
pub mod limits;
pub mod markup;
pub mod model;
pub mod panics;
pub mod papers;
pub mod preview;
pub mod reading;
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
