//! What a field of a form asks for, in words.
//!
//! In: the schema of a field. Out: its kind, its picker, its limits. Never: names of JSON Schema where English has
//! a word.

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::json::{list, text};

/// `text`, `number`, `yes or no`, `list of text`; empty for a group of fields.
pub(super) fn kind(schema: &Json) -> String {
    let widget = text(option(schema, "widget"));
    let kind = match schema.get("type") {
        Some(Json::Array(kinds)) => {
            kinds.iter().filter_map(Json::as_str).find(|kind| *kind != "null").unwrap_or_default()
        }
        Some(Json::String(kind)) => kind.as_str(),
        _ => "",
    };
    match (kind, widget.as_str()) {
        ("string", "textarea") => "several lines".to_owned(),
        ("string", "password") => "secret text".to_owned(),
        ("string", _) => match text(schema.get("format")).as_str() {
            "" => "text".to_owned(),
            "data-url" => "a file".to_owned(),
            "date-time" => "date and time".to_owned(),
            "uri" | "url" => "URL".to_owned(),
            format => format.to_owned(),
        },
        ("integer", _) => "whole number".to_owned(),
        ("boolean", _) => "yes or no".to_owned(),
        ("array", _) => match schema.get("items").map(kind_of_item) {
            Some(item) if !item.is_empty() => format!("list of {item}"),
            _ => "list".to_owned(),
        },
        ("object", _) => String::new(),
        (other, _) => other.to_owned(),
    }
}

fn kind_of_item(items: &Json) -> String {
    match kind(items).as_str() {
        "" if items.get("properties").is_some() => "groups of fields".to_owned(),
        other => other.to_owned(),
    }
}

/// `ui:x`, or `x` of `ui:options`.
fn option<'a>(schema: &'a Json, name: &str) -> Option<&'a Json> {
    let direct = match name {
        "field" => schema.get("ui:field"),
        "widget" => schema.get("ui:widget"),
        _ => None,
    };
    direct.or_else(|| schema.get("ui:options").and_then(|options| options.get(name)))
}

/// What a picker of Backstage offers; the picker's own name where it is none of Backstage's.
pub(super) fn picker(schema: &Json) -> String {
    let picker = text(option(schema, "field"));
    let among = among(schema);
    let or_kind = |kind: &str| if among.is_empty() { kind.to_owned() } else { among.clone() };
    match picker.as_str() {
        "" => String::new(),
        "OwnerPicker" => format!("from the catalog: {}", or_kind("a group or user")),
        "EntityPicker" => format!("from the catalog: {}", or_kind("an entity")),
        "MultiEntityPicker" => format!("several from the catalog: {}", or_kind("entities")),
        "MyGroupsPicker" => "one of your groups".to_owned(),
        "OwnedEntityPicker" => format!("what you own: {}", or_kind("an entity")),
        "EntityTagsPicker" => "tags from the catalog".to_owned(),
        "EntityNamePicker" => "a name that an entity may have".to_owned(),
        "RepoUrlPicker" => repository(schema),
        "RepoBranchPicker" => "a branch of the repository".to_owned(),
        "Secret" => "a secret, which is not kept".to_owned(),
        other => other.to_owned(),
    }
}

/// Where a repository may be made.
fn repository(schema: &Json) -> String {
    let mut out = "a repository".to_owned();
    for (name, word) in [("allowedHosts", "on"), ("allowedOwners", "of"), ("allowedOrganizations", "of")] {
        let values: Vec<String> = list(option(schema, name)).map(|value| text(Some(value))).collect();
        if !values.is_empty() {
            let _ = write!(out, " {word} {}", values.join(" or "));
        }
    }
    out
}

/// `Group with spec.type team`: what a picker's `catalogFilter` or `allowedKinds` lets through.
fn among(schema: &Json) -> String {
    let filters: Vec<&Json> = match option(schema, "catalogFilter") {
        Some(Json::Array(filters)) => filters.iter().collect(),
        Some(filter @ Json::Object(_)) => vec![filter],
        _ => {
            let kinds = list(option(schema, "allowedKinds")).map(|kind| text(Some(kind)));
            return kinds.collect::<Vec<_>>().join(" or ");
        }
    };
    let one = |filter: &Json| {
        let Some(fields) = filter.as_object() else { return String::new() };
        let value = |value: &Json| match value {
            Json::Array(values) => {
                values.iter().map(|value| text(Some(value))).collect::<Vec<_>>().join(" or ")
            }
            Json::Object(_) => "any value".to_owned(),
            value => text(Some(value)),
        };
        let kind = fields.get("kind").map(value);
        let rest: Vec<String> = fields
            .iter()
            .filter(|(name, _)| *name != "kind")
            .map(|(name, wanted)| format!("{name} {}", value(wanted)))
            .collect();
        let kind = kind.unwrap_or_else(|| "entity".to_owned());
        if rest.is_empty() { kind } else { format!("{kind} with {}", rest.join(" and ")) }
    };
    filters.into_iter().map(one).collect::<Vec<_>>().join(", or ")
}

/// What an answer must keep to.
pub(super) fn limits(schema: &Json) -> Vec<String> {
    let number = |name: &str| schema.get(name).filter(|value| value.is_number()).map(ToString::to_string);
    let span = |low: &str, high: &str, noun: &str| match (number(low), number(high)) {
        (Some(low), Some(high)) if low == high => Some(format!("{low}{noun}")),
        (Some(low), Some(high)) => Some(format!("{low} to {high}{noun}")),
        (Some(low), None) => Some(format!("at least {low}{noun}")),
        (None, Some(high)) => Some(format!("at most {high}{noun}")),
        (None, None) => None,
    };
    let mut out: Vec<String> = [
        span("minLength", "maxLength", " characters"),
        span("minimum", "maximum", ""),
        span("minItems", "maxItems", " entries"),
    ]
    .into_iter()
    .flatten()
    .collect();
    if let Some(pattern) = schema.get("pattern").and_then(Json::as_str) {
        out.push(format!("matches {pattern}"));
    }
    out
}
