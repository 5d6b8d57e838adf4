//! Broken and odd files, by the thousand: a clear answer to each, in time, and never a panic.

mod changes;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use folio::advice;
use folio::compose;
use folio::diagnostics::{Diagnostic, Severity, github, human, json, sarif};
use folio::model::{Cv, Format};
use folio::papers::Papers;
use folio::session::{self, Built, Request};
use folio::source::{Environment, load_bytes};

use super::contract::Dice;
use super::processor_time;
use super::project::{ENGINE, fixtures, many};

/// The longest that a processor may work for a file to be read, composed and complained about.
const LONGEST: Duration = Duration::from_secs(2);
/// After this a file is taken to hang for good, and the run ends.
const ENDLESS: Duration = Duration::from_secs(60);

/// A text to change, in its folder.
struct Seedling {
    text: String,
    folder: PathBuf,
}

/// The fixtures, whole and in excerpts, and the files with a mistake already in them.
struct Nursery {
    /// The fixtures first.
    yaml: Vec<Seedling>,
    fixtures: usize,
    bib: Vec<Seedling>,
}

impl Nursery {
    fn new() -> Self {
        let mut nursery = Self {
            yaml: Vec::new(),
            fixtures: 0,
            bib: Vec::new(),
        };
        for folder in [fixtures(), fixtures().with_file_name("invalid")] {
            let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
                .unwrap()
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.is_file())
                .collect();
            paths.sort();
            for path in paths {
                let kind = path.extension().and_then(|extension| extension.to_str());
                // Some of the files are no text by design.
                let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
                let seedling = Seedling {
                    text,
                    folder: folder.clone(),
                };
                match kind {
                    Some("yaml") => {
                        nursery.fixtures += usize::from(folder == fixtures());
                        nursery.yaml.push(seedling);
                    }
                    Some("bib") => nursery.bib.push(seedling),
                    _ => {}
                }
            }
        }
        assert!(nursery.yaml.len() > 100 && nursery.bib.len() > 2);
        nursery
    }

    /// The mutant of a number, with the folder that it stands in.
    fn mutant(&self, number: u64) -> (Vec<u8>, &Path) {
        let mut dice = Dice(number);
        let last = match dice.between(0, 1) {
            0 => self.fixtures - 1,
            _ => self.yaml.len() - 1,
        };
        let source = &self.yaml[dice.between(0, last)];
        let donor = &self.yaml[dice.between(0, self.yaml.len() - 1)];
        // A whole file now and then, as its parts refer to each other; most need no more than a few.
        let text = match dice.between(0, 39) {
            0 => source.text.clone(),
            _ => excerpt(&source.text, &mut dice),
        };
        (
            changes::changed(&text, &donor.text, &mut dice),
            &source.folder,
        )
    }
}

/// The person, the documents and a few other parts of the top level.
fn excerpt(text: &str, dice: &mut Dice) -> String {
    let mut parts: Vec<String> = Vec::new();
    for line in text.split_inclusive('\n') {
        let begins = line.starts_with(|c: char| c.is_alphabetic());
        match parts.last_mut() {
            Some(part) if !begins => part.push_str(line),
            _ => parts.push(line.to_owned()),
        }
    }
    let most = dice.between(1, 3);
    let mut taken: Vec<String> = Vec::new();
    let count = parts.len();
    for part in parts {
        let always = part.starts_with("person") && dice.between(0, 9) > 0;
        if always || count <= 4 || dice.between(0, count) < most {
            taken.push(shortened(&part, dice));
        }
    }
    taken.concat()
}

/// A part without most of its entries.
fn shortened(part: &str, dice: &mut Dice) -> String {
    let mut kept = String::new();
    let mut keep = true;
    for line in part.split_inclusive('\n') {
        if line.starts_with("  - ") {
            keep = dice.between(0, 2) == 0;
        }
        if keep {
            kept.push_str(line);
        }
    }
    kept
}

