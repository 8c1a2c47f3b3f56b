//! `repo_url`, `edit_uri` and `edit_uri_template`.
//!
//! In: the settings, the repository's remote, a page. Out: where the page is edited and shown.
//! Never: makes up a URL for a host whose shape is not known.

use super::mkdocs::Settings;
use crate::forge::{FilePage, Forge, Hosts, Remote};
use crate::url::encoded;

/// How the edit links of one docs folder are made.
#[derive(Debug, Clone, Default)]
pub(super) struct EditLinks {
    repo_url: Option<String>,
    uri: Option<String>,
    template: Option<String>,
    remote: Option<Remote>,
    hosts: Hosts,
}

impl EditLinks {
    /// From a configuration, the remote of its repository and the hosts that are known.
    pub(super) fn new(settings: &Settings, remote: Option<&Remote>, hosts: &Hosts) -> Self {
        Self {
            hosts: hosts.clone(),
            repo_url: settings.text("repo_url"),
            // `edit_uri: ""` switches edit links off.
            uri: settings.get("edit_uri").and_then(|sited| super::mkdocs::scalar(sited.node)),
            template: settings.text("edit_uri_template"),
            remote: remote.cloned(),
        }
    }

    /// Links of a docs folder that the monorepo plugin includes: its own `repo_url` and `edit_uri`, else the
    /// root's with the docs folder put in the place of the root's (`edit_uri.py` of the plugin).
    pub(super) fn included(&self, settings: &Settings, root_docs: &str, docs: &str) -> Self {
        let own = Self::new(settings, self.remote.as_ref(), &self.hosts);
        Self {
            repo_url: own.repo_url.or_else(|| self.repo_url.clone()),
            uri: own.uri.or_else(|| self.uri.as_ref().map(|uri| uri.replace(root_docs, docs))),
            template: own.template,
            remote: self.remote.clone(),
            hosts: own.hosts,
        }
    }

    /// The repository's address for readers.
    pub(super) fn repo_url(&self) -> Option<String> {
        self.repo_url.clone().or_else(|| self.remote.as_ref().map(Remote::web))
    }

    /// The repository that `repo_url` names, for a checkout without a remote. The branch is the one `edit_uri` names,
    /// else whatever the forge shows first.
    pub(super) fn guessed_remote(&self) -> Option<Remote> {
        let mut remote = self.hosts.remote(self.repo_url.as_deref()?)?;
        let edits = self.uri.as_deref().filter(|uri| !uri.is_empty()).and_then(|uri| self.joined(uri));
        let branch = edits.and_then(|edits| Some(self.hosts.page(&edits)?.0.branch));
        remote.branch = branch.unwrap_or_else(|| "HEAD".to_owned());
        Some(remote)
    }

    /// Where the page `src` (below its docs folder), at `path` in the repository, is edited.
    pub(super) fn edit_url(&self, src: &str, path: &str) -> Option<String> {
        if let Some(template) = &self.template {
            return self.joined(&filled(template, src));
        }
        match self.uri.as_deref() {
            Some("") => None,
            Some(uri) => {
                let slash = if uri.ends_with('/') || uri.contains(['?', '#']) { "" } else { "/" };
                self.joined(&format!("{uri}{slash}{}", encoded(src)))
            }
            None => {
                let same_host = |remote: &&Remote| match &self.repo_url {
                    None => true,
                    Some(url) => self.hosts.remote(url).is_some_and(|other| other.is_same_repository(remote)),
                };
                match self.remote.as_ref().filter(same_host) {
                    // The checkout knows its branch and where the file lies; MkDocs can only guess.
                    Some(remote) => remote.url(FilePage::Edit, path),
                    None => self.joined(&format!("{}{}", self.guess()?, encoded(src))),
                }
            }
        }
    }

    /// MkDocs' default by host.
    fn guess(&self) -> Option<&'static str> {
        let url = url::Url::parse(self.repo_url.as_deref()?).ok()?;
        Forge::of_public_host(url.host_str()?)?.mkdocs_edit_uri
    }

    /// `urljoin(repo_url + "/", uri)`.
    fn joined(&self, uri: &str) -> Option<String> {
        let Some(base) = self.repo_url() else { return url::Url::parse(uri).ok().map(String::from) };
        let slash = if base.ends_with('/') || uri.starts_with(['?', '#']) { "" } else { "/" };
        match url::Url::parse(&format!("{base}{slash}")) {
            Ok(base) => base.join(uri).ok().map(String::from),
            Err(_) => url::Url::parse(uri).ok().map(String::from),
        }
    }

    /// Where the page is shown.
    pub(super) fn view_url(&self, src: &str, path: &str) -> Option<String> {
        if let Some(url) = self.remote.as_ref().and_then(|remote| remote.url(FilePage::View, path)) {
            return Some(url);
        }
        let edit = self.edit_url(src, path)?;
        let page = self.hosts.page(&edit);
        Some(page.and_then(|(remote, path)| remote.url(FilePage::View, &path)).unwrap_or(edit))
    }
}

/// `{path}`, `{path_noext}` and their `!q` forms.
fn filled(template: &str, src: &str) -> String {
    let without = src.rfind('.').map_or(src, |at| &src[..at]);
    let quote = |text: &str| {
        percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
    };
    template
        .replace("{path!q}", &quote(src))
        .replace("{path_noext!q}", &quote(without))
        .replace("{path}", src)
        .replace("{path_noext}", without)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn links(repo: &str, uri: Option<&str>) -> EditLinks {
        EditLinks {
            repo_url: (!repo.is_empty()).then(|| repo.to_owned()),
            uri: uri.map(str::to_owned),
            ..EditLinks::default()
        }
    }

    #[test]
    fn uris() {
        for (repo, uri, expected) in [
            ("https://github.com/a/b", None, Some("https://github.com/a/b/edit/master/docs/x/y.md")),
            (
                "https://github.com/a/b/",
                Some("edit/main/docs"),
                Some("https://github.com/a/b/edit/main/docs/x/y.md"),
            ),
            ("https://github.com/a/b", Some(""), None),
            ("https://example.org/a", None, None),
            ("https://example.org/a", Some("?f="), Some("https://example.org/a?f=x/y.md")),
            ("", Some("https://e.org/edit/"), Some("https://e.org/edit/x/y.md")),
            ("https://github.com/a/b", Some("/c/"), Some("https://github.com/c/x/y.md")),
        ] {
            assert_eq!(
                links(repo, uri).edit_url("x/y.md", "docs/x/y.md").as_deref(),
                expected,
                "{repo} {uri:?}"
            );
        }
    }

    #[test]
    fn the_checkout_knows_best() {
        let mut remote = Hosts::default().remote("https://gitlab.com/a/b").unwrap();
        remote.folder = "sub".to_owned();
        let links = EditLinks { remote: Some(remote), ..EditLinks::default() };
        assert_eq!(
            links.edit_url("x.md", "docs/x.md").as_deref(),
            Some("https://gitlab.com/a/b/-/edit/main/sub/docs/x.md")
        );
        assert_eq!(
            links.view_url("x.md", "docs/x.md").as_deref(),
            Some("https://gitlab.com/a/b/-/blob/main/sub/docs/x.md")
        );
    }
}
