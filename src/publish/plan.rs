//! What a publish changes.
//!
//! In: what stands at the target as far as is known, the files of the site. Out: what is sent and what is deleted, in order.
//! Never: a deletion of what no manifest named.

use std::collections::BTreeMap;

use super::order::Turn;
use crate::output::SiteFile;

/// One change at the target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// A file that was not there.
    Add(SiteFile),
    /// A file with other bytes.
    Replace(SiteFile),
    /// A file that the site no longer has.
    Delete(String),
}

/// All changes, in the order in which they are made.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Plan {
    /// Files sent, then files deleted.
    pub changes: Vec<Change>,
    /// Files that stay as they are.
    pub unchanged: usize,
}

impl Plan {
    /// Compares. A known hash of `None` means that a file may be there, with unknown bytes.
    pub(super) fn of(known: &BTreeMap<String, Option<u128>>, site: &[SiteFile]) -> Self {
        let mut plan = Self::default();
        for file in site {
            match known.get(&file.path) {
                Some(Some(hash)) if *hash == file.hash => plan.unchanged += 1,
                Some(_) => plan.changes.push(Change::Replace(file.clone())),
                None => plan.changes.push(Change::Add(file.clone())),
            }
        }
        plan.changes.sort_by_key(|change| change.sent().map(|file| Turn::of(&file.path)));
        let kept = |path: &str| site.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok();
        plan.changes.extend(known.keys().filter(|path| !kept(path)).cloned().map(Change::Delete));
        plan
    }

    /// Files that are sent, in order.
    pub(crate) fn sent(&self) -> impl Iterator<Item = &SiteFile> {
        self.changes.iter().filter_map(Change::sent)
    }

    /// Paths that are deleted.
    pub(crate) fn deleted(&self) -> impl Iterator<Item = &str> {
        self.changes.iter().filter_map(|change| match change {
            Change::Delete(path) => Some(path.as_str()),
            Change::Add(_) | Change::Replace(_) => None,
        })
    }
}

impl Change {
    /// The file that is sent, if one is.
    fn sent(&self) -> Option<&SiteFile> {
        match self {
            Self::Add(file) | Self::Replace(file) => Some(file),
            Self::Delete(_) => None,
        }
    }
}

/// As `--dry-run` prints it: `+` new, `~` changed, `-` deleted.
impl std::fmt::Display for Change {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Add(file) => write!(f, "+ {}", file.path),
            Self::Replace(file) => write!(f, "~ {}", file.path),
            Self::Delete(path) => write!(f, "- {path}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, hash: u128) -> SiteFile {
        SiteFile { path: path.to_owned(), size: 1, hash }
    }

    #[test]
    fn only_what_differs_is_sent_and_only_what_was_published_is_deleted() {
        let known = [
            ("assets/a.css".to_owned(), Some(1)),
            ("gone.html".to_owned(), Some(2)),
            ("index.html".to_owned(), Some(3)),
            ("torn.html".to_owned(), None),
        ];
        let site = [
            file("assets/a.css", 1),
            file("index.html", 4),
            file("new.html", 5),
            file("torn.html", 6),
            file("x.js", 7),
        ];
        let plan = Plan::of(&known.into(), &site);
        let shown: Vec<String> = plan.changes.iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["+ x.js", "+ new.html", "~ torn.html", "~ index.html", "- gone.html"]);
        assert_eq!(plan.unchanged, 1);
    }
}
