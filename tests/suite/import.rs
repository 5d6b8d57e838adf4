//! `folio import`: every fixture, what it becomes, and that no value of it is lost.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use folio::diagnostics::Severity;
use folio::import::{File, Format, Imported, Options, Unreadable, import};
use folio::source::{Environment, load_str};
use serde_yaml::Value;

use super::cli::run;
use super::contract::Dice;
use super::processor_time;
use super::project::{fixtures, many};

/// The files to be imported, by name.
fn files() -> Vec<PathBuf> {
    let folder = fixtures().join("import");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.sort();
    assert!(paths.len() >= 2, "{paths:?}");
    paths
}

fn file(path: &Path) -> File {
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    if path.is_file() {
        return File::new(name, fs::read(path).unwrap());
    }
    let mut parts: Vec<(String, Vec<u8>)> = fs::read_dir(path)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| {
            (
                entry.file_name().to_string_lossy().into_owned(),
                fs::read(entry.path()).unwrap(),
            )
        })
        .collect();
    parts.sort();
    File::folder(name, parts)
}

fn options() -> Options {
    let mut options = Options::default();
    options.schema = Some("schema/cv.schema.json".to_owned());
    options
}

fn imported(path: &Path) -> Imported {
    import(&[file(path)], &options())
        .unwrap_or_else(|error| panic!("{path:?}: {:#?}", error.problems))
}

/// What a text is refused with.
fn refused(name: &str, bytes: &[u8]) -> Unreadable {
    let file = File::new(name, bytes);
    match import(&[file], &options()) {
        Ok(imported) => panic!("{name}: {}", imported.text),
        Err(unreadable) => unreadable,
    }
}

/// What the pages of the CV say.
fn page(imported: &Imported) -> String {
    let options = folio::compose::Options::default();
    let composed = folio::compose::compose(&imported.cv, "cv", &options).unwrap();
    let theme = folio::theme::Theme::built_in("scholar").unwrap();
    folio::render::text::text(&composed.document, &theme)
}

#[test]
fn every_fixture_becomes_a_file_and_a_report() {
    for path in files() {
        let imported = imported(&path);
        let name = path
            .file_name()
            .unwrap()
            .to_string_lossy()
            .replace('.', "-");
        let snapshot = format!(
            "{}\n---- report ----\n{}\n---- page ----\n{}",
            imported.text,
            imported.report.human(),
            page(&imported)
        );
        insta::with_settings!({
            snapshot_path => "../snapshots/import",
            prepend_module_to_snapshot => false,
            omit_expression => true,
        }, { insta::assert_snapshot!(name, snapshot) });
    }
}

#[test]
fn what_is_written_passes_the_check_and_is_read_as_the_same() {
    for path in files() {
        let imported = imported(&path);
        let loaded = load_str(
            "cv.yaml",
            &imported.text,
            Path::new(""),
            &Environment::default(),
        );
        let errors: Vec<_> = loaded
            .diagnostics
            .iter()
            .filter(|found| found.severity == Severity::Error)
            .collect();
        // What is wrong in the source is wrong in the file, and was told.
        let told: BTreeSet<&str> = imported
            .report
            .lines
            .iter()
            .filter(|line| line.outcome == folio::import::Outcome::Wrong)
            .map(|line| line.reason.as_str())
            .collect();
        for error in &errors {
            assert!(
                told.contains(error.message.as_str()),
                "{path:?}: {error:#?}\n{}",
                imported.text
            );
        }
        assert_eq!(errors.is_empty(), told.is_empty(), "{path:?}");
        assert_eq!(
            told.is_empty(),
            !path.to_string_lossy().contains("wrong"),
            "{path:?}: {told:?}"
        );
        if errors.is_empty() {
            assert_eq!(loaded.cv.unwrap(), imported.cv, "{path:?}");
        }
    }
}

