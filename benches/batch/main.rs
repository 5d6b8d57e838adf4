//! Many CVs: what Folio adds to Typst, what a second core brings, and whether memory stays flat.
//!
//! `cargo bench --bench batch` prints the figures of `docs/scale.md`; the variable
//! `FOLIO_BENCH_CVS` sets how many CVs there are (1,000).

#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement stops at what it did not expect, and prints what it measured"
)]

#[path = "../speed/bare.rs"]
mod bare;
mod people;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use folio::batch::{Maker, Order, Outcome, Task};
use folio::render::typst::forget_unused_since;
use folio::session;

use bare::{Bare, Dumped};

/// Documents without a limit of pages: most are laid out once.
const UNLIMITED: [&str; 2] = ["cv", "publications"];

/// All documents of a CV, among them the résumé on its one page.
const ALL: [&str; 3] = ["cv", "resume", "publications"];

/// CVs that are made in a row before the other side of a comparison has its turn.
const BLOCK: usize = 20;

fn main() {
    let count = std::env::var("FOLIO_BENCH_CVS").map_or(1_000, |count| count.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let sources: Vec<PathBuf> = (0..count)
        .map(|index| {
            let path = folder.path().join(format!("person-{index:05}.yaml"));
            fs::write(&path, people::person(index)).unwrap();
            path
        })
        .collect();
    println!(
        "{count} CVs, {} cores",
        std::thread::available_parallelism().unwrap()
    );
    memory(folder.path(), &sources);
    overhead(
        "cv and publications, no limit of pages",
        &UNLIMITED,
        folder.path(),
        &sources,
    );
    overhead(
        "all three, the résumé on one page",
        &ALL,
        folder.path(),
        &sources,
    );
    threads(folder.path(), &sources);
    processes(folder.path());
}

/// Runs on a thread of its own as the only one of its pool, as a worker does.
fn alone<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    pool.install(work)
}

fn maker(documents: &[&str], folder: &Path) -> Maker {
    Maker::new(Order {
        output_dir: folder.join("output").into_os_string(),
        documents: documents.iter().map(|name| (*name).to_owned()).collect(),
        ..Order::default()
    })
}

fn make(maker: &mut Maker, index: usize, source: &Path) {
    let finished = maker.make(&Task {
        index,
        source: source.as_os_str().to_owned(),
        folder: format!("person-{index:05}").into(),
    });
    assert_eq!(finished.outcome, Outcome::Built, "{}", finished.report);
}

/// Resident memory of one worker after a fifth of the CVs and at the end.
fn memory(folder: &Path, sources: &[PathBuf]) {
    let (early, late) = alone(|| {
        let mut maker = maker(&ALL, folder);
        let mut early = None;
        for (index, source) in sources.iter().enumerate() {
            make(&mut maker, index, source);
            if index + 1 == (sources.len() / 5).max(1) {
                early = resident();
            }
        }
        (early, resident())
    });
    match (early, late) {
        (Some(early), Some(late)) => println!(
            "memory of a worker: {early:.1} MB after {} CVs, {late:.1} MB at the end: {:.2} times",
            sources.len() / 5,
            late / early
        ),
        _ => println!("memory of a worker: not known on this system"),
    }
}

/// Resident memory of this process in MB; none where there is no /proc.
fn resident() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1_000.0)
}

/// Folio's time for whole CVs over that of Typst alone for the same documents, both in this thread,
/// by turns, each after the same other CV so that they find the same in the cache.
fn overhead(what: &str, documents: &[&str], folder: &Path, sources: &[PathBuf]) {
    let (whole, bare) = alone(|| {
        let mut maker = maker(documents, folder);
        let typst = Bare::new();
        let (mut whole, mut bare) = (Cost::default(), Cost::default());
        let Some((other, sources)) = sources.split_last() else {
            return (whole, bare);
        };
        // Each side has every CV once; those of the other side are forgotten in between.
        for round in 0..2 {
            for (number, block) in sources.chunks(BLOCK).enumerate() {
                let is_whole = (number + round) % 2 == 0;
                let dumped = match is_whole {
                    true => Vec::new(),
                    false => all_dumped(documents, block),
                };
                forget_unused_since(0);
                make(&mut maker, sources.len(), other);
                match is_whole {
                    true => whole.add(|| make_all(&mut maker, number, block)),
                    false => bare.add(|| typeset_all(&typst, &dumped)),
                }
            }
        }
        (whole, bare)
    });
    let each = |time: Duration| time.as_secs_f64() * 1e3 / (sources.len() - 1) as f64;
    let ratio = |whole: Duration, bare: Duration| whole.as_secs_f64() / bare.as_secs_f64();
    println!(
        "{what}: {:.2} ms per CV and core, bare {:.2} ms: {:.3} times (by the clock {:.3} times)",
        each(whole.spent),
        each(bare.spent),
        ratio(whole.spent, bare.spent),
        ratio(whole.elapsed, bare.elapsed),
    );
}

