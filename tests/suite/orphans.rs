//! Workers of `folio batch` end with their run, whatever ended it.
#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// How long anything may take on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// A template that has no end.
const ENDLESS: &str = "\
#set document(title: \"T\")
#let d = json(\"/document.json\")
#for outer in range(1000000) { for inner in range(1000000) { let x = inner * outer } }
";

/// The processes that one has started.
fn children(parent: u32) -> Vec<u32> {
    let mut children = Vec::new();
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let Ok(id) = entry.file_name().to_string_lossy().parse::<u32>() else {
            continue;
        };
        if fields(id).is_some_and(|fields| fields[1] == parent.to_string()) {
            children.push(id);
        }
    }
    children
}

/// What the system says of a process after its name: its state, its parent, …; none when it has
/// ended.
fn fields(id: u32) -> Option<Vec<String>> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (_, rest) = stat.rsplit_once(") ")?;
    let fields: Vec<String> = rest.split_whitespace().map(str::to_owned).collect();
    (fields[0] != "Z" && fields[0] != "X").then_some(fields)
}

/// How long a process has computed, in ticks of the system.
fn computed(id: u32) -> u64 {
    fields(id).map_or(0, |fields| fields[11].parse().unwrap())
}

/// Whether this process and all that it starts ignore a signal, as what runs in the background of a
/// shell does with interrupts, and under `nohup` with hangups.
fn is_ignored(signal: u32) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let mask = status
        .lines()
        .find_map(|line| line.strip_prefix("SigIgn:"))
        .unwrap();
    u64::from_str_radix(mask.trim(), 16).unwrap() >> (signal - 1) & 1 == 1
}

fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let start = Instant::now();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "{what}");
        thread::sleep(Duration::from_millis(10));
    }
}

fn temporary_files(folder: &Path) -> usize {
    let output = folder.join("output");
    let folders = [output.clone(), output.join("ada"), output.join("eve")];
    let entries = folders.iter().flat_map(fs::read_dir).flatten().flatten();
    entries
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(".folio"))
        .count()
}

/// A run whose workers are at a template without end, and these workers.
fn endless_run(folder: &Path) -> (Child, Vec<u32>) {
    for name in ["ada", "eve"] {
        let project = folder.join("people").join(name);
        fs::create_dir_all(project.join("templates")).unwrap();
        fs::write(project.join("cv.yaml"), "person: {name: Ada}\n").unwrap();
        fs::write(project.join("templates/academic.typ"), ENDLESS).unwrap();
    }
    let run = Command::new(env!("CARGO_BIN_EXE_folio"))
        .args(["batch", "people", "--jobs", "2", "--document", "cv"])
        .current_dir(folder)
        .env_clear()
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut workers = Vec::new();
    until("there are no workers at work", || {
        workers = children(run.id());
        workers.len() == 2 && workers.iter().all(|worker| computed(*worker) >= 20)
    });
    (run, workers)
}

#[test]
fn workers_end_when_the_run_alone_is_ended() {
    for (signal, number) in [("KILL", 9), ("TERM", 15), ("INT", 2), ("HUP", 1)] {
        if is_ignored(number) {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let (mut run, workers) = endless_run(folder.path());
        let id = run.id().to_string();
        assert!(
            Command::new("kill")
                .args([&format!("-{signal}"), &id])
                .status()
                .unwrap()
                .success()
        );
        run.wait().unwrap();
        until(
            &format!("a worker outlives a run ended by SIG{signal}"),
            || workers.iter().all(|worker| fields(*worker).is_none()),
        );
        assert_eq!(temporary_files(folder.path()), 0);
    }
}

#[test]
fn workers_leave_an_interrupt_of_the_terminal_to_the_run() {
    if is_ignored(2) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (mut run, workers) = endless_run(folder.path());
    // A terminal sends it to the run and to its workers.
    let mut ids: Vec<String> = workers.iter().map(u32::to_string).collect();
    ids.push(run.id().to_string());
    assert!(
        Command::new("kill")
            .arg("-INT")
            .args(&ids)
            .status()
            .unwrap()
            .success()
    );
    run.wait().unwrap();
    until("a worker outlives its run", || {
        workers.iter().all(|worker| fields(*worker).is_none())
    });
    assert_eq!(temporary_files(folder.path()), 0);
}
