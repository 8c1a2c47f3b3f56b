//! What `fuzz/` may call: each function takes hostile input through one stage and asserts what must hold.
//!
//! In: bytes or text. Out: nothing; a broken promise panics. Never: used by the binary.

use std::path::PathBuf;

use crate::catalog::{Found, assemble, read_file};
use crate::config::Config;
use crate::crawl::{RepoId, crawl};
use crate::source::{Files, Memory};
use crate::yaml::{self, Limits, Node, Schema, Value};
use crate::{highlight, markdown};

/// A catalog file never panics, and no document of it is lost.
///
/// # Panics
/// When a document is neither an entity nor told.
pub fn catalog(bytes: &[u8]) {
    let tree: Memory = [("org/repo/catalog-info.yaml".to_owned(), bytes.to_vec())].into_iter().collect();
    let files = Files::memory(tree);
    let config = Config::default();
    let (inventory, _) = crawl(&files, &[PathBuf::from("/org")], &config, false);
    let (path, file) = &inventory.repo(RepoId(0)).catalog_files[0];
    let read = read_file(&files, &inventory, RepoId(0), path, *file, Found::Named, &config);
    let (catalog, found) = assemble(&files, &inventory, vec![read], &config, None);
    assert!(catalog.refused.is_empty() || !found.is_empty());
    assert!(catalog.entities.len() + catalog.refused.len() <= catalog.documents_read);
}

/// Highlighting never panics and keeps the text.
///
/// # Panics
/// When the text differs from what was given.
pub fn highlighted(language: &str, code: &str) {
    let lines = highlight::highlight(language, code).unwrap_or_default();
    let mut text = String::new();
    let html = lines.join("\n");
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let close = rest[at..].find('>').expect("every tag is closed");
        rest = &rest[at + close + 1..];
    }
    text.push_str(rest);
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    assert_eq!(text, code.strip_suffix('\n').unwrap_or(code).replace('\r', ""));
}

/// Markdown never panics, and what is active never gets through.
///
/// # Panics
/// When an element that runs or loads something is in the output.
pub fn markdown(text: &str) {
    let html = markdown::render(text, &markdown::Options::default(), &markdown::NoHost).body.as_written();
    let html = html.to_ascii_lowercase();
    for tag in ["<script", "<style", "<iframe", "<object", "<embed", "<base", "<meta", "<link"] {
        assert!(!html.contains(tag), "{tag}");
    }
}

/// YAML never panics, and its spans are those of the text.
///
/// # Panics
/// When a span lies outside the text or inside a character.
pub fn yaml(text: &str) {
    for schema in [Schema::Core, Schema::Mkdocs] {
        for document in yaml::parse(text, schema, Limits::default()).documents {
            if let Some(root) = document.root {
                within(&root, text);
            }
            for problem in document.problems {
                assert!(problem.span.end as usize <= text.len());
            }
        }
    }
}

fn within(node: &Node, text: &str) {
    assert!(text.get(node.range()).is_some(), "{:?}", node.span);
    match &node.value {
        Value::Seq(items) => items.iter().for_each(|item| within(item, text)),
        Value::Map(map) => map.iter().for_each(|entry| {
            within(&entry.key, text);
            within(&entry.value, text);
        }),
        _ => {}
    }
}
