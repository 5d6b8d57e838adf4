//! Renderers: each draws a finished document.

mod breaks;
pub mod latex;
pub mod text;
pub mod typst;
