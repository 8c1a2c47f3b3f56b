//! Rules on choices, conditions and the items of arrays.
//!
//! In: a value on both sides. Out: changes; the schemas that both sides have. Never: pairs two choices by their place alone where
//! their names differ.

use super::spot::Spot;
use super::view::{View, view};
use super::{Comparison, Pair};
use crate::api::diff::change::Changes;
use crate::api::diff::change::Compatibility::{self, Breaking, Compatible};
use crate::api::model::Api;
use crate::api::schema::SchemaId;

type Levels = (Compatibility, Compatibility);

pub(super) fn compare(
    comparison: &Comparison<'_>,
    spot: &Spot<'_, '_>,
    changes: &mut Changes,
    next: &mut Vec<Pair>,
) {
    choices(comparison, spot, changes, next, true);
    choices(comparison, spot, changes, next, false);
    items(spot, changes, next);
    conditions(spot, changes, next);
    discriminator(spot, changes);
}

/// What a choice is called: its name, its title, or what it looks like.
fn label(api: &Api, id: SchemaId) -> (Option<String>, String) {
    let seen = view(&api.schemas, &[id]);
    let mut looks: Vec<&str> = seen.types.iter().flatten().copied().collect();
    looks.push(seen.format);
    looks.extend(seen.values.iter().flatten());
    looks.extend(seen.properties.iter().map(|(name, _)| *name));
    let name = seen.names.first().map(|name| api.named(*name).name.clone());
    let name = name.or_else(|| (!seen.title.is_empty()).then(|| seen.title.to_owned()));
    (name, looks.join(" "))
}

fn choices(
    comparison: &Comparison<'_>,
    spot: &Spot<'_, '_>,
    changes: &mut Changes,
    next: &mut Vec<Pair>,
    one: bool,
) {
    fn of<'v>(view: &'v View<'_>, one: bool) -> &'v [SchemaId] {
        if one { &view.one_of } else { &view.any_of }
    }
    let (before, after) = (of(spot.base, one), of(spot.head, one));
    let word = if one { "one-of" } else { "any-of" };
    let (removed, added): (Levels, Levels) =
        ((Breaking, Compatible), (Compatible, if one { Breaking } else { Compatible }));
    let mut left: Vec<(SchemaId, (Option<String>, String))> =
        before.iter().map(|id| (*id, label(comparison.base, *id))).collect();
    let mut right: Vec<(SchemaId, (Option<String>, String))> =
        after.iter().map(|id| (*id, label(comparison.head, *id))).collect();
    if before.is_empty() && !after.is_empty() {
        let choice = |view: &View<'_>| !view.one_of.is_empty() || !view.any_of.is_empty();
        // From one kind of choice to the other: told by the other kind.
        if !choice(spot.base) && stated(spot.base) {
            let message = format!("{} is a choice of {} now", spot.name, names(&right));
            spot.tell(changes, &format!("wrapped-in-{word}"), (Breaking, Breaking), message);
        }
        return;
    }
    if after.is_empty() && !before.is_empty() {
        unwrapped(comparison, spot, changes, word, &left);
        return;
    }
    let mut pairs = Vec::new();
    for by in [
        (|a, b| a.0.is_some() && a.0 == b.0)
            as fn(&(Option<String>, String), &(Option<String>, String)) -> bool,
        |a, b| a.1 == b.1 && (a.0.is_none() || b.0.is_none()),
    ] {
        left.retain(|(id, label)| match right.iter().position(|(_, other)| by(label, other)) {
            Some(at) => {
                pairs.push((*id, right.remove(at).0));
                false
            }
            None => true,
        });
    }
    // One on either side that has no name: the same, changed.
    if let ([(base, (None, _))], [(head, (None, _))]) = (left.as_slice(), right.as_slice()) {
        let kinds = |api: &Api, id| view(&api.schemas, &[id]).types.map(|types| types.len());
        if kinds(comparison.base, *base) == kinds(comparison.head, *head)
            && left[0].1.1.split(' ').next() == right[0].1.1.split(' ').next()
        {
            pairs.push((*base, *head));
            left.clear();
            right.clear();
        }
    }
    for choice in left.iter().map(|(_, label)| shown(label)) {
        let message = format!("the choice {choice} of {} was removed", spot.name);
        spot.tell(changes, &format!("{word}-removed"), removed, message);
    }
    for choice in right.iter().map(|(_, label)| shown(label)) {
        let message = format!("the choice {choice} of {} was added", spot.name);
        spot.tell(changes, &format!("{word}-added"), added, message);
    }
    next.extend(pairs.into_iter().map(|(base, head)| Pair::same(vec![base], vec![head])));
}

