//! Sections and their entries, whatever a format calls them.

use super::draft::{Draft, Path};
use super::fields::{self, As};
use super::tables;
use super::times;
use super::titles::{self, Meaning};
use super::tree::Node;
use super::works;
use crate::model::Section;

/// The field of an entry that must be there, with the keys whose values may stand in for it.
pub(super) fn main_field(section: Option<Section>) -> (&'static str, &'static [&'static str]) {
    let Some(section) = section else {
        return ("title", &[]);
    };
    match section {
        Section::Summary => ("text", &[]),
        Section::Experience | Section::Volunteering => (
            "organization",
            &[
                "position",
                "title",
                "role",
                "jobTitle",
                "department",
                "location",
            ],
        ),
        Section::Education => ("institution", &["area", "degree", "studyType", "location"]),
        Section::Publications => ("title", &["journal", "venue", "publisher", "summary"]),
        Section::Talks => ("title", &["event", "conference", "venue"]),
        Section::Grants => ("title", &["funder", "agency", "organization", "number"]),
        Section::Media => ("title", &["outlet", "publisher"]),
        Section::Awards => ("title", &["awarder", "issuer", "summary"]),
        Section::Certifications => ("title", &["issuer", "authority"]),
        Section::Interests => ("name", &[]),
        Section::Skills => ("name", &["level"]),
        Section::Projects => ("name", &["description", "summary", "role"]),
        Section::Teaching => ("course", &["role", "position", "institution", "company"]),
        Section::Advising => ("name", &["thesis", "degree"]),
        Section::Service => ("role", &["organization", "venue", "conference"]),
        Section::Memberships => ("organization", &["role", "position"]),
        Section::Languages | Section::References => ("name", &["position", "title", "email"]),
        Section::News => ("text", &[]),
    }
}

/// What stands where a name must be and the source has none.
const NAMELESS: &str = "—";

/// Adds an entry to a list; its path, unless it says nothing. With `open`, what began and has no end goes on.
pub(super) fn add(
    draft: &mut Draft,
    section: Option<Section>,
    list: &Path,
    node: Node,
    open: bool,
) -> Option<Path> {
    if !node.says_something() {
        return None;
    }
    let entry = draft.next(list);
    // RenderCV has bullets and numbered texts as maps of one key.
    let bullet = node
        .any(&["bullet", "number", "reversed_number"])
        .filter(|node| node.text().is_some());
    let text = bullet.filter(|_| node.entries().len() == 1).unwrap_or(node);
    if text.text().is_some() {
        text_entry(draft, section, &entry, text);
        return draft.has(&entry).then_some(entry);
    }
    if node.is_list() {
        // A list where a map belongs: its items are entries.
        node.items().into_iter().for_each(|item| {
            add(draft, section, list, item, open);
        });
        return draft.has(&entry).then_some(entry);
    }
    if let Some(items) = several(section, node) {
        for item in items {
            let entry = draft.next(list);
            text_entry(draft, section, &entry, item);
            times::place(draft, &entry, section, node, open);
        }
        return draft.has(&entry).then_some(entry);
    }
    let (main, substitutes) = main_field(section);
    let table = tables::of(section);
    let names: Vec<&str> = table
        .iter()
        .filter(|(_, to, _)| *to == main)
        .flat_map(|(keys, _, _)| keys.iter().copied())
        .collect();
    if node.any(&names).is_none()
        && let Some(substitute) = node.any(substitutes).filter(|node| node.text().is_some())
        && let Some(text) = substitute.text()
    {
        let (text, _) = draft.dialect.literal(text);
        let path = entry.key(main);
        draft.comment(
            &path,
            "the source gives no name here; this stood in another field",
        );
        draft.doubt(
            &path,
            text,
            &[substitute],
            &format!("`{main}` must be there, and the source has none"),
        );
    }
    match section {
        Some(Section::Publications) => works::place(draft, &entry, node),
        Some(Section::Education) => schooling(draft, &entry, node),
        _ => {}
    }
    times::place(draft, &entry, section, node, open);
    if draft.descriptions_are_bullets && fields::has_bullets(section) {
        for key in ["description", "items"] {
            if let Some(value) = node.get(key) {
                fields::place(draft, &entry, value, "highlights", As::Bullets, true);
            }
        }
    }
    fields::fill(draft, &entry, node, table, fields::has_bullets(section));
    if !draft.has(&entry) {
        return None;
    }
    require(draft, section, &entry);
    Some(entry)
}

/// Gives an entry without a name one, as it must have.
pub(super) fn require(draft: &mut Draft, section: Option<Section>, entry: &Path) {
    let (main, _) = main_field(section);
    let path = entry.key(main);
    if !draft.has(&path) {
        draft.fill(&path, NAMELESS);
        draft.comment(&path, "the source has no name here; write it");
    }
}

/// The entries that stand under one date, as a year and the awards of it.
fn several(section: Option<Section>, node: Node) -> Option<Vec<Node>> {
    let takes_texts = section.is_some_and(|section| {
        section.spec().dated && !section.spec().bullets && section != Section::Publications
    });
    let (main, _) = main_field(section);
    let table = tables::of(section);
    let mut names = table
        .iter()
        .filter(|(_, to, _)| *to == main)
        .flat_map(|(keys, _, _)| keys.iter());
    let is_named = names.any(|key| node.get(key).is_some());
    let items = node
        .get("items")
        .filter(|items| takes_texts && !is_named && items.is_list())?;
    let items = items.items();
    items
        .iter()
        .all(|item| item.text().is_some())
        .then_some(items)
}

/// What schools have of their own: grades, and fields that are hidden in bullets.
fn schooling(draft: &mut Draft, entry: &Path, node: Node) {
    const HONOURS: [&str; 4] = ["laude", "honor", "honour", "distinction"];
    for key in ["score", "grade", "gpa", "GPA"] {
        let Some((value, text)) = node.get(key).and_then(|node| Some((node, node.text()?))) else {
            continue;
        };
        let bare = without_label(text, &["gpa", "grade", "score", "cgpa"]).unwrap_or(text);
        let lower = bare.to_lowercase();
        if ["ongoing", "in progress", "n/a", "-"].contains(&lower.as_str()) {
            value.leave("it is no grade");
        } else if HONOURS.iter().any(|word| lower.contains(word))
            && !bare.contains(|c: char| c.is_ascii_digit())
        {
            let at = draft.next(&entry.key("honors"));
            draft.put(&at, bare, &[value]);
        } else {
            draft.put(&entry.key("grade"), bare, &[value]);
        }
    }
    for bullet in node.get("highlights").map(Node::items).unwrap_or_default() {
        let Some(text) = bullet.text() else { continue };
        let (text, _) = draft.dialect.literal(text);
        for (labels, field) in [
            (&["gpa", "cgpa", "grade", "final grade"][..], "grade"),
            (
                &[
                    "thesis",
                    "thesis title",
                    "dissertation",
                    "phd thesis",
                    "master thesis",
                    "master's thesis",
                ],
                "thesis",
            ),
            (
                &[
                    "advisor",
                    "advisors",
                    "adviser",
                    "supervisor",
                    "supervisors",
                    "advised by",
                ],
                "advisors",
            ),
            (
                &[
                    "coursework",
                    "courses",
                    "relevant coursework",
                    "relevant courses",
                    "selected courses",
                ],
                "courses",
            ),
        ] {
            let Some(rest) = without_label(&text, labels) else {
                continue;
            };
            let path = entry.key(field);
            if rest.is_empty() || draft.has(&path) || rest.len() > 400 {
                continue;
            }
            match field {
                "courses" => {
                    for course in super::text::split_list(rest) {
                        let at = draft.next(&path);
                        draft.put(&at, course, &[bullet]);
                    }
                }
                "advisors" => {
                    let at = draft.next(&path);
                    draft.put(&at, rest, &[bullet]);
                }
                "thesis" => {
                    let markup = draft.dialect.markup(rest);
                    draft.put(&path, markup, &[bullet]);
                }
                field => {
                    draft.put(&entry.key(field), rest, &[bullet]);
                }
            }
        }
    }
}

/// What follows one of some words and a colon at the beginning.
fn without_label<'a>(text: &'a str, labels: &[&str]) -> Option<&'a str> {
    let (label, rest) = text.split_once(':')?;
    let label = label.trim().to_lowercase();
    labels.contains(&label.as_str()).then(|| rest.trim())
}

