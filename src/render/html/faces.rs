//! Fonts that a page carries, in its style sheet.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::render::webfont::WebFont;

/// The name of a family within the page. A part of a font may not bear the name of the whole: licences reserve it.
fn alias(family: &str, fonts: &[WebFont]) -> Option<String> {
    let mut families: Vec<&str> = fonts.iter().map(|font| font.family.as_str()).collect();
    families.dedup();
    let at = families.iter().position(|known| *known == family)?;
    Some(format!("cv-font-{}", at + 1))
}

/// The name of a family that the page carries, with a comma behind it; empty for others.
pub(super) fn before(family: &str, fonts: &[WebFont]) -> String {
    alias(family, fonts).map_or_else(String::new, |name| format!("{name}, "))
}

/// The rules that name the fonts.
pub(super) fn rules(fonts: &[WebFont]) -> String {
    let mut css = String::new();
    for font in fonts {
        let Some(name) = alias(&font.family, fonts) else {
            continue;
        };
        let slope = if font.is_italic { "italic" } else { "normal" };
        // Writing to a string cannot fail.
        let _ = writeln!(
            css,
            "@font-face{{font-family:{name};font-weight:{};font-style:{slope};\
             src:url(data:font/woff2;base64,{}) format(\"woff2\")}}",
            font.weight,
            BASE64_STANDARD.encode(&font.woff2),
        );
    }
    css
}