/// YAMLResume writes languages in small letters.
#[test]
fn languages_of_yamlresume_are_tags() {
    for (written, tag) in [
        ("zh-hant-tw", "zh-Hant-TW"),
        ("zh-hans", "zh-Hans"),
        ("de", "de"),
    ] {
        let text = format!("content: {{basics: {{name: Ada}}}}\nlocale: {{language: {written}}}\n");
        let imported = import(&[File::new("resume.yml", text.as_bytes())], &options()).unwrap();
        assert_eq!(imported.cv.settings.language.as_deref(), Some(tag));
    }
}

/// Two commands from a CV in another format to its pages.
#[test]
fn what_is_imported_is_printed() {
    for path in files() {
        if path.to_string_lossy().contains("wrong") {
            continue;
        }
        let folder = tempfile::tempdir().unwrap();
        let source = path.to_string_lossy();
        let (code, _, stderr) = run(folder.path(), &["import", &source, "-o", "cv.yaml"]);
        assert_eq!(code, 0, "{source}: {stderr}");
        let (code, _, stderr) = run(folder.path(), &["cv", "--format", "pdf,txt"]);
        assert_eq!(code, 0, "{source}: {stderr}");
        let printed = fs::read_to_string(folder.path().join("output/cv.txt")).unwrap();
        let name = imported(&path).cv.person.name.unwrap();
        assert!(printed.contains(&name), "{source}: {printed}");
    }
}

/// The value at a path of the written file. A single value is its own first item, a text the name of what it is
/// short for.
fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    let path = path.strip_prefix('.').unwrap_or(path);
    if path.is_empty() {
        return Some(value);
    }
    if let Some(rest) = path.strip_prefix('[') {
        let (index, rest) = rest.split_once(']')?;
        let index: usize = index.parse().ok()?;
        return match value {
            Value::Sequence(items) => at(items.get(index)?, rest),
            single => (index == 0).then(|| at(single, rest))?,
        };
    }
    match value {
        Value::Mapping(map) => map.iter().find_map(|(key, below)| {
            let rest = path.strip_prefix(key.as_str()?)?;
            let fits = rest.is_empty() || rest.starts_with(['.', '[']);
            fits.then(|| at(below, rest))?
        }),
        // `venue: …` for `venue.name`
        Value::String(_) | Value::Number(_) if !path.contains(['.', '[']) => Some(value),
        _ => None,
    }
}

fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        _ => String::new(),
    }
}

fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Fields whose values are written in another form than that of the source.
fn is_in_another_form(path: &str) -> bool {
    let last = path.rsplit('.').next().unwrap_or(path);
    let last = last.split('[').next().unwrap_or(last);
    [
        "start", "end", "date", "expected", "expires", "updated", "years", "type", "status",
        "paper", "theme", "language", "location", "url", "website", "doi", "arxiv", "kind",
        "currency", "phone",
    ]
    .contains(&last)
        || path.starts_with("person.profiles.")
}

/// Every value that is said to be placed stands where it is said to, with what it says.
#[test]
fn no_value_of_a_fixture_is_lost() {
    let mut checked = 0;
    for path in files() {
        let imported = imported(&path);
        let written: Value = serde_yaml::from_str(&imported.text).unwrap();
        let said = imported
            .account
            .iter()
            .filter(|leaf| !leaf.text.trim().is_empty());
        // What is read of a bibliography has tests of its own.
        let is_bib = imported.formats == [Format::BibTex];
        for leaf in said {
            let context = format!("{path:?} {leaf:?}\n{}", imported.text);
            assert!(
                !leaf.places.is_empty() || leaf.reason.as_ref().is_some_and(|why| !why.is_empty()),
                "{context}"
            );
            let mut all = String::new();
            let mut exempt = false;
            for place in &leaf.places {
                let value =
                    at(&written, place).unwrap_or_else(|| panic!("nothing at {place}: {context}"));
                all.push_str(&text_of(value));
                exempt |= is_in_another_form(place);
            }
            let (here, there) = (letters(&leaf.text), letters(&all));
            // A label says which field the value beside it belongs into.
            let is_label = leaf.path.ends_with(".name") || leaf.path.ends_with(".label");
            exempt |= is_label
                && leaf
                    .places
                    .iter()
                    .all(|place| place.starts_with("person.") || place.starts_with("languages"));
            if leaf.places.is_empty() || exempt || is_bib {
                continue;
            }
            checked += 1;
            assert!(
                there.contains(&here) || here.contains(&there) || is_markup(&leaf.text),
                "{here} {there} {context}"
            );
            assert!(!there.is_empty() || here.is_empty(), "{context}");
        }
        let report = &imported.report;
        assert_eq!(report.values, report.placed + report.left_out(), "{path:?}");
    }
    assert!(checked > 100, "{checked}");
}