/// What some work of this thread took.
#[derive(Default)]
struct Cost {
    elapsed: Duration,
    /// Time on a core: what other programs take does not count.
    spent: Duration,
}

impl Cost {
    fn add(&mut self, work: impl FnOnce()) {
        let (start, spent) = (Instant::now(), spent());
        work();
        let elapsed = start.elapsed();
        self.elapsed += elapsed;
        self.spent += match (spent, self::spent()) {
            (Some(before), Some(after)) => after - before,
            _ => elapsed,
        };
    }
}

/// The time that this thread was on a core; none where there is no /proc.
fn spent() -> Option<Duration> {
    let statistics = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = statistics.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

fn make_all(maker: &mut Maker, number: usize, block: &[PathBuf]) {
    for (index, source) in block.iter().enumerate() {
        make(maker, number * BLOCK + index, source);
    }
}

fn all_dumped(documents: &[&str], block: &[PathBuf]) -> Vec<Vec<Dumped>> {
    let of = |source: &PathBuf| documents.iter().map(|name| dumped(source, name)).collect();
    block.iter().map(of).collect()
}

fn typeset_all(typst: &Bare, dumped: &[Vec<Dumped>]) {
    for documents in dumped {
        for document in documents {
            assert!(!typst.pdf(document).is_empty());
        }
        // As a worker does after each CV.
        forget_unused_since(1);
    }
}

/// A document as it is on its pages at last: as tight as it is set, without what does not fit.
fn dumped(source: &Path, name: &str) -> Dumped {
    let project = session::open(source).unwrap();
    let cv = project.cv.unwrap();
    let request = session::Request::default();
    let page = session::fitted(&cv, name, &project.engine, &request, &mut Vec::new()).unwrap();
    Dumped::new(&page.fitted.document, &page.fitted.theme)
}

/// What a second thread of one process brings: they share the cache of Typst.
fn threads(folder: &Path, sources: &[PathBuf]) {
    let run = |threads: usize| {
        let start = Instant::now();
        std::thread::scope(|scope| {
            for part in 0..threads {
                scope.spawn(move || {
                    alone(|| {
                        let mut maker = maker(&UNLIMITED, folder);
                        let own = sources.iter().enumerate().skip(part).step_by(threads);
                        for (index, source) in own {
                            make(&mut maker, index, source);
                        }
                    });
                });
            }
        });
        start.elapsed().as_secs_f64()
    };
    let (one, two) = (run(1), run(2));
    report("threads of one process", sources.len(), one, two);
}

/// What a second worker process brings, the whole program measured.
fn processes(folder: &Path) {
    let run = |jobs: &str| {
        let start = Instant::now();
        let output = Command::new(env!("CARGO_BIN_EXE_folio"))
            .args([
                "batch",
                "--quiet",
                "--document",
                &UNLIMITED.join(","),
                "--jobs",
                jobs,
            ])
            .arg("--output-dir")
            .arg(folder.join("output"))
            .arg(folder)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{errors}");
        start.elapsed().as_secs_f64()
    };
    let (one, two) = (run("1"), run("2"));
    let count = fs::read_dir(folder.join("output")).unwrap().count();
    report("worker processes", count, one, two);
}

fn report(what: &str, count: usize, one: f64, two: f64) {
    let rate = |seconds: f64| count as f64 / seconds;
    println!(
        "{what}: {:.1} CVs/s with 1, {:.1} CVs/s with 2: {:.2} times",
        rate(one),
        rate(two),
        one / two
    );
}
