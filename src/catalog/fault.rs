//! What is wrong with one entity.
//!
//! In: a field's path and words. Out: diagnostics at the field's place. Never: stops at the first.

use crate::diag::{Code, Diagnostic};
use crate::source::{FileId, Span};
use crate::yaml::Node;

/// One thing wrong with an entity document; any of them keeps it out of the catalog, as in Backstage.
#[derive(Debug, Clone)]
pub(super) struct Fault {
    pub(super) code: &'static Code,
    /// Keys and indices from the document's root; what is missing has the path of where it would stand.
    pub(super) path: Vec<String>,
    pub(super) message: String,
    pub(super) help: Option<String>,
    /// Whether the key rather than the value is meant.
    pub(super) at_key: bool,
}

impl Fault {
    pub(super) fn new(code: &'static Code, path: &[&str], message: impl Into<String>) -> Self {
        let path = path.iter().map(|part| (*part).to_owned()).collect();
        Self { code, path, message: message.into(), help: None, at_key: false }
    }

    pub(super) fn help(mut self, text: impl Into<String>) -> Self {
        self.help = Some(text.into());
        self
    }

    pub(super) fn at_key(mut self) -> Self {
        self.at_key = true;
        self
    }

    /// At the field's place in the document, or at the nearest node above that is written.
    pub(super) fn diagnostic(&self, file: FileId, document: &Node, entity: Option<&str>) -> Diagnostic {
        let mut diagnostic =
            Diagnostic::new(self.code, &self.message).at(place(file, document, &self.path, self.at_key));
        if let Some(help) = &self.help {
            diagnostic = diagnostic.help(help);
        }
        if let Some(entity) = entity {
            diagnostic = diagnostic.entity(entity);
        }
        diagnostic
    }
}

/// The place of a path in a document. For a node that spans lines (a missing field's mapping) the key above it
/// is pointed at, so that the caret stands on one line.
pub(super) fn place(file: FileId, document: &Node, path: &[String], at_key: bool) -> Span {
    let mut node = document;
    let mut key = None;
    for (index, part) in path.iter().enumerate() {
        let next = match (node.as_map(), node.as_seq()) {
            (Some(map), _) => map.entry(part).map(|entry| (Some(&entry.key), &entry.value)),
            (_, Some(items)) => {
                part.parse::<usize>().ok().and_then(|at| items.get(at)).map(|item| (None, item))
            }
            _ => None,
        };
        let Some((found_key, value)) = next else {
            return key.map_or_else(|| first_line(file, node), |key: &Node| Span::new(file, key.range()));
        };
        key = found_key.or(key);
        node = value;
        if index + 1 == path.len()
            && at_key
            && let Some(key) = found_key
        {
            return Span::new(file, key.range());
        }
    }
    let is_leaf = node.as_map().is_none() && node.as_seq().is_none();
    match key {
        Some(key) if !is_leaf || node.span.is_empty() => Span::new(file, key.range()),
        _ if is_leaf => Span::new(file, node.range()),
        _ => first_line(file, node),
    }
}

/// A mapping is pointed at by its first key.
fn first_line(file: FileId, node: &Node) -> Span {
    match node.as_map().and_then(|map| map.0.first()) {
        Some(entry) => Span::new(file, entry.key.range()),
        None => Span::new(file, node.range()),
    }
}
