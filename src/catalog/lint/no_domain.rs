//! A system belongs to a domain.
//!
//! In: the catalog. Out: findings. Never: asks it of another kind.

use super::at_name;
use crate::catalog::Catalog;
use crate::catalog::kinds::SYSTEM;
use crate::diag::{Diagnostics, codes};

pub(super) fn check(catalog: &Catalog, found: &mut Diagnostics) {
    for entity in catalog.entities.iter().filter(|entity| entity.kind.is(&SYSTEM)) {
        if entity.spec_text("domain").is_none() {
            found.push(
                at_name(
                    &codes::lint::NO_DOMAIN,
                    entity,
                    format!("`{}` belongs to no domain", entity.reference),
                )
                .help("add `domain:` to its `spec`"),
            );
        }
    }
}
