//! What the portal's pages say, on organisations in memory: a module per kind of page.

mod apis;
mod cards;
mod custom_kinds;
mod descriptions;
mod entity_docs;
mod forges;
mod health;
mod links;
mod machines;
mod names;
mod not_found;
mod organisation;
mod refused;
mod templates;
mod tools;

use std::path::PathBuf;

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::output::Tree;
use crate::pipeline;
use crate::source::{Files, Memory};
use crate::url::SitePath;

/// A built portal.
struct Site {
    files: Files,
    tree: Tree,
}

impl Site {
    /// Builds what lies at `org/<repository>/…`, hosted at `https://github.com/acme/<repository>`.
    fn of(tree: &[(&str, &str)]) -> Self {
        let remote = Some("https://github.com/acme/{repo}".to_owned());
        Self::with(tree, &Config { remote, ..Config::default() })
    }

    fn with(tree: &[(&str, &str)], config: &Config) -> Self {
        let memory: Memory =
            tree.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
        let files = Files::memory(memory);
        let tree = Tree::new();
        let request = pipeline::Request {
            paths: &[PathBuf::from("org")],
            config,
            found: &Diagnostics::new(),
            scope: pipeline::Scope::Organisation,
            tools: pipeline::Tools::default(),
        };
        pipeline::build(&files, &request, &tree);
        Self { files, tree }
    }

    /// The text of a file of the site.
    fn text(&self, path: &str) -> String {
        let served = self
            .tree
            .get(&self.files, &SitePath::new(path.to_owned()))
            .unwrap_or_else(|| panic!("no {path}"));
        String::from_utf8(served.bytes.to_vec()).unwrap()
    }
}

/// `text` holds `part`; says what it holds where it does not.
#[track_caller]
fn holds(text: &str, part: &str) {
    assert!(text.contains(part), "{part}\nis not in\n{text}");
}

#[track_caller]
fn lacks(text: &str, part: &str) {
    assert!(!text.contains(part), "{part}\nis in\n{text}");
}

/// What stands between two parts of a text.
#[track_caller]
fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let from = text.find(start).unwrap_or_else(|| panic!("{start}\nis not in\n{text}"));
    let rest = &text[from..];
    &rest[..rest.find(end).unwrap_or(rest.len())]
}
