//! Sections of the user's own: entries of a form of their own, or those of a section that Folio knows.

use std::borrow::Cow;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize, de};

use super::date::{End, PartialDate};
use super::entry::{Content, Entry, entry};
use super::forms::{Many, Text};
use super::highlight::Highlights;
use super::named::Named;
use super::section::Section;
use super::sections::{
    Advising, Award, Certification, Education, Experience, Grant, LanguageSkill, Media, Membership,
    News, Project, Reference, Service, Skill, Talk, Teaching,
};
use super::url::Url;
use super::{Cv, Interest};

/// A section of the user's own.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize)]
#[serde(from = "Fields", into = "Fields")]
pub struct CustomSection {
    /// The heading. Required.
    pub title: Option<String>,
    /// The section that it stands after.
    pub after: Option<String>,
    /// Its entries.
    pub entries: OwnEntries,
    /// Its text, in place of entries. Takes inline markup.
    pub text: Option<Text>,
    /// Words that documents select by.
    pub tags: Many<String>,
}

impl JsonSchema for CustomSection {
    fn schema_name() -> Cow<'static, str> {
        "CustomSection".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Fields::json_schema(generator)
    }
}

/// How the key `entries` is called in the decoder when its entries are those of a section that Folio knows: so,
/// with the key of that section behind it. The form of a value depends on its place alone, then. Nobody writes it.
pub(crate) const ENTRIES_OF: &str = "entries\0";

macro_rules! kinds {
    ($($kind:ident $field:ident $key:literal $entry:ident,)*) => {
        /// The entries of a section of the user's own.
        #[derive(Debug, Clone, PartialEq)]
        pub enum OwnEntries {
            /// Entries of no kind: a title, what stands after it, when and where.
            Plain(Vec<CustomEntry>),
            $(
                #[doc = concat!("Entries as those of `", stringify!($field), "`.")]
                $kind(Vec<$entry>),
            )*
        }

        /// The sections whose entries a section of the user's own may have.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
        #[serde(rename_all = "snake_case")]
        enum Kind {
            $(
                #[doc = concat!("Entries as those of `", stringify!($field), "`.")]
                $kind,
            )*
        }

        /// The fields of a section of the user's own.
        #[derive(Debug, Default, Serialize, JsonSchema)]
        #[schemars(default, deny_unknown_fields)]
        struct Fields {
            /// The heading. Required.
            #[schemars(required)]
            title: Option<String>,
            /// The section whose fields and look its entries have, such as `teaching`.
            kind: Option<Kind>,
            /// The section that it stands after.
            after: Option<String>,
            /// Its entries, or their titles alone; or use `text`.
            #[serde(skip_serializing_if = "Vec::is_empty")]
            entries: Vec<CustomEntry>,
            $(
                #[doc = concat!("Its entries, as those of `", stringify!($field), "`; or use `text`.")]
                #[serde(rename(deserialize = $key, serialize = "entries"), skip_serializing_if = "Vec::is_empty")]
                $field: Vec<$entry>,
            )*
            /// Its text; or use `entries`. Takes inline markup.
            text: Option<Text>,
            /// Words that documents select by.
            tags: Many<String>,
        }

        impl<'de> Deserialize<'de> for Fields {
            /// Entries after their kind are of that kind.
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl<'de> de::Visitor<'de> for Visitor {
                    type Value = Fields;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("a section: a map")
                    }
                    fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                        let mut fields = Fields::default();
                        while let Some(key) = map.next_key::<String>()? {
                            match (key.as_str(), fields.kind) {
                                ("title", _) => fields.title = map.next_value()?,
                                ("kind", _) => fields.kind = map.next_value()?,
                                ("after", _) => fields.after = map.next_value()?,
                                ("text", _) => fields.text = map.next_value()?,
                                ("tags", _) => fields.tags = map.next_value()?,
                                ("entries", None) => fields.entries = map.next_value()?,
                                $(("entries", Some(Kind::$kind)) | ($key, _) => {
                                    fields.$field = map.next_value()?;
                                })*
                                _ => {
                                    map.next_value::<de::IgnoredAny>()?;
                                }
                            }
                        }
                        Ok(fields)
                    }
                }
                deserializer.deserialize_map(Visitor)
            }
        }

        impl From<Fields> for CustomSection {
            fn from(fields: Fields) -> Self {
                let entries = match fields.kind {
                    None => OwnEntries::Plain(fields.entries),
                    $(Some(Kind::$kind) => OwnEntries::$kind(fields.$field),)*
                };
                let Fields { title, after, text, tags, .. } = fields;
                Self { title, after, entries, text, tags }
            }
        }

        impl From<CustomSection> for Fields {
            fn from(section: CustomSection) -> Self {
                let CustomSection { title, after, entries, text, tags } = section;
                let mut fields = Self { title, after, text, tags, ..Self::default() };
                match entries {
                    OwnEntries::Plain(entries) => fields.entries = entries,
                    $(OwnEntries::$kind(entries) => {
                        fields.kind = Some(Kind::$kind);
                        fields.$field = entries;
                    })*
                }
                fields
            }
        }

        impl OwnEntries {
            /// The sections whose entries a section of the user's own may have, by their keys.
            pub const KINDS: &'static [&'static str] = &[$(stringify!($field)),*];

            /// The section whose entries they are like; none for entries of no kind.
            pub fn kind(&self) -> Option<Section> {
                match self {
                    Self::Plain(_) => None,
                    $(Self::$kind(_) => Some(Section::$kind),)*
                }
            }

            /// The entries, in the order of the file.
            pub fn iter(&self) -> impl Iterator<Item = &dyn Entry> {
                let all = match self {
                    Self::Plain(entries) => Content::entries(entries),
                    $(Self::$kind(entries) => Content::entries(entries),)*
                };
                all.into_iter()
            }

            /// Whether there are none.
            pub fn is_empty(&self) -> bool {
                match self {
                    Self::Plain(entries) => entries.is_empty(),
                    $(Self::$kind(entries) => entries.is_empty(),)*
                }
            }

            /// The entries that a CV has in the section of a kind, as those of a section of the user's own.
            pub fn of(kind: Section, cv: Cv) -> Self {
                match kind {
                    $(Section::$kind => Self::$kind(cv.$field),)*
                    Section::Summary | Section::Publications => Self::default(),
                }
            }
        }
    };
}

