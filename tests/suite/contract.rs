//! The page contract: `pages: N` is kept, or the document is truly too long.

use std::collections::BTreeSet;

use folio::compose::{self, Options};
use folio::diagnostics::{Code, Diagnostic};
use folio::document::Document;
use folio::fit::{self, ItemReport};
use folio::model::Cv;
use folio::session::{LaidOut, Request, fitted};
use folio::theme::{self, Theme};
use serde_json::{Value, json};

use super::project::{ENGINE, THEMES, is_looked_at, many};

/// A small generator with a fixed seed (SplitMix64, Steele, Lea, Flood 2014): the same CVs on
/// every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + (self.next() % (high - low + 1) as u64) as usize
    }

    pub fn one_of<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.between(0, words.len() - 1)]
    }

    fn sentence(&mut self, words: usize) -> String {
        const WORDS: [&str; 28] = [
            "built",
            "a",
            "measured",
            "storage",
            "engine",
            "with",
            "predictable",
            "latency",
            "for",
            "the",
            "archive",
            "reduced",
            "cost",
            "by",
            "forty",
            "percent",
            "led",
            "team",
            "of",
            "five",
            "internationalisation",
            "API",
            "and",
            "in",
            "production",
            "Rust",
            "on",
            "scale",
        ];
        let words: Vec<&str> = (0..words.max(1)).map(|_| self.one_of(&WORDS)).collect();
        let sentence = words.join(" ");
        format!("{}{}.", sentence[..1].to_uppercase(), &sentence[1..])
    }

    fn priority(&mut self) -> &'static str {
        self.one_of(&["low", "normal", "normal", "normal", "high"])
    }
}

/// A CV of a size between a few lines and a dozen pages, in one of several writing styles.
pub fn generated(seed: u64, scale: usize) -> Value {
    let mut dice = Dice(seed);
    let (fewest, most) = [(4, 9), (10, 20), (18, 34), (3, 40)][dice.between(0, 3)];
    let bullets = |dice: &mut Dice, count: usize| -> Vec<Value> {
        (0..count)
            .map(|_| {
                let words = dice.between(fewest, most);
                json!({"text": dice.sentence(words), "priority": dice.priority()})
            })
            .collect()
    };
    let jobs: Vec<Value> = (0..dice.between(0, scale))
        .map(|index| {
            let count = dice.between(0, 7);
            let mut job = json!({
                "organization": format!("Company {index}"),
                "title": dice.one_of(&["Engineer", "Principal Engineer", "Research Scientist"]),
                "highlights": bullets(&mut dice, count),
            });
            if dice.between(0, 4) > 0 {
                job["start"] = format!("{}", 2024 - index).into();
                job["end"] = format!("{}", 2025 - index).into();
            }
            job
        })
        .collect();
    let projects: Vec<Value> = (0..dice.between(0, scale))
        .map(|index| {
            let count = dice.between(0, 3);
            json!({
                "name": format!("Project {index}"),
                "description": dice.sentence(fewest),
                "priority": dice.priority(),
                "highlights": bullets(&mut dice, count),
            })
        })
        .collect();
    let publications: Vec<Value> = (0..dice.between(0, 2 * scale))
        .map(|index| {
            json!({
                "title": dice.sentence(8),
                "authors": "Ada Lovelace*, Charles Babbage*, Mary Somerville",
                "venue": "Conference on Engines",
                "date": format!("{}", 2025 - index % 20),
                "selected": "true",
                "priority": dice.priority(),
            })
        })
        .collect();
    let mut cv = json!({
        "person": {"name": "Ada Lovelace", "email": "ada@example.org", "location": "London"},
        "experience": jobs,
        "projects": projects,
        "publications": publications,
        "education": [{"institution": "University of London", "degree": "PhD", "date": "2010"}],
        "skills": [{"name": "Languages", "keywords": ["Rust", "C"]}],
    });
    if dice.between(0, 1) == 1 {
        cv["summary"] = dice.sentence(most + 10).into();
    }
    cv["settings"] = json!({"paper": dice.one_of(&["a4", "letter"])});
    cv
}

pub fn parsed(cv: Value) -> Cv {
    serde_json::from_value(cv).unwrap()
}

fn request(theme: &str) -> Request {
    Request {
        options: Options {
            theme: Some(theme.to_owned()),
            ..Options::default()
        },
        ..Request::default()
    }
}

fn fit_resume(cv: &Cv, theme: &str) -> Result<LaidOut, Vec<Diagnostic>> {
    fitted(cv, "resume", &ENGINE, &request(theme), &mut Vec::new())
}

/// The whole résumé, before anything is left out, with its theme.
fn whole(cv: &Cv, theme: &str) -> (Document, Theme) {
    let composed = compose::compose(cv, "resume", &request(theme).options).unwrap();
    (composed.document, theme::load(theme, None).unwrap())
}

