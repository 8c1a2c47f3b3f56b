//! Where a file of a repository is seen and edited on the web.
//!
//! In: a remote and a path below the repository's root. Out: URLs as Backstage's integrations shape them
//! (`resolveEditUrl`, `defaultScmResolveUrl`). Never: asks the network.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use super::{Forge, Inventory, Remote, RepoId};

/// What is escaped in a path: what a URL cannot hold, and what would end the path.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'`')
    .add(b'#')
    .add(b'?')
    .add(b'{')
    .add(b'}')
    .add(b'%');

impl Remote {
    /// Where the file is shown. `None` for hosts whose shape is not known.
    pub(crate) fn view_url(&self, path: &str) -> Option<String> {
        let (web, branch, path) = (&self.web, &self.branch, self.hosted(path));
        Some(match self.forge {
            Forge::GitHub => format!("{web}/blob/{branch}/{path}"),
            Forge::GitLab => format!("{web}/-/blob/{branch}/{path}"),
            Forge::BitbucketCloud => format!("{web}/src/{branch}/{path}"),
            Forge::BitbucketServer => format!("{web}/browse/{path}?at={branch}"),
            Forge::Azure => format!("{web}?path=/{path}&version=GB{branch}"),
            Forge::Gitea => format!("{web}/src/branch/{branch}/{path}"),
            Forge::Other => return None,
        })
    }

    /// Where the file is edited.
    pub(crate) fn edit_url(&self, path: &str) -> Option<String> {
        let (web, branch, path) = (&self.web, &self.branch, self.hosted(path));
        Some(match self.forge {
            Forge::GitHub => format!("{web}/edit/{branch}/{path}"),
            Forge::GitLab => format!("{web}/-/edit/{branch}/{path}"),
            Forge::BitbucketCloud => format!("{web}/src/{branch}/{path}?mode=edit&at={branch}"),
            Forge::BitbucketServer => format!("{web}/browse/{path}"),
            Forge::Azure => format!("{web}?path=/{path}&version=GB{branch}"),
            Forge::Gitea => format!("{web}/_edit/{branch}/{path}"),
            Forge::Other => return None,
        })
    }

    /// Where a folder is shown; ends in `/` as Backstage's `source-location` must, save for Azure.
    pub(crate) fn folder_url(&self, folder: &str) -> Option<String> {
        let (web, branch) = (&self.web, &self.branch);
        let folder = self.hosted(folder);
        let folder = if folder.is_empty() { folder } else { format!("{folder}/") };
        Some(match self.forge {
            Forge::GitHub => format!("{web}/tree/{branch}/{folder}"),
            Forge::GitLab => format!("{web}/-/blob/{branch}/{folder}"),
            Forge::BitbucketCloud => format!("{web}/src/{branch}/{folder}"),
            Forge::BitbucketServer => format!("{web}/browse/{folder}?at={branch}"),
            Forge::Azure => format!("{web}?path=/{folder}&version=GB{branch}"),
            Forge::Gitea => format!("{web}/src/branch/{branch}/{folder}"),
            Forge::Other => return None,
        })
    }

    /// The suffix that points at a line of [`Remote::view_url`].
    #[expect(dead_code, reason = "blame and source links of the forge stage will name lines by it")]
    pub(crate) fn line_anchor(&self, line: usize) -> String {
        match self.forge {
            Forge::BitbucketCloud => format!("#lines-{line}"),
            Forge::BitbucketServer => format!("#{line}"),
            Forge::Azure => format!("&line={line}&lineEnd={}&lineStartColumn=1&lineEndColumn=1", line + 1),
            _ => format!("#L{line}"),
        }
    }

    fn hosted(&self, path: &str) -> String {
        let path = if self.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", self.folder) };
        utf8_percent_encode(&path, PATH).to_string()
    }

    /// The path below the repository's root that a URL of this repository shows, whatever its branch.
    fn path_of(&self, url: &str) -> Option<String> {
        let decode = |path: &str| {
            percent_encoding::percent_decode_str(path).decode_utf8().ok().map(std::borrow::Cow::into_owned)
        };
        let raw = format!("https://raw.githubusercontent.com/{}/", self.slug);
        let rest = if let Some(rest) = url.strip_prefix(&raw) {
            rest
        } else {
            let rest = url.strip_prefix(self.web.as_str())?;
            if let Some(query) = rest.strip_prefix('?') {
                let path = query.split('&').find_map(|pair| pair.strip_prefix("path="))?;
                return decode(path).map(|path| path.trim_matches('/').to_owned());
            }
            let rest = rest.strip_prefix("/-").unwrap_or(rest);
            ["/blob/", "/tree/", "/raw/", "/edit/", "/src/branch/", "/src/", "/browse/"]
                .into_iter()
                .find_map(|view| rest.strip_prefix(view))?
        };
        let rest = rest.split(['?', '#']).next().unwrap_or_default();
        let path = match (self.forge, rest.strip_prefix(self.branch.as_str())) {
            (Forge::BitbucketServer, _) => rest,
            (_, Some(below)) if below.is_empty() || below.starts_with('/') => below,
            _ => rest.split_once('/').map_or("", |(_, path)| path),
        };
        let path = decode(path.trim_matches('/'))?;
        let folder = self.folder.trim_matches('/');
        if folder.is_empty() {
            Some(path)
        } else {
            path.strip_prefix(folder).map(|path| path.trim_matches('/').to_owned())
        }
    }
}

impl Inventory {
    /// The repository of the crawl, and the path in it, that a web URL leads to.
    pub(crate) fn find_url(&self, url: &str) -> Option<(RepoId, String)> {
        self.iter().find_map(|(id, repo)| Some((id, repo.remote.as_ref()?.path_of(url)?)))
    }
}

#[cfg(test)]
mod tests {
    use crate::crawl::remote_of_url;

    #[test]
    fn there_and_back() {
        for url in [
            "https://github.com/o/r",
            "https://gitlab.com/o/r",
            "https://bitbucket.org/o/r",
            "https://dev.azure.com/o/p/_git/r",
            "https://codeberg.org/o/r",
            "https://bitbucket.acme.io/scm/K/r.git",
        ] {
            let remote = remote_of_url(url).unwrap();
            let view = remote.view_url("sub/a b.yaml").unwrap();
            assert_eq!(remote.path_of(&view).as_deref(), Some("sub/a b.yaml"), "{view}");
        }
        let github = remote_of_url("https://github.com/o/r").unwrap();
        assert_eq!(github.edit_url("sub/c.yaml").unwrap(), "https://github.com/o/r/edit/main/sub/c.yaml");
        assert_eq!(github.folder_url("sub").unwrap(), "https://github.com/o/r/tree/main/sub/");
        assert_eq!(github.path_of("https://raw.githubusercontent.com/o/r/v1/x.md").as_deref(), Some("x.md"));
        assert_eq!(github.path_of("https://github.com/o/other/blob/main/x.md"), None);
    }
}
