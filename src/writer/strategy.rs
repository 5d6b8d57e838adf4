//! CVs of every shape that the schema allows, with texts that YAML reads otherwise.
//!
//! They are made from the schema of the model, so that a new field is in them by itself.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::model::{self, Cv};

/// Any CV.
pub(crate) fn cv() -> impl Strategy<Value = Cv> {
    let mut schema = model::schema();
    // The types do not say of a map that its keys are words of a list; the decoder does.
    schema["definitions"]["PublicationOptions"]["properties"]["prefixes"]["propertyNames"] =
        serde_json::json!({"$ref": "#/definitions/PublicationType"});
    let mut shapes = Shapes {
        definitions: schema["definitions"].clone(),
        known: BTreeMap::new(),
    };
    shapes.of(&schema).prop_filter_map("is not a CV", |value| {
        Some(serde_json::from_value(value).expect("the schema allows what the model reads"))
    })
}

/// Texts that are easily read as something else.
const TRAPS: &[&str] = &[
    "",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\t",
    "~",
    "null",
    "Null",
    "NULL",
    "yes",
    "No",
    "on",
    "OFF",
    "y",
    "N",
    "true",
    "FALSE",
    "1.10",
    "0x1F",
    "0o17",
    "0b101",
    "007",
    "1_000",
    "1e3",
    "-1",
    "+1",
    ".5",
    "5.",
    ".inf",
    "-.INF",
    ".nan",
    "12:30",
    "190:20:30.15",
    "2021",
    "2021-03",
    "2021-03-14",
    "2021-3-4T1:2:3Z",
    "present",
    "<<",
    "=",
    "*a",
    "&a",
    "!x",
    "!!str x",
    "%TAG",
    "@x",
    "`code`",
    "[a]",
    "[a, b",
    "{a: b}",
    "]",
    "}",
    ",",
    "a, b",
    "- a",
    "-",
    "--",
    "---",
    "--- a",
    "...",
    "... a",
    "? a",
    "?",
    ": a",
    ":",
    "a: b",
    "a:",
    "a :b",
    "a:b",
    "http://a.example/?q=1&b=[2]#c",
    "a #b",
    "#a",
    "a# b",
    "# a",
    "|",
    ">-",
    "> a",
    "'a'",
    "\"a\"",
    "it's",
    "'",
    "\"",
    "\\",
    "\\n",
    "C:\\temp",
    "a\\\"b",
    "**bold** text",
    "*em* # no",
    "$x: y$",
    "a\nb",
    "a\n\nb\n",
    "a\n b",
    " a\nb",
    "a \nb",
    "a\n",
    "a\n\n",
    "\na",
    "a\n\tb",
    "\ta",
    "a\t#b",
    "a\r\nb",
    "a\rb",
    "a\u{85}b",
    "a\u{2028}b",
    "a\u{2029}b",
    "\u{feff}a",
    "a\u{a0}",
    "\u{a0}",
    "a:\u{a0}b",
    "a\u{a0}#b",
    "\u{3000}a",
    "a\u{200b}b",
    "\u{202e}a",
    "\u{7}",
    "\u{0}",
    "\u{fffe}",
    "張偉",
    "é",
    "e\u{301}",
    "👩‍💻",
    "𝔸",
    "Ada*",
    "Ada Lovelace*#",
    "et al.",
    "- a\n- b\n  c",
    "a  b   c",
    "a ",
];

pub(crate) fn text() -> BoxedStrategy<String> {
    let trap = || proptest::sample::select(TRAPS).prop_map(str::to_owned);
    let long = vec(prop_oneof![6 => "[a-z]{1,14}", 1 => trap()], 8..40);
    prop_oneof![
        4 => trap(),
        2 => "[A-Z][a-z]{1,8}( [a-z]{1,8}){0,3}",
        2 => long.prop_map(|words| words.join(" ")),
        1 => (trap(), trap()).prop_map(|(first, second)| format!("{first} {second}")),
        1 => "[-?:,\\[\\]{}#&*!|>'\"%@` \n\t\\\\a0.]{0,10}",
        1 => "\\PC{0,8}",
        1 => any::<String>().prop_map(|text| text.chars().take(8).collect()),
    ]
    .boxed()
}

