use std::fs;
use std::path::Path;

use super::*;

fn project(name: &str, theme: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let themes = folder.path().join("templates/themes");
    fs::create_dir_all(&themes).expect("a folder in it");
    fs::write(themes.join(format!("{name}.yaml")), theme).expect("a file in it");
    folder
}

fn errors(name: &str, project: &Path) -> String {
    let problem = load(name, Some(project)).expect_err("a faulty theme");
    format!("{}\n{}", problem.message, problem.help.join("\n"))
}

#[test]
fn the_four_themes_load_without_a_doubt() {
    for name in ["scholar", "clear", "classic", "plain"] {
        let theme = load(name, None).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
        assert_eq!(theme.name, name);
        assert_eq!(Theme::built_in(name).as_ref(), Some(&theme));
        assert_eq!(theme.warnings(), []);
    }
    assert_eq!(names(None), ["scholar", "clear", "classic", "plain"]);
}

#[test]
fn an_unknown_theme_names_the_closest() {
    let problem = load("scholer", None).expect_err("no such theme");
    assert_eq!(problem.code, "unknown-theme");
    assert_eq!(problem.help[0], "Did you mean `scholar`?");
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
    assert_eq!(
        names(Some(folder.path())),
        ["scholar", "clear", "classic", "plain", "mine"]
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
fn an_unknown_token_is_an_error_at_its_line() {
    let folder = project("mine", "gap_pt: 4\n\nacent: \"#333333\"\n");
    let errors = errors("mine", folder.path());
    assert!(
        errors.starts_with(
            "templates/themes/mine.yaml:3: unknown token `acent`\nDid you mean `accent`?"
        ),
        "{errors}"
    );
}

#[test]
fn values_that_no_page_can_be_set_with_are_errors() {
    let folder = project(
        "mine",
        "accent: red\nsize_pt: 80\nheading_tracking_em: 0.1\n",
    );
    let errors = errors("mine", folder.path());
    for part in [
        "`accent: red`",
        "`size_pt: 80` must be between 7 and 20",
        "heading_tracking_em",
    ] {
        assert!(errors.contains(part), "{part} in {errors}");
    }
    let folder = project("mine", "size_pt: [1]\n");
    assert!(self::errors("mine", folder.path()).contains("size_pt"));
    let folder = project("mine", "- a\n- b\n");
    assert!(self::errors("mine", folder.path()).contains("is not a list of tokens"));
    let folder = project("mine", "extends: mine2\n");
    assert!(self::errors("mine", folder.path()).contains("there is no theme `mine2`"));
}

#[test]
fn low_contrast_is_a_warning() {
    let folder = project("mine", "accent: \"#0395de\"\n");
    let theme = load("mine", Some(folder.path())).expect("a theme");
    let warnings = theme.warnings();
    assert_eq!(warnings.len(), 1);
    assert!(
        warnings[0].message.contains("3.3:1"),
        "{}",
        warnings[0].message
    );
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
