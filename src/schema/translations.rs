//! Maps of languages where texts and lists are.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::source;
use crate::words::Locale;

/// Allows translations at each place that takes them.
pub(super) fn allow(root: &mut Value) {
    // From the inside out, so that a place is not moved before it is looked up.
    let mut places = source::translatable();
    places.sort_by_key(|place| std::cmp::Reverse(place.matches('/').count()));
    for place in &places {
        if let Some(schema) = root.pointer_mut(place) {
            wrap(schema);
        }
    }
    let codes: BTreeSet<&str> = Locale::codes().collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let language = format!("^({})(-[A-Za-z0-9-]+)?$", codes.join("|"));
    root["definitions"]["Translations"] = json!({
        "description": "The same in several languages, by their BCP 47 tags; a document prints the one of its language.",
        "type": "object",
        "minProperties": 1,
        "additionalProperties": false,
        "patternProperties": {
            language: { "type": ["string", "number", "boolean", "array", "object", "null"] }
        }
    });
}

fn wrap(schema: &mut Value) {
    let translations = json!({ "$ref": "#/definitions/Translations" });
    // What people read of the place stays with the place.
    let (mut one, mut said) = (schema.take(), json!({}));
    if let Value::Object(map) = &mut one {
        for key in ["description", "default", "examples"] {
            if let Some(value) = map.remove(key) {
                said[key] = value;
            }
        }
    }
    let forms = match &mut one {
        Value::Object(map) if map.len() == 1 => map.get_mut("anyOf").and_then(Value::as_array_mut),
        _ => None,
    };
    match forms {
        Some(forms) => forms.push(translations),
        None => one = json!({ "anyOf": [one, translations] }),
    }
    if let (Value::Object(map), Value::Object(said)) = (&mut one, said) {
        map.extend(said);
    }
    *schema = one;
}
