//! Preprint servers, by the names that entries give them.

/// What a name says of where a work lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Server {
    /// A server for preprints: what lies there alone is one.
    Preprints,
    /// A repository for papers, data and programs alike.
    Repository,
}

/// Servers whose names do not end in `rxiv`, as words in lower case.
const PREPRINTS: &[&str] = &[
    "arxiv",
    "corr",
    "computing research repository",
    "research square",
    "ssrn",
    "social science research network",
    "hal",
    "hal open science",
    "hal open archive",
    "hal open archives",
    "hal archives ouvertes",
    "osf",
    "open science framework",
    "authorea",
    "jmir",
    "peerj",
    "chinaxiv",
    "nutrixiv",
    "vixra",
    "lissa",
    "cogprints",
    "philsci",
    "optimization online",
    "cambridge open engage",
    "cryptology",
    "iacr cryptology",
    "electronic colloquium on computational complexity",
    "eccc",
    "mpra",
    "munich personal repec",
];

/// See [`Server::Repository`].
const REPOSITORIES: &[&str] = &["zenodo", "figshare", "dryad", "mendeley data"];

/// Words around the name of a server that add nothing.
const AROUND: &[&str] = &[
    "preprint",
    "preprints",
    "eprint",
    "eprints",
    "e",
    "print",
    "prints",
    "pre",
    "server",
    "archive",
    "repository",
    "electronic",
    "journal",
    "org",
    "com",
    "abs",
    "available",
    "posted",
    "submitted",
    "published",
    "hosted",
    "at",
    "on",
    "in",
    "to",
    "the",
    "via",
    "doi",
    "id",
    "no",
    "version",
    "paper",
    "manuscript",
];

/// Words by which a name is that of something published, whatever else it holds.
const PUBLISHED: &[&str] = &[
    "journal",
    "review",
    "reviews",
    "conference",
    "workshop",
    "symposium",
    "proceedings",
    "magazine",
    "letters",
    "transactions",
];

/// What kind of server a name is, if it is one: `bioRxiv`, `arXiv preprint arXiv:2505.12345`,
/// `PsyArXiv`, `SSRN Electronic Journal`, `Zenodo`.
///
/// Only the whole name counts: a journal *about* arXiv is none.
pub fn server(name: &str) -> Option<Server> {
    let words = words(name);
    let bare: Vec<&str> = words
        .iter()
        .map(String::as_str)
        .filter(|word| !AROUND.contains(word))
        .collect();
    let called_preprint = words
        .iter()
        .any(|word| word.starts_with("preprint") || word.starts_with("eprint"));
    let joined = bare.join(" ");
    let is_preprints = match &bare[..] {
        [] => called_preprint,
        [one] if one.ends_with("rxiv") => true,
        _ => PREPRINTS.contains(&joined.as_str()) && (joined != "peerj" || called_preprint),
    };
    let is_published = || words.iter().any(|word| PUBLISHED.contains(&word.as_str()));
    if is_preprints || called_preprint && !is_published() {
        return Some(Server::Preprints);
    }
    REPOSITORIES
        .contains(&joined.as_str())
        .then_some(Server::Repository)
}

/// Whether a name is arXiv's: with `arXiv:2505.12345` beside it, it says nothing more.
pub fn is_arxiv(name: &str) -> bool {
    let words = words(name);
    let mut bare = words.iter().filter(|word| !AROUND.contains(&word.as_str()));
    let is = |word: &String| matches!(word.as_str(), "arxiv" | "corr");
    bare.next().is_some_and(is) && bare.next().is_none()
}

/// Whether a DOI is one that a preprint server registers.
pub fn registers(doi: &str) -> bool {
    const PREFIXES: [&str; 13] = [
        "10.48550/arxiv.",
        "10.26434/chemrxiv",
        "10.21203/rs.",
        "10.2139/ssrn.",
        "10.36227/techrxiv.",
        "10.31234/osf.io/",
        "10.31235/osf.io/",
        "10.31219/osf.io/",
        "10.31222/osf.io/",
        "10.31223/",
        "10.20944/preprints",
        "10.22541/au.",
        "10.7287/peerj.preprints",
    ];
    let doi = doi.trim().to_lowercase();
    // bioRxiv and medRxiv share a prefix with journals, whose suffixes begin with letters.
    let of_biorxiv = doi
        .strip_prefix("10.1101/")
        .is_some_and(|suffix| suffix.starts_with(|first: char| first.is_ascii_digit()));
    of_biorxiv || PREFIXES.iter().any(|prefix| doi.starts_with(prefix))
}

