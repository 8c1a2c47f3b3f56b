//! Teams and people.
//!
//! In: groups and users. Out: members, places in the organisation, what they own, directly and by their
//! subgroups. Never: loops: an organisation that goes in a circle is shown once round.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::listing::owned_list;
use crate::catalog::{Entity, EntityId, Kind, RelationType};
use crate::graph::{org_chart, organisation};
use crate::render::frame::Frame;
use crate::render::links::{EntityLink, Here, outside};
use crate::render::text::{initials, plural};

/// What a group's overview adds.
#[derive(Serialize)]
pub(in crate::render) struct GroupView {
    members: Vec<Person>,
    more_members: usize,
    member_count: usize,
    parents: Vec<EntityLink>,
    children: Vec<EntityLink>,
    email: String,
    ownership: Ownership,
}

/// What a user's overview adds.
#[derive(Serialize)]
pub(in crate::render) struct UserView {
    teams: Vec<EntityLink>,
    email: String,
    ownership: Ownership,
}

/// A person in a list.
#[derive(Serialize)]
pub(in crate::render) struct Person {
    link: EntityLink,
    initials: String,
    email: String,
}

/// What is owned, by kind and type.
#[derive(Serialize)]
pub(in crate::render) struct Ownership {
    direct: Vec<Tile>,
    all: Vec<Tile>,
    direct_count: usize,
    all_count: usize,
    /// List of what is owned directly.
    list: String,
}

/// One kind and type, counted.
#[derive(Serialize, Clone)]
pub(in crate::render) struct Tile {
    kind: String,
    text: String,
    count: usize,
}

/// People of a group's card.
const MEMBERS: usize = 48;

fn email(entity: &Entity) -> String {
    entity
        .spec()
        .get("profile")
        .and_then(|profile| profile.get("email"))
        .and_then(|email| email.as_str())
        .filter(|email| outside(&format!("mailto:{email}")).is_some())
        .unwrap_or_default()
        .to_owned()
}

fn person(here: Here<'_>, id: EntityId) -> Person {
    let entity = here.model.catalog.entity(id);
    Person { link: here.entity(id), initials: initials(entity.title()), email: email(entity) }
}

fn ends(here: Here<'_>, entity: &Entity, kind: RelationType) -> Vec<EntityLink> {
    entity.related(kind).map(|relation| here.target(relation)).collect()
}

/// A group's members, place and ownership.
pub(in crate::render) fn group(here: Here<'_>, id: EntityId) -> GroupView {
    let entity = here.model.catalog.entity(id);
    let members: Vec<EntityId> =
        entity.related(RelationType::HasMember).filter_map(|relation| relation.target_id).collect();
    GroupView {
        member_count: members.len(),
        more_members: members.len().saturating_sub(MEMBERS),
        members: members.into_iter().take(MEMBERS).map(|id| person(here, id)).collect(),
        parents: ends(here, entity, RelationType::ChildOf),
        children: ends(here, entity, RelationType::ParentOf),
        email: email(entity),
        ownership: ownership(here, id, RelationType::ParentOf, true),
    }
}

/// A user's teams and ownership.
pub(in crate::render) fn user(here: Here<'_>, id: EntityId) -> UserView {
    let entity = here.model.catalog.entity(id);
    UserView {
        teams: ends(here, entity, RelationType::MemberOf),
        email: email(entity),
        // Backstage: a user's aggregated ownership is the user's and that of the teams, not of their parents.
        ownership: ownership(here, id, RelationType::MemberOf, false),
    }
}

fn ownership(here: Here<'_>, id: EntityId, further: RelationType, deep: bool) -> Ownership {
    let catalog = &here.model.catalog;
    let mut seen = BTreeSet::from([id]);
    let mut edge = vec![id];
    while let Some(current) = edge.pop() {
        for next in catalog.entity(current).related(further).filter_map(|relation| relation.target_id) {
            if seen.insert(next) && deep {
                edge.push(next);
            }
        }
    }
    let owned = |owner: EntityId| {
        catalog.entity(owner).related(RelationType::OwnerOf).filter_map(|relation| relation.target_id)
    };
    let direct: BTreeSet<EntityId> = owned(id).collect();
    let all: BTreeSet<EntityId> = seen.iter().flat_map(|&owner| owned(owner)).collect();
    Ownership {
        direct_count: direct.len(),
        all_count: all.len(),
        direct: tiles(here, &direct),
        all: tiles(here, &all),
        list: owned_list(here, &catalog.entity(id).reference).map(|link| link.href).unwrap_or_default(),
    }
}

