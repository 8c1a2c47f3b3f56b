//! Order files of folders, as YAML: awesome-pages' `.pages`, awesome-nav's `.nav.yml`.
//!
//! In: the path of one. Out: its keys, each looked at for its shape. Never: knows which pages there are; fails: what
//! cannot be used is told and left out.

use super::docs_files::DocsFiles;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::docs::mkdocs::{first_document, scalar};
use crate::source::{FileId, Span};
use crate::suggest::nearest;
use crate::yaml::{Node, Value};

/// An order file.
pub(super) struct OrderFile {
    root: Node,
    pub(super) file: FileId,
}

impl OrderFile {
    /// The order file at `src`, below the docs folder; `None` where there is none, or nothing in it. Keys that are not
    /// `known` are told.
    pub(super) fn read(
        docs: &DocsFiles<'_>,
        src: &str,
        known: &[&str],
        found: &mut Diagnostics,
    ) -> Option<Self> {
        let (text, file) = docs.read(src)?;
        let root = first_document(&text, file, "the folder has MkDocs' order", found)?;
        let this = Self { root, file };
        match &this.root.value {
            Value::Map(map) => {
                for entry in map {
                    let key = entry.key.key_text();
                    if !known.contains(&key.as_str()) {
                        let help = match nearest(&key, known) {
                            Some(known) => format!("did you mean `{known}`?"),
                            None => format!("write one of {}", listed(known)),
                        };
                        this.tell(&entry.key, format!("unknown key `{key}`"), &help, found);
                    }
                }
                Some(this)
            }
            Value::Null => None,
            _ => {
                let message = format!("an order file is a mapping, this is {}", this.root.describe());
                this.tell(&this.root, message, "write `nav:` before the list", found);
                None
            }
        }
    }

    pub(super) fn span(&self, node: &Node) -> Span {
        Span::new(self.file, node.range())
    }

    pub(super) fn get(&self, key: &str) -> Option<&Node> {
        self.root.get(key).filter(|node| !node.is_null())
    }

    pub(super) fn text(&self, key: &str, found: &mut Diagnostics) -> Option<String> {
        let node = self.get(key)?;
        let text = scalar(node).filter(|text| !text.is_empty());
        if text.is_none() {
            self.wrong(node, key, "a text", found);
        }
        text
    }

    pub(super) fn list(&self, key: &str, found: &mut Diagnostics) -> Option<&[Node]> {
        let node = self.get(key)?;
        if node.as_seq().is_none() {
            self.wrong(node, key, "a list", found);
        }
        node.as_seq()
    }

    /// The truth at a key of `node`, which is this file's mapping or one in it.
    pub(super) fn flag(&self, node: &Node, key: &str, found: &mut Diagnostics) -> Option<bool> {
        let value = node.get(key).filter(|node| !node.is_null())?;
        if value.as_bool().is_none() {
            self.wrong(value, key, "`true` or `false`", found);
        }
        value.as_bool()
    }

    /// Which of `choices` stands at a key of `node`.
    pub(super) fn choice(
        &self,
        node: &Node,
        key: &str,
        choices: &[&str],
        found: &mut Diagnostics,
    ) -> Option<usize> {
        let value = node.get(key).filter(|node| !node.is_null())?;
        let chosen = value.as_str().and_then(|text| choices.iter().position(|choice| *choice == text));
        if chosen.is_none() {
            self.wrong(value, key, &listed(choices), found);
        }
        chosen
    }

    /// The file's own mapping.
    pub(super) fn root(&self) -> &Node {
        &self.root
    }

    fn wrong(&self, node: &Node, key: &str, wanted: &str, found: &mut Diagnostics) {
        let message = format!("`{key}` is {}", node.describe());
        self.tell(node, message, &format!("write {wanted}"), found);
    }

    fn tell(&self, node: &Node, message: String, help: &str, found: &mut Diagnostics) {
        found.push(Diagnostic::new(&codes::docs::CONFIG_VALUE, message).at(self.span(node)).help(help));
    }
}

/// `` `a`, `b` or `c` ``.
fn listed(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match words.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => words.concat(),
    }
}
