//! Rules on properties and other keys of objects.
//!
//! In: an object on both sides. Out: changes; the members that both sides have. Never: looks inside a member.

use super::spot::{Direction, Part, Spot};
use super::view::{View, view};
use super::{Comparison, Pair};
use crate::api::diff::change::Changes;
use crate::api::diff::change::Compatibility::{self, Breaking, Compatible, Warning};
use crate::api::schema::{SchemaId, Schemas};

pub(super) fn compare(
    comparison: &Comparison<'_>,
    spot: &Spot<'_, '_>,
    changes: &mut Changes,
    next: &mut Vec<Pair>,
) {
    let (base, head) = (spot.base, spot.head);
    for (name, schemas) in &base.properties {
        match head.properties.iter().find(|(known, _)| known == name) {
            Some((_, after)) => {
                let before = view(&comparison.base.schemas, schemas);
                let now = view(&comparison.head.schemas, after);
                required(spot, name, &before, &now, changes);
                access(spot, name, &before, &now, changes);
                next.push(Pair::member(schemas.clone(), after.clone(), name));
            }
            None => removed(spot, name, &comparison.base.schemas, schemas, changes),
        }
    }
    for (name, schemas) in &head.properties {
        if !base.properties.iter().any(|(known, _)| known == name) {
            added(spot, name, &comparison.head.schemas, schemas, changes);
        }
    }
    // A key may be required that no property describes.
    let described =
        |name: &str| [base, head].iter().any(|one| one.properties.iter().any(|(known, _)| *known == name));
    for name in head.required.difference(&base.required).filter(|name| !described(name)) {
        let message = format!("{} is required now", member(spot, name));
        tell(spot, changes, "became-required", name, (Breaking, Compatible), message);
    }
    for name in base.required.difference(&head.required).filter(|name| !described(name)) {
        let message = format!("{} is not required any more", member(spot, name));
        tell(spot, changes, "became-optional", name, (Compatible, Breaking), message);
    }
    other_keys(spot, changes, next);
}

fn subject(spot: &Spot<'_, '_>, name: &str) -> String {
    if spot.subject.is_empty() { name.to_owned() } else { format!("{}.{name}", spot.subject) }
}

/// The member in a sentence.
fn member(spot: &Spot<'_, '_>, name: &str) -> String {
    if spot.whole && spot.name.starts_with("the ") {
        format!("`{name}` of {}", spot.name)
    } else {
        format!("`{}`", subject(spot, name))
    }
}

/// A change of a member; its rule has the prefix of properties.
fn tell(
    spot: &Spot<'_, '_>,
    changes: &mut Changes,
    suffix: &str,
    name: &str,
    (request, response): (Compatibility, Compatibility),
    message: String,
) {
    let prefix = match (spot.part, spot.direction) {
        (Part::Parameter, _) => "request-parameter-property",
        (Part::Message, _) => "message-property",
        (Part::Schema, _) => "schema-property",
        (_, Direction::Response) => "response-property",
        _ => "request-property",
    };
    changes.add(format!("{prefix}-{suffix}"), spot.level(request, response), subject(spot, name), message);
}

/// Read-only in a request, write-only in a response: users do not see it.
fn hidden(spot: &Spot<'_, '_>, view: &View<'_>) -> bool {
    match spot.direction {
        Direction::Request => view.read_only,
        Direction::Response => view.write_only,
        Direction::Both => false,
    }
}

fn removed(spot: &Spot<'_, '_>, name: &str, schemas: &Schemas, roots: &[SchemaId], changes: &mut Changes) {
    let gone = view(schemas, roots);
    let required = spot.base.required.contains(name);
    let levels = match (hidden(spot, &gone), spot.part) {
        (true, _) => (Compatible, Compatible),
        // Whoever reads a message misses it, and a strict reader refuses it.
        (_, Part::Message) => (Breaking, Breaking),
        _ => (if spot.head.closed { Breaking } else { Warning }, if required { Breaking } else { Warning }),
    };
    let message = format!("{} was removed", member(spot, name));
    match (spot.part, spot.direction) {
        (Part::Body | Part::Form | Part::Header, Direction::Response) => {
            let of = if required { "required" } else { "optional" };
            let write_only = if gone.write_only { "-write-only" } else { "" };
            let rule = format!("response-{of}{write_only}-property-removed");
            changes.add(rule, spot.level(levels.0, levels.1), subject(spot, name), message);
        }
        _ => tell(spot, changes, "removed", name, levels, message),
    }
}

