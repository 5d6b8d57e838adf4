//! Identifiers and links of a paper, as they print.

use crate::compose::phrases::link_word;
use crate::document::{Inline, Inlines};
use crate::model::{Publication, Url, identifier};
use crate::papers::identifiers::{arxiv, doi, link, written};
use crate::words::Locale;

/// Identifiers, before the links.
const IDENTIFIERS: [&str; 8] = [
    "doi",
    "arxiv",
    "openreview",
    "acl",
    "dblp",
    "pmid",
    "isbn",
    "url",
];

/// Kinds of links that people use, in the order of their interest to a reader.
const KINDS: [&str; 12] = [
    "pdf", "code", "data", "model", "demo", "project", "website", "slides", "poster", "video",
    "blog", "press",
];

/// The identifiers and links that a document shows, each on its own.
///
/// `only` names them in their order; all in the usual order when it is missing. No address
/// prints twice, however often the source says it, and none of those `said` already.
pub fn runs(
    publication: &Publication,
    only: Option<&[String]>,
    said: Vec<String>,
    locale: &Locale,
) -> Vec<Inlines> {
    let wanted: Vec<String> = match only {
        Some(only) => only.iter().map(|kind| canonical(kind)).collect(),
        None => {
            let known = IDENTIFIERS[..7]
                .iter()
                .chain(&KINDS)
                .map(|kind| (*kind).to_owned());
            let others = publication
                .links
                .keys()
                .filter(|kind| !is_known(kind))
                .cloned();
            known.chain(others).chain(["url".to_owned()]).collect()
        }
    };
    let compared = |key: &str| key.trim_end_matches('/').to_lowercase();
    let mut seen: Vec<String> = said.iter().map(|key| compared(key)).collect();
    let mut out = Vec::new();
    for kind in wanted {
        let Some((key, run)) = run(publication, &kind, locale) else {
            continue;
        };
        let key = compared(&key);
        if !seen.contains(&key) {
            seen.push(key);
            out.push(vec![run]);
        }
    }
    out
}

fn canonical(kind: &str) -> String {
    let kind = kind.trim().to_lowercase();
    if kind == "patent_number" {
        "patent".to_owned()
    } else {
        kind
    }
}

fn is_known(kind: &str) -> bool {
    IDENTIFIERS.contains(&kind) || KINDS.contains(&kind)
}

/// What identifies the target, and what prints.
fn run(publication: &Publication, kind: &str, locale: &Locale) -> Option<(String, Inline)> {
    let stays = |run: Inline| Inline::NoBreak { content: vec![run] };
    let linked = || link(publication, kind).map(Url::to_string);
    match kind {
        "doi" => {
            let linked = || {
                publication
                    .links
                    .get("doi")
                    .and_then(|link| identifier::doi(link.as_str()))
            };
            let doi = doi(publication).or_else(linked)?;
            let text = format!("doi:{doi}");
            Some(match identifier::doi(&doi) {
                Some(valid) => {
                    let url = identifier::doi_url(&valid);
                    (url.to_string(), stays(Inline::link(url, text)))
                }
                None => (text.clone(), Inline::no_break(text)),
            })
        }
        "arxiv" => {
            let id = arxiv(publication)?;
            let text = format!("arXiv:{id}");
            Some(match identifier::arxiv(&id) {
                Some(valid) => {
                    let url = identifier::arxiv_url(&valid);
                    (url.to_string(), stays(Inline::link(url, text)))
                }
                None => (text.clone(), Inline::no_break(text)),
            })
        }
        "openreview" => {
            let id = written(&publication.openreview).or_else(linked)?;
            let url = identifier::openreview(&id).map(|id| identifier::openreview_url(&id));
            Some(linked_or_written(url, &id, kind, locale))
        }
        "acl" => {
            let id = written(&publication.acl).or_else(linked)?;
            let url = identifier::acl(&id).map(|id| identifier::acl_url(&id));
            Some(linked_or_written(url, &id, kind, locale))
        }
        "dblp" => {
            let id = written(&publication.dblp).or_else(linked)?;
            let key = id.strip_prefix("DBLP:").unwrap_or(&id);
            let url = absolute(&id).unwrap_or_else(|| Url::below("https://dblp.org/rec/", key));
            Some((url.to_string(), Inline::link(url, link_word(kind, locale))))
        }
        "pmid" => {
            let id = written(&publication.pmid)?;
            let number = id
                .trim_start_matches(|c: char| !c.is_ascii_digit() && !c.is_ascii_uppercase())
                .trim_start_matches("PMID")
                .trim_start_matches([':', ' '])
                .trim_end_matches('/');
            // Whatever is no number, such as one of PubMed Central, is no address there.
            if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
                let text = format!("PMID:{id}");
                return Some((text.clone(), Inline::no_break(text)));
            }
            let url = Url::below("https://pubmed.ncbi.nlm.nih.gov/", &format!("{number}/"));
            let link = Inline::link(url.clone(), format!("PMID:{number}"));
            Some((url.to_string(), stays(link)))
        }
        "isbn" => {
            let id = written(&publication.isbn)?;
            let bare = id
                .strip_prefix("ISBN")
                .unwrap_or(&id)
                .trim_start_matches([':', ' ']);
            Some((
                format!("isbn:{bare}"),
                Inline::no_break(format!("ISBN {bare}")),
            ))
        }
        "url" => {
            let url = publication.url.as_ref();
            let url = url.or_else(|| link(publication, kind))?;
            let target = known_target(url.as_str()).unwrap_or_else(|| url.clone());
            let run = Inline::link(url.clone(), link_word(kind, locale));
            Some((target.to_string(), run))
        }
        _ => {
            let url = link(publication, kind)?;
            let run = Inline::link(url.clone(), link_word(kind, locale));
            Some((url.to_string(), run))
        }
    }
}

/// An identifier as a link; as written where no address can be made of it.
fn linked_or_written(url: Option<Url>, id: &str, kind: &str, locale: &Locale) -> (String, Inline) {
    let shown = link_word(kind, locale);
    match url.or_else(|| absolute(id)) {
        Some(url) => (url.to_string(), Inline::link(url, shown)),
        None => {
            let text = format!("{shown}:{id}");
            (text.clone(), Inline::no_break(text))
        }
    }
}

/// The address of the identifier that an address stands for.
fn known_target(url: &str) -> Option<Url> {
    if let Some(id) = identifier::arxiv(url) {
        return Some(identifier::arxiv_url(&id));
    }
    if let Some(doi) = identifier::doi(url) {
        return Some(identifier::doi_url(&doi));
    }
    if url.contains("openreview.net/") {
        return identifier::openreview(url).map(|id| identifier::openreview_url(&id));
    }
    let anthology = url.contains("aclanthology.") || url.contains("aclweb.org/anthology");
    let id = anthology.then(|| identifier::acl(url)).flatten()?;
    Some(identifier::acl_url(&id))
}

/// The address that an identifier was given as, perhaps without its scheme; none for what is no address.
fn absolute(id: &str) -> Option<Url> {
    let url = Url::parse(id);
    url.or_else(|_| Url::parse(&format!("https://{id}"))).ok()
}
