//! `<<` is a key like any other to Backstage: what it was to merge is not there.
//!
//! In: the catalog. Out: findings. Never: merges.

use super::{Lint, Rule};
use crate::catalog::Entity;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::Span;
use crate::yaml::Node;

pub(super) static RULE: Rule = Rule { codes: &[&MERGE_KEY], check };

/// A merge key that merges nothing.
pub(crate) static MERGE_KEY: Code = Code {
    id: "BL310",
    name: "merge-key",
    severity: Severity::Warning,
    summary: "`<<` in a catalog file",
    explain: "\
Backstage reads YAML 1.2, which has no merge keys: `<<: *base` is a field called `<<`, and what it was to bring is missing
(<https://github.com/backstage/backstage/issues/31063>). Aliases for whole values work.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: 
      name: shop
      labels: &common {tier: web}
      annotations:
        acme.dev/tier: web
    spec: {<<: {system: checkout}, type: service, lifecycle: production, owner: team-a}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a, system: checkout}

With: `system.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: System
    metadata: {name: checkout}
    spec: {owner: team-a, domain: payments}
    ---
    apiVersion: backstage.io/v1alpha1
    kind: Domain
    metadata: {name: payments}
    spec: {owner: team-a}
",
};

fn check(lint: &Lint<'_>, found: &mut Diagnostics) {
    let catalog = lint.catalog;
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
                Diagnostic::new(&MERGE_KEY, "`<<` merges nothing in a catalog file")
                    .at(Span::new(entity.origin.file, entry.key.range()))
                    .help("write the fields out, or use an alias for a whole value")
                    .entity(entity.reference.as_str()),
            );
        }
        merge_key(entity, &entry.value, found);
    }
}
