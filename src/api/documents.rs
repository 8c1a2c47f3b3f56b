//! The documents of a definition: the one the entity names and those that its references lead to.
//!
//! In: a definition. Out: trees, and the node that a `$ref` leads to. Never: fetches; leaves the repository; follows more
//! references, files or bytes than its limits allow.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use super::definition::{Definition, Place};
use super::node::child;
use crate::crawl::{Inventory, RepoId};
use crate::source::{Files, LocateError, Span, decode};
use crate::yaml::{self, Limits, Node, Problem, Value};

/// Most files of one definition, most bytes in them, and the longest way that one reference leads over others.
const FILES: usize = 1000;
const BYTES: usize = 64 << 20;
const HOPS: usize = 32;

/// Bounds of a definition: GitHub's has a million values.
const LIMITS: Limits = Limits { depth: 512, nodes: 8_000_000, documents: 16 };

/// Trees that refer to each other; the first is the definition itself.
#[derive(Debug, Default)]
pub(super) struct Documents {
    all: Vec<Document>,
    /// What a file reference of a document leads to.
    files: HashMap<(usize, String), Result<usize, RefFault>>,
    /// What is wrong with the texts: a message and a place.
    pub(super) problems: Vec<(Problem, Span)>,
}

#[derive(Debug)]
struct Document {
    root: Node,
    place: Place,
    path: String,
}

/// Where a reference is looked up: a document, and the node that its fragment begins at.
#[derive(Debug, Clone, Copy)]
pub(super) struct Base<'d> {
    document: usize,
    root: &'d Node,
}

impl<'d> Base<'d> {
    /// The node that fragments begin at.
    pub(super) fn root(self) -> &'d Node {
        self.root
    }

    /// The base that holds below `node`: a schema with an `$id` is a document of its own.
    pub(super) fn below(self, node: &'d Node) -> Self {
        let own = node.get("$id").and_then(Node::as_str).is_some_and(|id| !id.starts_with('#'));
        if own { Self { root: node, ..self } } else { self }
    }
}

/// Why a reference leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RefFault {
    /// A URL: nothing is fetched.
    Remote,
    /// A path that leaves the repository.
    Outside,
    /// No such file.
    NoFile,
    /// The file is no YAML or JSON.
    Unreadable,
    /// The file has no such place.
    NoPlace,
    /// It leads back to itself, or over too many others.
    Circle,
    /// The definition has too many files.
    Limit,
}

impl RefFault {
    /// For a message: "… , which …".
    pub(super) fn why(&self) -> &'static str {
        match self {
            Self::Remote => "is on the network, and nothing is fetched",
            Self::Outside => "leaves the repository",
            Self::NoFile => "names a file that does not exist",
            Self::Unreadable => "names a file that is neither YAML nor JSON",
            Self::NoPlace => "leads nowhere",
            Self::Circle => "leads back to itself",
            Self::Limit => "names one file too many: a definition may have 1000, of 64 MiB together",
        }
    }
}

impl Documents {
    /// Reads a definition and every file it refers to. Empty where the definition itself cannot be read.
    pub(super) fn load(files: &Files, inventory: &Inventory, definition: &Definition<'_>) -> Self {
        let mut documents = Self::default();
        let Some(root) = documents.parse(definition.text, &definition.place) else { return documents };
        let path = definition.path.clone();
        documents.all.push(Document { root, place: definition.place.clone(), path });
        let (mut next, mut bytes) = (0, definition.text.len());
        let mut by_path = HashMap::from([(definition.path.clone(), 0)]);
        while next < documents.all.len() {
            let folder =
                documents.all[next].path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
            for uri in file_references(&documents.all[next].root) {
                let target = locate(files, inventory, definition.repo, &folder, &uri).and_then(|path| {
                    if let Some(&known) = by_path.get(&path) {
                        return Ok(known);
                    }
                    if documents.all.len() >= FILES || bytes > BYTES {
                        return Err(RefFault::Limit);
                    }
                    let root = &inventory.repo(definition.repo).root;
                    let read = files.read(root, &path).map_err(|_| RefFault::NoFile)?;
                    let text = decode(&read).0;
                    let bare = text.trim_start_matches('\u{feff}');
                    bytes += bare.len();
                    let place = Place::File(files.id(root, &path), (text.len() - bare.len()) as u32);
                    let root = documents.parse(bare, &place).ok_or(RefFault::Unreadable)?;
                    documents.all.push(Document { root, place, path: path.clone() });
                    by_path.insert(path, documents.all.len() - 1);
                    Ok(documents.all.len() - 1)
                });
                documents.files.insert((next, uri), target);
            }
            next += 1;
        }
        documents
    }

    /// A tree that stands alone: part of an entity's own file.
    pub(super) fn of(root: Node, place: Place) -> Self {
        Self { all: vec![Document { root, place, path: String::new() }], ..Self::default() }
    }

