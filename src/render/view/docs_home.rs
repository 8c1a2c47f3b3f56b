//! The home of documentation, `/docs/`.
//!
//! In: doc sites. Out: a card each, with its entity and owner. Never: a site that has no page.

use super::cards::{Gallery, Item, gallery};
use super::pager::numbered;
use crate::render::Model;
use crate::render::facet::FacetKey;
use crate::render::frame::Frame;
use crate::render::links::Here;
use crate::render::text::count;
use crate::url::{PageNumber, SitePath};

/// The doc sites, by title.
pub(in crate::render) fn items<'m>(model: &'m Model<'_>) -> Vec<Item<'m>> {
    let sites = model.sites.iter().filter(|site| !site.pages.is_empty());
    let mut items: Vec<Item<'_>> = sites
        .map(|site| {
            let id = site.entities.first().copied();
            let described = id.and_then(|id| model.catalog.entity(id).metadata.description.as_deref());
            let of = match id {
                Some(id) => Item::of(model, id),
                None => Item {
                    reference: site.base.as_str(),
                    origin: &model.inventory.repo(site.repo).name,
                    ..Item::default()
                },
            };
            Item {
                title: &site.name,
                about: (site.description.as_deref().or(described), 150),
                docs: site.base.as_str(),
                extent: count(site.pages.len(), "page", "pages"),
                ..of
            }
        })
        .collect();
    items.sort_by_cached_key(|item| item.title.to_lowercase());
    items
}

/// A page of the home of documentation.
pub(in crate::render) fn docs_home(here: Here<'_>, number: PageNumber) -> Gallery {
    let page = Frame::new(here, numbered("Documentation", number), "docs")
        .about("All documentation sites.")
        .layout("wide");
    let wanted =
        [FacetKey::Owner, FacetKey::Kind, FacetKey::Type, FacetKey::Tag].map(|key| (key, key.title()));
    gallery(here, page, &items(here.model), &wanted, (&SitePath::DOCS, number))
}
