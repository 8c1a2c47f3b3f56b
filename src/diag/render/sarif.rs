//! Findings as SARIF 2.1.0, for code scanning.
//!
//! In: resolved findings. Out: one log with one run. Never: a line without its file, or a path that is not a
//! valid URI reference (OASIS SARIF 2.1.0, 3.4 and 3.10).

use percent_encoding::{AsciiSet, utf8_percent_encode};
use serde_json::{Value, json};

use crate::diag::{Code, Place, Resolved, Severity, fingerprint};
use crate::url::URI_PATH;

/// A relative reference may not hold a colon in its first part (RFC 3986, 4.2).
const PATH: &AsciiSet = &URI_PATH.add(b':');

/// The findings, with a line break at the end.
pub(crate) fn sarif(findings: &[Resolved]) -> String {
    let mut rules: Vec<&'static Code> = findings.iter().map(|finding| finding.rule).collect();
    rules.sort_unstable_by_key(|code| code.id);
    rules.dedup();
    let prints = fingerprint::all(findings);
    let results: Vec<Value> = findings
        .iter()
        .zip(&prints)
        .map(|(finding, print)| {
            let index = rules.iter().position(|rule| rule.id == finding.code);
            let mut result = json!({
                "ruleId": finding.code,
                "ruleIndex": index.map_or(-1, |index| index as i64),
                "level": level(finding.severity),
                "message": { "text": text(finding) },
                "partialFingerprints": { "backlot/v1": print },
            });
            if let Some(place) = &finding.place {
                result["locations"] = json!([{ "physicalLocation": physical(place) }]);
            }
            if !finding.secondary.is_empty() {
                result["relatedLocations"] = finding
                    .secondary
                    .iter()
                    .enumerate()
                    .map(|(id, place)| {
                        let mut location = json!({ "id": id, "physicalLocation": physical(place) });
                        if !place.label.is_empty() {
                            location["message"] = json!({ "text": place.label });
                        }
                        location
                    })
                    .collect();
            }
            result
        })
        .collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "backlot",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules.iter().map(|code| rule(code)).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn rule(code: &Code) -> Value {
    json!({
        "id": code.id,
        "name": code.name,
        "shortDescription": { "text": code.summary },
        "fullDescription": { "text": code.summary },
        "help": { "text": code.explain, "markdown": code.explain },
        "defaultConfiguration": { "level": level(code.severity) },
    })
}

fn level(severity: Severity) -> &'static str {
    severity.as_str()
}

fn text(finding: &Resolved) -> String {
    match &finding.help {
        Some(help) => format!("{}\nhelp: {help}", finding.message),
        None => finding.message.clone(),
    }
}

fn physical(place: &Place) -> Value {
    let uri = utf8_percent_encode(&place.path, PATH).to_string();
    let mut location = json!({ "artifactLocation": { "uri": uri } });
    if !place.whole_file {
        location["region"] = json!({
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
            "snippet": { "text": place.source },
        });
    }
    location
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::diag::codes::source::{NOT_UTF8, UNREADABLE};

    /// A finding of each severity: with places, with a file only, with neither.
    pub(in crate::diag) fn sample() -> Vec<Resolved> {
        let bare = |code: &'static Code, severity, message: &str| Resolved {
            rule: code,
            code: code.id,
            name: code.name,
            severity,
            message: message.to_owned(),
            place: None,
            secondary: Vec::new(),
            help: None,
            notes: Vec::new(),
            entity: None,
        };
        let place = |path: &str, line, column, end_column, source: &str, label: &str| Place {
            path: path.to_owned(),
            line,
            column,
            end_line: line,
            end_column,
            label: label.to_owned(),
            source: source.to_owned(),
            source_from: 0,
            repository: String::new(),
            whole_file: source.is_empty(),
            file: crate::source::FileId(0),
            real: path.into(),
        };
        let mut first = bare(&NOT_UTF8, Severity::Error, "page is not UTF-8");
        first.place = Some(place("shop/docs/a.md", 2, 5, 10, "two three", "this byte"));
        first.secondary = vec![place("shop/docs/b.md", 7, 1, 6, "first", "first here")];
        first.help = Some("save it as UTF-8".to_owned());
        first.notes = vec!["shown with U+FFFD".to_owned()];
        let mut second = bare(&UNREADABLE, Severity::Warning, "folder cannot be read");
        second.place = Some(place("shop/x", 1, 1, 1, "", ""));
        vec![first, second, bare(&UNREADABLE, Severity::Note, "nothing in particular")]
    }

    #[test]
    fn a_log() {
        let log: Value = serde_json::from_str(&sarif(&sample())).unwrap();
        let run = &log["runs"][0];
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "BL101");
        assert_eq!(run["results"][0]["ruleIndex"], 1);
        let place = &run["results"][0]["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "shop/docs/a.md");
        assert_eq!(place["region"]["endColumn"], 10);
        assert_eq!(run["results"][2]["locations"], Value::Null);
    }
}
