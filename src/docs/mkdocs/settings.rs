//! The keys of an mkdocs.yml, each with the file it was written in.
//!
//! In: filled by the reader. Out: typed looks at single keys. Never: fills in a default: that is for whoever
//! needs the key.

use std::ops::Range;

use crate::source::{FileId, Span};
use crate::yaml::{Node, Value};

/// A node and the file it stands in: with `INHERIT` a configuration has several.
#[derive(Debug, Clone, Copy)]
pub(in crate::docs) struct Sited<'a> {
    /// The value.
    pub(in crate::docs) node: &'a Node,
    /// Where it was written.
    pub(in crate::docs) file: FileId,
}

impl<'a> Sited<'a> {
    pub(in crate::docs) fn span(self) -> Span {
        Span::new(self.file, self.node.range())
    }

    /// Another node of the same file.
    pub(in crate::docs) fn with(self, node: &'a Node) -> Self {
        Self { node, file: self.file }
    }
}

/// A plugin that is listed, with its options if it has any.
#[derive(Debug, Clone, Copy)]
pub(in crate::docs) struct Plugin<'a>(Option<Sited<'a>>);

impl<'a> Plugin<'a> {
    /// One of its options.
    pub(in crate::docs) fn option(self, key: &str) -> Option<Sited<'a>> {
        let options = self.0?;
        options.node.get(key).filter(|node| !node.is_null()).map(|node| options.with(node))
    }

    /// An option that is a text.
    pub(in crate::docs) fn text(self, key: &str) -> Option<String> {
        self.option(key).and_then(|sited| scalar(sited.node)).filter(|text| !text.is_empty())
    }

    /// An option that is a truth.
    pub(in crate::docs) fn flag(self, key: &str) -> Option<bool> {
        self.option(key).and_then(|sited| sited.node.as_bool())
    }
}

/// A top-level key.
#[derive(Debug, Clone)]
pub(super) struct Key {
    pub(super) name: String,
    /// Where the name stands in `file`.
    pub(super) place: Range<usize>,
    pub(super) node: Node,
    pub(super) file: FileId,
}

impl Key {
    /// Where the name stands.
    pub(super) fn name_span(&self) -> Span {
        Span::new(self.file, self.place.clone())
    }
}

/// An entry of `plugins` or `markdown_extensions`.
#[derive(Debug, Clone)]
pub(in crate::docs) struct Listed<'a> {
    pub(in crate::docs) name: String,
    /// Where the name stands.
    pub(in crate::docs) span: Span,
    pub(in crate::docs) options: Option<Sited<'a>>,
}

/// Everything that an mkdocs.yml and the files above it set.
#[derive(Debug, Clone, Default)]
pub(in crate::docs) struct Settings {
    pub(super) keys: Vec<Key>,
}

impl Settings {
    /// The value of a key; a key without a value counts as absent.
    pub(in crate::docs) fn get(&self, name: &str) -> Option<Sited<'_>> {
        let key = self.keys.iter().find(|key| key.name == name)?;
        (!key.node.is_null()).then_some(Sited { node: &key.node, file: key.file })
    }

    /// A text, or a number written where a text was meant.
    pub(in crate::docs) fn text(&self, name: &str) -> Option<String> {
        self.get(name).and_then(|sited| scalar(sited.node)).filter(|text| !text.is_empty())
    }

    /// A truth.
    pub(in crate::docs) fn flag(&self, name: &str) -> Option<bool> {
        self.get(name).and_then(|sited| sited.node.as_bool())
    }

    /// Names and options of `plugins` or `markdown_extensions`.
    pub(in crate::docs) fn listed(&self, name: &str) -> Vec<Listed<'_>> {
        self.get(name).map(listed).unwrap_or_default()
    }

    /// A plugin, if it is listed and not switched off.
    pub(in crate::docs) fn plugin(&self, names: &[&str]) -> Option<Plugin<'_>> {
        self.listed("plugins")
            .into_iter()
            .find(|listed| {
                let off = listed
                    .options
                    .and_then(|options| options.node.get("enabled"))
                    .is_some_and(|node| node.as_bool() == Some(false));
                names.contains(&listed.name.as_str()) && !off
            })
            .map(|listed| Plugin(listed.options))
    }

    /// Names at the top level, in order, with their places.
    pub(in crate::docs) fn names(&self) -> impl Iterator<Item = (&str, Sited<'_>)> {
        self.keys.iter().map(|key| (key.name.as_str(), Sited { node: &key.node, file: key.file }))
    }
}

/// `[name, {name: options}]` or `{name: options}` as entries; the forms may be mixed.
fn listed(list: Sited<'_>) -> Vec<Listed<'_>> {
    let mut out = Vec::new();
    let bare = |name: &str, node: &Node| Listed {
        name: name.to_owned(),
        span: Span::new(list.file, node.range()),
        options: None,
    };
    match &list.node.value {
        Value::Map(entries) => {
            out.extend(entries.iter().map(|entry| Listed {
                name: entry.key.key_text(),
                span: Span::new(list.file, entry.key.range()),
                options: (!entry.value.is_null()).then(|| list.with(&entry.value)),
            }));
        }
        Value::Seq(items) => {
            for item in items {
                match &item.value {
                    Value::String(name) => out.push(bare(name, item)),
                    Value::Map(_) => out.extend(listed(list.with(item))),
                    _ => {}
                }
            }
        }
        Value::String(name) => out.push(bare(name, list.node)),
        _ => {}
    }
    out
}

/// The text of a scalar; numbers and booleans as they print.
pub(in crate::docs) fn scalar(node: &Node) -> Option<String> {
    match &node.value {
        Value::String(text) => Some(text.to_string()),
        Value::Int(_) | Value::Float(_) | Value::Bool(_) => Some(node.key_text()),
        Value::Null | Value::Seq(_) | Value::Map(_) => None,
    }
}
