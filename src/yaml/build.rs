//! Nodes from the bottom up, without recursion.
//!
//! In: scalars, aliases, openings and closings in the order of the text. Out: one document's root.
//! Never: recurses; expands aliases past what npm `yaml` and the limits allow.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::{Entry, Limits, Map, Node, Problem, ProblemKind, Schema, Style, Value};

/// How often aliases may multiply (`maxAliasCount` of npm `yaml`).
const ALIASES: usize = 100;

/// Under construction.
pub(super) struct Builder {
    pub(super) schema: Schema,
    limits: Limits,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchor>,
    nodes: usize,
    pub(super) root: Option<Node>,
    pub(super) problems: Vec<Problem>,
}

struct Open {
    node: Node,
    key: Option<Node>,
    anchor: usize,
    /// Most that the aliases inside multiply to.
    aliases: usize,
}

struct Anchor {
    node: Node,
    size: usize,
    uses: usize,
    aliases: usize,
}

impl Builder {
    pub(super) fn new(schema: Schema, limits: Limits) -> Self {
        Self {
            schema,
            limits,
            open: Vec::new(),
            anchors: HashMap::new(),
            nodes: 0,
            root: None,
            problems: Vec::new(),
        }
    }

    /// A problem that ends the document.
    pub(super) fn fail(&mut self, kind: ProblemKind, message: impl Into<String>, span: Range<u32>) {
        self.fail_with(kind, message, None, span);
    }

    /// The same, with what to write instead.
    pub(super) fn fail_with(
        &mut self,
        kind: ProblemKind,
        message: impl Into<String>,
        help: Option<String>,
        span: Range<u32>,
    ) {
        self.problems.push(Problem { kind, message: message.into(), help, span, other: None });
    }

    /// A collection begins. `false` where a limit is reached.
    pub(super) fn open(&mut self, node: Node, anchor: usize) -> bool {
        if self.open.len() >= self.limits.depth {
            let message = format!("nested more than {} levels deep", self.limits.depth);
            self.fail(ProblemKind::Limit, message, node.span);
            return false;
        }
        self.open.push(Open { node, key: None, anchor, aliases: 1 });
        true
    }

    /// The innermost collection ends at byte `end` (a flow collection's bracket; a block collection ends with
    /// its last child).
    pub(super) fn close(&mut self, end: u32) -> bool {
        let Some(Open { mut node, anchor, aliases, .. }) = self.open.pop() else { return true };
        let last = match &node.value {
            Value::Seq(items) => items.last().map(|item| item.span.end),
            Value::Map(map) => map.0.last().map(|entry| entry.value.span.end.max(entry.key.span.end)),
            _ => None,
        };
        node.span.end = if node.style == Style::Flow { end } else { last.unwrap_or(end) };
        if let Value::Map(map) = &mut node.value {
            if self.schema != Schema::Core {
                merge(map);
            }
            if self.schema == Schema::Mkdocs {
                // PyYAML takes the last of repeated keys without a word.
            } else if let Some((first, again)) = repeated(map) {
                let key = map.0[again].key.key_text();
                self.problems.push(Problem {
                    kind: ProblemKind::DuplicateKey,
                    help: Some(twice(&key, map)),
                    message: format!("the key `{key}` stands twice in one mapping"),
                    span: map.0[again].key.span.clone(),
                    other: Some(map.0[first].key.span.clone()),
                });
                if self.schema == Schema::Definition {
                    keep_last(map);
                }
            }
        }
        self.put(node, anchor, aliases)
    }

    /// An alias stands for an anchored node.
    pub(super) fn alias(&mut self, anchor: usize, span: Range<u32>) -> bool {
        let Some(known) = self.anchors.get_mut(&anchor) else {
            self.fail(ProblemKind::UnknownAlias, "the alias names a node that is not complete yet", span);
            return false;
        };
        // npm `yaml` counts the anchored node itself as its first use.
        known.uses += 1;
        let multiplied = (known.uses + 1) * known.aliases;
        let node = Node { span: span.clone(), ..known.node.clone() };
        self.nodes += known.size;
        if self.schema == Schema::Core && multiplied > ALIASES {
            let message =
                "aliases multiply beyond what a catalog file may hold (a YAML bomb, or more than 100 uses)";
            self.fail(ProblemKind::Limit, message, span);
            return false;
        }
        if !self.within(&span) {
            return false;
        }
        self.put(node, 0, multiplied)
    }