/// Whether a view says what its value is, choices apart.
fn stated(view: &View<'_>) -> bool {
    view.types.is_some() || view.values.is_some() || !view.properties.is_empty()
}

/// A choice became one of what could be chosen, or is not made any more.
fn unwrapped(
    comparison: &Comparison<'_>,
    spot: &Spot<'_, '_>,
    changes: &mut Changes,
    word: &str,
    left: &[(SchemaId, (Option<String>, String))],
) {
    if !spot.head.one_of.is_empty() || !spot.head.any_of.is_empty() {
        let message = format!("the kind of choice of {} changed", spot.name);
        let level = if word == "one-of" { (Compatible, Breaking) } else { (Breaking, Compatible) };
        spot.tell(changes, &format!("{word}-replaced"), level, message);
        return;
    }
    let now: Vec<&str> =
        spot.head.names.iter().map(|name| comparison.head.named(*name).name.as_str()).collect();
    let of_head: Vec<&str> = spot.head.properties.iter().map(|(name, _)| *name).collect();
    let stays = |id: SchemaId, label: &(Option<String>, String)| {
        label.0.as_deref().is_some_and(|name| now.contains(&name)) || {
            let one = view(&comparison.base.schemas, &[id]);
            one.types == spot.head.types
                && !one.properties.is_empty()
                && one.properties.iter().all(|(name, _)| of_head.contains(name))
        }
    };
    let gone: Vec<_> = left.iter().filter(|(id, label)| !stays(*id, label)).cloned().collect();
    let levels = if gone.len() < left.len() || stated(spot.head) && !stated(spot.base) {
        (Breaking, Compatible)
    } else {
        // What had to be chosen from does not have to be any more.
        (Compatible, Breaking)
    };
    let message = format!("{} is no choice of {} any more", spot.name, names(left));
    spot.tell(changes, &format!("{word}-removed"), levels, message);
}

fn shown((name, looks): &(Option<String>, String)) -> String {
    format!("`{}`", name.as_deref().unwrap_or(looks.trim()))
}

fn names(choices: &[(SchemaId, (Option<String>, String))]) -> String {
    let all: Vec<String> = choices.iter().map(|(_, label)| shown(label)).collect();
    all.join(", ")
}

fn items(spot: &Spot<'_, '_>, changes: &mut Changes, next: &mut Vec<Pair>) {
    const KEYWORDS: [&str; 5] = ["items", "prefixItems", "contains", "unevaluatedItems", "additionalItems"];
    for keyword in KEYWORDS {
        let of = |view: &View<'_>| view.items.get(keyword).cloned().unwrap_or_default();
        let (before, after) = (of(spot.base), of(spot.head));
        // A tuple has a schema a place, everything else may be said by several schemas at once.
        if keyword == "prefixItems" {
            next.extend(before.iter().zip(&after).map(|(a, b)| Pair::item(vec![*a], vec![*b])));
        } else if !before.is_empty() && !after.is_empty() {
            next.push(Pair::item(before.clone(), after.clone()));
        }
        // A change of the type says it all.
        if spot.base.types != spot.head.types {
            continue;
        }
        let (word, add, remove): (_, Levels, Levels) = match keyword {
            "prefixItems" => ("prefix-items", (Compatible, Breaking), (Breaking, Compatible)),
            "contains" => ("contains", (Breaking, Compatible), (Compatible, Breaking)),
            "items" => ("items", (Breaking, Compatible), (Compatible, Breaking)),
            _ => ("unevaluated-items", (Breaking, Compatible), (Compatible, Breaking)),
        };
        let several = keyword == "prefixItems";
        if after.len() > before.len() && (several || before.is_empty()) {
            let message = format!("`{keyword}` of {} was added", spot.name);
            spot.tell(changes, &format!("{word}-added"), add, message);
        } else if before.len() > after.len() && (several || after.is_empty()) {
            let message = format!("`{keyword}` of {} was removed", spot.name);
            spot.tell(changes, &format!("{word}-removed"), remove, message);
        }
    }
}

