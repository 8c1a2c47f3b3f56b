//! A system belongs to a domain.
//!
//! In: the catalog. Out: findings. Never: asks it of another kind.

use super::{Lint, Rule, at_name};
use crate::catalog::kinds::SYSTEM;
use crate::diag::{Code, Diagnostics, Severity};

pub(super) static RULE: Rule = Rule { codes: &[&NO_DOMAIN], check };

/// A system outside every domain.
pub(crate) static NO_DOMAIN: Code = Code {
    id: "BL306",
    name: "system-without-domain",
    severity: Severity::Note,
    summary: "a system belongs to no domain",
    explain: "\
`spec.domain` of a System is optional in Backstage; without it the system is missing from every picture that starts at a domain.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: System
    metadata: {name: checkout}
    spec: {owner: team-a}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: System
    metadata: {name: checkout}
    spec: {owner: team-a, domain: payments}

With: `domain.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Domain
    metadata: {name: payments}
    spec: {owner: team-a}
",
};

fn check(lint: &Lint<'_>, found: &mut Diagnostics) {
    let catalog = lint.catalog;
    for entity in catalog.entities.iter().filter(|entity| entity.kind.is(&SYSTEM)) {
        if entity.spec_text("domain").is_none() {
            found.push(
                at_name(&NO_DOMAIN, entity, format!("`{}` belongs to no domain", entity.reference))
                    .help("add `domain:` to its `spec`"),
            );
        }
    }
}
