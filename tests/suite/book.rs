//! The book in `docs/`: its pages are listed and linked, and every `cv.yaml` in it is one that Folio takes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Component, Path, PathBuf};

use folio::compose::{self, Options};
use folio::render::text;
use folio::source::{Environment, load_str};
use folio::theme;
use tempfile::TempDir;

use super::cli::run;
use super::project::fixtures;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The pages of the book, by their names in `docs/`.
fn pages() -> BTreeMap<String, String> {
    let mut pages = BTreeMap::new();
    for entry in fs::read_dir(root().join("docs")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "md") {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            pages.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
    assert!(pages.len() > 15, "{:?}", pages.keys());
    pages
}

/// A part of a page between two fences, with the line of its first one.
struct Block<'a> {
    line: usize,
    language: &'a str,
    text: String,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks: Vec<Block<'_>> = Vec::new();
    let mut is_inside = false;
    for (number, line) in (1..).zip(page.lines()) {
        match line.strip_prefix("```") {
            Some("") if is_inside => is_inside = false,
            Some(language) => {
                is_inside = true;
                let text = String::new();
                blocks.push(Block {
                    line: number,
                    language,
                    text,
                });
            }
            None if is_inside => {
                let block = blocks.last_mut().unwrap();
                block.text.push_str(line);
                block.text.push('\n');
            }
            None => {}
        }
    }
    blocks
}

/// The prose of a page: without what stands in fences, in code or in comments.
fn prose(page: &str) -> String {
    let mut out = String::new();
    let mut is_inside = false;
    for line in page.lines() {
        if line.starts_with("```") {
            is_inside = !is_inside;
        } else if !is_inside && !line.starts_with("    ") {
            // Every other piece between backticks is code.
            let pieces: Vec<&str> = line.split('`').collect();
            for (place, piece) in pieces.iter().enumerate() {
                out.push_str(if place % 2 == 0 { piece } else { "x" });
            }
            out.push('\n');
        }
    }
    out
}

/// What headings are called in addresses, as GitHub and mdBook make it.
fn anchors(page: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut is_inside = false;
    for line in page.lines() {
        if line.starts_with("```") {
            is_inside = !is_inside;
        }
        let title = line.trim_start_matches('#');
        if is_inside || title.len() == line.len() || !title.starts_with(' ') {
            continue;
        }
        let kept = title
            .trim()
            .chars()
            .filter(|c| c.is_alphanumeric() || "-_ ".contains(*c));
        let name = kept.collect::<String>().to_lowercase().replace(' ', "-");
        // Of several headings of one name the second is called so.
        let mut unique = name.clone();
        for count in 1.. {
            if found.insert(unique) {
                break;
            }
            unique = format!("{name}-{count}");
        }
    }
    found
}

/// The targets of the links of a page.
fn targets(page: &str) -> Vec<String> {
    let prose = prose(page).replace('\n', " ");
    let after = prose.split("](").skip(1);
    after
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target.to_owned())
        .collect()
}

/// A path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => {
                out.pop();
            }
            Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}

#[test]
fn every_link_leads_somewhere() {
    let mut files: Vec<PathBuf> = pages()
        .keys()
        .map(|name| root().join("docs").join(name))
        .collect();
    for name in [
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "SECURITY.md",
        "fonts/README.md",
    ] {
        files.push(root().join(name));
    }
    let mut checked = 0;
    for file in files {
        let page = fs::read_to_string(&file).unwrap();
        for target in targets(&page) {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let (path, anchor) = target.split_once('#').unwrap_or((&target, ""));
            let linked = match path {
                "" => file.clone(),
                path => plain(&file.parent().unwrap().join(path)),
            };
            let place = file.display();
            assert!(linked.exists(), "{place}: {target}");
            let of_book = root().join("docs");
            assert!(
                !file.starts_with(&of_book) || linked.starts_with(&of_book),
                "{place}: {target} is outside of the book"
            );
            if !anchor.is_empty() {
                let anchors = anchors(&fs::read_to_string(&linked).unwrap());
                assert!(anchors.contains(anchor), "{place}: {target}");
            }
            checked += 1;
        }
    }
    assert!(checked > 60, "{checked}");
}

#[test]
fn every_page_is_in_the_book() {
    let pages = pages();
    let summary = targets(&pages["SUMMARY.md"]);
    let listed: BTreeSet<&str> = summary.iter().map(String::as_str).collect();
    assert_eq!(listed.len(), summary.len(), "a page is listed twice");
    for name in pages.keys().filter(|name| *name != "SUMMARY.md") {
        assert!(
            listed.contains(name.as_str()),
            "docs/SUMMARY.md lacks {name}"
        );
    }
}

/// The pages whose examples are checked elsewhere: those of problems are wrong on purpose.
const CHECKED_ELSEWHERE: [&str; 1] = ["errors.md"];

/// A folder with a block as its `cv.yaml`, and with what it names.
fn written(block: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let first = block.lines().next().unwrap_or_default();
    let source = match first
        .strip_prefix("# templates/themes/")
        .and_then(|rest| rest.strip_suffix(".yaml"))
    {
        Some(theme) => {
            write(&format!("templates/themes/{theme}.yaml"), block);
            format!("settings: {{theme: {theme}}}\n")
        }
        None => block.to_owned(),
    };
    let has_person = source.lines().any(|line| line.starts_with("person:"));
    let person = if has_person {
        ""
    } else {
        "person: {name: Ada Lovelace}\n"
    };
    write("cv.yaml", &format!("{person}{source}"));
    let words = source.split(|c: char| c.is_whitespace() || "[]{},\"'".contains(c));
    for name in words.filter(|word| word.ends_with(".bib")) {
        write(
            name,
            "@misc{k, title = {A title}, author = {Lovelace, Ada}, year = 2020}\n",
        );
    }
    fs::copy(
        fixtures().join("portrait.jpg"),
        folder.path().join("portrait.jpg"),
    )
    .unwrap();
    folder
}

