//! What other formats call the networks that `person.profiles` knows.

/// The name of a network as it writes itself; the key of one that is not known.
pub(super) fn title(key: &str) -> &str {
    match key {
        "orcid" => "ORCID",
        "google_scholar" => "Google Scholar",
        "github" => "GitHub",
        "gitlab" => "GitLab",
        "linkedin" => "LinkedIn",
        "dblp" => "DBLP",
        "semantic_scholar" => "Semantic Scholar",
        "openreview" => "OpenReview",
        "researcherid" => "ResearcherID",
        "scopus" => "Scopus",
        "researchgate" => "ResearchGate",
        "huggingface" => "Hugging Face",
        "kaggle" => "Kaggle",
        "stackoverflow" => "StackOverflow",
        "x" => "X",
        "twitter" => "Twitter",
        "bluesky" => "Bluesky",
        "youtube" => "YouTube",
        "medium" => "Medium",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::NETWORKS;

    #[test]
    fn every_network_has_a_name_by_which_an_import_knows_it() {
        for network in NETWORKS {
            let known = crate::import::exchanged::network(title(network.key));
            assert_eq!(known, Some(network.key));
        }
    }
}
