//! Roots to an [`Inventory`]: which repositories there are, and which files of them hold a catalog or docs.
//!
//! In: the paths of the command line and the configuration. Out: repositories sorted by name, each with its
//! remote and its catalog and mkdocs files. Never: reads a file's content beyond git's own configuration;
//! executes anything of a repository.

mod discover;
mod inventory;
mod remote;
mod repos;

pub use inventory::{Forge, Inventory, Remote, Repo, RepoId};
pub use remote::remote_of_url;

use std::path::PathBuf;

use crate::config::Config;
use crate::diag::Diagnostics;
use crate::source::Files;

/// Looks through `paths`. Each is a repository, or a folder of repositories.
pub fn crawl(files: &Files, paths: &[PathBuf], config: &Config) -> (Inventory, Diagnostics) {
    let mut found = Diagnostics::new();
    let globs = discover::Globs::new(config, &mut found);
    let mut repos = Vec::new();
    for path in paths {
        for (root, name) in repos::below(files, path, paths.len() > 1, &mut found) {
            let known = config.repos.get(&name);
            let (catalog_files, mkdocs_files) = discover::files(files, &root, &globs, &mut found);
            let remote = remote::of(files, &root, &name, config);
            let name = known.and_then(|known| known.name.clone()).unwrap_or(name);
            repos.push(Repo { name, root, remote, catalog_files, mkdocs_files });
        }
    }
    repos.sort_by(|a, b| (&a.name, a.root.shown()).cmp(&(&b.name, b.root.shown())));
    repos.dedup_by(|a, b| a.root.path() == b.root.path());
    repos::make_names_unique(&mut repos);
    (Inventory { repos }, found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Memory;

    fn shown(tree: Memory, paths: &[&str]) -> Vec<String> {
        let paths: Vec<_> = paths.iter().map(PathBuf::from).collect();
        let files = Files::memory(tree);
        let (inventory, found) = crawl(&files, &paths, &Config::default());
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
    fn a_repository_itself() {
        let tree = Memory::from([("shop/catalog-info.yaml", ""), ("shop/docs/mkdocs.yml", "")]);
        assert_eq!(shown(tree, &["/shop"]), ["shop at \"\": catalog-info.yaml | docs/mkdocs.yml"]);
    }
}
