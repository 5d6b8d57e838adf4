//! Renderers: each draws a finished document.

mod breaks;
mod direction;
pub mod docx;
pub mod html;
pub mod latex;
pub mod markdown;
mod picture;
pub mod text;
pub mod typst;
pub mod webfont;

pub use picture::Picture;
