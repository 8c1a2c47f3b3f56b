//! Rules on fields of objects, interfaces, roots and inputs.
//!
//! In: fields by name on both sides. Out: changes. Never: the arguments of a field that is new.

use std::collections::BTreeMap;

use super::{Field, Shape, Sides, arguments, directives};
use crate::api::diff::change::Changes;
use crate::api::diff::change::Compatibility::{Breaking, Compatible, Warning};

type Fields<'a> = BTreeMap<&'a str, Field<'a>>;

/// Fields that are read.
pub(super) fn compare(
    sides: &Sides<'_>,
    holder: &str,
    before: Fields<'_>,
    after: Fields<'_>,
    changes: &mut Changes,
) {
    for (name, field) in &before {
        let subject = format!("{holder}.{name}");
        let Some(other) = after.get(name) else {
            changes.add(
                "FIELD_REMOVED",
                Breaking,
                subject.as_str(),
                format!("the field `{subject}` was removed"),
            );
            continue;
        };
        let (old, new) = (field.notation(sides.base), other.notation(sides.head));
        if old != new {
            let safe = Shape::of(old).safe_to_read(&Shape::of(new));
            let level = if safe { Compatible } else { Breaking };
            let message = format!("the type of the field `{subject}` changed from `{old}` to `{new}`");
            changes.add("FIELD_TYPE_CHANGED", level, subject.as_str(), message);
        }
        deprecation(sides, &subject, field, other, changes);
        directives::used(sides, &subject, field, other, "FIELD_DEFINITION", changes);
        arguments::compare(sides, &subject, field.arguments, other.arguments, changes);
    }
    for name in after.keys().filter(|name| !before.contains_key(*name)) {
        let subject = format!("{holder}.{name}");
        changes.add("FIELD_ADDED", Compatible, subject.as_str(), format!("the field `{subject}` was added"));
    }
}

fn deprecation(
    sides: &Sides<'_>,
    subject: &str,
    before: &Field<'_>,
    after: &Field<'_>,
    changes: &mut Changes,
) {
    let of = |schema: Option<&crate::api::schema::Schema>| {
        schema.map(|schema| (schema.facts.deprecated, schema.facts.reason.clone())).unwrap_or_default()
    };
    let (old, new) = (of(before.of(sides.base)), of(after.of(sides.head)));
    let (rule, message) = match (old.0, new.0) {
        (false, true) => ("FIELD_DEPRECATION_ADDED", format!("the field `{subject}` is deprecated now")),
        (true, false) => {
            ("FIELD_DEPRECATION_REMOVED", format!("the field `{subject}` is not deprecated any more"))
        }
        (true, true) if old.1 != new.1 => (
            "FIELD_DEPRECATION_REASON_CHANGED",
            format!("the reason why the field `{subject}` is deprecated changed"),
        ),
        _ => return,
    };
    changes.add(rule, Compatible, subject, message);
}

/// Fields that are written.
pub(super) fn inputs(
    sides: &Sides<'_>,
    holder: &str,
    before: Fields<'_>,
    after: Fields<'_>,
    changes: &mut Changes,
) {
    for (name, field) in &before {
        let subject = format!("{holder}.{name}");
        let Some(other) = after.get(name) else {
            let message = format!("the input field `{subject}` was removed");
            changes.add("INPUT_FIELD_REMOVED", Breaking, subject, message);
            continue;
        };
        let (old, new) = (field.notation(sides.base), other.notation(sides.head));
        if old != new {
            let safe = Shape::of(old).safe_to_write(&Shape::of(new));
            let level = if safe { Compatible } else { Breaking };
            let message = format!("the type of the input field `{subject}` changed from `{old}` to `{new}`");
            changes.add("INPUT_FIELD_TYPE_CHANGED", level, subject.as_str(), message);
        }
        let default = |field: &Field<'_>, api| field.of(api).and_then(|schema| schema.default.clone());
        let (old, new) = (default(field, sides.base), default(other, sides.head));
        if old != new {
            let message = format!("the default of the input field `{subject}` changed");
            changes.add("INPUT_FIELD_DEFAULT_VALUE_CHANGED", Warning, subject.as_str(), message);
        }
        directives::used(sides, &subject, field, other, "INPUT_FIELD_DEFINITION", changes);
    }
    for (name, field) in after.iter().filter(|(name, _)| !before.contains_key(*name)) {
        let subject = format!("{holder}.{name}");
        let required = matches!(Shape::of(field.notation(sides.head)), Shape::Required(_));
        let default = field.of(sides.head).is_some_and(|schema| schema.default.is_some());
        // With a default, callers who leave it out get something else than before.
        let (level, words) = match (required, default) {
            (_, true) => (Warning, "was added with a default"),
            (true, false) => (Breaking, "was added and is required"),
            (false, false) => (Compatible, "was added"),
        };
        let message = format!("the input field `{subject}` {words}");
        changes.add("INPUT_FIELD_ADDED", level, subject, message);
    }
}
