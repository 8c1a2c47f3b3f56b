//! Everything has an owner, and it is a group or a person.
//!
//! In: the catalog. Out: findings. Never: asks for an owner of a kind that is not owned.

use super::at_name;
use crate::catalog::kinds::{GROUP, USER};
use crate::catalog::{Catalog, RelationType};
use crate::diag::{Diagnostic, Diagnostics, codes};

pub(super) fn check(catalog: &Catalog, found: &mut Diagnostics) {
    for entity in catalog.entities.iter().filter(|entity| entity.kind.definition().is_owned) {
        let mut owners = entity.related(RelationType::OwnedBy).peekable();
        if owners.peek().is_none() {
            found.push(
                at_name(&codes::lint::NO_OWNER, entity, format!("nobody owns `{}`", entity.reference))
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
                Diagnostic::new(&codes::lint::OWNER_IS_NOBODY, message)
                    .at(relation.declared.unwrap_or(entity.origin.span))
                    .help("name the group that owns it")
                    .entity(entity.reference.as_str()),
            );
        }
    }
}
