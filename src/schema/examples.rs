//! An example for every key.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde_json::{Value, json};

/// By `Definition.key`, or by `key` for all definitions.
static EXAMPLES: LazyLock<HashMap<String, Value>> = LazyLock::new(|| {
    // A test reads the file; without examples the schema is still right.
    serde_yaml::from_str(include_str!("examples.yaml")).unwrap_or_default()
});

/// Adds the example of a key, where the types have none.
pub(super) fn add(definition: &str, key: &str, schema: &mut Value) {
    if schema.get("examples").is_some() {
        return;
    }
    let example = EXAMPLES
        .get(&format!("{definition}.{key}"))
        .or_else(|| EXAMPLES.get(key));
    if let Some(example) = example {
        schema["examples"] = json!([example]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_examples_are_read() {
        let read: Result<HashMap<String, Value>, _> =
            serde_yaml::from_str(include_str!("examples.yaml"));
        assert!(read.is_ok_and(|examples| examples.len() > 100));
    }

    #[test]
    fn every_key_has_a_description_and_an_example() {
        let root = super::super::schema();
        let definitions = root["definitions"].as_object().unwrap();
        let mut missing = Vec::new();
        for (name, definition) in definitions.iter().chain([(&"Cv".to_owned(), &root)]) {
            let Some(Value::Object(properties)) = definition.get("properties") else {
                continue;
            };
            for (key, property) in properties {
                if !property["description"].is_string() || !property["examples"].is_array() {
                    missing.push(format!("{name}.{key}"));
                }
            }
        }
        assert_eq!(missing, [] as [String; 0]);
    }
}
