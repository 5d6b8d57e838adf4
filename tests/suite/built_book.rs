//! The book as mdBook builds it: every link within it leads to a file and to an anchor that are there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use percent_encoding::percent_decode_str;

/// The values of an attribute in a page.
fn values<'a>(page: &'a str, attribute: &str) -> Vec<&'a str> {
    let start = format!(" {attribute}=\"");
    let after = page.split(start.as_str()).skip(1);
    after
        .filter_map(|rest| rest.split_once('"'))
        .map(|(value, _)| value)
        .collect()
}

/// Where a link of a page leads: a file within the book, and an anchor in it. None for one that leads out.
fn target(page: &Path, link: &str) -> Option<(PathBuf, String)> {
    let is_outside =
        link.contains("://") || link.starts_with("mailto:") || link.starts_with("data:");
    if is_outside {
        return None;
    }
    let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
    let decoded = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let file = match path {
        "" => page.to_owned(),
        path => page.with_file_name(decoded(path)),
    };
    Some((file, decoded(anchor)))
}

#[test]
#[ignore = "runs mdbook"]
fn every_link_in_the_built_book_leads_somewhere() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book");
    let run = Command::new("mdbook")
        .args(["build", "docs", "--dest-dir"])
        .arg(&book)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&run.stderr).into_owned();
    assert!(run.status.success(), "{said}");
    assert!(!said.contains("WARN") && !said.contains("ERROR"), "{said}");

    let pages: BTreeMap<PathBuf, String> = walkdir::WalkDir::new(&book)
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|end| end == "html"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path, text)
        })
        .collect();
    assert!(pages.len() > 20, "{}", pages.len());
    let anchors: BTreeMap<&Path, BTreeSet<&str>> = pages
        .iter()
        .map(|(path, text)| (path.as_path(), values(text, "id").into_iter().collect()))
        .collect();
    let (mut checked, mut broken) = (0, Vec::new());
    for (path, text) in &pages {
        // All pages on one, whose links are those of the others, and the one for addresses that are wrong.
        if path.ends_with("print.html") || path.ends_with("404.html") {
            continue;
        }
        for link in [values(text, "href"), values(text, "src")].concat() {
            let Some((file, anchor)) = target(path, link) else {
                continue;
            };
            checked += 1;
            let has_anchor = || {
                let known = anchors.get(file.as_path());
                anchor.is_empty() || known.is_some_and(|known| known.contains(anchor.as_str()))
            };
            if !file.is_file() || !has_anchor() {
                broken.push(format!("{}: {link}", path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    assert!(checked > 800, "{checked}");
    let pictures = values(&pages[&book.join("write.html")], "src");
    assert!(
        pictures.contains(&"images/write/person.png"),
        "{pictures:?}"
    );
}
