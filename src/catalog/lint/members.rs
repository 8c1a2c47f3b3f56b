//! A group that owns things has people in it.
//!
//! In: the catalog. Out: findings. Never: speaks where the catalog knows no people at all.

use std::collections::HashSet;

use super::owner::OWNER_IS_NOBODY;
use super::{Lint, Rule, at_name};
use crate::catalog::kinds::{GROUP, USER};
use crate::catalog::{Catalog, Entity, EntityId, Relation, RelationType};
use crate::diag::Diagnostics;

pub(super) static RULE: Rule = Rule { codes: &[], check };

fn check(lint: &Lint<'_>, found: &mut Diagnostics) {
    let catalog = lint.catalog;
    let mut kinds =
        catalog.entities.iter().map(|entity| &entity.reference).chain(catalog.elsewhere.references());
    if catalog.elsewhere.is_unknown() || !kinds.any(|reference| reference.is_of(&USER)) {
        return;
    }
    for (id, group) in catalog.iter().filter(|(_, entity)| entity.kind.is(&GROUP)) {
        members(catalog, id, group, found);
    }
}

fn members(catalog: &Catalog, id: EntityId, group: &Entity, found: &mut Diagnostics) {
    let owned: Vec<&Relation> = group.related(RelationType::OwnerOf).collect();
    if owned.is_empty() || has_people(catalog, id, &mut HashSet::new()) {
        return;
    }
    let what = match owned.as_slice() {
        [one] => format!("`{}`", one.target),
        many => format!("{} entities", many.len()),
    };
    let mut finding =
        at_name(&OWNER_IS_NOBODY, group, format!("`{}` owns {what} and has no members", group.reference))
            .help("add `memberOf` to its people, or give what it owns to a group that has some");
    for place in owned.iter().filter_map(|relation| relation.declared) {
        finding = finding.also(place, "owner here");
    }
    found.push(finding);
}

/// Whether a group, or a group below it, has members.
fn has_people(catalog: &Catalog, group: EntityId, seen: &mut HashSet<EntityId>) -> bool {
    if !seen.insert(group) {
        return false;
    }
    let entity = catalog.entity(group);
    entity.related(RelationType::HasMember).next().is_some()
        || entity.related(RelationType::ParentOf).any(|relation| match relation.target_id {
            Some(child) => has_people(catalog, child, seen),
            None => catalog.elsewhere.has(&relation.target),
        })
}
