//! Which folders are repositories, and which files are theirs.
//!
//! In: a path of the command line. Out: repositories, each with all its files. Never: gives a file to two
//! repositories, or follows a symlink.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Repo;
use super::discover::Globs;
use super::discover::Role;
use super::made;
use crate::diag::{Diagnostic, Diagnostics, Severity, codes};
use crate::path::join;
use crate::source::{Files, Root, WalkOptions};

/// A repository before its files are looked at.
pub(super) struct Checkout {
    pub(super) root: Root,
    /// The folder's name.
    pub(super) name: String,
    /// Catalog and mkdocs files, relative to the repository, sorted.
    pub(super) files: Vec<(String, Role)>,
}

/// The repositories at or below `path`. Where several paths are crawled, what users see starts with the
/// path's own folder name.
pub(super) fn below(
    files: &Files,
    path: &Path,
    shown: &str,
    globs: &Globs,
    as_one: bool,
    found: &mut Diagnostics,
) -> Vec<Checkout> {
    let top = match files.root(path, shown) {
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
    let name = top.path().file_name().and_then(|name| name.to_str()).unwrap_or("repository").to_owned();
    let whole = as_one || is_repository(files, &top);

    // `.git` is a folder in a clone and a file in a worktree or submodule.
    let checkouts = RefCell::new(BTreeSet::new());
    if whole {
        checkouts.borrow_mut().insert(String::new());
    }
    let prune = |folder: &str| {
        if let Some(checkout) = git_of(folder) {
            checkouts.borrow_mut().insert(checkout.to_owned());
            return true;
        }
        // A folder of repositories may hold one called `site` or `target`.
        let repo = if whole { "" } else { folder.split('/').next().unwrap_or(folder) };
        let made =
            if folder == repo { made::is_hidden(folder) } else { made::is_made(files, &top, repo, folder) };
        made || globs.excludes(folder.strip_prefix(repo).unwrap_or(folder).trim_start_matches('/'))
    };
    let walked = files.walk(&top, "", WalkOptions { prune: &prune, follow_links: false });
    let mut checkouts = checkouts.into_inner();
    checkouts.extend(walked.files.iter().filter_map(|file| git_of(file)).map(str::to_owned));
    let mut tagged: Vec<&str> =
        walked.files.iter().filter_map(|file| made::tagged(files, &top, file)).collect();
    tagged.retain(|folder| !checkouts.contains(*folder) && !folder.is_empty());

    for (path, reason) in walked.unreadable {
        if path.is_empty() || !globs.excludes(path.split_once('/').map_or("", |(_, below)| below)) {
            found.push(
                Diagnostic::new(&codes::source::UNREADABLE, format!("cannot be read: {reason}"))
                    .in_file(files.id(&top, &path))
                    .help("make it readable for the user that builds the portal, or exclude it"),
            );
        }
    }

    for (path, why) in walked.special {
        let owner = owner(&path, &checkouts);
        let relative = path[owner.len()..].trim_start_matches('/');
        // Any other YAML file may be anything.
        let is_named = matches!(
            crate::path::file_name(relative),
            "catalog-info.yaml" | "catalog-info.yml" | "mkdocs.yaml" | "mkdocs.yml"
        );
        if is_named && globs.role(relative).is_some() && !globs.excludes(relative) {
            found.push(
                Diagnostic::new(&codes::source::UNREADABLE, format!("`{path}` is passed over: {why}"))
                    .severity(Severity::Warning)
                    .in_file(files.id(&top, &path))
                    .help("put the file itself there; Backstage reads a symlink as the text of its target"),
            );
        }
    }

    let mut repos: BTreeMap<&str, Vec<(String, Role)>> = BTreeMap::new();
    for checkout in &checkouts {
        repos.insert(checkout, Vec::new());
    }
    for file in &walked.files {
        let owner = owner(file, &checkouts);
        if file.contains('/') && !checkouts.iter().any(|checkout| is_in(checkout, owner)) {
            repos.entry(owner).or_default();
        }
        if tagged.iter().any(|folder| is_in(file, folder)) {
            continue;
        }
        let relative = file[owner.len()..].trim_start_matches('/');
        if let Some(role) = globs.role(relative).filter(|_| !globs.excludes(relative)) {
            repos.entry(owner).or_default().push((relative.to_owned(), role));
        }
    }

    let mut out = Vec::new();
    for (folder, list) in repos {
        let name = folder.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(&name).to_owned();
        let root = if folder.is_empty() { Ok(top.clone()) } else { files.root_below(&top, folder) };
        match root {
            Ok(root) if globs.excludes_repository(&name, root.shown()) => {}
            Ok(root) => out.push(Checkout { root, name, files: list }),
            Err(error) => {
                let message = format!("`{}` cannot be crawled: {error}", top.display(folder));
                found.push(Diagnostic::new(&codes::source::UNREADABLE, message));
            }
        }
    }
    out
}

/// The repository of a file: the nearest folder with `.git`, else the top folder, else the path itself.
fn owner<'f>(file: &'f str, checkouts: &BTreeSet<String>) -> &'f str {
    let mut folder = file;
    while let Some((above, _)) = folder.rsplit_once('/') {
        if checkouts.contains(above) {
            return above;
        }
        folder = above;
    }
    match file.split_once('/') {
        Some((top, _)) if !checkouts.contains("") => top,
        _ => "",
    }
}

fn is_in(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// The folder whose `.git` this is.
fn git_of(path: &str) -> Option<&str> {
    if path == ".git" { Some("") } else { path.strip_suffix("/.git") }
}

/// A path is a repository itself where git says so, or where what a repository holds stands right in it.
fn is_repository(files: &Files, root: &Root) -> bool {
    [".git", ".git/HEAD", "catalog-info.yaml", "catalog-info.yml", "mkdocs.yml", "mkdocs.yaml"]
        .into_iter()
        .any(|name| files.is_file(root, &join("", name)))
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
