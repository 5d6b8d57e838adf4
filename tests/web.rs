//! Pages of the Web in a browser and under the eyes of validators.
//!
//! Ignored by default: they need Chromium, Node, and packages of npm, which `.ci/tools` installs.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect, and says what it counted"
)]
#![cfg(unix)]

#[path = "browser/mod.rs"]
mod browser;

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, LazyLock};

use base64::Engine as _;
use serde_json::{Value, json};
use tempfile::TempDir;
use unicode_normalization::UnicodeNormalization;

use browser::Browser;

/// The themes that are part of the program.
const THEMES: [&str; 10] = [
    "scholar", "clear", "classic", "plain", "crisp", "harvard", "axis", "banner", "sidebar", "ink",
];

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The CVs whose pages are looked at.
fn sources() -> Vec<PathBuf> {
    let mut sources = vec![
        repository().join("cv.yaml"),
        repository().join("tests/fixtures/full.yaml"),
        repository().join("tests/fixtures/prof.yaml"),
        repository().join("tests/fixtures/swe.yaml"),
        repository().join("tests/fixtures/homepage.yaml"),
    ];
    // More of them, from elsewhere.
    if let Some(folder) = std::env::var_os("FOLIO_RECORDS") {
        let records = fs::read_dir(folder).unwrap();
        let records = records.map(|record| record.unwrap().path());
        sources.extend(records.filter(|path| path.extension().is_some_and(|end| end == "yaml")));
    }
    sources
}

/// Whether one of many pages is looked at, as in `tests/suite/project.rs`: all, or the share that `FOLIO_MANY` is of
/// a hundred thousand.
fn is_looked_at(at: usize) -> bool {
    let said = std::env::var("FOLIO_MANY").ok();
    let many = said.and_then(|many| many.parse().ok());
    (at as f64 * 0.618_033_988_749_895).fract() < many.unwrap_or(100_000.0) / 100_000.0
}

/// All documents of the sources as HTML and text in each theme, made once: the pages.
fn pages() -> &'static [PathBuf] {
    static PAGES: LazyLock<(TempDir, Vec<PathBuf>)> = LazyLock::new(|| {
        let folder = tempfile::tempdir().unwrap();
        let pages = build(&folder);
        (folder, pages)
    });
    &PAGES.1
}

fn build(folder: &TempDir) -> Vec<PathBuf> {
    let mut pages = Vec::new();
    for source in sources() {
        for theme in THEMES {
            let stem = source.file_stem().unwrap().to_string_lossy().into_owned();
            let output = folder.path().join(format!("{stem}-{theme}"));
            let run = Command::new(env!("CARGO_BIN_EXE_folio"))
                .args(["build", "--format", "html,txt", "--theme", theme, "--file"])
                .arg(&source)
                .arg("--output-dir")
                .arg(&output)
                .output()
                .unwrap();
            // One document may not fit its page in a theme that it is not meant for.
            assert!(run.status.code().is_some_and(|code| code <= 1));
            let files = fs::read_dir(&output).unwrap();
            let files = files.map(|file| file.unwrap().path());
            pages.extend(files.filter(|path| path.extension().is_some_and(|end| end == "html")));
        }
    }
    pages.sort();
    assert!(pages.len() > 40, "{}", pages.len());
    let numbered = pages.into_iter().enumerate();
    let pages = numbered.filter_map(|(at, page)| is_looked_at(at).then_some(page));
    pages.collect()
}

/// The folder of the packages of npm.
fn packages() -> PathBuf {
    let folder = std::env::var_os("FOLIO_NODE_MODULES");
    let folder = folder.map_or_else(
        || repository().join("target/tools/node/node_modules"),
        PathBuf::from,
    );
    assert!(
        folder.join("html-validate").is_dir() && folder.join("axe-core").is_dir(),
        "`{}` lacks html-validate and axe-core: run `bash .ci/tools target/tools`, or name a folder by \
         FOLIO_NODE_MODULES",
        folder.display()
    );
    folder
}

fn address(page: &Path) -> String {
    format!("file://{}", page.display())
}

/// Characters for comparison, as in `tests/suite/project.rs`.
fn condensed(text: &str) -> String {
    text.nfkc().filter(|c| !c.is_whitespace()).collect()
}

#[test]
#[ignore = "runs html-validate (npm)"]
fn pages_are_valid_html() {
    let pages = pages();
    let folder = tempfile::tempdir().unwrap();
    let configuration = folder.path().join("htmlvalidate.json");
    let rules = json!({
        "root": true,
        "extends": ["html-validate:recommended"],
        // Contacts do not break over a line, by the style sheet; numbers in a text may. Other characters in their place
        // would be copied.
        "rules": {"tel-non-breaking": "off"},
    });
    fs::write(&configuration, rules.to_string()).unwrap();
    let run = Command::new("node")
        .arg(packages().join("html-validate/bin/html-validate.mjs"))
        .arg("--config")
        .arg(&configuration)
        .args(["--formatter", "text"])
        .args(pages)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stdout);
    assert!(
        run.status.success(),
        "{said}{}",
        String::from_utf8_lossy(&run.stderr)
    );
    println!("{} pages are valid", pages.len());
}

