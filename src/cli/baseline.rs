//! Known findings, so that an old organisation can begin: they are not reported, new ones are.
//!
//! In: findings, and a file of fingerprints. Out: the findings that are new, or the file. Never: takes line
//! numbers into account: an edit above a finding does not make it new.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Value, json};

use super::outcome::Failure;
use crate::diag::{Resolved, fingerprint};
use crate::output;
use crate::source::Files;

/// Writes all findings as known.
pub(super) fn write(path: &Path, findings: &[Resolved]) -> Result<(), Failure> {
    let known: Vec<Value> = findings
        .iter()
        .zip(fingerprint::all(findings))
        .map(|(finding, fingerprint)| {
            json!({
                "fingerprint": fingerprint,
                "code": finding.code,
                "path": finding.place.as_ref().map(|place| &place.path),
                "message": finding.message,
            })
        })
        .collect();
    let text = serde_json::to_string_pretty(&json!({ "version": 1, "known": known })).unwrap_or_default();
    output::write_named(path, (text + "\n").as_bytes())
        .map_err(|error| Failure::new(format!("cannot write the baseline `{}`: {error}", path.display())))
}

/// The findings that the file does not know, how many it knows of these, and how many of its own are gone.
pub(super) fn without_known(
    files: &Files,
    path: &Path,
    findings: Vec<Resolved>,
) -> Result<(Vec<Resolved>, usize, usize), Failure> {
    let fail = |reason: String| {
        Failure::new(format!("cannot read the baseline `{}`: {reason}", path.display()))
            .hint("`backlot check --write-baseline` with the same `--baseline` writes it")
    };
    let id = files.id_of_named(path, &path.display().to_string());
    let bytes = files.read_id(id).map_err(|error| fail(error.to_string()))?;
    let value: Value = serde_json::from_slice(&bytes).map_err(|error| fail(error.to_string()))?;
    let known: BTreeSet<&str> = value["known"]
        .as_array()
        .filter(|_| value["version"] == 1)
        .ok_or_else(|| fail("it is not one of ours".to_owned()))?
        .iter()
        .filter_map(|entry| entry["fingerprint"].as_str())
        .collect();
    let prints = fingerprint::all(&findings);
    let before = findings.len();
    let new: Vec<_> = findings
        .into_iter()
        .zip(&prints)
        .filter(|(_, print)| !known.contains(print.as_str()))
        .map(|(finding, _)| finding)
        .collect();
    let suppressed = before - new.len();
    let gone = known.len() - suppressed;
    Ok((new, suppressed, gone))
}