fn conditions(spot: &Spot<'_, '_>, changes: &mut Changes, next: &mut Vec<Pair>) {
    let word = |label: &str| match label {
        "if" | "then" | "else" => label.to_owned(),
        "decoded content" => "content-schema".to_owned(),
        _ => "dependent-schema".to_owned(),
    };
    for (label, before) in &spot.base.conditions {
        if let Some(after) = spot.head.conditions.get(label) {
            next.push(Pair::same(vec![*before], vec![*after]));
            continue;
        }
        let message = format!("the condition `{label}` of {} was removed", spot.name);
        spot.tell(changes, &format!("{}-removed", word(label)), (Compatible, Breaking), message);
    }
    for label in spot.head.conditions.keys().filter(|label| !spot.base.conditions.contains_key(*label)) {
        let message = format!("the condition `{label}` of {} was added", spot.name);
        spot.tell(changes, &format!("{}-added", word(label)), (Breaking, Compatible), message);
    }
    for (keyword, word) in
        [("not", "not"), ("propertyNames", "property-names"), ("dependentRequired", "dependent-required")]
    {
        let name = &spot.name;
        let (suffix, levels, verb): (_, Levels, _) =
            match (spot.base.rules.get(keyword), spot.head.rules.get(keyword)) {
                (None, Some(_)) => ("added", (Breaking, Compatible), "was added"),
                (Some(_), None) => ("removed", (Compatible, Breaking), "was removed"),
                (Some(before), Some(after)) if before != after => {
                    ("changed", (Breaking, Breaking), "changed")
                }
                _ => continue,
            };
        spot.tell(changes, &format!("{word}-{suffix}"), levels, format!("`{keyword}` of {name} {verb}"));
    }
}

/// What a discriminator says is an aid to readers: the choices themselves are compared.
fn discriminator(spot: &Spot<'_, '_>, changes: &mut Changes) {
    let none = (Compatible, Compatible);
    let name = &spot.name;
    match (spot.base.discriminator, spot.head.discriminator) {
        (None, Some(after)) => {
            let message = format!("{name} has the discriminator `{}` now", after.property);
            spot.tell(changes, "discriminator-added", none, message);
        }
        (Some(before), None) => {
            let message = format!("the discriminator `{}` of {name} was removed", before.property);
            spot.tell(changes, "discriminator-removed", none, message);
        }
        (Some(before), Some(after)) => {
            if before.property != after.property {
                let message = format!(
                    "the discriminator of {name} is `{}` now, not `{}`",
                    after.property, before.property
                );
                spot.tell(changes, "discriminator-property-name-changed", none, message);
            }
            let has = |list: &[(String, SchemaId)], value: &str| list.iter().any(|(known, _)| known == value);
            for (value, _) in before.mapping.iter().filter(|(value, _)| !has(&after.mapping, value)) {
                let message = format!("the value `{value}` of the discriminator of {name} was removed");
                spot.tell(changes, "discriminator-mapping-deleted", none, message);
            }
            for (value, _) in after.mapping.iter().filter(|(value, _)| !has(&before.mapping, value)) {
                let message = format!("the value `{value}` of the discriminator of {name} was added");
                spot.tell(changes, "discriminator-mapping-added", none, message);
            }
        }
        (None, None) => {}
    }
}
