//! What may stand at a place of the file, read from the JSON Schema of the model's types.
//!
//! The schema is the only list of keys and values: what advice names here is what editors offer
//! and what decoding accepts.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use serde_json::Value;

use super::tree::Step;
use crate::model::{ENTRIES_OF, Url};

/// The schema of the model without its descriptions, as a file: to make it from the types takes
/// longer than all else that reading a CV does. Each line has a name and what is defined by it, the first line the
/// whole file, so that a run reads the lines that it needs.
const OUTLINE: &str = include_str!("outline.txt");

/// The name of the whole file in the outline; no type has it.
const WHOLE: &str = ".";

/// What is defined by a name.
struct Definition {
    written: &'static str,
    read: OnceLock<Value>,
}

static DEFINITIONS: LazyLock<BTreeMap<&str, Definition>> = LazyLock::new(|| {
    let lines = OUTLINE.lines().filter_map(|line| line.split_once(' '));
    let definition = |written| Definition {
        written,
        read: OnceLock::new(),
    };
    lines
        .map(|(name, written)| (name, definition(written)))
        .collect()
});

/// What is defined by a name.
fn definition(name: &str) -> Option<&'static Value> {
    let definition = DEFINITIONS.get(name)?;
    // A test holds that each line can be read.
    let read = || serde_json::from_str(definition.written).unwrap_or_default();
    Some(definition.read.get_or_init(read))
}

/// The schema of the whole file.
fn whole() -> &'static Value {
    definition(WHOLE).unwrap_or(&Value::Null)
}

