//! What Backstage lets pass and people suffer from: a rule a file.
//!
//! In: the finished catalog. Out: findings, each of a rule that configuration can switch off.
//! Never: keeps an entity out; repeats what is reported as missing already.

use super::{Catalog, Entity};
use crate::diag::{Diagnostic, Diagnostics, codes};

mod annotations;
mod cycle;
mod deprecated;
mod members;
mod merge_key;
mod no_consumers;
mod no_domain;
mod owner;
mod target_kind;

/// Every rule.
const RULES: &[fn(&Catalog, &mut Diagnostics)] = &[
    annotations::check,
    cycle::check,
    deprecated::check,
    members::check,
    merge_key::check,
    no_consumers::check,
    no_domain::check,
    owner::check,
    target_kind::check,
];

/// Runs every rule.
pub(super) fn check(catalog: &Catalog, found: &mut Diagnostics) {
    for rule in RULES {
        rule(catalog, found);
    }
}

/// A finding at the entity's name.
fn at_name(code: &'static codes::Code, entity: &Entity, message: String) -> Diagnostic {
    Diagnostic::new(code, message)
        .at(entity.origin.field(["metadata", "name"]))
        .entity(entity.reference.as_str())
}
