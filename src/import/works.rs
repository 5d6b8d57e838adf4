//! Papers: authors, identifiers, venues and types as formats have them.

use super::draft::{Draft, Path};
use super::text;
use super::tree::Node;
use crate::model::identifier;
use crate::papers::names::normalised;

/// Words before a venue that say how far a work has come.
const STATUSES: &[(&str, &str)] = &[
    ("submitted to", "under-review"),
    ("submitted", "under-review"),
    ("under review at", "under-review"),
    ("under review", "under-review"),
    ("in review", "under-review"),
    ("in preparation", "in-preparation"),
    ("in prep", "in-preparation"),
    ("working paper", "in-preparation"),
    ("accepted at", "accepted"),
    ("accepted to", "accepted"),
    ("accepted", "accepted"),
    ("to appear in", "accepted"),
    ("to appear", "accepted"),
    ("forthcoming", "accepted"),
    ("in press", "in-press"),
];

/// Words in a venue, or in a type, that say what a work is.
const TYPES: &[(&str, &str)] = &[
    ("arxiv", "preprint"),
    ("biorxiv", "preprint"),
    ("medrxiv", "preprint"),
    ("ssrn", "preprint"),
    ("preprint", "preprint"),
    ("phd thesis", "thesis"),
    ("ph.d. thesis", "thesis"),
    ("doctoral thesis", "thesis"),
    ("master's thesis", "thesis"),
    ("master’s thesis", "thesis"),
    ("dissertation", "thesis"),
    ("thesis", "thesis"),
    ("technical report", "report"),
    ("patent", "patent"),
];

/// The kinds of works of Folio's own.
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

/// Types of works in CSL, ORCID, BibTeX and Hayagriva, with the kinds of Folio.
const FOREIGN_TYPES: &[(&str, &str)] = &[
    ("article", "journal"),
    ("article-journal", "journal"),
    ("journal-article", "journal"),
    ("journalarticle", "journal"),
    ("review", "journal"),
    ("review-book", "journal"),
    ("book-review", "journal"),
    ("paper-conference", "conference"),
    ("conference-paper", "conference"),
    ("inproceedings", "conference"),
    ("conference-abstract", "conference"),
    ("conference-poster", "conference"),
    ("conference-proceedings", "conference"),
    ("article-magazine", "magazine"),
    ("magazine-article", "magazine"),
    ("article-newspaper", "magazine"),
    ("newspaper-article", "magazine"),
    ("newspaper", "magazine"),
    ("chapter", "chapter"),
    ("book-chapter", "chapter"),
    ("anthos", "chapter"),
    ("incollection", "chapter"),
    ("inbook", "chapter"),
    ("book", "book"),
    ("edited-book", "book"),
    ("anthology", "book"),
    ("proceedings", "book"),
    ("monograph", "book"),
    ("thesis", "thesis"),
    ("phdthesis", "thesis"),
    ("mastersthesis", "thesis"),
    ("dissertation", "thesis"),
    ("dissertation-thesis", "thesis"),
    ("patent", "patent"),
    ("report", "report"),
    ("techreport", "report"),
    ("working-paper", "report"),
    ("research-tool", "other"),
    ("dataset", "dataset"),
    ("data-set", "dataset"),
    ("software", "software"),
    ("repository", "software"),
    ("preprint", "preprint"),
    ("online-resource", "other"),
    ("lecture-speech", "other"),
    ("post-weblog", "other"),
    ("webpage", "other"),
    ("web", "other"),
    ("post", "other"),
    ("blog", "other"),
    ("misc", "other"),
    ("document", "other"),
    ("manuscript", "other"),
    ("other", "other"),
    ("technical-standard", "other"),
    ("standards-and-policy", "other"),
    ("translation", "other"),
    ("entry", "other"),
    ("website", "other"),
    ("encyclopedia-entry", "chapter"),
    ("dictionary-entry", "chapter"),
    ("entry-encyclopedia", "chapter"),
    ("entry-dictionary", "chapter"),
    ("reference", "other"),
    ("video", "other"),
    ("audio", "other"),
    ("artwork", "other"),
    ("exhibition", "other"),
    ("scene", "other"),
    ("performance", "other"),
    ("legislation", "other"),
    ("case", "other"),
    ("thread", "other"),
    ("annotation", "other"),
    ("invention", "patent"),
    ("disclosure", "patent"),
    ("license", "patent"),
    ("newsletter-article", "magazine"),
    ("manual", "other"),
    ("test", "other"),
    ("supervised-student-publication", "other"),
    ("artistic-performance", "other"),
    ("lecture", "other"),
    ("motion_picture", "other"),
    ("song", "other"),
    ("interview", "other"),
    ("figure", "other"),
    ("graphic", "other"),
    ("map", "other"),
    ("standard", "other"),
    ("event", "conference"),
    ("presentation", "other"),
    ("speech", "other"),
    ("broadcast", "other"),
    ("hearing", "other"),
    ("bill", "other"),
    ("legal_case", "other"),
    ("pamphlet", "other"),
    ("personal_communication", "other"),
    ("treaty", "other"),
    ("periodical", "other"),
    ("collection", "book"),
    ("regulation", "other"),
    ("musical_score", "other"),
    ("registered-copyright", "other"),
    ("trademark", "other"),
    ("design", "other"),
    ("research-technique", "other"),
    ("learning-object", "other"),
    ("teaching-material", "other"),
    ("blog-post", "other"),
];

