use std::fs;
use std::path::Path;

use super::*;
use crate::diagnostics::{Code, Sources, human};
use crate::model::THEMES;

fn project(name: &str, theme: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let themes = folder.path().join("templates/themes");
    fs::create_dir_all(&themes).expect("a folder in it");
    fs::write(themes.join(format!("{name}.yaml")), theme).expect("a file in it");
    folder
}

/// What is wrong with a project's theme, as people read it.
fn said(name: &str, project: &Path) -> String {
    let mut sources = Sources::default();
    let themes = Themes::read(Some(project), &mut sources);
    let mut doubts = Vec::new();
    let problems = match themes.get(name, &mut doubts) {
        Ok(_) => doubts,
        Err(problems) => problems,
    };
    let folder = project.display().to_string();
    human(&problems, &sources, false).replace(&folder, "")
}

#[test]
fn the_themes_load_without_a_doubt() {
    for name in THEMES {
        let theme = load(name, None).unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        assert_eq!(theme.name, name);
        assert_eq!(Theme::built_in(name).as_ref(), Some(&theme));
    }
    assert_eq!(names(None), THEMES);
}

#[test]
fn every_token_is_in_the_table_and_in_each_embedded_theme() {
    fn keys(value: &serde_json::Value, above: &str, into: &mut Vec<String>) {
        for (key, value) in value.as_object().expect("a map") {
            match value {
                serde_json::Value::Object(_) => keys(value, &format!("{key}."), into),
                _ => into.push(format!("{above}{key}")),
            }
        }
    }
    let mut fields = Vec::new();
    let scholar = Theme::built_in("scholar").expect("embedded");
    keys(
        &serde_json::to_value(&scholar).expect("a theme as JSON"),
        "",
        &mut fields,
    );
    fields.retain(|field| !["name", "endless", "pairs"].contains(&field.as_str()));
    let mut table: Vec<&str> = tokens::TOKENS.iter().map(|token| token.key).collect();
    fields.sort();
    table.sort();
    assert_eq!(fields, table);
    for name in names(None) {
        let theme = Theme::built_in(&name).expect("embedded");
        let text = std::fs::read_to_string(format!("templates/themes/{name}.yaml")).expect(&name);
        // Put over another theme it is the same: it leaves nothing to be inherited.
        let folder = project("mine", &text);
        let mine = load("mine", Some(folder.path())).expect(&name);
        assert_eq!(
            Theme {
                name: name.clone(),
                ..mine
            },
            theme
        );
        for key in &table {
            let key = key.rsplit('.').next().expect("a last part");
            assert!(text.contains(&format!("{key}:")), "{name}: {key}");
        }
    }
}

#[test]
fn a_printed_theme_is_read_back_as_itself() {
    let strange = "extends: ink\nbody_fonts: ['A, \"B\": C #', Lato]\nmono_font: '1 Mono'\n\
                   footer: '{name} \\ \"x\" | {page}'\ncolumns: {side: [skills, mine]}\nheader: none\n";
    let plain = THEMES.map(|name| (format!("m-{name}"), format!("extends: {name}\n")));
    let strange = ("strange".to_owned(), strange.to_owned());
    for (name, text) in plain.into_iter().chain([strange]) {
        let folder = project(&name, &text);
        let theme = load(&name, Some(folder.path())).expect(&name);
        // Over another theme, so that nothing of it is inherited.
        let file = theme.file();
        let base = format!("extends: {name}\n");
        assert!(file.contains(&base), "{file}");
        let copy = project("copy", &file.replace(&base, "extends: plain\n"));
        let read = load("copy", Some(copy.path())).unwrap_or_else(|why| panic!("{why:?}\n{file}"));
        let name = theme.name.clone();
        assert_eq!(Theme { name, ..read }, theme);
        let comments = file.lines().filter(|line| line.trim().starts_with("# "));
        assert!(comments.count() > tokens::TOKENS.len());
        assert!(
            file.lines().all(|line| line.chars().count() <= 112),
            "{file}"
        );
    }
}

