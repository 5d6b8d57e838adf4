//! The JSON Schema of `cv.yaml` for editors.
//!
//! [`model::schema`] says which keys there are, from the types. An editor
//! reads YAML otherwise than Folio does: it takes `2019` for a number and `true` for a flag before
//! it looks at the schema. So what it is given also allows every form in which a value may be
//! written (`forms`), and has the rules that the types do not say, as far as a schema can say them
//! (`rules`).

mod examples;
mod forms;
mod rules;
mod translations;

#[cfg(test)]
pub(crate) use rules::DESIGN_WORDS;

use serde_json::{Map, Value};

use crate::model;

/// The schema (draft-07).
pub fn schema() -> Value {
    let mut root = model::schema();
    translations::allow(&mut root);
    let mut definitions = match root.get_mut("definitions").map(Value::take) {
        Some(Value::Object(definitions)) => definitions,
        _ => Map::new(),
    };
    let nullable: Vec<String> = definitions
        .iter()
        .filter(|(_, definition)| definition.get("required").is_none())
        .map(|(name, _)| name.clone())
        .collect();
    improve("Cv", &mut root, &nullable);
    for (name, definition) in &mut definitions {
        improve(name, definition, &nullable);
    }
    root["definitions"] = definitions.into();
    root
}

/// The schema as the text of a file.
pub fn text() -> String {
    format!("{:#}\n", schema())
}

fn improve(name: &str, definition: &mut Value, nullable: &[String]) {
    let required: Vec<String> = definition
        .get("required")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter_map(|key| key.as_str().map(str::to_owned))
        .collect();
    if let Some(Value::Object(properties)) = definition.get_mut("properties") {
        for (key, property) in properties.iter_mut() {
            rules::property(name, key, property);
            forms::spread(property, nullable);
            if required.contains(key) {
                forms::not_blank(property);
            } else {
                forms::or_null(property);
            }
            examples::add(name, key, property);
        }
    } else {
        forms::spread(definition, nullable);
    }
    rules::definition(name, definition);
}
