//! What does not stay in its place on the finished pages: on the paper, between the margins, in its
//! column.

use std::collections::{BTreeMap, BTreeSet};

use typst::introspection::{Location, Tag};
use typst::layout::{Abs, Frame, FrameItem, Point, Size, Transform};
use typst::pdf::ArtifactElem;
use typst_layout::PagedDocument;

use super::blocks::Blocks;
use crate::diagnostics::{Code, Diagnostic, Place};
use crate::document::{Document, Origin};
use crate::theme::{PT_PER_MM, Theme};

/// Lengths nearer to each other than this, in pt, are taken for equal: sums of widths are rounded,
/// and signs of formulas lean over a little.
const TOLERANCE: f64 = 1.0;

/// The same down the page: raised signs stand a little above their line.
const RAISED: f64 = 4.0;

/// How far something is from its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Extent {
    /// It runs out of its column or over a margin, and can be read.
    Margin,
    /// It runs off the paper: some of it is lost.
    Paper,
}

/// Something that does not stay in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Overfull {
    /// How far it is out.
    pub extent: Extent,
    /// The first characters that are.
    pub text: String,
}

/// Margins in pt.
#[derive(Clone, Copy)]
pub(super) struct Margins {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Margins {
    /// Those that the embedded templates take from a theme.
    pub(super) fn of(theme: &Theme) -> Self {
        Self {
            left: theme.margin_left_mm * PT_PER_MM,
            right: theme.margin_right_mm * PT_PER_MM,
            top: theme.margin_top_mm * PT_PER_MM,
            bottom: theme.margin_bottom_mm * PT_PER_MM,
        }
    }
}

/// What does not stay in its place, by where it comes from: its origin, the key of its section, or
/// nothing for running heads and feet.
///
/// Without `margins`, only the paper counts: a template of the project's may set its own. `second_column` is
/// where a second column begins, in pt from the left edge.
pub(super) fn find(
    pages: &PagedDocument,
    document: &Document,
    margins: Option<Margins>,
    second_column: Option<f64>,
) -> BTreeMap<Origin, Overfull> {
    let sections = document.sections.iter();
    let mut walk = Walk {
        margins,
        sections: sections.map(|section| section.id.as_str()).collect(),
        section: std::array::from_fn(|_| document.header.origin.clone()),
        open: Blocks::new(second_column),
        furniture: None,
        paper: Size::zero(),
        found: BTreeMap::new(),
    };
    for page in pages.pages() {
        walk.paper = page.frame.size();
        walk.frame(&page.frame, Transform::identity(), None);
    }
    walk.found
}

/// What was found, as problems at their places.
pub(super) fn problems(found: BTreeMap<Origin, Overfull>, document: &Document) -> Vec<Diagnostic> {
    let describe = |(origin, overfull): (Origin, Overfull)| {
        let section = document.sections.iter().find(|one| one.id == origin);
        let origin = section.map_or(origin, |section| section.origin.clone());
        let place = if origin.is_empty() {
            Place::Nowhere
        } else {
            Place::Value(origin)
        };
        let start: String = overfull.text.chars().take(30).collect();
        let name = &document.meta.name;
        let problem = match overfull.extent {
            Extent::Paper => Diagnostic::error(
                Code::Overfull,
                place,
                format!("in the document `{name}`, this runs off the page at `{start}`"),
            ),
            Extent::Margin => Diagnostic::warning(
                Code::Overfull,
                place,
                format!("in the document `{name}`, this runs out of its column at `{start}`"),
            ),
        };
        problem
            .label("has no place where a line can end")
            .help("Shorten it, or take it apart; a formula may be given in two.")
    };
    found.into_iter().map(describe).collect()
}

/// Whether a frame holds a picture and no text.
fn has_picture(frame: &Frame) -> bool {
    let mut items = frame.items();
    items.any(|(_, item)| match item {
        FrameItem::Image(..) => true,
        FrameItem::Group(group) => has_picture(&group.frame),
        _ => false,
    }) && !has_text(frame)
}

/// Whether there is text in a frame.
fn has_text(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Text(_) => true,
        FrameItem::Group(group) => has_text(&group.frame),
        _ => false,
    })
}

struct Walk<'a> {
    margins: Option<Margins>,
    sections: BTreeSet<&'a str>,
    /// The section that was begun last in each column.
    section: [String; 2],
    /// Labelled blocks around what comes next.
    open: Blocks<String>,
    /// The running head or foot that what comes next is part of.
    furniture: Option<Location>,
    paper: Size,
    found: BTreeMap<Origin, Overfull>,
}

