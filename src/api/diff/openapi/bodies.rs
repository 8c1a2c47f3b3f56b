//! Rules on bodies and their media types.
//!
//! In: what is sent or received on both sides. Out: changes. Never: two media types for one that differ by more than a parameter.

use crate::api::diff::Compatibility::{self, Breaking, Compatible, Warning};
use crate::api::diff::change::Changes;
use crate::api::diff::schema::{Comparison, Direction, Part};
use crate::api::model::{Body, Media};
use crate::api::schema::SchemaId;

/// A request body. `direction` is that of the request.
pub(super) fn request(
    comparison: &mut Comparison<'_>,
    changes: &mut Changes,
    (before, after): (Option<&Body>, Option<&Body>),
    direction: Direction,
) {
    let subject = "request body";
    match (before, after) {
        (None, None) => {}
        (None, Some(body)) if body.required => {
            let message = "a request body was added and is required";
            changes.add("request-body-added-required", Breaking, subject, message);
        }
        (None, Some(_)) => {
            changes.add("request-body-added-optional", Compatible, subject, "a request body was added");
        }
        (Some(_), None) => {
            changes.add("request-body-removed", Breaking, subject, "the request body was removed");
        }
        (Some(before), Some(after)) => {
            match (before.required, after.required) {
                (false, true) => {
                    let message = "the request body is required now";
                    changes.add("request-body-became-required", Breaking, subject, message);
                }
                (true, false) => {
                    let message = "the request body is not required any more";
                    changes.add("request-body-became-optional", Compatible, subject, message);
                }
                _ => {}
            }
            content(comparison, changes, (before, after), direction, "the request body");
        }
    }
}

/// What a media type names, and what holds.
fn by_type(body: &Body) -> Vec<(&str, &Media)> {
    body.content.iter().flat_map(|media| media.types.iter().map(move |kind| (kind.as_str(), media))).collect()
}

/// A media type without its parameters.
fn essence(kind: &str) -> &str {
    kind.split(';').next().unwrap_or(kind).trim()
}

/// Media types of a body. `name` is the body in a sentence.
pub(super) fn content(
    comparison: &mut Comparison<'_>,
    changes: &mut Changes,
    (before, after): (&Body, &Body),
    direction: Direction,
    name: &str,
) {
    let (old, new) = (by_type(before), by_type(after));
    let response = direction == Direction::Response;
    let rule = |end: &str| {
        if response { format!("response-{end}") } else { format!("request-body-{end}") }
    };
    let mut paired: Vec<&str> = Vec::new();
    let mut compared: Vec<(Option<SchemaId>, Option<SchemaId>)> = Vec::new();
    for (kind, media) in &old {
        let exact = new.iter().find(|(known, _)| known.eq_ignore_ascii_case(kind));
        let alike = || {
            let same = |known: &str| {
                essence(known).eq_ignore_ascii_case(essence(kind))
                    && !old.iter().any(|(other, _)| other.eq_ignore_ascii_case(known))
            };
            new.iter().find(|(known, _)| same(known))
        };
        let Some((other, after)) = exact.or_else(alike) else {
            let message = format!("{name} cannot be `{kind}` any more");
            changes.add(rule("media-type-removed"), Breaking, *kind, message);
            continue;
        };
        paired.push(other);
        if exact.is_none() {
            let message = format!("the media type `{kind}` of {name} is `{other}` now");
            changes.add(rule("media-type-name-changed"), Compatible, *kind, message);
        }
        for pair in [(media.schema, after.schema), (media.item, after.item)] {
            if !compared.contains(&pair) {
                compared.push(pair);
                schema(comparison, changes, pair, direction, (kind, name));
            }
        }
    }
    for (kind, _) in new.iter().filter(|(kind, _)| !paired.contains(kind)) {
        changes.add(rule("media-type-added"), Compatible, *kind, format!("{name} can be `{kind}` now"));
    }
    // A definition without media types, as 2.0 may have them, still has schemas.
    if old.is_empty() && new.is_empty() {
        let of = |body: &Body| body.content.first().and_then(|media| media.schema);
        schema(comparison, changes, (of(before), of(after)), direction, ("", name));
    }
}

fn schema(
    comparison: &mut Comparison<'_>,
    changes: &mut Changes,
    pair: (Option<SchemaId>, Option<SchemaId>),
    direction: Direction,
    (kind, name): (&str, &str),
) {
    let response = direction == Direction::Response;
    let prefix = if response { "response-body" } else { "request-body" };
    let level = |request: Compatibility, of_response: Compatibility| {
        if response { of_response } else { request }
    };
    match pair {
        (Some(base), Some(head)) => {
            let text = essence(kind).ends_with("x-www-form-urlencoded") || essence(kind).starts_with("text/");
            let part = if text { Part::Form } else { Part::Body };
            comparison.compare(changes, (base, head), (direction, part), ("", name));
        }
        (None, Some(_)) => {
            let message = format!("{name} has a schema now");
            changes.add(
                format!("{prefix}-media-type-schema-added"),
                level(Breaking, Compatible),
                kind,
                message,
            );
        }
        (Some(_), None) => {
            let message = format!("{name} has no schema any more");
            changes.add(
                format!("{prefix}-media-type-schema-removed"),
                level(Compatible, Warning),
                kind,
                message,
            );
        }
        (None, None) => {}
    }
}
