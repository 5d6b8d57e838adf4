//! The identifiers of a work, wherever an entry has them: in fields of servers, in addresses, in the
//! name of a venue.

use super::fields::Reader;
use super::verbatim;
use crate::model::{Publication, Url, Venue, VenueFields, identifier, servers};

impl Reader<'_> {
    /// Finds the identifiers, also where the address of the work says no more than one.
    pub(super) fn identifiers(&self, publication: &mut Publication, mut address: Option<String>) {
        self.eprint(publication, &mut address);
        // Google Scholar puts the identifier into the journal, DBLP into the volume.
        let venue = publication
            .venue
            .as_ref()
            .and_then(|venue| venue.0.name.clone())
            .unwrap_or_default();
        if servers::is_arxiv(&venue) {
            let words = venue
                .split_whitespace()
                .chain(publication.volume.as_deref());
            let found = words.filter_map(identifier::arxiv).next();
            let from_volume = publication
                .volume
                .as_deref()
                .is_some_and(|v| v.starts_with("abs/"));
            if from_volume || found.is_some() {
                publication.volume = None;
            }
            publication.arxiv = publication.arxiv.take().or(found);
            // The identifier says the name again; without one the name is all there is.
            if publication.arxiv.is_some()
                && let Some(Venue(fields)) = &mut publication.venue
            {
                for name in [&mut fields.name, &mut fields.short] {
                    *name = name.take().filter(|name| !servers::is_arxiv(name));
                }
                if *fields == VenueFields::default() {
                    publication.venue = None;
                }
            }
        }
        if let Some(id) = publication.doi.as_deref().and_then(identifier::arxiv) {
            publication.arxiv.get_or_insert(id);
            publication.doi = None;
        }
        if publication.arxiv.is_some() {
            let others = |name: &String| !servers::is_arxiv(name);
            publication.publisher = publication.publisher.take().filter(others);
        }
        if let Some(key) = self.entry.key.strip_prefix("DBLP:") {
            publication.dblp.get_or_insert_with(|| key.to_owned());
        }
        if let Some(address) = address {
            self.url(publication, address);
        }
    }

    /// The identifier of a server, by the name of the server.
    fn eprint(&self, publication: &mut Publication, address: &mut Option<String>) {
        let server = self.text(&["eprinttype", "archiveprefix"]);
        let server = server.unwrap_or_default().to_lowercase();
        if let Some(written) = self.identifier(&["arxiv", "arxivid"]) {
            let id = identifier::arxiv(&written);
            if id.is_none() {
                let name = if self.is_said("arxiv") {
                    "arxiv"
                } else {
                    "arxivid"
                };
                self.tell(name, format!("`{written}` is not an arXiv identifier"));
            }
            publication.arxiv = publication.arxiv.take().or(id);
        }
        let Some(id) = self.identifier(&["eprint"]) else {
            return;
        };
        let linkable = verbatim::with_scheme(&id).filter(|url| Url::parse(url).is_ok());
        match server.as_str() {
            "" | "arxiv" => match identifier::arxiv(&id) {
                Some(id) => publication.arxiv = publication.arxiv.take().or(Some(id)),
                None if server.is_empty() && linkable.is_some() => {
                    *address = address.take().or(linkable);
                }
                None => {
                    self.tell(
                        "eprint",
                        format!("`{id}` is not an arXiv identifier and does not print"),
                    );
                    self.keep("eprint", id);
                }
            },
            "pubmed" | "pmid" => {
                publication.pmid.get_or_insert(id);
            }
            "jstor" => {
                let url = Url::below("https://www.jstor.org/stable/", &id);
                publication.links.entry("JSTOR".to_owned()).or_insert(url);
            }
            "hdl" | "handle" => {
                let url = Url::below("https://hdl.handle.net/", &id);
                publication.links.entry("Handle".to_owned()).or_insert(url);
            }
            _ => {
                self.keep("eprint", id);
                self.keep("eprinttype", server);
            }
        }
    }

    /// An address that says no more than an identifier becomes that identifier.
    fn url(&self, publication: &mut Publication, url: String) {
        // An identifier of another work is an address of its own.
        let is_arxiv = |id: &String| {
            let known = publication.arxiv.as_deref();
            known.is_none_or(|known| {
                identifier::without_version(known) == identifier::without_version(id)
            })
        };
        let is_doi = |doi: &String| {
            let known = publication.doi.as_deref();
            known.is_none_or(|known| known.eq_ignore_ascii_case(doi))
        };
        if let Some(id) = identifier::arxiv(&url).filter(is_arxiv) {
            publication.arxiv.get_or_insert(id);
        } else if let Some(doi) = identifier::doi(&url).filter(is_doi) {
            publication.doi.get_or_insert(doi);
        } else if let (true, Some(id)) = (
            url.contains("openreview.net/forum"),
            identifier::openreview(&url),
        ) {
            publication.openreview.get_or_insert(id);
        } else if let (true, Some(id)) = (url.contains("aclanthology."), identifier::acl(&url)) {
            publication.acl.get_or_insert(id);
        } else if let Ok(url) = Url::parse(&url) {
            publication.url = Some(url);
        } else {
            self.tell(
                "url",
                format!("`{url}` is not a web address and makes no link"),
            );
            self.keep("url", url);
        }
    }
}
