//! `folio watch` as a user meets it: saved files, lines on the terminal, Ctrl-C.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test stops at what it did not expect, and says what it measured"
)]
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader, ErrorKind};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use tempfile::TempDir;

const SOURCE: &str = "\
person:
  name: Ada Lovelace
summary: Computing researcher.
experience:
  - organization: Analytical Engines
    title: Engineer
";

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

struct Watch {
    folder: TempDir,
    child: Child,
    lines: Receiver<String>,
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watch {
    /// Starts watching and waits for the first build.
    fn start(files: &[(&str, &str)], arguments: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let mut child = Command::new(env!("CARGO_BIN_EXE_folio"))
            .arg("watch")
            .args(arguments)
            .current_dir(folder.path())
            .env("NO_COLOR", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let watch = Self {
            folder,
            child,
            lines,
        };
        watch.until("watching cv.yaml; Ctrl-C ends it");
        watch.until("first build: ");
        watch
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The next line that begins so, and those before it.
    fn until(&self, start: &str) -> Vec<String> {
        let end = Instant::now() + PATIENCE;
        let mut seen = Vec::new();
        while let Ok(line) = self
            .lines
            .recv_timeout(end.saturating_duration_since(Instant::now()))
        {
            seen.push(line);
            if seen.last().unwrap().starts_with(start) {
                return seen;
            }
        }
        panic!("no line `{start}` in {seen:#?}");
    }

    /// Whether nothing is said for a while.
    fn is_silent(&self) -> bool {
        self.lines.recv_timeout(Duration::from_millis(900)).is_err()
    }

    /// Saves as an editor does that writes beside the file and moves it over.
    fn save_atomically(&self, name: &str, text: &str) {
        fs::write(self.path(".saved"), text).unwrap();
        fs::rename(self.path(".saved"), self.path(name)).unwrap();
    }

    /// Whether the outputs are those of `folio build`.
    fn assert_as_built(&self) {
        let built = build(self.folder.path());
        for entry in fs::read_dir(built.path()).unwrap() {
            let name = entry.unwrap().file_name();
            let new = fs::read(built.path().join(&name)).unwrap();
            let kept = fs::read(self.path("output").join(&name)).unwrap();
            assert!(new == kept, "{} differs", name.display());
        }
    }

    fn interrupt(mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-INT", &id])
                .status()
                .unwrap()
                .success()
        );
        let start = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(start.elapsed() < PATIENCE, "it does not end");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

fn build(folder: &Path) -> TempDir {
    let built = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_folio"))
        .args(["build", "--output-dir"])
        .arg(built.path())
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    built
}

#[test]
fn every_way_of_saving_is_seen() {
    let watch = Watch::start(&[("cv.yaml", SOURCE)], &[]);
    // In place.
    fs::write(watch.path("cv.yaml"), SOURCE.replace("Engineer", "Chief")).unwrap();
    watch.until("cv.yaml: cv 1 page · resume ");
    watch.assert_as_built();
    // By a new file moved over the old one.
    watch.save_atomically("cv.yaml", &SOURCE.replace("Engineer", "Inventor"));
    watch.until("cv.yaml: cv 1 page");
    // By a backup moved away and a new file in its place.
    fs::rename(watch.path("cv.yaml"), watch.path("cv.yaml~")).unwrap();
    fs::write(watch.path("cv.yaml"), SOURCE.replace("Engineer", "Founder")).unwrap();
    watch.until("cv.yaml: cv 1 page");
    watch.assert_as_built();
    // Deleted, and made again.
    fs::remove_file(watch.path("cv.yaml")).unwrap();
    watch.until("error: there is no file `cv.yaml`");
    watch.save_atomically("cv.yaml", SOURCE);
    watch.until("cv.yaml: cv 1 page");
    watch.assert_as_built();
    assert_eq!(watch.interrupt().code(), Some(0));
}

#[test]
fn a_project_that_is_deleted_and_made_again_is_watched_again() {
    let watch = Watch::start(&[("cv.yaml", SOURCE)], &[]);
    let home = watch.folder.path().to_owned();
    // A rebuild that had begun may write into the folder while it is being emptied.
    while let Err(error) = fs::remove_dir_all(&home) {
        assert_eq!(error.kind(), ErrorKind::DirectoryNotEmpty, "{error}");
    }
    watch.until("error: there is no file `cv.yaml`");
    fs::create_dir_all(&home).unwrap();
    fs::write(watch.path("cv.yaml"), SOURCE.replace("Engineer", "Chief")).unwrap();
    watch.until("cv.yaml: cv 1 page");
    watch.assert_as_built();
    // And it stays so.
    watch.save_atomically("cv.yaml", SOURCE);
    watch.until("cv.yaml: cv 1 page");
    watch.assert_as_built();
}

#[test]
fn what_once_ended_the_process_is_a_mistake_like_others() {
    let watch = Watch::start(&[("cv.yaml", SOURCE)], &[]);
    let before = fs::read(watch.path("output/cv.pdf")).unwrap();
    let nested = format!("{}x{}", "*a **b ".repeat(1_000), "b** a* ".repeat(1_000));
    let marked = format!("a{}", "\u{301}".repeat(60_000));
    for text in [nested, marked] {
        let broken = SOURCE.replace("Computing researcher.", &format!("'{text}'"));
        watch.save_atomically("cv.yaml", &broken);
        watch.until("cv.yaml: 1 error; output/ stays as it is");
    }
    let pipe = watch.path(".pipe");
    let made = Command::new("mkfifo").arg(&pipe).status().unwrap();
    assert!(made.success());
    fs::rename(&pipe, watch.path("cv.yaml")).unwrap();
    let said = watch.until("error: ").join("\n");
    assert!(said.contains("pipe"), "{said}");
    assert_eq!(fs::read(watch.path("output/cv.pdf")).unwrap(), before);
    watch.save_atomically("cv.yaml", &SOURCE.replace("Engineer", "Chief"));
    watch.until("cv.yaml: cv 1 page");
    watch.assert_as_built();
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_who_reads_what_it_says_is_no_reason_to_stop() {
    let (reader, unread) = std::io::pipe().unwrap();
    drop(reader);
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    for stream in [std::os::fd::OwnedFd::from(unread), full.into()] {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("cv.yaml"), SOURCE).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_folio"))
            .args(["watch", "cv", "--format", "txt", "--message-format", "json"])
            .current_dir(folder.path())
            .stdout(stream.try_clone().unwrap())
            .stderr(stream)
            .spawn()
            .unwrap();
        let until = |words: &str| {
            let start = Instant::now();
            while !fs::read_to_string(path("output/cv.txt")).is_ok_and(|text| text.contains(words))
            {
                assert!(start.elapsed() < PATIENCE, "no {words}");
                std::thread::sleep(Duration::from_millis(10));
            }
        };
        until("Engineer");
        fs::write(path("cv.yaml"), "person: [\n").unwrap();
        std::thread::sleep(Duration::from_millis(200));
        fs::write(path("cv.yaml"), SOURCE.replace("Engineer", "Chief")).unwrap();
        until("Chief");
        assert!(child.try_wait().unwrap().is_none(), "it goes on");
        child.kill().unwrap();
        child.wait().unwrap();
    }
}

#[test]
fn what_changes_no_page_makes_none() {
    let watch = Watch::start(&[("cv.yaml", SOURCE)], &[]);
    fs::write(watch.path("cv.yaml"), SOURCE).unwrap();
    fs::write(watch.path("notes.txt"), "x").unwrap();
    assert!(watch.is_silent(), "the same content is no change");
    watch.save_atomically("cv.yaml", &format!("# A comment\n{SOURCE}"));
    watch.until("cv.yaml: changes no document");
    fs::remove_dir_all(watch.path("output")).unwrap();
    watch.save_atomically("cv.yaml", SOURCE);
    watch.until("cv.yaml: output/ written again");
    watch.assert_as_built();
}

/// A template that goes on without end, and one that does not.
const ENDLESS: &str = "#for a in range(1000000) { for b in range(1000000) {} }\n";
const SHORT: &str = "#set document(title: \"A\")\nA page.\n";

/// A watch of two documents, of which one has a template of its own.
fn watch_with_own_template(limit: &str) -> Watch {
    let source = format!("{SOURCE}documents: {{own: {{template: own}}}}\n");
    let files = [("cv.yaml", source.as_str()), ("templates/own.typ", SHORT)];
    Watch::start(&files, &["cv", "own", "--time-limit", limit])
}

#[test]
fn a_document_without_end_is_given_up_and_made_again_when_it_has_one() {
    let watch = watch_with_own_template("2");
    let own = fs::read(watch.path("output/own.pdf")).unwrap();
    let before = watch.child.id();
    watch.save_atomically("templates/own.typ", ENDLESS);
    let said = watch.until("error[time-limit]: ").join("\n");
    assert!(said.contains("`own` is not finished after 2 s"), "{said}");
    watch.until("error: 1 error");
    assert_eq!(fs::read(watch.path("output/own.pdf")).unwrap(), own);
    // Whether the process that takes its place has begun or not.
    let other = SHORT.replace("A page", "Another page");
    watch.save_atomically("templates/own.typ", &other);
    while !(watch.lines.recv_timeout(PATIENCE).unwrap()).contains("own 1 page") {}
    assert_ne!(fs::read(watch.path("output/own.pdf")).unwrap(), own);
    assert_eq!(watch.child.id(), before);
    assert_eq!(watch.interrupt().code(), Some(0));
}

#[test]
fn a_document_without_end_does_not_hold_who_ends_it() {
    let watch = watch_with_own_template("3600");
    watch.save_atomically("templates/own.typ", ENDLESS);
    // Until it is seen and begun.
    assert!(watch.is_silent());
    assert_eq!(watch.interrupt().code(), Some(0));
}

#[test]
fn a_burst_of_saves_ends_in_the_last_state() {
    let watch = Watch::start(&[("cv.yaml", SOURCE)], &["cv", "--format", "txt"]);
    for number in 0..60 {
        let title = format!("Engineer {number}");
        watch.save_atomically("cv.yaml", &SOURCE.replace("Engineer", &title));
        std::thread::sleep(Duration::from_millis(number % 7));
    }
    let text = || fs::read_to_string(watch.path("output/cv.txt")).unwrap();
    let start = Instant::now();
    while !text().contains("Engineer 59") {
        assert!(start.elapsed() < PATIENCE, "{}", text());
        std::thread::sleep(Duration::from_millis(10));
    }
    assert!(
        watch.lines.try_iter().count() < 60,
        "saves are taken together"
    );
}

#[test]
fn mistakes_are_shown_and_survived() {
    let watch = Watch::start(&[("cv.yaml", SOURCE)], &[]);
    let before = fs::read(watch.path("output/cv.pdf")).unwrap();
    watch.save_atomically("cv.yaml", &SOURCE.replace("summary:", "sumary:"));
    let shown = watch
        .until("cv.yaml: 1 error; output/ stays as it is")
        .join("\n");
    assert!(shown.contains(" --> cv.yaml:3:1\n"), "{shown}");
    assert!(
        shown.contains("3 | sumary: Computing researcher.\n  | ^^^^^^ "),
        "{shown}"
    );
    watch.save_atomically("cv.yaml", "person: [\n");
    watch.until("cv.yaml: 1 error");
    assert_eq!(fs::read(watch.path("output/cv.pdf")).unwrap(), before);
    watch.save_atomically("cv.yaml", &SOURCE.replace("Engineer", "Chief"));
    watch.until("cv.yaml: cv 1 page");
    watch.assert_as_built();
}

#[test]
fn bibliographies_templates_and_pictures_are_watched() {
    let source = format!("{SOURCE}bibliography: [papers.bib]\n").replace(
        "Lovelace\n",
        "Lovelace\n  photo: {path: ada.svg, alt: Ada}\n",
    );
    let paper = "@article{a, title={A Paper}, author={Ada Lovelace}, year={1842}}\n";
    let files = [
        ("cv.yaml", source.as_str()),
        ("papers.bib", paper),
        ("ada.svg", include_str!("fixtures/portrait.svg")),
    ];
    let watch = Watch::start(&files, &[]);
    watch.save_atomically("papers.bib", &paper.replace("A Paper", "Another"));
    let line = watch.until("papers.bib: ").pop().unwrap();
    assert!(line.contains("publications 1 page"), "{line}");
    watch.assert_as_built();

    // A bibliography that was not there, named before it is made.
    watch.save_atomically(
        "cv.yaml",
        &source.replace("[papers.bib]", "[papers.bib, more.bib]"),
    );
    watch.until("cv.yaml: 1 error");
    let more = "@book{b, title={A Book}, author={Ada Lovelace}, year={1850}}\n";
    fs::write(watch.path("more.bib"), more).unwrap();
    watch.until("more.bib: cv 1 page");
    watch.assert_as_built();

    // A citation style that a list names, changed.
    let style = |before: &str| {
        format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>T</title><id>t</id>
            <updated>2020-01-01T00:00:00+00:00</updated></info><citation><layout><text variable="title"/></layout></citation>
            <bibliography><layout suffix="."><names variable="author"/><text variable="title" prefix="{before}"/></layout></bibliography>
            </style>"#
        )
    };
    fs::write(watch.path("own.csl"), style(": ")).unwrap();
    let styled = source.replace("[papers.bib]", "[papers.bib, more.bib]")
        + "documents: {publications: {publications: {lists: [{title: All, style: own.csl}]}}}\n";
    watch.save_atomically("cv.yaml", &styled);
    watch.until("cv.yaml: ");
    // What is saved as soon as it is named may be found by looking, which tells no name.
    assert!(watch.is_silent());
    watch.save_atomically("own.csl", &style(" wrote "));
    let line = watch.until("own.csl: publications 1 page").pop().unwrap();
    assert!(!line.contains("cv "), "{line}");
    watch.assert_as_built();

    // A picture, where a document shows it.
    let svg = include_str!("fixtures/portrait.svg");
    let changed = svg.replace("<svg ", "<svg data-changed=\"1\" ");
    fs::write(watch.path("ada.svg"), changed).unwrap();
    watch.until("ada.svg: ");
    watch.assert_as_built();

    // A template of one's own, with a mistake and without it, then gone.
    let template = include_str!("../templates/publications.typ");
    fs::create_dir(watch.path("templates")).unwrap();
    fs::write(watch.path("templates/publications.typ"), "#panic()\n").unwrap();
    watch.until("templates");
    fs::write(
        watch.path("templates/publications.typ"),
        format!("// mine\n{template}"),
    )
    .unwrap();
    let line = watch
        .until("templates/publications.typ: publications")
        .pop()
        .unwrap();
    assert!(!line.contains("cv "), "{line}");
    fs::remove_dir_all(watch.path("templates")).unwrap();
    watch.until("templates");
    watch.assert_as_built();
}

#[test]
fn an_unknown_document_is_a_slip_of_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cv.yaml"), SOURCE).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_folio"))
        .args(["watch", "resum"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("did you mean `resume`?"), "{stderr}");
    assert!(!folder.path().join("output").exists());
}

/// From the save to the finished PDF, for a real CV: run in release, with
/// `cargo test --release --test watch -- --ignored --nocapture`.
#[test]
#[ignore = "measures; meant for a release build"]
fn the_time_from_save_to_pdf() {
    const DEBOUNCE: Duration = Duration::from_millis(20);
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("cv.yaml")).unwrap();
    let watch = Watch::start(&[("cv.yaml", &source)], &[]);
    let name = source
        .lines()
        .find(|line| line.starts_with("  name: "))
        .unwrap();
    let mut times = Vec::new();
    for number in 0..40 {
        let before = fs::metadata(watch.path("output/resume.pdf"))
            .unwrap()
            .modified()
            .unwrap();
        // A word within the page, as typing changes it.
        let text = source.replacen("research", &format!("research {number}"), 1);
        assert!(text != source && text.contains(name));
        let start = Instant::now();
        watch.save_atomically("cv.yaml", &text);
        watch.until("cv.yaml: ");
        times.push(start.elapsed());
        let after = fs::metadata(watch.path("output/resume.pdf"))
            .unwrap()
            .modified()
            .unwrap();
        assert!(after > before);
    }
    times.sort();
    let median = times[times.len() / 2];
    println!(
        "save to PDF, all documents: median {median:?}, slowest {:?}",
        times.last().unwrap()
    );
    if !cfg!(debug_assertions) {
        assert!(median <= DEBOUNCE + Duration::from_millis(30), "{median:?}");
    }
}
