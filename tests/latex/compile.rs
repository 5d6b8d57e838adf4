//! Running TeX and reading its pages back.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::project::without_separators;
use folio::document::Document;
pub use folio::model::THEMES;
use folio::render::latex::{characters, latex, latex_on_one_page};
use folio::render::text::text;
use folio::theme::Theme;
use unicode_normalization::UnicodeNormalization;

pub const ENGINES: [&str; 3] = ["pdflatex", "xelatex", "lualatex"];

pub fn theme(name: &str) -> Theme {
    Theme::built_in(name).unwrap()
}

/// Runs an engine twice over a file, as one who prints it would, and returns the PDF.
///
/// A character that no font has is an error here, where a user would find a line in the log.
pub fn compile(engine: &str, name: &str, tex: &str) -> PathBuf {
    compile_in(engine, name, tex, &[])
}

/// As [`compile`], with more in the environment.
pub fn compile_in(engine: &str, name: &str, tex: &str, environment: &[(&str, &str)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("latex-{name}-{engine}"));
    fs::create_dir_all(&folder).unwrap();
    let job = folder.join("cv.tex");
    let strict = tex.replacen(
        "\n\\begin{document}",
        "\n\\tracinglostchars=3\n\\begin{document}",
        1,
    );
    fs::write(&job, strict).unwrap();
    for old in ["cv.aux", "cv.out"] {
        let _ = fs::remove_file(folder.join(old));
    }
    for _ in 0..2 {
        let run = Command::new(engine)
            .args([
                "-interaction=nonstopmode",
                "-halt-on-error",
                "-no-shell-escape",
                "-recorder",
                "cv.tex",
            ])
            .env("SOURCE_DATE_EPOCH", "1763769600")
            .env("FORCE_SOURCE_DATE", "1")
            .env("max_print_line", "1000")
            .envs(environment.iter().copied())
            .current_dir(&folder)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&run.stdout).into_owned();
        let error = said.find("\n!").map_or("", |at| &said[at..]);
        assert!(run.status.success(), "{engine} {}: {error}", job.display());
    }
    let log = String::from_utf8_lossy(&fs::read(folder.join("cv.log")).unwrap()).into_owned();
    for line in log.lines() {
        for complaint in [
            "Missing character",
            "undefined",
            "Rerun to get",
            "multiply defined",
        ] {
            assert!(
                !line.contains(complaint) || line.contains("package rerunfilecheck"),
                "{engine} {}: {line}",
                job.display()
            );
        }
        if let Some((_, after)) = line.split_once("Overfull \\hbox (") {
            let points: f64 = after.split("pt").next().unwrap().parse().unwrap();
            assert!(points <= 5.0, "{engine} {}: {line}", job.display());
        }
    }
    folder.join("cv.pdf")
}

/// The pages as pdftotext reads them in the order of the file.
pub fn pages(pdf: &Path) -> Vec<String> {
    let run = Command::new("pdftotext")
        .args(["-raw", "-enc", "UTF-8"])
        .arg(pdf)
        .arg("-")
        .output()
        .unwrap();
    assert!(run.status.success());
    let all = String::from_utf8(run.stdout).unwrap();
    let mut pages: Vec<String> = all.split('\u{c}').map(Into::into).collect();
    pages.pop();
    pages
}

/// Text without spaces, and without what prints nothing.
pub fn squeezed(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !c.is_control())
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{feff}'))
        .nfc()
        .collect()
}

