//! A document for Word and its kin: WordprocessingML (ECMA-376, transitional) in a package of its own making.
//!
//! All looks are styles, named, and made of the theme; nothing is formatted where it stands. Dates stand at
//! tabs, bullets are a list, papers bear their numbers as text, formulas are Word's own. The text is that of
//! `render::text`, a paragraph for each of its lines. `docs/word.md` describes it for those who edit it.
//!
//! The same document gives the same bytes: parts stand in one order, under one date, and no id is drawn by
//! lot or by a clock.

mod archive;
mod blocks;
mod body;
mod fonts;
mod head;
mod look;
mod math;
mod package;
mod picture;
mod properties;
mod runs;
mod styles;
mod tables;
mod xml;

#[cfg(test)]
mod tests;

use crate::arrange::arrange;
use crate::document::Document;
use crate::theme::Theme;

use archive::Archive;
use package::Contents;

/// Width and height of the portrait in a theme, in mm.
pub fn portrait_mm(theme: &Theme) -> (f64, f64) {
    (theme.photo_mm, theme.photo_height_mm())
}

/// What of the pages a document for Word has as well.
#[derive(Debug, Clone, Copy, Default)]
pub struct Pages<'a> {
    /// How many there are. One alone has no foot.
    pub count: usize,
    /// The portrait as PNG, [`portrait_mm`] large; none where the document shows none.
    pub portrait: Option<&'a [u8]>,
}

/// The document as a DOCX file.
pub fn docx(document: &Document, theme: &Theme, pages: Pages) -> Vec<u8> {
    let contents = Contents {
        document: &arrange(document, theme),
        theme,
        portrait: pages.portrait,
        has_feet: pages.count > 1,
    };
    let mut archive = Archive::default();
    for (name, content) in contents.files() {
        archive.add(&name, &content);
    }
    archive.finish()
}
