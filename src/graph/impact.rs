//! What an entity depends on and what depends on it, through any number of steps.
//!
//! In: an entity, a direction, how many entities are wanted at most. Out: what is reached, by distance, each with the
//! relation that leads to it. Never: takes ownership or containment for a dependency.

use std::collections::HashSet;

use crate::catalog::{Catalog, EntityId, EntityRef, Relation, RelationType};

/// Which way to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// To what it depends on: `dependsOn`, the APIs it consumes; an API depends on what provides it.
    Dependencies,
    /// To what depends on it: who is hit when it fails.
    Dependents,
}

impl Direction {
    /// The relations that lead this way.
    pub(crate) fn relations(self) -> [RelationType; 3] {
        use RelationType::{ApiConsumedBy, ApiProvidedBy, ConsumesApi, DependencyOf, DependsOn, ProvidesApi};
        match self {
            Self::Dependencies => [DependsOn, ConsumesApi, ApiProvidedBy],
            Self::Dependents => [DependencyOf, ApiConsumedBy, ProvidesApi],
        }
    }
}

/// Whether a failure or a change travels along such a relation, in either direction.
pub(crate) fn is_dependency(relation: RelationType) -> bool {
    [Direction::Dependencies, Direction::Dependents].iter().any(|way| way.relations().contains(&relation))
}

/// All that is reached one way.
#[derive(Debug, Default)]
pub(crate) struct Impact<'c> {
    /// By distance: the first step is what is reached directly. No step is empty.
    pub steps: Vec<Vec<Reached<'c>>>,
    /// Whether there is more than was asked for.
    pub more: bool,
}

/// What is reached, whether there is such an entity or not.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Reached<'c> {
    /// The relation that leads here; its target is what is reached.
    pub relation: &'c Relation,
    /// The entity it stands on.
    pub via: EntityId,
}

impl Impact<'_> {
    /// How much is reached.
    pub(crate) fn count(&self) -> usize {
        self.steps.iter().map(Vec::len).sum()
    }

    /// How much is reached in one step.
    pub(crate) fn direct(&self) -> usize {
        self.steps.first().map_or(0, Vec::len)
    }
}

/// What is reached from an entity one way, `most` entities at most, each once and by a shortest way.
pub(crate) fn impact(catalog: &Catalog, start: EntityId, direction: Direction, most: usize) -> Impact<'_> {
    let relations = direction.relations();
    let mut seen: HashSet<EntityId> = HashSet::from([start]);
    let mut missing: HashSet<&EntityRef> = HashSet::new();
    let mut impact = Impact::default();
    let mut count = 0;
    let mut edge = vec![start];
    while !edge.is_empty() {
        let mut step = Vec::new();
        for via in edge {
            let follow = catalog.entity(via).relations.iter();
            for relation in follow.filter(|relation| relations.contains(&relation.kind)) {
                let new = match relation.target_id {
                    Some(target) => seen.insert(target),
                    None => missing.insert(&relation.target),
                };
                if !new {
                    continue;
                }
                if count == most {
                    impact.more = true;
                    break;
                }
                count += 1;
                step.push(Reached { relation, via });
            }
        }
        edge = step.iter().filter_map(|reached| reached.relation.target_id).collect();
        if !step.is_empty() {
            impact.steps.push(step);
        }
    }
    impact
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
        let names = |impact: &Impact<'_>| -> Vec<String> {
            let steps = impact.steps.iter().enumerate();
            let named = |(at, step): (usize, &Vec<Reached<'_>>)| {
                let name = |reached: &Reached<'_>| {
                    let via = catalog.entity(reached.via).reference.name();
                    format!("{} {} via {via}", at + 1, reached.relation.target.name())
                };
                step.iter().map(name).collect::<Vec<_>>()
            };
            steps.flat_map(named).collect()
        };
        let hit = impact(&catalog, id("resource", "db"), Direction::Dependents, 9);
        assert_eq!(names(&hit), ["1 shop via db", "2 orders via shop", "3 cart via orders"]);
        assert_eq!((hit.count(), hit.direct(), hit.more), (3, 1, false));
        let needs = impact(&catalog, id("component", "cart"), Direction::Dependencies, 9);
        assert_eq!(
            names(&needs),
            ["1 orders via cart", "1 gone via cart", "2 shop via orders", "3 db via shop"],
            "what is missing is reached too, and once"
        );
        let cut = impact(&catalog, id("component", "cart"), Direction::Dependencies, 2);
        assert_eq!((cut.count(), cut.more), (2, true));
    }
}