kinds! {
    Interests interests "entries\0interests" Interest,
    Experience experience "entries\0experience" Experience,
    Education education "entries\0education" Education,
    Grants grants "entries\0grants" Grant,
    Awards awards "entries\0awards" Award,
    Projects projects "entries\0projects" Project,
    Talks talks "entries\0talks" Talk,
    Teaching teaching "entries\0teaching" Teaching,
    Advising advising "entries\0advising" Advising,
    Service service "entries\0service" Service,
    Memberships memberships "entries\0memberships" Membership,
    Media media "entries\0media" Media,
    Certifications certifications "entries\0certifications" Certification,
    Volunteering volunteering "entries\0volunteering" Experience,
    Skills skills "entries\0skills" Skill,
    Languages languages "entries\0languages" LanguageSkill,
    News news "entries\0news" News,
    References references "entries\0references" Reference,
}

impl Default for OwnEntries {
    fn default() -> Self {
        Self::Plain(Vec::new())
    }
}

entry! {
    /// An entry of a section of the user's own.
    pub struct CustomEntry {
        /// The title. Takes inline markup. Required where no `summary` or `highlights` stand in its place.
        #[schemars(required)]
        pub title: Option<Text>,
        /// What stands after the title.
        pub subtitle: Option<String>,
        /// When it began.
        pub start: Option<PartialDate>,
        /// When it ended, or `present`.
        pub end: Option<End>,
        /// When it was.
        pub date: Option<PartialDate>,
        /// When, in words, for what dates do not say.
        pub period: Option<String>,
        /// Where it was.
        pub location: Option<String>,
        /// A sentence or two. Takes inline markup.
        pub summary: Option<Text>,
        /// What is worth saying, one bullet each. Takes inline markup.
        pub highlights: Highlights,
        /// Web addresses by kind.
        pub links: Named<Url>,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_section_of_entries_is_a_kind_and_its_entries_are_written_as_they_are_read() {
        let others = ["summary", "publications"];
        let sections = Section::KEYS.iter().filter(|key| !others.contains(key));
        assert_eq!(
            sections.collect::<Vec<_>>(),
            OwnEntries::KINDS.iter().collect::<Vec<_>>()
        );
        for key in OwnEntries::KINDS {
            let within = format!("{ENTRIES_OF}{key}");
            let own: CustomSection = serde_json::from_value(
                json!({"title": "Own", "kind": key, within: [{"url": "https://a.example"}]}),
            )
            .unwrap();
            assert_eq!(own.entries.kind().map(Section::key), Some(*key));
            assert_eq!(own.entries.iter().count(), 1, "{key}");
            let written = serde_json::to_string(&own).unwrap();
            assert!(written.contains(&format!(r#""kind":"{key}""#)), "{written}");
            assert!(
                written.contains(r#""entries":[{"#) && !written.contains(ENTRIES_OF),
                "{written}"
            );
        }
    }
}
