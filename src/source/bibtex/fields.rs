//! From an entry of a bibliography to a publication, whichever service wrote it.

use std::cell::RefCell;
use std::collections::BTreeMap;

use super::entries::Entry;
use super::links::Found;
use super::value::Value;
use super::{dates, people, residues, status};
use crate::model::{
    Authors, Citations, Count, EntryType, Flag, Many, Publication, PublicationStatus,
    PublicationType, Text, Url, Venue, VenueFields, identifier,
};
use crate::papers::kind;
use crate::source::validate;

/// Something about a field that the user is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The field of the entry.
    pub field: String,
    /// What there is to say, in a sentence.
    pub message: String,
    /// Whether equal sentences of a file are said once.
    pub is_folded: bool,
}

/// Reads an entry.
pub(super) struct Reader<'a> {
    pub(super) entry: &'a Entry,
    kind: String,
    told: RefCell<Vec<Told>>,
    kept: RefCell<BTreeMap<String, String>>,
}

/// The publication that an entry describes, and what is to be said about its fields.
pub fn publication(entry: &Entry) -> (Publication, Vec<Told>) {
    Reader {
        entry,
        kind: entry.kind.clone(),
        told: RefCell::default(),
        kept: RefCell::default(),
    }
    .publication()
}

impl Reader<'_> {
    /// Tells something about a field.
    pub(super) fn tell(&self, field: &str, message: String) {
        self.told.borrow_mut().push(Told {
            field: field.to_owned(),
            message,
            is_folded: false,
        });
    }

    /// Tells something about a field that is said once for a file.
    pub(super) fn fold(&self, field: &str, message: String) {
        self.told.borrow_mut().push(Told {
            field: field.to_owned(),
            message,
            is_folded: true,
        });
    }

    /// Keeps a value for exports.
    pub(super) fn keep(&self, field: &str, text: String) {
        self.kept.borrow_mut().insert(field.to_owned(), text);
    }

    /// Where the value of a field begins in the file.
    pub(super) fn start_of(&self, field: &str) -> usize {
        let field = self.entry.fields.get(field);
        field.map_or(0, |field| field.value_range.start)
    }

    pub(super) fn value(&self, name: &str) -> Option<&Value> {
        self.entry
            .get(name)
            .filter(|value| !value.literal().is_empty())
    }

    pub(super) fn text(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .find_map(|name| self.value(name))
            .map(Value::literal)
    }

    pub(super) fn is_said(&self, name: &str) -> bool {
        self.entry
            .peek(name)
            .is_some_and(|value| !value.literal().is_empty())
    }

    fn marked_up(&self, names: &[&str]) -> Option<Text> {
        names
            .iter()
            .find_map(|name| self.value(name))
            .map(Value::marked_up)
    }

    fn publication(&self) -> (Publication, Vec<Told>) {
        let mut found = self.addresses();
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
            original_date: self.original_date(),
            volume: self.text(&["volume"]),
            issue: self.text(&["issue", "number"]),
            pages: self.text(&["pages", "eid", "articleno", "article-number"]),
            publisher: self.text(&["publisher", "organization"]),
            institution: self.text(&["institution", "school"]),
            edition: self.text(&["edition"]),
            pmid: self.checked(&["pmid", "pubmed"], validate::pmid),
            isbn: self.isbn(),
            openreview: self.checked(&["openreview"], validate::openreview),
            acl: self.checked(&["acl"], validate::acl),
            dblp: self.identifier(&["dblp"]),
            presentation: self.text(&["presentation"]),
            contribution: self.marked_up(&["contribution", "tldr"]),
            selected: self.selected(),
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
        publication.keywords = Many(self.keywords());
        publication.venue = self.venue(&mut found);
        publication.status = self.status();
        self.status_of_venue(&mut publication);
        self.date(&mut publication);
        self.note(&mut publication, &mut found);
        publication.doi = found.doi.take();
        publication.links.append(&mut found.links);
        self.identifiers(&mut publication, found.url);
        publication.r#type = self.category();
        publication.entry_type = Some(self.entry_type());
        self.by_kind(&mut publication);
        self.rest();
        publication.kept.append(&mut self.kept.borrow_mut());
        (publication, self.told.take())
    }

    fn title(&self) -> Option<Text> {
        let title = self.marked_up(&["title"])?;
        Some(match self.marked_up(&["subtitle"]) {
            Some(subtitle) => Text(format!("{}: {}", title.0.trim_end_matches(':'), subtitle.0)),
            None => title,
        })
    }

    fn people(&self, field: &str) -> Authors {
        let own = format!("{field}+an");
        let named = format!("{own}:");
        let is_annotation = |name: &str| {
            let named = name.strip_prefix(&named);
            name == own || named.is_some_and(|name| !matches!(name, "native" | "url"))
        };
        let names = self.entry.fields.keys().filter(|name| is_annotation(name));
        let words: Vec<String> = names.filter_map(|name| self.text(&[name])).collect();
        let said = people::Annotations {
            words: words.join(";"),
            native: self.text(&[&format!("{named}native")]).unwrap_or_default(),
            url: self.text(&[&format!("{named}url")]).unwrap_or_default(),
        };
        let Some(value) = self.value(field) else {
            return Authors::default();
        };
        let (people, told) = people::people(&value.runs(), &said);
        if let Some(told) = told {
            self.tell(field, told);
        }
        let addresses = people::annotated(&said.url).into_iter();
        for address in addresses.flat_map(|(_, words)| words) {
            if let Err(wrong) = Url::parse(&address) {
                self.tell(&format!("{named}url"), wrong.sentence());
            }
        }
        people
    }

    /// Holders of a patent are a list as authors are, and print as one text.
    fn holder(&self) -> Option<String> {
        let holder = self.text(&["holder"])?;
        Some(holder.split(" and ").collect::<Vec<_>>().join(", "))
    }

    fn original_date(&self) -> Option<crate::model::PartialDate> {
        let when = dates::when(Some(self.value("origdate")?.as_written()), None, None, None);
        if let Some(edtf) = when.edtf {
            self.keep("origdate", edtf);
        }
        for (_, message) in when.unread {
            self.tell("origdate", message);
        }
        when.date
    }

    fn selected(&self) -> Option<Flag> {
        if let Some(said) = self.text(&["selected"]) {
            let flag = truth(&said);
            if flag.is_none() {
                self.tell(
                    "selected",
                    format!("`{said}` is neither `true` nor `false`"),
                );
            }
            return flag.map(Flag);
        }
        let is_selected = self.keywords().iter().any(|word| word == "selected");
        is_selected.then_some(Flag(true))
    }

    /// The keywords, of which some are tags of the CV.
    fn keywords(&self) -> Vec<String> {
        let keywords = self.entry.peek("keywords");
        keywords.map_or_else(Vec::new, |keywords| words(&keywords.literal()))
    }

    fn citations(&self) -> Option<Citations> {
        let count = self.text(&["citations"])?;
        let Ok(number) = count.parse() else {
            self.tell("citations", format!("`{count}` is no number of citations"));
            return None;
        };
        let as_of = self.text(&["citationsdate"]).and_then(|date| {
            let read = date.parse().ok();
            if read.is_none() {
                self.tell("citationsdate", format!("`{date}` is no date"));
            }
            read
        });
        Some(Citations {
            count: Some(Count(number)),
            as_of,
            source: self.text(&["citationssource"]),
        })
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
        if self.kind == "unpublished" && !elsewhere.iter().any(|name| self.is_said(name)) {
            return Some(PublicationStatus::InPreparation);
        }
        let name = ["pubstate", "status"]
            .into_iter()
            .find(|name| self.is_said(name))?;
        let said = self.text(&[name])?;
        let status = status::alone(&said);
        if status.is_none() {
            self.tell(
                name,
                format!("`{said}` is no status that is known; it does not print"),
            );
        }
        status
    }

    fn date(&self, publication: &mut Publication) {
        let written = |name| {
            self.is_said(name)
                .then(|| self.entry.get(name).map(Value::as_written))?
        };
        let date = written("date");
        let year = if date.is_none() {
            written("year")
        } else {
            None
        };
        let has_month = date.is_some_and(|date| date.contains('-'));
        let [month, day] =
            ["month", "day"].map(|name| if has_month { None } else { written(name) });
        let when = dates::when(date, year, month, day);
        publication.date = when.date;
        publication.period = self.text(&["period"]).or(when.period);
        publication.status = publication.status.or(when.status);
        if let Some(edtf) = when.edtf {
            publication.kept.insert("date".to_owned(), edtf);
        }
        for (field, message) in when.unread {
            self.tell(field, message);
        }
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

    /// A remark without what a reference manager wrote into it, which is told once for a file.
    fn remark(&self, name: &str, found: &mut Found) -> Option<Value> {
        let value = self.entry.get(name)?;
        let Some(cut) = residues::cut(value.as_written()) else {
            return self.linked(name, found);
        };
        for label in &cut.labels {
            let label = label.replace('\\', "");
            self.fold(
                name,
                format!(
                    "`{label}` in `{name}` was written by a reference manager and does not print"
                ),
            );
        }
        let mut kept = Value::default();
        kept.push(&cut.kept, self.start_of(name));
        Some(kept)
    }

    /// Notes say many things that have a field of their own.
    fn note(&self, publication: &mut Publication, found: &mut Found) {
        let notes: Vec<Value> = ["note", "addendum"]
            .iter()
            .filter_map(|name| self.remark(name, found))
            .filter(|value| !value.literal().is_empty())
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

fn truth(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "yes" | "1" | "y" => Some(true),
        "false" | "no" | "0" | "n" => Some(false),
        _ => None,
    }
}

fn words(text: &str) -> Vec<String> {
    let words = text.split([',', ';']).map(|word| word.trim().to_owned());
    words.filter(|word| !word.is_empty()).collect()
}
