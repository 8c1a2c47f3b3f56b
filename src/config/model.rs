//! Everything that can be set.
//!
//! In: read by [`config`](super). Out: used by every stage. Never: holds what a command line flag alone says
//! (output folder, threads).

use std::collections::BTreeMap;

/// The portal's configuration with its defaults.
#[derive(Debug, Clone)]
pub struct Config {
    /// Name of the portal (`app.title`).
    pub title: String,
    /// Name of the organisation (`organization.name`).
    pub organization: Option<String>,
    /// Absolute URL the portal will be published at, for the sitemap and OpenGraph.
    pub base_url: Option<String>,
    /// Globs of catalog files.
    pub discover: Vec<String>,
    /// Globs of folders and files that are passed over.
    pub exclude: Vec<String>,
    /// By repository folder: name, remote, branch.
    pub repos: BTreeMap<String, RepoConfig>,
    /// Web URL of repositories without git and without an entry in `repos`, `{repo}` being the folder's name:
    /// `https://github.com/acme/{repo}`.
    pub remote: Option<String>,
    /// Kinds of self-hosted forges by host: `github`, `gitlab`, `bitbucket-server`, `azure`, `gitea`, `other`.
    pub hosts: BTreeMap<String, String>,
    /// Folder with theme files that replace the built-in ones, file by file.
    pub theme_dir: Option<std::path::PathBuf>,
    /// Rules switched off or given another gravity: code id or name → `off`, `note`, `warning`, `error`.
    pub rules: BTreeMap<String, String>,
}

/// What git would say of a repository, for checkouts without it.
#[derive(Debug, Clone, Default)]
pub struct RepoConfig {
    /// Name in the portal.
    pub name: Option<String>,
    /// Web URL: `https://github.com/acme/shop`.
    pub url: Option<String>,
    /// Branch that links point into.
    pub branch: Option<String>,
    /// Folder of the hosted repository that the crawled folder is, where it is only a part.
    pub folder: Option<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: "Developer portal".to_owned(),
            organization: None,
            base_url: None,
            discover: vec!["**/catalog-info.yaml".to_owned(), "**/catalog-info.yml".to_owned()],
            exclude: Vec::new(),
            repos: BTreeMap::new(),
            remote: None,
            hosts: BTreeMap::new(),
            theme_dir: None,
            rules: BTreeMap::new(),
        }
    }
}
