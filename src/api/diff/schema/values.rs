//! Rules on `enum`, `const` and `default`.
//!
//! In: a value on both sides. Out: changes. Never: a word on `null` among the values, which is for the rules on types.

use super::spot::{Part, Spot};
use crate::api::diff::change::Changes;
use crate::api::diff::change::Compatibility::{Breaking, Compatible, Warning};

pub(super) fn compare(spot: &Spot<'_, '_>, changes: &mut Changes) {
    let (base, head) = (spot.base, spot.head);
    match (&base.values, &head.values) {
        (None, None) => {}
        (None, Some(values)) => {
            let (suffix, what) = if head.constant { ("const-added", "one") } else { ("became-enum", "some") };
            let message = format!("{} may have {what} of all values only: {}", spot.name, list(values));
            spot.tell(changes, suffix, (Breaking, Compatible), message);
        }
        (Some(values), None) => {
            let (suffix, response) =
                if base.constant { ("const-removed", Breaking) } else { ("enum-removed", Warning) };
            let message = format!("{} may have other values than {} now", spot.name, list(values));
            spot.tell(changes, suffix, (Compatible, response), message);
        }
        (Some(before), Some(after)) if base.constant && head.constant => {
            if before != after {
                let message =
                    format!("the constant {} changed from {} to {}", spot.name, list(before), list(after));
                spot.tell(changes, "const-changed", (Breaking, Breaking), message);
            }
        }
        (Some(before), Some(after)) => {
            for value in before.iter().filter(|value| **value != "null" && !after.contains(value)) {
                let message = format!("the value `{value}` of {} was removed", spot.name);
                spot.tell(changes, "enum-value-removed", (Breaking, Compatible), message);
            }
            for value in after.iter().filter(|value| **value != "null" && !before.contains(value)) {
                let message = format!("the value `{value}` of {} was added", spot.name);
                spot.tell(changes, "enum-value-added", (Compatible, Warning), message);
            }
        }
    }
    default(spot, changes);
}

/// A parameter that is left out means something else with another default; in a body the sender's code decides.
fn default(spot: &Spot<'_, '_>, changes: &mut Changes) {
    let level = if spot.part == Part::Parameter && spot.whole { Breaking } else { Compatible };
    let (suffix, message) = match (spot.base.default, spot.head.default) {
        (Some(before), Some(after)) if before != after => (
            "default-value-changed",
            format!("the default of {} changed from `{before}` to `{after}`", spot.name),
        ),
        (None, Some(after)) => {
            ("default-value-added", format!("{} has the default `{after}` now", spot.name))
        }
        (Some(before), None) => {
            ("default-value-removed", format!("{} has no default any more, it was `{before}`", spot.name))
        }
        _ => return,
    };
    spot.tell(changes, suffix, (level, level), message);
}

fn list(values: &[&str]) -> String {
    const MOST: usize = 8;
    let mut shown: Vec<String> = values.iter().take(MOST).map(|value| format!("`{value}`")).collect();
    if values.len() > MOST {
        shown.push("…".to_owned());
    }
    shown.join(", ")
}
