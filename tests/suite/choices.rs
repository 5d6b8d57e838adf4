//! Every choice that a theme has is seen in HTML and in Word.

use std::collections::BTreeMap;

use folio::document::Document;
use folio::render::Picture;
use folio::render::docx::{Pages, docx};
use folio::render::html::{Companions, html};
use folio::theme::{
    Align, Bullet, Choice, DateFace, DatePlacement, HeadingAxis, HeadingStyle, LinkStyle,
    PhotoPlacement, PhotoShape, RuleTone, Separator, Theme,
};

use super::project::{composed, fixture};

/// A picture that both formats carry as it is.
const PORTRAIT: &[u8] = b"\x89PNG";

fn drawn_as_html(document: &Document, theme: &Theme) -> Vec<u8> {
    let companions = Companions {
        language: "en".to_owned(),
        picture: Some(Picture {
            media_type: "image/png",
            bytes: PORTRAIT.to_vec(),
        }),
        ..Companions::default()
    };
    html(document, theme, &companions).into_bytes()
}

fn drawn_for_word(document: &Document, theme: &Theme) -> Vec<u8> {
    let pages = Pages {
        count: 2,
        portrait: Some(PORTRAIT),
    };
    docx(document, theme, pages)
}

/// Draws a document with each choice of a token: those that look like one before are named.
fn same_as_others<C: Choice>(
    draw: fn(&Document, &Theme) -> Vec<u8>,
    base: &Theme,
    choose: fn(&mut Theme, C),
) -> Vec<&'static str> {
    let document = composed(&fixture("full"), "cv", "scholar").0.document;
    let mut seen: BTreeMap<Vec<u8>, &str> = BTreeMap::new();
    let mut same = Vec::new();
    for (choice, word) in C::ALL {
        let mut theme = base.clone();
        choose(&mut theme, *choice);
        if seen.insert(draw(&document, &theme), word).is_some() {
            same.push(*word);
        }
    }
    same
}

fn assert_seen(draw: fn(&Document, &Theme) -> Vec<u8>, exempt: &[&str]) {
    let base = Theme::built_in("scholar").unwrap();
    let no_axis = Theme {
        heading_style: HeadingStyle::RuleUnder,
        ..base.clone()
    };
    let mut same = Vec::new();
    same.extend(same_as_others(
        draw,
        &base,
        |theme, choice: DatePlacement| theme.date = choice,
    ));
    same.extend(same_as_others(draw, &base, |theme, choice: DateFace| {
        theme.date_face = choice
    }));
    same.extend(same_as_others(draw, &base, |theme, choice: Align| {
        theme.name_align = choice
    }));
    same.extend(same_as_others(draw, &base, |theme, choice: Align| {
        theme.heading_align = choice
    }));
    same.extend(same_as_others(draw, &base, |theme, choice: Separator| {
        theme.contact_separator = choice;
    }));
    same.extend(same_as_others(
        draw,
        &base,
        |theme, choice: PhotoPlacement| theme.photo = choice,
    ));
    same.extend(same_as_others(draw, &base, |theme, choice: PhotoShape| {
        theme.photo_shape = choice;
    }));
    same.extend(same_as_others(
        draw,
        &base,
        |theme, choice: HeadingStyle| {
            theme.heading_style = choice;
        },
    ));
    same.extend(same_as_others(
        draw,
        &no_axis,
        |theme, choice: HeadingAxis| {
            theme.heading_axis = choice;
        },
    ));
    same.extend(same_as_others(draw, &base, |theme, choice: RuleTone| {
        theme.heading_rule_tone = choice;
    }));
    same.extend(same_as_others(draw, &base, |theme, choice: Bullet| {
        theme.bullet = choice
    }));
    same.extend(same_as_others(draw, &base, |theme, choice: LinkStyle| {
        theme.links = choice
    }));
    assert_eq!(same, exempt);
    let document = composed(&fixture("full"), "cv", "scholar").0.document;
    let plain = draw(&document, &base);
    for set in [
        |theme: &mut Theme| theme.banner = true,
        |theme: &mut Theme| theme.heading_small_caps = !theme.heading_small_caps,
        |theme: &mut Theme| theme.photo_mm += 7.0,
        |theme: &mut Theme| theme.columns.side = vec!["skills".to_owned(), "languages".to_owned()],
    ] {
        let mut theme = base.clone();
        set(&mut theme);
        assert_ne!(draw(&document, &theme), plain);
    }
}

#[test]
fn every_choice_is_seen_in_html() {
    assert_seen(drawn_as_html, &[]);
}

/// Word draws no line beside words and no stroke between them.
#[test]
fn every_choice_is_seen_in_word() {
    assert_seen(drawn_for_word, &["space", "rule-beside"]);
}
