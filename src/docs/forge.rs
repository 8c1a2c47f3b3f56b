//! Where a file is shown and edited on its forge.
//!
//! In: a remote and a path below the checkout. Out: URLs in the shapes of Backstage's integrations.
//! Never: asks the forge.

use super::address::join;
use crate::crawl::{Forge, Remote};
use crate::url::encoded;

/// The page that shows a file or folder.
pub(super) fn view_url(remote: &Remote, path: &str, is_folder: bool) -> Option<String> {
    let path = join(&remote.folder, path);
    let path = encoded(&path);
    let Remote { web, branch, .. } = remote;
    let kind = if is_folder { "tree" } else { "blob" };
    Some(match remote.forge {
        Forge::GitHub => format!("{web}/{kind}/{branch}/{path}"),
        Forge::GitLab => format!("{web}/-/{kind}/{branch}/{path}"),
        Forge::BitbucketCloud => format!("{web}/src/{branch}/{path}"),
        Forge::BitbucketServer => format!("{web}/browse/{path}?at={branch}"),
        Forge::Azure => format!("{web}?path=/{path}&version=GB{branch}"),
        Forge::Gitea => format!("{web}/src/branch/{branch}/{path}"),
        Forge::Other => return None,
    })
}

/// The page that edits a file.
pub(super) fn edit_url(remote: &Remote, path: &str) -> Option<String> {
    let full = join(&remote.folder, path);
    let full = encoded(&full);
    let Remote { web, branch, .. } = remote;
    Some(match remote.forge {
        Forge::GitHub => format!("{web}/edit/{branch}/{full}"),
        Forge::GitLab => format!("{web}/-/edit/{branch}/{full}"),
        Forge::BitbucketCloud => format!("{web}/src/{branch}/{full}?mode=edit&at={branch}"),
        Forge::Gitea => format!("{web}/_edit/{branch}/{full}"),
        Forge::BitbucketServer | Forge::Azure => return view_url(remote, path, false),
        Forge::Other => return None,
    })
}
