//! Hayagriva: the bibliographies of Typst.

use super::dates;
use super::draft::{Draft, Path};
use super::fields::{self, As, Field};
use super::text::Dialect;
use super::tree::{Node, Raw};
use super::works;
use crate::model::identifier;

/// Fields of an entry that are fields of a paper.
pub(super) const FIELDS: &[Field] = &[
    (&["volume"], "volume", As::Literal),
    (&["issue"], "issue", As::Literal),
    (&["page-range"], "pages", As::Literal),
    (&["edition"], "edition", As::Literal),
    (&["genre"], "genre", As::Literal),
    (&["language"], "language", As::Literal),
    (&["organization"], "institution", As::Literal),
    (&["note"], "note", As::Markup),
];

/// Fields that no CV prints.
const UNPRINTED: [&str; 11] = [
    "abstract",
    "archive",
    "archive-location",
    "call-number",
    "page-total",
    "volume-total",
    "runtime",
    "time-range",
    "annote",
    "location",
    "affiliated",
];

/// Whether a file is one.
pub(super) fn is_one(root: &Raw) -> bool {
    let Raw::Map(entries) = root else {
        return false;
    };
    let is_entry = |(_, entry): &&(String, Raw)| {
        let signs = [
            "author",
            "date",
            "parent",
            "serial-number",
            "page-range",
            "publisher",
        ];
        entry.has("title") && signs.iter().any(|key| entry.has(key))
    };
    !entries.is_empty() && entries.iter().filter(is_entry).count() * 2 > entries.len()
}

/// A title, a name, an address: a text, or a map with its `value`.
fn value(node: Node) -> Node {
    node.any(&["value", "name"]).unwrap_or(node)
}

/// Reads a file.
pub(super) fn read(draft: &mut Draft, root: Node) {
    // Its texts are Typst's, of which emphasis looks like that of Markdown.
    draft.dialect = Dialect::Plain;
    for (_, item) in root.entries() {
        let entry = draft.next(&Path::of("publications"));
        if let Some(title) = item.get("title") {
            fields::place(draft, &entry, value(title), "title", As::Markup, false);
        }
        if !draft.has(&entry) {
            continue;
        }
        paper(draft, &entry, item);
        for key in UNPRINTED {
            if let Some(node) = item.get(key) {
                node.leave("it does not print in a list of papers");
            }
        }
    }
}

fn paper(draft: &mut Draft, entry: &Path, item: Node) {
    fields::fill(draft, entry, item, FIELDS, false);
    let parents = item.get("parent").map(Node::items).unwrap_or_default();
    let first = parents.first().copied();
    if let Some(node) = item.get("type").or_else(|| first?.get("type"))
        && let Some(text) = node.text()
    {
        // An article says what it is by what it appeared in.
        let of_parent = first
            .and_then(|parent| parent.get("type"))
            .and_then(Node::text)
            .map(str::to_lowercase);
        let kind = match (text.to_lowercase().as_str(), of_parent.as_deref()) {
            ("article" | "chapter" | "entry", Some("proceedings" | "conference")) => {
                Some("conference")
            }
            ("article", Some("newspaper" | "magazine" | "blog")) => Some("magazine"),
            ("article", Some("repository")) => Some("preprint"),
            ("proceedings" | "conference" | "periodical" | "repository", _)
                if item.get("type").is_none() =>
            {
                works::kind(match text {
                    "periodical" => "article",
                    "repository" => "preprint",
                    _ => "conference-paper",
                })
            }
            (word, _) => works::kind(word),
        };
        match kind {
            Some(kind) => draft.put(&entry.key("type"), kind, &[node]),
            None => draft.append(
                &entry.key("note"),
                text,
                &[node],
                "it is no type of work that Folio knows",
            ),
        };
    }
    for (key, field) in [("author", "authors"), ("editor", "editors")] {
        if let Some(people) = item.get(key) {
            works::people(draft, &entry.key(field), people);
        }
    }
    for node in [
        item.get("date"),
        first.and_then(|parent| parent.get("date")),
    ]
    .into_iter()
    .flatten()
    {
        if draft.has(&entry.key("date")) {
            node.leave("a paper has one date");
        } else if let Some(moment) = node.text().and_then(dates::moment) {
            draft.date(&entry.key("date"), moment, &[node]);
        }
    }
    publisher(draft, entry, item);
    if let Some(url) = item.get("url") {
        works::put_address(draft, entry, value(url));
        if let Some(date) = url.get("date") {
            date.leave("when a reader looked at it is no matter of a CV");
        }
    }
    if let Some(numbers) = item.get("serial-number") {
        numbers_of(draft, entry, numbers);
    }
    for parent in parents {
        self::parent(draft, entry, parent);
    }
}

fn numbers_of(draft: &mut Draft, entry: &Path, node: Node) {
    if let Some(text) = node.text() {
        match identifier::arxiv(text) {
            Some(arxiv) => {
                draft.put(&entry.key("arxiv"), arxiv, &[node]);
            }
            None if identifier::doi(text).is_none() && is_isbn(text) => {
                draft.put(&entry.key("isbn"), text, &[node]);
            }
            None => works::put_doi(draft, entry, node),
        }
        return;
    }
    for (key, value) in node.entries() {
        match key {
            "doi" => works::put_doi(draft, entry, value),
            "arxiv" | "isbn" | "pmid" => {
                fields::place(draft, entry, value, key, As::Literal, false)
            }
            "serial" => fields::place(draft, entry, value, "patent_number", As::Literal, false),
            _ => value.leave("Folio prints DOI, arXiv, PubMed and ISBN"),
        }
    }
}

/// Whether a number has as many digits as one of a book.
fn is_isbn(text: &str) -> bool {
    let bare = text.replace(['-', ' '], "");
    let digits = bare.trim_end_matches(['x', 'X']);
    [10, 13].contains(&bare.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Places the publisher of a work, or of what it appeared in.
fn publisher(draft: &mut Draft, entry: &Path, node: Node) {
    if let Some(name) = node.get("publisher").map(value) {
        fields::place(draft, entry, name, "publisher", As::Literal, false);
    }
}

/// Places what a work appeared in.
fn parent(draft: &mut Draft, entry: &Path, node: Node) {
    if let Some(title) = node.get("title") {
        fields::place(draft, entry, value(title), "venue", As::Literal, false);
        if let Some(short) = title.get("short") {
            short.leave("the venue has its full name");
        }
    }
    for (key, field) in [
        ("volume", "volume"),
        ("issue", "issue"),
        ("page-range", "pages"),
        ("edition", "edition"),
    ] {
        if let Some(value) = node.get(key) {
            fields::place(draft, entry, value, field, As::Literal, false);
        }
    }
    publisher(draft, entry, node);
    if let Some(editors) = node.get("editor") {
        works::people(draft, &entry.key("editors"), editors);
    }
    if let Some(numbers) = node.get("serial-number") {
        numbers.leave("the number of what it appeared in does not print");
    }
    if let Some(kind) = node.get("type") {
        kind.leave("it says what the work appeared in");
    }
    for further in node.get("parent").map(Node::items).unwrap_or_default() {
        if let Some(title) = further.get("title") {
            let path = entry.key("venue");
            match draft.has(&path) {
                true => title.leave("a work has one venue"),
                false => fields::place(draft, entry, value(title), "venue", As::Literal, false),
            }
        }
    }
}
