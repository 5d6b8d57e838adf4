//! The preview in a browser: Chromium, driven through chromedriver (W3C WebDriver).
//!
//! Ignored by default, as it needs both; CONTRIBUTING.md says how to run it.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect, and says what it measured"
)]
#![cfg(unix)]

#[path = "browser/mod.rs"]
mod browser;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use tempfile::TempDir;

use browser::{Browser, Process, free_port};

/// A project that is watched and shown.
struct Preview {
    folder: TempDir,
    port: u16,
    _program: Process,
}

impl Preview {
    fn start(source: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("cv.yaml"), source).unwrap();
        let port = free_port();
        let program = Self::program(folder.path(), port);
        Self {
            folder,
            port,
            _program: program,
        }
    }

    /// Ends the program and starts it again at the same port.
    fn restart(&mut self, while_away: impl FnOnce()) {
        let _ = self._program.0.kill();
        let _ = self._program.0.wait();
        while_away();
        self._program = Self::program(self.folder.path(), self.port);
    }

    fn program(folder: &Path, port: u16) -> Process {
        let mut child = Command::new(env!("CARGO_BIN_EXE_folio"))
            .args(["watch", "--port", &port.to_string()])
            .current_dir(folder)
            .env("NO_COLOR", "1")
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        assert_eq!(first, format!("preview at http://127.0.0.1:{port}/"));
        // What it says later must go somewhere.
        std::thread::spawn(move || lines.for_each(drop));
        Process(child)
    }

    fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    fn save(&self, source: &str) {
        let path = self.folder.path().join(".saved");
        fs::write(&path, source).unwrap();
        fs::rename(path, self.folder.path().join("cv.yaml")).unwrap();
    }
}

fn real() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("cv.yaml")).unwrap()
}

/// Hash of the first page in sight.
const FIRST_PAGE: &str = "document.querySelector('.document:not([hidden]) img').src";

#[test]
#[ignore = "needs chromium and chromedriver"]
fn the_preview_follows_the_file() {
    let source = real();
    let mut preview = Preview::start(&source);
    let browser = Browser::open(1280, 900, false);
    browser.go(&preview.address());
    browser.until("document.querySelectorAll('.document:not([hidden]) img').length >= 2");
    assert_eq!(
        browser.text("document.querySelectorAll('[role=tab]').length"),
        "3"
    );
    assert_eq!(
        browser.text("document.querySelector('.leaf img').naturalWidth > 0"),
        "true"
    );
    browser.picture("light");

    // Size and place stay over a change, and over a reload by hand.
    browser.press("+");
    browser.press("+");
    let size = browser.text("document.getElementById('size').textContent");
    assert_eq!(size, "125 %");
    browser.run("document.getElementById('stage').scrollTo(0, 777)");
    let page = browser.text(FIRST_PAGE);
    let second = "document.querySelectorAll('.document:not([hidden]) img')[1]";
    browser.run(&format!("window.kept = {second}"));
    preview.save(&source.replacen("Scientist and", "Scientist, writer and", 1));
    browser.until(&format!("{FIRST_PAGE} !== '{page}'"));
    assert_eq!(
        browser.text("document.getElementById('stage').scrollTop"),
        "777"
    );
    assert_eq!(
        browser.text("document.getElementById('size').textContent"),
        size
    );
    browser.run("location.reload()");
    browser.until("document.documentElement.dataset.shown");
    assert_eq!(
        browser.text("document.getElementById('stage').scrollTop"),
        "777"
    );
    assert_eq!(
        browser.text("document.getElementById('size').textContent"),
        size
    );

    // Keys change the document and the size.
    let selected = "document.querySelector('[aria-selected=true]').dataset.name";
    assert_eq!(browser.text(selected), "cv");
    browser.press("2");
    browser.until(&format!(
        "{selected} === 'resume' && {FIRST_PAGE} !== '{page}'"
    ));
    browser.until("document.querySelectorAll('.document:not([hidden]) img').length === 1");
    browser.press("\u{E014}"); // →
    browser.until(&format!("{selected} === 'publications'"));
    browser.press("\u{E012}"); // ←
    browser.press("1");
    browser.until(&format!("{selected} === 'cv'"));
    browser.until("document.querySelectorAll('.document:not([hidden]) img').length >= 2");
    assert_eq!(
        browser.text("document.getElementById('stage').scrollTop"),
        "777"
    );
    browser.press("0");
    assert_eq!(
        browser.text("document.getElementById('size').textContent"),
        "100 %"
    );
    browser.press("f");
    let leaf =
        browser.number("document.querySelector('.document:not([hidden]) .leaf').offsetWidth");
    assert!((1180.0..1280.0).contains(&leaf), "{leaf}");
    browser.press("0");
    browser.press("?");
    assert_eq!(browser.text("document.getElementById('keys').open"), "true");
    browser.picture("keys");
    browser.press("\u{E00C}"); // Escape
    assert_eq!(
        browser.text("document.getElementById('keys').open"),
        "false"
    );

    // A mistake is laid over the last good page, as text, and goes with its correction.
    let page = browser.text(FIRST_PAGE);
    preview.save(&source.replacen("  headline:", "  <b>hedline</b>:", 1));
    browser.until("!document.getElementById('problems').hidden");
    let shown = browser.text("document.getElementById('problems').innerText");
    let line = source
        .lines()
        .position(|line| line.starts_with("  headline:"))
        .unwrap()
        + 1;
    assert!(shown.contains(&format!("cv.yaml:{line}:3")), "{shown}");
    assert!(
        shown.contains("<b>hedline</b>:") && shown.contains("^^^^"),
        "{shown}"
    );
    assert_eq!(browser.text(FIRST_PAGE), page);
    browser.picture("error");
    browser.press("\u{E00C}");
    browser.until("document.getElementById('problems').hidden");
    browser.press("e");
    browser.until("!document.getElementById('problems').hidden");
    preview.save(&source);
    browser.until("document.getElementById('problems').hidden");
    browser.until(&format!("{FIRST_PAGE} !== '{page}'"));

    // The program ends and comes back with another page.
    let page = browser.text(FIRST_PAGE);
    let file = preview.folder.path().join("cv.yaml");
    preview.restart(|| {
        browser.until("document.body.classList.contains('away')");
        browser.picture("away");
        fs::write(
            &file,
            source.replacen("Scientist and", "Scientist, reader and", 1),
        )
        .unwrap();
    });
    browser.until("!document.body.classList.contains('away')");
    browser.until(&format!("{FIRST_PAGE} !== '{page}'"));
    assert_eq!(
        browser.text("document.getElementById('connection').textContent"),
        "Live"
    );
}

