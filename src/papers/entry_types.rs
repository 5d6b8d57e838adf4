//! Types of entries in bibliographies, and genres: which kinds of work they are.

use crate::model::PublicationType;

/// Types of entries that say what a work is, whatever stands in its fields.
pub const PLAIN: &[(PublicationType, &[&str])] = &[
    (PublicationType::Patent, &["patent"]),
    (PublicationType::Software, &["software", "code", "program"]),
    (PublicationType::Dataset, &["dataset", "data"]),
    (
        PublicationType::Thesis,
        &[
            "thesis",
            "phdthesis",
            "mastersthesis",
            "masterthesis",
            "mathesis",
            "bachelorthesis",
            "bachelorsthesis",
            "bathesis",
            "candthesis",
            "dissertation",
            "habilitation",
        ],
    ),
    (
        PublicationType::Book,
        &[
            "book",
            "mvbook",
            "booklet",
            "collection",
            "mvcollection",
            "proceedings",
            "mvproceedings",
            "reference",
            "mvreference",
        ],
    ),
    (
        PublicationType::Chapter,
        &[
            "incollection",
            "inbook",
            "suppbook",
            "bookinbook",
            "inreference",
            "suppcollection",
            "chapter",
        ],
    ),
    (PublicationType::Workshop, &["workshop", "workshoppaper"]),
    (PublicationType::Demo, &["demo", "demonstration"]),
    (PublicationType::Tutorial, &["tutorial"]),
    (
        PublicationType::Magazine,
        &[
            "newspaper",
            "newspaperarticle",
            "magazine",
            "magazinearticle",
        ],
    ),
    // A whole issue of a journal is no article of it.
    (
        PublicationType::Other,
        &[
            "periodical",
            "poster",
            "presentation",
            "talk",
            "lecture",
            "speech",
            "interview",
            "blog",
            "blogpost",
            "podcast",
            "video",
            "audio",
            "movie",
            "music",
            "performance",
            "artwork",
            "image",
            "letter",
            "legislation",
            "legal",
            "jurisdiction",
            "commentary",
            "bibnote",
        ],
    ),
];

/// Types of entries that are weighed against other fields: what they come to, in words.
pub const WEIGHED: &[(&[&str], &str)] = &[
    (
        &["article", "suppperiodical", "review"],
        "`journal`; `magazine` by `entrysubtype` or the name of the magazine; `preprint` on a preprint server, \
         or without a journal where an identifier or the DOI is a server’s; `other` where nothing but \
         the title is known",
    ),
    (
        &["inproceedings", "conference"],
        "`conference`; `workshop`, `demo` or `tutorial` where the name of the proceedings says so",
    ),
    (
        &[
            "report",
            "techreport",
            "technicalreport",
            "whitepaper",
            "workingpaper",
        ],
        "`report`; `preprint` on a preprint server",
    ),
    (
        &["online", "electronic", "www", "webpage", "website"],
        "`other`; `preprint` on a preprint server",
    ),
    (
        &["unpublished", "preprint"],
        "`preprint`; `other` for what was given at a meeting",
    ),
    (
        &["manual", "standard"],
        "`other`; `software` with a `version` or a note such as “R package”",
    ),
];

/// The table of the documentation: types of entries, and the kinds of work that they are.
pub fn table() -> String {
    let listed = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|name| format!("`@{name}`")).collect();
        names.join(", ")
    };
    let mut table = String::from("| Entry | Kind |\n|---|---|\n");
    for (names, words) in WEIGHED {
        table.push_str(&format!("| {} | {words} |\n", listed(names)));
    }
    for (kind, names) in PLAIN {
        let kind = format!("{kind:?}").to_lowercase();
        table.push_str(&format!("| {} | `{kind}` |\n", listed(names)));
    }
    table
}

/// Genres that say what a work is, as localisation keys of BibLaTeX or as words.
pub const GENRES: &[(PublicationType, &[&str])] = &[
    (
        PublicationType::Thesis,
        &[
            "phdthesis",
            "mathesis",
            "candthesis",
            "bathesis",
            "thesis",
            "dissertation",
            "habilitation",
        ],
    ),
    (PublicationType::Preprint, &["preprint", "eprint"]),
    (PublicationType::Dataset, &["dataset", "datacd", "data set"]),
    (
        PublicationType::Software,
        &["software", "computer program", "package"],
    ),
    (PublicationType::Patent, &["patent", "patreq"]),
    (PublicationType::Magazine, &["newspaper", "magazine"]),
    (
        PublicationType::Report,
        &[
            "techreport",
            "resreport",
            "report",
            "working paper",
            "discussion paper",
            "white paper",
            "technical note",
        ],
    ),
    (
        PublicationType::Other,
        &[
            "blog",
            "website",
            "web page",
            "poster",
            "presentation",
            "talk",
            "lecture",
            "slides",
            "podcast",
            "video",
            "audiocd",
            "interview",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documentation_has_the_types_of_entries() {
        let page = include_str!("../../docs/bibtex.md");
        assert!(
            page.contains(&table()),
            "docs/bibtex.md lacks:\n{}",
            table()
        );
    }
}