    /// A finished node goes where it belongs. `false` where a limit is reached.
    pub(super) fn put(&mut self, node: Node, anchor: usize, aliases: usize) -> bool {
        self.nodes += 1;
        if !self.within(&node.span) {
            return false;
        }
        if anchor != 0 {
            let size = size(&node);
            self.anchors.insert(anchor, Anchor { node: node.clone(), size, uses: 0, aliases });
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(open) => {
                open.aliases = open.aliases.max(aliases);
                match (&mut open.node.value, open.key.take()) {
                    (Value::Seq(items), _) => items.push(node),
                    (Value::Map(map), Some(key)) => map.0.push(Entry { key, value: node }),
                    (_, _) => open.key = Some(node),
                }
            }
        }
        true
    }

    fn within(&mut self, span: &Range<u32>) -> bool {
        if self.nodes <= self.limits.nodes {
            return true;
        }
        let message = format!("more than {} values in one document", self.limits.nodes);
        self.fail(ProblemKind::Limit, message, span.clone());
        false
    }
}

/// How many nodes there are. Depth is bounded by the limits, so this recursion is too.
fn size(node: &Node) -> usize {
    1 + match &node.value {
        Value::Seq(items) => items.iter().map(size).sum(),
        Value::Map(map) => map.iter().map(|entry| 1 + size(&entry.value)).sum(),
        _ => 0,
    }
}

/// What to do about a key that stands twice. A second `apiVersion` is a second entity.
fn twice(key: &str, map: &Map) -> String {
    let is_entity = key == "apiVersion" && map.get("kind").is_some();
    let help = if is_entity {
        "write `---` on a line above it: each entity is a document of its own"
    } else {
        "merge the two, or delete one"
    };
    help.to_owned()
}

/// The first two equal keys, compared as npm `yaml` does: scalars by their values, collections never.
fn repeated(map: &Map) -> Option<(usize, usize)> {
    if map.0.len() <= 8 {
        return (1..map.0.len()).find_map(|again| {
            let key = scalar_key(&map.0[again].key)?;
            let first =
                map.0[..again].iter().position(|entry| scalar_key(&entry.key).as_ref() == Some(&key))?;
            Some((first, again))
        });
    }
    let mut seen = HashMap::with_capacity(map.0.len());
    map.0.iter().enumerate().find_map(|(again, entry)| match seen.entry(scalar_key(&entry.key)?) {
        std::collections::hash_map::Entry::Occupied(first) => Some((*first.get(), again)),
        std::collections::hash_map::Entry::Vacant(free) => {
            free.insert(again);
            None
        }
    })
}

/// Of repeated keys the last value, at the place of the first.
fn keep_last(map: &mut Map) {
    let mut kept: Vec<Entry> = Vec::with_capacity(map.0.len());
    let mut at: HashMap<String, usize> = HashMap::new();
    for entry in std::mem::take(&mut map.0) {
        match at.entry(entry.key.key_text()) {
            std::collections::hash_map::Entry::Occupied(first) => kept[*first.get()].value = entry.value,
            std::collections::hash_map::Entry::Vacant(free) => {
                free.insert(kept.len());
                kept.push(entry);
            }
        }
    }
    map.0 = kept;
}

/// A scalar key by its type and text; `1` and `"1"` are two keys to npm `yaml`.
fn scalar_key(key: &Node) -> Option<(u8, Cow<'_, str>)> {
    Some(match &key.value {
        Value::String(text) => (0, Cow::Borrowed(&**text)),
        Value::Null => (1, Cow::Borrowed("")),
        Value::Bool(truth) => (2, Cow::Borrowed(if *truth { "true" } else { "false" })),
        Value::Int(number) => (3, Cow::Owned(number.to_string())),
        Value::Float(number) if !number.is_nan() => (3, Cow::Owned(number.to_string())),
        _ => return None,
    })
}

/// Expands `<<` as PyYAML does: what is merged comes first, the mapping's own keys win.
fn merge(map: &mut Map) {
    let is_merge = |entry: &Entry| entry.key.style == Style::Plain && entry.key.as_str() == Some("<<");
    if !map.0.iter().any(is_merge) {
        return;
    }
    let (merges, own): (Vec<_>, Vec<_>) = std::mem::take(&mut map.0).into_iter().partition(is_merge);
    let mut merged: Vec<Entry> = Vec::new();
    for entry in merges {
        let sources = match entry.value.value {
            Value::Seq(items) => items,
            value => vec![Node { value, ..entry.value }],
        };
        for source in sources {
            let Value::Map(source) = source.value else { continue };
            for entry in source.0 {
                let known = |other: &Entry| other.key.value == entry.key.value;
                if !own.iter().any(known) && !merged.iter().any(known) {
                    merged.push(entry);
                }
            }
        }
    }
    merged.extend(own);
    map.0 = merged;
}
