//! The about card: the fields of an entity in Backstage's order.
//!
//! In: an entity. Out: labelled fields. Never: leaves out a field that the kind should have: it says that it
//! is missing.

use serde::Serialize;

use crate::catalog::kinds::{About, Area, COMPONENT, DOMAIN, KindDefinition, SYSTEM, TEMPLATE};
use crate::catalog::{Entity, EntityId, EntityRef, RelationType};
use crate::render::links::{EntityLink, Here, TextLink};
use crate::url::outside;

/// A labelled field.
#[derive(Debug, Default, Serialize)]
pub(in crate::render) struct Field {
    pub label: &'static str,
    pub entities: Vec<EntityLink>,
    pub tags: Vec<TextLink>,
    pub urls: Vec<TextLink>,
    pub text: String,
    /// Said where there is nothing.
    pub absent: &'static str,
    /// Shown as a word with a dot: `production`.
    pub lifecycle: bool,
}

/// The fields of an entity.
pub(in crate::render) fn fields(here: Here<'_>, id: EntityId) -> Vec<Field> {
    let entity = here.model.catalog.entity(id);
    let part_of = |kind: &KindDefinition| -> Vec<EntityLink> {
        entity
            .related(RelationType::PartOf)
            .filter(|relation| relation.target.is_of(kind))
            .map(|relation| here.target(relation))
            .collect()
    };
    let owners: Vec<EntityLink> =
        entity.related(RelationType::OwnedBy).map(|relation| here.target(relation)).collect();
    let owner = Field { label: "Owner", entities: owners, absent: "No owner", ..Field::default() };
    // Groups and people are whom others belong to.
    let definition = entity.kind.definition();
    let unowned = definition.area == Area::Teams && owner.entities.is_empty();
    let mut fields = if unowned { Vec::new() } else { vec![owner] };
    let always = |field: About| definition.about.contains(&field);
    let mut place = |label, kind: &KindDefinition, always: bool, none| {
        let entities = part_of(kind);
        if always || !entities.is_empty() {
            fields.push(Field { label, entities, absent: none, ..Field::default() });
        }
    };
    place("Domain", &DOMAIN, always(About::Domain), "No domain");
    place("System", &SYSTEM, always(About::System), "No system");
    place("Parent", &COMPONENT, false, "");
    fields.push(Field { label: "Kind", text: entity.kind.to_string(), ..Field::default() });
    word(&mut fields, entity, "Type", "type", always(About::Type));
    word(&mut fields, entity, "Lifecycle", "lifecycle", always(About::Lifecycle));
    if always(About::Targets) {
        fields.push(Field {
            label: "Targets",
            urls: targets(entity),
            absent: "No targets",
            ..Field::default()
        });
    }
    if let Some(template) = entity.annotation("backstage.io/source-template")
        && let Some(template) = EntityRef::parse(template, Some(TEMPLATE.key), "default")
    {
        let entities = vec![here.named(&template)];
        fields.push(Field { label: "Made from", entities, ..Field::default() });
    }
    let tags = entity.metadata.tags.iter().map(|tag| here.tag(tag)).collect();
    fields.push(Field { label: "Tags", tags, absent: "No tags", ..Field::default() });
    fields
}

fn word(fields: &mut Vec<Field>, entity: &Entity, label: &'static str, key: &str, always: bool) {
    let text = entity.spec_text(key).unwrap_or_default();
    if always || !text.is_empty() {
        let lifecycle = key == "lifecycle" && !text.is_empty();
        fields.push(Field { label, text: text.to_owned(), absent: "Unknown", lifecycle, ..Field::default() });
    }
}

/// The targets of a Location, links where they are URLs.
fn targets(entity: &Entity) -> Vec<TextLink> {
    let spec = entity.spec();
    let one = spec.get("target").into_iter();
    let many = spec.get("targets").and_then(|targets| targets.as_array()).into_iter().flatten();
    one.chain(many)
        .filter_map(|target| target.as_str())
        .map(|target| TextLink { href: outside(target).unwrap_or_default(), text: target.to_owned() })
        .collect()
}
