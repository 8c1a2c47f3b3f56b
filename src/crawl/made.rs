//! Folders that tools made or fetched, not people.
//!
//! In: a folder of a repository, by its path and by what lies beside and in it. Out: whether it is passed over.
//! Never: judges by a name alone that people also give to sources (`site/` often holds a docs site's source).

use crate::path::{file_name, join, split};
use crate::source::{Files, MARK, MARKER, Root};

/// Made or fetched wherever they stand.
const ALWAYS: &[&str] = &[
    "node_modules",
    "bower_components",
    "target",
    "vendor",
    "dist",
    "dist-types",
    "__pycache__",
    "venv",
    "coverage",
    "_site",
];

/// Hidden folders that tools keep; other hidden folders (`.backstage`, `.github`) may hold a catalog.
const HIDDEN: &[&str] = &[
    ".git",
    ".hg",
    ".svn",
    ".venv",
    ".tox",
    ".nox",
    ".gradle",
    ".terraform",
    ".next",
    ".nuxt",
    ".cache",
    ".yarn",
    ".pnpm-store",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".idea",
    ".direnv",
];

/// Where one of these lies, `build` and `out` beside it are made by it.
const MANIFESTS: &[&str] = &[
    "package.json",
    "build.gradle",
    "build.gradle.kts",
    "settings.gradle",
    "settings.gradle.kts",
    "pom.xml",
    "pyproject.toml",
    "setup.py",
    "Cargo.toml",
    "CMakeLists.txt",
    "Makefile",
];

/// Whether a folder that tools keep has this name: never a repository, never looked into.
pub(super) fn is_hidden(folder: &str) -> bool {
    HIDDEN.contains(&file_name(folder)) || file_name(folder) == "node_modules"
}

/// Whether the folder at `path` of `root`, below the repository at `repo` (both `/`-separated), is passed over.
pub(super) fn is_made(files: &Files, root: &Root, repo: &str, path: &str) -> bool {
    let (parent, name) = split(path);
    let beside = |file: &str| files.is_file(root, &join(parent, file));
    match name {
        "build" | "out" => parent == repo || MANIFESTS.iter().any(|manifest| beside(manifest)),
        "site" | "public" => files.is_file(root, &join(path, "index.html")),
        _ => ALWAYS.contains(&name) || HIDDEN.contains(&name),
    }
}

/// The folder that this file says was made: a cache (bford.info/cachedir) or a site of ours.
pub(super) fn tagged<'p>(files: &Files, root: &Root, path: &'p str) -> Option<&'p str> {
    if let Some(folder) = path.strip_suffix("/CACHEDIR.TAG") {
        return Some(folder);
    }
    let folder = path.strip_suffix(MARKER)?.strip_suffix('/')?;
    files.read(root, path).is_ok_and(|bytes| bytes == MARK).then_some(folder)
}
