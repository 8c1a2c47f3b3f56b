//! Rules on `type`, `format` and `null`.
//!
//! In: a value on both sides. Out: changes. Never: a change where one side states no type and the other only values.

use std::collections::BTreeSet;

use super::spot::{Part, Spot};
use crate::api::diff::change::Changes;
use crate::api::diff::change::Compatibility::{Breaking, Compatible};

/// How what is allowed after stands to what was allowed before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Relation {
    Same,
    Wider,
    Narrower,
    Other,
}

/// Types, then formats, then `null`.
pub(super) fn compare(spot: &Spot<'_, '_>, changes: &mut Changes) {
    let (base, head) = (spot.base, spot.head);
    let chosen = |one: &super::view::View<'_>| {
        one.types.is_none() && (one.values.is_some() || !one.one_of.is_empty() || !one.any_of.is_empty())
    };
    // Without its last property an object that is not called one says nothing any more, and means no other.
    let silent = (base.inferred && head.types.is_none()) || (head.inferred && base.types.is_none());
    if !silent && !chosen(base) && !chosen(head) {
        let text = matches!(spot.part, Part::Parameter | Part::Header | Part::Form);
        let kinds = relation(base.types.as_ref(), head.types.as_ref(), text);
        let of_format = match (base.format == head.format, kinds) {
            (true, _) => Relation::Same,
            (_, Relation::Same) => formats(base.format, head.format),
            // The change of the type says it all.
            _ => Relation::Same,
        };
        let shown = |types: Option<&BTreeSet<&str>>| {
            types.map_or("any type".to_owned(), |types| {
                format!("`{}`", types.iter().copied().collect::<Vec<_>>().join(" | "))
            })
        };
        let message = format!(
            "the type of {} changed from {} to {}",
            spot.name,
            shown(base.types.as_ref()),
            shown(head.types.as_ref())
        );
        let several = [&base.types, &head.types]
            .iter()
            .any(|types| types.as_ref().is_some_and(|types| types.len() > 1));
        tell(spot, changes, kinds, several, message);
        let none = |format: &str| {
            if format.is_empty() { "none".to_owned() } else { format!("`{format}`") }
        };
        let message = format!(
            "the format of {} changed from {} to {}",
            spot.name,
            none(base.format),
            none(head.format)
        );
        tell(spot, changes, of_format, false, message);
    }
    if base.types.is_some() && head.types.is_some() && base.nullable != head.nullable {
        let (suffix, levels, words) = if head.nullable {
            ("became-nullable", (Compatible, Breaking), "may be `null` now")
        } else {
            ("became-not-nullable", (Breaking, Compatible), "must not be `null` any more")
        };
        spot.tell(changes, suffix, levels, format!("{} {words}", spot.name));
    }
}

fn tell(spot: &Spot<'_, '_>, changes: &mut Changes, relation: Relation, several: bool, message: String) {
    let (suffix, levels) = match relation {
        Relation::Same => return,
        Relation::Wider if several => ("list-of-types-widened", (Compatible, Breaking)),
        Relation::Narrower if several => ("list-of-types-narrowed", (Breaking, Compatible)),
        Relation::Wider => ("type-generalized", (Compatible, Breaking)),
        Relation::Narrower if spot.direction == super::Direction::Response => {
            ("type-specialized", (Breaking, Compatible))
        }
        Relation::Narrower => ("type-changed", (Breaking, Compatible)),
        Relation::Other => ("type-changed", (Breaking, Breaking)),
    };
    spot.tell(changes, suffix, levels, message);
}

/// `None` is any type. Where everything is written as text, `string` holds every other scalar.
fn relation(base: Option<&BTreeSet<&str>>, head: Option<&BTreeSet<&str>>, text: bool) -> Relation {
    let holds = |outer: Option<&BTreeSet<&str>>, inner: Option<&BTreeSet<&str>>| match (outer, inner) {
        (None, _) => true,
        (Some(_), None) => false,
        (Some(outer), Some(inner)) => inner.iter().all(|kind| {
            outer.contains(kind)
                || (*kind == "integer" && outer.contains("number"))
                || (text && outer.contains("string") && matches!(*kind, "integer" | "number" | "boolean"))
        }),
    };
    match (holds(head, base), holds(base, head)) {
        (true, true) => Relation::Same,
        (true, false) => Relation::Wider,
        (false, true) => Relation::Narrower,
        (false, false) => Relation::Other,
    }
}

/// No format allows everything of the type.
fn formats(base: &str, head: &str) -> Relation {
    let holds = |outer: &str, inner: &str| {
        outer.is_empty() || matches!((outer, inner), ("int64", "int32") | ("double", "float"))
    };
    match (holds(head, base), holds(base, head)) {
        (true, true) => Relation::Same,
        (true, false) => Relation::Wider,
        (false, true) => Relation::Narrower,
        (false, false) => Relation::Other,
    }
}
