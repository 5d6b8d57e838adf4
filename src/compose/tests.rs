use super::*;
use crate::arrange::arrange;
use crate::document::{Content, Item, plain_text};
use crate::model::Url;
use crate::theme::Theme;

fn cv(yaml: &str) -> Cv {
    serde_yaml::from_str(yaml).unwrap_or_else(|error| panic!("{error}\n{yaml}"))
}

fn composed(yaml: &str, name: &str) -> Document {
    let composed = compose(&cv(yaml), name, &Options::default()).unwrap();
    assert_eq!(composed.problems, []);
    composed.document
}

fn headings(document: &Document) -> Vec<String> {
    let arranged = arrange(document, &Theme::default());
    let items = arranged
        .sections
        .iter()
        .flat_map(|section| &section.groups)
        .flat_map(|group| &group.items);
    items
        .map(|item| match item {
            Item::Entry(entry) => entry.heading.text(),
            Item::Publication(publication) => publication.content.text(),
            Item::Paragraph(paragraph) => plain_text(&paragraph.content),
            Item::Line(line) => format!("{} {}", line.label, plain_text(&line.content)),
        })
        .collect()
}

#[test]
fn a_name_alone_makes_a_document() {
    let document = composed("person: {name: X}", "cv");
    assert_eq!(document.header.name, "X");
    assert_eq!(document.sections, []);
    assert_eq!(document.meta.title, "X – Curriculum Vitae");
    assert_eq!(
        document.meta.date,
        CalendarDate {
            year: 1970,
            month: 1,
            day: 1
        }
    );
}

#[test]
fn tags_and_without_select_entries_and_bullets() {
    let yaml = r"
experience:
  - {organization: A, highlights: [plain, {text: for x, tags: [x]}, {text: for y, tags: y}]}
  - {organization: B, tags: [x]}
  - {organization: C, tags: [y]}
documents:
  x: {tags: [x]}
  all-but-y: {without: [y]}
";
    let names = |name| headings(&composed(yaml, name));
    assert_eq!(names("cv"), ["A", "B", "C"]);
    assert_eq!(names("x"), ["A", "B"]);
    assert_eq!(names("all-but-y"), ["A", "B"]);
    let document = composed(yaml, "x");
    let Item::Entry(first) = &document.sections[0].groups[0].items[0] else {
        panic!()
    };
    let bullets: Vec<&str> = first
        .highlights
        .iter()
        .map(|bullet| bullet.origin.as_str())
        .collect();
    assert_eq!(
        bullets,
        ["experience[0].highlights[0]", "experience[0].highlights[1]"]
    );
}

#[test]
fn sections_stand_in_the_documents_order_under_its_titles() {
    let yaml = r"
skills: [{name: Languages, keywords: [Python, Rust]}]
projects: [{name: P, role: Maintainer}]
documents:
  mine: {sections: [skills, projects], titles: {projects: Open-source contributions}}
";
    let document = composed(yaml, "mine");
    let titles: Vec<&str> = document
        .sections
        .iter()
        .map(|section| section.title.as_str())
        .collect();
    assert_eq!(titles, ["Skills", "Open-source contributions"]);
    assert_eq!(
        headings(&document),
        ["Languages: Python, Rust", "P, Maintainer"]
    );
}

#[test]
fn own_sections_stand_after_the_one_they_name() {
    let yaml = r"
experience: [{organization: A}]
education: [{institution: B}]
sections:
  hobbies: {title: Hobbies, text: Chess}
  outreach: {title: Outreach, after: experience, entries: [{title: School visits}]}
";
    let document = composed(yaml, "cv");
    let ids: Vec<&str> = document
        .sections
        .iter()
        .map(|section| section.id.as_str())
        .collect();
    assert_eq!(ids, ["experience", "outreach", "education", "hobbies"]);
}

#[test]
fn a_document_hides_fields_and_sections() {
    let yaml = r"
person: {name: X, phone: '+44 20 7946 0000', location: London, email: [a@b.example, c@d.example],
         profiles: {github: x, orcid: 0000-0002-1825-0097, blog: 'https://www.blog.example/'}}
awards: [{title: Prize}]
documents: {public: {hide: [phone, location, awards]}}
";
    let document = composed(yaml, "public");
    let contacts: Vec<&str> = document
        .header
        .contacts
        .iter()
        .map(|contact| contact.text.as_str())
        .collect();
    assert_eq!(
        contacts,
        [
            "a@b.example",
            "c@d.example",
            "0000-0002-1825-0097",
            "github.com/x",
            "blog.example"
        ]
    );
    assert_eq!(document.header.location, None);
    assert_eq!(document.sections, []);
}

