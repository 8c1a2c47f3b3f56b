//! Looking for changes, where the system does not tell of them.
//!
//! In: folders. Out: paths whose stamp is another one than at the last look. Never: opens a file; spends more than a fifth of the
//! time on it.
#![allow(clippy::disallowed_methods, reason = "how often it looks depends on how long a look takes")]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::source::{Stamps, stamps};

/// How often it looks at most.
const POLL: Duration = Duration::from_millis(500);

/// How many times as long as a look takes it waits at least.
const REST: u32 = 4;

/// Looks for changes as long as it lives.
pub(super) struct Poll {
    ended: Arc<AtomicBool>,
}

impl Poll {
    /// Begins with what is there now; `tell` answers whether anybody listens.
    pub(super) fn begin(
        paths: Vec<PathBuf>,
        mut tell: impl FnMut(BTreeSet<PathBuf>) -> bool + Send + 'static,
    ) -> std::io::Result<Self> {
        let ended = Arc::new(AtomicBool::new(false));
        let poll = Self { ended: Arc::clone(&ended) };
        let mut known = stamps(&paths);
        std::thread::Builder::new().spawn(move || {
            let mut took = Duration::ZERO;
            loop {
                std::thread::sleep(POLL.max(took * REST));
                if ended.load(Ordering::Relaxed) {
                    return;
                }
                let begun = Instant::now();
                let now = stamps(&paths);
                took = begun.elapsed();
                let changed = changed(&known, &now);
                known = now;
                if !changed.is_empty() && !tell(changed) {
                    return;
                }
            }
        })?;
        Ok(poll)
    }
}

impl Drop for Poll {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::Relaxed);
    }
}

/// What is new, gone or another file.
fn changed(before: &Stamps, now: &Stamps) -> BTreeSet<PathBuf> {
    let new = now.iter().filter(|(path, stamp)| before.get(*path) != Some(*stamp)).map(|(path, _)| path);
    let gone = before.keys().filter(|path| !now.contains_key(*path));
    new.chain(gone).cloned().collect()
}
