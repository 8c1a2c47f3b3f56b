//! gitlab.com and self-managed GitLab.
//!
//! In: the table. Out: its URLs. Source: docs.gitlab.com ("Repository files", "Permalinks", "Create issues"),
//! `GitLabIntegration` of Backstage, whose source locations say `blob` of a folder. Never: writes the shapes of before
//! version 12.7, which have no `/-/`.

use super::{Forge, Names, Pages};

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
    slug_annotation: Some(("gitlab.com/project-slug", 0)),
    codeowners: &["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"],
    ..Forge::PLAIN
};
