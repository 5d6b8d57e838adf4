//! From a CV and one document's settings to the document.

pub mod labels;
pub mod markup;
pub mod publications;