#[test]
fn each_theme_says_for_whom_it_is() {
    let folder = project("mine", "# For the faculty.\nextends: axis\n");
    let bad = folder.path().join("templates/themes/bad.yaml");
    fs::write(bad, "size_pt: big\n").expect("a file");
    let all = about(Some(folder.path()));
    let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, [&THEMES[..], &["bad", "mine"]].concat());
    let (embedded, own) = all.split_at(THEMES.len());
    for one in embedded {
        assert!(
            one.about.contains(": ") && one.about.ends_with('.'),
            "{one:?}"
        );
        assert!(!one.is_own && one.date.is_some());
    }
    assert_eq!((own[0].date, own[0].is_own), (None, true));
    assert_eq!(own[1].about, "For the faculty.");
    assert_eq!(own[1].date, Some(DatePlacement::Left));
}

#[test]
fn the_documentation_lists_every_token() {
    let name = "tokens of a theme";
    crate::generated::assert_current_part("docs/themes.md", name, &tokens::table());
}

#[test]
fn an_unknown_theme_names_the_closest() {
    let problem = load("scholer", None).expect_err("no such theme").remove(0);
    assert_eq!(problem.code, Code::UnknownTheme);
    assert_eq!(problem.label.as_deref(), Some("did you mean `scholar`?"));
    assert!(load("../../etc/passwd", Some(Path::new("/"))).is_err());
}

#[test]
fn a_projects_theme_changes_a_few_tokens() {
    let folder = project(
        "mine",
        "extends: clear\naccent: \"#333333\"\nfloor: {gap_pt: 3}\n",
    );
    let mine = load("mine", Some(folder.path())).expect("a theme");
    let clear = load("clear", None).expect("a theme");
    assert_eq!(mine.accent, "#333333");
    assert_eq!(
        mine.floor,
        Floor {
            gap_pt: 3.0,
            ..clear.floor.clone()
        }
    );
    assert_eq!(mine.date, clear.date);
    let all = names(Some(folder.path()));
    assert_eq!(
        all.split_last(),
        Some((&"mine".to_owned(), &names(None)[..]))
    );
}

#[test]
fn a_projects_theme_overrides_the_embedded_one_of_its_name() {
    let folder = project("clear", "date: under\n");
    let theme = load("clear", Some(folder.path())).expect("a theme");
    assert_eq!(theme.date, DatePlacement::Under);
    assert_eq!(
        theme.accent,
        Theme::built_in("clear").expect("embedded").accent
    );
}

#[test]
fn lengths_may_have_units() {
    let text = "size_pt: 10.5pt\nmargin_left_mm: 2 cm\nmargin_right_mm: 1in\nmeasure_em: 44em\n\
                gap_pt: 2mm\nmono_font: ' A Mono '\nbody_fonts: Lato\n";
    let folder = project("mine", text);
    let mine = load("mine", Some(folder.path())).expect("a theme");
    assert_eq!(
        (mine.size_pt, mine.margin_left_mm, mine.margin_right_mm),
        (10.5, 20.0, 25.4)
    );
    assert_eq!(mine.measure_em, 44.0);
    assert!((mine.gap_pt - 5.669).abs() < 0.001);
    assert_eq!(mine.body_fonts, ["Lato"]);
}

