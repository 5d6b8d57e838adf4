//! What Folio promises of its speed, each as one line: measured, bound, kept or not.
//!
//! Ratios are of works done in turn in one process, so that they mean the same on every machine.

use std::hint::black_box;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use folio::fit;
use folio::model::{Cv, Format};
use folio::papers::Record;
use folio::render::typst::Engine;
use folio::render::{docx, latex};
use folio::session::{self, Output, Request};
use folio::{document::Document, theme::Theme};
use typst::comemo;

use crate::bare::{Bare, Dumped};
use crate::papers;
use crate::stages::{composed, cv, load};
use crate::timing::{medians, peak_memory};

/// The program, as `cargo bench` has built it.
const FOLIO: &str = env!("CARGO_BIN_EXE_folio");

/// What measures and prints some lines.
type Measure = fn(&mut Table);

/// What is measured, by name.
const GROUPS: [(&str, Measure); 9] = [
    ("overhead", overhead),
    ("contract", contract),
    ("tex", tex),
    ("word", word),
    ("web", web),
    ("growth", growth),
    ("memory", memory),
    ("processes", processes),
    ("size", size),
];

/// Prints all lines, or those of one group; returns whether every bound was kept.
pub(crate) fn run(group: Option<&str>) -> bool {
    let mut table = Table { kept: true };
    let names = GROUPS.map(|(name, _)| name);
    if let Some(group) = group.filter(|group| !names.contains(group) && !group.starts_with("--")) {
        println!("no group `{group}`; there are {}", names.join(", "));
        return false;
    }
    for (name, measure) in GROUPS {
        if group.is_none_or(|group| group == name || group.starts_with("--")) {
            measure(&mut table);
        }
    }
    table.kept
}

struct Table {
    kept: bool,
}

impl Table {
    fn line(&mut self, what: &str, measured: f64, unit: &str, most: f64) {
        let kept = measured <= most;
        self.kept &= kept;
        let verdict = if kept { "kept" } else { "NOT KEPT" };
        println!("{what:<66} {measured:>9.2} {unit:<2}  at most {most:>6.2}  {verdict}");
    }

    fn figure(what: &str, measured: f64, unit: &str) {
        println!("{what:<66} {measured:>9.2} {unit}");
    }
}

fn real() -> (String, Cv) {
    let text = std::fs::read_to_string("cv.yaml").expect("the CV of the repository");
    let cv = cv(&text, Path::new("."));
    (text, cv)
}

fn documents(cv: &Cv) -> Vec<(Document, Theme)> {
    let names = cv.document_names();
    names.iter().map(|name| composed(cv, name)).collect()
}

/// All that is not Typst's, for all documents of the real CV, against all that is.
fn overhead(table: &mut Table) {
    let (text, cv) = real();
    let (engine, request) = (Engine::new(None), Request::default());
    let names = cv.document_names();
    let outputs: Vec<Output> = session::build(&cv, &names, &engine, &request)
        .into_iter()
        .flat_map(|built| built.outputs)
        .collect();
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let documents = documents(&cv);
    let bare = Bare::new();
    let dumped: Vec<Dumped> = documents
        .iter()
        .map(|(document, theme)| Dumped::new(document, theme))
        .collect();
    let mut own = || {
        let cv = load(black_box(&text), Path::new(".")).cv.expect("a CV");
        for (document, theme) in self::documents(&cv) {
            black_box(Dumped::new(&document, &theme));
        }
        let all: Vec<_> = outputs.iter().collect();
        session::replace(folder.path(), &all).expect("a writable folder");
    };
    let mut typst = || {
        comemo::evict(0);
        for document in &dumped {
            black_box(bare.pdf(document));
        }
    };
    let times = medians(40, &mut [("own", &mut own), ("typst", &mut typst)]);
    table.line(
        "cv.yaml: load, compose, serialise and write",
        times[0],
        "ms",
        4.0,
    );
    Table::figure(
        "cv.yaml: Typst's compile and PDF export, three documents",
        times[1],
        "ms",
    );
    let share = 100.0 * times[0] / times[1];
    table.line(
        "cv.yaml: the former as a share of the latter",
        share,
        "%",
        15.0,
    );
}

/// The page contract of the real résumé against one layout and export of it.
fn contract(table: &mut Table) {
    let (_, cv) = real();
    let (engine, priorities) = (Engine::new(None), priorities(&cv, "resume"));
    let (document, theme) = composed(&cv, "resume");
    let build = |limit| {
        comemo::evict(0);
        let fitted = fit::fit(&document, &theme, &priorities, &engine, limit);
        let fitted = fitted.expect("a résumé that fits");
        black_box(fitted.layout.pdf().expect("a résumé without problems"));
    };
    let mut plain = || build(None);
    let mut kept = || build(Some(1));
    let times = medians(20, &mut [("plain", &mut plain), ("kept", &mut kept)]);
    let times = times[1] / times[0];
    table.line(
        "cv.yaml: résumé on one page, against one plain build",
        times,
        "×",
        8.0,
    );
}

