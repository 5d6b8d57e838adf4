//! Renderers: each draws a finished document.

pub mod latex;
pub mod text;
pub mod typst;
