//! Headings of groups of works, in words.

use super::marks::capitalised;
use crate::papers::Heading;
use crate::words::Labels;

/// The heading as it prints.
pub fn title(heading: &Heading, labels: &Labels) -> String {
    let word = |key| labels.publication_word(key).unwrap_or_default().to_owned();
    match heading {
        Heading::Selected => word("group-selected"),
        Heading::Further => word("group-further"),
        Heading::Kind(kind) => (labels.publication_groups)(*kind).to_owned(),
        Heading::Manuscripts => word("group-manuscripts"),
        Heading::Year(year) => year.to_string(),
        Heading::Unpublished => word("group-unpublished"),
        Heading::Forthcoming => word("group-forthcoming"),
        Heading::Undated => word("group-undated"),
        Heading::Tag(tag) => capitalised(&tag.replace(['-', '_'], " ")),
        Heading::Untagged => word("group-untagged"),
    }
}
