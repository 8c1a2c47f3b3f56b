//! The comparison itself.
//!
//! In: two snapshots. Out: a [`Diff`]. Never: looks at words; that is for the renderers.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map as JsonMap, Value as Json};

use super::{Change, Diff, Edge, Field, Snapshot, Summary};
use crate::catalog::EntityRef;

/// Annotations that a build makes, which differ between two checkouts of the same files.
const MADE: &[&str] = &[
    "backstage.io/managed-by-location",
    "backstage.io/managed-by-origin-location",
    "backstage.io/view-url",
    "backstage.io/edit-url",
    "backstage.io/source-location",
    "backstage.io/orphan",
];

/// The canonical reference of an entity as JSON.
pub(super) fn reference(entity: &Json) -> Option<String> {
    let metadata = entity.get("metadata")?;
    let namespace = metadata.get("namespace").and_then(Json::as_str).unwrap_or("default");
    let reference = EntityRef::new(entity.get("kind")?.as_str()?, namespace, metadata.get("name")?.as_str()?);
    Some(reference.as_str().to_owned())
}

pub(super) fn compare(base: &Snapshot, head: &Snapshot) -> Diff {
    let mut diff = Diff::default();
    for (reference, entity) in &base.entities {
        if !head.entities.contains_key(reference) {
            diff.removed.push(summary(reference, entity));
        }
    }
    for (reference, after) in &head.entities {
        let after_edges = edges(reference, after);
        let before_edges =
            base.entities.get(reference).map(|before| edges(reference, before)).unwrap_or_default();
        match base.entities.get(reference) {
            None => diff.added.push(summary(reference, after)),
            Some(before) => {
                if let Some(change) = change(reference, before, after, &before_edges, &after_edges) {
                    diff.changed.push(change);
                }
            }
        }
        let dangles = |edge: &Edge, side: &Snapshot| !side.entities.contains_key(&edge.target);
        let new = after_edges
            .into_iter()
            .filter(|edge| dangles(edge, head) && !(before_edges.contains(edge) && dangles(edge, base)));
        diff.newly_dangling.extend(new);
    }
    diff
}

pub(super) fn summary(reference: &str, entity: &Json) -> Summary {
    let title = entity.pointer("/metadata/title").and_then(Json::as_str).map(str::to_owned);
    Summary { reference: reference.to_owned(), title, owners: owners(&edges(reference, entity)) }
}

pub(super) fn edges(reference: &str, entity: &Json) -> BTreeSet<Edge> {
    let relations = entity.get("relations").and_then(Json::as_array).into_iter().flatten();
    let edge = |relation: &Json| {
        let text = |key: &str| relation.get(key).and_then(Json::as_str).map(str::to_owned);
        Some(Edge { source: reference.to_owned(), kind: text("type")?, target: text("targetRef")? })
    };
    relations.filter_map(edge).collect()
}

fn owners(edges: &BTreeSet<Edge>) -> Vec<String> {
    edges.iter().filter(|edge| edge.kind == "ownedBy").map(|edge| edge.target.clone()).collect()
}

fn change(
    reference: &str,
    before: &Json,
    after: &Json,
    before_edges: &BTreeSet<Edge>,
    after_edges: &BTreeSet<Edge>,
) -> Option<Change> {
    let mut fields = Vec::new();
    let keys = ["apiVersion", "kind", "metadata", "spec"];
    let pick = |entity: &Json| {
        keys.iter().filter_map(|key| Some(((*key).to_owned(), entity.get(*key)?.clone()))).collect()
    };
    let (before, after_fields): (JsonMap<_, _>, JsonMap<_, _>) = (pick(before), pick(after));
    walk("", &before, &after_fields, &mut fields);
    // Who owns what is seen from the owned side; an owner has not changed because it owns one thing more.
    let ownership = |edge: &&Edge| !matches!(edge.kind.as_str(), "ownedBy" | "ownerOf");
    let gained: Vec<Edge> = after_edges.difference(before_edges).filter(ownership).cloned().collect();
    let lost: Vec<Edge> = before_edges.difference(after_edges).filter(ownership).cloned().collect();
    let owners_before = Some(owners(before_edges)).filter(|before| *before != owners(after_edges));
    if fields.is_empty() && gained.is_empty() && lost.is_empty() && owners_before.is_none() {
        return None;
    }
    Some(Change { entity: summary(reference, after), fields, owners_before, gained, lost })
}

