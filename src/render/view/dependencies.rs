//! The dependencies tab: what an entity stands on and what stands on it, transitively.
//!
//! In: an entity and the relations along which a failure travels. Out: both directions by distance, and whose
//! teams a change concerns. Never: more than [`MOST`] entities; it says where it stopped.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::{EntityId, EntityRef, RelationType};
use crate::graph::{Direction, Impact, Reached, impact};
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

/// What is reached from an entity one way, as far as pages show it.
pub(in crate::render) fn shown_impact(here: Here<'_>, id: EntityId, direction: Direction) -> Impact<'_> {
    impact(here.model.catalog, id, direction, MOST)
}

/// Everything that is reached from an entity one way.
pub(in crate::render) fn reach(here: Here<'_>, id: EntityId, direction: Direction) -> Reach {
    let catalog = here.model.catalog;
    let impact = shown_impact(here, id, direction);
    let mut owners: BTreeMap<&EntityRef, usize> = BTreeMap::new();
    for reached in impact.steps.iter().flatten() {
        let target = reached.relation.target_id.map(|target| catalog.entity(target));
        for owner in target.iter().flat_map(|target| target.related(RelationType::OwnedBy)) {
            *owners.entry(&owner.target).or_default() += 1;
        }
    }
    let step = |(at, step): (usize, &Vec<Reached<'_>>)| {
        let item = |reached: &Reached<'_>| Item {
            link: here.target(reached.relation),
            via: if at > 0 { catalog.entity(reached.via).title().to_owned() } else { String::new() },
            relation: super::relations::words(reached.relation.kind),
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
        count: impact.count(),
        direct: impact.direct(),
        more: impact.more,
        steps: impact.steps.iter().enumerate().map(step).collect(),
        owners,
    }
}
