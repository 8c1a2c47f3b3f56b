//! Catalog and doc sites to a [`SitePlan`]: which page lives at which URL.
//!
//! In: catalog, doc sites, configuration. Out: the list of pages, copied files and redirects, without
//! collisions. Never: renders anything.
