//! An ORCID record, as its page gives it to a browser (XML) and its interface to programs (JSON), versions 2 and 3; version 1.2
//! is in `profile`.
//!
//! The two say the same in two shapes: what JSON has in lists, XML repeats, and a text of XML is a `value` of JSON.
//! So a part is looked for by its name, wherever it stands below its section.

mod profile;

use std::collections::BTreeMap;

use super::dates::Time;
use super::draft::{Draft, Path};
use super::person;
use super::sections;
use super::text::Dialect;
use super::times;
use super::tree::{Node, Raw};
use super::works;
use crate::model::{Section, identifier};

/// Parts of `activities-summary` that are entries of a section, by the name of their summaries.
pub(super) const ACTIVITIES: &[(&str, Section)] = &[
    ("employment-summary", Section::Experience),
    ("invited-position-summary", Section::Experience),
    ("education-summary", Section::Education),
    ("qualification-summary", Section::Education),
    ("distinction-summary", Section::Awards),
    ("membership-summary", Section::Memberships),
    ("service-summary", Section::Service),
];

/// Whether a file is one.
pub(super) fn is_one(root: &Raw) -> bool {
    let record = root.get("record").unwrap_or(root);
    profile_of(root).is_some()
        || record.get("orcid-identifier").is_some()
        || record.get("activities-summary").is_some()
}

/// The profile of a file of version 1.2, which XML has in a message.
fn profile_of(root: &Raw) -> Option<&Raw> {
    root.get("orcid-message")
        .unwrap_or(root)
        .get("orcid-profile")
}

/// The parts of this name below a node, at any depth.
pub(super) fn all<'a>(node: Node<'a>, name: &str) -> Vec<Node<'a>> {
    fn gather<'a>(node: Node<'a>, name: &str, found: &mut Vec<Node<'a>>) {
        if node.is_list() {
            node.items()
                .into_iter()
                .for_each(|item| gather(item, name, found));
            return;
        }
        for (key, value) in node.entries() {
            match key == name {
                true => found.extend(value.items()),
                false => gather(value, name, found),
            }
        }
    }
    let mut found = Vec::new();
    gather(node, name, &mut found);
    found
}

/// A text: itself, or the `value` or `content` of a map.
fn word(node: Node) -> Option<Node> {
    match node.text() {
        Some(_) => Some(node),
        None => node
            .any(&["value", "content"])
            .filter(|node| node.text().is_some()),
    }
}

/// The text below some keys.
fn text_at<'a>(node: Node<'a>, keys: &[&str]) -> Option<(Node<'a>, &'a str)> {
    let node = word(node.at(keys)?)?;
    Some((node, node.text()?))
}

/// Why what says nothing of a person is left out.
const KEPT: &str = "the register keeps it for itself";

/// Reads a record.
pub(super) fn read(draft: &mut Draft, root: Node) {
    draft.dialect = Dialect::Plain;
    let message = root.get("orcid-message").unwrap_or(root);
    if let Some(profile) = message.get("orcid-profile") {
        profile::read(draft, profile);
        message.leave(KEPT);
        return;
    }
    let root = root.get("record").unwrap_or(root);
    let person = Path::of("person");
    if let Some(identifier) = root.get("orcid-identifier") {
        if let Some((node, orcid)) = text_at(identifier, &["path"]) {
            draft.put(&person.key("profiles").key("orcid"), orcid, &[node]);
        }
        identifier.leave("it says the same as the identifier");
    }
    if let Some(node) = root.get("person") {
        self::person(draft, node);
    }
    if let Some(activities) = root.get("activities-summary") {
        for (name, section) in ACTIVITIES {
            for summary in all(activities, name) {
                affiliation(draft, name, *section, summary);
            }
        }
        for funding in all(activities, "funding-summary") {
            self::funding(draft, funding);
        }
        self::works(draft, activities);
        reviews(draft, activities);
        if let Some(resources) = activities.get("research-resources") {
            resources.leave("resources that others granted have no section in Folio");
        }
    }
    root.leave(KEPT);
}

