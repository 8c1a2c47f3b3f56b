//! The templates gallery, `/create/`.
//!
//! In: entities of kind Template. Out: cards. Never: runs one.

use serde::Serialize;

use super::cards::{Item, facets};
use super::listing::Facet;
use crate::catalog::{Kind, RelationType};
use crate::render::frame::Frame;
use crate::render::links::{EntityLink, Here, TextLink, outside};
use crate::render::text::summary;

/// Context of `templates.html`.
#[derive(Serialize)]
pub(in crate::render) struct TemplatesPage {
    pub page: Frame,
    cards: Vec<Card>,
    facets: Vec<Facet>,
}

#[derive(Serialize)]
struct Card {
    link: EntityLink,
    kind_of: String,
    description: String,
    owners: Vec<EntityLink>,
    tags: Vec<TextLink>,
    steps: usize,
    backstage: String,
    /// For the filter.
    #[serde(skip)]
    of: Item,
    item: String,
}

/// The context of the gallery.
pub(in crate::render) fn templates(here: Here<'_>) -> TemplatesPage {
    let model = here.model;
    let mut cards: Vec<Card> = model
        .of_kind(&Kind::Template)
        .map(|id| {
            let entity = model.catalog.entity(id);
            let backstage = model.config.backstage_url.as_deref().and_then(|base| {
                let namespace = entity.reference.namespace();
                let base = base.trim_end_matches('/');
                outside(&format!("{base}/create/templates/{namespace}/{}", entity.metadata.name))
            });
            let of = Item::of(Some(entity), "");
            Card {
                item: of.json(),
                of,
                link: here.entity(id),
                kind_of: entity.spec_text("type").unwrap_or_default().to_owned(),
                description: summary(entity.metadata.description.as_deref(), 260),
                owners: entity.related(RelationType::OwnedBy).map(|relation| here.target(relation)).collect(),
                tags: entity.metadata.tags.iter().take(6).map(|tag| here.tag(tag)).collect(),
                steps: entity.spec().get("steps").and_then(|steps| steps.as_array()).map_or(0, Vec::len),
                backstage: backstage.unwrap_or_default(),
            }
        })
        .collect();
    cards.sort_by_cached_key(|card| card.link.title.to_lowercase());
    let mut page = Frame::new(here, "Templates", "create")
        .about("Start something new from a template.")
        .with_twin()
        .layout("wide");
    page.scripts.push("catalog.js".to_owned());
    let wanted = [("type", "Category"), ("owner", "Owner"), ("tag", "Tag")];
    let facets = facets(here, cards.iter().map(|card| &card.of), &wanted);
    TemplatesPage { page, cards, facets }
}
