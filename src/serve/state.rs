//! What is being shown right now, and who waits for something newer.
//!
//! In: sites as they are built. Out: files by path, a version that goes up. Never: forgets a page because broken
//! input made it vanish: the last good one stays until the input is whole again.

use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Site;
use crate::diag::Severity;
use crate::url::SitePath;

/// A page under preview.
#[derive(Debug)]
pub(super) struct State {
    inner: Mutex<Inner>,
    newer: Condvar,
}

#[derive(Debug)]
struct Inner {
    version: u64,
    now: Arc<Site>,
    /// Older sites that hold pages which broken input made vanish, the newest first.
    before: Vec<Arc<Site>>,
    /// What is wrong, as text; empty where nothing is.
    overlay: String,
}

/// Most older sites kept for their pages.
const MOST_BEFORE: usize = 4;

impl State {
    pub(super) fn new(site: Site, overlay: String) -> Self {
        let inner = Inner { version: 1, now: Arc::new(site), before: Vec::new(), overlay };
        Self { inner: Mutex::new(inner), newer: Condvar::new() }
    }

    /// Shows another site. Answers with how many pages differ; browsers are told if anything does.
    pub(super) fn replace(&self, site: Site, overlay: String, changed: &[PathBuf]) -> usize {
        let mut inner = self.lock();
        let (pages, _) = site.tree.changed_since(&inner.now.tree);
        let copied = site.tree.copies(&site.files).iter().any(|copy| changed.contains(copy));
        let differs = pages > 0 || copied || inner.overlay != overlay;
        let broken = site.findings.iter().any(|finding| finding.severity == Severity::Error);
        let old = std::mem::replace(&mut inner.now, Arc::new(site));
        if broken {
            inner.before.insert(0, old);
            inner.before.truncate(MOST_BEFORE);
        } else {
            inner.before.clear();
        }
        inner.overlay = overlay;
        if differs {
            self.tell(inner);
        }
        pages
    }

    /// The site could not be built at all: the old one stays, with this over it.
    pub(super) fn fail(&self, message: String) {
        let mut inner = self.lock();
        inner.overlay = message;
        self.tell(inner);
    }

    fn tell(&self, mut inner: MutexGuard<'_, Inner>) {
        inner.version += 1;
        drop(inner);
        self.newer.notify_all();
    }

    /// The bytes of a path, from the newest site that has them.
    pub(super) fn get(&self, path: &SitePath) -> Option<Arc<[u8]>> {
        let sites: Vec<_> = {
            let inner = self.lock();
            std::iter::once(&inner.now).chain(&inner.before).map(Arc::clone).collect()
        };
        sites.iter().find_map(|site| site.tree.get(&site.files, path)).map(|served| served.bytes)
    }

    /// Version and overlay.
    pub(super) fn status(&self) -> (u64, String) {
        let inner = self.lock();
        (inner.version, inner.overlay.clone())
    }

    /// Waits for a version above `known`; `None` when the time is up.
    pub(super) fn wait(&self, known: u64, time: Duration) -> Option<u64> {
        let inner = self.lock();
        let waited = self.newer.wait_timeout_while(inner, time, |inner| inner.version <= known);
        let (inner, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (inner.version > known).then_some(inner.version)
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
