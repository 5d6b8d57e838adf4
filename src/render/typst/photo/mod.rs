//! Whether a photo can be used, found out before anything is made of it.
//!
//! A small file can be a picture of a size that no memory holds, or an SVG that takes days to draw.
//! So its header is read first, then what an SVG asks for, and only then is it decoded.

mod portrait;
mod svg;

use std::path::Path;

use imagesize::ImageSize;
use typst::foundations::Bytes;
use typst::visualize::{ExchangeFormat, ImageFormat, RasterFormat, RasterImage, SvgImage};

use crate::diagnostics::Code;
use crate::limits::Limit;
use crate::panics::caught;

/// Most pixels of a picture: those of the largest telephones.
const MAX_PIXELS: u64 = 50_000_000;

/// How many times as long as its short side the long side of a picture may be. To fill a frame, the
/// short side is scaled to that of the frame, and the long one with it.
const MAX_RATIO: u64 = 10;

pub(crate) const LIMITS: &[Limit] = &[
    Limit::new("pixels of a photo", MAX_PIXELS, "", Code::BadPhoto),
    Limit::new(
        "the long side of a photo, in its short sides",
        MAX_RATIO,
        "",
        Code::BadPhoto,
    ),
    Limit::new(
        "elements that an SVG has",
        svg::MAX_NODES as u64,
        "",
        Code::BadPhoto,
    ),
    Limit::new(
        "elements that an SVG has drawn, each time that it repeats them",
        svg::MAX_DRAWN,
        "",
        Code::BadPhoto,
    ),
    Limit::new(
        "levels of elements of an SVG within each other",
        svg::MAX_DEPTH as u64,
        "",
        Code::BadPhoto,
    ),
];

/// Why a picture is not used, and what to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unusable {
    pub(super) message: String,
    pub(super) help: String,
}

impl Unusable {
    fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: help.into(),
        }
    }
}

const SAVE_ANEW: &str = "open it in a program for pictures and save it as PNG, JPEG or WebP";

/// Decodes a picture as a template will, or says why it cannot be used. Its path is looked at for
/// the extension, by which Typst chooses how to read it.
pub(super) fn check(data: &Bytes, path: &str) -> Result<(), Unusable> {
    let found = ImageFormat::detect(data);
    let extension = Path::new(path).extension().and_then(|end| end.to_str());
    if let (Some(named), Some(found)) = (extension.and_then(of_extension), name(found))
        && named != found
    {
        let message = format!("the name of the photo says {named}, and it is {found}");
        return Err(Unusable::new(
            message,
            "give it the extension of what it is",
        ));
    }
    match found {
        Some(ImageFormat::Raster(RasterFormat::Exchange(format))) => raster(data, format),
        Some(ImageFormat::Vector(_)) if name(found) == Some("SVG") => vector(data),
        _ => Err(Unusable::new(
            "the photo is no picture in PNG, JPEG, WebP or SVG",
            SAVE_ANEW,
        )),
    }
}

/// What a file of an extension must be.
fn of_extension(extension: &str) -> Option<&'static str> {
    match extension {
        "png" => Some("PNG"),
        "jpg" | "jpeg" => Some("JPEG"),
        "gif" => Some("GIF"),
        "webp" => Some("WebP"),
        "svg" | "svgz" => Some("SVG"),
        "pdf" => Some("PDF"),
        _ => None,
    }
}

/// The media type of a picture that can be used (RFC 6838).
pub(super) fn media_type(data: &Bytes) -> Option<&'static str> {
    match name(ImageFormat::detect(data))? {
        "PNG" => Some("image/png"),
        "JPEG" => Some("image/jpeg"),
        "GIF" => Some("image/gif"),
        "WebP" => Some("image/webp"),
        "SVG" => Some("image/svg+xml"),
        _ => None,
    }
}

fn name(format: Option<ImageFormat>) -> Option<&'static str> {
    match format? {
        ImageFormat::Raster(RasterFormat::Exchange(format)) => Some(match format {
            ExchangeFormat::Png => "PNG",
            ExchangeFormat::Jpg => "JPEG",
            ExchangeFormat::Gif => "GIF",
            ExchangeFormat::Webp => "WebP",
        }),
        ImageFormat::Raster(RasterFormat::Pixel(_)) => None,
        ImageFormat::Vector(typst::visualize::VectorFormat::Svg) => Some("SVG"),
        ImageFormat::Vector(typst::visualize::VectorFormat::Pdf) => Some("PDF"),
    }
}

