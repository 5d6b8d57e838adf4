//! The words of a document's language, and how they are put together.

pub mod dates;
mod labels;

pub use labels::Labels;
