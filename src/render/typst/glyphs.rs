//! The safety net after typesetting: glyphs that no font could draw.

use std::collections::BTreeSet;

use typst::introspection::Tag;
use typst::layout::{Frame, FrameItem};
use typst_layout::PagedDocument;

use super::characters::describe;
use crate::diagnostics::{Code, Diagnostic, Place};

/// Reports text that was set with the empty box of a font (glyph 0, by the OpenType specification).
///
/// The nearest labelled block before it tells where it comes from.
pub(super) fn missing(document: &PagedDocument) -> Vec<Diagnostic> {
    let mut walk = Walk {
        origin: String::new(),
        found: BTreeSet::new(),
    };
    for page in document.pages() {
        walk.frame(&page.frame);
    }
    walk.found
        .into_iter()
        .map(|(origin, text)| {
            let place = match text.chars().next() {
                Some(character) if !origin.is_empty() => Place::Character(origin, character),
                _ => Place::Nowhere,
            };
            let what: Vec<String> = text.chars().map(describe).collect();
            Diagnostic::error(
                Code::NoGlyph,
                place,
                format!("no font can draw {}", what.join(" with ")),
            )
            .label("no font has this")
            .help("Put a font that has it into a folder `fonts/` beside your `cv.yaml`.")
        })
        .collect()
}

struct Walk {
    origin: String,
    found: BTreeSet<(String, String)>,
}

impl Walk {
    fn frame(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.frame(&group.frame),
                FrameItem::Text(text) => {
                    for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                        let characters = text.text.get(glyph.range()).unwrap_or_default();
                        self.found
                            .insert((self.origin.clone(), characters.to_owned()));
                    }
                }
                FrameItem::Tag(Tag::Start(element, _)) => {
                    if let Some(label) = element.label() {
                        self.origin = label.resolve().to_string();
                    }
                }
                FrameItem::Tag(Tag::End(..))
                | FrameItem::Shape(..)
                | FrameItem::Image(..)
                | FrameItem::Link(..) => {}
            }
        }
    }
}
