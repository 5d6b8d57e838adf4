//! From an entry of a bibliography to a publication, whichever service wrote it.

use std::collections::BTreeMap;

use super::entries::Entry;
use super::value::Value;
use super::{people, status};
use crate::compose::publications::kind;
use crate::model::{
    Citations, Count, EntryType, Flag, Many, PartialDate, Publication, PublicationStatus,
    PublicationType, Text, Venue, VenueFields, identifier, servers,
};

/// Fields of websites and reference managers that hold links, with the kind of link.
const LINKS: [(&str, &[&str]); 12] = [
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

/// Prefix of fields that hold a link of another kind.
pub const OTHER_LINK: &str = "link-";

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

/// A field that could not be read: its name and what is wrong.
pub type Unread = (&'static str, String);

struct Reader<'a> {
    entry: &'a Entry,
    /// The type as written, which the parser's own enumeration loses for what it does not know.
    kind: String,
}

/// The publication that an entry describes.
pub fn publication(entry: &Entry) -> (Publication, Vec<Unread>) {
    Reader {
        entry,
        kind: entry.kind.clone(),
    }
    .publication()
}

/// Fields whose values are no text: addresses and identifiers.
const VERBATIM: [&str; 12] = [
    "doi",
    "url",
    "html",
    "eprint",
    "arxiv",
    "arxivid",
    "pmid",
    "pubmed",
    "openreview",
    "acl",
    "dblp",
    "venueurl",
];

fn is_verbatim(name: &str) -> bool {
    VERBATIM.contains(&name)
        || name.starts_with(OTHER_LINK)
        || LINKS.iter().any(|(_, fields)| fields.contains(&name))
}

impl Reader<'_> {
    fn value(&self, name: &str) -> Option<&Value> {
        let value = self.entry.get(name)?;
        (!value.literal().is_empty()).then_some(value)
    }

    /// The characters of a field: of its text, or of what it holds if that is no text.
    fn literal(&self, name: &str) -> Option<String> {
        let text = if is_verbatim(name) {
            self.entry.verbatim(name)?.verbatim()
        } else {
            self.entry.get(name)?.literal()
        };
        (!text.is_empty()).then_some(text)
    }

    fn text(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.literal(name))
    }

    fn marked_up(&self, names: &[&str]) -> Option<Text> {
        names
            .iter()
            .find_map(|name| self.value(name))
            .map(Value::marked_up)
    }

    fn publication(&self) -> (Publication, Vec<Unread>) {
        let mut unread = Vec::new();
        let mut publication = Publication {
            title: self.title(),
            authors: self.people("author"),
            editors: self.people("editor"),
            translators: self.people("translator"),
            collaboration: self.text(&["collaboration"]),
            holder: self.holder(),
            version: self.text(&["version"]),
            title_addon: self.marked_up(&["titleaddon"]),
            language: self.text(&["language"]),
            original_date: self.text(&["origdate"]).and_then(|date| date.parse().ok()),
            volume: self.text(&["volume"]),
            issue: self.text(&["issue", "number"]),
            pages: self.text(&["pages", "eid", "articleno"]),
            publisher: self.text(&["publisher", "organization"]),
            institution: self.text(&["institution", "school"]),
            edition: self.text(&["edition"]),
            doi: self
                .text(&["doi"])
                .map(|doi| identifier::doi(&doi).unwrap_or(doi)),
            pmid: self.text(&["pmid", "pubmed"]),
            isbn: self.text(&["isbn"]),
            openreview: self.text(&["openreview"]),
            acl: self.text(&["acl"]),
            dblp: self.text(&["dblp"]),
            url: self.text(&["url", "html"]).or_else(|| {
                let published = self.value("howpublished")?.addresses();
                published.into_iter().next()
            }),
            presentation: self.text(&["presentation"]),
            contribution: self.marked_up(&["contribution", "tldr"]),
            selected: self.selected(),
            links: self.links(),
            merge: self.text(&["merge"]),
            key: Some(self.entry.key.clone()),
            ..Publication::default()
        };
        let awards = self.text(&["award", "awards", "honor"]).unwrap_or_default();
        let awards = awards.split(';').map(|award| award.trim().to_owned());
        publication.awards = Many(awards.filter(|award| !award.is_empty()).collect());
        publication.citations = self.citations();
        let tags = self.text(&["tags"]).unwrap_or_default();
        publication.tags = Many(words(&tags));
        publication.venue = self.venue();
        publication.status = self.status();
        self.status_of_venue(&mut publication);
        match self.date() {
            Ok(date) => publication.date = date,
            Err(text) => match status::alone(&text) {
                Some(status) => publication.status = publication.status.or(Some(status)),
                None => unread.push(("date", format!("`{text}` is no date; the paper is undated"))),
            },
        }
        self.note(&mut publication);
        self.identifiers(&mut publication);
        publication.r#type = self.category();
        publication.entry_type = Some(self.entry_type());
        self.by_kind(&mut publication);
        (publication, unread)
    }

    fn title(&self) -> Option<Text> {
        let title = self.marked_up(&["title"])?;
        Some(match self.marked_up(&["subtitle"]) {
            Some(subtitle) => Text(format!("{}: {}", title.0.trim_end_matches(':'), subtitle.0)),
            None => title,
        })
    }

    fn people(&self, field: &str) -> crate::model::Authors {
        let own = format!("{field}+an");
        let named = format!("{own}:");
        let is_annotation = |name: &str| {
            let named = name.strip_prefix(&named);
            name == own || named.is_some_and(|name| !matches!(name, "native" | "url"))
        };
        let words = self
            .entry
            .fields
            .iter()
            .filter(|(name, _)| is_annotation(name));
        let words: Vec<String> = words.map(|(_, value)| value.literal()).collect();
        let said = people::Annotations {
            words: words.join(";"),
            native: self.text(&[&format!("{named}native")]).unwrap_or_default(),
            url: self.text(&[&format!("{named}url")]).unwrap_or_default(),
        };
        self.value(field)
            .map(|value| people::people(&value.runs(), &said))
            .unwrap_or_default()
    }

    /// Holders of a patent are a list as authors are, and print as one text.
    fn holder(&self) -> Option<String> {
        let holder = self.text(&["holder"])?;
        Some(holder.split(" and ").collect::<Vec<_>>().join(", "))
    }

    fn selected(&self) -> Option<Flag> {
        let said = self.text(&["selected"]).map(|said| Flag(is_true(&said)));
        let keyword = || {
            self.entry
                .peek("keywords")
                .map(Value::literal)
                .filter(|k| words(k).iter().any(|k| k == "selected"))
        };
        said.or_else(|| keyword().map(|_| Flag(true)))
    }

    fn citations(&self) -> Option<Citations> {
        let count = self.text(&["citations"])?.parse().ok().map(Count)?;
        let as_of = self
            .text(&["citationsdate"])
            .and_then(|date| date.parse().ok());
        Some(Citations {
            count: Some(count),
            as_of,
            source: self.text(&["citationssource"]),
        })
    }

    fn links(&self) -> BTreeMap<String, String> {
        let known = LINKS
            .iter()
            .filter_map(|(kind, fields)| Some(((*kind).to_owned(), self.text(fields)?)));
        let other = self.entry.fields.keys().filter_map(|name| {
            Some((
                name.strip_prefix(OTHER_LINK)?.to_owned(),
                self.literal(name)?,
            ))
        });
        // Websites also keep names of local files in these fields.
        known
            .chain(other)
            .filter(|(_, url)| url.contains("://"))
            .collect()
    }

    fn venue(&self) -> Option<Venue> {
        let mut fields = VenueFields {
            name: self.text(&[
                "journaltitle",
                "journal",
                "booktitle",
                "eventtitle",
                "howpublished",
            ]),
            short: self.text(&["shortjournal", "abbr", "venueshort"]),
            series: self.text(&["series"]),
            track: self.text(&["track"]),
            workshop: self.text(&["workshop"]),
            location: self.text(&["eventlocation", "venue"]),
            url: self.text(&["venueurl"]),
        };
        let at_acl = self
            .text(&["url"])
            .is_some_and(|url| url.contains("aclanthology."));
        if fields.location.is_none() && at_acl {
            fields.location = self.text(&["address"]);
        }
        let from_dblp = self
            .entry
            .peek("bibsource")
            .is_some_and(|source| source.as_written().contains("dblp"));
        if (from_dblp || self.entry.key.starts_with("DBLP:"))
            && let Some((name, short, location)) = fields.name.as_deref().and_then(dblp_venue)
        {
            (fields.name, fields.short) = (Some(name), Some(short));
            fields.location = fields.location.or(location);
        }
        if fields
            .name
            .as_deref()
            .is_some_and(|name| name.contains("://"))
        {
            fields.name = None;
        }
        (fields != VenueFields::default()).then_some(Venue(fields))
    }

    fn status(&self) -> Option<PublicationStatus> {
        let elsewhere = [
            "pubstate",
            "note",
            "howpublished",
            "eventtitle",
            "url",
            "doi",
            "eprint",
        ];
        if self.kind == "unpublished" && self.text(&elsewhere).is_none() {
            return Some(PublicationStatus::InPreparation);
        }
        status::alone(&self.text(&["pubstate", "status"])?)
    }

    fn date(&self) -> Result<Option<PartialDate>, String> {
        let Some(text) = self.text(&["date", "year"]) else {
            return Ok(None);
        };
        let first = text.split('/').next().unwrap_or_default();
        let first = first
            .split('T')
            .next()
            .unwrap_or_default()
            .trim_end_matches(['~', '?', '%'])
            .trim();
        let date: PartialDate = match first.parse() {
            Ok(date) => date,
            // `c2019`, `[2019]`
            Err(_) => first
                .trim_matches(|c: char| !c.is_ascii_digit())
                .parse()
                .map_err(|_: String| text.clone())?,
        };
        let month = self.text(&["month"]).and_then(|month| month_number(&month));
        let day = self.text(&["day"]).and_then(|day| day.parse::<u8>().ok());
        let fuller = match (date.month, month, day) {
            (None, Some(month), Some(day)) => format!("{}-{month:02}-{day:02}", date.year),
            (None, Some(month), None) => format!("{}-{month:02}", date.year),
            _ => return Ok(Some(date)),
        };
        Ok(Some(fuller.parse().unwrap_or(date)))
    }

    /// A venue that is a status: `journal = {submitted to J. Tanks}`.
    fn status_of_venue(&self, publication: &mut Publication) {
        let Some(Venue(fields)) = &mut publication.venue else {
            return;
        };
        let Some(said) = fields.name.as_deref().and_then(status::said) else {
            return;
        };
        publication.status = publication.status.or(Some(said.status));
        fields.name = said.target;
        if *fields == VenueFields::default() {
            publication.venue = None;
        }
    }

    /// Whether a status leaves nothing to be said of the place that it names, which becomes the venue
    /// of a paper without one.
    fn takes_target(&self, publication: &mut Publication, target: Option<&str>) -> bool {
        let Some(target) = target else { return true };
        let Venue(fields) = publication.venue.get_or_insert_default();
        let names = [&fields.name, &fields.short];
        if names.iter().all(|name| name.is_none()) {
            fields.name = Some(target.to_owned());
            return true;
        }
        let mut names = names.into_iter().flatten();
        names.any(|name| name.to_lowercase().contains(&target.to_lowercase()))
    }

    /// Notes say many things that have a field of their own.
    fn note(&self, publication: &mut Publication) {
        let notes: Vec<&Value> = ["note", "addendum"]
            .iter()
            .filter_map(|name| self.value(name))
            .collect();
        let mut rest = Vec::new();
        for value in notes {
            let text = value.literal();
            let bare = text.trim_end_matches('.').to_lowercase();
            let presented = ["oral", "spotlight", "poster", "keynote"]
                .iter()
                .any(|kind| bare == **kind || bare == format!("{kind} presentation"));
            if presented {
                let written = text.trim_end_matches('.').to_owned();
                publication.presentation.get_or_insert(written);
            } else if let Some(said) = status::said(&text)
                && self.takes_target(publication, said.target.as_deref())
            {
                publication.status = publication.status.or(Some(said.status));
            } else if identifier::arxiv(&text).is_some() {
                publication.arxiv = publication
                    .arxiv
                    .take()
                    .or_else(|| identifier::arxiv(&text));
            } else {
                rest.push(value.marked_up().0);
            }
        }
        if !rest.is_empty() {
            publication.note = Some(Text(rest.join(". ")));
        }
    }

    fn identifiers(&self, publication: &mut Publication) {
        let server = self
            .text(&["eprinttype", "archiveprefix"])
            .unwrap_or_default()
            .to_lowercase();
        let eprint = self.text(&["eprint"]);
        let on_arxiv = server.is_empty() || server == "arxiv";
        let found = self
            .text(&["arxiv", "arxivid"])
            .or_else(|| eprint.clone().filter(|_| on_arxiv))
            .and_then(|id| identifier::arxiv(&id));
        publication.arxiv = publication.arxiv.take().or(found);
        if let Some(id) = eprint.filter(|_| server == "pubmed") {
            publication.pmid.get_or_insert(id);
        }
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
            if publication.arxiv.is_some() {
                publication.venue = None;
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
        self.url(publication);
    }

    /// An address that says no more than an identifier becomes that identifier.
    fn url(&self, publication: &mut Publication) {
        let Some(url) = publication.url.take() else {
            return;
        };
        if let Some(id) = identifier::arxiv(&url) {
            publication.arxiv.get_or_insert(id);
        } else if let Some(doi) = identifier::doi(&url) {
            publication.doi.get_or_insert(doi);
        } else if let (true, Some(id)) = (
            url.contains("openreview.net/forum"),
            identifier::openreview(&url),
        ) {
            publication.openreview.get_or_insert(id);
        } else if let (true, Some(id)) = (url.contains("aclanthology."), identifier::acl(&url)) {
            publication.acl.get_or_insert(id);
        } else if url.contains("://") {
            publication.url = Some(url);
        }
    }

    /// The type by its name in `cv.yaml`, which exports write where the entry's type does not say it.
    fn category(&self) -> Option<PublicationType> {
        let said = serde_json::Value::String(self.text(&["category"])?);
        serde_json::from_value(said).ok()
    }

    /// What the entry says of its kind, which `compose` weighs against all else.
    fn entry_type(&self) -> EntryType {
        EntryType {
            name: self.kind.clone(),
            subtype: self.text(&["entrysubtype"]),
            server: self.text(&["eprinttype", "archiveprefix"]),
        }
    }

    fn by_kind(&self, publication: &mut Publication) {
        publication.genre = self.text(&["type"]);
        match kind(publication) {
            PublicationType::Patent => {
                let number = publication.issue.take();
                publication.patent_number = number.map(|number| {
                    let offices = self.text(&["location"]).unwrap_or_default();
                    let offices = offices.split(" and ").map(office).collect::<Vec<_>>();
                    let office = offices.join(", ");
                    match number.to_lowercase().starts_with(&office.to_lowercase()) {
                        true => number,
                        false => format!("{office} {number}"),
                    }
                });
            }
            // The type of the entry says it where no field does.
            PublicationType::Thesis | PublicationType::Report if publication.genre.is_none() => {
                let said = match self.kind.as_str() {
                    "phdthesis" => Some("phdthesis"),
                    "mastersthesis" | "masterthesis" | "mathesis" => Some("mathesis"),
                    "bachelorthesis" | "bachelorsthesis" | "bathesis" => Some("bathesis"),
                    "techreport" => Some("techreport"),
                    _ => None,
                };
                publication.genre = said.map(str::to_owned);
            }
            // The identifier again, where others have the number of an issue.
            PublicationType::Preprint => {
                let id = publication.issue.as_deref().and_then(identifier::arxiv);
                if id.is_some() {
                    publication.issue = None;
                    publication.arxiv = publication.arxiv.take().or(id);
                }
            }
            _ => {}
        }
    }
}

