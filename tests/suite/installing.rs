//! How the program comes to others: the installer, the action, the templates of other services and the folder that
//! `folio new --repository` writes, each run with an archive of this machine in place of a download.

#![cfg(target_os = "linux")]

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

use super::cli::run;

pub const VERSION: &str = env!("CARGO_PKG_VERSION");

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub fn script(name: &str) -> PathBuf {
    root().join("packaging").join(name)
}

/// Runs a program in a folder with nothing of this environment but the path; says how it ended and what it said.
pub fn runs(
    folder: &Path,
    program: &Path,
    arguments: &[&str],
    environment: &[(&str, &str)],
) -> (i32, String) {
    let path = std::env::var("PATH").unwrap();
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env_clear()
        .env("PATH", path)
        .envs(environment.iter().copied())
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (
        output.status.code().unwrap(),
        String::from_utf8_lossy(&said).into_owned(),
    )
}

/// What a release has for each Linux, with a program that runs the one under test.
pub struct Release {
    pub folder: TempDir,
}

impl Release {
    pub const TARGETS: [&str; 4] = [
        "x86_64-unknown-linux-gnu",
        "x86_64-unknown-linux-musl",
        "aarch64-unknown-linux-gnu",
        "aarch64-unknown-linux-musl",
    ];

    pub fn new() -> Self {
        Self::of(&format!(
            "#!/bin/sh\nexec '{}' \"$@\"\n",
            env!("CARGO_BIN_EXE_folio")
        ))
    }

    fn of(program: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("program");
        fs::write(&file, program).unwrap();
        let release = Self { folder };
        for target in Self::TARGETS {
            let arguments = [file.to_str().unwrap(), target, release.path()];
            let (code, said) = runs(root(), &script("archive.sh"), &arguments, &[]);
            assert_eq!(code, 0, "{said}");
        }
        fs::copy(
            script("install.sh"),
            release.folder.path().join("install.sh"),
        )
        .unwrap();
        release
    }

    pub fn path(&self) -> &str {
        self.folder.path().to_str().unwrap()
    }

    fn install(&self, to: &Path, arguments: &[&str]) -> (i32, String) {
        let to = to.to_str().unwrap();
        let environment = [("FOLIO_DOWNLOAD", self.path()), ("FOLIO_INSTALL_DIR", to)];
        runs(root(), &script("install.sh"), arguments, &environment)
    }
}

#[test]
fn the_installer_checks_what_it_downloads_and_installs_it() {
    let release = Release::new();
    let home = tempfile::tempdir().unwrap();
    let (code, said) = release.install(home.path(), &["--version", VERSION]);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.starts_with(&format!("folio {VERSION}  installed as ")),
        "{said}"
    );
    let program = home.path().join("folio");
    assert_eq!(
        fs::metadata(&program).unwrap().permissions().mode() & 0o777,
        0o755
    );
    let (code, said) = runs(home.path(), &program, &["new"], &[]);
    assert_eq!(code, 0, "{said}");
    // Again, over it, and without a version.
    let (code, said) = release.install(home.path(), &[]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 2);

    // The same program gives the same archives.
    let sums = fs::read_to_string(release.folder.path().join("SHA256SUMS")).unwrap();
    assert_eq!(sums.lines().count(), Release::TARGETS.len());
    let again = Release::new();
    assert_eq!(
        sums,
        fs::read_to_string(again.folder.path().join("SHA256SUMS")).unwrap()
    );
}

#[test]
fn the_installer_refuses_what_is_not_the_release() {
    let home = tempfile::tempdir().unwrap();
    let to = home.path().join("bin");
    let refuses = |release: &Release, arguments: &[&str], words: &str| {
        let (code, said) = release.install(&to, arguments);
        assert_ne!(code, 0, "{said}");
        assert!(said.contains(words), "{said}");
        assert!(!to.exists(), "{said}");
    };
    let release = Release::new();
    refuses(&release, &["--version", "9.9.9"], "not folio 9.9.9");
    refuses(&release, &["--prefix", "/"], "--prefix is not known");
    let file = |name: &str| release.folder.path().join(name);
    let sums = fs::read_to_string(file("SHA256SUMS")).unwrap();
    fs::write(file("SHA256SUMS"), sums.replace("-linux-", "-other-")).unwrap();
    refuses(&release, &[], "SHA256SUMS has no line for folio-");
    fs::write(file("SHA256SUMS"), &sums).unwrap();
    for target in Release::TARGETS {
        let archive = file(&format!("folio-{target}.tar.gz"));
        let mut bytes = fs::read(&archive).unwrap();
        *bytes.last_mut().unwrap() ^= 1;
        fs::write(&archive, bytes).unwrap();
    }
    refuses(&release, &[], "is not what was released");
    for target in Release::TARGETS {
        fs::remove_file(file(&format!("folio-{target}.tar.gz"))).unwrap();
    }
    refuses(&release, &[], "cannot be downloaded");
    refuses(
        &Release::of("#!/bin/sh\nexit 1\n"),
        &[],
        "does not run on this machine",
    );
    let environment = [
        ("FOLIO_DOWNLOAD", "http://127.0.0.1/"),
        ("HOME", "/nowhere"),
    ];
    let (code, said) = runs(root(), &script("install.sh"), &[], &environment);
    assert_ne!(code, 0);
    assert!(
        said.contains("only https:// and folders are taken"),
        "{said}"
    );
}

