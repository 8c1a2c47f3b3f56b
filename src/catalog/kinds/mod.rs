//! The kinds of entities, a file each.
//!
//! In: nothing. Out: all that is known of a kind: spelling, versions, fields, relations, and how the portal shows it.
//! Never: a fact about a kind in another folder; what is true of one kind alone asks its definition.

mod ai_resource;
mod api;
mod component;
mod custom;
mod definition;
mod domain;
mod field;
mod group;
mod location;
mod resource;
mod system;
mod template;
mod user;

pub(crate) use api::API;
pub(crate) use component::COMPONENT;
pub(crate) use custom::CUSTOM;
pub(crate) use definition::{About, Area, KindDefinition, Overview, Related, SearchGroup, Targets};
pub(crate) use domain::DOMAIN;
pub(crate) use field::{Field, Shape};
pub(crate) use group::GROUP;
pub(crate) use location::LOCATION;
pub(crate) use system::SYSTEM;
pub(crate) use template::TEMPLATE;
pub(crate) use user::USER;

/// All, in the order in which portals show them.
pub(crate) static ALL: &[&KindDefinition] = &[
    &component::COMPONENT,
    &api::API,
    &resource::RESOURCE,
    &system::SYSTEM,
    &domain::DOMAIN,
    &group::GROUP,
    &user::USER,
    &location::LOCATION,
    &template::TEMPLATE,
    &ai_resource::AI_RESOURCE,
];

/// The kind of this name in lower case, as references and icons have it.
pub(crate) fn by_key(key: &str) -> Option<&'static KindDefinition> {
    ALL.iter().copied().find(|kind| kind.key == key)
}

/// The kind of this exact spelling.
pub(crate) fn by_name(name: &str) -> Option<&'static KindDefinition> {
    ALL.iter().copied().find(|kind| kind.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions_are_whole() {
        for (at, kind) in ALL.iter().enumerate() {
            assert_eq!(kind.key, kind.name.to_lowercase());
            assert!(!kind.versions.is_empty() && !kind.plural.is_empty(), "{}", kind.name);
            assert!(
                kind.icon.starts_with('M') && !kind.icon.contains(['\'', '"', '#', '<']),
                "{}",
                kind.name
            );
            assert!(!ALL[at + 1..].iter().any(|other| other.key == kind.key), "{} stands twice", kind.name);
            let names: Vec<_> = kind.fields.iter().map(|field| field.name).collect();
            let relations = kind.fields.iter().filter_map(|field| field.relation);
            for named in relations.filter_map(|relation| relation.default_kind) {
                assert!(ALL.iter().any(|kind| kind.name == named), "{}: {names:?} name {named}", kind.name);
            }
            for table in kind.related {
                let known = !matches!(table.targets, Targets::Kind(key) if by_key(key).is_none());
                assert!(known, "{}: {}", kind.name, table.title);
            }
        }
    }
}