/// The office of a patent: BibLaTeX's `countryus` is `US`.
fn office(location: &str) -> String {
    let key = location.trim().strip_prefix("country");
    match key.filter(|key| key.len() == 2) {
        Some("eu" | "ep") => "EP".to_owned(),
        Some("uk") => "GB".to_owned(),
        Some(key) => key.to_uppercase(),
        None => location.trim().to_owned(),
    }
}

/// Takes apart the venues of DBLP: `Symposium on Cards, CARDS 2024, Turin, Italy, June 3-5, 2024`.
fn dblp_venue(text: &str) -> Option<(String, String, Option<String>)> {
    let parts: Vec<&str> = text.split(", ").collect();
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let short = parts.iter().skip(1).position(|part| {
        part.rsplit_once(' ')
            .is_some_and(|(name, year)| is_year(year) && !name.contains(' '))
    })? + 1;
    let rest = match &parts[short + 1..] {
        [place @ .., day, year] if is_year(year) && month_number(day).is_some() => place,
        rest => rest,
    };
    let location = Some(rest.join(", ")).filter(|place| !place.is_empty());
    Some((parts[..short].join(", "), parts[short].to_owned(), location))
}

fn is_true(text: &str) -> bool {
    matches!(
        text.trim().to_lowercase().as_str(),
        "true" | "yes" | "1" | "y"
    )
}

fn words(text: &str) -> Vec<String> {
    let words = text.split([',', ';']).map(|word| word.trim().to_owned());
    words.filter(|word| !word.is_empty()).collect()
}

fn month_number(text: &str) -> Option<u8> {
    let lower = text.trim().trim_end_matches('.').to_lowercase();
    let number = lower.parse::<u8>().ok();
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let named = || {
        MONTHS
            .iter()
            .position(|month| lower.starts_with(month))
            .map(|at| at as u8 + 1)
    };
    number
        .or_else(named)
        .filter(|month| (1..=12).contains(month))
}
