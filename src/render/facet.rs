//! Facets of the filter: what lists of entities and of cards are narrowed by.
//!
//! In: the values of each member. Out: how often each occurs, the most frequent first. Never: a facet without a value.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::catalog::kinds::{DOMAIN, SYSTEM};
use crate::site::Scope;

/// What the filter narrows by, in the order in which lists of entities show it; the filter script knows the same names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FacetKey {
    Kind,
    Type,
    Owner,
    Lifecycle,
    System,
    Domain,
    Tag,
    Namespace,
    /// What an entity has besides: documentation, APIs, problems.
    Has,
}

impl FacetKey {
    /// Its name for people.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Kind => "Kind",
            Self::Type => "Type",
            Self::Owner => "Owner",
            Self::Lifecycle => "Lifecycle",
            Self::System => SYSTEM.name,
            Self::Domain => DOMAIN.name,
            Self::Tag => "Tag",
            Self::Namespace => "Namespace",
            Self::Has => "Has",
        }
    }

    /// Whether a single value of it narrows nothing: all members have it.
    fn needs_two(self) -> bool {
        self == Self::Namespace
    }
}

/// What an entity has besides its fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Having {
    Docs,
    Apis,
    Problems,
}

impl Having {
    /// The filter script's name of it.
    pub(super) fn value(self) -> &'static str {
        match self {
            Self::Docs => "docs",
            Self::Apis => "api",
            Self::Problems => "problems",
        }
    }

    /// Its name for people.
    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Docs => "Documentation",
            Self::Apis => "APIs",
            Self::Problems => "Problems",
        }
    }
}

/// Values that are shown before the filter script is there.
const SHOWN: usize = 7;

/// A facet of a list, counted.
pub(super) struct Tally {
    pub(super) key: FacetKey,
    /// The most frequent values.
    pub(super) values: Vec<Counted>,
    /// How many values there are besides.
    pub(super) more: usize,
}

/// A value of a facet and how many members have it.
pub(super) struct Counted {
    pub(super) value: String,
    pub(super) text: String,
    pub(super) count: usize,
    /// Its own list, where it has one.
    pub(super) scope: Option<Scope>,
}

/// Values of the members of a list, counted one by one.
#[derive(Default)]
pub(super) struct FacetCounts(BTreeMap<FacetKey, BTreeMap<String, Counted>>);

impl FacetCounts {
    /// Counts a member's value. `about` says its text and its list, and is asked at its first occurrence.
    pub(super) fn add(
        &mut self,
        key: FacetKey,
        value: &str,
        about: impl FnOnce() -> (String, Option<Scope>),
    ) {
        let values = self.0.entry(key).or_default();
        if let Some(counted) = values.get_mut(value) {
            counted.count += 1;
        } else {
            let (text, scope) = about();
            let value = value.to_owned();
            values.insert(value.clone(), Counted { value, text, count: 1, scope });
        }
    }

    /// The facets in their order.
    pub(super) fn tallies(self) -> Vec<Tally> {
        let narrows = |key: FacetKey, values: usize| values > usize::from(key.needs_two());
        let facets = self.0.into_iter().filter(|(key, values)| narrows(*key, values.len()));
        let tallies = facets.map(|(key, values)| {
            let mut values: Vec<_> = values.into_values().collect();
            values.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.text.cmp(&b.text)));
            let more = values.len().saturating_sub(SHOWN);
            values.truncate(SHOWN);
            Tally { key, values, more }
        });
        tallies.collect()
    }
}
