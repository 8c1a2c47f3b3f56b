//! Changes of definitions for the terminal.
//!
//! In: changes by API. Out: plain lines, the same whatever the terminal. Never: colours; prints.

use super::definitions::DefinitionDiff;
use crate::api::{Change, Compatibility};
use crate::catalog::diff::{Summary, line};

/// Most names that a line holds.
const NAMES: usize = 3;

/// The changes in lines; empty where there are none.
pub(super) fn human(definitions: &[DefinitionDiff]) -> String {
    let mut out = String::new();
    for definition in definitions {
        line(&mut out, &format!("~ {}: {}", definition.api.reference, counts(definition)));
        if !definition.consumers.is_empty() && !definition.changes.is_empty() {
            let names: Vec<String> = definition.consumers.iter().map(consumer).collect();
            line(&mut out, &format!("    consumed by {}", names.join(", ")));
        }
        for change in &definition.changes {
            line(
                &mut out,
                &format!(
                    "    {}: {} [{}]{}",
                    word(change.compatibility),
                    change.message,
                    change.rule,
                    reach(change)
                ),
            );
        }
    }
    out
}

/// `2 breaking, 1 compatible`.
pub(super) fn counts(definition: &DefinitionDiff) -> String {
    let kinds = [Compatibility::Breaking, Compatibility::Warning, Compatibility::Compatible];
    let counts: Vec<String> = kinds
        .iter()
        .map(|kind| (definition.count(*kind), word(*kind)))
        .filter(|(count, _)| *count > 0)
        .map(|(count, word)| format!("{count} {word}"))
        .collect();
    match counts.as_slice() {
        [] => "the definition changed in words only".to_owned(),
        counts => counts.join(", "),
    }
}

/// The level in a word.
pub(super) fn word(compatibility: Compatibility) -> &'static str {
    match compatibility {
        Compatibility::Breaking => "breaking",
        Compatibility::Warning => "warning",
        Compatibility::Compatible => "compatible",
    }
}

fn consumer(summary: &Summary) -> String {
    match summary.owners.as_slice() {
        [] => summary.reference.clone(),
        owners => format!("{} ({})", summary.reference, owners.join(", ")),
    }
}

/// The operations that a change reaches, where it does not name them itself.
fn reach(change: &Change) -> String {
    let others: Vec<&str> =
        change.operations.iter().map(String::as_str).filter(|key| *key != change.subject).collect();
    match others.len() {
        0 => String::new(),
        count if count > NAMES => format!(" in {} and {} more", others[..NAMES].join(", "), count - NAMES),
        _ => format!(" in {}", others.join(", ")),
    }
}
