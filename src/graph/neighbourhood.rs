//! What stands around an entity, to an exact depth.
//!
//! In: an entity, a [`View`]. Out: a graph. Never: drops an edge without counting it: what is folded away shows as
//! `+12 more`, what is simplified away in [`Graph::hidden`].
//!
//! The edges are Backstage's (`plugin-catalog-graph`): pairs of relations merged along their leading member. Where
//! Backstage leaves targets out that do not exist, they are drawn as missing.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::present::{leading, missing, node};
use crate::catalog::{Catalog, Entity, EntityId, EntityRef, Relation, RelationType};
use crate::diagram::{Direction, Edge, Graph, Node, NodeLink, State};

/// What of the surroundings is shown.
#[derive(Debug, Clone)]
pub(crate) struct View {
    /// Hops from the root: exactly the entities that can be reached in so many.
    pub depth: usize,
    /// Only these relations; empty for all.
    pub relations: Vec<RelationType>,
    /// Only these kinds, lower case; empty for all. The root is always shown.
    pub kinds: Vec<String>,
    /// Leaves out edges between entities that are equally far from the root, and counts them.
    pub simplified: bool,
    /// Of one relation of one entity so many targets are shown; the rest is one node, `+12 more`.
    pub fold: usize,
    /// So many entities in all.
    pub limit: usize,
    /// Where the edges flow to.
    pub direction: Direction,
}

impl Default for View {
    /// The card of an entity's page.
    fn default() -> Self {
        Self {
            depth: 1,
            relations: Vec::new(),
            kinds: Vec::new(),
            simplified: true,
            fold: 6,
            limit: 60,
            direction: Direction::Right,
        }
    }
}

/// The graph around an entity. A folded node links to the folder's page at `#relations`.
pub(crate) fn neighbourhood(catalog: &Catalog, root: EntityId, view: &View) -> Graph {
    let mut walk = Walk { catalog, view, found: Vec::new(), index: HashMap::new() };
    walk.explore(root);
    let mut graph = Graph {
        label: format!("Relations of {}", catalog.entity(root).title()),
        direction: view.direction,
        nodes: walk.found.iter().map(|found| found.node(catalog)).collect(),
        ..Graph::default()
    };
    graph.nodes[0].state = State::Root;
    walk.connect(&mut graph);
    walk.fold(&mut graph);
    graph
}

/// Something that was reached.
struct Found<'a> {
    id: Option<EntityId>,
    reference: &'a EntityRef,
    distance: usize,
}

impl Found<'_> {
    fn node(&self, catalog: &Catalog) -> Node {
        self.id.map_or_else(|| missing(self.reference), |id| node(catalog.entity(id)))
    }
}

struct Walk<'a> {
    catalog: &'a Catalog,
    view: &'a View,
    found: Vec<Found<'a>>,
    index: HashMap<&'a EntityRef, usize>,
}

impl<'a> Walk<'a> {
    fn wanted(&self, relation: &Relation) -> bool {
        (self.view.relations.is_empty() || self.view.relations.contains(&relation.kind))
            && (self.view.kinds.is_empty()
                || self.view.kinds.iter().any(|kind| kind == relation.target.kind()))
    }

    /// The relations of an entity that the view lets through, in runs of one type.
    fn groups(&self, entity: &'a Entity) -> Vec<(RelationType, Vec<&'a Relation>)> {
        let mut groups: Vec<(RelationType, Vec<&'a Relation>)> = Vec::new();
        let own = &entity.reference;
        for relation in entity.relations.iter().filter(|relation| relation.target != *own) {
            if !self.wanted(relation) {
                continue;
            }
            match groups.last_mut() {
                Some((kind, group)) if *kind == relation.kind => group.push(relation),
                _ => groups.push((relation.kind, vec![relation])),
            }
        }
        groups
    }

    /// How many targets of relations of one type were found already.
    fn inside(&self, group: &[&Relation]) -> usize {
        if group.len() <= self.found.len() {
            return group.iter().filter(|relation| self.index.contains_key(&relation.target)).count();
        }
        let is_target = |found: &&Found<'_>| {
            group.binary_search_by(|relation| relation.target.cmp(found.reference)).is_ok()
        };
        self.found.iter().filter(is_target).count()
    }

