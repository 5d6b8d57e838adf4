//! Letters and the combining marks that Typst sets in runs of their own.
//!
//! Typst starts a new run of text where the vertical offset of glyphs changes, and gives each run
//! the characters of its glyphs. A mark that a font places above its letter thus repeats the whole
//! letter in the text of a PDF (`ṻ` is copied as `ṻṻ`; Typst 0.15.1). Here the glyphs of the mark
//! move back into the run of their letter, where the exporters write the characters once.

use typst::ecow::EcoVec;
use typst::layout::{Em, Frame, FrameItem, Point};
use typst::model::Document as _;
use typst::text::{Glyph, TextItem};
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

/// Whether any run of a frame begins with marks of a letter in the run before it.
fn has_strays(frame: &Frame) -> bool {
    let mut before = None;
    frame.items().any(|(at, item)| match item {
        FrameItem::Text(text) => {
            let stray = before.is_some_and(|before| strays(before, (*at, text), false) > 0);
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
    let mut joined = false;
    for (index, (at, item)) in frame.items().enumerate() {
        let FrameItem::Text(text) = item else {
            letter = None;
            runs.push(None);
            continue;
        };
        let target = letter.and_then(|(start, letter)| Some((start, runs[letter].as_mut()?)));
        let marks = match &target {
            Some((start, run)) => strays((*start, run), (*at, text), joined),
            None => 0,
        };
        if let Some((start, run)) = target.filter(|_| marks > 0) {
            append(run, start, text, *at, marks);
            joined = true;
        }
        if marks < text.glyphs.len() {
            runs.push(Some(without(text, marks)));
            letter = Some((*at, index));
            joined = false;
        } else {
            runs.push(None);
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

/// How many glyphs at the beginning of a run are marks of the last letter of the run before: they
/// stand for the same characters from the same place of the source, at another height.
///
/// A mark at the height of the letter itself, after one at another, begins the run of what follows.
fn strays(
    (at, letter): (Point, &TextItem),
    (place, mark): (Point, &TextItem),
    after_another: bool,
) -> usize {
    let (Some(last), Some(first)) = (letter.glyphs.last(), mark.glyphs.first()) else {
        return 0;
    };
    let is_stray = (place.y != at.y || after_another)
        && last.span == first.span
        && first.range.start == 0
        && letter.text.get(last.range()) == mark.text.get(first.range())
        && letter.font == mark.font
        && letter.size == mark.size
        && letter.fill == mark.fill;
    let same = |glyph: &&Glyph| glyph.range == first.range;
    match is_stray {
        true => mark.glyphs.iter().take_while(same).count(),
        false => 0,
    }
}

/// Moves the first glyphs of a run, marks, to the end of their letter's run.
fn append(letter: &mut TextItem, at: Point, mark: &TextItem, place: Point, count: usize) {
    let Some(range) = letter.glyphs.last().map(|glyph| glyph.range.clone()) else {
        return;
    };
    let right = Em::from_abs(place.x - at.x - letter.width(), letter.size);
    let up = Em::from_abs(at.y - place.y, letter.size);
    let marks = mark.glyphs.iter().take(count).cloned();
    letter.glyphs.extend(marks.map(|mut glyph| {
        glyph.range = range.clone();
        glyph.x_offset += right;
        glyph.y_offset += up;
        glyph
    }));
}

/// A run without its first glyphs, which stand for the same characters.
fn without(text: &TextItem, count: usize) -> TextItem {
    let mut text = text.clone();
    let removed: Vec<Glyph> = text.glyphs.drain(..count).collect();
    let Some(first) = removed.first() else {
        return text;
    };
    // What is left stays where it is.
    let right: Em = removed.iter().map(|glyph| glyph.x_advance).sum();
    for glyph in &mut text.glyphs {
        glyph.x_offset += right;
        let start = glyph.range.start.saturating_sub(first.range.end);
        glyph.range = start..glyph.range.end.saturating_sub(first.range.end);
    }
    text.text = text
        .text
        .get(first.range().end..)
        .unwrap_or_default()
        .into();
    text
}
