//! Whether examples and defaults fit their schemas: JSON Schema's validation over the arena of a definition.
//!
//! In: values as the definition gives them, and their schemas. Out: the first thing in each that does not fit, and where. Never: more
//! steps than it has; a fault where the definition leaves room: of several choices one has to fit, patterns and formats are not read,
//! and what is only in answers or only in requests may be missing.

use super::node::shown;
use super::schema::{Schema, SchemaId, Schemas};
use crate::yaml::{Node, Value};

/// What does not fit.
#[derive(Debug)]
pub(super) struct Misfit<'n> {
    /// The value, which may be inside of the one that was asked about.
    pub(super) node: &'n Node,
    /// Why: a clause.
    pub(super) message: String,
}

/// Deepest nesting of schemas and values.
const DEPTH: usize = 128;

/// A number of checks for one definition.
pub(super) struct Fit<'s> {
    schemas: &'s Schemas,
    steps: usize,
}

impl<'s> Fit<'s> {
    /// With the schemas of a definition.
    pub(super) fn new(schemas: &'s Schemas) -> Self {
        Self { schemas, steps: 3_000_000 }
    }

    /// The first thing in `value` that does not fit; `None` where all does, or where there is no room to say.
    pub(super) fn misfit<'n>(&mut self, schema: SchemaId, value: &'n Node) -> Option<Misfit<'n>> {
        self.at(schema, value, "it", 0)
    }

    /// `name` is the value in a sentence.
    fn at<'n>(&mut self, id: SchemaId, value: &'n Node, name: &str, depth: usize) -> Option<Misfit<'n>> {
        if depth > DEPTH || self.steps == 0 {
            return None;
        }
        self.steps -= 1;
        let schemas = self.schemas;
        let schema = schemas.get(id);
        if value.is_null() && nullable(schema) {
            return None;
        }
        if let Some(misfit) = typed(schema, value, name).or_else(|| bounded(schema, value, name)) {
            return Some(misfit);
        }
        for part in schema.target.iter().chain(&schema.all_of) {
            if let Some(misfit) = self.at(*part, value, name, depth + 1) {
                return Some(misfit);
            }
        }
        for choices in [&schema.one_of, &schema.any_of] {
            if let Some(misfit) = self.none_of(choices, value, name, depth) {
                return Some(misfit);
            }
        }
        match &value.value {
            Value::Map(_) => self.object(schema, value, name, depth),
            Value::Seq(items) => self.array(schema, items, name, depth),
            _ => None,
        }
    }

    /// Where no choice fits, what is wrong with the one that looks most like the value.
    fn none_of<'n>(
        &mut self,
        choices: &[SchemaId],
        value: &'n Node,
        name: &str,
        depth: usize,
    ) -> Option<Misfit<'n>> {
        let mut nearest = None;
        for choice in choices {
            match self.at(*choice, value, name, depth + 1) {
                None => return None,
                // What is wrong deep inside is nearer than another type.
                Some(misfit) if !std::ptr::eq(misfit.node, value) => nearest = Some(misfit),
                Some(misfit) => nearest = nearest.or(Some(misfit)),
            }
        }
        let nearest = nearest?;
        if choices.len() == 1 || !std::ptr::eq(nearest.node, value) {
            return Some(nearest);
        }
        Some(Misfit { node: value, message: format!("{name} fits none of the {} choices", choices.len()) })
    }

    fn object<'n>(
        &mut self,
        schema: &Schema,
        value: &'n Node,
        name: &str,
        depth: usize,
    ) -> Option<Misfit<'n>> {
        let map = value.as_map()?;
        let described = |key: &str| schema.properties.iter().find(|property| &*property.name == key);
        for key in &schema.required {
            let hidden = described(key).is_some_and(|property| {
                self.schemas.chain(property.schema).any(|id| {
                    let schema = self.schemas.get(id);
                    schema.read_only || schema.write_only
                })
            });
            if !hidden && !map.iter().any(|entry| entry.key.key_text() == **key) {
                let message = format!("{name} has no `{key}`, which is required");
                return Some(Misfit { node: value, message });
            }
        }
        let alone = schema.target.is_none() && schema.maps.is_empty() && schema.conditions.is_empty();
        let plain = alone && schema.all_of.is_empty() && schema.one_of.is_empty() && schema.any_of.is_empty();
        for entry in map {
            let key = entry.key.key_text();
            let inside = format!("`{key}`");
            match described(&key) {
                Some(property) => {
                    if let Some(misfit) = self.at(property.schema, &entry.value, &inside, depth + 1) {
                        return Some(misfit);
                    }
                }
                None if schema.closed && plain => {
                    let message = format!("{name} has `{key}`, which the schema does not allow");
                    return Some(Misfit { node: &entry.key, message });
                }
                // A pattern decides which keys its schema is for.
                None => {
                    if let [(pattern, id)] = schema.maps.as_slice()
                        && pattern.is_empty()
                        && let Some(misfit) = self.at(*id, &entry.value, &inside, depth + 1)
                    {
                        return Some(misfit);
                    }
                }
            }
        }
        None
    }

    fn array<'n>(
        &mut self,
        schema: &Schema,
        items: &'n [Node],
        name: &str,
        depth: usize,
    ) -> Option<Misfit<'n>> {
        // Several schemas are those of a tuple, whose places are not kept.
        let [("items", of_items)] = schema.items.as_slice() else { return None };
        let inside = format!("an item of {name}");
        items.iter().find_map(|item| self.at(*of_items, item, &inside, depth + 1))
    }
}

