//! A field names entities of the kind that it is meant for; Backstage takes a reference to anything.
//!
//! In: the catalog. Out: findings. Never: speaks of a reference that names no kind.

use super::{Lint, Rule};
use crate::catalog::Entity;
use crate::catalog::kinds::by_name;
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};
use crate::source::Span;

pub(super) static RULE: Rule = Rule { codes: &[&TARGET_KIND], check };

/// A field refers to an entity of another kind than it is meant for.
pub(crate) static TARGET_KIND: Code = Code {
    id: "BL308",
    name: "target-kind",
    severity: Severity::Warning,
    summary: "a field refers to an entity of the wrong kind",
    explain: "\
Backstage checks no target: `system: domain:payments` makes a `partOf` relation to a domain, and the System page never shows the
entity. The fields mean: `system` a System, `domain` and `subdomainOf` a Domain, `subcomponentOf` a Component, `providesApis` and
`consumesApis` APIs, `memberOf`, `parent` and `children` Groups, `members` Users.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a, system: \"domain:payments\"}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a, system: checkout}

With: `all.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Domain
    metadata: {name: payments}
    spec: {owner: team-a}
    ---
    apiVersion: backstage.io/v1alpha1
    kind: System
    metadata: {name: checkout}
    spec: {owner: team-a, domain: payments}
",
};

fn check(lint: &Lint<'_>, found: &mut Diagnostics) {
    let catalog = lint.catalog;
    for entity in &catalog.entities {
        kinds_of_targets(entity, found);
    }
}

fn kinds_of_targets(entity: &Entity, found: &mut Diagnostics) {
    let of_type = entity.spec_type();
    for field in entity.kind.definition().fields_of(of_type) {
        let meant = field.relation.filter(|relation| relation.is_strict);
        let Some(meant) = meant.and_then(|relation| by_name(relation.default_kind?)) else { continue };
        let Some(node) = entity.origin.node.at(["spec", field.name]) else { continue };
        for item in node.as_seq().unwrap_or(std::slice::from_ref(node)) {
            let Some((kind, _)) = item.as_str().and_then(|text| text.split_once(':')) else { continue };
            if kind.contains('/') || kind.eq_ignore_ascii_case(meant.name) {
                continue;
            }
            found.push(
                Diagnostic::new(
                    &TARGET_KIND,
                    format!("`{}` names a {kind}, and is meant for a {}", field.name, meant.key),
                )
                .at(Span::new(entity.origin.file, item.range()))
                .help("correct the reference, or use the field that is meant for it")
                .entity(entity.reference.as_str()),
            );
        }
    }
}
