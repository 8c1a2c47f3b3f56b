//! What all pages are made of.
//!
//! In: the results of reading, each under its name. Out: one value that the plan, the pages and the commands look at.
//! Never: changed after links are resolved.

use crate::api::Apis;
use crate::catalog::Catalog;
use crate::crawl::Inventory;
use crate::docs::{DocSite, EntityDocs, EntityLinks, RenderedPage};

/// What was read.
#[derive(Debug)]
pub(crate) struct Portal {
    /// Repositories.
    pub inventory: Inventory,
    /// Entities.
    pub catalog: Catalog,
    /// What the definitions of APIs say.
    pub apis: Apis,
    /// Doc sites.
    pub sites: Vec<DocSite>,
    /// Which of them is an entity's.
    pub entity_docs: EntityDocs,
    /// What links in descriptions and `metadata.links` mean.
    pub entity_links: EntityLinks,
    /// Their pages, in order.
    pub pages: Vec<RenderedPage>,
}