/// `nullable` beside a reference or `allOf` means the whole.
fn nullable(schema: &Schema) -> bool {
    schema.types.iter().any(|kind| &**kind == "null")
}

/// What JSON Schema calls a value.
fn kind(value: &Node) -> &'static str {
    match &value.value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Int(_) => "integer",
        Value::Float(number) if number.fract() == 0.0 => "integer",
        Value::Float(_) => "number",
        Value::String(_) => "string",
        Value::Seq(_) => "array",
        Value::Map(_) => "object",
    }
}

/// `type`, `enum`, `const`.
fn typed<'n>(schema: &Schema, value: &'n Node, name: &str) -> Option<Misfit<'n>> {
    const KNOWN: [&str; 7] = ["null", "boolean", "integer", "number", "string", "array", "object"];
    let is = kind(value);
    let allows = |kind: &str| kind == is || (kind == "number" && is == "integer") || !KNOWN.contains(&kind);
    let only_null = matches!(schema.types.as_slice(), [one] if &**one == "null");
    // Alone beside a reference it is `nullable`, which adds to a type that stands elsewhere.
    let stated =
        !schema.types.is_empty() && !(only_null && (schema.target.is_some() || !schema.all_of.is_empty()));
    if stated && !schema.types.iter().any(|kind| allows(kind)) {
        let types: Vec<&str> = schema.types.iter().map(|kind| &**kind).collect();
        let message = format!("{name} is of type {is}, not {}", types.join(" or "));
        return Some(Misfit { node: value, message });
    }
    if !schema.values.is_empty() {
        let text = shown(value);
        if !schema.values.iter().any(|known| *known.text == *text) {
            const MOST: usize = 6;
            let known: Vec<&str> = schema.values.iter().take(MOST).map(|known| &*known.text).collect();
            let more = if schema.values.len() > MOST { ", …" } else { "" };
            let text: String = text.chars().take(60).collect();
            let message = format!("{name} is `{text}`, not one of {}{more}", known.join(", "));
            return Some(Misfit { node: value, message });
        }
    }
    None
}

