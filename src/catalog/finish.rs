//! A candidate to an entity, as Backstage's API serves it.
//!
//! In: a candidate that counts, and its relations. Out: the entity with annotations, `uid` and `etag`.
//! Never: changes what its author wrote, save where Backstage does.

use serde_json::{Map as JsonMap, Value as Json, json};

use super::annotate::annotate;
use super::bounds;
use super::candidate::Candidate;
use super::claim::Placed;
use super::identity::{etag, uid};
use super::{Entity, Link, Metadata, Origin, Relation};
use crate::crawl::Inventory;
use crate::source::Span;

/// The finished entity.
pub(super) fn entity(
    inventory: &Inventory,
    placed: Placed<Box<Candidate>>,
    relations: Vec<Relation>,
) -> Entity {
    let Placed { what, repo, path, file, origin, .. } = placed;
    let Candidate { reference, kind, api_version, mut metadata, spec, raw, .. } = *what;
    annotate(&mut metadata, &kind, inventory.repo(repo), &path, &origin);
    metadata.shift_remove("uid");
    metadata.shift_remove("etag");
    let read = metadata_of(&metadata);
    let shown: Vec<Json> = relations
        .iter()
        .map(|relation| json!({ "type": relation.kind.as_str(), "targetRef": relation.target.as_str() }))
        .collect();
    let mut root = JsonMap::with_capacity(5);
    root.insert("apiVersion".to_owned(), Json::from(api_version.as_str()));
    root.insert("kind".to_owned(), Json::from(kind.as_str()));
    root.insert("metadata".to_owned(), Json::Object(metadata));
    if let Some(spec) = spec {
        root.insert("spec".to_owned(), spec);
    }
    root.insert("relations".to_owned(), Json::Array(shown));
    let mut json = Json::Object(root);
    let etag = etag(&json);
    if let Some(Json::Object(metadata)) = json.get_mut("metadata") {
        metadata.insert("uid".to_owned(), Json::from(uid(&reference)));
        metadata.insert("etag".to_owned(), Json::from(etag));
    }
    let span = Span::new(file, raw.node.range());
    Entity {
        reference,
        kind,
        metadata: read,
        json,
        relations,
        origin: Origin { repo, file, path, span, node: raw.node },
    }
}

fn metadata_of(metadata: &JsonMap<String, Json>) -> Metadata {
    let text = |key: &str| metadata.get(key).and_then(Json::as_str).map(str::to_owned);
    let pairs = |key: &str| {
        let map = metadata.get(key).and_then(Json::as_object);
        map.into_iter()
            .flatten()
            .filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())))
            .collect()
    };
    let list = |key: &str| metadata.get(key).and_then(Json::as_array).into_iter().flatten();
    let link = |link: &Json| {
        let text = |key: &str| link.get(key).and_then(Json::as_str).map(str::to_owned);
        Some(Link { url: text("url")?, title: text("title"), icon: text("icon") })
    };
    Metadata {
        name: text("name").unwrap_or_default(),
        namespace: text("namespace").unwrap_or_default(),
        title: text("title"),
        description: text("description").map(|text| bounds::description(&text).to_owned()),
        labels: pairs("labels"),
        annotations: pairs("annotations"),
        tags: list("tags").take(bounds::TAGS).filter_map(Json::as_str).map(str::to_owned).collect(),
        links: list("links").filter_map(link).collect(),
    }
}