/// Places a text where an entry belongs.
fn text_entry(draft: &mut Draft, section: Option<Section>, entry: &Path, node: Node) {
    let Some(text) = node.text() else { return };
    let (main, _) = main_field(section);
    let (literal, _) = draft.dialect.literal(text);
    match section {
        Some(Section::Skills) => {
            let labelled = literal
                .split_once(": ")
                .filter(|(label, _)| label.chars().count() < 50);
            let Some((label, rest)) = labelled else {
                draft.put(&entry.key(main), literal, &[node]);
                return;
            };
            draft.put(&entry.key(main), label.trim(), &[node]);
            for word in super::text::split_list(rest) {
                let at = draft.next(&entry.key("keywords"));
                draft.put(&at, word, &[node]);
            }
        }
        Some(Section::Languages) => {
            let (name, level) = language(&literal);
            draft.put(&entry.key(main), name, &[node]);
            if let Some(level) = level {
                draft.put(&entry.key("level"), level, &[node]);
            }
        }
        section => {
            let table = tables::of(section);
            let how = table
                .iter()
                .find(|(_, to, _)| *to == main)
                .map_or(As::Literal, |(_, _, how)| *how);
            fields::place(draft, entry, node, main, how, false);
        }
    }
}

/// A language and how well it is spoken, from one text.
fn language(text: &str) -> (&str, Option<&str>) {
    if let Some((name, rest)) = text.split_once(['(', '（'])
        && let Some(level) = rest.trim_end().strip_suffix([')', '）'])
    {
        return (name.trim(), Some(level.trim()));
    }
    for sign in [": ", " – ", " — ", " - "] {
        if let Some((name, level)) = text.split_once(sign) {
            return (name.trim(), Some(level.trim()));
        }
    }
    (text.trim(), None)
}

