//! What a theme draws other than the commands have it: headings, bullets, links, the head of the first page.

use std::fmt::Write as _;

use crate::document::Meta;
use crate::theme::{
    Align, Bullet, DateFace, Geometry, HeadingAxis, HeadingStyle, LinkStyle, PhotoPlacement, Piece,
    Separator, Theme,
};

use super::escape::{Needs, push_left, push_text};
use super::faces::is_sans;
use super::wrap::wrapped;

const DIGITS: &str = include_str!("digits.tex");
const BAND: &str = include_str!("band.tex");
const PHOTO_LEFT: &str = include_str!("photo-left.tex");

/// Options of hyperref by which links are seen. A line under them is drawn with their words: what a viewer draws reaches
/// into the margins where a link breaks over lines.
pub(super) fn link_options(theme: &Theme) -> &'static str {
    match theme.links {
        LinkStyle::Colour => ",colorlinks,allcolors=cvaccent",
        LinkStyle::Underline | LinkStyle::Plain => ",hidelinks",
    }
}

/// Lengths of the look, with their units and what they are.
pub(super) fn lengths(
    theme: &Theme,
    geometry: &Geometry,
) -> [(&'static str, f64, &'static str, &'static str); 3] {
    let indent = match (theme.heading_axis, theme.heading_style) {
        (HeadingAxis::Text, style) if style != HeadingStyle::Bar => geometry.axis_mm,
        _ => 0.0,
    };
    [
        (
            "cvheadingindent",
            indent,
            "mm",
            "where section titles begin",
        ),
        ("cvphotowidth", theme.photo_mm, "mm", "of the portrait"),
        (
            "cvphotoheight",
            theme.photo_height_mm(),
            "mm",
            "of the portrait",
        ),
    ]
}

/// Appends what differs from the commands.
pub(super) fn push_look(out: &mut String, theme: &Theme, geometry: &Geometry) {
    let mut renew = |name: &str, body: &str| {
        let _ = writeln!(out, "\\renewcommand{{\\{name}}}{{{body}}}");
    };
    let centered = r"\leftskip=0pt plus 1fil\rightskip=0pt plus 1fil\parfillskip=0pt\relax";
    if theme.heading_small_caps && !theme.head_fonts.first().is_some_and(|font| is_sans(font)) {
        // Latin Modern has small capitals of one weight.
        renew("cvheadingface", r"\ifcvfaces\bfseries\fi\scshape");
    } else if theme.heading_weight < 550 {
        renew("cvheadingface", "");
    }
    if theme.group_is_italic() {
        renew("cvgroupface", r"\bfseries\itshape");
    }
    let is_centered = theme.heading_align == Align::Centered;
    let line = r"\leaders\hrule height\dimexpr.22em+\cvrule\relax depth-.22em\hfill";
    let line = format!(r"{{\color{{cvrule}}{line}}}\kern0pt");
    let has_rules = theme.heading_rule_pt > 0.0;
    match theme.heading_style {
        HeadingStyle::RuleUnder => {}
        HeadingStyle::RuleBeside => {
            renew("cvrulebelow", "");
            if has_rules {
                renew("cvheadingafter", &format!(r"\kern.7em{line}"));
                if is_centered {
                    renew("cvheadingbefore", &format!(r"\kern0pt{line}\kern.7em"));
                }
                renew(
                    "cvheadingskips",
                    r"\leftskip=\cvheadingindent\rightskip=0pt\parfillskip=0pt",
                );
            }
        }
        HeadingStyle::Bar => {
            renew("cvrulebelow", "");
            let (width, space) = match geometry.axis_mm > 0.0 {
                true => (r"\cvdatecolumn", r"\dimexpr\cvindent-\cvdatecolumn\relax"),
                false => ("8mm", "3mm"),
            };
            renew(
                "cvheadingbefore",
                &format!(
                    r"\vrule width{width} height\dimexpr.24em+.8mm\relax depth\dimexpr.8mm-.24em\relax\kern{space}"
                ),
            );
        }
        HeadingStyle::Boxed => renew(
            "cvruleabove",
            r"\ifdim\cvrule>0pt \cvheadingline\vskip 2pt\nobreak\fi",
        ),
    }
    if is_centered && (theme.heading_style != HeadingStyle::RuleBeside || !has_rules) {
        renew("cvheadingskips", centered);
    }
    // What the macros have is not said again.
    let bullets = [
        ("cvbullet", Bullet::Disc, theme.bullet),
        ("cvsubbullet", Bullet::Dash, theme.bullet.under()),
    ];
    for (command, _, bullet) in bullets.into_iter().filter(|(_, usual, own)| usual != own) {
        renew(
            command,
            match bullet {
                Bullet::Disc => r"\textbullet",
                Bullet::Ring => r"\cvlatin\textopenbullet",
                Bullet::Dash => r"\textendash",
                Bullet::Angle => r"\guilsinglright",
            },
        );
    }
    match theme.contact_separator {
        Separator::Stroke => {}
        Separator::Bar => renew("cvseparator", r"\kern.5em\textbar\kern.5em"),
        Separator::Dot => renew("cvseparator", r"\kern.5em\textperiodcentered\kern.5em"),
        Separator::Space => renew("cvseparator", r"\kern1.5em"),
    }
    if theme.name_align == Align::Centered {
        renew("cvhead", centered);
    }
    match theme.date_face {
        DateFace::Plain => {}
        DateFace::Muted => out.push_str("\\let\\cvdateface\\cvmuted\n"),
        DateFace::Italic => out.push_str("\\let\\cvdateface\\textit\n"),
    }
    if theme.photo == PhotoPlacement::Left {
        out.push_str(PHOTO_LEFT);
    }
    if theme.banner {
        out.push_str(BAND);
        for (name, value) in [
            ("cvbandleft", theme.margin_left_mm),
            ("cvbandtop", theme.margin_top_mm),
        ] {
            let _ = writeln!(out, "\\newcommand{{\\{name}}}{{{value}mm}}");
        }
    }
}

/// Numbers in the digits of a language's own script, as commands.
fn digits(meta: &Meta, needs: &mut Needs) -> String {
    let Some(digits) = &meta.digits else {
        return String::new();
    };
    let mut out = format!("{DIGITS}\\newcommand{{\\cvdigit}}[1]{{\\ifcase#1 ");
    for (value, digit) in digits.chars().enumerate() {
        if value > 0 {
            out.push_str(r"\or ");
        }
        push_text(&mut out, &digit.to_string(), needs);
    }
    out.push_str("\\fi}\n");
    out
}

/// Appends the number of a page, which is read from the left in every script.
fn push_number(out: &mut String, number: &str, meta: &Meta, needs: &mut Needs) {
    let push = |out: &mut String, _: &mut Needs| match meta.digits {
        Some(_) => out.push_str(&format!(r"\cvdigits{{{number}}}")),
        None => out.push_str(&format!("{number}{{}}")),
    };
    match meta.right_to_left {
        true => push_left(out, needs, push),
        false => push(out, needs),
    }
}

/// Running head and foot as commands, escaped before the preamble is written, for what they need of it.
pub(super) fn furniture(meta: &Meta, theme: &Theme, needs: &mut Needs) -> String {
    let mut out = digits(meta, needs);
    for (name, sides) in [
        ("cvrunninghead", theme.header.head(meta)),
        ("cvrunningfoot", theme.foot(meta)),
    ] {
        let mut command = format!(r"\newcommand{{\{name}}}{{\cvrunning");
        for side in sides {
            command.push('{');
            for piece in side {
                match piece {
                    Piece::Text(words) => push_text(&mut command, &words, needs),
                    Piece::Page => push_number(&mut command, r"\thepage", meta, needs),
                    Piece::Pages => push_number(&mut command, r"\cvpages", meta, needs),
                }
            }
            command.push('}');
        }
        command.push('}');
        out.push_str(&wrapped(&command));
        out.push('\n');
    }
    for (name, is_everywhere) in [
        ("cvheadafter", theme.header_on_first_page),
        ("cvfootafter", theme.footer_on_one_page),
    ] {
        let _ = writeln!(
            out,
            "\\newcommand{{\\{name}}}{{{}}}",
            u8::from(!is_everywhere)
        );
    }
    out
}
