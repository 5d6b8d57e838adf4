//! Files that would take the machine with them: one clear error each, soon and in little memory.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::cli::{outputs, run};
use super::processor_time;

const ADA: &str = "person: {name: Ada Lovelace}\n";
const PHOTO: &str = "person:\n  name: Ada Lovelace\n  photo: {path: p.png, alt: Ada}\n";

/// How long processors may work for a run, in seconds, and how much memory it may take, in kB.
const MOST: (u64, u64) = (10, 1_000_000);

/// How often that time may pass until a run ends that shares the machine with others; of one that waits
/// for something that never comes no processor knows.
const SHARES: u32 = 30;

/// A project's folder with these files, by their names.
pub fn folder(files: &[(&str, Vec<u8>)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, content) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }
    folder
}

/// The most memory that a process has taken so far, in kB.
fn peak(process: u32) -> u64 {
    let status = fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or_default()
}

/// Exit code and standard error of a run that keeps within [`MOST`].
pub fn frugal(folder: &Path, arguments: &[&str]) -> (i32, String) {
    within(MOST.0, folder, arguments)
}

/// As [`frugal`], for what is so much that only an optimised program is that fast.
pub fn frugal_when_optimised(folder: &Path, arguments: &[&str]) -> (i32, String) {
    let seconds = match cfg!(debug_assertions) {
        true => 9 * MOST.0,
        false => MOST.0,
    };
    within(seconds, folder, arguments)
}

fn within(seconds: u64, folder: &Path, arguments: &[&str]) -> (i32, String) {
    let errors = File::create(folder.join("errors")).unwrap();
    let start = Instant::now();
    let mut child = Command::new(env!("CARGO_BIN_EXE_folio"))
        .args(arguments)
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(errors)
        .spawn()
        .unwrap();
    let (mut most, mut worked) = (0, Duration::ZERO);
    let limit = Duration::from_secs(seconds);
    let status = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break status;
        }
        most = most.max(peak(child.id()));
        let took = start.elapsed();
        worked = processor_time::of_process(child.id()).unwrap_or(worked);
        if worked > limit || took > SHARES * limit || most > MOST.1 {
            child.kill().unwrap();
            child.wait().unwrap();
            panic!("after {took:?}, {worked:?} of work, with {most} kB");
        }
        std::thread::sleep(Duration::from_millis(4));
    };
    println!("  {worked:?} of work, {most} kB");
    let said = fs::read(folder.join("errors")).unwrap();
    let said = String::from_utf8_lossy(&said).into_owned();
    (status.code().unwrap_or(-1), said)
}

/// Builds and checks files; each must say this once, first, at this place.
fn refused(what: &str, files: &[(&str, Vec<u8>)], code: &str, place: &str) {
    println!("{what}");
    let folder = folder(files);
    for command in ["check", "build"] {
        let arguments = [command, "--quiet", "--message-format", "short"];
        let (exit, said) = frugal(folder.path(), &arguments);
        let start = format!("{place}error[{code}]: ");
        let beginning: String = said.chars().take(300).collect();
        assert_eq!(exit, 1, "{what}: {beginning}");
        assert!(said.starts_with(&start), "{what}: {beginning}");
        assert_eq!(said.matches("error[").count(), 1, "{what}: {beginning}");
        assert!(!said.contains("panicked"), "{what}: {beginning}");
    }
}

pub fn cv(text: String) -> (&'static str, Vec<u8>) {
    ("cv.yaml", format!("{ADA}{text}").into_bytes())
}

#[test]
#[ignore = "takes long"]
fn nested_markup_is_an_error_at_its_text() {
    for pairs in [9, 30, 1_000] {
        let text = format!("{}x{}", "*a **b ".repeat(pairs), "b** a* ".repeat(pairs));
        let place = "cv.yaml:2:10: ";
        refused(
            "emphasis",
            &[cv(format!("summary: '{text}'\n"))],
            "too-deep",
            place,
        );
    }
    let bib = format!(
        "@article{{a, title = {{{}x{}}}, year = 2000}}\n",
        "\\emph{a \\textbf{b ".repeat(20),
        "}}".repeat(20)
    );
    let files = [
        cv("bibliography: [a.bib]\n".to_owned()),
        ("a.bib", bib.into_bytes()),
    ];
    let folder = folder(&files);
    let (_, said) = frugal(folder.path(), &["build", "--message-format", "short"]);
    assert!(!said.contains("template"), "{said}");
}

