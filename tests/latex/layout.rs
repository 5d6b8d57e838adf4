//! Where things stand on the pages that TeX makes.

use std::fs;
use std::path::{Path, PathBuf};

use folio::document::{Document, Entry, Hold, Inline, Item, Parts, PhotoView, PositionItem, Role};
use folio::render::latex::{latex, latex_on_one_page};
use folio::render::typst::Engine;
use folio::theme::{DatePlacement, PhotoPlacement, Theme, UpdatedPlace};

use crate::compile::{ENGINES, compile, pages, theme};
use crate::{project, sample};

/// A word on a page, in points from the top left.
#[derive(Debug)]
struct Word {
    text: String,
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

/// The words of the first page.
fn words(pdf: &Path) -> Vec<Word> {
    let path = pdf.to_string_lossy();
    let listed = project::output_of("pdftotext", &["-bbox", "-l", "1", &path, "-"]);
    let number = |line: &str, name: &str| -> f64 {
        let (_, after) = line.split_once(&format!("{name}=\"")).unwrap();
        after.split('"').next().unwrap().parse().unwrap()
    };
    listed
        .lines()
        .filter(|line| line.trim_start().starts_with("<word"))
        .map(|line| Word {
            text: line.split(['<', '>']).nth(2).unwrap().to_owned(),
            left: number(line, "xMin"),
            top: number(line, "yMin"),
            right: number(line, "xMax"),
            bottom: number(line, "yMax"),
        })
        .collect()
}

fn word<'a>(words: &'a [Word], text: &str) -> &'a Word {
    words
        .iter()
        .find(|word| word.text == text)
        .unwrap_or_else(|| panic!("no {text} among {words:?}"))
}

/// The first page in pixels of 1/72 inch, by red, green and blue.
struct Picture {
    width: usize,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    fn of(pdf: &Path) -> Self {
        let stem = pdf.with_extension("");
        project::output_of(
            "pdftoppm",
            &[
                "-r",
                "72",
                "-singlefile",
                &pdf.to_string_lossy(),
                &stem.to_string_lossy(),
            ],
        );
        let bytes = fs::read(stem.with_extension("ppm")).unwrap();
        // P6, width and height, the greatest value, pixels.
        let mut at = 0;
        let mut fields = Vec::new();
        while fields.len() < 4 {
            let end = at
                + bytes[at..]
                    .iter()
                    .position(u8::is_ascii_whitespace)
                    .unwrap();
            fields.push(String::from_utf8(bytes[at..end].to_vec()).unwrap());
            at = end + 1;
        }
        Self {
            width: fields[1].parse().unwrap(),
            pixels: bytes[at..].as_chunks().0.to_vec(),
        }
    }

    /// Left, top, right and bottom of what has the colours of the portrait.
    fn portrait(&self) -> (usize, usize, usize, usize) {
        let of_portrait = |[r, g, b]: &[u8; 3]| {
            let (least, most) = (*r.min(g).min(b), *r.max(g).max(b));
            least < 60 && most > 150
        };
        let places: Vec<(usize, usize)> = self
            .pixels
            .iter()
            .enumerate()
            .filter(|(_, pixel)| of_portrait(pixel))
            .map(|(at, _)| (at % self.width, at / self.width))
            .collect();
        let x = |&(x, _): &(usize, usize)| x;
        let y = |&(_, y): &(usize, usize)| y;
        (
            places.iter().map(x).min().expect("a portrait"),
            places.iter().map(y).min().unwrap(),
            places.iter().map(x).max().unwrap(),
            places.iter().map(y).max().unwrap(),
        )
    }

    /// The colours of the quarters of the portrait, by letter: `rgby` if it stands upright.
    fn quarters(&self) -> String {
        let (left, top, right, bottom) = self.portrait();
        let colour = |x: usize, y: usize| {
            let [r, g, b] = self.pixels[y * self.width + x];
            match (r > 120, g > 120, b > 120) {
                (true, false, false) => 'r',
                (false, true, false) => 'g',
                (false, false, true) => 'b',
                (true, true, false) => 'y',
                _ => '?',
            }
        };
        let (near, far) = (
            |from: usize, to: usize| from + (to - from) / 4,
            |from: usize, to: usize| from + (to - from) * 3 / 4,
        );
        [
            (near(left, right), near(top, bottom)),
            (far(left, right), near(top, bottom)),
            (near(left, right), far(top, bottom)),
            (far(left, right), far(top, bottom)),
        ]
        .into_iter()
        .map(|(x, y)| colour(x, y))
        .collect()
    }
}

