//! BibLaTeX.

use std::borrow::Cow;

use super::paper::{ListedAuthor, ListedPaper};
use crate::document::Inline;
use crate::model::{
    AuthorNames, PartialDate, PublicationStatus, PublicationType, Text, Url, identifier,
};
use crate::source::bibtex::OTHER_LINK;

/// The papers as a BibLaTeX file.
pub fn write(papers: &[ListedPaper], keys: &[String]) -> String {
    let entries = papers.iter().zip(keys);
    let entries: Vec<String> = entries.map(|(paper, key)| entry(paper, key)).collect();
    entries.join("\n")
}

/// A paper as an entry of its key.
pub fn entry(paper: &ListedPaper, key: &str) -> String {
    let mut entry = Entry::default();
    entry.paper(paper);
    let mut out = String::with_capacity(512);
    out.extend(["@", entry_type(paper.kind), "{", key, ",\n"]);
    for (name, value) in &entry.fields {
        out.extend(["  ", name, " = {", value, "},\n"]);
    }
    out.push_str("}\n");
    out
}

/// A date as BibLaTeX has it, which knows terms by numbers (EDTF, level 1).
fn edtf(date: PartialDate) -> String {
    match date.term {
        Some(term) => format!("{:04}-{}", date.year, term.edtf()),
        None => date.to_string(),
    }
}

fn entry_type(kind: PublicationType) -> &'static str {
    match kind {
        PublicationType::Journal | PublicationType::Magazine => "article",
        PublicationType::Conference
        | PublicationType::Workshop
        | PublicationType::Demo
        | PublicationType::Tutorial => "inproceedings",
        PublicationType::Preprint => "online",
        PublicationType::Chapter => "incollection",
        PublicationType::Book => "book",
        PublicationType::Thesis => "thesis",
        PublicationType::Patent => "patent",
        PublicationType::Report => "report",
        PublicationType::Dataset => "dataset",
        PublicationType::Software => "software",
        PublicationType::Other => "misc",
    }
}

/// The type by its name in `cv.yaml`, where the type of the entry does not say it.
fn category(kind: PublicationType) -> Option<&'static str> {
    Some(match kind {
        PublicationType::Workshop => "workshop",
        PublicationType::Demo => "demo",
        PublicationType::Tutorial => "tutorial",
        PublicationType::Preprint => "preprint",
        PublicationType::Magazine => "magazine",
        PublicationType::Journal => "journal",
        PublicationType::Conference => "conference",
        PublicationType::Other => "other",
        _ => return None,
    })
}

#[derive(Default)]
struct Entry {
    fields: Vec<(Cow<'static, str>, String)>,
}

impl Entry {
    fn raw(&mut self, name: impl Into<Cow<'static, str>>, value: String) {
        if !value.trim().is_empty() {
            self.fields.push((name.into(), value));
        }
    }

    fn text(&mut self, name: impl Into<Cow<'static, str>>, value: &Option<String>) {
        self.raw(name, value.as_deref().map(escaped).unwrap_or_default());
    }

    /// A field that BibLaTeX reads without commands. What would need one is written as an address writes it
    /// (RFC 3986, section 2.1).
    fn verbatim(&mut self, name: impl Into<Cow<'static, str>>, value: &Option<String>) {
        let mut out = String::new();
        for character in value.as_deref().unwrap_or_default().trim().chars() {
            match character {
                '{' | '}' | '\\' => out.push_str(&format!("%{:02X}", u32::from(character))),
                c if c.is_whitespace() => out.push_str("%20"),
                c => out.push(c),
            }
        }
        self.raw(name, out);
    }

    fn url(&mut self, name: impl Into<Cow<'static, str>>, url: Option<&Url>) {
        self.verbatim(name, &url.map(Url::to_string));
    }

    /// The bare DOI; one that holds a sign which only an address can write becomes its address.
    fn doi(&mut self, value: &Option<String>) -> Option<Url> {
        let written = value.as_deref()?.trim();
        let doi = identifier::doi(written).unwrap_or_else(|| written.to_owned());
        if doi.contains(['{', '}', '\\']) {
            return Some(identifier::doi_url(&doi));
        }
        self.verbatim("doi", &Some(doi));
        None
    }

    fn marked_up(&mut self, name: &'static str, value: &Option<Text>) {
        let runs = value
            .as_ref()
            .map(|text| crate::markup::runs(text, "", &mut Vec::new()));
        self.raw(name, latex(&runs.unwrap_or_default()));
    }