/// Whether a text holds tags or links, whose letters are not all shown.
fn is_markup(text: &str) -> bool {
    text.contains("](")
        || text.contains('\\')
        || text.contains('{')
        || text.contains("</")
        || text.contains("<br")
        || text.contains("&")
}

#[test]
fn files_that_are_broken_are_refused_with_one_error_at_its_place() {
    let cases: &[(&str, &[u8], &str)] = &[
        ("empty.json", b"", "the file is empty"),
        ("blank.yaml", b"  \n\n", "the file is empty"),
        (
            "comma.json",
            b"{\"basics\": {\"name\": \"Ada\",}}",
            "this is no JSON: trailing comma",
        ),
        (
            "more.json",
            b"{\"basics\": {}} x",
            "this is no JSON: trailing characters",
        ),
        (
            "cut.json",
            b"{\"basics\": {\"name\"",
            "this is no JSON: EOF while parsing an object",
        ),
        ("tab.yaml", b"cv:\n\tname: Ada\n", ""),
        ("twice.yaml", b"cv:\n  name: Ada\n  name: Bea\n", ""),
        (
            "latin.json",
            b"{\"basics\": {\"name\": \"Andr\xE9\"}}",
            "the file is not UTF-8: the byte 0xE9 stands here",
        ),
        (
            "sixteen.json",
            b"\xFF\xFE{\0",
            "the file is in UTF-16 or UTF-32, expected UTF-8",
        ),
        (
            "zero.json",
            b"{\"basics\": \"\0\"}",
            "the file holds a zero byte",
        ),
        ("number.json", b"[1, 2, 3]", ""),
        ("text.yaml", b"just a text\n", ""),
        ("other.yaml", b"title: a\nversion: 2\n", ""),
        ("own.yaml", b"person: {name: Ada}\n", ""),
        (
            "entity.xml",
            b"<!DOCTYPE a [<!ENTITY b \"c\">]><record>&b;</record>",
            "this is no XML that is read",
        ),
        (
            "cut.xml",
            b"<record><person>",
            "this is no XML that is read",
        ),
        (
            "web.xml",
            b"<html><body/></html>",
            "no format that is known",
        ),
        (
            "pages.pdf",
            b"%PDF-1.7\n1 0 obj\n<<>>\nstream\nendstream\n",
            "the PDF has no data of Europass attached",
        ),
        (
            "no.zip",
            b"PK\x03\x04nothing",
            "the archive has no directory",
        ),
        ("cycle.yaml", b"cv: &a {b: *a}\n", ""),
    ];
    for (name, bytes, expected) in cases {
        let unreadable = refused(name, bytes);
        let [problem] = unreadable.problems.as_slice() else {
            panic!("{name}: {:#?}", unreadable.problems)
        };
        assert!(
            problem.message.contains(expected),
            "{name}: {}",
            problem.message
        );
        assert!(
            !problem.help.is_empty() || problem.label.is_some(),
            "{name}: {problem:?}"
        );
        assert!(
            unreadable.sources.resolve(&problem.place).is_some(),
            "{name}: {problem:?}"
        );
    }
    let deep = format!("{{\"basics\": {}{}}}", "[".repeat(5000), "]".repeat(5000));
    let problem = &refused("deep.json", deep.as_bytes()).problems[0];
    assert!(
        problem.message.contains("recursion limit"),
        "{}",
        problem.message
    );
    let many = format!(
        "{{\"basics\": {{}}, \"work\": [{}0]}}",
        "0,".repeat(150_000)
    );
    let problem = &refused("many.json", many.as_bytes()).problems[0];
    assert!(
        problem.message.contains("more than 100000 values"),
        "{}",
        problem.message
    );
    let long = format!("{{\"basics\": {{}}, \"work\": [{}0]}}", "0,".repeat(30_000));
    let problem = &refused("long.json", long.as_bytes()).problems[0];
    assert!(
        problem.message.contains("more than 20000 items"),
        "{}",
        problem.message
    );
}