/// The words of a name in lower case, each once, without identifiers, years and what stands in
/// brackets; of `arXiv: Learning` only what stands before the colon.
fn words(name: &str) -> Vec<String> {
    let mut depth = 0usize;
    let outside: String = name
        .chars()
        .filter(|character| {
            match character {
                '(' | '[' => depth += 1,
                ')' | ']' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        })
        .collect();
    let outside = outside.to_lowercase();
    let outside = match outside.split_once(':') {
        Some((before, _)) if before.trim().ends_with("rxiv") => before,
        _ => &outside,
    };
    let mut words: Vec<String> = Vec::new();
    for word in outside.split(|c: char| !c.is_alphanumeric()) {
        let is_number = word.contains(|c: char| c.is_ascii_digit());
        if !word.is_empty() && !is_number && !words.iter().any(|known| known == word) {
            words.push(word.to_owned());
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_servers() {
        for name in [
            "arXiv",
            "ArXiv",
            "arXiv preprint",
            "arXiv preprint arXiv:2505.12345",
            "arXiv:2505.12345 [cs.LG]",
            "ArXiv abs/2505.12345",
            "arXiv e-prints",
            "arXiv.org",
            "arXiv: Learning",
            "arXiv (Cornell University)",
            "CoRR",
            "bioRxiv",
            "bioRxiv (Cold Spring Harbor Laboratory)",
            "medRxiv : the preprint server for health sciences",
            "ChemRxiv",
            "Research Square",
            "SSRN",
            "SSRN Electronic Journal",
            "Available at SSRN 3456789",
            "TechRxiv",
            "HAL",
            "HAL (Le Centre pour la Communication Scientifique Directe)",
            "PsyArXiv",
            "PsyArXiv Preprints",
            "SocArXiv",
            "EarthArXiv",
            "EcoEvoRxiv",
            "engrXiv",
            "OSF Preprints",
            "OSF",
            "Preprints.org",
            "Preprint",
            "Zenodo preprint",
            "PeerJ Preprints",
            "Cryptology ePrint Archive",
        ] {
            assert_eq!(server(name), Some(Server::Preprints), "{name}");
        }
        for name in ["Zenodo", "figshare", "Dryad"] {
            assert_eq!(server(name), Some(Server::Repository), "{name}");
        }
        for name in [
            "",
            "Journal of arXiv Studies",
            "PeerJ",
            "Hal Leonard",
            "OSF Journal of Tanks",
            "Journal of Preprint Studies",
            "Workshop on Preprints",
            "Nature",
            "Corrosion",
            "Journal of Research Square Dancing",
        ] {
            assert_eq!(server(name), None, "{name}");
        }
    }

    #[test]
    fn only_its_own_names_are_those_of_arxiv() {
        for name in [
            "arXiv",
            "CoRR",
            "arXiv preprint arXiv:2505.12345",
            "arXiv.org",
        ] {
            assert!(is_arxiv(name), "{name}");
        }
        for name in [
            "PsyArXiv",
            "bioRxiv",
            "Journal of arXiv Studies",
            "Preprint",
            "",
        ] {
            assert!(!is_arxiv(name), "{name}");
        }
    }

    #[test]
    fn dois_of_servers() {
        for doi in [
            "10.1101/2020.01.01.000001",
            "10.48550/arXiv.2505.12345",
            "10.31234/osf.io/abcde",
        ] {
            assert!(registers(doi), "{doi}");
        }
        for doi in ["10.1101/gr.123456.789", "10.1000/182"] {
            assert!(!registers(doi), "{doi}");
        }
    }
}
