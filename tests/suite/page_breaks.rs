//! Where pages end: no entry and no paper leaves a lone line or bullet behind, or has one go ahead.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use folio::document::{Document, Item, Paragraph};
use folio::model::{Cv, PaperSize};
use folio::render::typst::Layout;
use folio::theme::{self, Theme};
use rayon::prelude::*;
use serde_json::json;

use super::contract::parsed;
use super::extraction::assert_drawn;
use super::project::{ENGINE, TEMPLATES, composed, document_of, fixture, is_looked_at, load};
use super::short_pages::assert_filled;

const PT_PER_MM: f64 = 72.0 / 25.4;

/// Bytes of the stack of a thread that lays pages out.
const STACK: usize = 64 << 20;

/// An item of no more lines stays on one page.
const SHORT: usize = 5;

/// The CVs whose pages are looked at: the repository's own, one of everything, and two made-up people.
pub fn records() -> Vec<(String, Cv)> {
    let own = load(&Path::new(env!("CARGO_MANIFEST_DIR")).join("cv.yaml"));
    let fixtures = ["full", "prof", "swe"].map(|name| (name, fixture(name)));
    let all = [("cv", own)].into_iter().chain(fixtures);
    all.map(|(name, cv)| (name.to_owned(), cv)).collect()
}

/// Runs a check on every document of some CVs in every theme, on A4 and on US Letter, or on a share of them.
pub fn for_every_page(
    records: &[(String, Cv)],
    templates: &[&str],
    check: impl Fn(&str, &Document, &Theme, &Layout) + Sync,
) {
    let mut designs = Vec::new();
    for (name, cv) in records {
        for paper in [PaperSize::A4, PaperSize::Letter] {
            let mut cv = cv.clone();
            cv.settings.paper = Some(paper);
            for theme in theme::names(None) {
                let of = |template: &&str| {
                    let template = template.to_string();
                    (name.clone(), cv.clone(), template, theme.clone())
                };
                designs.extend(templates.iter().map(of));
            }
        }
    }
    assert!(designs.len() >= 4 * 2 * records.len() * templates.len());
    let numbered = designs.into_iter().enumerate();
    let designs: Vec<_> = numbered
        .filter_map(|(at, design)| is_looked_at(at).then_some(design))
        .collect();
    let look = |(name, cv, template, theme): &(String, Cv, String, String)| {
        let paper = cv.settings.paper;
        let (composed, theme) = composed(cv, document_of(template), theme);
        let limit = composed.settings.pages;
        let priorities = &composed.priorities;
        let fitted = folio::fit::fit(&composed.document, &theme, priorities, &ENGINE, limit);
        let fitted = fitted.unwrap();
        let name = format!("{name}/{template}/{}/{paper:?}", theme.name);
        check(&name, &fitted.document, &fitted.theme, &fitted.layout);
    };
    // Who waits for a part of one page begins with another page, on the same stack.
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK);
    let pool = pool.build().unwrap();
    pool.install(|| designs.par_iter().for_each(look));
}

/// The lines of one item, by page: the baselines, and the bullets that begin or go on there.
#[derive(Default)]
struct Lines {
    baselines: BTreeSet<i64>,
    bullets: BTreeSet<usize>,
    /// Whether there is a line that is no part of a bullet.
    has_heading: bool,
}

/// By the label of each block: the item that it is part of, and the number of the bullet.
fn owners(document: &Document) -> HashMap<String, (String, Option<usize>)> {
    let mut owners = HashMap::new();
    let mut add = |owner: &str, body: &[Paragraph], bullets: &[Paragraph]| {
        owners.insert(owner.to_owned(), (owner.to_owned(), None));
        for paragraph in body {
            owners.insert(paragraph.origin.clone(), (owner.to_owned(), None));
        }
        for (number, bullet) in bullets.iter().enumerate() {
            owners.insert(bullet.origin.clone(), (owner.to_owned(), Some(number)));
        }
    };
    let groups = document.sections.iter().flat_map(|section| &section.groups);
    for item in groups.flat_map(|group| &group.items) {
        match item {
            Item::Entry(entry) => {
                add(&entry.origin, &entry.body, &entry.highlights);
                for position in &entry.positions {
                    add(&position.origin, &position.body, &position.highlights);
                }
            }
            Item::Publication(paper) => add(&paper.origin, &paper.body, &[]),
            Item::Paragraph(_) | Item::Line(_) => {}
        }
    }
    owners
}

