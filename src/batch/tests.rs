//! A worker's conversation, held in memory, and workers that end.

use std::io::Cursor;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::*;
use crate::diagnostics::Form;

fn order(folder: &Path) -> Order {
    Order {
        output_dir: folder.join("output").into_os_string(),
        documents: vec!["resume".to_owned()],
        ..Order::default()
    }
}

fn source(folder: &Path, name: &str, text: &str) -> PathBuf {
    let path = folder.join(name);
    std::fs::write(&path, text).unwrap();
    path
}

#[test]
fn a_worker_answers_each_task_with_what_became_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let sources = [
        source(folder.path(), "ada.yaml", "person: {name: Ada}\n"),
        source(folder.path(), "bad.yaml", "person: {nam: Ada}\n"),
        folder.path().join("missing.yaml"),
        source(folder.path(), "way.yaml", "person: {name: Way}\n"),
    ];
    std::fs::create_dir(folder.path().join("output")).unwrap();
    source(folder.path(), "output/way", "a file in the way");
    let mut orders = serde_json::to_string(&order(folder.path())).unwrap() + "\n";
    for (index, source) in sources.iter().enumerate() {
        let task = Task {
            index,
            source: source.clone().into_os_string(),
            folder: source.file_stem().unwrap().to_owned(),
        };
        orders += &(serde_json::to_string(&task).unwrap() + "\n");
    }
    let mut results = Vec::new();
    // All of them at once, so that the last are unanswered when they end.
    serve(Cursor::new(orders), &mut results, || {}).unwrap();
    let results: Vec<Finished> = String::from_utf8(results)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let outcomes: Vec<Outcome> = results.iter().map(|result| result.outcome).collect();
    assert_eq!(
        outcomes,
        [
            Outcome::Built,
            Outcome::Failed,
            Outcome::Inaccessible,
            Outcome::Inaccessible
        ]
    );
    assert_eq!(results[0].files.len(), 1);
    assert!(folder.path().join("output/ada/resume.pdf").is_file());
    assert!(results[1].report.contains("unknown key `nam`"));
    assert!(results[2].report.contains("missing.yaml"));
    assert!(results[3].report.contains("unwritable-file"));
}

#[test]
fn what_is_no_order_ends_a_worker_with_an_error() {
    assert!(serve(&b""[..], Vec::new(), || {}).is_ok());
    assert!(serve(&b"{}\n"[..], Vec::new(), || {}).is_err());
    assert!(serve(&b"person: {name: Ada}\n"[..], Vec::new(), || {}).is_err());
}

#[test]
fn a_panic_is_an_error_of_its_file() {
    let task = Task {
        index: 0,
        source: "ada.yaml".into(),
        folder: "ada".into(),
    };
    let said = crate::panics::caught(|| -> () { panic!("no such page") }).unwrap_err();
    let finished = maker::crashed(&task, &said, Form::Short);
    assert_eq!(finished.outcome, Outcome::Crashed);
    assert!(
        finished.report.starts_with(
            "ada.yaml:1:1: error[internal]: Folio failed on this file: no such page (src/batch/tests.rs:"
        ),
        "{}",
        finished.report
    );
}

/// Longer than any of these tests takes.
const AMPLE: Duration = Duration::from_secs(300);

/// What a pool says of three inputs when each worker is this shell script.
#[cfg(unix)]
fn with_workers(script: &str, time_limit: Duration) -> (Vec<Finished>, Result<(), Error>) {
    let folder = tempfile::tempdir().unwrap();
    let sources: Vec<PathBuf> = ["a.yaml", "b.yaml", "c.yaml"]
        .iter()
        .map(|name| source(folder.path(), name, "person: {name: A}\n"))
        .collect();
    let inputs = Inputs::find(&sources, folder.path()).unwrap();
    let order = Order {
        form: Form::Short,
        ..order(folder.path())
    };
    let pool = WorkerPool {
        program: (Path::new("/bin/sh"), &["-c", script]),
        order: &order,
        jobs: 2,
        time_limit,
    };
    let mut results = Vec::new();
    let ended = pool.run(
        &inputs,
        || {},
        |finished| {
            results.push(finished);
            ControlFlow::Continue(())
        },
    );
    (results, ended)
}

#[cfg(unix)]
const ANSWERS: &str = r#"answer() {
  index=${1#*:}
  echo "{\"index\":${index%%,*},\"outcome\":\"built\",\"files\":[],\"errors\":0,\"warnings\":0,\"report\":\"\",\"results\":[],\"seconds\":0}"
}
read order
while read -r task; do
"#;

#[test]
#[cfg(unix)]
fn a_worker_that_dies_is_replaced_and_its_file_is_named() {
    let script = format!(
        "{ANSWERS} case $task in *'\"index\":1,'*) echo first >&2; echo 'stack overflow' >&2; kill -ABRT $$;; \
         *) answer \"$task\";; esac; done"
    );
    let (results, ended) = with_workers(&script, AMPLE);
    ended.unwrap();
    let outcomes: Vec<Outcome> = results.iter().map(|result| result.outcome).collect();
    assert_eq!(outcomes, [Outcome::Built, Outcome::Crashed, Outcome::Built]);
    let report = &results[1].report;
    assert!(report.contains("b.yaml:1:1: error[internal]"), "{report}");
    assert!(report.contains("SIGABRT"), "{report}");
    assert!(report.contains("stack overflow"), "{report}");
}

#[test]
#[cfg(unix)]
fn a_worker_that_talks_nonsense_is_replaced() {
    let (results, ended) = with_workers("read order; read task; echo hello; exec sleep 60", AMPLE);
    ended.unwrap();
    assert_eq!(results.len(), 3);
    assert!(
        results
            .iter()
            .all(|result| result.outcome == Outcome::Crashed)
    );
}

#[test]
#[cfg(unix)]
fn a_cv_that_takes_too_long_is_given_up_and_the_others_are_made() {
    let script = format!(
        "{ANSWERS} case $task in *'\"index\":1,'*) exec sleep 1800;; *) answer \"$task\";; esac; done"
    );
    let start = std::time::Instant::now();
    let (results, ended) = with_workers(&script, Duration::from_secs(2));
    ended.unwrap();
    // One attempt, and nobody waits for the worker's own end.
    assert!(start.elapsed() < Duration::from_secs(900));
    let outcomes: Vec<Outcome> = results.iter().map(|result| result.outcome).collect();
    assert_eq!(outcomes, [Outcome::Built, Outcome::Failed, Outcome::Built]);
    let report = &results[1].report;
    let said = "b.yaml:1:1: error[time-limit]: this file is not finished after 2 s, and given up\n";
    assert!(report.ends_with(said), "{report}");
}

#[test]
fn a_program_that_is_not_there_ends_the_run() {
    let folder = tempfile::tempdir().unwrap();
    let sources = [source(folder.path(), "a.yaml", "person: {name: A}\n")];
    let inputs = Inputs::find(&sources, folder.path()).unwrap();
    let pool = WorkerPool {
        program: (Path::new("/no/such/program"), &[]),
        order: &order(folder.path()),
        jobs: 1,
        time_limit: AMPLE,
    };
    let ended = pool.run(&inputs, || {}, |_| ControlFlow::Continue(()));
    assert!(ended.unwrap_err().to_string().contains("/no/such/program"));
}
