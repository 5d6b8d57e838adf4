//! What stands where on a page: runs of glyphs and thin shapes, with their places in points.

use folio::render::typst::Layout;
use typst::layout::{Frame, FrameItem, Point, Transform};
use typst::text::TextItem;
use typst::visualize::Geometry;

/// Thickest line that is no area.
const THIN_PT: f64 = 1.0;

/// A run of glyphs, or a thin line.
pub struct Piece<'a> {
    /// The page, from zero.
    pub page: usize,
    /// Where it begins and ends, from the left edge of the page.
    pub from: f64,
    pub to: f64,
    /// Its baseline from the upper edge; of a line its lower end.
    pub base: f64,
    /// The glyphs; none of a line.
    pub glyphs: Option<&'a TextItem>,
}

impl Piece<'_> {
    /// What it says.
    pub fn text(&self) -> Option<&str> {
        self.glyphs.map(|glyphs| glyphs.text.trim())
    }

    /// Whether it is a line from above to below.
    pub fn is_upright(&self) -> bool {
        self.glyphs.is_none() && self.to - self.from <= THIN_PT
    }
}

/// All pieces of a layout, in the order of painting, without spaces alone.
pub fn pieces(layout: &Layout) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    for (page, laid_out) in layout.document().pages().iter().enumerate() {
        walk(&laid_out.frame, Transform::identity(), page, &mut found);
    }
    found
}

fn walk<'a>(frame: &'a Frame, place: Transform, page: usize, found: &mut Vec<Piece<'a>>) {
    for (at, item) in frame.items() {
        let place = place.pre_concat(Transform::translate(at.x, at.y));
        let at = Point::zero().transform(place);
        let (from, base) = (at.x.to_pt(), at.y.to_pt());
        match item {
            FrameItem::Group(group) => {
                walk(&group.frame, place.pre_concat(group.transform), page, found);
            }
            FrameItem::Text(text) if !text.text.trim().is_empty() => found.push(Piece {
                page,
                from,
                to: from + text.width().to_pt(),
                base,
                glyphs: Some(text),
            }),
            FrameItem::Shape(shape, _) => {
                let (width, height) = match shape.geometry {
                    Geometry::Rect(size) => (size.x.to_pt(), size.y.to_pt()),
                    Geometry::Line(end) => (end.x.to_pt(), end.y.to_pt()),
                    Geometry::Curve(_) => continue,
                };
                if width.min(height) <= THIN_PT {
                    found.push(Piece {
                        page,
                        from,
                        to: from + width,
                        base: base + height,
                        glyphs: None,
                    });
                }
            }
            _ => {}
        }
    }
}

/// Pieces by lines, from top to bottom and from left to right; lines are further apart than `apart`.
pub fn lines<'a>(pieces: impl Iterator<Item = Piece<'a>>, apart: f64) -> Vec<Vec<Piece<'a>>> {
    let mut pieces: Vec<Piece> = pieces.collect();
    pieces.sort_by(|a, b| (a.page, a.base).partial_cmp(&(b.page, b.base)).unwrap());
    let mut lines: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match lines
            .last_mut()
            .and_then(|line| Some((line.last()?.base, line.last()?.page, line)))
        {
            Some((base, page, line)) if page == piece.page && piece.base - base < apart => {
                line.push(piece);
            }
            _ => lines.push(vec![piece]),
        }
    }
    for line in &mut lines {
        line.sort_by(|a, b| a.from.total_cmp(&b.from));
    }
    lines
}
