//! Headings of groups of works, in words.

use crate::papers::Heading;
use crate::words::{Locale, Message};

/// The heading as it prints.
pub fn title(heading: &Heading, locale: &Locale) -> String {
    let message = match heading {
        Heading::Selected => Message::GroupSelected,
        Heading::Further => Message::GroupFurther,
        Heading::Kind(kind) => (*kind).into(),
        Heading::Manuscripts => Message::GroupManuscripts,
        Heading::Unpublished => Message::GroupUnpublished,
        Heading::Forthcoming => Message::GroupForthcoming,
        Heading::Undated => Message::GroupUndated,
        Heading::Untagged => Message::GroupUntagged,
        Heading::Year(year) => return year.to_string(),
        Heading::Tag(tag) => return locale.capitalised(&tag.replace(['-', '_'], " ")),
    };
    locale.word(message)
}
