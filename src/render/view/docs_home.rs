//! The home of documentation, `/docs/`.
//!
//! In: doc sites. Out: a card each, with its entity and owner. Never: a site that has no page.

use serde::Serialize;

use super::cards::{Item, facets};
use super::listing::Facet;
use crate::catalog::RelationType;
use crate::render::frame::Frame;
use crate::render::links::{EntityLink, Here};
use crate::render::text::summary;

/// Context of `docs-home.html`.
#[derive(Serialize)]
pub(in crate::render) struct DocsHome {
    pub page: Frame,
    sites: Vec<Card>,
    facets: Vec<Facet>,
    pages: usize,
}

#[derive(Serialize)]
struct Card {
    href: String,
    title: String,
    description: String,
    entity: Option<EntityLink>,
    owners: Vec<EntityLink>,
    kind: String,
    kind_of: String,
    pages: usize,
    repo: String,
    /// For the filter.
    #[serde(skip)]
    of: Item,
    item: String,
}

/// The context of the home of documentation.
pub(in crate::render) fn docs_home(here: Here<'_>) -> DocsHome {
    let model = here.model;
    let mut sites: Vec<Card> = model
        .sites
        .iter()
        .filter(|site| !site.pages.is_empty())
        .map(|site| {
            let entity = site.entities.first().map(|&id| (id, model.catalog.entity(id)));
            let described = site
                .description
                .as_deref()
                .or(entity.and_then(|(_, one)| one.metadata.description.as_deref()));
            let owners = entity.iter().flat_map(|(_, one)| one.related(RelationType::OwnedBy));
            let of = Item::of(entity.map(|(_, one)| one), &site.base);
            Card {
                item: of.json(),
                of,
                href: here.to(&site.base),
                title: site.name.clone(),
                description: summary(described, 150),
                owners: owners.map(|relation| here.target(relation)).collect(),
                kind: entity.map_or_else(String::new, |(_, one)| one.kind.to_string()),
                kind_of: entity.and_then(|(_, one)| one.spec_text("type")).unwrap_or_default().to_owned(),
                entity: entity.map(|(id, _)| here.entity(id)),
                pages: site.pages.len(),
                repo: model.inventory.repo(site.repo).name.clone(),
            }
        })
        .collect();
    sites.sort_by_cached_key(|card| card.title.to_lowercase());
    let mut page = Frame::new(here, "Documentation", "docs")
        .about("Every documentation site.")
        .with_twin()
        .layout("wide");
    page.scripts.push("catalog.js".to_owned());
    let wanted = [("owner", "Owner"), ("kind", "Kind"), ("type", "Type"), ("tag", "Tag")];
    let facets = facets(here, sites.iter().map(|card| &card.of), &wanted);
    DocsHome { page, pages: model.pages.len(), facets, sites }
}
