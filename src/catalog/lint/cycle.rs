//! Cycles of `dependsOn`.
//!
//! In: the catalog. Out: one finding for each knot of entities that depend on one another, with a way round it.
//! Never: recurses; reports a knot twice.

use std::collections::{HashMap, VecDeque};

use super::{Lint, Rule};
use crate::catalog::{Catalog, EntityId, Relation, RelationType};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};

pub(super) static RULE: Rule = Rule { codes: &[&DEPENDENCY_CYCLE], check };

/// Entities that depend on one another.
pub(crate) static DEPENDENCY_CYCLE: Code = Code {
    id: "BL307",
    name: "dependency-cycle",
    severity: Severity::Warning,
    summary: "circular dependency between entities",
    explain: "\
A chain of `dependsOn` (or `dependencyOf`) leads back to where it began: none of these entities can be changed, moved or started
without the others. Backstage takes it. Each knot is reported once, with the shortest way round it.

Turn one of the dependencies round, or take out what both need.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a, dependsOn: [\"component:stock\"]}
    ---
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: stock}
    spec: {type: service, lifecycle: production, owner: team-a, dependsOn: [\"component:shop\"]}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a, dependsOn: [\"component:stock\"]}
    ---
    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: stock}
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

fn check(lint: &Lint<'_>, found: &mut Diagnostics) {
    let catalog = lint.catalog;
    let knots = knots(catalog);
    for members in &knots {
        let Some(&start) = members.first() else { continue };
        let way = way_round(catalog, start, members);
        let names: Vec<&str> = way.iter().map(|(id, _)| catalog.entity(*id).reference.as_str()).collect();
        let mut diagnostic = Diagnostic::new(
            &DEPENDENCY_CYCLE,
            format!("`{}` depends on itself: {} → {}", names[0], names.join(" → "), names[0]),
        )
        .help("turn one of the dependencies round, or take out what both sides need")
        .entity(names[0]);
        for (index, (id, relation)) in way.iter().enumerate() {
            let place = relation.declared.unwrap_or(catalog.entity(*id).origin.span);
            let text = format!("needs `{}`", relation.target);
            diagnostic =
                if index == 0 { diagnostic.labelled(place, text) } else { diagnostic.also(place, text) };
        }
        if members.len() > way.len() {
            diagnostic = diagnostic.note(format!("{} entities depend on one another here", members.len()));
        }
        found.push(diagnostic);
    }
}

/// The entities that an entity depends on.
fn needs(catalog: &Catalog, id: EntityId) -> impl Iterator<Item = (&Relation, EntityId)> {
    catalog
        .entity(id)
        .related(RelationType::DependsOn)
        .filter_map(|relation| Some((relation, relation.target_id?)))
}

/// Strongly connected components with more than one member, or with a dependency on itself (Tarjan, without
/// recursion); members sorted, knots sorted.
fn knots(catalog: &Catalog) -> Vec<Vec<EntityId>> {
    const NEW: usize = usize::MAX;
    let count = catalog.entities.len();
    let (mut index, mut low) = (vec![NEW; count], vec![0; count]);
    let mut on_stack = vec![false; count];
    let (mut stack, mut next, mut out) = (Vec::new(), 0, Vec::new());
    for root in 0..count {
        if index[root] != NEW {
            continue;
        }
        let mut work: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut enter = Some(root);
        loop {
            if let Some(node) = enter.take() {
                (index[node], low[node]) = (next, next);
                next += 1;
                stack.push(node);
                on_stack[node] = true;
                work.push((node, needs(catalog, EntityId(node)).map(|(_, id)| id.0).collect()));
            }
            let Some((node, rest)) = work.last_mut() else { break };
            let node = *node;
            if let Some(target) = rest.pop() {
                if index[target] == NEW {
                    enter = Some(target);
                } else if on_stack[target] {
                    low[node] = low[node].min(index[target]);
                }
                continue;
            }
            work.pop();
            if let Some((above, _)) = work.last() {
                low[*above] = low[*above].min(low[node]);
            }
            if low[node] == index[node] {
                let at = stack.iter().rposition(|&other| other == node).unwrap_or(0);
                let mut members: Vec<EntityId> = stack.drain(at..).map(EntityId).collect();
                for member in &members {
                    on_stack[member.0] = false;
                }
                members.sort();
                if members.len() > 1 || needs(catalog, members[0]).any(|(_, id)| id == members[0]) {
                    out.push(members);
                }
            }
        }
    }
    out.sort();
    out
}

/// The shortest way from an entity back to itself, each step with its relation.
fn way_round<'c>(
    catalog: &'c Catalog,
    start: EntityId,
    members: &[EntityId],
) -> Vec<(EntityId, &'c Relation)> {
    let mut came: HashMap<EntityId, (EntityId, &Relation)> = HashMap::new();
    let mut queue = VecDeque::from([start]);
    while let Some(id) = queue.pop_front() {
        for (relation, target) in needs(catalog, id) {
            // A dependency on itself hides no longer way.
            if target == id && members.len() > 1 {
                continue;
            }
            if target == start {
                let mut way = vec![(id, relation)];
                let mut at = id;
                while let Some((before, relation)) = came.get(&at) {
                    way.push((*before, *relation));
                    at = *before;
                }
                way.reverse();
                return way;
            }
            if members.binary_search(&target).is_ok() && !came.contains_key(&target) {
                came.insert(target, (id, relation));
                queue.push_back(target);
            }
        }
    }
    Vec::new()
}