fn tiles(here: Here<'_>, owned: &BTreeSet<EntityId>) -> Vec<Tile> {
    let mut counts: BTreeMap<(&Kind, &str), usize> = BTreeMap::new();
    for &id in owned {
        let entity = here.model.catalog.entity(id);
        *counts.entry((&entity.kind, entity.spec_text("type").unwrap_or_default())).or_default() += 1;
    }
    let mut tiles: Vec<Tile> = counts
        .into_iter()
        .map(|((kind, kind_of), count)| Tile {
            kind: kind.as_str().to_lowercase(),
            text: if kind_of.is_empty() { plural(kind).to_lowercase() } else { kind_of.to_owned() },
            count,
        })
        .collect();
    tiles.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    tiles.truncate(8);
    tiles
}

/// Context of `teams.html`.
#[derive(Serialize)]
pub(in crate::render) struct TeamsPage {
    pub page: Frame,
    chart: String,
    /// The organisation as a flat stream: lists open and close by depth.
    tree: Vec<Node>,
    groups: usize,
    users: usize,
    /// People without a team.
    loose: Vec<Person>,
    more_loose: usize,
    /// Owners that nothing describes.
    ghosts: Vec<Ghost>,
}

/// A group in the tree.
#[derive(Serialize)]
struct Node {
    depth: usize,
    link: EntityLink,
    kind_of: String,
    members: usize,
    owns: usize,
    list: String,
    vacant: bool,
    /// Lists to close after it.
    close: usize,
    /// Whether it has groups below it.
    open: bool,
}

/// An owner that is nobody.
#[derive(Serialize)]
struct Ghost {
    link: EntityLink,
    count: usize,
    list: String,
}

/// The context of the organisation's page.
pub(in crate::render) fn teams(here: Here<'_>) -> TeamsPage {
    let model = here.model;
    let catalog = &model.catalog;
    let groups: Vec<EntityId> = model.of_kind(&Kind::Group).collect();
    let has_parent = |id: EntityId| {
        catalog.entity(id).related(RelationType::ChildOf).any(|relation| relation.target_id.is_some())
    };
    let mut tree = Vec::new();
    let mut seen = BTreeSet::new();
    // A circle has no root: what the roots do not reach is walked after them.
    let roots = groups.iter().copied().filter(|&id| !has_parent(id)).chain(groups.iter().copied());
    for root in roots {
        grow(here, root, 0, &mut seen, &mut tree);
    }
    let depths: Vec<usize> = tree.iter().map(|node| node.depth).chain([0]).collect();
    for (node, pair) in tree.iter_mut().zip(depths.windows(2)) {
        node.open = pair[1] > pair[0];
        node.close = pair[0].saturating_sub(pair[1]);
    }
    let loose: Vec<EntityId> = model
        .of_kind(&Kind::User)
        .filter(|&id| catalog.entity(id).related(RelationType::MemberOf).next().is_none())
        .collect();
    let mut ghosts: BTreeMap<&crate::catalog::EntityRef, usize> = BTreeMap::new();
    for entity in &catalog.entities {
        for relation in entity.related(RelationType::OwnedBy).filter(|relation| relation.target_id.is_none())
        {
            *ghosts.entry(&relation.target).or_default() += 1;
        }
    }
    let ghosts = ghosts.into_iter().map(|(owner, count)| Ghost {
        link: here.named(owner),
        count,
        list: owned_list(here, owner).map(|link| link.href).unwrap_or_default(),
    });
    TeamsPage {
        page: Frame::new(here, "Teams", "teams")
            .about("Who works here, in which teams, and what they own.")
            .layout("wide"),
        chart: org_chart(catalog, &organisation(catalog))
            .map(|graph| super::entity::draw(here, &graph))
            .unwrap_or_default(),
        groups: groups.len(),
        users: model.of_kind(&Kind::User).count(),
        tree,
        more_loose: loose.len().saturating_sub(60),
        loose: loose.into_iter().take(60).map(|id| person(here, id)).collect(),
        ghosts: ghosts.collect(),
    }
}

fn grow(here: Here<'_>, id: EntityId, depth: usize, seen: &mut BTreeSet<EntityId>, tree: &mut Vec<Node>) {
    if !seen.insert(id) || depth > 40 {
        return;
    }
    let entity = here.model.catalog.entity(id);
    let members =
        entity.related(RelationType::HasMember).filter(|relation| relation.target_id.is_some()).count();
    let owned = owned_list(here, &entity.reference);
    tree.push(Node {
        depth,
        link: here.entity(id),
        kind_of: entity.spec_text("type").unwrap_or_default().to_owned(),
        members,
        owns: entity.related(RelationType::OwnerOf).count(),
        list: owned.map(|link| link.href).unwrap_or_default(),
        vacant: members == 0 && entity.related(RelationType::ParentOf).next().is_none(),
        close: 0,
        open: false,
    });
    for child in entity.related(RelationType::ParentOf).filter_map(|relation| relation.target_id) {
        grow(here, child, depth + 1, seen, tree);
    }
}
