//! Where a repository is hosted: from `.git/config`, or from the configuration.
//!
//! In: git's own files, read as text. Out: a [`Remote`]. Never: runs git; keeps a password that stands in a URL.

use super::{Forge, Remote};
use crate::config::Config;
use crate::source::{Files, Root};

/// The remote of a repository: what configuration says of it, else `origin` (or the only remote) of git.
pub(super) fn of(files: &Files, root: &Root, name: &str, config: &Config) -> Option<Remote> {
    let known = config.repos.get(name);
    let git = GitFolder::of(files, root);
    let from_git = || origin(&git.as_ref()?.shared("config")?).and_then(|url| remote_of_url(&url));
    let configured = known
        .and_then(|known| known.url.clone())
        .or_else(|| config.remote.as_ref().map(|template| template.replace("{repo}", name)));
    let mut remote = match configured {
        Some(url) => remote_of_url(&url)?,
        None => from_git()?,
    };
    let host = remote.web.split('/').nth(2).unwrap_or_default();
    if let Some(forge) = config.hosts.get(host).and_then(|name| Forge::of_name(name)) {
        remote.forge = forge;
    }
    if let Some(folder) = known.and_then(|known| known.folder.as_deref()) {
        folder.trim_matches('/').clone_into(&mut remote.folder);
    }
    let branch = known
        .and_then(|known| known.branch.clone())
        .or_else(|| git?.branch())
        .or_else(|| config.branch.clone());
    if let Some(branch) = branch {
        remote.branch = branch;
    }
    Some(remote)
}

/// Git's own folder of a checkout. It is nothing that a repository can hold: git refuses to commit a `.git`.
struct GitFolder<'f> {
    files: &'f Files,
    own: Root,
    /// What worktrees share: configuration and remote branches.
    shared: Root,
}

impl<'f> GitFolder<'f> {
    /// `.git` itself, or what a worktree's or submodule's `.git` file says.
    fn of(files: &'f Files, root: &Root) -> Option<Self> {
        let own = match read(files, root, ".git") {
            Some(text) => {
                let folder = text.trim().strip_prefix("gitdir:")?.trim();
                files.root(&root.path().join(folder), "").ok()?
            }
            None => files.root_below(root, ".git").ok()?,
        };
        let shared = match read(files, &own, "commondir") {
            Some(folder) => files.root(&own.path().join(folder.trim()), "").ok()?,
            None => own.clone(),
        };
        Some(Self { files, own, shared })
    }

    fn shared(&self, path: &str) -> Option<String> {
        read(self.files, &self.shared, path)
    }

    /// The branch that the remote calls its default, else the one that is checked out.
    fn branch(&self) -> Option<String> {
        let branch = |text: Option<String>, prefix: &str| {
            text?.trim().strip_prefix("ref: ")?.strip_prefix(prefix).map(str::to_owned)
        };
        branch(self.shared("refs/remotes/origin/HEAD"), "refs/remotes/origin/")
            .or_else(|| branch(read(self.files, &self.own, "HEAD"), "refs/heads/"))
    }
}

fn read(files: &Files, root: &Root, path: &str) -> Option<String> {
    files.read(root, path).ok().and_then(|bytes| String::from_utf8(bytes).ok())
}

/// URL of `origin` in the text of a git configuration, else of the first remote.
fn origin(config: &str) -> Option<String> {
    let mut section = "";
    let mut first = None;
    for line in config.lines().map(str::trim) {
        if let Some(name) = line.strip_prefix('[') {
            section = name.trim_end_matches(']');
        } else if let Some(rest) = line.strip_prefix("url")
            && let Some(url) = rest.trim_start().strip_prefix('=')
            && section.starts_with("remote")
        {
            let url = url.trim().trim_matches('"').to_owned();
            if section == "remote \"origin\"" {
                return Some(url);
            }
            first.get_or_insert(url);
        }
    }
    first
}

/// Reads a clone URL (`https://…`, `ssh://…`, `git@host:owner/name.git`) or a web URL.
pub(crate) fn remote_of_url(url: &str) -> Option<Remote> {
    let (host, path) = host_and_path(url)?;
    let path = path.trim_matches('/').trim_end_matches(".git");
    if host.is_empty() || path.is_empty() {
        return None;
    }
    let forge = forge(&host);
    let (web, slug) = match forge {
        Forge::Azure => azure(&host, path)?,
        Forge::BitbucketServer => bitbucket_server(&host, path)?,
        _ => (format!("https://{host}/{path}"), path.to_owned()),
    };
    Some(Remote { forge, web, slug, branch: "main".to_owned(), folder: String::new() })
}

fn host_and_path(url: &str) -> Option<(String, String)> {
    let url = url.trim().split(['?', '#']).next().unwrap_or_default();
    let (authority, path) = match url.split_once("://") {
        Some((scheme, rest)) => {
            if !matches!(scheme, "https" | "http" | "ssh" | "git" | "git+ssh") {
                return None;
            }
            rest.split_once('/')?
        }
        // scp form: `git@host:owner/name.git`; a colon before any slash.
        None => url.split_once(':').filter(|(host, _)| !host.contains('/') && host.len() > 1)?,
    };
    let host = authority.rsplit('@').next().unwrap_or(authority);
    let host = if url.starts_with("http") { host } else { host.split(':').next().unwrap_or(host) };
    Some((host.to_ascii_lowercase(), path.to_owned()))
}

