//! Identifiers and addresses of a paper.

use crate::model::{Publication, Url, identifier};

/// The normal form of a DOI, unless it is the one that arXiv registers for a preprint.
pub fn doi(publication: &Publication) -> Option<String> {
    let written = written(&publication.doi)?;
    match identifier::arxiv(&written) {
        Some(_) => None,
        None => Some(identifier::doi(&written).unwrap_or(written)),
    }
}

/// The normal form of the arXiv identifier, also when it is given as a DOI or a link.
pub fn arxiv(publication: &Publication) -> Option<String> {
    if let Some(written) = written(&publication.arxiv) {
        return Some(identifier::arxiv(&written).unwrap_or(written));
    }
    let linked = publication
        .links
        .get("arxiv")
        .and_then(|link| identifier::arxiv(link.as_str()));
    publication
        .doi
        .as_deref()
        .and_then(identifier::arxiv)
        .or(linked)
}

/// The address that a paper has under a kind of link, whatever the case of the kind.
pub fn link<'a>(publication: &'a Publication, kind: &str) -> Option<&'a Url> {
    let found = publication.links.get(kind);
    found.or_else(|| {
        publication
            .links
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(kind))
            .map(|(_, url)| url)
    })
}

/// The text of a field without blanks around it; none when nothing is left.
pub fn written(field: &Option<String>) -> Option<String> {
    field
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
        .map(str::to_owned)
}
