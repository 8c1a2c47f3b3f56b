//! What is in production depends on nothing that is on its way out.
//!
//! In: the catalog. Out: findings. Never: follows a dependency beyond the first step.

use crate::catalog::{Catalog, Entity, Relation, RelationType};
use crate::diag::{Diagnostic, Diagnostics, codes};

pub(super) fn check(catalog: &Catalog, found: &mut Diagnostics) {
    for entity in &catalog.entities {
        deprecated(catalog, entity, found);
    }
}

fn deprecated(catalog: &Catalog, entity: &Entity, found: &mut Diagnostics) {
    if entity.lifecycle() != Some("production") {
        return;
    }
    let depends =
        |relation: &&Relation| matches!(relation.kind, RelationType::DependsOn | RelationType::ConsumesApi);
    for relation in entity.relations.iter().filter(depends) {
        let Some(target) = relation.target_id.map(|id| catalog.entity(id)) else { continue };
        if target.lifecycle() != Some("deprecated") {
            continue;
        }
        let message = format!(
            "`{}` is in production and needs `{}`, which is deprecated",
            entity.reference, target.reference
        );
        found.push(
            Diagnostic::new(&codes::lint::DEPRECATED_DEPENDENCY, message)
                .at(relation.declared.unwrap_or(entity.origin.span))
                .also(target.origin.field(["spec", "lifecycle"]), "deprecated here")
                .help("move to what replaces it")
                .entity(entity.reference.as_str()),
        );
    }
}
