//! Signs of the layout alone, taken out of the finished pages again: the places where a line may end, and the marks
//! by which a text keeps its direction and words stay together.

use typst::ecow::EcoVec;
use typst::layout::{Frame, FrameItem};
use typst::model::Document as _;
use typst::text::TextItem;
use typst_layout::PagedDocument;

use crate::render::breaks::PLACE;

/// LEFT-TO-RIGHT MARK and RIGHT-TO-LEFT MARK: the templates put the one at both ends of what is read from the left on a
/// page that is not, the other before a paragraph.
const MARKS: [char; 2] = ['\u{200e}', '\u{200f}'];

/// What Typst puts around a text of another direction than its paragraph (Unicode Standard Annex 9, 2.1): two
/// embeddings, and their end.
const EMBEDDINGS: [char; 3] = ['\u{202a}', '\u{202b}', '\u{202c}'];

/// WORD JOINER: the templates put it behind a space at the edge of a run, at which no line ends.
const JOINER: char = '\u{2060}';

fn is_sign(c: char) -> bool {
    c == PLACE || c == JOINER || MARKS.contains(&c) || EMBEDDINGS.contains(&c)
}

/// The document without these characters, so that no copied text has them.
pub(super) fn removed(document: PagedDocument) -> PagedDocument {
    if !document.pages().iter().any(|page| has_sign(&page.frame)) {
        return document;
    }
    let mut pages: EcoVec<_> = document.pages().into();
    for page in pages.make_mut() {
        remove_in(&mut page.frame);
    }
    PagedDocument::new(pages, document.info().clone())
}

fn has_sign(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Text(text) => text.text.contains(is_sign),
        FrameItem::Group(group) => has_sign(&group.frame),
        _ => false,
    })
}

fn remove_in(frame: &mut Frame) {
    frame.retain(|item| match item {
        FrameItem::Text(text) => {
            if text.text.contains(is_sign) {
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
        let removed: usize = before.matches(is_sign).map(str::len).sum();
        // No more than there were.
        at - u16::try_from(removed).unwrap_or(at).min(at)
    };
    for glyph in &mut text.glyphs {
        glyph.range = moved(glyph.range.start)..moved(glyph.range.end);
    }
    text.glyphs.retain(|glyph| !glyph.range.is_empty());
    text.text = whole.chars().filter(|c| !is_sign(*c)).collect();
}
