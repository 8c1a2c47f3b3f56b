//! Avro records as schemas: what Kafka's messages are often written in.
//!
//! In: an Avro schema in YAML or JSON. Out: the number of a schema. Never: looks a named type up in another file.

use super::json_schema::Reader;
use super::model::Facts;
use super::node::{list, literal, text, texts};
use super::schema::{Property, Schema, SchemaId, Value};
use crate::yaml::Node;

/// Deepest nesting.
const DEPTH: usize = 48;

impl Reader<'_> {
    /// An Avro schema.
    pub(super) fn avro(&mut self, node: &Node) -> SchemaId {
        self.avro_at(node, 0)
    }

    fn avro_at(&mut self, node: &Node, depth: usize) -> SchemaId {
        let mut schema = Schema::default();
        if depth > DEPTH {
            return self.schemas.add(schema);
        }
        if let Some(name) = node.as_str() {
            schema.types.push(name.into());
        } else if let Some(union) = node.as_seq() {
            schema.any_of = union.iter().map(|one| self.avro_at(one, depth + 1)).collect();
        } else if let Some(kind) = node.get("type") {
            schema.title = text(node, "name").into();
            schema.facts = Facts { description: text(node, "doc"), ..Facts::default() };
            schema.format = text(node, "logicalType").into();
            match kind.as_str() {
                Some("record") => {
                    schema.types.push("record".into());
                    for field in list(node, "fields") {
                        let Some(name) = field.get("name").and_then(Node::as_str) else { continue };
                        if schema.properties.iter().any(|known| &*known.name == name) {
                            continue;
                        }
                        let value = self.field(field, depth);
                        schema.properties.push(Property {
                            name: name.into(),
                            schema: value,
                            arguments: Vec::new(),
                            required: false,
                        });
                    }
                }
                Some("enum") => {
                    schema.types.push("enum".into());
                    let value = |text: String| Value { text: text.into(), facts: Facts::default() };
                    schema.values = texts(node, "symbols").into_iter().map(value).collect();
                }
                Some("array") => {
                    schema.types.push("array".into());
                    let items = node.get("items").map(|items| ("items", self.avro_at(items, depth + 1)));
                    schema.items = items.into_iter().collect();
                }
                Some("map") => {
                    schema.types.push("map".into());
                    let values =
                        node.get("values").map(|values| ("".into(), self.avro_at(values, depth + 1)));
                    schema.maps = values.into_iter().collect();
                }
                Some(name) => schema.types.push(name.into()),
                None => schema.all_of.push(self.avro_at(kind, depth + 1)),
            }
        }
        self.schemas.add(schema)
    }

    /// What a field holds, with what is said of the field itself.
    fn field(&mut self, field: &Node, depth: usize) -> SchemaId {
        let kind = field.get("type");
        let inner = kind.map(|kind| self.avro_at(kind, depth + 1));
        let schema = Schema {
            facts: Facts { description: text(field, "doc"), ..Facts::default() },
            default: field.get("default").map(|value| literal(value).into()),
            all_of: inner.into_iter().collect(),
            ..Schema::default()
        };
        self.schemas.add(schema)
    }
}