#[test]
#[ignore = "takes long"]
fn long_clusters_and_texts_are_errors_at_their_places() {
    let marks = "\u{301}".repeat(60_000);
    let few = "\u{323}".repeat(33);
    let word = "a".repeat(1_000_000);
    let ticks: String = (0..80_000)
        .map(|at| "`".repeat(1 + at % 50) + " a ")
        .collect();
    for (what, text, code, place) in [
        (
            "marks",
            format!("summary: 'a{marks}'\n"),
            "too-many-marks",
            "2:11",
        ),
        (
            "marks of a name",
            format!("interests: ['a{few}']\n"),
            "too-many-marks",
            "2:14",
        ),
        (
            "a word",
            format!("summary: {word}\n"),
            "too-long-text",
            "2:10",
        ),
        (
            "backticks",
            format!("summary: '{ticks}'\n"),
            "too-long-text",
            "2:10",
        ),
        (
            "a key",
            format!("sections:\n  a{few}: {{title: A, text: B}}\n"),
            "too-many-marks",
            "3:3",
        ),
    ] {
        refused(what, &[cv(text)], code, &format!("cv.yaml:{place}: "));
    }
    let interests: String = (0..2_000)
        .map(|at| format!("  - interest number {at} of many\n"))
        .collect();
    let interests = cv(format!("interests:\n{interests}"));
    refused("keywords", &[interests], "too-long-text", "cv.yaml:3:3: ");
    let name = format!("person: {{name: {}}}\n", "Ada ".repeat(3_999));
    let name = ("cv.yaml", name.into_bytes());
    refused("a title", &[name], "too-long-text", "cv.yaml:1:16: ");
    for (what, title, code) in [
        ("marks", &marks, "too-many-marks"),
        ("a word", &word, "too-long-text"),
    ] {
        let bib = format!("@article{{k, title = {{A{title}}}, year = 2000}}\n");
        let files = [
            cv("bibliography: [a.bib]\n".to_owned()),
            ("a.bib", bib.into_bytes()),
        ];
        println!("{what} of a bibliography");
        let folder = folder(&files);
        let (exit, said) = frugal(folder.path(), &["build", "--message-format", "short"]);
        let beginning: String = said.chars().take(300).collect();
        assert_eq!(exit, 1, "{beginning}");
        assert!(beginning.starts_with("a.bib:1:"), "{beginning}");
        assert!(beginning.contains(code), "{beginning}");
    }
}

#[test]
#[ignore = "takes long"]
fn what_aliases_repeat_is_an_error_at_the_alias() {
    let items = "      - text: *s\n".repeat(30_000);
    let source = |length| {
        cv(format!(
            "summary: &s \"{}\"\nexperience:\n  - organization: A\n    highlights:\n{items}",
            "word ".repeat(length)
        ))
    };
    refused("aliases", &[source(3_000)], "too-large", "cv.yaml:702:15: ");
    // A text that is too long by itself is one mistake, however often it is repeated.
    refused(
        "a long text",
        &[source(200_000)],
        "too-long-text",
        "cv.yaml:2:13: ",
    );
}

/// The beginning of a PNG, of which the rest is missing.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut data = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    data.extend(width.to_be_bytes());
    data.extend(height.to_be_bytes());
    data.extend(b"\x08\x02\0\0\0\0\0\0\0");
    data
}

const TURBULENCE: &str = r##"<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><filter id="f" width="100%"><feTurbulence numOctaves="1000000"/></filter><rect width="9" height="9" filter="url(#f)"/></svg>"##;

#[test]
#[ignore = "takes long"]
fn pictures_that_take_too_much_are_errors_and_other_documents_are_written() {
    let bomb = {
        let levels: String = (1..30)
            .map(|at| {
                format!(
                    "<g id='a{at}'>{}</g>",
                    format!("<use href='#a{}'/>", at - 1).repeat(9)
                )
            })
            .collect();
        format!(
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><g id='a0'><rect/></g>{levels}</svg>"
        )
    };
    for (what, data) in [
        ("a thin picture", png(1, 100_000)),
        ("a flat picture", png(100_000, 1)),
        ("a huge picture", png(20_000, 20_000)),
        ("a header alone", png(300, 400)),
        ("no picture", b"hello".to_vec()),
        ("nothing", Vec::new()),
        ("turbulence", TURBULENCE.into()),
        ("repetitions", bomb.into_bytes()),
    ] {
        println!("{what}");
        let name = match data.starts_with(b"<svg") {
            true => "p.svg",
            false => "p.png",
        };
        let source = PHOTO.replace("p.png", name) + "documents: {plain: {hide: [photo]}}\n";
        let folder = folder(&[("cv.yaml", source.into_bytes()), (name, data)]);
        let arguments = ["build", "--message-format", "short", "--format", "pdf,png"];
        let (exit, said) = frugal(folder.path(), &arguments);
        assert_eq!(exit, 1, "{said}");
        assert!(
            said.starts_with("cv.yaml:3:17: error[bad-photo]: "),
            "{said}"
        );
        assert_eq!(said.matches("error[").count(), 1, "{said}");
        let written = outputs(folder.path());
        assert!(written.contains(&"plain.pdf".to_owned()), "{written:?}");
        assert!(written.contains(&"plain-1.png".to_owned()), "{written:?}");
        assert!(!written.contains(&"cv.pdf".to_owned()), "{written:?}");
    }
}

