//! Every field that can be filled prints, in each template, or stands in the table of those that do
//! not.
//!
//! The file is made from the schema, so that a field that is added is asked for as well.

use std::collections::{BTreeSet, HashSet};

use folio::compose::{Options, compose};
use folio::model::Cv;
use folio::papers::omissions::{OMISSIONS, When};
use folio::render::latex::latex;
use folio::render::text::text;
use folio::theme;
use serde_json::{Map, Value, json};

use super::project::{ENGINE, output_of};

/// Kinds of work, by their names in the file.
const KINDS: [&str; 15] = [
    "journal",
    "conference",
    "workshop",
    "preprint",
    "chapter",
    "book",
    "thesis",
    "patent",
    "report",
    "demo",
    "tutorial",
    "dataset",
    "software",
    "magazine",
    "other",
];

/// Fields that cannot all be given: one of each set at a time.
const DATES: [&[&str]; 5] = [
    &["start", "end"],
    &["date", "as_of", "original_date", "expires", "birth_date"],
    &["start", "expected"],
    &["years"],
    &["period", "terms"],
];

/// Fields of which the address alone holds what was written, and a word or a short form prints.
const ADDRESSES: [&str; 5] = ["links", "openreview", "acl", "dblp", "url"];

/// A value that was put in.
#[derive(Debug, Clone)]
struct Leaf {
    /// Its path, such as `publications[3].venue.name`.
    path: String,
    /// What must be found.
    word: String,
}

/// Fills the schema with words that occur nowhere else.
struct Filler {
    schema: Value,
    dates: &'static [&'static str],
    count: usize,
    leaves: Vec<Leaf>,
}

impl Filler {
    fn new(dates: &'static [&'static str]) -> Self {
        Self {
            schema: folio::model::schema(),
            dates,
            count: 0,
            leaves: Vec::new(),
        }
    }

    /// A word of eight letters that no other holds.
    fn word(&mut self) -> String {
        self.count += 1;
        let mut rest = self.count;
        let mut word = String::from("Q");
        for _ in 0..3 {
            word.push(char::from(b"bcdfghjklmnpqrstvwxz"[rest % 20]));
            word.push(char::from(b"aiou"[rest / 20 % 4]));
            rest /= 80;
        }
        word.push('x');
        word
    }

    fn leaf(&mut self, path: &str, word: String) {
        self.leaves.push(Leaf {
            path: path.to_owned(),
            word,
        });
    }

    fn resolved(&self, schema: &Value) -> Value {
        let only = schema.get("allOf").and_then(|all| all.get(0));
        let schema = only.unwrap_or(schema);
        match schema.get("$ref").and_then(Value::as_str) {
            Some(path) => {
                let name = path.rsplit('/').next().unwrap_or_default();
                self.resolved(&self.schema["definitions"][name])
            }
            None => schema.clone(),
        }
    }

    /// A value for a schema; none for what this pass leaves out.
    fn value(&mut self, schema: &Value, path: &str) -> Option<Value> {
        let schema = self.resolved(schema);
        let name = path.rsplit(['.', '[']).next().unwrap_or_default();
        if let Some(forms) = schema.get("anyOf").and_then(Value::as_array)
            && schema.get("properties").is_none()
        {
            let forms: Vec<Value> = forms.iter().map(|form| self.resolved(form)).collect();
            // The form that says most: a list, else a map, else a text.
            let list = forms.iter().find(|form| form["type"] == "array");
            let map = forms.iter().find(|form| form.get("properties").is_some());
            let known = forms.iter().find(|form| form["type"] != "null");
            let form = list.or(map).or(known)?.clone();
            return self.value(&form, path);
        }
        if let Some(words) = schema.get("oneOf").and_then(Value::as_array) {
            return words.first().map(|word| word["const"].clone());
        }
        if schema.get("properties").is_some() {
            return self.map(&schema, path);
        }
        if schema["additionalProperties"].is_object() {
            let key = self.word().to_lowercase();
            let inner = self.value(&schema["additionalProperties"], &format!("{path}.{key}"))?;
            return Some(json!({ key: inner }));
        }
        if schema["type"] == "array" {
            let item = self.value(&schema["items"], &format!("{path}[0]"))?;
            return Some(json!([item]));
        }
        if schema["type"] == "boolean" {
            return None;
        }
        if schema["type"] == "integer" {
            self.count += 1;
            let number = 70_000 + self.count;
            self.leaf(path, number.to_string());
            return Some(json!(number.to_string()));
        }
        if matches!(
            schema["title"].as_str(),
            Some("Date" | "End date" | "Years")
        ) {
            self.count += 1;
            let year = 1000 + self.count % 1990;
            self.leaf(path, year.to_string());
            return Some(json!(year.to_string()));
        }
        let word = self.word();
        let written = match name {
            "url" | "website" => format!("https://{}.example.org/", word.to_lowercase()),
            _ if path.contains(".links.") => {
                format!("https://{}.example.org/", word.to_lowercase())
            }
            "email" | "email[0]" => format!("{}@example.org", word.to_lowercase()),
            _ => word.clone(),
        };
        self.leaf(path, word);
        Some(json!(written))
    }

    fn map(&mut self, schema: &Value, path: &str) -> Option<Value> {
        let properties = schema["properties"].as_object()?.clone();
        if properties.contains_key("native") && properties.contains_key("organization") {
            return None;
        }
        let mut map = Map::new();
        for (key, property) in &properties {
            let property = self.resolved(property);
            let is_date = DATES.iter().any(|set| set.contains(&key.as_str()));
            if is_date && !self.dates.contains(&key.as_str()) {
                continue;
            }
            // `own_sections` tries entries of a kind.
            if key.contains('\0') {
                continue;
            }
            if key == "kind" && properties.contains_key("entries") {
                continue;
            }
            // It names a mark of the file: `records` tries it.
            if key == "marks" && properties.contains_key("priority") {
                continue;
            }
            if [
                "bib", "merge", "type", "status", "self", "selected", "photo", "break", "keep",
            ]
            .contains(&key.as_str())
            {
                continue;
            }
            let path = format!("{path}.{key}");
            let path = path.trim_start_matches('.');
            let value = match ["authors", "editors", "translators"].contains(&key.as_str()) {
                true => Some(self.people(path)),
                false => self.value(&property, path),
            };
            if let Some(value) = value {
                map.insert(key.clone(), value);
            }
        }
        Some(Value::Object(map))
    }

    /// People by all the forms of a map, of which each may stand in one.
    fn people(&mut self, path: &str) -> Value {
        let fields = self.schema["definitions"]["AuthorFields"]["properties"].clone();
        let all: BTreeSet<&str> = fields
            .as_object()
            .into_iter()
            .flat_map(|fields| fields.keys().map(String::as_str))
            .collect();
        let forms: [&[&str]; 3] = [
            &["name", "native", "url"],
            &["given", "particle", "family", "suffix"],
            &["organization"],
        ];
        let known: BTreeSet<&str> = forms
            .concat()
            .into_iter()
            .chain(["marks", "self"])
            .collect();
        assert_eq!(all, known, "a field of an author that no form has");
        let mut people = Vec::new();
        for (at, form) in forms.iter().enumerate() {
            let mut person = Map::new();
            for key in *form {
                let word = self.word();
                let written = match *key {
                    "url" => format!("https://{}.example.org/", word.to_lowercase()),
                    _ => word.clone(),
                };
                person.insert((*key).to_owned(), json!(written));
                self.leaf(&format!("{path}[{at}].{key}"), word);
            }
            people.push(Value::Object(person));
        }
        json!(people)
    }
}

