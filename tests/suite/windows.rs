//! Files as editors on Windows write them, and paths as people there do: what can be seen of it on any machine.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::cli::{project, run};
use super::project::fixtures;

/// A text with a byte order mark and two characters at the end of each line.
fn of_windows(text: &str) -> String {
    format!("\u{feff}{}", text.replace('\n', "\r\n"))
}

/// A project with everything that is read as text, each file changed so.
fn project_with(change: impl Fn(&str) -> String) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (code, _, stderr) = run(folder.path(), &["new", "--template", "mine"]);
    assert_eq!(code, 0, "{stderr}");
    let themes = folder.path().join("templates/themes");
    fs::create_dir_all(&themes).unwrap();
    let theme = "# For a test.\nextends: clear\naccent: \"#123456\"\n";
    fs::write(themes.join("own.yaml"), theme).unwrap();
    for name in ["full.yaml", "full.bib"] {
        fs::copy(fixtures().join(name), folder.path().join(name)).unwrap();
    }
    for name in ["portrait.jpg", "portrait.svg"] {
        fs::copy(fixtures().join(name), folder.path().join(name)).unwrap();
    }
    let documents = "\ndocuments:\n  own: {extends: cv, template: mine, theme: own}\n";
    let mut source = fs::read_to_string(folder.path().join("full.yaml")).unwrap();
    match source.contains("\ndocuments:\n") {
        true => source = source.replace("\ndocuments:\n", documents),
        false => source.push_str(documents),
    }
    fs::write(folder.path().join("full.yaml"), source).unwrap();
    for name in [
        "full.yaml",
        "full.bib",
        "templates/mine.typ",
        "templates/themes/own.yaml",
    ] {
        let path = folder.path().join(name);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains('\n'), "{name}");
        fs::write(&path, change(&text)).unwrap();
    }
    folder
}

/// What a build writes of it.
fn written(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let formats = "pdf,txt,tex,html,docx,bib,json-resume";
    let words = ["-f", "full.yaml", "build", "cv", "own", "--format", formats];
    let (code, _, stderr) = run(folder, &words);
    assert_eq!(code, 0, "{stderr}");
    let entries = fs::read_dir(folder.join("output")).unwrap();
    let files = entries.map(|entry| entry.unwrap().path());
    files
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read(&path).unwrap())
        })
        .collect()
}

#[test]
fn files_of_windows_give_the_same_documents() {
    let expected = written(project_with(str::to_owned).path());
    assert!(expected.len() >= 14, "{:?}", expected.keys());
    let found = written(project_with(of_windows).path());
    assert_eq!(
        expected.keys().collect::<Vec<_>>(),
        found.keys().collect::<Vec<_>>()
    );
    for (name, bytes) in &expected {
        assert!(*bytes == found[name], "{name} differs");
    }
}

#[test]
fn paths_of_windows_are_told_with_what_every_system_reads() {
    let bibliography = |path: &str| format!("person: {{name: Ada}}\nbibliography: [{path}]\n");
    let photo = |path: &str| format!("person:\n  name: Ada\n  photo: {{path: {path}, alt: A}}\n");
    let backslash = "has `\\` between folders, which only Windows reads";
    let outside = "is outside of the folder of the CV";
    for (path, words, instead) in [
        (r"sub\one", backslash, Some("sub/one")),
        (r".\sub\one", backslash, Some("./sub/one")),
        (r"..\one", backslash, Some("../one")),
        (r"C:\papers\one", outside, None),
        ("D:/papers/one", outside, None),
    ] {
        for (source, place, end) in [
            (bibliography(&format!("{path}.bib")), "cv.yaml:2:16", ".bib"),
            (photo(&format!("{path}.jpg")), "cv.yaml:3:17", ".jpg"),
        ] {
            let help = match instead {
                Some(instead) => format!("write `{instead}{end}`, which every system reads"),
                None => "Copy it into the folder of the CV".to_owned(),
            };
            let folder = project(&source);
            for command in ["check", "build"] {
                let (code, _, stderr) = run(folder.path(), &[command]);
                assert_eq!(code, 1, "{stderr}");
                for said in [words, place, &help] {
                    assert!(stderr.contains(said), "{path}: {said}: {stderr}");
                }
            }
        }
    }
    // And it is corrected.
    let folder = project(&bibliography(r"sub\one.bib"));
    fs::create_dir(folder.path().join("sub")).unwrap();
    fs::write(folder.path().join("sub/one.bib"), "@misc{a, title = {A}}\n").unwrap();
    let (_, _, stderr) = run(folder.path(), &["check", "--fix"]);
    let source = fs::read_to_string(folder.path().join("cv.yaml")).unwrap();
    assert_eq!(source, bibliography("sub/one.bib"), "{stderr}");
}

/// What is typed in an address bar there is no web address.
#[test]
fn drives_are_no_web_addresses() {
    for address in [
        r"C:\me.html",
        "c:/me.html",
        "file:///C:/me.html",
        r"\\server\me.html",
    ] {
        let folder = project(&format!("person:\n  name: Ada\n  website: '{address}'\n"));
        let (code, _, stderr) = run(folder.path(), &["check"]);
        assert_eq!(code, 1, "{stderr}");
        assert!(stderr.contains("cv.yaml:3:12"), "{stderr}");
        assert!(stderr.contains("error[bad-url]"), "{stderr}");
    }
}
