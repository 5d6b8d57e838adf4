//! The program as a user meets it: what it writes, says and returns.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

use super::project::fixtures;

const SMALL: &str = "person: {name: Ada Lovelace}\nsummary: Computing researcher.\n";

/// A folder with a `cv.yaml`.
pub fn project(source: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("cv.yaml"), source).unwrap();
    folder
}

fn folio(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_folio"));
    command.current_dir(folder).env_clear().env("NO_COLOR", "1");
    command
}

/// Exit code, standard output and standard error.
pub fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let output = folio(folder).args(arguments).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        output.status.code().unwrap(),
        text(&output.stdout),
        text(&output.stderr),
    )
}

pub fn outputs(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder.join("output")) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_documents_name_writes_its_pdf_and_says_so() {
    let folder = project(SMALL);
    let (code, stdout, stderr) = run(folder.path(), &["cv"]);
    assert_eq!((code, stdout.as_str()), (0, ""), "{stderr}");
    assert!(stderr.starts_with("output/cv.pdf  1 page  "), "{stderr}");
    assert_eq!(outputs(folder.path()), ["cv.pdf"]);
    assert!(
        fs::read(folder.path().join("output/cv.pdf"))
            .unwrap()
            .starts_with(b"%PDF-1.7")
    );
}

#[test]
fn build_writes_every_document_in_every_format_asked_for() {
    let folder = project(&format!(
        "{SMALL}publications: [{{title: Notes, authors: Ada Lovelace, date: 1843}}]\n\
         documents: {{short: {{extends: resume, file: ada-short}}}}\n"
    ));
    let (code, _, stderr) = run(
        folder.path(),
        &["build", "--format", "pdf,txt,tex,svg,png", "--quiet"],
    );
    assert_eq!((code, stderr.as_str()), (0, ""));
    let names = outputs(folder.path());
    for stem in ["cv", "resume", "publications", "ada-short"] {
        for end in [".pdf", ".txt", ".tex", "-1.svg", "-1.png"] {
            assert!(
                names.contains(&format!("{stem}{end}")),
                "{stem}{end}: {names:?}"
            );
        }
    }
    assert_eq!(names.len(), 20);
    let png = fs::read(folder.path().join("output/cv-1.png")).unwrap();
    assert!(png.starts_with(b"\x89PNG"));
    let text = fs::read_to_string(folder.path().join("output/cv.txt")).unwrap();
    assert!(text.starts_with("Ada Lovelace\n"), "{text}");
}

#[test]
fn verify_names_stale_and_missing_files_and_writes_nothing() {
    let folder = project(SMALL);
    assert_eq!(run(folder.path(), &["build"]).0, 0);
    assert_eq!(run(folder.path(), &["build", "--verify"]).0, 0);
    fs::write(
        folder.path().join("cv.yaml"),
        SMALL.replace("researcher", "scholar"),
    )
    .unwrap();
    fs::remove_file(folder.path().join("output/resume.pdf")).unwrap();
    let before = fs::read(folder.path().join("output/cv.pdf")).unwrap();
    let (code, _, stderr) = run(folder.path(), &["build", "--verify"]);
    assert_eq!(code, 1);
    assert!(stderr.contains("`output/cv.pdf` is stale"), "{stderr}");
    assert!(
        stderr.contains("`output/resume.pdf` is missing"),
        "{stderr}"
    );
    assert!(before == fs::read(folder.path().join("output/cv.pdf")).unwrap());
    assert_eq!(outputs(folder.path()), ["cv.pdf"]);
}

#[test]
fn a_list_of_publications_of_a_file_that_has_none_is_made_where_it_is_asked_for() {
    let folder = project(SMALL);
    assert_eq!(run(folder.path(), &["build"]).0, 0);
    assert_eq!(outputs(folder.path()), ["cv.pdf", "resume.pdf"]);
    assert_eq!(run(folder.path(), &["publications"]).0, 0);
    let all = ["cv.pdf", "publications.pdf", "resume.pdf"];
    assert_eq!(outputs(folder.path()), all);
    // One that the file writes is made as any other.
    let written = format!("{SMALL}documents: {{publications: {{theme: plain}}}}\n");
    let folder = project(&written);
    assert_eq!(run(folder.path(), &["build"]).0, 0);
    assert_eq!(outputs(folder.path()), all);
}