fn fits(document: &Document, theme: &Theme) -> bool {
    ENGINE
        .layout(document, &theme.at_density(2.0))
        .unwrap()
        .pages()
        == 1
}

#[test]
#[ignore = "lays out some two thousand pages"]
fn two_hundred_generated_cvs_keep_to_one_page() {
    let (mut long, mut full, mut failed) = (0, 0, 0);
    for seed in (0..200).filter(|seed| is_looked_at(*seed as usize)) {
        let scale = [2, 5, 12, 24][seed as usize % 4];
        let theme = THEMES[(seed as usize / 4) % THEMES.len()];
        let cv = parsed(generated(seed, scale));
        match fit_resume(&cv, theme) {
            Ok(page) => {
                let report = &page.fitted.report;
                assert_eq!(page.fitted.layout.pages(), 1, "seed {seed}");
                assert!(
                    report.layouts <= 12,
                    "seed {seed}: {} layouts",
                    report.layouts
                );
                assert!(report.size_pt >= 9.0, "seed {seed}: {} pt", report.size_pt);
                // Checked on the page: body type is the commonest size, nothing else is smaller
                // than what contact lines and legends may be.
                let sizes: Vec<f64> = page
                    .fitted
                    .layout
                    .measure()
                    .texts
                    .iter()
                    .map(|text| text.size)
                    .collect();
                let smallest = sizes.iter().copied().fold(f64::INFINITY, f64::min);
                assert!(smallest >= 5.5, "seed {seed}: {smallest} pt");
                assert!(page.fitted.theme.margin_left_mm >= 12.0, "seed {seed}");
                if report.is_tightened() {
                    long += 1;
                    full += usize::from(report.fill > 0.92);
                    if report.fill <= 0.92 {
                        println!(
                            "seed {seed} {theme}: {:.3} full, {:?} cut",
                            report.fill,
                            report.cut.as_ref().map(|cut| cut.left_out().len())
                        );
                    }
                }
            }
            Err(problems) => {
                failed += 1;
                assert_eq!(problems[0].code, Code::TooLong, "seed {seed}: {problems:?}");
                let (document, theme) = whole(&cv, theme);
                let pinned = only_pinned(&document);
                assert!(
                    !fits(&pinned, &theme),
                    "seed {seed}: what is pinned would fit"
                );
            }
        }
    }
    println!(
        "{long} of 200 were too long as designed, {full} of them fill their page, {failed} cannot"
    );
    assert!(long * 100_000 > 60 * many(), "{long}");
    assert!(full * 100 >= long * 95, "{full} of {long}");
}

/// The document with what the contract never leaves out: headings of experience and education.
fn only_pinned(document: &Document) -> Document {
    let mut out = BTreeSet::new();
    for section in &document.sections {
        for item in section.groups.iter().flat_map(|group| &group.items) {
            if let folio::document::Item::Entry(entry) = item {
                out.extend(entry.highlights.iter().map(|bullet| bullet.origin.clone()));
            }
            if !["experience", "education"].contains(&section.id.as_str()) {
                out.insert(item.origin().clone());
            }
        }
    }
    document.without(&out)
}

/// A CV of at most 14 items that may go, too long for a page.
fn small(seed: u64) -> Value {
    let mut dice = Dice(seed);
    let items = dice.between(6, 14);
    let mut bullets: Vec<Value> = Vec::new();
    let mut projects: Vec<Value> = Vec::new();
    for index in 0..items {
        let words = dice.between(60, 260);
        if dice.between(0, 1) == 0 {
            bullets.push(json!({"text": dice.sentence(words), "priority": dice.priority()}));
        } else {
            projects.push(json!({
                "name": format!("Project {index}"),
                "description": dice.sentence(words),
                "priority": dice.priority(),
            }));
        }
    }
    json!({
        "person": {"name": "Ada Lovelace"},
        "experience": [{"organization": "Company", "title": "Engineer", "highlights": bullets}],
        "projects": projects,
    })
}

fn value(kept: impl Iterator<Item = ItemReport>) -> [u32; 3] {
    let mut value = [0; 3];
    for item in kept {
        match item.priority {
            "high" => value[0] += item.value,
            "normal" => value[1] += item.value,
            "low" => value[2] += item.value,
            _ => {}
        }
    }
    value
}

