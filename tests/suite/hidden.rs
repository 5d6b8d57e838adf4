//! What a document does not show is in none of its files: hidden, left out by its tags, or dropped
//! to keep to its pages.

use std::collections::BTreeSet;

use folio::model::{Cv, Format};
use folio::session::{Request, fitted, outputs};
use serde_json::{Value, json};

use super::filled::{Filled, filled, read, unique};
use super::project::output_of;

const TEXTS: [Format; 10] = [
    Format::Html,
    Format::Md,
    Format::Txt,
    Format::Tex,
    Format::Svg,
    Format::Bib,
    Format::CslJson,
    Format::Ris,
    Format::JsonResume,
    Format::RenderCv,
];

/// All that a document's files say, its data among them, in small letters.
fn said(cv: &Cv, name: &str, formats: &[Format]) -> String {
    let request = Request {
        formats: formats.to_vec(),
        ..Request::default()
    };
    let engine = &super::project::ENGINE;
    let page = fitted(cv, name, engine, &request, &mut Vec::new()).unwrap();
    let record = folio::papers::Record::from(cv);
    let now = std::time::Instant::now();
    let outputs = outputs(&record, &page, now, &request, &mut Vec::new()).unwrap();
    let mut said = serde_json::to_string(&page.fitted.document).unwrap();
    for output in outputs {
        said.push('\n');
        match output.format {
            Format::Pdf => said.push_str(&streams(&output.bytes)),
            _ => said.push_str(&String::from_utf8(output.bytes).unwrap()),
        }
    }
    said.to_lowercase()
}

/// Everything in a PDF, decompressed: as bytes, as UTF-16 and as what is drawn.
fn streams(pdf: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("document.pdf");
    std::fs::write(&path, pdf).unwrap();
    let plain = folder.path().join("plain.pdf");
    let (path, plain) = (path.to_str().unwrap(), plain.to_str().unwrap());
    output_of("qpdf", &["--qdf", "--object-streams=disable", path, plain]);
    let bytes = std::fs::read(plain).unwrap();
    let wide: String = bytes
        .iter()
        .filter(|byte| **byte != 0)
        .map(|byte| char::from(*byte))
        .collect();
    [
        String::from_utf8_lossy(&bytes).into_owned(),
        wide,
        output_of("pdftotext", &["-raw", path, "-"]),
        output_of("pdfinfo", &["-struct-text", path]),
        output_of("pdfinfo", &["-meta", path]),
        output_of("pdfinfo", &["-url", path]),
    ]
    .join("\n")
}

/// Adds a tag to every entry and bullet of a section, or of what stands in it. An entry that is its name alone is
/// written at length for it.
fn tag(key: &str, value: &mut Value) {
    match value {
        Value::Array(all) => {
            for one in all {
                let name = match key {
                    "memberships" => "organization",
                    _ => "name",
                };
                if one.is_string() {
                    *one = json!({name: one.take()});
                }
                if let Value::Object(fields) = one {
                    fields.insert("tags".to_owned(), json!(["apart"]));
                }
            }
        }
        Value::Object(own) => own.values_mut().for_each(|section| {
            section["tags"] = json!(["apart"]);
            if let Some(entries) = section.get_mut("entries") {
                tag("", entries);
            }
        }),
        _ => {}
    }
}

/// The sections whose entries can have tags.
fn is_tagged(section: &str) -> bool {
    !matches!(section, "person" | "summary" | "interests")
}