    fn paper(&mut self, paper: &ListedPaper) {
        let publication = &paper.publication;
        // A second pair of braces keeps capitals from styles that would lower them.
        let title = latex(&paper.title);
        self.raw(
            "title",
            if title.is_empty() {
                title
            } else {
                format!("{{{title}}}")
            },
        );
        self.people("author", &paper.authors, paper.is_cut);
        self.people("editor", &paper.editors, false);
        self.people("translator", &paper.translators, false);
        self.text("collaboration", &publication.collaboration);
        self.text("holder", &publication.holder);
        self.marked_up("titleaddon", &publication.title_addon);
        let venue = publication.venue_fields();
        let name = match paper.kind {
            PublicationType::Journal | PublicationType::Magazine => "journaltitle",
            PublicationType::Conference
            | PublicationType::Workshop
            | PublicationType::Demo
            | PublicationType::Tutorial
            | PublicationType::Chapter => "booktitle",
            PublicationType::Thesis | PublicationType::Report => "type",
            _ => "howpublished",
        };
        self.text(name, &venue.name);
        self.text("shortjournal", &venue.short);
        self.text("series", &venue.series);
        self.text("track", &venue.track);
        self.text("workshop", &venue.workshop);
        self.text("eventlocation", &venue.location);
        self.url("venueurl", venue.url.as_ref());
        // A range or a season says more than the date that is sorted by.
        let date = publication.date.map(edtf);
        let date = publication.kept.get("date").cloned().or(date);
        self.raw("date", date.unwrap_or_default());
        if !publication.kept.contains_key("date") {
            self.text("period", &publication.period);
        }
        let original = publication.original_date.map(edtf);
        self.raw("origdate", original.unwrap_or_default());
        self.text("language", &publication.language);
        self.text("version", &publication.version);
        if !self.fields.iter().any(|(name, _)| name == "type") {
            self.text("type", &publication.genre);
        }
        self.text("volume", &publication.volume);
        match paper.kind {
            PublicationType::Patent => self.text("number", &publication.patent_number),
            _ => self.text("number", &publication.issue),
        }
        self.text("pages", &publication.pages);
        self.text("publisher", &publication.publisher);
        self.text("edition", &publication.edition);
        self.text("institution", &publication.institution);
        let status = publication.status.map(|status| match status {
            PublicationStatus::Published => "published",
            PublicationStatus::Accepted => "accepted",
            PublicationStatus::InPress => "inpress",
            PublicationStatus::UnderReview => "submitted",
            PublicationStatus::InPreparation => "inpreparation",
        });
        self.raw("pubstate", status.unwrap_or_default().to_owned());
        self.text("presentation", &publication.presentation);
        self.text("award", &Some(publication.awards.join("; ")));
        let address = self.doi(&publication.doi);
        if let Some(arxiv) = &publication.arxiv {
            let id = identifier::arxiv(arxiv).unwrap_or_else(|| arxiv.clone());
            self.verbatim("eprint", &Some(id));
            self.raw("eprinttype", "arxiv".to_owned());
        }
        for (name, id) in [
            ("openreview", &publication.openreview),
            ("acl", &publication.acl),
            ("dblp", &publication.dblp),
            ("pmid", &publication.pmid),
            ("isbn", &publication.isbn),
        ] {
            self.text(name, id);
        }
        self.url("url", address.as_ref().or(publication.url.as_ref()));
        for (kind, url) in &publication.links {
            self.url(format!("{OTHER_LINK}{kind}"), Some(url));
        }
        self.marked_up("contribution", &publication.contribution);
        self.marked_up("note", &publication.note);
        if publication.selected.is_some_and(|flag| flag.0) {
            self.raw("selected", "true".to_owned());
        }
        self.text("tags", &Some(publication.tags.join(", ")));
        if let Some(citations) = &publication.citations {
            self.raw(
                "citations",
                citations
                    .count
                    .map(|count| count.0.to_string())
                    .unwrap_or_default(),
            );
            self.raw(
                "citationsdate",
                citations.as_of.map(edtf).unwrap_or_default(),
            );
            self.text("citationssource", &citations.source);
        }
        for (name, value) in &publication.kept {
            if !self.fields.iter().any(|(known, _)| known == name) {
                self.raw(name.clone(), escaped(value));
            }
        }
        self.raw(
            "category",
            category(paper.kind).unwrap_or_default().to_owned(),
        );
    }

