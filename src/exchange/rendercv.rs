//! RenderCV 2.8, of a document.
//!
//! Its entries are shapes on a page: sections stand in the order and under the headings of the document, and what an
//! entry has no key for stands in its summary or its bullets, in the document's words.

mod papers;
mod text;

use std::collections::HashMap;

use self::papers::publication;
use self::text::{bare, markdown};
use super::networks;
use crate::difference::Tree;
use crate::document::{Dated, Document, Entry, Group, Item, Parts, Role, Section};
use crate::import::exchanged::{locale_name, theme_name};
use crate::model::{
    Account, AnyEntry, End, Labelled, NETWORKS, PaperSize, PartialDate, Url, address, phone,
};
use crate::papers::Work;
use crate::select::{self, Selection};

/// A map that is being made.
type Entries = Vec<(String, Tree)>;

fn put(entries: &mut Entries, key: &str, value: Option<impl Into<Tree>>) {
    if let Some(value) = value {
        entries.push((key.to_owned(), value.into()));
    }
}

fn put_text(entries: &mut Entries, key: &str, text: Option<String>) {
    put(entries, key, text.filter(|text| !text.is_empty()));
}

/// One value, or a list of several.
fn put_many(entries: &mut Entries, key: &str, texts: Vec<String>) {
    let mut texts: Vec<Tree> = texts.into_iter().map(Tree::from).collect();
    match texts.len() {
        0 => {}
        1 => put(entries, key, texts.pop()),
        _ => put(entries, key, Some(Tree::List(texts))),
    }
}

/// The file that says what a document says.
pub(super) fn file(selection: &Selection, document: &Document) -> Tree {
    let mut root = vec![("cv".to_owned(), Tree::Map(cv(selection, document)))];
    let settings = &selection.settings;
    let size = match settings.paper {
        PaperSize::A4 => "a4",
        PaperSize::Letter => "us-letter",
    };
    let page = Tree::Map(vec![("size".to_owned(), size.into())]);
    let mut design = Entries::new();
    put(&mut design, "theme", Some(theme_name(&settings.theme)));
    put(&mut design, "page", Some(page));
    root.push(("design".to_owned(), Tree::Map(design)));
    if let Some(language) = locale_name(&settings.language) {
        let locale = vec![("language".to_owned(), language.into())];
        root.push(("locale".to_owned(), Tree::Map(locale)));
    }
    // Without it the page would say when it was printed.
    let updated = selection.record.cv.settings.updated;
    if let Some(updated) = updated.filter(|date| date.day.is_some()) {
        let date = vec![("current_date".to_owned(), updated.to_string().into())];
        root.push(("settings".to_owned(), Tree::Map(date)));
    }
    Tree::Map(root)
}

fn cv(selection: &Selection, document: &Document) -> Entries {
    let person = &selection.person;
    let mut cv = Entries::new();
    put_text(&mut cv, "name", Some(bare(&document.header.name)));
    put_text(
        &mut cv,
        "headline",
        Some(markdown(&document.header.headline)),
    );
    put_text(
        &mut cv,
        "location",
        document.header.location.as_deref().map(bare),
    );
    let texts = |list: &[(String, &Labelled)], fits: fn(&str) -> bool| -> Vec<String> {
        let texts = list.iter().map(|(_, one)| one.text.clone());
        texts.filter(|text| fits(text)).collect()
    };
    put_many(
        &mut cv,
        "email",
        texts(&person.email, |text| address::mail(text).is_ok()),
    );
    // It takes none that cannot be dialled from abroad.
    put_many(
        &mut cv,
        "phone",
        texts(&person.phone, |text| phone::tel_uri(text).is_ok()),
    );
    let is_page = |url: &&Url| url.as_str().starts_with("http");
    put_text(
        &mut cv,
        "website",
        person
            .website
            .filter(is_page)
            .map(|url| url.uri().to_owned()),
    );
    let (known, others): (Vec<_>, Vec<_>) = person
        .profiles
        .iter()
        .map(|(_, key, account)| social(key, account))
        .partition(|(is_known, _)| *is_known);
    for (key, list) in [("social_networks", known), ("custom_connections", others)] {
        let list: Vec<Tree> = list.into_iter().filter_map(|(_, one)| one).collect();
        put(&mut cv, key, (!list.is_empty()).then_some(Tree::List(list)));
    }
    let sections = sections(selection, document);
    put(
        &mut cv,
        "sections",
        (!sections.is_empty()).then_some(Tree::Map(sections)),
    );
    cv
}

