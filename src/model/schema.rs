//! The JSON Schema of `cv.yaml`, from the types of the model.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value, json};

use super::Cv;

/// The JSON Schema (draft-07, which editors support) of the file.
///
/// A key is required when a file without it is rejected. The types do not say so by themselves:
/// every field has a default, so that decoding goes on when one is missing. `#[schemars(required)]`
/// takes `null` from the values of a field, and what may not be null is required.
pub fn schema() -> Value {
    let mut root = SchemaSettings::draft07()
        .into_generator()
        .into_root_schema_for::<Cv>()
        .to_value();
    if let Some(Value::Object(definitions)) = root.get_mut("definitions") {
        for definition in definitions.values_mut() {
            require(definition, &Map::new());
        }
        // A paper that adds to an entry of a bibliography has its title from there, and a talk may be known by where
        // it was given.
        // An entry of a section of one's own may be a paragraph or bullets alone.
        for (name, instead) in [
            ("Publication", &["bib"][..]),
            ("Talk", &["event"]),
            ("CustomEntry", &["summary", "highlights"]),
        ] {
            if let Some(Value::Object(definition)) = definitions.get_mut(name) {
                let required = definition.remove("required").unwrap_or_default();
                let instead = instead.iter().map(|key| json!({"required": [key]}));
                let alternatives: Vec<Value> = std::iter::once(json!({"required": required}))
                    .chain(instead)
                    .collect();
                definition.insert("anyOf".to_owned(), alternatives.into());
            }
        }
        let definitions = definitions.clone();
        require(&mut root, &definitions);
    }
    root
}

/// Fills `required` of a map's schema.
fn require(schema: &mut Value, definitions: &Map<String, Value>) {
    let Some(Value::Object(properties)) = schema.get_mut("properties") else {
        return;
    };
    let mut required = Vec::new();
    for (key, property) in properties.iter_mut() {
        if let Value::Object(property) = property {
            // It is always that nothing is said.
            property.remove("default");
        }
        if is_required(property, definitions) {
            required.push(Value::from(key.as_str()));
        }
    }
    if !required.is_empty() {
        schema["required"] = json!(required);
    }
}

/// Whether a property is a scalar that may not be null, or a map that has required keys itself.
fn is_required(property: &Value, definitions: &Map<String, Value>) -> bool {
    const SCALARS: [&str; 4] = ["string", "number", "integer", "boolean"];
    let is_scalar = |name: &Value| name.as_str().is_some_and(|name| SCALARS.contains(&name));
    match (property.get("type"), property_definition(property)) {
        (Some(Value::Array(types)), _) => types.iter().all(is_scalar),
        (Some(name), _) => is_scalar(name),
        (None, Some(name)) => definitions
            .get(name)
            .is_some_and(|map| map.get("required").is_some()),
        (None, None) => false,
    }
}

/// The name of the definition that a property refers to, alone or (draft-07) within `allOf`.
fn property_definition(property: &Value) -> Option<&str> {
    let reference =
        property
            .get("$ref")
            .or_else(|| match property.get("allOf")?.as_array()?.as_slice() {
                [only] => only.get("$ref"),
                _ => None,
            })?;
    reference.as_str()?.strip_prefix("#/definitions/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requires_what_the_documentation_of_the_fields_says() {
        let root = schema();
        assert_eq!(root["required"], json!(["person"]));
        let Value::Object(definitions) = &root["definitions"] else {
            panic!("no definitions")
        };
        for (name, definition) in definitions {
            let Some(Value::Object(properties)) = definition.get("properties") else {
                continue;
            };
            for (key, property) in properties {
                let documented = property["description"]
                    .as_str()
                    .is_some_and(|text| text.contains("Required"));
                // What is required unless something else is there is the first alternative.
                let alternative = &definition["anyOf"][0]["required"];
                let required = [&definition["required"], alternative]
                    .iter()
                    .filter_map(|keys| keys.as_array())
                    .any(|keys| keys.contains(&json!(key)));
                assert_eq!(documented, required, "{name}.{key}");
            }
        }
    }
}
