//! Protocol buffers: rules as buf has them.
//!
//! In: two files with what they import. Out: changes. Never: a rule of buf's narrower categories only: what breaks generated code breaks
//! (`FILE`); what breaks the wire or JSON is told by the rule that says so.

mod enums;
mod fields;
mod files;
mod messages;
mod services;

use super::change::Changes;
use crate::api::model::Api;
use crate::api::schema::Schema;

/// Everything that changed.
pub(super) fn compare(base: &Api, head: &Api, changes: &mut Changes) {
    files::compare(base, head, changes);
    services::compare(base, head, changes);
    messages::compare(base, head, changes);
}

/// A fact of a schema by its label.
fn note<'s>(schema: &'s Schema, label: &str) -> Option<&'s str> {
    schema.notes.iter().find(|(known, _)| &**known == label).map(|(_, text)| &**text)
}

/// A fact of a type by its label.
fn fact<'n>(notes: &'n [(String, String)], label: &str) -> Option<&'n str> {
    notes.iter().find(|(known, _)| known == label).map(|(_, text)| text.as_str())
}

/// A full name without the package, as sentences have it: `Paper.price`.
fn short<'n>(api: &Api, name: &'n str) -> &'n str {
    let rest = name.strip_prefix(api.title.as_str()).and_then(|rest| rest.strip_prefix('.'));
    rest.filter(|_| !api.title.is_empty()).unwrap_or(name)
}

/// What is set aside by numbers and names, as written: entries of `before` that `after` does not hold any more.
fn given_up(before: Option<&str>, after: Option<&str>) -> Vec<String> {
    let range = |text: &str| -> Option<(i64, i64)> {
        let end = |text: &str| if text == "max" { Some(i64::MAX) } else { text.parse().ok() };
        match text.split_once(" to ") {
            Some((start, last)) => Some((start.parse().ok()?, end(last)?)),
            None => Some((text.parse().ok()?, text.parse().ok()?)),
        }
    };
    let after: Vec<&str> = after.map(|text| text.split(", ").collect()).unwrap_or_default();
    let mut held: Vec<(i64, i64)> = after.iter().filter_map(|text| range(text)).collect();
    held.sort_unstable();
    let holds = |(start, end): (i64, i64)| {
        let mut next = start;
        for &(from, to) in &held {
            if from <= next && to >= next {
                next = to.saturating_add(1);
            }
        }
        next > end || (end == i64::MAX && next == i64::MAX)
    };
    let before = before.map(|text| text.split(", ").collect::<Vec<_>>()).unwrap_or_default();
    let lost = before.into_iter().filter(|text| match range(text) {
        Some(numbers) => !holds(numbers),
        None => !after.contains(text),
    });
    lost.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::given_up;

    #[test]
    fn what_is_set_aside() {
        for (before, after, lost) in [
            (Some("2, 4 to 6, \"a\""), Some("1 to 9, \"a\""), ""),
            (Some("4 to 6"), Some("4 to 5"), "4 to 6"),
            (Some("4 to 6"), Some("6, 4 to 5"), ""),
            (Some("4 to max"), Some("4 to max"), ""),
            (Some("4 to max, \"a\", \"b\""), Some("\"b\""), "4 to max \"a\""),
            (Some("4"), None, "4"),
            (None, Some("4"), ""),
        ] {
            assert_eq!(given_up(before, after).join(" "), lost, "{before:?} {after:?}");
        }
    }
}
