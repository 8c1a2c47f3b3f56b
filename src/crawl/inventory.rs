//! What the crawl found.
//!
//! In: built by the crawl. Out: read by every later stage. Never: changed after the crawl.

use crate::source::{FileId, Root};

/// Index of a repository in its [`Inventory`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RepoId(pub usize);

/// Everything below the crawled paths that matters.
#[derive(Debug, Default)]
pub(crate) struct Inventory {
    /// Sorted by name.
    pub repos: Vec<Repo>,
}

impl Inventory {
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
    /// Catalog files (`catalog-info.yaml`, or what `catalog.discover` matches), root-relative, sorted.
    pub catalog_files: Vec<(String, FileId)>,
    /// `mkdocs.yml`/`mkdocs.yaml`, root-relative, sorted.
    pub mkdocs_files: Vec<(String, FileId)>,
}

/// Where a repository is hosted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remote {
    /// Whose URL shapes it uses.
    pub forge: Forge,
    /// Web URL without a trailing slash: `https://github.com/acme/shop`.
    pub web: String,
    /// `acme/shop`: owner and name as the forge's annotations write them.
    pub slug: String,
    /// Branch that links point into, such as `main`.
    pub branch: String,
    /// Folder of this checkout inside the hosted repository, where configuration says the crawled folder is
    /// only a part; empty otherwise.
    pub folder: String,
}

/// Kinds of hosts whose URLs are known (reference: Backstage's integrations).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Forge {
    /// github.com and GitHub Enterprise.
    GitHub,
    /// gitlab.com and self-managed GitLab.
    GitLab,
    /// bitbucket.org.
    BitbucketCloud,
    /// Bitbucket Server and Data Center.
    BitbucketServer,
    /// dev.azure.com.
    Azure,
    /// Gitea and Forgejo.
    Gitea,
    /// Any other host: its web URL is shown, nothing else is derived.
    Other,
}

impl Forge {
    /// The forge that configuration calls by this name.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        Some(match name {
            "github" => Self::GitHub,
            "gitlab" => Self::GitLab,
            "bitbucket-cloud" => Self::BitbucketCloud,
            "bitbucket-server" => Self::BitbucketServer,
            "azure" => Self::Azure,
            "gitea" => Self::Gitea,
            "other" => Self::Other,
            _ => return None,
        })
    }
}
