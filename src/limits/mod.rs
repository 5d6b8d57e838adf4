//! What nothing may exceed, so that no file takes the machine with it.
//!
//! Each limit stands where it is held; [`LIMITS`] is the list of them, from which the tables of
//! `docs/limits.md` are made.

mod table;
pub mod text;

pub use table::{LIMITS, Limit, Then, page};
