//! An API has somebody who consumes it.
//!
//! In: the catalog. Out: findings. Never: asks it of another kind.

use super::at_name;
use crate::catalog::kinds::API;
use crate::catalog::{Catalog, RelationType};
use crate::diag::{Diagnostics, codes};

pub(super) fn check(catalog: &Catalog, found: &mut Diagnostics) {
    for entity in catalog.entities.iter().filter(|entity| entity.kind.is(&API)) {
        if entity.related(RelationType::ApiConsumedBy).next().is_none() {
            found.push(
                at_name(
                    &codes::lint::NO_CONSUMERS,
                    entity,
                    format!("nobody consumes `{}`", entity.reference),
                )
                .help("name it in `consumesApis` of the components that use it, or retire it"),
            );
        }
    }
}
