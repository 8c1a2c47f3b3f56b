//! Rules on types: their kinds, interfaces, members.
//!
//! In: named types on both sides. Out: changes. Never: what is inside of a type that is new or gone.

use std::collections::{BTreeMap, BTreeSet};

use super::{Field, Sides, directives, enums, fields};
use crate::api::diff::change::Changes;
use crate::api::diff::change::Compatibility::{Breaking, Compatible, Warning};
use crate::api::model::{Api, NamedType, TypeKind};

pub(super) fn compare(sides: &Sides<'_>, changes: &mut Changes) {
    let after: BTreeMap<&str, &NamedType> =
        sides.head.types.iter().map(|one| (one.name.as_str(), one)).collect();
    let mut known: BTreeSet<&str> = BTreeSet::new();
    for one in &sides.base.types {
        let name = one.name.as_str();
        known.insert(name);
        let directive = one.kind == TypeKind::Directive;
        let Some(other) = after.get(name) else {
            let (rule, what) =
                if directive { ("DIRECTIVE_REMOVED", "directive") } else { ("TYPE_REMOVED", "type") };
            changes.add(rule, Breaking, name, format!("the {what} `{name}` was removed"));
            continue;
        };
        if one.kind != other.kind {
            let message =
                format!("the type `{name}` changed from {} to {}", word(one.kind), word(other.kind));
            changes.add("TYPE_KIND_CHANGED", Breaking, name, message);
        } else if directive {
            directives::defined(sides, one, other, changes);
        } else {
            both(sides, one, other, changes);
        }
    }
    for one in sides.head.types.iter().filter(|one| !known.contains(one.name.as_str())) {
        let (rule, what) = match one.kind {
            TypeKind::Directive => ("DIRECTIVE_ADDED", "directive"),
            _ => ("TYPE_ADDED", "type"),
        };
        changes.add(rule, Compatible, one.name.as_str(), format!("the {what} `{}` was added", one.name));
    }
}

fn word(kind: TypeKind) -> &'static str {
    match kind {
        TypeKind::Object => "an object",
        TypeKind::Interface => "an interface",
        TypeKind::Union => "a union",
        TypeKind::Enum => "an enum",
        TypeKind::Input => "an input",
        _ => "a scalar",
    }
}

fn both(sides: &Sides<'_>, before: &NamedType, after: &NamedType, changes: &mut Changes) {
    let name = before.name.as_str();
    match before.kind {
        TypeKind::Enum => {
            if let (Some(old), Some(new)) = (before.schema, after.schema) {
                let (old, new) = (sides.base.schemas.get(old), sides.head.schemas.get(new));
                enums::compare(name, old, new, changes);
            }
        }
        TypeKind::Input => {
            fields::inputs(sides, name, of(sides.base, before), of(sides.head, after), changes);
        }
        TypeKind::Union => members(sides, before, after, ("UNION_MEMBER", "member", "union"), changes),
        TypeKind::Object | TypeKind::Interface => {
            members(sides, before, after, ("OBJECT_TYPE_INTERFACE", "interface", "type"), changes);
            fields::compare(sides, name, of(sides.base, before), of(sides.head, after), changes);
        }
        _ => {}
    }
    let used = |one: &NamedType| -> Vec<String> {
        let of = one.notes.iter().filter(|(label, _)| label == "Directive");
        of.map(|(_, text)| text.clone()).collect()
    };
    let place = match before.kind {
        TypeKind::Object => "OBJECT",
        TypeKind::Interface => "INTERFACE",
        TypeKind::Union => "UNION_MEMBER",
        TypeKind::Enum => "ENUM",
        TypeKind::Input => "INPUT_OBJECT",
        _ => "SCALAR",
    };
    directives::compare(name, &used(before), &used(after), place, changes);
}

fn of<'a>(api: &'a Api, one: &'a NamedType) -> BTreeMap<&'a str, Field<'a>> {
    let properties = one.schema.map(|id| api.schemas.get(id).properties.as_slice()).unwrap_or_default();
    properties
        .iter()
        .map(|property| {
            let name = &*property.name;
            (name, Field { schema: Some(property.schema), arguments: &property.arguments })
        })
        .collect()
}

/// Interfaces of a type, members of a union.
fn members(
    sides: &Sides<'_>,
    before: &NamedType,
    after: &NamedType,
    (rule, what, holder): (&str, &str, &str),
    changes: &mut Changes,
) {
    let names = |api: &Api, one: &NamedType| -> Vec<String> {
        let unknown = one.notes.iter().filter(|(label, _)| label == "Not defined here");
        let unknown = unknown.flat_map(|(_, text)| text.split(", ").map(str::to_owned));
        one.related.iter().map(|id| api.named(*id).name.clone()).chain(unknown).collect()
    };
    let (old, new) = (names(sides.base, before), names(sides.head, after));
    let name = before.name.as_str();
    for one in old.iter().filter(|one| !new.contains(one)) {
        let message = format!("the {what} `{one}` was removed from the {holder} `{name}`");
        changes.add(format!("{rule}_REMOVED"), Breaking, format!("{name}.{one}"), message);
    }
    for one in new.iter().filter(|one| !old.contains(one)) {
        let message = format!("the {what} `{one}` was added to the {holder} `{name}`");
        changes.add(format!("{rule}_ADDED"), Warning, format!("{name}.{one}"), message);
    }
}
