//! Inventory and catalog to doc sites: mkdocs.yml, pages, nav, and where every link leads.
//!
//! In: mkdocs files, `techdocs-ref` annotations, the files of docs folders. Out: [`DocSite`]s, and through
//! [`markdown`](crate::markdown) their rendered pages. Never: executes a hook, plugin or tag; reads outside
//! the repository.
//!
//! [`discover()`] finds the places with docs, [`plan()`] settles every page and address of one of them,
//! [`render_page`] renders one page, [`resolve_links`] says what its links mean, [`check_anchors`] looks at what only all pages together show. The middle two
//! are pure and may run at the same time.

mod active;
mod address;
mod anchors;
mod broken;
mod discover;
mod edit;
mod entity_docs;
mod entity_links;
mod files;
mod gitignore;
mod history;
mod id;
mod image;
mod index;
mod links;
mod macros;
mod mkdocs;
mod nav;
mod owner;
mod pages;
mod places;
mod plan;
mod readme;
mod redirects;
mod reference;
mod regex;
mod render;
mod rendered;
mod rendering;
mod report;
mod seed;
mod site;
mod sources;
mod standalone;
mod target;
mod text;

pub(crate) use anchors::check_anchors;
pub(crate) use discover::discover;
pub(crate) use entity_docs::{DocsPlace, EntityDocs, entity_docs};
pub(crate) use entity_links::{EntityLinks, entity_links};
pub(crate) use history::add_history;
pub(crate) use id::{PageId, SiteId};
pub(crate) use macros::report_macros;
pub(crate) use owner::name_owners;
pub(crate) use places::Places;
pub(crate) use plan::plan;
pub(crate) use render::{Draw, PageLinks, inputs, render_page, resolve_links};
pub(crate) use rendered::RenderedPage;
pub(crate) use seed::SiteSeed;
pub(crate) use site::{Asset, DocSite, NavItem, NavTarget, Page, Redirect, RedirectTarget};
pub(crate) use standalone::{Standalone, standalone};
pub(crate) use target::{Target, Viewpoint};

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests;
