//! The sections of a CV: the one table of them, which everything that lists sections reads.

use super::highlight::Priority;

/// Calls a macro with the table: for each section the description and the type of what a document
/// says of it, its name in the program and in the file, and its [`Spec`].
///
/// The order is that of computer-science CVs: appointments and education, then recognition,
/// outputs, teaching and service, then skills and references.
macro_rules! with_sections {
    ($receiver:ident) => {
        $receiver! {
            /// Summary of this document, in place of the file's. Takes inline markup.
            // It cannot say how much it matters, and opens the page.
            Summary summary Option<Text> { dated: false, bullets: false, stays: Priority::High }
            /// Which interests.
            Interests interests SectionOptions { dated: false, bullets: false, stays: Priority::Normal }
            /// Which experience.
            // A cut must not fake a gap in a career.
            Experience experience SectionOptions { dated: true, bullets: true, stays: Priority::Pinned }
            /// Which education.
            Education education SectionOptions { dated: true, bullets: true, stays: Priority::Pinned }
            /// Which grants.
            Grants grants SectionOptions { dated: true, bullets: false, stays: Priority::Normal }
            /// Which awards.
            Awards awards SectionOptions { dated: true, bullets: false, stays: Priority::Normal }
            /// Which publications, and how.
            Publications publications PublicationOptions { dated: true, bullets: false, stays: Priority::Normal }
            /// Which projects.
            Projects projects SectionOptions { dated: true, bullets: true, stays: Priority::Normal }
            /// Which talks.
            Talks talks SectionOptions { dated: true, bullets: false, stays: Priority::Normal }
            /// Which teaching.
            Teaching teaching SectionOptions { dated: true, bullets: true, stays: Priority::Normal }
            /// Which advising.
            Advising advising SectionOptions { dated: true, bullets: false, stays: Priority::Normal }
            /// Which service.
            Service service SectionOptions { dated: true, bullets: false, stays: Priority::Normal }
            /// Which memberships.
            Memberships memberships SectionOptions { dated: true, bullets: false, stays: Priority::Normal }
            /// Which media.
            Media media SectionOptions { dated: true, bullets: false, stays: Priority::Normal }
            /// Which certifications.
            Certifications certifications SectionOptions { dated: true, bullets: false, stays: Priority::Normal }
            /// Which volunteering.
            // Unlike a job, unpaid work may be left out without a gap in a career.
            Volunteering volunteering SectionOptions { dated: true, bullets: true, stays: Priority::Normal }
            /// Which skills.
            Skills skills SectionOptions { dated: false, bullets: false, stays: Priority::Normal }
            /// Which languages.
            Languages languages SectionOptions { dated: false, bullets: false, stays: Priority::Normal }
            /// Which news.
            News news SectionOptions { dated: true, bullets: false, stays: Priority::Normal }
            /// Which references.
            References references SectionOptions { dated: false, bullets: false, stays: Priority::Normal }
        }
    };
}
pub(super) use with_sections;

/// What is known of a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Spec {
    /// Its key in the file.
    pub key: &'static str,
    /// Whether its entries may say when they were.
    pub dated: bool,
    /// Whether its entries may have bullets.
    pub bullets: bool,
    /// How its entries are kept when a page is full and the file says nothing.
    pub stays: Priority,
}

macro_rules! section_enum {
    ($($(#[$doc:meta])* $section:ident $key:ident $options:ty { $($spec:tt)* })*) => {
        /// A section that Folio knows. Sections of the user's own have an id instead.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Section {
            $(
                #[doc = concat!("`", stringify!($key), "`")]
                $section,
            )*
        }

        impl Section {
            /// All of them, in the order of an academic CV.
            pub const ALL: &'static [Self] = &[$(Self::$section),*];
            /// Their keys, in the same order.
            pub const KEYS: &'static [&'static str] = &[$(stringify!($key)),*];

            /// What is known of it.
            pub const fn spec(self) -> Spec {
                match self {
                    $(Self::$section => Spec { key: stringify!($key), $($spec)* },)*
                }
            }

            /// The section of a key of the file.
            pub fn parse(key: &str) -> Option<Self> {
                match key {
                    $(stringify!($key) => Some(Self::$section),)*
                    _ => None,
                }
            }
        }
    };
}
with_sections!(section_enum);

