//! LaTeX CVs in the macros of moderncv, Awesome-CV and AltaCV: their arguments, and the bullets below them.
//!
//! No TeX runs. Comments and definitions are set aside, then each known macro is found with its arguments in braces,
//! in the order of the file, together with the headings and lists around it. What the arguments say is read as a
//! bibliography's TeX is. It gives a first draft, with a list of what to look at.

use super::draft::{Draft, Path};
use super::fields::{self, As};
use super::person;
use super::sections;
use super::tables;
use super::text::Dialect;
use super::times;
use super::titles::{self, Meaning};
use super::tree::Node;
use crate::model::Section;

/// Reads a document.
pub(super) fn read(draft: &mut Draft, root: Node) {
    draft.dialect = Dialect::Tex;
    for (name, call) in root.get("head").map(Node::entries).unwrap_or_default() {
        head(draft, name, call);
    }
    let mut after: Option<String> = None;
    for (title, section) in root.get("sections").map(Node::entries).unwrap_or_default() {
        let (title, _) = draft.dialect.literal(title);
        let key = self::section(draft, &title, section, after.as_deref());
        after = key.or(after);
    }
    for file in root.get("files").map(Node::items).unwrap_or_default() {
        file.leave("it is another file; import it as well");
    }
    if root.says_something() {
        draft.remarks.push(
            "LaTeX says how things look, and what they are only by the place of an argument: it is a first draft, to be read through"
                .to_owned(),
        );
    }
}

fn head(draft: &mut Draft, name: &str, call: Node) {
    let person = Path::of("person");
    let arguments = call.get("arguments").map(Node::items).unwrap_or_default();
    let texts: Vec<String> = arguments
        .iter()
        .filter_map(|node| Some(draft.dialect.literal(node.text()?).0))
        .filter(|text| !text.is_empty())
        .collect();
    let joined = texts.join(" ");
    let Some(first) = texts.first().cloned() else {
        return;
    };
    match name {
        "name" => {
            draft.put(&person.key("name"), joined, &arguments);
        }
        "firstname" => {
            draft.put(&person.key("name"), joined, &arguments);
        }
        "familyname" | "lastname" => {
            draft.extend(&person.key("name"), " ", &joined, &arguments);
        }
        "title" | "position" | "tagline" => {
            let parts: Vec<&str> = joined.split("\\enskip").map(str::trim).collect();
            draft.put(&person.key("headline"), parts.join(" "), &arguments);
        }
        "location" => {
            draft.put(&person.key("location"), joined, &arguments);
        }
        "address" | "mailaddress" | "printinfo" => {
            call.leave("street and postcode do not belong into a CV that is sent around; add them to `address` if you want them printed");
        }
        "phone" | "mobile" | "mobilephone" => {
            let at = draft.next(&person.key("phone"));
            draft.put(&at, joined, &arguments);
            if let Some(option) = call.get("option") {
                option.leave("of a telephone the number is printed");
            }
        }
        "email" | "mail" => {
            let at = draft.next(&person.key("email"));
            draft.put(&at, joined, &arguments);
        }
        "homepage" | "website" => person::address(draft, call, &first, "website"),
        "social" => match call.get("option") {
            Some(network) => {
                let nodes: Vec<Node> = std::iter::once(network)
                    .chain(arguments.iter().copied())
                    .collect();
                person::account(
                    draft,
                    &nodes,
                    network.text().unwrap_or_default(),
                    Some(&first),
                    None,
                );
            }
            None => call.leave("it does not say which network it is of"),
        },
        "photo" | "photoR" | "photoL" => call.leave(person::PICTURE),
        "born" | "dateofbirth" => call.leave(super::person::PERSONAL),
        "quote" | "extrainfo" => call.leave("Folio has no place for it"),
        network => {
            let label = match network {
                "xtwitter" => "x",
                other => other,
            };
            person::account(draft, &arguments[..1], label, Some(&first), None);
            call.leave("an account prints as its name");
        }
    }
}

