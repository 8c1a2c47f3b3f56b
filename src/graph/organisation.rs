//! Groups, their people, what they own, and what is vacant.
//!
//! In: the catalog. Out: a tree of groups, safe against circles. Never: leaves a group or a user out.

use std::collections::{BTreeMap, BTreeSet};

use super::present::node;
use crate::catalog::kinds::{GROUP, USER};
use crate::catalog::{Catalog, EntityId, EntityRef, RelationType};
use crate::diagram::{Direction, Edge, Graph};

/// An organisation chart is drawn for so many groups at most; beyond, the list serves better.
const CHART_LIMIT: usize = 60;

/// The organisation.
#[derive(Debug, Default)]
pub(crate) struct Organisation {
    /// All groups, sorted by reference.
    pub groups: Vec<OrgGroup>,
    /// Groups without a parent, or the first of a circle; indices into [`Organisation::groups`].
    pub roots: Vec<usize>,
    /// Users in no group.
    pub loose_users: Vec<EntityId>,
    /// Owners that do not exist, sorted, each with what they are said to own.
    pub missing_owners: Vec<(EntityRef, Vec<EntityId>)>,
}

/// A group in its place.
#[derive(Debug)]
pub(crate) struct OrgGroup {
    /// The group.
    pub id: EntityId,
    /// Index of its parent; of several the first by reference.
    pub parent: Option<usize>,
    /// Indices of the groups below it.
    pub children: Vec<usize>,
    /// Its users, directly, by reference.
    pub members: Vec<EntityId>,
    /// What it owns itself, without groups and users, by reference.
    pub owned: Vec<EntityId>,
    /// How many entities it and all groups below it own (Backstage's "indirect ownership").
    pub owned_in_all: usize,
    /// How many different users it and all groups below it have.
    pub members_in_all: usize,
    /// Its parents lead back to itself.
    pub in_circle: bool,
    /// Steps from its root.
    pub depth: usize,
}

impl OrgGroup {
    /// Nobody is in it, nor below it.
    pub(crate) fn is_vacant(&self) -> bool {
        self.members_in_all == 0
    }
}

/// Reads the organisation out of the catalog.
pub(crate) fn organisation(catalog: &Catalog) -> Organisation {
    let ids: Vec<EntityId> =
        catalog.iter().filter(|(_, entity)| entity.kind.is(&GROUP)).map(|(id, _)| id).collect();
    let slots: BTreeMap<EntityId, usize> = ids.iter().enumerate().map(|(at, &id)| (id, at)).collect();
    let targets = |id: EntityId, kind: RelationType| {
        catalog.entity(id).related(kind).filter_map(|relation| relation.target_id)
    };
    let mut parent: Vec<Option<usize>> = ids
        .iter()
        .map(|&id| targets(id, RelationType::ChildOf).find_map(|up| slots.get(&up).copied()))
        .collect();
    let in_circle = open_circles(&mut parent);
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); ids.len()];
    for (below, up) in parent.iter().enumerate() {
        if let Some(up) = up {
            children[*up].push(below);
        }
    }
    let mut groups: Vec<OrgGroup> = ids
        .iter()
        .enumerate()
        .map(|(at, &id)| OrgGroup {
            id,
            parent: parent[at],
            children: std::mem::take(&mut children[at]),
            members: targets(id, RelationType::HasMember)
                .filter(|&user| catalog.entity(user).kind.is(&USER))
                .collect(),
            owned: targets(id, RelationType::OwnerOf).collect(),
            owned_in_all: 0,
            members_in_all: 0,
            in_circle: in_circle[at],
            depth: 0,
        })
        .collect();
    let roots: Vec<usize> = (0..groups.len()).filter(|&at| parent[at].is_none()).collect();
    for &root in &roots {
        total(&mut groups, root);
    }
    let loose_users = catalog
        .iter()
        .filter(|(_, entity)| {
            entity.kind.is(&USER)
                && !entity.related(RelationType::MemberOf).any(|relation| relation.target_id.is_some())
        })
        .map(|(id, _)| id)
        .collect();
    let mut missing: BTreeMap<EntityRef, Vec<EntityId>> = BTreeMap::new();
    for (id, entity) in catalog.iter() {
        for relation in entity.related(RelationType::OwnedBy).filter(|relation| relation.target_id.is_none())
        {
            missing.entry(relation.target.clone()).or_default().push(id);
        }
    }
    Organisation { groups, roots, loose_users, missing_owners: missing.into_iter().collect() }
}

