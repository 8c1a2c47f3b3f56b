//! git.sr.ht.
//!
//! In: the table. Out: its URLs. Source: the routes of git.sr.ht (man.sr.ht/git.sr.ht, `gitsrht/blueprints/repo.py`).
//! Never: an edit URL: nothing is edited in the browser.

use super::{Forge, Pages};

pub(super) const SOURCEHUT: Forge = Forge {
    name: "sourcehut",
    public: &["git.sr.ht"],
    words: &["git.sr."],
    case_sensitive: true,
    clone: "{base}/{slug}",
    pages: Pages {
        view: Some("tree/{ref}[/item/{path}]"),
        folder: None,
        raw: Some("blob/{ref}/{path}"),
        edit: None,
        blame: Some("blame/{ref}/{path}"),
        source_location: None,
    },
    ..Forge::PLAIN
};
