//! Catalogs for tests.
//!
//! In: references and relations. Out: a [`Catalog`] with both directions of each. Never: in a release.

use std::collections::BTreeSet;

use crate::catalog::{
    Catalog, Entity, EntityId, EntityRef, Kind, Metadata, Origin, Relation, RelationType, kinds,
};
use crate::crawl::RepoId;
use crate::source::{FileId, Span};
use crate::yaml::{Node, Style, Value};

/// Entities, sorted by reference, with the relations they declare.
pub(super) fn catalog(entities: &[(&str, &[(&str, &str)])]) -> Catalog {
    let reference = |text: &str| EntityRef::parse(text, None, "default").unwrap();
    let refs: Vec<EntityRef> = entities.iter().map(|(text, _)| reference(text)).collect();
    assert!(refs.is_sorted());
    let find = |wanted: &EntityRef| refs.iter().position(|found| found == wanted);
    let mut ends: Vec<BTreeSet<(RelationType, EntityRef)>> = vec![BTreeSet::new(); refs.len()];
    for (at, (_, relations)) in entities.iter().enumerate() {
        for (kind, target) in *relations {
            let kind = RelationType::ALL.into_iter().find(|known| known.as_str() == *kind).unwrap();
            let target = reference(target);
            if let Some(other) = find(&target) {
                ends[other].insert((kind.inverse(), refs[at].clone()));
            }
            ends[at].insert((kind, target));
        }
    }
    let file = FileId(0);
    let entities = refs
        .iter()
        .zip(ends)
        .map(|(reference, ends)| Entity {
            reference: reference.clone(),
            kind: Kind::Known(kinds::by_key(reference.kind()).unwrap()),
            metadata: Metadata { name: reference.name().to_owned(), ..Metadata::default() },
            json: serde_json::json!({}),
            relations: ends
                .into_iter()
                .map(|(kind, target)| Relation {
                    kind,
                    target_id: find(&target).map(EntityId),
                    target,
                    declared: None,
                })
                .collect(),
            origin: Origin {
                repo: RepoId(0),
                file,
                path: "catalog-info.yaml".to_owned(),
                span: Span::whole(file),
                node: Node { value: Value::Null, span: 0..0, tag: None, style: Style::Plain },
            },
        })
        .collect();
    Catalog::of(entities)
}
