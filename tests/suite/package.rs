//! What the crate's package holds. `.ci/package` builds it by itself.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use flate2::Compression;
use flate2::write::GzEncoder;

/// What the registry takes.
const MOST_BYTES: usize = 10 * 1024 * 1024;

/// The files of the package, as cargo lists them.
fn listed() -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args([
            "package",
            "--list",
            "--offline",
            "--locked",
            "--allow-dirty",
        ])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let names = String::from_utf8(output.stdout).unwrap();
    names.lines().map(|name| name.replace('\\', "/")).collect()
}

#[test]
fn the_package_holds_what_the_program_is_made_of_and_no_more() {
    let listed = listed();
    let made_of = ["src/", "templates/", "fonts/"];
    let beside = [
        ".cargo_vcs_info.json",
        "CHANGELOG.md",
        "Cargo.lock",
        "Cargo.toml",
        "Cargo.toml.orig",
        "LICENSE-APACHE",
        "LICENSE-MIT",
        "NOTICE",
        "README.md",
        "docs/errors.md",
    ];
    for name in &listed {
        let expected = beside.contains(&name.as_str())
            || made_of.iter().any(|folder| name.starts_with(folder));
        assert!(expected, "{name}");
    }
    for name in beside {
        // A tree without a history has no commit to tell.
        let is_there = listed.iter().any(|listed| listed == name);
        assert!(is_there || name == ".cargo_vcs_info.json", "{name}");
    }
    // Each font has its licence beside it.
    for font in listed.iter().filter(|name| name.ends_with(".otf")) {
        let (folder, _) = font.rsplit_once('/').unwrap();
        let licensed = listed.iter().any(|name| {
            name.strip_prefix(folder)
                .is_some_and(|name| name.contains("LICENSE") || name == "/OFL.txt")
        });
        assert!(licensed, "{font}");
    }
}

#[test]
fn the_package_is_small_enough_for_the_registry() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    for name in listed() {
        // Two of them are made by cargo, and small.
        let bytes = fs::read(root.join(&name)).unwrap_or_default();
        packed.write_all(&bytes).unwrap();
    }
    let bytes = packed.finish().unwrap().len();
    // A tenth is kept free: a release must not be what finds out.
    assert!(bytes < MOST_BYTES / 10 * 9, "{bytes} bytes");
    assert!(bytes > 1024 * 1024, "{bytes} bytes");
}

/// A version of Rust as numbers.
fn version(text: &str) -> Vec<u32> {
    text.split('.').map(|part| part.parse().unwrap()).collect()
}

#[test]
fn no_dependency_needs_a_newer_rust() {
    let output = Command::new("rustc").arg("-vV").output().unwrap();
    let about = String::from_utf8(output.stdout).unwrap();
    let host = about
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--offline", "--locked"])
        .args(["--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let ours = version(env!("CARGO_PKG_RUST_VERSION"));
    let mut checked = 0;
    for package in metadata["packages"].as_array().unwrap() {
        if let Some(needed) = package["rust_version"].as_str() {
            assert!(
                version(needed) <= [&ours[..], &[0]].concat(),
                "{}: {needed}",
                package["name"]
            );
            checked += 1;
        }
    }
    assert!(checked > 100, "{checked}");
}
