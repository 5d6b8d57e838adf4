//! Titles of sections, in twelve languages, and the sections that they mean.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::Section;

const FILE: &str = include_str!("titles.txt");

/// What a title stands over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A section.
    Section(Section),
    /// What is said of the person.
    Person,
}

/// A line of the file: a section, a language, titles.
struct Line {
    key: &'static str,
    #[cfg(test)]
    language: &'static str,
    titles: Vec<&'static str>,
}

fn lines() -> impl Iterator<Item = Line> {
    let mut key = "";
    FILE.lines().filter_map(move |line| {
        let line = line.trim();
        if let Some(name) = line.strip_prefix('[') {
            key = name.trim_end_matches(']');
        }
        let (language, titles) = line.split_once(": ").filter(|_| !line.starts_with('#'))?;
        #[cfg(not(test))]
        let _ = language;
        Some(Line {
            key,
            #[cfg(test)]
            language,
            titles: titles.split('|').map(str::trim).collect(),
        })
    })
}

fn meaning_of_key(key: &str) -> Option<Meaning> {
    match key {
        "person" => Some(Meaning::Person),
        key => Section::parse(key).map(Meaning::Section),
    }
}

static TITLES: LazyLock<HashMap<String, Meaning>> = LazyLock::new(|| {
    let mut titles = HashMap::new();
    for line in lines() {
        let Some(meaning) = meaning_of_key(line.key) else {
            continue;
        };
        for title in line.titles {
            titles.entry(folded(title)).or_insert(meaning);
        }
    }
    titles
});

/// A title as it is compared: small letters, "and" for its signs and words, no sign at its ends, one space
/// between words, and low lines, which some formats write for spaces, as spaces.
fn folded(title: &str) -> String {
    let lower = title
        .to_lowercase()
        .replace('_', " ")
        .replace(['&', '+'], " and ");
    let lower = lower
        .replace(['/', ','], " ")
        .replace("open-source", "open source");
    let words = lower
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| ".:;*#()“”\"".contains(c)))
        .filter(|word| !word.is_empty())
        .map(|word| match word {
            "und" | "et" | "y" | "e" | "en" | "och" | "i" => "and",
            word => word,
        });
    words.collect::<Vec<_>>().join(" ")
}

/// What a title of a section means; none for one that is the writer's own.
pub(super) fn meaning(title: &str) -> Option<Meaning> {
    let title = folded(title);
    let found = TITLES.get(title.as_str()).copied();
    found.or_else(|| {
        // `Selected publications`, `Work experience (selected)`
        let bare = title
            .strip_prefix("selected ")
            .or_else(|| title.strip_suffix(" selected"))?;
        TITLES.get(bare).copied()
    })
}

/// An id for a section of the user's own: small letters and digits of any script, with hyphens.
pub(super) fn slug(title: &str) -> String {
    let mut slug = String::new();
    for c in title.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() > 60 {
            break;
        }
    }
    let slug = slug.trim_end_matches('-');
    match slug {
        "" => "section".to_owned(),
        slug => slug.to_owned(),
    }
}

/// The titles as the documentation shows them.
#[cfg(test)]
fn table() -> String {
    let mut table = String::from("| Goes into | Titles |\n|---|---|\n");
    let mut keys: Vec<&str> = lines().map(|line| line.key).collect();
    keys.dedup();
    for key in keys {
        let of_key = lines().filter(|line| line.key == key);
        let titles: Vec<String> = of_key
            .map(|line| format!("**{}** {}", line.language, line.titles.join(", ")))
            .collect();
        table.push_str(&format!("| `{key}` | {} |\n", titles.join("<br>")));
    }
    table
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_documentation_has_the_titles() {
        crate::generated::assert_current_part("docs/import.md", "titles", &table());
    }

    #[test]
    fn every_section_has_titles_in_twelve_languages_and_no_title_two_sections() {
        let languages = [
            "en", "de", "fr", "es", "it", "pt", "nl", "sv", "pl", "ja", "zh", "ko",
        ];
        let mut keys: BTreeSet<&str> = Section::KEYS.iter().copied().collect();
        keys.insert("person");
        for key in &keys {
            let found: Vec<&str> = lines()
                .filter(|line| line.key == *key)
                .map(|line| line.language)
                .collect();
            assert_eq!(found, languages, "{key}");
        }
        let mut seen: HashMap<String, &str> = HashMap::new();
        for line in lines() {
            assert!(keys.contains(line.key), "{}", line.key);
            for title in line.titles {
                let other = *seen.entry(folded(title)).or_insert(line.key);
                assert_eq!(other, line.key, "{title}");
            }
        }
    }

    #[test]
    fn titles_are_found_however_they_are_written() {
        let section = |title| match meaning(title) {
            Some(Meaning::Section(section)) => section.key(),
            Some(Meaning::Person) => "person",
            None => "-",
        };
        for (title, expected) in [
            ("Experience", "experience"),
            ("WORK EXPERIENCE", "experience"),
            ("professional_experience", "experience"),
            ("Experience & Leadership", "experience"),
            ("Honors & Awards", "awards"),
            ("Honors and Awards:", "awards"),
            ("Awards, Fellowships & Grants", "awards"),
            ("Selected Projects", "projects"),
            ("Educación", "education"),
            ("Istruzione e formazione", "education"),
            ("学歴", "education"),
            ("受賞・奨学金", "awards"),
            ("General Information", "person"),
            ("Extracurricular", "-"),
            ("Theorems", "-"),
        ] {
            assert_eq!(section(title), expected, "{title}");
        }
    }

    #[test]
    fn ids_of_own_sections_are_words_with_hyphens() {
        assert_eq!(slug("Theorems & Friends!"), "theorems-friends");
        assert_eq!(slug("その他"), "その他");
        assert_eq!(slug("***"), "section");
    }
}
