//! Roots to an [`Inventory`]: which repositories there are, and which files of them hold a catalog or docs.
//!
//! In: the paths of the command line and the configuration. Out: repositories sorted by name, each with its
//! remote and its catalog and mkdocs files. Never: reads a file's content beyond git's own configuration;
//! executes anything of a repository.

mod discover;
mod enclosing;
pub(crate) mod git;
mod inventory;
mod made;
mod neighbours;
mod remote;
mod repos;

pub(crate) use enclosing::enclosing;
pub(crate) use inventory::{Inventory, Repo, RepoId, UrlTarget};
pub(crate) use neighbours::Neighbours;

use std::path::PathBuf;

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::source::Files;
use discover::Role;

/// Looks through `paths`. Each is a repository, or a folder of repositories; one that lies below another is
/// looked through once. With `as_one`, a path is a repository whatever it looks like.
pub(crate) fn crawl(
    files: &Files,
    paths: &[PathBuf],
    config: &Config,
    as_one: bool,
) -> (Inventory, Diagnostics) {
    let mut found = Diagnostics::new();
    let globs = discover::Globs::new(config, &mut found);
    let paths = outermost(files, paths);
    let mut repos = Vec::new();
    let mut taken: Vec<String> = Vec::new();
    for path in &paths {
        let shown = if paths.len() > 1 { shown_name(path, &mut taken) } else { String::new() };
        for checkout in repos::below(files, path, &shown, &globs, as_one, &mut found) {
            let folder = checkout.root.shown();
            let trusted = globs.trusts(&checkout.name, folder);
            let known = config.repos.get(&checkout.name);
            let remote = remote::of(files, &checkout.root, &checkout.name, config);
            let (mut catalog_files, mut mkdocs_files) = (Vec::new(), Vec::new());
            for (path, role) in checkout.files {
                let id = files.id(&checkout.root, &path);
                match role {
                    Role::Catalog => catalog_files.push((path, id)),
                    Role::Mkdocs => mkdocs_files.push((path, id)),
                }
            }
            let name = known.and_then(|known| known.name.clone()).unwrap_or(checkout.name);
            repos.push(Repo { name, root: checkout.root, remote, trusted, catalog_files, mkdocs_files });
        }
    }
    found.extend(globs.unused(config));
    repos.sort_by(|a, b| (&a.name, a.root.shown()).cmp(&(&b.name, b.root.shown())));
    repos::make_names_unique(&mut repos);
    (Inventory::new(repos), found)
}

/// The paths, real and sorted, without those that lie below another. One that cannot be opened stays, to be
/// reported.
fn outermost(files: &Files, paths: &[PathBuf]) -> Vec<PathBuf> {
    let mut real: Vec<PathBuf> = paths
        .iter()
        .map(|path| files.root(path, "").map_or_else(|_| path.clone(), |root| root.path().to_path_buf()))
        .collect();
    real.sort();
    real.dedup_by(|below, above| below.starts_with(above));
    real
}

