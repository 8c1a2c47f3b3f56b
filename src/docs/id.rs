//! Numbers of doc sites and of their pages.
//!
//! In: handed out by the docs stage. Out: places in its lists. Never: the same from one run to the next, where the inputs differ.

/// Index of a doc site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct SiteId(pub usize);

/// Index of a page in [`DocSite::pages`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PageId(pub usize);
