//! Definitions of one API on both sides, and who uses it.
//!
//! In: both sides. Out: what changed, by API. Never: an API that is new: nobody uses it yet.

use serde::Serialize;

use super::side::{ALONE, Side};
use crate::api::{self, Change, Compatibility, Day};
use crate::catalog::diff::{Diff, Summary};

/// What changed in a definition.
#[derive(Debug, Serialize)]
pub(super) struct DefinitionDiff {
    /// The API.
    #[serde(flatten)]
    pub(super) api: Summary,
    /// The entities that consume it, with their owners.
    pub(super) consumers: Vec<Summary>,
    /// Changes, the worst first.
    pub(super) changes: Vec<Change>,
}

impl DefinitionDiff {
    /// How many changes there are of a kind.
    pub(super) fn count(&self, compatibility: Compatibility) -> usize {
        self.changes.iter().filter(|change| change.compatibility == compatibility).count()
    }
}

/// APIs whose definitions changed, sorted by reference.
pub(super) fn compare(
    base: &Side,
    head: &Side,
    entities: &Diff,
    today: Option<Day<'_>>,
) -> Vec<DefinitionDiff> {
    let mut all = Vec::new();
    for (reference, before) in &base.apis {
        let after = head.apis.get(reference);
        let there = reference == ALONE || head.catalog.entity(reference).is_some();
        let changes = match after {
            Some(after) => api::compare(before, after, today),
            None if there => vec![whole(
                "definition-unreadable",
                Compatibility::Warning,
                "the definition cannot be read any more, so nothing was compared",
            )],
            None => vec![whole("api-removed", Compatibility::Breaking, "the API was removed")],
        };
        if changes.is_empty() && !entities.changes_definition(reference) {
            continue;
        }
        // Who used it before is who would be hit.
        let mut consumers = base.catalog.related(reference, "apiConsumedBy");
        let new = head.catalog.related(reference, "apiConsumedBy");
        consumers.extend(
            new.into_iter().filter(|one| !base.catalog.references().any(|known| known == one.reference)),
        );
        let side = if there { head } else { base };
        all.push(DefinitionDiff { api: side.catalog.summary(reference), consumers, changes });
    }
    all
}

fn whole(rule: &str, compatibility: Compatibility, message: &str) -> Change {
    Change {
        rule: rule.to_owned(),
        compatibility,
        subject: "definition".to_owned(),
        message: message.to_owned(),
        operations: Vec::new(),
    }
}
