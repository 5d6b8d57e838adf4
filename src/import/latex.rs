//! LaTeX CVs in the macros of moderncv, Awesome-CV and AltaCV: their arguments, and the bullets below them.
//!
//! No TeX runs. Comments and definitions are set aside, then each known macro is found with its arguments in braces,
//! in the order of the file, together with the headings and lists around it. What the arguments say is read as a
//! bibliography's TeX is. It gives a first draft, with a list of what to look at.

use super::draft::{Draft, Path};
use super::fields::{self, As};
use super::person;
use super::sections;
use super::text::Dialect;
use super::times;
use super::titles::{self, Meaning};
use super::tree::{Node, Raw};
use crate::model::Section;

/// Macros of the head of a document that are read, with how many arguments each has at most.
const HEAD: &[(&str, usize)] = &[
    ("name", 2),
    ("firstname", 1),
    ("familyname", 1),
    ("lastname", 1),
    ("title", 1),
    ("position", 1),
    ("tagline", 1),
    ("address", 3),
    ("location", 1),
    ("phone", 1),
    ("mobile", 1),
    ("mobilephone", 1),
    ("email", 1),
    ("mail", 1),
    ("homepage", 1),
    ("website", 1),
    ("social", 1),
    ("github", 1),
    ("gitlab", 1),
    ("linkedin", 1),
    ("orcid", 1),
    ("twitter", 1),
    ("xtwitter", 1),
    ("googlescholar", 2),
    ("stackoverflow", 2),
    ("mastodon", 1),
    ("kaggle", 1),
    ("photo", 1),
    ("photoR", 2),
    ("photoL", 2),
    ("quote", 1),
    ("extrainfo", 1),
    ("born", 1),
    ("dateofbirth", 1),
    ("mailaddress", 1),
    ("printinfo", 2),
];

/// Macros of entries: how many arguments, and the fields of each, by the name of the reader's key; none for one that
/// is a look.
pub(super) const ENTRIES: &[(&str, usize, &[&str])] = &[
    (
        "cventry",
        6,
        &["date", "title", "organization", "location", "grade", "text"],
    ),
    (
        "cventry",
        5,
        &["title", "organization", "location", "date", "text"],
    ),
    ("cvevent", 4, &["title", "organization", "date", "location"]),
    ("cvhonor", 4, &["title", "event", "location", "date"]),
    ("cvitemwithcomment", 3, &["label", "text", "comment"]),
    ("cvlanguage", 3, &["label", "text", "comment"]),
    ("cvachievement", 3, &["", "label", "text"]),
    ("cvdoubleitem", 4, &["label", "text", "label2", "text2"]),
    ("cvitem", 2, &["label", "text"]),
    ("cvskill", 2, &["label", "text"]),
    ("cvref", 3, &["name", "detail", "detail2"]),
    ("cvlistitem", 1, &["text"]),
    ("cvlistdoubleitem", 2, &["text", "text2"]),
    ("cvtag", 1, &["text"]),
    ("cvline", 2, &["label", "text"]),
];

/// Macros of headings.
const HEADINGS: [&str; 6] = [
    "section",
    "cvsection",
    "subsection",
    "cvsubsection",
    "cvheading",
    "mysection",
];

/// Whether a text is a LaTeX CV.
pub(super) fn is_one(text: &str) -> bool {
    let has = |name: &str| text.contains(&format!("\\{name}{{"));
    text.contains("\\documentclass")
        || has("begin")
        || ENTRIES.iter().any(|(name, ..)| has(name))
        || has("section")
}

