//! Rules on authentication.
//!
//! In: requirements and schemes on both sides. Out: changes. Never: a requirement that some caller of before still meets as breaking.
//!
//! Requirements are alternatives, each a set of schemes with scopes. A caller who met one of them before must meet one of them now;
//! oasdiff calls every such change compatible.

use crate::api::diff::Compatibility::{Breaking, Compatible};
use crate::api::diff::change::Changes;
use crate::api::model::{Api, Operation, Scheme};

type Alternative = Vec<(String, Vec<String>)>;

pub(super) fn compare(before: &Operation, after: &Operation, changes: &mut Changes) {
    let none: Vec<Alternative> = vec![Vec::new()];
    let of = |operation: &Operation| {
        if operation.security.is_empty() { none.clone() } else { operation.security.clone() }
    };
    let (old, new) = (of(before), of(after));
    let enough = |had: &Alternative, asked: &Alternative| {
        asked.iter().all(|(scheme, scopes)| {
            had.iter().any(|(known, known_scopes)| {
                known == scheme && scopes.iter().all(|scope| known_scopes.contains(scope))
            })
        })
    };
    for had in &old {
        if new.iter().any(|asked| enough(had, asked)) {
            continue;
        }
        let (rule, message) = if had.is_empty() {
            let asked: Vec<String> = new.iter().map(shown).collect();
            ("api-security-added", format!("authentication is required now: {}", asked.join(" or ")))
        } else if new.iter().any(|asked| asked.iter().all(|(scheme, _)| has(had, scheme))) {
            ("api-security-scope-added", format!("{} needs more scopes now", shown(had)))
        } else {
            ("api-security-removed", format!("{} is not enough any more", shown(had)))
        };
        changes.add(rule, Breaking, shown(had), message);
    }
    for asked in new.iter().filter(|asked| !old.contains(asked)) {
        if !asked.is_empty() && old.iter().all(|had| !had.is_empty()) {
            let message = format!("callers may authenticate with {} now", shown(asked));
            changes.add("api-security-added", Compatible, shown(asked), message);
        } else if asked.is_empty() {
            let message = "authentication is not required any more";
            changes.add("api-security-removed", Compatible, "security", message);
        }
    }
}

fn has(alternative: &Alternative, scheme: &str) -> bool {
    alternative.iter().any(|(known, _)| known == scheme)
}

fn shown(alternative: &Alternative) -> String {
    if alternative.is_empty() {
        return "no authentication".to_owned();
    }
    let all: Vec<String> = alternative
        .iter()
        .map(|(scheme, scopes)| match scopes.as_slice() {
            [] => format!("`{scheme}`"),
            scopes => format!("`{scheme}` ({})", scopes.join(", ")),
        })
        .collect();
    all.join(" and ")
}

/// Schemes by name.
pub(super) fn schemes(base: &Api, head: &Api, changes: &mut Changes) {
    let find = |api: &'_ Api, name: &str| api.schemes.iter().position(|scheme| scheme.name == name);
    for scheme in &base.schemes {
        let name = scheme.name.as_str();
        let Some(at) = find(head, name) else {
            let message = format!("the security scheme `{name}` was removed");
            changes.add("api-security-component-removed", Compatible, name, message);
            continue;
        };
        let other: &Scheme = &head.schemes[at];
        if (&scheme.kind, &scheme.detail) != (&other.kind, &other.detail) {
            let message =
                format!("the security scheme `{name}` changed from {} to {}", words(scheme), words(other));
            changes.add("api-security-component-type-changed", Breaking, name, message);
        } else if scheme.notes != other.notes {
            let message = format!("URLs or scopes of the security scheme `{name}` changed");
            changes.add("api-security-component-oauth-url-changed", Compatible, name, message);
        }
    }
    for scheme in head.schemes.iter().filter(|scheme| find(base, &scheme.name).is_none()) {
        let message = format!("the security scheme `{}` was added", scheme.name);
        changes.add("api-security-component-added", Compatible, scheme.name.as_str(), message);
    }
}

fn words(scheme: &Scheme) -> String {
    format!("{} {}", scheme.kind, scheme.detail).trim().to_owned()
}
