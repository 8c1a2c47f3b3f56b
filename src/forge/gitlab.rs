//! gitlab.com and self-managed GitLab.
//!
//! In: the table. Out: its URLs. Source: docs.gitlab.com ("Repository files", "Permalinks", "Create issues"),
//! `GitLabIntegration` of Backstage, whose source locations say `blob` of a folder. Never: writes the shapes of before
//! version 12.7, which have no `/-/`.

use super::{Forge, Names, Pages, References};

pub(super) const GITLAB: Forge = Forge {
    name: "gitlab",
    integrations: &["gitlab"],
    public: &["gitlab.com"],
    words: &["gitlab"],
    names: Names::Nested,
    pages: Pages {
        view: Some("-/blob/{ref}/{path}"),
        folder: Some("-/tree/{ref}/{path}"),
        raw: Some("-/raw/{ref}/{path}"),
        edit: Some("-/edit/{ref}/{path}"),
        blame: Some("-/blame/{ref}/{path}"),
        source_location: Some("-/blob/{ref}/{path}"),
    },
    also: &[
        "blob/{ref}/{path}",
        "tree/{ref}/{path}",
        "raw/{ref}/{path}",
        "edit/{ref}/{path}",
        "blame/{ref}/{path}",
    ],
    rendered: "?plain=1",
    issue: Some("-/issues/new?issue%5Btitle%5D={title%}"),
    references: Some(References {
        provider: "gitlab",
        issue: "-/issues/{number}",
        pull: "-/merge_requests/{number}",
        discussion: None,
        commit: "-/commit/{hash}",
        compare: "-/compare/{old}...{new}",
        short_hash: 8,
        reserved: &["dashboard", "-", "explore", "help", "projects"],
        dotted_names: true,
    }),
    mkdocs_edit_uri: Some("edit/master/docs/"),
    slug_annotation: Some(("gitlab.com/project-slug", 0)),
    codeowners: &["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"],
    root_files: &[".gitlab", ".gitlab-ci.yml"],
    ..Forge::PLAIN
};