#[test]
#[ignore = "needs chromium, chromedriver and axe-core (npm)"]
fn pages_are_accessible() {
    let axe = fs::read_to_string(packages().join("axe-core/axe.min.js")).unwrap();
    let mut looked_at = 0;
    // Each page wide and light and narrow and dark, or the other way round: of each theme there are many.
    for (width, dark, turn) in [
        (1400, false, 0),
        (360, true, 0),
        (1400, true, 1),
        (360, false, 1),
    ] {
        let browser = Browser::open(width.max(500), 1200, dark);
        browser.narrow(width);
        for page in pages().iter().skip(turn).step_by(2) {
            browser.go(&address(page));
            browser.run(&axe);
            let found = browser.wait(
                "const done = arguments[arguments.length - 1]; \
                 axe.run(document, {resultTypes: ['violations']}).then((found) => \
                 done(found.violations.map((one) => \
                 one.id + ': ' + one.nodes.map((node) => node.html + node.failureSummary).join('; '))))",
            );
            assert_eq!(
                found,
                json!([]),
                "{} at {width} px, dark: {dark}",
                page.display()
            );
            looked_at += 1;
        }
    }
    println!("{looked_at} pages without violations");
}

#[test]
#[ignore = "needs chromium and chromedriver"]
fn the_text_in_a_browser_is_that_of_the_text_output() {
    let browser = Browser::open(1400, 1200, false);
    for page in pages() {
        browser.go(&address(page));
        // Formulas are read by their text; what the script adds is not of the document.
        let said = browser.text(
            "(() => { \
             document.querySelectorAll('math').forEach((one) => one.replaceWith(one.getAttribute('alttext'))); \
             document.querySelectorAll('.cv-tools, .cv-copy, .cv-status-line').forEach((one) => one.remove()); \
             return document.querySelector('header').innerText + document.querySelector('main').innerText; })()",
        );
        let text = fs::read_to_string(page.with_extension("txt")).unwrap();
        let bare = text.lines().map(|line| {
            let under = || line.strip_prefix("  – ");
            line.strip_prefix("• ").or_else(under).unwrap_or(line)
        });
        let expected = condensed(&bare.collect::<Vec<_>>().join("\n"));
        assert_eq!(condensed(&said), expected, "{}", page.display());
        let overflow =
            "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(browser.text(overflow), "0", "{}", page.display());
    }
}

#[test]
#[ignore = "needs chromium and chromedriver"]
fn no_page_is_wider_than_a_phone() {
    let browser = Browser::open(500, 800, false);
    browser.narrow(360);
    for page in pages() {
        browser.go(&address(page));
        let overflow = "document.documentElement.scrollWidth - 360";
        assert!(browser.number(overflow) <= 0.0, "{}", page.display());
    }
}

/// A text that tries all ways to run something and to ask for something.
fn attack(port: u16) -> String {
    let canary = format!("http://127.0.0.1:{port}/x");
    format!(
        "\"'></script></style></title></textarea><script>window.taken = 1; fetch('{canary}')</script>\
         <img src={canary} onerror='window.taken = 1'><svg onload='window.taken = 1'>\
         <link rel=stylesheet href={canary}><iframe src={canary}></iframe><meta http-equiv=refresh content='0;url={canary}'>\
         <style>@import url({canary});*{{background:url({canary})}}</style><!--]]>--><base href={canary}>\
         &lt;script&gt;&#60;script&#62; javascript:window.taken=1 {{{{constructor}}}} ${{window.taken=1}}"
    )
}

