//! Entities whose documents were refused: where it is said why.
//!
//! In: the catalog, the findings, the lists they stand in. Out: for each such reference its first error and the place of
//! that on a page. Never: an entity that exists all the same.

use std::collections::{HashMap, HashSet};

use crate::catalog::{Catalog, EntityRef};
use crate::diag::{Resolved, Severity};
use crate::site::{FINDINGS, HealthScope, SitePlan};
use crate::url::{PageNumber, SiteLink};

/// Why there is no such entity.
#[derive(Debug)]
pub(super) struct Refusal {
    /// Index of the finding that says it.
    at: usize,
    /// The fragment of that finding on every page.
    anchor: String,
    /// Where the list of its rule says it.
    pub place: SiteLink,
}

/// What was refused, by canonical reference.
#[derive(Debug, Default)]
pub(super) struct Refusals(HashMap<String, Refusal>);

impl Refusals {
    /// Reads them out of the sorted findings.
    pub(super) fn new(catalog: &Catalog, findings: &[Resolved], plan: &SitePlan) -> Self {
        let refused: HashSet<&str> = catalog
            .refused
            .iter()
            .filter_map(|refused| refused.reference.as_ref())
            .filter(|reference| catalog.find(reference).is_none())
            .map(EntityRef::as_str)
            .collect();
        let mut first: HashMap<usize, &str> = HashMap::new();
        let mut named: HashSet<&str> = HashSet::new();
        for (at, finding) in findings.iter().enumerate().filter(|(_, one)| one.severity == Severity::Error) {
            if let Some(reference) = finding.entity.as_deref()
                && refused.contains(reference)
                && named.insert(reference)
            {
                first.insert(at, reference);
            }
        }
        let mut out = Self::default();
        for list in plan.health.iter().filter(|list| matches!(list.scope, HealthScope::Rule(_))) {
            for (place, at) in list.findings.iter().enumerate() {
                let Some(reference) = first.get(at) else { continue };
                // Its place among the refused of its rule: other findings come and go without moving it.
                let anchor = format!("refused-{}", out.0.len() + 1);
                let page = list.path.page(PageNumber::at(place / FINDINGS));
                let place = page.with_fragment(&anchor);
                out.0.insert((*reference).to_owned(), Refusal { at: *at, anchor, place });
            }
        }
        out
    }

    /// Why there is no entity of this reference, where its document was refused.
    pub(super) fn of(&self, reference: &str) -> Option<&Refusal> {
        self.0.get(reference)
    }

    /// The fragment of a finding, given with its index; empty for most.
    pub(super) fn anchor(&self, at: usize, finding: &Resolved) -> &str {
        let of = finding.entity.as_deref().and_then(|reference| self.of(reference));
        of.filter(|refusal| refusal.at == at).map_or("", |of| &of.anchor)
    }
}
