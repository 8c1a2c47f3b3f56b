//! Files to [`Settings`]: `INHERIT` followed, `!ENV` filled in.
//!
//! In: the path of an mkdocs.yml below its repository. Out: its settings; what is wrong with it as diagnostics.
//! Never: leaves the repository; follows a circle; fails: a file that is no YAML gives empty settings, so that
//! the docs beside it are still built.

use std::collections::BTreeMap;

use super::env;
use super::settings::{Key, Settings};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::path::folder;
use crate::source::{FileId, Files, LocateError, Root, Span};
use crate::yaml::{self, Limits, Map, Node, Schema, Value};

/// Chains of `INHERIT` that are longer are no mistake of a person.
const LONGEST_CHAIN: usize = 16;

/// The configuration of a folder: `mkdocs.yaml` before `mkdocs.yml`, as TechDocs looks for it.
pub(in crate::docs) fn config_in(files: &Files, root: &Root, folder: &str) -> Option<String> {
    ["mkdocs.yaml", "mkdocs.yml"]
        .into_iter()
        .map(|name| crate::path::join(folder, name))
        .find(|path| files.is_file(root, path))
}

/// The first document of a configuration file. What is not YAML in it is a finding, and `meanwhile` says what holds until
/// it is mended.
pub(in crate::docs) fn first_document(
    text: &str,
    file: FileId,
    meanwhile: &str,
    found: &mut Diagnostics,
) -> Option<Node> {
    let stream = yaml::parse(text, Schema::Mkdocs, Limits { documents: 2, ..Limits::default() });
    let document = stream.documents.into_iter().next()?;
    for problem in &document.problems {
        let span = problem.span.start as usize..problem.span.end as usize;
        found.push(
            Diagnostic::new(&codes::docs::CONFIG_YAML, format!("this is not YAML: {}", problem.message))
                .at(Span::new(file, span))
                .help(format!(
                    "{}; until then {meanwhile}",
                    problem.help.as_deref().unwrap_or("correct the file")
                )),
        );
    }
    document.root
}

/// Reads configuration files of one repository.
pub(in crate::docs) struct Reader<'a> {
    pub(in crate::docs) files: &'a Files,
    pub(in crate::docs) root: &'a Root,
    pub(in crate::docs) variables: &'a BTreeMap<String, String>,
}

impl Reader<'_> {
    /// The settings of the file at `path`, and its id.
    pub(in crate::docs) fn read(&self, path: &str, found: &mut Diagnostics) -> (Settings, FileId) {
        let file = self.files.id(self.root, path);
        let mut chain = Vec::new();
        let settings = self.chain(path, file, None, &mut chain, found).unwrap_or_default();
        (settings, file)
    }

    fn chain(
        &self,
        path: &str,
        file: FileId,
        asked_at: Option<Span>,
        chain: &mut Vec<FileId>,
        found: &mut Diagnostics,
    ) -> Option<Settings> {
        chain.push(file);
        let mut map = self.one(path, file, asked_at, found)?;
        let parent = map.0.iter().position(|entry| entry.key.as_str() == Some("INHERIT"));
        let parent = parent.map(|at| map.0.remove(at).value);
        let keys = map.0.into_iter().map(|entry| {
            let mut node = entry.value;
            env::fill(&mut node, self.variables);
            Key { name: entry.key.key_text(), place: entry.key.range(), node, file }
        });
        // Of repeated keys the last counts.
        let mut own: Vec<Key> = Vec::new();
        for key in keys {
            match own.iter_mut().find(|other| other.name == key.name) {
                Some(other) => *other = key,
                None => own.push(key),
            }
        }
        let settings = Settings { keys: own };
        let Some(parent) = parent else { return Some(settings) };
        let span = Span::new(file, parent.range());
        let Some(parent_path) = self.parent(path, &parent, span, found) else { return Some(settings) };
        let parent_file = self.files.id(self.root, &parent_path);
        if chain.contains(&parent_file) || chain.len() >= LONGEST_CHAIN {
            found.push(
                Diagnostic::new(&codes::docs::INHERIT, "`INHERIT` comes round in a circle")
                    .at(span)
                    .help("let one of the files stand on its own"),
            );
            return Some(settings);
        }
        match self.chain(&parent_path, parent_file, Some(span), chain, found) {
            Some(base) => Some(merged(base, settings)),
            None => Some(settings),
        }
    }

    fn parent(&self, path: &str, node: &Node, span: Span, found: &mut Diagnostics) -> Option<String> {
        let Some(written) = node.as_str() else {
            found.push(Diagnostic::new(&codes::docs::INHERIT, "`INHERIT` is not a path").at(span));
            return None;
        };
        match self.files.locate(self.root, folder(path), written) {
            Ok(path) => Some(path),
            Err(error) => {
                let message = match error {
                    LocateError::Outside => format!("`INHERIT: {written}` leaves the repository"),
                    LocateError::Missing => format!("`INHERIT: {written}` names no file"),
                    other => format!("`INHERIT: {written}` cannot be read: {other}"),
                };
                found.push(Diagnostic::new(&codes::docs::INHERIT, message).at(span).help(
                    "name a file of this repository, relative to this one; the rest of this file still counts",
                ));
                None
            }
        }
    }

    /// The mapping of one file.
    fn one(&self, path: &str, file: FileId, asked_at: Option<Span>, found: &mut Diagnostics) -> Option<Map> {
        let bytes = match self.files.read(self.root, path) {
            Ok(bytes) => bytes,
            Err(error) => {
                let place = asked_at.unwrap_or(Span::whole(file));
                let message = format!("`{path}` cannot be read: {error}");
                found.push(Diagnostic::new(&codes::source::UNREADABLE, message).at(place));
                return None;
            }
        };
        let (text, replaced) = yaml::decode(&bytes);
        if let Some(at) = replaced {
            found.push(
                Diagnostic::new(&codes::source::NOT_UTF8, format!("`{path}` is not UTF-8"))
                    .at(Span::new(file, at..at + 1)),
            );
        }
        match first_document(&text, file, "the docs are built as if it were empty", found) {
            Some(Node { value: Value::Map(map), .. }) => Some(map),
            None | Some(Node { value: Value::Null, .. }) => Some(Map::default()),
            Some(other) => {
                found.push(
                    Diagnostic::new(
                        &codes::docs::CONFIG_YAML,
                        format!("an mkdocs.yml is a mapping, this is {}", other.describe()),
                    )
                    .at(Span::new(file, other.range())),
                );
                Some(Map::default())
            }
        }
    }
}

/// `base` with `over` on top: mappings are merged deeply, everything else is replaced (MkDocs merges with
/// mergedeep's `REPLACE`).
fn merged(mut base: Settings, over: Settings) -> Settings {
    for key in over.keys {
        match base.keys.iter_mut().find(|other| other.name == key.name) {
            Some(other) => {
                other.node = deep(std::mem::replace(&mut other.node, key.node.clone()), key.node);
                other.file = key.file;
                other.place = key.place;
            }
            None => base.keys.push(key),
        }
    }
    base
}

fn deep(base: Node, over: Node) -> Node {
    let (Value::Map(base_map), Value::Map(over_map)) = (&base.value, &over.value) else { return over };
    let mut out = base_map.clone();
    for entry in over_map {
        match out.0.iter_mut().find(|other| other.key.value == entry.key.value) {
            Some(other) => other.value = deep(other.value.clone(), entry.value.clone()),
            None => out.0.push(entry.clone()),
        }
    }
    Node { value: Value::Map(out), ..over }
}
