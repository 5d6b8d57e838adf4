//! What a reader would mark on a page, as far as a machine sees it.

use folio::document::{Document, Item};
use folio::model::Cv;
use folio::render::typst::Layout;
use folio::theme::{DatePlacement, Geometry, LinkStyle, Theme, load};
use typst::visualize::Paint;

use super::frames::{Piece, pieces};
use super::page_breaks::{for_every_page, records};
use super::project::{ENGINE, THEMES, composed, fixture};

const PT_PER_MM: f64 = 72.0 / 25.4;

/// Lines of 52 em are as long as any page makes them to hold more.
const LONGEST_MEASURE_EM: f64 = 52.0;

fn record(name: &str) -> Cv {
    let mut all = records().into_iter();
    all.find(|(known, _)| known == name).unwrap().1
}

/// A document in every theme, as designed.
fn in_every_theme(cv: &Cv, document: &str, look: impl Fn(&str, &Document, &Theme, &Layout)) {
    for name in THEMES {
        let (composed, theme) = composed(cv, document, name);
        let layout = ENGINE.layout(&composed.document, &theme).unwrap();
        look(name, &composed.document, &theme, &layout);
    }
}

fn is_black(piece: &Piece) -> bool {
    let Some(Paint::Solid(colour)) = piece.glyphs.map(|glyphs| &glyphs.fill) else {
        return false;
    };
    colour.to_vec4_u8() == [0, 0, 0, 255]
}

#[test]
fn no_type_shrinks_and_nothing_goes_while_a_part_of_the_line_is_empty() {
    for_every_page(&records(), &["resume"], |name, document, theme, _| {
        let designed = load(&theme.name, None).unwrap();
        let is_tight =
            theme.size_pt < designed.size_pt || theme.margin_left_mm < designed.margin_left_mm;
        let geometry = Geometry::of(document, theme);
        assert!(
            !is_tight || geometry.slack_mm < 0.1 || theme.measure_em >= LONGEST_MEASURE_EM,
            "{name}: {} mm are empty",
            geometry.slack_mm
        );
        // The themes of résumés have none from the start.
        let is_whole = designed.measure_em >= 100.0;
        assert!(!is_whole || geometry.slack_mm < 0.1, "{name}");
    });
}

#[test]
fn the_owners_name_is_never_broken() {
    let mut found = 0;
    for (cv, first, name) in [
        ("cv", "Zhipeng", "Zhipeng Wang"),
        ("prof", "Elena", "Elena Vasquez-Lindqvist"),
    ] {
        let cv = record(cv);
        for theme in THEMES {
            let (composed, theme) = composed(&cv, "cv", theme);
            let layout = ENGINE.layout(&composed.document, &theme).unwrap();
            for piece in pieces(&layout)
                .iter()
                .filter_map(Piece::text)
                .filter(|text| text.contains(first))
            {
                assert!(piece.contains(name), "{}: {piece}", theme.name);
                found += 1;
            }
        }
    }
    assert!(found > 200, "{found}");
}

#[test]
fn labels_of_papers_stand_close_to_them_on_the_axis_of_dates() {
    let cv = fixture("full");
    let mut labels = 0;
    for name in THEMES {
        let (composed, theme) = composed(&cv, "cv", name);
        if theme.date != DatePlacement::Left {
            continue;
        }
        let layout = ENGINE.layout(&composed.document, &theme).unwrap();
        let axis =
            (theme.margin_left_mm + Geometry::of(&composed.document, &theme).axis_mm) * PT_PER_MM;
        let sections = composed.document.sections.iter();
        let items = sections
            .flat_map(|one| &one.groups)
            .flat_map(|one| &one.items);
        for item in items {
            let Item::Publication(paper) = item else {
                continue;
            };
            let Some(label) = &paper.label else { continue };
            let pieces = pieces(&layout);
            let piece = pieces.iter().find(|one| one.text() == Some(label)).unwrap();
            let apart = axis - piece.to;
            assert!(
                (2.0..=theme.gutter_mm * PT_PER_MM + 1.0).contains(&apart),
                "{name}: {label}, {apart} pt"
            );
            labels += 1;
        }
    }
    assert!(labels > 20, "{labels}");
}