impl Section {
    /// Its key in the file.
    pub const fn key(self) -> &'static str {
        self.spec().key
    }
}

/// The table as the documentation shows it.
#[cfg(test)]
fn table() -> String {
    let mut table = String::from(
        "| Section | Has dates | Has bullets | Without `priority`, its entries are |\n|---|---|---|---|\n",
    );
    let yes = |is: bool| if is { "yes" } else { "" };
    for section in Section::ALL {
        let Spec {
            key,
            dated,
            bullets,
            stays,
        } = section.spec();
        let stays = format!("{stays:?}").to_lowercase();
        let (dated, bullets) = (yes(dated), yes(bullets));
        table.push_str(&format!("| `{key}` | {dated} | {bullets} | `{stays}` |\n"));
    }
    table
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::{Value, json};

    use super::*;
    use crate::model::{Count, Cv, DocumentSettings, PartialDate, SectionOptions};

    #[test]
    fn the_documentation_has_the_table() {
        crate::generated::assert_current_part("docs/format.md", "sections", &table());
    }

    #[test]
    fn keys_are_read_back() {
        for (section, key) in Section::ALL.iter().zip(Section::KEYS) {
            assert_eq!(Section::parse(key), Some(*section));
            assert_eq!(section.key(), *key);
        }
        assert_eq!(Section::parse("sections"), None);
    }

    /// The keys of an entry of a section in the schema; none for a section without entries.
    fn schema_keys(root: &Value, property: &Value) -> Option<BTreeSet<String>> {
        let name = property["items"]["$ref"].as_str()?;
        let mut definition = &root["definitions"][name.strip_prefix("#/definitions/")?];
        if let Some(forms) = definition["anyOf"].as_array() {
            let long = forms.iter().find_map(|form| form["$ref"].as_str());
            if let Some(long) = long {
                definition = &root["definitions"][long.strip_prefix("#/definitions/")?];
            }
        }
        Some(
            definition["properties"]
                .as_object()?
                .keys()
                .cloned()
                .collect(),
        )
    }

    #[test]
    fn the_table_and_the_entries_say_what_the_schema_says() {
        let root = crate::model::schema();
        for section in Section::ALL {
            let key = section.key();
            let Some(keys) = schema_keys(&root, &root["properties"][key]) else {
                assert_eq!(*section, Section::Summary);
                continue;
            };
            let has = |any: &[&str]| any.iter().any(|key| keys.contains(*key));
            assert_eq!(section.spec().dated, has(&["start", "date"]), "{key}");
            assert_eq!(section.spec().bullets, has(&["highlights"]), "{key}");
            let cv: Cv = serde_json::from_value(json!({key: [{}]})).unwrap();
            let entries = cv.entries();
            let [entry] = entries.as_slice() else {
                panic!("{key} has {} entries", entries.len())
            };
            assert_eq!(
                (entry.section, entry.path.as_str()),
                (Some(*section), &*format!("{key}[0]"))
            );
            let visited: BTreeSet<String> = entry
                .entry
                .fields()
                .iter()
                .map(|(field, _)| (*field).to_owned())
                .collect();
            let missed: Vec<&String> = keys.difference(&visited).collect();
            assert!(missed.is_empty(), "{key}: {missed:?}");
        }
    }

    #[test]
    fn a_document_has_options_for_every_section_with_entries() {
        for section in Section::ALL.iter().filter(|one| **one != Section::Summary) {
            let written = json!({section.key(): {"limit": "2", "since": "2020"}});
            let settings: DocumentSettings = serde_json::from_value(written).unwrap();
            let expected = SectionOptions {
                limit: Some(Count(2)),
                since: Some(PartialDate::year(2020)),
                ..SectionOptions::default()
            };
            for other in Section::ALL {
                let options = if other == section {
                    expected
                } else {
                    SectionOptions::default()
                };
                assert_eq!(settings.options(*other), options, "{section:?} {other:?}");
            }
        }
    }
}
