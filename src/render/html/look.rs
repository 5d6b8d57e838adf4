//! What a theme draws in one of a few ways: classes of the page and, where a word of CSS says it, variables.

use super::style::{on_screen, rounded};
use crate::theme::{
    Align, Bullet, DateFace, DatePlacement, HeadingAxis, HeadingStyle, LinkStyle, PhotoPlacement,
    PhotoShape, RuleTone, Separator, Theme,
};

/// The classes of the page, by what its theme decides of places and drawings; `docs/html.md` lists them.
pub(super) fn classes(theme: &Theme) -> String {
    let date = match theme.date {
        DatePlacement::Left => "cv-dates-left",
        DatePlacement::Right => "cv-dates-right",
        DatePlacement::Under => "cv-dates-under",
        DatePlacement::Inline => "cv-dates-inline",
    };
    let heading = match theme.heading_style {
        HeadingStyle::RuleUnder => "",
        HeadingStyle::RuleBeside => "cv-headings-beside",
        HeadingStyle::Bar => "cv-headings-bar",
        HeadingStyle::Boxed => "cv-headings-boxed",
    };
    let stands_on_axis =
        theme.heading_axis == HeadingAxis::Text && theme.heading_style != HeadingStyle::Bar;
    let is_centered = theme.name_align == Align::Centered;
    // Lines in the middle have no edge at which a stroke between two of them would be cut off.
    let contacts = match theme.contact_separator {
        Separator::Stroke if !is_centered => "cv-strokes",
        Separator::Bar | Separator::Dot => "cv-signs",
        Separator::Stroke | Separator::Space => "",
    };
    let given = |is_given: bool, class| if is_given { class } else { "" };
    let all = [
        "cv",
        date,
        heading,
        given(
            theme.heading_align == Align::Centered,
            "cv-headings-centered",
        ),
        given(stands_on_axis, "cv-headings-on-axis"),
        given(is_centered, "cv-centered"),
        given(theme.banner, "cv-banner"),
        given(theme.photo == PhotoPlacement::Left, "cv-photo-left"),
        given(theme.links == LinkStyle::Underline, "cv-links-underline"),
        contacts,
    ];
    let mut all = all.into_iter().filter(|class| !class.is_empty());
    let first = all.next().unwrap_or_default().to_owned();
    all.fold(first, |classes, class| classes + " " + class)
}

/// Variables whose values are words of CSS.
pub(super) fn variables(theme: &Theme) -> Vec<(&'static str, String)> {
    let (date_ink, date_slope) = match theme.date_face {
        DateFace::Muted => ("var(--quiet)", "normal"),
        DateFace::Plain => ("currentColor", "normal"),
        DateFace::Italic => ("currentColor", "italic"),
    };
    let sign = |bullet: Bullet| match bullet {
        Bullet::Disc => "disc".to_owned(),
        Bullet::Ring => "circle".to_owned(),
        bullet => format!("\"{}\\a0\\a0\"", bullet.sign()),
    };
    // On a screen all links are underlined, lightly: that they have another colour not everyone sees.
    let link_ink = match theme.links {
        LinkStyle::Colour => "var(--link)",
        LinkStyle::Underline | LinkStyle::Plain => "currentColor",
    };
    let capitals = match theme.heading_small_caps {
        true => "small-caps",
        false => "normal",
    };
    let tone = match theme.heading_rule_tone {
        RuleTone::Light => "45%",
        RuleTone::Full => "100%",
    };
    let radius = match theme.photo_shape {
        PhotoShape::Rectangle => "0",
        PhotoShape::Rounded => "8%/6.3%",
        PhotoShape::Circle => "50%",
    };
    let proportion = 1.0 / theme.photo_shape.proportion();
    let mut variables = vec![
        ("date-ink", date_ink.to_owned()),
        ("date-slope", date_slope.to_owned()),
        ("bullet", sign(theme.bullet)),
        ("sub-bullet", sign(theme.bullet.under())),
        ("link-ink", link_ink.to_owned()),
        ("heading-caps", capitals.to_owned()),
        ("rule-tone", tone.to_owned()),
        ("photo", on_screen(theme.photo_mm)),
        ("photo-radius", radius.to_owned()),
        ("photo-proportion", rounded(proportion)),
        ("band", theme.accent.clone()),
    ];
    if theme.columns.are_two() {
        let size = theme.columns.side_pt / theme.size_pt;
        variables.push(("aside", on_screen(theme.columns.side_mm)));
        variables.push(("aside-gap", on_screen(theme.columns.space_mm)));
        variables.push(("aside-size", format!("{}em", rounded(size))));
    }
    variables
}

/// Declarations of the lengths that paper has.
pub(super) fn lengths_on_paper(theme: &Theme) -> String {
    let mut css = format!("--cv-photo:{}mm", rounded(theme.photo_mm));
    if theme.columns.are_two() {
        css.push_str(&format!(
            ";--cv-aside:{}mm;--cv-aside-gap:{}mm",
            rounded(theme.columns.side_mm),
            rounded(theme.columns.space_mm)
        ));
    }
    css
}