#[test]
fn the_program_writes_the_file_and_never_over_one() {
    let folder = tempfile::tempdir().unwrap();
    let source = "{\"basics\": {\"name\": \"Ada Lovelace\", \"hair\": \"dark\"}, \"work\": [{\"name\": \"Engines\", \"startDate\": \"2020\"}]}";
    fs::write(folder.path().join("resume.json"), source).unwrap();
    let (code, stdout, stderr) = run(folder.path(), &["import", "resume.json"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(stdout.starts_with("# yaml-language-server: $schema=schema/cv.schema.json\n\nperson:\n  name: Ada Lovelace\n"), "{stdout}");
    assert!(
        stderr.contains("4 of 4 values") || stderr.contains("3 of 4 values placed"),
        "{stderr}"
    );
    assert!(
        stderr.contains("basics.hair \"dark\": Folio has no place for it"),
        "{stderr}"
    );

    let (code, stdout, stderr) = run(folder.path(), &["import", "resume.json", "-o", "cv.yaml"]);
    assert_eq!((code, stdout.as_str()), (0, ""), "{stderr}");
    assert!(
        stderr.starts_with("cv.yaml  written from resume.json (JSON Resume)\n"),
        "{stderr}"
    );
    let written = fs::read_to_string(folder.path().join("cv.yaml")).unwrap();
    assert!(!folder.path().join("output").exists());
    let (code, _, stderr) = run(folder.path(), &["check"]);
    assert_eq!(code, 0, "{stderr}");

    let (code, _, stderr) = run(folder.path(), &["import", "resume.json", "-o", "cv.yaml"]);
    assert_eq!(code, 3);
    assert!(
        stderr.contains("`cv.yaml` is already there and stays as it is"),
        "{stderr}"
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("cv.yaml")).unwrap(),
        written
    );

    let arguments = [
        "import",
        "resume.json",
        "-o",
        "two.yaml",
        "--report",
        "--message-format",
        "json",
    ];
    let (code, stdout, _) = run(folder.path(), &arguments);
    assert_eq!(code, 0);
    let lines: Vec<serde_json::Value> = stdout
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines[0]["path"], "basics.hair");
    assert_eq!(lines[0]["outcome"], "left-out");
    assert_eq!(lines.last().unwrap()["left_out"], 1);
    let two = fs::read_to_string(folder.path().join("two.yaml")).unwrap();
    assert!(
        two.ends_with("# left out:\n# basics.hair \"dark\": Folio has no place for it\n"),
        "{two}"
    );

    let (code, _, stderr) = run(
        folder.path(),
        &["import", "resume.json", "--message-format", "json"],
    );
    assert_eq!(code, 2, "{stderr}");
    let (code, _, stderr) = run(folder.path(), &["import", "missing.json"]);
    assert_eq!(code, 3, "{stderr}");
    let (code, _, stderr) = run(folder.path(), &["import"]);
    assert_eq!(code, 2, "{stderr}");
    fs::write(folder.path().join("broken.json"), "{\"basics\": {},}").unwrap();
    let (code, _, stderr) = run(folder.path(), &["import", "broken.json"]);
    assert_eq!(code, 1);
    assert!(stderr.contains("broken.json:1:15"), "{stderr}");
}

