//! What entries of all sections have in common, and the entries of a CV by their places.

use std::collections::BTreeMap;

use super::date::{End, PartialDate, YearSpan};
use super::forms::{Count, Flag, Many, Text};
use super::highlight::{Highlight, Highlights, Priority, Tagged};
use super::named::Named;
use super::options::Break;
use super::section::{Section, with_sections};
use super::sections::Position;
use super::times::{DateMeans, Times};
use super::{Cv, Interest, Url};

/// The value of a field, as far as sections have such fields in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Value<'a> {
    /// Nothing is said.
    Absent,
    /// A text with inline markup.
    Text(&'a Text),
    /// Texts that print as they are.
    Literals(&'a [String]),
    /// A web address.
    Address(&'a Url),
    /// A date.
    Date(PartialDate),
    /// When something ended.
    End(End),
    /// Years and runs of years.
    Years(&'a [YearSpan]),
    /// Bullets.
    Highlights(&'a [Highlight]),
    /// Titles held at one employer.
    Positions(&'a [Position]),
    /// What only sections of its kind have, such as an amount or authors, said or not.
    Other,
}

impl Value<'_> {
    /// Whether nothing is said.
    pub fn is_absent(self) -> bool {
        match self {
            Self::Absent => true,
            Self::Literals(list) => list.is_empty(),
            Self::Years(list) => list.is_empty(),
            Self::Highlights(list) => list.is_empty(),
            Self::Positions(list) => list.is_empty(),
            Self::Text(_) | Self::Address(_) | Self::Date(_) | Self::End(_) | Self::Other => false,
        }
    }
}

macro_rules! any_entry {
    ($($name:ident),* $(,)?) => {
        /// An entry by its type, for who has something of its own to say of each.
        #[derive(Debug, Clone, Copy, PartialEq)]
        pub enum AnyEntry<'a> {
            $(
                #[doc = concat!("One of type `", stringify!($name), "`.")]
                $name(&'a super::$name),
            )*
        }

        impl<'a> AnyEntry<'a> {
            /// What all entries have in common.
            pub fn entry(self) -> &'a dyn Entry {
                match self {
                    $(Self::$name(entry) => entry,)*
                }
            }
        }
    };
}
any_entry![
    Advising,
    Award,
    Certification,
    CustomEntry,
    Education,
    Experience,
    Grant,
    Interest,
    LanguageSkill,
    Media,
    Membership,
    News,
    Position,
    Project,
    Publication,
    Reference,
    Service,
    Skill,
    Talk,
    Teaching,
];

/// An entry of a section, or a position within one.
pub trait Entry: Tagged {
    /// The entry by its type.
    fn typed(&self) -> AnyEntry<'_>;

    /// All its fields, by their keys in the file, whether something is said or not.
    fn fields(&self) -> Vec<(&'static str, Value<'_>)>;

    /// What `date` says of it.
    fn date_means(&self) -> DateMeans {
        DateMeans::Happened
    }

    /// What it says of its time.
    fn times(&self) -> Times<'_> {
        let mut times = Times {
            date_means: self.date_means(),
            ..Times::default()
        };
        for field in self.fields() {
            match field {
                ("start", Value::Date(date)) => times.start = Some(date),
                ("end", Value::End(end)) => times.end = Some(end),
                ("date", Value::Date(date)) => times.date = Some(date),
                ("expected", Value::Date(date)) => times.expected = Some(date),
                ("years", Value::Years(years)) => times.years = years,
                ("terms" | "period", Value::Literals(words)) => times.words = words,
                _ => {}
            }
        }
        times
    }

    /// Its texts with inline markup that are not bullets, by field.
    fn texts(&self) -> Vec<(&'static str, &Text)> {
        let texts = self.fields().into_iter();
        texts
            .filter_map(|(field, value)| match value {
                Value::Text(text) => Some((field, text)),
                _ => None,
            })
            .collect()
    }

    /// Its bullets.
    fn highlights(&self) -> &[Highlight] {
        let mut fields = self.fields().into_iter();
        let bullets = fields.find_map(|(_, value)| match value {
            Value::Highlights(bullets) => Some(bullets),
            _ => None,
        });
        bullets.unwrap_or_default()
    }

    /// The titles held there.
    fn positions(&self) -> &[Position] {
        let mut fields = self.fields().into_iter();
        let positions = fields.find_map(|(_, value)| match value {
            Value::Positions(positions) => Some(positions),
            _ => None,
        });
        positions.unwrap_or_default()
    }

    /// Its marks, by their names.
    fn marks(&self) -> &[String] {
        let mut fields = self.fields().into_iter();
        let marks = fields.find_map(|(field, value)| match (field, value) {
            ("marks", Value::Literals(names)) => Some(names),
            _ => None,
        });
        marks.unwrap_or_default()
    }

    /// The heading within its section under which it stands.
    fn group(&self) -> Option<&str> {
        self.fields().into_iter().find_map(|field| match field {
            ("group", Value::Literals([group])) => Some(group.as_str()),
            _ => None,
        })
    }

    /// Whether it begins a page.
    fn breaks(&self) -> bool {
        false
    }

    /// Whether the end of a page may not part it.
    fn is_kept_together(&self) -> bool {
        false
    }

    /// Whether a field says something.
    fn is_said(&self, field: &str) -> bool {
        let mut fields = self.fields().into_iter();
        fields.any(|(name, value)| name == field && !value.is_absent())
    }

    /// Its web address.
    fn url(&self) -> Option<&Url> {
        self.fields().into_iter().find_map(|field| match field {
            ("url", Value::Address(url)) => Some(url),
            _ => None,
        })
    }
}

/// A type of fields of entries.
pub(super) trait Field {
    /// What it says.
    fn value(&self) -> Value<'_>;
}

macro_rules! fields_of {
    ($($type:ty: |$field:ident| $value:expr;)*) => { $(
        impl Field for $type {
            fn value(&self) -> Value<'_> {
                let $field = self;
                $value
            }
        }
    )* };
}

fields_of! {
    Option<Text>: |field| field.as_ref().map_or(Value::Absent, Value::Text);
    Option<String>: |field| Value::Literals(field.as_slice());
    Option<Url>: |field| field.as_ref().map_or(Value::Absent, Value::Address);
    Many<String>: |field| Value::Literals(&field.0);
    Vec<String>: |field| Value::Literals(field);
    Option<PartialDate>: |field| field.map_or(Value::Absent, Value::Date);
    Option<End>: |field| field.map_or(Value::Absent, Value::End);
    Many<YearSpan>: |field| Value::Years(&field.0);
    Highlights: |field| Value::Highlights(field);
    Vec<Position>: |field| Value::Positions(field);
    Option<Priority>: |_field| Value::Other;
    Option<Flag>: |_field| Value::Other;
    Option<Break>: |_field| Value::Other;
    Option<Count>: |_field| Value::Other;
    Named<Url>: |_field| Value::Other;
    BTreeMap<String, Url>: |_field| Value::Other;
    BTreeMap<String, String>: |_field| Value::Other;
    super::Authors: |_field| Value::Other;
}

/// Says of types that only sections of one kind have such fields.
macro_rules! other_fields {
    ($($type:ty),* $(,)?) => { $(
        impl $crate::model::entry::Field for Option<$type> {
            fn value(&self) -> $crate::model::entry::Value<'_> {
                $crate::model::entry::Value::Other
            }
        }
    )* };
}
pub(super) use other_fields;

