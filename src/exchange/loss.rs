//! What a format does not say of a document.

use std::collections::HashSet;

use crate::diagnostics::{Code, Diagnostic, Place};
use crate::difference::{Change, Path, Step, Tree};
use crate::model::Cv;

/// Values of a document that the file does not say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loss {
    /// The path of the first of them in `cv.yaml`.
    pub path: String,
    /// How many there are.
    pub count: usize,
    /// What is lost, and why.
    pub reason: String,
    /// What to do about it.
    pub help: &'static str,
}

impl Loss {
    /// What is said of it.
    pub fn problem(&self) -> Diagnostic {
        let place = Place::Value(self.path.clone());
        Diagnostic::warning(Code::ExportLoss, place, self.reason.clone()).help(self.help)
    }
}

/// What was kept of an imported file and stands for something that is no more.
pub(super) fn stale(format: &str, kept: &[Change], unfit: &[usize]) -> Vec<Loss> {
    let Some(first) = unfit.first() else {
        return Vec::new();
    };
    vec![Loss {
        path: format!("x-import.{format}[{first}]"),
        count: unfit.len(),
        reason: format!(
            "`{}`, kept from the imported file, stands for what the CV no longer says{}",
            kept.get(*first)
                .map_or(String::new(), |change| change.at.to_string()),
            match unfit.len() {
                1 => String::new(),
                count => format!("; and {} more", count - 1),
            }
        ),
        help: "remove it from `x-import` where it is of no use any more",
    }]
}

/// Letters and digits alone, by which texts are compared whatever sets them off.
fn letters(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// What the file holds.
struct Held {
    all: String,
    words: HashSet<String>,
}

impl Held {
    fn of(tree: &Tree) -> Self {
        fn walk(tree: &Tree, texts: &mut Vec<String>) {
            match tree {
                Tree::List(items) => items.iter().for_each(|item| walk(item, texts)),
                // Headings of sections are keys.
                Tree::Map(entries) => entries.iter().for_each(|(key, value)| {
                    texts.push(key.clone());
                    walk(value, texts);
                }),
                Tree::Text(text) => texts.push(text.clone()),
                scalar => texts.push(scalar.word()),
            }
        }
        let mut texts = Vec::new();
        walk(tree, &mut texts);
        Self {
            words: texts.iter().flat_map(|text| words(text)).collect(),
            all: texts
                .iter()
                .map(|text| letters(text))
                .collect::<Vec<_>>()
                .join(" "),
        }
    }

    /// Whether a text stands there; a short one as words of its own.
    fn has(&self, text: &str) -> bool {
        let bare = letters(text);
        match bare.chars().count() {
            0..=3 => self.has_words(text),
            _ => self.all.contains(&bare),
        }
    }

    /// Whether all words of a text stand there.
    fn has_words(&self, text: &str) -> bool {
        words(text).all(|word| self.words.contains(&word))
    }
}

fn words(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric()).map(letters);
    words.filter(|word| !word.is_empty())
}

/// Fields of times, which stand in words where they are no dates of RenderCV's.
const TIMES: [&str; 7] = [
    "start", "end", "date", "expected", "years", "expires", "updated",
];

/// Fields of people, written as one text or name by name.
const PEOPLE: [&str; 3] = ["authors", "editors", "translators"];

/// What RenderCV's file does not say of a CV, section by section.
pub(super) fn of_rendercv(cv: &Cv, tree: &Tree) -> Vec<Loss> {
    let held = Held::of(tree);
    let mut fields: Vec<Field> = Vec::new();
    for (path, leaf) in Tree::of(cv).leaves() {
        let steps = Path::parse(&path).unwrap_or_default().0;
        let mut keys = steps.iter().filter_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        });
        let section = keys.next().unwrap_or_default().to_owned();
        let key = keys.next_back().unwrap_or_default();
        let word = match leaf {
            Tree::Text(text) => text.clone(),
            leaf => leaf.word(),
        };
        let is_held = match key {
            // They choose what a document shows, and each document is a file of its own.
            "tags" | "priority" | "after" | "language" | "selected" => true,
            // A mark stands behind names, a currency before its amount as a sign.
            "symbol" | "currency" => true,
            key if TIMES.contains(&key) => held.has(word.get(..4).unwrap_or(&word)),
            key if PEOPLE.contains(&key) => {
                held.has_words(&word.replace(" and ", " ").replace("et al.", ""))
            }
            _ => held.has(&word),
        };
        if is_held {
            continue;
        }
        let pattern = pattern(&steps);
        match fields.iter_mut().find(|known| known.pattern == pattern) {
            Some(known) => known.count += 1,
            None => fields.push(Field {
                section,
                pattern,
                path,
                count: 1,
            }),
        }
    }
    let sections = fields.chunk_by(|one, two| one.section == two.section);
    sections.filter_map(Field::lost).collect()
}

/// A field of which values are lost.
struct Field {
    section: String,
    pattern: String,
    path: String,
    count: usize,
}

impl Field {
    /// What is said of the fields of one section.
    fn lost(fields: &[Self]) -> Option<Loss> {
        let name = |field: &Self| match field.count {
            1 => format!("`{}`", field.pattern),
            count => format!("`{}` ({count} values)", field.pattern),
        };
        let names: Vec<String> = fields.iter().map(name).collect();
        Some(Loss {
            path: fields.first()?.path.clone(),
            count: fields.iter().map(|field| field.count).sum(),
            reason: format!("RenderCV has no place for {}", names.join(", ")),
            help: "`--format json-resume` keeps all of a document; of RenderCV it is lost",
        })
    }
}

/// A path without the numbers of entries.
fn pattern(steps: &[Step]) -> String {
    let mut out = String::new();
    for step in steps {
        match step {
            Step::Key(key) if out.is_empty() => out.push_str(key),
            Step::Key(key) => out.push_str(&format!(".{key}")),
            Step::Index(_) => out.push_str("[]"),
        }
    }
    out
}
