//! Rules on messages and enums as types.
//!
//! In: both files. Out: changes. Never: a type that another package defines and this file only uses as removed.

use super::{enums, fact, fields, given_up, note, short};
use crate::api::diff::change::Changes;
use crate::api::diff::change::Compatibility::{Breaking, Compatible};
use crate::api::model::{Api, NamedType, TypeKind};

pub(super) fn compare(base: &Api, head: &Api, changes: &mut Changes) {
    for before in &base.types {
        let name = short(base, &before.name);
        // After a change of the package, which is told, types are the same by their short names.
        let same = |one: &&NamedType| one.name == before.name || short(head, &one.name) == name;
        let Some(after) = head.types.iter().find(same) else {
            if name == before.name && !base.title.is_empty() {
                continue;
            }
            let (rule, word) = match before.kind {
                TypeKind::Enum => ("ENUM_NO_DELETE", "enum"),
                _ => ("MESSAGE_NO_DELETE", "message"),
            };
            changes.add(rule, Breaking, name, format!("the {word} `{name}` was removed"));
            continue;
        };
        if before.kind != after.kind {
            let rule = if before.kind == TypeKind::Enum { "ENUM_NO_DELETE" } else { "MESSAGE_NO_DELETE" };
            let message = format!("`{name}` is of another kind now");
            changes.add(rule, Breaking, name, message);
            continue;
        }
        both(base, head, before, after, name, changes);
    }
    for after in &head.types {
        let name = short(head, &after.name);
        if !base.types.iter().any(|one| one.name == after.name || short(base, &one.name) == name) {
            let (rule, word) = match after.kind {
                TypeKind::Enum => ("ENUM_ADDED", "enum"),
                _ => ("MESSAGE_ADDED", "message"),
            };
            changes.add(rule, Compatible, name, format!("the {word} `{name}` was added"));
        }
    }
}

fn both(base: &Api, head: &Api, before: &NamedType, after: &NamedType, name: &str, changes: &mut Changes) {
    let (Some(old), Some(new)) = (before.schema, after.schema) else { return };
    let (old, new) = (base.schemas.get(old), head.schemas.get(new));
    let is_enum = before.kind == TypeKind::Enum;
    let rule = if is_enum { "RESERVED_ENUM_NO_DELETE" } else { "RESERVED_MESSAGE_NO_DELETE" };
    for lost in given_up(fact(&before.notes, "Reserved"), fact(&after.notes, "Reserved")) {
        let message = format!("{lost} is not reserved in `{name}` any more");
        changes.add(rule, Breaking, name, message);
    }
    for lost in given_up(fact(&before.notes, "Extensions"), fact(&after.notes, "Extensions")) {
        let message = format!("`{name}` has no extension range {lost} any more");
        changes.add("EXTENSION_MESSAGE_NO_DELETE", Breaking, name, message);
    }
    let accessor = |one: &NamedType| fact(&one.notes, "no_standard_descriptor_accessor") == Some("true");
    if !accessor(before) && accessor(after) {
        let message = format!("`{name}` has no standard descriptor accessor any more");
        changes.add("MESSAGE_NO_REMOVE_STANDARD_DESCRIPTOR_ACCESSOR", Breaking, name, message);
    }
    let json = |one: &NamedType| fact(&one.notes, "features.json_format").map(str::to_owned);
    if json(before) != json(after) {
        let rule = if is_enum { "ENUM_SAME_JSON_FORMAT" } else { "MESSAGE_SAME_JSON_FORMAT" };
        changes.add(rule, Breaking, name, format!("the JSON format of `{name}` changed"));
    }
    if is_enum {
        let kind = |one: &NamedType| fact(&one.notes, "features.enum_type").map(str::to_owned);
        if kind(before) != kind(after) {
            let message = format!("whether `{name}` is open or closed changed");
            changes.add("ENUM_SAME_TYPE", Breaking, name, message);
        }
        enums::compare(name, &old.values, &new.values, changes);
        return;
    }
    fields::compare((base, head), name, &old.properties, &new.properties, changes);
    let one_ofs = |api: &Api, schema: &crate::api::Schema| -> Vec<String> {
        let all = schema.properties.iter();
        let mut all: Vec<String> = all
            .filter_map(|field| note(api.schemas.get(field.schema), "One of").map(str::to_owned))
            .collect();
        all.dedup();
        all
    };
    let left = one_ofs(head, new);
    for gone in one_ofs(base, old).iter().filter(|one| !left.contains(one)) {
        let message = format!("the oneof `{gone}` of `{name}` was removed");
        changes.add("ONEOF_NO_DELETE", Breaking, format!("{name}.{gone}"), message);
    }
}
