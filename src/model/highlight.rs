//! Bullets, and what documents select by.

use std::fmt;

use schemars::JsonSchema;
use serde::de;
use serde::{Deserialize, Serialize};

use super::forms::{Many, Text, short_or_long};

/// What is kept when a page is full. The order of the classes is that of keeping.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Priority {
    /// Goes first.
    Low,
    /// Goes when no low item is left. The default.
    Normal,
    /// Goes last.
    High,
    /// Never goes.
    Pinned,
}

/// Something that documents select by tags and priority.
pub trait Tagged {
    /// The words that documents select by.
    fn tags(&self) -> &[String] {
        &[]
    }
    /// What is kept when a page is full.
    fn priority(&self) -> Option<Priority> {
        None
    }
}

/// One bullet: a sentence, alone or with tags and a priority.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Highlight(pub HighlightFields);

/// A bullet with what documents select it by.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, Serialize, JsonSchema)]
#[serde(default)]
#[schemars(deny_unknown_fields)]
pub struct HighlightFields {
    /// The sentence. Takes inline markup. Required.
    #[schemars(required)]
    pub text: Option<Text>,
    /// Words that documents select by.
    pub tags: Many<String>,
    /// What is kept when a page is full.
    pub priority: Option<Priority>,
    /// Bullets under this one, which stay and go with it. Each takes inline markup.
    pub highlights: Subordinate,
}

impl Highlight {
    /// The bullets under it that say something, each with its path; `path` is that of the bullet.
    pub fn under(&self, path: &str) -> impl Iterator<Item = (String, &Text)> {
        let under = self.0.highlights.iter().enumerate();
        let said = under.filter(|(_, text)| !text.is_blank());
        said.map(move |(index, text)| (format!("{path}.highlights[{index}]"), text))
    }
}

impl Tagged for Highlight {
    fn tags(&self) -> &[String] {
        &self.0.tags
    }
    fn priority(&self) -> Option<Priority> {
        self.0.priority
    }
}

short_or_long!(
    Highlight,
    HighlightFields,
    "a highlight: a text or `{text, tags, priority}`",
    |text| Highlight(HighlightFields {
        text: Some(Text(text.to_owned())),
        ..HighlightFields::default()
    }),
    Highlight,
    |highlight| highlight.0.text.as_ref().map(|text| text.0.as_str()),
    highlight.0,
);

/// Bullets: a list, or one block text whose lines begin with `- `; lines further in are bullets under the one before.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Highlights(pub Vec<Highlight>);

/// Bullets under a bullet: texts, or one block text whose lines begin with `- `.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Subordinate(pub Vec<Text>);

/// The bullets of a block text, each with how far in its line begins: a line with `- ` begins a bullet, other lines
/// continue the one before.
fn bullets_of(block: &str) -> Vec<(usize, String)> {
    let mut bullets: Vec<(usize, String)> = Vec::new();
    for line in block.lines() {
        let bare = line.trim();
        if bare.is_empty() {
            continue;
        }
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let bullet = ["- ", "• ", "– "]
            .iter()
            .find_map(|sign| bare.strip_prefix(sign));
        match (bullet, bullets.last_mut()) {
            (None, Some((_, last))) => {
                last.push(' ');
                last.push_str(bare);
            }
            (bullet, _) => bullets.push((indent, bullet.unwrap_or(bare).trim().to_owned())),
        }
    }
    bullets
}

impl Highlights {
    fn from_block(block: &str) -> Self {
        let mut highlights: Vec<Highlight> = Vec::new();
        let mut outermost = None;
        for (indent, text) in bullets_of(block) {
            let text = Text(text);
            match highlights.last_mut() {
                Some(Highlight(last)) if outermost.is_some_and(|least| indent > least) => {
                    last.highlights.0.push(text);
                }
                _ => {
                    outermost = Some(indent);
                    highlights.push(Highlight(HighlightFields {
                        text: Some(text),
                        ..HighlightFields::default()
                    }));
                }
            }
        }
        Self(highlights)
    }
}

impl Subordinate {
    fn from_block(block: &str) -> Self {
        let bullets = bullets_of(block).into_iter();
        Self(bullets.map(|(_, text)| Text(text)).collect())
    }
}

macro_rules! list_or_block {
    ($type:ident, $item:ty, $name:literal) => {
        impl std::ops::Deref for $type {
            type Target = [$item];
            fn deref(&self) -> &[$item] {
                &self.0
            }
        }
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl<'de> de::Visitor<'de> for Visitor {
                    type Value = $type;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str(
                            "highlights: a list, or one text with lines that begin with `- `",
                        )
                    }
                    fn visit_str<E: de::Error>(self, block: &str) -> Result<$type, E> {
                        Ok($type::from_block(block))
                    }
                    fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<$type, A::Error> {
                        Vec::deserialize(de::value::SeqAccessDeserializer::new(seq)).map($type)
                    }
                }
                deserializer.deserialize_any(Visitor)
            }
        }
        impl JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let text = generator.subschema_for::<Text>();
                let one = generator.subschema_for::<$item>();
                schemars::json_schema!({ "anyOf": [text, { "type": "array", "items": one }] })
            }
        }
    };
}

list_or_block!(Highlights, Highlight, "Highlights");
list_or_block!(Subordinate, Text, "SubordinateHighlights");

#[cfg(test)]
mod tests {
    use super::*;

    fn read(block: &str) -> Vec<(String, Vec<String>)> {
        let of = |text: &Text| text.0.clone();
        let read = Highlights::from_block(block).0.into_iter();
        read.map(|Highlight(one)| {
            (
                one.text.as_ref().map(of).unwrap_or_default(),
                one.highlights.iter().map(of).collect(),
            )
        })
        .collect()
    }

    #[test]
    fn lines_further_in_are_bullets_under_the_one_before() {
        let one = |text: &str, under: &[&str]| {
            let under = under.iter().map(|text| (*text).to_owned());
            (text.to_owned(), under.collect::<Vec<_>>())
        };
        assert_eq!(
            read("- One\n  that goes on\n  - a\n    - b\n  - c\n- Two\n"),
            [one("One that goes on", &["a", "b", "c"]), one("Two", &[])]
        );
        // Where the first stands further in than the next, nothing is under it.
        assert_eq!(
            read("    - One\n  - Two\n    - a"),
            [one("One", &[]), one("Two", &["a"])]
        );
        assert_eq!(read("A line\n- One"), [one("A line", &[]), one("One", &[])]);
        assert_eq!(read("\n \n"), []);
        assert_eq!(read("- One\n\n  - a"), [one("One", &["a"])]);
    }
}
