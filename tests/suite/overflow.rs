//! Nothing leaves the page: whatever stands in any text of a CV, every run of glyphs is between the
//! margins.

use folio::compose::{Options, compose};
use folio::model::Cv;
use folio::render::text::text;
use folio::render::typst::Layout;
use folio::session::{self, Request};
use folio::theme::{self, Theme};
use typst::layout::{Frame, FrameItem, Point, Transform};

use super::filled::{filled, read};
use super::project::{ENGINE, TEMPLATES, THEMES, condensed, document_of};

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

/// Texts of about so many characters without a place where a line could end by itself.
fn hostile(kind: usize, length: usize) -> String {
    let repeat = |part: &str| part.repeat(length.div_ceil(part.chars().count()));
    match kind {
        0 => repeat("x"),
        1 => repeat("W"),
        2 => format!("`{}`", repeat("xyz_1")),
        3 => repeat("ab**cd**") + "z",
        4 => repeat("[ab](https://a.example)`cd`*ef*") + "z",
        5 => repeat("word\u{a0}"),
        6 => repeat("[("),
        7 => repeat("."),
        8 => repeat("/)"),
        9 => repeat("—"),
        10 => format!("${}c$", repeat("a+b+(a,")),
        11 => format!(r"$\text{{{}}}$", repeat("some words ").trim()),
        12 => format!("x{}", repeat("e\u{301}e\u{308}")),
        13 => repeat("https://example.org/?a=1&b=").replace('\u{a0}', " "),
        _ => format!(r"a $x_{{{}}}$ b", "a".repeat(length.min(90))),
    }
}

const KINDS: usize = 15;

/// A CV whose texts are of all kinds, those of neighbouring fields of different ones.
fn cv_of(turn: usize, length: usize) -> Cv {
    let cv = filled(|number, path| {
        let key = path.rsplit('.').next().unwrap_or_default();
        let key = key.split('[').next().unwrap_or_default();
        match key {
            // Parts of addresses and identifiers.
            "url" | "website" | "email" | "doi" | "links" | "profiles" | "dblp" | "openreview" => {
                format!("{}-{number}", "x".repeat(length))
            }
            _ => hostile((number + turn) % KINDS, length),
        }
    });
    read(&cv.cv)
}

/// Where the runs of glyphs on the pages are not between the margins.
pub fn outside(layout: &Layout, theme: &Theme) -> Vec<String> {
    let mut found = Vec::new();
    for (page, laid_out) in layout.document().pages().iter().enumerate() {
        let size = laid_out.frame.size();
        let (width, height) = (size.x.to_pt(), size.y.to_pt());
        let columns = (
            theme.margin_left_mm * MM,
            width - theme.margin_right_mm * MM,
        );
        walk(
            &laid_out.frame,
            Transform::identity(),
            &mut |from, to, text| {
                let inside = from.x.to_pt() >= columns.0 - 1.0
                    && to.x.to_pt() <= columns.1 + 1.0
                    && from.y.to_pt() >= 0.0
                    && to.y.to_pt() <= height;
                if !inside {
                    found.push(format!("page {page}: {:.60} at {from:?}–{to:?}", text));
                }
            },
        );
    }
    found
}

/// Shows every run of glyphs with its upper left and lower right corners.
pub fn walk(frame: &Frame, place: Transform, see: &mut impl FnMut(Point, Point, &str)) {
    for (at, item) in frame.items() {
        let place = place.pre_concat(Transform::translate(at.x, at.y));
        match item {
            FrameItem::Group(group) => walk(&group.frame, place.pre_concat(group.transform), see),
            FrameItem::Text(text) if !text.text.trim().is_empty() => {
                let from = Point::with_y(-0.5 * text.size).transform(place);
                let to = Point::with_x(text.width()).transform(place);
                see(from, to, &text.text);
            }
            _ => {}
        }
    }
}

/// All that is drawn, in the order of drawing.
pub fn drawn(layout: &Layout) -> String {
    let mut drawn = String::new();
    for page in layout.document().pages() {
        walk(&page.frame, Transform::identity(), &mut |_, _, text| {
            drawn.push_str(text);
        });
    }
    drawn
}

/// All that is drawn between the margins, without running heads and feet: a long word may go on over the
/// end of a page.
pub fn body(layout: &Layout, theme: &Theme) -> String {
    let mut drawn = String::new();
    for page in layout.document().pages() {
        let end = page.frame.size().y.to_pt() - theme.margin_bottom_mm * MM;
        walk(&page.frame, Transform::identity(), &mut |from, _, text| {
            if (theme.margin_top_mm * MM - 1.0..end).contains(&from.y.to_pt()) {
                drawn.push_str(text);
            }
        });
    }
    drawn
}

fn assert_inside(turn: usize, length: usize, template: &str, theme_name: &str) {
    let what = format!("turn {turn}, {template}, {theme_name}");
    let cv = cv_of(turn, length);
    let options = Options {
        theme: Some(theme_name.to_owned()),
        ..Options::default()
    };
    let composed = compose(&cv, document_of(template), &options).unwrap();
    let theme = theme::load(theme_name, None).unwrap();
    let layout = ENGINE.layout(&composed.document, &theme).unwrap();
    assert_eq!(layout.errors(), [], "{what}");
    assert_eq!(layout.warnings(), [], "{what}");
    let outside = outside(&layout, &theme);
    assert!(outside.is_empty(), "{what}: {outside:#?}");
    let drawn = drawn(&layout);
    assert!(!drawn.contains('\u{200b}'), "{what}");
    // Letters that formulas, which `.txt` puts in words, and running heads do not have.
    let said = condensed(&text(&composed.document, &theme));
    for letter in ['W', '—'] {
        let count = |text: &str| text.chars().filter(|c| *c == letter).count();
        assert!(count(&drawn) >= count(&said), "{what}: {letter}");
    }
}

