//! Where a repository is hosted: from `.git/config`, or from the configuration.
//!
//! In: git's own files, read as text. Out: a [`Remote`]. Never: runs git; keeps a password that stands in a URL.

use crate::config::Config;
use crate::forge::Remote;
use crate::source::{Files, Root};

/// The remote of a repository: what configuration says of it, else `origin` (or the only remote) of git.
pub(super) fn of(files: &Files, root: &Root, name: &str, config: &Config) -> Option<Remote> {
    let known = config.repos.get(name);
    let git = GitFolder::of(files, root);
    let from_git = || config.hosts.remote(&origin(&git.as_ref()?.shared("config")?)?);
    let configured = known
        .and_then(|known| known.url.clone())
        .or_else(|| config.remote.as_ref().map(|template| template.replace("{repo}", name)));
    let mut remote = match configured {
        Some(url) => config.hosts.remote(&url)?,
        None => from_git()?,
    };
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

#[cfg(test)]
mod tests {
    use super::*;

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
                format!("{:?} {} {} {}", remote.forge(), remote.web(), remote.branch, remote.folder)
            })
        };
        assert_eq!(of("a", &config).as_deref(), Some("github https://github.com/acme/a trunk "));
        assert_eq!(of("b", &config).as_deref(), Some("github https://github.com/acme/a trunk "));
        assert_eq!(of("c", &config), None);
        config.remote = Some("https://git.acme.io/x/{repo}".to_owned());
        config.hosts.insert("git.acme.io", crate::forge::Forge::of_name("gitea").unwrap());
        config.repos.insert(
            "c".to_owned(),
            crate::config::RepoConfig {
                branch: Some("dev".to_owned()),
                folder: Some("/part/".to_owned()),
                ..Default::default()
            },
        );
        assert_eq!(of("c", &config).as_deref(), Some("gitea https://git.acme.io/x/c dev part"));
    }

    #[test]
    fn git_configuration() {
        let config =
            "[remote \"fork\"]\n\turl = a@b:c/d\n[remote \"origin\"]\n\turl = git@github.com:acme/shop.git\n";
        assert_eq!(origin(config).as_deref(), Some("git@github.com:acme/shop.git"));
        assert_eq!(origin("[core]\n\tbare = false"), None);
    }
}