/// An account: among the networks that RenderCV knows, with the user, or with its address.
fn social(key: &str, account: &Account) -> (bool, Option<Tree>) {
    const KNOWN: [&str; 10] = [
        "linkedin",
        "github",
        "gitlab",
        "orcid",
        "researchgate",
        "youtube",
        "google_scholar",
        "x",
        "twitter",
        "bluesky",
    ];
    let network = NETWORKS.iter().find(|network| network.key == key);
    let title = match key {
        "twitter" => "X",
        key => networks::title(key),
    };
    match (account, network) {
        (Account::Name(user), Some(network))
            if KNOWN.contains(&key) && address::user_name(network.key, user).is_ok() =>
        {
            let mut one = Entries::new();
            put(&mut one, "network", Some(title));
            put(&mut one, "username", Some(user.as_str()));
            (true, Some(Tree::Map(one)))
        }
        (account, network) => {
            let url = match (account, network) {
                (Account::Address(url), _) => Some(url.clone()),
                (Account::Name(user), Some(network)) => Some(network.url(user)),
                (Account::Name(_), None) => None,
            };
            let one = url.map(|url| {
                let mut one = Entries::new();
                put(&mut one, "fontawesome_icon", Some("link"));
                put(&mut one, "placeholder", Some(title));
                put(&mut one, "url", Some(url.uri()));
                Tree::Map(one)
            });
            (false, one)
        }
    }
}

fn sections(selection: &Selection, document: &Document) -> Entries {
    let typed = Typed::new(selection);
    let mut sections = Entries::new();
    for section in &document.sections {
        let entries = entries(section, &typed);
        if entries.is_empty() {
            continue;
        }
        let title = bare(&section.title);
        let mut free = title.clone();
        let mut number = 2;
        while sections.iter().any(|(known, _)| *known == free) {
            free = format!("{title} ({number})");
            number += 1;
        }
        sections.push((free, Tree::List(entries)));
    }
    sections
}

/// What stands behind the items of a document.
struct Typed<'a> {
    entries: HashMap<String, AnyEntry<'a>>,
    works: HashMap<String, Work>,
}

impl<'a> Typed<'a> {
    fn new(selection: &Selection<'a>) -> Self {
        let mut entries = HashMap::new();
        for section in &selection.sections {
            if let select::Content::Entries(_, all) = &section.content {
                entries.extend(all.iter().map(|entry| (entry.path.clone(), entry.entry)));
            }
        }
        let works = selection.works();
        let works = works
            .works()
            .map(|work| (work.origin.clone(), work.clone()));
        Self {
            entries,
            works: works.collect(),
        }
    }
}

/// The shapes of entries; one section has entries of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Text,
    OneLine,
    Experience,
    Education,
    Normal,
    Publication,
}

fn entries(section: &Section, typed: &Typed) -> Vec<Tree> {
    let items = || section.groups.iter().flat_map(|group: &Group| &group.items);
    let mut shapes: Vec<Shape> = items().map(|item| shape(item, typed)).collect();
    shapes.dedup();
    let one = match shapes[..] {
        [one] => one,
        // Papers keep their own; all others can be told as what has a name.
        _ => Shape::Normal,
    };
    let made = items().flat_map(|item| match (item, one) {
        (Item::Entry(entry), Shape::Experience) => jobs(entry, typed),
        (Item::Entry(entry), Shape::Education) => vec![school(entry, typed)],
        (Item::Entry(entry), _) => vec![normal(entry)],
        (Item::Publication(paper), _) => vec![publication(paper, typed)],
        (Item::Paragraph(paragraph), Shape::Text) => vec![Tree::from(markdown(&paragraph.content))],
        (Item::Paragraph(paragraph), _) => {
            vec![Tree::Map(vec![(
                "name".to_owned(),
                markdown(&paragraph.content).into(),
            )])]
        }
        (Item::Line(line), one) => {
            let label = bare(line.label.trim_end_matches([':', '：', ' ', '\u{a0}']));
            let (first, second) = match one {
                Shape::OneLine => ("label", "details"),
                _ => ("name", "summary"),
            };
            let entries = vec![
                (first.to_owned(), label.into()),
                (second.to_owned(), markdown(&line.content).into()),
            ];
            vec![Tree::Map(entries)]
        }
    });
    made.collect()
}

