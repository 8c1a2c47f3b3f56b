//! Teams and people.
//!
//! In: groups and users. Out: members, places in the organisation, what they own, directly and by their
//! subgroups. Never: loops: an organisation that goes in a circle is shown once round.

use std::collections::BTreeMap;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::listing::owned_list;
use crate::catalog::kinds::{GROUP, USER};
use crate::catalog::{Entity, EntityId, EntityRef, Kind, RelationType};
use crate::diagram::svg;
use crate::graph::{Organisation, org_chart, organisation};
use crate::render::frame::Frame;
use crate::render::links::{EntityLink, Here, TextLink, short};
use crate::render::text::{count, initials, summary};
use crate::site::HealthScope;
use crate::url::{SitePath, outside};

/// What a group's overview adds.
#[derive(Serialize)]
pub(in crate::render) struct GroupView {
    members: Vec<Person>,
    more_members: usize,
    member_count: usize,
    /// Members that the catalog does not have.
    lost: Vec<EntityLink>,
    parents: Vec<EntityLink>,
    children: Vec<EntityLink>,
    /// People of the groups below who are not in this one itself.
    below: Vec<Person>,
    more_below: usize,
    /// How somebody joins.
    paste: String,
    email: String,
    ownership: Ownership,
    /// Findings about what it owns; `None` where there are none.
    care: Option<TextLink>,
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
    /// The description, in short.
    about: String,
}

/// What is owned, by kind and type.
#[derive(Serialize)]
pub(in crate::render) struct Ownership {
    direct: Vec<Tile>,
    all: Vec<Tile>,
    /// What tiles beyond the most frequent ones stand for.
    direct_more: usize,
    all_more: usize,
    direct_count: usize,
    all_count: usize,
    /// List of what is owned directly.
    list: String,
    /// Whether the owner is a person.
    personal: bool,
}

/// One kind and type, counted.
#[derive(Serialize, Clone)]
pub(in crate::render) struct Tile {
    kind: String,
    text: String,
    count: usize,
    /// The catalog, filtered to these.
    href: String,
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
    Person {
        link: here.entity(id),
        initials: initials(entity.title()),
        email: email(entity),
        about: summary(entity.metadata.description.as_deref(), 80),
    }
}

fn ends(here: Here<'_>, entity: &Entity, kind: RelationType) -> Vec<EntityLink> {
    entity.related(kind).map(|relation| here.target(relation)).collect()
}

/// A group's members, place and ownership.
pub(in crate::render) fn group(here: Here<'_>, id: EntityId) -> GroupView {
    let entity = here.model.catalog.entity(id);
    let members: Vec<EntityId> =
        entity.related(RelationType::HasMember).filter_map(|relation| relation.target_id).collect();
    let mut listed = Seen::of(here);
    for &member in &members {
        listed.add(member);
    }
    let mut below: Vec<EntityId> = family(here, id, RelationType::ParentOf, true)
        .into_iter()
        .flat_map(|group| here.model.catalog.entity(group).related(RelationType::HasMember))
        .filter_map(|relation| relation.target_id.filter(|&id| listed.add(id)))
        .collect();
    below.sort_unstable();
    GroupView {
        more_below: below.len().saturating_sub(MEMBERS),
        below: below.into_iter().take(MEMBERS).map(|id| person(here, id)).collect(),
        lost: entity
            .related(RelationType::HasMember)
            .filter(|relation| relation.target_id.is_none())
            .take(MEMBERS)
            .map(|relation| here.target(relation))
            .collect(),
        care: care(here, &entity.reference),
        paste: format!("kind: User\nspec:\n  memberOf: [{}]", short(&entity.reference)),
        member_count: members.len(),
        more_members: members.len().saturating_sub(MEMBERS),
        members: members.into_iter().take(MEMBERS).map(|id| person(here, id)).collect(),
        parents: ends(here, entity, RelationType::ChildOf),
        children: ends(here, entity, RelationType::ParentOf),
        email: email(entity),
        ownership: ownership(here, id, RelationType::ParentOf, true),
    }
}