/// The kind of work of a type of another format.
pub(super) fn kind(written: &str) -> Option<&'static str> {
    let word = written.trim().to_lowercase().replace([' ', '_'], "-");
    let own = KINDS.into_iter().find(|kind| *kind == word);
    own.or_else(|| {
        let foreign = FOREIGN_TYPES
            .iter()
            .find(|(foreign, _)| foreign.replace('_', "-") == word);
        foreign.map(|(_, kind)| *kind)
    })
}

/// Keys that name the authors.
const AUTHORS: &[&str] = &["authors", "author", "creators", "contributors"];

const NO_DOI: &str = "it is not a DOI";

/// Places what only papers have.
pub(super) fn place(draft: &mut Draft, entry: &Path, node: Node) {
    for key in AUTHORS {
        if let Some(authors) = node.get(key) {
            people(draft, &entry.key("authors"), authors);
        }
    }
    if let Some(editors) = node.any(&["editors", "editor"]) {
        people(draft, &entry.key("editors"), editors);
    }
    for key in ["doi", "DOI"] {
        if let Some(doi) = node.get(key) {
            put_doi(draft, entry, doi);
        }
    }
    for key in ["url", "website", "link", "URL"] {
        if let Some(url) = node.get(key) {
            put_address(draft, entry, url);
        }
    }
    if let Some(written) = node.get("type").or_else(|| node.get("entrytype"))
        && let Some(text) = written.text()
    {
        match kind(text) {
            Some(kind) => draft.put(&entry.key("type"), kind, &[written]),
            None => draft.put(&entry.key("genre"), text, &[written]),
        };
    }
    const OWN: [&str; 5] = [
        "published",
        "accepted",
        "in-press",
        "under-review",
        "in-preparation",
    ];
    if let Some(status) = node.get("status")
        && let Some(text) = status.text().filter(|text| OWN.contains(text))
    {
        draft.put(&entry.key("status"), text, &[status]);
    }
    for key in ["venue", "journal", "publisher", "booktitle", "conference"] {
        if let Some(venue) = node.get(key) {
            put_venue(draft, entry, venue);
        }
    }
}

/// Puts a DOI.
pub(super) fn put_doi(draft: &mut Draft, entry: &Path, node: Node) {
    let Some(text) = node.text() else { return };
    let path = entry.key("doi");
    match identifier::doi(text) {
        Some(doi) => draft.put(&path, doi, &[node]),
        None => draft.doubt(&path, text, &[node], NO_DOI),
    };
}

/// Puts the address of a paper: one of a DOI or of arXiv as the identifier in it.
pub(super) fn put_address(draft: &mut Draft, entry: &Path, node: Node) {
    let Some(text) = node.text() else { return };
    let lower = text.to_ascii_lowercase();
    if lower.contains("doi.org/")
        && let Some(doi) = identifier::doi(text)
        && (!draft.has(&entry.key("doi")) || draft.text_at(&entry.key("doi")) == Some(doi.as_str()))
    {
        draft.put(&entry.key("doi"), doi, &[node]);
        return;
    }
    if lower.contains("arxiv.org/")
        && let Some(arxiv) = identifier::arxiv(text)
        && (!draft.has(&entry.key("arxiv"))
            || draft.text_at(&entry.key("arxiv")) == Some(arxiv.as_str()))
    {
        draft.put(&entry.key("arxiv"), arxiv, &[node]);
        return;
    }
    draft.address(&entry.key("url"), text, &[node]);
}

/// Puts a venue, with the status and the type that stand in its place.
fn put_venue(draft: &mut Draft, entry: &Path, node: Node) {
    let Some(text) = node.text() else { return };
    let (words, link) = draft.dialect.literal(text);
    let lower = words.to_lowercase();
    let status = STATUSES.iter().find_map(|(word, status)| {
        let after = lower.strip_prefix(word)?;
        let rest = words.get(words.len() - after.len()..)?;
        let is_word = rest.is_empty() || rest.starts_with([' ', ':', ',', '.', '(']);
        is_word.then(|| {
            (
                *status,
                rest.trim_start_matches([' ', ':', ',', '.', '('])
                    .trim_end_matches(')'),
            )
        })
    });
    let mut venue = words.as_str();
    if let Some((status, rest)) = status {
        draft.doubt(
            &entry.key("status"),
            status,
            &[node],
            "the status was read from the place of the venue",
        );
        venue = rest;
    }
    let kind = TYPES.iter().find(|(word, _)| lower.contains(word));
    if let Some((_, kind)) = kind
        && !draft.has(&entry.key("type"))
    {
        draft.doubt(
            &entry.key("type"),
            *kind,
            &[node],
            "the type was read from the venue",
        );
    }
    if !venue.is_empty() {
        draft.put(&entry.key("venue"), venue, &[node]);
    }
    if let Some(link) = link
        && !draft.has(&entry.key("url"))
    {
        draft.put(&entry.key("url"), link, &[node]);
    }
}