/// The forms that a value may take: one, or a short and a long one.
#[derive(Debug, Clone)]
pub(super) struct Shape(Vec<&'static Value>);

impl Shape {
    /// The shape of the whole file.
    pub(super) fn root() -> Self {
        Self::of(whole())
    }

    /// Whether some map of the file has a key of its own of this name.
    pub(super) fn is_key_somewhere(key: &str) -> bool {
        let mut maps = DEFINITIONS.keys().filter_map(|name| definition(name));
        maps.any(|map| map["properties"].get(key).is_some())
    }

    fn of(schema: &'static Value) -> Self {
        let mut forms = Vec::new();
        spread(schema, &mut forms, 0);
        Self(forms)
    }

    /// The shape at the end of steps.
    pub(super) fn at(steps: &[Step]) -> Self {
        steps
            .iter()
            .fold(Self::root(), |shape, step| shape.child(step))
    }

    /// The shape of a child.
    pub(super) fn child(&self, step: &Step) -> Self {
        match step {
            Step::Key(key) => self.key(key),
            Step::Index(_) => self.item(),
        }
    }

    /// The shape of the value of a key; nothing when the key is unknown.
    pub(super) fn key(&self, key: &str) -> Self {
        let mut forms = Vec::new();
        for form in self.maps() {
            let value = form
                .get("properties")
                .and_then(|properties| properties.get(key))
                .or_else(|| form.get("additionalProperties"));
            if let Some(value) = value {
                spread(value, &mut forms, 0);
            }
        }
        Self(forms)
    }

    fn item(&self) -> Self {
        let mut forms = Vec::new();
        for items in self.0.iter().filter_map(|form| form.get("items")) {
            spread(items, &mut forms, 0);
        }
        Self(forms)
    }

    fn maps(&self) -> impl Iterator<Item = &'static Value> {
        self.0
            .iter()
            .copied()
            .filter(|form| has_type(form, "object"))
    }

    /// Whether nothing is known to stand here.
    pub(super) fn is_unknown(&self) -> bool {
        self.0.is_empty()
    }

    /// The keys that a map may have here; none when the user chooses them.
    pub(super) fn keys(&self) -> Vec<&'static str> {
        let mut keys = Vec::new();
        for properties in self
            .maps()
            .filter_map(|form| form.get("properties")?.as_object())
        {
            let keys_there = properties.keys().map(String::as_str);
            // Those are written in another way: `kinds`.
            keys.extend(keys_there.filter(|key| !key.starts_with(ENTRIES_OF)));
        }
        keys
    }

    /// The keys that a map must have here.
    pub(super) fn required(&self) -> Vec<&'static str> {
        let mut keys = Vec::new();
        for required in self
            .maps()
            .filter_map(|form| form.get("required")?.as_array())
        {
            keys.extend(required.iter().filter_map(Value::as_str));
        }
        keys
    }

    /// The keys of which a map must have one here; the first is the usual one.
    pub(super) fn required_one_of(&self) -> Vec<&'static str> {
        let alternatives = self.maps().filter_map(|form| form.get("anyOf")?.as_array());
        let keys = alternatives
            .flatten()
            .filter_map(|alternative| alternative.get("required")?.as_array())
            .flatten();
        keys.filter_map(Value::as_str).collect()
    }

    /// The words that may stand here, if only certain ones may.
    pub(super) fn words(&self) -> Vec<&'static str> {
        let mut words = Vec::new();
        for form in &self.0 {
            words.extend(form.get("const").and_then(Value::as_str));
            words.extend(
                form.get("enum")
                    .and_then(Value::as_array)
                    .into_iter()
                    .flatten()
                    .filter_map(Value::as_str),
            );
        }
        words
    }

    /// The name of the kind of value, such as `Date`.
    pub(super) fn title(&self) -> Option<&'static str> {
        self.0
            .iter()
            .find_map(|form| form.get("title")?.as_str())
            .filter(|_| self.takes("string"))
    }

    /// Whether a web address stands here.
    pub(super) fn is_address(&self) -> bool {
        self.title() == Some(Url::TITLE)
    }

    /// Whether a value of a type of JSON may stand here.
    pub(super) fn takes(&self, name: &str) -> bool {
        self.0.iter().any(|form| has_type(form, name))
    }

    /// Whether a text may stand here.
    pub(super) fn takes_text(&self) -> bool {
        self.takes("string") && self.words().is_empty()
    }

    /// Whether a map of languages may stand here: in place of a text or a list, but not of a word out of
    /// some, a date, or a map in which the user chooses the keys.
    pub(super) fn takes_translations(&self) -> bool {
        let is_text = self.takes_text() && (self.title().is_none() || self.is_address());
        let chooses = self.maps().any(|form| {
            let values = form.get("additionalProperties");
            values.is_some_and(|value| !value.is_boolean())
        });
        (is_text || self.takes("array")) && !chooses
    }

    /// Whether the user chooses the keys here, and their values are maps.
    pub(super) fn names_maps(&self) -> bool {
        self.maps().any(|form| {
            form.get("additionalProperties")
                .is_some_and(|value| !value.is_boolean())
        }) && self.key("").takes("object")
            && !self.key("").takes("string")
    }

    /// What may stand here, in words.
    pub(super) fn expected(&self) -> String {
        let mut words: Vec<String> = Vec::new();
        let mut add = |word: &str| {
            if !words.iter().any(|known| known == word) {
                words.push(word.to_owned());
            }
        };
        if !self.words().is_empty() {
            add("one of its words");
        }
        match self.title() {
            Some("Date") => add("a date"),
            Some("End date") => add("a date or `present`"),
            Some("Years") => add("a year or a run of years"),
            _ if self.takes_text() => add("a text"),
            _ if self.takes("boolean") => add("`true` or `false`"),
            _ if self.takes("integer") => add("a whole number"),
            _ => {}
        }
        if self.takes("array") {
            match self.item() {
                item if item.takes("object") && !item.takes("string") => add("a list of maps"),
                item if item.takes_text() && !item.takes("object") => add("a list of texts"),
                _ => add("a list"),
            }
        }
        if self.takes("object") {
            add("a map");
        }
        let Some(last) = words.pop() else {
            return String::from("nothing");
        };
        if words.is_empty() {
            last
        } else {
            format!("{} or {last}", words.join(", "))
        }
    }
}