fn person(draft: &mut Draft, node: Node) {
    let person = Path::of("person");
    if let Some(name) = node.any(&["name", "personal-details"]) {
        let credit = text_at(name, &["credit-name"]);
        let parts: Vec<(Node, &str)> = ["given-names", "family-name"]
            .iter()
            .filter_map(|key| text_at(name, &[key]))
            .collect();
        let nodes: Vec<Node> = parts.iter().map(|(node, _)| *node).collect();
        let whole: Vec<&str> = parts.iter().map(|(_, text)| *text).collect();
        let whole = whole.join(" ");
        match credit {
            Some((credit, text)) => {
                draft.put(&person.key("name"), text, &[credit]);
                // The name that stands on papers is the one that prints; the other is one that papers may have.
                if whole == text {
                    draft.put(&person.key("name"), text, &nodes);
                } else if !whole.is_empty() {
                    let at = draft.next(&person.key("aliases"));
                    draft.put(&at, whole, &nodes);
                }
            }
            None if !whole.is_empty() => {
                draft.put(&person.key("name"), whole, &nodes);
            }
            None => {}
        }
    }
    for other in node
        .get("other-names")
        .or_else(|| node.at(&["personal-details", "other-names"]))
        .map(|names| all(names, "other-name"))
        .unwrap_or_default()
    {
        if let Some((node, text)) = word(other).and_then(|node| Some((node, node.text()?))) {
            let at = draft.next(&person.key("aliases"));
            draft.put(&at, text, &[node]);
        }
    }
    if let Some((biography, _)) = node.get("biography").and_then(|node| text_at(node, &[])) {
        sections::summary(draft, &[biography]);
    }
    for url in all(node, "researcher-url") {
        let label = text_at(url, &["url-name"]);
        if let Some((address, text)) = text_at(url, &["url"]) {
            let name = label.map_or("website", |(_, name)| name);
            person::address(draft, address, text, name);
        }
        if let Some((label, _)) = label {
            label.leave("an address prints as itself");
        }
    }
    for email in node
        .any(&["emails", "contact-details"])
        .map(|emails| all(emails, "email"))
        .unwrap_or_default()
    {
        let address = email.get("email").unwrap_or(email);
        if let Some(address) = word(address) {
            person::contacts(draft, "email", address);
        }
    }
    for address in all(node, "address") {
        if let Some((country, code)) = text_at(address, &["country"]) {
            draft.put(&person.key("location"), person::country(code), &[country]);
        }
    }
    for keyword in all(node, "keyword") {
        if let Some((keyword, text)) = word(keyword).and_then(|node| Some((node, node.text()?))) {
            let at = draft.next(&Path::of("interests"));
            draft.put(&at.key("name"), text, &[keyword]);
        }
    }
    for identifier in all(node, "external-identifier") {
        let name = identifier.get("external-id-type").and_then(word);
        let value = identifier.get("external-id-value").and_then(word);
        let url = identifier.get("external-id-url").and_then(word);
        if let Some(name) = name {
            person::profile(draft, name, value, url);
        }
    }
}

/// Puts a date of a record.
fn date(draft: &mut Draft, path: &Path, node: Option<Node>) {
    let Some(node) = node else { return };
    if let Some(Time::At(moment)) = times::time_of(node) {
        draft.date(path, moment, &[node]);
    }
}

/// The place of an organization.
fn place(draft: &mut Draft, path: &Path, node: Node) {
    if let Some(address) = node.at(&["organization", "address"]) {
        person::location(draft, path, address);
    }
}

