//! What inline markup is made of: known to those who read it and to those who write it.

mod bare;
mod inline;
mod links;
pub mod math;
mod placeholders;
mod plain;
mod scripts;
pub(crate) mod signs;

pub use inline::{MAX_NESTING, runs};
pub use plain::plain;
pub(crate) use scripts::literal as literal_scripts;

#[cfg(test)]
mod tests;
