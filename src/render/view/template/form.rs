//! The form of a template: JSON Schema with Backstage's `ui:` words, as a list of fields that people can read.
//!
//! In: one entry of `spec.parameters`. Out: its fields, nested ones right behind the field that holds them.
//! Never: drops a field that only some answers ask for: it says for which.

use serde::Serialize;
use serde_json::{Map, Value as Json};

use super::ask::{kind, limits, picker};
use super::json::{list, text};

/// A page of the form.
#[derive(Serialize)]
pub(super) struct Form {
    pub title: String,
    pub description: tera::Value,
    pub fields: Vec<Field>,
}

/// A field of the form.
#[derive(Serialize)]
pub(super) struct Field {
    /// How deep it is nested, from 0.
    pub depth: usize,
    pub name: String,
    pub title: String,
    pub description: tera::Value,
    /// `text`, `number`, `list of text`; empty for a group of fields.
    pub kind: String,
    /// What a picker offers: `a group of type team`.
    pub picker: String,
    pub required: bool,
    pub default: String,
    pub choices: Vec<Choice>,
    /// `3 to 40 characters`, a pattern.
    pub limits: Vec<String>,
    pub help: String,
    /// For which answers it is asked: `language` is `rust`.
    pub when: String,
}

/// A value that can be chosen.
#[derive(Serialize)]
pub(super) struct Choice {
    pub value: String,
    /// What it is called, where that is not the value.
    pub name: String,
}

/// Fields of a form on the page, and levels of nesting.
const MOST: usize = 120;
const DEPTH: usize = 6;

/// Reads a page of the form.
pub(super) fn form(json: &Json) -> Form {
    let mut fields = Vec::new();
    object(json, 0, "", &mut fields);
    Form { title: text(json.get("title")), description: prose(json.get("description")), fields }
}

/// Text of an author who may write Markdown.
pub(super) fn prose(value: Option<&Json>) -> tera::Value {
    let text = text(value);
    if crate::markdown::is_plain(&text) {
        tera::Value::normal_string(&text)
    } else {
        tera::Value::safe_string(
            &crate::markdown::brief(&text).html(&mut |_, link| crate::markdown::beside(link, None)),
        )
    }
}

/// The fields of an object, then those that depend on answers.
fn object(json: &Json, depth: usize, when: &str, fields: &mut Vec<Field>) {
    if depth > DEPTH {
        return;
    }
    let required: Vec<&str> = list(json.get("required")).filter_map(Json::as_str).collect();
    for (name, schema) in ordered(json) {
        field(name, schema, required.contains(&name.as_str()), depth, when, fields);
    }
    for (name, dependency) in json.get("dependencies").and_then(Json::as_object).into_iter().flatten() {
        depends(name, dependency, depth, fields);
    }
    for part in list(json.get("allOf")) {
        object(part, depth, when, fields);
    }
    for part in list(json.get("oneOf")).chain(list(json.get("anyOf"))) {
        let when = condition(part);
        let title = text(part.get("title"));
        object_without_keys(part, depth, if when.is_empty() { &title } else { &when }, fields);
    }
    if let Some(condition_of) = json.get("if") {
        let when = condition(condition_of);
        for (branch, when) in [("then", when.clone()), ("else", format!("otherwise than {when}"))] {
            if let Some(part) = json.get(branch) {
                object(part, depth, &when, fields);
            }
        }
    }
}

/// The properties in the order of `ui:order`, else as written.
fn ordered(json: &Json) -> Vec<(&String, &Json)> {
    let Some(properties) = json.get("properties").and_then(Json::as_object) else { return Vec::new() };
    let mut out: Vec<(&String, &Json)> = properties.iter().collect();
    let order: Vec<&str> = list(json.get("ui:order")).filter_map(Json::as_str).collect();
    if !order.is_empty() {
        let rest = order.iter().position(|name| *name == "*").unwrap_or(order.len());
        out.sort_by_key(|(name, _)| order.iter().position(|one| one == name).unwrap_or(rest));
    }
    out
}

