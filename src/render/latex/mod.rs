//! A document as LaTeX.

use crate::document::Document;
use crate::theme::Theme;

/// The document as one self-contained LaTeX file.
pub fn latex(document: &Document, theme: &Theme) -> String {
    let _ = (document, theme);
    String::new()
}
