//! What a release is made of: the plan, the notes, the formula, the wheels and the packages for npm, made of archives of
//! this machine and installed with the programs of their registries.

#![cfg(target_os = "linux")]

use std::fs;
use std::path::Path;

use super::installing::{Release, VERSION, names, root, runs, script};

#[test]
fn a_release_is_of_the_version_and_the_place_that_are_written() {
    let address = env!("CARGO_PKG_REPOSITORY");
    let repository = address.trim_start_matches("https://github.com/");
    let tag = format!("v{VERSION}");
    let plan = |environment: &[(&str, &str)]| runs(root(), &script("plan.sh"), &[], environment);
    assert_eq!(plan(&[]), (0, format!("version={VERSION}\n")));
    for (name, repository, words) in [
        ("v9.9.9", repository, "the tag is v9.9.9"),
        (
            tag.as_str(),
            "ada/folio",
            "docs/releasing.md says how it is filled in",
        ),
    ] {
        let (code, said) = plan(&[
            ("GITHUB_REF_TYPE", "tag"),
            ("GITHUB_REF_NAME", name),
            ("GITHUB_REPOSITORY", repository),
        ]);
        assert_eq!(code, 1, "{said}");
        assert!(said.contains("::error::") && said.contains(words), "{said}");
    }
    let (code, said) = runs(root(), &script("notes.sh"), &["Unreleased"], &[]);
    assert_eq!(code, 0);
    assert!(said.contains("### ") && !said.contains("## ["), "{said}");
}

#[test]
fn the_formula_has_the_sums_of_the_archives() {
    let folder = tempfile::tempdir().unwrap();
    let sums = folder.path().join("SHA256SUMS");
    let targets = [
        "aarch64-apple-darwin",
        "x86_64-apple-darwin",
        "aarch64-unknown-linux-musl",
        "x86_64-unknown-linux-musl",
    ];
    let sum = |place: usize| place.to_string().repeat(64);
    let lines: Vec<String> = (0..)
        .zip(targets)
        .map(|(place, target)| format!("{}  folio-{target}.tar.gz\n", sum(place)))
        .collect();
    let path = sums.to_str().unwrap();
    fs::write(&sums, lines.concat()).unwrap();
    let (code, said) = runs(root(), &script("homebrew.sh"), &["1.2.3", path], &[]);
    assert_eq!(code, 0, "{said}");
    for (place, target) in targets.into_iter().enumerate() {
        let lines = format!(
            "url \"{}/releases/download/v1.2.3/folio-{target}.tar.gz\"\n      sha256 \"{}\"\n",
            env!("CARGO_PKG_REPOSITORY"),
            sum(place)
        );
        assert!(said.contains(&lines), "{said}");
    }
    // One that is not there ends it before anything is printed.
    fs::write(&sums, lines[..3].concat()).unwrap();
    let (code, said) = runs(root(), &script("homebrew.sh"), &["1.2.3", path], &[]);
    assert_eq!(code, 1, "{said}");
    assert!(!said.contains("class Folio"), "{said}");
}

/// Writes a CV in a folder with the program at a path, and builds it.
fn works(folder: &Path, program: &Path, before: &[&str], environment: &[(&str, &str)]) {
    for arguments in [&["--version"][..], &["new"], &["build", "--quiet"]] {
        let arguments = [before, arguments].concat();
        let (code, said) = runs(folder, program, &arguments, environment);
        assert_eq!(code, 0, "{said}");
        assert!(
            arguments.last() != Some(&"--version") || said == format!("folio {VERSION}\n"),
            "{said}"
        );
    }
    let pdf = fs::read(folder.join("output/cv.pdf")).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.7"));
    // How it ends is how the program ends.
    let (code, _) = runs(
        folder,
        program,
        &[before, &["no-such-document"]].concat(),
        environment,
    );
    assert_eq!(code, 2);
}