fn tex(table: &mut Table) {
    let text = std::fs::read_to_string("tests/fixtures/full.yaml").expect("the full fixture");
    let cv = cv(&text, Path::new("tests/fixtures"));
    let documents = documents(&cv);
    let mut emit = || {
        for (document, theme) in &documents {
            black_box(latex::latex(document, theme));
        }
    };
    let times = medians(40, &mut [("tex", &mut emit)]);
    table.line(
        "full fixture: LaTeX of all its documents",
        times[0],
        "ms",
        5.0,
    );
}

/// Documents for Word: all of the real CV, and a long list.
fn word(table: &mut Table) {
    let (_, cv) = real();
    let long = self::cv(&papers::yaml(5_000), Path::new("."));
    let long = [composed(&long, "publications")];
    for (what, documents, runs, most) in [
        (
            "cv.yaml: Word of all its documents",
            &documents(&cv)[..],
            40,
            5.0,
        ),
        ("5000 papers: Word", &long[..], 5, 100.0),
    ] {
        let mut emit = || {
            for (document, theme) in documents {
                black_box(docx::docx(document, theme, docx::Pages::default()));
            }
        };
        let times = medians(runs, &mut [("docx", &mut emit)]);
        table.line(what, times[0], "ms", most);
    }
}

/// What a page of the Web and Markdown cost beside the pages, with all that stands beside the document.
fn web(table: &mut Table) {
    let (_, real) = real();
    let many = cv(&papers::yaml(5_000), Path::new("."));
    for (name, cv, document, rounds, most) in [
        ("cv.yaml", &real, "cv", 40, 5.0),
        ("5,000 papers", &many, "publications", 5, 100.0),
    ] {
        let engine = Engine::new(None);
        let request = Request::default();
        let record = Record::from(cv);
        let page = session::fitted(&record, document, &engine, &request, &mut Vec::new());
        let page = page.unwrap_or_else(|problems| panic!("{name}: {problems:?}"));
        for (format, what) in [(Format::Html, "HTML"), (Format::Md, "Markdown")] {
            let request = Request {
                formats: vec![format],
                ..Request::default()
            };
            let mut write = || {
                let outputs =
                    session::outputs(&record, &page, Instant::now(), &request, &mut Vec::new());
                black_box(outputs.expect("a text"));
            };
            let times = medians(rounds, &mut [(what, &mut write)]);
            table.line(&format!("{name}: {what}"), times[0], "ms", most);
        }
    }
}

/// How the cost of a paper grows with their number, against Typst alone on the same data.
fn growth(table: &mut Table) {
    let few = costs(500, 7);
    let many = costs(5_000, 3);
    for (count, costs) in [(500, few), (5_000, many)] {
        Table::figure(
            &format!("{count} papers: from text to PDF"),
            costs.folio,
            "ms",
        );
        Table::figure(&format!("{count} papers: Typst alone"), costs.bare, "ms");
    }
    let growth = (many.folio / few.folio) / (many.bare / few.bare);
    table.line(
        "growth of the cost of a paper, against Typst alone",
        growth,
        "×",
        1.1,
    );
}

#[derive(Clone, Copy)]
struct Costs {
    folio: f64,
    bare: f64,
}

fn costs(count: usize, rounds: usize) -> Costs {
    let text = papers::yaml(count);
    let (document, theme) = composed(&cv(&text, Path::new(".")), "publications");
    let (bare, dumped) = (Bare::new(), Dumped::new(&document, &theme));
    let mut folio = || {
        comemo::evict(0);
        black_box(from_text_to_pdf(&text));
    };
    let mut alone = || {
        comemo::evict(0);
        black_box(bare.pdf(&dumped));
    };
    let times = medians(rounds, &mut [("folio", &mut folio), ("bare", &mut alone)]);
    let (folio, bare) = (times[0], times[1]);
    Costs { folio, bare }
}

fn from_text_to_pdf(text: &str) -> Vec<Output> {
    let cv = cv(text, Path::new("."));
    let request = Request {
        formats: vec![Format::Pdf],
        ..Request::default()
    };
    let names = ["publications".to_owned()];
    let built = session::build(&cv, &names, &Engine::new(None), &request);
    built.into_iter().flat_map(|built| built.outputs).collect()
}

