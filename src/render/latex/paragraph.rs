//! The runs of a paragraph, in the direction of its lines.

use crate::document::Inline;
use crate::render::breaks;

use super::escape::Needs;
use super::from_right;
use super::inline::push_runs;

/// Runs as LaTeX.
pub(super) fn runs(content: &[Inline], needs: &mut Needs) -> String {
    let mut out = String::new();
    let placed = breaks::between(content);
    let content = placed.as_deref().unwrap_or(content);
    match needs.from_right {
        true => from_right::push_paragraph(&mut out, content, needs),
        false => push_runs(&mut out, content, needs),
    }
    out
}
