//! Rules on fields, which are known by their numbers.
//!
//! In: fields on both sides. Out: changes. Never: pairs two fields by their names.

use super::{note, short};
use crate::api::diff::change::Changes;
use crate::api::diff::change::Compatibility::{Breaking, Compatible};
use crate::api::model::Api;
use crate::api::schema::{Property, Schema};

pub(super) fn compare(
    (base, head): (&Api, &Api),
    holder: &str,
    before: &[Property],
    after: &[Property],
    changes: &mut Changes,
) {
    let number = |api: &Api, field: &Property| {
        note(api.schemas.get(field.schema), "Number").unwrap_or_default().to_owned()
    };
    for field in before {
        let of_field = number(base, field);
        let subject = format!("{holder}.{}", field.name);
        let Some(other) = after.iter().find(|one| number(head, one) == of_field) else {
            let moved = after.iter().find(|one| one.name == field.name).map(|one| number(head, one));
            let message = match &moved {
                Some(new) => format!("the number of the field `{subject}` changed from {of_field} to {new}"),
                None => format!("the field `{subject}` (number {of_field}) was removed"),
            };
            changes.add("FIELD_NO_DELETE", Breaking, subject.as_str(), message);
            if field.required && moved.is_none() {
                let message = format!("the required field `{subject}` was removed");
                changes.add("MESSAGE_SAME_REQUIRED_FIELDS", Breaking, subject, message);
            }
            continue;
        };
        both((base, head), &subject, field, other, changes);
    }
    for field in after {
        let of_field = number(head, field);
        if before.iter().any(|one| number(base, one) == of_field) {
            continue;
        }
        let subject = format!("{holder}.{}", field.name);
        let (rule, level, words) = if field.required {
            ("MESSAGE_SAME_REQUIRED_FIELDS", Breaking, "was added and is required")
        } else {
            ("FIELD_ADDED", Compatible, "was added")
        };
        changes.add(
            rule,
            level,
            subject.as_str(),
            format!("the field `{subject}` (number {of_field}) {words}"),
        );
    }
}

/// `repeated`, `map`, `required`, `optional` where presence is tracked, or nothing.
fn cardinality(field: &Property, schema: &Schema) -> &'static str {
    let written = schema.notation.as_deref().unwrap_or_default();
    if written.starts_with("repeated ") {
        "repeated"
    } else if written.starts_with("map<") {
        "a map"
    } else if field.required {
        "required"
    } else if note(schema, "Presence").is_some() {
        "optional"
    } else {
        "singular"
    }
}

fn both(
    (base, head): (&Api, &Api),
    subject: &str,
    before: &Property,
    after: &Property,
    changes: &mut Changes,
) {
    let (old, new) = (base.schemas.get(before.schema), head.schemas.get(after.schema));
    if before.name != after.name {
        let message = format!("the field `{subject}` is called `{}` now", after.name);
        changes.add("FIELD_SAME_NAME", Breaking, subject, message);
    }
    let (was, is) = (cardinality(before, old), cardinality(after, new));
    if was != is {
        let rule = if was == "required" || is == "required" {
            "MESSAGE_SAME_REQUIRED_FIELDS"
        } else {
            "FIELD_SAME_CARDINALITY"
        };
        let message = format!("the field `{subject}` is {is} now, it was {was}");
        changes.add(rule, Breaking, subject, message);
    }
    let kind = |api: &Api, schema: &Schema| {
        let written = schema.notation.as_deref().unwrap_or_default();
        let bare = written.strip_prefix("repeated ").unwrap_or(written);
        // Types of the own package by their short names, so that a new package is one change.
        match bare
            .strip_prefix("map<")
            .and_then(|rest| rest.strip_suffix('>'))
            .and_then(|rest| rest.split_once(", "))
        {
            Some((key, value)) => format!("map<{key}, {}>", short(api, value)),
            None => short(api, bare).to_owned(),
        }
    };
    let (was, is) = (kind(base, old), kind(head, new));
    if was != is {
        let wire =
            if wire(&was).is_some() && wire(&was) == wire(&is) { "; both are alike on the wire" } else { "" };
        let message = format!("the type of the field `{subject}` changed from `{was}` to `{is}`{wire}");
        changes.add("FIELD_SAME_TYPE", Breaking, subject, message);
    }
    let facts = [
        ("JSON name", "FIELD_SAME_JSON_NAME", "JSON name"),
        ("One of", "FIELD_SAME_ONEOF", "oneof"),
        ("jstype", "FIELD_SAME_JSTYPE", "`jstype`"),
        ("ctype", "FIELD_SAME_CPP_STRING_TYPE", "C++ string type"),
        ("features.(pb.cpp).string_type", "FIELD_SAME_CPP_STRING_TYPE", "C++ string type"),
        ("features.utf8_validation", "FIELD_SAME_UTF8_VALIDATION", "UTF-8 validation"),
        ("features.(pb.java).utf8_validation", "FIELD_SAME_JAVA_UTF8_VALIDATION", "UTF-8 validation in Java"),
    ];
    for (label, rule, what) in facts {
        let (was, is) = (note(old, label), note(new, label));
        if was != is {
            let shown = |value: Option<&str>| value.map_or("none".to_owned(), |value| format!("`{value}`"));
            let message =
                format!("the {what} of the field `{subject}` changed from {} to {}", shown(was), shown(is));
            changes.add(rule, Breaking, subject, message);
        }
    }
    if old.default != new.default {
        let shown = |value: Option<&str>| value.map_or("none".to_owned(), |value| format!("`{value}`"));
        let message = format!(
            "the default of the field `{subject}` changed from {} to {}",
            shown(old.default.as_deref()),
            shown(new.default.as_deref())
        );
        changes.add("FIELD_SAME_DEFAULT", Breaking, subject, message);
    }
    if !old.facts.deprecated && new.facts.deprecated {
        let message = format!("the field `{subject}` is deprecated now");
        changes.add("FIELD_DEPRECATED", Compatible, subject, message);
    }
}

/// Types that can take each other's place on the wire, after the protobuf language guide.
fn wire(kind: &str) -> Option<u8> {
    match kind {
        "int32" | "uint32" | "int64" | "uint64" | "bool" => Some(0),
        "sint32" | "sint64" => Some(1),
        "string" | "bytes" => Some(2),
        "fixed32" | "sfixed32" => Some(3),
        "fixed64" | "sfixed64" => Some(4),
        _ => None,
    }
}
