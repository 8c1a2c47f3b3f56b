//! A change of a definition, and the list that rules write into.
//!
//! In: what a rule says. Out: [`Change`]s, the worst first, each once with every operation that it reaches. Never: a rule.

use std::cmp::Reverse;
use std::collections::HashMap;

use serde::Serialize;

/// What a change means to those who use the API.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Compatibility {
    /// Nobody has to do anything.
    Compatible,
    /// Some clients may break, depending on how they are written.
    Warning,
    /// Clients that follow the definition break.
    Breaking,
}

/// Something that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Change {
    /// The rule: as oasdiff, buf or graphql-inspector name it where they have it.
    pub rule: String,
    /// What it means.
    pub compatibility: Compatibility,
    /// What changed: `GET /pets`, `limit`, `Pet.name`.
    pub subject: String,
    /// A sentence without a full stop.
    pub message: String,
    /// Keys of the operations that it reaches; empty where it is not about operations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub operations: Vec<String>,
}

/// Changes as they are met.
#[derive(Debug, Default)]
pub(super) struct Changes {
    all: Vec<Change>,
    /// By rule and message, so that a change of a shared schema is told once.
    known: HashMap<(String, String), usize>,
    operation: Option<String>,
    told: usize,
}

impl Changes {
    /// What is added from now on is about this operation.
    pub(super) fn within(&mut self, operation: Option<&str>) {
        self.operation = operation.map(str::to_owned);
    }

    /// A change. `message` is a sentence without a full stop.
    pub(super) fn add(
        &mut self,
        rule: impl Into<String>,
        compatibility: Compatibility,
        subject: impl Into<String>,
        message: impl Into<String>,
    ) {
        self.told += 1;
        let (rule, message) = (rule.into(), message.into());
        let key = (rule.clone(), message.clone());
        let at = *self.known.entry(key).or_insert_with(|| {
            self.all.push(Change {
                rule,
                compatibility,
                subject: subject.into(),
                message,
                operations: Vec::new(),
            });
            self.all.len() - 1
        });
        let change = &mut self.all[at];
        change.compatibility = change.compatibility.max(compatibility);
        if let Some(operation) = &self.operation
            && !change.operations.contains(operation)
        {
            change.operations.push(operation.clone());
        }
    }

    /// How often a change was added, known or not.
    pub(super) fn told(&self) -> usize {
        self.told
    }

    /// The list, the worst first, otherwise in the order met.
    pub(super) fn sorted(self) -> Vec<Change> {
        let mut all = self.all;
        all.sort_by_key(|change| Reverse(change.compatibility));
        all
    }
}
