//! An API has somebody who consumes it.
//!
//! In: the catalog. Out: findings. Never: asks it of another kind, or where
//! consumers may be described in other repositories.

use super::{Lint, Rule, at_name};
use crate::catalog::RelationType;
use crate::catalog::kinds::API;
use crate::diag::{Code, Diagnostics, Severity};

pub(super) static RULE: Rule = Rule { codes: &[&NO_CONSUMERS], check };

/// An API that nobody consumes.
pub(crate) static NO_CONSUMERS: Code = Code {
    id: "BL305",
    name: "api-without-consumers",
    severity: Severity::Note,
    summary: "an API has no consumers",
    explain: "\
No component names the API in `consumesApis`. Either it is not used and can go, or those who use it do not say so, and nobody can tell
whom a change of it would hurt.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}
    ---
    apiVersion: backstage.io/v1alpha1
    kind: API
    metadata: {name: orders-v1}
    spec: {type: other, lifecycle: production, owner: team-a, definition: orders}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a, consumesApis: [orders-v1]}
    ---
    apiVersion: backstage.io/v1alpha1
    kind: API
    metadata: {name: orders-v1}
    spec: {type: other, lifecycle: production, owner: team-a, definition: orders}
",
};

fn check(lint: &Lint<'_>, found: &mut Diagnostics) {
    let catalog = lint.catalog;
    if catalog.elsewhere.is_unknown() {
        return;
    }
    for entity in catalog.entities.iter().filter(|entity| entity.kind.is(&API)) {
        if entity.related(RelationType::ApiConsumedBy).next().is_none() {
            found.push(
                at_name(&NO_CONSUMERS, entity, format!("nobody consumes `{}`", entity.reference))
                    .help("name it in `consumesApis` of the components that use it, or retire it"),
            );
        }
    }
}
