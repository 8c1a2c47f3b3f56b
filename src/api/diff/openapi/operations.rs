//! Which operation of one side is which of the other.
//!
//! In: operations of both sides. Out: pairs, and what is left. Never: pairs two methods, or two paths that differ by more than the
//! names of their parameters.

use std::collections::{HashMap, HashSet};

use crate::api::diff::Matched;
use crate::api::model::Operation;

/// By key; then by the path without the names of its parameters.
pub(super) fn matched<'a>(base: &'a [Operation], head: &'a [Operation]) -> Matched<'a, Operation> {
    let by_key: HashMap<&str, &Operation> = head.iter().map(|one| (one.key.as_str(), one)).collect();
    let known: HashSet<&str> = base.iter().map(|one| one.key.as_str()).collect();
    let mut by_shape: HashMap<String, &Operation> = HashMap::new();
    for one in head.iter().filter(|one| !known.contains(one.key.as_str())) {
        by_shape.entry(shape(&one.key)).or_insert(one);
    }
    let mut matched = Matched { removed: Vec::new(), added: Vec::new(), both: Vec::new() };
    for one in base {
        match by_key.get(one.key.as_str()).copied().or_else(|| by_shape.remove(&shape(&one.key))) {
            Some(other) => matched.both.push((one, other)),
            None => matched.removed.push(one),
        }
    }
    let paired: HashSet<&str> = matched.both.iter().map(|(_, one)| one.key.as_str()).collect();
    matched.added = head.iter().filter(|one| !paired.contains(one.key.as_str())).collect();
    matched
}

/// A key without the names in its braces.
fn shape(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    let mut inside = false;
    for c in key.chars() {
        match c {
            '{' => inside = true,
            '}' => inside = false,
            _ if inside => continue,
            _ => {}
        }
        out.push(c);
    }
    out
}

/// The names in the braces of a path, in order.
pub(super) fn braces(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}').map(|(name, _)| name)).collect()
}
