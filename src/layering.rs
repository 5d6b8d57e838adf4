//! The direction in which rooms may know each other, held against what the files import.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order of `docs/architecture.md`: each may know those before it.
const ROOMS: [&str; 25] = [
    "model",
    "document",
    "markup",
    "words",
    "recipe",
    "papers",
    "citation",
    "source",
    "writer",
    "difference",
    "import",
    "schema",
    "advice",
    "select",
    "compose",
    "export",
    "exchange",
    "theme",
    "arrange",
    "render",
    "fit",
    "session",
    "preview",
    "watch",
    "batch",
];

/// What stands beside them and may be known by all: reports, files, limits.
const BESIDE: [&str; 6] = [
    "diagnostics",
    "files",
    "limits",
    "reading",
    "panics",
    "generated",
];

/// What stands on top of them.
const ABOVE: [&str; 3] = ["cli", "lib", "main"];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => files(&path, found),
            false => found.push(path),
        }
    }
}

/// The rooms that a text of a file names after `crate::`, without its comments and its tests.
fn named(text: &str) -> BTreeSet<String> {
    let code = text
        .split("#[cfg(test)]\nmod tests {")
        .next()
        .unwrap_or(text);
    let mut rooms = BTreeSet::new();
    for line in code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        for after in line.split("crate::").skip(1) {
            let room: String = after
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            rooms.insert(room);
        }
    }
    rooms
}

#[test]
fn rooms_know_only_those_before_them() {
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    files(&source, &mut paths);
    let place = |room: &str| ROOMS.iter().position(|known| *known == room);
    let (mut wrong, mut imports) = (Vec::new(), 0);
    for path in paths
        .iter()
        .filter(|path| path.extension().is_some_and(|end| end == "rs"))
    {
        let inside = path.strip_prefix(&source).unwrap().with_extension("");
        let parts: Vec<&str> = inside.iter().filter_map(|part| part.to_str()).collect();
        let is_test = parts
            .iter()
            .any(|part| ["tests", "layering"].contains(part));
        if is_test || ABOVE.contains(&parts[0]) || BESIDE.contains(&parts[0]) {
            continue;
        }
        let own = place(parts[0]).unwrap_or_else(|| panic!("`{}` has no place", parts[0]));
        for room in named(&fs::read_to_string(path).unwrap()) {
            let Some(other) = place(&room).filter(|other| *other != own) else {
                continue;
            };
            imports += 1;
            if other > own {
                wrong.push(format!("{} knows {room}", inside.display()));
            }
        }
        if !BESIDE.contains(&parts[0]) {
            let text = fs::read_to_string(path).unwrap();
            let above = named(&text)
                .into_iter()
                .filter(|room| ABOVE.contains(&room.as_str()));
            wrong.extend(above.map(|room| format!("{} knows {room}", inside.display())));
        }
    }
    assert!(imports > 100, "only {imports} imports");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
