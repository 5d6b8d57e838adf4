//! Standard output and error that are closed, full, or read by nobody: no run stops half-way.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use super::cli::project;

const SOURCE: &str = "\
person: {name: Ada Lovelace, email: ada@example.org}
summary: Computing researcher.
documents: {cv: {formats: [pdf, txt]}, short: {extends: resume}}
";

/// A file with an error.
const BROKEN: &str = "person: {name: Ada, emial: x}\n";

/// What each is given, and whether what it says goes to the standard output.
const COMMANDS: [(&[&str], bool); 25] = [
    (&["build"], false),
    (&["build", "--verify"], false),
    (&["build", "--message-format", "short"], false),
    (&["build", "--message-format", "json"], true),
    (&["build", "--message-format", "github"], true),
    (&["build", "--message-format", "sarif"], true),
    (&["-f", "broken.yaml", "build"], false),
    (
        &["-f", "broken.yaml", "build", "--message-format", "json"],
        true,
    ),
    (&["-f", "missing.yaml", "build"], false),
    (&["cv", "resume", "--format", "txt"], false),
    (&["cv", "--format", "txt", "--stdout"], true),
    (&["batch", "people"], false),
    (&["batch", "people", "--message-format", "json"], true),
    (&["batch", "people", "--message-format", "sarif"], true),
    (&["check"], false),
    (&["check", "--message-format", "json"], true),
    (&["fit", "resume"], true),
    (&["dump", "cv"], true),
    (&["dump", "cv", "--into", "dumped"], false),
    (&["explain"], true),
    (&["schema"], true),
    (&["new", "other.yaml"], false),
    (&["completions", "bash"], true),
    (&["man"], true),
    (&["--help"], true),
];

/// The files below a folder, by their paths within it.
fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut left = vec![folder.to_owned()];
    while let Some(next) = left.pop() {
        for entry in fs::read_dir(next).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// A folder with all that the commands read.
fn desk() -> tempfile::TempDir {
    let folder = project(SOURCE);
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("broken.yaml", BROKEN);
    fs::create_dir(folder.path().join("people")).unwrap();
    write("people/a.yaml", SOURCE);
    write("people/b.yaml", BROKEN);
    write("people/c.yaml", SOURCE);
    folder
}

/// Exit code and files of a run whose streams are redirected by these words of a shell, and what is
/// left of its standard error.
fn run(words: &[&str], redirection: &str) -> (i32, BTreeMap<String, Vec<u8>>, String) {
    let folder = desk();
    let output = Command::new("/bin/sh")
        .arg("-c")
        .arg(format!("exec \"$0\" \"$@\" {redirection}"))
        .arg(env!("CARGO_BIN_EXE_folio"))
        .args(words)
        .current_dir(folder.path())
        .env_clear()
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = output
        .status
        .code()
        .unwrap_or_else(|| panic!("{words:?} {redirection}: {stderr}"));
    (code, tree(folder.path()), stderr)
}

/// As [`run`], with one of the streams being a pipe that nobody reads any more.
fn run_unread(words: &[&str], stdout: bool) -> (i32, BTreeMap<String, Vec<u8>>, String) {
    let folder = desk();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = Command::new(env!("CARGO_BIN_EXE_folio"));
    command
        .args(words)
        .current_dir(folder.path())
        .env_clear()
        .stdin(Stdio::null());
    match stdout {
        true => command.stdout(writer).stderr(Stdio::piped()),
        false => command.stdout(Stdio::piped()).stderr(writer),
    };
    let output = command.spawn().unwrap().wait_with_output().unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let code = output
        .status
        .code()
        .unwrap_or_else(|| panic!("{words:?}: {stderr}"));
    (code, tree(folder.path()), stderr)
}

#[cfg(target_os = "linux")]
#[test]
fn streams_that_take_nothing_change_no_file_and_no_exit_code() {
    for (words, says) in COMMANDS {
        let (code, files, stderr) = run(words, "");
        let is_good =
            |word: &&str| !["broken.yaml", "missing.yaml", "people", "--verify"].contains(word);
        assert_eq!(code == 0, words.iter().all(is_good), "{words:?}: {stderr}");
        let differs =
            |found: (i32, BTreeMap<String, Vec<u8>>, String), expected: i32, how: &str| {
                let (found, after, stderr) = found;
                assert_eq!(found, expected, "{words:?} {how}: {stderr}");
                assert!(!stderr.contains("panicked"), "{words:?} {how}: {stderr}");
                assert_eq!(
                    after.keys().collect::<Vec<_>>(),
                    files.keys().collect::<Vec<_>>(),
                    "{words:?} {how}"
                );
                assert!(after == files, "{words:?} {how}");
            };
        differs(run(words, "2>/dev/full"), code, "2>/dev/full");
        differs(run_unread(words, false), code, "2>| nobody");
        // What was asked for and cannot be written is a failure; what nobody reads is not.
        let full = run(words, ">/dev/full");
        let is_told = full.2.contains("the standard output cannot be written");
        // A log of no problems is a log; a list of none is empty.
        let says = says && (code != 0 || is_told || !words.contains(&"--message-format"));
        assert_eq!(is_told, says, "{words:?}: {}", full.2);
        differs(full, if code == 0 && says { 3 } else { code }, ">/dev/full");
        differs(run_unread(words, true), code, ">| nobody");
    }
}

#[cfg(unix)]
#[test]
fn closed_streams_are_as_good_as_no_streams() {
    for (words, _) in [COMMANDS[0], COMMANDS[3], COMMANDS[11], COMMANDS[17]] {
        let (code, files, _) = run(words, "");
        for redirection in ["2>&-", ">&-", ">&- 2>&-", "<&- >&- 2>&-"] {
            let (found, after, stderr) = run(words, redirection);
            assert_eq!(found, code, "{words:?} {redirection}: {stderr}");
            assert!(after == files, "{words:?} {redirection}");
        }
    }
}