struct Shapes {
    definitions: Value,
    /// The strategies of definitions that were met.
    known: BTreeMap<String, BoxedStrategy<Value>>,
}

impl Shapes {
    fn of(&mut self, schema: &Value) -> BoxedStrategy<Value> {
        if let Some(reference) = schema["$ref"].as_str() {
            let name = reference.trim_start_matches("#/definitions/").to_owned();
            if let Some(known) = self.known.get(&name) {
                return known.clone();
            }
            let definition = self.definitions[&name].clone();
            let made = self.of(&definition);
            self.known.insert(name, made.clone());
            return made;
        }
        if schema["properties"].is_object() {
            return self.record(&schema["properties"]);
        }
        for key in ["anyOf", "oneOf", "allOf"] {
            let Some(forms) = schema[key].as_array() else {
                continue;
            };
            let forms: Vec<_> = forms
                .iter()
                .filter(|form| form["type"] != "null")
                .map(|form| self.of(form))
                .collect();
            return proptest::strategy::Union::new(forms).boxed();
        }
        if let Some(words) = schema["enum"].as_array() {
            let words: Vec<Value> = words
                .iter()
                .filter(|word| !word.is_null())
                .cloned()
                .collect();
            return proptest::sample::select(words).boxed();
        }
        if !schema["const"].is_null() {
            return Just(schema["const"].clone()).boxed();
        }
        match schema["title"].as_str() {
            Some("Date") => return date().prop_map(Value::from).boxed(),
            Some("End date") => {
                return prop_oneof![date(), Just("present".to_owned())]
                    .prop_map(Value::from)
                    .boxed();
            }
            Some(model::Url::TITLE) => {
                let address = "(https?://[a-z]{1,5}\\.(org|example)(:80)?/[-a-zü漢~%20#?&=:.]{0,12}|mailto:[a-z]{1,4}@a\\.org|tel:\\+[0-9]{3,9})";
                return address.prop_map(Value::from).boxed();
            }
            Some("Years") => {
                let years = (1000..3000_u16, 0..4_u16).prop_map(|(first, more)| match more {
                    0 => first.to_string(),
                    more => format!("{first}-{}", (first + more).min(2999)),
                });
                return years.prop_map(Value::from).boxed();
            }
            _ => {}
        }
        let types = match &schema["type"] {
            Value::Array(types) => types.clone(),
            one => vec![one.clone()],
        };
        match types[0].as_str() {
            Some("string") => text().prop_map(Value::from).boxed(),
            Some("boolean") => any::<bool>().prop_map(Value::from).boxed(),
            Some("integer") => prop_oneof![0..20_u32, any::<u32>()]
                .prop_map(Value::from)
                .boxed(),
            Some("array") => {
                let item = self.of(&schema["items"]);
                vec(item, 0..4).prop_map(Value::from).boxed()
            }
            Some("object") => {
                let value = self.of(&schema["additionalProperties"]);
                let names = &schema["propertyNames"];
                let key = match names["$ref"].is_string() {
                    true => self
                        .of(names)
                        .prop_map(|name| name.as_str().unwrap_or_default().to_owned())
                        .boxed(),
                    // An empty key is an error, and its value is not read.
                    false => text()
                        .prop_filter("an empty key", |key| !key.is_empty())
                        .boxed(),
                };
                vec((key, value), 0..4)
                    .prop_map(|entries| Value::Object(entries.into_iter().collect()))
                    .boxed()
            }
            _ => panic!("a new kind of schema: {schema}"),
        }
    }

    fn record(&mut self, properties: &Value) -> BoxedStrategy<Value> {
        let properties = properties.as_object().expect("properties are a map");
        let fields: Vec<_> = properties
            .iter()
            .map(|(key, schema)| {
                let key = key.clone();
                weighted(0.3, self.of(schema))
                    .prop_map(move |value| value.map(|value| (key.clone(), value)))
            })
            .collect();
        fields
            .prop_map(|fields| Value::Object(fields.into_iter().flatten().collect::<Map<_, _>>()))
            .boxed()
    }
}

pub(crate) fn date() -> impl Strategy<Value = String> {
    (1000..3000_u16, 1..=12_u8, 1..=28_u8, 0..3_u8).prop_map(
        |(year, month, day, parts)| match parts {
            0 => format!("{year}"),
            1 => format!("{year}-{month:02}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        },
    )
}
