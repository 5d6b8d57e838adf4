//! The `orcid-profile` of ORCID 1.2: what later versions have in summaries stands in one tree, and a work may carry the
//! BibTeX that it was added with.

use super::{KEPT, affiliation, date, person, text_at};
use crate::diagnostics::Sources;
use crate::import::draft::{Draft, Path};
use crate::import::orcid::all;
use crate::import::person as accounts;
use crate::import::tree::Node;
use crate::import::{sections, works};
use crate::model::{AuthorNames, Authors, Section, identifier};
use crate::papers::Name;
use crate::source::bibtex;

/// Reads a profile.
pub(super) fn read(draft: &mut Draft, root: Node) {
    if let Some(identifier) = root.get("orcid-identifier") {
        if let Some((node, orcid)) = text_at(identifier, &["path"]) {
            let path = Path::of("person").key("profiles").key("orcid");
            draft.put(&path, orcid, &[node]);
        }
        identifier.leave("it says the same as the identifier");
    }
    if let Some(bio) = root.get("orcid-bio") {
        person(draft, bio);
        for identifier in all(bio, "external-identifier") {
            let name = text_at(identifier, &["external-id-common-name"]);
            let value = text_at(identifier, &["external-id-reference"]);
            let url = text_at(identifier, &["external-id-url"]);
            if let Some((name, _)) = name {
                accounts::profile(
                    draft,
                    name,
                    value.map(|(node, _)| node),
                    url.map(|(node, _)| node),
                );
            }
        }
    }
    for one in all(root, "affiliation") {
        let kind = text_at(one, &["type"]).map(|(_, text)| text.to_lowercase());
        let (name, section) = match kind.as_deref() {
            Some("education") => ("education-summary", Section::Education),
            _ => ("employment-summary", Section::Experience),
        };
        affiliation(draft, name, section, one);
    }
    for funding in all(root, "funding") {
        super::funding(draft, funding);
    }
    for work in all(root, "orcid-work") {
        self::work(draft, work);
    }
    root.leave(KEPT);
}

fn work(draft: &mut Draft, node: Node) {
    let entry = draft.next(&Path::of("publications"));
    if let Some((title, text)) = text_at(node, &["work-title", "title"]) {
        let subtitle = text_at(node, &["work-title", "subtitle"]);
        let whole = match subtitle {
            Some((_, subtitle)) => format!("{text}: {subtitle}"),
            None => text.to_owned(),
        };
        let nodes: Vec<Node> = [Some(title), subtitle.map(|(node, _)| node)]
            .into_iter()
            .flatten()
            .collect();
        let markup = draft.dialect.markup(&whole);
        draft.put(&entry.key("title"), markup, &nodes);
    }
    if !draft.has(&entry) {
        return;
    }
    if let Some((journal, text)) = text_at(node, &["journal-title"]) {
        draft.put(&entry.key("venue"), text, &[journal]);
    }
    if let Some((kind, text)) = text_at(node, &["work-type"])
        && let Some(own) = works::kind(text)
    {
        draft.put(&entry.key("type"), own, &[kind]);
    }
    date(draft, &entry.key("date"), node.get("publication-date"));
    for id in all(node, "work-external-identifier") {
        let kind =
            text_at(id, &["work-external-identifier-type"]).map(|(_, text)| text.to_lowercase());
        let Some((value, text)) = text_at(id, &["work-external-identifier-id"]) else {
            continue;
        };
        let (field, clean) = match kind.as_deref() {
            Some("doi") => ("doi", identifier::doi(text)),
            Some("arxiv") => ("arxiv", identifier::arxiv(text)),
            Some("pmid") => ("pmid", Some(text.to_owned())),
            Some("isbn") => ("isbn", Some(text.to_owned())),
            _ => {
                id.leave("Folio prints DOI, arXiv, PubMed and ISBN");
                continue;
            }
        };
        draft.put(
            &entry.key(field),
            clean.unwrap_or_else(|| text.to_owned()),
            &[value],
        );
        id.leave("it says what kind of identifier it is");
    }
    if let Some((url, _)) = text_at(node, &["url"]) {
        works::put_address(draft, &entry, url);
    }
    for contributor in all(node, "contributor") {
        if let Some((name, text)) = text_at(contributor, &["credit-name"]) {
            let at = draft.next(&entry.key("authors"));
            draft.put(&at, text, &[name]);
        }
    }
    if let Some((citation, text)) = text_at(node, &["work-citation", "citation"]) {
        self::citation(draft, &entry, citation, text);
    }
    sections::require(draft, Some(Section::Publications), &entry);
}

/// Takes the authors of the BibTeX of a work, where nothing else names them.
fn citation(draft: &mut Draft, entry: &Path, node: Node, text: &str) {
    let authors = entry.key("authors");
    if !draft.has(&authors) && text.trim_start().starts_with('@') {
        let mut sources = Sources::default();
        let file = sources.add("citation", text);
        let found = bibtex::read(file, "citation", text);
        let list = found.publications.first().map(|paper| &paper.authors);
        if let Some(Authors::List(list)) = list {
            for author in list {
                let name = match &author.0.name {
                    Some(name) => name.clone(),
                    None => Name::from_fields(&author.0).print(AuthorNames::AsGiven),
                };
                if !name.is_empty() {
                    let at = draft.next(&authors);
                    draft.put(&at, name, &[node]);
                }
            }
        }
    }
    node.leave("the fields of the work say the same");
}
