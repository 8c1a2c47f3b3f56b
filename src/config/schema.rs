//! The table of keys as a JSON Schema, for editors.
//!
//! In: the table. Out: JSON Schema, draft 2020-12. Never: knows a key that the loader does not.

use serde_json::{Map, Value, json};

use super::keys::{ROOT, Shape};

/// The schema of `backlot.yaml`, with a line break at the end.
pub(crate) fn schema() -> String {
    let mut schema = of(&ROOT);
    schema["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    schema["title"] = json!("Backlot configuration (backlot.yaml)");
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

fn of(shape: &Shape) -> Value {
    match shape {
        Shape::Meant(_) => json!({ "type": "string" }),
        Shape::Text => json!({ "type": ["string", "number"] }),
        Shape::Truth => json!({ "type": "boolean" }),
        Shape::Word(words) => json!({ "enum": words }),
        Shape::List(inner @ Shape::Text) => json!({
            "anyOf": [{ "type": "array", "items": of(inner) }, { "type": "string" }]
        }),
        Shape::List(inner) => json!({ "type": "array", "items": of(inner) }),
        Shape::Map(inner) => json!({ "type": "object", "additionalProperties": of(inner) }),
        Shape::Object(keys) => {
            let properties: Map<String, Value> = keys
                .iter()
                .map(|key| {
                    let mut value = of(&key.shape);
                    value["description"] = json!(key.doc);
                    (key.name.to_owned(), value)
                })
                .collect();
            json!({ "type": "object", "properties": properties, "additionalProperties": false })
        }
        Shape::Either(shapes) => json!({ "anyOf": shapes.iter().map(of).collect::<Vec<_>>() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_described() {
        fn walk(value: &Value, count: &mut usize) {
            if let Some(properties) = value.get("properties").and_then(Value::as_object) {
                for (name, property) in properties {
                    assert!(property["description"].as_str().is_some_and(|text| text.len() > 4), "{name}");
                    *count += 1;
                }
            }
            match value {
                Value::Object(map) => map.values().for_each(|below| walk(below, count)),
                Value::Array(items) => items.iter().for_each(|below| walk(below, count)),
                _ => {}
            }
        }
        let mut count = 0;
        walk(&serde_json::from_str(&schema()).unwrap(), &mut count);
        assert!(count > 50, "{count}");
    }
}
