//! `<<` is a key like any other to Backstage: what it was to merge is not there.
//!
//! In: the catalog. Out: findings. Never: merges.

use crate::catalog::{Catalog, Entity};
use crate::diag::{Diagnostic, Diagnostics, codes};
use crate::source::Span;
use crate::yaml::Node;

pub(super) fn check(catalog: &Catalog, found: &mut Diagnostics) {
    for entity in &catalog.entities {
        merge_key(entity, &entity.origin.node, found);
    }
}

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