fn shape(item: &Item, typed: &Typed) -> Shape {
    match item {
        Item::Paragraph(_) => Shape::Text,
        Item::Line(_) => Shape::OneLine,
        Item::Publication(_) => Shape::Publication,
        Item::Entry(entry) => match typed.entries.get(&entry.origin) {
            Some(AnyEntry::Experience(_)) => Shape::Experience,
            Some(AnyEntry::Education(_)) => Shape::Education,
            _ => Shape::Normal,
        },
    }
}

/// The words of the parts of a heading that have none of some roles.
fn other_parts(parts: &Parts, without: &[Role]) -> String {
    let others = parts.0.iter().filter(|part| !without.contains(&part.role));
    let texts = others.map(|part| markdown(&part.content));
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    texts.join(", ")
}

fn part(parts: &Parts, role: Role) -> Option<String> {
    parts.of(role).map(|part| markdown(&part.content))
}

/// Paragraphs as one text: entries have room for one.
fn joined(texts: impl IntoIterator<Item = String>) -> Option<String> {
    let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    (!texts.is_empty()).then(|| texts.join("\n\n"))
}

fn put_time(entry: &mut Entries, date: Option<&Dated>) {
    let Some(dated) = date else { return };
    let iso = |date: PartialDate| match (date.month, date.day) {
        // A year in quotes would print as its January.
        (None, None) => Tree::Number(date.year.into()),
        _ => Tree::from(date.to_string()),
    };
    // It knows no terms but in words.
    let has_term = |date: PartialDate| date.term.is_some();
    let end_has_term = matches!(dated.end, Some(End::On(end)) if has_term(end));
    let has_terms = end_has_term || dated.start.is_some_and(has_term);
    match (dated.start, dated.end) {
        (Some(start), Some(end)) if !has_terms => {
            put(entry, "start_date", Some(iso(start)));
            let end = match end {
                End::Present => Tree::from("present"),
                End::On(end) => iso(end),
            };
            put(entry, "end_date", Some(end));
        }
        // What has a beginning alone, or an end, or words, prints as its words.
        _ => put_text(entry, "date", Some(bare(&dated.text))),
    }
}

fn put_bullets(entry: &mut Entries, bullets: impl IntoIterator<Item = String>) {
    let bullets = bullets.into_iter().filter(|text| !text.is_empty());
    let bullets: Vec<Tree> = bullets.map(Tree::from).collect();
    put(
        entry,
        "highlights",
        (!bullets.is_empty()).then_some(Tree::List(bullets)),
    );
}

/// A name that leads to the entry's address.
fn linked(name: String, url: Option<&Url>) -> String {
    match url {
        Some(url) if !name.contains("](") => format!("[{name}]({})", url.uri()),
        _ => name,
    }
}

fn jobs(entry: &Entry, typed: &Typed) -> Vec<Tree> {
    let Some(AnyEntry::Experience(job)) = typed.entries.get(&entry.origin) else {
        return vec![normal(entry)];
    };
    let company = bare(job.organization.as_deref().unwrap_or_default());
    let company = linked(company, job.url.as_ref());
    let unit = job.unit.as_deref().map(bare);
    let said = entry
        .body
        .iter()
        .map(|paragraph| markdown(&paragraph.content));
    let said: Vec<String> = unit.into_iter().chain(said).collect();
    let bullets = entry.highlights.iter().map(|one| markdown(&one.content));
    let bullets: Vec<String> = bullets.collect();
    let one = |title: &str, date, place: Option<&str>, said: &[String], bullets: Vec<String>| {
        let mut out = Entries::new();
        put(&mut out, "company", Some(company.as_str()));
        put(&mut out, "position", Some(bare(title)));
        put_time(&mut out, date);
        put_text(
            &mut out,
            "location",
            place.or(job.location.as_deref()).map(bare),
        );
        put_text(&mut out, "summary", joined(said.iter().cloned()));
        put_bullets(&mut out, bullets);
        Tree::Map(out)
    };
    if entry.positions.is_empty() {
        let title = job.title.as_deref().unwrap_or_default();
        return vec![one(title, entry.date.as_ref(), None, &said, bullets)];
    }
    let positions = entry.positions.iter().enumerate();
    positions
        .map(|(at, position)| {
            let own = job.positions.iter().enumerate().find(|(index, _)| {
                position.origin == format!("{}.positions[{index}]", entry.origin)
            });
            let own = own.map(|(_, own)| own);
            let title = own.and_then(|own| own.title.as_deref()).unwrap_or_default();
            let place = own.and_then(|own| own.location.as_deref());
            let bullets_of = position.highlights.iter().map(|one| markdown(&one.content));
            // What is said of the employer is said once.
            let bullets_of: Vec<String> = match at {
                0 => bullets_of.chain(bullets.iter().cloned()).collect(),
                _ => bullets_of.collect(),
            };
            let of_job = said.iter().filter(|_| at == 0).cloned();
            let own = position.body.iter().map(|one| markdown(&one.content));
            let said: Vec<String> = of_job.chain(own).collect();
            one(title, position.date.as_ref(), place, &said, bullets_of)
        })
        .collect()
}

