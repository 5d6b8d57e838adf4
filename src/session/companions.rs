//! What an HTML page has beside its document.

use super::formats::shown_papers;
use super::{LaidOut, Request, formats, webfonts};
use crate::diagnostics::Diagnostic;
use crate::export;
use crate::model::Format;
use crate::render::Picture;
use crate::render::html::{Companions, PaperRecord, Sibling};
use crate::words::{Locale, Message};

/// The media type of drawings, which have no camera.
const SVG: &str = "image/svg+xml";

/// The width of a portrait where the theme has no place for one, in mm.
const LEAST_PORTRAIT_MM: f64 = 20.0;

/// What the HTML page of a document has beside it; what it cannot have is told in `doubts`.
pub(super) fn of(page: &LaidOut, request: &Request, doubts: &mut Vec<Diagnostic>) -> Companions {
    let settings = &page.settings;
    let document = &page.fitted.document;
    let locale = Locale::of(&settings.language);
    let shown = shown_papers(page);
    let (records, linked_data) =
        export::for_the_web(document, &page.works, &settings.language, |origin| {
            shown.contains(origin)
        });
    let papers = records.into_iter().map(|record| {
        let paper = PaperRecord {
            key: record.key,
            bibtex: record.bibtex,
            kind: locale.word(Message::from(record.kind)),
            year: record.year.map(|year| year.to_string()).unwrap_or_default(),
            language: record
                .language
                .filter(|language| *language != locale.language())
                .unwrap_or_default()
                .to_owned(),
        };
        (record.origin, paper)
    });
    // A link leads to what is written.
    let is_html = |formats: &[Format]| formats.contains(&Format::Html);
    let siblings = page
        .siblings
        .iter()
        .filter(|sibling| match request.formats.as_slice() {
            [] => is_html(&sibling.formats),
            asked => is_html(asked),
        });
    let has_pdf = formats(settings, request).contains(&Format::Pdf);
    let pdf = has_pdf.then(|| ("application/pdf", format!("{}.pdf", settings.file)));
    Companions {
        language: settings.language.clone(),
        papers: papers.collect(),
        picture: portrait(page),
        siblings: siblings
            .map(|sibling| Sibling {
                language: sibling.language.clone(),
                file: format!("{}.html", sibling.file),
            })
            .collect(),
        linked_data,
        fonts: match settings.embed_fonts && !request.fragment {
            true => webfonts::of(&page.fitted, locale, doubts),
            false => Vec::new(),
        },
        alternates: pdf.into_iter().collect(),
    }
}

/// The portrait. What a camera wrote into its file, such as where it was, does not go along: of a photograph the
/// pixels are taken anew.
fn portrait(page: &LaidOut) -> Option<Picture> {
    let (document, theme) = (&page.fitted.document, &page.fitted.theme);
    let photo = document.header.photo.as_ref()?;
    let stored = page.fitted.layout.picture(photo)?;
    if stored.media_type == SVG {
        return Some(stored);
    }
    let width = theme.photo_mm.max(LEAST_PORTRAIT_MM);
    let size = (width, width * theme.photo_shape.proportion());
    // What cannot be drawn was told when the pages were.
    let drawn = page.fitted.layout.portrait(document, size).ok()??;
    Some(Picture {
        media_type: "image/png",
        bytes: drawn,
    })
}
