//! What Backstage lets pass and people suffer from.
//!
//! In: the finished catalog. Out: findings, each of a rule that configuration can switch off.
//! Never: keeps an entity out; repeats what is reported as missing already.

use std::collections::HashSet;

use super::{Catalog, Entity, EntityId, Kind, Relation, RelationType};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::source::Span;
use crate::yaml::Node;

mod annotations;
mod cycle;

/// Runs every rule.
pub(super) fn check(catalog: &Catalog, found: &mut Diagnostics) {
    let has_users = catalog.entities.iter().any(|entity| entity.kind == Kind::User);
    for (id, entity) in catalog.iter() {
        owner(entity, found);
        deprecated(catalog, entity, found);
        kinds_of_targets(entity, found);
        annotations::check(entity, found);
        merge_key(entity, &entity.origin.node, found);
        match entity.kind {
            Kind::Component if !has_docs(entity) => found.push(
                at_name(
                    &codes::lint::NO_DOCS,
                    entity,
                    format!("`{}` has no documentation", entity.reference),
                )
                .help("write docs and point to them: `backstage.io/techdocs-ref: dir:.`"),
            ),
            Kind::Api if entity.related(RelationType::ApiConsumedBy).next().is_none() => found.push(
                at_name(
                    &codes::lint::NO_CONSUMERS,
                    entity,
                    format!("nobody consumes `{}`", entity.reference),
                )
                .help("name it in `consumesApis` of the components that use it, or retire it"),
            ),
            Kind::System if entity.spec_text("domain").is_none() => found.push(
                at_name(
                    &codes::lint::NO_DOMAIN,
                    entity,
                    format!("`{}` belongs to no domain", entity.reference),
                )
                .help("add `domain:` to its `spec`"),
            ),
            Kind::Group if has_users => members(catalog, id, entity, found),
            _ => {}
        }
    }
    cycle::check(catalog, found);
}

/// A finding at the entity's name.
fn at_name(code: &'static codes::Code, entity: &Entity, message: String) -> Diagnostic {
    Diagnostic::new(code, message)
        .at(entity.origin.field(["metadata", "name"]))
        .entity(entity.reference.as_str())
}

fn has_docs(entity: &Entity) -> bool {
    ["backstage.io/techdocs-ref", "backstage.io/techdocs-entity"]
        .iter()
        .any(|key| entity.annotation(key).is_some())
}

/// The entity has owners, and they are groups or people.
fn owner(entity: &Entity, found: &mut Diagnostics) {
    if matches!(entity.kind, Kind::User | Kind::Group | Kind::Location) {
        return;
    }
    let mut owners = entity.related(RelationType::OwnedBy).peekable();
    if owners.peek().is_none() {
        found.push(
            at_name(&codes::lint::NO_OWNER, entity, format!("nobody owns `{}`", entity.reference))
                .help("name a group: `owner: team-a` in `spec`"),
        );
    }
    for relation in owners {
        let place = relation.declared.unwrap_or(entity.origin.span);
        let target = &relation.target;
        if !matches!(target.kind(), "group" | "user") {
            let message = format!("the owner `{target}` is neither a group nor a user");
            found.push(
                Diagnostic::new(&codes::lint::OWNER_IS_NOBODY, message)
                    .at(place)
                    .help("name the group that owns it")
                    .entity(entity.reference.as_str()),
            );
        }
    }
}

/// A group that owns things has people in it.
fn members(catalog: &Catalog, id: EntityId, group: &Entity, found: &mut Diagnostics) {
    let owned: Vec<&Relation> = group.related(RelationType::OwnerOf).collect();
    if owned.is_empty() || has_people(catalog, id, &mut HashSet::new()) {
        return;
    }
    let what = match owned.as_slice() {
        [one] => format!("`{}`", one.target),
        many => format!("{} entities", many.len()),
    };
    let mut finding = at_name(
        &codes::lint::OWNER_IS_NOBODY,
        group,
        format!("`{}` owns {what} and has no members", group.reference),
    )
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
        || entity
            .related(RelationType::ParentOf)
            .filter_map(|relation| relation.target_id)
            .any(|child| has_people(catalog, child, seen))
}

/// What is in production depends on nothing that is on its way out.
fn deprecated(catalog: &Catalog, entity: &Entity, found: &mut Diagnostics) {
    if entity.spec_text("lifecycle") != Some("production") {
        return;
    }
    let depends =
        |relation: &&Relation| matches!(relation.kind, RelationType::DependsOn | RelationType::ConsumesApi);
    for relation in entity.relations.iter().filter(depends) {
        let Some(target) = relation.target_id.map(|id| catalog.entity(id)) else { continue };
        if target.spec_text("lifecycle") != Some("deprecated") {
            continue;
        }
        let message = format!(
            "`{}` is in production and needs `{}`, which is deprecated",
            entity.reference, target.reference
        );
        found.push(
            Diagnostic::new(&codes::lint::DEPRECATED_DEPENDENCY, message)
                .at(relation.declared.unwrap_or(entity.origin.span))
                .also(target.origin.field(["spec", "lifecycle"]), "deprecated here")
                .help("move to what replaces it")
                .entity(entity.reference.as_str()),
        );
    }
}

/// Fields whose targets are of one kind to any reader; Backstage takes a reference to anything.
const EXPECTED: &[(&str, &[&str])] = &[
    ("system", &["system"]),
    ("domain", &["domain"]),
    ("subdomainOf", &["domain"]),
    ("subcomponentOf", &["component"]),
    ("providesApis", &["api"]),
    ("consumesApis", &["api"]),
    ("memberOf", &["group"]),
    ("members", &["user"]),
    ("parent", &["group"]),
    ("children", &["group"]),
];

fn kinds_of_targets(entity: &Entity, found: &mut Diagnostics) {
    if matches!(entity.kind, Kind::Other(_)) {
        return;
    }
    for (field, kinds) in EXPECTED {
        let Some(node) = entity.origin.node.at(["spec", field]) else { continue };
        for item in node.as_seq().unwrap_or(std::slice::from_ref(node)) {
            let Some((kind, _)) = item.as_str().and_then(|text| text.split_once(':')) else { continue };
            if kind.contains('/') || kinds.iter().any(|fits| kind.eq_ignore_ascii_case(fits)) {
                continue;
            }
            let place = Span::new(entity.origin.file, item.range());
            found.push(
                Diagnostic::new(
                    &codes::lint::TARGET_KIND,
                    format!("`{field}` names a {kind}, and is meant for a {}", kinds.join(" or ")),
                )
                .at(place)
                .help("correct the reference, or use the field that is meant for it")
                .entity(entity.reference.as_str()),
            );
        }
    }
}

/// `<<` is a key like any other to Backstage: what it was to merge is not there.
fn merge_key(entity: &Entity, node: &Node, found: &mut Diagnostics) {
    if let Some(items) = node.as_seq() {
        for item in items {
            merge_key(entity, item, found);
        }
    }
    for entry in node.as_map().into_iter().flatten() {
        if entry.key.as_str() == Some("<<") && entry.value.as_map().is_some() {
            found.push(
                Diagnostic::new(&codes::lint::MERGE_KEY, "`<<` merges nothing in a catalog file")
                    .at(Span::new(entity.origin.file, entry.key.range()))
                    .help("write the fields out, or use an alias for a whole value")
                    .entity(entity.reference.as_str()),
            );
        }
        merge_key(entity, &entry.value, found);
    }
}