/// A font with a list of every number there is as characters.
fn endless_font() -> Vec<u8> {
    let mut data = b"OTTO\0\x01\0\0\0\0\0\0cmap\0\0\0\0\0\0\0\x1c\0\0\0\0".to_vec();
    data.extend(b"\0\0\0\x01\0\x03\0\x0a\0\0\0\x0c\0\x0c\0\0\0\0\0\0\0\0\0\0\0\0\0\x01");
    data.extend(b"\0\0\0\0\xff\xff\xff\xff\0\0\0\x01");
    data
}

/// An embedded font whose list of characters is bent so.
fn bent_font() -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("fonts/source-code-pro/SourceCodePro-Regular.otf");
    let mut data = fs::read(path).unwrap();
    let record = data.windows(4).position(|tag| tag == b"cmap").unwrap();
    let number = |data: &[u8], at: usize| -> usize {
        u32::from_be_bytes(data[at..at + 4].try_into().unwrap()) as usize
    };
    let cmap = number(&data, record + 8);
    let tables = usize::from(data[cmap + 3]);
    for table in 0..tables {
        let subtable = cmap + number(&data, cmap + 8 + 8 * table);
        if data[subtable + 1] == 12 {
            data[subtable + 20..subtable + 24].copy_from_slice(&[0xff; 4]);
        }
    }
    data
}

#[test]
#[ignore = "takes long"]
fn fonts_that_cannot_be_read_are_warnings() {
    for (what, data) in [
        ("a bare list", endless_font()),
        ("a bent font", bent_font()),
        (
            "a collection",
            b"ttcf\0\x01\0\0\xff\xff\xff\xff\0\0\0\0".to_vec(),
        ),
        (
            "a short collection",
            b"ttcf\0\x01\0\0\0\0\0\x09\0\0\0\0".to_vec(),
        ),
    ] {
        println!("{what}");
        let files = [cv("summary: Text.\n".to_owned()), ("fonts/own.otf", data)];
        let folder = folder(&files);
        let (exit, said) = frugal(folder.path(), &["build"]);
        assert_eq!(exit, 0, "{said}");
        assert!(said.contains("warning[bad-font]: "), "{said}");
        assert!(!said.contains("panicked"), "{said}");
    }
}

/// Where a project reads a file, and what it says of one that it does not.
const PLACES: [(&str, &str); 6] = [
    ("cv.yaml", ""),
    ("papers.bib", "papers.bib"),
    ("p.svg", "bad-photo"),
    ("fonts/own.otf", "bad-font"),
    ("templates/themes/own.yaml", "bad-theme"),
    ("templates/data.json", "template"),
];

/// A project in which each of [`PLACES`] is read, with nothing wrong but what is put there.
fn project_reading_everything() -> TempDir {
    let source = PHOTO.replace("p.png", "p.svg")
        + "bibliography: [papers.bib]\n\
           documents:\n  cv: {theme: own}\n  own: {template: own}\n";
    let own = "#set document(title: \"A\")\n#repr(json(\"/templates/data.json\"))";
    let paper = "@article{a, title = {A}, author = {Ada Lovelace}, year = 2000}\n";
    let photo = "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";
    folder(&[
        ("cv.yaml", source.into_bytes()),
        ("papers.bib", paper.into()),
        ("p.svg", photo.into()),
        ("templates/own.typ", own.into()),
        ("templates/data.json", b"{}".to_vec()),
        ("templates/themes/own.yaml", b"size_pt: 11\n".to_vec()),
        ("fonts/none", Vec::new()),
    ])
}

