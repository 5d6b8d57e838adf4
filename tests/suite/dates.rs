//! No date of a file is lost: it prints, or the file is refused at its place.

use folio::compose::{self, Options};
use folio::diagnostics::{Code, Place, Severity};
use folio::render::text;
use folio::source::{Environment, Loaded, load_str};
use folio::theme;
use serde_json::Value;

use super::project::fixtures;

/// A value for every field that says when something was, and what prints of it; no two the same.
const DATES: [(&str, &str, &str); 8] = [
    ("start", "2001-01-11", "11 Jan 2001"),
    ("end", "2002-02-12", "12 Feb 2002"),
    ("date", "2003-03-13", "13 Mar 2003"),
    ("expected", "2004-04-14", "14 Apr 2004"),
    ("years", "[2005, 2007-2008]", "2005, 2007–2008"),
    ("expires", "2006-06-16", "16 June 2006"),
    ("terms", "[Michaelmas, Lent]", "Michaelmas, Lent"),
    ("period", "Under two kings", "Under two kings"),
];

/// Fields that say in words when something was.
const WORDS: [&str; 2] = ["terms", "period"];

fn loaded(text: &str) -> Loaded {
    load_str("cv.yaml", text, &fixtures(), &Environment::default())
}

/// The text of the academic CV.
fn printed(loaded: &Loaded) -> String {
    let composed =
        compose::compose(loaded.cv.as_ref().unwrap(), "cv", &Options::default()).unwrap();
    text::text(&composed.document, &theme::load("scholar", None).unwrap())
}

/// An entry of a section with some fields.
struct Entries {
    /// Its path, such as `experience[0].positions[0]`.
    path: String,
    /// What stands around it: the file with `{}` in the place of its fields.
    file: String,
    /// Its fields that say when it was.
    fields: Vec<String>,
}

