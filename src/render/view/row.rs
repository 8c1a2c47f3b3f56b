//! An entity as a row of a table.
//!
//! In: an entity. Out: the cells that Backstage's catalog shows: name, system, owner, type, lifecycle,
//! description, tags, and our own: what is wrong. Never: a nested interactive element: links stand side by side.

use serde::Serialize;

use crate::catalog::kinds::SYSTEM;
use crate::catalog::{EntityId, RelationType};
use crate::render::links::{EntityLink, Here, TextLink};
use crate::render::text::summary;

/// A row.
#[derive(Debug, Serialize)]
pub(in crate::render) struct Row {
    pub link: EntityLink,
    pub kind: String,
    pub description: String,
    pub systems: Vec<EntityLink>,
    pub owners: Vec<EntityLink>,
    pub kind_of: String,
    pub lifecycle: String,
    pub tags: Vec<TextLink>,
    pub more_tags: usize,
    pub problems: usize,
    pub errors: usize,
}

/// The row of an entity.
pub(in crate::render) fn row(here: Here<'_>, id: EntityId) -> Row {
    let model = here.model;
    let entity = model.catalog.entity(id);
    let systems = entity
        .related(RelationType::PartOf)
        .filter(|relation| relation.target.is_of(&SYSTEM))
        .map(|relation| here.target(relation))
        .collect();
    let owners = entity.related(RelationType::OwnedBy).map(|relation| here.target(relation)).collect();
    let tags = &entity.metadata.tags;
    let counts = model.counts_on(id);
    Row {
        link: here.entity(id),
        kind: entity.kind.to_string(),
        description: summary(entity.metadata.description.as_deref(), 140),
        systems,
        owners,
        kind_of: entity.spec_type().unwrap_or_default().to_owned(),
        lifecycle: entity.lifecycle().unwrap_or_default().to_owned(),
        tags: tags.iter().take(3).map(|tag| here.tag(tag)).collect(),
        more_tags: tags.len().saturating_sub(3),
        problems: counts.problems(),
        errors: counts.errors,
    }
}
