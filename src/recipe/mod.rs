//! Kinds of document as data, and the settings of one document without gaps.
//!
//! A kind says what a document is: its sections, what of the papers it lists, whether it has a
//! portrait, what it is called. A template only draws it. What the file says of a document stands in
//! layers, each over the next: the document itself, what it extends, `documents.all`, `settings`, the
//! kind.

mod inherit;
mod kinds;
mod lists;
mod order;
mod resolved;
mod siblings;

pub use inherit::resolve;
pub use kinds::Recipe;
pub use lists::PaperList;
pub use resolved::{DesignValue, PaperOptions, Resolved, Said};
pub use siblings::{Sibling, siblings};