/// A CV with documents that leave something out, each with the words that it must not say.
fn documents() -> (Cv, Vec<(String, Vec<String>)>) {
    let Filled { mut cv, texts } = filled(|number, _| unique(number));
    let words = |is_out: &dyn Fn(&str) -> bool| -> Vec<String> {
        let out = texts.iter().filter(|(path, _)| is_out(path));
        out.map(|(_, word)| word.clone()).collect()
    };
    let section = |path: &str| path.split(['.', '[']).next().unwrap_or_default().to_owned();
    let mut documents = serde_json::Map::new();
    let mut expected = Vec::new();
    let mut add = |name: String, settings: Value, words: Vec<String>| {
        assert!(!words.is_empty(), "{name}");
        documents.insert(name.clone(), settings);
        expected.push((name, words));
    };
    let keys: BTreeSet<String> = texts.iter().map(|(path, _)| section(path)).collect();
    let fields = [
        "native_name",
        "pronouns",
        "headline",
        "email",
        "phone",
        "location",
        "website",
        "profiles",
    ];
    let sections = keys.iter().map(String::as_str);
    let sections = sections.filter(|key| !matches!(*key, "person" | "sections"));
    let mut hideable: Vec<(&str, String)> = sections.map(|key| (key, key.to_owned())).collect();
    hideable.extend(["own", "other"].map(|own| (own, format!("sections.{own}"))));
    hideable.extend(fields.map(|field| (field, format!("person.{field}"))));
    // Each is hidden in one of three documents, and shown in two.
    for part in 0..3 {
        let hidden = hideable.iter().skip(part).step_by(3);
        let (keys, paths): (Vec<&str>, Vec<&String>) =
            hidden.map(|(key, path)| (*key, path)).unzip();
        let out = words(&|path| {
            paths.iter().any(|hidden| {
                let rest = path.strip_prefix(hidden.as_str());
                rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            })
        });
        add(format!("hidden-{part}"), json!({"hide": keys}), out);
    }
    for template in ["resume", "publications"] {
        let shown: &[&str] = match template {
            "resume" => &[
                "person",
                "summary",
                "experience",
                "projects",
                "publications",
                "education",
                "skills",
                "awards",
                "certifications",
                "languages",
                "volunteering",
                "interests",
                "sections",
            ],
            _ => &["person", "publications"],
        };
        let out = words(&|path| !shown.contains(&section(path).as_str()));
        add(format!("as-{template}"), json!({"template": template}), out);
    }
    let tagged = words(&|path| is_tagged(&section(path)));
    add("untagged".to_owned(), json!({"without": ["apart"]}), tagged);
    for (key, value) in cv.as_object_mut().unwrap() {
        if is_tagged(key) {
            tag(key, value);
        }
    }
    cv["documents"] = Value::Object(documents);
    (read(&cv), expected)
}

fn assert_unsaid(formats: &[Format]) {
    let (cv, documents) = documents();
    for (name, words) in &documents {
        let said = said(&cv, name, formats);
        let leaked: Vec<_> = words.iter().filter(|word| said.contains(*word)).collect();
        assert!(leaked.is_empty(), "{name}: {leaked:?}");
    }
}

/// A page full of what is pinned, so that interests, which the metadata repeats, have no room.
fn too_long() -> Cv {
    let bullet = |index| json!({"text": format!("{} {}", unique(index), "word ".repeat(22)), "priority": if index < 29 { "pinned" } else { "low" }});
    let bullets: Vec<Value> = (0..50).map(bullet).collect();
    read(&json!({
        "person": {"name": "Ada"},
        "interests": [unique(50), {"name": unique(51), "keywords": [unique(52)]}, {"name": unique(53), "keywords": [unique(54)]}],
        "experience": [{"organization": "Engines", "highlights": bullets}],
        "projects": [{"name": unique(55), "description": unique(56), "priority": "low"}],
        "documents": {"short": {"pages": 1, "template": "academic"}},
    }))
}

fn assert_cut_is_unsaid(formats: &[Format]) {
    let cv = too_long();
    let page = fitted(
        &cv,
        "short",
        &super::project::ENGINE,
        &Request::default(),
        &mut Vec::new(),
    )
    .unwrap();
    let shown = folio::render::text::text(&page.fitted.document, &page.fitted.theme);
    let cut: Vec<String> = (0..107)
        .map(unique)
        .filter(|word| !shown.contains(word))
        .collect();
    assert!(cut.len() > 5, "{cut:?}");
    let said = said(&cv, "short", formats);
    let leaked: Vec<_> = cut.iter().filter(|word| said.contains(*word)).collect();
    assert!(leaked.is_empty(), "{leaked:?}");
}

#[test]
fn what_a_document_leaves_out_is_in_none_of_its_texts() {
    assert_unsaid(&TEXTS);
}

#[test]
fn what_is_cut_to_keep_to_the_pages_is_in_none_of_the_texts() {
    assert_cut_is_unsaid(&TEXTS);
}

#[test]
#[ignore = "runs qpdf and poppler"]
fn what_a_document_leaves_out_is_in_no_stream_of_its_pdf() {
    assert_unsaid(&[Format::Pdf]);
    assert_cut_is_unsaid(&[Format::Pdf]);
}

#[test]
fn what_a_document_shows_is_in_its_texts() {
    let Filled { cv, texts } = filled(|number, _| unique(number));
    assert!(texts.len() > 200, "{}", texts.len());
    let said = said(&read(&cv), "cv", &[Format::Txt, Format::Tex]);
    let missing: Vec<_> = texts
        .iter()
        .filter(|(_, word)| !said.contains(word))
        .collect();
    // What only some kinds of papers print.
    assert!(missing.len() < 20, "{missing:#?}");
}