fn added(spot: &Spot<'_, '_>, name: &str, schemas: &Schemas, roots: &[SchemaId], changes: &mut Changes) {
    let new = view(schemas, roots);
    let required = spot.head.required.contains(name);
    let what = member(spot, name);
    if spot.direction == Direction::Response {
        let of = if required { "required" } else { "optional" };
        let write_only = if new.write_only { "-write-only" } else { "" };
        let rule = format!("response-{of}{write_only}-property-added");
        let level = if spot.base.closed && spot.part != Part::Body { Breaking } else { Compatible };
        changes.add(rule, spot.level(Compatible, level), subject(spot, name), format!("{what} was added"));
        return;
    }
    let (rule, level, words) = match (required, new.default) {
        (true, None) => ("new-required-request-property", Breaking, "was added and is required"),
        (true, Some(_)) => {
            ("new-required-request-property-with-default", Breaking, "was added and is required")
        }
        (false, _) => ("new-optional-request-property", Compatible, "was added"),
    };
    let rule = match spot.part {
        Part::Message => rule.replace("request", "message"),
        Part::Schema => rule.replace("request", "schema"),
        Part::Parameter => rule.replace("request", "request-parameter"),
        _ => rule.to_owned(),
    };
    let level = if hidden(spot, &new) { Compatible } else { level };
    changes.add(rule, spot.level(level, Compatible), subject(spot, name), format!("{what} {words}"));
}

fn required(spot: &Spot<'_, '_>, name: &str, before: &View<'_>, after: &View<'_>, changes: &mut Changes) {
    let levels = if hidden(spot, before) && hidden(spot, after) {
        (Compatible, Compatible)
    } else {
        (Breaking, Compatible)
    };
    let what = member(spot, name);
    match (spot.base.required.contains(name), spot.head.required.contains(name)) {
        (false, true) => {
            let suffix = match (spot.direction, after.default) {
                (Direction::Request, Some(_)) => "became-required-with-default",
                _ => "became-required",
            };
            tell(spot, changes, suffix, name, levels, format!("{what} is required now"));
        }
        (true, false) => {
            let message = format!("{what} is not required any more");
            tell(spot, changes, "became-optional", name, (levels.1, levels.0), message);
        }
        _ => {}
    }
}

/// `readOnly`, `writeOnly`, `deprecated`.
fn access(spot: &Spot<'_, '_>, name: &str, before: &View<'_>, after: &View<'_>, changes: &mut Changes) {
    let of = if spot.head.required.contains(name) { "required" } else { "optional" };
    let side = if spot.direction == Direction::Response { "response" } else { "request" };
    for (word, was, is) in [
        ("read-only", before.read_only, after.read_only),
        ("write-only", before.write_only, after.write_only),
    ] {
        if was == is {
            continue;
        }
        let not = if is { "" } else { "not-" };
        // What was never in an answer and has to be in it now.
        let level = if side == "response" && of == "required" && word == "write-only" && !is {
            Warning
        } else {
            Compatible
        };
        let words = if is { "is" } else { "is not" };
        changes.add(
            format!("{side}-{of}-property-became-{not}{word}"),
            spot.level(level, level),
            subject(spot, name),
            format!("{} {words} {word} now", member(spot, name)),
        );
    }
    if before.deprecated != after.deprecated {
        let (suffix, words) = if after.deprecated {
            ("deprecated", "is deprecated now")
        } else {
            ("reactivated", "is not deprecated any more")
        };
        let message = format!("{} {words}", member(spot, name));
        tell(spot, changes, suffix, name, (Compatible, Compatible), message);
    }
}

/// `additionalProperties`, `patternProperties`.
fn other_keys(spot: &Spot<'_, '_>, changes: &mut Changes, next: &mut Vec<Pair>) {
    let (base, head) = (spot.base, spot.head);
    let objects = |view: &View<'_>| !view.properties.is_empty() || !view.maps.is_empty() || view.closed;
    match (base.closed, head.closed) {
        (false, true) if objects(base) => {
            let message = format!("{} must not have other properties any more", spot.name);
            spot.tell(changes, "additional-properties-disallowed", (Breaking, Compatible), message);
        }
        (true, false) => {
            let message = format!("{} may have other properties now", spot.name);
            spot.tell(changes, "additional-properties-allowed", (Compatible, Compatible), message);
        }
        _ => {}
    }
    for (pattern, before) in &base.maps {
        match head.maps.get(pattern) {
            Some(after) => next.push(Pair::member(before.clone(), after.clone(), "*")),
            // Told already.
            None if head.closed && pattern.is_empty() => {}
            None => {
                let message = format!("other properties of {} are not described any more", spot.name);
                spot.tell(changes, map_rule(pattern, "removed"), (Compatible, Breaking), message);
            }
        }
    }
    for pattern in head.maps.keys().filter(|pattern| !base.maps.contains_key(*pattern)) {
        let level = if base.closed && pattern.is_empty() { Compatible } else { Breaking };
        let message = format!("what other properties of {} may be is described now", spot.name);
        let level = if pattern.is_empty() && level == Breaking { Warning } else { level };
        spot.tell(changes, map_rule(pattern, "added"), (level, Compatible), message);
    }
}

fn map_rule(pattern: &str, action: &str) -> &'static str {
    match (pattern.is_empty(), action) {
        (true, "added") => "additional-properties-added",
        (true, _) => "additional-properties-removed",
        (false, "added") => "pattern-property-added",
        (false, _) => "pattern-property-removed",
    }
}