fn raster(data: &Bytes, format: ExchangeFormat) -> Result<(), Unusable> {
    let size = caught(|| imagesize::blob_size(data)).ok();
    let ImageSize { width, height } = size
        .and_then(Result::ok)
        .ok_or_else(|| Unusable::new("the header of the photo cannot be read", SAVE_ANEW))?;
    fits(width as f64, height as f64)?;
    let (width, height) = (width as u64, height as u64);
    if width.saturating_mul(height) > MAX_PIXELS {
        let message = format!(
            "the photo has {width} × {height} pixels, more than {} million",
            MAX_PIXELS / 1_000_000
        );
        return Err(Unusable::new(
            message,
            "make it smaller; 1000 pixels are enough for print",
        ));
    }
    // The template asks for the same, which is then not done twice.
    match caught(|| RasterImage::plain(data.clone(), format)) {
        Ok(Ok(_)) => Ok(()),
        Ok(Err(error)) => Err(Unusable::new(format!("the photo: {error}"), SAVE_ANEW)),
        Err(said) => Err(Unusable::new(format!("the photo: {said}"), SAVE_ANEW)),
    }
}

fn vector(data: &Bytes) -> Result<(), Unusable> {
    svg::check(data)?;
    let picture = caught(|| SvgImage::new(data.clone()))
        .ok()
        .and_then(Result::ok);
    let picture = picture.ok_or_else(|| {
        Unusable::new(
            "the photo is an SVG that cannot be read",
            "it may have no size; save it with a width and a height",
        )
    })?;
    fits(picture.width(), picture.height())
}

/// Whether a picture is not too long for its width.
fn fits(width: f64, height: f64) -> Result<(), Unusable> {
    let (short, long) = (width.min(height), width.max(height));
    if short > 0.0 && long <= short * MAX_RATIO as f64 {
        return Ok(());
    }
    let message = format!(
        "the photo measures {} × {}; its long side may be {MAX_RATIO} times the short one at most",
        width.round(),
        height.round()
    );
    Err(Unusable::new(message, "cut it to what shall be seen"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(data: &[u8], path: &str) -> String {
        match check(&Bytes::new(data.to_vec()), path) {
            Ok(()) => String::new(),
            Err(unusable) => unusable.message,
        }
    }

    /// The beginning of a PNG of a size, whose data do not matter.
    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut data = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
        data.extend(width.to_be_bytes());
        data.extend(height.to_be_bytes());
        data.extend(b"\x08\x02\0\0\0\0\0\0\0");
        data
    }

    #[test]
    fn sizes_are_read_from_headers() {
        assert!(said(&png(1, 100_000), "a.png").contains("10 times"));
        assert!(said(&png(100_000, 1), "a.png").contains("10 times"));
        assert!(said(&png(0, 10), "a.png").contains("10 times"));
        assert!(said(&png(20_000, 20_000), "a.png").contains("50 million"));
        assert!(said(&png(u32::MAX, u32::MAX), "a.png").contains("50 million"));
        // The size is right, and the rest is missing.
        assert!(said(&png(100, 100), "a.png").starts_with("the photo: "));
    }

    #[test]
    fn what_is_no_picture_is_told() {
        for data in [&b""[..], b"\0", b"hello", b"{}", &[0xff; 100]] {
            assert!(said(data, "a.png").contains("no picture"), "{data:?}");
            assert!(said(data, "a").contains("no picture"), "{data:?}");
        }
        assert!(said(b"%PDF-1.7\n", "a.pdf").contains("no picture"));
        assert!(said(&png(9, 9), "a.jpg").contains("it is PNG"));
    }

    #[test]
    fn no_bytes_panic() {
        let portrait = include_bytes!("../../../../tests/fixtures/portrait.svg");
        for beginning in [
            &png(4, 4)[..],
            b"GIF89a\x04\0\x04\0",
            b"\xff\xd8\xff",
            b"RIFF\0\0\0\0WEBPVP8L",
            portrait,
        ] {
            for length in 0..beginning.len().min(200) {
                said(&beginning[..length], "a");
                let mut bent = beginning.to_vec();
                bent[length] ^= 0xff;
                said(&bent, "a");
            }
        }
    }
}
