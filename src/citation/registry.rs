//! The styles that come with Folio, by the names that documents say.

/// A style that comes with Folio.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KnownStyle {
    /// The name that documents say.
    pub name: &'static str,
    /// Its name in the archive of `hayagriva`.
    pub(super) archived: &'static str,
    /// What it is called.
    pub title: &'static str,
    /// Who uses it.
    pub field: &'static str,
}

macro_rules! known {
    ($($name:literal $archived:literal $title:literal, $field:literal;)+) => {
        /// All of them, those that most people ask for first.
        pub const KNOWN: &[KnownStyle] = &[$(KnownStyle {
            name: $name,
            archived: $archived,
            title: $title,
            field: $field,
        }),+];
    };
}

known! {
    "apa" "apa" "APA, 7th edition", "psychology, education, social sciences";
    "ieee" "ieee" "IEEE", "engineering, computer science";
    "vancouver" "nlm-citation-sequence" "Vancouver (NLM, Citing Medicine)", "medicine";
    "ama" "american-medical-association" "AMA, 11th edition", "medicine";
    "acs" "american-chemical-society" "ACS", "chemistry";
    "acm" "association-for-computing-machinery" "ACM", "computer science";
    "chicago-author-date" "chicago-author-date" "Chicago, author and date", "social sciences, humanities";
    "chicago-notes" "chicago-notes" "Chicago, notes and bibliography", "history, humanities";
    "mla" "mla" "MLA", "literature, languages";
    "nature" "nature" "Nature", "natural sciences";
    "harvard" "harvard-cite-them-right" "Harvard, Cite Them Right", "universities in the United Kingdom";
    "gb-7714" "gb-7714-2015-numeric" "GB/T 7714–2015, numeric", "China";
    "gb-7714-author-date" "gb-7714-2015-author-date" "GB/T 7714–2015, author and date", "China";
    "iso-690" "iso-690-numeric" "ISO 690, numeric", "Europe";
    "iso-690-author-date" "iso-690-author-date" "ISO 690, author and date", "Europe";
    "abnt" "associacao-brasileira-de-normas-tecnicas" "ABNT", "Brazil";
    "gost" "gost-r-705-2008-numeric" "GOST R 7.0.5–2008, numeric", "Russia";
    "sist02" "sist02" "SIST02", "Japan";
    "aaa" "american-anthropological-association" "American Anthropological Association", "anthropology";
    "agu" "american-geophysical-union" "American Geophysical Union", "earth and space sciences";
    "aiaa" "american-institute-of-aeronautics-and-astronautics" "AIAA", "aerospace";
    "aip" "american-institute-of-physics" "AIP", "physics";
    "aps" "american-physics-society" "American Physical Society", "physics";
    "ams-meteorology" "american-meteorological-society" "American Meteorological Society", "meteorology";
    "american-physiological-society" "american-physiological-society" "American Physiological Society", "physiology";
    "apsa" "american-political-science-association" "APSA", "political science";
    "asa" "american-sociological-association" "American Sociological Association", "sociology";
    "asce" "american-society-of-civil-engineers" "ASCE", "civil engineering";
    "asm" "american-society-for-microbiology" "American Society for Microbiology", "microbiology";
    "asme" "american-society-of-mechanical-engineers" "ASME", "mechanical engineering";
    "angewandte-chemie" "angewandte-chemie" "Angewandte Chemie", "chemistry";
    "annual-reviews" "annual-reviews" "Annual Reviews, numeric", "sciences";
    "bmj" "bmj" "BMJ", "medicine";
    "cell" "cell" "Cell", "biology";
    "cse" "council-of-science-editors" "CSE, citation sequence", "biology";
    "cse-name-year" "cse-name-year" "CSE, name and year", "biology";
    "copernicus" "copernicus" "Copernicus Publications", "earth sciences";
    "dgps" "deutsche-gesellschaft-für-psychologie" "Deutsche Gesellschaft für Psychologie", "psychology, in German";
    "deutsche-sprache" "deutsche-sprache" "Deutsche Sprache", "linguistics, in German";
    "elsevier-harvard" "elsevier-harvard" "Elsevier, Harvard", "journals of Elsevier";
    "elsevier-vancouver" "elsevier-vancouver" "Elsevier, Vancouver", "journals of Elsevier";
    "elsevier-with-titles" "elsevier-with-titles" "Elsevier, numeric with titles", "journals of Elsevier";
    "frontiers" "frontiers" "Frontiers", "sciences";
    "iet" "the-institution-of-engineering-and-technology" "IET", "engineering";
    "iop" "institute-of-physics-numeric" "IOP, numeric", "physics";
    "karger" "karger" "Karger", "medicine";
    "lancet" "the-lancet" "The Lancet", "medicine";
    "lncs" "springer-lecture-notes-in-computer-science" "Lecture Notes in Computer Science", "computer science";
    "mdpi" "multidisciplinary-digital-publishing-institute" "MDPI", "sciences";
    "mhra" "modern-humanities-research-association" "MHRA, notes", "humanities in the United Kingdom";
    "plos" "plos" "PLOS", "biology, medicine";
    "rsc" "royal-society-of-chemistry" "Royal Society of Chemistry", "chemistry";
    "sage-vancouver" "sage-vancouver" "SAGE, Vancouver", "journals of SAGE";
    "spie" "spie" "SPIE", "optics";
    "springer-basic" "springer-basic" "Springer, numeric", "journals of Springer";
    "springer-author-date" "springer-basic-author-date" "Springer, author and date", "journals of Springer";
    "springer-mathphys" "springer-mathphys" "Springer, mathematics and physics", "mathematics, physics";
    "springer-vancouver" "springer-vancouver" "Springer, Vancouver", "journals of Springer";
    "taylor-and-francis-chicago" "taylor-and-francis-chicago-author-date" "Taylor & Francis, Chicago", "journals of Taylor & Francis";
    "thieme" "thieme" "Thieme", "medicine, in German";
    "turabian" "turabian-author-date" "Turabian, author and date", "humanities, theses";
}

/// Other names of styles, by which people know them.
const ALIASES: &[(&str, &str)] = &[
    ("chicago", "chicago-author-date"),
    ("nlm", "vancouver"),
    ("gb-t-7714", "gb-7714"),
    ("acm-sig", "acm"),
    ("modern-language-association", "mla"),
];

/// The style of a name, or of another name for it; also of one that the archive has it under.
pub fn known(name: &str) -> Option<&'static KnownStyle> {
    let alias = ALIASES.iter().find(|(alias, _)| *alias == name);
    let name = alias.map_or(name, |(_, name)| name);
    let mut by_name = KNOWN.iter();
    by_name
        .find(|style| style.name == name)
        .or_else(|| KNOWN.iter().find(|style| style.archived == name))
}
