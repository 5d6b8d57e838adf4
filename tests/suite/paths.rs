//! What a CV names and what stands beside it is read from its folder, and from nowhere else.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::cli::run;

/// What must not be printed, in any form.
const SECRET: &str = "zx81-secret-words";

/// A project in a folder of its own, beside files that are not its business.
fn project(source: &str) -> TempDir {
    let parent = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = parent.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("home/cv.yaml", source);
    write("secret", &format!("{SECRET}\n"));
    write(
        "secret.bib",
        &format!("{SECRET} = @book{{a, title={{{SECRET}}}\n"),
    );
    write("secret.svg", &format!("<svg>{SECRET}</svg>"));
    write("secret.yaml", &format!("accent: {SECRET}\n"));
    write("themes/zx81-secret-words.yaml", "accent: \"#000000\"\n");
    write("secret.typ", &format!("#panic(\"{SECRET}\")\n"));
    write("secret.otf", SECRET);
    parent
}

/// Runs every command that reads the project, and checks what it says.
fn assert_outside(parent: &Path, place: Option<&str>) {
    let home = parent.join("home");
    for words in [
        &["build", "--format", "pdf,txt,tex"][..],
        &["check"],
        &["cv", "--message-format", "json"],
        &["batch", "cv.yaml"],
    ] {
        let (code, stdout, stderr) = run(&home, words);
        let said = format!("{stdout}{stderr}");
        assert_eq!(code, 1, "{words:?}: {said}");
        assert!(
            said.contains("outside of the folder of the CV"),
            "{words:?}: {said}"
        );
        assert!(!said.contains(SECRET), "{words:?}: {said}");
        if let Some(place) = place.filter(|_| !words.contains(&"json")) {
            assert!(said.contains(place), "{words:?}: {said}");
        }
        assert!(!home.join("output/cv.pdf").exists());
    }
}

#[test]
fn bibliographies_by_paths_that_lead_out_are_refused() {
    for name in [
        "../secret.bib",
        "../nothing.bib",
        "sub/../../secret.bib",
        "/etc/passwd",
        "/proc/self/environ",
        "../../../../../../etc/passwd",
    ] {
        let source = format!("person: {{name: Ada}}\nbibliography: [{name}]\n");
        assert_outside(project(&source).path(), Some("cv.yaml:2:16"));
    }
}

#[test]
fn photos_by_paths_that_lead_out_are_refused() {
    for name in ["../secret.svg", "sub/../../secret.svg", "../nothing.svg"] {
        let source = format!(
            "person:\n  name: Ada\n  photo: {{path: {name}, alt: A}}\ndocuments:\n  cv: {{}}\n"
        );
        assert_outside(project(&source).path(), Some("cv.yaml:3:17"));
    }
}

#[cfg(unix)]
#[test]
fn links_that_lead_out_are_refused_whatever_they_stand_for() {
    use std::os::unix::fs::symlink;
    let plain = "person: {name: Ada}\n";
    let photo = "person:\n  name: Ada\n  photo: {path: pic.svg, alt: A}\n";
    let deep_photo = "person:\n  name: Ada\n  photo: {path: pics/secret.svg, alt: A}\n";
    let reads =
        "#set document(title: \"T\")\n#let d = json(\"/document.json\")\n#read(\"/link\")\n";
    let includes = "#set document(title: \"T\")\n#include \"lib.typ\"\n";
    for (source, link, target, template, place) in [
        (
            "person: {name: Ada}\nbibliography: [link.bib]\n",
            "link.bib",
            "../secret.bib",
            None,
            Some("cv.yaml:2:16"),
        ),
        (
            photo,
            "pic.svg",
            "../secret.svg",
            None,
            Some("cv.yaml:3:17"),
        ),
        (deep_photo, "pics", "..", None, Some("cv.yaml:3:17")),
        (plain, "link", "../secret", Some(reads), None),
        (
            plain,
            "templates/lib.typ",
            "../../secret.typ",
            Some(includes),
            None,
        ),
        (
            plain,
            "templates/academic.typ",
            "../../secret.typ",
            None,
            None,
        ),
        (
            "person: {name: Ada}\nsettings: {theme: mine}\n",
            "templates/themes/mine.yaml",
            "../../../secret.yaml",
            None,
            None,
        ),
        (
            plain,
            "templates/themes/scholar.yaml",
            "../../../secret.yaml",
            None,
            None,
        ),
        (plain, "fonts/own.otf", "../../secret.otf", None, None),
        (plain, "fonts", "..", None, None),
    ] {
        let parent = project(source);
        let home = parent.path().join("home");
        let link = home.join(link);
        fs::create_dir_all(link.parent().unwrap()).unwrap();
        symlink(target, &link).unwrap();
        if let Some(template) = template {
            fs::create_dir_all(home.join("templates")).unwrap();
            fs::write(home.join("templates/academic.typ"), template).unwrap();
        }
        assert_outside(parent.path(), place);
    }
}

#[cfg(unix)]
#[test]
fn names_in_folders_that_lead_out_are_not_told() {
    use std::os::unix::fs::symlink;
    let parent = project("person: {name: Ada}\nsettings: {theme: nothing}\n");
    let home = parent.path().join("home");
    fs::create_dir(home.join("templates")).unwrap();
    symlink("../../themes", home.join("templates/themes")).unwrap();
    let (code, _, stderr) = run(&home, &["check"]);
    assert_eq!(code, 1, "{stderr}");
    assert!(!stderr.contains(SECRET), "{stderr}");
}

#[cfg(unix)]
#[test]
fn links_that_stay_inside_and_a_linked_source_are_fine() {
    use std::os::unix::fs::symlink;
    let parent = project("");
    let home = parent.path().join("home");
    // As a ConfigMap hangs its files: links into a folder that is a link.
    fs::create_dir(home.join("..2026")).unwrap();
    let source = "person: {name: Ada}\nbibliography: [papers.bib]\n";
    fs::write(home.join("..2026/cv.yaml"), source).unwrap();
    let paper = "@book{b, title={A Book}, author={Ada Lovelace}, year={1850}}\n";
    fs::write(home.join("..2026/papers.bib"), paper).unwrap();
    symlink("..2026", home.join("..data")).unwrap();
    fs::remove_file(home.join("cv.yaml")).unwrap();
    symlink("..data/cv.yaml", home.join("cv.yaml")).unwrap();
    symlink("..data/papers.bib", home.join("papers.bib")).unwrap();
    assert_eq!(run(&home, &["cv"]).0, 0);
    // A source that is a link has its project where it is named.
    let other = parent.path().join("other");
    fs::create_dir(&other).unwrap();
    symlink("../home/cv.yaml", other.join("cv.yaml")).unwrap();
    fs::write(other.join("papers.bib"), paper).unwrap();
    let (code, _, stderr) = run(&other, &["cv"]);
    assert_eq!(code, 0, "{stderr}");
    // And a project may be reached through a link.
    symlink("home", parent.path().join("link")).unwrap();
    let (code, _, stderr) = run(parent.path(), &["-f", "link/cv.yaml", "cv"]);
    assert_eq!(code, 0, "{stderr}");
}