impl Walk<'_> {
    /// Looks at a frame; `column` is how far right its content may reach.
    fn frame(&mut self, frame: &Frame, transform: Transform, column: Option<f64>) {
        for (position, item) in frame.items() {
            let place = transform.pre_concat(Transform::translate(position.x, position.y));
            match item {
                FrameItem::Group(group) => {
                    let inner = place.pre_concat(group.transform);
                    let own = group.frame.kind().is_hard().then(|| {
                        let corner = Point::with_x(group.frame.width());
                        corner.transform(inner).x.to_pt()
                    });
                    if group.clip.is_some() && has_picture(&group.frame) {
                        // What a picture has beyond its frame is cut off.
                        let size = group.frame.size();
                        let end = Point::new(size.x, size.y).transform(inner);
                        self.look(Point::zero().transform(inner), end, column, || {
                            "the picture".to_owned()
                        });
                        continue;
                    }
                    self.frame(&group.frame, inner, own.or(column));
                }
                FrameItem::Text(text) if text.text.trim().is_empty() => {}
                FrameItem::Text(text) => {
                    let mut top = Point::with_y(-0.75 * text.size).transform(place);
                    let mut end = Point::new(text.width(), 0.25 * text.size).transform(place);
                    if self.leaves_lines(top, end) {
                        // Signs of formulas, such as roots, hang from where they are set.
                        let ink = text.bbox();
                        let (above, below) = (ink.min.y.min(ink.max.y), ink.min.y.max(ink.max.y));
                        if above.to_raw().is_finite() && below.to_raw().is_finite() {
                            top = Point::with_y(above).transform(place);
                            end = Point::new(text.width(), below).transform(place);
                        }
                    }
                    self.look(top, end, column, || {
                        text.text.replace("\u{200b}", "").into()
                    });
                }
                FrameItem::Image(_, size, _) => {
                    let end = Point::new(size.x, size.y).transform(place);
                    self.look(Point::zero().transform(place), end, column, || {
                        "the picture".to_owned()
                    });
                }
                FrameItem::Tag(Tag::Start(element, _)) => {
                    let location = element.location();
                    if let (Some(label), Some(location)) = (element.label(), location) {
                        let label = label.resolve().to_string();
                        let x = Point::zero().transform(place).x.to_pt();
                        if self.sections.contains(label.as_str()) {
                            self.section[self.open.column(x)].clone_from(&label);
                        }
                        self.open.begin(x, location, label);
                    }
                    if self.furniture.is_none() && element.is::<ArtifactElem>() {
                        self.furniture = location;
                    }
                }
                FrameItem::Tag(Tag::End(location, ..)) => {
                    self.open.end(*location);
                    if self.furniture == Some(*location) {
                        self.furniture = None;
                    }
                }
                FrameItem::Shape(..) | FrameItem::Link(..) => {}
            }
        }
    }

    /// Whether what reaches from one corner to the other is above or below the lines of the page.
    fn leaves_lines(&self, from: Point, to: Point) -> bool {
        let (top, bottom) = self.margins.map_or((0.0, 0.0), |all| (all.top, all.bottom));
        let height = self.paper.y.to_pt();
        from.y.min(to.y).to_pt() < top - RAISED
            || from.y.max(to.y).to_pt() > height - bottom + RAISED
    }

    /// Notes what is out of its place, of what reaches from one corner to the other.
    fn look(&mut self, from: Point, to: Point, column: Option<f64>, text: impl FnOnce() -> String) {
        let pt = |length: Abs| length.to_pt();
        let (left, right) = (pt(from.x.min(to.x)), pt(from.x.max(to.x)));
        let (top, bottom) = (pt(from.y.min(to.y)), pt(from.y.max(to.y)));
        let (width, height) = (pt(self.paper.x), pt(self.paper.y));
        let out = |margins: Margins| {
            left < margins.left - TOLERANCE
                || right > width - margins.right + TOLERANCE
                || top < margins.top - RAISED
                || bottom > height - margins.bottom + RAISED
        };
        let paper = Margins {
            left: 0.0,
            right: 0.0,
            top: 0.0,
            bottom: 0.0,
        };
        let extent = if out(paper) {
            Extent::Paper
        } else {
            let Some(mut margins) = self.margins else {
                return;
            };
            if self.furniture.is_some() {
                (margins.top, margins.bottom) = (0.0, 0.0);
            }
            let is_out = out(margins) || column.is_some_and(|column| right > column + TOLERANCE);
            if !is_out {
                return;
            }
            Extent::Margin
        };
        let origin = match (&self.furniture, self.open.innermost(left)) {
            (Some(_), _) => String::new(),
            (None, Some(origin)) => origin.clone(),
            (None, None) => self.section[self.open.column(left)].clone(),
        };
        let found = self.found.entry(origin).or_insert_with(|| Overfull {
            extent,
            text: text(),
        });
        found.extent = found.extent.max(extent);
    }
}
