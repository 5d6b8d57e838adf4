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

/// Bullets: a list, or one block text whose lines begin with `- `.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Highlights(pub Vec<Highlight>);

impl std::ops::Deref for Highlights {
    type Target = [Highlight];
    fn deref(&self) -> &[Highlight] {
        &self.0
    }
}

impl Highlights {
    /// Splits a block text: a line with `- ` begins a bullet, other lines continue the one before.
    fn from_block(block: &str) -> Self {
        let mut bullets: Vec<String> = Vec::new();
        for line in block.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let bullet = line.strip_prefix("- ").or_else(|| line.strip_prefix("• "));
            match (bullet, bullets.last_mut()) {
                (None, Some(last)) => {
                    last.push(' ');
                    last.push_str(line);
                }
                (bullet, _) => bullets.push(bullet.unwrap_or(line).trim().to_owned()),
            }
        }
        let highlight = |text| {
            Highlight(HighlightFields {
                text: Some(Text(text)),
                ..HighlightFields::default()
            })
        };
        Self(bullets.into_iter().map(highlight).collect())
    }
}

impl<'de> Deserialize<'de> for Highlights {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Highlights;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("highlights: a list, or one text with lines that begin with `- `")
            }
            fn visit_str<E: de::Error>(self, block: &str) -> Result<Highlights, E> {
                Ok(Highlights::from_block(block))
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<Highlights, A::Error> {
                Vec::deserialize(de::value::SeqAccessDeserializer::new(seq)).map(Highlights)
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl JsonSchema for Highlights {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Highlights".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let text = generator.subschema_for::<Text>();
        let one = generator.subschema_for::<Highlight>();
        schemars::json_schema!({ "anyOf": [text, { "type": "array", "items": one }] })
    }
}
