//! Which files of a repository hold a catalog or a docs configuration.
//!
//! In: a repository's root and the globs of the configuration. Out: sorted lists.
//! Never: opens a file; descends into what tools made.

use globset::{Glob, GlobSet, GlobSetBuilder};

use crate::config::Config;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::source::{FileId, Files, Root, WalkOptions};

/// Folders that hold what tools made or fetched. `build`, `out` and `site` are passed over only where they
/// stand at the top or beside a manifest's usual place; names that people also use for sources are not.
const MADE: &[&str] = &[
    ".git",
    ".hg",
    ".svn",
    "node_modules",
    "bower_components",
    "target",
    "vendor",
    "dist",
    "__pycache__",
    ".venv",
    "venv",
    ".tox",
    ".gradle",
    ".terraform",
    ".next",
    ".cache",
    ".yarn",
];

/// Whether a folder (a `/`-separated path) is passed over.
pub(super) fn is_pruned(folder: &str) -> bool {
    let name = folder.rsplit('/').next().unwrap_or(folder);
    MADE.contains(&name) || (matches!(name, "build" | "out" | "site") && !folder.contains('/'))
}

/// What to look for, compiled.
pub(super) struct Globs {
    catalog: GlobSet,
    exclude: GlobSet,
}

impl Globs {
    pub(super) fn new(config: &Config, found: &mut Diagnostics) -> Self {
        Self { catalog: set(&config.discover, found), exclude: set(&config.exclude, found) }
    }
}

fn set(globs: &[String], found: &mut Diagnostics) -> GlobSet {
    let mut builder = GlobSetBuilder::new();
    for glob in globs {
        match Glob::new(glob) {
            Ok(glob) => {
                builder.add(glob);
            }
            Err(error) => found.push(
                Diagnostic::new(
                    &codes::config::BAD_GLOB,
                    format!("`{glob}` is not a glob: {}", error.kind()),
                )
                .help("use `*`, `**`, `?`, `[a-z]` and `{a,b}`"),
            ),
        }
    }
    builder.build().unwrap_or_default()
}

type FileList = Vec<(String, FileId)>;

/// Catalog files and mkdocs files of a repository.
pub(super) fn files(
    files: &Files,
    root: &Root,
    globs: &Globs,
    found: &mut Diagnostics,
) -> (FileList, FileList) {
    let prune = |folder: &str| is_pruned(folder) || globs.exclude.is_match(folder);
    let walked = files.walk(root, "", WalkOptions { prune: &prune, follow_links: false });
    for (path, reason) in walked.unreadable {
        found.push(
            Diagnostic::new(&codes::source::UNREADABLE, format!("cannot be read: {reason}"))
                .in_file(files.id(root, &path))
                .help("make it readable for the user that builds the portal, or exclude it"),
        );
    }
    let (mut catalog, mut mkdocs) = (Vec::new(), Vec::new());
    for path in walked.files {
        let name = path.rsplit('/').next().unwrap_or(&path);
        let is_mkdocs = name == "mkdocs.yml" || name == "mkdocs.yaml";
        let is_catalog = globs.catalog.is_match(&path);
        if !(is_mkdocs || is_catalog) || globs.exclude.is_match(&path) {
            continue;
        }
        let id = files.id(root, &path);
        if is_mkdocs {
            mkdocs.push((path, id));
        } else {
            catalog.push((path, id));
        }
    }
    (catalog, mkdocs)
}
