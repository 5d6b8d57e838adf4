//! Where things stand on the finished pages.

use typst::introspection::Tag;
use typst::layout::{Frame, FrameItem, Point};
use typst_layout::PagedDocument;

use super::Layout;
use super::blocks::Blocks;

/// Where a labelled block begins.
#[derive(Debug, Clone, PartialEq)]
pub struct Mark {
    /// Its label: the origin of an item, or the id of a section.
    pub label: String,
    /// The page, from 0.
    pub page: usize,
    /// Distance of its top from the top of the page, in pt.
    pub top: f64,
}

/// A run of text on a page: its extent down the page, in pt, by the line box of the templates
/// (three quarters of the size above the baseline, one quarter below).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TextBox {
    /// The page, from 0.
    pub page: usize,
    /// Distance of its top from the top of the page.
    pub top: f64,
    /// Distance of its bottom from the top of the page.
    pub bottom: f64,
    /// Distance of its baseline from the top of the page.
    pub baseline: f64,
    /// Its size.
    pub size: f64,
    /// The innermost labelled block that it stands in, among the marks.
    pub mark: Option<usize>,
}

/// What stands where.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Measures {
    /// Labelled blocks, in reading order.
    pub marks: Vec<Mark>,
    /// Runs of text, in reading order, running heads and feet among them.
    pub texts: Vec<TextBox>,
}

impl Layout {
    /// Measures the pages.
    pub fn measure(&self) -> Measures {
        measures(self.document(), self.second_column)
    }
}

/// Measures pages; `second_column` is where a second one begins, in pt from the left edge.
pub(super) fn measures(pages: &PagedDocument, second_column: Option<f64>) -> Measures {
    let mut measures = Measures::default();
    let mut open = Blocks::new(second_column);
    for (page, laid_out) in pages.pages().iter().enumerate() {
        walk(
            &laid_out.frame,
            page,
            Point::zero(),
            &mut measures,
            &mut open,
        );
    }
    measures
}

/// `open` are the labelled blocks around a frame, each by its place among the marks.
fn walk(
    frame: &Frame,
    page: usize,
    origin: Point,
    measures: &mut Measures,
    open: &mut Blocks<usize>,
) {
    for (position, item) in frame.items() {
        let at = origin + *position;
        match item {
            FrameItem::Group(group) => walk(&group.frame, page, at, measures, open),
            // Blanks are there for those who read the text, and are nothing to see.
            FrameItem::Text(text) if text.text.trim().is_empty() => {}
            FrameItem::Text(text) => {
                let (size, baseline) = (text.size.to_pt(), at.y.to_pt());
                measures.texts.push(TextBox {
                    page,
                    top: baseline - 0.75 * size,
                    bottom: baseline + 0.25 * size,
                    baseline,
                    size,
                    mark: open.innermost(at.x.to_pt()).copied(),
                });
            }
            FrameItem::Tag(Tag::Start(element, _)) => {
                if let (Some(label), Some(location)) = (element.label(), element.location()) {
                    let label = label.resolve().to_string();
                    open.begin(at.x.to_pt(), location, measures.marks.len());
                    measures.marks.push(Mark {
                        label,
                        page,
                        top: at.y.to_pt(),
                    });
                }
            }
            FrameItem::Tag(Tag::End(location, ..)) => open.end(*location),
            FrameItem::Shape(..) | FrameItem::Image(..) | FrameItem::Link(..) => {}
        }
    }
}