#[test]
fn sums_of_money_are_black_and_end_where_lines_end() {
    in_every_theme(&record("prof"), "cv", |name, document, theme, layout| {
        let right =
            (theme.margin_left_mm + Geometry::of(document, theme).text_width_mm) * PT_PER_MM;
        let pieces = pieces(layout);
        let sum = pieces
            .iter()
            .find(|one| one.text() == Some("€2,480,000"))
            .unwrap();
        assert!(is_black(sum), "{name}");
        assert!(
            (right - sum.to).abs() < 1.0 + Geometry::of(document, theme).slack_mm * PT_PER_MM,
            "{name}"
        );
        let role = pieces.iter().find(|one| {
            one.text()
                .is_some_and(|text| text.contains("Principal investigator"))
        });
        assert!(is_black(role.unwrap()), "{name}");
    });
}

#[test]
fn dates_are_as_black_as_the_theme_says_and_places_are_not() {
    in_every_theme(&fixture("swe"), "resume", |name, _, theme, layout| {
        let pieces = pieces(layout);
        let find = |text: &str| {
            let found = pieces
                .iter()
                .find(|one| one.text().is_some_and(|own| own.contains(text)));
            found.unwrap_or_else(|| panic!("{name} has no `{text}`"))
        };
        let is_muted = theme.date_face == folio::theme::DateFace::Muted;
        assert_eq!(
            is_black(find("Mar 2021")),
            !is_muted || theme.muted == "#000000",
            "{name}"
        );
        assert_eq!(
            is_black(find("Seattle, WA")),
            theme.muted == "#000000",
            "{name}"
        );
        assert!(
            is_black(find("Senior Software Engineer")) || theme.accent != "#000000",
            "{name}"
        );
    });
}

#[test]
fn what_was_done_at_an_employer_stands_above_the_positions() {
    let mut cv = fixture("full");
    let done = cv.experience[1].highlights.clone();
    assert!(!done.is_empty() && !cv.experience[0].positions.is_empty());
    cv.experience[0].highlights = done;
    in_every_theme(&cv, "cv", |name, document, _, layout| {
        let sections = document.sections.iter();
        let mut entries = sections
            .flat_map(|one| &one.groups)
            .flat_map(|one| &one.items);
        let entry = entries.find_map(|item| match item {
            Item::Entry(entry) if !entry.positions.is_empty() => Some(entry),
            _ => None,
        });
        let entry = entry.unwrap();
        let measures = layout.measure();
        let place = |label: &str| {
            let mark = measures.marks.iter().find(|mark| mark.label == label);
            mark.map(|mark| (mark.page, mark.top)).unwrap()
        };
        let (bullet, position) = (&entry.highlights[0].origin, &entry.positions[0].origin);
        assert!(place(bullet) < place(position), "{name}");
    });
}

#[test]
fn the_italic_j_of_libertinus_has_no_swash() {
    let (composed, theme) = composed(&record("prof"), "cv", "classic");
    let layout = ENGINE.layout(&composed.document, &theme).unwrap();
    let mut found = 0;
    let pieces = pieces(&layout);
    for glyphs in pieces.iter().filter_map(|piece| piece.glyphs) {
        let font = glyphs.font.ttf();
        if !font.is_italic() {
            continue;
        }
        let plain = font.glyph_index('J').unwrap().0;
        for glyph in &glyphs.glyphs {
            if glyphs.text[glyph.range()].starts_with('J') {
                assert_ne!(glyph.id, plain, "{}", glyphs.text);
                found += 1;
            }
        }
    }
    assert!(found > 5, "{found}");
}

#[test]
fn links_are_seen_by_their_colour_or_by_a_line_under_them() {
    in_every_theme(&fixture("full"), "cv", |name, _, theme, layout| {
        let pieces = pieces(layout);
        let code = pieces
            .iter()
            .find(|one| one.text() == Some("slides"))
            .unwrap();
        let is_lined = pieces.iter().any(|line| {
            let below = line.base - code.base;
            line.glyphs.is_none()
                && line.page == code.page
                && line.from < code.to
                && line.to > code.from
                && (0.0..4.0).contains(&below)
        });
        assert_eq!(is_lined, theme.links == LinkStyle::Underline, "{name}");
        assert_eq!(is_black(code), theme.links != LinkStyle::Colour, "{name}");
    });
}

#[test]
fn jobs_without_dates_have_no_column_and_no_band_for_them() {
    in_every_theme(&fixture("undated"), "resume", |name, document, theme, _| {
        let geometry = Geometry::of(document, theme);
        assert!(
            geometry.column_mm <= 12.0,
            "{name}: {} mm",
            geometry.column_mm
        );
        let is_whole = theme.measure_em >= 100.0;
        assert!(!is_whole || geometry.slack_mm < 0.1, "{name}");
    });
}
