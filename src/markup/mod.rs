//! What inline markup is made of: known to those who read it and to those who write it.

mod inline;
pub mod math;
mod plain;

pub use inline::{MAX_NESTING, runs};
pub use plain::plain;