fn affiliation(draft: &mut Draft, name: &str, section: Section, node: Node) {
    let is_certificate = name == "qualification-summary" && node.get("start-date").is_none();
    let section = match is_certificate {
        true => Section::Certifications,
        false => section,
    };
    let entry = draft.next(&Path::of(section.key()));
    let (organization, role, department) = match section {
        Section::Education => ("institution", "degree", "field"),
        Section::Awards => ("issuer", "title", "reason"),
        Section::Certifications => ("issuer", "title", "note"),
        Section::Memberships => ("organization", "role", "note"),
        Section::Service => ("organization", "role", "summary"),
        _ => ("organization", "title", "unit"),
    };
    for (keys, field) in [
        (&["organization", "name"][..], organization),
        (&["role-title"], role),
        (&["department-name"], department),
    ] {
        if let Some((node, text)) = text_at(node, keys) {
            let text = match field {
                "reason" | "note" | "summary" => draft.dialect.markup(text),
                _ => text.to_owned(),
            };
            draft.put(&entry.key(field), text, &[node]);
        }
    }
    if !draft.has(&entry) {
        return;
    }
    if section != Section::Certifications {
        place(draft, &entry.key("location"), node);
    }
    let (start, end) = (node.get("start-date"), node.get("end-date"));
    match section {
        Section::Awards | Section::Certifications => date(draft, &entry.key("date"), start.or(end)),
        _ => {
            date(draft, &entry.key("start"), start);
            date(draft, &entry.key("end"), end);
            if end.is_none() && draft.has(&entry.key("start")) {
                draft.fill(&entry.key("end"), "present");
                draft.open_ends += 1;
            }
        }
    }
    if let Some((url, text)) = text_at(node, &["url"]) {
        draft.address(&entry.key("url"), text, &[url]);
    }
    sections::require(draft, Some(section), &entry);
}

fn funding(draft: &mut Draft, node: Node) {
    let entry = draft.next(&Path::of("grants"));
    let title = text_at(node, &["title", "title"]);
    if let Some((title, text)) = title.or_else(|| text_at(node, &["funding-title", "title"])) {
        let text = draft.dialect.markup(text);
        draft.put(&entry.key("title"), text, &[title]);
    }
    if let Some((funder, text)) = text_at(node, &["organization", "name"]) {
        let text = draft.dialect.markup(text);
        draft.put(&entry.key("funder"), text, &[funder]);
    }
    if !draft.has(&entry) {
        return;
    }
    for id in all(node, "external-id") {
        let kind = text_at(id, &["external-id-type"]);
        if let (Some((kind, "grant_number")), Some((value, text))) =
            (kind, text_at(id, &["external-id-value"]))
        {
            draft.put(&entry.key("number"), text, &[value]);
            kind.leave("it says that the number is one of a grant");
        }
    }
    if let Some((amount, text)) = text_at(node, &["amount"]) {
        let currency = node.at(&["amount", "currency-code"]).and_then(word);
        draft.put(&entry.key("amount").key("value"), text, &[amount]);
        if let Some((currency, code)) = currency.and_then(|node| Some((node, node.text()?))) {
            draft.put(&entry.key("amount").key("currency"), code, &[currency]);
        }
    }
    date(draft, &entry.key("start"), node.get("start-date"));
    date(draft, &entry.key("end"), node.get("end-date"));
    if let Some((url, text)) = text_at(node, &["url"]) {
        draft.address(&entry.key("url"), text, &[url]);
    }
    sections::require(draft, Some(Section::Grants), &entry);
}

/// The works: of each group, which is one work that several sources tell of, the summary that its owner prefers.
fn works(draft: &mut Draft, activities: Node) {
    let groups = activities
        .get("works")
        .map(|works| all(works, "group"))
        .unwrap_or_default();
    let mut without_authors = 0;
    for group in groups {
        let summaries = all(group, "work-summary");
        let index = |summary: &Node| {
            let index = summary
                .any(&["display-index", "@display-index"])
                .and_then(Node::text);
            index.and_then(|text| text.parse::<i64>().ok()).unwrap_or(0)
        };
        let Some(best) = summaries.iter().copied().max_by_key(index) else {
            continue;
        };
        if work(draft, best, group) {
            without_authors += 1;
        }
        best.leave(KEPT);
        group.leave("another source tells the same of the work");
    }
    match without_authors {
        0 => {}
        1 => draft
            .remarks
            .push(format!("one work has no authors, {WITHOUT_AUTHORS}")),
        count => draft
            .remarks
            .push(format!("{count} works have no authors, {WITHOUT_AUTHORS}")),
    }
}