/// A call of a macro, or what stands between calls.
#[derive(Debug, Clone, PartialEq)]
enum Piece<'a> {
    Call(&'a str, Vec<&'a str>, Option<&'a str>),
    Item,
    Text(&'a str),
}

/// Most pieces of a file.
const MOST_PIECES: usize = 20_000;

/// Most bytes of an argument: an open brace is looked for its other so far.
const MOST_ARGUMENT: usize = 20_000;

/// The text without comments.
fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let mut end = line.len();
        let mut escaped = false;
        for (at, c) in line.char_indices() {
            match c {
                '%' if !escaped => {
                    end = at;
                    break;
                }
                '\\' => escaped = !escaped,
                _ => escaped = false,
            }
        }
        out.push_str(&line[..end]);
        if end == line.len() {
            out.push('\n');
        }
    }
    out
}

/// The group in braces or brackets that a text begins with, without them, and what follows it.
fn group(text: &str, open: char, close: char) -> Option<(&str, &str)> {
    let inner = text.trim_start().strip_prefix(open)?;
    let (mut depth, mut escaped) = (0_usize, false);
    for (at, c) in inner.char_indices() {
        if at > MOST_ARGUMENT {
            return None;
        }
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == close && depth == 0 => {
                return Some((&inner[..at], &inner[at + c.len_utf8()..]));
            }
            '{' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// The pieces of a text.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut plain = 0;
    while pieces.len() < MOST_PIECES {
        let start = text.len() - rest.len();
        let Some(at) = rest.find('\\') else { break };
        let from = &rest[at..];
        let length = from[1..]
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(from.len() - 1);
        let name = &from[1..1 + length];
        let after = from[1 + length..]
            .strip_prefix('*')
            .unwrap_or(&from[1 + length..]);
        let most = match name {
            "begin" | "end" | "bibliography" | "addbibresource" | "input" | "include" => 1,
            "item" => 0,
            "newcommand" | "renewcommand" | "def" | "definecolor" | "setlength" | "usepackage"
            | "documentclass" => 3,
            name if HEADINGS.contains(&name) => 1,
            name => {
                let entry = ENTRIES
                    .iter()
                    .filter(|(known, ..)| *known == name)
                    .map(|(_, count, _)| *count)
                    .max();
                let head = HEAD
                    .iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, count)| *count);
                match entry.or(head) {
                    Some(count) => count,
                    None => {
                        let skip =
                            at + 1 + length.max(from[1..].chars().next().map_or(0, char::len_utf8));
                        rest = &rest[skip.min(rest.len())..];
                        continue;
                    }
                }
            }
        };
        let before = text[plain..start + at].trim();
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        let mut tail = after;
        let mut option = None;
        let mut arguments = Vec::new();
        while arguments.len() < most {
            if let Some((inside, next)) = group(tail, '[', ']') {
                option = option.or(Some(inside));
                tail = next;
                continue;
            }
            match group(tail, '{', '}') {
                Some((inside, next)) => {
                    arguments.push(inside);
                    tail = next;
                }
                None => break,
            }
        }
        match name {
            "item" => pieces.push(Piece::Item),
            "newcommand" | "renewcommand" | "def" | "definecolor" | "setlength" | "usepackage"
            | "documentclass" => {}
            _ => pieces.push(Piece::Call(name, arguments, option)),
        }
        plain = text.len() - tail.len();
        rest = tail;
    }
    let last = text[plain..].trim();
    if !last.is_empty() && pieces.len() < MOST_PIECES {
        pieces.push(Piece::Text(last));
    }
    pieces
}

/// A LaTeX CV as a tree: what is said in the head, and the entries under each heading.
pub(super) fn raw(text: &str) -> Raw {
    let text = without_comments(text);
    let body = text
        .find("\\begin{document}")
        .map_or(text.as_str(), |at| &text[at..]);
    let preamble = &text[..text.len() - body.len()];
    let mut builder = Builder::default();
    // AltaCV has its head in the body, within `\personalinfo`.
    for piece in pieces(preamble).into_iter().chain(pieces(body)) {
        builder.piece(piece);
    }
    builder.finish()
}

