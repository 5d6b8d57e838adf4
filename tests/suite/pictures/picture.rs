//! Pictures of pages: drawn, cut, written as small PNG files, and compared with those that are there.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{BufReader, BufWriter};
use std::ops::Range;
use std::path::Path;

use folio::render::typst::Layout;
use png::{BitDepth, ColorType, Compression, Decoder, Encoder, Filter, Transformations};

type Colour = [u8; 3];

const WHITE: Colour = [255; 3];

/// How many values a channel of a colour takes, the most that a picture has use of first: a file names its colours in
/// one byte, and fewer make it smaller.
const LEVELS: [u16; 4] = [16, 12, 8, 6];

/// Rows of pixels.
#[derive(Clone)]
pub struct Picture {
    width: usize,
    pixels: Vec<Colour>,
}

impl Picture {
    /// A page of a layout, counted from 0.
    pub fn of_page(layout: &Layout, page: usize, pixels_per_inch: f32) -> Self {
        Self::read(layout.png(page, pixels_per_inch).unwrap().as_slice())
    }

    fn read(bytes: &[u8]) -> Self {
        Self::decode(Decoder::new(std::io::Cursor::new(bytes)))
    }

    /// The picture in a file, when there is one.
    fn of_file(path: &Path) -> Option<Self> {
        let file = File::open(path).ok()?;
        Some(Self::decode(Decoder::new(BufReader::new(file))))
    }

    fn decode<R: std::io::BufRead + std::io::Seek>(mut decoder: Decoder<R>) -> Self {
        decoder.set_transformations(Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut bytes = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut bytes).unwrap();
        let channels = info.color_type.samples();
        assert!(channels >= 3, "{:?}", info.color_type);
        let pixels = bytes[..info.buffer_size()]
            .chunks_exact(channels)
            .map(|pixel| {
                assert_eq!(
                    pixel.get(3).copied().unwrap_or(255),
                    255,
                    "a page is opaque"
                );
                [pixel[0], pixel[1], pixel[2]]
            })
            .collect();
        Self {
            width: info.width as usize,
            pixels,
        }
    }

    pub fn width(&self) -> usize {
        self.width
    }

    pub fn height(&self) -> usize {
        self.pixels.len() / self.width
    }

    /// What is in these columns and rows.
    pub fn cut(&self, columns: Range<usize>, rows: Range<usize>) -> Self {
        let columns = columns.start..columns.end.min(self.width);
        let rows = self
            .pixels
            .chunks_exact(self.width)
            .take(rows.end)
            .skip(rows.start);
        Self {
            width: columns.len(),
            pixels: rows.flat_map(|row| row[columns.clone()].to_vec()).collect(),
        }
    }

    /// The rows on which something is drawn.
    pub fn drawn(&self) -> Range<usize> {
        let is_drawn = |row: &[Colour]| row.iter().any(|colour| *colour != WHITE);
        let mut rows = self.pixels.chunks_exact(self.width);
        let first = rows.position(is_drawn).unwrap_or(0);
        let last = self.pixels.chunks_exact(self.width).rposition(is_drawn);
        first..last.map_or(first, |last| last + 1)
    }

    /// Pictures of one height side by side, each with a thin frame, on a ground.
    pub fn beside(pictures: &[Self], space: usize, ground: Colour, frame: Colour) -> Self {
        let inner: usize = pictures.iter().map(|picture| picture.width).sum();
        let height = pictures[0].height();
        let width = inner + space * (pictures.len() + 1);
        let mut out = Self {
            width,
            pixels: vec![ground; width * (height + 2 * space)],
        };
        let mut left = space;
        for picture in pictures {
            assert_eq!(picture.height(), height);
            let framed = left - 1..left + picture.width + 1;
            for row in 0..height + 2 {
                let start = (row + space - 1) * width;
                out.pixels[start + framed.start..start + framed.end].fill(frame);
            }
            for (number, row) in picture.pixels.chunks_exact(picture.width).enumerate() {
                let start = (number + space) * width + left;
                out.pixels[start..start + picture.width].copy_from_slice(row);
            }
            left += picture.width + space;
        }
        out
    }