#[cfg(unix)]
#[test]
#[ignore = "takes long"]
fn pipes_devices_and_huge_files_are_refused_wherever_a_file_is_read() {
    let (exit, said) = frugal(project_reading_everything().path(), &["build"]);
    assert_eq!(exit, 0, "{said}");
    for (name, code) in PLACES {
        for kind in ["pipe", "device", "huge"] {
            println!("{kind} {name}");
            let folder = project_reading_everything();
            let path = folder.path().join(name);
            let _ = fs::remove_file(&path);
            match kind {
                "pipe" => {
                    let made = Command::new("mkfifo").arg(&path).status().unwrap();
                    assert!(made.success());
                }
                // Links out of the folder are refused for that; this one is followed by `-f` alone.
                "device" => std::os::unix::fs::symlink("/dev/zero", &path).unwrap(),
                _ => File::create(&path).unwrap().set_len(6 << 30).unwrap(),
            }
            let (exit, said) = frugal(folder.path(), &["build", "--format", "txt"]);
            // A font that is not used stops nothing.
            let fails = !name.starts_with("fonts/") || kind == "device";
            assert_eq!(exit != 0, fails, "{kind} {name}: {exit} {said}");
            assert!(said.contains(code), "{kind} {name}: {said}");
            assert!(!said.contains("panicked"), "{kind} {name}: {said}");
        }
    }
}

#[cfg(unix)]
#[test]
fn verify_does_not_wait_for_a_pipe() {
    let folder = folder(&[cv("summary: Text.\n".to_owned())]);
    fs::create_dir(folder.path().join("output")).unwrap();
    let pipe = folder.path().join("output/cv.pdf");
    let made = Command::new("mkfifo").arg(&pipe).status();
    if !made.is_ok_and(|status| status.success()) {
        return;
    }
    let (exit, _, said) = run(folder.path(), &["build", "cv", "--verify"]);
    assert_eq!(exit, 1);
    assert!(said.contains("`output/cv.pdf` is stale"), "{said}");
}

const ENDLESS: &[u8] = b"#for a in range(1000000) { for b in range(1000000) {} }";

#[test]
#[ignore = "waits for a limit of time"]
fn a_document_without_end_is_given_up_and_the_others_are_written() {
    let files = [
        cv("documents: {own: {template: own}, other: {template: own}}\n".to_owned()),
        ("templates/own.typ", ENDLESS.to_vec()),
    ];
    let folder = folder(&files);
    let arguments = ["build", "--time-limit", "3", "--message-format", "short"];
    let (exit, said) = frugal(folder.path(), &arguments);
    assert_eq!(exit, 1, "{said}");
    for name in ["own", "other"] {
        let message = format!(
            "error[time-limit]: the document `{name}` is not finished after 3 s, and given up"
        );
        assert!(said.contains(&message), "{said}");
    }
    assert_eq!(outputs(folder.path()), ["cv.pdf", "resume.pdf"]);
}

#[test]
#[ignore = "waits for a limit of time"]
fn a_document_without_end_is_given_up_by_whatever_lays_it_out() {
    let files = [
        cv("documents: {own: {template: own}}\n".to_owned()),
        ("templates/own.typ", ENDLESS.to_vec()),
    ];
    let folder = folder(&files);
    let message = "error[time-limit]: the document `own` is not finished after 2 s, and given up";
    for command in ["fit", "check", "build"] {
        let (exit, said) = frugal(folder.path(), &[command, "own", "--time-limit", "2"]);
        assert_eq!(exit, 1, "{command}: {said}");
        assert!(said.contains(message), "{command}: {said}");
    }
    // What is composed alone is not laid out.
    let (exit, said) = frugal(folder.path(), &["dump", "own", "--time-limit", "60"]);
    assert_eq!(exit, 0, "{said}");
}

#[test]
fn a_mistake_of_the_source_leaves_nothing_written_also_beside_a_photo_that_cannot_be_used() {
    let source = PHOTO.to_owned()
        + "summary: \u{1F9FF} is in no font.\ndocuments: {plain: {hide: [photo]}}\n";
    let folder = folder(&[("cv.yaml", source.into_bytes()), ("p.png", b"x".to_vec())]);
    let (exit, _, said) = run(folder.path(), &["build"]);
    assert_eq!(exit, 1);
    assert!(
        said.contains("bad-photo") && said.contains("no-glyph"),
        "{said}"
    );
    assert_eq!(outputs(folder.path()), [""; 0]);
}