fn school(entry: &Entry, typed: &Typed) -> Tree {
    let Some(AnyEntry::Education(school)) = typed.entries.get(&entry.origin) else {
        return normal(entry);
    };
    let mut out = Entries::new();
    let institution = bare(school.institution.as_deref().unwrap_or_default());
    put(
        &mut out,
        "institution",
        Some(linked(institution, school.url.as_ref())),
    );
    // An area must be there; a degree alone is one.
    let (area, degree) = match (&school.field, &school.degree) {
        (Some(field), degree) => (field.as_str(), degree.as_deref()),
        (None, Some(degree)) => (degree.as_str(), None),
        (None, None) => ("", None),
    };
    put(&mut out, "area", Some(bare(area)));
    put_text(&mut out, "degree", degree.map(bare));
    match (&entry.date, school.expected) {
        // That it lies ahead is said in words.
        (Some(dated), Some(_)) => put_text(&mut out, "date", Some(bare(&dated.text))),
        (date, _) => put_time(&mut out, date.as_ref()),
    }
    put_text(&mut out, "location", school.location.as_deref().map(bare));
    let own = [Role::Degree, Role::Organization, Role::Place, Role::Address];
    let others = other_parts(&entry.heading, &own);
    let body = entry.body.iter().map(|one| markdown(&one.content));
    put_text(
        &mut out,
        "summary",
        joined([others].into_iter().chain(body)),
    );
    put_bullets(
        &mut out,
        entry.highlights.iter().map(|one| markdown(&one.content)),
    );
    Tree::Map(out)
}

/// An entry with a name. What else its heading says opens the summary.
fn normal(entry: &Entry) -> Tree {
    let mut out = Entries::new();
    let first = entry.heading.0.first();
    let name = first
        .map(|part| markdown(&part.content))
        .unwrap_or_default();
    put(&mut out, "name", Some(name));
    put_time(&mut out, entry.date.as_ref());
    let place = first.filter(|part| part.role == Role::Place).is_none();
    let place = place.then(|| part(&entry.heading, Role::Place)).flatten();
    let rest = Parts(entry.heading.0.iter().skip(1).cloned().collect());
    let rest = match place {
        Some(_) => other_parts(&rest, &[Role::Place]),
        None => other_parts(&rest, &[]),
    };
    put_text(&mut out, "location", place);
    let body = entry.body.iter().map(|one| markdown(&one.content));
    let positions = entry.positions.iter().map(|one| {
        let date = one.date.as_ref().map_or("", |date| &date.text);
        let words = other_parts(&one.heading, &[]);
        let body = one.body.iter().map(|one| markdown(&one.content));
        let heading = [words.as_str(), date].join(" ").trim().to_owned();
        joined([heading].into_iter().chain(body)).unwrap_or_default()
    });
    put_text(
        &mut out,
        "summary",
        joined([rest].into_iter().chain(body).chain(positions)),
    );
    let of_positions = entry.positions.iter().flat_map(|one| &one.highlights);
    let bullets = entry.highlights.iter().chain(of_positions);
    put_bullets(&mut out, bullets.map(|one| markdown(&one.content)));
    Tree::Map(out)
}
