//! Gitiles on a host of its own, as googlesource.com runs it.
//!
//! In: the table. Out: its URLs. Source: gerrit.googlesource.com/gitiles/+/HEAD/Documentation ("URLs").
//! Never: an edit URL: the Gerrit behind it has another host.

use super::{Address, Forge, Names, Pages, Place};

pub(super) const GITILES: Forge = Forge {
    name: "gitiles",
    public: &[".googlesource.com"],
    words: &["gitiles"],
    names: Names::Own(|address| {
        let path = address.path.strip_prefix(&["a".to_owned()]).unwrap_or(&address.path);
        split(address, &[], path)
    }),
    case_sensitive: true,
    clone: "{base}/{slug}",
    pages: Pages {
        view: Some("+/refs/heads/{ref}/{path}"),
        folder: None,
        raw: None,
        edit: None,
        blame: Some("+blame/refs/heads/{ref}/{path}"),
        source_location: None,
    },
    also: &["+/{ref}/{path}", "+blame/{ref}/{path}"],
    line: "#{line}",
    ..Forge::PLAIN
};

/// A project of any depth, then `+` and what is shown of it.
pub(super) fn split(address: &Address, folder: &[String], path: &[String]) -> Option<Place> {
    let end = path.iter().position(|part| part.starts_with('+')).unwrap_or(path.len());
    address.place(folder, &path[..end], &path[end..])
}
