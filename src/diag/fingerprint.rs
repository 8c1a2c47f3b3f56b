//! Findings that are the same although lines have moved.
//!
//! In: resolved findings, sorted. Out: a fingerprint each, for baselines and for SARIF. Never: takes a line
//! number into account; gives two findings of one run the same fingerprint.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_64;

use super::Resolved;

/// A fingerprint for each finding: its code, file, entity and message, and how many alike came before it.
pub(crate) fn all(findings: &[Resolved]) -> Vec<String> {
    let mut seen: HashMap<u64, u32> = HashMap::new();
    findings
        .iter()
        .map(|finding| {
            let path = finding.place.as_ref().map_or("", |place| &place.path);
            let entity = finding.entity.as_deref().unwrap_or_default();
            let key = [finding.code, path, entity, &finding.message].join("\0");
            let hash = xxh3_64(key.as_bytes());
            let before = seen.entry(hash).or_default();
            *before += 1;
            format!("{hash:016x}:{before}")
        })
        .collect()
}
