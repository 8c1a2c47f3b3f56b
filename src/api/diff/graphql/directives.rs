//! Rules on directives: their definitions, and where they are used.
//!
//! In: directives on both sides. Out: changes. Never: `@deprecated`, which has rules of its own.

use super::{Field, Shape, Sides, arguments};
use crate::api::diff::change::Changes;
use crate::api::diff::change::Compatibility::{Breaking, Compatible, Warning};
use crate::api::model::NamedType;

/// A definition that both sides have.
pub(super) fn defined(sides: &Sides<'_>, before: &NamedType, after: &NamedType, changes: &mut Changes) {
    let name = before.name.as_str();
    let locations = |one: &NamedType| -> Vec<String> {
        let of = one.notes.iter().filter(|(label, _)| label == "On");
        of.flat_map(|(_, text)| text.split(", ").map(str::to_owned)).collect()
    };
    let (old, new) = (locations(before), locations(after));
    for location in old.iter().filter(|one| !new.contains(one)) {
        let message = format!("the directive `{name}` cannot stand on {location} any more");
        changes.add("DIRECTIVE_LOCATION_REMOVED", Breaking, name, message);
    }
    for location in new.iter().filter(|one| !old.contains(one)) {
        let message = format!("the directive `{name}` can stand on {location} now");
        changes.add("DIRECTIVE_LOCATION_ADDED", Compatible, name, message);
    }
    let repeatable = |one: &NamedType| one.notes.iter().any(|(label, _)| label == "Repeatable");
    match (repeatable(before), repeatable(after)) {
        (true, false) => {
            let message = format!("the directive `{name}` cannot be repeated any more");
            changes.add("DIRECTIVE_REPEATABLE_REMOVED", Warning, name, message);
        }
        (false, true) => {
            let message = format!("the directive `{name}` can be repeated now");
            changes.add("DIRECTIVE_REPEATABLE_ADDED", Compatible, name, message);
        }
        _ => {}
    }
    for argument in &before.arguments {
        let subject = format!("{name}({})", argument.name);
        let Some(other) = after.arguments.iter().find(|known| known.name == argument.name) else {
            let message = format!("the argument `{subject}` was removed");
            changes.add("DIRECTIVE_ARGUMENT_REMOVED", Breaking, subject, message);
            continue;
        };
        let ((old, default), (new, new_default)) =
            (arguments::written(sides.base, argument), arguments::written(sides.head, other));
        if old != new {
            let level = if Shape::of(old).safe_to_write(&Shape::of(new)) { Compatible } else { Breaking };
            let message = format!("the type of the argument `{subject}` changed from `{old}` to `{new}`");
            changes.add("DIRECTIVE_ARGUMENT_TYPE_CHANGED", level, subject.as_str(), message);
        }
        if default != new_default {
            let message = format!("the default of the argument `{subject}` changed");
            changes.add("DIRECTIVE_ARGUMENT_DEFAULT_VALUE_CHANGED", Warning, subject, message);
        }
    }
    for argument in &after.arguments {
        if !before.arguments.iter().any(|known| known.name == argument.name) {
            let subject = format!("{name}({})", argument.name);
            let (level, words) = if argument.required {
                (Breaking, "was added and is required")
            } else {
                (Compatible, "was added")
            };
            let message = format!("the argument `{subject}` {words}");
            changes.add("DIRECTIVE_ARGUMENT_ADDED", level, subject, message);
        }
    }
}

/// Directives on a field.
pub(super) fn used(
    sides: &Sides<'_>,
    subject: &str,
    before: &Field<'_>,
    after: &Field<'_>,
    place: &str,
    changes: &mut Changes,
) {
    let of = |field: &Field<'_>, api| -> Vec<String> {
        let notes = field.of(api).map(|schema| schema.notes.as_slice()).unwrap_or_default();
        notes.iter().filter(|(label, _)| &**label == "Directive").map(|(_, text)| text.to_string()).collect()
    };
    compare(subject, &of(before, sides.base), &of(after, sides.head), place, changes);
}

/// Directives as written, on something that both sides have.
pub(super) fn compare(
    subject: &str,
    before: &[String],
    after: &[String],
    place: &str,
    changes: &mut Changes,
) {
    let one_of = |text: &str| text == "@oneOf";
    for text in before.iter().filter(|text| !after.contains(text)) {
        let level = if one_of(text) { Compatible } else { Warning };
        let message = format!("the directive `{text}` was removed from `{subject}`");
        changes.add(format!("DIRECTIVE_USAGE_{place}_REMOVED"), level, subject, message);
    }
    for text in after.iter().filter(|text| !before.contains(text)) {
        let level = if one_of(text) { Breaking } else { Warning };
        let message = format!("the directive `{text}` was added to `{subject}`");
        changes.add(format!("DIRECTIVE_USAGE_{place}_ADDED"), level, subject, message);
    }
}
