//! A document as a page of the Web: one file that needs no other.
//!
//! It says the same as the other renderers: the text of its elements in their order is that of
//! `render::text`, bullets left out. All of it is there without the script and without the style sheet;
//! `docs/html.md` describes the classes for those who embed it or style it.

mod anchors;
mod body;
mod companions;
mod dates;
mod inline;
pub(super) mod language;
mod markup;
mod math;
mod sha256;
mod style;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::arrange::{Arranged, arrange};
use crate::document::{Document, Item};
use crate::theme::Theme;

use self::anchors::Anchors;
use self::body::Body;
pub use self::companions::{Companions, PaperRecord, Sibling};
use self::markup::Markup;

/// The document as one self-contained HTML file.
pub fn html(document: &Document, theme: &Theme, companions: &Companions) -> String {
    let document = &arrange(document, theme);
    let mut body = Body::new(theme, companions, Anchors::with(&["content"]));
    body.header(&document.header);
    body.out.open("main", &[("id", "content")]).line();
    if let Some(legend) = &document.legend {
        body.legend(legend);
    }
    for section in &document.sections {
        body.section(section);
    }
    body.out.close("main").line();
    page(document, theme, companions, body)
}

/// The publication list alone: its `section`, to be embedded in another page. Empty where the document shows no
/// papers.
pub fn fragment(document: &Document, theme: &Theme, companions: &Companions) -> String {
    let document = &arrange(document, theme);
    let mut body = Body::new(theme, companions, Anchors::default());
    for section in &document.sections {
        let mut items = section.groups.iter().flat_map(|group| &group.items);
        if items.any(|item| matches!(item, Item::Publication(_))) {
            body.section(section);
        }
    }
    body.out.finish()
}

/// The whole file around its body.
fn page(document: &Arranged, theme: &Theme, companions: &Companions, body: Body) -> String {
    let mut out = Markup::default();
    let direction = match language::is_right_to_left(&companions.language) {
        true => "rtl",
        false => "ltr",
    };
    out.own("<!doctype html>\n");
    out.open(
        "html",
        &[("lang", &companions.language), ("dir", direction)],
    )
    .line();
    head(&mut out, document, theme, companions);
    out.open("body", &[]).line();
    out.class("div", style::class(theme)).line();
    out.append(body.out);
    out.close("div")
        .line()
        .close("body")
        .line()
        .close("html")
        .line();
    out.finish()
}

fn head(out: &mut Markup, document: &Arranged, theme: &Theme, companions: &Companions) {
    let meta = &document.meta;
    let tokens = style::tokens(document, theme);
    let style = format!("{tokens}\n{}", style::RULES);
    out.open("head", &[]).line();
    out.open("meta", &[("charset", "utf-8")]).line();
    out.open(
        "meta",
        &[
            ("http-equiv", "Content-Security-Policy"),
            ("content", &policy(&style)),
        ],
    )
    .line();
    for (name, content) in [
        ("viewport", "width=device-width, initial-scale=1"),
        ("color-scheme", "light dark"),
        ("referrer", "strict-origin-when-cross-origin"),
        ("author", &meta.author),
        ("generator", concat!("Folio ", env!("CARGO_PKG_VERSION"))),
    ] {
        out.open("meta", &[("name", name), ("content", content)])
            .line();
    }
    if !meta.keywords.is_empty() {
        let keywords = meta.keywords.join(", ");
        out.open("meta", &[("name", "keywords"), ("content", &keywords)])
            .line();
    }
    out.leaf("title", &[], &meta.title).line();
    for sibling in &companions.siblings {
        out.open(
            "link",
            &[
                ("rel", "alternate"),
                ("hreflang", &sibling.language),
                ("href", &sibling.file),
            ],
        )
        .line();
    }
    for (media_type, file) in &companions.alternates {
        out.open(
            "link",
            &[("rel", "alternate"), ("type", media_type), ("href", file)],
        )
        .line();
    }
    if !companions.linked_data.is_empty() {
        out.open("script", &[("type", "application/ld+json")])
            .json(&companions.linked_data)
            .close("script")
            .line();
    }
    out.open("style", &[])
        .style(&style)
        .close("style")
        .line()
        .close("head")
        .line();
}

/// What the page may load and run: its own style sheet, pictures and fonts that it holds, and nothing else.
fn policy(style: &str) -> String {
    let hash = |text: &str| {
        format!(
            "'sha256-{}'",
            BASE64_STANDARD.encode(sha256::digest(text.as_bytes()))
        )
    };
    format!(
        "default-src 'none'; style-src {}; img-src data:; font-src data:; base-uri 'none'; form-action 'none'",
        hash(style)
    )
}