#[test]
fn a_new_file_may_begin_with_an_import() {
    let folder = tempfile::tempdir().unwrap();
    let source = fixtures().join("import/json-resume.json");
    let source = source.to_string_lossy();
    let (code, _, stderr) = run(folder.path(), &["new", "--from", &source]);
    assert_eq!(code, 0, "{stderr}");
    let written = fs::read_to_string(folder.path().join("cv.yaml")).unwrap();
    assert!(
        written.contains("# Newest first; the order here is the order on the page."),
        "{written}"
    );
    assert!(
        written.contains("folio check              finds problems"),
        "{written}"
    );
    assert!(written.contains("Mira Okonkwo-Lindqvist"), "{written}");
    assert!(
        !written.contains("Replace what is here") && !written.contains("Ada Lovelace"),
        "{written}"
    );
    let (code, _, stderr) = run(folder.path(), &["check"]);
    assert_eq!(code, 0, "{stderr}");
    let (code, _, stderr) = run(folder.path(), &["new", "--from", &source]);
    assert_eq!(code, 3, "{stderr}");
    assert_eq!(
        fs::read_to_string(folder.path().join("cv.yaml")).unwrap(),
        written
    );
}

#[test]
fn a_bibliography_may_stay_where_it_is() {
    let folder = tempfile::tempdir().unwrap();
    fs::copy(
        fixtures().join("import/papers.bib"),
        folder.path().join("papers.bib"),
    )
    .unwrap();
    let (code, _, stderr) = run(
        folder.path(),
        &["import", "papers.bib", "--keep-bib", "-o", "cv.yaml"],
    );
    assert_eq!(code, 0, "{stderr}");
    let written = fs::read_to_string(folder.path().join("cv.yaml")).unwrap();
    assert!(written.contains("bibliography: papers.bib\n"), "{written}");
    assert!(!written.contains("publications:"), "{written}");
    let (code, _, stderr) = run(folder.path(), &["publications", "--format", "txt"]);
    assert_eq!(code, 0, "{stderr}");
    fs::create_dir(folder.path().join("below")).unwrap();
    let arguments = ["import", "papers.bib", "--keep-bib", "-o", "below/cv.yaml"];
    let (code, _, stderr) = run(folder.path(), &arguments);
    assert_eq!(code, 2);
    assert!(
        stderr.contains("is not below the folder of `cv.yaml`"),
        "{stderr}"
    );
}

/// The program's way from JSON Resume to JSON Resume, and to RenderCV and back.
#[test]
fn what_was_kept_goes_out_again_and_never_prints() {
    let folder = tempfile::tempdir().unwrap();
    let source = fixtures().join("import/every-field.json");
    let path = source.to_string_lossy();
    let (code, _, stderr) = run(
        folder.path(),
        &["import", &path, "--keep-rest", "-o", "cv.yaml"],
    );
    assert_eq!(code, 0, "{stderr}");
    let (code, _, stderr) = run(folder.path(), &["check"]);
    assert_eq!(code, 0, "{stderr}");
    let (code, _, stderr) = run(
        folder.path(),
        &["cv", "--format", "json-resume,rendercv,txt,tex"],
    );
    assert_eq!(code, 0, "{stderr}");
    let read = |name: &str| fs::read_to_string(folder.path().join("output").join(name)).unwrap();
    let out: serde_json::Value = serde_json::from_str(&read("cv.resume.json")).unwrap();
    let source: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(&source).unwrap()).unwrap();
    assert_eq!(out, source);
    for name in ["cv.txt", "cv.tex"] {
        assert!(!read(name).contains("Feldgasse"), "{name}");
    }
    let rendercv = read("cv.rendercv.yaml");
    assert!(!rendercv.contains("Feldgasse"), "{rendercv}");
    let back = import(&[File::new("cv.yaml", rendercv)], &options()).unwrap();
    assert_eq!(back.formats, [Format::RenderCv]);
    assert_eq!(
        back.cv.experience[0].organization.as_deref(),
        Some("Bureau of Forms")
    );
    assert_eq!(back.cv.experience[0].highlights.len(), 2);
    assert_eq!(back.cv.education[0].degree.as_deref(), Some("Master"));
    assert_eq!(
        back.cv.publications[0].title.as_ref().unwrap().0,
        "On Empty Fields"
    );
    assert_eq!(
        back.cv.skills[0].keywords.0,
        ["Block letters", "Signatures (Master)"]
    );
}