#[test]
#[ignore = "lays out many subsets of the items"]
fn the_best_of_all_subsets_is_kept() {
    let mut cut = 0;
    for seed in 1000..1016 {
        let cv = parsed(small(seed));
        let name = THEMES[seed as usize % THEMES.len()];
        let page = fit_resume(&cv, name).unwrap();
        let Some(report) = &page.fitted.report.cut else {
            continue;
        };
        cut += 1;
        let items: Vec<ItemReport> = report
            .items()
            .into_iter()
            .filter(|item| item.priority != "pinned")
            .collect();
        assert!(items.len() <= 14);
        let chosen = value(items.iter().filter(|item| item.kept).cloned());
        let (document, theme) = whole(&cv, name);
        // Sets that do not fit: nothing that holds one of them fits either.
        let mut too_long: Vec<u32> = Vec::new();
        let mut better: Vec<u32> = (0..1u32 << items.len())
            .filter(|set| {
                let kept = items
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| set & 1 << at != 0);
                value(kept.map(|(_, item)| item.clone())) > chosen
            })
            .collect();
        better.sort_by_key(|set| set.count_ones());
        for set in better {
            if too_long.iter().any(|known| known & set == *known) {
                continue;
            }
            let gone = items
                .iter()
                .enumerate()
                .filter(|(at, _)| set & 1 << at == 0);
            let gone: BTreeSet<String> = gone.map(|(_, item)| item.origin.clone()).collect();
            assert!(
                !fits(&document.without(&gone), &theme),
                "seed {seed}: a better set fits, without {gone:?}"
            );
            too_long.push(set);
        }
    }
    assert!(cut >= 8, "{cut}");
}

#[test]
#[ignore = "lays out several hundred pages"]
fn on_several_pages_no_item_that_was_cut_fits_back_in_alone() {
    let mut cut = 0;
    for seed in 300..316 {
        let mut source = generated(seed, 24);
        source["documents"] = json!({"resume": {"pages": (2 + seed % 2).to_string()}});
        let limit = 2 + seed as usize % 2;
        let cv = parsed(source);
        let name = THEMES[seed as usize % THEMES.len()];
        let Ok(page) = fit_resume(&cv, name) else {
            continue;
        };
        let Some(report) = &page.fitted.report.cut else {
            continue;
        };
        cut += 1;
        assert!(page.fitted.layout.pages() <= limit);
        let (document, theme) = whole(&cv, name);
        let gone: BTreeSet<String> = report
            .left_out()
            .into_iter()
            .map(|item| item.origin)
            .collect();
        for back in &gone {
            let parent_gone = gone
                .iter()
                .any(|other| back.starts_with(&format!("{other}.")));
            if parent_gone {
                continue;
            }
            let mut others = gone.clone();
            others.remove(back);
            let pages = ENGINE
                .layout(&document.without(&others), &theme.at_density(2.0))
                .unwrap()
                .pages();
            assert!(pages > limit, "seed {seed}: {back} fits back in");
        }
    }
    assert!(cut >= 6, "{cut}");
}

#[test]
fn a_short_resume_is_set_roomier_and_a_long_one_tighter() {
    let short = parsed(json!({
        "person": {"name": "Ada Lovelace"},
        "experience": [{"organization": "A", "highlights": ["One.", "Two."]}],
    }));
    let page = fit_resume(&short, "clear").unwrap();
    assert!(page.fitted.report.is_relaxed() && page.fitted.report.cut.is_none());
    let long = parsed(generated(18, 12));
    let page = fit_resume(&long, "clear").unwrap();
    assert!(page.fitted.report.is_tightened());
    assert_eq!(page.fitted.layout.pages(), 1);
}

#[test]
fn what_cannot_fit_is_explained_with_its_longest_items() {
    let jobs: Vec<Value> = (0..90)
        .map(|index| json!({"organization": format!("Company {index}")}))
        .collect();
    let cv = parsed(json!({"person": {"name": "Ada"}, "experience": jobs}));
    let problems = fit_resume(&cv, "clear").err().unwrap();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].code, Code::TooLong);
    assert!(
        problems[0].message.contains("lines") && problems[0].message.contains("mm"),
        "{problems:?}"
    );
    assert_eq!(problems[0].related.len(), 3);
}

#[test]
fn the_same_input_gives_the_same_choice() {
    let cv = parsed(generated(7, 24));
    let chosen = || {
        let page = fit_resume(&cv, "clear").unwrap();
        let cut = page.fitted.report.cut.as_ref().map(|cut| cut.left_out());
        let origins = cut.unwrap_or_default().into_iter().map(|item| item.origin);
        (origins.collect::<Vec<_>>(), page.fitted.report.density)
    };
    assert_eq!(chosen(), chosen());
}

#[test]
fn a_document_without_a_limit_keeps_everything() {
    let cv = parsed(generated(11, 24));
    let options = request("scholar").options;
    let composed = compose::compose(&cv, "cv", &options).unwrap();
    let theme = theme::load("scholar", None).unwrap();
    let fitted = fit::fit(
        &composed.document,
        &theme,
        &composed.priorities,
        &ENGINE,
        None,
    )
    .unwrap();
    assert_eq!(fitted.document, composed.document);
    assert!(fitted.report.cut.is_none());
}