    fn people(&mut self, field: &'static str, people: &[ListedAuthor], is_cut: bool) {
        let mut names: Vec<String> = people.iter().map(name).collect();
        if is_cut {
            names.push("others".to_owned());
        }
        self.raw(field, names.join(" and "));
        let numbered = |say: &dyn Fn(&ListedAuthor) -> Vec<String>| {
            let said = people
                .iter()
                .enumerate()
                .map(|(at, person)| (at + 1, say(person)));
            let said = said.filter(|(_, words)| !words.is_empty());
            said.map(|(at, words)| format!("{at}={}", words.join(",")))
                .collect::<Vec<_>>()
                .join(";")
        };
        let marks = numbered(&|person| {
            let own = person.is_owner.then(|| "self".to_owned());
            own.into_iter()
                .chain(person.marks.iter().map(|mark| escaped(mark)))
                .collect()
        });
        self.raw(format!("{field}+an"), marks);
        // Quotation marks enclose the value.
        let quoted = |text: &Option<String>| {
            text.iter()
                .map(|text| format!("\"{}\"", escaped(text).replace('"', "”")))
                .collect()
        };
        self.raw(
            format!("{field}+an:native"),
            numbered(&|person| quoted(&person.name.native)),
        );
        self.raw(
            format!("{field}+an:url"),
            numbered(&|person| quoted(&person.url.map(Url::to_string))),
        );
    }
}

fn name(person: &ListedAuthor) -> String {
    let (name, symbols) = (&person.name, escaped(&person.symbols));
    if name.organization {
        return format!("{{{}}}{symbols}", escaped(&name.family));
    }
    let written = escaped(&name.print(AuthorNames::AsGiven));
    if !name.split_known || name.given.is_empty() {
        return if written.contains(" and ") {
            format!("{{{written}}}{symbols}")
        } else {
            written + &symbols
        };
    }
    let family = [name.particle.as_str(), &name.family].join(" ");
    let parts = [family.trim(), &name.suffix, &name.given];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .map(escaped)
        .collect();
    parts.join(", ") + &symbols
}

/// Runs as LaTeX.
fn latex(runs: &[Inline]) -> String {
    let mut out = String::new();
    for run in runs {
        match run {
            Inline::Text { text } => out.push_str(&escaped(text)),
            Inline::Math { latex, .. } => out.push_str(&format!("${latex}$")),
            Inline::Code { text } => out.push_str(&format!("\\texttt{{{}}}", escaped(text))),
            Inline::Strong { content } => {
                out.push_str(&format!("\\textbf{{{}}}", latex_of(content)))
            }
            Inline::Emph { content } => out.push_str(&format!("\\emph{{{}}}", latex_of(content))),
            Inline::Superscript { content } => {
                out.push_str(&format!("\\textsuperscript{{{}}}", latex_of(content)));
            }
            Inline::Subscript { content } => {
                out.push_str(&format!("\\textsubscript{{{}}}", latex_of(content)));
            }
            Inline::Link { url, content } => {
                out.push_str(&format!(
                    "\\href{{{}}}{{{}}}",
                    escaped(url.as_str()),
                    latex_of(content)
                ));
            }
            Inline::Mark { symbol, .. } => out.push_str(&escaped(symbol)),
            other => out.push_str(&latex_of(other.children())),
        }
    }
    out
}

fn latex_of(runs: &[Inline]) -> String {
    latex(runs)
}

/// Whether a text ends an entity of HTML after its `&`.
fn ends_as_entity(text: &str) -> bool {
    let name = text.split(';').next().unwrap_or_default();
    name.len() < text.len()
        && !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
}

/// A text in which LaTeX finds no command.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut previous = ' ';
    for (at, character) in text.char_indices() {
        let rest = &text[at + character.len_utf8()..];
        match character {
            '&' if ends_as_entity(rest) => out.push_str("\\&{}"),
            '`' => out.push_str("\\textasciigrave{}"),
            '&' | '%' | '$' | '#' | '_' | '{' | '}' => out.extend(['\\', character]),
            '\\' => out.push_str("\\textbackslash{}"),
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            // In the encoding of old fonts these are other signs, and in titles HTML; `"` has no command that
            // every encoding has.
            '<' => out.push_str("\\textless{}"),
            '>' => out.push_str("\\textgreater{}"),
            '|' => out.push_str("\\textbar{}"),
            // `--` and `''` would become other characters.
            '-' | '\'' if previous == character => out.extend(['{', '}', character]),
            _ => out.push(character),
        }
        previous = character;
    }
    out
}
