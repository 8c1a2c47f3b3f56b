//! The templates gallery, `/create/`.
//!
//! In: entities of kind Template. Out: cards. Never: runs one.

use super::cards::{Gallery, Item, gallery};
use super::pager::numbered;
use crate::catalog::kinds::TEMPLATE;
use crate::render::Model;
use crate::render::facet::FacetKey;
use crate::render::frame::Frame;
use crate::render::links::Here;
use crate::render::text::count;
use crate::url::{PageNumber, SitePath, outside};

/// The templates, by title.
pub(in crate::render) fn items<'m>(model: &'m Model<'_>) -> Vec<Item<'m>> {
    let mut items: Vec<Item<'_>> = model
        .of_kind(&TEMPLATE)
        .map(|id| {
            let entity = model.catalog.entity(id);
            let backstage = model.config.backstage_url.as_deref().and_then(|base| {
                let namespace = entity.reference.namespace();
                let base = base.trim_end_matches('/');
                outside(&format!("{base}/create/templates/{namespace}/{}", entity.metadata.name))
            });
            let steps = entity.spec().get("steps").and_then(|steps| steps.as_array()).map_or(0, Vec::len);
            Item {
                about: (entity.metadata.description.as_deref(), 260),
                extent: count(steps, "step", "steps"),
                backstage: backstage.unwrap_or_default(),
                ..Item::of(model, id)
            }
        })
        .collect();
    items.sort_by_cached_key(|item| item.title.to_lowercase());
    items
}

/// A page of the gallery.
pub(in crate::render) fn templates(here: Here<'_>, number: PageNumber) -> Gallery {
    let page =
        Frame::new(here, numbered("Templates", number), "create").about("Software templates.").layout("wide");
    let wanted = [(FacetKey::Type, "Category"), (FacetKey::Owner, "Owner"), (FacetKey::Tag, "Tag")];
    gallery(here, page, &items(here.model), &wanted, (&SitePath::TEMPLATES, number))
}