/// A CV in which every field is filled that this pass fills, with what must be found.
fn filled(dates: &'static [&'static str], status: &str) -> (Cv, Vec<Leaf>) {
    let mut filler = Filler::new(dates);
    let properties = filler.schema["properties"].as_object().unwrap().clone();
    let mut cv = Map::new();
    for (key, property) in &properties {
        let value = match key.as_str() {
            "bibliography" | "marks" | "settings" | "documents" | "x-import" => continue,
            "publications" => {
                let publication = filler.resolved(&json!({"$ref": "#/definitions/Publication"}));
                let papers = KINDS.iter().enumerate().map(|(at, kind)| {
                    let mut paper = filler
                        .map(&publication, &format!("publications[{at}]"))
                        .unwrap();
                    paper["type"] = json!(kind);
                    if !status.is_empty() {
                        paper["status"] = json!(status);
                    }
                    paper
                });
                json!(papers.collect::<Vec<_>>())
            }
            _ => filler.value(property, key).unwrap(),
        };
        cv.insert(key.clone(), value);
    }
    let own: Vec<String> = cv["sections"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    let sections: Vec<&str> = folio::model::Section::KEYS
        .iter()
        .copied()
        .chain(own.iter().map(String::as_str))
        .collect();
    // All identifiers, and links of every kind that there is.
    let kinds = filler.leaves.iter().filter_map(|leaf| {
        let (_, kind) = leaf
            .path
            .strip_prefix("publications")?
            .split_once(".links.")?;
        Some(kind)
    });
    let links: Vec<&str> = [
        "doi",
        "arxiv",
        "openreview",
        "acl",
        "dblp",
        "pmid",
        "isbn",
        "url",
    ]
    .into_iter()
    .chain(kinds)
    .collect();
    let documents: Map<String, Value> = ["academic", "resume", "publications"]
        .into_iter()
        .map(|template| {
            let document = json!({
                "template": template,
                "sections": sections,
                "show": ["birth_date", "birth_place", "nationality", "marital_status", "permit"],
                "publications": {
                    "only": "all",
                    "group": "type",
                    "venues": "full",
                    "max_authors": "99",
                    "show": ["presentation", "awards", "note", "contribution", "citations"],
                    "links": links,
                },
            });
            (format!("all-{template}"), document)
        })
        .collect();
    cv.insert("documents".to_owned(), Value::Object(documents));
    let cv: Cv = serde_json::from_value(Value::Object(cv)).unwrap();
    (cv, filler.leaves)
}

/// Whether the table says that a field does not print.
fn is_omitted(path: &str, status: &str) -> bool {
    let steps: Vec<&str> = path
        .split(['.', '[', ']'])
        .filter(|step| !step.is_empty())
        .collect();
    let field_of = |step: &&str| step.parse::<usize>().is_err();
    let section = steps[0];
    let own = section == "sections";
    let fields: Vec<&str> = steps[1..].iter().copied().filter(field_of).collect();
    // Of a section of one's own, the first step is its name.
    let fields = &fields[usize::from(own).min(fields.len())..];
    let kind = steps.get(1).and_then(|at| at.parse::<usize>().ok());
    OMISSIONS.iter().any(|row| {
        let of = row.of == section || row.of == "every entry";
        let when = match row.when {
            When::Always => true,
            When::Kinds(kinds) => kind.is_some_and(|at| {
                kinds
                    .iter()
                    .any(|kind| json!(KINDS[at]) == kind_name(*kind))
            }),
            When::Unpublished => matches!(status, "under-review" | "in-preparation"),
        };
        of && when && fields.iter().any(|field| row.fields.contains(field))
    })
}

fn kind_name(kind: folio::model::PublicationType) -> Value {
    json!(format!("{kind:?}").to_lowercase())
}

fn is_address(path: &str) -> bool {
    path.starts_with("publications")
        && path
            .split(['.', '[', ']'])
            .any(|step| ADDRESSES.contains(&step))
        || path.contains(".thesis.url")
        || path == "person.metrics.url"
        || path.contains(".links.")
}

/// What is wrong with a document: fields that are lost, and fields that print against the table.
fn faults(leaves: &[Leaf], status: &str, printed: &str, tex: &str) -> Vec<String> {
    let words = |text: &str| -> HashSet<String> {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric());
        words.map(str::to_owned).collect()
    };
    let (printed, tex) = (words(printed), words(tex));
    let mut faults = Vec::new();
    for Leaf { path, word } in leaves {
        let word = word.to_lowercase();
        let in_text = printed.contains(&word);
        let in_tex = tex.contains(&word);
        let expected = !is_omitted(path, status);
        // Whatever takes the address of a venue or an author prints no word of it.
        let in_text = if is_address(path) { in_tex } else { in_text };
        if in_text != expected || in_tex != expected {
            let what = if expected { "is lost" } else { "prints" };
            faults.push(format!(
                "{path} ({word}) {what}: text {in_text}, tex {in_tex}"
            ));
        }
    }
    faults
}

