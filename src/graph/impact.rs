//! What depends on an entity, and what it depends on, through any number of steps.
//!
//! In: an entity, a way to go. Out: every entity that can be reached, by distance, each with the step that leads
//! to it. Never: counts ownership or containment as a dependency.

use crate::catalog::{Catalog, EntityId, EntityRef, RelationType};

/// Which way to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// To what it depends on: `dependsOn`, the APIs it consumes, the components that provide an API.
    Dependencies,
    /// To what depends on it: who is hit when it fails.
    Dependents,
}

impl Way {
    fn follows(self, kind: RelationType) -> bool {
        use RelationType::{ApiConsumedBy, ApiProvidedBy, ConsumesApi, DependencyOf, DependsOn, ProvidesApi};
        match self {
            Self::Dependencies => matches!(kind, DependsOn | ConsumesApi | ApiProvidedBy),
            Self::Dependents => matches!(kind, DependencyOf | ApiConsumedBy | ProvidesApi),
        }
    }
}

/// All that can be reached.
#[derive(Debug, Default)]
pub(crate) struct Impact {
    /// By distance, then by reference; without the entity itself.
    pub reached: Vec<Reached>,
    /// References among them that lead to nothing, sorted, without repetitions.
    pub missing: Vec<EntityRef>,
}

/// An entity that was reached.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reached {
    /// The entity.
    pub id: EntityId,
    /// Steps from the start: 1 for a direct one.
    pub distance: usize,
    /// The entity before it on a shortest way from the start.
    pub via: EntityId,
    /// The relation that leads from there to here.
    pub relation: RelationType,
}

impl Impact {
    /// How many are reached in one step.
    pub(crate) fn direct(&self) -> usize {
        self.reached.iter().take_while(|reached| reached.distance == 1).count()
    }

    /// The way from the start to an entity that was reached: the entities between, then itself.
    pub(crate) fn path(&self, to: EntityId) -> Vec<EntityId> {
        let mut way = Vec::new();
        let mut at = to;
        while let Some(reached) = self.reached.iter().find(|reached| reached.id == at) {
            way.push(at);
            if reached.distance == 1 {
                break;
            }
            at = reached.via;
        }
        way.reverse();
        way
    }
}

/// Everything that can be reached from an entity one way.
pub(crate) fn impact(catalog: &Catalog, start: EntityId, way: Way) -> Impact {
    let mut seen = vec![false; catalog.entities.len()];
    seen[start.0] = true;
    let mut out = Impact::default();
    let mut layer = vec![start];
    let mut distance = 1;
    while !layer.is_empty() {
        let from = out.reached.len();
        for &via in &layer {
            for relation in &catalog.entity(via).relations {
                if !way.follows(relation.kind) {
                    continue;
                }
                match relation.target_id {
                    None => out.missing.push(relation.target.clone()),
                    Some(id) if !seen[id.0] => {
                        seen[id.0] = true;
                        out.reached.push(Reached { id, distance, via, relation: relation.kind });
                    }
                    Some(_) => {}
                }
            }
        }
        out.reached[from..].sort_by_key(|reached| reached.id);
        layer = out.reached[from..].iter().map(|reached| reached.id).collect();
        distance += 1;
    }
    out.missing.sort();
    out.missing.dedup();
    out
}

#[cfg(test)]
mod tests {
    use super::super::sample::catalog;
    use super::*;

    #[test]
    fn through_apis_and_circles() {
        let catalog = catalog(&[
            ("api:default/orders", &[]),
            (
                "component:default/cart",
                &[("consumesApi", "api:default/orders"), ("dependsOn", "component:default/gone")],
            ),
            (
                "component:default/shop",
                &[("providesApi", "api:default/orders"), ("dependsOn", "resource:default/db")],
            ),
            ("resource:default/db", &[("dependsOn", "component:default/cart")]),
        ]);
        let id = |kind, name| catalog.find(&EntityRef::new(kind, "default", name)).unwrap();
        let names = |impact: &Impact| -> Vec<String> {
            impact
                .reached
                .iter()
                .map(|reached| {
                    format!("{} {}", reached.distance, catalog.entity(reached.id).reference.name())
                })
                .collect()
        };
        let hit = impact(&catalog, id("resource", "db"), Way::Dependents);
        assert_eq!(names(&hit), ["1 shop", "2 orders", "3 cart"]);
        assert_eq!(hit.direct(), 1);
        assert_eq!(
            hit.path(id("component", "cart")),
            [id("component", "shop"), id("api", "orders"), id("component", "cart")]
        );
        let needs = impact(&catalog, id("component", "cart"), Way::Dependencies);
        assert_eq!(names(&needs), ["1 orders", "2 shop", "3 db"]);
        assert_eq!(needs.missing.len(), 1);
    }
}
