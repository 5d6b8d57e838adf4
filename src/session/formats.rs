//! The files of a document in each format.

use std::collections::HashSet;

use super::companions;
use super::{LaidOut, Request};
use crate::diagnostics::Diagnostic;
use crate::document::{Item, source_of};
use crate::exchange::{self, Form};
use crate::export::{self, BibliographyFormat};
use crate::fit::Fitted;
use crate::model::Format;
use crate::papers::Record;
use crate::render::{docx, html, latex, markdown, text};
use crate::select;
use crate::words::Locale;

/// Resolution of PNG pages, in pixels an inch.
const PIXELS_PER_INCH: f32 = 144.0;

/// The files of one format, by name.
pub(super) fn export(
    record: &Record,
    page: &LaidOut,
    format: Format,
    stem: &str,
    request: &Request,
    doubts: &mut Vec<Diagnostic>,
) -> Result<Vec<(String, Vec<u8>)>, Vec<Diagnostic>> {
    let Fitted {
        document,
        theme,
        layout,
        ..
    } = &page.fitted;
    let pages = 0..layout.pages();
    Ok(match format {
        Format::Pdf => vec![(format!("{stem}.pdf"), layout.pdf()?)],
        Format::Png => pages
            .map(|page| {
                Ok((
                    format!("{stem}-{}.png", page + 1),
                    layout.png(page, PIXELS_PER_INCH)?,
                ))
            })
            .collect::<Result<_, Vec<Diagnostic>>>()?,
        Format::Svg => pages
            .map(|page| {
                (
                    format!("{stem}-{}.svg", page + 1),
                    layout.svg(page).into_bytes(),
                )
            })
            .collect(),
        Format::Bib => vec![bibliography(
            page,
            BibliographyFormat::BibLatex,
            stem,
            "bib",
        )],
        Format::CslJson => vec![bibliography(
            page,
            BibliographyFormat::CslJson,
            stem,
            "json",
        )],
        Format::Ris => vec![bibliography(page, BibliographyFormat::Ris, stem, "ris")],
        Format::JsonResume => data(record, page, Form::JsonResume, stem, doubts),
        Format::RenderCv => data(record, page, Form::RenderCv, stem, doubts),
        Format::Tex => vec![(
            format!("{stem}.tex"),
            match page.fitted.report.limit {
                Some(1) => latex::latex_on_one_page(document, theme),
                _ => latex::latex(document, theme),
            }
            .into_bytes(),
        )],
        Format::Html => vec![(format!("{stem}.html"), {
            let draw = if request.fragment {
                html::fragment
            } else {
                html::html
            };
            draw(document, theme, &companions::of(page, request, doubts)).into_bytes()
        })],
        Format::Md => vec![(
            format!("{stem}.md"),
            markdown::markdown(document, theme).into_bytes(),
        )],
        Format::Docx => {
            let portrait = layout.portrait(document, docx::portrait_mm(theme))?;
            let pages = docx::Pages {
                count: layout.pages(),
                portrait: portrait.as_deref(),
            };
            vec![(format!("{stem}.docx"), docx::docx(document, theme, pages))]
        }
        Format::Txt => {
            vec![(
                format!("{stem}.txt"),
                text::text(document, theme).into_bytes(),
            )]
        }
    })
}

/// A document as a page of the Web, whatever formats it is written in.
pub fn html(page: &LaidOut) -> String {
    let Fitted {
        document, theme, ..
    } = &page.fitted;
    // What cannot be had was told when the document was made.
    let companions = companions::of(page, &Request::default(), &mut Vec::new());
    html::html(document, theme, &companions)
}

/// The papers on the pages, for other programs.
fn bibliography(
    page: &LaidOut,
    format: BibliographyFormat,
    stem: &str,
    extension: &str,
) -> (String, Vec<u8>) {
    let shown = shown_papers(page);
    let locale = Locale::of(&page.settings.language);
    let is_shown = |origin: &str| shown.contains(origin);
    let text = export::bibliography_of(&page.works, locale, format, is_shown);
    (format!("{stem}.{extension}"), text.into_bytes())
}

/// The papers that are on the pages, by their places in the source: a page limit may have left some out.
pub(super) fn shown_papers(page: &LaidOut) -> HashSet<&str> {
    let document = &page.fitted.document;
    let groups = document.sections.iter().flat_map(|section| &section.groups);
    groups
        .flat_map(|group| &group.items)
        .filter(|item| matches!(item, Item::Publication(_)))
        .map(|item| source_of(item.origin()))
        .collect()
}

/// What stands on the pages, as data for other programs.
fn data(
    record: &Record,
    page: &LaidOut,
    form: Form,
    stem: &str,
    doubts: &mut Vec<Diagnostic>,
) -> Vec<(String, Vec<u8>)> {
    // The document was made of it.
    let Some(selection) = select::select(record, &page.settings.name) else {
        return Vec::new();
    };
    let cut = page.fitted.report.cut.as_ref();
    let left_out = cut.map(|cut| cut.left_out()).unwrap_or_default();
    let left_out = left_out.into_iter().map(|item| item.origin).collect();
    let written = exchange::write(&selection, &page.fitted.document, &left_out, form);
    doubts.extend(written.losses.iter().map(|loss| loss.problem()));
    vec![(
        format!("{stem}.{}", form.extension()),
        written.text.into_bytes(),
    )]
}