#[test]
fn every_field_prints_or_is_in_the_table() {
    let mut all = BTreeSet::new();
    for dates in DATES {
        for status in ["", "in-press", "under-review", "in-preparation"] {
            let (cv, leaves) = filled(dates, status);
            assert!(leaves.len() > 700, "{}", leaves.len());
            for template in ["academic", "resume", "publications"] {
                let name = format!("all-{template}");
                let composed = compose(&cv, &name, &Options::default()).unwrap();
                let theme = theme::load("scholar", None).unwrap();
                let printed = text(&composed.document, &theme);
                let tex = latex(&composed.document, &theme);
                for fault in faults(&leaves, status, &printed, &tex) {
                    all.insert(format!("{dates:?} {status} {template}: {fault}"));
                }
            }
        }
    }
    let all: Vec<String> = all.into_iter().collect();
    assert!(all.is_empty(), "{}:\n{}", all.len(), all.join("\n"));
}

#[test]
#[ignore = "runs pdftotext (poppler)"]
fn every_field_is_in_the_pdf() {
    let (cv, leaves) = filled(DATES[0], "");
    for template in ["academic", "resume", "publications"] {
        let composed = compose(&cv, &format!("all-{template}"), &Options::default()).unwrap();
        let theme = theme::load("scholar", None).unwrap();
        let layout = ENGINE.layout(&composed.document, &theme).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("document.pdf");
        std::fs::write(&path, layout.pdf().unwrap()).unwrap();
        let extracted = output_of("pdftotext", &["-raw", path.to_str().unwrap(), "-"]);
        // A word may be hyphenated.
        let printed = extracted.replace("-\n", "").replace('\u{ad}', "");
        let tex = latex(&composed.document, &theme);
        let faults = faults(&leaves, "", &printed, &tex);
        assert!(faults.is_empty(), "{template}:\n{}", faults.join("\n"));
    }
}
