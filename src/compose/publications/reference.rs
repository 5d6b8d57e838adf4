//! A paper as a work of CSL: which of its fields is which variable, by what kind of work it is.

use hayagriva::citationberg::taxonomy::Kind;

use super::citation::Style;
use super::venue::{contains_words, field};
use crate::citation::{Credited, Date, Item, PartialName, csl_type};
use crate::document::{Inline, Inlines, plain_text};
use crate::model::{PartialDate, Publication, PublicationType, Url, identifier};
use crate::papers::identifiers::{arxiv, doi};
use crate::papers::{Name, Role, Work, is_hidden, kept, omissions};
use crate::words::Message;

/// The character that stands for the title, whose runs take its place when everything around it is known.
pub(super) const TITLE: char = '\u{e000}';

/// Which variable says where a work of a kind appeared.
fn container(kind: PublicationType) -> &'static [&'static str] {
    match kind {
        PublicationType::Journal
        | PublicationType::Magazine
        | PublicationType::Conference
        | PublicationType::Workshop
        | PublicationType::Demo
        | PublicationType::Chapter
        | PublicationType::Other => &["container-title"],
        PublicationType::Tutorial => &["event-title", "event"],
        // It is who keeps or gives it out.
        PublicationType::Preprint
        | PublicationType::Book
        | PublicationType::Thesis
        | PublicationType::Patent
        | PublicationType::Report
        | PublicationType::Dataset
        | PublicationType::Software => &["publisher"],
    }
}

/// Which variable says the place: that of a conference, or that of a publisher.
fn place(kind: PublicationType) -> &'static str {
    match kind {
        PublicationType::Conference
        | PublicationType::Workshop
        | PublicationType::Demo
        | PublicationType::Tutorial => "event-place",
        _ => "publisher-place",
    }
}

/// The variable of a role.
pub(super) fn variable(role: Role) -> &'static str {
    match role {
        Role::Author => "author",
        Role::Editor => "editor",
        Role::Translator => "translator",
    }
}

/// A paper as a work of CSL; its title, without the sign that ends it, is left in `title`.
pub(super) fn item(style: &Style, work: &Work, title: &mut Inlines) -> Item {
    let publication = &work.publication;
    let kind = csl_type(work.kind).parse().unwrap_or(Kind::Document);
    let mut item = Item::new(kind);
    if !plain_text(title).trim().is_empty() {
        let end = split_end(title);
        item.texts.insert("title", format!("{TITLE}{end}"));
    }
    appearance(style, work, &mut item);
    identification(publication, work.kind, &mut item);
    let unsaid = omissions::unprinted(publication, work.kind);
    for role in Role::ALL {
        if role == Role::Editor && unsaid.contains(&role.field()) {
            continue;
        }
        let credited = credited(style, work, role);
        if !credited.names.is_empty() {
            item.people.insert(variable(role), credited);
        }
    }
    if let Some(date) = date(work) {
        item.dates.insert("issued", parts(date));
    }
    if let Some(date) = publication.original_date {
        item.dates.insert("original-date", parts(date));
    }
    item
}

/// Where it appeared, as what, with which numbers.
fn appearance(style: &Style, work: &Work, item: &mut Item) {
    let publication = &work.publication;
    let hidden = is_hidden(publication);
    let fields = match hidden {
        true => Default::default(),
        false => publication.venue_fields().into_owned(),
    };
    let mut put = |name: &'static str, text: Option<String>| {
        if let Some(text) = text {
            item.texts.entry(name).or_insert(text);
        }
    };
    let genre = field(&publication.genre).map(|genre| style.locale.genre(&genre));
    let institution = field(&publication.institution).or(field(&publication.holder));
    let publisher = field(&publication.publisher).filter(|_| !hidden);
    match work.kind {
        PublicationType::Thesis | PublicationType::Report => {
            put("publisher", institution.or(publisher));
        }
        _ => put("publisher", publisher.or(institution)),
    }
    let year = work.year.map(|year| year.to_string());
    let host = field(&fields.name).or(field(&fields.short));
    let named = match (field(&fields.workshop), host) {
        (Some(workshop), Some(host)) if !contains_words(&host, &workshop) => {
            let values = [("workshop", &workshop[..]), ("venue", &host)];
            Some(style.locale.fill(Message::At, &values))
        }
        (_, Some(name)) | (Some(name), None) => Some(name),
        (None, None) => None,
    };
    let named = named.map(|name| match field(&fields.track) {
        Some(track) => style
            .locale
            .parts(&[without_year(&name, year.as_deref()), track]),
        None => without_year(&name, year.as_deref()),
    });
    for name in container(work.kind) {
        put(name, named.clone());
    }
    if container(work.kind) == ["container-title"] {
        let short = field(&fields.short).filter(|_| fields.workshop.is_none());
        let short = short.map(|short| without_year(&short, year.as_deref()));
        put("container-title-short", short);
    }
    put("collection-title", field(&fields.series));
    put(place(work.kind), field(&fields.location));
    let usual = || match work.kind {
        PublicationType::Thesis => Some(style.locale.word(Message::Thesis)),
        PublicationType::Patent => Some(style.locale.genre("patent")),
        _ => None,
    };
    put("genre", genre.or_else(usual));
    if !hidden {
        put("volume", field(&publication.volume));
        put("issue", field(&publication.issue));
        put("page", field(&publication.pages));
    }
    put("edition", field(&publication.edition).map(bare_number));
    put("version", field(&publication.version));
}

