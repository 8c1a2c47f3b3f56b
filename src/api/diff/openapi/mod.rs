//! OpenAPI, and what else has operations with bodies (MCP's tools): rules as oasdiff has them.
//!
//! In: two definitions. Out: changes. Never: a rule on words: titles, descriptions, examples.
//!
//! Beyond oasdiff: `security` is compared by what callers have to show, an alternative for an alternative; other properties that
//! `additionalProperties` forbids, multiples, uniqueness and styles of parameters are compared as well.

mod bodies;
mod lifecycle;
mod operations;
mod parameters;
mod responses;
mod security;
mod servers;

use super::change::Changes;
use super::schema::{Comparison, Direction};
use super::{Day, Matched};
use crate::api::model::{Api, Operation};

/// Everything that changed.
pub(super) fn compare(base: &Api, head: &Api, today: Option<Day<'_>>, changes: &mut Changes) {
    let mut comparison = Comparison::of(base, head);
    let matched = operations::matched(&base.operations, &head.operations);
    for operation in &matched.removed {
        let path_left = head.operations.iter().any(|one| one.label == operation.label);
        lifecycle::removed(operation, path_left, today, changes);
    }
    for operation in &matched.added {
        lifecycle::added(operation, changes);
    }
    for (before, after) in &matched.both {
        let hook = before.key.starts_with("webhook ");
        let direction = if hook { Direction::Response } else { Direction::Request };
        operation(&mut comparison, changes, (before, after), direction, today);
    }
    changes.within(None);
    security::schemes(base, head, changes);
    servers::compare(&base.servers, &head.servers, changes);
    types(base, head, changes);
}

/// An operation that both sides have. `direction` is that of its request.
fn operation(
    comparison: &mut Comparison<'_>,
    changes: &mut Changes,
    (before, after): (&Operation, &Operation),
    direction: Direction,
    today: Option<Day<'_>>,
) {
    changes.within(Some(&after.key));
    lifecycle::compare(before, after, today, changes);
    parameters::compare(comparison, changes, (before, after), direction);
    bodies::request(comparison, changes, (before.request.as_ref(), after.request.as_ref()), direction);
    responses::compare(comparison, changes, (before, after), direction.flipped());
    security::compare(before, after, changes);
    servers::of_operation(before, after, changes);
    let Matched { removed, added, both } = operations::matched(&before.callbacks, &after.callbacks);
    for callback in removed {
        changes.add(
            "callback-removed",
            super::Compatibility::Warning,
            callback.key.as_str(),
            format!("the {} was removed", callback.key),
        );
    }
    for callback in added {
        changes.add(
            "callback-added",
            super::Compatibility::Compatible,
            callback.key.as_str(),
            format!("the {} was added", callback.key),
        );
    }
    for (before, after) in both {
        operation(comparison, changes, (before, after), direction.flipped(), today);
    }
    changes.within(None);
}

/// Named schemas: what uses them is compared where it uses them.
fn types(base: &Api, head: &Api, changes: &mut Changes) {
    for gone in base.types.iter().filter(|one| !head.types.iter().any(|known| known.name == one.name)) {
        changes.add(
            "api-schema-removed",
            super::Compatibility::Compatible,
            gone.name.as_str(),
            format!("the schema `{}` was removed", gone.name),
        );
    }
}