/// Every kind of mistake, each told once and at its place in the theme's file.
#[test]
fn mistakes_are_told_at_their_places() {
    for (name, text) in [
        (
            "unknown",
            "gap_pt: 4\n\nacent: \"#333333\"\nfloor: {gap: 3}\nfloor.gap_pt: 3\n",
        ),
        (
            "values",
            "accent: red\nmuted: #5a5a5a\nsize_pt: 80\nheading_tracking_em: 0.1\ndate: rigth\n\
             heading_upper: yes\nname_weight: bold\nbody_fonts: []\nmono_font: [a]\n\
             gap_pt: 3em\nnote_pt: inf\ngutter_mm:\nfloor: 3\nroomy: {gap_pt: {}}\n",
        ),
        ("together", "size_pt: 15\ndate_column_mm: 3mm\n"),
        ("list", "- a\n- b\n"),
        ("no-yaml", "accent: \"#333333\nsize_pt: 10\n"),
        ("twice", "gap_pt: 3\ngap_pt: 4\n"),
        ("no-base", "extends: scholer\n"),
        ("no-name", "extends: [scholar]\n"),
        ("itself", "extends: itself\n"),
        ("contrast", "accent: \"#0395de\"\n"),
        ("empty", ""),
        ("comments", "# nothing\n"),
    ] {
        let folder = project(name, text);
        insta::assert_snapshot!(format!("theme_{name}"), said(name, folder.path()));
    }
}

#[test]
fn a_theme_over_one_with_a_mistake_says_what_that_one_says() {
    let folder = project("base", "size_pt: big\n");
    let themes = folder.path().join("templates/themes");
    fs::write(themes.join("mine.yaml"), "extends: base\ngap_pt: 3\n").expect("a file");
    let base = said("base", folder.path());
    assert!(base.contains("base.yaml:1:10"), "{base}");
    assert_eq!(said("mine", folder.path()), base);
    // Two that extend each other.
    fs::write(themes.join("base.yaml"), "extends: mine\n").expect("a file");
    let circle = said("mine", folder.path());
    assert_eq!(circle.matches("extends itself").count(), 1, "{circle}");
}

#[test]
fn density_one_is_the_theme_as_designed() {
    for name in names(None) {
        let theme = Theme::built_in(&name).expect("embedded");
        assert_eq!(theme.at_density(1.0), theme);
    }
}

#[test]
fn tightening_spares_the_size_longest() {
    let theme = Theme::built_in("clear").expect("embedded");
    let gaps = theme.at_density(1.25);
    assert_eq!(gaps.gap_pt, theme.floor.gap_pt);
    assert_eq!(gaps.leading_pt, theme.leading_pt);
    let leading = theme.at_density(1.5);
    assert_eq!(leading.leading_pt, theme.floor.leading_pt);
    assert_eq!(leading.margin_left_mm, theme.margin_left_mm);
    let margins = theme.at_density(1.75);
    assert_eq!(margins.margin_left_mm, theme.floor.margin_mm);
    assert_eq!(margins.size_pt, theme.size_pt);
    let floor = theme.at_density(2.0);
    assert_eq!(floor.size_pt, theme.floor.size_pt);
    assert_eq!(floor, theme.at_density(7.0));
}

#[test]
fn no_theme_goes_below_the_legible() {
    let mut theme = Theme::built_in("scholar").expect("embedded");
    theme.floor.size_pt = 7.0;
    theme.floor.margin_mm = 5.0;
    let floor = theme.at_density(2.0);
    assert_eq!(floor.size_pt, 9.0);
    assert_eq!(floor.margin_top_mm, 12.0);
    assert!(floor.note_pt >= 8.0);
}

#[test]
fn every_step_is_tighter_than_the_one_before() {
    for name in names(None) {
        let theme = Theme::built_in(&name).expect("embedded");
        let measures = |density: f64| {
            let theme = theme.at_density(density);
            [
                theme.gap_pt,
                theme.section_gap_em,
                theme.heading_gap_em,
                theme.leading_pt,
                theme.margin_left_mm,
                theme.margin_top_mm,
                theme.size_pt,
                theme.name_pt,
                theme.note_pt,
                // Longer lines hold more.
                -theme.measure_em,
            ]
        };
        for step in 0..200 {
            let (roomier, tighter) = (
                measures(f64::from(step) / 100.0),
                measures(f64::from(step + 1) / 100.0),
            );
            for (roomier, tighter) in roomier.into_iter().zip(tighter) {
                assert!(
                    tighter <= roomier + 1e-9,
                    "{name} at {step}: {tighter} > {roomier}"
                );
            }
            assert_ne!(roomier, tighter, "{name} at {step}");
        }
    }
}