/// What stands before the paths of one of several crawled folders.
fn shown_name(path: &std::path::Path, taken: &mut Vec<String>) -> String {
    let base = path.file_name().and_then(|name| name.to_str()).unwrap_or("repository");
    let mut name = base.to_owned();
    let mut number = 2;
    while taken.contains(&name) {
        name = format!("{base}-{number}");
        number += 1;
    }
    taken.push(name.clone());
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;

    fn shown(tree: Memory, paths: &[&str]) -> Vec<String> {
        let paths: Vec<_> = paths.iter().map(PathBuf::from).collect();
        let files = Files::memory(tree);
        let (inventory, found) = crawl(&files, &paths, &Config::default(), false);
        assert!(found.is_empty(), "{found:?}");
        inventory
            .repos
            .iter()
            .map(|repo| {
                let names = |list: &[(String, _)]| {
                    list.iter().map(|(path, _)| path.clone()).collect::<Vec<_>>().join(" ")
                };
                format!(
                    "{} at {:?}: {} | {}",
                    repo.name,
                    repo.root.shown(),
                    names(&repo.catalog_files),
                    names(&repo.mkdocs_files)
                )
            })
            .collect()
    }

    #[test]
    fn a_folder_of_repositories() {
        let tree = Memory::from([
            ("org/shop/catalog-info.yaml", ""),
            ("org/shop/node_modules/x/catalog-info.yaml", ""),
            ("org/shop/services/cart/catalog-info.yml", ""),
            ("org/group/deep/.git/HEAD", "ref: refs/heads/main"),
            ("org/group/deep/mkdocs.yml", ""),
            ("org/plain/readme.md", ""),
        ]);
        assert_eq!(
            shown(tree, &["/org"]),
            [
                "deep at \"group/deep\":  | mkdocs.yml",
                "plain at \"plain\":  | ",
                "shop at \"shop\": catalog-info.yaml services/cart/catalog-info.yml | ",
            ]
        );
    }

    #[test]
    fn what_tools_made_is_passed_over() {
        let tree = Memory::from([
            ("org/shop/build/resources/catalog-info.yaml", ""),
            ("org/shop/api/package.json", ""),
            ("org/shop/api/build/catalog-info.yaml", ""),
            ("org/shop/tools/build/catalog-info.yaml", ""),
            ("org/shop/dist/catalog-info.yaml", ""),
            ("org/shop/site/mkdocs.yml", ""),
            ("org/shop/old/site/index.html", ""),
            ("org/shop/old/site/mkdocs.yml", ""),
            ("org/shop/cache/CACHEDIR.TAG", ""),
            ("org/shop/cache/deep/catalog-info.yaml", ""),
            ("org/shop/docs/.nojekyll", ""),
            ("org/shop/docs/mkdocs.yml", ""),
            ("org/shop/portal/.nojekyll", std::str::from_utf8(crate::source::MARK).unwrap()),
            ("org/shop/portal/catalog-info.yaml", ""),
            ("org/site/catalog-info.yaml", ""),
            ("org/node_modules/x/catalog-info.yaml", ""),
        ]);
        assert_eq!(
            shown(tree, &["/org"]),
            [
                "shop at \"shop\": tools/build/catalog-info.yaml | docs/mkdocs.yml site/mkdocs.yml",
                "site at \"site\": catalog-info.yaml | ",
            ]
        );
    }

    #[test]
    fn checkouts_inside_one_another_share_no_file() {
        let tree = Memory::from([
            ("mono/.git/HEAD", "ref: refs/heads/main"),
            ("mono/catalog-info.yaml", ""),
            ("mono/modules/lib/.git", "gitdir: ../../.git/modules/lib"),
            ("mono/modules/lib/catalog-info.yaml", ""),
            ("mono/modules/own/catalog-info.yaml", ""),
        ]);
        assert_eq!(
            shown(tree, &["/mono", "/mono/modules"]),
            [
                "lib at \"modules/lib\": catalog-info.yaml | ",
                "mono at \"\": catalog-info.yaml modules/own/catalog-info.yaml | ",
            ]
        );
    }

    #[test]
    fn several_paths_and_files_beside_the_repositories() {
        let tree = Memory::from([
            ("a/org/shop/catalog-info.yaml", ""),
            ("a/org/group/.keep", ""),
            ("a/org/group/x/.git/HEAD", ""),
            ("a/org/group/y/catalog-info.yaml", ""),
            ("b/org/mkdocs.yaml", ""),
        ]);
        assert_eq!(
            shown(tree, &["/b/org", "/a/org"]),
            [
                "group at \"org/group\": y/catalog-info.yaml | ",
                "org at \"org-2\":  | mkdocs.yaml",
                "shop at \"org/shop\": catalog-info.yaml | ",
                "x at \"org/group/x\":  | ",
            ]
        );
    }

    #[test]
    fn a_repository_itself() {
        let tree = Memory::from([("shop/catalog-info.yaml", ""), ("shop/docs/mkdocs.yml", "")]);
        assert_eq!(shown(tree, &["/shop"]), ["shop at \"\": catalog-info.yaml | docs/mkdocs.yml"]);
    }
}