/// The CV of a file, if the program takes it; everything that would be said about it is written.
fn accepted(bytes: &[u8], folder: &Path, number: u64) -> Option<Cv> {
    let environment = Environment::default();
    let loaded = load_bytes("cv.yaml", bytes, folder, &environment);
    let has_errors = loaded.has_errors();
    let mut found = loaded.diagnostics;
    let cv = loaded.cv.filter(|_| !has_errors);
    let mut fine = cv.is_some();
    if let Some(cv) = &cv {
        let papers = Papers::new(cv);
        fine &= !is_error(papers.problems());
        found.extend(papers.problems().iter().cloned());
        for name in cv.document_names() {
            let composed = compose::compose(cv, &name, &compose::Options::default());
            let composed = composed.unwrap_or_else(|| panic!("the document `{name}` is missing"));
            fine &= !is_error(&composed.problems);
            found.extend(composed.problems);
        }
        found.extend(advice::advise(cv, None));
    } else {
        assert!(is_error(&found), "neither a CV nor an error: {found:?}");
    }
    let sources = &loaded.sources;
    match number % 4 {
        0 => drop(human(&found, sources, false)),
        1 => drop(json(&found, sources)),
        2 => drop(sarif(&found, sources)),
        _ => drop(github(&found, sources)),
    }
    cv.filter(|_| fine)
}

fn is_error(found: &[Diagnostic]) -> bool {
    found.iter().any(|found| found.severity == Severity::Error)
}

/// Builds what was accepted: every document has its file, or says why not; and a check says the
/// same.
fn build(cv: &Cv) -> Result<usize, String> {
    let names = cv.document_names();
    let request = Request {
        formats: vec![Format::Pdf, Format::Txt, Format::Tex],
        ..Request::default()
    };
    let mut written = 0;
    for name in &names {
        let name = std::slice::from_ref(name);
        let built: Vec<Built> = session::build(cv, name, &ENGINE, &request);
        let [built] = built.as_slice() else {
            return Err(format!("{name:?}: {} documents", built.len()));
        };
        if !built.failed()
            && (built.outputs.len() != 3
                || built.outputs.iter().any(|output| output.bytes.is_empty()))
        {
            return Err(format!("{name:?} is missing without an error"));
        }
        let checked = session::check(cv, name, &ENGINE, &request);
        if built.failed() != is_error(&checked) {
            return Err(format!(
                "{name:?}: built {:?}, checked {checked:?}",
                built.problems
            ));
        }
        written += usize::from(!built.failed());
    }
    Ok(written)
}

/// What became of the mutants.
#[derive(Default)]
struct Tally {
    accepted: Mutex<Vec<u64>>,
    failures: Mutex<Vec<String>>,
    slowest: Mutex<Option<(Duration, u64)>>,
}

impl Tally {
    fn fail(&self, number: u64, bytes: &[u8], what: &str) {
        let text = String::from_utf8_lossy(bytes);
        let text: String = text.chars().take(3_000).collect();
        self.failures
            .lock()
            .unwrap()
            .push(format!("mutant {number}: {what}\n{text}\n"));
    }
}

fn words_of(panic: &(dyn std::any::Any + Send)) -> String {
    let words = panic.downcast_ref::<String>().cloned();
    words
        .or_else(|| {
            panic
                .downcast_ref::<&str>()
                .map(|words| (*words).to_owned())
        })
        .unwrap_or_default()
}

/// Runs `judge` on numbers, in two threads; ends the process when one number takes for ever.
fn for_each(numbers: &[u64], judge: impl Fn(u64) + Sync) {
    let next = AtomicUsize::new(0);
    let done = AtomicBool::new(false);
    let start = Instant::now();
    let running: [(AtomicU64, AtomicU64); 2] = Default::default();
    thread::scope(|scope| {
        let workers: Vec<_> = running
            .iter()
            .map(|(number, since)| {
                let (next, judge) = (&next, &judge);
                scope.spawn(move || {
                    while let Some(mine) = numbers.get(next.fetch_add(1, Ordering::Relaxed)) {
                        number.store(*mine, Ordering::Relaxed);
                        since.store(start.elapsed().as_secs(), Ordering::Relaxed);
                        judge(*mine);
                    }
                    since.store(u64::MAX, Ordering::Relaxed);
                })
            })
            .collect();
        let (running, done) = (&running, &done);
        scope.spawn(move || {
            while !done.load(Ordering::Relaxed) {
                thread::sleep(Duration::from_millis(200));
                let now = start.elapsed();
                for (number, since) in running {
                    let since = Duration::from_secs(since.load(Ordering::Relaxed));
                    if now.saturating_sub(since) > ENDLESS {
                        println!("mutant {} takes for ever", number.load(Ordering::Relaxed));
                        std::process::abort();
                    }
                }
            }
        });
        for worker in workers {
            worker.join().unwrap();
        }
        done.store(true, Ordering::Relaxed);
    });
}

