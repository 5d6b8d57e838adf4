//! What the program carries of others, and what `folio licences` says of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::cli::run;

/// Where the list of crates begins in NOTICE; it goes on to the end.
const HEADING: &str = "\n\nCRATES\n\n";

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn notice() -> PathBuf {
    root().join("NOTICE")
}

/// The crates that the program is made of, `name version`, and the licence of each.
fn crates(arguments: &[&str]) -> BTreeMap<String, String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--locked", "--edges", "normal", "--prefix", "none"])
        .args(["--format", "{p}\t{l}"])
        .args(arguments)
        .current_dir(root())
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let text = String::from_utf8(output.stdout).unwrap();
    let mut crates = BTreeMap::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        let (name, licence) = line.split_once('\t').unwrap();
        let mut words = name.split(' ');
        let (name, version) = (words.next().unwrap(), words.next().unwrap());
        let licence = licence
            .trim_end_matches(" (*)")
            .replace(" / ", " OR ")
            .replace('/', " OR ");
        if name != "folio" {
            crates.insert(
                format!("{name} {}", version.trim_start_matches('v')),
                licence,
            );
        }
    }
    crates
}

/// The list of crates as NOTICE has it.
fn list(crates: &BTreeMap<String, String>) -> String {
    let mut of: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (name, licence) in crates {
        of.entry(licence).or_default().push(name);
    }
    let mut text = String::from(
        "From crates.io, unmodified; the source of each is at https://crates.io/crates/NAME/VERSION, with the texts of its \
         licences\nand its authors.\n",
    );
    for (licence, names) in of {
        text.push_str(&format!("\n  {licence}\n"));
        for name in names {
            text.push_str(&format!("      {name}\n"));
        }
    }
    text
}

/// The crates that NOTICE lists.
fn listed() -> BTreeSet<String> {
    let notice = fs::read_to_string(notice()).unwrap();
    let (_, list) = notice.split_once(HEADING).unwrap();
    let lines = list.lines().filter_map(|line| line.strip_prefix("      "));
    lines.map(str::to_owned).collect()
}

#[test]
#[ignore = "asks cargo for the crates of all platforms, which it may have to download"]
fn the_notice_lists_the_crates_of_all_platforms() {
    let notice = fs::read_to_string(notice()).unwrap();
    let (before, _) = notice.split_once(HEADING).unwrap();
    let current = format!("{before}{HEADING}{}", list(&crates(&["--target", "all"])));
    if std::env::var_os("FOLIO_UPDATE").is_some() {
        fs::write(self::notice(), &current).unwrap();
    }
    assert!(
        fs::read_to_string(self::notice()).unwrap() == current,
        "run `FOLIO_UPDATE=1 cargo test the_notice_lists -- --ignored`"
    );
}

#[test]
fn the_notice_lists_every_crate_of_this_platform_and_none_that_is_gone() {
    let listed = listed();
    for name in crates(&["--offline"]).keys() {
        assert!(
            listed.contains(name),
            "NOTICE lacks {name}; run `FOLIO_UPDATE=1 cargo test the_notice_lists -- --ignored`"
        );
    }
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    for name in &listed {
        let (name, version) = name.split_once(' ').unwrap();
        let entry = format!("name = \"{name}\"\nversion = \"{version}\"\n");
        assert!(lock.contains(&entry), "{name} {version}");
    }
}

#[test]
fn the_notice_names_every_font_and_what_else_is_carried() {
    let folder = tempfile::tempdir().unwrap();
    let (code, stdout, _) = run(folder.path(), &["licences"]);
    assert_eq!(code, 0);
    assert!(stdout == fs::read_to_string(notice()).unwrap());
    assert_eq!(run(folder.path(), &["licenses"]).1, stdout);
    // The families of the table in fonts/README.md.
    let fonts = fs::read_to_string(root().join("fonts/README.md")).unwrap();
    let families: Vec<&str> = fonts
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| Family"))
        .map(|line| line.split('|').nth(1).unwrap().trim())
        .collect();
    assert!(families.len() >= 5, "{families:?}");
    for family in families {
        assert!(stdout.contains(family), "{family}");
    }
    for address in [
        "https://creativecommons.org/licenses/by-sa/3.0/",
        "https://github.com/citation-style-language/styles",
        "https://www.hyphenation.org/tex",
        "https://www.unicode.org/license.txt",
    ] {
        assert!(stdout.contains(address), "{address}");
    }
}