/// Takes the parent from the first group of every circle; says which groups stand in one.
fn open_circles(parent: &mut [Option<usize>]) -> Vec<bool> {
    let mut in_circle = vec![false; parent.len()];
    // 0 unseen, else the walk that met it.
    let mut met = vec![0; parent.len()];
    for start in 0..parent.len() {
        let mut at = start;
        while met[at] == 0 {
            met[at] = start + 1;
            let Some(up) = parent[at] else { break };
            at = up;
        }
        if met[at] == start + 1 && parent[at].is_some() {
            let mut circle = vec![at];
            let mut next = parent[at];
            while let Some(up) = next.filter(|&up| up != at) {
                circle.push(up);
                next = parent[up];
            }
            for &group in &circle {
                in_circle[group] = true;
            }
            if let Some(&first) = circle.iter().min() {
                parent[first] = None;
            }
        }
    }
    in_circle
}

/// Adds up what stands below a root, from the leaves.
fn total(groups: &mut [OrgGroup], root: usize) {
    let mut order = vec![root];
    let mut at = 0;
    while at < order.len() {
        let group = order[at];
        let depth = groups[group].depth + 1;
        for child in groups[group].children.clone() {
            groups[child].depth = depth;
            order.push(child);
        }
        at += 1;
    }
    let mut below: BTreeMap<usize, (BTreeSet<EntityId>, BTreeSet<EntityId>)> = BTreeMap::new();
    for &group in order.iter().rev() {
        let (mut owned, mut members) = below.remove(&group).unwrap_or_default();
        owned.extend(groups[group].owned.iter().copied());
        members.extend(groups[group].members.iter().copied());
        groups[group].owned_in_all = owned.len();
        groups[group].members_in_all = members.len();
        if let Some(parent) = groups[group].parent {
            let up = below.entry(parent).or_default();
            up.0.append(&mut owned);
            up.1.append(&mut members);
        }
    }
}

/// The chart of an organisation of up to 60 groups, from left to right.
pub(crate) fn org_chart(catalog: &Catalog, organisation: &Organisation) -> Option<Graph> {
    if organisation.groups.is_empty() || organisation.groups.len() > CHART_LIMIT {
        return None;
    }
    let count =
        |count: usize, one: &str, many: &str| format!("{count} {}", if count == 1 { one } else { many });
    let nodes = organisation
        .groups
        .iter()
        .map(|group| {
            let mut shown = node(catalog.entity(group.id));
            let members = count(group.members_in_all, "member", "members");
            let owned = count(group.owned_in_all, "entity", "entities");
            shown.title = format!("{} · {members} · owns {owned}", shown.title);
            if group.is_vacant() {
                "vacant".clone_into(&mut shown.kind);
            }
            shown
        })
        .collect();
    let edges = organisation
        .groups
        .iter()
        .enumerate()
        .filter_map(|(to, group)| Some(Edge { from: group.parent?, to, ..Edge::default() }))
        .collect();
    Some(Graph {
        label: "Organisation chart".to_owned(),
        direction: Direction::Right,
        nodes,
        edges,
        ..Graph::default()
    })
}

#[cfg(test)]
mod tests {
    use super::super::sample::catalog;
    use super::*;

    #[test]
    fn tree_totals_and_vacancies() {
        let catalog = catalog(&[
            ("component:default/a", &[("ownedBy", "group:default/leaf")]),
            ("component:default/b", &[("ownedBy", "group:default/nobody")]),
            ("group:default/empty", &[("childOf", "group:default/top")]),
            ("group:default/leaf", &[("childOf", "group:default/top")]),
            ("group:default/top", &[]),
            ("user:default/ann", &[("memberOf", "group:default/leaf"), ("memberOf", "group:default/top")]),
            ("user:default/bob", &[]),
        ]);
        let found = organisation(&catalog);
        assert_eq!(found.roots, [2]);
        assert_eq!(found.groups[2].children, [0, 1]);
        let totals: Vec<_> = found
            .groups
            .iter()
            .map(|group| (group.owned_in_all, group.members_in_all, group.depth))
            .collect();
        assert_eq!(totals, [(0, 0, 1), (1, 1, 1), (1, 1, 0)]);
        assert!(found.groups[0].is_vacant());
        assert_eq!(found.loose_users.len(), 1);
        assert_eq!(found.missing_owners[0].0.as_str(), "group:default/nobody");
        assert_eq!(org_chart(&catalog, &found).unwrap().edges.len(), 2);
    }

    #[test]
    fn circles_are_opened_once() {
        let catalog = catalog(&[
            ("group:default/a", &[("childOf", "group:default/b")]),
            ("group:default/b", &[("childOf", "group:default/c")]),
            ("group:default/c", &[("childOf", "group:default/a")]),
            ("group:default/d", &[("childOf", "group:default/c")]),
            ("group:default/self", &[("childOf", "group:default/self")]),
        ]);
        let found = organisation(&catalog);
        assert_eq!(found.roots, [0, 4]);
        let circles: Vec<bool> = found.groups.iter().map(|group| group.in_circle).collect();
        assert_eq!(circles, [true, true, true, false, true]);
    }
}
