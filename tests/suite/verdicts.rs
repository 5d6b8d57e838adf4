//! `folio check` finds what a build finds, though it typesets only what it must.

use folio::compose::{self, Options};
use folio::fit;
use folio::model::Cv;
use folio::session::{self, Request};
use folio::theme;
use serde_json::{Value, json};

use super::contract::{Dice, generated, parsed};
use super::project::{ENGINE, THEMES, fixture, fixture_names};

/// What stands where a text stands: lengths and characters that the bound of a page has to cover.
fn odd_text(dice: &mut Dice) -> String {
    let word = dice.one_of(&[
        "WWW@MMM ",
        "mmmmWWWW%%% ",
        "a ",
        "Ǆ ",
        "‰ ",
        "…",
        "i",
        "Ada\u{a0}Lovelace ",
        "https://example.org/a/b/c/d/",
    ]);
    word.repeat(dice.between(1, 60)).trim().to_owned()
}

/// A CV whose pinned parts go from a few lines to more than a page.
fn pinned(seed: u64) -> Value {
    let mut dice = Dice(seed);
    let mut cv = generated(seed, dice.between(1, 14));
    let mut jobs = Vec::new();
    for index in 0..dice.between(0, 11) {
        let mut job = json!({
            "organization": if dice.between(0, 3) == 0 { odd_text(&mut dice) } else { format!("Company {index}") },
            "highlights": [{"text": odd_text(&mut dice), "priority": dice.one_of(&["pinned", "low", "normal"])}],
        });
        match dice.between(0, 3) {
            0 => job["title"] = odd_text(&mut dice).into(),
            1 => job["start"] = "2021-03".into(),
            2 => {
                job["positions"] = json!([{"title": odd_text(&mut dice), "start": "2019", "end": "2020-04"}, {"title": "Engineer"}])
            }
            _ => job["location"] = "London".into(),
        }
        jobs.push(job);
    }
    cv["experience"] = jobs.into();
    if dice.between(0, 2) == 0 {
        cv["person"]["headline"] = odd_text(&mut dice).into();
    }
    if dice.between(0, 2) == 0 {
        cv["documents"] = json!({"resume": {"publications": {"group": "type", "number": "type"}}});
    }
    cv
}

fn request(theme: &str) -> Request {
    let options = Options {
        theme: Some(theme.to_owned()),
        ..Options::default()
    };
    Request {
        options,
        ..Request::default()
    }
}

/// Whether a check and a build find the same in each document, the verdict included.
fn assert_same_verdicts(what: &str, cv: &Cv, names: &[String], request: &Request) {
    for name in names {
        let name = std::slice::from_ref(name);
        let checked = session::check(cv, name, &ENGINE, request);
        let built: Vec<_> = session::build(cv, name, &ENGINE, request)
            .into_iter()
            .flat_map(|built| built.problems)
            .collect();
        assert_eq!(checked, built, "{what}, {name:?}");
    }
}

/// Whether the bound of the résumé's page says that it fits, and whether it does.
fn bound_and_contract(cv: &Cv, name: &str) -> (bool, bool) {
    let composed = compose::compose(cv, "resume", &request(name).options).unwrap();
    let theme = theme::load(name, None).unwrap();
    let priorities = &composed.priorities;
    let surely = fit::surely_fits(&composed.document, &theme, priorities, 1);
    let fits =
        !surely || fit::fit(&composed.document, &theme, priorities, &ENGINE, Some(1)).is_ok();
    (surely, fits)
}

fn bound_is_kept(seeds: std::ops::Range<u64>) -> (usize, usize) {
    let (mut sure, mut unsure) = (0, 0);
    for seed in seeds {
        let cv = parsed(pinned(seed));
        for theme in THEMES {
            let (surely, fits) = bound_and_contract(&cv, theme);
            assert!(
                fits,
                "seed {seed}, {theme}: does not fit, but the bound says so"
            );
            *(if surely { &mut sure } else { &mut unsure }) += 1;
        }
    }
    println!("{sure} surely fit, {unsure} are to be laid out");
    (sure, unsure)
}

#[test]
fn a_check_of_every_fixture_finds_what_a_build_finds() {
    for name in fixture_names() {
        let cv = fixture(&name);
        let names = cv.document_names();
        assert_same_verdicts(&name, &cv, &names, &Request::default());
    }
}

#[test]
fn what_surely_fits_on_a_page_does() {
    let (sure, unsure) = bound_is_kept(0..6);
    assert!(sure > 0 && unsure > 0, "{sure}, {unsure}");
}

#[test]
#[ignore = "lays out hundreds of pages"]
fn what_surely_fits_on_a_page_does_in_hundreds_of_cvs() {
    let (sure, unsure) = bound_is_kept(100..200);
    assert!(sure > 100 && unsure > 100, "{sure}, {unsure}");
}

#[test]
#[ignore = "lays out hundreds of pages"]
fn a_check_of_generated_cvs_finds_what_a_build_finds() {
    for seed in 0..30 {
        let theme = THEMES[seed as usize % THEMES.len()];
        let mut cv = parsed(if seed % 2 == 0 {
            pinned(seed)
        } else {
            generated(seed, 12)
        });
        if seed % 5 == 0 {
            cv.summary =
                Some(serde_json::from_value(json!("A character that no font has: 張")).unwrap());
        }
        let names = cv.document_names();
        assert_same_verdicts(&format!("seed {seed}"), &cv, &names, &request(theme));
    }
}
