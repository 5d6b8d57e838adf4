//! What is on disk after a run that could not write, or was killed while it did.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use super::cli::{outputs, project, run};

const SOURCE: &str = "\
person: {name: Ada Lovelace}
summary: Computing researcher of the first state.
";

/// Every file of a folder, by name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let named = |entry: fs::DirEntry| {
        let content = fs::read(entry.path()).unwrap_or_default();
        (entry.file_name().into_string().unwrap(), content)
    };
    entries.map(named).collect()
}

#[test]
fn one_file_that_cannot_be_written_keeps_all() {
    let folder = project(SOURCE);
    assert_eq!(run(folder.path(), &["build", "--format", "pdf,txt"]).0, 0);
    let path = |name: &str| folder.path().join("output").join(name);
    fs::remove_file(path("resume.pdf")).unwrap();
    fs::create_dir(path("resume.pdf")).unwrap();
    let before = files(&path(""));
    fs::write(
        folder.path().join("cv.yaml"),
        SOURCE.replace("first", "second"),
    )
    .unwrap();
    for words in [
        &["build", "--format", "pdf,txt"][..],
        &["publications", "resume", "cv"],
        &["batch", "cv.yaml", "--format", "pdf,txt"],
    ] {
        if words[0] == "batch" {
            let name = folder.path().file_name().unwrap();
            fs::rename(path(""), folder.path().join("aside")).unwrap();
            fs::create_dir(path("")).unwrap();
            fs::rename(folder.path().join("aside"), path("cv")).unwrap();
            assert!(name.to_string_lossy().len() > 1);
        }
        let (code, _, stderr) = run(folder.path(), words);
        assert_eq!(code, 3, "{words:?}: {stderr}");
        assert_eq!(
            stderr.matches("a folder stands in its place").count(),
            1,
            "{stderr}"
        );
        let place = if words[0] == "batch" {
            path("cv")
        } else {
            path("")
        };
        assert!(
            before == files(&place),
            "{words:?}: {:?}",
            files(&place).keys()
        );
    }
}

#[test]
fn the_next_run_removes_what_a_killed_one_left() {
    let folder = project(SOURCE);
    fs::create_dir(folder.path().join("output")).unwrap();
    for name in [".folio-a1B2c3", ".folio-old-a1B2c3", ".folio-of-mine"] {
        fs::write(folder.path().join("output").join(name), "x").unwrap();
    }
    assert_eq!(run(folder.path(), &["cv"]).0, 0);
    assert_eq!(outputs(folder.path()), [".folio-of-mine", "cv.pdf"]);
}

#[cfg(unix)]
#[test]
#[ignore = "kills some hundred runs, which takes a minute"]
fn a_run_killed_at_any_moment_leaves_whole_files_and_the_next_one_all_of_them() {
    let folder = project(SOURCE);
    let output = folder.path().join("output");
    let words = ["build", "--format", "pdf,txt,tex,bib,ris"];
    let mut states = Vec::new();
    let sources = [SOURCE.to_owned(), SOURCE.replace("first", "second")];
    for source in &sources {
        fs::write(folder.path().join("cv.yaml"), source).unwrap();
        let start = Instant::now();
        assert_eq!(run(folder.path(), &words).0, 0);
        states.push((files(&output), start.elapsed()));
    }
    let (mut killed, mut mixed, mut left) = (0, 0, 0);
    let mut seed = 12_345_u64;
    for round in 0..100_usize {
        let new = round % 2;
        fs::write(folder.path().join("cv.yaml"), &sources[new]).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_folio"))
            .args(words)
            .current_dir(folder.path())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Most of the time goes by before anything is written; a temporary file tells that it begins.
        let start = Instant::now();
        let begun = |name: &String| name.starts_with(".folio-");
        let long = states[new].1 * 10;
        while !files_named(&output).iter().any(begun) && start.elapsed() < long {
            if child.try_wait().unwrap().is_some() {
                break;
            }
        }
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        // Disks differ in how long they take to have the files.
        let longest = [500, 4_000, 40_000][round % 3];
        thread::sleep(Duration::from_micros((seed >> 33) % longest));
        let _ = child.kill();
        let status = child.wait().unwrap();
        killed += usize::from(!status.success());
        let found = files(&output);
        let (temporary, whole): (Vec<_>, Vec<_>) = found
            .iter()
            .partition(|(name, _)| name.starts_with(".folio-"));
        left += usize::from(!temporary.is_empty());
        for (name, content) in &whole {
            let is_whole = states
                .iter()
                .any(|(state, _)| state.get(*name) == Some(content));
            assert!(is_whole, "{name} is of no state");
        }
        assert_eq!(whole.len(), states[0].0.len(), "a file is missing");
        let of = |state: usize| {
            whole
                .iter()
                .all(|(name, content)| states[state].0.get(*name) == Some(content))
        };
        mixed += usize::from(!of(0) && !of(1));
        assert_eq!(run(folder.path(), &words).0, 0);
        assert!(files(&output) == states[new].0, "round {round}");
    }
    println!("{killed} runs killed, {left} left temporary files, {mixed} a mixed set");
    assert!(
        killed > 15 && left > 5,
        "{killed} killed, {left} left files"
    );
}

fn files_named(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect()
}

#[cfg(unix)]
#[test]
#[ignore = "starts 36 runs"]
fn many_runs_into_one_folder_at_once_leave_the_files_of_one() {
    let folder = project(SOURCE);
    let words = ["build", "--format", "pdf,txt,tex"];
    let sources: Vec<String> = (0..3)
        .map(|state| SOURCE.replace("first", &format!("{state}th")))
        .collect();
    let mut states = Vec::new();
    for (state, source) in sources.iter().enumerate() {
        fs::write(folder.path().join(format!("{state}.yaml")), source).unwrap();
        assert_eq!(
            run(
                folder.path(),
                &["-f", &format!("{state}.yaml"), words[0], words[1], words[2]]
            )
            .0,
            0
        );
        states.push(files(&folder.path().join("output")));
    }
    for _ in 0..12 {
        let children: Vec<_> = (0..3)
            .map(|state| {
                Command::new(env!("CARGO_BIN_EXE_folio"))
                    .args(["-f", &format!("{state}.yaml")])
                    .args(words)
                    .current_dir(folder.path())
                    .stderr(Stdio::null())
                    .spawn()
                    .unwrap()
            })
            .collect();
        for mut child in children {
            assert!(child.wait().unwrap().success());
        }
        let found = files(&folder.path().join("output"));
        assert!(states.contains(&found), "{:?}", found.keys());
    }
}
