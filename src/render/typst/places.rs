//! The places where a line may end, taken out of the finished pages again.

use typst::ecow::EcoVec;
use typst::layout::{Frame, FrameItem};
use typst::model::Document as _;
use typst::text::TextItem;
use typst_layout::PagedDocument;

use crate::render::breaks::PLACE;

/// The document without the characters that mark places, so that no copied text has them.
pub(super) fn removed(document: PagedDocument) -> PagedDocument {
    let mut pages: EcoVec<_> = document.pages().into();
    for page in pages.make_mut() {
        remove_in(&mut page.frame);
    }
    PagedDocument::new(pages, document.info().clone())
}

fn remove_in(frame: &mut Frame) {
    frame.retain(|item| match item {
        FrameItem::Text(text) => {
            if text.text.contains(PLACE) {
                remove(text);
            }
            !text.glyphs.is_empty()
        }
        FrameItem::Group(group) => {
            remove_in(&mut group.frame);
            true
        }
        _ => true,
    });
}

/// Takes the characters out of a run, with the glyphs that stand for nothing else.
fn remove(text: &mut TextItem) {
    let whole = text.text.clone();
    let moved = |at: u16| {
        let before = whole.get(..usize::from(at)).unwrap_or_default();
        let removed = before.matches(PLACE).count() * PLACE.len_utf8();
        // No more than there were.
        at - u16::try_from(removed).unwrap_or(at).min(at)
    };
    for glyph in &mut text.glyphs {
        glyph.range = moved(glyph.range.start)..moved(glyph.range.end);
    }
    text.glyphs.retain(|glyph| !glyph.range.is_empty());
    text.text = whole.chars().filter(|c| *c != PLACE).collect();
}
