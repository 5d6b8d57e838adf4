//! CSL-JSON and CSL-YAML: the papers of a reference manager.

use super::dates;
use super::draft::{Draft, Path};
use super::fields::{self, As, Field};
use super::text::Dialect;
use super::tree::{Node, Raw};
use super::works;

/// Fields of an item that are fields of a paper.
pub(super) const FIELDS: &[Field] = &[
    (&["title"], "title", As::Markup),
    (&["container-title", "journal"], "venue.name", As::Literal),
    (
        &["container-title-short", "journalAbbreviation"],
        "venue.short",
        As::Literal,
    ),
    (&["collection-title"], "venue.series", As::Literal),
    (&["event-place"], "venue.location", As::Literal),
    (&["event-title", "event"], "venue.name", As::Literal),
    (&["volume"], "volume", As::Literal),
    (&["issue"], "issue", As::Literal),
    (&["page", "page-first"], "pages", As::Literal),
    (&["edition"], "edition", As::Literal),
    (&["genre"], "genre", As::Literal),
    (&["version"], "version", As::Literal),
    (&["language"], "language", As::Literal),
    (&["PMID", "pmid"], "pmid", As::Literal),
    (&["ISBN", "isbn"], "isbn", As::Literal),
    (&["note"], "note", As::Markup),
    (&["title-short"], "note", As::Remark),
];

/// Fields of an item that is a talk.
const TALK: &[Field] = &[
    (&["title"], "title", As::Markup),
    (
        &["event-title", "event", "container-title", "publisher"],
        "event",
        As::Markup,
    ),
    (&["event-place", "publisher-place"], "location", As::Literal),
    (&["URL", "url"], "url", As::Address),
    (&["note", "genre"], "note", As::Remark),
];

/// Words for how far a work has come.
const STATUSES: &[(&str, &str)] = &[
    ("published", "published"),
    ("accepted", "accepted"),
    ("forthcoming", "accepted"),
    ("in press", "in-press"),
    ("in-press", "in-press"),
    ("submitted", "under-review"),
    ("under review", "under-review"),
    ("in preparation", "in-preparation"),
];

/// Fields that no CV prints.
const UNPRINTED: &[(&str, &str)] = &[
    ("abstract", "abstracts have no place in a list of papers"),
    (
        "accessed",
        "when a reader looked at it is no matter of a CV",
    ),
    ("keyword", "keywords do not print; `tags` select entries"),
    ("license", "it is no matter of a CV"),
    ("source", "where a record comes from is no matter of a CV"),
    ("id", "a key serves citing"),
    ("citation-key", "a key serves citing"),
    ("citation-label", "a key serves citing"),
    ("publisher-place", "the town of a publisher does not print"),
    ("ISSN", "the number of a journal does not print"),
    ("archive", "it says where a copy is"),
    ("archive_location", "it says where a copy is"),
    ("call-number", "it says where a copy is"),
    ("number-of-pages", "it does not print"),
];

/// The items of a file: a list, or a map with one.
fn items_of(root: &Raw) -> &[Raw] {
    match root {
        Raw::List(items) => items,
        map => ["items", "references"]
            .iter()
            .find_map(|key| match map.get(key) {
                Some(Raw::List(items)) => Some(items.as_slice()),
                _ => None,
            })
            .unwrap_or_default(),
    }
}

/// Whether a file is one.
pub(super) fn is_one(root: &Raw) -> bool {
    let is_item = |item: &&Raw| {
        let has_sign = [
            "issued",
            "author",
            "container-title",
            "DOI",
            "editor",
            "event-title",
        ];
        item.has("title")
            && (item.get("type").is_some() || item.has("id"))
            && has_sign.iter().any(|key| item.has(key))
    };
    let items = items_of(root);
    !items.is_empty() && items.iter().filter(is_item).count() * 2 >= items.len()
}

