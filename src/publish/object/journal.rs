//! What a publish that is under way has touched.
//!
//! An object store changes file by file, and a publish can be killed at any moment, or meet another one. Before the first file is
//! sent, the plan is written down beside the site; as files arrive, that too. The next publish believes of those files only what
//! was written down as sent, and sends the rest again, so that nothing has to be listed or read back.
//!
//! In: hashes of what is to be sent. Out: a small object. Never: trusted further than "this file may hold other bytes".

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The folder in which journals stand.
pub(super) const FOLDER: &str = "backlot-journal";

/// The files that one publish touches.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Journal {
    /// Files on their way: they hold the old bytes or the new ones.
    pub(super) pending: BTreeMap<String, String>,
    /// Files that arrived, and their hashes.
    pub(super) sent: BTreeMap<String, String>,
    /// Files that may be deleted already.
    pub(super) deleted: Vec<String>,
}

impl Journal {
    /// Changes what is known of the target's files to what is left of it after a publish that was cut short.
    pub(super) fn apply(&self, known: &mut BTreeMap<String, Option<u128>>) {
        for path in self.pending.keys() {
            known.insert(path.clone(), None);
        }
        for (path, hash) in &self.sent {
            known.insert(path.clone(), u128::from_str_radix(hash, 16).ok());
        }
        for path in &self.deleted {
            known.insert(path.clone(), None);
        }
    }

    /// Notes that files have arrived.
    pub(super) fn arrived(&mut self, paths: impl IntoIterator<Item = String>) {
        for path in paths {
            if let Some(hash) = self.pending.remove(&path) {
                self.sent.insert(path, hash);
            }
        }
    }
}
