//! The whole organisation on one sheet: entities rolled up to systems in their domains, to domains, or to teams.
//!
//! In: the catalog, a [`Level`]. Out: a graph whose edges count the dependencies between what they join.
//! Never: a hairball: beyond its limits it keeps the strongest edges and says how many it left out.

use std::collections::BTreeMap;

use super::present::{leading, node};
use crate::catalog::kinds::{DOMAIN, GROUP, SYSTEM, USER};
use crate::catalog::{Catalog, EntityId, RelationType};
use crate::diagram::{Cluster, Direction, Edge, Graph, Node, NodeLink, State};
use crate::url::SitePath;

/// What entities are rolled up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Systems, framed by their domains.
    System,
    /// Domains.
    Domain,
    /// Owners.
    Team,
}

/// Nodes in all, nodes of one frame, and edges of a map.
const NODES: usize = 120;
const NODES_OF_FRAME: usize = 14;
const EDGES: usize = 90;

/// The map of the organisation.
pub(crate) fn map(catalog: &Catalog, level: Level) -> Graph {
    let groups: Vec<Option<EntityId>> =
        (0..catalog.entities.len()).map(|at| group_of(catalog, EntityId(at), level)).collect();
    let mut parts: BTreeMap<EntityId, usize> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        if let Some(group) = group {
            *parts.entry(*group).or_default() += usize::from(group.0 != at);
        }
    }
    let mut graph = Graph {
        label: match level {
            Level::System => "Domains and their systems",
            Level::Domain => "Domains",
            Level::Team => "Owners",
        }
        .to_owned(),
        direction: Direction::Right,
        ..Graph::default()
    };
    let slots = add_nodes(&mut graph, catalog, &parts, level);
    add_edges(&mut graph, catalog, &groups, &slots);
    graph
}

/// The entity that stands for another on a level: itself, or what it is part of or owned by.
pub(super) fn group_of(catalog: &Catalog, id: EntityId, level: Level) -> Option<EntityId> {
    let (wanted, by) = match level {
        Level::System => (&SYSTEM, RelationType::PartOf),
        Level::Domain => (&DOMAIN, RelationType::PartOf),
        Level::Team => (&GROUP, RelationType::OwnedBy),
    };
    let mut at = id;
    // Subcomponents and subdomains: a few steps up, a circle ends by the count.
    for _ in 0..16 {
        let entity = catalog.entity(at);
        if level == Level::Team {
            if entity.kind.is(&GROUP) || entity.kind.is(&USER) {
                return None;
            }
            return entity.related(by).find_map(|relation| relation.target_id);
        }
        if entity.kind.is(wanted) {
            return Some(at);
        }
        let parents: Vec<EntityId> = entity.related(by).filter_map(|relation| relation.target_id).collect();
        let kind = |id: &EntityId| catalog.entity(*id).kind.is(wanted);
        at = parents.iter().copied().find(kind).or_else(|| parents.first().copied())?;
    }
    None
}

fn add_nodes(
    graph: &mut Graph,
    catalog: &Catalog,
    parts: &BTreeMap<EntityId, usize>,
    level: Level,
) -> BTreeMap<EntityId, usize> {
    let mut slots = BTreeMap::new();
    let frames = if level == Level::System { add_frames(graph, catalog) } else { BTreeMap::new() };
    let mut rest = 0;
    let mut rest_of: BTreeMap<usize, usize> = BTreeMap::new();
    let mut in_frame: BTreeMap<usize, usize> = BTreeMap::new();
    for (&id, &count) in parts {
        let frame = group_of(catalog, id, Level::Domain).and_then(|domain| frames.get(&domain)).copied();
        if graph.nodes.len() >= NODES {
            rest += 1;
            continue;
        }
        if let Some(frame) = frame {
            let used = in_frame.entry(frame).or_default();
            if *used >= NODES_OF_FRAME {
                *rest_of.entry(frame).or_default() += 1;
                continue;
            }
            *used += 1;
        }
        let mut shown = node(catalog.entity(id));
        shown.title = format!("{} · {count} {}", shown.title, if count == 1 { "part" } else { "parts" });
        shown.cluster = frame;
        slots.insert(id, graph.nodes.len());
        graph.nodes.push(shown);
    }
    for (frame, count) in rest_of {
        graph.nodes.push(more(count, Some(frame)));
        graph.hidden.nodes += count;
    }
    if rest > 0 {
        graph.nodes.push(more(rest, None));
        graph.hidden.nodes += rest;
    }
    slots
}

