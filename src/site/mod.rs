//! Catalog and doc sites to a [`SitePlan`]: which page lives at which URL.
//!
//! In: catalog, doc sites, configuration. Out: the list of pages, copied files and redirects, without
//! collisions. Never: renders anything.

mod api_pages;
mod health;
mod listing;
mod paging;
mod planner;
mod portal;
mod tabs;

pub(crate) use api_pages::{ApiPage, ApiPages, ROWS, Spot};
pub(crate) use health::{HealthList, HealthScope, add_health};
pub(crate) use listing::{Listing, ListingId, Scope, slug};
pub(crate) use paging::{CARDS, FINDINGS, rows_of};
pub(crate) use planner::{plan, plan_docs};
pub(crate) use portal::Portal;
pub(crate) use tabs::{Tab, tabs};

use std::collections::{BTreeMap, HashMap};

use crate::artifact::Artifact;
use crate::catalog::EntityId;
use crate::diag::Diagnostics;
use crate::docs::{DocSite, PageId, RedirectTarget, RenderedPage, SiteId};
use crate::url::{PageNumber, SitePath};

/// Every file of the portal but those that search and the JSON API write.
#[derive(Debug, Default)]
pub(crate) struct SitePlan {
    /// Pages, in the order they are rendered.
    pub pages: Vec<PlannedPage>,
    /// Lists of entities that have pages of their own; the first holds all.
    pub listings: Vec<Listing>,
    /// Which list is whose.
    pub listing_of: HashMap<Scope, ListingId>,
    /// Lists of findings that have pages of their own.
    pub health: Vec<HealthList>,
    /// Where the parts of each API's definition are.
    pub apis: BTreeMap<EntityId, ApiPages>,
    /// Files that are copied: docs' assets and the Markdown source of docs pages.
    pub copies: Vec<Artifact>,
    /// Two things that want the same URL.
    pub findings: Diagnostics,
    /// The one doc site where it stands alone, without a portal around it.
    pub site: Option<SiteId>,
}

impl SitePlan {
    /// The list of what `scope` holds, where anything is in it.
    pub(crate) fn listing(&self, scope: &Scope) -> Option<&Listing> {
        self.listing_of.get(scope).map(|id| &self.listings[id.0])
    }
}

/// Files outside the docs folders that pages show, each once: known only when the pages are rendered.
pub(crate) fn shown(sites: &[DocSite], pages: &[RenderedPage]) -> Vec<Artifact> {
    let files = pages.iter().flat_map(|page| {
        let base = &sites[page.site.0].base;
        page.extra_assets.iter().map(move |asset| (base.join(&asset.url), asset))
    });
    let files: BTreeMap<_, _> = files.collect();
    files.into_iter().filter_map(|(path, asset)| asset.artifact(path)).collect()
}

/// A page and where it lives.
#[derive(Debug, Clone)]
pub(crate) struct PlannedPage {
    /// Where it lives.
    pub path: SitePath,
    /// What is on it.
    pub kind: PageKind,
}

/// What is on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub(crate) enum PageKind {
    Home,
    /// A list of entities, and which of its pages.
    Listing(ListingId, PageNumber),
    Entity(EntityId, Tab),
    /// A page of an API's definition besides the first, which is a tab.
    Api(EntityId, usize),
    /// Which page of the doc sites.
    DocsHome(PageNumber),
    Docs(SiteId, PageId),
    ApiHome,
    /// Which page of the templates.
    Templates(PageNumber),
    Teams,
    Graph,
    Health,
    /// A list of findings, and which of its pages.
    HealthList(usize, PageNumber),
    Search,
    NotFound,
    /// Leads on.
    Redirect(RedirectTarget),
}