#[test]
fn limits_take_the_first_entries_and_bullets_and_leave_old_ones_out() {
    let yaml = r"
experience:
  - {organization: A, start: '2020', end: present, highlights: [one, two, three]}
  - {organization: B, start: '2010', end: '2014'}
  - {organization: C}
  - {organization: D}
documents: {short: {since: '2015', max_highlights: '2', experience: {limit: '2'}}}
";
    let document = composed(yaml, "short");
    assert_eq!(headings(&document), ["A", "C"]);
    let Item::Entry(first) = &document.sections[0].groups[0].items[0] else {
        panic!()
    };
    assert_eq!(first.highlights.len(), 2);
}

#[test]
fn the_date_of_the_pdf_never_comes_from_the_clock() {
    let dated = "experience: [{organization: A, start: '2020-03', end: '2021-07'}]";
    let date = |yaml: &str, epoch| calendar(cv(yaml).date(epoch));
    let on = |year, month, day| CalendarDate { year, month, day };
    assert_eq!(date(dated, None), on(2021, 7, 1));
    assert_eq!(date(dated, Some(1_700_000_000)), on(2023, 11, 14));
    let updated = format!("{dated}\nsettings: {{updated: 2026-11-22}}");
    assert_eq!(date(&updated, Some(1_700_000_000)), on(2026, 11, 22));
    assert_eq!(date("{}", None), on(1970, 1, 1));
    let unix = |seconds| PartialDate::of_unix_time(seconds).map(calendar);
    assert_eq!(unix(0), Some(on(1970, 1, 1)));
    assert_eq!(unix(951_782_400), Some(on(2000, 2, 29)));
    assert_eq!(unix(i64::MAX), None);
    assert_eq!(unix(i64::MIN), None);
}

#[test]
fn every_key_of_the_file_is_a_section_or_known_as_none() {
    let schema = serde_json::to_value(schemars::schema_for!(Cv)).unwrap();
    let keys = schema["properties"].as_object().unwrap().keys();
    let not_sections = [
        "person",
        "bibliography",
        "sections",
        "marks",
        "settings",
        "documents",
        "x-import",
    ];
    for key in keys {
        let is_section = crate::model::Section::parse(key).is_some();
        assert_ne!(is_section, not_sections.contains(&key.as_str()), "{key}");
    }
}

#[test]
fn a_template_of_the_users_changes_nothing_but_the_look() {
    let yaml = |documents: &str| {
        format!(
            concat!(
                "person: {{name: Ada, photo: {{path: ada.png, alt: Ada}}}}\n",
                "summary: Short.\n",
                "talks: [{{title: T, event: E}}]\n",
                "experience: [{{organization: X, title: Y}}]\n",
                "publications:\n  - {{title: P, authors: Ada, selected: true, date: 2020}}\n",
                "  - {{title: Q, authors: Ada, date: 2021, type: journal}}\n",
                "documents:\n{}",
            ),
            documents
        )
    };
    for (kind, label) in [
        ("resume", "Résumé"),
        ("academic", "Curriculum Vitae"),
        ("publications", "Publications"),
    ] {
        let base = if kind == "academic" { "cv" } else { kind };
        let drawn = [
            format!("  mine: {{extends: {base}, template: mine}}\n"),
            format!("  all: {{template: mine}}\n  mine: {{extends: {base}}}\n"),
            format!("  mine: {{extends: other}}\n  other: {{extends: {base}, template: mine}}\n"),
        ];
        let expected = composed(&yaml(&format!("  mine: {{extends: {base}}}\n")), "mine");
        assert_eq!(expected.meta.template, kind);
        for documents in drawn {
            let mut document = composed(&yaml(&documents), "mine");
            assert_eq!(document.meta.kind, label);
            assert_eq!(document.meta.title, format!("Ada – {label}"));
            assert_eq!(
                std::mem::replace(&mut document.meta.template, kind.to_owned()),
                "mine"
            );
            assert_eq!(document, expected, "{documents}");
        }
    }
    let own = composed(&yaml("  mine: {template: mine}\n"), "mine");
    assert_eq!(own.meta.kind, "Curriculum Vitae");
    assert!(own.header.photo.is_some());
}