/// Fields of an entry, or several ways to write one: no file of its own.
const FIELDS: &str = "yaml fields";

/// Each field of a block, with the lines that belong to it.
fn fields(block: &str) -> Vec<String> {
    let mut fields: Vec<String> = Vec::new();
    for line in block.lines().filter(|line| !line.is_empty()) {
        match fields.last_mut() {
            Some(field) if line.starts_with(' ') => field.push_str(&format!("{line}\n")),
            _ => fields.push(format!("{line}\n")),
        }
    }
    fields
}

/// Whether Folio takes a field in an entry of some section.
fn fits_somewhere(field: &str) -> bool {
    let indented = |by: usize| -> String {
        let lines = field.lines();
        lines
            .map(|line| format!("{}{line}\n", " ".repeat(by)))
            .collect()
    };
    let marks = "marks: {equal: {symbol: '*', label: E}, corresponding: {symbol: '#', label: C}}\n";
    [
        format!("person:\n  name: Ada\n{}", indented(2)),
        format!(
            "person: {{name: Ada}}\nexperience:\n  - organization: O\n    title: T\n{}",
            indented(4)
        ),
        format!(
            "person: {{name: Ada}}\nawards:\n  - title: T\n{}",
            indented(4)
        ),
        format!(
            "person: {{name: Ada Lovelace}}\n{marks}publications:\n  - title: T\n    venue: V\n{}",
            indented(4)
        ),
    ]
    .iter()
    .any(|source| !load_str("cv.yaml", source, &fixtures(), &Environment::default()).has_errors())
}

#[test]
fn every_cv_in_the_book_is_one_that_folio_takes() {
    let mut pages = pages();
    for name in CHECKED_ELSEWHERE {
        assert!(pages.remove(name).is_some(), "{name}");
    }
    pages.insert(
        "README.md".to_owned(),
        fs::read_to_string(root().join("README.md")).unwrap(),
    );
    let (mut checked, mut wrong) = (0, String::new());
    for (name, page) in &pages {
        for block in blocks(page) {
            match block.language {
                "yaml" => {
                    let folder = written(&block.text);
                    let (code, _, stderr) = run(folder.path(), &["check"]);
                    if code != 0 {
                        wrong.push_str(&format!("{name}:{}\n{stderr}\n", block.line));
                    }
                    checked += 1;
                }
                FIELDS => {
                    for field in fields(&block.text) {
                        assert!(fits_somewhere(&field), "{name}:{}: {field}", block.line);
                        checked += 1;
                    }
                }
                "yml" => {
                    let read: Result<serde_json::Value, _> = serde_yaml::from_str(&block.text);
                    assert!(read.is_ok(), "{name}:{}: {read:?}", block.line);
                }
                _ => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(checked > 30, "{checked}");
}

/// What an academic CV says of a source, without the name that all of them begin with.
fn printed(source: &str) -> String {
    let has_person = source.starts_with("person:");
    let person = if has_person {
        ""
    } else {
        "person: {name: Ada Lovelace}\n"
    };
    let loaded = load_str(
        "cv.yaml",
        &format!("{person}{source}"),
        &fixtures(),
        &Environment::default(),
    );
    assert!(!loaded.has_errors(), "{source}: {:#?}", loaded.diagnostics);
    let composed = compose::compose(&loaded.cv.unwrap(), "cv", &Options::default()).unwrap();
    let text = text::text(&composed.document, &theme::load("scholar", None).unwrap());
    match has_person {
        true => text,
        false => text
            .trim_start_matches("Ada Lovelace\n")
            .trim_start()
            .to_owned(),
    }
}

#[test]
fn what_the_examples_print_stands_beside_them() {
    let path = root().join("docs/write.md");
    let page = fs::read_to_string(&path).unwrap();
    let mut current = String::new();
    let mut prints = None;
    let mut is_skipped = false;
    let sources = blocks(&page)
        .into_iter()
        .filter(|block| block.language == "yaml");
    let mut sources = sources.map(|block| block.text);
    let mut shown = 0;
    for line in page.lines() {
        match line {
            "```yaml" => prints = sources.next().map(|source| printed(&source)),
            "```text" => {
                current.push_str(&format!("```text\n{}```\n", prints.take().unwrap()));
                is_skipped = true;
                shown += 1;
                continue;
            }
            "```" if is_skipped => {
                is_skipped = false;
                continue;
            }
            _ => {}
        }
        if !is_skipped {
            current.push_str(line);
            current.push('\n');
        }
    }
    assert!(shown >= 10 && prints.is_none(), "{shown}");
    if std::env::var_os("FOLIO_UPDATE").is_some() {
        fs::write(&path, &current).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap() == current,
        "docs/write.md is not current; write it again with `FOLIO_UPDATE=1 cargo test what_the_examples_print`"
    );
    // Every section has an example.
    for key in folio::model::Section::KEYS {
        let key = format!("{key}:");
        assert!(page.contains(&format!("\n{key}")), "{key}");
    }
}