#[test]
fn no_text_of_any_field_leaves_the_page() {
    for (turn, theme) in THEMES.into_iter().enumerate() {
        assert_inside(turn, 110, TEMPLATES[turn % 3], theme);
    }
}

#[test]
#[ignore = "lays out hundreds of pages"]
fn no_text_of_any_kind_in_any_field_leaves_the_page() {
    for turn in 0..KINDS {
        assert_inside(turn, 330, TEMPLATES[turn % 3], THEMES[turn % THEMES.len()]);
        assert_inside(turn, 60, "academic", THEMES[(turn + 1) % THEMES.len()]);
    }
}

/// Blocks of both columns go on over the end of a page there, and each has to be known on the next.
#[test]
fn a_long_word_in_a_second_column_breaks_on_later_pages() {
    let prose = |letter: &str, words: usize| vec![letter.repeat(7); words].join(" ");
    let cv = read(&serde_json::json!({
        "person": {"name": "Ada", "email": "ada@example.org"},
        "experience": (0..6).map(|_| serde_json::json!({
            "organization": "Engines", "title": "Engineer", "start": 2020,
            "highlights": [prose("a", 150), prose("b", 150)],
        })).collect::<Vec<_>>(),
        "certifications": (0..5).map(|number| serde_json::json!({
            "title": format!("Certificate {number}"), "date": 2020,
            "note": format!("{} x{}", prose("c", 200), "W".repeat(110)),
        })).collect::<Vec<_>>(),
    }));
    let names = THEMES.into_iter();
    let themes = names.map(|name| theme::load(name, None).unwrap());
    let two_columns: Vec<_> = themes.filter(|theme| theme.columns.are_two()).collect();
    assert!(!two_columns.is_empty());
    for theme in two_columns {
        let composed = compose(&cv, "cv", &Options::default()).unwrap();
        let layout = ENGINE.layout(&composed.document, &theme).unwrap();
        assert!(layout.pages() > 2);
        assert_eq!(layout.errors(), []);
        assert_eq!(layout.warnings(), []);
        assert_eq!(outside(&layout, &theme), Vec::<String>::new());
    }
}

#[test]
fn the_longest_prefix_of_numbers_stays_on_the_page() {
    let prefix = "x".repeat(folio::limits::text::MAX_PREFIX);
    let cv = read(&serde_json::json!({
        "person": {"name": "Ada"},
        "publications": [{"title": "T", "type": "journal", "date": "2020"}],
        "documents": {"cv": {"publications": {"number": "type", "prefixes": {"journal": prefix}}}},
    }));
    for name in THEMES {
        let options = Options {
            theme: Some(name.to_owned()),
            ..Options::default()
        };
        let document = compose(&cv, "cv", &options).unwrap().document;
        let theme = theme::load(name, None).unwrap();
        let layout = ENGINE.layout(&document, &theme).unwrap();
        assert_eq!(layout.errors(), [], "{name}");
        assert_eq!(layout.warnings(), [], "{name}");
        assert_eq!(outside(&layout, &theme), [""; 0], "{name}");
        let count = |text: &str| text.chars().filter(|c| *c == 'x').count();
        assert!(count(&drawn(&layout)) >= prefix.len(), "{name}");
    }
}

#[test]
fn a_root_at_the_top_of_a_page_is_in_its_place() {
    // Wherever the pages end, one of them begins with a root.
    let bullets: Vec<String> = (0..200)
        .map(|index| format!(r"$\sqrt{{n}} \leq {index}$"))
        .collect();
    let cv = serde_json::json!({
        "person": {"name": "Ada"},
        "experience": [{"organization": "Engines", "highlights": bullets}],
    });
    let cv = read(&cv);
    for name in THEMES {
        let options = Options {
            theme: Some(name.to_owned()),
            ..Options::default()
        };
        let document = compose(&cv, "cv", &options).unwrap().document;
        let theme = theme::load(name, None).unwrap();
        let layout = ENGINE.layout(&document, &theme).unwrap();
        assert!(layout.pages() > 2);
        assert_eq!(
            (layout.warnings(), layout.errors()),
            (&[][..], &[][..]),
            "{name}"
        );
    }
}

#[test]
fn what_cannot_be_kept_on_the_page_is_an_error_at_its_place() {
    let root = format!(r"$\sqrt{{{}}}$", "a+b+".repeat(80) + "c");
    let cv = read(&serde_json::json!({"person": {"name": "Ada"}, "summary": root}));
    let names = ["cv".to_owned()];
    let built = session::build(&cv, &names, &ENGINE, &Request::default()).remove(0);
    assert!(built.outputs.is_empty());
    let checked = session::check(&cv, &names, &ENGINE, &Request::default());
    assert_eq!(checked, built.problems);
    let places: Vec<_> = checked
        .iter()
        .map(|one| (one.code.name(), &one.place))
        .collect();
    let place = folio::diagnostics::Place::Value("summary".to_owned());
    assert_eq!(places, [("overfull", &place)]);
}
