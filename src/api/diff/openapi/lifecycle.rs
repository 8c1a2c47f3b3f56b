//! Rules on operations that come, go, or are announced to go.
//!
//! In: operations. Out: changes. Never: reads the clock: the day is given, or unknown.

use crate::api::diff::Compatibility::{Breaking, Compatible};
use crate::api::diff::Day;
use crate::api::diff::change::Changes;
use crate::api::model::Operation;

pub(super) fn added(operation: &Operation, changes: &mut Changes) {
    let (rule, what) =
        if is_webhook(operation) { ("webhook-added", "") } else { ("endpoint-added", "the operation ") };
    changes.within(Some(&operation.key));
    changes.add(rule, Compatible, operation.key.as_str(), format!("{what}`{}` was added", operation.key));
    changes.within(None);
}

/// `path_left` tells whether the path has other operations.
pub(super) fn removed(operation: &Operation, path_left: bool, today: Option<Day<'_>>, changes: &mut Changes) {
    let key = operation.key.as_str();
    changes.within(Some(key));
    if is_webhook(operation) {
        changes.add("webhook-removed", Breaking, key, format!("`{key}` was removed"));
        changes.within(None);
        return;
    }
    let of = if path_left { "api-removed" } else { "api-path-removed" };
    let sunset = operation.facts.sunset.as_str();
    let (end, level, words) = match (operation.facts.deprecated, Day::of(sunset)) {
        (false, _) => ("without-deprecation", Breaking, "without having been deprecated".to_owned()),
        (true, None) if sunset.is_empty() => {
            ("with-deprecation", Compatible, "after it was deprecated".to_owned())
        }
        (true, None) => ("before-sunset", Breaking, format!("; its `x-sunset` is no date: `{sunset}`")),
        (true, Some(day)) if today.is_some_and(|today| day <= today) => {
            ("with-deprecation", Compatible, format!("after its sunset on {sunset}"))
        }
        (true, Some(_)) => ("before-sunset", Breaking, format!("before its sunset on {sunset}")),
    };
    let blank = if words.starts_with(';') { "" } else { " " };
    changes.add(
        format!("{of}-{end}"),
        level,
        key,
        format!("the operation `{key}` was removed{blank}{words}"),
    );
    changes.within(None);
}

/// Deprecation, its end, and the id that generated clients are named by.
pub(super) fn compare(before: &Operation, after: &Operation, today: Option<Day<'_>>, changes: &mut Changes) {
    let key = after.key.as_str();
    match (before.facts.deprecated, after.facts.deprecated) {
        (false, true) => {
            let (rule, when) = match after.facts.sunset.as_str() {
                "" => ("endpoint-deprecated", String::new()),
                day => ("endpoint-deprecated-with-sunset", format!(", until {day}")),
            };
            changes.add(rule, Compatible, key, format!("the operation `{key}` is deprecated now{when}"));
        }
        (true, false) => {
            let message = format!("the operation `{key}` is not deprecated any more");
            changes.add("endpoint-reactivated", Compatible, key, message);
        }
        (true, true) => sunset(before, after, today, changes),
        (false, false) => {}
    }
    let none = String::new();
    let (old, new) = (before.id.as_ref().unwrap_or(&none), after.id.as_ref().unwrap_or(&none));
    if old != new {
        let rule = match (old.is_empty(), new.is_empty()) {
            (true, _) => "api-operation-id-added",
            (_, true) => "api-operation-id-removed",
            _ => "api-operation-id-changed",
        };
        changes.add(
            rule,
            Compatible,
            key,
            format!("the `operationId` of `{key}` changed from `{old}` to `{new}`"),
        );
    }
    for tag in before.tags.iter().filter(|tag| !after.tags.contains(tag)) {
        changes.add("api-tag-removed", Compatible, tag.as_str(), format!("the tag `{tag}` was removed"));
    }
    for tag in after.tags.iter().filter(|tag| !before.tags.contains(tag)) {
        changes.add("api-tag-added", Compatible, tag.as_str(), format!("the tag `{tag}` was added"));
    }
}

/// A day that users were promised must not come earlier.
fn sunset(before: &Operation, after: &Operation, today: Option<Day<'_>>, changes: &mut Changes) {
    let (old, new) = (before.facts.sunset.as_str(), after.facts.sunset.as_str());
    let key = after.key.as_str();
    if old == new || old.is_empty() {
        return;
    }
    if new.is_empty() {
        changes.add(
            "sunset-deleted",
            Breaking,
            key,
            format!("the sunset date of `{key}`, {old}, was removed"),
        );
        return;
    }
    let earlier = match (Day::of(old), Day::of(new)) {
        (Some(old), Some(new)) => new < old && today.is_none_or(|today| old > today),
        _ => true,
    };
    if earlier {
        let message = format!("the sunset date of `{key}` changed from {old} to {new}");
        changes.add("api-sunset-date-changed-too-small", Breaking, key, message);
    }
}

fn is_webhook(operation: &Operation) -> bool {
    operation.key.starts_with("webhook ")
}