const WITHOUT_AUTHORS: &str =
    "which a record of ORCID does not say; add them, or import a bibliography beside it";

/// What a work is called that somebody else wrote under the owner's eyes.
const SUPERVISED: &str = "supervised-student-publication";

/// Places what a student wrote: the owner advised.
fn supervised(draft: &mut Draft, node: Node) {
    let entry = draft.next(&Path::of("advising"));
    if let Some((title, text)) = text_at(node, &["title", "title"]) {
        draft.put(&entry.key("thesis").key("title"), text, &[title]);
    }
    if !draft.has(&entry) {
        return;
    }
    for contributor in all(node, "contributor") {
        let Some((name, text)) = text_at(contributor, &["credit-name"]) else {
            continue;
        };
        match draft.has(&entry.key("name")) {
            true => name.leave("of a thesis one writer is named"),
            false => {
                let reason = "it may be the student's name or yours";
                draft.doubt(&entry.key("name"), text, &[name], reason);
            }
        }
    }
    if let Some((school, text)) = text_at(node, &["journal-title"]) {
        draft.put(&entry.key("institution"), text, &[school]);
    }
    date(draft, &entry.key("date"), node.get("publication-date"));
    if let Some((url, text)) = text_at(node, &["url"]) {
        draft.address(&entry.key("url"), text, &[url]);
    }
    if let Some((kind, _)) = text_at(node, &["type"]) {
        kind.leave("it stands among those whom you advised");
    }
    sections::require(draft, Some(Section::Advising), &entry);
}

/// Places a work; whether it stands there without authors.
fn work(draft: &mut Draft, node: Node, group: Node) -> bool {
    let kind =
        text_at(node, &["type"]).and_then(|(kind, text)| Some((kind, works::kind(text)?, text)));
    if kind.is_some_and(|(_, _, text)| text.eq_ignore_ascii_case(SUPERVISED)) {
        supervised(draft, node);
        return false;
    }
    let is_talk = kind.is_some_and(|(_, _, text)| text.eq_ignore_ascii_case("lecture-speech"));
    let section = if is_talk {
        Section::Talks
    } else {
        Section::Publications
    };
    let entry = draft.next(&Path::of(section.key()));
    if let Some((title, text)) = text_at(node, &["title", "title"]) {
        let subtitle = text_at(node, &["title", "subtitle"]);
        let whole = match subtitle {
            Some((_, subtitle)) => format!("{text}: {subtitle}"),
            None => text.to_owned(),
        };
        let markup = draft.dialect.markup(&whole);
        let nodes: Vec<Node> = [Some(title), subtitle.map(|(node, _)| node)]
            .into_iter()
            .flatten()
            .collect();
        draft.put(&entry.key("title"), markup, &nodes);
    }
    if !draft.has(&entry) {
        return false;
    }
    let venue = if is_talk { "event" } else { "venue" };
    if let Some((journal, text)) = text_at(node, &["journal-title"]) {
        let text = match is_talk {
            true => draft.dialect.markup(text),
            false => text.to_owned(),
        };
        draft.put(&entry.key(venue), text, &[journal]);
    }
    date(draft, &entry.key("date"), node.get("publication-date"));
    if is_talk {
        if let Some((url, text)) = text_at(node, &["url"]) {
            draft.address(&entry.key("url"), text, &[url]);
        }
        if let Some((kind, ..)) = kind {
            kind.leave("it stands among the talks");
        }
        return false;
    }
    if let Some((kind, own, _)) = kind {
        draft.put(&entry.key("type"), own, &[kind]);
    }
    for id in all(node, "external-id")
        .into_iter()
        .chain(all(group, "external-id"))
    {
        external_id(draft, &entry, id);
    }
    if let Some((url, _)) = text_at(node, &["url"]) {
        works::put_address(draft, &entry, url);
    }
    let mut has_authors = false;
    for contributor in all(node, "contributor") {
        if let Some((name, text)) = text_at(contributor, &["credit-name"]) {
            let at = draft.next(&entry.key("authors"));
            draft.put(&at, text, &[name]);
            has_authors = true;
        }
    }
    !has_authors
}

