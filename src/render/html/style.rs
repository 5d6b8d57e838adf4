//! The look of a theme as CSS: its tokens as variables, the rules beside them in `page.css`.

use std::fmt::Write as _;

use super::{faces, look};
use crate::arrange::Arranged;
use crate::render::webfont::WebFont;
use crate::theme::{Geometry, OwnerMark, PT_PER_MM, Theme, readable_on};

/// The rules, which are the same for all themes.
pub(super) const RULES: &str = include_str!("page.css");

/// Families that systems have, by the kind of a theme's font.
const SERIF: &str = "\"Iowan Old Style\", Charter, Georgia, Cambria, serif";
const SANS: &str = "\"Segoe UI\", Roboto, \"Helvetica Neue\", Arial, sans-serif";
const MONO: &str = "ui-monospace, \"SF Mono\", Consolas, monospace";

/// The grounds of a page as `page.css` has them, each with the least contrast of text on it: more than WCAG 2.2 asks for
/// (1.4.3: 4.5), as a browser rounds, and as colours of print are dull where they are just light enough.
const LIGHT: (&str, f64) = ("#ffffff", 5.0);
const DARK: (&str, f64) = ("#16181b", 7.5);
/// Headings and links are no dimmer than the text, in which remarks are.
const DARK_ACCENT: (&str, f64) = ("#16181b", 10.0);

/// Text on the dark ground.
const DARK_TEXT: &str = "#e4e6e9";

/// Points of a theme that are one rem on a screen: text that is read in print at 10 pt is read there at 17 px, and a
/// rem has 16.
const PT_PER_REM: f64 = 10.0 * 16.0 / 17.0;

/// The theme's tokens as CSS variables, after the fonts that the page carries.
pub(super) fn tokens(document: &Arranged, theme: &Theme, fonts: &[WebFont]) -> String {
    let geometry = Geometry::of(document, theme);
    let mut css = faces::rules(fonts) + ":root{";
    let mut set = |name: &str, value: String| {
        // Writing to a string cannot fail.
        let _ = write!(css, "--cv-{name}:{value};");
    };
    set("body-font", families(&theme.body_fonts, fonts));
    set("head-font", families(&theme.head_fonts, fonts));
    let mono = faces::before(&theme.mono_font, fonts);
    set(
        "mono-font",
        format!("{mono}{}, {MONO}", quoted(&theme.mono_font)),
    );
    set("math-font", format!("{}, math", quoted(&theme.math_font)));
    let em = |pt: f64| format!("{}em", rounded(pt / theme.size_pt));
    set(
        "leading",
        rounded((theme.leading_pt / theme.size_pt).max(1.35)),
    );
    // A screen has room: what a page was tightened to stands apart here.
    let gap = (theme.gap_pt + theme.leading_pt * 0.1).max(theme.size_pt * 0.6);
    set("gap", em(gap));
    set(
        "section-gap",
        format!("{}em", rounded(theme.section_gap_em * 1.35)),
    );
    set(
        "heading-gap",
        format!("{}em", rounded(theme.heading_gap_em)),
    );
    set("name", em(theme.name_pt));
    set("name-weight", theme.name_weight.to_string());
    set("headline", em(theme.headline_pt));
    set("contact", em(theme.contact_pt.max(theme.size_pt * 0.92)));
    set("date", em(theme.date_pt.max(theme.size_pt * 0.92)));
    set("note", em(theme.note_pt));
    set("heading", format!("{}em", rounded(theme.heading_em)));
    set("heading-weight", theme.heading_weight.to_string());
    set(
        "tracking",
        format!("{}em", rounded(theme.heading_tracking_em)),
    );
    set("rule", format!("{}pt", rounded(theme.heading_rule_pt)));
    let column = geometry.column_mm;
    set("column", on_screen(column));
    set("gutter", on_screen(theme.gutter_mm));
    set("labels", label_column(document));
    let on = |colour: &str, (ground, contrast), text: &str| {
        readable_on(colour, ground, contrast).unwrap_or_else(|| text.to_owned())
    };
    set("accent", on(&theme.accent, LIGHT, "#000000"));
    let is_black = |colour: &str| colour == "#000000";
    let text = || "var(--text)".to_owned();
    set(
        "muted",
        match is_black(&theme.muted) {
            true => text(),
            false => on(&theme.muted, LIGHT, "#555555"),
        },
    );
    // Black on paper is the colour of the text; so it is on a dark ground.
    let dark_accent = match is_black(&theme.accent) {
        true => text(),
        false => on(&theme.accent, DARK_ACCENT, DARK_TEXT),
    };
    set("dark-accent", dark_accent);
    let group = match theme.group_is_italic() {
        true => "italic",
        false => "normal",
    };
    set("group-style", group.to_owned());
    set(
        "dark-muted",
        match is_black(&theme.muted) {
            true => text(),
            false => on(&theme.muted, DARK, DARK_TEXT),
        },
    );
    let weight = theme.owner().weight();
    set(
        "owner-weight",
        weight.map_or("inherit".to_owned(), |weight| weight.to_string()),
    );
    set(
        "owner-line",
        match theme.owner() {
            OwnerMark::Bold => "none",
            OwnerMark::Underline => "underline",
        }
        .to_owned(),
    );
    for (name, value) in look::variables(theme) {
        set(name, value);
    }
    css.push('}');
    // On paper, the lengths of the theme.
    let _ = write!(
        css,
        "@page{{size:{};margin:{}mm {}mm {}mm {}mm}}@media print{{:root{{--cv-print-size:{}pt;\
         --cv-leading:{};--cv-gap:{}pt;--cv-column:{}mm;--cv-gutter:{}mm;{}}}}}",
        match document.meta.paper {
            "us-letter" => "letter",
            _ => "A4",
        },
        rounded(theme.margin_top_mm),
        rounded(theme.margin_right_mm),
        rounded(theme.margin_bottom_mm),
        rounded(theme.margin_left_mm),
        rounded(theme.size_pt),
        rounded(theme.leading_pt / theme.size_pt),
        rounded(theme.gap_pt),
        rounded(column),
        rounded(theme.gutter_mm),
        look::lengths_on_paper(theme),
    );
    css
}

