//! RenderCV, all versions: sections by their titles, entries by their keys.

use super::dates;
use super::draft::{Draft, Path};
use super::fields::{self, As, Field};
use super::person;
use super::sections;
use super::text::Dialect;
use super::titles::{self, Meaning};
use super::tree::{Node, Raw};

/// Keys of `cv` that are a field of the person; `label` until 1.17, `headline` since 2.4.
pub(super) const PERSON: &[Field] = &[
    (&["name"], "name", As::Literal),
    (&["headline", "label", "title"], "headline", As::Markup),
    (&["location"], "location", As::Location),
];

/// Keys beside `cv`; `locale_catalog` until 1.18, `rendercv_settings` until 2.3.
const BESIDE: [&str; 5] = [
    "design",
    "locale",
    "locale_catalog",
    "settings",
    "rendercv_settings",
];

/// Languages by the names that versions since 2.4 use, with their tags.
pub(super) const LANGUAGES: &[(&str, &str)] = &[
    ("english", "en"),
    ("german", "de"),
    ("spanish", "es"),
    ("french", "fr"),
    ("italian", "it"),
    ("portuguese", "pt"),
    ("dutch", "nl"),
    ("swedish", "sv"),
    ("polish", "pl"),
    ("danish", "da"),
    ("norwegian_bokmål", "nb"),
    ("norwegian_nynorsk", "nn"),
    ("norwegian", "nb"),
    ("hungarian", "hu"),
    ("turkish", "tr"),
    ("russian", "ru"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("mandarin_chinese", "zh"),
    ("chinese", "zh"),
    ("hindi", "hi"),
    ("indonesian", "id"),
    ("vietnamese", "vi"),
    ("arabic", "ar"),
    ("persian", "fa"),
    ("hebrew", "he"),
    ("greek", "el"),
    ("czech", "cs"),
    ("ukrainian", "uk"),
    ("romanian", "ro"),
    ("finnish", "fi"),
    ("catalan", "ca"),
];

/// Themes, with those of Folio that look most like them.
pub(super) const THEMES: &[(&str, &str)] = &[
    ("classic", "clear"),
    ("engineeringclassic", "clear"),
    ("opal", "clear"),
    ("ember", "clear"),
    ("sb2nov", "classic"),
    ("harvard", "classic"),
    ("engineeringresumes", "classic"),
    ("ink", "classic"),
    ("moderncv", "scholar"),
];

/// Whether a file is one.
pub(super) fn is_one(root: &Raw) -> bool {
    let Some(cv) = root.get("cv") else {
        return false;
    };
    cv.has("sections")
        || cv.has("name")
        || cv.has("social_networks")
        || BESIDE.iter().any(|key| root.get(key).is_some())
}

/// Whether it is of the first version, in which a dollar sign began a formula.
fn is_first(root: Node) -> bool {
    let page_size = root.at(&["design", "page_size"]).is_some();
    page_size || root.get("locale_catalog").is_some() && root.at(&["design", "page"]).is_none()
}

/// Reads a file.
pub(super) fn read(draft: &mut Draft, root: Node) {
    draft.dialect = match is_first(root) {
        true => Dialect::MarkdownWithMath,
        false => Dialect::Markdown,
    };
    for (key, value) in root.entries() {
        match key {
            "cv" => cv(draft, value),
            "design" => design(draft, value),
            "locale" | "locale_catalog" => locale(draft, value),
            "settings" | "rendercv_settings" => settings(draft, value),
            _ => {}
        }
    }
}

fn cv(draft: &mut Draft, node: Node) {
    let person = Path::of("person");
    fields::fill(draft, &person, node, PERSON, false);
    for field in ["email", "phone"] {
        if let Some(value) = node.get(field) {
            person::contacts(draft, field, value);
        }
    }
    for key in ["website", "url"] {
        for value in node.get(key).map(Node::items).unwrap_or_default() {
            person::website(draft, value, "website");
        }
    }
    for key in ["social_networks", "profiles"] {
        for profile in node.get(key).map(Node::items).unwrap_or_default() {
            if let Some(network) = profile.get("network") {
                person::profile(draft, network, profile.get("username"), profile.get("url"));
            }
        }
    }
    for connection in node
        .get("custom_connections")
        .map(Node::items)
        .unwrap_or_default()
    {
        if let (Some(label), Some(url)) = (connection.get("placeholder"), connection.get("url")) {
            person::profile(draft, label, None, Some(url));
        }
        if let Some(icon) = connection.get("fontawesome_icon") {
            icon.leave("Folio prints words where others print icons");
        }
    }
    for key in ["photo", "image"] {
        if let Some(photo) = node.get(key) {
            photo.leave(person::PICTURE);
        }
    }
    // al-folio has it beside the sections.
    if let Some(summary) = node.get("summary") {
        sections::summary(draft, &summary.items());
    }
    let Some(all) = node.get("sections") else {
        return;
    };
    let mut after: Option<String> = None;
    for (title, section) in all.entries() {
        if let Some(Meaning::Person) = titles::meaning(title) {
            section
                .items()
                .into_iter()
                .for_each(|item| information(draft, item));
        }
        let rest: Vec<Node> = section.items();
        if rest.iter().all(|item| {
            item.leaves()
                .iter()
                .all(|leaf| !item.ledger.is_untold(*leaf))
        }) {
            continue;
        }
        let key = sections::place(draft, title, section, true, after.as_deref());
        after = key.or(after);
        for item in section.items() {
            if let Some(icon) = item.get("icon") {
                icon.leave("Folio prints words where others print icons");
            }
        }
    }
}

/// A line of general information: what it says goes to the person where it has a field for it.
pub(super) fn information(draft: &mut Draft, item: Node) {
    let label = item.any(&["label", "name", "title"]);
    let value = item.any(&["details", "value", "description"]);
    let (Some(label), Some(value)) = (label, value) else {
        return;
    };
    let (Some(name), Some(text)) = (label.text(), value.text()) else {
        return;
    };
    let person = Path::of("person");
    let name = name.trim_end_matches(':').trim().to_lowercase();
    let nodes = [label, value];
    let (words, link) = draft.dialect.literal(text);
    // What is not taken here stays a line of the section, which is one of the writer’s own then.
    match name.as_str() {
        "full name" | "name" => draft.put(&person.key("name"), words, &nodes),
        "email" | "e-mail" | "mail" => {
            let at = draft.next(&person.key("email"));
            draft.put(&at, words, &nodes)
        }
        "phone" | "telephone" | "mobile" => {
            let at = draft.next(&person.key("phone"));
            draft.put(&at, words, &nodes)
        }
        "location" | "address" | "city" => draft.put(&person.key("location"), words, &nodes),
        "website" | "homepage" | "web" | "url" => {
            let url = link.or_else(|| super::text::web(&words));
            match url {
                Some(url) => draft.put(&person.key("website"), url, &nodes),
                None => false,
            }
        }
        "languages" | "language" => {
            let list = Path::of("languages");
            for word in super::text::split_list(&words) {
                let at = draft.next(&list);
                let (language, level) = match word.split_once('(') {
                    Some((language, level)) => {
                        (language.trim(), Some(level.trim_end_matches(')').trim()))
                    }
                    None => (word.as_str(), None),
                };
                draft.put(&at.key("name"), language, &nodes);
                if let Some(level) = level {
                    draft.put(&at.key("level"), level, &[value]);
                }
            }
            true
        }
        "date of birth" | "birth date" | "birthday" | "born" | "nationality" | "citizenship"
        | "gender" | "marital status" => {
            nodes.iter().for_each(|node| {
                node.leave(super::person::PERSONAL);
            });
            true
        }
        _ => false,
    };
}

fn design(draft: &mut Draft, node: Node) {
    let settings = Path::of("settings");
    for size in [node.at(&["page", "size"]), node.get("page_size")]
        .into_iter()
        .flatten()
    {
        match size.text() {
            Some("a4" | "a4paper") => draft.put(&settings.key("paper"), "a4", &[size]),
            Some("us-letter" | "letterpaper" | "letter") => {
                draft.put(&settings.key("paper"), "letter", &[size])
            }
            _ => {
                size.leave("Folio prints on A4 and US Letter");
                continue;
            }
        };
    }
    if let Some(theme) = node.get("theme") {
        let near = theme
            .text()
            .and_then(|name| THEMES.iter().find(|(known, _)| *known == name));
        match near {
            Some((_, own)) => {
                let reason = "the theme of Folio that looks most like it";
                draft.doubt(&settings.key("theme"), *own, &[theme], reason);
            }
            None => theme.leave("Folio has no theme that looks like it"),
        }
    }
    node.leave("looks are the matter of Folio’s themes");
}

fn locale(draft: &mut Draft, node: Node) {
    if let Some(language) = node.get("language")
        && let Some(text) = language.text()
    {
        let lower = text.to_lowercase();
        let known = LANGUAGES
            .iter()
            .find(|(name, tag)| *name == lower || *tag == lower);
        match known {
            Some((_, tag)) => super::person::language(draft, language, tag),
            None => language.leave("it is no language that is known here"),
        }
    }
    node.leave("the words of each language are Folio’s own");
}

fn settings(draft: &mut Draft, node: Node) {
    if let Some(date) = node.any(&["current_date", "date"])
        && let Some(moment) = date.text().and_then(dates::moment)
    {
        draft.put(
            &Path::of("settings").key("updated"),
            moment.date.to_string(),
            &[date],
        );
    }
    if let Some(words) = node.get("bold_keywords") {
        let list = Path::of("settings").key("bold");
        for word in words.items() {
            let Some(text) = word.text() else { continue };
            let at = draft.next(&list);
            draft.put(&at, text, &[word]);
        }
    }
    node.leave("it is about how RenderCV runs");
}
