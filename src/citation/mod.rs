//! Citation styles: what the bibliography of a style says of one work.
//!
//! Styles are written in the Citation Style Language ([CSL](https://citationstyles.org) 1.0.2). Those that come with
//! Folio, and the words of their languages, are those of `hayagriva`; `citationberg` reads them. What they say of a work
//! is worked out here, for a list in a CV wants of a style what no list of references wants: to know which name is which,
//! one work apart from the others, titles as they were written.
//!
//! A style is data from anywhere: it cannot loop, and its steps are counted.

mod dates;
mod item;
mod kinds;
mod names;
mod numbers;
mod registry;
mod render;
mod runs;
mod style;
mod terms;

#[cfg(test)]
mod tests;

pub use item::{Credited, Date, Item, PartialName};
pub use kinds::csl_type;
pub use registry::{KNOWN, KnownStyle, known};
pub use render::render;
pub use runs::{Face, NamePlace, Run, Target};
pub use style::{CitationStyle, StyleProblem, read};
