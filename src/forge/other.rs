//! A host of no known kind.
//!
//! In: the table. Out: the repository's own page; the pages of every common shape are recognised. Never: a URL of a file: a
//! guess would be a dead link.

use super::{Forge, Names};

pub(super) const OTHER: Forge = Forge {
    name: "other",
    names: Names::Nested,
    case_sensitive: true,
    also: &[
        "blob/{ref}/{path}",
        "tree/{ref}/{path}",
        "raw/{ref}/{path}",
        "edit/{ref}/{path}",
        "-/blob/{ref}/{path}",
        "-/tree/{ref}/{path}",
        "-/raw/{ref}/{path}",
        "-/edit/{ref}/{path}",
        "src/branch/{ref}/{path}",
        "src/{ref}/{path}",
        "browse/{path}[?at={ref}]",
    ],
    ..Forge::PLAIN
};