/// The portrait of the fixtures, four quarters in colours, with an EXIF tag that says how it lies.
fn portrait(orientation: u8) -> Vec<u8> {
    let bytes = include_bytes!("../fixtures/portrait.jpg");
    let tiff = [
        b"Exif\0\0MM\0*".as_slice(),
        &8u32.to_be_bytes(),
        &1u16.to_be_bytes(),
        // Tag, type SHORT, one value.
        &[0x01, 0x12, 0x00, 0x03, 0, 0, 0, 1, 0, orientation, 0, 0],
        &0u32.to_be_bytes(),
    ]
    .concat();
    let length = u16::try_from(tiff.len() + 2).unwrap();
    [
        &bytes[..2],
        &[0xFF, 0xE1],
        &length.to_be_bytes(),
        &tiff,
        &bytes[2..],
    ]
    .concat()
}

/// A document with the portrait, and the folder in which TeX finds it.
fn with_portrait(engine: &str, job: &str, orientation: u8) -> (Document, PathBuf) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("latex-{job}-{engine}"));
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("portrait.jpg"), portrait(orientation)).unwrap();
    let mut document = sample::document();
    document.sections.truncate(1);
    document.header.headline.push(Inline::text(
        " and of much else, in a line that runs on until it meets the picture",
    ));
    let mut photo = PhotoView {
        path: "portrait.jpg".into(),
        alt: "Portrait".into(),
        orientation: 1,
    };
    photo.orientation = Engine::new(Some(&folder)).orientation(&photo);
    assert_eq!(photo.orientation, orientation);
    document.header.photo = Some(photo);
    (document, folder)
}

#[test]
#[ignore = "needs TeX and poppler"]
fn the_date_of_the_last_change_stands_under_the_name() {
    let mut document = sample::document();
    document.sections.truncate(1);
    document.header.photo = None;
    for engine in ENGINES {
        for name in ["scholar", "crisp", "banner"] {
            let theme = Theme {
                updated: UpdatedPlace::Name,
                ..theme(name)
            };
            let pdf = compile(
                engine,
                &format!("updated-{name}"),
                &latex(&document, &theme),
            );
            let words = words(&pdf);
            let tops = ["Lovelace", "Professor", "Updated", "ada@example.org"]
                .map(|text| word(&words, text).top);
            assert!(tops.is_sorted(), "{engine}, {name}: {tops:?}");
            assert!(
                tops[2] > tops[1] + 5.0 && tops[3] > tops[2] + 5.0,
                "{engine}, {name}: {tops:?}"
            );
            // It is not at the foot as well.
            let said = words.iter().filter(|one| one.text == "Updated").count();
            assert_eq!(said, 1, "{engine}, {name}");
        }
    }
}

#[test]
#[ignore = "needs TeX and poppler"]
fn the_text_below_a_band_is_dark() {
    let mut document = sample::document();
    document.header.photo = None;
    for engine in ENGINES {
        let theme = theme("banner");
        let pdf = compile(engine, "band-text", &latex(&document, &theme));
        let words = words(&pdf);
        let summary = word(&words, "SUMMARY").bottom;
        let picture = Picture::of(&pdf);
        let below = picture.pixels.iter().skip(summary as usize * picture.width);
        let dark = below.filter(|pixel| pixel.iter().all(|value| *value < 110));
        assert!(dark.count() > 300, "{engine}");
    }
}

#[test]
#[ignore = "needs TeX and poppler"]
fn a_head_in_the_middle_is_there_on_one_page_too() {
    let cv = project::fixture("swe");
    let (composed, theme) = project::composed(&cv, "resume", "crisp");
    for engine in ENGINES {
        let tex = latex_on_one_page(&composed.document, &theme);
        let words = words(&compile(engine, "middle-one-page", &tex));
        let middle = 595.3 / 2.0;
        let first = word(&words, "Maya").top;
        let email = word(&words, "maya.okonkwo@example.com");
        let profile = word(&words, "linkedin.com/in/mayaokonkwo");
        assert!(first < email.top && email.top < profile.top);
        for line in [email, profile] {
            let beside = words.iter().filter(|one| (one.top - line.top).abs() < 2.0);
            let (mut left, mut right) = (f64::INFINITY, 0.0_f64);
            beside.for_each(|one| (left, right) = (left.min(one.left), right.max(one.right)));
            let off = (left + right) / 2.0 - middle;
            assert!(off.abs() < 6.0, "{engine}: {off} pt beside the middle");
        }
    }
}

