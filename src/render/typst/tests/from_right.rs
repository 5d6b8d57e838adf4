//! Pages of languages that are read from the right.

use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::visualize::Geometry;

use super::*;

/// How far from its place something may be, in pt: formulas in a line are set a little closer to what follows.
const NEAR_PT: f64 = 1.0;

/// Baselines that are closer are of one line, in pt.
const APART_PT: f64 = 3.0;

/// What is smaller than this share of the text may be raised or lowered within a line, and stands where its words do.
const SMALL: f64 = 0.8;

/// How long a line is that is no underline and belongs to no formula, in pt.
const LONG_PT: f64 = 150.0;

/// What is on a page: lines and areas that are drawn, by left edge, upper edge and width, and lines of text, by
/// baseline, with the least and the greatest place that they reach.
#[derive(Default)]
struct Page {
    shapes: Vec<(f64, f64, f64)>,
    texts: Vec<(f64, f64, f64)>,
    small: Vec<(f64, f64, f64)>,
    words: String,
}

fn walk(frame: &Frame, place: Transform, small_pt: f64, page: &mut Page) {
    for (at, item) in frame.items() {
        let place = place.pre_concat(Transform::translate(at.x, at.y));
        let at = Point::zero().transform(place);
        let (x, y) = (at.x.to_pt(), at.y.to_pt());
        match item {
            FrameItem::Group(group) => walk(
                &group.frame,
                place.pre_concat(group.transform),
                small_pt,
                page,
            ),
            FrameItem::Text(text) => {
                page.words.push_str(&text.text);
                // Formulas stand where their words do as well.
                if text.font.info().family.contains("Math") {
                    continue;
                }
                let extent = (y, x, x + text.width().to_pt());
                match text.size.to_pt() > small_pt {
                    true => page.texts.push(extent),
                    false => page.small.push(extent),
                }
            }
            FrameItem::Shape(shape, _) => {
                // What is drawn in a line of text stands where its words do.
                let width = match shape.geometry {
                    Geometry::Rect(size) => size.x.to_pt(),
                    Geometry::Line(end) if end.x.to_pt() > LONG_PT => end.x.to_pt(),
                    Geometry::Line(_) | Geometry::Curve(_) => continue,
                };
                page.shapes.push((y, x, x + width));
            }
            _ => {}
        }
    }
}

/// The pages as they would be in a mirror.
fn in_mirror(extents: &mut [(f64, f64, f64)], width: f64) {
    for (_, from, to) in extents {
        (*from, *to) = (width - *to, width - *from);
    }
}

/// What texts at one height reach together, from above, with what is small beside them.
fn lines(mut texts: Vec<(f64, f64, f64)>, small: Vec<(f64, f64, f64)>) -> Vec<(f64, f64, f64)> {
    texts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut lines: Vec<(f64, f64, f64)> = Vec::new();
    for (y, from, to) in texts {
        match lines.last_mut() {
            Some(line) if y - line.0 < APART_PT => {
                (line.1, line.2) = (line.1.min(from), line.2.max(to))
            }
            _ => lines.push((y, from, to)),
        }
    }
    for (y, from, to) in small {
        let near = |line: &&mut (f64, f64, f64)| (line.0 - y).abs();
        let nearest = lines.iter_mut().min_by(|a, b| near(a).total_cmp(&near(b)));
        if let Some(line) = nearest {
            (line.1, line.2) = (line.1.min(from), line.2.max(to));
        }
    }
    lines
}

fn pages(document: &Document, theme: &Theme) -> Vec<Page> {
    let layout = layout(document, theme);
    let pages = layout.document().pages().iter();
    let walked = pages.map(|laid_out| {
        let mut page = Page::default();
        let small_pt = SMALL * theme.size_pt;
        walk(&laid_out.frame, Transform::identity(), small_pt, &mut page);
        page
    });
    walked.collect()
}

#[test]
fn a_page_that_is_read_from_the_right_is_the_mirror_image_of_one_that_is_not() {
    let left = sample("academic");
    let mut right = left.clone();
    // The words stay, so that each line is as long.
    (right.meta.language, right.meta.region) = ("he".to_owned(), None);
    right.meta.right_to_left = true;
    for name in THEMES {
        let theme = theme(name);
        let width = left_width(&left, &theme);
        let (left, right) = (pages(&left, &theme), pages(&right, &theme));
        assert_eq!(left.len(), right.len(), "{name}");
        for (number, (left, mut right)) in left.into_iter().zip(right).enumerate() {
            let what = format!("{name}, page {}", number + 1);
            let is_sign = |c: char| {
                ('\u{200b}'..='\u{200f}').contains(&c) || ('\u{202a}'..='\u{202e}').contains(&c)
            };
            assert!(!right.words.contains(is_sign), "{what}");
            in_mirror(&mut right.shapes, width);
            in_mirror(&mut right.texts, width);
            in_mirror(&mut right.small, width);
            let sorted = |mut all: Vec<(f64, f64, f64)>| {
                all.sort_by(|a, b| (a.0, a.1).partial_cmp(&(b.0, b.1)).expect("numbers"));
                all
            };
            for (own, other) in [
                (sorted(left.shapes), sorted(right.shapes)),
                (
                    lines(left.texts, left.small),
                    lines(right.texts, right.small),
                ),
            ] {
                assert_eq!(own.len(), other.len(), "{what}");
                for (own, other) in own.iter().zip(&other) {
                    let apart = [own.0 - other.0, own.1 - other.1, own.2 - other.2];
                    assert!(
                        apart.iter().all(|by| by.abs() < NEAR_PT),
                        "{what}: {own:?} {other:?}"
                    );
                }
            }
        }
    }
}

/// The width of the paper, in pt.
fn left_width(document: &Document, theme: &Theme) -> f64 {
    let layout = layout(document, theme);
    let first = layout.document().pages().first().expect("a page");
    first.frame.width().to_pt()
}