/// Judges mutants, and typesets `typeset` of those that are accepted.
fn run(numbers: std::ops::Range<u64>, typeset: usize) {
    let nursery = Nursery::new();
    let tally = Tally::default();
    let numbers: Vec<u64> = numbers.collect();
    for_each(&numbers, |number| {
        let (bytes, folder) = nursery.mutant(number);
        let start = processor_time::of_thread();
        let outcome = catch_unwind(AssertUnwindSafe(|| accepted(&bytes, folder, number)));
        let taken = processor_time::of_thread() - start;
        match outcome {
            Err(panic) => tally.fail(number, &bytes, &words_of(&*panic)),
            Ok(_) if taken > LONGEST => tally.fail(number, &bytes, &format!("takes {taken:?}")),
            Ok(Some(_)) => tally.accepted.lock().unwrap().push(number),
            Ok(None) => {}
        }
        let mut slowest = tally.slowest.lock().unwrap();
        *slowest = (*slowest).max(Some((taken, number)));
    });
    let mut accepted_numbers = std::mem::take(&mut *tally.accepted.lock().unwrap());
    accepted_numbers.sort_unstable();
    println!(
        "{} of {} mutants are accepted; the slowest: {:?}",
        accepted_numbers.len(),
        numbers.len(),
        tally.slowest.lock().unwrap()
    );
    let stride = (accepted_numbers.len() / typeset.max(1)).max(1);
    let chosen: Vec<u64> = accepted_numbers
        .into_iter()
        .step_by(stride)
        .take(typeset)
        .collect();
    assert_eq!(chosen.len(), typeset);
    let written = AtomicUsize::new(0);
    for_each(&chosen, |number| {
        let (bytes, folder) = nursery.mutant(number);
        let cv = accepted(&bytes, folder, number).unwrap();
        match catch_unwind(AssertUnwindSafe(|| build(&cv))) {
            Err(panic) => tally.fail(number, &bytes, &words_of(&*panic)),
            Ok(Err(words)) => tally.fail(number, &bytes, &words),
            Ok(Ok(documents)) => drop(written.fetch_add(documents, Ordering::Relaxed)),
        }
    });
    println!(
        "{} documents of {typeset} mutants are made",
        written.into_inner()
    );
    let failures = tally.failures.into_inner().unwrap();
    assert!(
        failures.is_empty(),
        "{} failures:\n{}",
        failures.len(),
        failures[..failures.len().min(10)].join("\n")
    );
}

#[test]
fn a_few_mutants_are_answered_in_time_and_without_a_panic() {
    run(0..1_000, 2);
}

#[test]
#[ignore = "takes minutes"]
fn a_hundred_thousand_mutants_are_answered_in_time_and_without_a_panic() {
    let many = many();
    run(0..many as u64, many * 3 / 1_000);
}

/// The mutant of a bibliography, read through a file that names it.
fn bibliography(nursery: &Nursery, number: u64, folder: &Path) -> Result<(), String> {
    let mut dice = Dice(number);
    let source = &nursery.bib[dice.between(0, nursery.bib.len() - 1)];
    let donor = &nursery.bib[dice.between(0, nursery.bib.len() - 1)];
    let bytes = changes::changed(&source.text, &donor.text, &mut dice);
    let name = format!("{}é.bib", number % 2);
    fs::write(folder.join(&name), &bytes).unwrap();
    let yaml = format!("person: {{name: Ada Lovelace}}\nbibliography: [{name}]\n");
    let text = String::from_utf8_lossy(&bytes);
    let start = processor_time::of_thread();
    let judged = catch_unwind(AssertUnwindSafe(|| {
        drop(accepted(yaml.as_bytes(), folder, number))
    }));
    let taken = processor_time::of_thread() - start;
    match judged {
        Err(panic) => Err(format!(
            "bibliography {number}: {}\n{text}",
            words_of(&*panic)
        )),
        Ok(()) if taken > LONGEST => Err(format!("bibliography {number} takes {taken:?}\n{text}")),
        Ok(()) => Ok(()),
    }
}

fn run_bibliographies(count: u64) {
    let nursery = Nursery::new();
    let folder = tempfile::tempdir().unwrap();
    let failures: Vec<String> = (0..count)
        .filter_map(|number| bibliography(&nursery, number, folder.path()).err())
        .collect();
    assert!(
        failures.is_empty(),
        "{} failures:\n{}",
        failures.len(),
        failures[..failures.len().min(10)].join("\n")
    );
}

#[test]
fn mutants_of_bibliographies_are_read_without_a_panic() {
    run_bibliographies(300);
}

#[test]
#[ignore = "takes a minute"]
fn ten_thousand_mutants_of_bibliographies_are_read_without_a_panic() {
    run_bibliographies(10_000);
}
