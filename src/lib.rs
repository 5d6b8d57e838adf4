//! Folio.
pub mod document;
pub mod model;
