//! What the tests share: fixtures, themes, templates, and outside programs.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use folio::compose::{self, Composed, Options};
use folio::diagnostics::Severity;
use folio::model::Cv;
pub use folio::model::THEMES;
use folio::render::typst::Engine;
use folio::source;
use folio::theme::{self, EntryLayout, Lead, PaperLayout, Theme};
use unicode_normalization::UnicodeNormalization;

pub const TEMPLATES: [&str; 3] = ["academic", "resume", "publications"];

/// One engine for all tests of a process: fonts are read once.
pub static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(Some(&fixtures())));

/// The folder of the fixtures.
pub fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The valid fixtures, by name.
pub fn fixture_names() -> Vec<String> {
    let entries = std::fs::read_dir(fixtures()).unwrap();
    let paths = entries.map(|entry| entry.unwrap().path());
    let mut names: Vec<String> = paths
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 5, "{names:?}");
    names
}

/// Loads a fixture, which must have no error and no warning.
pub fn fixture(name: &str) -> Cv {
    load(&fixtures().join(format!("{name}.yaml")))
}

/// Loads a file, which must have no error and no warning.
pub fn load(path: &Path) -> Cv {
    let loaded = source::load(path).unwrap();
    let problems: Vec<_> = loaded
        .diagnostics
        .iter()
        .filter(|found| found.severity > Severity::Note)
        .collect();
    assert!(problems.is_empty(), "{}: {problems:#?}", path.display());
    loaded.cv.unwrap()
}

/// Composes a document by its name, which must raise no problem.
pub fn composed(cv: &Cv, name: &str, theme: &str) -> (Composed, Theme) {
    let options = Options {
        theme: Some(theme.to_owned()),
        ..Options::default()
    };
    let composed = compose::compose(cv, name, &options).unwrap();
    let problems: Vec<_> = composed
        .problems
        .iter()
        .filter(|found| found.severity > Severity::Note)
        .collect();
    assert!(problems.is_empty(), "{name}: {problems:#?}");
    (composed, theme::load(theme, None).unwrap())
}

/// The default document of a template.
pub fn document_of(template: &str) -> &'static str {
    match template {
        "academic" => "cv",
        "resume" => "resume",
        _ => "publications",
    }
}

/// A theme with the parts of headings and papers in every place that matters.
pub fn arrangements(theme: &Theme) -> [Theme; 3] {
    let with = |entry, lead, paper| Theme {
        entry,
        lead,
        paper,
        ..theme.clone()
    };
    [
        with(EntryLayout::Inline, Lead::Title, PaperLayout::AuthorsFirst),
        with(EntryLayout::Stacked, Lead::Title, PaperLayout::TitleFirst),
        with(
            EntryLayout::Stacked,
            Lead::Organization,
            PaperLayout::TitleFirst,
        ),
    ]
}

/// How many inputs the longest tests take: a hundred thousand, or as many as `FOLIO_MANY` says.
pub fn many() -> usize {
    let said = std::env::var("FOLIO_MANY").ok();
    said.and_then(|many| many.parse().ok()).unwrap_or(100_000)
}

/// Whether one of many pages is among those that are looked at: all of them, or the share that [`many`] is of a
/// hundred thousand, spread over all (by the golden ratio, so that no theme or paper is passed over).
pub fn is_looked_at(at: usize) -> bool {
    (at as f64 * 0.618_033_988_749_895).fract() * 100_000.0 < many() as f64
}

/// Runs `check` on fixtures, templates and themes: on all, or on the share that is looked at.
pub fn for_every_page_design(mut check: impl FnMut(&str, &Composed, &Theme)) {
    let mut at = 0;
    for name in fixture_names() {
        let cv = fixture(&name);
        for template in TEMPLATES {
            for theme in THEMES {
                at += 1;
                if !is_looked_at(at) {
                    continue;
                }
                let (composed, theme) = composed(&cv, document_of(template), theme);
                check(
                    &format!("{name}/{template}/{}", theme.name),
                    &composed,
                    &theme,
                );
            }
        }
    }
}

/// Characters for comparison: compatibility forms folded (NFKC), white space removed.
pub fn condensed(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// Text without the signs between contacts, where a theme has them as text: none stands where a line ends.
pub fn without_separators(text: &str, theme: &Theme) -> String {
    match theme.contact_separator.sign() {
        Some(sign) => text.replace(sign, ""),
        None => text.to_owned(),
    }
}

/// What a program prints; it must succeed.
pub fn output_of(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program} must be installed: {error}"));
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {errors}");
    // pdfinfo prints titles of tags beyond ASCII in no encoding.
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Panics with the first difference of two texts, with some context.
pub fn assert_same(name: &str, left: &str, right: &str) {
    if left == right {
        return;
    }
    let (a, b): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let at = a
        .iter()
        .zip(&b)
        .position(|(a, b)| a != b)
        .unwrap_or(a.len().min(b.len()));
    let around = |text: &[char]| -> String {
        text[at.saturating_sub(40)..(at + 40).min(text.len())]
            .iter()
            .collect()
    };
    panic!(
        "{name}: differs at character {at}:\n  left:  {}\n  right: {}",
        around(&a),
        around(&b)
    );
}
