//! Rules on responses: status, headers, body.
//!
//! In: an operation on both sides. Out: changes. Never: a response that a range (`2XX`, `default`) still describes as removed.

use super::bodies;
use crate::api::diff::Compatibility::{Breaking, Compatible, Warning};
use crate::api::diff::change::Changes;
use crate::api::diff::schema::{Comparison, Direction, Part};
use crate::api::model::{Operation, Parameter, Response};

/// `direction` is that of responses.
pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    changes: &mut Changes,
    (before, after): (&Operation, &Operation),
    direction: Direction,
) {
    let alone = |operation: &Operation| !operation.responses.iter().any(|one| one.status.starts_with('2'));
    let success = |response: &Response, of: &Operation| {
        response.status.starts_with('2') || (response.status == "default" && alone(of))
    };
    for response in &before.responses {
        let exact = after.responses.iter().find(|known| known.status.eq_ignore_ascii_case(&response.status));
        let range = || {
            let wide = format!("{}XX", response.status.get(..1).unwrap_or_default());
            after.responses.iter().find(|known| known.status.eq_ignore_ascii_case(&wide))
        };
        let status = response.status.as_str();
        if let Some(other) = exact.or_else(range) {
            both(comparison, changes, (response, other), direction);
            continue;
        }
        let (rule, level) = if success(response, before) {
            ("response-success-status-removed", Breaking)
        } else {
            ("response-non-success-status-removed", Compatible)
        };
        changes.add(rule, level, status, format!("the response {status} was removed"));
    }
    for response in &after.responses {
        if !before.responses.iter().any(|known| known.status.eq_ignore_ascii_case(&response.status)) {
            let of = if success(response, after) { "success" } else { "non-success" };
            let status = response.status.as_str();
            let message = format!("the response {status} was added");
            changes.add(format!("response-{of}-status-added"), Compatible, status, message);
        }
    }
}

fn both(
    comparison: &mut Comparison<'_>,
    changes: &mut Changes,
    (before, after): (&Response, &Response),
    direction: Direction,
) {
    let status = after.status.as_str();
    let mut left: Vec<&Parameter> = after.headers.iter().collect();
    for header in &before.headers {
        let name = header.name.as_str();
        let shown = format!("the header `{name}` of the response {status}");
        let Some(at) = left.iter().position(|known| known.name.eq_ignore_ascii_case(name)) else {
            let (rule, level) = if header.required {
                ("required-response-header-removed", Breaking)
            } else {
                ("optional-response-header-removed", Warning)
            };
            changes.add(rule, level, name, format!("{shown} was removed"));
            continue;
        };
        let other = left.remove(at);
        match (header.required, other.required) {
            (true, false) => {
                let message = format!("{shown} is not required any more");
                changes.add("response-header-became-optional", Breaking, name, message);
            }
            (false, true) => {
                let message = format!("{shown} is required now");
                changes.add("response-header-became-required", Compatible, name, message);
            }
            _ => {}
        }
        if let (Some(base), Some(head)) = (header.schema, other.schema) {
            comparison.compare(changes, (base, head), (direction, Part::Header), (name, &shown));
        }
    }
    for header in left {
        let message = format!("the header `{}` of the response {status} was added", header.name);
        changes.add("response-header-added", Compatible, header.name.as_str(), message);
    }
    let name = format!("the response {status}");
    bodies::content(comparison, changes, (&before.body, &after.body), direction, &name);
}
