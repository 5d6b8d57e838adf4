//! The `_data/cv.yml` of al-folio, in the dialect that it had before RenderCV's: a list of titled tables.

use super::draft::Draft;
use super::rendercv;
use super::sections;
use super::text::Dialect;
use super::titles::{self, Meaning};
use super::tree::{Node, Raw};

/// Whether a file is one.
pub(super) fn is_one(root: &Raw) -> bool {
    let Raw::List(parts) = root else {
        return false;
    };
    let titled = parts
        .iter()
        .filter(|part| part.has("title") && part.get("contents").is_some());
    !parts.is_empty() && titled.count() * 2 >= parts.len()
}

/// Reads a file.
pub(super) fn read(draft: &mut Draft, root: Node) {
    draft.dialect = Dialect::Markdown;
    draft.descriptions_are_bullets = true;
    let mut after: Option<String> = None;
    for part in root.items() {
        let (Some(title), Some(contents)) = (part.get("title"), part.get("contents")) else {
            continue;
        };
        let Some(text) = title.text() else { continue };
        if let Some(kind) = part.get("type") {
            kind.leave("it says how a part looks on the page of a website");
        }
        if let Some(Meaning::Person) = titles::meaning(text) {
            contents
                .items()
                .into_iter()
                .for_each(|item| rendercv::information(draft, item));
        }
        let is_open = |item: &Node| {
            item.leaves()
                .iter()
                .any(|leaf| item.ledger.is_untold(*leaf))
        };
        if contents.items().iter().any(is_open) {
            let place = sections::place(draft, text, contents, true, after.as_deref());
            if let Some(key) = place {
                heading(draft, title, &key);
                after = Some(key);
            }
        } else {
            title.leave("what stood under it is said of the person");
        }
        for item in contents.items() {
            if let Some(icon) = item.get("icon") {
                icon.leave("Folio prints words where others print icons");
            }
        }
    }
    draft.descriptions_are_bullets = false;
}

/// Says what became of a heading: that of an own section stands there, others are Folio's own words.
fn heading(draft: &mut Draft, title: Node, key: &str) {
    let path = super::draft::Path::of("sections").key(key).key("title");
    match draft.text_at(&path).map(str::to_owned) {
        Some(text) => {
            draft.put(&path, text, &[title]);
        }
        None => {
            title.leave("headings of known sections are Folio’s own words; it stands as a comment")
        }
    }
}
