//! Everything has an owner, and it is a group or a person.
//!
//! In: the catalog. Out: findings. Never: asks for an owner of a kind that is not owned.

use super::{Lint, Rule, at_name};
use crate::catalog::RelationType;
use crate::catalog::kinds::{GROUP, USER};
use crate::diag::{Code, Diagnostic, Diagnostics, Severity};

pub(super) static RULE: Rule = Rule { codes: &[&NO_OWNER, &OWNER_IS_NOBODY], check };

/// An entity without an owner.
pub(crate) static NO_OWNER: Code = Code {
    id: "BL301",
    name: "no-owner",
    severity: Severity::Warning,
    summary: "an entity has no owner",
    explain: "\
Nobody can be asked about it. Components, APIs, Resources, Systems and Domains must have an owner in Backstage; Templates and kinds
of your own need not, and then belong to nobody.

With `catalog.codeowners: true` the owner that CODEOWNERS names is filled in, marked as inferred.

Bad: `catalog-info.yaml`

    apiVersion: scaffolder.backstage.io/v1beta3
    kind: Template
    metadata: {name: new-service}
    spec: {type: service, steps: []}

Good: `catalog-info.yaml`

    apiVersion: scaffolder.backstage.io/v1beta3
    kind: Template
    metadata: {name: new-service}
    spec: {type: service, steps: [], owner: team-a}
",
};

/// An owner that is no group of people and no person.
pub(crate) static OWNER_IS_NOBODY: Code = Code {
    id: "BL302",
    name: "owner-is-nobody",
    severity: Severity::Warning,
    summary: "the owner is not a group or user, or a group without members",
    explain: "\
`owner` may refer to anything, and Backstage takes it: `owner: component:shop` is a relation like any other. People look for a group
or a person there. A group that neither has members nor groups with members is nobody either (asked only where the catalog holds
Users). An owner that does not exist is a `dangling-reference`.

Bad: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: \"component:shop\"}

Good: `catalog-info.yaml`

    apiVersion: backstage.io/v1alpha1
    kind: Component
    metadata: {name: shop}
    spec: {type: service, lifecycle: production, owner: team-a}
",
};

fn check(lint: &Lint<'_>, found: &mut Diagnostics) {
    let catalog = lint.catalog;
    for entity in catalog.entities.iter().filter(|entity| entity.kind.definition().is_owned) {
        let mut owners = entity.related(RelationType::OwnedBy).peekable();
        if owners.peek().is_none() {
            found.push(
                at_name(&NO_OWNER, entity, format!("nobody owns `{}`", entity.reference))
                    .help("name a group: `owner: team-a` in `spec`"),
            );
        }
        for relation in owners {
            let target = &relation.target;
            if target.is_of(&GROUP) || target.is_of(&USER) {
                continue;
            }
            let message = format!("the owner `{target}` is neither a group nor a user");
            found.push(
                Diagnostic::new(&OWNER_IS_NOBODY, message)
                    .at(relation.declared.unwrap_or(entity.origin.span))
                    .help("name the group that owns it")
                    .entity(entity.reference.as_str()),
            );
        }
    }
}
