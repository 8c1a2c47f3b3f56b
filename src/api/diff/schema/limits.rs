//! Rules on what narrows a type: bounds, lengths, counts, patterns.
//!
//! In: a value on both sides. Out: changes. Never: reads a pattern: whether one holds another is not decided here.

use super::spot::Spot;
use crate::api::diff::change::Changes;
use crate::api::diff::change::Compatibility::{self, Breaking, Compatible, Warning};

/// A bound: keyword, the word of its rules, what it is in a sentence, whether it bounds from above, and whether its absence
/// counts as 0, as oasdiff has it of `minLength`.
const BOUNDS: &[(&str, &str, &str, bool, bool)] = &[
    ("maximum", "max", "maximum", true, false),
    ("exclusiveMaximum", "exclusive-max", "exclusive maximum", true, false),
    ("maxLength", "max-length", "maximum length", true, false),
    ("maxItems", "max-items", "maximum number of items", true, false),
    ("maxProperties", "max-properties", "maximum number of properties", true, false),
    ("maxContains", "max-contains", "maximum number of matching items", true, false),
    ("minimum", "min", "minimum", false, false),
    ("exclusiveMinimum", "exclusive-min", "exclusive minimum", false, false),
    ("minLength", "min-length", "minimum length", false, true),
    ("minItems", "min-items", "minimum number of items", false, false),
    ("minProperties", "min-properties", "minimum number of properties", false, false),
    ("minContains", "min-contains", "minimum number of matching items", false, false),
];

/// Numbers of a definition differ where they are written as different numbers.
fn differ(before: f64, after: f64) -> bool {
    before.total_cmp(&after).is_ne()
}

pub(super) fn compare(spot: &Spot<'_, '_>, changes: &mut Changes) {
    for &(keyword, word, what, upper, zero) in BOUNDS {
        let of = |view: &super::view::View<'_>| {
            let operands = view.limits.get(keyword)?.iter().filter_map(|operand| operand.parse::<f64>().ok());
            // Of several the tightest counts.
            let tightest = operands.reduce(if upper { f64::min } else { f64::max })?;
            // `minLength: 0` and its like say nothing.
            (upper || tightest != 0.0 || matches!(keyword, "minimum" | "exclusiveMinimum"))
                .then_some(tightest)
        };
        let (before, after) = (of(spot.base), of(spot.head));
        let name = &spot.name;
        match (before, after) {
            (Some(before), Some(after)) if differ(before, after) => {
                let (verb, suffix) =
                    if after < before { ("lowered", "decreased") } else { ("raised", "increased") };
                let levels =
                    if (after < before) == upper { (Breaking, Compatible) } else { (Compatible, Breaking) };
                let message = format!("the {what} of {name} was {verb} from {before} to {after}");
                spot.tell(changes, &format!("{word}-{suffix}"), levels, message);
            }
            (None, Some(after)) => {
                let (suffix, request) = if zero { ("increased", Breaking) } else { ("set", Warning) };
                let message = format!("the {what} of {name} is {after} now, there was none");
                spot.tell(changes, &format!("{word}-{suffix}"), (request, Compatible), message);
            }
            (Some(before), None) => {
                let suffix = if zero { "decreased" } else { "unset" };
                let message = format!("the {what} of {name}, {before}, was removed");
                spot.tell(changes, &format!("{word}-{suffix}"), (Compatible, Breaking), message);
            }
            _ => {}
        }
    }
    pattern(spot, changes);
    multiple(spot, changes);
    unique(spot, changes);
    for (keyword, suffix, what) in [
        ("contentEncoding", "content-encoding-changed", "encoding"),
        ("contentMediaType", "content-media-type-changed", "media type"),
    ] {
        if spot.base.limits.get(keyword) != spot.head.limits.get(keyword) {
            let message = format!("the {what} of {} changed", spot.name);
            spot.tell(changes, suffix, (Breaking, Breaking), message);
        }
    }
}

fn pattern(spot: &Spot<'_, '_>, changes: &mut Changes) {
    let of = |view: &super::view::View<'_>| {
        let mut all: Vec<String> =
            view.limits.get("pattern").into_iter().flatten().map(|pattern| format!("`{pattern}`")).collect();
        all.sort();
        all.join(" and ")
    };
    let (before, after) = (of(spot.base), of(spot.head));
    if before == after {
        return;
    }
    let name = &spot.name;
    let (suffix, levels, message): (_, (Compatibility, Compatibility), _) =
        match (before.as_str(), after.as_str()) {
            ("", after) => {
                ("pattern-added", (Breaking, Compatible), format!("{name} has to match {after} now"))
            }
            (before, "") => (
                "pattern-removed",
                (Compatible, Compatible),
                format!("{name} does not have to match {before} any more"),
            ),
            (before, "`.*`" | "`^.*$`") => (
                "pattern-generalized",
                (Compatible, Compatible),
                format!("{name} may match anything, not only {before}"),
            ),
            (before, after) => {
                let message = format!("the pattern of {name} changed from {before} to {after}");
                ("pattern-changed", (Warning, Compatible), message)
            }
        };
    spot.tell(changes, suffix, levels, message);
}

fn multiple(spot: &Spot<'_, '_>, changes: &mut Changes) {
    let of = |view: &super::view::View<'_>| {
        view.limits.get("multipleOf").and_then(|operands| operands.first()?.parse::<f64>().ok())
    };
    let name = &spot.name;
    let divides = |small: f64, large: f64| small != 0.0 && (large / small).fract() == 0.0;
    let (suffix, levels, message) = match (of(spot.base), of(spot.head)) {
        (None, Some(after)) => {
            ("multiple-of-set", (Breaking, Compatible), format!("{name} has to be a multiple of {after} now"))
        }
        (Some(before), None) => (
            "multiple-of-unset",
            (Compatible, Breaking),
            format!("{name} does not have to be a multiple of {before} any more"),
        ),
        (Some(before), Some(after)) if differ(before, after) => {
            let levels = match (divides(after, before), divides(before, after)) {
                (true, _) => (Compatible, Breaking),
                (_, true) => (Breaking, Compatible),
                _ => (Breaking, Breaking),
            };
            let message = format!("{name} has to be a multiple of {after} now, not of {before}");
            ("multiple-of-changed", levels, message)
        }
        _ => return,
    };
    spot.tell(changes, suffix, levels, message);
}

fn unique(spot: &Spot<'_, '_>, changes: &mut Changes) {
    let of = |view: &super::view::View<'_>| view.limits.contains_key("uniqueItems");
    let name = &spot.name;
    match (of(spot.base), of(spot.head)) {
        (false, true) => {
            let message = format!("the items of {name} have to be unique now");
            spot.tell(changes, "unique-items-set", (Breaking, Compatible), message);
        }
        (true, false) => {
            let message = format!("the items of {name} do not have to be unique any more");
            spot.tell(changes, "unique-items-unset", (Compatible, Breaking), message);
        }
        _ => {}
    }
}
