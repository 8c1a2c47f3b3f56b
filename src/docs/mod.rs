//! Inventory and catalog to doc sites: mkdocs.yml, pages, nav, and where every link leads.
//!
//! In: mkdocs files, `techdocs-ref` annotations, the files of docs folders. Out: [`DocSite`]s, and through
//! [`markdown`](crate::markdown) their rendered pages. Never: executes a hook, plugin or tag; reads outside
//! the repository.

mod site;

pub use site::{Asset, DocSite, NavItem, NavTarget, Page, PageId, Redirect, RenderedPage, SiteId};
