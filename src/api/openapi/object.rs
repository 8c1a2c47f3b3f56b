//! Objects that may stand elsewhere: what `$ref` leads to, under what stands beside the `$ref`.
//!
//! In: a node. Out: an [`Object`]. Never: loses what stands beside a reference: it overrides.

use crate::api::documents::{Base, RefFault};
use crate::api::json_schema::Reader;
use crate::api::model::Facts;
use crate::api::node::{child, scalar};
use crate::yaml::Node;

/// Most references from one to the next.
const HOPS: usize = 64;

/// A node, its references followed.
#[derive(Debug, Clone)]
pub(in crate::api) struct Object<'d> {
    pub(in crate::api) node: &'d Node,
    pub(in crate::api) base: Base<'d>,
    /// Nodes with the references that led here, the outermost first.
    over: Vec<&'d Node>,
}

impl<'d> Object<'d> {
    /// A node that is no reference.
    pub(in crate::api) fn plain(node: &'d Node, base: Base<'d>) -> Self {
        Self { node, base, over: Vec::new() }
    }

    /// The value of a key.
    pub(in crate::api) fn get(&self, key: &str) -> Option<&'d Node> {
        self.over.iter().find_map(|node| child(node, key)).or_else(|| child(self.node, key))
    }

    /// The text of a key; empty where there is none.
    pub(in crate::api) fn text(&self, key: &str) -> String {
        self.get(key).and_then(Node::as_str).unwrap_or_default().to_owned()
    }

    /// Whether a key holds `true`.
    pub(in crate::api) fn is_true(&self, key: &str) -> bool {
        self.get(key).and_then(Node::as_bool) == Some(true)
    }

    /// The pairs below a key.
    pub(in crate::api) fn pairs(&self, key: &str) -> Vec<(String, &'d Node)> {
        self.get(key).map(super::entries).unwrap_or_default()
    }

    /// Description, summary and deprecation.
    pub(in crate::api) fn facts(&self) -> Facts {
        Facts {
            summary: self.text("summary"),
            description: self.text("description"),
            deprecated: self.is_true("deprecated"),
            reason: String::new(),
            sunset: scalar(self.get("x-sunset")),
        }
    }
}

impl<'d> Reader<'d> {
    /// The object that a node is or refers to; `None` where that is no mapping or leads nowhere, which is a finding.
    pub(in crate::api) fn follow(&mut self, node: &'d Node, base: Base<'d>) -> Option<Object<'d>> {
        let first = (node, base);
        let mut object = Object::plain(node, base);
        for _ in 0..HOPS {
            object.node.as_map()?;
            let Some(reference) = object.node.get("$ref") else { return Some(object) };
            object.over.push(object.node);
            (object.node, object.base) = self.resolve(reference, object.base)?;
        }
        let (node, base) = first;
        let written = child(node, "$ref").and_then(Node::as_str).unwrap_or_default();
        self.unresolved(written, &RefFault::Circle, self.documents.span(base, node));
        None
    }
}
