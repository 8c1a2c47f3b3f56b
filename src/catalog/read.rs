//! One file to its entity documents.
//!
//! In: a catalog file. Out: its entity documents as written, and what is wrong with it as YAML.
//! Never: looks at another file; so files are read in parallel.

use super::candidate::{self, Outcome};
use super::envelope;
use super::placeholder::Place;
use crate::config::Config;
use crate::crawl::{Inventory, RepoId};
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::source::{FileId, Files, Span};
use crate::yaml::{self, Document, Limits, Node, ProblemKind, Schema};

/// How a file came to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    /// A Location or the configuration names it: whatever it holds is meant as an entity.
    Located,
    /// Its name says that it is a catalog file: what has any key of an entity is meant as one. A workflow may have the
    /// name too.
    Named,
    /// A wide glob matched it: what is not an entity is passed over in silence.
    Matched,
}

/// A file that was read.
#[derive(Debug)]
pub(crate) struct ReadFile {
    pub(super) repo: RepoId,
    pub(super) path: String,
    pub(super) file: FileId,
    pub(super) outcomes: Vec<Outcome>,
    pub(super) found: Diagnostics,
    /// Documents that were meant as entities and are no YAML, or skeletons.
    pub(super) broken: Vec<Broken>,
}

/// A document that is no entity although it was meant as one.
#[derive(Debug)]
pub(super) struct Broken {
    pub(super) span: Span,
    pub(super) reason: String,
    /// Whether Backstage takes nothing of the file because of it.
    pub(super) stops: bool,
}

/// An entity document as written.
#[derive(Debug)]
pub(super) struct Raw {
    pub(super) node: Node,
}

impl Found {
    /// How a file that the crawl found is to be read: its name alone says that it is a catalog file.
    pub(crate) fn by_name(path: &str) -> Self {
        let name = crate::path::file_name(path);
        if matches!(name, "catalog-info.yaml" | "catalog-info.yml") { Self::Named } else { Self::Matched }
    }
}

/// Reads a file of the crawl and examines every document in it.
pub(crate) fn read_file(
    files: &Files,
    inventory: &Inventory,
    repo: RepoId,
    path: &str,
    file: FileId,
    how: Found,
    config: &Config,
) -> ReadFile {
    let mut read = ReadFile {
        repo,
        path: path.to_owned(),
        file,
        outcomes: Vec::new(),
        found: Diagnostics::new(),
        broken: Vec::new(),
    };
    let bytes = match files.read(&inventory.repo(repo).root, path) {
        Ok(bytes) => bytes,
        Err(error) => {
            read.found.push(
                Diagnostic::new(
                    &codes::source::UNREADABLE,
                    format!("the catalog file cannot be read: {error}"),
                )
                .in_file(file),
            );
            return read;
        }
    };
    if how == Found::Matched && !may_hold_entities(&bytes) {
        return read;
    }
    let (text, bad) = yaml::decode(&bytes);
    if let Some(at) = bad {
        read.found.push(
            Diagnostic::new(&codes::source::NOT_UTF8, "the file is not UTF-8")
                .at(Span::new(file, at..at + 1))
                .help("save it as UTF-8"),
        );
    }
    let stream = yaml::parse(&text, Schema::Core, Limits::default());
    let ends = document_ends(&stream.documents, text.len());
    for (document, end) in stream.documents.into_iter().zip(ends) {
        let start = document.span.start as usize;
        let written = text.get(start..end).unwrap_or_default();
        if let Some(raw) = take(&mut read, document, written, how) {
            let folder = crate::path::folder(path);
            let mut found = Vec::new();
            let place =
                Place { files, inventory, repo, folder, path, keep_remote: config.catalog.keep_remote };
            read.outcomes.push(candidate::examine(raw, file, &place, config, &mut found));
            read.found.extend(found);
        }
    }
    if how != Found::Matched && read.outcomes.is_empty() && read.found.is_empty() {
        read.found.push(no_entity(file, how, &text));
    }
    read
}

/// Nothing was found in a file that should hold entities. One that holds something else by the same name is fine.
fn no_entity(file: FileId, how: Found, text: &str) -> Diagnostic {
    let is_empty = text.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#'));
    let found = Diagnostic::new(&codes::catalog::NO_ENTITY, "the catalog file holds no entity").in_file(file);
    if how == Found::Located || is_empty {
        found.help("begin it with `apiVersion: backstage.io/v1alpha1` and `kind:`, or delete it")
    } else {
        found
            .severity(Severity::Note)
            .help("if it is meant as one, begin it with `apiVersion`, `kind` and `metadata`; if not, name it under `exclude`")
    }
}

/// A cheap look: every entity has these words somewhere.
fn may_hold_entities(bytes: &[u8]) -> bool {
    let has = |word: &[u8]| memchr::memmem::find(bytes, word).is_some();
    // UTF-16 has a NUL beside every letter; such a file is read whole.
    bytes.starts_with(&[0xff, 0xfe])
        || bytes.starts_with(&[0xfe, 0xff])
        || (has(b"apiVersion") && has(b"kind"))
}

