//! Short and long forms of values: one or many, a word or a map, a flag, a count.
//!
//! The source hands over every scalar as the string that was written, so that a phone number
//! keeps its `+` and an arXiv id its trailing zero; these types read what they need from it.
//! They are visitors and not `#[serde(untagged)]`, which would lose the path of an error.

use std::fmt;
use std::marker::PhantomData;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer, StrDeserializer};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Text that may carry inline markup: the inline part of CommonMark and `$…$` math.
///
/// Kept as written; `compose::markup` turns it into runs.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize, Serialize)]
#[serde(transparent)]
pub struct Text(pub String);

impl Text {
    /// Whether nothing would print.
    pub fn is_blank(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// Its paragraphs, which blank lines part; none is blank.
    pub fn paragraphs(&self) -> Vec<Self> {
        let mut paragraphs: Vec<String> = Vec::new();
        let mut goes_on = false;
        for line in self.0.lines() {
            let is_blank = line.trim().is_empty();
            match paragraphs.last_mut().filter(|_| goes_on) {
                _ if is_blank => {}
                Some(paragraph) => {
                    paragraph.push('\n');
                    paragraph.push_str(line);
                }
                None => paragraphs.push(line.to_owned()),
            }
            goes_on = !is_blank;
        }
        paragraphs.into_iter().map(Self).collect()
    }
}

impl JsonSchema for Text {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Text".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Plain::json_schema(generator)
    }
}

/// Schema stand-in for a literal text: YAML may read `2019` or `yes` as something else than a
/// string, and Folio prints it as written.
pub struct Plain;

impl JsonSchema for Plain {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Plain".into()
    }
    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "boolean"] })
    }
}

/// `true` or `false`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Flag(pub bool);

/// A whole number that is not negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Count(pub usize);

macro_rules! scalar {
    ($type:ident, $expecting:literal, $visit:ident($from:ty), $parse:expr, $schema:tt) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl de::Visitor<'_> for Visitor {
                    type Value = $type;
                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str($expecting)
                    }
                    fn visit_str<E: de::Error>(self, text: &str) -> Result<$type, E> {
                        let parse: fn(&str) -> Option<$type> = $parse;
                        parse(text).ok_or_else(|| {
                            E::custom(format!("expected {}, found `{text}`", $expecting))
                        })
                    }
                    fn $visit<E: de::Error>(self, value: $from) -> Result<$type, E> {
                        self.visit_str(&value.to_string())
                    }
                }
                deserializer.deserialize_any(Visitor)
            }
        }
        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

scalar!(Flag, "`true` or `false`", visit_bool(bool), |text| match text {
    "true" => Some(Flag(true)),
    "false" => Some(Flag(false)),
    _ => None,
}, { "type": "boolean" });

scalar!(Count, "a whole number", visit_u64(u64), |text| {
    text.bytes().all(|b| b.is_ascii_digit()).then(|| text.parse().ok()).flatten().map(Count)
}, { "type": "integer", "minimum": 0 });

/// One value or a list of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Many<T>(pub Vec<T>);

impl<T> Default for Many<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> std::ops::Deref for Many<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        &self.0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Many<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> de::Visitor<'de> for Visitor<T> {
            type Value = Many<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("one value or a list")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Self::Value, E> {
                T::deserialize(StrDeserializer::new(text)).map(|one| Many(vec![one]))
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
                Vec::deserialize(SeqAccessDeserializer::new(seq)).map(Many)
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(|one| Many(vec![one]))
            }
        }
        deserializer.deserialize_any(Visitor(PhantomData))
    }
}

impl<T: Serialize> Serialize for Many<T> {
    /// One value without a list around it; it was given, also where it says nothing.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [one] => serializer.serialize_some(one),
            list => list.serialize(serializer),
        }
    }
}

impl<T: JsonSchema> JsonSchema for Many<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        format!("OneOrMany_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "anyOf": [one, { "type": "array", "items": one }] })
    }
}

/// A list that takes the place of an inherited one when it is given, also when it is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Override<T>(pub Option<Many<T>>);

impl<T> Default for Override<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> std::ops::Deref for Override<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        self.0.as_deref().unwrap_or_default()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Override<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Many::deserialize(deserializer).map(|given| Self(Some(given)))
    }
}

impl<T: JsonSchema> JsonSchema for Override<T> {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        Many::<T>::schema_name()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Many::<T>::json_schema(generator)
    }
}

/// Name of the newtype in which a scalar is serialised that needs no quotes in YAML, whatever a
/// parser takes it for: the type that reads it wants a number or a date, and not a text.
pub const AS_WRITTEN: &str = "AsWritten";

/// Implements `Deserialize` and `Serialize` for a type that is a text in its short form and a map
/// in its long one.
///
/// `$long` is the struct of the map; `$short` makes the value from the text, and `$word` gives the
/// text that may be all there is to say, which it is when `$short` makes the same value of it.
macro_rules! short_or_long {
    (
        $type:ty, $long:ty, $expecting:literal, $short:expr, $from_long:expr,
        |$value:ident| $word:expr, $to_long:expr $(,)?
    ) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let short: fn(&str) -> $type = $short;
                let $value = self;
                let word: Option<&str> = $word;
                match word {
                    Some(word) if short(word) == *self => serializer.serialize_str(word),
                    _ => serde::Serialize::serialize(&$to_long, serializer),
                }
            }
        }
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Visitor;
                impl<'de> serde::de::Visitor<'de> for Visitor {
                    type Value = $type;
                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($expecting)
                    }
                    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<$type, E> {
                        let short: fn(&str) -> $type = $short;
                        Ok(short(text))
                    }
                    fn visit_map<A: serde::de::MapAccess<'de>>(
                        self,
                        map: A,
                    ) -> Result<$type, A::Error> {
                        let long = <$long>::deserialize(
                            serde::de::value::MapAccessDeserializer::new(map),
                        )?;
                        let from_long: fn($long) -> $type = $from_long;
                        Ok(from_long(long))
                    }
                }
                deserializer.deserialize_any(Visitor)
            }
        }
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                concat!(stringify!($type), "OrText").into()
            }
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let text = generator.subschema_for::<$crate::model::Plain>();
                let long = generator.subschema_for::<$long>();
                schemars::json_schema!({ "anyOf": [text, long] })
            }
        }
    };
}
pub(crate) use short_or_long;
