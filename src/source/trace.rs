//! What was read, and with which bytes.
//!
//! In: paths, as a view of [`Files`](super::Files) reads them or looks for them. Out: each path with a hash of what it held.
//! Never: keeps text.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use xxhash_rust::xxh3::xxh3_128;

/// Paths that were read or looked for through one view.
#[derive(Debug, Default)]
pub(crate) struct Trace(Mutex<Noted>);

/// Path → hash of its bytes; `None` where the file was only looked for, or could not be read.
pub(crate) type Noted = BTreeMap<PathBuf, Option<u128>>;

impl Trace {
    pub(super) fn note(&self, path: &Path, bytes: Option<&[u8]>) {
        let hash = bytes.map(xxh3_128);
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match noted.get_mut(path) {
            Some(known) => *known = hash.or(*known),
            None => {
                noted.insert(path.to_path_buf(), hash);
            }
        }
    }

    /// What was noted so far; the trace is empty afterwards.
    pub(crate) fn take(&self) -> Noted {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
