//! Pages as PDF, PNG and SVG.

use typst::foundations::Smart;
use typst::utils::Scalar;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};
use typst_render::RenderOptions;
use typst_svg::SvgOptions;

use super::{Layout, problems};
use crate::diagnostics::{Code, Diagnostic, Place};

/// Resolutions that a page may be drawn at; a larger picture may not fit into memory.
pub const PIXELS_PER_INCH: std::ops::RangeInclusive<f32> = 18.0..=1200.0;

/// The unit of lengths in PDF and in Typst.
const POINTS_PER_INCH: f64 = 72.0;

impl Layout {
    /// The document as PDF: tagged, accessible (PDF/UA-1, ISO 14289-1) and archival (PDF/A-2a,
    /// ISO 19005-2). The same document gives the same bytes on every run.
    pub fn pdf(&self) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let standards = PdfStandards::new(&[PdfStandard::Ua_1, PdfStandard::A_2a])
            .map_err(|error| vec![failure(error.message())])?;
        let options = PdfOptions {
            ident: Smart::Custom(self.ident.clone()),
            creator: Smart::Custom(Some(
                concat!("Folio ", env!("CARGO_PKG_VERSION")).to_owned(),
            )),
            timestamp: Some(Timestamp::new_utc(self.world.date())),
            page_ranges: None,
            standards,
            tagged: true,
            pretty: false,
        };
        typst_pdf::pdf(&self.pages, &options)
            .map_err(|errors| problems::describe(&self.world, &errors))
    }

    /// A page as PNG, counted from 0, at a resolution within [`PIXELS_PER_INCH`].
    pub fn png(&self, page: usize, pixels_per_inch: f32) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let resolution = pixels_per_inch.clamp(*PIXELS_PER_INCH.start(), *PIXELS_PER_INCH.end());
        let options = RenderOptions {
            pixel_per_pt: Scalar::new(f64::from(resolution) / POINTS_PER_INCH),
            ..RenderOptions::default()
        };
        let pages = self.pages.pages();
        let page = pages
            .get(page)
            .ok_or_else(|| vec![failure(&format!("there is no page {}", page + 1))])?;
        typst_render::render(page, &options)
            .encode_png()
            .map_err(|error| vec![failure(&error.to_string())])
    }

    /// A page as SVG, counted from 0; empty when there is no such page.
    pub fn svg(&self, page: usize) -> String {
        let pages = self.pages.pages();
        pages
            .get(page)
            .map(|page| typst_svg::svg(page, &SvgOptions::default()))
            .unwrap_or_default()
    }
}

pub(super) fn failure(message: &str) -> Diagnostic {
    Diagnostic::error(Code::Export, Place::Nowhere, message)
}
