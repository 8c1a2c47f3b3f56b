//! The catalog's graph for `graph.js`.
//!
//! In: the catalog; where a relation was declared. Out: a script that sets one global, because `file://` lets a page load scripts, but no data.
//! Never: more than the graph needs.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use super::present::{icon, leading};
use crate::catalog::{Catalog, EntityRef, Relation, RelationType};

/// Where a relation to nothing was declared.
#[derive(Debug, Default)]
pub(crate) struct Named {
    /// `path:line:column`; may be empty.
    pub place: String,
    /// The same on the repository's web host; may be empty.
    pub url: String,
    /// Site path of where it is said why the target's document was refused, if there is one.
    pub refused: Option<String>,
}

/// `backlotGraph = {kinds, icons, relations, nodes, missing, edges}`:
/// - `nodes`: `[kind, "namespace/name", title or 0, type or 0]`, sorted by reference; from index `missing` on the
///   targets that do not exist, `[kind, "namespace/name", 0, 0, where it is named, that place's URL]`, and the site
///   path of where it is said why its document was refused, if it was;
/// - `edges`: flat triples of relation, from, to, each pair of relations once, along its leading member.
///
/// `named` tells of a relation to nothing.
pub(crate) fn data_script(catalog: &Catalog, named: &dyn Fn(&Relation) -> Named) -> String {
    let mut kinds: Vec<&str> = catalog.entities.iter().map(|entity| entity.reference.kind()).collect();
    let lost = catalog.entities.iter().flat_map(|entity| &entity.relations);
    let lost = lost.filter(|relation| relation.target_id.is_none());
    let mut first: BTreeMap<&EntityRef, &Relation> = BTreeMap::new();
    for relation in lost {
        first.entry(&relation.target).or_insert(relation);
    }
    let missing: Vec<&EntityRef> = first.keys().copied().collect();
    kinds.extend(missing.iter().map(|reference| reference.kind()));
    kinds.sort_unstable();
    kinds.dedup();
    let mut relations: Vec<RelationType> =
        RelationType::ALL.into_iter().map(|kind| leading(kind).0).collect();
    relations.sort_unstable();
    relations.dedup();
    let kind_at = |reference: &EntityRef| kinds.binary_search(&reference.kind()).unwrap_or(0);
    let name = |reference: &EntityRef| format!("{}/{}", reference.namespace(), reference.name());

    let mut nodes: Vec<Json> = Vec::with_capacity(catalog.entities.len() + missing.len());
    let mut edges: Vec<[usize; 3]> = Vec::new();
    for (id, entity) in catalog.iter() {
        let reference = &entity.reference;
        let title = entity.title();
        let mut row = vec![json!(kind_at(reference)), json!(name(reference))];
        let spec_type = entity.spec_type().filter(|text| !text.is_empty());
        if title != reference.name() || spec_type.is_some() {
            row.push(if title == reference.name() { json!(0) } else { json!(title) });
        }
        row.extend(spec_type.map(|text| json!(text)));
        nodes.push(Json::Array(row));
        for relation in &entity.relations {
            let (kind, forwards) = leading(relation.kind);
            let other = relation.target_id.map_or_else(
                || missing.binary_search(&&relation.target).map_or(0, |at| catalog.entities.len() + at),
                |id| id.0,
            );
            let (from, to) = if forwards { (id.0, other) } else { (other, id.0) };
            edges.push([relations.binary_search(&kind).unwrap_or(0), from, to]);
        }
    }
    nodes.extend(first.iter().map(|(reference, relation)| {
        let Named { place, url, refused } = named(relation);
        let mut row = vec![json!(kind_at(reference)), json!(name(reference)), json!(0), json!(0)];
        row.extend([json!(place), json!(url)]);
        row.extend(refused.map(|path| json!(path)));
        Json::Array(row)
    }));
    edges.sort_unstable();
    edges.dedup();
    let data = json!({
        "kinds": kinds,
        "icons": kinds.iter().map(|kind| icon(kind)).collect::<Vec<_>>(),
        "relations": relations.iter().map(|kind| [kind.as_str(), kind.inverse().as_str()]).collect::<Vec<_>>(),
        "missing": catalog.entities.len(),
        "nodes": nodes,
        "edges": edges.into_iter().flatten().collect::<Vec<_>>(),
    });
    format!("backlotGraph={data}\n")
}

#[cfg(test)]
mod tests {
    use super::super::sample::catalog;
    use super::*;

    #[test]
    fn compact() {
        let catalog = catalog(&[
            ("component:default/a", &[("ownedBy", "group:default/t"), ("dependsOn", "component:x/gone")]),
            ("group:default/t", &[]),
        ]);
        let script = data_script(&catalog, &|_| Named { place: "a.yaml:3:5".to_owned(), ..Named::default() });
        let data: Json = serde_json::from_str(script.strip_prefix("backlotGraph=").unwrap()).unwrap();
        assert_eq!(
            data["nodes"],
            json!([[0, "default/a"], [1, "default/t"], [0, "x/gone", 0, 0, "a.yaml:3:5", ""]])
        );
        assert_eq!(data["missing"], json!(2));
        assert_eq!(data["relations"][2], json!(["dependsOn", "dependencyOf"]));
        assert_eq!(data["edges"], json!([2, 0, 2, 5, 1, 0]));
    }
}