/// The places of entries with dates, from the schema of the model.
fn places() -> Vec<Entries> {
    let schema = folio::model::schema();
    let definition = |value: &Value| {
        let name = value["$ref"].as_str()?.strip_prefix("#/definitions/")?;
        schema["definitions"].get(name)
    };
    let fields = |definition: &Value| {
        let properties = definition["properties"].as_object().unwrap();
        let is_time = |(name, property): &(&String, &Value)| {
            let text = property.to_string();
            let titles = ["\"Date\"", "\"End date\"", "\"Years\""];
            titles.iter().any(|title| text.contains(title)) || WORDS.contains(&name.as_str())
        };
        let times = properties.iter().filter(is_time);
        times.map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    let head = "person: {name: Ada Lovelace, email: a@example.org}\n";
    let mut places = Vec::new();
    for (section, property) in schema["properties"].as_object().unwrap() {
        let Some(entry) = definition(&property["items"]).filter(|_| section != "publications")
        else {
            continue;
        };
        let required = match entry["required"][0].as_str() {
            Some(required) => required,
            // Of a talk the title or the event is needed.
            None if section == "talks" => "title",
            None => continue,
        };
        let mut add = |path: String, file: String, fields: Vec<String>| {
            if !fields.is_empty() {
                let file = format!("{head}{file}");
                places.push(Entries { path, file, fields });
            }
        };
        let entry_fields = fields(entry);
        add(
            format!("{section}[0]"),
            format!("{section}: [{{{required}: Something, {{}}}}]\n"),
            entry_fields,
        );
        if let Some(position) = definition(&entry["properties"]["positions"]["items"]) {
            add(
                format!("{section}[0].positions[0]"),
                format!("{section}: [{{{required}: X, positions: [{{title: Y, {{}}}}]}}]\n"),
                fields(position),
            );
        }
    }
    let own = &schema["definitions"]["CustomEntry"];
    places.push(Entries {
        path: "sections.own.entries[0]".to_owned(),
        file: format!("{head}sections: {{own: {{title: Own, entries: [{{title: X, {{}}}}]}}}}\n"),
        fields: fields(own),
    });
    places
}

#[test]
fn every_combination_of_dates_in_every_section_prints_or_is_an_error() {
    let places = places();
    assert!(places.len() >= 17, "{}", places.len());
    let mut outcomes = String::new();
    for Entries { path, file, fields } in &places {
        outcomes.push_str(&format!("{path}\n"));
        for subset in 1..1_u32 << fields.len() {
            let chosen: Vec<_> = fields
                .iter()
                .enumerate()
                .filter(|(at, _)| subset & (1 << at) != 0)
                .map(|(_, field)| *DATES.iter().find(|(name, ..)| name == field).unwrap())
                .collect();
            // What prints on the page is the same for an end that has not come.
            let presents = [false, true]
                .into_iter()
                .take(match fields.contains(&"end".into()) {
                    true if chosen.iter().any(|(name, ..)| *name == "end") => 2,
                    _ => 1,
                });
            for present in presents {
                let chosen: Vec<_> = chosen
                    .iter()
                    .map(|(name, value, shown)| match (present, *name) {
                        (true, "end") => ("end", "present", "present"),
                        _ => (*name, *value, *shown),
                    })
                    .collect();
                let given: Vec<String> = chosen
                    .iter()
                    .map(|(name, value, _)| format!("{name}: {value}"))
                    .collect();
                let given = given.join(", ");
                let loaded = loaded(&file.replace("{}", &given));
                let problems: Vec<_> = loaded
                    .diagnostics
                    .iter()
                    .filter(|problem| problem.severity > Severity::Note)
                    .collect();
                if let [problem] = problems[..] {
                    assert_eq!(problem.code, Code::DateTwice, "{path} {given}");
                    let Place::Key(place) = &problem.place else {
                        panic!("{problem:?}")
                    };
                    let field = place.strip_prefix(&format!("{path}.")).unwrap();
                    assert!(chosen.iter().any(|(name, ..)| *name == field), "{place}");
                    assert!(loaded.sources.locate(place).is_some(), "{place}");
                    assert_eq!(problem.help.len(), 1);
                    outcomes.push_str(&format!("  {given}: {}\n", problem.message));
                    continue;
                }
                assert!(problems.is_empty(), "{path} {given}: {problems:#?}");
                let text = printed(&loaded);
                for (name, _, shown) in &chosen {
                    assert!(text.contains(shown), "{path} {given} lost {name}:\n{text}");
                }
                let line = text.lines().find(|line| line.contains(chosen[0].2));
                outcomes.push_str(&format!("  {given}: {}\n", line.unwrap_or_default()));
            }
        }
    }
    insta::assert_snapshot!(outcomes);
}

/// The rows of the table of dates in the documentation: section, fields, what prints.
fn documented() -> Vec<(String, String, String)> {
    let page = include_str!("../../docs/format.md");
    let table = page.split("| Section | Given | Prints |").nth(1).unwrap();
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    rows.map(|row| {
        let cells: Vec<&str> = row.trim_matches('|').split('|').map(str::trim).collect();
        let code = |cell: &str| cell.trim_matches('`').to_owned();
        (code(cells[0]), code(cells[1]), code(cells[2]))
    })
    .collect()
}

#[test]
fn what_the_documentation_says_of_dates_is_so() {
    let rows = documented();
    assert!(rows.len() >= 14, "{rows:?}");
    for (section, given, prints) in rows {
        let section = match section.as_str() {
            "any" => "projects",
            named => named,
        };
        let name = match section {
            "education" => "institution",
            "teaching" => "course",
            "service" => "role",
            "projects" | "advising" => "name",
            _ => "title",
        };
        let file = format!("person: {{name: A}}\n{section}: [{{{name}: X, {given}}}]\n");
        let loaded = loaded(&file);
        let is_error = loaded.has_errors();
        let said: Vec<_> = loaded
            .diagnostics
            .iter()
            .map(|found| found.code.name())
            .collect();
        match prints.strip_prefix("error ") {
            Some(code) => assert_eq!(said, [code.trim_matches(['`', '[', ']'])], "{file}"),
            None => {
                assert!(!is_error, "{file}: {said:?}");
                let text = printed(&loaded);
                let (heading, beside) = prints.split_once("; ").unwrap_or(("", &prints));
                let line = text.lines().find(|line| line.contains('X')).unwrap();
                assert!(line.contains(heading), "{file}: {line}");
                let parts: Vec<&str> = line.split("   ").collect();
                assert!(parts.contains(&beside), "{file}: {line}");
            }
        }
    }
}

#[test]
fn what_will_end_after_a_date_is_not_left_out_before_it() {
    let file = "person: {name: A}
education: [{institution: School, start: 2020, expected: 2027}]
grants: [{title: Grant, start: 2022, date: 2021}]
service: [{role: Reviewer, years: [2019, 2024]}]
teaching: [{course: Course, start: 2019, date: 2021}]
documents: {cv: {since: 2022}}
";
    let text = printed(&loaded(file));
    for (word, stays) in [
        ("School", true),
        ("Grant", true),
        ("Reviewer", true),
        ("Course", false),
    ] {
        assert_eq!(text.contains(word), stays, "{word}: {text}");
    }
}