    /// The picture with so few values of each channel, and the colours that it then has.
    fn with(&self, levels: u16) -> (Vec<Colour>, BTreeSet<Colour>) {
        let steps = levels - 1;
        let rounded = |value: u8| {
            let step = (u16::from(value) * steps + 127) / 255;
            u8::try_from(step * 255 / steps).unwrap()
        };
        let pixels: Vec<Colour> = self
            .pixels
            .iter()
            .map(|colour| colour.map(rounded))
            .collect();
        let colours = pixels.iter().copied().collect();
        (pixels, colours)
    }

    /// The picture as its file has it, its colours, and how far one value of a channel is from the next.
    fn kept(&self) -> (Self, Vec<Colour>, u16) {
        let mut all = LEVELS.into_iter().map(|levels| (self.with(levels), levels));
        let ((pixels, colours), levels) =
            all.find(|((_, colours), _)| colours.len() <= 256).unwrap();
        let kept = Self {
            width: self.width,
            pixels,
        };
        (kept, colours.into_iter().collect(), 255 / (levels - 1) + 1)
    }

    /// Writes it as a file.
    pub fn write(&self, path: &Path) {
        let (kept, colours, _) = self.kept();
        // Two colours in a byte where sixteen do.
        let depth = if colours.len() <= 16 {
            BitDepth::Four
        } else {
            BitDepth::Eight
        };
        let index = |colour: &Colour| u8::try_from(colours.binary_search(colour).unwrap()).unwrap();
        let bytes: Vec<u8> = kept
            .pixels
            .chunks_exact(kept.width)
            .flat_map(|row| {
                let row: Vec<u8> = row.iter().map(index).collect();
                match depth {
                    BitDepth::Four => row
                        .chunks(2)
                        .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0))
                        .collect(),
                    _ => row,
                }
            })
            .collect();
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        let file = BufWriter::new(File::create(path).unwrap());
        let (width, height) = (kept.width, kept.height());
        let mut encoder = Encoder::new(file, width.try_into().unwrap(), height.try_into().unwrap());
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(depth);
        encoder.set_palette(colours.concat());
        encoder.set_compression(Compression::High);
        encoder.set_filter(Filter::NoFilter);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&bytes).unwrap();
        writer.finish().unwrap();
    }

    /// What the file at a path has else than this picture; nothing when it shows the same.
    pub fn difference(&self, path: &Path) -> Option<String> {
        let Some(there) = Self::of_file(path) else {
            return Some("is missing".to_owned());
        };
        let (kept, _, step) = self.kept();
        let sizes = [&there, &kept].map(|picture| (picture.width, picture.height()));
        if sizes[0] != sizes[1] {
            return Some(format!("is {:?} and not {:?}", sizes[0], sizes[1]));
        }
        // Machines may round differently where a line covers a part of a pixel: to the value beside, and no further.
        let is_other = |(one, other): (&Colour, &Colour)| {
            let mut channels = one.iter().zip(other);
            channels.any(|(one, other)| u16::from(one.abs_diff(*other)) > step)
        };
        let others = there
            .pixels
            .iter()
            .zip(&kept.pixels)
            .filter(|pair| is_other(*pair));
        match others.count() {
            0 => None,
            count => Some(format!("differs in {count} pixels")),
        }
    }
}

#[test]
fn a_picture_is_that_of_its_file_and_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("there/picture.png");
    for colours in [2_usize, 16, 17, 300] {
        let channel = |place: usize, by: usize| u8::try_from(place * by % colours % 256).unwrap();
        let pixels = (0..21 * 40).map(|place| [channel(place, 7), channel(place, 11), 255]);
        let picture = Picture {
            width: 21,
            pixels: pixels.collect(),
        };
        assert_eq!((picture.width(), picture.height()), (21, 40));
        picture.write(&path);
        assert_eq!(picture.difference(&path), None, "{colours}");
        let mut other = picture.clone();
        other.pixels[300] = [0, 0, 0];
        assert_eq!(other.difference(&path).unwrap(), "differs in 1 pixels");
        let cut = picture.cut(0..20, 0..40);
        assert_eq!(
            cut.difference(&path).unwrap(),
            "is (21, 40) and not (20, 40)"
        );
    }
    let missing = Path::new("no such file");
    let white = Picture {
        width: 2,
        pixels: vec![WHITE; 8],
    };
    assert_eq!(white.difference(missing).unwrap(), "is missing");
    assert!(white.drawn().is_empty());
    let framed = Picture::beside(&[white.clone(), white], 2, WHITE, [0; 3]);
    assert_eq!((framed.width(), framed.height()), (10, 8));
    assert_eq!(framed.drawn(), 1..7);
}
