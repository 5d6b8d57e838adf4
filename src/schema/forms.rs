//! The forms in which a value may be written.
//!
//! Folio takes every scalar as the text that was written; an editor has made a number, a flag or
//! nothing of some of them before.

use serde_json::{Map, Value, json};

/// A text of which no character prints.
const BLANK: &str = r"^\s*$";

/// Allows all scalars where texts are, and texts where flags and counts are; below as well.
pub(super) fn spread(schema: &mut Value, nullable: &[String]) {
    let Value::Object(map) = schema else { return };
    scalar(map);
    for keyword in ["anyOf", "oneOf", "allOf"] {
        if let Some(Value::Array(forms)) = map.get_mut(keyword) {
            forms.iter_mut().for_each(|form| spread(form, nullable));
        }
    }
    if let Some(items) = map.get_mut("items") {
        spread(items, nullable);
        not_blank(items);
    }
    if let Some(Value::Object(properties)) = map.get_mut("properties") {
        for property in properties.values_mut() {
            spread(property, nullable);
            or_null(property);
        }
    }
    if let Some(values) = map
        .get_mut("additionalProperties")
        .filter(|v| v.is_object())
    {
        spread(values, nullable);
        // A map that the user names is there, and empty, when nothing stands behind its name.
        let reference = values.get("$ref").and_then(Value::as_str);
        let name = reference.and_then(|path| path.strip_prefix("#/definitions/"));
        if name.is_none_or(|name| nullable.iter().any(|known| known == name)) {
            or_null(values);
        }
    }
}

fn scalar(map: &mut Map<String, Value>) {
    let mut types: Vec<&str> = match map.get("type") {
        Some(Value::String(only)) => vec![only],
        Some(Value::Array(types)) => types.iter().filter_map(Value::as_str).collect(),
        _ => return,
    };
    let is_free = !["enum", "const", "pattern"]
        .iter()
        .any(|keyword| map.contains_key(*keyword));
    let pattern = if types.contains(&"string") {
        if is_free {
            types.extend(
                ["number", "boolean"]
                    .iter()
                    .filter(|name| !types.contains(name))
                    .collect::<Vec<_>>(),
            );
        }
        None
    } else if types.contains(&"boolean") {
        types.push("string");
        Some("^(true|false)$")
    } else if types.contains(&"integer") {
        types.push("string");
        let least = map.get("minimum").and_then(Value::as_u64);
        Some(if least == Some(1) {
            "^0*[1-9][0-9]*$"
        } else {
            "^[0-9]+$"
        })
    } else {
        return;
    };
    let types = json!(types);
    map.insert("type".to_owned(), types);
    if let Some(pattern) = pattern {
        map.insert("pattern".to_owned(), pattern.into());
    }
}

/// Forbids a text in which nothing stands.
pub(super) fn not_blank(schema: &mut Value) {
    let blank = json!({"not": {"type": "string", "pattern": BLANK}});
    let Value::Object(map) = schema else { return };
    let takes_text = match map.get("type") {
        Some(Value::String(only)) => only == "string",
        Some(Value::Array(types)) => types.iter().any(|name| name == "string"),
        _ => map.contains_key("$ref") || map.contains_key("anyOf"),
    };
    if !takes_text || map.contains_key("enum") || map.contains_key("const") {
        return;
    }
    // Keywords beside a reference have no effect in draft-07.
    if let Some(reference) = map.remove("$ref") {
        map.insert("allOf".to_owned(), json!([{"$ref": reference}, blank]));
    } else if map.contains_key("type") && !map.contains_key("pattern") {
        map.insert("pattern".to_owned(), r"\S".into());
    } else {
        map.insert("allOf".to_owned(), json!([blank]));
    }
}

/// Allows nothing: a key with nothing behind it is a key that is not there.
pub(super) fn or_null(schema: &mut Value) {
    let Value::Object(map) = schema else { return };
    match map.get_mut("type") {
        Some(Value::String(only)) if only != "null" => {
            let types = json!([only, "null"]);
            map.insert("type".to_owned(), types);
        }
        Some(Value::Array(types)) if !types.contains(&json!("null")) => types.push(json!("null")),
        Some(_) => {}
        None => {
            let nothing = json!({"type": "null"});
            if let Some(Value::Array(forms)) = map.get_mut("anyOf") {
                if !forms.contains(&nothing) {
                    forms.push(nothing);
                }
                return;
            }
            // What stands beside the forms describes all of them.
            let mut form = Map::new();
            for keyword in ["$ref", "allOf", "oneOf"] {
                form.extend(map.remove(keyword).map(|value| (keyword.to_owned(), value)));
            }
            if !form.is_empty() {
                map.insert("anyOf".to_owned(), json!([form, nothing]));
            }
        }
    }
    if let Some(Value::Array(words)) = map.get_mut("enum")
        && !words.contains(&Value::Null)
    {
        words.push(Value::Null);
    }
}