/// Places the entries under a heading.
fn section(draft: &mut Draft, title: &str, node: Node, after: Option<&str>) -> Option<String> {
    // Each with the heading within the section that it stands under.
    let mut items: Vec<(Option<Node>, Node)> = Vec::new();
    let mut heading = None;
    for item in node.items() {
        match item.get("subheading") {
            Some(next) => heading = Some(next),
            None => items.push((heading, item)),
        }
    }
    let headings = || {
        node.items()
            .into_iter()
            .filter_map(|item| item.get("subheading"))
    };
    if items.is_empty() {
        headings().for_each(|heading| heading.leave(NO_ENTRY));
        return None;
    }
    let has_fields = |item: &Node| item.is_map();
    let known = match titles::meaning(title) {
        Some(Meaning::Section(section)) if section != Section::Summary => Some(section),
        _ => None,
    };
    match known {
        Some(section)
            if items
                .iter()
                .all(|(_, item)| has_fields(item) || !sections::needs_fields(section)) =>
        {
            let list = Path::of(section.key());
            let first = draft.next(&list);
            let was_empty = draft.length(&list) == 0;
            for (heading, item) in items {
                let before = draft.length(&list);
                entry(draft, Some(section), &list, item);
                let takes_group = !matches!(section, Section::Publications | Section::Interests);
                group(draft, &list, before, heading.filter(|_| takes_group));
            }
            headings().for_each(|heading| heading.leave(NO_ENTRY));
            if titles::slug(title) != section.key() && draft.has(&first) {
                draft.comment(
                    if was_empty { &list } else { &first },
                    format!("was \"{title}\""),
                );
            }
            Some(section.key().to_owned())
        }
        _ if items.iter().all(|(_, item)| item.text().is_some()) => {
            headings().for_each(|heading| heading.leave(NO_ENTRY));
            sections::place(draft, title, node, false, after)
        }
        _ => {
            let path = sections::open_own(draft, title, after)?;
            let entries = Path::of("sections").key(&path).key("entries");
            for (heading, item) in items {
                let before = draft.length(&entries);
                entry(draft, None, &entries, item);
                group(draft, &entries, before, heading);
            }
            headings().for_each(|heading| heading.leave(NO_ENTRY));
            Some(path)
        }
    }
}

const NO_ENTRY: &str = "headings within a section are no entries of it";

/// Puts what was added to a list from a place on under a heading.
fn group(draft: &mut Draft, list: &Path, from: usize, heading: Option<Node>) {
    let Some((heading, text)) = heading.and_then(|heading| Some((heading, heading.text()?))) else {
        return;
    };
    let (title, _) = draft.dialect.literal(text);
    for at in from..draft.length(list) {
        if !title.is_empty() {
            draft.put(&list.item(at).key("group"), title.clone(), &[heading]);
        }
    }
}

const SWAPPED: &str =
    "it stands where the date stands elsewhere, and the date where the place does";

const SLOT: &str = "the argument stands for it by custom only";

/// Places an entry: what each argument means by custom, in each section.
fn entry(draft: &mut Draft, section: Option<Section>, list: &Path, node: Node) {
    if !node.is_map() {
        sections::add(draft, section, list, node, false);
        return;
    }
    if node.get("label").is_some() || node.get("title").is_none() {
        line(draft, section, list, node);
        return;
    }
    let entry = draft.next(list);
    let (title, organization, event) = match section {
        Some(Section::Experience | Section::Volunteering) => ("title", "organization", "unit"),
        Some(Section::Education) => ("degree", "institution", "note"),
        Some(Section::Projects) => ("name", "role", "note"),
        Some(Section::Awards) => ("title", "issuer", "issuer"),
        Some(Section::Certifications) => ("title", "issuer", "issuer"),
        Some(Section::Talks) => ("title", "event", "event"),
        Some(Section::Teaching) => ("course", "institution", "institution"),
        Some(Section::Service) => ("role", "organization", "venue"),
        Some(Section::Grants) => ("title", "funder", "funder"),
        Some(Section::Memberships) => ("role", "organization", "organization"),
        None => ("title", "subtitle", "subtitle"),
        Some(_) => {
            sections::add(draft, section, list, node, false);
            return;
        }
    };
    let is_sure = matches!(section, Some(Section::Experience | Section::Education));
    for (key, field) in [
        ("title", title),
        ("organization", organization),
        ("event", event),
    ] {
        let Some((value, text)) = node.get(key).and_then(|value| Some((value, value.text()?)))
        else {
            continue;
        };
        let (literal, link) = draft.dialect.literal(text);
        let text = match field {
            "event" | "funder" | "venue" => draft.dialect.markup(text),
            _ => literal,
        };
        if text.is_empty() {
            value.leave("it prints nothing");
            continue;
        }
        let path = entry.key(field);
        match is_sure || section.is_none() {
            true => draft.put(&path, text, &[value]),
            false => draft.doubt(&path, text, &[value], SLOT),
        };
        if let Some(link) = link.filter(|_| !draft.has(&entry.key("url"))) {
            draft.put(&entry.key("url"), link, &[value]);
        }
    }
    let has = |field: &str| tables::of(section).iter().any(|(_, to, _)| *to == field);
    // Some write the place where others have the date, and the date where they have the place.
    let swapped = match (node.get("date"), node.get("location")) {
        (Some(date), Some(place)) if times::time_of(date).is_none() => Some((date, place)),
        _ => None,
    };
    let swapped = swapped.filter(|(_, place)| {
        has("location") && times::place_misplaced(draft, &entry, section, *place)
    });
    if let Some((date, _)) = swapped {
        let text = draft.dialect.literal(date.text().unwrap_or_default()).0;
        draft.doubt(&entry.key("location"), text, &[date], SWAPPED);
    } else {
        times::place(draft, &entry, section, node, false);
    }
    if let Some(place) = node.get("location").filter(|_| swapped.is_none()) {
        match has("location") {
            true => fields::place(draft, &entry, place, "location", As::Literal, false),
            false => fields::place(draft, &entry, place, "note", As::Remark, false),
        }
    }
    if let Some(grade) = node.get("grade") {
        match section {
            Some(Section::Education) => {
                fields::place(draft, &entry, grade, "grade", As::Literal, false)
            }
            _ => fields::place(draft, &entry, grade, "note", As::Remark, false),
        }
    }
    let bullets = fields::has_bullets(section);
    let prose = match section {
        Some(Section::Awards) => "reason",
        _ if has("summary") => "summary",
        _ => "note",
    };
    for (key, how) in [
        ("text", As::Prose),
        ("highlights", if bullets { As::Bullets } else { As::Prose }),
    ] {
        let field = if key == "highlights" && bullets {
            "highlights"
        } else {
            prose
        };
        if let Some(value) = node.get(key) {
            fields::place(draft, &entry, value, field, how, bullets);
        }
    }
    sections::require(draft, section, &entry);
}