/// Peak memory at 5,000 papers, each measured in a process of its own.
fn memory(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let path = folder.path().join("dump");
    std::fs::write(&path, papers::yaml(5_000)).expect("a writable folder");
    let (Some(folio), Some(bare)) = (child("memory-folio", &path), child("memory-bare", &path))
    else {
        println!("peak memory: this system does not tell it");
        return;
    };
    Table::figure("5,000 papers: peak memory", folio, "MB");
    Table::figure("5,000 papers: peak memory of Typst alone", bare, "MB");
    table.line(
        "5,000 papers: peak memory against Typst alone",
        folio / bare,
        "×",
        1.3,
    );
}

fn child(work: &str, path: &Path) -> Option<f64> {
    let program = std::env::current_exe().expect("this program");
    let output = Command::new(program).arg(work).arg(path).output();
    let output = output.expect("this program runs").stdout;
    String::from_utf8_lossy(&output).trim().parse().ok()
}

/// The work of a child process: prints its peak memory in MB.
pub(crate) fn measured_alone(work: &str, path: &Path) {
    let text = std::fs::read_to_string(path).expect("the text of a CV");
    if work == "memory-folio" {
        black_box(from_text_to_pdf(&text));
    } else {
        // The data is made in yet another process, so that making it is not counted.
        let dump = path.with_extension("d");
        let cv_path = path.with_extension("yaml");
        std::fs::copy(path, &cv_path).expect("a writable folder");
        let made = Command::new(FOLIO)
            .args(["-q", "dump", "publications", "--into"])
            .arg(&dump)
            .arg("--file")
            .arg(&cv_path)
            .status();
        assert!(made.expect("the program runs").success(), "the dump failed");
        drop(text);
        black_box(Bare::new().pdf(&Dumped::read(&dump, "publications")));
    }
    if let Some(memory) = peak_memory() {
        println!("{memory}");
    }
}

/// Whole runs of the program.
fn processes(table: &mut Table) {
    let folder = tempfile::tempdir().expect("a folder for temporary files");
    let out = folder.path().join("output");
    let unlimited = folder.path().join("unlimited.yaml");
    let text = std::fs::read_to_string("cv.yaml").expect("the CV of the repository");
    // A limit that is never reached is none: the document is laid out as it is designed.
    let without = text.replace("    pages: 1\n", "    pages: 9\n");
    assert_ne!(text, without, "the résumé of cv.yaml has its page limit");
    std::fs::write(&unlimited, without).expect("a writable folder");
    let five_hundred = folder.path().join("papers.yaml");
    std::fs::write(&five_hundred, papers::yaml(500)).expect("a writable folder");
    std::fs::write(folder.path().join("papers.bib"), papers::bib(5_000))
        .expect("a writable folder");
    let bib = folder.path().join("bib.yaml");
    let text = "person: {name: Ada Lovelace}\nbibliography: [papers.bib]\n";
    std::fs::write(&bib, text).expect("a writable folder");

    let run = |arguments: &[&str], file: Option<&Path>| {
        let mut command = Command::new(FOLIO);
        command.args(arguments);
        if let Some(file) = file {
            command.arg("--file").arg(file);
        }
        if arguments[0] == "build" || arguments[0] == "publications" {
            command.arg("--output-dir").arg(&out);
        }
        let output = command.output().expect("the program runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    };
    let mut version = || run(&["--version"], None);
    let mut check = || run(&["check"], None);
    let mut limited = || run(&["build"], None);
    let mut free = || run(&["build"], Some(&unlimited));
    let mut papers = || run(&["publications", "--format", "pdf"], Some(&five_hundred));
    let mut bib = || run(&["dump", "publications"], Some(&bib));
    let mut works: [(&str, &mut dyn FnMut()); 6] = [
        ("folio --version", &mut version),
        ("folio check, cv.yaml", &mut check),
        (
            "folio build, cv.yaml, PDF and LaTeX, with the page contract",
            &mut limited,
        ),
        (
            "folio build, cv.yaml, PDF and LaTeX, without page limits",
            &mut free,
        ),
        ("folio publications, 500 papers", &mut papers),
        ("folio dump, a .bib of 5,000 entries", &mut bib),
    ];
    let times = medians(20, &mut works);
    let bounds = [8.0, 10.0, 200.0, 90.0, 500.0, 500.0];
    for (((what, _), time), most) in works.iter().zip(times).zip(bounds) {
        table.line(what, time, "ms", most);
    }
}

fn size(table: &mut Table) {
    let bytes = std::fs::metadata(FOLIO).expect("the program").len();
    // It carries its fonts, the words of 39 languages and the citation styles.
    table.line("the program", bytes as f64 / 1e6, "MB", 60.0);
}

/// What of a document is kept when a page is full.
fn priorities(cv: &Cv, name: &str) -> folio::select::Priorities {
    let selection = folio::select::select(cv, name).expect("the document is there");
    selection.priorities()
}
