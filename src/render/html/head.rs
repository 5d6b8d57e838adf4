//! What a page says of itself: its title, its policy, its look, its relatives.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::companions::Companions;
use super::markup::Markup;
use super::{script, sha256, style};
use crate::arrange::Arranged;
use crate::theme::Theme;

/// Appends the head.
pub(super) fn push(
    out: &mut Markup,
    document: &Arranged,
    theme: &Theme,
    companions: &Companions,
    has_script: bool,
) {
    let meta = &document.meta;
    let style = format!(
        "{}\n{}",
        style::tokens(document, theme, &companions.fonts),
        style::RULES
    );
    out.open("head", &[]).line();
    out.open("meta", &[("charset", "utf-8")]).line();
    let policy = policy(&style, has_script);
    let attributes = &[
        ("http-equiv", "Content-Security-Policy"),
        ("content", policy.as_str()),
    ];
    out.open("meta", attributes).line();
    let keywords = meta.keywords.join(", ");
    for (name, content) in [
        ("viewport", "width=device-width, initial-scale=1"),
        ("color-scheme", "light dark"),
        ("referrer", "strict-origin-when-cross-origin"),
        ("author", &meta.author),
        ("keywords", &keywords),
        ("generator", concat!("Folio ", env!("CARGO_PKG_VERSION"))),
    ] {
        if !content.is_empty() {
            out.open("meta", &[("name", name), ("content", content)])
                .line();
        }
    }
    out.leaf("title", &[], &meta.title).line();
    for sibling in &companions.siblings {
        let attributes = &[
            ("rel", "alternate"),
            ("hreflang", sibling.language.as_str()),
            ("href", &sibling.file),
        ];
        out.open("link", attributes).line();
    }
    for (media_type, file) in &companions.alternates {
        let attributes = &[("rel", "alternate"), ("type", media_type), ("href", file)];
        out.open("link", attributes).line();
    }
    if !companions.linked_data.is_empty() {
        out.open("script", &[("type", "application/ld+json")])
            .json(&companions.linked_data)
            .close("script")
            .line();
    }
    out.open("style", &[]).style(&style).close("style").line();
    out.close("head").line();
}

/// What the page may load and run: its own style sheet and script, pictures and fonts that it holds, and nothing else.
fn policy(style: &str, has_script: bool) -> String {
    let hash = |text: &str| {
        let digest = sha256::digest(text.as_bytes());
        format!("'sha256-{}'", BASE64_STANDARD.encode(digest))
    };
    let script = match has_script {
        true => hash(script::SCRIPT),
        false => "'none'".to_owned(),
    };
    format!(
        "default-src 'none'; script-src {script}; style-src {}; img-src data:; font-src data:; \
         base-uri 'none'; form-action 'none'",
        hash(style)
    )
}