/// Where each document's text ends: a broken document knows only where it broke.
fn document_ends(documents: &[Document], length: usize) -> Vec<usize> {
    let next = documents.iter().skip(1).map(|document| document.span.start as usize);
    next.chain([length]).collect()
}

/// The document, if it is one to be examined.
fn take(read: &mut ReadFile, document: Document, written: &str, how: Found) -> Option<Raw> {
    if let Some(problem) = document.problems.first() {
        let is_meant = match how {
            Found::Located => true,
            Found::Named => !looks_like_something_else(written),
            Found::Matched => looks_like_entity(written),
        };
        if !is_meant {
            return None;
        }
        let span = Span::new(read.file, problem.span.start as usize..problem.span.end as usize);
        read.broken.push(Broken { span, reason: problem.message.clone(), stops: true });
        if problem.kind == ProblemKind::Syntax && is_templated(written) {
            read.found.push(templated(span));
            return None;
        }
        let code = match problem.kind {
            ProblemKind::Syntax => &codes::source::YAML_SYNTAX,
            ProblemKind::DuplicateKey => &codes::source::YAML_DUPLICATE_KEY,
            ProblemKind::UnknownAlias => &codes::source::YAML_ALIAS,
            ProblemKind::Limit => &codes::source::YAML_LIMIT,
        };
        let mut diagnostic = Diagnostic::new(code, &problem.message).at(span);
        if let Some(help) = &problem.help {
            diagnostic = diagnostic.help(help);
        }
        if let Some(other) = &problem.other {
            diagnostic = diagnostic
                .also(Span::new(read.file, other.start as usize..other.end as usize), "the first is here");
        }
        read.found.push(diagnostic);
        return None;
    }
    let node = document.root?;
    let is_meant = match how {
        Found::Located => true,
        Found::Named => node.as_map().is_none() || ENTITY_KEYS.iter().any(|key| node.get(key).is_some()),
        Found::Matched => is_entity(&node),
    };
    if node.is_null() || !is_meant {
        return None;
    }
    let span = Span::new(read.file, node.range());
    if names_are_templated(&node) {
        let at = node.at(["metadata", "name"]).map_or(span, |name| Span::new(read.file, name.range()));
        let stops = !envelope::is_stored(&node);
        read.broken.push(Broken { span: at, reason: "a scaffolder skeleton".to_owned(), stops });
        read.found.push(templated(at));
        return None;
    }
    Some(Raw { node })
}

fn templated(span: Span) -> Diagnostic {
    Diagnostic::new(&codes::catalog::TEMPLATED, "the document is a scaffolder skeleton and is passed over")
        .at(span)
}

/// Keys of which an entity has at least one, whatever is wrong with it.
const ENTITY_KEYS: &[&str] = &["apiVersion", "kind", "metadata"];

/// Whether the text of a broken document has keys, and none of an entity.
fn looks_like_something_else(text: &str) -> bool {
    let mut keys = text.lines().filter_map(|line| line.split_once(':')).map(|(key, _)| key).peekable();
    let is_key =
        |key: &str| key.trim_start().starts_with(ENTITY_KEYS[0]) || ENTITY_KEYS.contains(&key.trim());
    keys.peek().is_some() && !keys.any(is_key)
}

/// Whether the text of a broken document was meant as an entity.
fn looks_like_entity(text: &str) -> bool {
    text.lines().any(|line| line.starts_with("apiVersion:") && line.contains("backstage.io/"))
}

/// Whether a document found by a wide glob is an entity: many tools write `apiVersion` and `kind`.
fn is_entity(node: &Node) -> bool {
    let text = |key: &str| node.get(key).and_then(Node::as_str);
    node.get("kind").is_some() && text("apiVersion").is_some_and(|version| version.contains("backstage.io/"))
}

/// What template engines write: `${{ … }}` (scaffolder), `{{ … }}` and `{% … %}` (cookiecutter, Helm, Jinja), `<% … %>`.
fn is_templated(text: &str) -> bool {
    (text.contains("{{") && text.contains("}}"))
        || (text.contains("{%") && text.contains("%}"))
        || text.starts_with("%SKELETON")
}

/// A skeleton has an expression where an entity has its identity. Expressions elsewhere are the content of real
/// entities: the steps of a Template are full of them.
fn names_are_templated(node: &Node) -> bool {
    [&["metadata", "name"][..], &["kind"], &["apiVersion"], &["metadata", "namespace"]].into_iter().any(
        |path| {
            node.at(path.iter().copied()).is_some_and(|value| match value.as_str() {
                Some(text) => is_templated(text),
                // `{{cookiecutter.name}}` without quotes is a mapping with a mapping for its key.
                None => {
                    value.as_map().is_some_and(|map| map.iter().any(|entry| entry.key.as_map().is_some()))
                }
            })
        },
    )
}