#[test]
fn stdout_takes_one_document_in_one_format() {
    let folder = project(SMALL);
    let (code, stdout, _) = run(folder.path(), &["cv", "--format", "txt", "--stdout"]);
    assert_eq!(code, 0);
    assert!(stdout.starts_with("Ada Lovelace\n"));
    assert_eq!(run(folder.path(), &["build", "--stdout"]).0, 2);
    assert_eq!(outputs(folder.path()), [] as [&str; 0]);
}

#[test]
fn an_unknown_document_is_answered_with_the_known_and_the_closest() {
    let folder = project(SMALL);
    let (code, _, stderr) = run(folder.path(), &["resum"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("did you mean `resume`?"), "{stderr}");
    assert!(stderr.contains("cv, resume, publications"), "{stderr}");
    let (code, _, stderr) = run(folder.path(), &["biuld"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("did you mean `build`?"), "{stderr}");
}

#[test]
fn bad_files_give_one_clear_error_and_the_right_exit_code() {
    let folder = project(SMALL);
    let write = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    write("empty.yaml", b"");
    write("broken.yaml", b"person: {name: X\n");
    write("latin1.yaml", b"person: {name: M\xfcller}\n");
    fs::create_dir(folder.path().join("folder.yaml")).unwrap();
    for (file, code, words) in [
        ("missing.yaml", 3, "missing.yaml"),
        ("folder.yaml", 3, "folder"),
        ("empty.yaml", 1, "empty"),
        ("broken.yaml", 1, "broken.yaml:"),
        ("latin1.yaml", 1, "UTF-8"),
    ] {
        let (found, stdout, stderr) = run(folder.path(), &["-f", file, "cv"]);
        assert_eq!(found, code, "{file}: {stderr}");
        assert_eq!(stdout, "");
        assert!(stderr.contains(words), "{file}: {stderr}");
        assert!(!stderr.contains("panicked"), "{file}: {stderr}");
    }
    assert_eq!(outputs(folder.path()), [] as [&str; 0]);
}

#[test]
fn an_output_folder_that_cannot_be_made_is_one_error() {
    let folder = project(SMALL);
    fs::write(folder.path().join("output"), "a file in the way").unwrap();
    let (code, _, stderr) = run(folder.path(), &["cv"]);
    assert_eq!(code, 3);
    assert!(stderr.contains("output"), "{stderr}");
    assert_eq!(
        fs::read_to_string(folder.path().join("output")).unwrap(),
        "a file in the way"
    );
}

#[test]
fn a_failed_build_leaves_the_old_file() {
    let folder = project(SMALL);
    assert_eq!(run(folder.path(), &["cv"]).0, 0);
    let before = fs::read(folder.path().join("output/cv.pdf")).unwrap();
    fs::write(
        folder.path().join("cv.yaml"),
        "person: {name: X, emial: y}\n",
    )
    .unwrap();
    let (code, _, stderr) = run(folder.path(), &["cv"]);
    assert_eq!(code, 1);
    assert!(
        stderr.contains("emial") && stderr.contains("email"),
        "{stderr}"
    );
    assert!(stderr.contains("cv.yaml:1:"), "{stderr}");
    assert!(before == fs::read(folder.path().join("output/cv.pdf")).unwrap());
    assert_eq!(outputs(folder.path()), ["cv.pdf"]);
}

#[test]
fn a_character_without_a_glyph_is_reported_at_its_place() {
    let folder = project("person: {name: Ada}\nsummary: see 張 there\n");
    let (code, _, stderr) = run(folder.path(), &["build"]);
    assert_eq!(code, 1);
    assert!(stderr.contains("cv.yaml:2:14"), "{stderr}");
    assert_eq!(stderr.matches("error[").count(), 1, "{stderr}");
    assert_eq!(outputs(folder.path()), [] as [&str; 0]);
}

#[test]
fn pages_that_are_no_more_are_removed() {
    let folder = project(SMALL);
    assert_eq!(run(folder.path(), &["cv", "--format", "png"]).0, 0);
    fs::write(folder.path().join("output/cv-2.png"), "an old page").unwrap();
    assert_eq!(
        run(folder.path(), &["cv", "--format", "png", "--verify"]).0,
        1
    );
    assert_eq!(run(folder.path(), &["cv", "--format", "png"]).0, 0);
    assert_eq!(outputs(folder.path()), ["cv-1.png"]);
}

#[test]
fn dump_prints_what_templates_read() {
    let folder = project(SMALL);
    let (code, stdout, _) = run(folder.path(), &["dump", "cv"]);
    assert_eq!(code, 0);
    let json: serde_json::Value = serde_json::from_str(&stdout).unwrap();
    assert_eq!(json["version"], "folio-document/2");
    assert_eq!(json["header"]["name"], "Ada Lovelace");
    assert_eq!(run(folder.path(), &["dump", "cv", "--into", "work"]).0, 0);
    for file in [
        "document.json",
        "theme.json",
        "academic.typ",
        "lib/prelude.typ",
    ] {
        assert!(folder.path().join("work").join(file).is_file(), "{file}");
    }
}

#[test]
fn a_template_of_the_project_overrides_the_embedded_one() {
    let folder = project(SMALL);
    fs::create_dir(folder.path().join("templates")).unwrap();
    let template = "#set document(title: \"T\")\n#let d = json(\"/document.json\")\n= Own page of #d.header.name\n";
    fs::write(folder.path().join("templates/academic.typ"), template).unwrap();
    let (code, _, stderr) = run(folder.path(), &["cv"]);
    assert_eq!(code, 0, "{stderr}");
    fs::write(
        folder.path().join("templates/academic.typ"),
        "#let x = \n#nothing",
    )
    .unwrap();
    let (code, _, stderr) = run(folder.path(), &["cv"]);
    assert_eq!(code, 1);
    assert!(stderr.contains("academic.typ:"), "{stderr}");
}

#[test]
fn help_completions_and_man_page_come_from_one_definition() {
    let folder = project(SMALL);
    let (code, help, _) = run(folder.path(), &["--help"]);
    assert_eq!(code, 0);
    assert!(
        help.contains("Exit codes:") && help.contains("--output-dir"),
        "{help}"
    );
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let (code, script, _) = run(folder.path(), &["completions", shell]);
        assert_eq!(code, 0);
        assert!(script.contains("output-dir"), "{shell}");
    }
    let (code, page, _) = run(folder.path(), &["man"]);
    assert_eq!(code, 0);
    assert!(page.contains(".TH folio"), "{page}");
}

#[test]
fn every_fixture_builds_without_a_word_of_warning() {
    for name in super::project::fixture_names() {
        let folder = tempfile::tempdir().unwrap();
        let source = fixtures().join(format!("{name}.yaml"));
        let output = folio(folder.path())
            .arg("-q")
            .arg("-f")
            .arg(source)
            .arg("build")
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(
            (output.status.code(), stderr.as_str()),
            (Some(0), ""),
            "{name}"
        );
    }
}

#[cfg(unix)]
#[test]
fn source_date_epoch_is_a_time_or_unset_or_an_error() {
    use std::os::unix::ffi::OsStrExt;
    let folder = project(SMALL);
    let run = |value: Option<&[u8]>, words: &[&str]| {
        let mut command = folio(folder.path());
        if let Some(value) = value {
            command.env("SOURCE_DATE_EPOCH", std::ffi::OsStr::from_bytes(value));
        }
        let output = command.args(words).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
        (output.status.code().unwrap(), output.stdout, stderr)
    };
    let pdf = ["cv", "--stdout"];
    let (code, unset, stderr) = run(None, &pdf);
    assert_eq!(code, 0, "{stderr}");
    for (value, differs) in [
        (&b""[..], false),
        (b"0", false),
        (b"1763769600", true),
        (b" 1763769600\n", true),
        (b"-86400", true),
        (b"253402300799", true),
    ] {
        let (code, bytes, stderr) = run(Some(value), &pdf);
        assert_eq!(code, 0, "{value:?}: {stderr}");
        assert_eq!(bytes != unset, differs, "{value:?}");
    }
    for value in [
        &b" "[..],
        b"abc",
        b"1.5",
        b"1e9",
        b"0x10",
        b"253402300800",
        b"-62135596801",
        b"9223372036854775807",
        b"99999999999999999999",
        b"17637696\xff",
        b"\x1b[31m",
    ] {
        for words in [
            &["build"][..],
            &["check"],
            &["batch", "cv.yaml"],
            &["dump", "cv"],
        ] {
            let (code, _, stderr) = run(Some(value), words);
            assert_eq!(code, 2, "{value:?} {words:?}: {stderr}");
            assert!(stderr.contains("SOURCE_DATE_EPOCH"), "{stderr}");
            assert!(!stderr.contains('\u{1b}'), "{stderr:?}");
        }
    }
    assert_eq!(outputs(folder.path()), [] as [&str; 0]);
}
