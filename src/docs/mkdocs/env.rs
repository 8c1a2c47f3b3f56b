//! `!ENV`: a value from the environment (pyyaml-env-tag, which MkDocs uses).
//!
//! In: a tree and the variables that were handed down. Out: the tree with every `!ENV` replaced.
//! Never: reads the environment itself: a crawled repository must not learn the secrets of a build.

use std::collections::BTreeMap;

use crate::yaml::{Limits, Node, Schema, Value, parse};

/// Replaces every `!ENV NAME` and `!ENV [NAME, OTHER, default]` below `node`.
pub(super) fn fill(node: &mut Node, variables: &BTreeMap<String, String>) {
    if node.tag.as_deref() == Some("!ENV") {
        let value = lookup(node, variables);
        node.value = value;
        node.tag = None;
        return;
    }
    match &mut node.value {
        Value::Seq(items) => items.iter_mut().for_each(|item| fill(item, variables)),
        Value::Map(map) => map.0.iter_mut().for_each(|entry| fill(&mut entry.value, variables)),
        _ => {}
    }
}

/// The first variable that is set; of a list of two and more the last is the default.
fn lookup(node: &Node, variables: &BTreeMap<String, String>) -> Value {
    let (names, default) = match &node.value {
        Value::Seq(items) => match items.split_last() {
            Some((last, names)) if !names.is_empty() => (names, last.value.clone()),
            _ => (items.as_slice(), Value::Null),
        },
        _ => (std::slice::from_ref(node), Value::Null),
    };
    names.iter().find_map(|name| variables.get(name.as_str()?)).map_or(default, |text| scalar(text))
}

/// What the variable says, read as YAML once more: `true` is a truth.
fn scalar(text: &str) -> Value {
    let mut stream = parse(text, Schema::Mkdocs, Limits { depth: 2, nodes: 10, documents: 1 });
    match stream.documents.pop().and_then(|document| document.root).map(|root| root.value) {
        Some(Value::Seq(_) | Value::Map(_)) | None => Value::String(text.into()),
        Some(value) => value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables() {
        let variables: BTreeMap<String, String> =
            [("A", "true"), ("B", "text")].map(|(k, v)| (k.to_owned(), v.to_owned())).into();
        for (yaml, expected) in [
            ("!ENV A", Value::Bool(true)),
            ("!ENV B", Value::String("text".into())),
            ("!ENV C", Value::Null),
            ("!ENV [C, B]", Value::String("text".into())),
            ("!ENV [C, D, 7]", Value::Int(7)),
            ("!ENV [A, false]", Value::Bool(true)),
        ] {
            let mut stream = parse(yaml, Schema::Mkdocs, Limits::default());
            let mut root = stream.documents.remove(0).root.unwrap();
            fill(&mut root, &variables);
            // `[C, B]`: B is the default, and stands for itself.
            let expected = if yaml == "!ENV [C, B]" { Value::String("B".into()) } else { expected };
            assert_eq!(root.value, expected, "{yaml}");
        }
    }
}