/// Places an identifier of a work; those of what it is part of are no identifiers of its own.
fn external_id(draft: &mut Draft, entry: &Path, id: Node) {
    let relationship =
        text_at(id, &["external-id-relationship"]).map(|(_, text)| text.to_lowercase());
    let is_own = matches!(relationship.as_deref(), None | Some("self"));
    let kind = text_at(id, &["external-id-type"]).map(|(_, text)| text.to_lowercase());
    let normalized = text_at(id, &["external-id-normalized"]);
    let Some((value, text)) = text_at(id, &["external-id-value"]) else {
        return;
    };
    let clean = normalized.map_or(text, |(_, text)| text);
    if !is_own {
        id.leave("it identifies what the work is part of, or another version of it");
        return;
    }
    let nodes: Vec<Node> = [Some(value), normalized.map(|(node, _)| node)]
        .into_iter()
        .flatten()
        .collect();
    let (field, clean) = match kind.as_deref() {
        Some("doi") => (
            "doi",
            identifier::doi(clean).unwrap_or_else(|| clean.to_owned()),
        ),
        Some("arxiv") => (
            "arxiv",
            identifier::arxiv(clean).unwrap_or_else(|| clean.to_owned()),
        ),
        Some("pmid") => ("pmid", clean.to_owned()),
        Some("isbn") => ("isbn", clean.to_owned()),
        _ => {
            id.leave("Folio prints DOI, arXiv, PubMed and ISBN");
            return;
        }
    };
    // The group repeats what its summaries say.
    match draft.has(&entry.key(field)) {
        true => id.leave("the work has such an identifier already"),
        false => {
            draft.put(&entry.key(field), clean, &nodes);
        }
    }
    id.leave("it says what kind of identifier it is");
}

/// Reviews: one entry for each journal or conference, with its years.
fn reviews(draft: &mut Draft, activities: Node) {
    let mut by_venue: BTreeMap<String, Vec<Node>> = BTreeMap::new();
    for summary in all(activities, "peer-review-summary") {
        let id = text_at(summary, &["review-group-id"]).map(|(_, text)| text.to_owned());
        by_venue
            .entry(id.unwrap_or_default())
            .or_default()
            .push(summary);
    }
    for (id, summaries) in by_venue {
        let entry = draft.next(&Path::of("service"));
        draft.fill(&entry.key("role"), "Reviewer");
        draft.fill(&entry.key("kind"), "reviewer");
        let names: Vec<Node> = summaries
            .iter()
            .filter_map(|summary| text_at(*summary, &["review-group-id"]))
            .map(|(node, _)| node)
            .collect();
        if !id.is_empty() {
            let reason =
                "a record has the number of the journal or conference, and not its name; write it";
            draft.doubt(&entry.key("venue"), id, &names, reason);
        }
        let mut years: BTreeMap<u16, Vec<Node>> = BTreeMap::new();
        for completed in summaries
            .iter()
            .filter_map(|summary| summary.get("completion-date"))
        {
            if let Some(Time::At(moment)) = times::time_of(completed) {
                years.entry(moment.date.year).or_default().push(completed);
            }
        }
        for (year, nodes) in years {
            let at = draft.next(&entry.key("years"));
            draft.put(&at, year.to_string(), &nodes);
        }
        for summary in summaries {
            summary.leave("a CV says for whom somebody reviews, and in which years");
        }
    }
}
