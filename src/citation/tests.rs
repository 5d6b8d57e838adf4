//! Tests of styles against what the reference implementation of CSL prints, and of styles that are none.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use hayagriva::archive::{self, ArchivedStyle};
use hayagriva::citationberg::LocaleFile;
use hayagriva::citationberg::taxonomy::Kind;
use serde_json::Value;

use super::*;

/// The styles of which there are goldens.
const MEASURED: [&str; 10] = [
    "apa",
    "ieee",
    "vancouver",
    "ama",
    "acs",
    "acm",
    "chicago-author-date",
    "mla",
    "nature",
    "harvard",
];

const TEXTS: [&str; 21] = [
    "title",
    "container-title",
    "container-title-short",
    "collection-title",
    "event-title",
    "event-place",
    "volume",
    "issue",
    "page",
    "edition",
    "publisher",
    "publisher-place",
    "genre",
    "number",
    "version",
    "DOI",
    "URL",
    "PMID",
    "ISBN",
    "authority",
    "status",
];

/// What stands for a title in a work.
const TITLE: char = '\u{e000}';

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/citations")
}

fn works() -> Vec<Value> {
    let text = fs::read_to_string(folder().join("works.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// A work of the file, and its title without the sign that ends it.
fn work(value: &Value) -> (Item, String) {
    let mut item = Item::new(value["type"].as_str().unwrap().parse::<Kind>().unwrap());
    let mut title = String::new();
    for name in TEXTS {
        let Some(text) = value[name].as_str() else {
            continue;
        };
        let text = match name {
            "title" => {
                let bare = text.trim_end_matches(['?', '!', '.']);
                title = bare.to_owned();
                format!("{TITLE}{}", &text[bare.len()..])
            }
            _ => text.to_owned(),
        };
        if name == "event-title" {
            item.texts.insert("event", text.clone());
        }
        item.texts.insert(name, text);
    }
    for name in ["author", "editor", "translator"] {
        let people = value[name].as_array().into_iter().flatten();
        let part = |person: &Value, key: &str| person[key].as_str().unwrap_or_default().to_owned();
        let names: Vec<PartialName> = people
            .map(|person| PartialName {
                given: part(person, "given"),
                particle: part(person, "non-dropping-particle"),
                family: part(person, "family"),
                suffix: part(person, "suffix"),
            })
            .collect();
        if !names.is_empty() {
            let credited = Credited {
                names,
                ..Credited::default()
            };
            item.people.insert(name, credited);
        }
    }
    if let Some(date) = value["issued"]["date-parts"][0].as_array() {
        let part = |at: usize| date.get(at).and_then(Value::as_u64);
        let small = |at: usize| part(at).map(|part| u8::try_from(part).unwrap());
        let year = u16::try_from(part(0).unwrap()).unwrap();
        item.dates.insert("issued", (year, small(1), small(2)));
    }
    (item, title)
}

/// Runs with the tags that the goldens have.
fn tagged(runs: &[Run], title: &str) -> String {
    let mut out = String::new();
    for run in runs {
        let tags = [
            (run.face.italic == Some(true), "i"),
            (run.face.bold == Some(true), "b"),
            (run.face.raised == Some(Some(true)), "sup"),
            (run.face.raised == Some(Some(false)), "sub"),
        ];
        let tags = tags.into_iter().filter(|(is, _)| *is).map(|(_, tag)| tag);
        let tags: Vec<&str> = tags.collect();
        let opening: String = tags.iter().map(|tag| format!("<{tag}>")).collect();
        let closing: String = tags.iter().rev().map(|tag| format!("</{tag}>")).collect();
        let text = run.text.replace(TITLE, title);
        // Two runs that look alike are one.
        match !closing.is_empty() && out.ends_with(&closing) {
            true => out.truncate(out.len() - closing.len()),
            false => out.push_str(&opening),
        }
        out.push_str(&text);
        out.push_str(&closing);
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What the reference prints, without signs that stand alone: "12 , 3" and ". , London" are what becomes of a style
/// whose parts are missing, and Folio closes them up.
fn closed_up(line: &str) -> String {
    let mut line = line.replace(". ,", ".").replace(" ,", ",");
    for (before, after) in [(". .", "."), ("! .", "!"), ("? .", "?"), (" .", ".")] {
        line = line.replace(before, after);
    }
    line
}

#[test]
fn works_print_as_with_the_reference_implementation() {
    let works = works();
    assert_eq!(works.len(), 300);
    let mut kinds: Vec<&str> = works.iter().filter_map(|it| it["type"].as_str()).collect();
    kinds.dedup();
    assert_eq!(kinds.len(), 15);
    let (mut differences, mut closed, mut count) = (String::new(), 0, 0);
    for name in MEASURED {
        let style = CitationStyle::archived(name).unwrap();
        let goldens = fs::read_to_string(folder().join(format!("{name}.txt"))).unwrap();
        assert_eq!(goldens.lines().count(), works.len(), "{name}");
        for (value, line) in works.iter().zip(goldens.lines()) {
            let (item, title) = work(value);
            let printed = tagged(&render(&style, &item, "en-US").unwrap(), &title);
            let wanted = closed_up(line);
            closed += usize::from(wanted != line);
            count += 1;
            if printed != wanted {
                differences.push_str(&format!(
                    "{name} {}\n  {wanted}\n  {printed}\n",
                    value["id"]
                ));
            }
        }
    }
    assert_eq!(count, 3_000);
    // How many lines were closed up; a larger number would hide differences.
    assert!(closed <= 40, "{closed}");
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn every_style_is_there_and_says_something_of_works() {
    let works = works();
    // How many of the works print, and how many with their title: some styles leave out kinds of works, or titles.
    let mut said = String::new();
    for style in KNOWN {
        let read = CitationStyle::archived(style.name);
        let read = read.unwrap_or_else(|| panic!("{} is not in the archive", style.name));
        assert!(!read.title().is_empty());
        assert_eq!(known(style.name), Some(style));
        let (mut count, mut printed, mut titled) = (0, 0, 0);
        for language in ["en", "de", "zh", "xx"] {
            for value in works.iter().step_by(9) {
                let (item, _) = work(value);
                let runs = render(&read, &item, language);
                let runs = runs.unwrap_or_else(|| panic!("{} {}", style.name, value["id"]));
                assert!(runs.iter().all(|run| !run.text.is_empty()));
                count += 1;
                printed += usize::from(!runs.is_empty());
                titled += usize::from(runs.iter().any(|run| run.text.contains(TITLE)));
            }
        }
        assert!(
            printed * 4 >= count * 3,
            "{}: {printed} of {count}",
            style.name
        );
        said.push_str(&format!(
            "{}: {printed} of {count}, {titled} with titles\n",
            style.name
        ));
    }
    insta::assert_snapshot!("styles", said);
    let mut names: Vec<&str> = KNOWN.iter().map(|style| style.name).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), KNOWN.len());
}

fn style(body: &str) -> String {
    format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>T</title><id>t</id>
        <updated>2020-01-01T00:00:00+00:00</updated></info>{body}</style>"#
    )
}

const CITATION: &str = r#"<citation><layout><text variable="title"/></layout></citation>"#;

#[test]
fn what_is_no_style_is_told_apart() {
    let good = style(&format!(
        r#"{CITATION}<bibliography><layout><text variable="title"/></layout></bibliography>"#
    ));
    assert!(read(&good).is_ok());
    let notes = style(CITATION);
    assert_eq!(read(&notes), Err(StyleProblem::NoBibliography));
    let dependent = |parent: &str| {
        format!(
            r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>T</title><id>t</id>
            <link href="{parent}" rel="independent-parent"/><updated>2020-01-01T00:00:00+00:00</updated></info></style>"#
        )
    };
    let parent = "http://www.zotero.org/styles/nobody-has-it";
    assert_eq!(
        read(&dependent(parent)),
        Err(StyleProblem::Dependent(parent.to_owned()))
    );
    let apa = read(&dependent("http://www.zotero.org/styles/apa")).unwrap();
    assert_eq!(Some(apa), CitationStyle::archived("apa"));
    for broken in [
        "",
        "<",
        "<style",
        "no style",
        "<html><body/></html>",
        "<style/>",
    ] {
        let problem = read(broken).unwrap_err();
        assert!(matches!(problem, StyleProblem::Unreadable(_)), "{broken}");
    }
    // Half a style, wherever it breaks off.
    for at in (0..good.len()).step_by(7) {
        assert!(read(&good[..at]).is_err(), "{at}");
    }
}

#[test]
fn a_style_cannot_go_on_for_ever() {
    let (item, _) = work(&works()[0]);
    let calls = |macros: &str| {
        let layout = r#"<bibliography><layout><text macro="m0"/></layout></bibliography>"#;
        read(&style(&format!("{macros}{CITATION}{layout}"))).unwrap()
    };
    let itself = calls(r#"<macro name="m0"><text macro="m0"/></macro>"#);
    assert_eq!(render(&itself, &item, "en"), None);
    let doubling: String = (0..30)
        .map(|at| {
            let next = at + 1;
            format!(r#"<macro name="m{at}"><text macro="m{next}"/><text macro="m{next}"/></macro>"#)
        })
        .collect();
    let doubled = format!(r#"{doubling}<macro name="m30"><text value="x"/></macro>"#);
    assert_eq!(render(&calls(&doubled), &item, "en"), None);
    let plain = calls(r#"<macro name="m0"><text variable="title"/></macro>"#);
    assert!(render(&plain, &item, "en").is_some());
}

#[test]
fn what_is_left_out_is_said_and_each_name_has_its_place() {
    let (mut item, _) = work(&works()[0]);
    let named = |family: &str| PartialName {
        given: "Ada".to_owned(),
        family: family.to_owned(),
        ..PartialName::default()
    };
    let credited = Credited {
        names: ["A", "B", "C", "D"].map(named).to_vec(),
        left_out: vec![1, 2],
        gaps: vec![4],
    };
    item.people = BTreeMap::from([("author", credited)]);
    for (name, begins) in [
        ("apa", "A, A., … D, A., et al. (2023)."),
        ("ieee", "A. A, … A. D, <i>et al.</i>,"),
        ("vancouver", "A A, … D A, et al."),
    ] {
        let style = CitationStyle::archived(name).unwrap();
        let runs = render(&style, &item, "en-US").unwrap();
        let printed = tagged(&runs, "T");
        assert!(printed.starts_with(begins), "{name}: {printed}");
        let mut places: Vec<usize> = runs.iter().filter_map(|run| Some(run.name?.at)).collect();
        places.dedup();
        assert_eq!(places, [0, 3], "{name}");
    }
}

/// Writes the styles and locales that `goldens.mjs` reads, to the folder that `FOLIO_CSL` names, else to one that is
/// thrown away; and reads each again.
#[test]
fn the_styles_can_be_written_for_the_reference_implementation() {
    let own = tempfile::tempdir().unwrap();
    let folder = std::env::var_os("FOLIO_CSL").map_or(own.path().to_owned(), PathBuf::from);
    fs::create_dir_all(&folder).unwrap();
    for name in MEASURED {
        let archived = ArchivedStyle::by_name(known(name).unwrap().archived).unwrap();
        let text = archived.get().to_xml().unwrap();
        fs::write(folder.join(format!("{name}.csl")), &text).unwrap();
        assert_eq!(read(&text).ok(), CitationStyle::archived(name), "{name}");
    }
    for locale in archive::locales() {
        let file = LocaleFile::try_from(locale).unwrap();
        let text = file.to_xml().unwrap();
        // The writer calls every root a style.
        let text = text.replacen(
            "<style",
            r#"<locale xmlns="http://purl.org/net/xbiblio/csl""#,
            1,
        );
        let text = text.replace("</style>", "</locale>");
        fs::write(folder.join(format!("locales-{}.xml", file.lang)), text).unwrap();
    }
}