#[test]
fn the_format_is_recognised_or_given() {
    let json = |text: &str| File::new("cv", text);
    for (text, expected) in [
        ("{\"basics\": {\"name\": \"Ada\"}}", Format::JsonResume),
        ("basics:\n  name: Ada\n", Format::JsonResume),
        ("{\"work\": [], \"education\": []}", Format::JsonResume),
        ("cv:\n  name: Ada\n", Format::RenderCv),
        (
            "cv: {name: Ada}\ndesign: {theme: classic}\n",
            Format::RenderCv,
        ),
        ("{\"cv\": {\"name\": \"Ada\"}}", Format::RenderCv),
    ] {
        let imported = import(&[json(text)], &options()).unwrap();
        assert_eq!(imported.formats, [expected], "{text}");
    }
    for (name, text, expected) in [
        (
            "papers.bib",
            "% mine\n@article{a, title = {A}, author = {Ada Lovelace}}\n",
            Format::BibTex,
        ),
        (
            "cv.tex",
            "\\documentclass{moderncv}\n\\begin{document}\\section{Education}\n\\cventry{2020}{PhD}{Uni}{}{}{}\n",
            Format::Latex,
        ),
        (
            "Positions.csv",
            "Company Name,Title\nEngines,Engineer\n",
            Format::LinkedIn,
        ),
        (
            "record.xml",
            "<record><orcid-identifier><path>0000-0002-1825-0097</path></orcid-identifier></record>",
            Format::Orcid,
        ),
    ] {
        let imported = import(&[File::new(name, text)], &options()).unwrap();
        assert_eq!(imported.formats, [expected], "{name}");
    }
    let mut given = options();
    given.format = Some(Format::JsonResume);
    let imported = import(&[json("{\"skills\": [\"Rust\"]}")], &given).unwrap();
    assert_eq!(imported.cv.skills[0].name.as_deref(), Some("Rust"));
}

#[test]
fn several_files_become_one_cv() {
    let folder = fixtures().join("import");
    let files = [
        file(&folder.join("orcid.xml")),
        file(&folder.join("papers.bib")),
    ];
    let imported = import(&files, &options()).unwrap();
    assert_eq!(imported.formats, [Format::Orcid, Format::BibTex]);
    assert_eq!(imported.cv.person.name.as_deref(), Some("J. A. Ribeiro"));
    assert_eq!(imported.cv.publications.len(), 3);
    let of_bib = imported
        .account
        .iter()
        .filter(|leaf| leaf.file == "papers.bib");
    let titles: Vec<_> = of_bib
        .filter(|leaf| leaf.path.ends_with(".title"))
        .map(|leaf| leaf.places.clone())
        .collect();
    assert_eq!(
        titles,
        [["publications[1].title"], ["publications[2].title"]]
    );

    let twice = [
        file(&folder.join("orcid.json")),
        file(&folder.join("orcid.xml")),
    ];
    let imported = import(&twice, &options()).unwrap();
    assert_eq!(imported.cv.person.name.as_deref(), Some("Josefa Ribeiro"));
    let left = imported
        .report
        .lines
        .iter()
        .any(|line| line.reason == "`person.name` says something already");
    assert!(left, "{}", imported.report.human());
}