#[derive(Default)]
struct Builder {
    head: Vec<(String, Raw)>,
    sections: Vec<(String, Raw)>,
    title: Option<String>,
    entries: Vec<Raw>,
    /// The fields of the entry that is open, to which bullets belong.
    open: Option<Vec<(String, Raw)>>,
    bullets: Vec<Raw>,
    in_item: bool,
    files: Vec<Raw>,
}

impl Builder {
    fn piece(&mut self, piece: Piece) {
        match piece {
            Piece::Item => self.in_item = true,
            Piece::Text(text) => self.text(text),
            Piece::Call("begin" | "end", ..) => self.in_item = false,
            Piece::Call("bibliography" | "addbibresource" | "input" | "include", arguments, _) => {
                self.files.extend(arguments.into_iter().map(Raw::word));
            }
            Piece::Call(name, arguments, _) if HEADINGS.contains(&name) => {
                let title = arguments.first().copied().unwrap_or_default();
                // A part of a section, unless it is one that Folio knows.
                if name.contains("sub") && self.title.is_some() && titles::meaning(title).is_none()
                {
                    self.close_entry();
                    self.in_item = false;
                    self.entries
                        .push(Raw::Map(vec![("subheading".to_owned(), Raw::word(title))]));
                    return;
                }
                self.close_section();
                self.title = Some(title.to_owned());
            }
            Piece::Call(name, arguments, option) => {
                match HEAD.iter().any(|(known, _)| *known == name) {
                    true => self.head(name, &arguments, option),
                    false => self.entry(name, &arguments),
                }
            }
        }
    }

    fn head(&mut self, name: &str, arguments: &[&str], option: Option<&str>) {
        let words: Vec<Raw> = arguments.iter().map(|text| Raw::word(*text)).collect();
        let mut entry = vec![("arguments".to_owned(), Raw::List(words))];
        if let Some(option) = option {
            entry.push(("option".to_owned(), Raw::word(option)));
        }
        self.head.push((name.to_owned(), Raw::Map(entry)));
    }

    fn entry(&mut self, name: &str, arguments: &[&str]) {
        self.close_entry();
        self.in_item = false;
        let of_name = ENTRIES.iter().filter(|(known, ..)| *known == name);
        // The one with so many arguments, else the one with the fewest: some may be missing at the end.
        let fields = of_name
            .clone()
            .find(|(_, count, _)| *count == arguments.len())
            .or_else(|| of_name.min_by_key(|(_, count, _)| *count));
        let Some((_, _, fields)) = fields else { return };
        let named = fields
            .iter()
            .zip(arguments)
            .filter(|(field, _)| !field.is_empty());
        self.open = Some(
            named
                .map(|(field, text)| ((*field).to_owned(), Raw::word(*text)))
                .collect(),
        );
    }

    fn text(&mut self, text: &str) {
        if self.title.is_none() {
            return;
        }
        let text = text.trim().trim_start_matches("\\\\").trim();
        if self.in_item {
            if !text.is_empty() {
                self.bullets.push(Raw::word(text));
            }
            return;
        }
        // Signs of layout between entries: `\divider`, `\smallskip`, an empty group.
        let is_layout = text
            .split_whitespace()
            .all(|word| word.starts_with('\\') || word.chars().all(|c| !c.is_alphanumeric()));
        if !is_layout {
            self.close_entry();
            self.entries.push(Raw::word(text));
        }
    }

    fn close_entry(&mut self) {
        let bullets = std::mem::take(&mut self.bullets);
        match self.open.take() {
            Some(mut fields) => {
                if !bullets.is_empty() {
                    fields.push(("highlights".to_owned(), Raw::List(bullets)));
                }
                self.entries.push(Raw::Map(fields));
            }
            None => self.entries.extend(bullets),
        }
    }

    fn close_section(&mut self) {
        self.close_entry();
        self.in_item = false;
        let entries = std::mem::take(&mut self.entries);
        if let Some(title) = self.title.take()
            && !entries.is_empty()
        {
            self.sections.push((title, Raw::List(entries)));
        }
    }