/// The key of a field, by its name in the program: some are words of the language.
pub(super) const fn key(name: &'static str) -> &'static str {
    match name.as_bytes() {
        [b'r', b'#', ..] => name.split_at(2).1,
        _ => name,
    }
}

/// Lists the fields of a type, all of them: a forgotten one does not compile.
macro_rules! fields {
    ($self:ident, $($field:ident),* $(,)?) => {{
        let Self { $($field),* } = $self;
        vec![$((
            const { $crate::model::entry::key(stringify!($field)) },
            $crate::model::entry::Field::value($field),
        )),*]
    }};
}
pub(super) use fields;

impl Tagged for Position {
    fn tags(&self) -> &[String] {
        &self.tags
    }
}

impl Entry for Position {
    fn typed(&self) -> AnyEntry<'_> {
        AnyEntry::Position(self)
    }

    fn fields(&self) -> Vec<(&'static str, Value<'_>)> {
        fields!(
            self, title, start, end, period, location, summary, highlights, tags, url
        )
    }
}

impl Tagged for Interest {}

impl Entry for Interest {
    fn typed(&self) -> AnyEntry<'_> {
        AnyEntry::Interest(self)
    }

    fn fields(&self) -> Vec<(&'static str, Value<'_>)> {
        fields!(self, name, keywords)
    }
}

