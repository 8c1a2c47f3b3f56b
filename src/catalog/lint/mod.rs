//! What Backstage lets pass and people suffer from: a rule a file.
//!
//! In: the finished catalog. Out: diagnostics, each of a rule that configuration can switch off.
//! Never: keeps an entity out; repeats what is reported as missing already.

use super::{Catalog, Entity};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Diagnostics};

mod annotations;
mod cycle;
mod deprecated;
mod members;
mod merge_key;
mod no_consumers;
mod no_domain;
mod owner;
mod target_kind;

/// A rule: its codes, each with its explanation and examples, and what finds them.
pub(super) struct Rule {
    /// The codes that belong to it; it may report under another rule's too.
    codes: &'static [&'static Code],
    check: fn(&Lint<'_>, &mut Diagnostics),
}

/// What a rule looks at.
pub(super) struct Lint<'a> {
    catalog: &'a Catalog,
    config: &'a Config,
}

/// Every rule.
static RULES: &[&Rule] = &[
    &annotations::RULE,
    &cycle::RULE,
    &deprecated::RULE,
    &members::RULE,
    &merge_key::RULE,
    &no_consumers::RULE,
    &no_domain::RULE,
    &owner::RULE,
    &target_kind::RULE,
];

/// The codes of every rule, in no order.
pub(crate) fn codes() -> impl Iterator<Item = &'static Code> {
    RULES.iter().flat_map(|rule| rule.codes).copied()
}

/// Runs every rule.
pub(super) fn check(catalog: &Catalog, config: &Config, found: &mut Diagnostics) {
    let lint = Lint { catalog, config };
    for rule in RULES {
        (rule.check)(&lint, found);
    }
}

/// A diagnostic at the entity's name.
fn at_name(code: &'static Code, entity: &Entity, message: String) -> Diagnostic {
    Diagnostic::new(code, message)
        .at(entity.origin.field(["metadata", "name"]))
        .entity(entity.reference.as_str())
}
