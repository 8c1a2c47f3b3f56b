//! bitbucket.org.
//!
//! In: the table. Out: its URLs. Source: support.atlassian.com ("Hyperlink to source code in Bitbucket"),
//! `BitbucketCloudIntegration` of Backstage. Never: a branch with a bare slash: the first part is the whole reference.

use super::{Forge, Pages, References};

pub(super) const BITBUCKET_CLOUD: Forge = Forge {
    name: "bitbucket-cloud",
    integrations: &["bitbucketCloud"],
    public: &["bitbucket.org"],
    pages: Pages {
        view: Some("src/{ref%}/{path}"),
        folder: None,
        raw: Some("raw/{ref%}/{path}"),
        edit: Some("src/{ref%}/{path}?mode=edit&at={ref%}"),
        blame: Some("annotate/{ref%}/{path}"),
        source_location: None,
    },
    line: "#lines-{line}",
    references: Some(References {
        provider: "bitbucket",
        issue: "issues/{number}",
        pull: "pull-requests/{number}",
        discussion: None,
        commit: "commits/commit/{hash}",
        compare: "branches/commits/{old}..{new}#diff",
        short_hash: 7,
        reserved: &["dashboard", "account", "plans", "support", "repo"],
        dotted_names: false,
    }),
    mkdocs_edit_uri: Some("src/default/docs/"),
    slug_annotation: Some(("bitbucket.org/project-slug", 0)),
    codeowners: &["CODEOWNERS", ".bitbucket/CODEOWNERS"],
    root_files: &["bitbucket-pipelines.yml"],
    ..Forge::PLAIN
};