#[test]
#[ignore = "runs pip"]
fn a_wheel_installs_the_program() {
    let release = Release::new();
    let home = tempfile::tempdir().unwrap();
    let wheels = home.path().join("wheels");
    let made = wheels.to_str().unwrap();
    let make = || {
        let arguments = [VERSION, release.path(), made];
        let (code, said) = runs(root(), &script("wheel.py"), &arguments, &[]);
        assert_eq!(code, 0, "{said}");
        names(&wheels)
            .iter()
            .map(|name| fs::read(wheels.join(name)).unwrap())
            .collect::<Vec<_>>()
    };
    let first = make();
    assert_eq!(first.len(), Release::TARGETS.len());
    assert!(first == make(), "the same archives give the same wheels");

    let environment = home.path().join("environment");
    let place = environment.to_str().unwrap();
    let (code, said) = runs(
        home.path(),
        Path::new("python3"),
        &["-m", "venv", place],
        &[],
    );
    assert_eq!(code, 0, "{said}");
    let wanted = format!("folio-cv=={VERSION}");
    let arguments = [
        "install",
        "--no-index",
        "--quiet",
        "--find-links",
        made,
        &wanted,
    ];
    let (code, said) = runs(home.path(), &environment.join("bin/pip"), &arguments, &[]);
    assert_eq!(code, 0, "{said}");
    let folder = tempfile::tempdir().unwrap();
    works(folder.path(), &environment.join("bin/folio"), &[], &[]);
}

#[test]
#[ignore = "runs npm"]
fn a_package_for_npm_runs_the_program() {
    let release = Release::new();
    let home = tempfile::tempdir().unwrap();
    let packages = home.path().join("packages");
    let arguments = [VERSION, release.path(), packages.to_str().unwrap()];
    let (code, said) = runs(root(), &script("npm.mjs"), &arguments, &[]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(
        names(&packages),
        ["folio-cv", "folio-cv-linux-arm64", "folio-cv-linux-x64"]
    );
    let place = home.path().to_str().unwrap();
    let environment = [("HOME", place), ("npm_config_update_notifier", "false")];
    let npm = |folder: &Path, arguments: &[&str]| {
        let (code, said) = runs(folder, Path::new("npm"), arguments, &environment);
        assert_eq!(code, 0, "{said}");
    };
    let mut archives = Vec::new();
    for name in names(&packages) {
        npm(
            &packages.join(&name),
            &["pack", "--silent", "--pack-destination", place],
        );
        archives.push(format!("{place}/{name}-{VERSION}.tgz"));
    }
    // As whoever has a machine of that kind: the other platform is left out.
    let other = match std::env::consts::ARCH {
        "aarch64" => "x64",
        _ => "arm64",
    };
    archives.retain(|archive| !archive.contains(other));
    let folder = tempfile::tempdir().unwrap();
    let mut arguments = vec!["install", "--offline", "--ignore-scripts", "--silent"];
    arguments.extend(archives.iter().map(String::as_str));
    npm(folder.path(), &arguments);
    works(
        folder.path(),
        Path::new("npx"),
        &["--offline", "folio-cv"],
        &environment,
    );
}

/// What names the version or the place of a release says the same as `Cargo.toml`.
#[test]
fn every_file_names_this_release() {
    let address = env!("CARGO_PKG_REPOSITORY");
    let raw = address.replace("github.com", "raw.githubusercontent.com");
    let of_main = format!("{raw}/main/schema/cv.schema.json");
    let of_tag =
        format!("{address}/v{VERSION}/").replace("github.com", "raw.githubusercontent.com");
    for (name, address) in [
        ("packaging/install.sh", format!("repository={address}\n")),
        (
            "packaging/install.ps1",
            format!("$repository = '{address}'\n"),
        ),
        ("CITATION.cff", format!("version: {VERSION}\n")),
        ("CITATION.cff", format!("repository-code: {address}\n")),
        ("schema/schemastore.json", format!("\"url\": \"{of_main}\"")),
        (
            "SECURITY.md",
            format!(
                "--repo {}`",
                address.trim_start_matches("https://github.com/")
            ),
        ),
        ("Dockerfile", format!("image.source=\"{address}\"")),
        (
            "docs/ci.md",
            format!(
                "uses: {}@v{VERSION}\n",
                address.trim_start_matches("https://github.com/")
            ),
        ),
        ("packaging/gitlab.yml", of_tag),
        (
            "packaging/gitlab.yml",
            format!("{address}/releases/download/v$FOLIO_VERSION"),
        ),
    ] {
        let text = fs::read_to_string(root().join(name)).unwrap();
        assert!(text.contains(&address), "{name}: {address}");
    }
}