/// The list of what needs care among what somebody owns.
fn care(here: Here<'_>, owner: &EntityRef) -> Option<TextLink> {
    let lists = &here.model.plan.health;
    let list = lists.iter().find(|list| matches!(&list.scope, HealthScope::Owner(of) if of == owner))?;
    let text = count(list.findings.len(), "finding", "findings");
    Some(TextLink { href: here.to(&list.path), text })
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

/// A group with all below it, or a user with the teams.
fn family(here: Here<'_>, id: EntityId, further: RelationType, deep: bool) -> Vec<EntityId> {
    let mut seen = Seen::of(here);
    seen.add(id);
    let mut family = vec![id];
    let mut next = 0;
    while let Some(&current) = family.get(next).filter(|_| deep || next == 0) {
        let current = here.model.catalog.entity(current);
        family.extend(
            current.related(further).filter_map(|relation| relation.target_id.filter(|&id| seen.add(id))),
        );
        next += 1;
    }
    family.sort_unstable();
    family
}

/// Which entities were met. Organisations that are one long chain are walked once a group: a set that hashes or sorts would make that
/// quadratic walk ten times as long.
struct Seen(Vec<bool>);

impl Seen {
    fn of(here: Here<'_>) -> Self {
        Self(vec![false; here.model.catalog.entities.len()])
    }

    /// Whether the entity is met for the first time.
    fn add(&mut self, id: EntityId) -> bool {
        !std::mem::replace(&mut self.0[id.0], true)
    }
}

fn ownership(here: Here<'_>, id: EntityId, further: RelationType, deep: bool) -> Ownership {
    let catalog = here.model.catalog;
    let family = family(here, id, further, deep);
    let owned = |owner: EntityId| {
        catalog.entity(owner).related(RelationType::OwnerOf).filter_map(|relation| relation.target_id)
    };
    let distinct = |owners: &[EntityId]| -> Vec<EntityId> {
        let mut seen = Seen::of(here);
        owners.iter().flat_map(|&owner| owned(owner)).filter(|&id| seen.add(id)).collect()
    };
    let (direct, all) = (distinct(&[id]), distinct(&family));
    let query = |owners: &[&str]| {
        let owners: Vec<String> = owners.iter().map(|owner| format!("owner={owner}")).collect();
        format!("{}?{}", here.to(&SitePath::CATALOG), owners.join("&"))
    };
    let own = catalog.entity(id).reference.as_str();
    let owners: Vec<&str> = family
        .iter()
        .filter(|&&owner| owned(owner).next().is_some())
        .map(|&owner| catalog.entity(owner).reference.as_str())
        .collect();
    let (direct_tiles, direct_more) = tiles(here, &direct, &query(&[own]));
    // An address has its length.
    let (all_tiles, all_more) =
        tiles(here, &all, &if owners.len() <= 40 { query(&owners) } else { String::new() });
    Ownership {
        direct_count: direct.len(),
        all_count: all.len(),
        direct: direct_tiles,
        all: all_tiles,
        direct_more,
        all_more,
        list: owned_list(here, &catalog.entity(id).reference).map(|link| link.href).unwrap_or_default(),
        personal: catalog.entity(id).kind.is(&USER),
    }
}

/// Tiles of one card.
const TILES: usize = 12;

/// What is owned by kind and type, the most frequent first, and how many entities are beyond the tiles.
fn tiles(here: Here<'_>, owned: &[EntityId], query: &str) -> (Vec<Tile>, usize) {
    let mut counts: BTreeMap<(&Kind, &str), usize> = BTreeMap::new();
    for &id in owned {
        let entity = here.model.catalog.entity(id);
        *counts.entry((&entity.kind, entity.spec_type().unwrap_or_default())).or_default() += 1;
    }
    let mut tiles: Vec<Tile> = counts
        .into_iter()
        .map(|((kind, kind_of), count)| Tile {
            kind: kind.as_str().to_lowercase(),
            text: match (kind_of, count) {
                ("", 1) => kind.as_str().to_lowercase(),
                ("", _) => here.plural(kind).to_lowercase(),
                (kind_of, _) => kind_of.to_owned(),
            },
            count,
            href: tile_query(query, &kind.as_str().to_lowercase(), kind_of),
        })
        .collect();
    tiles.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
    let more = tiles.iter().skip(TILES).map(|tile| tile.count).sum();
    tiles.truncate(TILES);
    (tiles, more)
}

/// The catalog's address for one kind and type of what a query holds.
fn tile_query(query: &str, kind: &str, kind_of: &str) -> String {
    if query.is_empty() {
        return String::new();
    }
    if kind_of.is_empty() {
        return format!("{query}&kind={kind}");
    }
    let kind_of = kind_of.to_lowercase();
    let kind_of = utf8_percent_encode(&kind_of, NON_ALPHANUMERIC);
    format!("{query}&kind={kind}&type={kind_of}")
}

/// Context of `teams.html`.
#[derive(Serialize)]
pub(in crate::render) struct TeamsPage {
    pub page: Frame,
    chart: String,
    /// Kinds of groups, each with the catalog's list of them.
    types: Vec<TextLink>,
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
    /// With the groups below it.
    members_in_all: usize,
    owns: usize,
    /// With the groups below it.
    owns_in_all: usize,
    list: String,
    /// Nobody is in it, nor below it.
    vacant: bool,
    /// Its parents lead back to itself.
    in_circle: bool,
    /// Lists to close after it.
    close: usize,
    /// Whether it has groups below it.
    open: bool,
    /// Whether these are folded away at first: deep in a large organisation.
    folded: bool,
    /// How many groups are right below it.
    below: usize,
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
    let catalog = model.catalog;
    let found = organisation(catalog);
    let mut tree = Vec::new();
    for &root in &found.roots {
        grow(here, &found, root, 0, &mut tree);
    }
    let depths: Vec<usize> = tree.iter().map(|node| node.depth).chain([0]).collect();
    for (node, pair) in tree.iter_mut().zip(depths.windows(2)) {
        node.open = pair[1] > pair[0];
        node.close = pair[0].saturating_sub(pair[1]);
    }
    let ghosts = found.missing_owners.iter().filter_map(|(owner, owned)| {
        let mut named = catalog.entity(*owned.first()?).related(RelationType::OwnedBy);
        Some(Ghost {
            link: here.target(named.find(|relation| relation.target == *owner)?),
            count: owned.len(),
            list: owned_list(here, owner).map(|link| link.href).unwrap_or_default(),
        })
    });
    TeamsPage {
        page: Frame::new(here, "Teams", "teams")
            .about("Teams, their members and what they own.")
            .alternate(here, here.path)
            .layout("wide"),
        chart: org_chart(catalog, &found).map(|graph| svg(&graph, here.path)).unwrap_or_default(),
        types: types(here),
        groups: found.groups.len(),
        users: model.of_kind(&USER).count(),
        tree,
        more_loose: found.loose_users.len().saturating_sub(60),
        loose: found.loose_users.iter().take(60).map(|&id| person(here, id)).collect(),
        ghosts: ghosts.collect(),
    }
}

/// An organisation of so many groups stands open.
const UNFOLDED: usize = 60;

/// How many groups there are of each type, the most frequent first.
fn types(here: Here<'_>) -> Vec<TextLink> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in here.model.of_kind(&GROUP) {
        let kind_of = here.model.catalog.entity(id).spec_type().unwrap_or_default();
        *counts.entry(kind_of).or_default() += usize::from(!kind_of.is_empty());
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().filter(|(_, count)| *count > 0).collect();
    counts.sort_by_key(|&(kind_of, count)| (std::cmp::Reverse(count), kind_of));
    let link = |(kind_of, count): &(&str, usize)| TextLink {
        href: tile_query(&(here.to(&SitePath::CATALOG) + "?"), GROUP.key, kind_of).replacen("?&", "?", 1),
        text: format!("{kind_of} ({count})"),
    };
    counts.iter().take(TILES).map(link).collect()
}

fn grow(here: Here<'_>, found: &Organisation, at: usize, depth: usize, tree: &mut Vec<Node>) {
    let group = &found.groups[at];
    let entity = here.model.catalog.entity(group.id);
    tree.push(Node {
        depth,
        link: here.entity(group.id),
        kind_of: entity.spec_type().unwrap_or_default().to_owned(),
        members: group.members.len(),
        members_in_all: group.members_in_all,
        owns: group.owned.len(),
        owns_in_all: group.owned_in_all,
        list: owned_list(here, &entity.reference).map(|link| link.href).unwrap_or_default(),
        vacant: group.is_vacant(),
        in_circle: group.in_circle,
        close: 0,
        open: false,
        folded: depth > 0 && found.groups.len() > UNFOLDED,
        below: group.children.len(),
    });
    // Deeper than any organisation is, and than a page can indent.
    if depth < 40 {
        for &child in &group.children {
            grow(here, found, child, depth + 1, tree);
        }
    }
}
