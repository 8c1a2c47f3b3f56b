//! Gitea and Forgejo, Codeberg among them.
//!
//! In: the table. Out: its URLs. Source: docs.gitea.com and forgejo.org/docs ("Permanent links", "Repository"),
//! `GiteaIntegration` of Backstage. Never: takes a tag for a branch: the word before it says which it is.

use super::{Forge, Names, Pages};

pub(super) const GITEA: Forge = Forge {
    name: "gitea",
    integrations: &["gitea"],
    public: &["codeberg.org", "gitea.com"],
    words: &["gitea", "forgejo"],
    names: Names::Nested,
    pages: Pages {
        view: Some("src/branch/{ref}/{path}"),
        folder: None,
        raw: Some("raw/branch/{ref}/{path}"),
        edit: Some("_edit/{ref}/{path}"),
        blame: Some("blame/branch/{ref}/{path}"),
        source_location: None,
    },
    also: &[
        "src/tag/{ref}/{path}",
        "src/commit/{ref}/{path}",
        "raw/tag/{ref}/{path}",
        "raw/commit/{ref}/{path}",
        "blame/tag/{ref}/{path}",
        "blame/commit/{ref}/{path}",
        "media/branch/{ref}/{path}",
        "media/tag/{ref}/{path}",
        "media/commit/{ref}/{path}",
        "src/{ref}/{path}",
        "raw/{ref}/{path}",
        "media/{ref}/{path}",
    ],
    rendered: "?display=source",
    issue: Some("issues/new?title={title%}"),
    codeowners: &["CODEOWNERS", "docs/CODEOWNERS", ".gitea/CODEOWNERS"],
    root_files: &[".gitea"],
    ..Forge::PLAIN
};