/// The lines of every entry, position and paper, page by page.
fn items(
    document: &Document,
    theme: &Theme,
    layout: &Layout,
) -> BTreeMap<String, BTreeMap<usize, Lines>> {
    let owners = owners(document);
    let measures = layout.measure();
    let mut items: BTreeMap<String, BTreeMap<usize, Lines>> = BTreeMap::new();
    for text in &measures.texts {
        let (_, height) = layout.page_size(text.page).unwrap();
        let in_body = text.top >= theme.margin_top_mm * PT_PER_MM - 1.0
            && text.bottom <= height - theme.margin_bottom_mm * PT_PER_MM + 1.0;
        let label = text.mark.map(|mark| &measures.marks[mark].label);
        let Some((owner, bullet)) = label
            .filter(|_| in_body)
            .and_then(|label| owners.get(label))
        else {
            continue;
        };
        // What is raised stands in its line; lines are more than half a leading apart.
        let lines = items
            .entry(owner.clone())
            .or_default()
            .entry(text.page)
            .or_default();
        let line = (text.baseline / (theme.leading_pt / 2.0)).round() as i64;
        if !(line - 1..=line + 1).any(|near| lines.baselines.contains(&near)) {
            lines.baselines.insert(line);
        }
        lines.bullets.extend(*bullet);
        lines.has_heading |= bullet.is_none();
    }
    items
}

/// A person with many jobs of many bullets, some of them of several positions.
fn long_career(shift: usize) -> Cv {
    let bullets = |count: usize| -> Vec<String> {
        let bullet = |number: usize| {
            let more =
                " and said what it does in words that anyone can read".repeat((number + shift) % 3);
            format!("Wrote program {number}{more}.")
        };
        (0..count).map(bullet).collect()
    };
    let job = |job: usize| {
        let count = 2 + (job * 5 + shift) % 7;
        let organization = format!("Engines {job}");
        let position = |number: usize| {
            let highlights = bullets(if number < 2 { count } else { 0 });
            json!({"title": "Engineer", "start": 1930 + number, "highlights": highlights})
        };
        match job % 4 {
            3 => {
                json!({"organization": organization, "positions": (0..3).map(position).collect::<Vec<_>>()})
            }
            _ => json!({
                "organization": organization, "title": "Engineer", "location": "Turin", "start": 1960,
                "highlights": bullets(count),
            }),
        }
    };
    parsed(
        json!({"person": {"name": "Ada Lovelace"}, "experience": (0..24).map(job).collect::<Vec<_>>()}),
    )
}

/// Finds lone lines and bullets on either side of the end of a page; says how many items it parts.
fn look(name: &str, document: &Document, theme: &Theme, layout: &Layout) -> usize {
    let parted = items(document, theme, layout)
        .into_iter()
        .filter(|(_, pages)| pages.len() > 1);
    let looked_at = parted.map(|(origin, pages)| {
        let first = pages.first_key_value().unwrap().1;
        let last = pages.last_key_value().unwrap().1;
        let lines: usize = pages.values().map(|lines| lines.baselines.len()).sum();
        assert!(
            lines > SHORT,
            "{name}: {origin} has {lines} lines on two pages"
        );
        for (side, lines) in [("ends", first), ("begins", last)] {
            assert!(
                lines.baselines.len() > 1,
                "{name}: a page {side} with a line of {origin}"
            );
            let is_alone = lines.bullets.len() == 1 && (side == "ends" || !lines.has_heading);
            let goes_on = first.bullets.last() == last.bullets.first();
            assert!(
                !is_alone || goes_on,
                "{name}: a page {side} with a bullet of {origin}"
            );
        }
    });
    looked_at.count()
}

// One test, as laying the pages out takes much longer than looking at them.
#[test]
fn no_page_of_the_records_has_a_lone_line_too_little_on_it_or_other_words_than_the_text_output() {
    let (parted, relieved) = (AtomicUsize::new(0), AtomicUsize::new(0));
    for_every_page(&records(), &TEMPLATES, |name, document, theme, layout| {
        parted.fetch_add(look(name, document, theme, layout), Ordering::Relaxed);
        let was_short = assert_filled(name, document, theme, layout);
        relieved.fetch_add(usize::from(was_short), Ordering::Relaxed);
        assert_drawn(name, document, theme, layout);
    });
    let careers = (0..3).map(|shift| (format!("career {shift}"), long_career(shift)));
    let careers: Vec<(String, Cv)> = careers.collect();
    for_every_page(&careers, &["academic"], |name, document, theme, layout| {
        parted.fetch_add(look(name, document, theme, layout), Ordering::Relaxed);
    });
    // Entries are parted where nothing is alone.
    assert!(parted.into_inner() > 40);
    assert!(relieved.into_inner() > 3);
}
