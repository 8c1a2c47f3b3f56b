//! The catalog as Backstage's REST API answers it, as files.
//!
//! In: the catalog. Out: `/api/catalog/…`. Never: a time or a random id, so that the same catalog is the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value as Json, json};

use super::annotate::ORIGIN;
use super::identity::{generated_name, uid};
use super::kinds::LOCATION;
use super::{Catalog, EntityRef};
use crate::artifact::Artifact;
use crate::url::SitePath;

/// `entities.json` (`GET /entities`), one file by name for each entity, and facets.
pub(crate) fn files(catalog: &Catalog) -> Vec<Artifact> {
    let mut out = vec![
        Artifact::new(SitePath::API.join("entities.json"), entities(catalog)),
        facets(catalog),
        locations(catalog),
    ];
    for entity in &catalog.entities {
        let (kind, namespace, name) =
            (entity.reference.kind(), entity.reference.namespace(), entity.reference.name());
        let path = SitePath::API.join(format!("entities/by-name/{kind}/{namespace}/{name}.json"));
        out.push(Artifact::new(path, line(&entity.json)));
    }
    out
}

/// The array of all entities, one a line, so that a diff of two builds reads well.
pub(crate) fn entities(catalog: &Catalog) -> String {
    let lines: Vec<String> = catalog.entities.iter().map(|entity| entity.json.to_string()).collect();
    if lines.is_empty() { "[]\n".to_owned() } else { format!("[\n{}\n]\n", lines.join(",\n")) }
}

fn line(json: &Json) -> String {
    let mut text = json.to_string();
    text.push('\n');
    text
}

/// `GET /locations`: every location that entities originate from, with the name that Backstage would generate for its
/// Location entity.
fn locations(catalog: &Catalog) -> Artifact {
    let origins: BTreeSet<&str> =
        catalog.entities.iter().filter_map(|entity| entity.annotation(ORIGIN)).collect();
    let shown = origins.into_iter().filter_map(|origin| {
        let (kind, target) = origin.split_once(':')?;
        let reference = EntityRef::new(LOCATION.name, "default", &generated_name(origin));
        let id = uid(&reference);
        Some(json!({ "data": { "id": id, "type": kind, "target": target, "entityRef": reference.as_str() } }))
    });
    Artifact::new(SitePath::API.join("locations.json"), line(&shown.collect()))
}

/// `GET /entity-facets` for the facets that portals ask for.
fn facets(catalog: &Catalog) -> Artifact {
    let mut facets: BTreeMap<&str, BTreeMap<String, usize>> = BTreeMap::new();
    let mut count = |facet: &'static str, value: &str| {
        *facets.entry(facet).or_default().entry(value.to_owned()).or_default() += 1;
    };
    for entity in &catalog.entities {
        count("kind", entity.kind.as_str());
        count("metadata.namespace", &entity.metadata.namespace);
        for tag in &entity.metadata.tags {
            count("metadata.tags", tag);
        }
        for key in ["type", "lifecycle"] {
            if let Some(value) = entity.spec_text(key) {
                count(if key == "type" { "spec.type" } else { "spec.lifecycle" }, value);
            }
        }
        for relation in entity.related(super::RelationType::OwnedBy) {
            count("relations.ownedBy", relation.target.as_str());
        }
    }
    let shown: serde_json::Map<String, Json> = facets
        .into_iter()
        .map(|(facet, values)| {
            let values =
                values.into_iter().map(|(value, count)| json!({ "value": value, "count": count })).collect();
            (facet.to_owned(), Json::Array(values))
        })
        .collect();
    Artifact::new(SitePath::API.join("entity-facets.json"), line(&json!({ "facets": shown })))
}
