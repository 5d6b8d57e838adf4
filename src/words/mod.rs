//! The words of a document's language, and how they are put together.
//!
//! Everything that depends on a language stands in its file under `locales/`: words, months, patterns
//! of dates, amounts and lists, plural rules, punctuation. Nothing here knows one language from another.

mod catalogue;
mod dates;
mod direction;
mod file;
mod labels;
mod lists;
mod locale;
mod message;
mod numbers;
mod pattern;
mod plural;
mod terms;

#[cfg(test)]
mod icu;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod spelling;
#[cfg(test)]
mod tests;

pub use dates::{DateStyle, Written};
pub use direction::is_right_to_left;
pub use labels::{LabelMistake, label_keys, read_label};
pub use locale::Locale;
pub use message::{Counted, Family, Message};
pub use pattern::{Pattern, Piece};
pub use plural::Category;
