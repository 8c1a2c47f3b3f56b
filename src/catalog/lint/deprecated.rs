//! What is in production depends on nothing that is on its way out.
//!
//! In: the catalog. Out: findings. Never: follows a dependency beyond the first step.

use super::{Lint, Rule};
use crate::catalog::{Catalog, Entity, Relation, RelationType};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};

pub(super) static RULE: Rule = Rule { codes: &[&DEPRECATED_DEPENDENCY], check };

/// A production component needs a deprecated one.
pub(crate) static DEPRECATED_DEPENDENCY: Code = Code {
    id: "BL303",
    name: "deprecated-dependency",
    severity: Severity::Warning,
    summary: "a production entity depends on a deprecated one",
    explain: "\
An entity with `lifecycle: production` depends on, or consumes an API of, one with `lifecycle: deprecated`. Backstage shows both and
says nothing.

Move to what replaces it, or say that the dependency is no longer deprecated.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a, consumesApis: [orders-v1]}
    ---
    apiVersion: backstage.io/v1alpha1
    kind: API
    metadata: {name: orders-v1}
    spec: {type: other, lifecycle: deprecated, owner: team-a, definition: orders}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a, consumesApis: [orders-v2]}
    ---
    apiVersion: backstage.io/v1alpha1
    kind: API
    metadata: {name: orders-v2}
    spec: {type: other, lifecycle: production, owner: team-a, definition: orders}
",
};

fn check(lint: &Lint<'_>, found: &mut Diagnostics) {
    let catalog = lint.catalog;
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
            Diagnostic::new(&DEPRECATED_DEPENDENCY, message)
                .at(relation.declared.unwrap_or(entity.origin.span))
                .also(target.origin.field(["spec", "lifecycle"]), "deprecated here")
                .help("move to what replaces it")
                .entity(entity.reference.as_str()),
        );
    }
}