/// Reads a file.
pub(super) fn read(draft: &mut Draft, root: Node) {
    draft.dialect = Dialect::Plain;
    let items = match root.is_list() {
        true => root.items(),
        false => root
            .any(&["items", "references"])
            .map(Node::items)
            .unwrap_or_default(),
    };
    for item in items {
        match item.get("type").and_then(Node::text) {
            Some("speech" | "presentation") => talk(draft, item),
            _ => paper(draft, item),
        }
        for (key, reason) in UNPRINTED {
            for (_, value) in item.entries().into_iter().filter(|(name, _)| name == key) {
                value.leave(*reason);
            }
        }
    }
}

fn talk(draft: &mut Draft, item: Node) {
    let entry = draft.next(&Path::of("talks"));
    fields::fill(draft, &entry, item, TALK, false);
    if !draft.has(&entry.key("title")) {
        return;
    }
    issued(
        draft,
        &entry.key("date"),
        item.get("issued").or_else(|| item.get("event-date")),
    );
    if let Some(kind) = item.get("type") {
        kind.leave("it stands among the talks");
    }
    if let Some(authors) = item.get("author") {
        authors.leave("the owner’s talks name those who gave them together under `with`; add who belongs there");
    }
}

fn paper(draft: &mut Draft, item: Node) {
    let entry = draft.next(&Path::of("publications"));
    let kind = item
        .get("type")
        .and_then(|node| Some((node, works::kind(node.text()?)?)));
    fields::fill(draft, &entry, item, FIELDS, false);
    if !draft.has(&entry) {
        return;
    }
    if let Some((node, kind)) = kind {
        draft.put(&entry.key("type"), kind, &[node]);
    }
    for (key, field) in [
        ("author", "authors"),
        ("editor", "editors"),
        ("translator", "translators"),
    ] {
        if let Some(people) = item.get(key) {
            works::people(draft, &entry.key(field), people);
        }
    }
    for doi in ["DOI", "doi"].iter().filter_map(|key| item.get(key)) {
        works::put_doi(draft, &entry, doi);
    }
    for url in ["URL", "url"].iter().filter_map(|key| item.get(key)) {
        works::put_address(draft, &entry, url);
    }
    if let Some(publisher) = item.get("publisher") {
        let field = match kind {
            Some((_, "thesis" | "report")) => "institution",
            _ => "publisher",
        };
        fields::place(draft, &entry, publisher, field, As::Literal, false);
    }
    if let Some(number) = item.get("number") {
        let field = match kind {
            Some((_, "patent")) => "patent_number",
            _ => "issue",
        };
        fields::place(draft, &entry, number, field, As::Literal, false);
    }
    if let Some(status) = item.get("status")
        && let Some(text) = status.text()
    {
        let lower = text.to_lowercase();
        match STATUSES.iter().find(|(word, _)| *word == lower) {
            Some((_, status_word)) => draft.put(&entry.key("status"), *status_word, &[status]),
            None => draft.append(
                &entry.key("note"),
                text,
                &[status],
                "it is no status that Folio knows",
            ),
        };
    }
    issued(draft, &entry.key("date"), item.get("issued"));
    issued(
        draft,
        &entry.key("original_date"),
        item.get("original-date"),
    );
    works::require_title(draft, &entry);
}

/// Puts a date of CSL: parts, or a text.
fn issued(draft: &mut Draft, path: &Path, node: Option<Node>) {
    let Some(node) = node else { return };
    if let Some(parts) = node.get("date-parts") {
        let first = parts.items();
        let Some(first) = first.first().copied() else {
            return;
        };
        let numbers: Vec<(Node, u16)> = first
            .items()
            .into_iter()
            .filter_map(|part| Some((part, part.text()?.parse().ok()?)))
            .collect();
        let nodes: Vec<Node> = numbers.iter().map(|(node, _)| *node).collect();
        let number = |at: usize| numbers.get(at).map(|(_, number)| *number);
        if let Some(moment) =
            number(0).and_then(|year| dates::dated(year, number(1), number(2), None))
        {
            draft.date(path, moment, &nodes);
        }
        parts.leave("a paper has one date");
    }
    for part in ["raw", "literal"]
        .iter()
        .filter_map(|key| node.get(key))
        .chain([node])
    {
        if let Some(moment) = part.text().and_then(dates::moment) {
            draft.date(path, moment, &[part]);
        }
    }
    node.leave("it is no date that Folio reads");
}