/// Mappings are compared field by field, everything else as a whole.
fn walk(path: &str, before: &JsonMap<String, Json>, after: &JsonMap<String, Json>, out: &mut Vec<Field>) {
    let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let values: BTreeMap<&String, (Option<&Json>, Option<&Json>)> =
        keys.into_iter().map(|key| (key, (before.get(key), after.get(key)))).collect();
    for (key, (old, new)) in values {
        let made = match path {
            "metadata" => matches!(key.as_str(), "uid" | "etag"),
            "metadata.annotations" => MADE.contains(&key.as_str()),
            _ => false,
        };
        if made || old == new {
            continue;
        }
        let below = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        match (old, new) {
            (Some(Json::Object(old)), Some(Json::Object(new))) => walk(&below, old, new, out),
            // A catalog built here always has annotations; one from elsewhere may have none.
            (None, Some(Json::Object(new))) if below == "metadata.annotations" => {
                walk(&below, &JsonMap::new(), new, out);
            }
            (Some(Json::Object(old)), None) if below == "metadata.annotations" => {
                walk(&below, old, &JsonMap::new(), out);
            }
            _ => out.push(Field { path: below, before: old.cloned(), after: new.cloned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(entities: &str) -> Snapshot {
        Snapshot::read(entities).unwrap()
    }

    #[test]
    fn a_catalog_and_itself() {
        let text = r#"[{"kind":"Component","metadata":{"name":"a","etag":"1"},"relations":[{"type":"ownedBy","targetRef":"group:default/x"}]}]"#;
        let again = text.replace(r#""1""#, r#""2","annotations":{"backstage.io/view-url":"y"}"#);
        assert!(Diff::between(&snapshot(text), &snapshot(&again)).is_empty());
    }

    #[test]
    fn every_kind_of_change() {
        let entity = |name: &str, spec: &str, relations: &[(&str, &str)]| {
            let relations: Vec<_> = relations
                .iter()
                .map(|(kind, target)| format!(r#"{{"type":"{kind}","targetRef":"{target}"}}"#))
                .collect();
            format!(
                r#"{{"kind":"Component","metadata":{{"name":"{name}"}},"spec":{spec},"relations":[{}]}}"#,
                relations.join(",")
            )
        };
        let base = snapshot(&format!(
            "[{},{},{}]",
            entity(
                "a",
                r#"{"lifecycle":"production","x":1}"#,
                &[("ownedBy", "group:default/t"), ("dependsOn", "component:default/b")]
            ),
            entity("b", "{}", &[("dependencyOf", "component:default/a")]),
            entity("c", "{}", &[("dependsOn", "component:default/gone")]),
        ));
        let head = snapshot(&format!(
            "[{},{},{}]",
            entity(
                "a",
                r#"{"lifecycle":"deprecated","y":[2]}"#,
                &[("ownedBy", "group:default/u"), ("dependsOn", "component:default/b")]
            ),
            entity("c", "{}", &[("dependsOn", "component:default/gone")]),
            entity("d", "{}", &[]),
        ));
        let diff = Diff::between(&base, &head);
        let names =
            |list: &[Summary]| list.iter().map(|one| one.reference.clone()).collect::<Vec<_>>().join(" ");
        assert_eq!(
            (names(&diff.added), names(&diff.removed)),
            ("component:default/d".into(), "component:default/b".into())
        );
        let [change] = diff.changed.as_slice() else { panic!("{diff:?}") };
        let paths: Vec<_> = change.fields.iter().map(|field| field.path.as_str()).collect();
        assert_eq!(paths, ["spec.lifecycle", "spec.x", "spec.y"]);
        assert_eq!(change.owners_before.as_deref(), Some(&["group:default/t".to_owned()][..]));
        assert_eq!(change.entity.owners, ["group:default/u"]);
        let dangling: Vec<_> =
            diff.newly_dangling.iter().map(|edge| format!("{} {}", edge.kind, edge.target)).collect();
        assert_eq!(
            dangling,
            ["ownedBy group:default/u", "dependsOn component:default/b"]
                .iter()
                .map(|text| (*text).to_owned())
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect::<Vec<_>>()
        );
    }
}