#[test]
fn of_a_folder_only_the_tables_of_its_owner_are_read() {
    let folder = fixtures().join("import");
    let (code, stdout, stderr) = run(&folder, &["import", "linkedin"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(
        stdout.contains("name: Petra Klimová") && !stdout.contains("Somebody"),
        "{stdout}"
    );
    assert!(!stderr.contains("Connections"), "{stderr}");
    let empty = tempfile::tempdir().unwrap();
    let (code, _, stderr) = run(empty.path(), &["import", "."]);
    assert_eq!(code, 3);
    assert!(
        stderr.contains("it is no folder of LinkedIn's export"),
        "{stderr}"
    );
}

/// Files that are made to cost much cost as much as they are long.
#[test]
fn hostile_files_take_a_time_that_grows_with_their_length() {
    let list = |item: &str, count: usize| vec![item; count].join(",");
    let json = |key: &str, item: &str, count: usize| {
        format!(
            "{{\"basics\": {{\"name\": \"Ada\"}}, \"{key}\": [{}]}}",
            list(item, count)
        )
    };
    let long = |text: &str, count: usize| {
        format!(
            "{{\"basics\": {{\"summary\": \"{}\"}}}}",
            text.repeat(count)
        )
    };
    let cases = [
        (
            "addresses that are none",
            json("work", "{\"name\": \"A\", \"url\": \"on request\"}", 19_000),
        ),
        ("tags that never end", long("<", 1_000_000)),
        ("links that never end", long("](", 500_000)),
        ("brackets", long("[", 200_000)),
        ("asterisks", long("*a ", 200_000)),
        ("signs of lists", long("• ", 300_000)),
        (
            "accounts",
            format!(
                "{{\"basics\": {{\"profiles\": [{}]}}}}",
                (0..19_000)
                    .map(|at| format!(
                        "{{\"network\": \"N{at}\", \"url\": \"https://a.org/{at}\"}}"
                    ))
                    .collect::<Vec<_>>()
                    .join(",")
            ),
        ),
        (
            "own keys",
            format!(
                "{{\"basics\": {{}}, {}}}",
                (0..19_000)
                    .map(|at| format!("\"own{at}\": [\"a\"]"))
                    .collect::<Vec<_>>()
                    .join(",")
            ),
        ),
        (
            "marked names",
            json(
                "publications",
                "{\"name\": \"A\", \"authors\": [\"**B C**\", \"**D E**\"]}",
                9_000,
            ),
        ),
        (
            "parts of one title",
            vec!["- {title: Odd, contents: [a]}"; 9_000].join("\n"),
        ),
        (
            "open braces",
            format!(
                "\\documentclass{{a}}\\section{{A}}{}",
                "\\cventry{".repeat(100_000)
            ),
        ),
        (
            "elements",
            format!(
                "<record><orcid-identifier/>{}</record>",
                "<a>b</a>".repeat(40_000)
            ),
        ),
    ];
    for (name, text) in cases {
        let start = processor_time::of_thread();
        match import(&[File::new(name, text)], &options()) {
            Ok(imported) => {
                let report = imported.report;
                assert_eq!(report.values, report.placed + report.left_out(), "{name}");
            }
            Err(unreadable) => println!("{name}: {}", unreadable.problems[0].message),
        }
        let took = processor_time::of_thread() - start;
        println!("{name}: {took:?}");
        assert!(took < Duration::from_secs(15), "{name}: {took:?}");
    }
}

/// The portal's PDF has the XML attached, packed or not.
#[test]
fn what_is_attached_to_a_pdf_is_read() {
    let xml = fs::read(fixtures().join("import/europass.xml")).unwrap();
    let expected = import(&[File::new("a", xml.as_slice())], &options()).unwrap();
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut packed, &xml).unwrap();
    for stream in [packed.finish().unwrap(), xml] {
        let head = "%PDF-1.4\n1 0 obj\n<</Length 3>>\nstream\nBT \nendstream\nendobj\n2 0 obj\n<<>>\nstream\r\n";
        let mut pdf = head.as_bytes().to_vec();
        pdf.extend(&stream);
        pdf.extend(b"\nendstream\nendobj\n%%EOF");
        let imported = import(&[File::new("a", pdf)], &options()).unwrap();
        assert_eq!(imported.formats, [Format::Europass]);
        assert_eq!(imported.cv, expected.cv);
    }
}

/// A fixture in which some words and numbers are others, or with some bytes changed.
fn mutant(dice: &mut Dice, bytes: &[u8]) -> Vec<u8> {
    const PIECES: [&str; 24] = [
        "{", "}", "[", "]", ":", ",", "\"", "\n", "- ", "null", "\"\"", "2020", "present", "**",
        "$", "\\", "<p>", "</", "\u{202e}", "é", "&a", "*a", "|", "#",
    ];
    const WORDS: [&str; 20] = [
        "",
        "2020",
        "present",
        "13",
        "0",
        "name",
        "title",
        "summary",
        "highlights",
        "**bold**",
        "<p>a</p>",
        "$x$",
        "a_b_c",
        "\u{202e}",
        "日本",
        "https://example.org",
        "ada@example.org",
        "null",
        "<li>",
        "&amp;",
    ];
    let mut out = bytes.to_vec();
    let is_soft = dice.between(0, 2) > 0;
    for _ in 0..dice.between(1, 4) {
        let length = out.len();
        if length == 0 {
            break;
        }
        if is_soft {
            // A word, from where one begins to where it ends.
            let from = dice.between(0, length - 1);
            let is_letter = |byte: &u8| byte.is_ascii_alphanumeric();
            let begin = from
                + out[from..]
                    .iter()
                    .take_while(|byte| !is_letter(byte))
                    .count();
            let end = begin
                + out[begin..]
                    .iter()
                    .take_while(|byte| is_letter(byte))
                    .count();
            drop(out.splice(begin..end, dice.one_of(&WORDS).bytes()));
            continue;
        }
        let from = dice.between(0, length - 1);
        let to = (from + dice.between(0, 40)).min(length);
        match dice.between(0, 5) {
            0 => drop(out.drain(from..to)),
            1 => {
                let part = out[from..to].to_vec();
                let at = dice.between(0, length);
                out.splice(at..at, part);
            }
            2 => drop(out.splice(from..from, dice.one_of(&PIECES).bytes())),
            3 => out[from] = (dice.next() % 256) as u8,
            4 => {
                // A line goes, or comes again.
                let lines: Vec<Vec<u8>> = out
                    .split_inclusive(|byte| *byte == b'\n')
                    .map(<[u8]>::to_vec)
                    .collect();
                let (gone, again) = (
                    dice.between(0, lines.len() - 1),
                    dice.between(0, lines.len() - 1),
                );
                out = lines
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| *at != gone)
                    .flat_map(|(at, line)| match at == again {
                        true => [line.clone(), line.clone()].concat(),
                        false => line.clone(),
                    })
                    .collect();
            }
            _ => out.truncate(from.max(length / 2)),
        }
    }
    out
}

