//! The labelled blocks of a page, as a walk over its frames meets them.

use typst::introspection::Location;

use crate::theme::{Geometry, PT_PER_MM, Theme};

/// Sums of widths are rounded by less than this, in pt.
const ROUNDING: f64 = 1.0;

/// The labelled blocks around what a walk has come to.
///
/// Where there are two columns, a block of each may go on over the end of a page, so that the end of the one comes
/// while the other is open: each column has its own blocks, and where something stands says which are around it.
pub(super) struct Blocks<T> {
    /// Where the second column begins, in pt from the left edge of the page.
    second: Option<f64>,
    open: [Vec<(Location, T)>; 2],
}

impl<T> Blocks<T> {
    /// None yet; `second` is where a second column begins.
    pub(super) fn new(second: Option<f64>) -> Self {
        Self {
            second,
            open: [Vec::new(), Vec::new()],
        }
    }

    /// The column in which something begins that far right, in pt: 0 or 1.
    pub(super) fn column(&self, x: f64) -> usize {
        usize::from(self.second.is_some_and(|second| x > second - ROUNDING))
    }

    /// A block begins.
    pub(super) fn begin(&mut self, x: f64, location: Location, block: T) {
        let column = self.column(x);
        self.open[column].push((location, block));
    }

    /// What began there, if it is one of the blocks, ends.
    pub(super) fn end(&mut self, location: Location) {
        for open in &mut self.open {
            open.retain(|(one, _)| *one != location);
        }
    }

    /// The innermost block around what begins that far right.
    pub(super) fn innermost(&self, x: f64) -> Option<&T> {
        self.open[self.column(x)].last().map(|(_, block)| block)
    }
}

/// Where the second column of a theme begins on pages of that geometry, in pt from the left edge.
pub(super) fn second_column(theme: &Theme, geometry: &Geometry) -> Option<f64> {
    let before = theme.margin_left_mm + geometry.text_width_mm + theme.columns.space_mm;
    theme.columns.are_two().then_some(before * PT_PER_MM)
}
