//! What the crawl found.
//!
//! In: built by the crawl. Out: read by every later stage. Never: changed after the crawl.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::Neighbours;
use crate::forge::{Forge, Hosts, Remote, Repositories};
use crate::source::{FileId, Files, Root};

/// Index of a repository in its [`Inventory`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RepoId(pub usize);

/// Everything below the crawled paths that matters.
#[derive(Debug, Default)]
pub(crate) struct Inventory {
    /// Sorted by name.
    pub repos: Vec<Repo>,
    /// What is known of others.
    pub neighbours: Neighbours,
    by_root: HashMap<Arc<Path>, RepoId>,
    remotes: Repositories,
}

/// Where a web URL leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UrlTarget {
    /// The repository.
    pub repo: RepoId,
    /// Path below its root; empty for the root. There may be nothing.
    pub path: String,
    /// Whether the URL ends in a slash or names the repository itself.
    pub is_folder: bool,
}

impl Inventory {
    /// These repositories, in this order.
    pub(crate) fn new(repos: Vec<Repo>) -> Self {
        let by_root =
            repos.iter().enumerate().map(|(index, repo)| (repo.root.shared_path(), RepoId(index))).collect();
        let remotes =
            repos.iter().enumerate().filter_map(|(index, repo)| Some((index, repo.remote.as_ref()?)));
        let remotes = Repositories::new(remotes);
        Self { repos, by_root, remotes, neighbours: Neighbours::None }
    }

    /// Whether the crawled path is one repository and holds no other.
    pub(crate) fn is_one_repository(&self) -> bool {
        matches!(self.repos.as_slice(), [one] if one.root.shown().is_empty())
    }

    /// The forges of these repositories.
    pub(crate) fn hosts(&self) -> &Hosts {
        self.remotes.hosts()
    }

    /// The repository that a file belongs to, and its path in it. `None` for files of no repository, such as a configuration
    /// that the user named.
    pub(crate) fn home_of(&self, files: &Files, file: FileId) -> Option<(RepoId, String)> {
        let (root, path) = files.home(file)?;
        Some((*self.by_root.get(&root)?, path))
    }

    /// Where git clones the repository of a web URL from. `None` where the URL's forge is not known.
    pub(crate) fn clone_url(&self, url: &str) -> Option<String> {
        let remote = self.remotes.hosts().remote(url)?;
        (remote.forge() != Forge::other()).then(|| remote.clone_url())
    }

    /// The page of the repository that a web URL leads into. `None` where the URL's forge is not known.
    pub(crate) fn web_url(&self, url: &str) -> Option<String> {
        let remote = self.remotes.hosts().remote(url)?;
        (remote.forge() != Forge::other()).then(|| remote.web())
    }

    /// The repository, and the path in it, that a web URL leads to: by the checkout's branch, else by whatever branch makes a
    /// path that is there. A path may hold wildcards. `None` where the URL belongs to no repository of the crawl.
    pub(crate) fn find_url(&self, files: &Files, url: &str) -> Option<UrlTarget> {
        let remote = |index: usize| self.repos[index].remote.as_ref();
        let mut candidates = self.remotes.candidates(url, remote);
        let is_there = |candidate: &crate::forge::Candidate| {
            let is_fixed = |part: &&str| !part.contains(['*', '?', '[', '{']);
            let fixed = candidate.path.split('/').take_while(is_fixed).collect::<Vec<_>>().join("/");
            files.locate(&self.repos[candidate.repository].root, "", &fixed).is_ok()
        };
        let at = candidates.iter().position(is_there).unwrap_or(0);
        if candidates.is_empty() {
            return None;
        }
        let found = candidates.swap_remove(at);
        Some(UrlTarget { repo: RepoId(found.repository), path: found.path, is_folder: found.is_folder })
    }

    /// The repository of an id.
    pub(crate) fn repo(&self, id: RepoId) -> &Repo {
        &self.repos[id.0]
    }

    /// All repositories with their ids.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (RepoId, &Repo)> {
        self.repos.iter().enumerate().map(|(index, repo)| (RepoId(index), repo))
    }
}

/// One repository: the nearest folder with `.git`, else the top folder below the crawled path.
#[derive(Debug)]
pub(crate) struct Repo {
    /// Its folder's name, or what configuration calls it; unique in the inventory.
    pub name: String,
    /// The folder; paths shown to users start with [`Root::shown`].
    pub root: Root,
    /// Where it is hosted, from git or configuration.
    pub remote: Option<Remote>,
    /// Whether the configuration trusts it, so that its files are published as they are.
    pub trusted: bool,
    /// Catalog files (`catalog-info.yaml`, or what `catalog.discover` matches), root-relative, sorted.
    pub catalog_files: Vec<(String, FileId)>,
    /// `mkdocs.yml`/`mkdocs.yaml`, root-relative, sorted.
    pub mkdocs_files: Vec<(String, FileId)>,
}