/// A frame for each domain, outer ones first.
fn add_frames(graph: &mut Graph, catalog: &Catalog) -> BTreeMap<EntityId, usize> {
    let domains: Vec<EntityId> =
        catalog.iter().filter(|(_, entity)| entity.kind.is(&DOMAIN)).map(|(id, _)| id).collect();
    let parent = |id: EntityId| {
        let mut up =
            catalog.entity(id).related(RelationType::PartOf).filter_map(|relation| relation.target_id);
        up.find(|up| catalog.entity(*up).kind.is(&DOMAIN))
    };
    let mut frames: BTreeMap<EntityId, usize> = BTreeMap::new();
    let mut waiting = domains;
    while !waiting.is_empty() {
        let before = waiting.len();
        let mut later = Vec::new();
        for id in waiting {
            let up = parent(id);
            if up.is_some_and(|up| !frames.contains_key(&up)) {
                later.push(id);
                continue;
            }
            frames.insert(id, graph.clusters.len());
            let entity = catalog.entity(id);
            graph.clusters.push(Cluster {
                label: entity.title().to_owned(),
                title: entity.reference.to_string(),
                link: Some(NodeLink::Site(entity.site_path().into())),
                parent: up.map(|up| frames[&up]),
                // Nodes of a frame stand in one column, so that no edge has to pass over a neighbour.
                direction: Some(Direction::Down),
                ..Cluster::default()
            });
        }
        // What is left stands in a circle: its domains get no frame.
        if later.len() == before {
            break;
        }
        waiting = later;
    }
    frames
}

fn more(count: usize, cluster: Option<usize>) -> Node {
    Node {
        key: format!("more {}", cluster.map_or(String::new(), |frame| frame.to_string())),
        label: format!("+{count} more"),
        title: format!("{count} more in the catalog"),
        kind: "more".to_owned(),
        state: State::Stub,
        link: Some(NodeLink::Site(SitePath::CATALOG.into())),
        cluster,
        ..Node::default()
    }
}

fn add_edges(
    graph: &mut Graph,
    catalog: &Catalog,
    groups: &[Option<EntityId>],
    slots: &BTreeMap<EntityId, usize>,
) {
    use RelationType::{ApiProvidedBy, ConsumesApi, DependsOn};
    let mut counted: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (id, entity) in catalog.iter() {
        for relation in &entity.relations {
            let Some(target) = relation.target_id else {
                // Of a pair whose other end does not exist, either member may be the declared one.
                let kind = relation.kind;
                graph.hidden.apart +=
                    usize::from(matches!(leading(kind).0, DependsOn | ConsumesApi | ApiProvidedBy));
                continue;
            };
            if !matches!(relation.kind, DependsOn | ConsumesApi | ApiProvidedBy) {
                continue;
            }
            let (from, to) = (groups[id.0], groups[target.0]);
            let (Some(from), Some(to)) = (from, to) else {
                graph.hidden.apart += 1;
                continue;
            };
            match (slots.get(&from), slots.get(&to)) {
                _ if from == to => graph.hidden.within += 1,
                (Some(&from), Some(&to)) => *counted.entry((from, to)).or_default() += 1,
                _ => graph.hidden.weaker += 1,
            }
        }
    }
    let mut edges: Vec<((usize, usize), usize)> = counted.into_iter().collect();
    edges.sort_by_key(|&(ends, count)| (std::cmp::Reverse(count), ends));
    if edges.len() > EDGES {
        graph.hidden.weaker += edges[EDGES..].iter().map(|(_, count)| count).sum::<usize>();
        edges.truncate(EDGES);
    }
    edges.sort_unstable();
    for ((from, to), count) in edges {
        let noun = if count == 1 { "dependency" } else { "dependencies" };
        let title = format!("{} → {}: {count} {noun}", graph.nodes[from].label, graph.nodes[to].label);
        let label = if count == 1 { String::new() } else { count.to_string() };
        graph.edges.push(Edge { from, to, label, title, ..Edge::default() });
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::catalog;
    use super::*;
    use crate::diagram::Hidden;

    #[test]
    fn rolled_up() {
        let catalog = catalog(&[
            ("api:default/a", &[("partOf", "system:default/one"), ("ownedBy", "group:default/t")]),
            (
                "component:default/b",
                &[
                    ("partOf", "system:default/two"),
                    ("consumesApi", "api:default/a"),
                    ("ownedBy", "group:default/u"),
                ],
            ),
            ("component:default/c", &[("partOf", "component:default/b"), ("dependsOn", "api:default/a")]),
            ("component:default/d", &[("dependsOn", "component:default/b")]),
            ("domain:default/outer", &[]),
            ("domain:default/sub", &[("partOf", "domain:default/outer")]),
            ("group:default/t", &[]),
            ("group:default/u", &[]),
            ("system:default/one", &[("partOf", "domain:default/sub")]),
            ("system:default/two", &[]),
        ]);
        let systems = map(&catalog, Level::System);
        let labels: Vec<&str> = systems.nodes.iter().map(|node| node.label.as_str()).collect();
        assert_eq!(labels, ["one", "two"]);
        assert_eq!((systems.nodes[0].cluster, systems.nodes[1].cluster), (Some(1), None));
        assert_eq!(systems.clusters[1].parent, Some(0));
        assert_eq!(
            (systems.edges[0].from, systems.edges[0].to, systems.edges[0].label.as_str()),
            (1, 0, "2")
        );
        // d has no system: its edge is not shown, but counted.
        assert_eq!(systems.hidden, Hidden { apart: 1, ..Hidden::default() });
        let teams = map(&catalog, Level::Team);
        assert_eq!((teams.nodes.len(), teams.edges.len()), (2, 1));
    }
}
