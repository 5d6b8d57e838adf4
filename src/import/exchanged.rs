//! What writers of other formats must know of how they are read.

use super::rendercv;
use super::text::Dialect;

pub(crate) use super::person::country_code;
#[cfg(test)]
pub(crate) use super::person::network;

/// What a plain text of another format says so that it becomes this markup again: without the backslashes that
/// reading it puts there.
pub(crate) fn plain_source(markup: &str) -> String {
    if !markup.contains('\\') {
        return markup.to_owned();
    }
    let mut bare = String::with_capacity(markup.len());
    let mut rest = markup.chars().peekable();
    while let Some(c) = rest.next() {
        match (c, rest.peek()) {
            ('\\', Some(next)) if next.is_ascii_punctuation() => {
                bare.extend(rest.next());
            }
            _ => bare.push(c),
        }
    }
    match Dialect::Plain.markup(&bare) == markup {
        true => bare,
        false => markup.to_owned(),
    }
}

/// The theme of RenderCV that looks most like one of Folio's.
pub(crate) fn theme_name(own: &str) -> &'static str {
    let near = rendercv::THEMES.iter().find(|(_, known)| *known == own);
    near.map_or("classic", |(name, _)| *name)
}

/// What RenderCV calls a language; none of which it has no words.
pub(crate) fn locale_name(tag: &str) -> Option<&'static str> {
    const WITHOUT: [&str; 8] = ["pl", "sv", "el", "cs", "uk", "ro", "fi", "ca"];
    let own = tag.split('-').next().unwrap_or(tag);
    let mut languages = rendercv::LANGUAGES.iter();
    let (name, _) = languages.find(|(_, known)| *known == own)?;
    (!WITHOUT.contains(&own)).then_some(*name)
}