/// What `dependencies` says of one field: further required ones, a schema, or one for each answer.
fn depends(name: &str, dependency: &Json, depth: usize, fields: &mut Vec<Field>) {
    let given = format!("{name} is given");
    if list(Some(dependency)).next().is_some() {
        let names: Vec<&str> = list(Some(dependency)).filter_map(Json::as_str).collect();
        for field in fields.iter_mut().filter(|field| names.contains(&field.name.as_str())) {
            if !field.required {
                field.when.clone_from(&format!("required where {given}"));
            }
        }
        return;
    }
    for part in list(dependency.get("oneOf")).chain(list(dependency.get("anyOf"))) {
        object_without_keys(part, depth, &condition(part), fields);
    }
    if dependency.get("properties").is_some() {
        object(dependency, depth, &given, fields);
    }
}

/// An alternative of `oneOf`: what fixes it (`enum` or `const` alone) is its condition, not a field.
fn object_without_keys(json: &Json, depth: usize, when: &str, fields: &mut Vec<Field>) {
    let Some(properties) = json.get("properties").and_then(Json::as_object) else { return };
    let kept: Map<String, Json> = properties
        .iter()
        .filter(|(_, schema)| fixed(schema).is_none())
        .map(|(name, schema)| (name.clone(), schema.clone()))
        .collect();
    let mut part = json.clone();
    if let Some(map) = part.as_object_mut() {
        map.insert("properties".to_owned(), Json::Object(kept));
    }
    object(&part, depth, when, fields);
}

/// The values that a schema fixes a field to, where it says nothing else of it.
fn fixed(schema: &Json) -> Option<Vec<String>> {
    let map = schema.as_object()?;
    if map.keys().any(|key| !matches!(key.as_str(), "enum" | "const" | "type")) {
        return None;
    }
    let values: Vec<String> = match map.get("const") {
        Some(value) => vec![text(Some(value))],
        None => list(map.get("enum")).map(|value| text(Some(value))).collect(),
    };
    (!values.is_empty()).then_some(values)
}

/// `language is rust or go`, out of the fields that a schema fixes.
fn condition(json: &Json) -> String {
    let properties = json.get("properties").and_then(Json::as_object).into_iter().flatten();
    let parts =
        properties.filter_map(|(name, schema)| Some(format!("{name} is {}", fixed(schema)?.join(" or "))));
    parts.collect::<Vec<_>>().join(" and ")
}

fn field(name: &str, schema: &Json, required: bool, depth: usize, when: &str, fields: &mut Vec<Field>) {
    if fields.len() >= MOST {
        return;
    }
    let items = schema.get("items").filter(|items| items.is_object());
    let choices = match choices(schema) {
        none if none.is_empty() => items.map(choices).unwrap_or_default(),
        some => some,
    };
    let default = match schema.get("default") {
        None | Some(Json::Null) => String::new(),
        Some(Json::String(value)) if value.is_empty() => String::new(),
        value => text(value),
    };
    let picker = picker(schema);
    fields.push(Field {
        depth,
        title: match text(schema.get("title")) {
            title if title.is_empty() => name.to_owned(),
            title => title,
        },
        description: prose(schema.get("description").or_else(|| schema.get("ui:description"))),
        // A picker says better what is asked for than the text that it yields.
        kind: if picker.is_empty() { kind(schema) } else { String::new() },
        picker,
        required,
        default,
        choices,
        limits: limits(schema),
        help: text(schema.get("ui:help").or_else(|| schema.get("ui:options").and_then(|it| it.get("help")))),
        when: when.to_owned(),
        name: name.to_owned(),
    });
    object(schema, depth + 1, "", fields);
    if let Some(items) = items {
        object(items, depth + 1, "", fields);
    }
}

/// The values of `enum` with `enumNames`, or of a `oneOf` of constants.
fn choices(schema: &Json) -> Vec<Choice> {
    let names = schema.get("enumNames").or_else(|| schema.get("ui:enumNames"));
    let mut names = list(names.or_else(|| schema.get("ui:options").and_then(|it| it.get("enumNames"))));
    let named = |value: &Json, name: Option<&Json>| {
        let (value, name) = (text(Some(value)), text(name));
        Choice { name: if name == value { String::new() } else { name }, value }
    };
    let mut out: Vec<Choice> =
        list(schema.get("enum")).map(|value| named(value, names.next())).take(60).collect();
    for part in list(schema.get("oneOf")).chain(list(schema.get("anyOf"))) {
        if let Some(value) = part.get("const") {
            out.push(named(value, part.get("title")));
        }
    }
    out
}
