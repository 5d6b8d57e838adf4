//! What can be told of a document without typesetting it.

use unicode_normalization::char::is_combining_mark;

use super::{Engine, characters, datetime};
use crate::diagnostics::Diagnostic;
use crate::document::{Document, Inline, Inlines, Visit, What, plain_text};
use crate::theme::{PhotoPlacement, Theme};

/// Most characters of a text that has to stay on one page, for which it surely does: a heading, a
/// label, a way of contact.
const TALLEST: usize = 300;

/// Deepest nesting of runs for which the templates surely stay within Typst's limit of calls
/// (80 of them, two for each level).
const DEEPEST: usize = 8;

impl Engine {
    /// The problems that [`layout`](Self::layout) would find, for documents of which that can be
    /// told without a layout; `None` for others, with templates, themes or fonts of the project's,
    /// with a photo, a second column, formulas, or scripts whose letters combine.
    pub fn examine(&self, document: &Document, theme: &Theme) -> Option<Vec<Diagnostic>> {
        let shared = &self.shared;
        let is_own = shared.fonts.are_embedded()
            && shared.templates.is_embedded(&document.meta.template)
            && Theme::built_in(&theme.name).as_ref() == Some(theme);
        let has_photo = document.header.photo.is_some() && theme.photo != PhotoPlacement::None;
        let is_plain_page = is_own && !has_photo && !theme.columns.are_two();
        if !is_plain_page || datetime(document.meta.date).is_err() {
            return None;
        }
        let problems = self.unprintable(document, theme);
        // With problems, nothing would be typeset either.
        (!problems.is_empty() || is_plain(document)).then_some(problems)
    }

    /// The fonts that are not there, and the characters that cannot be printed.
    pub fn unprintable(&self, document: &Document, theme: &Theme) -> Vec<Diagnostic> {
        let fonts = &self.shared.fonts;
        let mut problems = fonts.missing_families(theme);
        problems.extend(characters::check(document, theme, fonts));
        problems
    }
}

/// Whether a document has nothing in it but text that is set letter by letter.
fn is_plain(document: &Document) -> bool {
    let meta = &document.meta;
    let words = [&meta.title, &meta.author, &meta.kind, &meta.page_of];
    let mut words = words.into_iter().chain(&meta.updated);
    let mut plainness = Plainness(true);
    document.visit(&mut plainness);
    plainness.0
        && words.all(|text| is_short(text))
        && document
            .sections
            .iter()
            .all(|section| !section.id.is_empty())
}

/// Whether all that was seen is plain.
struct Plainness(bool);

impl Visit for Plainness {
    fn text(&mut self, _what: What, _origin: &str, text: &str) {
        self.0 = self.0 && is_short(text);
    }

    fn runs(&mut self, what: What, _origin: &str, runs: &Inlines) {
        let stays = || what != What::Legend || is_short(&plain_text(runs));
        self.0 = self.0 && are_plain(runs) && stays();
    }
}

/// Whether a text that has to stay on one page surely does, and is simple.
fn is_short(text: &str) -> bool {
    is_simple(text) && text.chars().nth(TALLEST).is_none()
}

fn are_plain(inlines: &[Inline]) -> bool {
    fn plain_to(inlines: &[Inline], levels: usize) -> bool {
        levels > 0
            && inlines.iter().all(|inline| {
                !matches!(inline, Inline::Math { .. })
                    && inline.own_text().is_none_or(is_simple)
                    && (inline.children().is_empty() || plain_to(inline.children(), levels - 1))
            })
    }
    plain_to(inlines, DEEPEST)
}

/// Whether each character stands for itself: Latin, Greek, Cyrillic, punctuation and signs, without
/// marks that combine. What no font has is left to the check of the characters.
fn is_simple(text: &str) -> bool {
    text.is_ascii()
        || text.chars().all(|c| {
            matches!(c, '\0'..='\u{52f}' | '\u{1e00}'..='\u{22ff}') && !is_combining_mark(c)
        })
}

#[cfg(test)]
mod tests {
    use typst::layout::Abs;
    use typst::text::FontVariations;

    use super::*;
    use crate::fit::advance;

    #[test]
    fn no_character_of_a_text_font_is_wider_than_the_bound_of_a_document_takes_it() {
        let engine = Engine::new(None);
        let mut known = 0;
        for index in 0.. {
            let Some(font) = engine.shared.fonts.font(index) else {
                break;
            };
            // Those of other scripts are asked for what the fonts of themes lack.
            let family = &font.info().family;
            if family.contains("Math") || family.starts_with("Noto ") {
                continue;
            }
            let variant = font.info().variant;
            let font = font.instantiate(variant, Abs::zero(), &FontVariations::default());
            let em = f64::from(font.ttf().units_per_em());
            for character in ('\0'..='\u{ffff}').filter(|c| !is_combining_mark(*c)) {
                let glyph = font.ttf().glyph_index(character);
                let width = glyph.and_then(|glyph| font.ttf().glyph_hor_advance(glyph));
                let (Some(width), Some(most)) = (width, advance(character)) else {
                    continue;
                };
                known += 1;
                assert!(f64::from(width) / em <= most, "{character:?}: {width}");
            }
        }
        assert!(known > 20_000, "{known}");
    }

    #[test]
    fn letters_that_stand_for_themselves_are_simple_and_others_are_not() {
        for text in ["Ada", "Łódź – “Ångström”", "Δ ≤ ½ €", "Ёлка"] {
            assert!(is_simple(text), "{text}");
        }
        for text in ["e\u{301}", "שלום", "張", "👩\u{200d}👧", "\u{1f600}"] {
            assert!(!is_simple(text), "{text}");
        }
    }
}
