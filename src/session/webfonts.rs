//! The fonts that a page of the Web carries.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::document::{Document, Inline, Inlines, Visit, What};
use crate::fit::Fitted;
use crate::render::text::text;
use crate::render::webfont::WebFont;
use crate::theme::Theme;
use crate::words::{Locale, Message};

/// The weight of what is strong.
const STRONG: u16 = 600;

/// The faces of the fonts of a theme that a page needs, each with the characters of the page; one that cannot be
/// taken apart is told in `doubts`.
pub(super) fn of(fitted: &Fitted, locale: &Locale, doubts: &mut Vec<Diagnostic>) -> Vec<WebFont> {
    let Fitted {
        document,
        theme,
        layout,
        ..
    } = fitted;
    let faces = layout.faces(&wanted(document, theme));
    let characters = characters(document, theme, locale);
    let made: Vec<_> = faces
        .par_iter()
        .map(|face| (face, face.for_the_web(&characters)))
        .collect();
    let mut fonts = Vec::new();
    for (face, made) in made {
        match made {
            Ok(font) => fonts.push(font),
            Err(why) => {
                let message = format!(
                    "the HTML page cannot carry the font `{}` and names it instead: {why}",
                    face.family
                );
                doubts.push(Diagnostic::warning(Code::BadFont, Place::Nowhere, message));
            }
        }
    }
    fonts
}

/// Which faces the style sheet asks for, those of a family one after the other. Formulas are set in the reader's font
/// of formulas.
fn wanted(document: &Document, theme: &Theme) -> Vec<(String, u16, bool)> {
    let owner = theme.owner().weight().unwrap_or(STRONG);
    let body = [(400, false), (STRONG, false), (owner, false), (400, true)];
    let head = [400, theme.name_weight, theme.heading_weight, STRONG].map(|weight| (weight, false));
    let first = |families: &[String]| families.first().cloned().unwrap_or_default();
    let (body_family, head_family) = (first(&theme.body_fonts), first(&theme.head_fonts));
    let mut wanted: Vec<(String, u16, bool)> = Vec::new();
    let mut push = |family: &str, faces: &[(u16, bool)]| {
        for (weight, is_italic) in faces {
            wanted.push((family.to_owned(), *weight, *is_italic));
        }
    };
    push(&body_family, &body);
    // Faces that are the same are taken once, and the families stand together.
    push(&head_family, &head);
    let mut code = ProgramText::default();
    document.visit(&mut code);
    if code.is_there {
        push(&theme.mono_font, &[(400, false)]);
    }
    wanted
}

/// Whether a document has program text.
#[derive(Default)]
struct ProgramText {
    is_there: bool,
}

impl Visit for ProgramText {
    fn text(&mut self, _: What, _: &str, _: &str) {}

    fn runs(&mut self, _: What, _: &str, runs: &Inlines) {
        fn has_code(runs: &[Inline]) -> bool {
            runs.iter()
                .any(|run| matches!(run, Inline::Code { .. }) || has_code(run.children()))
        }
        self.is_there |= has_code(runs);
    }
}

/// The characters that a page may show: its text, its headings with and without capitals, what its script says, and
/// those of ASCII, in which readers search.
fn characters(document: &Document, theme: &Theme, locale: &Locale) -> BTreeSet<char> {
    let words = [
        Message::PageSkip,
        Message::PageContents,
        Message::PapersFilter,
        Message::PapersSearch,
        Message::PapersYear,
        Message::PapersKind,
        Message::PapersAll,
        Message::PapersCopy,
        Message::PapersCopied,
    ];
    let words = words.map(|message| locale.word(message));
    let sections = document.sections.iter();
    let headings =
        sections.flat_map(|section| section.title.chars().chain(section.capitals.chars()));
    let all = text(document, theme);
    let all = all.chars().chain(headings);
    let all = all.chain(words.iter().flat_map(|word| word.chars()));
    all.filter(|c| !c.is_control())
        .chain(' '..='~')
        .chain(['\u{a0}'])
        .collect()
}