/// The places of the schema, as JSON pointers, where a map of languages may stand as well.
pub(crate) fn translatable() -> Vec<String> {
    fn visit(schema: &'static Value, pointer: &str, found: &mut Vec<String>) {
        match schema {
            Value::Object(map) => {
                for (key, below) in map {
                    let inside = format!("{pointer}/{key}");
                    let values = match key.as_str() {
                        "properties" => below.as_object().into_iter().flatten(),
                        _ => {
                            if key == "items" && Shape::of(below).takes_translations() {
                                found.push(inside.clone());
                            }
                            visit(below, &inside, found);
                            continue;
                        }
                    };
                    for (name, value) in values {
                        let place = format!("{inside}/{name}");
                        if Shape::of(value).takes_translations() {
                            found.push(place.clone());
                        }
                        visit(value, &place, found);
                    }
                }
            }
            Value::Array(values) => {
                for (index, below) in values.iter().enumerate() {
                    visit(below, &format!("{pointer}/{index}"), found);
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    for name in DEFINITIONS.keys().filter(|name| **name != WHOLE) {
        if let Some(schema) = definition(name) {
            visit(schema, &format!("/definitions/{name}"), &mut found);
        }
    }
    visit(whole(), "", &mut found);
    found
}

/// Collects the forms behind references and alternatives, without `null`.
fn spread(schema: &'static Value, forms: &mut Vec<&'static Value>, depth: usize) {
    // The schema refers to itself nowhere; the bound keeps a future one from doing harm.
    if depth > 16 || schema.is_boolean() {
        return;
    }
    if let Some(reference) = schema.get("$ref").and_then(Value::as_str) {
        let definition = reference
            .strip_prefix("#/definitions/")
            .and_then(definition);
        if let Some(definition) = definition {
            spread(definition, forms, depth + 1);
        }
        return;
    }
    // Alternatives beside properties only say which of them must be there.
    if schema.get("properties").is_some() {
        forms.push(schema);
        return;
    }
    let mut alternatives = false;
    for keyword in ["anyOf", "oneOf", "allOf"] {
        for alternative in schema
            .get(keyword)
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            alternatives = true;
            spread(alternative, forms, depth + 1);
        }
    }
    let is_null = schema.get("type").is_some_and(|name| name == "null");
    if !alternatives && !is_null {
        forms.push(schema);
    }
}

fn has_type(schema: &Value, name: &str) -> bool {
    match schema.get("type") {
        Some(Value::String(only)) => only == name,
        Some(Value::Array(types)) => types.iter().any(|each| each == name),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The schema without what only people and editors read: a run of the program begins with reading it.
    fn outline(mut schema: Value) -> Value {
        match &mut schema {
            Value::Object(map) => {
                map.retain(|key, value| match key.as_str() {
                    "description" | "pattern" => !value.is_string(),
                    "minimum" | "maximum" => !value.is_number(),
                    _ => true,
                });
                for value in map.values_mut() {
                    *value = outline(value.take());
                }
            }
            Value::Array(values) => {
                for value in values {
                    *value = outline(value.take());
                }
            }
            _ => {}
        }
        schema
    }

    #[test]
    fn the_outline_is_that_of_the_types() {
        let mut outline = outline(crate::model::schema());
        let definitions = outline["definitions"].take();
        outline.as_object_mut().unwrap().remove("definitions");
        let mut text = format!("{WHOLE} {outline}\n");
        for (name, definition) in definitions.as_object().unwrap() {
            assert!(!name.contains(' '));
            text.push_str(&format!("{name} {definition}\n"));
        }
        crate::generated::assert_current("src/source/outline.txt", &text);
        for name in DEFINITIONS.keys() {
            assert!(definition(name).unwrap().is_object(), "{name}");
        }
    }
}