/// Whether a text alone cannot be an entry of a section.
pub(super) fn needs_fields(section: Section) -> bool {
    matches!(
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

/// Whether an item can be an entry of a section.
fn fits(section: Section, node: Node) -> bool {
    if node.text().is_some() || node.any(&["bullet", "number", "reversed_number"]).is_some() {
        return !needs_fields(section);
    }
    if several(Some(section), node).is_some() {
        return true;
    }
    let is_one_line = node.get("label").is_some() && node.get("name").is_none();
    if is_one_line && needs_fields(section) {
        return section == Section::Projects && node.get("details").is_some();
    }
    let (main, substitutes) = main_field(Some(section));
    let table = tables::of(Some(section));
    let mut names = table
        .iter()
        .filter(|(_, to, _)| *to == main)
        .flat_map(|(keys, _, _)| keys.iter());
    names.any(|key| node.get(key).is_some()) || node.any(substitutes).is_some()
}

/// Places a section by its title; the key of where it stands now. With `open`, what began and has no end
/// goes on. `after` is the section that it stood after.
pub(super) fn place(
    draft: &mut Draft,
    title: &str,
    node: Node,
    open: bool,
    after: Option<&str>,
) -> Option<String> {
    let items: Vec<Node> = node
        .items()
        .into_iter()
        .filter(|item| item.says_something())
        .collect();
    if items.is_empty() {
        return None;
    }
    match titles::meaning(title) {
        Some(Meaning::Section(Section::Summary))
            if items.iter().all(|item| item.text().is_some()) =>
        {
            summary(draft, &items);
            Some("summary".to_owned())
        }
        Some(Meaning::Section(section))
            if section != Section::Summary && items.iter().all(|item| fits(section, *item)) =>
        {
            listed(draft, section, title, &items, open);
            Some(section.key().to_owned())
        }
        _ => own(draft, title, &items, open, after),
    }
}

/// Places the texts of a summary.
pub(super) fn summary(draft: &mut Draft, items: &[Node]) {
    let texts: Vec<String> = items
        .iter()
        .filter_map(|item| Some(draft.dialect.prose(item.text()?).joined()))
        .collect();
    let text = super::text::joined(texts.iter().map(String::as_str));
    draft.put(&Path::of("summary"), text, items);
}

/// Places the entries of a section of Folio's.
fn listed(draft: &mut Draft, section: Section, title: &str, items: &[Node], open: bool) {
    let list = Path::of(section.key());
    let first = draft.next(&list);
    let was_empty = draft.length(&list) == 0;
    for item in items {
        add(draft, Some(section), &list, *item, open);
    }
    if titles::slug(title) != section.key() && draft.has(&first) {
        let place = if was_empty { list } else { first };
        draft.comment(&place, format!("was \"{}\"", title.replace('_', " ")));
    }
}

/// Places a section of the writer's own.
fn own(
    draft: &mut Draft,
    title: &str,
    items: &[Node],
    open: bool,
    after: Option<&str>,
) -> Option<String> {
    let Some(id) = open_own(draft, title, after) else {
        items
            .iter()
            .for_each(|item| item.leave("there are more sections of this title than a CV has"));
        return None;
    };
    let path = Path::of("sections").key(&id);
    if let [only] = items
        && let Some(text) = only.text()
    {
        let text = draft.dialect.prose(text).joined();
        draft.put(&path.key("text"), text, &[*only]);
        return Some(id);
    }
    let entries = path.key("entries");
    for item in items {
        add(draft, None, &entries, *item, open);
    }
    if draft.length(&entries) == 0 {
        // What the items say has no place, and a heading alone is no section.
        draft.close(&path);
        return None;
    }
    Some(id)
}

/// Most sections of the writer's own of one title.
const MOST_OWN: usize = 100;

/// Begins a section of the writer's own; its id.
pub(super) fn open_own(draft: &mut Draft, title: &str, after: Option<&str>) -> Option<String> {
    let sections = Path::of("sections");
    let base = titles::slug(title);
    let ids = (1..).map(|number| match number {
        1 => base.clone(),
        number => format!("{base}-{number}"),
    });
    let is_free = |id: &String| Section::parse(id).is_none() && !draft.has(&sections.key(id));
    // Among so many ids as there may be sections one is free.
    let id = ids.take(MOST_OWN).find(is_free)?;
    let path = sections.key(&id);
    draft.fill(&path.key("title"), &heading(title));
    if let Some(after) = after {
        draft.fill(&path.key("after"), after);
    }
    Some(id)
}

/// A title as it prints: a key of words and low lines, or in one word with capitals in it, becomes words.
fn heading(title: &str) -> String {
    let words = title.trim().replace('_', " ");
    let is_key = !words.contains(' ') && words.is_ascii();
    let mut out = String::new();
    let mut previous = ' ';
    for c in words.chars() {
        if is_key && c.is_ascii_uppercase() && previous.is_ascii_lowercase() {
            out.push(' ');
            out.push(c.to_ascii_lowercase());
        } else if out.is_empty() {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        previous = c;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_section_has_a_main_field_that_its_table_fills() {
        for section in Section::ALL.iter().filter(|one| **one != Section::Summary) {
            let (main, _) = main_field(Some(*section));
            assert!(
                tables::of(Some(*section))
                    .iter()
                    .any(|(_, to, _)| *to == main),
                "{section:?}"
            );
        }
    }

    #[test]
    fn headings_are_words() {
        assert_eq!(heading("openSource"), "Open source");
        assert_eq!(heading("test_scores"), "Test scores");
        assert_eq!(heading("Test Scores"), "Test Scores");
        assert_eq!(heading("HOTS"), "HOTS");
    }

    #[test]
    fn languages_are_told_from_their_levels() {
        assert_eq!(language("English (native)"), ("English", Some("native")));
        assert_eq!(language("English: C1"), ("English", Some("C1")));
        assert_eq!(language("English"), ("English", None));
    }
}
