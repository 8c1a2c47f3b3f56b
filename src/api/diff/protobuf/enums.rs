//! Rules on values of enums, which are known by their numbers.
//!
//! In: values on both sides. Out: changes. Never: a name that is one of several for its number as gone while the number has it.

use crate::api::diff::change::Changes;
use crate::api::diff::change::Compatibility::{Breaking, Compatible};
use crate::api::schema::Value;

pub(super) fn compare(holder: &str, before: &[Value], after: &[Value], changes: &mut Changes) {
    // The reader keeps a value's number as its summary.
    let number = |value: &Value| value.facts.summary.clone();
    for value in before {
        let subject = format!("{holder}.{}", value.text);
        let of_number: Vec<&Value> = after.iter().filter(|one| number(one) == number(value)).collect();
        if of_number.is_empty() {
            let message = format!("the enum value `{subject}` (number {}) was removed", number(value));
            changes.add("ENUM_VALUE_NO_DELETE", Breaking, subject, message);
        } else if !of_number.iter().any(|one| one.text == value.text) {
            let message = format!("the enum value `{subject}` is called `{}` now", of_number[0].text);
            changes.add("ENUM_VALUE_SAME_NAME", Breaking, subject, message);
        }
    }
    for value in after.iter().filter(|one| !before.iter().any(|known| known.text == one.text)) {
        if !before.iter().any(|known| number(known) == number(value)) {
            let subject = format!("{holder}.{}", value.text);
            let message = format!("the enum value `{subject}` was added");
            changes.add("ENUM_VALUE_ADDED", Compatible, subject, message);
        }
    }
}
