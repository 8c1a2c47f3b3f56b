//! What is being shown right now, and who waits for something newer.
//!
//! In: states as they are made. Out: files by path, a version that goes up. Never: forgets a page because broken
//! input made it vanish: the last good one stays until that input is whole again.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::Draw;
use crate::diag::{Resolved, Severity};
use crate::pipeline::Whole;
use crate::url::SitePath;

/// A site under preview.
#[derive(Debug)]
pub(super) struct State {
    inner: Mutex<Inner>,
    newer: Condvar,
    draw: Draw,
}

#[derive(Debug)]
struct Inner {
    status: Status,
    now: Arc<Whole>,
    /// The last state before errors came that are there still, and those errors.
    good: Option<(Arc<Whole>, Errors)>,
    /// What could not be done at all; over everything else.
    failure: Option<String>,
    /// What is wrong, as text; empty where nothing is.
    overlay: String,
    /// The change that is being followed: browsers hear of one that takes long.
    following: u64,
    /// Whether somebody searches.
    searched: bool,
}

/// What browsers are told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Status {
    /// Goes up with each thing to be told.
    pub(super) version: u64,
    /// Whether a change is on its way for some time.
    pub(super) slow: bool,
    /// Copied files that changed.
    pub(super) copies: Vec<SitePath>,
}

/// Errors, each by its code, message and file.
type Errors = BTreeSet<(&'static str, String, String)>;

fn errors(whole: &Whole) -> Errors {
    let found = whole.shown();
    let errors = found.iter().filter(|one| one.severity == Severity::Error);
    let path = |one: &Resolved| one.place.as_ref().map(|place| place.path.clone()).unwrap_or_default();
    errors.map(|one| (one.code, one.message.clone(), path(one))).collect()
}

/// A change that is being followed.
pub(super) struct Following {
    state: Arc<State>,
}

impl Following {
    /// It is done.
    pub(super) fn end(self) {
        let mut inner = self.state.lock();
        inner.following += 1;
        // Whoever was told that it takes long is told the outcome in the same breath, by `replace` or `mended`.
    }
}

impl State {
    pub(super) fn new(now: Whole, overlay: String, draw: Draw) -> Self {
        let status = Status { version: 1, ..Status::default() };
        let inner = Inner {
            status,
            now: now.into(),
            good: None,
            failure: None,
            overlay,
            following: 0,
            searched: false,
        };
        Self { inner: Mutex::new(inner), newer: Condvar::new(), draw }
    }

    /// What is shown.
    pub(super) fn now(&self) -> Arc<Whole> {
        Arc::clone(&self.lock().now)
    }

    /// A change begins to be followed; if that takes longer than `slow`, browsers are told.
    pub(super) fn begin(self: &Arc<Self>, slow: Duration) -> Following {
        let number = self.lock().following;
        let state = Arc::clone(self);
        std::thread::spawn(move || {
            std::thread::sleep(slow);
            let mut inner = state.lock();
            if inner.following == number {
                inner.status.slow = true;
                state.tell(inner);
            }
        });
        Following { state: Arc::clone(self) }
    }

    /// Shows another state; browsers look whether their page differs.
    pub(super) fn replace(&self, next: Whole, overlay: String, changed: Option<&BTreeSet<PathBuf>>) {
        let wrong = errors(&next);
        let copies = changed.map(|changed| next.copies(changed)).unwrap_or_default();
        let mut inner = self.lock();
        let before = errors(&inner.now);
        let old = std::mem::replace(&mut inner.now, Arc::new(next));
        inner.searched |= old.was_searched();
        let new: Errors = wrong.difference(&before).cloned().collect();
        inner.good = match inner.good.take() {
            Some((good, of_old)) => {
                let left: Errors = of_old.intersection(&wrong).cloned().chain(new).collect();
                (!left.is_empty()).then_some((good, left))
            }
            None => (!new.is_empty()).then_some((old, new)),
        };
        inner.overlay = overlay;
        inner.failure = None;
        inner.status.slow = false;
        inner.status.copies = copies;
        self.tell(inner);
    }

    /// The next state could not be made: this one stays, with why over it.
    pub(super) fn fail(&self, message: String) {
        let mut inner = self.lock();
        inner.failure = Some(message);
        inner.status.slow = false;
        self.tell(inner);
    }

    /// Nothing differs from what is shown.
    pub(super) fn mended(&self) {
        let mut inner = self.lock();
        let failed = inner.failure.take().is_some();
        let slow = std::mem::take(&mut inner.status.slow);
        if failed || slow {
            inner.status.copies.clear();
            self.tell(inner);
        }
    }

    fn tell(&self, mut inner: MutexGuard<'_, Inner>) {
        inner.status.version += 1;
        drop(inner);
        self.newer.notify_all();
    }

    /// The bytes of a path, from the newest state that has them.
    pub(super) fn get(&self, path: &SitePath) -> Option<Arc<[u8]>> {
        let (now, good) = {
            let inner = self.lock();
            (Arc::clone(&inner.now), inner.good.as_ref().map(|(good, _)| Arc::clone(good)))
        };
        now.file(path).or_else(|| good?.file(path))
    }

    /// What is wrong, as text; `draw` writes what pages said since that were rendered.
    pub(super) fn overlay(&self) -> String {
        let (now, text) = {
            let inner = self.lock();
            (Arc::clone(&inner.now), inner.failure.clone().unwrap_or_else(|| inner.overlay.clone()))
        };
        let late = now.late_findings();
        if late.is_empty() { text } else { text + &(self.draw)(&late, false) }
    }

    /// Makes the search index again, if somebody searches.
    pub(super) fn follow_up(&self) {
        let (now, searched) = {
            let inner = self.lock();
            (Arc::clone(&inner.now), inner.searched)
        };
        if searched {
            now.prepare_search();
        }
    }

    /// What browsers are told.
    pub(super) fn status(&self) -> Status {
        self.lock().status.clone()
    }

    /// Waits for a version above `known`; `None` when the time is up.
    pub(super) fn wait(&self, known: u64, time: Duration) -> Option<Status> {
        let inner = self.lock();
        let waited = self.newer.wait_timeout_while(inner, time, |inner| inner.status.version <= known);
        let (inner, _) = waited.unwrap_or_else(PoisonError::into_inner);
        (inner.status.version > known).then(|| inner.status.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