/// A file of YAML as data.
fn yaml(path: &Path) -> Value {
    serde_yaml::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// A checkout as a workflow has it, with a remote to push to.
struct Checkout {
    home: TempDir,
}

impl Checkout {
    /// Of what `fill` writes into the folder.
    fn new(fill: impl FnOnce(&Path)) -> Self {
        let home = tempfile::tempdir().unwrap();
        let checkout = Self { home };
        fs::create_dir(checkout.folder()).unwrap();
        fs::create_dir(checkout.home.path().join("temporary")).unwrap();
        fill(&checkout.folder());
        checkout.git(&["init", "--quiet", "--bare", "../remote"]);
        checkout.git(&["init", "--quiet", "--initial-branch=main"]);
        checkout.git(&["add", "--all"]);
        checkout.git(&["commit", "--quiet", "--message", "Begin"]);
        checkout.git(&["remote", "add", "origin", "../remote"]);
        checkout.git(&["push", "--quiet", "--set-upstream", "origin", "main"]);
        checkout
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("checkout")
    }

    fn path(&self, name: &str) -> String {
        self.home.path().join(name).to_str().unwrap().to_owned()
    }

    fn git(&self, arguments: &[&str]) -> String {
        let environment = [
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_AUTHOR_NAME", "Ada"),
            ("GIT_AUTHOR_EMAIL", "ada@example.org"),
            ("GIT_COMMITTER_NAME", "Ada"),
            ("GIT_COMMITTER_EMAIL", "ada@example.org"),
        ];
        let (code, said) = runs(&self.folder(), Path::new("git"), arguments, &environment);
        assert_eq!(code, 0, "{arguments:?}: {said}");
        said
    }

    /// Runs the steps of the action that have commands, one by one as a runner does, with these inputs; says how it
    /// ended and all that was said.
    fn act(&self, release: &Release, given: &[(&str, &str)]) -> (i32, String) {
        let action = yaml(&root().join("action.yml"));
        let inputs = action["inputs"].as_object().unwrap();
        for (name, _) in given {
            assert!(inputs.contains_key(*name), "{name}");
        }
        let input = |name: &str| {
            let given = given.iter().find(|(given, _)| *given == name);
            given.map_or_else(
                || inputs[name]["default"].as_str().unwrap(),
                |(_, value)| value,
            )
        };
        let (temporary, paths, summary) = (
            self.path("temporary"),
            self.path("temporary/path"),
            self.path("temporary/summary"),
        );
        let mut said = String::new();
        for step in action["runs"]["steps"].as_array().unwrap() {
            let condition = step["if"].as_str().unwrap_or("true");
            let holds = condition
                .split(" && ")
                .all(|part| match part.split_once(' ') {
                    None => part == "true",
                    Some((name, rest)) => {
                        let value = input(name.strip_prefix("inputs.").unwrap());
                        let (operator, wanted) = rest.split_once(' ').unwrap();
                        let is = value == wanted.trim_matches('\'');
                        is == (operator == "==")
                    }
                });
            let Some(command) = step["run"].as_str().filter(|_| holds) else {
                continue;
            };
            assert_eq!(step["shell"], "bash");
            let path = format!(
                "{}:{}",
                fs::read_to_string(&paths)
                    .unwrap_or_default()
                    .trim()
                    .replace('\n', ":"),
                std::env::var("PATH").unwrap()
            );
            let action_path = root().to_str().unwrap();
            let mut environment = vec![
                ("PATH".to_owned(), path),
                ("GITHUB_ACTION_PATH".to_owned(), action_path.to_owned()),
                ("GITHUB_PATH".to_owned(), paths.clone()),
                ("GITHUB_STEP_SUMMARY".to_owned(), summary.clone()),
                ("GITHUB_EVENT_NAME".to_owned(), "push".to_owned()),
                ("RUNNER_TEMP".to_owned(), temporary.clone()),
                ("FOLIO_DOWNLOAD".to_owned(), release.path().to_owned()),
                ("GIT_CONFIG_GLOBAL".to_owned(), "/dev/null".to_owned()),
            ];
            for (name, value) in step["env"].as_object().into_iter().flatten() {
                let value = value.as_str().unwrap();
                let value = value
                    .strip_prefix("${{ inputs.")
                    .and_then(|rest| rest.strip_suffix(" }}"));
                environment.push((name.clone(), input(value.unwrap()).to_owned()));
            }
            let environment: Vec<(&str, &str)> = environment
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()))
                .collect();
            let arguments = [
                "--noprofile",
                "--norc",
                "-e",
                "-o",
                "pipefail",
                "-c",
                command,
            ];
            let (code, words) = runs(&self.folder(), Path::new("bash"), &arguments, &environment);
            said.push_str(&format!("# {}\n{words}", step["name"].as_str().unwrap()));
            if code != 0 {
                return (code, said);
            }
        }
        (0, said)
    }
}