    fn parse(&mut self, text: &str, place: &Place) -> Option<Node> {
        if text.trim_start().starts_with(['{', '['])
            && let Some(root) = yaml::parse_json(text, LIMITS)
        {
            return Some(root);
        }
        let mut stream = yaml::parse(text, yaml::Schema::Definition, LIMITS);
        if stream.documents.is_empty() {
            return None;
        }
        let document = stream.documents.remove(0);
        let problems = document.problems.into_iter();
        self.problems.extend(problems.map(|problem| {
            let span = place.span(problem.span.clone());
            (problem, span)
        }));
        document.root
    }

    /// The definition's own tree.
    pub(super) fn main(&self) -> Option<Base<'_>> {
        self.all.first().map(|document| Base { document: 0, root: &document.root })
    }

    /// The place of a node.
    pub(super) fn span(&self, base: Base<'_>, node: &Node) -> Span {
        self.all[base.document].place.span(node.span.clone())
    }

    /// What a reference leads to.
    pub(super) fn resolve<'d>(
        &'d self,
        reference: &str,
        base: Base<'d>,
    ) -> Result<(&'d Node, Base<'d>), RefFault> {
        self.follow(reference, base, HOPS)
    }

    fn follow<'d>(
        &'d self,
        reference: &str,
        base: Base<'d>,
        hops: usize,
    ) -> Result<(&'d Node, Base<'d>), RefFault> {
        if hops == 0 {
            return Err(RefFault::Circle);
        }
        let (uri, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        let own_id = base.root.get("$id").and_then(Node::as_str);
        let base = if uri.is_empty() || own_id == Some(uri) {
            base
        } else if has_scheme(uri) {
            return Err(RefFault::Remote);
        } else {
            let found = self.files.get(&(base.document, uri.to_owned())).cloned();
            let document = found.unwrap_or(Err(RefFault::NoFile))?;
            Base { document, root: &self.all[document].root }
        };
        let fragment = percent_decode_str(fragment).decode_utf8_lossy();
        if fragment.is_empty() {
            return Ok((base.root, base));
        }
        let Some(pointer) = fragment.strip_prefix('/') else {
            return anchor(base.root, &fragment).map(|node| (node, base)).ok_or(RefFault::NoPlace);
        };
        let (mut node, mut base) = (base.root, base);
        for part in pointer.split('/') {
            let part = part.replace("~1", "/").replace("~0", "~");
            if child(node, &part).is_none()
                && let Some(reference) = node.get("$ref").and_then(Node::as_str)
            {
                (node, base) = self.follow(reference, base, hops - 1)?;
            }
            let item = || node.as_seq().and_then(|items| items.get(part.parse::<usize>().ok()?));
            node = child(node, &part).or_else(item).ok_or(RefFault::NoPlace)?;
        }
        Ok((node, base))
    }
}

/// Whether a reference names a scheme, and is no path with a colon behind a slash.
fn has_scheme(uri: &str) -> bool {
    uri.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.' | '_'))
    })
}

/// Every file that the references of a tree name, each once, in order.
fn file_references(root: &Node) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        match &node.value {
            Value::Seq(items) => open.extend(items.iter().rev()),
            Value::Map(map) => {
                for entry in map {
                    if entry.key.as_str() == Some("$ref")
                        && let Some(reference) = entry.value.as_str()
                    {
                        let uri = reference.split('#').next().unwrap_or_default();
                        if !uri.is_empty() && !has_scheme(uri) && !found.iter().any(|known| known == uri) {
                            found.push(uri.to_owned());
                        }
                    }
                }
                open.extend(map.iter().rev().map(|entry| &entry.value));
            }
            _ => {}
        }
    }
    found
}

fn locate(
    files: &Files,
    inventory: &Inventory,
    repo: RepoId,
    folder: &str,
    uri: &str,
) -> Result<String, RefFault> {
    let path = percent_decode_str(uri).decode_utf8_lossy();
    files.locate(&inventory.repo(repo).root, folder, &path).map_err(|error| match error {
        LocateError::Outside => RefFault::Outside,
        _ => RefFault::NoFile,
    })
}

/// The schema that carries an anchor.
fn anchor<'d>(root: &'d Node, name: &str) -> Option<&'d Node> {
    let mut open = vec![root];
    while let Some(node) = open.pop() {
        match &node.value {
            Value::Seq(items) => open.extend(items.iter().rev()),
            Value::Map(map) => {
                let is = |key| map.get(key).and_then(Node::as_str) == Some(name);
                if is("$anchor") || is("$dynamicAnchor") {
                    return Some(node);
                }
                open.extend(map.iter().rev().map(|entry| &entry.value));
            }
            _ => {}
        }
    }
    None
}