    fn finish(mut self) -> Raw {
        self.close_section();
        Raw::Map(vec![
            ("head".to_owned(), Raw::Map(self.head)),
            ("sections".to_owned(), Raw::Map(self.sections)),
            ("files".to_owned(), Raw::List(self.files)),
        ])
    }
}

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
            call.leave("street and postcode do not belong into a CV that is sent around; add them to `location` if you want them printed");
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
        "born" | "dateofbirth" => {
            call.leave("it is no ground for hiring anybody, and Folio has no field for it")
        }
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
    let items = node.items();
    for item in &items {
        if let Some(heading) = item.get("subheading") {
            heading.leave("headings within a section are no entries of it");
        }
    }
    let items: Vec<Node> = items
        .into_iter()
        .filter(|item| item.get("subheading").is_none())
        .collect();
    if items.is_empty() {
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
                .all(|item| has_fields(item) || takes_text(section)) =>
        {
            let list = Path::of(section.key());
            let first = draft.next(&list);
            let was_empty = draft.length(&list) == 0;
            for item in items {
                entry(draft, Some(section), &list, item);
            }
            if titles::slug(title) != section.key() && draft.has(&first) {
                draft.comment(
                    if was_empty { &list } else { &first },
                    format!("was \"{title}\""),
                );
            }
            Some(section.key().to_owned())
        }
        _ if items.iter().all(|item| item.text().is_some()) => {
            sections::place(draft, title, node, false, after)
        }
        _ => {
            let path = sections::open_own(draft, title, after)?;
            let entries = Path::of("sections").key(&path).key("entries");
            for item in items {
                entry(draft, None, &entries, item);
            }
            Some(path)
        }
    }
}

fn takes_text(section: Section) -> bool {
    !matches!(
        section,
        Section::Experience
            | Section::Volunteering
            | Section::Education
            | Section::Projects
            | Section::Publications
            | Section::Teaching
            | Section::Grants
    )
}

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
        let (text, link) = draft.dialect.literal(text);
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
    times::place(draft, &entry, section, node, false);
    let has = |field: &str| fields::of(section).iter().any(|(_, to, _)| *to == field);
    if let Some(place) = node.get("location") {
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
    for (key, field) in [
        ("label", label),
        ("name", label),
        ("text", if has_label { text } else { main }),
        ("comment", comment),
    ] {
        let Some(value) = node.get(key) else { continue };
        let how = match field {
            "keywords" => As::Words,
            "summary" | "reason" | "note" => As::Prose,
            "title" if matches!(section, None | Some(Section::Talks | Section::Grants)) => {
                As::Markup
            }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn macros_are_found_with_their_arguments() {
        let text = "\\cventry{2020}{Engineer}{A \\{ b}{}{}{x {y} z}% \\cventry{no}\n\\item one";
        let text = without_comments(text);
        assert_eq!(
            pieces(&text),
            [
                Piece::Call(
                    "cventry",
                    vec!["2020", "Engineer", "A \\{ b", "", "", "x {y} z"],
                    None
                ),
                Piece::Item,
                Piece::Text("one"),
            ]
        );
        assert_eq!(
            pieces("\\social[github]{ada}"),
            [Piece::Call("social", vec!["ada"], Some("github"))]
        );
        assert_eq!(
            pieces("\\newcommand{\\cvtag}[1]{x}\\cvtag{Rust"),
            [Piece::Call("cvtag", vec![], None), Piece::Text("{Rust")]
        );
    }

    #[test]
    fn a_percent_sign_that_is_escaped_begins_no_comment() {
        assert_eq!(without_comments("10\\% a % b\nc"), "10\\% a c\n");
        assert_eq!(without_comments("\\\\% b"), "\\\\");
    }

    proptest! {
        #[test]
        fn no_text_panics(text in "(\\\\cventry|\\\\section|\\\\item|\\\\begin|\\{|\\}|\\[|\\]|%|\\\\|é|a|\n){0,30}") {
            let _ = raw(&text);
        }
    }
}