/// Bounds, lengths and counts.
fn bounded<'n>(schema: &Schema, value: &'n Node, name: &str) -> Option<Misfit<'n>> {
    let number = match &value.value {
        Value::Int(number) => Some(*number as f64),
        Value::Float(number) => Some(*number),
        _ => None,
    };
    let exclusive = |keyword: &str| {
        schema.limits.iter().any(|limit| limit.keyword == keyword && &*limit.operand == "true")
    };
    for limit in &schema.limits {
        let Ok(bound) = limit.operand.parse::<f64>() else { continue };
        let (measured, what, lower, strict) = match (limit.keyword, &value.value) {
            ("minimum", _) => (number, "", true, exclusive("exclusiveMinimum")),
            ("exclusiveMinimum", _) => (number, "", true, true),
            ("maximum", _) => (number, "", false, exclusive("exclusiveMaximum")),
            ("exclusiveMaximum", _) => (number, "", false, true),
            ("minLength", Value::String(text)) => {
                (Some(text.chars().count() as f64), " characters", true, false)
            }
            ("maxLength", Value::String(text)) => {
                (Some(text.chars().count() as f64), " characters", false, false)
            }
            ("minItems", Value::Seq(items)) => (Some(items.len() as f64), " items", true, false),
            ("maxItems", Value::Seq(items)) => (Some(items.len() as f64), " items", false, false),
            ("minProperties", Value::Map(map)) => (Some(map.0.len() as f64), " properties", true, false),
            ("maxProperties", Value::Map(map)) => (Some(map.0.len() as f64), " properties", false, false),
            _ => continue,
        };
        let Some(measured) = measured else { continue };
        let outside = match (lower, strict) {
            (true, false) => measured < bound,
            (true, true) => measured <= bound,
            (false, false) => measured > bound,
            (false, true) => measured >= bound,
        };
        if outside {
            let verb = if what.is_empty() { "is" } else { "has" };
            let message = format!("{name} {verb} {measured}{what}, `{}` is {}", limit.keyword, limit.operand);
            return Some(Misfit { node: value, message });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use crate::api::read_text;
    use crate::config::Config;
    use crate::crawl::{self, Inventory, RepoId};
    use crate::source::{Files, Memory};

    /// What is said of an example of a property, and the text that it is said of.
    fn said(schema: &str, example: &str) -> Option<(String, String)> {
        let text = format!(
            "openapi: 3.1.0\npaths: {{/a: {{post: {{requestBody: {{content: {{application/json: {{schema: {schema}, \
             example: {example}}}}}}}}}}}}}\ncomponents: {{schemas: {{C: {{type: object, required: [x], properties: \
             {{x: {{type: integer}}, c: {{$ref: '#/components/schemas/C'}}}}}}}}}}\n"
        );
        let files = Files::memory(Memory::from([("r/a.yaml", text.as_str())]));
        let (repo, _) = crawl::enclosing(&files, Path::new("r"), &Config::default()).unwrap();
        let inventory = Inventory::new(vec![repo]);
        let (_, found) = read_text(&files, &inventory, (&text, "openapi"), (RepoId(0), "a.yaml"));
        let found = found.sorted(&files);
        let one = found.iter().find(|one| one.code.name == "example-mismatch")?;
        let span = one.primary.as_ref()?.span;
        Some((one.message.clone(), text[span.start as usize..span.end as usize].to_owned()))
    }

    #[test]
    fn what_fits() {
        for (schema, example) in [
            ("{type: string}", "a"),
            ("{type: number}", "1"),
            ("{type: integer}", "1.0"),
            ("{type: [string, 'null']}", "null"),
            ("{nullable: true, allOf: [{$ref: '#/components/schemas/C'}]}", "null"),
            ("{$ref: '#/components/schemas/C'}", "{x: 1, c: {x: 2}, more: 1}"),
            ("{enum: [a, 1]}", "1"),
            ("{oneOf: [{type: string}, {type: integer}]}", "1"),
            ("{type: object, required: [a], properties: {a: {readOnly: true}}}", "{}"),
            ("{type: array, items: {type: integer}, minItems: 1}", "[1]"),
            ("{type: object, additionalProperties: {type: integer}}", "{a: 1}"),
            ("{type: object}", "'{\"a\": 1}'"),
        ] {
            assert_eq!(said(schema, example), None, "{schema} {example}");
        }
    }

    #[test]
    fn what_does_not() {
        for (schema, example, message, place) in [
            ("{type: string}", "1", "it is of type integer, not string", "1"),
            (
                "{$ref: '#/components/schemas/C'}",
                "{x: 1, c: {x: z}}",
                "`x` is of type string, not integer",
                "z",
            ),
            ("{$ref: '#/components/schemas/C'}", "{c: 1}", "it has no `x`, which is required", "{c: 1}"),
            ("{enum: [a, b]}", "c", "it is `c`, not one of a, b", "c"),
            ("{maximum: 3}", "4", "it is 4, `maximum` is 3", "4"),
            ("{minLength: 3}", "ab", "it has 2 characters, `minLength` is 3", "ab"),
            (
                "{type: array, items: {type: string}}",
                "[a, 1]",
                "an item of it is of type integer, not string",
                "1",
            ),
            (
                "{type: object, properties: {a: {}}, additionalProperties: false}",
                "{b: 1}",
                "it has `b`, which the schema does not allow",
                "b",
            ),
            ("{oneOf: [{type: string}, {type: boolean}]}", "1", "it fits none of the 2 choices", "1"),
        ] {
            let expected = format!("an example does not fit its schema: {message}");
            assert_eq!(said(schema, example), Some((expected, place.to_owned())), "{schema} {example}");
        }
    }
}