/// The text of a PDF without running heads and feet.
pub fn printed(pdf: &Path, document: &Document) -> String {
    let pages = pages(pdf);
    let count = pages.len();
    let meta = &document.meta;
    let mut out = String::new();
    for (index, page) in pages.iter().enumerate() {
        let page = squeezed(page);
        let mut rest = page.as_str();
        if index > 0 {
            let head = squeezed(&format!("{}{}", meta.author, meta.kind));
            rest = rest
                .strip_prefix(&*head)
                .unwrap_or_else(|| panic!("no running head: {page}"));
        }
        if count > 1 {
            let foot = meta
                .page_of
                .replace("{page}", &(index + 1).to_string())
                .replace("{pages}", &count.to_string());
            let foot = squeezed(&format!(
                "{}{foot}",
                meta.updated.clone().unwrap_or_default()
            ));
            rest = rest
                .strip_suffix(&*foot)
                .unwrap_or_else(|| panic!("no foot {foot}: {page}"));
        }
        out.push_str(rest);
    }
    out
}

pub fn assert_same(found: &str, expected: &str, what: &str) {
    if found == expected {
        return;
    }
    let same = found
        .chars()
        .zip(expected.chars())
        .take_while(|(a, b)| a == b)
        .count();
    let around = |text: &str| -> String {
        text.chars()
            .skip(same.saturating_sub(30))
            .take(80)
            .collect()
    };
    panic!(
        "{what}: the text differs\n  found    {}\n  expected {}",
        around(found),
        around(expected)
    );
}

/// Compatible forms, by which "½" and "1⁄2" are the same.
pub fn compatible(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

pub fn assert_says_the_same(engine: &str, name: &str, document: &Document, theme: &Theme) {
    assert_says_the_same_in(engine, name, document, theme, &[]);
}

/// As [`assert_says_the_same`], with more in the environment; returns the PDF.
pub fn assert_says_the_same_in(
    engine: &str,
    name: &str,
    document: &Document,
    theme: &Theme,
    environment: &[(&str, &str)],
) -> PathBuf {
    assert_written_says_the_same(engine, name, document, theme, environment, latex)
}

/// As [`assert_says_the_same`], of a file that is to take one page; returns the pages that it takes.
pub fn pages_on_one_page(engine: &str, name: &str, document: &Document, theme: &Theme) -> usize {
    let pdf = assert_written_says_the_same(engine, name, document, theme, &[], latex_on_one_page);
    pages(&pdf).len()
}

fn assert_written_says_the_same(
    engine: &str,
    name: &str,
    document: &Document,
    theme: &Theme,
    environment: &[(&str, &str)],
    written: fn(&Document, &Theme) -> String,
) -> PathBuf {
    let mut document = document.clone();
    if engine == "pdflatex" {
        // A name in a script that pdfLaTeX has no font for is left out.
        let known: Vec<char> = characters().collect();
        let printable = |name: &String| name.chars().all(|c| c.is_ascii() || known.contains(&c));
        document.header.native_name = document.header.native_name.filter(printable);
    }
    let pdf = compile_in(engine, name, &written(&document, theme), environment);
    let expected = squeezed(&text(&document, theme));
    let alike = |text: &str| without_separators(&compatible(text), theme);
    if document.meta.right_to_left {
        // pdftotext guesses the order of what is read from the right: nothing is missing and nothing is more.
        let sorted = |text: &str| {
            let mut characters: Vec<char> = alike(text).chars().collect();
            characters.sort_unstable();
            characters.into_iter().collect::<String>()
        };
        let (pages, meta) = (pages(&pdf), &document.meta);
        let mut whole = expected;
        for page in 1..=pages.len() {
            let number = meta.page_of.replace("{page}", &page.to_string());
            let foot = number.replace("{pages}", &pages.len().to_string());
            let updated = meta.updated.as_deref().unwrap_or_default();
            whole.push_str(&squeezed(&format!("{updated}{foot}")));
            if page > 1 {
                whole.push_str(&squeezed(&format!("{}{}", meta.author, meta.kind)));
            }
        }
        let found = squeezed(&pages.concat());
        assert_same(
            &sorted(&found),
            &sorted(&whole),
            &format!("{engine}, {name}"),
        );
        return pdf;
    }
    assert_same(
        &alike(&printed(&pdf, &document)),
        &alike(&expected),
        &format!("{engine}, {name}"),
    );
    pdf
}
