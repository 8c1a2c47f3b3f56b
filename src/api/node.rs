//! Small questions to nodes of a YAML tree.
//!
//! In: nodes. Out: texts, children, JSON as it is shown. Never: fails: what is of another kind counts as absent.

use std::fmt::Write as _;

use crate::yaml::{Node, Value};

/// The child under a key, whatever kind of scalar the key is (`200:` is a key like `"200":`).
pub(super) fn child<'n>(node: &'n Node, key: &str) -> Option<&'n Node> {
    let map = node.as_map()?;
    map.get(key).or_else(|| {
        let same = |entry: &&crate::yaml::Entry| entry.key.as_str().is_none() && entry.key.key_text() == key;
        map.iter().find(same).map(|entry| &entry.value)
    })
}

/// The text under a key; empty where there is none.
pub(super) fn text(node: &Node, key: &str) -> String {
    node.get(key).and_then(Node::as_str).unwrap_or_default().to_owned()
}

/// Whether a key holds `true`.
pub(super) fn is_true(node: &Node, key: &str) -> bool {
    node.get(key).and_then(Node::as_bool) == Some(true)
}

/// The items under a key.
pub(super) fn list<'n>(node: &'n Node, key: &str) -> &'n [Node] {
    node.get(key).and_then(Node::as_seq).unwrap_or_default()
}

/// The texts among the items under a key.
pub(super) fn texts(node: &Node, key: &str) -> Vec<String> {
    list(node, key).iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

/// The pairs under a key, keys as text.
pub(super) fn pairs<'n>(node: &'n Node, key: &str) -> Vec<(String, &'n Node)> {
    node.get(key).map(entries).unwrap_or_default()
}

/// The pairs of a mapping, keys as text.
pub(super) fn entries(node: &Node) -> Vec<(String, &Node)> {
    let map = node.as_map().map(|map| map.iter().as_slice()).unwrap_or_default();
    map.iter().map(|entry| (entry.key.key_text(), &entry.value)).collect()
}

/// A scalar of any kind as text; empty for a collection.
pub(super) fn scalar(node: Option<&Node>) -> String {
    match node {
        Some(Node { value: Value::Seq(_) | Value::Map(_) | Value::Null, .. }) | None => String::new(),
        Some(node) => shown(node),
    }
}

/// Text bare, anything else as JSON on one line with blanks after `,` and `:`.
pub(super) fn shown(node: &Node) -> String {
    match &node.value {
        Value::String(text) => text.to_string(),
        _ => json(node, None),
    }
}

/// Most levels and values of an example that are printed.
const DEPTH: usize = 40;
const VALUES: usize = 4000;

/// JSON over lines.
pub(super) fn pretty(node: &Node) -> String {
    json(node, Some(0))
}

/// JSON on one line, text in quotes.
pub(super) fn literal(node: &Node) -> String {
    json(node, None)
}

fn json(node: &Node, indent: Option<usize>) -> String {
    let mut out = String::new();
    let mut room = VALUES;
    print(node, indent, 0, &mut room, &mut out);
    out
}

fn print(node: &Node, indent: Option<usize>, depth: usize, room: &mut usize, out: &mut String) {
    if *room == 0 || depth > DEPTH {
        out.push('…');
        return;
    }
    *room -= 1;
    let line = |out: &mut String, level: usize| {
        if let Some(base) = indent {
            out.push('\n');
            out.extend(std::iter::repeat_n("  ", base + level));
        }
    };
    let comma = if indent.is_some() { "," } else { ", " };
    match &node.value {
        Value::Seq(items) if !items.is_empty() => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push_str(comma);
                }
                line(out, depth + 1);
                print(item, indent, depth + 1, room, out);
            }
            line(out, depth);
            out.push(']');
        }
        Value::Map(map) if !map.0.is_empty() => {
            out.push('{');
            for (index, entry) in map.iter().enumerate() {
                if index > 0 {
                    out.push_str(comma);
                }
                line(out, depth + 1);
                out.push_str(&quoted(&entry.key.key_text()));
                out.push_str(": ");
                print(&entry.value, indent, depth + 1, room, out);
            }
            line(out, depth);
            out.push('}');
        }
        Value::Seq(_) => out.push_str("[]"),
        Value::Map(_) => out.push_str("{}"),
        Value::Null => out.push_str("null"),
        Value::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Value::Int(number) => out.push_str(&number.to_string()),
        Value::Float(number) => {
            let _ = write!(out, "{number:?}");
        }
        Value::String(text) => out.push_str(&quoted(text)),
    }
}

/// A JSON string.
pub(super) fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::{Limits, Schema, parse};

    #[test]
    fn json_as_it_is_shown() {
        let text = "a: [1, 2.0, x]\n200: {b: null}\n";
        let root = parse(text, Schema::Definition, Limits::default()).documents.remove(0).root.unwrap();
        assert_eq!(shown(&root), r#"{"a": [1, 2.0, "x"], "200": {"b": null}}"#);
        let lines = "{\n  \"a\": [\n    1,\n    2.0,\n    \"x\"\n  ],\n  \"200\": {\n    \"b\": null\n  }\n}";
        assert_eq!(pretty(&root), lines);
        assert_eq!(child(&root, "200").map(shown).as_deref(), Some(r#"{"b": null}"#));
    }
}
