//! The list of findings.
//!
//! In: findings from any stage, in any order. Out: the list sorted by file, offset and code.
//! Never: depends on the order in which threads finished.

use std::collections::BTreeMap;

use super::{Code, Diagnostic, Severity, codes};
use crate::source::Files;

/// Findings on their way to the user.
#[derive(Debug, Default, Clone)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Nothing found.
    pub fn new() -> Self {
        Self::default()
    }

    /// One more.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// All of another list.
    pub fn append(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// The entities that findings are about, sorted, each once.
    pub fn entities(&self) -> Vec<String> {
        let mut entities: Vec<String> = self.iter().filter_map(|finding| finding.entity.clone()).collect();
        entities.sort();
        entities.dedup();
        entities
    }

    /// How many of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|diagnostic| diagnostic.severity == severity).count()
    }

    /// The most severe, or `None` where nothing was found.
    pub fn worst(&self) -> Option<Severity> {
        self.0.iter().map(|diagnostic| diagnostic.severity).max()
    }

    /// Sorts by file as shown, place, code and message, and drops exact repetitions.
    #[must_use]
    pub fn sorted(mut self, files: &Files) -> Self {
        self.0.sort_by_cached_key(|diagnostic| sort_key(diagnostic, files));
        self.0.dedup_by_key(|diagnostic| sort_key(diagnostic, files));
        self
    }

    /// Severities as configuration sets them, by a code's id or name: `off` takes a finding away. Quiet codes are there only if
    /// they are set.
    #[must_use]
    pub fn with_rules(mut self, rules: &BTreeMap<String, String>) -> Self {
        let set = |code: &Code| {
            let mut entries = rules.iter();
            entries.find(|(key, _)| key.eq_ignore_ascii_case(code.id) || key.eq_ignore_ascii_case(code.name))
        };
        self.0.retain_mut(|finding| {
            match set(finding.code).map(|(_, severity)| severity.as_str()) {
                Some("off") => return false,
                Some("note") => finding.severity = Severity::Note,
                Some("warning") => finding.severity = Severity::Warning,
                Some("error") => finding.severity = Severity::Error,
                _ => return !codes::QUIET.iter().any(|quiet| quiet.id == finding.code.id),
            }
            true
        });
        self
    }

    /// The findings.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// The findings, to change them (configuration that switches a rule off or raises its severity).
    pub fn retain_mut(&mut self, keep: impl FnMut(&mut Diagnostic) -> bool) {
        self.0.retain_mut(keep);
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<T: IntoIterator<Item = Diagnostic>>(findings: T) -> Self {
        Self(findings.into_iter().collect())
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, findings: T) {
        self.0.extend(findings);
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

fn sort_key(diagnostic: &Diagnostic, files: &Files) -> (String, u32, &'static str, String) {
    let place = diagnostic.primary.as_ref().map(|label| label.span);
    (
        place.map(|span| files.display(span.file).to_string()).unwrap_or_default(),
        place.map_or(0, |span| span.start),
        diagnostic.code.id,
        diagnostic.message.clone(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::codes::source::{NOT_UTF8, UNREADABLE};

    #[test]
    fn rules_set_severity() {
        let found: Diagnostics =
            [Diagnostic::new(&NOT_UTF8, "a"), Diagnostic::new(&UNREADABLE, "b")].into_iter().collect();
        let rules = [("not-utf8", "off"), ("bl101", "note")]
            .map(|(key, severity)| (key.to_owned(), severity.to_owned()));
        let found = found.with_rules(&rules.into_iter().collect());
        let left: Vec<_> = found.iter().map(|finding| (finding.message.as_str(), finding.severity)).collect();
        assert_eq!(left, [("b", Severity::Note)]);
    }
}
