//! What an entry takes from those that its `crossref` and `xdata` name, by the default rules of BibLaTeX
//! (manual, appendix B).

use std::collections::BTreeMap;
use std::rc::Rc;

use super::value::Value;

/// The fields of an entry by their names. Entries share the values that they inherit.
pub type Fields = BTreeMap<String, Rc<Value>>;

/// Fields that say something of the parent only.
const OWN: [&str; 23] = [
    "abstract",
    "addendum",
    "annotation",
    "annote",
    "crossref",
    "doi",
    "entryset",
    "entrysubtype",
    "eprint",
    "execute",
    "file",
    "ids",
    "keywords",
    "label",
    "note",
    "options",
    "presort",
    "shorthand",
    "shorttitle",
    "sortkey",
    "sorttitle",
    "url",
    "xref",
];

/// Two names of a field, of which one is enough.
const ALIASES: [(&str, &str); 3] = [
    ("journal", "journaltitle"),
    ("address", "location"),
    ("school", "institution"),
];

/// The parts of a date, which come from one entry only.
const DATES: [&str; 5] = ["date", "year", "month", "day", "urldate"];

/// Gives an entry what it lacks and the entry of its `crossref` has.
pub fn by_reference(kind: &str, fields: &mut Fields, parent_kind: &str, parent: &Fields) {
    let is_dated = fields.contains_key("date") || fields.contains_key("year");
    for (name, value) in parent {
        if OWN.contains(&name.as_str()) || is_dated && DATES.contains(&name.as_str()) {
            continue;
        }
        for target in targets(kind, parent_kind, name) {
            give(fields, target, value);
        }
    }
}

/// Gives an entry all that it lacks and the entry of its `xdata` has.
pub fn as_data(fields: &mut Fields, parent: &Fields) {
    for (name, value) in parent {
        if name != "ids" {
            give(fields, name, value);
        }
    }
}

fn give(fields: &mut Fields, name: &str, value: &Rc<Value>) {
    let alias = ALIASES.iter().find_map(|(one, other)| match name {
        _ if name == *one => Some(*other),
        _ if name == *other => Some(*one),
        _ => None,
    });
    if !alias.is_some_and(|alias| fields.contains_key(alias)) {
        fields
            .entry(name.to_owned())
            .or_insert_with(|| Rc::clone(value));
    }
}

/// The fields that a field of the parent becomes.
fn targets<'a>(kind: &str, parent_kind: &str, name: &'a str) -> Vec<&'a str> {
    let is_part = matches!(
        kind,
        "inbook"
            | "bookinbook"
            | "suppbook"
            | "incollection"
            | "suppcollection"
            | "inreference"
            | "inproceedings"
            | "conference"
    );
    let is_article = matches!(kind, "article" | "suppperiodical");
    let renamed = match name {
        "title" => ["booktitle", "journaltitle", "maintitle"],
        "subtitle" => ["booksubtitle", "journalsubtitle", "mainsubtitle"],
        "titleaddon" => ["booktitleaddon", "journaltitleaddon", "maintitleaddon"],
        "author" if is_part && matches!(parent_kind, "book" | "mvbook") => {
            return vec!["author", "bookauthor"];
        }
        _ => return vec![name],
    };
    if parent_kind.starts_with("mv") {
        // Of a work in several volumes: of one, or of a part of one.
        return vec![renamed[2]];
    }
    if is_part {
        vec![renamed[0]]
    } else if is_article {
        vec![renamed[1]]
    } else {
        Vec::new()
    }
}
