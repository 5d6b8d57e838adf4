//! Ways to reach the person that may have a label: e-mail addresses and phone numbers.

use std::collections::BTreeSet;
use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::forms::Plain;

/// A text with the label that prints before it.
#[derive(Debug, Clone)]
pub struct Labelled {
    /// What it is, such as `Office`.
    pub label: Option<String>,
    /// The text.
    pub text: String,
    /// Where it stands below the field, such as `[1].Office`.
    step: String,
}

impl PartialEq for Labelled {
    /// Whether they say the same, in whatever form.
    fn eq(&self, other: &Self) -> bool {
        (&self.label, &self.text) == (&other.label, &other.text)
    }
}

/// One text, a list of them, or texts by their labels: `ada@example.org`, `{Office: +44 20 7946 0000}`, or a list in
/// which both may stand.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Contacts(Vec<Labelled>);

impl Contacts {
    /// The texts, in the order of the file.
    pub fn iter(&self) -> std::slice::Iter<'_, Labelled> {
        self.0.iter()
    }

    /// The texts with their paths below a field, such as `person.email[1].Office`.
    pub fn placed(&self, field: &str) -> impl Iterator<Item = (String, &Labelled)> {
        self.iter()
            .map(move |one| (format!("{field}{}", one.step), one))
    }

    /// A list of one text is that text.
    fn of(mut all: Vec<Labelled>) -> Self {
        if let [only] = &mut all[..]
            && only.label.is_none()
        {
            only.step.clear();
        }
        Self(all)
    }
}

impl FromIterator<(Option<String>, String)> for Contacts {
    /// Texts with their labels, as a list of the file has them.
    fn from_iter<I: IntoIterator<Item = (Option<String>, String)>>(parts: I) -> Self {
        let all = parts.into_iter().enumerate().map(|(at, (label, text))| {
            let below = label.iter().map(|label| format!(".{label}"));
            let step = format!("[{at}]{}", below.collect::<String>());
            Labelled { label, text, step }
        });
        Self::of(all.collect())
    }
}

impl<'a> IntoIterator for &'a Contacts {
    type Item = &'a Labelled;
    type IntoIter = std::slice::Iter<'a, Labelled>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A text, or texts by their labels.
struct Item(Vec<Labelled>);

const FORMS: &str = "a text, or a map of texts by their labels";

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Item;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(FORMS)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Item, E> {
                let (text, step) = (text.to_owned(), String::new());
                let label = None;
                Ok(Item(vec![Labelled { label, text, step }]))
            }
            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Item, A::Error> {
                let mut all = Vec::new();
                while let Some((label, text)) = map.next_entry::<String, String>()? {
                    let step = format!(".{label}");
                    let label = Some(label).filter(|label| !label.trim().is_empty());
                    all.push(Labelled { label, text, step });
                }
                Ok(Item(all))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl<'de> Deserialize<'de> for Contacts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Contacts;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{FORMS}, or a list of such")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Contacts, E> {
                Ok([(None, text.to_owned())].into_iter().collect())
            }
            fn visit_map<A: de::MapAccess<'de>>(self, map: A) -> Result<Contacts, A::Error> {
                Item::deserialize(de::value::MapAccessDeserializer::new(map))
                    .map(|Item(all)| Contacts(all))
            }
            fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Contacts, A::Error> {
                let mut all: Vec<Labelled> = Vec::new();
                let mut at = 0;
                while let Some(Item(found)) = seq.next_element()? {
                    all.extend(found.into_iter().map(|one| Labelled {
                        step: format!("[{at}]{}", one.step),
                        ..one
                    }));
                    at += 1;
                }
                Ok(Contacts::of(all))
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}

impl Serialize for Contacts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        struct One<'a>(&'a Labelled);
        impl Serialize for One<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let Labelled { label, text, .. } = self.0;
                let Some(label) = label else {
                    return serializer.serialize_str(text);
                };
                let mut map = serializer.serialize_map(Some(1))?;
                map.serialize_entry(label, text)?;
                map.end()
            }
        }
        match &self.0[..] {
            // It was given, also where it says nothing.
            [only] => serializer.serialize_some(&One(only)),
            all => {
                let labels: Option<BTreeSet<&str>> =
                    all.iter().map(|one| one.label.as_deref()).collect();
                if labels.is_some_and(|labels| labels.len() == all.len() && !all.is_empty()) {
                    return serializer
                        .collect_map(all.iter().map(|one| (one.label.as_deref(), &one.text)));
                }
                let mut list = serializer.serialize_seq(Some(all.len()))?;
                for one in all {
                    list.serialize_element(&One(one))?;
                }
                list.end()
            }
        }
    }
}

impl JsonSchema for Contacts {
    fn inline_schema() -> bool {
        true
    }
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Contacts".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = Plain::json_schema(generator);
        let labelled = json_schema!({
            "type": "object",
            "additionalProperties": text,
        });
        let item = json_schema!({ "anyOf": [text, labelled] });
        json_schema!({ "anyOf": [text, labelled, { "type": "array", "items": item }] })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text's path, label and text.
    type Read<'a> = (&'a str, Option<&'a str>, &'a str);

    #[test]
    fn every_form_is_read_with_its_place_and_written_back() {
        let cases: [(&str, &[Read]); 5] = [
            (r#""a@b.org""#, &[("email", None, "a@b.org")]),
            (r#"["a@b.org"]"#, &[("email", None, "a@b.org")]),
            (
                r#"{"Work": "a@b.org", "Home": "c@d.org"}"#,
                &[
                    ("email.Work", Some("Work"), "a@b.org"),
                    ("email.Home", Some("Home"), "c@d.org"),
                ],
            ),
            (
                r#"["a@b.org", {"Home": "c@d.org"}]"#,
                &[
                    ("email[0]", None, "a@b.org"),
                    ("email[1].Home", Some("Home"), "c@d.org"),
                ],
            ),
            ("[]", &[]),
        ];
        for (written, expected) in cases {
            let read: Contacts = serde_json::from_str(written).unwrap();
            let found: Vec<(String, Option<&str>, &str)> = read
                .placed("email")
                .map(|(path, one)| (path, one.label.as_deref(), one.text.as_str()))
                .collect();
            let found: Vec<Read> = found
                .iter()
                .map(|(path, label, text)| (path.as_str(), *label, *text))
                .collect();
            assert_eq!(found, expected);
            let written = serde_json::to_string(&read).unwrap();
            let again: Contacts = serde_json::from_str(&written).unwrap();
            assert_eq!(again, read);
        }
    }
}