/// The words of entries that stand in the sections of a document, of three for each section.
fn shown_of(key: &str, document: &serde_json::Value) -> Vec<usize> {
    let schema = crate::model::schema();
    let mut definition = &schema["properties"][key]["items"];
    if key == "own" {
        definition = &schema["definitions"]["CustomSection"]["properties"]["entries"]["items"];
    }
    while definition["properties"].is_null() {
        let forms = [&definition["anyOf"][1], &definition["anyOf"][0], definition];
        let name = forms.iter().find_map(|form| form["$ref"].as_str());
        definition = match name.and_then(|name| name.strip_prefix("#/definitions/")) {
            Some(name) => &schema["definitions"][name],
            None => &definition["anyOf"][0],
        };
    }
    // Of a talk the title or the event is needed.
    let title = serde_json::json!(["title"]);
    let required = definition.get("required").unwrap_or(&title);
    let required = required.as_array().unwrap();
    let entry = |at: usize| {
        let fields = required.iter().map(|field| {
            let field = field.as_str().unwrap().to_owned();
            (field, serde_json::json!(format!("Word{at}")))
        });
        serde_json::Value::Object(fields.collect())
    };
    let entries = serde_json::json!([entry(0), entry(1), entry(2)]);
    let mut cv = serde_json::json!({"documents": {"d": document}});
    match key {
        "own" => cv["sections"] = serde_json::json!({"own": {"title": "Own", "entries": entries}}),
        _ => cv[key] = entries,
    }
    let cv: Cv = serde_json::from_value(cv).unwrap();
    let composed = compose(&cv, "d", &Options::default()).unwrap();
    let printed = serde_json::to_string(&composed.document.sections).unwrap();
    let found = (0..3).filter(|at| printed.contains(&format!("Word{at}")));
    found.collect()
}

#[test]
fn every_section_can_be_limited() {
    let with_entries = crate::model::Section::ALL
        .iter()
        .map(|section| section.key());
    for key in with_entries.filter(|key| *key != "summary") {
        assert_eq!(shown_of(key, &serde_json::json!({})).len(), 3, "{key}");
        for limit in 0..3 {
            let document = serde_json::json!({key: {"limit": limit.to_string()}});
            assert_eq!(shown_of(key, &document).len(), limit, "{key}: {limit}");
        }
    }
    let document = serde_json::json!({"own_sections": {"own": {"limit": "2"}}});
    assert_eq!(shown_of("own", &document), [0, 1]);
    assert_eq!(shown_of("own", &serde_json::json!({})), [0, 1, 2]);
}

#[test]
fn addresses_act_as_they_were_meant() {
    let composed = composed(
        "person:\n  name: Ada\n  email: ada@müller.example\n  phone: [+44 (0)20 7946 0000 ext. 5, 020 7946 0000]\n  website: https://müller.example/ü\n",
        "cv",
    );
    let contacts = composed.header.contacts;
    let found: Vec<(&str, Option<&str>)> = contacts
        .iter()
        .map(|contact| (&*contact.text, contact.url.as_ref().map(Url::uri)))
        .collect();
    assert_eq!(
        found,
        [
            (
                "ada@müller.example",
                Some("mailto:ada@xn--mller-kva.example")
            ),
            (
                "+44 (0)20 7946 0000 ext. 5",
                Some("tel:+442079460000;ext=5")
            ),
            ("020 7946 0000", None),
            (
                "müller.example/ü",
                Some("https://xn--mller-kva.example/%C3%BC")
            ),
        ]
    );
}

#[test]
fn headings_have_their_capitals() {
    let composed = composed(
        "person: {name: Ada}\nsummary: x\ndocuments: {cv: {titles: {summary: macOS apps of İzmir}}}\n",
        "cv",
    );
    let section = &composed.sections[0];
    assert_eq!(section.capitals, "macOS APPS OF İZMİR");
    assert_eq!(section.title, "macOS apps of İzmir");
}

#[test]
fn a_list_is_called_a_selection_only_if_it_is_one() {
    let title = |selected: &str| {
        let cv = cv(&format!(
            "person: {{name: A}}\npublications: [{{title: T, date: 2020{selected}}}, {{title: U, date: 2021}}]"
        ));
        let composed = compose(&cv, "resume", &Options::default()).unwrap();
        composed.document.sections[0].title.clone()
    };
    assert_eq!(title(", selected: 'true'"), "Selected publications");
    assert_eq!(title(""), "Publications");
}
