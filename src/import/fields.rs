//! Tables of fields: which keys of a source go into which field of an entry, and how.
//!
//! One table a section serves all formats, since they call the same things by a few names; a key that
//! two formats use for different things is dealt with before by the format's own reader, and what has its
//! place already is left alone here.

use super::draft::{Draft, Path};
use super::person;
use super::text::{self, Dialect};
use super::tree::Node;
use crate::model::Section;

/// How a value is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum As {
    /// Words that print as they are.
    Literal,
    /// A text with inline markup.
    Markup,
    /// Paragraphs into the field; bullets among them become the entry's highlights, if it may have some.
    Prose,
    /// A web address.
    Address,
    /// A list of words, or one text that is such a list.
    Words,
    /// A list of words, which one text is not.
    Items,
    /// Bullets.
    Bullets,
    /// A place: a text, or its parts.
    Location,
    /// As a remark, with a doubt: the section has no field of its own for it.
    Remark,
}

/// Keys of the source, the field that they go into, and how. An earlier key wins over a later one.
pub(super) type Field = (&'static [&'static str], &'static str, As);

/// Whether entries may have bullets.
pub(super) fn has_bullets(section: Option<Section>) -> bool {
    section.is_none_or(|section| section.spec().bullets)
}

/// Places the values of a map into an entry, as a table says.
pub(super) fn fill(draft: &mut Draft, entry: &Path, node: Node, fields: &[Field], bullets: bool) {
    for (row, (keys, to, how)) in fields.iter().enumerate() {
        for key in *keys {
            // What has no place left here may have one in a later row.
            let later = fields
                .iter()
                .skip(row + 1)
                .any(|(keys, ..)| keys.contains(key));
            if later && draft.has(&entry.keys(to)) {
                continue;
            }
            // A key that stands twice says two things.
            let values = node.entries().into_iter().filter(|(name, _)| name == key);
            for (_, value) in values {
                place(draft, entry, value, to, *how, bullets);
            }
        }
    }
}

/// Whether a leaf below is not placed yet and says something.
fn is_open(node: Node) -> bool {
    let open = |number: &usize| node.ledger.is_untold(*number);
    node.says_something() && node.leaves().iter().any(open)
}

/// Places one value into a field of an entry.
pub(super) fn place(
    draft: &mut Draft,
    entry: &Path,
    value: Node,
    to: &str,
    how: As,
    bullets: bool,
) {
    if !is_open(value) {
        return;
    }
    use As::{Address, Bullets, Items, Literal, Location, Markup, Prose, Remark, Words};
    let path = entry.keys(to);
    match how {
        Literal => literal(draft, entry, &path, value),
        Markup => {
            for item in value.items() {
                if let Some(text) = item.text() {
                    let text = draft.dialect.prose(text).joined();
                    draft.put(&path, text, &[item]);
                }
            }
        }
        Prose => prose(draft, entry, &path, value, bullets),
        Address => {
            for item in value.items() {
                let Some(text) = item.text() else { continue };
                draft.address(&path, text, &[item]);
            }
        }
        Words | Items => words(draft, &path, value, how == Words),
        Bullets if bullets => value
            .items()
            .into_iter()
            .for_each(|item| bullet(draft, entry, item)),
        Bullets => prose(draft, entry, &path, value, false),
        Location => person::location(draft, &path, value),
        Remark => joined(draft, &path, value, "there is no field of its own for it"),
    }
}

fn literal(draft: &mut Draft, entry: &Path, path: &Path, value: Node) {
    for item in value.items() {
        let Some(text) = item.text() else { continue };
        let (words, link) = draft.dialect.literal(text);
        if words.is_empty() || !draft.put(path, words, &[item]) {
            continue;
        }
        // A name that is a link: the address is that of the entry.
        if let Some(link) = link {
            draft.put(&entry.key("url"), link, &[item]);
        }
    }
}

