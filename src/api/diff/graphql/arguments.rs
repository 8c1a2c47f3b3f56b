//! Rules on arguments of fields.
//!
//! In: arguments on both sides. Out: changes. Never: their order, which callers do not see.

use super::{Shape, Sides};
use crate::api::diff::change::Changes;
use crate::api::diff::change::Compatibility::{Breaking, Compatible, Warning};
use crate::api::model::{Api, Parameter};

/// The type as written, and the default.
pub(super) fn written<'s>(api: &'s Api, argument: &Parameter) -> (&'s str, Option<&'s str>) {
    let schema = argument.schema.map(|id| api.schemas.get(id));
    let notation = schema.and_then(|schema| schema.notation.as_deref()).unwrap_or_default();
    (notation, schema.and_then(|schema| schema.default.as_deref()))
}

pub(super) fn compare(
    sides: &Sides<'_>,
    field: &str,
    before: &[Parameter],
    after: &[Parameter],
    changes: &mut Changes,
) {
    for argument in before {
        let subject = format!("{field}({})", argument.name);
        let Some(other) = after.iter().find(|known| known.name == argument.name) else {
            let message = format!("the argument `{subject}` was removed");
            changes.add("FIELD_ARGUMENT_REMOVED", Breaking, subject, message);
            continue;
        };
        let ((old, default), (new, new_default)) =
            (written(sides.base, argument), written(sides.head, other));
        if old != new {
            let level = if Shape::of(old).safe_to_write(&Shape::of(new)) { Compatible } else { Breaking };
            let message = format!("the type of the argument `{subject}` changed from `{old}` to `{new}`");
            changes.add("FIELD_ARGUMENT_TYPE_CHANGED", level, subject.as_str(), message);
        }
        if default != new_default {
            let shown = |value: Option<&str>| value.map_or("none".to_owned(), |value| format!("`{value}`"));
            let message = format!(
                "the default of the argument `{subject}` changed from {} to {}",
                shown(default),
                shown(new_default)
            );
            changes.add("FIELD_ARGUMENT_DEFAULT_CHANGED", Warning, subject, message);
        }
    }
    for argument in after.iter().filter(|one| !before.iter().any(|known| known.name == one.name)) {
        let subject = format!("{field}({})", argument.name);
        let (level, words) =
            if argument.required { (Breaking, "was added and is required") } else { (Warning, "was added") };
        let message = format!("the argument `{subject}` {words}");
        changes.add("FIELD_ARGUMENT_ADDED", level, subject, message);
    }
}