/// Places a line of a label and a text.
fn line(draft: &mut Draft, section: Option<Section>, list: &Path, node: Node) {
    let entry = draft.next(list);
    let (label, text, comment) = match section {
        Some(Section::Skills) => ("name", "keywords", "level"),
        Some(Section::Languages) => ("name", "level", "note"),
        Some(Section::Interests) => ("name", "keywords", "keywords"),
        Some(Section::Awards) => ("title", "reason", "issuer"),
        Some(Section::References) => ("name", "note", "note"),
        Some(Section::Certifications) => ("title", "issuer", "note"),
        Some(Section::Memberships) => ("organization", "role", "note"),
        Some(Section::Service) => ("role", "organization", "summary"),
        Some(Section::Talks) => ("title", "event", "summary"),
        Some(Section::Education) => ("degree", "institution", "note"),
        Some(Section::Experience | Section::Volunteering) => ("title", "organization", "note"),
        Some(Section::Projects) => ("name", "summary", "note"),
        Some(Section::Teaching) => ("course", "summary", "note"),
        Some(Section::Grants) => ("title", "funder", "summary"),
        Some(
            Section::Publications
            | Section::Media
            | Section::Advising
            | Section::News
            | Section::Summary,
        )
        | None => ("title", "summary", "summary"),
    };
    if section.is_some_and(|section| {
        matches!(
            section,
            Section::Publications | Section::Media | Section::Advising | Section::News
        )
    }) {
        sections::add(draft, section, list, node, false);
        return;
    }
    // `\cvitem{}{text}`, `\cvlistitem{text}`: the text is all there is.
    let (main, _) = sections::main_field(section);
    let has_label = node
        .get("label")
        .and_then(Node::text)
        .is_some_and(|text| !draft.dialect.literal(text).0.is_empty());
    // `\cvitem{2021}{text}`: the label says when.
    let dated = node
        .get("label")
        .filter(|label| has_label && times::place_misplaced(draft, &entry, section, *label));
    let has_label = has_label && dated.is_none();
    for (key, field) in [
        ("label", label),
        ("name", label),
        ("text", if has_label { text } else { main }),
        ("comment", comment),
    ] {
        let Some(value) = node.get(key) else { continue };
        if key == "label" && dated.is_some() {
            continue;
        }
        let how = match field {
            "keywords" => As::Words,
            "summary" | "reason" | "note" => As::Prose,
            "title" if matches!(section, None | Some(Section::Talks | Section::Grants)) => {
                As::Markup
            }
            "event" | "funder" | "venue" => As::Markup,
            _ => As::Literal,
        };
        match draft.has(&entry.key(field)) && how != As::Words {
            true => fields::place(draft, &entry, value, "note", As::Remark, false),
            false => fields::place(draft, &entry, value, field, how, false),
        }
    }
    for detail in ["detail", "detail2"].iter().filter_map(|key| node.get(key)) {
        let is_mail = detail.text().is_some_and(|text| text.contains('@'));
        match (section, is_mail) {
            (Some(Section::References), true) => {
                fields::place(draft, &entry, detail, "email", As::Literal, false)
            }
            (Some(Section::References), false) if !draft.has(&entry.key("organization")) => {
                fields::place(draft, &entry, detail, "organization", As::Literal, false);
            }
            _ => fields::place(draft, &entry, detail, "note", As::Remark, false),
        }
    }
    if draft.has(&entry) {
        sections::require(draft, section, &entry);
    }
    if node.get("label2").is_some() || node.get("text2").is_some() {
        second(draft, section, list, node, (label, text));
    }
}

/// The second half of a line that has two.
fn second(
    draft: &mut Draft,
    section: Option<Section>,
    list: &Path,
    node: Node,
    fields: (&str, &str),
) {
    let entry = draft.next(list);
    let (main, _) = sections::main_field(section);
    let text = if node.get("label2").is_some() {
        fields.1
    } else {
        main
    };
    for (key, field) in [("label2", fields.0), ("text2", text)] {
        if let Some(value) = node.get(key) {
            let how = if field == "keywords" {
                As::Words
            } else {
                As::Literal
            };
            fields::place(draft, &entry, value, field, how, false);
        }
    }
    if draft.has(&entry) {
        sections::require(draft, section, &entry);
    }
}
