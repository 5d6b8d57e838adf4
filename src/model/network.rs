//! Networks that know their users by a name.

use super::url::Url;

/// A network that knows its users by a name.
#[derive(Debug)]
pub struct Network {
    /// Its key in `person.profiles`.
    pub key: &'static str,
    /// The word before what prints; none where the address explains itself.
    pub label: Option<&'static str>,
    /// The address of a user.
    pub address: &'static str,
    /// What prints for a user; the address without its scheme when empty.
    pub printed: &'static str,
}

/// Known networks, in the order in which they print.
pub const NETWORKS: &[Network] = &[
    Network {
        key: "orcid",
        label: Some("ORCID"),
        address: "https://orcid.org/{}",
        printed: "{}",
    },
    Network {
        key: "google_scholar",
        label: None,
        address: "https://scholar.google.com/citations?user={}",
        printed: "Google Scholar",
    },
    network("github", "https://github.com/{}"),
    network("gitlab", "https://gitlab.com/{}"),
    network("linkedin", "https://www.linkedin.com/in/{}"),
    network("dblp", "https://dblp.org/pid/{}"),
    Network {
        key: "semantic_scholar",
        label: None,
        address: "https://www.semanticscholar.org/author/{}",
        printed: "Semantic Scholar",
    },
    Network {
        key: "openreview",
        label: None,
        address: "https://openreview.net/profile?id={}",
        printed: "OpenReview",
    },
    Network {
        key: "researcherid",
        label: Some("ResearcherID"),
        address: "https://www.webofscience.com/wos/author/record/{}",
        printed: "{}",
    },
    Network {
        key: "scopus",
        label: Some("Scopus"),
        address: "https://www.scopus.com/authid/detail.uri?authorId={}",
        printed: "{}",
    },
    network("researchgate", "https://www.researchgate.net/profile/{}"),
    network("huggingface", "https://huggingface.co/{}"),
    network("kaggle", "https://www.kaggle.com/{}"),
    network("stackoverflow", "https://stackoverflow.com/users/{}"),
    network("x", "https://x.com/{}"),
    network("twitter", "https://twitter.com/{}"),
    network("bluesky", "https://bsky.app/profile/{}"),
    network("youtube", "https://www.youtube.com/@{}"),
    network("medium", "https://medium.com/@{}"),
];

impl Network {
    /// The address of a user.
    pub fn url(&self, user: &str) -> Url {
        let service = self.address.strip_suffix("{}").unwrap_or(self.address);
        Url::below(service, user)
    }
}

const fn network(key: &'static str, address: &'static str) -> Network {
    Network {
        key,
        label: None,
        address,
        printed: "",
    }
}

/// The networks that `person.profiles` knows by a user name; others take a web address.
pub fn known_networks() -> impl Iterator<Item = &'static str> {
    NETWORKS.iter().map(|network| network.key)
}
