//! A document as a page of the Web: one file that needs no other.
//!
//! It says the same as the other renderers: the text of its elements in their order is that of
//! `render::text`, bullets left out. All of it is there without the script and without the style sheet;
//! `docs/html.md` describes the classes for those who embed it or style it.

mod anchors;
mod body;
mod companions;
mod dates;
mod faces;
mod head;
mod inline;
pub(super) mod language;
mod look;
mod markup;
mod math;
mod script;
mod sha256;
mod style;
mod table;

use crate::arrange::{Arranged, arrange};
use crate::document::{Document, Item, Lines};
use crate::theme::Theme;
use crate::words::{Locale, Message};

use self::anchors::Anchors;
use self::body::Body;
pub use self::companions::{Companions, PaperRecord, Sibling};
use self::markup::Markup;
pub(crate) use self::markup::escaped;

/// A page of more sections has a list of them.
const MOST_WITHOUT_CONTENTS: usize = 8;

/// The document as one self-contained HTML file.
pub fn html(document: &Document, theme: &Theme, companions: &Companions) -> String {
    let document = &arrange(document, theme);
    let locale = Locale::of(&companions.language);
    let mut anchors = Anchors::with(&["content", script::DATA]);
    let sections = document.sections.iter();
    let ids: Vec<String> = sections.map(|section| anchors.of(&section.id)).collect();
    let has_papers = papers(document).next().is_some();
    let mut body = Body::new(document, theme, companions, anchors);
    begin(&mut body.out, document, theme, companions, has_papers);
    let skip = locale.word(Message::PageSkip);
    body.out
        .leaf("a", &[("class", "cv-skip"), ("href", "#content")], &skip)
        .line();
    body.header(&document.header);
    if ids.len() > MOST_WITHOUT_CONTENTS {
        contents(&mut body.out, document, &ids, locale);
    }
    body.out.open("main", &[("id", "content")]).line();
    body.text(document, &ids);
    let Body {
        mut out, papers, ..
    } = body;
    out.close("main").line().close("div").line();
    if has_papers {
        let attributes = &[("type", "application/json"), ("id", script::DATA)];
        out.open("script", attributes)
            .data(&script::data(&papers, companions))
            .close("script")
            .line();
        out.open("script", &[])
            .own(script::SCRIPT)
            .close("script")
            .line();
    }
    out.close("body").line().close("html").line();
    out.finish()
}

/// The papers of a document, in its order.
fn papers(document: &Arranged) -> impl Iterator<Item = &Item<Lines>> {
    let groups = document.sections.iter().flat_map(|section| &section.groups);
    let items = groups.flat_map(|group| &group.items);
    items.filter(|item| matches!(item, Item::Publication(_)))
}

/// The publication list alone: its `section`, to be embedded in another page, with the anchors of the whole page. Empty
/// where the document shows no papers.
pub fn fragment(document: &Document, theme: &Theme, companions: &Companions) -> String {
    let document = &arrange(document, theme);
    let mut body = Body::new(document, theme, companions, Anchors::default());
    for section in &document.sections {
        let id = body.anchors.of(&section.id);
        let mut items = section.groups.iter().flat_map(|group| &group.items);
        if items.any(|item| matches!(item, Item::Publication(_))) {
            body.section(section, &id);
        }
    }
    body.out.finish()
}

/// The list of sections.
fn contents(out: &mut Markup, document: &Arranged, ids: &[String], locale: &Locale) {
    let label = locale.word(Message::PageContents);
    out.open("nav", &[("class", "cv-contents"), ("aria-label", &label)])
        .open("ul", &[])
        .line();
    for (section, id) in document.sections.iter().zip(ids) {
        out.open("li", &[])
            .leaf("a", &[("href", &format!("#{id}"))], &section.title)
            .close("li")
            .line();
    }
    out.close("ul").close("nav").line();
}

/// The file up to what its body says.
fn begin(
    out: &mut Markup,
    document: &Arranged,
    theme: &Theme,
    companions: &Companions,
    has_script: bool,
) {
    let direction = match document.meta.right_to_left {
        true => "rtl",
        false => "ltr",
    };
    out.own("<!DOCTYPE html>\n");
    let attributes = &[("lang", companions.language.as_str()), ("dir", direction)];
    out.open("html", attributes).line();
    head::push(out, document, theme, companions, has_script);
    out.open("body", &[]).line();
    out.open("div", &[("class", &look::classes(theme))]).line();
}
