//! BibTeX and BibLaTeX: the papers that Folio reads as a bibliography, written into the CV.

use std::collections::HashMap;

use super::draft::{Draft, Path, Sketch};
use super::text::Dialect;
use super::tree::{Node, Raw};
use super::{File, Unreadable, reading};
use crate::diagnostics::{FileId, Place, Sources};
use crate::source::bibtex::{self, FieldUse};

/// Whether a text is a bibliography: an entry begins at the beginning of a line.
pub(super) fn is_one(text: &str) -> bool {
    const TYPES: [&str; 18] = [
        "article",
        "book",
        "inproceedings",
        "conference",
        "misc",
        "phdthesis",
        "mastersthesis",
        "thesis",
        "techreport",
        "report",
        "incollection",
        "inbook",
        "unpublished",
        "online",
        "string",
        "preamble",
        "dataset",
        "software",
    ];
    text.lines().any(|line| {
        let Some(rest) = line.trim_start().strip_prefix('@') else {
            return false;
        };
        let length = rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(rest.len());
        let (name, rest) = rest.split_at(length);
        TYPES.contains(&name.to_ascii_lowercase().as_str())
            && rest.trim_start().starts_with(['{', '('])
    })
}

/// The entries of a bibliography, each a map of its fields as written.
///
/// # Errors
/// When the file is no text.
pub(super) fn raw(file: &File) -> Result<Raw, Unreadable> {
    let (sources, id) = reading::text(&file.name, &file.bytes)?;
    let text = text_of(&sources, id);
    let entries = bibtex::written(&text);
    if entries.is_empty() {
        return Err(reading::unreadable(
            sources,
            id,
            "no entry of the bibliography can be read",
            "an entry is written `@article{key, title = {…}, …}`",
        ));
    }
    let entry = |(key, fields): (String, Vec<(String, String)>)| {
        let fields = fields
            .into_iter()
            .map(|(name, value)| (name, Raw::word(value)));
        (key, Raw::Map(fields.collect()))
    };
    Ok(Raw::Map(entries.into_iter().map(entry).collect()))
}

fn text_of(sources: &Sources, file: FileId) -> String {
    sources
        .file(file)
        .map(|(_, text)| text.to_owned())
        .unwrap_or_default()
}

/// Most problems of a bibliography that are told one by one.
const MOST_TOLD: usize = 50;

/// Places the papers of a bibliography, and writes down what became of each field.
pub(super) fn read(draft: &mut Draft, root: Node, file: &File) {
    draft.dialect = Dialect::Plain;
    let Ok((sources, id)) = reading::text(&file.name, &file.bytes) else {
        return;
    };
    let found = bibtex::read(id, &file.name, &text_of(&sources, id));
    let count = found.diagnostics.len();
    for problem in found.diagnostics.into_iter().take(MOST_TOLD) {
        let line = match &problem.place {
            Place::Span { file, range } => sources.line_column(*file, range.start).0,
            _ => 1,
        };
        draft
            .remarks
            .push(format!("{}:{line}: {}", file.name, problem.message));
    }
    if count > MOST_TOLD {
        draft.remarks.push(format!(
            "{}: {} more of these",
            file.name,
            count - MOST_TOLD
        ));
    }
    if let Some(name) = &file.bibliography {
        let at = draft.next(&Path::of("bibliography"));
        draft.put(&at, name.as_str(), &[root]);
        draft.kept_papers.extend(found.publications);
        return;
    }
    let list = Path::of("publications");
    let mut places: HashMap<String, Path> = HashMap::new();
    for paper in &found.publications {
        let Ok(value) = serde_json::to_value(paper) else {
            continue;
        };
        let Some(sketch) = sketch(&value) else {
            continue;
        };
        let place = draft.next(&list);
        draft.push(&list, sketch);
        if let Some(key) = &paper.key {
            places.insert(key.clone(), place);
        }
    }
    for (key, entry) in root.entries() {
        let Some(place) = places.get(key) else {
            entry.leave("the entry is none of a paper with a title");
            continue;
        };
        for (name, value) in entry.entries() {
            match bibtex::use_of(name) {
                Some(FieldUse::Read(_)) => {
                    let field = bibtex::field_of(name).map(|field| place.key(field));
                    let path = field
                        .filter(|path| draft.has(path))
                        .unwrap_or_else(|| place.clone());
                    value.ledger.place(&value.leaves(), &path.to_string(), None);
                }
                Some(FieldUse::Kept) => value.leave("it does not print; keep the file for it"),
                Some(FieldUse::Unprinted(why)) => value.leave(why),
                None => {}
            }
        }
    }
}

/// A value of the model as it is set; none where it says nothing.
fn sketch(value: &serde_json::Value) -> Option<Sketch> {
    use serde_json::Value;
    match value {
        Value::Null => None,
        Value::Bool(flag) => Some(Sketch::Word(flag.to_string())),
        Value::Number(number) => Some(Sketch::Word(number.to_string())),
        // What BibTeX calls a list of authors that is cut.
        Value::String(text) if text == "others" => Some(Sketch::Word("et al.".to_owned())),
        Value::String(text) => Some(Sketch::Word(text.clone())),
        Value::Array(items) => {
            let items: Vec<Sketch> = items.iter().filter_map(sketch).collect();
            (!items.is_empty()).then_some(Sketch::List(items))
        }
        Value::Object(entries) => {
            let entries = entries.iter();
            let entries: Vec<(String, Sketch)> = entries
                .filter_map(|(key, value)| Some((key.clone(), sketch(value)?)))
                .collect();
            (!entries.is_empty()).then_some(Sketch::Map(entries))
        }
    }
}