#[test]
#[ignore = "needs TeX and poppler"]
fn the_portrait_stands_beside_the_head() {
    for engine in ENGINES {
        for (name, photo) in [
            ("scholar", PhotoPlacement::Right),
            ("clear", PhotoPlacement::Right),
            ("plain", PhotoPlacement::Left),
            ("banner", PhotoPlacement::Left),
        ] {
            let job = format!("beside-{name}");
            let (mut document, _) = with_portrait(engine, &job, 1);
            let theme = Theme {
                photo,
                ..theme(name)
            };
            let pdf = compile(engine, &job, &latex(&document, &theme));
            let (words, picture) = (words(&pdf), Picture::of(&pdf));
            let (left, top, right, bottom) = picture.portrait();
            let (left, bottom) = (left as f64, bottom as f64);
            let is_left = photo == PhotoPlacement::Left;
            for word in &words {
                let beside = match is_left {
                    true => word.left > right as f64 || word.top > bottom - 1.0,
                    false => word.right < left || word.top > bottom - 1.0,
                };
                assert!(beside, "{engine} {name}: {word:?} on the picture at {left}");
            }
            let millimetres = |points: f64| points / 72.0 * 25.4;
            let (margin, expected) = match is_left {
                true => (millimetres(left), theme.margin_left_mm),
                false => (
                    210.0 - millimetres(right as f64 + 1.0),
                    theme.margin_right_mm,
                ),
            };
            assert!((margin - expected).abs() < 1.0, "{engine} {name}: {margin}");
            assert!((millimetres(bottom + 1.0 - top as f64) - 38.0).abs() < 1.0);
            assert!((millimetres(top as f64) - theme.margin_top_mm).abs() < 3.0);
            if is_left {
                continue;
            }
            // The name begins where it does without a picture.
            document.header.photo = None;
            let plain = compile(engine, &format!("{job}-not"), &latex(&document, &theme));
            let at = |words: &[Word]| word(words, "Ada").left;
            assert!(
                (at(&words) - at(&self::words(&plain))).abs() < 0.1,
                "{engine} {name}"
            );
        }
    }
}

#[test]
#[ignore = "needs TeX and poppler"]
fn the_portrait_stands_upright_however_it_is_stored() {
    let theme = Theme {
        photo: PhotoPlacement::Right,
        ..theme("clear")
    };
    for orientation in 1..=8 {
        let (document, folder) = with_portrait("pdflatex", "upright", orientation);
        let own = folder.join("own.pdf");
        let layout = Engine::new(Some(&folder))
            .layout(&document, &theme)
            .unwrap();
        fs::write(&own, layout.pdf().unwrap()).unwrap();
        let expected = Picture::of(&own).quarters();
        assert!(!expected.contains('?'), "{expected}");
        assert_eq!(expected == "rgby", orientation == 1, "{orientation}");
        let engines = match orientation {
            6 | 7 => &ENGINES[..],
            _ => &ENGINES[..1],
        };
        for engine in engines {
            let (document, _) = with_portrait(engine, "upright", orientation);
            let pdf = compile(engine, "upright", &latex(&document, &theme));
            let found = Picture::of(&pdf).quarters();
            assert_eq!(found, expected, "{engine}, orientation {orientation}");
        }
    }
}

fn placed(name: &str, placement: DatePlacement) -> Theme {
    let mut theme = theme(name);
    theme.date = placement;
    theme
}

