//! gitee.com.
//!
//! In: the table. Out: its URLs. Source: help.gitee.com ("Repository", "Code browsing"). Never: a form for issues: it takes no
//! title.

use super::{Forge, Pages};

pub(super) const GITEE: Forge = Forge {
    name: "gitee",
    public: &["gitee.com"],
    words: &["gitee."],
    pages: Pages {
        view: Some("blob/{ref}/{path}"),
        folder: Some("tree/{ref}/{path}"),
        raw: Some("raw/{ref}/{path}"),
        edit: Some("edit/{ref}/{path}"),
        blame: Some("blame/{ref}/{path}"),
        source_location: None,
    },
    ..Forge::PLAIN
};
