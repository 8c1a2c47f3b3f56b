//! Bitbucket Server and Data Center.
//!
//! In: the table. Out: its URLs. Source: confluence.atlassian.com ("Browse a repository", "Clone a repository"),
//! `BitbucketServerIntegration` of Backstage, which edits without a branch. Never: takes `PROJ` and `proj` for two
//! projects: clone URLs write keys in small letters, web URLs in capitals. It has no URL for blame.

use super::{Address, Forge, Names, Pages, Place};

pub(super) const BITBUCKET_SERVER: Forge = Forge {
    name: "bitbucket-server",
    // `bitbucket` is the name before Backstage 1.0 split it.
    integrations: &["bitbucketServer", "bitbucket"],
    words: &["bitbucket"],
    names: Names::Own(read),
    web: "{base}/projects/{owner}/repos/{repo}",
    clone: "{base}/scm/{slug}.git",
    pages: Pages {
        view: Some("browse/{path}[?at={ref}]"),
        folder: None,
        raw: Some("raw/{path}[?at={ref}]"),
        edit: Some("browse/{path}"),
        blame: None,
        source_location: None,
    },
    line: "#{line}",
    codeowners: &["CODEOWNERS", ".bitbucket/CODEOWNERS"],
    ..Forge::PLAIN
};

/// `scm/KEY/name` for git, `projects/KEY/repos/name` and `users/name/repos/name` on the web, both perhaps below a folder of
/// the host; `KEY/name` over ssh.
fn read(address: &Address) -> Option<Place> {
    let path = &address.path;
    for at in 0..path.len() {
        match &path[at..] {
            [scm, _, _, ..] if scm == "scm" => {
                return address.place(&path[..at], &path[at + 1..at + 3], &path[at + 3..]);
            }
            [kind, key, repos, name, ..]
                if repos == "repos" && matches!(kind.as_str(), "projects" | "users") =>
            {
                let mark = if kind == "users" { "~" } else { "" };
                let slug = [format!("{mark}{key}"), name.clone()];
                return address.place(&path[..at], &slug, &path[at + 4..]);
            }
            _ => {}
        }
    }
    let [_, _] = path.as_slice() else { return None };
    address.place(&[], path, &[])
}
