//! Which folders are repositories.
//!
//! In: a path of the command line. Out: roots with their names. Never: looks for a repository inside a
//! repository, save where git itself has one there (a submodule or a nested checkout).

use std::path::Path;

use super::Repo;
use super::discover::is_pruned;
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::source::{Files, Root};

/// How deep a folder of folders is searched for `.git`: `<forge>/<owner>/<group>/<repo>` and one more.
const DEEPEST: usize = 5;

/// The repositories at or below `path`. Where several paths are crawled, what users see starts with the
/// path's own folder name.
pub(super) fn below(
    files: &Files,
    path: &Path,
    several: bool,
    found: &mut Diagnostics,
) -> Vec<(Root, String)> {
    let folder_name = || path.file_name().and_then(|name| name.to_str()).unwrap_or("repository").to_owned();
    let top = match files.root(path, "") {
        Ok(top) => top,
        Err(error) => {
            let message = format!("`{}` cannot be crawled: {error}", path.display());
            found.push(
                Diagnostic::new(&codes::source::UNREADABLE, message)
                    .help("name a repository, or a folder that holds repositories"),
            );
            return Vec::new();
        }
    };
    let name = top.path().file_name().and_then(|name| name.to_str()).map_or_else(folder_name, str::to_owned);
    let top = if several { top.shown_as(&name) } else { top };
    if is_repository(files, &top, "") {
        return vec![(top, name)];
    }
    let mut roots = Vec::new();
    for folder in files.folders(&top, "") {
        if is_pruned(&folder) {
            continue;
        }
        let mut nested = Vec::new();
        checkouts(files, &top, &folder, 1, &mut nested);
        if nested.is_empty() {
            nested.push(folder);
        }
        for folder in nested {
            let name = folder.rsplit('/').next().unwrap_or(&folder).to_owned();
            match files.root_below(&top, &folder) {
                Ok(root) => roots.push((root, name)),
                Err(error) => {
                    let message = format!("`{}` cannot be crawled: {error}", top.display(&folder));
                    found.push(Diagnostic::new(&codes::source::UNREADABLE, message));
                }
            }
        }
    }
    roots
}

/// A path is a repository itself where git says so, or where what a repository holds stands right in it.
fn is_repository(files: &Files, root: &Root, folder: &str) -> bool {
    let holds = |name: &str| {
        let path = if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        files.is_file(root, &path)
    };
    is_checkout(files, root, folder)
        || ["catalog-info.yaml", "catalog-info.yml", "mkdocs.yml", "mkdocs.yaml"].into_iter().any(holds)
}

/// `.git` is a folder in a clone and a file in a worktree or submodule.
fn is_checkout(files: &Files, root: &Root, folder: &str) -> bool {
    let git = if folder.is_empty() { ".git".to_owned() } else { format!("{folder}/.git") };
    files.is_file(root, &git) || files.is_file(root, &format!("{git}/HEAD"))
}

/// Folders with `.git` at or below `folder`, outermost first.
fn checkouts(files: &Files, top: &Root, folder: &str, depth: usize, out: &mut Vec<String>) {
    if is_checkout(files, top, folder) {
        out.push(folder.to_owned());
    } else if depth < DEEPEST && !is_repository(files, top, folder) {
        for below in files.folders(top, folder) {
            if !is_pruned(&below) {
                checkouts(files, top, &below, depth + 1, out);
            }
        }
    }
}

/// Two repositories of one name are told apart by the folder they lie in.
pub(super) fn make_names_unique(repos: &mut [Repo]) {
    for index in 1..repos.len() {
        let (before, rest) = repos.split_at_mut(index);
        let repo = &mut rest[0];
        let taken = |name: &str| before.iter().any(|other| other.name == name);
        if taken(&repo.name) {
            let shown = repo.root.shown().replace('/', "-");
            let base = if shown.is_empty() || taken(&shown) { repo.name.clone() } else { shown };
            let mut name = base.clone();
            let mut number = 2;
            while taken(&name) {
                name = format!("{base}-{number}");
                number += 1;
            }
            repo.name = name;
        }
    }
}