/// What it is known by.
fn identification(publication: &Publication, kind: PublicationType, item: &mut Item) {
    let mut put = |name: &'static str, text: Option<String>| {
        if let Some(text) = text {
            item.texts.entry(name).or_insert(text);
        }
    };
    let number = arxiv(publication).filter(|_| kind == PublicationType::Preprint);
    if number.is_some() {
        put("publisher", Some("arXiv".to_owned()));
    }
    let number = number.map(|id| format!("arXiv:{id}"));
    put("number", field(&publication.patent_number).or(number));
    put("DOI", doi(publication));
    put("PMID", pmid(publication));
    put("ISBN", field(&publication.isbn));
    put("URL", url(publication, kind).map(|url| url.to_string()));
}

/// The number of PubMed, where it is one.
pub(super) fn pmid(publication: &Publication) -> Option<String> {
    let number = field(&publication.pmid)?;
    let digits = number.bytes().all(|byte| byte.is_ascii_digit());
    digits.then_some(number)
}

/// The web address that a style may print: not that of the DOI.
pub(super) fn url(publication: &Publication, kind: PublicationType) -> Option<Url> {
    let is_doi = |url: &&Url| identifier::doi(url.as_str()).is_some();
    let own = publication.url.as_ref().filter(|url| !is_doi(url)).cloned();
    let server = || {
        let id = arxiv(publication).filter(|_| kind == PublicationType::Preprint)?;
        Some(identifier::arxiv_url(&identifier::arxiv(&id)?))
    };
    own.or_else(server)
}

/// When it appeared; of what has a time in words the year alone.
fn date(work: &Work) -> Option<PartialDate> {
    let publication = &work.publication;
    match publication.date {
        Some(date) if publication.period.is_some() => Some(PartialDate::year(date.year)),
        Some(date) => Some(date),
        None if is_hidden(publication) => None,
        None => work.year.map(PartialDate::year),
    }
}

fn parts(date: PartialDate) -> Date {
    (date.year, date.month, date.day)
}

fn credited(style: &Style, work: &Work, role: Role) -> Credited {
    let people = style.papers.people(work, role);
    let list = &people.list;
    let max = style.options.max_authors.map(|count| count.0);
    let kept = kept(list.authors.len(), &people.owner, max);
    let names = list.authors.iter().map(|author| partial(&author.name));
    let mut names: Vec<PartialName> = names.collect();
    let mut gaps = list.gaps.clone();
    if role == Role::Author
        && let Some(group) = field(&work.publication.collaboration)
        && !names
            .iter()
            .any(|name| contains_words(&name.family, &group))
        && !list.is_cut()
    {
        gaps.retain(|gap| *gap < names.len());
        names.push(PartialName {
            family: group,
            ..PartialName::default()
        });
    }
    let left_out = kept.iter().enumerate().filter(|(_, kept)| !**kept);
    Credited {
        names,
        left_out: left_out.map(|(at, _)| at).collect(),
        gaps,
    }
}

fn partial(name: &Name) -> PartialName {
    if name.organization || name.given.is_empty() && name.particle.is_empty() {
        return PartialName {
            family: name.print(crate::model::AuthorNames::AsGiven),
            ..PartialName::default()
        };
    }
    PartialName {
        given: name.given.clone(),
        particle: name.particle.clone(),
        family: name.family.clone(),
        suffix: name.suffix.clone(),
    }
}

/// A name of a venue without the year at its end, which every style prints itself.
fn without_year(name: &str, year: Option<&str>) -> String {
    let bare = year
        .and_then(|year| name.strip_suffix(year))
        .map(|bare| bare.trim_end_matches([' ', ',', '\u{a0}']))
        .filter(|bare| !bare.is_empty() && bare.len() + 4 < name.len());
    bare.unwrap_or(name).to_owned()
}

/// "2" of "2nd".
fn bare_number(text: String) -> String {
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    let rest = &text[digits.len()..];
    let is_ordinal = matches!(
        rest.trim(),
        "st" | "nd" | "rd" | "th" | "." | "ª" | "º" | "e"
    );
    match !digits.is_empty() && is_ordinal {
        true => digits,
        false => text,
    }
}

/// Takes the sign that ends a title off it.
fn split_end(title: &mut Inlines) -> String {
    let Some(Inline::Text { text }) = title.last_mut() else {
        return String::new();
    };
    let end = text.chars().next_back();
    let Some(sign) = end.filter(|sign| matches!(sign, '.' | '?' | '!')) else {
        return String::new();
    };
    let bare = &text[..text.len() - sign.len_utf8()];
    // Of "?!" and "..." all signs are the title's.
    if bare.ends_with(['.', '?', '!']) || bare.is_empty() {
        return String::new();
    }
    text.truncate(bare.len());
    sign.to_string()
}