    fn add(&mut self, reference: &'a EntityRef, id: Option<EntityId>, distance: usize) {
        self.index.insert(reference, self.found.len());
        self.found.push(Found { id, reference, distance });
    }

    fn explore(&mut self, root: EntityId) {
        self.add(&self.catalog.entity(root).reference, Some(root), 0);
        let mut queue = VecDeque::from([0]);
        while let Some(at) = queue.pop_front() {
            let (distance, Some(id)) = (self.found[at].distance, self.found[at].id) else { continue };
            if distance >= self.view.depth {
                continue;
            }
            for (_, mut group) in self.groups(self.catalog.entity(id)) {
                // The targets of one type are sorted, so that those that are here already are looked for, and not all others.
                let here = self.inside(&group);
                if group.len() - here > self.view.limit {
                    group.sort_by_key(|relation| relation.target_id.is_some());
                    group.truncate(self.view.limit + here);
                }
                group.retain(|relation| !self.index.contains_key(&relation.target));
                // What is missing needs care, so it is not folded away.
                group.sort_by_key(|relation| relation.target_id.is_some());
                let fold = self.view.fold.max(2);
                let shown = if group.len() > fold { fold - 1 } else { group.len() };
                for relation in group.into_iter().take(shown) {
                    if self.found.len() >= self.view.limit {
                        break;
                    }
                    queue.push_back(self.found.len());
                    self.add(&relation.target, relation.target_id, distance + 1);
                }
            }
        }
    }

    /// The relations of an entity that may lead to what was found: all, or those that are found by what they lead to.
    fn between(&self, id: EntityId) -> Vec<&'a Relation> {
        let relations = &self.catalog.entity(id).relations;
        if relations.len() <= 8 * self.found.len() {
            return relations.iter().collect();
        }
        let runs = relations.chunk_by(|a, b| a.kind == b.kind);
        let found = |run: &'a [Relation]| {
            let at = |found: &Found<'_>| {
                run.binary_search_by(|relation| relation.target.cmp(found.reference)).ok()
            };
            self.found.iter().filter_map(at).map(|at| &run[at]).collect::<Vec<_>>()
        };
        runs.flat_map(found).collect()
    }

    /// Edges between what was found, each pair of relations once.
    fn connect(&self, graph: &mut Graph) {
        let mut merged: BTreeMap<(usize, usize), BTreeSet<RelationType>> = BTreeMap::new();
        for (at, found) in self.found.iter().enumerate() {
            let Some(id) = found.id else { continue };
            for relation in self.between(id) {
                let Some(&other) = self.index.get(&relation.target) else { continue };
                let allowed = self.view.relations.is_empty()
                    || self.view.relations.contains(&relation.kind)
                    || self.view.relations.contains(&relation.kind.inverse());
                if allowed {
                    let (kind, forwards) = leading(relation.kind);
                    let ends = if forwards { (at, other) } else { (other, at) };
                    merged.entry(ends).or_default().insert(kind);
                }
            }
        }
        for ((from, to), kinds) in merged {
            if self.view.simplified && from != to && self.found[from].distance == self.found[to].distance {
                graph.hidden.edges += kinds.len();
                continue;
            }
            graph.edges.push(edge(graph, from, to, &kinds));
        }
    }

    /// For each relation of an entity within the depth, one node for the targets that are not shown.
    fn fold(&self, graph: &mut Graph) {
        for (at, found) in self.found.iter().enumerate() {
            let (Some(id), true) = (found.id, found.distance < self.view.depth) else { continue };
            let entity = self.catalog.entity(id);
            for (kind, group) in self.groups(entity) {
                let rest = group.len() - self.inside(&group);
                if rest == 0 {
                    continue;
                }
                graph.hidden.nodes += rest;
                let stub = graph.nodes.len();
                graph.nodes.push(Node {
                    key: format!("{}#{}", entity.reference, kind.as_str()),
                    label: format!("+{rest} more"),
                    title: format!("{rest} more: {} {}", entity.title(), kind.as_str()),
                    kind: "more".to_owned(),
                    state: State::Stub,
                    link: Some(NodeLink::Site(entity.site_path().with_fragment("relations"))),
                    ..Node::default()
                });
                let (kind, forwards) = leading(kind);
                let (from, to) = if forwards { (at, stub) } else { (stub, at) };
                graph.edges.push(edge(graph, from, to, &BTreeSet::from([kind])));
            }
        }
    }
}