/// Declares an entry: its own fields plus the common ones, with the derives that all share. Before
/// them may stand what its `date` means, if that is not when it happened.
///
/// A macro and not a flattened struct, because `#[serde(flatten)]` hides unknown keys and loses
/// the path of an error.
macro_rules! entry {
    (paper: $($rest:tt)*) => {
        $crate::model::entry::entry! { @ () [] $($rest)* }
    };
    (date: $means:ident; $($rest:tt)*) => {
        $crate::model::entry::entry! { @ ($means) [marks group r#break keep] $($rest)* }
    };
    (@ ($($means:ident)?) [$($marks:ident $group:ident $break:ident $keep:ident)?] $(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Default, PartialEq, serde::Deserialize, serde::Serialize, schemars::JsonSchema)]
        #[serde(default)]
        #[schemars(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_meta])* pub $field: $type,)*
            /// Words that documents select by.
            pub tags: $crate::model::Many<String>,
            /// What is kept when a page is full; never the order.
            pub priority: Option<$crate::model::Priority>,
            /// A web address for the entry.
            pub url: Option<$crate::model::Url>,
            /// A remark printed after the entry. Takes inline markup.
            pub note: Option<$crate::model::Text>,
            $(
                /// Marks after its heading, by their names in `marks`: what several entries share is said once above them.
                pub $marks: $crate::model::Many<String>,
                /// The heading within its section under which it stands with others of the same.
                pub $group: Option<String>,
                /// Whether it begins a page.
                pub $break: Option<$crate::model::Break>,
                /// Whether the end of a page may not part it.
                pub $keep: Option<$crate::model::Flag>,
            )?
        }

        impl $crate::model::Tagged for $name {
            fn tags(&self) -> &[String] {
                &self.tags
            }
            fn priority(&self) -> Option<$crate::model::Priority> {
                self.priority
            }
        }

        impl $crate::model::Entry for $name {
            fn typed(&self) -> $crate::model::AnyEntry<'_> {
                $crate::model::AnyEntry::$name(self)
            }
            fn fields(&self) -> Vec<(&'static str, $crate::model::Value<'_>)> {
                $crate::model::entry::fields!(self, $($field,)* tags, priority, url, note $(, $marks, $group, $break, $keep)?)
            }
            $(
                fn breaks(&self) -> bool {
                    self.$break.is_some()
                }
                fn is_kept_together(&self) -> bool {
                    self.$keep.is_some_and(|keep| keep.0)
                }
            )?
            $(fn date_means(&self) -> $crate::model::DateMeans {
                $crate::model::DateMeans::$means
            })?
        }
    };
    ($($rest:tt)*) => {
        $crate::model::entry::entry! { @ () [marks group r#break keep] $($rest)* }
    };
}
pub(super) use entry;

/// What a section holds, as entries.
pub(super) trait Content {
    fn entries(&self) -> Vec<&dyn Entry>;
}

impl<T: Entry> Content for Vec<T> {
    fn entries(&self) -> Vec<&dyn Entry> {
        self.iter().map(|entry| -> &dyn Entry { entry }).collect()
    }
}

impl Content for Option<Text> {
    fn entries(&self) -> Vec<&dyn Entry> {
        Vec::new()
    }
}

macro_rules! contents {
    ($($(#[$doc:meta])* $section:ident $key:ident $options:ty { $($spec:tt)* })*) => {
        impl Cv {
            /// The entries of a section, in the order of the file; a text has none.
            pub fn entries_of(&self, section: Section) -> Vec<&dyn Entry> {
                match section {
                    $(Section::$section => Content::entries(&self.$key),)*
                }
            }
        }
    };
}
with_sections!(contents);

/// An entry with its place.
#[derive(Clone)]
pub struct Placed<'a> {
    /// Its path, such as `experience[0]`; of a paper from a bibliography, `FILE.bib:KEY`.
    pub path: String,
    /// The section that it stands in, or whose kind the section of the user's own is; none for one of no kind.
    pub section: Option<Section>,
    /// The entry.
    pub entry: &'a dyn Entry,
}

impl Placed<'_> {
    /// What is kept when a page is full: what the entry says, else what holds for its section.
    pub fn priority(&self) -> Priority {
        let stays = self
            .section
            .map_or(Priority::Normal, |one| one.spec().stays);
        self.entry.priority().unwrap_or(stays)
    }

    /// Its bullets with their paths.
    pub fn highlights(&self) -> impl Iterator<Item = (String, &Highlight)> {
        let bullets = self.entry.highlights().iter().enumerate();
        bullets.map(|(index, bullet)| (format!("{}.highlights[{index}]", self.path), bullet))
    }
}

impl Cv {
    /// The entries of all sections, the user's own last; after each the positions within it.
    pub fn entries(&self) -> Vec<Placed<'_>> {
        let mut all = Vec::new();
        let mut add = |path: String, section, entry| {
            let positions = Entry::positions(entry).iter().enumerate();
            let within = positions.map(|(index, position)| Placed {
                path: format!("{path}.positions[{index}]"),
                section,
                entry: position,
            });
            let within: Vec<Placed> = within.collect();
            all.push(Placed {
                path,
                section,
                entry,
            });
            all.extend(within);
        };
        for section in Section::ALL.iter().copied() {
            for (index, entry) in self.entries_of(section).into_iter().enumerate() {
                let elsewhere = match section {
                    Section::Publications => self.publications.get(index),
                    _ => None,
                };
                let origin = elsewhere.and_then(|paper| paper.origin.clone());
                let path = origin.unwrap_or_else(|| format!("{}[{index}]", section.key()));
                add(path, Some(section), entry);
            }
        }
        for (id, own) in &self.sections {
            for (index, entry) in own.entries.iter().enumerate() {
                let path = format!("sections.{id}.entries[{index}]");
                add(path, own.entries.kind(), entry);
            }
        }
        all
    }
}
