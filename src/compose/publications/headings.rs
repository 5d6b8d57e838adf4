//! Headings of groups of works, in words.

use crate::markup::plain;
use crate::papers::{Heading, ListTitle};
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
        Heading::Year(year) => return locale.numerals(year),
        Heading::Tag(tag) => return locale.capitalised(&tag.replace(['-', '_'], " ")),
    };
    locale.word(message)
}

/// What stands above a list, as it prints.
pub fn of_list(title: &ListTitle, locale: &Locale) -> String {
    match title {
        ListTitle::Own(words) => plain(words),
        ListTitle::Common(heading) => self::title(heading, locale),
        ListTitle::All => locale.word(Message::SectionPublications),
    }
}
