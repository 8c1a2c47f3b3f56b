//! An example of a value, made from its schema.
//!
//! In: a schema. Out: JSON over lines, or `None` where the schema says too little. Never: more values than a reader looks at; a circle
//! twice round; anything random.

use std::fmt::Write as _;

use super::node::quoted;
use super::schema::{Schema, SchemaId, Schemas};
use super::shape::{Enter, shape, value_types};

/// Most values of an example, and its deepest nesting.
const VALUES: usize = 60;
const DEPTH: usize = 5;

/// Whether an example is of what is sent or of what comes back: members that are read-only are not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// A request.
    Sent,
    /// A response.
    Received,
}

/// An example of a value.
pub(crate) fn sample(schemas: &Schemas, root: SchemaId, direction: Direction) -> Option<String> {
    let mut maker = Maker { schemas, direction, room: VALUES, stack: Vec::new(), out: String::new() };
    maker.value(&[root], 0);
    let telling = maker.out.len() > 2 && maker.out != "null" && maker.out != "\"string\"";
    telling.then_some(maker.out)
}

struct Maker<'s> {
    schemas: &'s Schemas,
    direction: Direction,
    room: usize,
    stack: Vec<SchemaId>,
    out: String,
}

impl Maker<'_> {
    fn value(&mut self, roots: &[SchemaId], level: usize) {
        self.room = self.room.saturating_sub(1);
        let layers: Vec<SchemaId> = roots.iter().flat_map(|&root| self.schemas.chain(root)).collect();
        let given = layers.iter().find_map(|&id| given(self.schemas.get(id)));
        if let Some(given) = given {
            self.out.push_str(&given);
            return;
        }
        let circle = layers.iter().any(|id| self.stack.contains(id));
        let item = layers.iter().find_map(|&id| self.schemas.get(id).items.first().map(|(_, item)| *item));
        let types = value_types(self.schemas, roots);
        let is = |kind: &str| types.iter().any(|known| known == kind);
        if circle || level > DEPTH {
            self.out.push_str(if is("array") || item.is_some() { "[]" } else { "{}" });
            return;
        }
        let pushed = self.stack.len();
        self.stack.extend(&layers);
        if let Some(item) = item {
            self.list(item, level);
        } else {
            let shape = shape(self.schemas, roots, Enter::All(&[]));
            if !shape.members.is_empty() {
                self.object(roots, level);
            } else if let Some(variant) = shape.choices.first().and_then(|choice| choice.variants.first()) {
                self.value(&[variant.schema], level);
            } else {
                let value =
                    scalar(&types, &layers.iter().map(|&id| self.schemas.get(id)).collect::<Vec<_>>());
                self.out.push_str(&value);
            }
        }
        self.stack.truncate(pushed);
    }

    fn list(&mut self, item: SchemaId, level: usize) {
        self.out.push('[');
        self.line(level + 1);
        self.value(&[item], level + 1);
        self.line(level);
        self.out.push(']');
    }

    /// Members, with those of the first variant of each choice.
    fn object(&mut self, roots: &[SchemaId], level: usize) {
        let mut all = vec![shape(self.schemas, roots, Enter::All(&[]))];
        let chosen: Vec<SchemaId> = all[0]
            .choices
            .iter()
            .filter(|choice| choice.label == "One of" || choice.label == "Any of")
            .filter_map(|choice| choice.variants.first().map(|variant| variant.schema))
            .collect();
        all.extend(chosen.iter().map(|&variant| shape(self.schemas, &[variant], Enter::All(&[]))));
        self.out.push('{');
        let mut names: Vec<&str> = Vec::new();
        let mut first = true;
        for member in all.iter().flat_map(|shape| &shape.members) {
            let name = member.name.unwrap_or("key");
            if names.contains(&name) || self.hidden(&member.schemas) {
                continue;
            }
            if self.room == 0 {
                break;
            }
            names.push(name);
            if !first {
                self.out.push(',');
            }
            first = false;
            self.line(level + 1);
            let _ = write!(self.out, "{}: ", quoted(name));
            self.value(&member.schemas, level + 1);
        }
        if !first {
            self.line(level);
        }
        self.out.push('}');
    }

    /// Whether a member is not part of what goes this way, or should not be used.
    fn hidden(&self, roots: &[SchemaId]) -> bool {
        roots.iter().flat_map(|&root| self.schemas.chain(root)).any(|id| {
            let schema = self.schemas.get(id);
            schema.facts.deprecated
                || match self.direction {
                    Direction::Sent => schema.read_only,
                    Direction::Received => schema.write_only,
                }
        })
    }

    fn line(&mut self, level: usize) {
        self.out.push('\n');
        self.out.extend(std::iter::repeat_n("  ", level));
    }
}

/// What the definition gives itself: an example, a default, the first value.
fn given(schema: &Schema) -> Option<String> {
    let example = schema.examples.first().or(schema.default.as_ref()).filter(|text| text.len() < 2000);
    if let Some(example) = example {
        return Some(example.to_string());
    }
    let value = schema.values.first()?;
    let bare = schema.types.iter().any(|kind| matches!(&**kind, "integer" | "number" | "boolean"));
    Some(if bare { value.text.to_string() } else { quoted(&value.text) })
}

/// A scalar of a type and format.
fn scalar(types: &[String], layers: &[&Schema]) -> String {
    let format =
        layers.iter().map(|schema| &*schema.format).find(|format| !format.is_empty()).unwrap_or_default();
    let limit = |keyword: &str| {
        let limits = layers.iter().flat_map(|schema| &schema.limits);
        limits.into_iter().find(|limit| limit.keyword == keyword).map(|limit| limit.operand.to_string())
    };
    let kind = types.iter().map(String::as_str).find(|kind| *kind != "null").unwrap_or_default();
    match kind {
        "integer" | "int" | "long" => limit("minimum").unwrap_or_else(|| "1".to_owned()),
        "number" | "float" | "double" => limit("minimum").unwrap_or_else(|| "1.5".to_owned()),
        "boolean" => "true".to_owned(),
        "null" => "null".to_owned(),
        "array" => "[]".to_owned(),
        "object" | "record" | "map" => "{}".to_owned(),
        _ => quoted(match format {
            "date" => "2026-01-31",
            "date-time" => "2026-01-31T09:30:00Z",
            "time" => "09:30:00Z",
            "duration" => "PT1H",
            "uuid" => "3f6c1e2a-5b7d-4c8e-9a10-b2c3d4e5f607",
            "email" => "ada@example.com",
            "uri" | "url" | "uri-reference" => "https://example.com/",
            "hostname" => "example.com",
            "ipv4" => "192.0.2.1",
            "ipv6" => "2001:db8::1",
            "byte" => "aGVsbG8=",
            "binary" => "…",
            "password" => "********",
            _ => "string",
        }),
    }
}