fn small(folder: &Path) {
    let text = "person: {name: Ada Lovelace}\nsummary: Computing researcher.\n";
    fs::write(folder.join("cv.yaml"), text).unwrap();
}

pub fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn the_action_builds_what_is_asked_for() {
    let release = Release::new();
    let checkout = Checkout::new(small);
    let (code, said) = checkout.act(&release, &[]);
    assert_eq!(code, 0, "{said}");
    let output = checkout.folder().join("output");
    assert_eq!(names(&output), ["cv.pdf", "resume.pdf"]);
    let summary = fs::read_to_string(checkout.path("temporary/summary")).unwrap();
    assert!(summary.contains("- `output/cv.pdf`\n"), "{summary}");
    fs::remove_dir_all(&output).unwrap();
    let (code, said) = checkout.act(
        &release,
        &[("documents", "cv, resume"), ("formats", "txt tex")],
    );
    assert_eq!(code, 0, "{said}");
    assert_eq!(
        names(&output),
        ["cv.tex", "cv.txt", "resume.tex", "resume.txt"]
    );
}

#[test]
fn the_action_marks_mistakes_at_their_lines_and_fails() {
    let release = Release::new();
    let checkout = Checkout::new(|folder| {
        fs::write(
            folder.join("mine.yaml"),
            "person: {name: Ada}\nsumary: Text.\n",
        )
        .unwrap();
    });
    let (code, said) = checkout.act(&release, &[("file", "mine.yaml"), ("sarif", "true")]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("::error file=mine.yaml,line=2,"), "{said}");
    assert!(!said.contains("# Build"), "{said}");
    let log = fs::read_to_string(checkout.path("temporary/folio.sarif")).unwrap();
    let log: Value = serde_json::from_str(&log).unwrap();
    let found = log["runs"][0]["results"].as_array().unwrap();
    assert!(
        found.iter().any(|result| result["ruleId"] == "unknown-key"),
        "{log}"
    );
    assert!(!checkout.folder().join("output").exists());
}

#[test]
fn the_action_verifies_and_commits() {
    let release = Release::new();
    let checkout = Checkout::new(|folder| {
        small(folder);
        fs::write(folder.join(".gitignore"), "output/\n").unwrap();
    });
    let (code, said) = checkout.act(&release, &[("verify", "true")]);
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("`output/cv.pdf` is missing"), "{said}");
    assert!(!checkout.folder().join("output").exists());

    let (code, said) = checkout.act(&release, &[("commit", "true")]);
    assert_eq!(code, 0, "{said}");
    let pushed = checkout.git(&["ls-tree", "-r", "--name-only", "origin/main"]);
    let expected = ".gitignore\ncv.yaml\noutput/cv.pdf\noutput/resume.pdf\n";
    assert_eq!(pushed, expected);
    assert_eq!(
        checkout.git(&["log", "--format=%an: %s", "-1"]),
        "github-actions[bot]: Build the documents of cv.yaml\n"
    );
    assert_eq!(checkout.git(&["status", "--porcelain"]), "");

    let (code, said) = checkout.act(&release, &[("commit", "true")]);
    assert_eq!(code, 0, "{said}");
    assert!(said.contains("output/ is current"), "{said}");
    assert_eq!(checkout.act(&release, &[("verify", "true")]).0, 0);
    // Of a tag there is no branch to push to.
    checkout.git(&["checkout", "--quiet", "--detach"]);
    let (code, said) = checkout.act(&release, &[("commit", "true"), ("formats", "txt")]);
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("::notice::output/ is not committed"),
        "{said}"
    );
}

