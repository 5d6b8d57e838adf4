//! What is known about papers: who wrote them, what they are, which of them are one work, in which
//! order and under which number they are listed.
//!
//! Nothing here depends on a language or says how something prints: words and phrases are those of
//! [`compose::publications`](crate::compose::publications).

mod authors;
mod duplicates;
mod entry_types;
mod folding;
mod grouping;
pub(crate) mod identifiers;
mod identity;
mod kinds;
mod listing;
mod marks;
pub(crate) mod names;
mod numbering;
pub mod omissions;
mod order;
mod paper;
mod presence;
mod record;
mod roles;
mod selection;
mod truncation;
pub(crate) mod venue;
mod work;

#[cfg(test)]
pub(crate) mod tests;

pub(crate) use authors::split as split_authors;
pub use authors::{AuthorEntry, AuthorList};
pub use duplicates::{Evidence, Twin};
pub use entry_types::table as entry_types;
pub use folding::letters;
pub use grouping::Heading;
pub use kinds::kind;
pub use listing::{ListTitle, Listed, WorkGroup, WorkList, WorkListing};
pub use marks::{Mark, MarkTable, MarkUse, is_superscript};
pub use names::Name;
pub use paper::{Paper, People};
pub use presence::{Presence, presence};
pub(crate) use record::MANY;
pub use record::{Edition, Papers, Record};
pub use roles::{Role, leading};
pub use truncation::kept;
pub use venue::{is_hidden, is_named, year};
pub use work::{Work, origin};
