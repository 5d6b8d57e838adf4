//! A portrait by itself, as the pages show it, for formats that draw no SVG, turn no picture and cut none.

use typst::World;
use typst::foundations::{Bytes, Content, Smart};
use typst::layout::{Abs, Frame, FrameItem, Point, Sides, Size};
use typst::syntax::Span;
use typst::utils::Scalar;
use typst::visualize::{Image, ImageFormat, RasterFormat, RasterImage, SvgImage};
use typst_layout::Page;
use typst_render::RenderOptions;

use super::super::world::file;
use super::super::{Layout, export};
use crate::diagnostics::Diagnostic;
use crate::document::Document;

/// Enough for print.
const PIXELS_PER_INCH: f64 = 300.0;

impl Layout {
    /// The portrait of a document as PNG, so large (width and height in mm); none where it shows none.
    ///
    /// It fills the frame: what is too wide or too high is cut on both sides. What a camera wrote into the
    /// file is not in the PNG.
    ///
    /// # Errors
    /// When the picture cannot be read, which a layout would have told before.
    pub fn portrait(
        &self,
        document: &Document,
        size_mm: (f64, f64),
    ) -> Result<Option<Vec<u8>>, Vec<Diagnostic>> {
        let Some(photo) = &document.header.photo else {
            return Ok(None);
        };
        let id = file(&photo.path).map_err(|problem| vec![*problem])?;
        let data = self.world.file(id);
        let data = data.map_err(|error| vec![export::failure(&error.to_string())])?;
        let image = image(data).map_err(|message| vec![export::failure(&message)])?;
        let frame_size = Size::new(Abs::mm(size_mm.0), Abs::mm(size_mm.1));
        let mut frame = Frame::hard(frame_size);
        let scale = f64::max(
            frame_size.x.to_pt() / image.width(),
            frame_size.y.to_pt() / image.height(),
        );
        let drawn = Size::new(
            Abs::pt(image.width() * scale),
            Abs::pt(image.height() * scale),
        );
        let corner = Point::new(
            (frame_size.x - drawn.x) / 2.0,
            (frame_size.y - drawn.y) / 2.0,
        );
        frame.push(corner, FrameItem::Image(image, drawn, Span::detached()));
        let page = Page {
            frame,
            bleed: Sides::splat(Abs::zero()),
            fill: Smart::Custom(None),
            numbering: None,
            supplement: Content::empty(),
            number: 1,
        };
        let options = RenderOptions {
            pixel_per_pt: Scalar::new(PIXELS_PER_INCH / 72.0),
            ..RenderOptions::default()
        };
        let png = typst_render::render(&page, &options).encode_png();
        let png = png.map_err(|error| vec![export::failure(&error.to_string())])?;
        Ok(Some(png))
    }
}

/// A picture, of a file that was checked.
fn image(data: Bytes) -> Result<Image, String> {
    let message = || "the photo cannot be read".to_owned();
    match ImageFormat::detect(&data) {
        Some(ImageFormat::Raster(RasterFormat::Exchange(format))) => {
            let image = RasterImage::plain(data, format);
            image.map(Image::plain).map_err(|error| error.to_string())
        }
        Some(ImageFormat::Vector(_)) => {
            SvgImage::new(data).map(Image::plain).map_err(|_| message())
        }
        _ => Err(message()),
    }
}
