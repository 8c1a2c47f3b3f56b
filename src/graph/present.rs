//! How an entity stands in a graph: its text, its icon, its class.
//!
//! In: an entity or a reference. Out: a [`Node`]. Never: places it.

use crate::catalog::{Entity, EntityRef, RelationType, kinds};
use crate::diagram::{Node, NodeLink, State};

/// The node of an entity.
pub(super) fn node(entity: &Entity) -> Node {
    let reference = &entity.reference;
    let mut title = reference.to_string();
    if let Some(kind) = entity.spec_type().filter(|kind| !kind.is_empty()) {
        title.push_str(" · ");
        title.push_str(kind);
    }
    Node {
        key: reference.to_string(),
        label: entity.title().to_owned(),
        title,
        kind: reference.kind().to_owned(),
        icon: Some(icon(reference.kind())),
        link: Some(NodeLink::Site(entity.site_path().into())),
        ..Node::default()
    }
}

/// The node of a reference that leads to nothing.
pub(super) fn missing(reference: &EntityRef) -> Node {
    let namespace = reference.namespace();
    let label = if namespace == "default" {
        reference.name().to_owned()
    } else {
        format!("{namespace}/{}", reference.name())
    };
    Node {
        key: reference.to_string(),
        label,
        title: format!("{reference} · not in the catalog"),
        kind: reference.kind().to_owned(),
        icon: Some(icon(reference.kind())),
        state: State::Missing,
        ..Node::default()
    }
}

/// Path data of a kind's icon, strokes on a canvas of 16 × 16; `kind` in lower case.
pub(crate) fn icon(kind: &str) -> &'static str {
    kinds::by_key(kind).unwrap_or(&kinds::CUSTOM).icon
}

/// The member of a pair of relations along which a merged edge is drawn (the left one of Backstage's
/// `ALL_RELATION_PAIRS`), and whether `kind` is that member.
pub(super) fn leading(kind: RelationType) -> (RelationType, bool) {
    use RelationType::{ApiProvidedBy, ConsumesApi, DependsOn, HasMember, HasPart, OwnerOf, ParentOf};
    match kind {
        OwnerOf | ConsumesApi | ApiProvidedBy | HasPart | ParentOf | HasMember | DependsOn => (kind, true),
        _ => (kind.inverse(), false),
    }
}
