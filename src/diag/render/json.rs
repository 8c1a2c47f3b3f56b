//! Findings as JSON, for scripts.
//!
//! In: resolved findings. Out: one object with a summary and the list. Never: changes a field's name within a
//! major version.

use serde::Serialize;

use crate::diag::{Resolved, SeverityCounts};

#[derive(Serialize)]
struct Report<'r> {
    tool: &'static str,
    version: &'static str,
    summary: SeverityCounts,
    diagnostics: &'r [Resolved],
}

/// The findings, indented, with a line break at the end.
pub(crate) fn json(findings: &[Resolved]) -> String {
    let report = Report {
        tool: "backlot",
        version: env!("CARGO_PKG_VERSION"),
        summary: findings.iter().map(|finding| finding.severity).collect(),
        diagnostics: findings,
    };
    // Serialising strings, numbers and lists into memory cannot fail.
    serde_json::to_string_pretty(&report).unwrap_or_default() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::render::sarif::tests::sample;

    #[test]
    fn machine_readable() {
        let value: serde_json::Value = serde_json::from_str(&json(&sample())).unwrap();
        assert_eq!(value["summary"]["errors"], 1);
        assert_eq!(value["diagnostics"][0]["place"]["line"], 2);
        assert_eq!(value["diagnostics"][0]["severity"], "error");
        assert_eq!(value["diagnostics"][2]["place"], serde_json::Value::Null);
    }
}