/// Puts people: a list of names or of maps, or one text. A name in bold or italic is the owner's: what it is
/// told apart by elsewhere is here the name itself.
pub(super) fn people(draft: &mut Draft, path: &Path, node: Node) {
    let is_line = !node.is_list() && node.text().is_some();
    for item in node.items() {
        let at = match is_line {
            true => path.clone(),
            false => draft.next(path),
        };
        if let Some(text) = item.text() {
            let text = text::Dialect::Markdown.literal(text).0;
            if let Some(owner) = marked(item.text().unwrap_or_default())
                && !is_line
            {
                alias(draft, &owner);
            }
            draft.put(&at, text, &[item]);
            continue;
        }
        for (keys, field) in [
            (
                &["family", "lastName", "last_name", "surname"][..],
                "family",
            ),
            (&["given", "firstName", "first_name", "given-name"], "given"),
            (
                &[
                    "non-dropping-particle",
                    "dropping-particle",
                    "prefix",
                    "particle",
                ],
                "particle",
            ),
            (&["suffix"], "suffix"),
            (&["literal"], "organization"),
            (&["name"], "name"),
            (&["url"], "url"),
        ] {
            let Some(part) = item.any(keys) else { continue };
            let Some(text) = part.text() else { continue };
            // Hayagriva calls the family name `name`, beside a given one.
            let field = match field {
                "name" if item.get("given-name").is_some() => "family",
                field => field,
            };
            match field {
                "url" => draft.address(&at.key(field), text, &[part]),
                field => {
                    draft.put(&at.key(field), text, &[part]);
                }
            }
        }
    }
}

/// Gives a paper without a title one, as it must have.
pub(super) fn require_title(draft: &mut Draft, entry: &Path) {
    let path = entry.key("title");
    if !draft.has(&path) {
        draft.fill(&path, "—");
        draft.comment(&path, "the source has no title here; write it");
    }
}

/// The name that a text in bold or italic is.
fn marked(text: &str) -> Option<String> {
    let bare = text.trim_matches(['*', '_']);
    let signs = text.len() - bare.len();
    (signs >= 2 && signs.is_multiple_of(2) && !bare.contains('*')).then(|| bare.trim().to_owned())
}

/// Most names of the owner's that are remembered.
const MOST_ALIASES: usize = 20;

/// Remembers a name of the owner's, where it is another than the one at the top.
pub(super) fn alias(draft: &mut Draft, name: &str) {
    let person = Path::of("person");
    if draft
        .text_at(&person.key("name"))
        .is_some_and(|own| normalised(own) == normalised(name))
    {
        return;
    }
    let aliases = person.key("aliases");
    let is_known =
        (0..draft.length(&aliases)).any(|at| draft.text_at(&aliases.item(at)) == Some(name));
    if !is_known && !name.is_empty() && draft.length(&aliases) < MOST_ALIASES {
        let at = draft.next(&aliases);
        draft.fill(&at, name);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn types_of_other_formats_are_kinds_of_folio() {
        assert_eq!(kind("JOURNAL_ARTICLE"), Some("journal"));
        assert_eq!(kind("paper-conference"), Some("conference"));
        assert_eq!(kind("Article"), Some("journal"));
        assert_eq!(kind("demo"), Some("demo"));
        assert_eq!(kind("sonnet"), None);
        let mut seen = BTreeSet::new();
        for (foreign, kind) in FOREIGN_TYPES {
            assert!(KINDS.contains(kind), "{foreign}");
            assert!(seen.insert(foreign), "{foreign} twice");
        }
        for (_, kind) in TYPES {
            assert!(KINDS.contains(kind));
        }
        for kind in KINDS {
            let read: crate::model::PublicationType = serde_json::from_value(kind.into()).unwrap();
            assert_eq!(serde_json::to_value(read).unwrap(), kind);
        }
    }

    #[test]
    fn a_marked_name_is_the_owners() {
        assert_eq!(marked("**Ada Lovelace**").as_deref(), Some("Ada Lovelace"));
        assert_eq!(marked("***A. Lovelace***").as_deref(), Some("A. Lovelace"));
        assert_eq!(marked("*Ada*").as_deref(), Some("Ada"));
        assert_eq!(marked("Ada Lovelace*"), None);
        assert_eq!(marked("Ada"), None);
    }
}