fn edge(graph: &Graph, from: usize, to: usize, kinds: &BTreeSet<RelationType>) -> Edge {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.as_str()).collect();
    let pairs: Vec<String> =
        kinds.iter().map(|kind| format!("{} / {}", kind.as_str(), kind.inverse().as_str())).collect();
    Edge {
        from,
        to,
        label: names.join(", "),
        title: format!("{} → {}: {}", graph.nodes[from].label, graph.nodes[to].label, pairs.join(", ")),
        ..Edge::default()
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::catalog;
    use super::*;
    use crate::diagram::Hidden;

    /// `from>to kinds`, sorted, `+` for folded nodes.
    fn shown(graph: &Graph) -> Vec<String> {
        let name = |at: usize| graph.nodes[at].key.clone();
        let mut edges: Vec<String> = graph
            .edges
            .iter()
            .map(|edge| format!("{} > {}: {}", name(edge.from), name(edge.to), edge.label))
            .collect();
        edges.sort();
        edges
    }

    const SHOP: &[(&str, &[(&str, &str)])] = &[
        ("api:default/orders", &[]),
        (
            "component:default/cart",
            &[("dependsOn", "component:default/shop"), ("dependsOn", "resource:default/db")],
        ),
        (
            "component:default/shop",
            &[
                ("ownedBy", "group:default/team"),
                ("providesApi", "api:default/orders"),
                ("dependsOn", "resource:default/db"),
                ("dependsOn", "component:default/gone"),
            ],
        ),
        ("group:default/team", &[]),
        ("resource:default/db", &[("ownedBy", "group:default/team")]),
    ];

    #[test]
    fn one_hop_and_hidden_edges() {
        let catalog = catalog(SHOP);
        let root = catalog.find(&EntityRef::new("component", "default", "shop")).unwrap();
        let graph = neighbourhood(&catalog, root, &View::default());
        assert_eq!(
            shown(&graph),
            [
                "api:default/orders > component:default/shop: apiProvidedBy",
                "component:default/cart > component:default/shop: dependsOn",
                "component:default/shop > component:default/gone: dependsOn",
                "component:default/shop > resource:default/db: dependsOn",
                "group:default/team > component:default/shop: ownerOf",
            ]
        );
        // cart → db and team → db join entities equally far from the shop.
        assert_eq!(graph.hidden, Hidden { edges: 2, ..Hidden::default() });
        let gone = graph.nodes.iter().find(|node| node.key == "component:default/gone").unwrap();
        assert_eq!((gone.state, gone.link.as_ref()), (State::Missing, None));
        let all = neighbourhood(&catalog, root, &View { simplified: false, ..View::default() });
        assert_eq!((all.edges.len(), all.hidden.edges), (7, 0));
    }

    #[test]
    fn exact_depth_and_filters() {
        let catalog = catalog(SHOP);
        let root = catalog.find(&EntityRef::new("api", "default", "orders")).unwrap();
        let count = |depth, kinds: &[&str]| {
            let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
            neighbourhood(&catalog, root, &View { depth, kinds, ..View::default() }).nodes.len()
        };
        assert_eq!((count(0, &[]), count(1, &[]), count(2, &[]), count(3, &[])), (1, 2, 6, 6));
        assert_eq!(count(2, &["component"]), 4);
    }

    #[test]
    fn folded_targets_are_counted() {
        let names: Vec<String> = (0..20).map(|at| format!("component:default/c{at:02}")).collect();
        let owned: [(&str, &str); 1] = [("ownedBy", "group:default/team")];
        let mut entities: Vec<(&str, &[(&str, &str)])> =
            names.iter().map(|name| (name.as_str(), &owned[..])).collect();
        entities.push(("group:default/team", &[]));
        let catalog = catalog(&entities);
        let root = catalog.find(&EntityRef::new("group", "default", "team")).unwrap();
        let graph = neighbourhood(&catalog, root, &View::default());
        assert_eq!(graph.nodes.len(), 1 + 5 + 1);
        assert_eq!(graph.nodes[6].label, "+15 more");
        assert_eq!(graph.hidden, Hidden { nodes: 15, ..Hidden::default() });
    }
}
