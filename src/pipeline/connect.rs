//! The one place where all repositories meet: what links mean, and one list of what is wrong.
//!
//! In: the structure, every text. Out: the portal, and findings by where they come from, so that a preview can replace a part of
//! them. Never: renders.

use std::sync::Arc;

use rayon::prelude::*;

use super::guard;
use super::structure::Structure;
use super::texts::Text;
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::docs::{self, Places, RenderedPage};
use crate::site::Portal;
use crate::source::Files;

/// A portal whose links are resolved.
#[derive(Debug)]
pub(super) struct Connected {
    pub(super) portal: Portal,
    /// What is wrong with the links of each of the portal's pages.
    pub(super) of_links: Vec<Diagnostics>,
    /// What is wrong with links of entities.
    pub(super) of_entities: Diagnostics,
    /// Which anchors are missing, and what else only all pages together show.
    pub(super) of_anchors: Diagnostics,
}

/// Says what every link means, once all pages are there.
pub(super) fn connect(
    files: &Files,
    config: &Config,
    structure: &Structure,
    texts: &[Arc<Text>],
) -> Connected {
    let mut pages: Vec<RenderedPage> = texts.iter().filter_map(|text| text.rendered().cloned()).collect();
    let places = places(files, config, structure, &pages);
    let resolved: Vec<_> = pages.par_iter().map(|page| links(&places, page)).collect();
    let mut of_links = Vec::with_capacity(pages.len());
    for (page, (links, found)) in pages.iter_mut().zip(resolved) {
        if let Some(links) = links {
            links.settle(page);
        }
        of_links.push(found);
    }
    let (entity_links, of_entities) = docs::entity_links(&places, &pages, &config.urls);
    let mut of_anchors = docs::check_anchors(&places, &mut pages);
    of_anchors.append(docs::report_macros(&pages));
    let portal = Portal {
        inventory: Arc::clone(&structure.inventory),
        catalog: Arc::clone(&structure.catalog),
        apis: Arc::clone(&structure.apis),
        sites: Arc::clone(&structure.sites),
        entity_docs: Arc::clone(&structure.entity_docs),
        entity_links: entity_links.into(),
        pages,
    };
    Connected { portal, of_links, of_entities, of_anchors }
}

/// All that a link may name.
pub(super) fn places<'a>(
    files: &'a Files,
    config: &'a Config,
    structure: &'a Structure,
    pages: &[RenderedPage],
) -> Places<'a> {
    let Structure { inventory, catalog, sites, entity_docs, .. } = structure;
    // A site alone has no portal that a link could lead into.
    let base_url = config.base_url.as_deref().filter(|_| !structure.alone);
    Places::new(files, inventory, catalog, sites, entity_docs, pages, base_url)
}

/// What the links of a page mean, and what is wrong with them; `None` where they could not be looked at.
pub(super) fn links(places: &Places<'_>, page: &RenderedPage) -> (Option<docs::PageLinks>, Diagnostics) {
    match guard::finding(places.file(page), || docs::resolve_links(places, page)) {
        Ok((links, found)) => (Some(links), found),
        Err(finding) => (None, std::iter::once(*finding).collect()),
    }
}

/// Everything that is wrong so far, in no order and before any rule is applied.
pub(super) fn findings(structure: &Structure, texts: &[Arc<Text>], connected: &Connected) -> Diagnostics {
    let mut found = structure.found.clone();
    for text in texts {
        found.append(text.found());
    }
    for more in &connected.of_links {
        found.append(more.clone());
    }
    found.append(connected.of_entities.clone());
    found.append(connected.of_anchors.clone());
    docs::name_owners(&mut found, &structure.sites, &structure.catalog);
    found
}
