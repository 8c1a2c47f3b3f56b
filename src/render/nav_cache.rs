//! Navigations of doc sites that were made already.
//!
//! In: a nav as a list, and its HTML as pages at one depth see it. Out: the same for every page that asks after the first. Never:
//! makes one itself.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::docs::{PageId, SiteId};
use crate::url::SiteLink;

/// Navigations that are rendered already.
#[derive(Default)]
pub(super) struct NavCache {
    plans: Mutex<HashMap<SiteId, Arc<Plan>>>,
    rendered: Mutex<HashMap<Key, Arc<Marked>>>,
}

/// Site, depth of the page below it, and which branch is open where not all are.
pub(super) type Key = (SiteId, usize, Option<usize>);

/// A nav as a list, sections before what they hold.
pub(super) struct Plan {
    pub(super) rows: Vec<Row>,
    /// Row of each page.
    pub(super) at: HashMap<PageId, usize>,
}

/// An entry of a nav.
pub(super) struct Row {
    pub(super) title: String,
    pub(super) depth: usize,
    pub(super) target: Target,
    pub(super) section: bool,
    pub(super) parent: Option<usize>,
    /// First page at or below it.
    pub(super) first: Option<SiteLink>,
}

/// Where an entry leads.
pub(super) enum Target {
    None,
    /// In the site, as [`crate::docs::Page::url`].
    Inside(SiteLink),
    Outside(String),
}

/// HTML and where the marks go.
pub(super) struct Marked {
    pub(super) html: String,
    pub(super) marks: Vec<(usize, usize)>,
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl NavCache {
    /// The nav of a site; `make` is asked where nobody did yet.
    pub(super) fn plan(&self, site: SiteId, make: impl FnOnce() -> Plan) -> Arc<Plan> {
        if let Some(plan) = lock(&self.plans).get(&site) {
            return Arc::clone(plan);
        }
        let plan = Arc::new(make());
        Arc::clone(lock(&self.plans).entry(site).or_insert(plan))
    }

    /// The HTML of a nav; `make` is asked where nobody did yet.
    pub(super) fn marked(&self, key: Key, make: impl FnOnce() -> Marked) -> Arc<Marked> {
        if let Some(marked) = lock(&self.rendered).get(&key) {
            return Arc::clone(marked);
        }
        let marked = Arc::new(make());
        Arc::clone(lock(&self.rendered).entry(key).or_insert(marked))
    }
}
