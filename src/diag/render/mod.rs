//! Findings to text, a file for each format.
//!
//! In: resolved findings, sorted. Out: text for a terminal, a machine, a code host. Never: prints, reads a
//! file, or leaves unescaped what a repository wrote.

mod github;
mod human;
mod json;
mod sarif;

pub(crate) use github::{annotations, step_summary};
pub(crate) use human::{HumanOptions, human};
pub(crate) use json::json;
pub(crate) use sarif::sarif;

use super::{Resolved, Severity};

/// `3 errors, 12 warnings`, without what there is none of; empty where nothing was found.
pub(crate) fn counts(findings: &[Resolved]) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Note, "note")]
        .into_iter()
        .filter_map(|(severity, word)| match count(severity) {
            0 => None,
            1 => Some(format!("1 {word}")),
            many => Some(format!("{many} {word}s")),
        })
        .collect::<Vec<_>>()
        .join(", ")
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}
