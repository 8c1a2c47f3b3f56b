//! The tree that a YAML document is.
//!
//! In: built by [`parse`](super::parse). Out: values with their byte ranges, tags and styles.
//! Never: loses the order of keys or a repeated key.

use std::ops::Range;

/// A value and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value, after the schema's rules for plain scalars.
    pub value: Value,
    /// Byte range in the file. An alias has the range of the alias, its content the ranges of the anchor's.
    pub span: Range<u32>,
    /// The tag as written (`!ENV`, `!!python/name:a.b`), kept as data.
    pub tag: Option<Box<str>>,
    /// How it was written.
    pub style: Style,
}

/// How a node was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// A scalar without quotes, or a block collection.
    #[default]
    Plain,
    /// `'…'` or `"…"`.
    Quoted,
    /// `|` or `>`.
    Block,
    /// `[…]` or `{…}`.
    Flow,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing, `~` or `null`.
    Null,
    /// A boolean.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Any other number.
    Float(f64),
    /// Text.
    String(Box<str>),
    /// A list.
    Seq(Vec<Node>),
    /// A mapping, in the order written.
    Map(Map),
}

/// A mapping in the order written.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Map(pub Vec<Entry>);

/// One pair of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key, any node in YAML, a string in nearly every file.
    pub key: Node,
    /// The value.
    pub value: Node,
}

impl Map {
    /// The value under a text key; of repeated keys the last, as Backstage's and MkDocs' parsers do where
    /// they do not refuse.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entry(key).map(|entry| &entry.value)
    }

    /// Key and value under a text key.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.0.iter().rev().find(|entry| entry.key.as_str() == Some(key))
    }

    /// The value under a text key, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Node> {
        self.0.iter_mut().rev().find(|entry| entry.key.as_str() == Some(key)).map(|entry| &mut entry.value)
    }

    /// Puts a pair in the place of those with its key, or at the end.
    pub fn set(&mut self, entry: Entry) {
        self.0.retain(|other| other.key.value != entry.key.value);
        self.0.push(entry);
    }

    /// The pairs.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.0.iter()
    }
}

impl<'m> IntoIterator for &'m Map {
    type Item = &'m Entry;
    type IntoIter = std::slice::Iter<'m, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Node {
    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match &self.value {
            Value::String(text) => Some(text),
            _ => None,
        }
    }

    /// The truth of a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self.value {
            Value::Bool(truth) => Some(truth),
            _ => None,
        }
    }

    /// The pairs of a mapping.
    pub fn as_map(&self) -> Option<&Map> {
        match &self.value {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The pairs of a mapping, to change them.
    pub fn as_map_mut(&mut self) -> Option<&mut Map> {
        match &mut self.value {
            Value::Map(map) => Some(map),
            _ => None,
        }
    }

    /// The value under a text key of a mapping, to change it.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Self> {
        self.as_map_mut()?.get_mut(key)
    }

    /// The items of a list.
    pub fn as_seq(&self) -> Option<&[Node]> {
        match &self.value {
            Value::Seq(items) => Some(items),
            _ => None,
        }
    }

    /// Whether it is null.
    pub fn is_null(&self) -> bool {
        matches!(self.value, Value::Null)
    }

    /// The value under a text key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_map()?.get(key)
    }

    /// The node at a path of keys and indices (`spec`, `steps`, `0`, `id`).
    pub fn at<'n, 'p>(&'n self, path: impl IntoIterator<Item = &'p str>) -> Option<&'n Node> {
        path.into_iter().try_fold(self, |node, part| match &node.value {
            Value::Map(map) => map.get(part),
            Value::Seq(items) => part.parse::<usize>().ok().and_then(|index| items.get(index)),
            _ => None,
        })
    }

    /// The byte range, for a [`Span`](crate::source::Span).
    pub fn range(&self) -> Range<usize> {
        self.span.start as usize..self.span.end as usize
    }

    /// What it is, for messages: `a string`, `a list` …
    pub fn describe(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Bool(_) => "a boolean",
            Value::Int(_) | Value::Float(_) => "a number",
            Value::String(_) => "a string",
            Value::Seq(_) => "a list",
            Value::Map(_) => "a mapping",
        }
    }

    /// As JSON, for the catalog API and for templates. Keys that are not strings are written as their scalar
    /// text; of repeated keys the last counts.
    pub fn to_json(&self) -> serde_json::Value {
        use serde_json::Value as Json;
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(truth) => Json::Bool(*truth),
            // JavaScript has no whole numbers above 2^53.
            Value::Int(number) if number.unsigned_abs() > 1 << 53 => Json::from(*number as f64),
            Value::Int(number) => Json::from(*number),
            Value::Float(number) => Json::from(*number),
            Value::String(text) => Json::String(text.to_string()),
            Value::Seq(items) => Json::Array(items.iter().map(Self::to_json).collect()),
            Value::Map(map) => {
                Json::Object(map.iter().map(|entry| (entry.key.key_text(), entry.value.to_json())).collect())
            }
        }
    }

    /// A key as JSON wants it.
    pub fn key_text(&self) -> String {
        match &self.value {
            Value::String(text) => text.to_string(),
            Value::Null => String::new(),
            Value::Bool(truth) => truth.to_string(),
            Value::Int(number) => number.to_string(),
            Value::Float(number) => number.to_string(),
            Value::Seq(_) | Value::Map(_) => self.to_json().to_string(),
        }
    }
}
