//! A document as plain text.

use crate::document::Document;
use crate::theme::Theme;

/// The document as UTF-8 text, in the reading order of its page.
pub fn text(document: &Document, theme: &Theme) -> String {
    let _ = (document, theme);
    String::new()
}