fn prose(draft: &mut Draft, entry: &Path, path: &Path, value: Node, bullets: bool) {
    let items = value.items();
    // Texts that stand in one field belong together, and so does what a list says of it.
    if let [only] = items[..]
        && let Some(text) = only.text()
    {
        let prose = draft.dialect.prose(text);
        if !bullets || prose.bullets.is_empty() {
            draft.put(path, prose.joined(), &[only]);
            return;
        }
        let before = prose.paragraphs.join(" ");
        if !before.is_empty() {
            draft.put(path, before, &[only]);
        }
        let highlights = entry.key("highlights");
        for text in prose.bullets.into_iter().chain(prose.after) {
            let at = draft.next(&highlights);
            draft.put(&at, text, &[only]);
        }
        return;
    }
    let texts: Vec<(Node, String)> = items
        .iter()
        .filter_map(|item| Some((*item, draft.dialect.prose(item.text()?).joined())))
        .collect();
    let nodes: Vec<Node> = texts.iter().map(|(node, _)| *node).collect();
    let texts: Vec<String> = texts.into_iter().map(|(_, text)| text).collect();
    if !texts.is_empty() {
        draft.put(path, text::joined(texts.iter().map(String::as_str)), &nodes);
    }
}

/// A bullet, and those below it: Folio has one level.
fn bullet(draft: &mut Draft, entry: &Path, item: Node) {
    if !is_open(item) {
        return;
    }
    let highlights = entry.key("highlights");
    if let Some(text) = item.text() {
        let lines = folded_bullets(draft.dialect, text);
        let prose = draft.dialect.prose(lines.as_deref().unwrap_or(text));
        let is_nested = !prose.bullets.is_empty() && !prose.paragraphs.is_empty();
        for (at, text) in prose
            .paragraphs
            .into_iter()
            .chain(prose.bullets)
            .chain(prose.after)
            .enumerate()
        {
            let path = draft.next(&highlights);
            match is_nested && at > 0 {
                true => draft.doubt(
                    &path,
                    text,
                    &[item],
                    "bullets below bullets stand in one row",
                ),
                false => draft.put(&path, text, &[item]),
            };
        }
        return;
    }
    if item.is_list() {
        item.items()
            .into_iter()
            .for_each(|item| bullet(draft, entry, item));
        return;
    }
    // `- Title: [below, below]` is a map to YAML, and so is a bullet with a colon in it.
    for (key, value) in item.entries() {
        let known = [
            "text",
            "title",
            "summary",
            "contents",
            "content",
            "description",
            "bullet",
        ]
        .contains(&key);
        match (value.text(), known) {
            (Some(_), true) => bullet(draft, entry, value),
            (Some(text), false) => {
                let text = draft.dialect.markup(&format!("{key}: {text}"));
                let path = draft.next(&highlights);
                draft.put(&path, text, &[value]);
            }
            (None, true) => value
                .items()
                .into_iter()
                .for_each(|item| bullet(draft, entry, item)),
            (None, false) => {
                let path = draft.next(&highlights);
                let text = draft.dialect.markup(key);
                draft.doubt(
                    &path,
                    text,
                    &[value],
                    "bullets below bullets stand in one row",
                );
                value
                    .items()
                    .into_iter()
                    .for_each(|item| bullet(draft, entry, item));
            }
        }
    }
}

/// Bullets below a bullet that YAML has folded into one line, each on a line of its own: RenderCV divides a text
/// at ` - `. One such sign is a dash; two before capital letters are bullets.
fn folded_bullets(dialect: Dialect, text: &str) -> Option<String> {
    let begins = |part: &str| part.trim_start().starts_with(char::is_uppercase);
    let parts: Vec<&str> = text.split(" - ").collect();
    let is_list = dialect != Dialect::Plain && dialect != Dialect::Tex && !text.contains('\n');
    (is_list && parts.len() > 2 && parts.iter().skip(1).all(|part| begins(part)))
        .then(|| parts.join("\n- "))
}

fn words(draft: &mut Draft, path: &Path, value: Node, split: bool) {
    for item in value.items() {
        let item = match item.is_map() {
            true => item
                .any(&["name", "title", "label", "skill"])
                .unwrap_or(item),
            false => item,
        };
        let Some(text) = item.text() else { continue };
        let (text, _) = draft.dialect.literal(text);
        let parts = match split && !value.is_list() {
            true => text::split_list(&text),
            false => vec![text],
        };
        for part in parts {
            let at = draft.next(path);
            draft.put(&at, part, &[item]);
        }
    }
}

fn joined(draft: &mut Draft, path: &Path, value: Node, doubt: &str) {
    let mut texts = Vec::new();
    let mut nodes = Vec::new();
    for item in value.items() {
        if let Some(text) = item.text() {
            texts.push(draft.dialect.literal(text).0);
            nodes.push(item);
        }
    }
    if texts.is_empty() {
        return;
    }
    let text = texts.join(", ");
    draft.append(path, &draft.dialect.markup(&text), &nodes, doubt);
}
