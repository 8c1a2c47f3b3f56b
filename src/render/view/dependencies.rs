//! The dependencies tab: what an entity stands on and what stands on it, transitively.
//!
//! In: an entity and the relations along which a failure travels. Out: both directions by distance, and whose
//! teams a change concerns. Never: more than [`MOST`] entities; it says where it stopped.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;

use crate::catalog::{EntityId, EntityRef, RelationType};
use crate::render::links::{EntityLink, Here};

/// Entities of one direction on the page.
const MOST: usize = 160;

/// One direction.
#[derive(Serialize, Default)]
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

/// Everything that is reached from an entity along `kinds`.
pub(in crate::render) fn reach(here: Here<'_>, id: EntityId, kinds: &[RelationType]) -> Reach {
    let catalog = &here.model.catalog;
    let mut seen: HashSet<&EntityRef> = HashSet::from([&catalog.entity(id).reference]);
    let mut edge = vec![id];
    let mut reach = Reach::default();
    let mut owners: BTreeMap<&EntityRef, usize> = BTreeMap::new();
    let mut distance = 0;
    while !edge.is_empty() {
        distance += 1;
        let mut items = Vec::new();
        let mut next = Vec::new();
        for source in edge {
            let source = catalog.entity(source);
            for relation in source.relations.iter().filter(|relation| kinds.contains(&relation.kind)) {
                if !seen.insert(&relation.target) {
                    continue;
                }
                if reach.count == MOST {
                    reach.more = true;
                    break;
                }
                reach.count += 1;
                if let Some(target) = relation.target_id {
                    next.push(target);
                    for owner in catalog.entity(target).related(RelationType::OwnedBy) {
                        *owners.entry(&owner.target).or_default() += 1;
                    }
                }
                let via = if distance > 1 { source.title().to_owned() } else { String::new() };
                items.push(Item {
                    link: here.target(relation),
                    via,
                    relation: super::relations::words(relation.kind),
                });
            }
        }
        if distance == 1 {
            reach.direct = items.len();
        }
        if !items.is_empty() {
            items.sort_by_cached_key(|item| item.link.title.to_lowercase());
            reach.steps.push(Step { distance, items });
        }
        edge = next;
    }
    reach.owners =
        owners.into_iter().map(|(owner, count)| Owner { link: here.named(owner), count }).collect();
    reach.owners.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.link.title.cmp(&b.link.title)));
    reach.owners.truncate(12);
    reach
}
