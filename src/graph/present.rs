//! How an entity stands in a graph: its text, its icon, its class.
//!
//! In: an entity or a reference. Out: a [`Node`]. Never: places it.

use crate::catalog::{Entity, EntityRef, RelationType};
use crate::diagram::{Node, NodeLink, State};

/// The node of an entity.
pub(super) fn node(entity: &Entity) -> Node {
    let reference = &entity.reference;
    let mut title = reference.to_string();
    if let Some(kind) = entity.spec_text("type").filter(|kind| !kind.is_empty()) {
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
    match kind {
        "component" => "M4 4h8v8H4zM6 2v2M10 2v2M6 12v2M10 12v2M2 6h2M2 10h2M12 6h2M12 10h2",
        "api" => "M6 3C3.5 3 5 7 3 8c2 1 .5 5 3 5M10 3c2.5 0 1 4 3 5-2 1-.5 5-3 5",
        "resource" => "M3 4.5C3 2.5 13 2.5 13 4.5V11.5C13 13.5 3 13.5 3 11.5ZM3 4.5C3 6.5 13 6.5 13 4.5",
        "system" => "M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z",
        "domain" => "M3 14V2h7v12M10 6h3v8M2 14h12M5.5 5h2M5.5 8h2M5.5 11h2",
        "group" => {
            "M6 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M1.5 14c0-5.5 9-5.5 9 0M10.5 2.9a2.4 2.4 0 0 1 0 4.2M12 9.8c2 .5 2.5 2.2 2.5 4.2"
        }
        "user" => "M8 7.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5M3 14c0-6 10-6 10 0",
        "template" => "M3 2h10v12H3zM5 5h6M5 8h6M5 11h3",
        "airesource" => "M8 2l1.5 4.5L14 8l-4.5 1.5L8 14l-1.5-4.5L2 8l4.5-1.5z",
        "location" => {
            "M8 14C4 9.5 3.5 8 3.5 6.5a4.5 4.5 0 0 1 9 0C12.5 8 12 9.5 8 14M8 8a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3"
        }
        _ => {
            "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 11v.5M6.3 6.2C6.5 4 9.700 4.2 9.600 6.3 9.5 7.600 8 7.600 8 9"
        }
    }
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
