//! Rules on parameters.
//!
//! In: an operation on both sides. Out: changes. Never: a path parameter that only has another name: callers do not see it.

use super::operations::braces;
use crate::api::diff::Compatibility::{Breaking, Compatible, Warning};
use crate::api::diff::change::Changes;
use crate::api::diff::schema::{Comparison, Direction, Part};
use crate::api::model::{Operation, Parameter};

pub(super) fn compare(
    comparison: &mut Comparison<'_>,
    changes: &mut Changes,
    (before, after): (&Operation, &Operation),
    direction: Direction,
) {
    let (old_names, new_names) = (braces(&before.label), braces(&after.label));
    // Parameters of a path are known by their place in it.
    let renamed = |name: &str| {
        let at = old_names.iter().position(|known| *known == name);
        at.and_then(|at| new_names.get(at)).map_or_else(|| name.to_owned(), |name| (*name).to_owned())
    };
    let mut left: Vec<&Parameter> = after.parameters.iter().collect();
    for parameter in &before.parameters {
        let name = if parameter.place == "path" { renamed(&parameter.name) } else { parameter.name.clone() };
        let same = |known: &&Parameter| {
            known.place == parameter.place
                && (known.name == name || (known.place == "header" && known.name.eq_ignore_ascii_case(&name)))
        };
        match left.iter().position(same) {
            Some(at) => both(comparison, changes, (parameter, left.remove(at)), direction),
            None => removed(parameter, changes),
        }
    }
    for parameter in left {
        added(parameter, changes);
    }
}

/// `the query parameter `limit``.
fn name(parameter: &Parameter) -> String {
    let place = if parameter.place == "arg" { "" } else { parameter.place };
    let blank = if place.is_empty() { "" } else { " " };
    format!("the {place}{blank}parameter `{}`", parameter.name)
}

fn removed(parameter: &Parameter, changes: &mut Changes) {
    let (rule, level) = if parameter.facts.deprecated {
        ("request-parameter-removed-with-deprecation", Compatible)
    } else {
        ("request-parameter-removed", Warning)
    };
    changes.add(rule, level, parameter.name.as_str(), format!("{} was removed", name(parameter)));
}

fn added(parameter: &Parameter, changes: &mut Changes) {
    let (rule, level, words) = match (parameter.place, parameter.required) {
        ("path", _) => ("new-request-path-parameter", Breaking, "was added"),
        (_, true) => ("new-required-request-parameter", Breaking, "was added and is required"),
        (_, false) => ("new-optional-request-parameter", Compatible, "was added"),
    };
    changes.add(rule, level, parameter.name.as_str(), format!("{} {words}", name(parameter)));
}

fn both(
    comparison: &mut Comparison<'_>,
    changes: &mut Changes,
    (before, after): (&Parameter, &Parameter),
    direction: Direction,
) {
    let (subject, name) = (after.name.as_str(), name(after));
    match (before.required, after.required) {
        (false, true) => {
            let message = format!("{name} is required now");
            changes.add("request-parameter-became-required", Breaking, subject, message);
        }
        (true, false) => {
            let message = format!("{name} is not required any more");
            changes.add("request-parameter-became-optional", Compatible, subject, message);
        }
        _ => {}
    }
    if before.facts.deprecated != after.facts.deprecated {
        let (rule, words) = if after.facts.deprecated {
            ("request-parameter-deprecated", "is deprecated now")
        } else {
            ("request-parameter-reactivated", "is not deprecated any more")
        };
        changes.add(rule, Compatible, subject, format!("{name} {words}"));
    }
    if style(before) != style(after) {
        let message = format!(
            "{name} is written into the request in another way: {}, it was {}",
            style(after),
            style(before)
        );
        changes.add("request-parameter-style-changed", Breaking, subject, message);
    }
    match (before.schema, after.schema) {
        (Some(base), Some(head)) => {
            comparison.compare(changes, (base, head), (direction, Part::Parameter), (subject, &name));
        }
        (None, Some(_)) => {
            changes.add(
                "request-parameter-schema-added",
                Warning,
                subject,
                format!("{name} has a schema now"),
            );
        }
        (Some(_), None) => {
            let message = format!("{name} has no schema any more");
            changes.add("request-parameter-schema-removed", Compatible, subject, message);
        }
        (None, None) => {}
    }
}

/// How a parameter is written, with the defaults of the specification filled in.
fn style(parameter: &Parameter) -> String {
    let words: Vec<&str> = parameter.style.split(", ").collect();
    let default = match parameter.place {
        "query" | "cookie" => "style form",
        _ => "style simple",
    };
    let style = words.iter().copied().find(|word| word.starts_with("style ")).unwrap_or(default);
    let exploded = match words.iter().copied().find(|word| word.ends_with("exploded")) {
        Some(word) => word == "exploded",
        None => style == "style form",
    };
    format!("{style}, {}", if exploded { "exploded" } else { "not exploded" })
}