/// The width of the longest label of a paper, in characters.
fn label_column(document: &Arranged) -> String {
    let groups = document.sections.iter().flat_map(|section| &section.groups);
    let labels = groups
        .flat_map(|group| &group.items)
        .filter_map(|item| match item {
            crate::document::Item::Publication(paper) => paper.label.as_deref(),
            _ => None,
        });
    match labels.map(|label| label.chars().count()).max() {
        Some(longest) => format!("{}ch", longest + 1),
        None => "0px".to_owned(),
    }
}

/// Fonts by name, then what systems have of the kind of the first.
fn families(fonts: &[String], carried: &[WebFont]) -> String {
    let is_sans = fonts
        .first()
        .is_some_and(|font| font.to_lowercase().contains("sans"));
    let known = [("Libertinus Serif", "\"Linux Libertine\"")];
    let mut names = Vec::new();
    for font in fonts {
        // A fall-back of another kind would look worse than one of the system.
        if font.to_lowercase().contains("sans") == is_sans {
            names.push(faces::before(font, carried) + &quoted(font));
            let also = known.iter().filter(|(name, _)| name == font);
            names.extend(also.map(|(_, also)| (*also).to_owned()));
        }
    }
    names.push(if is_sans { SANS } else { SERIF }.to_owned());
    names.join(", ")
}

/// A name in quotes, of characters that mean nothing there.
fn quoted(name: &str) -> String {
    let plain = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    format!("\"{}\"", name.chars().filter(plain).collect::<String>())
}

/// A length of the page, in mm, on a screen: the same in texts of all sizes.
pub(super) fn on_screen(mm: f64) -> String {
    format!("{}rem", rounded(mm * PT_PER_MM / PT_PER_REM))
}

/// A number with at most three decimals.
pub(super) fn rounded(number: f64) -> String {
    let text = format!("{number:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    text.to_owned()
}
