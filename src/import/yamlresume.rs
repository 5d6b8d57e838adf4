//! YAMLResume: JSON Resume under `content`, with places and accounts beside `basics`.

use super::draft::{Draft, Path};
use super::fields::{self, As, Field};
use super::json_resume;
use super::person;
use super::sections;
use super::text::Dialect;
use super::tree::{Node, Raw};

/// Keys of `content.basics` that are a field of the person.
pub(super) const BASICS: &[Field] = &[
    (&["name"], "name", As::Literal),
    (&["headline", "label"], "headline", As::Markup),
];

/// Tags of languages by the names that the format has for them.
const LANGUAGES: &[(&str, &str)] = &[
    ("zh-hans", "zh-Hans"),
    ("zh-hant-hk", "zh-Hant-HK"),
    ("zh-hant-tw", "zh-Hant-TW"),
    ("pt-br", "pt-BR"),
];

/// Whether a file is one.
pub(super) fn is_one(root: &Raw) -> bool {
    root.get("content").is_some_and(|content| {
        content.has("basics")
            || json_resume::SECTIONS
                .iter()
                .any(|(key, _)| content.get(key).is_some())
    })
}

/// Reads a file.
pub(super) fn read(draft: &mut Draft, root: Node) {
    draft.dialect = Dialect::Markdown;
    if let Some(content) = root.get("content") {
        self::content(draft, content);
    }
    if let Some(language) = root.at(&["locale", "language"])
        && let Some(text) = language.text()
    {
        let lower = text.to_lowercase();
        let tag = LANGUAGES
            .iter()
            .find(|(name, _)| *name == lower)
            .map_or(lower.as_str(), |(_, tag)| tag);
        person::language(draft, language, tag);
    }
    for layout in ["layout", "layouts"].iter().filter_map(|key| root.get(key)) {
        let sizes = layout
            .items()
            .into_iter()
            .filter_map(|one| one.at(&["page", "paperSize"]));
        for size in sizes {
            let paper = Path::of("settings").key("paper");
            match size.text() {
                Some("a4") => draft.put(&paper, "a4", &[size]),
                Some("letter" | "us-letter") => draft.put(&paper, "letter", &[size]),
                _ => continue,
            };
        }
        layout.leave("looks are the matter of Folio’s themes");
    }
}

fn content(draft: &mut Draft, node: Node) {
    let person = Path::of("person");
    for (key, value) in node.entries() {
        match key {
            "basics" => {
                fields::fill(draft, &person, value, BASICS, false);
                for field in ["email", "phone"] {
                    if let Some(value) = value.get(field) {
                        person::contacts(draft, field, value);
                    }
                }
                if let Some(url) = value.get("url") {
                    person::website(draft, url, "website");
                }
                if let Some(summary) = value.get("summary") {
                    sections::summary(draft, &summary.items());
                }
            }
            "location" => person::location(draft, &person.key("location"), value),
            "profiles" => {
                for profile in value.items() {
                    if let Some(network) = profile.get("network") {
                        person::profile(
                            draft,
                            network,
                            profile.get("username"),
                            profile.get("url"),
                        );
                    }
                }
            }
            _ => match json_resume::SECTIONS
                .iter()
                .find(|(known, _)| *known == key)
            {
                // Nothing behind `endDate` means that it goes on, for schools as well.
                Some((_, section)) => {
                    let list = Path::of(section.key());
                    for item in value.items() {
                        sections::add(draft, Some(*section), &list, item, true);
                    }
                }
                None => {
                    sections::place(draft, key, value, true, None);
                }
            },
        }
    }
}