/// Hosts that Backstage registers by itself, and those whose name tells.
fn forge(host: &str) -> Forge {
    match host {
        "github.com" => Forge::GitHub,
        "gitlab.com" => Forge::GitLab,
        "bitbucket.org" => Forge::BitbucketCloud,
        "dev.azure.com" | "ssh.dev.azure.com" => Forge::Azure,
        "codeberg.org" | "gitea.com" => Forge::Gitea,
        _ if host.ends_with(".visualstudio.com") => Forge::Azure,
        _ if host.contains("github") || host.ends_with(".ghe.com") => Forge::GitHub,
        _ if host.contains("gitlab") => Forge::GitLab,
        _ if host.contains("bitbucket") => Forge::BitbucketServer,
        _ if host.contains("gitea") || host.contains("forgejo") => Forge::Gitea,
        _ => Forge::Other,
    }
}

/// `org/project/_git/repo`, or `v3/org/project/repo` over ssh.
fn azure(host: &str, path: &str) -> Option<(String, String)> {
    let parts: Vec<&str> = path.split('/').collect();
    let (organisation, project, repo) = match parts.as_slice() {
        ["v3", organisation, project, repo] | [organisation, project, "_git", repo] => {
            ((*organisation).to_owned(), *project, *repo)
        }
        [organisation, "_git", repo] => ((*organisation).to_owned(), *repo, *repo),
        [project, repo] if host.ends_with(".visualstudio.com") => {
            (host.trim_end_matches(".visualstudio.com").to_owned(), *project, *repo)
        }
        _ => return None,
    };
    Some((format!("https://dev.azure.com/{organisation}/{project}/_git/{repo}"), format!("{project}/{repo}")))
}

/// `scm/KEY/repo`, or `projects/KEY/repos/repo` as the web shows it.
fn bitbucket_server(host: &str, path: &str) -> Option<(String, String)> {
    let parts: Vec<&str> = path.split('/').collect();
    let (project, repo) = match parts.as_slice() {
        ["scm", project, repo] | ["projects", project, "repos", repo, ..] | [project, repo] => {
            (*project, *repo)
        }
        _ => return None,
    };
    Some((format!("https://{host}/projects/{project}/repos/{repo}"), format!("{project}/{repo}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls() {
        for (url, expected) in [
            ("https://github.com/acme/shop.git", Some("GitHub https://github.com/acme/shop acme/shop")),
            ("git@github.com:acme/shop.git", Some("GitHub https://github.com/acme/shop acme/shop")),
            (
                "https://user:secret@github.com/acme/shop",
                Some("GitHub https://github.com/acme/shop acme/shop"),
            ),
            ("ssh://git@gitlab.acme.io:2222/a/b/c.git", Some("GitLab https://gitlab.acme.io/a/b/c a/b/c")),
            ("git@ssh.dev.azure.com:v3/o/p/r", Some("Azure https://dev.azure.com/o/p/_git/r p/r")),
            ("https://o@dev.azure.com/o/p/_git/r", Some("Azure https://dev.azure.com/o/p/_git/r p/r")),
            (
                "https://bitbucket.acme.io/scm/KEY/r.git",
                Some("BitbucketServer https://bitbucket.acme.io/projects/KEY/repos/r KEY/r"),
            ),
            ("https://git.example.com/x", Some("Other https://git.example.com/x x")),
            ("/srv/git/shop.git", None),
            ("C:\\repos\\shop", None),
            ("file:///srv/shop", None),
        ] {
            let shown =
                remote_of_url(url).map(|remote| format!("{:?} {} {}", remote.forge, remote.web, remote.slug));
            assert_eq!(shown.as_deref(), expected, "{url}");
        }
    }

    #[test]
    fn clones_worktrees_and_configuration() {
        let files = Files::memory(crate::source::Memory::from([
            ("a/.git/config", "[remote \"origin\"]\nurl = git@github.com:acme/a.git\n"),
            ("a/.git/HEAD", "ref: refs/heads/topic\n"),
            ("a/.git/refs/remotes/origin/HEAD", "ref: refs/remotes/origin/trunk\n"),
            ("a/.git/worktrees/b/commondir", "../..\n"),
            ("a/.git/worktrees/b/HEAD", "ref: refs/heads/b\n"),
            ("b/.git", "gitdir: ../a/.git/worktrees/b\n"),
            ("c/readme.md", ""),
        ]));
        let mut config = Config::default();
        let of = |name: &str, config: &Config| {
            let root = files.root(std::path::Path::new(name), name).unwrap();
            super::of(&files, &root, name, config).map(|remote| {
                format!("{:?} {} {} {}", remote.forge, remote.web, remote.branch, remote.folder)
            })
        };
        assert_eq!(of("a", &config).as_deref(), Some("GitHub https://github.com/acme/a trunk "));
        assert_eq!(of("b", &config).as_deref(), Some("GitHub https://github.com/acme/a trunk "));
        assert_eq!(of("c", &config), None);
        config.remote = Some("https://git.acme.io/x/{repo}".to_owned());
        config.hosts.insert("git.acme.io".to_owned(), "gitea".to_owned());
        config.repos.insert(
            "c".to_owned(),
            crate::config::RepoConfig {
                branch: Some("dev".to_owned()),
                folder: Some("/part/".to_owned()),
                ..Default::default()
            },
        );
        assert_eq!(of("c", &config).as_deref(), Some("Gitea https://git.acme.io/x/c dev part"));
    }

    #[test]
    fn git_configuration() {
        let config =
            "[remote \"fork\"]\n\turl = a@b:c/d\n[remote \"origin\"]\n\turl = git@github.com:acme/shop.git\n";
        assert_eq!(origin(config).as_deref(), Some("git@github.com:acme/shop.git"));
        assert_eq!(origin("[core]\n\tbare = false"), None);
    }
}
