//! github.com and GitHub Enterprise.
//!
//! In: the table. Out: its URLs. Source: docs.github.com ("Getting permanent links to files", "Creating an issue"),
//! `GithubIntegration` of Backstage. Never: serves two raw shapes: `/raw/` holds on every host.

use super::{Address, Forge, Names, Pages, Place, References};

pub(super) const GITHUB: Forge = Forge {
    name: "github",
    integrations: &["github"],
    public: &["github.com", ".ghe.com", "raw.githubusercontent.com", "media.githubusercontent.com"],
    words: &["github"],
    names: Names::Own(read),
    pages: Pages {
        view: Some("blob/{ref}/{path}"),
        folder: Some("tree/{ref}/{path}"),
        raw: Some("raw/{ref}/{path}"),
        edit: Some("edit/{ref}/{path}"),
        blame: Some("blame/{ref}/{path}"),
        source_location: None,
    },
    rendered: "?plain=1",
    issue: Some("issues/new?title={title%}"),
    references: Some(References {
        provider: "github",
        issue: "issues/{number}",
        pull: "pull/{number}",
        discussion: Some("discussions/{number}"),
        commit: "commit/{hash}",
        compare: "compare/{old}...{new}",
        short_hash: 7,
        reserved: &["marketplace", "notifications", "issues", "pull", "sponsors", "settings", "support"],
        dotted_names: false,
    }),
    mkdocs_edit_uri: Some("edit/master/docs/"),
    slug_annotation: Some(("github.com/project-slug", 0)),
    root_files: &[".github"],
    ..Forge::PLAIN
};

/// `owner/name`; contents have a host of their own, where the branch follows the name.
fn read(address: &Address) -> Option<Place> {
    let contents = |host: &str, skip: usize| {
        let mut web = address.clone();
        host.clone_into(&mut web.host);
        host.clone_into(&mut web.authority);
        web.path.drain(..skip.min(web.path.len()));
        let mut place = web.split(2)?;
        place.rest.insert(0, "raw".to_owned());
        place.is_content_host = true;
        Some(place)
    };
    match address.host.as_str() {
        "raw.githubusercontent.com" => contents("github.com", 0),
        "media.githubusercontent.com" => contents("github.com", 1),
        host => match host.strip_prefix("raw.") {
            Some(host) => contents(host, 0),
            None => address.split(2),
        },
    }
}
