//! What all pages are made of.
//!
//! In: the results of reading, each under its name. Out: one value that the plan, the pages and the commands look at.
//! Never: changed after links are resolved.

use std::sync::Arc;

use crate::api::Apis;
use crate::catalog::Catalog;
use crate::crawl::Inventory;
use crate::docs::{DocSite, EntityDocs, EntityLinks, RenderedPage};

/// What was read. A clone shares it.
#[derive(Debug, Clone)]
pub(crate) struct Portal {
    /// Repositories.
    pub inventory: Arc<Inventory>,
    /// Entities.
    pub catalog: Arc<Catalog>,
    /// What the definitions of APIs say.
    pub apis: Arc<Apis>,
    /// Doc sites.
    pub sites: Arc<[DocSite]>,
    /// Which of them is an entity's.
    pub entity_docs: Arc<EntityDocs>,
    /// What links in descriptions and `metadata.links` mean.
    pub entity_links: Arc<EntityLinks>,
    /// Their pages, in order.
    pub pages: Vec<RenderedPage>,
}
