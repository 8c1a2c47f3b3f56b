//! What a branch holds.
//!
//! In: a repository and a branch of its remote. Out: the tip's files by path. Never: their bytes.

use std::collections::BTreeMap;

use super::git::{REMOTE, Repository};
use crate::publish::PublishError;
use crate::publish::target::Branch;

/// The last commit of a branch.
pub(super) struct Tip {
    /// Its id; `None` where the branch is not there.
    pub(super) commit: Option<String>,
    /// Its tree's id; empty where the branch is not there.
    pub(super) tree: String,
    /// Object id by path.
    pub(super) files: BTreeMap<String, String>,
}

impl Tip {
    /// Asks the remote.
    pub(super) fn fetch(repository: &Repository, branch: &Branch) -> Result<Self, PublishError> {
        let name = format!("refs/heads/{}", branch.name);
        let listed = repository.run(&["ls-remote", REMOTE, &name], None)?;
        let listed = String::from_utf8_lossy(&listed).into_owned();
        let Some(commit) = listed.split_whitespace().next().map(str::to_owned) else {
            return Ok(Self { commit: None, tree: String::new(), files: BTreeMap::new() });
        };
        // By name, not by id: not every server gives out any id that it is asked for.
        let refspec = format!("+{name}:refs/backlot/tip");
        let filtered = ["fetch", "--quiet", "--depth=1", "--filter=blob:none", "--no-tags", REMOTE, &refspec];
        if repository.run(&filtered, None).is_err() {
            repository.run(&["fetch", "--quiet", "--depth=1", "--no-tags", REMOTE, &refspec], None)?;
        }
        let line = |arguments: &[&str]| {
            let bytes = repository.run(arguments, None)?;
            Ok::<_, PublishError>(String::from_utf8_lossy(&bytes).trim().to_owned())
        };
        let commit = line(&["rev-parse", "refs/backlot/tip"]).unwrap_or(commit);
        let tree = line(&["rev-parse", "refs/backlot/tip^{tree}"])?;
        let listed = repository.run(&["ls-tree", "-r", "-z", "refs/backlot/tip"], None)?;
        let entry = |entry: &[u8]| {
            let text = String::from_utf8_lossy(entry);
            // `100644 blob <id>\t<path>`
            let (about, path) = text.split_once('\t')?;
            Some((path.to_owned(), about.rsplit(' ').next()?.to_owned()))
        };
        let files = listed.split(|&byte| byte == 0).filter_map(entry).collect();
        Ok(Self { commit: Some(commit), tree, files })
    }

    /// A file that `path` cannot be beside: one of its folders, or one below it.
    pub(super) fn in_the_way(&self, path: &str) -> Option<&str> {
        let above = path.match_indices('/').find_map(|(at, _)| self.files.get_key_value(&path[..at]));
        let below = || {
            let folder = format!("{path}/");
            self.files.range(folder.clone()..).next().filter(|(found, _)| found.starts_with(&folder))
        };
        above.or_else(below).map(|(found, _)| found.as_str())
    }
}
