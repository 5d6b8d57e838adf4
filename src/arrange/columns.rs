//! Two columns: which sections stand in the second, and the order in which a page is read.

use crate::document::Section;
use crate::theme::Theme;

/// The sections in the order in which they are read: those of the first column as the document has them, then
/// those of the second in the order of the theme.
pub(super) fn in_order<'a, H>(
    sections: &'a [Section<H>],
    theme: &Theme,
) -> impl Iterator<Item = &'a Section<H>> {
    let side = &theme.columns.side;
    let main = sections
        .iter()
        .filter(|section| !side.contains(&section.id));
    let beside = side
        .iter()
        .filter_map(|key| sections.iter().find(|section| section.id == *key));
    let ordered: Vec<&Section<H>> = main.chain(beside).collect();
    ordered.into_iter()
}