#[test]
#[ignore = "needs TeX and poppler"]
fn a_date_stands_on_the_first_line_of_its_heading() {
    let long = |first: &str| {
        let rest =
            " of a Department with a Name that is much longer than one Line of the Page can hold";
        vec![Inline::strong(first), Inline::text(rest.repeat(2))]
    };
    let bullet = "A bullet that runs on to the right margin, so that it would meet a date of two lines there";
    let mut document = sample::empty();
    document.sections = vec![sample::section(
        "dates",
        "Dates",
        vec![
            Item::Entry(sample::entry(Some("2031"), long("Wrapped"), &[bullet])),
            Item::Entry(sample::entry(
                Some(
                    "Autumn 2041, Spring 2042, Autumn 2043, Spring 2044, Autumn 2045, Spring 2046",
                ),
                sample::text("Short"),
                &[bullet],
            )),
            Item::Entry(sample::entry(Some("2051"), sample::text("Last"), &[])),
        ],
    )];
    for engine in ENGINES {
        for placement in [DatePlacement::Right, DatePlacement::Left] {
            let name = format!("first-line-{placement:?}").to_lowercase();
            let tex = latex(&document, &placed("clear", placement));
            let words = words(&compile(engine, &name, &tex));
            for (heading, date) in [("Wrapped", "2031"), ("Short", "2041,"), ("Last", "2051")] {
                let (heading, date) = (word(&words, heading), word(&words, date));
                let apart = (heading.bottom - date.bottom).abs();
                assert!(apart < 3.0, "{engine} {placement:?}: {heading:?} {date:?}");
            }
            // Nothing stands on anything.
            for (index, one) in words.iter().enumerate() {
                for other in &words[index + 1..] {
                    let wide = one.right.min(other.right) - one.left.max(other.left);
                    let high = one.bottom.min(other.bottom) - one.top.max(other.top);
                    assert!(wide < 1.0 || high < 4.0, "{engine}: {one:?} on {other:?}");
                }
            }
        }
    }
}

/// One entry in which two positions are held, named by a number.
fn employer(number: usize) -> Entry {
    let position = |name: &str| PositionItem {
        origin: String::new(),
        hold: Hold::default(),
        heading: Parts::one(Role::Text, sample::text(&format!("{name}{number}"))),
        date: Some("2020".into()),
        body: Vec::new(),
        highlights: sample::entry(None, Vec::new(), &[&format!("Bullet{name}{number}")]).highlights,
    };
    Entry {
        positions: vec![position("First"), position("Second")],
        body: match number / 3 % 2 {
            0 => Vec::new(),
            _ => sample::entry(None, Vec::new(), &[&format!("Body{number}")]).highlights,
        },
        ..sample::entry(None, sample::text(&format!("Employer{number}")), &[])
    }
}

#[test]
#[ignore = "needs TeX and poppler"]
fn nothing_is_parted_from_what_it_heads_at_the_end_of_a_page() {
    // Each number of lines above that brings the employer to the end of a page, each on pages of its own.
    let trials = 0..60;
    let mut document = sample::empty();
    for number in trials.clone() {
        let filler = |lines: usize| {
            let lines = vec!["filler"; lines];
            Item::Entry(sample::entry(None, sample::text("filler"), &lines))
        };
        // A line more for each trial, and gaps between entries for heights between whole lines.
        let above = match number % 3 {
            0 => vec![filler(36 + number / 3)],
            1 => vec![filler(0), filler(35 + number / 3)],
            _ => vec![filler(0), filler(0), filler(34 + number / 3)],
        };
        let mut above = sample::section("above", "Above", above);
        let id = format!("s{number}");
        let title = format!("Title{number}");
        let below = sample::section(&id, &title, vec![Item::Entry(employer(number))]);
        above.id = format!("a{number}");
        document.sections.extend([above, below]);
    }
    for placement in [
        DatePlacement::Left,
        DatePlacement::Right,
        DatePlacement::Under,
        DatePlacement::Inline,
    ] {
        let theme = placed("classic", placement);
        let tex = latex(&document, &theme);
        let tex = tex.replace("\\cvsection{Above}", "\\clearpage\\cvsection{Above}");
        let name = format!("page-end-{placement:?}").to_lowercase();
        let pages = pages(&compile("pdflatex", &name, &tex));
        let mut parted = 0;
        for number in trials.clone() {
            let page = |token: String| {
                let is_token = |word: &str| word.trim_start_matches('•') == token;
                pages
                    .iter()
                    .position(|page| page.split_whitespace().any(is_token))
                    .unwrap_or_else(|| panic!("{placement:?}: no {token}"))
            };
            let together = ["Title", "Employer", "First", "BulletFirst"];
            let stand: Vec<usize> = together
                .iter()
                .map(|name| page(format!("{name}{number}")))
                .collect();
            assert!(
                stand.windows(2).all(|pair| pair[0] == pair[1]),
                "{placement:?}, {number} lines: {stand:?}"
            );
            assert_eq!(
                page(format!("Second{number}")),
                page(format!("BulletSecond{number}"))
            );
            parted += usize::from(page(format!("Second{number}")) != stand[0]);
        }
        // Some of the lengths end a page between the positions, where it may.
        assert!(parted > 0, "{placement:?}");
    }
}
