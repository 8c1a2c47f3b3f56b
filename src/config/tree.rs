//! A configuration as it was written, each value with its file.
//!
//! In: YAML nodes. Out: a tree that remembers where every value stands, merged as Backstage merges.
//! Never: loses the place of a value that another file replaced in part.

use std::path::Path;
use std::sync::Arc;

use crate::source::{FileId, Span};
use crate::yaml::{Node, Value as Yaml};

/// A value and where it is written.
#[derive(Debug, Clone)]
pub(super) struct Tree {
    pub(super) value: Value,
    pub(super) span: Span,
    /// Folder of the file: relative paths start there.
    pub(super) folder: Arc<Path>,
}

/// What a value is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    Null,
    Bool(bool),
    Number(f64),
    Text(String),
    List(Vec<Tree>),
    Map(Vec<Pair>),
}

/// A key with its value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pair {
    pub(super) key: String,
    pub(super) key_span: Span,
    pub(super) value: Tree,
}

impl PartialEq for Tree {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl Tree {
    /// A tree of a node of `file`; of repeated keys the last counts.
    pub(super) fn new(node: &Node, file: FileId, folder: &Arc<Path>) -> Self {
        let tree = |node: &Node| Self::new(node, file, folder);
        let value = match &node.value {
            Yaml::Null => Value::Null,
            Yaml::Bool(truth) => Value::Bool(*truth),
            Yaml::Int(number) => Value::Number(*number as f64),
            Yaml::Float(number) => Value::Number(*number),
            Yaml::String(text) => Value::Text(text.to_string()),
            Yaml::Seq(items) => Value::List(items.iter().map(tree).collect()),
            Yaml::Map(map) => {
                let mut pairs: Vec<Pair> = Vec::new();
                for entry in map {
                    let key = entry.key.key_text();
                    pairs.retain(|pair| pair.key != key);
                    let key_span = Span::new(file, entry.key.range());
                    pairs.push(Pair { key, key_span, value: tree(&entry.value) });
                }
                Value::Map(pairs)
            }
        };
        Self { value, span: Span::new(file, node.range()), folder: Arc::clone(folder) }
    }

    /// `later` over `self`: mappings key by key, everything else whole; a null takes the key away
    /// (Backstage's config-loader 1.11).
    pub(super) fn merge(self, later: Self) -> Self {
        match (self.value, later.value) {
            (Value::Map(mut pairs), Value::Map(more)) => {
                for pair in more {
                    let at = pairs.iter().position(|known| known.key == pair.key);
                    match at {
                        Some(at) if pair.value.value == Value::Null => drop(pairs.remove(at)),
                        Some(at) => {
                            let known = pairs[at].value.clone();
                            pairs[at] = Pair { value: known.merge(pair.value), ..pair };
                        }
                        None => pairs.push(pair),
                    }
                }
                Self { value: Value::Map(pairs), span: later.span, folder: later.folder }
            }
            (_, value) => Self { value, span: later.span, folder: later.folder },
        }
    }

    /// The value under a dotted path of keys (`app.title`). Nulls and what is not there are alike.
    pub(super) fn at(&self, path: &str) -> Option<&Self> {
        let mut tree = self;
        for part in path.split('.') {
            tree = tree.pairs().iter().find(|pair| pair.key == part).map(|pair| &pair.value)?;
        }
        (tree.value != Value::Null).then_some(tree)
    }

    /// The pairs of a mapping; none of anything else.
    pub(super) fn pairs(&self) -> &[Pair] {
        match &self.value {
            Value::Map(pairs) => pairs,
            _ => &[],
        }
    }

    /// The value under a key, to change it.
    pub(super) fn at_mut(&mut self, key: &str) -> Option<&mut Self> {
        match &mut self.value {
            Value::Map(pairs) => pairs.iter_mut().find(|pair| pair.key == key).map(|pair| &mut pair.value),
            _ => None,
        }
    }

    /// The values of a mapping or the items of a list, to change them.
    pub(super) fn values_mut(&mut self) -> Vec<&mut Self> {
        match &mut self.value {
            Value::Map(pairs) => pairs.iter_mut().map(|pair| &mut pair.value).collect(),
            Value::List(items) => items.iter_mut().collect(),
            _ => Vec::new(),
        }
    }

    /// The items of a list; none of anything else.
    pub(super) fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// A text that is not empty. A number is its text, as environment values are.
    pub(super) fn text(&self) -> Option<String> {
        match &self.value {
            Value::Text(text) if !text.is_empty() => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// A truth, written as Backstage's config reader takes it.
    pub(super) fn truth(&self) -> Option<bool> {
        match &self.value {
            Value::Bool(truth) => Some(*truth),
            Value::Text(_) | Value::Number(_) => {
                match self.text().unwrap_or_default().to_ascii_lowercase().as_str() {
                    "y" | "yes" | "true" | "1" | "on" => Some(true),
                    "n" | "no" | "false" | "0" | "off" => Some(false),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// A text at a path.
    pub(super) fn text_at(&self, path: &str) -> Option<String> {
        self.at(path)?.text()
    }

    /// The texts of a list at a path; one text is a list of one.
    pub(super) fn texts_at(&self, path: &str) -> Option<Vec<String>> {
        let tree = self.at(path)?;
        Some(match &tree.value {
            Value::List(items) => items.iter().filter_map(Self::text).collect(),
            _ => tree.text().into_iter().collect(),
        })
    }

    /// What it is, for messages.
    pub(super) fn describe(&self) -> &'static str {
        match self.value {
            Value::Null => "nothing",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::Text(_) => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }
}