#[test]
#[ignore = "needs chromium and chromedriver"]
fn nothing_of_a_file_runs_or_is_asked_for() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    std::thread::spawn(move || {
        for _ in listener.incoming() {
            count.fetch_add(1, Ordering::Relaxed);
        }
    });
    let text = serde_json::to_string(&attack(port)).unwrap();
    let literal: String = attack(port)
        .chars()
        .flat_map(|c| match c {
            '*' | '_' | '`' | '[' | ']' | '$' | '\\' | '^' | '~' => vec!['\\', c],
            c => vec![c],
        })
        .collect();
    let marked = serde_json::to_string(&literal).unwrap();
    let papers: String = (0..8)
        .map(|at| {
            format!(
                "  - {{title: {marked}, authors: [{text}], venue: {text}, date: 20{}, note: {marked}}}\n",
                10 + at
            )
        })
        .collect();
    let source = format!(
        "person: {{name: {text}, location: {text}, headline: {marked}, native_name: {text}, pronouns: {text}}}\n\
         summary: {marked}\n\
         interests: [{text}]\n\
         experience:\n  - {{title: {text}, organization: {text}, start: 2020, end: present, highlights: [{marked}]}}\n\
         education:\n  - {{degree: {text}, institution: {text}, end: 2010}}\n\
         awards:\n  - {{title: {text}, issuer: {text}, date: 2020}}\n\
         publications:\n{papers}"
    );
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cv.yaml"), source).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_folio"))
        .args(["cv", "--format", "html"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(
        run.status.success(),
        "{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let page = folder.path().join("output/cv.html");
    let browser = Browser::open(1200, 900, false);
    browser.go(&address(&page));
    // The script of the page has run, with all that it shows of the papers.
    browser.until("document.querySelectorAll('.cv-tools select option').length > 8");
    browser.run(
        "document.querySelector('.cv-tools input').value = '<script>'; \
         document.querySelector('.cv-tools').dispatchEvent(new Event('input'))",
    );
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(browser.text("window.taken"), "undefined");
    assert_eq!(
        browser.text("performance.getEntriesByType('resource').length"),
        "0"
    );
    assert_eq!(
        browser.text("document.querySelectorAll('svg, iframe, base, img').length"),
        "0"
    );
    assert_eq!(browser.text("document.scripts.length"), "3");
    assert!(browser.text("document.title").contains("</script>"));
    let data = browser.text("document.querySelector('[type=\"application/ld+json\"]').textContent");
    let data: Value = serde_json::from_str(&data).unwrap();
    assert!(
        data["@graph"][1]["name"]
            .as_str()
            .unwrap()
            .contains("</script>")
    );
    assert_eq!(asked.load(Ordering::Relaxed), 0);
}

#[test]
#[ignore = "needs chromium and chromedriver"]
fn papers_can_be_chosen_and_copied() {
    let folder = tempfile::tempdir().unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_folio"))
        .args(["cv", "--format", "html", "--file"])
        .arg(repository().join("tests/fixtures/full.yaml"))
        .arg("--output-dir")
        .arg(folder.path())
        .output()
        .unwrap();
    assert!(run.status.success());
    let browser = Browser::open(1200, 900, false);
    browser.go(&address(&folder.path().join("cv.html")));
    let shown = "document.querySelectorAll('.cv-paper:not([hidden])').length";
    let all = browser.number(shown);
    assert!(all > 6.0);
    let set = |selector: &str, value: &str| {
        browser.run(&format!(
            "const field = document.querySelector('{selector}'); field.value = {}; \
             field.dispatchEvent(new Event('input', {{bubbles: true}}))",
            json!(value)
        ));
    };
    let title = browser.text("document.querySelector('.cv-paper .cv-title').innerText");
    set(".cv-tools input", &title.to_uppercase());
    assert!(browser.number(shown) >= 1.0 && browser.number(shown) < all);
    assert_eq!(
        browser.text("document.querySelector('.cv-tools output').value"),
        format!("{} / {all}", browser.number(shown))
    );
    set(".cv-tools input", "no such words");
    assert_eq!(browser.number(shown), 0.0);
    let groups = "[...document.querySelectorAll('.cv-group:has(.cv-paper)')].filter((one) => !one.hidden).length";
    assert_eq!(browser.number(groups), 0.0);
    set(".cv-tools input", "");
    assert_eq!(browser.number(shown), all);
    let year = browser.text("document.querySelector('.cv-tools select option:nth-child(2)').value");
    set(".cv-tools select", &year);
    assert!(browser.number(shown) >= 1.0 && browser.number(shown) < all);
    let of_year = "[...document.querySelectorAll('.cv-paper:not([hidden])')].every((one) => one.dataset.year === arguments)";
    assert_eq!(
        browser.text(&of_year.replace("arguments", &json!(year).to_string())),
        "true"
    );

    browser.run(
        "window.copied = ''; Object.defineProperty(navigator, 'clipboard', \
         {value: {writeText: async (text) => { window.copied = text; }}}); \
         document.querySelector('.cv-paper:not([hidden]) .cv-copy').click()",
    );
    browser.until("window.copied.startsWith('@')");
    browser.until("document.querySelector('.cv-status-line').textContent !== ''");
}

/// A page that carries its fonts shows them, set as the whole fonts would be, kerning included.
#[test]
#[ignore = "needs chromium and chromedriver"]
fn carried_fonts_are_those_of_the_theme() {
    let folder = tempfile::tempdir().unwrap();
    let source = "person: {name: Ada AVATAR}\nsummary: AVATo WAY, Type fi 1234567890 – *Tyranny* and **Voyage**\n\
                  documents: {cv: {embed_fonts: true, formats: [html]}}\n";
    fs::write(folder.path().join("cv.yaml"), source).unwrap();
    let files = [
        (
            "scholar",
            "cv-font-1",
            "source-serif-4/SourceSerif4-Regular.otf",
        ),
        (
            "clear",
            "cv-font-1",
            "source-sans-3/SourceSans3-Regular.otf",
        ),
        (
            "classic",
            "cv-font-1",
            "libertinus-serif/LibertinusSerif-Regular.otf",
        ),
        ("ink", "cv-font-1", "eb-garamond/EBGaramond-Regular.ttf"),
    ];
    let browser = Browser::open(1200, 900, false);
    for (theme, family, file) in files {
        let made = || {
            let run = Command::new(env!("CARGO_BIN_EXE_folio"))
                .args(["cv", "--theme", theme])
                .current_dir(folder.path())
                .output()
                .unwrap();
            assert!(run.status.success(), "{theme}");
            fs::read(folder.path().join("output/cv.html")).unwrap()
        };
        let page = made();
        assert_eq!(made(), page, "{theme}");
        assert!(page.len() < 150_000, "{theme}: {}", page.len());
        let path = folder.path().join(format!("{theme}.html"));
        fs::write(&path, page).unwrap();
        browser.go(&address(&path));
        let whole = fs::read(repository().join("fonts").join(file)).unwrap();
        let whole = base64::engine::general_purpose::STANDARD.encode(whole);
        let found = browser.wait(&format!(
            "const done = arguments[arguments.length - 1]; \
             const bytes = Uint8Array.from(atob('{whole}'), (c) => c.charCodeAt(0)); \
             const font = new FontFace('whole', bytes); document.fonts.add(font); \
             Promise.all([font.load(), document.fonts.load('16px {family}'), document.fonts.load('600 16px {family}'), \
             document.fonts.load('italic 16px {family}')]).then(([_, ...loaded]) => {{ \
             const canvas = document.createElement('canvas').getContext('2d'); \
             const width = (font, text) => {{ canvas.font = '100px ' + font; return canvas.measureText(text).width; }}; \
             done([loaded.map((faces) => faces.map((face) => face.status).join()).join(), \
             ...['AVATo WAY, Type', 'fi 1234567890', 'ATo'].map((text) => \
             Math.abs(width('{family}', text) - width('whole', text)) < 0.5), \
             width('whole', 'AVATo') !== width('monospace', 'AVATo'), \
             [...document.fonts].filter((face) => face.status === 'error').length, \
             getComputedStyle(document.querySelector('.cv-paragraph')).fontFamily.startsWith('{family}')]); }})"
        ));
        assert_eq!(
            found,
            json!(["loaded,loaded,loaded", true, true, true, true, 0, true]),
            "{theme}"
        );
    }
}

#[test]
#[ignore = "reads schema-dts (npm)"]
fn the_vocabulary_is_that_of_schema_org() {
    let declared = packages().join("schema-dts/dist/schema.d.ts");
    let declared = fs::read_to_string(declared).unwrap();
    let list = fs::read_to_string(repository().join("tests/schemas/schema-org.txt")).unwrap();
    let mut known = 0;
    for line in list
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty())
    {
        let (kind, properties) = line.split_once(':').unwrap();
        assert!(
            declared.contains(&format!("\"@type\": \"{kind}\";")),
            "{kind}"
        );
        for property in properties.split_whitespace() {
            assert!(
                has_property(&declared, kind, property),
                "{kind} has no {property}"
            );
            known += 1;
        }
    }
    assert!(known > 50, "{known}");
}

/// Whether a type has a property, by itself or from one above it.
fn has_property(declared: &str, kind: &str, property: &str) -> bool {
    // A type without properties of its own has only a leaf, which extends the base of another.
    let find = |start: &str| declared.find(start).map(|at| &declared[at..]);
    let text = find(&format!("interface {kind}Base extends "))
        .or_else(|| find(&format!("interface {kind}Leaf extends ")))
        .or_else(|| find(&format!("interface {kind}Base ")));
    let Some(text) = text else {
        return false;
    };
    let (head, body) = text.split_once('{').unwrap();
    let body = body.split_once("\n}").unwrap().0;
    if body.contains(&format!("\"{property}\"?:")) {
        return true;
    }
    let Some((_, above)) = head.split_once(" extends ") else {
        return false;
    };
    above.split(',').any(|base| {
        let base = base.trim().trim_end_matches("Base");
        base != kind && has_property(declared, base, property)
    })
}
