//! The fields that Folio knows, and what becomes of each: the one table of them.
//!
//! Reading asks it what may be left aside, `docs/bibtex.md` shows it, and tests hold the three against each other.

/// What becomes of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// It is read as this.
    Read(&'static str),
    /// It does not print and stands again in an exported `.bib`.
    Kept,
    /// It neither prints nor is exported, because of this.
    Unprinted(&'static str),
}

use Use::{Kept, Read, Unprinted};

/// Prefix of fields that hold a link of another kind.
pub const OTHER_LINK: &str = "link-";

/// Fields of websites and reference managers that hold links, with the kind of link.
pub const LINKS: [(&str, &[&str]); 12] = [
    ("pdf", &["pdf", "_pdf"]),
    ("code", &["code", "codeurl", "github", "_code"]),
    ("data", &["data", "dataset"]),
    ("model", &["model", "models", "huggingface"]),
    ("demo", &["demo"]),
    (
        "project",
        &["project", "website", "webpage", "projectpage", "homepage"],
    ),
    ("slides", &["slides", "talk"]),
    ("poster", &["poster"]),
    ("video", &["video", "youtube", "recording"]),
    ("blog", &["blog", "blogpost"]),
    ("press", &["press", "media"]),
    ("supplement", &["supp", "supplement", "appendix"]),
];

const SORTING: Use = Unprinted("it serves citing and sorting");
const OWN_NOTE: Use = Unprinted("it is a note of your own");
const CONTENT: Use = Unprinted("it describes the content; `abstract`s have no place in a list");
const MANAGER: Use = Unprinted("a reference manager or database keeps it for itself");
const WEBSITE: Use = Unprinted("it is a setting of a website");

/// The fields, in the order of the documentation. A `*` at the end of a name stands for whatever follows.
#[rustfmt::skip]
pub const FIELDS: &[(&[&str], Use)] = &[
    (&["title", "subtitle"], Read("the title, with a colon between")),
    (&["titleaddon"], Read("`title_addon`")),
    (&["author"], Read("`authors`")),
    (&["editor"], Read("`editors`")),
    (&["translator"], Read("`translators`")),
    (&["author+an*", "editor+an*", "translator+an*"], Read("marks, native names and addresses of persons")),
    (&["collaboration"], Read("`collaboration`")),
    (&["holder"], Read("`holder`")),
    (&["journaltitle", "journal", "booktitle", "eventtitle"], Read("the name of the venue; the first that is there")),
    (&["journalsubtitle", "booksubtitle"], Read("the name of the venue, after a colon")),
    (&["howpublished"], Read("`url` and links for its addresses, a status, else the name of the venue")),
    (&["shortjournal", "abbr", "venueshort"], Read("the short name of the venue")),
    (&["series", "track", "workshop", "venueurl"], Read("the same of the venue")),
    (&["eventlocation", "venue"], Read("the location of the venue")),
    (&["address", "location"], Read("the location of the venue for papers of the ACL Anthology, the office of a patent; else kept")),
    (&["date"], Read("`date`, and `period` for ranges over years and `~`, `?`")),
    (&["year", "month", "day"], Read("the same, where `date` is missing; `in press` and the like are a status")),
    (&["origdate"], Read("`original_date`")),
    (&["period"], Read("`period`")),
    (&["pubstate", "status"], Read("`status`")),
    (&["volume"], Read("`volume`; DBLP's `abs/…` as `arxiv`")),
    (&["issue", "number"], Read("`issue`, or `patent_number`")),
    (&["pages", "eid", "articleno", "article-number"], Read("`pages`")),
    (&["edition"], Read("`edition`")),
    (&["publisher", "organization"], Read("`publisher`")),
    (&["institution", "school"], Read("`institution`")),
    (&["type"], Read("`genre`")),
    (&["version"], Read("`version`")),
    (&["language"], Read("`language`")),
    (&["doi"], Read("`doi`, bare")),
    (&["url", "html"], Read("`url`, or the identifier that it holds")),
    (&["eprint"], Read("`arxiv`, `pmid`, a link to JSTOR or Handle, by `eprinttype`; else kept")),
    (&["eprinttype", "archiveprefix"], Read("what `eprint` is")),
    (&["arxiv", "arxivid"], Read("`arxiv`")),
    (&["pmid", "pubmed"], Read("`pmid`")),
    (&["isbn"], Read("`isbn`")),
    (&["openreview", "acl", "dblp"], Read("the same")),
    (&["note", "addendum"], Read("`note`, without what reference managers write into it (`Publisher: …`); a status, a presentation or an identifier as such")),
    (&["presentation"], Read("`presentation`")),
    (&["award", "awards", "honor"], Read("`awards`, separated by `;`")),
    (&["contribution", "tldr"], Read("`contribution`")),
    (&["citations", "citationsdate", "citationssource"], Read("`citations`")),
    (&["selected"], Read("`selected`")),
    (&["keywords"], Read("`selected` when `selected` is among them, and as tags where `cv.yaml` names them; they do not print")),
    (&["tags"], Read("`tags`, separated by `,` or `;`")),
    (&["category"], Read("`type`")),
    (&["entrysubtype"], Read("a sign of the `type`")),
    (&["merge"], Read("`merge`")),
    (&["pdf", "_pdf", "code", "codeurl", "github", "_code", "data", "dataset", "model", "models", "huggingface", "demo"], Read("`links`")),
    (&["project", "website", "webpage", "projectpage", "homepage", "slides", "talk", "poster"], Read("`links`")),
    (&["video", "youtube", "recording", "blog", "blogpost", "press", "media", "supp", "supplement", "appendix"], Read("`links`")),
    (&["link-*"], Read("`links`, by what follows")),
    (&["crossref", "xdata"], Read("what the entry inherits")),
    (&["chapter", "part", "volumes", "pagetotal", "numpages"], Kept),
    (&["maintitle", "mainsubtitle", "maintitleaddon", "booktitleaddon", "issuetitle", "issuesubtitle", "eventtitleaddon"], Kept),
    (&["eventdate", "urldate", "issn", "eissn", "isrn", "ismn", "isan", "iswc", "lccn", "pmcid", "mrnumber", "zblnumber", "adsurl"], Kept),
    (&["eprintclass", "primaryclass", "langid", "origlanguage", "origlocation", "origpublisher", "origtitle", "reprinttitle"], Kept),
    (&["bookauthor", "annotator", "commentator", "introduction", "foreword", "afterword", "editora", "editorb", "editorc", "editortype", "editoratype"], Kept),
    (&["key", "label", "shorthand", "shorttitle", "shortauthor", "shorteditor", "sortkey", "sortname", "sorttitle", "sortyear", "presort", "indextitle", "options", "ids", "xref", "entryset", "related*", "execute", "pagination", "bookpagination", "hyphenation", "gender", "useprefix"], SORTING),
    (&["abstract", "abstractnote", "keyword", "author_keywords", "author-keywords", "keywords-plus", "affiliation", "affiliations", "correspondence_address*", "mrclass", "subject", "references", "funding*", "toc"], CONTENT),
    (&["annote", "annotation", "annotationnote", "comment", "comments", "review", "remark", "private", "opt*"], OWN_NOTE),
    (&["file", "localfile", "local-url", "timestamp", "owner", "groups", "date-added", "date-modified", "creationdate", "modificationdate", "added-at", "posted-at", "read", "readstatus", "ranking", "rating", "relevance", "qualityassured", "printed", "username", "library"], MANAGER),
    (&["mendeley-*", "bdsk-*", "jabref-*", "citeulike-*", "zotero-*", "__markedentry", "interhash", "intrahash", "biburl", "bibsource", "adsnote", "refid", "rights", "copyright", "source", "document_type", "publication_stage", "coden", "abbrev_source_title", "art_number", "page_count"], MANAGER),
    (&["unique-id", "times-cited", "researcherid-numbers", "orcid-numbers", "research-areas", "web-of-science-*", "journal-iso", "doc-delivery-number", "number-of-cited-references", "usage-count-*", "da", "oa", "acmid", "issue_date", "accession*", "inspire*", "slaccitation", "reportnumber", "cited-by"], MANAGER),
    (&["bibtex_show", "preview", "google_scholar_id", "inspirehep_id", "altmetric", "dimensions", "additional_info", "bibbase_note", "visible", "display", "arr", "thumbnail", "image", "img", "teaser", "pinned", "hidden"], WEBSITE),
];

/// Fields of the entry that a value of the publication is read from, for places of messages.
pub const SOURCES: [(&str, &[&str]); 21] = [
    ("title", &["title"]),
    ("authors", &["author"]),
    ("editors", &["editor"]),
    (
        "venue",
        &[
            "journal",
            "journaltitle",
            "booktitle",
            "howpublished",
            "eventtitle",
        ],
    ),
    ("date", &["date", "year"]),
    ("doi", &["doi"]),
    ("arxiv", &["eprint", "arxiv", "arxivid"]),
    ("url", &["url"]),
    ("note", &["note", "addendum"]),
    ("pages", &["pages"]),
    ("publisher", &["publisher"]),
    ("institution", &["institution", "school"]),
    ("contribution", &["contribution", "tldr"]),
    ("awards", &["award", "awards", "honor"]),
    ("translators", &["translator"]),
    ("collaboration", &["collaboration"]),
    ("holder", &["holder"]),
    ("version", &["version"]),
    ("title_addon", &["titleaddon"]),
    ("language", &["language"]),
    ("original_date", &["origdate"]),
];

/// The name by which a field is known; what follows [`OTHER_LINK`] keeps its capitals.
pub fn name(written: &str) -> String {
    match written.split_at_checked(OTHER_LINK.len()) {
        Some((prefix, kind)) if prefix.eq_ignore_ascii_case(OTHER_LINK) => {
            format!("{OTHER_LINK}{kind}")
        }
        _ => written.to_lowercase(),
    }
}

/// What becomes of a field; none if it is not known.
pub fn use_of(name: &str) -> Option<Use> {
    let is = |known: &str| match known.strip_suffix('*') {
        Some(beginning) => name.starts_with(beginning),
        None => name == known,
    };
    FIELDS
        .iter()
        .find(|(names, _)| names.iter().any(|known| is(known)))
        .map(|(_, known)| *known)
}

/// The other fields that say the same as one.
pub fn beside(name: &str) -> impl Iterator<Item = &'static str> + '_ {
    let row = FIELDS.iter().find(|(names, _)| names.contains(&name));
    let names = row.map(|(names, _)| *names).unwrap_or_default();
    names.iter().copied().filter(move |other| *other != name)
}

/// The table as the documentation shows it.
#[cfg(test)]
pub fn documented() -> String {
    let mut out = "| Field | What becomes of it |\n|---|---|\n".to_owned();
    for (names, known) in FIELDS {
        let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
        let what = match known {
            Read(what) => {
                format!("read as {what}").replace("read as the same", "read as it is called")
            }
            Kept => "kept for exports; does not print".to_owned(),
            Unprinted(why) => format!("not printed: {why}"),
        };
        out.push_str(&format!("| {} | {what} |\n", names.join(", ")));
    }
    out
}