/// Imports mutants of all fixtures: a clear error, or a file in which every value is accounted for.
fn import_mutants(count: usize) {
    let fixtures: Vec<File> = files().iter().map(|path| file(path)).collect();
    let (mut read, mut slowest) = (0, Duration::ZERO);
    for seed in 0..count {
        let mut dice = Dice(seed as u64);
        let fixture = &fixtures[seed % fixtures.len()];
        let file = match fixture.parts.is_empty() {
            true => File::new(&fixture.name, mutant(&mut dice, &fixture.bytes)),
            false => {
                let mut parts = fixture.parts.clone();
                let at = dice.between(0, parts.len() - 1);
                parts[at].1 = mutant(&mut dice, &parts[at].1);
                File::folder(&fixture.name, parts)
            }
        };
        let begun = processor_time::of_thread();
        match import(std::slice::from_ref(&file), &options()) {
            Ok(imported) => {
                read += 1;
                let report = &imported.report;
                assert_eq!(
                    report.values,
                    report.placed + report.left_out(),
                    "seed {seed}"
                );
                let written: Value = serde_yaml::from_str(&imported.text)
                    .unwrap_or_else(|error| panic!("seed {seed}: {error}\n{}", imported.text));
                for leaf in &imported.account {
                    for place in &leaf.places {
                        assert!(
                            at(&written, place).is_some(),
                            "seed {seed}: {leaf:?}\n{}",
                            imported.text
                        );
                    }
                }
            }
            Err(unreadable) => {
                assert!(!unreadable.problems.is_empty(), "seed {seed}");
                for problem in &unreadable.problems {
                    assert!(
                        !problem.message.contains("does not fit"),
                        "seed {seed}: {problem:?}"
                    );
                }
            }
        }
        slowest = slowest.max(processor_time::of_thread() - begun);
    }
    println!("{read} of {count} mutants were read, the slowest in {slowest:?} of work");
    assert!(read * 10 > count, "{read} of {count}");
    assert!(slowest < Duration::from_secs(5), "{slowest:?}");
}

#[test]
fn mutants_are_refused_or_accounted_for() {
    import_mutants(300);
}

#[test]
#[ignore = "takes long"]
fn many_mutants_are_refused_or_accounted_for() {
    import_mutants(many());
}
