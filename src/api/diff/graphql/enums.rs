//! Rules on values of enums.
//!
//! In: an enum on both sides. Out: changes. Never: the order of values.

use crate::api::diff::change::Changes;
use crate::api::diff::change::Compatibility::{Breaking, Compatible, Warning};
use crate::api::schema::Schema;

pub(super) fn compare(holder: &str, before: &Schema, after: &Schema, changes: &mut Changes) {
    for value in &before.values {
        let subject = format!("{holder}.{}", value.text);
        let Some(other) = after.values.iter().find(|known| known.text == value.text) else {
            let message = format!("the enum value `{subject}` was removed");
            changes.add("ENUM_VALUE_REMOVED", Breaking, subject, message);
            continue;
        };
        let (rule, words) = match (value.facts.deprecated, other.facts.deprecated) {
            (false, true) => ("ENUM_VALUE_DEPRECATION_REASON_ADDED", "is deprecated now"),
            (true, false) => ("ENUM_VALUE_DEPRECATION_REASON_REMOVED", "is not deprecated any more"),
            (true, true) if value.facts.reason != other.facts.reason => {
                ("ENUM_VALUE_DEPRECATION_REASON_CHANGED", "is deprecated for another reason")
            }
            _ => continue,
        };
        let message = format!("the enum value `{subject}` {words}");
        changes.add(rule, Compatible, subject, message);
    }
    for value in &after.values {
        if !before.values.iter().any(|known| known.text == value.text) {
            let subject = format!("{holder}.{}", value.text);
            let message = format!("the enum value `{subject}` was added");
            changes.add("ENUM_VALUE_ADDED", Warning, subject, message);
        }
    }
}
