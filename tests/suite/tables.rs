//! Tables, pages that begin where the file has it, and headings within sections that entries name.

use std::collections::BTreeSet;
use std::path::Path;

use folio::arrange::arrange;
use folio::compose::{Options, compose};
use folio::document::{Group, Hold, Item, Lines, plain_text};
use folio::model::{Break, Cv, Flag, THEMES};
use folio::papers::Record;
use folio::render::typst::Engine;
use folio::render::{docx, latex, markdown, text};
use folio::session::{self, Request};
use folio::source::{Environment, load_str};
use folio::theme::Theme;

const RECORD: &str = r#"
person: {name: Ada Lovelace, email: ada@example.org}
grants:
  - {title: Engines that weave, funder: Royal Society, number: RS-12, amount: {value: 120000, currency: GBP}, role: PI, start: 2020, end: 2023, status: active}
  - {title: "Cards | and $a|b$", funder: Crown, amount: {value: 2000, currency: GBP}, role: Co-I, date: 2018, summary: Ran for a year.}
  - {title: Notes, funder: European Research Council}
advising:
  - {name: Charles Student, degree: PhD, institution: Cambridge, start: 2020, end: 2024, thesis: On engines, group: Doctoral}
  - {name: Mary Other, degree: MSc, institution: London, date: 2022, group: Master's}
  - {name: Jane More, degree: PhD, institution: Cambridge, start: 2022, group: Doctoral}
  - {name: Joan Last}
teaching:
  - {course: Mechanics, institution: Turin, role: Lecturer, location: Italy, students: 30, highlights: [Held in French., Filmed.]}
news:
  - {text: Moved to London., date: 2021}
skills:
  - {name: Piano}
  - {name: Engines, keywords: [cards, mills], group: Machines}
"#;

fn cv(documents: &str) -> Cv {
    let file = format!("{RECORD}documents: {{cv: {documents}}}\n");
    let loaded = load_str("cv.yaml", &file, Path::new(""), &Environment::default());
    assert!(
        !loaded.has_errors(),
        "{documents}: {:#?}",
        loaded.diagnostics
    );
    loaded.cv.unwrap()
}

fn groups(documents: &str, theme: &Theme, section: &str) -> Vec<Group<Lines>> {
    let cv = cv(documents);
    let composed = compose(&cv, "cv", &Options::default()).unwrap();
    let arranged = arrange(&composed.document, theme);
    let mut sections = arranged.sections.into_iter();
    sections.find(|one| one.id == section).unwrap().groups
}

const TABLES: &str = "{grants: {layout: table}, advising: {layout: table}, teaching: {layout: table}, news: {layout: table}}";

/// The headings of the columns, and the words of each row.
fn words(group: &Group<Lines>) -> (Vec<String>, Vec<Vec<String>>) {
    let titles = group.columns.iter().map(|column| column.title.clone());
    let rows = group.items.iter().map(|item| {
        let Item::Entry(row) = item else {
            panic!("no entry: {item:?}")
        };
        let cells = row.heading.0.iter();
        let cells = cells.map(|line| plain_text(&line.content).replace('\u{a0}', " "));
        let date = row.date.iter().map(|date| date.text.clone());
        cells.chain(date).collect()
    });
    (titles.collect(), rows.collect())
}

#[test]
fn columns_are_what_entries_say_in_their_order() {
    let grants = groups(TABLES, &Theme::default(), "grants");
    let (titles, rows) = words(&grants[0]);
    assert_eq!(
        titles,
        ["Title", "Funder", "Role", "Amount", "Status", "Dates"]
    );
    assert_eq!(
        rows[0],
        [
            "Engines that weave",
            "Royal Society",
            "PI",
            "£120,000",
            "active",
            "2020–2023"
        ]
    );
    // What is not said leaves its cell empty, and what has no column stands behind what it belongs to.
    assert_eq!(rows[2], ["Notes", "European Research Council", "", "", ""]);
    let advising = groups(TABLES, &Theme::default(), "advising");
    let headings: Vec<Option<&str>> = advising.iter().map(|one| one.title.as_deref()).collect();
    assert_eq!(headings, [None, Some("Doctoral"), Some("Master’s")]);
    for group in &advising {
        assert_eq!(
            words(group).0,
            ["Student", "Degree", "Institution", "Dates"]
        );
        let shares = |one: &Group<Lines>| -> Vec<f64> {
            one.columns.iter().map(|column| column.share).collect()
        };
        assert_eq!(
            shares(group),
            shares(&advising[0]),
            "tables of a section are aligned"
        );
        assert!(shares(group).iter().sum::<f64>() <= 1.0);
        assert!(shares(group).iter().all(|share| *share > 0.05));
    }
    let teaching = groups(TABLES, &Theme::default(), "teaching");
    let (titles, rows) = words(&teaching[0]);
    assert_eq!(titles, ["Course", "Role", "Institution"]);
    assert_eq!(
        rows[0],
        ["Mechanics, 30 students", "Lecturer", "Turin, Italy"]
    );
    // A sentence and a date are no table, and a second column has none.
    assert!(
        groups(TABLES, &Theme::default(), "news")[0]
            .columns
            .is_empty()
    );
    let mut narrow = Theme::default();
    narrow.columns.side = vec!["grants".to_owned()];
    narrow.columns.side_mm = 60.0;
    assert!(groups(TABLES, &narrow, "grants")[0].columns.is_empty());
}

#[test]
fn nothing_of_an_employer_with_several_titles_is_lost() {
    let file = r#"
person: {name: Ada Lovelace, email: ada@example.org}
experience:
  - {organization: Mill Ltd, positions: [{title: Director, start: 2020, highlights: [Led it.]}, {title: Engineer, start: 2018, end: 2020}]}
  - {organization: Looms, title: Weaver, start: 2015, end: 2018}
documents: {cv: {experience: {layout: table}}}
"#;
    let loaded = load_str("cv.yaml", file, Path::new(""), &Environment::default());
    assert!(!loaded.has_errors(), "{:#?}", loaded.diagnostics);
    let composed = compose(&loaded.cv.unwrap(), "cv", &Options::default()).unwrap();
    let plain = text::text(&composed.document, &Theme::default());
    for words in ["Mill Ltd", "Director", "Led it.", "Engineer", "Weaver"] {
        assert!(plain.contains(words), "{words}: {plain}");
    }
}

/// Words without the spaces between them.
fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn every_output_has_the_rows_in_order() {
    let cv = cv(TABLES);
    let engine = Engine::new(None);
    let record = Record::from(&cv);
    for name in THEMES {
        let theme = Theme::built_in(name).unwrap();
        let request = Request {
            options: Options {
                theme: Some((*name).to_owned()),
                ..Options::default()
            },
            ..Request::default()
        };
        let page = session::fitted(&record, "cv", &engine, &request, &mut Vec::new()).unwrap();
        let document = &page.fitted.document;
        let plain = text::text(document, &theme);
        // Six columns have no room beside a second one for the text: the entries stand as a list.
        if theme.columns.are_two() {
            let said = "Enginesthatweave2020–2023RoyalSociety,RS-12,PI,active£120,000";
            assert!(letters(&plain).contains(said), "{name}: {plain}");
            continue;
        }
        let rows = [
            "EnginesthatweaveRoyalSocietyPI£120,000active2020–2023RS-12",
            "MaryOtherMScLondon2022",
            "Ranforayear.Notes",
        ];
        for row in rows {
            assert!(letters(&plain).contains(row), "{name}: {plain}");
        }
        let tex = latex::latex(document, &theme);
        assert!(
            tex.contains("\\cvtablerow{%") && tex.contains("\\newcommand{\\cvtablerow}"),
            "{name}"
        );
        let marked = markdown::markdown(document, &theme);
        let lines: Vec<&str> = marked
            .lines()
            .filter(|line| line.starts_with('|'))
            .collect();
        // Strokes of texts and formulas part no cells.
        let strokes = |line: &str| line.replace("\\|", "").matches('|').count();
        let cards = lines.iter().find(|line| line.contains("Cards")).unwrap();
        assert_eq!(strokes(cards), 7, "{cards}");
        assert!(!docx::docx(document, &theme, docx::Pages::default()).is_empty());
    }
}

#[test]
fn a_page_begins_where_the_file_has_it() {
    let places = |documents: &str| -> Vec<(String, usize)> {
        let cv = cv(documents);
        let (engine, record) = (Engine::new(None), Record::from(&cv));
        let request = Request::default();
        let page = session::fitted(&record, "cv", &engine, &request, &mut Vec::new()).unwrap();
        let marks = page.fitted.layout.measure().marks;
        let sections = ["grants[0]", "advising[0]", "teaching[0]", "news[0]"];
        let of = |label: &str| marks.iter().find(|mark| mark.label == label).unwrap().page;
        sections.map(|label| (label.to_owned(), of(label))).to_vec()
    };
    let pages = |documents| {
        places(documents)
            .into_iter()
            .map(|(_, page)| page)
            .collect::<Vec<_>>()
    };
    let together = pages("{}");
    assert!(
        together.iter().all(|page| *page == together[0]),
        "{together:?}"
    );
    let apart = pages("{teaching: {break: page}, advising: {break: page}}");
    let distinct: BTreeSet<usize> = apart.iter().copied().collect();
    assert_eq!(distinct.len(), 3, "{apart:?}");
    assert_eq!(
        pages("{teaching: {break: page}, pages: 1}"),
        pages("{pages: 1}")
    );
    // Of an entry that stands first, the heading of the section goes along.
    let mut cv = cv("{}");
    cv.teaching[0].r#break = Some(Break::Page);
    cv.advising[1].keep = Some(Flag(true));
    let composed = compose(&cv, "cv", &Options::default()).unwrap();
    let arranged = arrange(&composed.document, &Theme::default());
    let section = |id: &str| arranged.sections.iter().find(|one| one.id == id).unwrap();
    assert!(section("teaching").breaks && !section("grants").breaks);
    let entries = section("advising")
        .groups
        .iter()
        .flat_map(|group| &group.items);
    let held = entries.filter(
        |item| matches!(item, Item::Entry(entry) if entry.is_kept && entry.hold == Hold::Whole),
    );
    assert_eq!(held.count(), 1);
}

#[test]
fn entries_stand_under_the_headings_that_they_name() {
    let skills = groups("{}", &Theme::default(), "skills");
    let titles: Vec<Option<&str>> = skills.iter().map(|one| one.title.as_deref()).collect();
    assert_eq!(titles, [None, Some("Machines")]);
    let plain = groups(
        "{skills: {group: none}, advising: {group: none}}",
        &Theme::default(),
        "skills",
    );
    assert_eq!(plain.len(), 1);
    let by_degree = groups("{advising: {group: degree}}", &Theme::default(), "advising");
    let titles: Vec<Option<&str>> = by_degree.iter().map(|one| one.title.as_deref()).collect();
    assert_eq!(titles, [None, Some("PhD"), Some("MSc")]);
}