#[test]
fn a_new_repository_builds_itself_and_overwrites_nothing() {
    let home = tempfile::tempdir().unwrap();
    let (code, _, stderr) = run(home.path(), &["new", "--repository", "ada"]);
    assert_eq!(code, 0, "{stderr}");
    let folder = home.path().join("ada");
    let expected = [".github", ".gitignore", "README.md", "cv.yaml", "schema"];
    assert_eq!(names(&folder), expected);
    for name in [
        "cv.yaml",
        "schema/cv.schema.json",
        ".github/workflows/cv.yml",
    ] {
        assert!(stderr.contains(&format!("ada/{name}  written")), "{stderr}");
    }
    // Editors find the schema by the first line.
    let source = fs::read_to_string(folder.join("cv.yaml")).unwrap();
    assert!(source.starts_with("# yaml-language-server: $schema=schema/cv.schema.json\n"));
    let schema = fs::read_to_string(folder.join("schema/cv.schema.json")).unwrap();
    assert_eq!(schema, folio::schema::text());

    // Again: what is there stays, what is missing is written.
    fs::write(folder.join("README.md"), "mine").unwrap();
    fs::remove_file(folder.join("schema/cv.schema.json")).unwrap();
    let (code, _, stderr) = run(home.path(), &["new", "--repository", "ada"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(
        stderr.contains("ada/README.md  is already there and stays as it is\n"),
        "{stderr}"
    );
    assert!(
        stderr.contains(".gitignore  is already there and stays as it is; `output/`"),
        "{stderr}"
    );
    assert!(
        stderr.contains("ada/schema/cv.schema.json  written"),
        "{stderr}"
    );
    assert_eq!(
        fs::read_to_string(folder.join("README.md")).unwrap(),
        "mine"
    );
    assert_eq!(
        run(home.path(), &["-f", "a.yaml", "new", "--repository", "b"]).0,
        2
    );
    assert_eq!(
        run(home.path(), &["new", "a.yaml", "--repository", "b"]).0,
        2
    );
    assert_eq!(
        run(home.path(), &["new", "--repository", "ada/README.md"]).0,
        3
    );
}

#[test]
fn the_workflow_of_a_new_repository_runs() {
    let release = Release::new();
    let checkout = Checkout::new(|folder| {
        let (code, _, stderr) = run(folder, &["new", "--repository", "."]);
        assert_eq!(code, 0, "{stderr}");
    });
    let workflow = yaml(&checkout.folder().join(".github/workflows/cv.yml"));
    assert!(workflow["on"].get("push").is_some(), "{workflow}");
    let steps = workflow["jobs"]["build"]["steps"].as_array().unwrap();
    let [checkout_step, step] = steps.as_slice() else {
        panic!("{steps:?}")
    };
    assert!(
        checkout_step["uses"]
            .as_str()
            .unwrap()
            .starts_with("actions/checkout@")
    );
    // The action of a release, that of this program.
    let address = env!("CARGO_PKG_REPOSITORY").trim_start_matches("https://github.com/");
    assert_eq!(step["uses"], format!("{address}@v{VERSION}"));
    let inputs = step["with"].as_object().unwrap();
    let inputs: Vec<(&str, &str)> = inputs
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str().unwrap()))
        .collect();
    let (code, said) = checkout.act(&release, &inputs);
    assert_eq!(code, 0, "{said}");
    let written = names(&checkout.folder().join("output"));
    assert_eq!(
        written,
        [
            "cv.pdf",
            "publications.pdf",
            "resume.pdf",
            "teaching-cv.pdf"
        ]
    );
    for name in written {
        let bytes = fs::read(checkout.folder().join("output").join(name)).unwrap();
        assert!(bytes.starts_with(b"%PDF-1.7"));
    }
    // They are artifacts, not files of the repository.
    assert_eq!(checkout.git(&["status", "--porcelain"]), "");
}

