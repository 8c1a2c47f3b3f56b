//! The dependencies tab: what an entity stands on and what stands on it, transitively.
//!
//! In: an entity and the relations along which a failure travels. Out: both directions by distance, and whose
//! teams a change concerns. Never: more than [`MOST`] entities; it says where it stopped.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use crate::catalog::{Catalog, EntityId, EntityRef, Relation, RelationType};
use crate::render::links::{EntityLink, Here};

/// Entities of one direction on the page.
const MOST: usize = 160;

/// One direction.
#[derive(Serialize)]
pub(in crate::render) struct Reach {
    pub steps: Vec<Step>,
    pub count: usize,
    pub direct: usize,
    /// Whether there are more than are shown.
    pub more: bool,
    /// Teams that own what is reached, with how much each owns.
    pub owners: Vec<Owner>,
}

/// What is reached at one distance.
#[derive(Serialize)]
pub(in crate::render) struct Step {
    pub distance: usize,
    pub items: Vec<Item>,
}

/// One thing that is reached.
#[derive(Serialize)]
pub(in crate::render) struct Item {
    pub link: EntityLink,
    /// Through what it is reached, beyond the first step.
    pub via: String,
    pub relation: &'static str,
}

/// A team that is concerned.
#[derive(Serialize)]
pub(in crate::render) struct Owner {
    pub link: EntityLink,
    pub count: usize,
}

/// What it stands on: an API stands on what provides it.
pub(in crate::render) const DOWN: &[RelationType] =
    &[RelationType::DependsOn, RelationType::ConsumesApi, RelationType::ApiProvidedBy];
/// What stands on it.
pub(in crate::render) const UP: &[RelationType] =
    &[RelationType::DependencyOf, RelationType::ApiConsumedBy, RelationType::ProvidesApi];

/// What is reached at each distance, from 1: by which relation, of which entity.
pub(in crate::render) struct Walk<'c> {
    pub steps: Vec<Vec<(&'c Relation, EntityId)>>,
    /// Whether there is more than [`MOST`].
    pub more: bool,
}

impl Walk<'_> {
    /// How much is reached.
    pub(crate) fn count(&self) -> usize {
        self.steps.iter().map(Vec::len).sum()
    }
}

/// Walks from an entity along `kinds`, each target once.
pub(in crate::render) fn walk<'c>(catalog: &'c Catalog, id: EntityId, kinds: &[RelationType]) -> Walk<'c> {
    let mut seen: HashSet<EntityId> = HashSet::from([id]);
    let mut missing: HashSet<&EntityRef> = HashSet::new();
    let mut edge = vec![id];
    let mut count = 0;
    let mut walk = Walk { steps: Vec::new(), more: false };
    while !edge.is_empty() {
        let mut step = Vec::new();
        for source in edge {
            let relations = catalog.entity(source).relations.iter();
            for relation in relations.filter(|relation| kinds.contains(&relation.kind)) {
                let new = match relation.target_id {
                    Some(target) => seen.insert(target),
                    None => missing.insert(&relation.target),
                };
                if !new {
                    continue;
                }
                if count == MOST {
                    walk.more = true;
                    break;
                }
                count += 1;
                step.push((relation, source));
            }
        }
        edge = step.iter().filter_map(|(relation, _)| relation.target_id).collect();
        if !step.is_empty() {
            walk.steps.push(step);
        }
    }
    walk
}

/// Everything that is reached from an entity along `kinds`.
pub(in crate::render) fn reach(here: Here<'_>, id: EntityId, kinds: &[RelationType]) -> Reach {
    let catalog = here.model.catalog;
    let walk = walk(catalog, id, kinds);
    let mut owners: BTreeMap<&EntityRef, usize> = BTreeMap::new();
    for (relation, _) in walk.steps.iter().flatten() {
        let target = relation.target_id.map(|target| catalog.entity(target));
        for owner in target.iter().flat_map(|target| target.related(RelationType::OwnedBy)) {
            *owners.entry(&owner.target).or_default() += 1;
        }
    }
    let step = |(at, step): (usize, &Vec<(&Relation, EntityId)>)| {
        let item = |&(relation, source): &(&Relation, EntityId)| Item {
            link: here.target(relation),
            via: if at > 0 { catalog.entity(source).title().to_owned() } else { String::new() },
            relation: super::relations::words(relation.kind),
        };
        let mut items: Vec<Item> = step.iter().map(item).collect();
        items.sort_by_cached_key(|item| item.link.title.to_lowercase());
        Step { distance: at + 1, items }
    };
    let mut owners: Vec<Owner> =
        owners.into_iter().map(|(owner, count)| Owner { link: here.named(owner), count }).collect();
    owners.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.link.title.cmp(&b.link.title)));
    owners.truncate(12);
    Reach {
        count: walk.count(),
        direct: walk.steps.first().map_or(0, Vec::len),
        more: walk.more,
        steps: walk.steps.iter().enumerate().map(step).collect(),
        owners,
    }
}
