//! A component has documentation.
//!
//! In: the catalog. Out: findings. Never: asks it of another kind.

use super::at_name;
use crate::catalog::kinds::COMPONENT;
use crate::catalog::{Catalog, Entity};
use crate::diag::{Diagnostics, codes};

pub(super) fn check(catalog: &Catalog, found: &mut Diagnostics) {
    for entity in catalog.entities.iter().filter(|entity| entity.kind.is(&COMPONENT)) {
        if !has_docs(entity) {
            found.push(
                at_name(
                    &codes::lint::NO_DOCS,
                    entity,
                    format!("`{}` has no documentation", entity.reference),
                )
                .help("write docs and point to them: `backstage.io/techdocs-ref: dir:.`"),
            );
        }
    }
}

fn has_docs(entity: &Entity) -> bool {
    ["backstage.io/techdocs-ref", "backstage.io/techdocs-entity"]
        .iter()
        .any(|key| entity.annotation(key).is_some())
}