#[test]
#[ignore = "runs curl"]
fn the_template_for_gitlab_builds() {
    let release = Release::new();
    let template = yaml(&script("gitlab.yml"));
    assert_eq!(template["variables"]["FOLIO_VERSION"], VERSION);
    let lines = template["folio"]["script"].as_array().unwrap();
    let lines: Vec<&str> = lines.iter().map(|line| line.as_str().unwrap()).collect();
    for (documents, formats, expected) in [
        ("", "", &["cv.pdf", "resume.pdf"][..]),
        (
            "cv resume",
            "txt,tex",
            &["cv.tex", "cv.txt", "resume.tex", "resume.txt"],
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        small(folder.path());
        let project = folder.path().to_str().unwrap();
        let download = format!("file://{}", release.path());
        let environment = [
            ("FOLIO_DOWNLOAD", download.as_str()),
            ("CI_PROJECT_DIR", project),
            ("FOLIO_VERSION", VERSION),
            ("FOLIO_FILE", "cv.yaml"),
            ("FOLIO_DOCUMENTS", documents),
            ("FOLIO_FORMATS", formats),
        ];
        let arguments = ["-e", "-c", &lines.join("\n")];
        let (code, said) = runs(folder.path(), Path::new("sh"), &arguments, &environment);
        assert_eq!(code, 0, "{said}");
        assert_eq!(names(&folder.path().join("output")), expected);
    }
}

#[test]
#[ignore = "runs pre-commit"]
fn the_hooks_of_pre_commit_run() {
    let release = Release::new();
    // What pre-commit clones of this repository and reads.
    let hooks = tempfile::tempdir().unwrap();
    fs::create_dir(hooks.path().join("packaging")).unwrap();
    for name in [
        ".pre-commit-hooks.yaml",
        "Cargo.toml",
        "packaging/install.sh",
        "packaging/pre-commit.sh",
    ] {
        fs::copy(root().join(name), hooks.path().join(name)).unwrap();
    }
    let git = |arguments: &[&str]| {
        let environment = [
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_AUTHOR_NAME", "Ada"),
            ("GIT_AUTHOR_EMAIL", "ada@example.org"),
            ("GIT_COMMITTER_NAME", "Ada"),
            ("GIT_COMMITTER_EMAIL", "ada@example.org"),
        ];
        let (code, said) = runs(hooks.path(), Path::new("git"), arguments, &environment);
        assert_eq!(code, 0, "{said}");
        said.trim().to_owned()
    };
    git(&["init", "--quiet"]);
    git(&["add", "--all"]);
    git(&["commit", "--quiet", "--message", "Begin"]);
    let commit = git(&["rev-parse", "HEAD"]);

    let checkout = Checkout::new(|folder| {
        small(folder);
        let configuration = format!(
            "repos:\n  - repo: {}\n    rev: {commit}\n    hooks: [{{id: folio-fix}}, {{id: folio-check}}, {{id: folio-verify}}]\n",
            hooks.path().display()
        );
        fs::write(folder.join(".pre-commit-config.yaml"), configuration).unwrap();
    });
    let (home, cache) = (checkout.path("hooks"), checkout.path("cache"));
    let hook = |name: &str| {
        let environment = [
            ("PRE_COMMIT_HOME", home.as_str()),
            ("FOLIO_CACHE", cache.as_str()),
            ("FOLIO_DOWNLOAD", release.path()),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("HOME", home.as_str()),
        ];
        let arguments = ["run", "--all-files", "--color", "never", name];
        runs(
            &checkout.folder(),
            Path::new("pre-commit"),
            &arguments,
            &environment,
        )
    };
    let (code, said) = hook("folio-check");
    assert_eq!(code, 0, "{said}");
    assert!(
        said.contains("Check the CV") && said.contains("Passed"),
        "{said}"
    );
    let (code, said) = hook("folio-verify");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("`output/cv.pdf` is missing"), "{said}");
    // A slip is mended by one and told by the other.
    let source = checkout.folder().join("cv.yaml");
    let text = fs::read_to_string(&source).unwrap();
    fs::write(&source, text.replace("summary", "sumary")).unwrap();
    let (code, said) = hook("folio-check");
    assert_eq!(code, 1, "{said}");
    assert!(said.contains("did you mean `summary`?"), "{said}");
    let (_, said) = hook("folio-fix");
    assert!(said.contains("files were modified by this hook"), "{said}");
    assert_eq!(fs::read_to_string(&source).unwrap(), text, "{said}");
}