#[test]
#[ignore = "needs chromium and chromedriver"]
fn pages_that_did_not_change_are_left_alone() {
    let source = real();
    let preview = Preview::start(&source);
    let browser = Browser::open(1280, 900, false);
    browser.go(&preview.address());
    browser.until("document.querySelectorAll('.document:not([hidden]) img').length >= 2");
    browser.run("window.kept = [...document.querySelectorAll('.document:not([hidden]) img')]");
    // What changes only how long it took.
    preview.save(&format!("# A comment.\n{source}"));
    let version = "Number(document.documentElement.dataset.shown)";
    browser.until(&format!("{version} >= 2"));
    assert_eq!(
        browser.text("kept.every((image) => image.isConnected)"),
        "true"
    );
    preview.save(&source.replacen("Scientist and", "Scientist, writer and", 1));
    browser.until(&format!("{version} >= 3"));
    assert_eq!(browser.text("kept[0].isConnected"), "false");
}

#[test]
#[ignore = "needs chromium and chromedriver"]
fn the_ground_is_dark_and_the_paper_white() {
    let preview = Preview::start(&real());
    for (width, height, dark) in [(1440, 900, true), (500, 800, true), (500, 800, false)] {
        let browser = Browser::open(width, height, dark);
        browser.go(&preview.address());
        browser.until("document.documentElement.dataset.shown");
        let colour =
            |element: &str| browser.text(&format!("getComputedStyle({element}).backgroundColor"));
        assert_eq!(
            colour("document.querySelector('.leaf')"),
            "rgb(255, 255, 255)"
        );
        let ground = colour("document.body");
        assert_eq!(ground == "rgb(28, 29, 31)", dark, "{ground}");
        // Nothing is cut off at the side, in a narrow window either.
        let widths = "document.documentElement.scrollWidth - document.documentElement.clientWidth";
        assert_eq!(browser.text(widths), "0");
        let words = if dark { "dark" } else { "light" };
        browser.picture(&format!("{words}-{width}"));
        if width < 600 {
            preview.save(&real().replacen("  headline:", "  hedline:", 1));
            browser.until("!document.getElementById('problems').hidden");
            browser.picture(&format!("{words}-{width}-error"));
            preview.save(&real());
            browser.until("document.getElementById('problems').hidden");
        }
    }
}

/// A name that leads here from elsewhere, and a page of elsewhere.
#[test]
#[ignore = "needs chromium and chromedriver"]
fn other_names_of_this_machine_are_refused() {
    let preview = Preview::start(&real());
    let browser = Browser::open(800, 600, false);
    browser.go(&format!("http://rebound.localhost:{}/", preview.port));
    assert_eq!(
        browser.text("document.body.innerText.trim()"),
        "403 Forbidden"
    );
    browser.go(&preview.address());
    browser.until("document.documentElement.dataset.shown");
}

/// From the save to the page in sight, with the browser's clock: run in release, with
/// `cargo test --release --test preview -- --ignored --nocapture`.
#[test]
#[ignore = "needs chromium and chromedriver"]
fn the_time_from_save_to_sight() {
    let source = real();
    let preview = Preview::start(&source);
    let browser = Browser::open(1280, 900, false);
    browser.go(&preview.address());
    browser.until("document.querySelectorAll('.document:not([hidden]) img').length >= 2");
    // Two frames after the change of the document it is on the screen.
    browser.run(
        "window.seen = 0; new MutationObserver(() => requestAnimationFrame(() => \
         requestAnimationFrame(() => { window.seen = performance.timeOrigin + performance.now(); }))) \
         .observe(document.documentElement, {attributeFilter: ['data-shown']})",
    );
    let mut times = Vec::new();
    for number in 0..25 {
        let before = browser.number("window.seen");
        let text = source.replacen("research", &format!("research {number}"), 1);
        let saved = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
        preview.save(&text);
        // Asked rarely, so that asking takes nothing from what is measured.
        std::thread::sleep(Duration::from_millis(400));
        browser.until(&format!("window.seen > {before}"));
        times.push(browser.number("window.seen") - saved.as_secs_f64() * 1e3);
    }
    times.sort_by(f64::total_cmp);
    let median = times[times.len() / 2];
    println!(
        "save to sight: median {median:.0} ms, slowest {:.0} ms",
        times[times.len() - 1]
    );
    if !cfg!(debug_assertions) {
        assert!(median <= 150.0, "{median:.0} ms");
    }
}
