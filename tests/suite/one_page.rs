//! The résumé of a working engineer on one page: nothing left out, and in a size that reads well.

use std::path::Path;

use folio::arrange::arrange;
use folio::fit::{self, Fitted};
use folio::model::{Cv, PaperSize};
use folio::render::text::text;
use folio::source::{Environment, load_str};
use folio::theme;
use rayon::prelude::*;

use super::overflow;
use super::project::{ENGINE, THEMES, composed, condensed, fixture, fixtures};

/// The smallest size of the text that one page may cost.
const LEAST_SIZE_PT: f64 = 9.5;

#[test]
fn a_resume_loses_nothing_and_stays_readable_in_every_theme_of_one_column() {
    let mut pages = 0;
    for paper in [PaperSize::A4, PaperSize::Letter] {
        let mut cv = fixture("swe");
        cv.settings.paper = Some(paper);
        for name in theme::names(None) {
            let (composed, theme) = composed(&cv, "resume", &name);
            let priorities = &composed.priorities;
            let fitted = fit::fit(&composed.document, &theme, priorities, &ENGINE, Some(1));
            let fitted = fitted.unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
            let report = &fitted.report;
            assert_eq!(report.pages, 1, "{name}, {paper:?}");
            assert!(
                report.cut.is_none(),
                "{name}, {paper:?}: something is left out"
            );
            assert!(
                report.size_pt >= LEAST_SIZE_PT,
                "{name}, {paper:?}: {} pt",
                report.size_pt
            );
            assert!(
                report.layouts <= 12,
                "{name}, {paper:?}: {} layouts",
                report.layouts
            );
            pages += 1;
        }
    }
    assert!(pages >= 8);
}

/// The engineer with so many more things done in her first job.
fn with_more(count: usize) -> Cv {
    let path = Path::new(&fixtures()).join("swe.yaml");
    let source = std::fs::read_to_string(path).unwrap();
    let first = "    highlights:\n";
    let more: String = (0..count)
        .map(|n| format!("      - Kept promise {n}.\n"))
        .collect();
    let source = source.replacen(first, &format!("{first}{more}"), 1);
    let loaded = load_str("swe.yaml", &source, &fixtures(), &Environment::default());
    loaded.cv.unwrap()
}

/// Her résumé on one page.
fn on_a_page(count: usize, name: &str) -> Fitted {
    let (composed, theme) = composed(&with_more(count), "resume", name);
    let priorities = &composed.priorities;
    let fitted = fit::fit(&composed.document, &theme, priorities, &ENGINE, Some(1)).unwrap();
    assert_eq!(fitted.report.pages, 1, "{name}, {count}");
    assert!(
        fitted.report.layouts <= 12,
        "{name}, {count}: {} layouts",
        fitted.report.layouts
    );
    fitted
}

/// As more is said, short sections stand beside each other before anything is left out, and not sooner than the
/// tightest page is full.
fn look_at_pairs(name: &str) {
    let is_two = theme::load(name, None).unwrap().columns.are_two();
    // The most that fits without them, and the most that fits with them.
    let (mut apart, mut beside) = (None, None);
    for count in 0..60 {
        let fitted = on_a_page(count, name);
        let report = &fitted.report;
        let document = arrange(&fitted.document, &fitted.theme);
        let pairs = document.sections.iter().filter(|one| one.is_beside).count();
        assert_eq!(pairs > 0, report.has_pairs, "{name}, {count}");
        if report.cut.is_some() {
            break;
        }
        match report.has_pairs {
            true => beside = Some(count),
            false => {
                assert_eq!(
                    beside, None,
                    "{name}: {count} fit without pairs, and fewer did not"
                );
                apart = Some(count);
            }
        }
        if report.has_pairs {
            assert!(report.is_tightened(), "{name}, {count}");
            let drawn = overflow::body(&fitted.layout, &fitted.theme);
            let said = text(&fitted.document, &fitted.theme);
            assert_eq!(condensed(&drawn), condensed(&said), "{name}, {count}");
            let outside = overflow::outside(&fitted.layout, &fitted.theme);
            assert!(outside.is_empty(), "{name}, {count}: {outside:?}");
        }
    }
    let (apart, beside) = (apart.unwrap(), beside.unwrap_or_default());
    assert_eq!(
        beside > apart,
        !is_two,
        "{name}: {apart} apart, {beside} beside"
    );
}

#[test]
fn short_sections_stand_beside_each_other_before_anything_is_left_out() {
    ["clear", "axis"].into_par_iter().for_each(look_at_pairs);
}

#[test]
#[ignore = "lays a page out some thousand times"]
fn short_sections_stand_beside_each_other_in_every_theme() {
    THEMES.into_par_iter().for_each(look_at_pairs);
}
