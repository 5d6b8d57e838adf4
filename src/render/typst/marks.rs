//! Letters and the combining marks that Typst sets in runs of their own.
//!
//! Typst starts a new run of text where the vertical offset of glyphs changes, and gives each run
//! the characters of its glyphs. A mark that a font places above its letter thus repeats the whole
//! letter in the text of a PDF (`ṻ` is copied as `ṻṻ`; Typst 0.15.1). Here the glyphs of the mark
//! move back into the run of their letter, where the exporters write the characters once.

use typst::ecow::EcoVec;
use typst::layout::{Em, Frame, FrameItem, Point};
use typst::model::Document as _;
use typst::text::TextItem;
use typst_layout::PagedDocument;

/// The document with each mark in the run of its letter.
pub(super) fn join(document: PagedDocument) -> PagedDocument {
    if !document.pages().iter().any(|page| has_strays(&page.frame)) {
        return document;
    }
    let mut pages: EcoVec<_> = document.pages().into();
    for page in pages.make_mut() {
        join_in(&mut page.frame);
    }
    PagedDocument::new(pages, document.info().clone())
}

/// Whether any run of a frame is the mark of a letter in the run before it.
fn has_strays(frame: &Frame) -> bool {
    let mut before = None;
    frame.items().any(|(at, item)| match item {
        FrameItem::Text(text) => {
            let stray = before.is_some_and(|before| is_stray(before, (*at, text)));
            before = Some((*at, text));
            stray
        }
        FrameItem::Group(group) => {
            before = None;
            has_strays(&group.frame)
        }
        _ => {
            before = None;
            false
        }
    })
}

fn join_in(frame: &mut Frame) {
    // The new form of each item that is a run; none for a run that has moved into another.
    let mut runs: Vec<Option<TextItem>> = Vec::with_capacity(frame.items().len());
    let mut letter: Option<(Point, usize)> = None;
    for (index, (at, item)) in frame.items().enumerate() {
        let FrameItem::Text(text) = item else {
            letter = None;
            runs.push(None);
            continue;
        };
        let target =
            letter.and_then(|(start, letter)| Some((start, letter, runs[letter].as_mut()?)));
        match target {
            Some((start, _, run)) if is_stray((start, run), (*at, text)) => {
                append(run, start, text, *at);
                runs.push(None);
            }
            _ => {
                runs.push(Some(text.clone()));
                letter = Some((*at, index));
            }
        }
    }
    let mut runs = runs.into_iter();
    frame.retain(|item| {
        let run = runs.next().flatten();
        match item {
            FrameItem::Text(text) => match run {
                Some(run) => {
                    *text = run;
                    true
                }
                None => false,
            },
            FrameItem::Group(group) => {
                join_in(&mut group.frame);
                true
            }
            _ => true,
        }
    });
}

/// Whether a run is a mark of the last letter of the run before: the same characters from the same
/// place of the source, at another height.
fn is_stray((at, letter): (Point, &TextItem), (place, mark): (Point, &TextItem)) -> bool {
    let (Some(last), Some(first)) = (letter.glyphs.last(), mark.glyphs.first()) else {
        return false;
    };
    let whole = 0..mark.text.len();
    place.y != at.y
        && last.span == first.span
        && letter.text.get(last.range()) == Some(mark.text.as_str())
        && mark.glyphs.iter().all(|glyph| glyph.range() == whole)
        && letter.font == mark.font
        && letter.size == mark.size
        && letter.fill == mark.fill
}

/// Moves the glyphs of a mark to the end of its letter's run.
fn append(letter: &mut TextItem, at: Point, mark: &TextItem, place: Point) {
    let Some(range) = letter.glyphs.last().map(|glyph| glyph.range.clone()) else {
        return;
    };
    let right = Em::from_abs(place.x - at.x - letter.width(), letter.size);
    let up = Em::from_abs(at.y - place.y, letter.size);
    letter
        .glyphs
        .extend(mark.glyphs.iter().cloned().map(|mut glyph| {
            glyph.range = range.clone();
            glyph.x_offset += right;
            glyph.y_offset += up;
            glyph
        }));
}
