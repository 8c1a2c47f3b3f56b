//! The relations tab: every relation of an entity, both directions.
//!
//! In: an entity. Out: its relations by type. Never: fewer than the catalog holds, but for what would make the
//! page heavier than its budget; then it says how many.

use serde::Serialize;

use crate::catalog::{EntityId, RelationType};
use crate::render::links::{EntityLink, Here};

/// Relations of one type.
#[derive(Serialize)]
pub(in crate::render) struct Group {
    pub name: &'static str,
    pub title: &'static str,
    pub targets: Vec<EntityLink>,
    pub count: usize,
    pub more: usize,
}

/// Links of one type on the page.
const MOST: usize = 150;

/// What a relation says in words, from its source's side.
pub(in crate::render) fn words(kind: RelationType) -> &'static str {
    match kind {
        RelationType::ApiConsumedBy => "consumed by",
        RelationType::ApiProvidedBy => "provided by",
        RelationType::ChildOf => "child of",
        RelationType::ConsumesApi => "consumes",
        RelationType::DependencyOf => "depended on by",
        RelationType::DependsOn => "depends on",
        RelationType::HasMember => "has member",
        RelationType::HasPart => "has part",
        RelationType::MemberOf => "member of",
        RelationType::OwnedBy => "owned by",
        RelationType::OwnerOf => "owns",
        RelationType::ParentOf => "parent of",
        RelationType::PartOf => "part of",
        RelationType::ProvidesApi => "provides",
    }
}

/// The relations of an entity, in the order of their types.
pub(in crate::render) fn groups(here: Here<'_>, id: EntityId) -> Vec<Group> {
    let entity = here.model.catalog.entity(id);
    RelationType::ALL
        .into_iter()
        .filter_map(|kind| {
            let count = entity.related(kind).count();
            let targets: Vec<_> =
                entity.related(kind).take(MOST).map(|relation| here.target(relation)).collect();
            (count > 0).then(|| Group {
                name: kind.as_str(),
                title: words(kind),
                more: count - targets.len(),
                targets,
                count,
            })
        })
        .collect()
}
