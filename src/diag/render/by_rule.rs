//! Diagnostics that are not drawn, a line for each rule.
//!
//! In: diagnostics, the worst first. Out: lines with how many there are of each rule and where most of them are. Never: more lines
//! than rules.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::human::HumanOptions;
use crate::diag::{Resolved, Severity};

/// One rule's.
struct Rule<'r> {
    severity: Severity,
    code: &'static str,
    name: &'static str,
    count: usize,
    /// How many there are in each repository, or in each file where all are in one repository.
    places: BTreeMap<&'r str, usize>,
}

/// A line for each rule and severity, the worst first, then those with most; and how to see them. Nothing where there is none.
pub(super) fn by_rule(findings: &[&Resolved], is_rest: bool, options: HumanOptions) -> String {
    if findings.is_empty() {
        return String::new();
    }
    let of_first = repository(findings[0]);
    let is_one = findings.iter().all(|finding| repository(finding) == of_first);
    let mut rules: Vec<Rule<'_>> = Vec::new();
    for finding in findings {
        let known = |rule: &Rule<'_>| rule.code == finding.code && rule.severity == finding.severity;
        let place =
            finding.place.as_ref().map(|place| if is_one { &*place.path } else { &*place.repository });
        let at = rules.iter().position(known).unwrap_or_else(|| {
            rules.push(Rule {
                severity: finding.severity,
                code: finding.code,
                name: finding.name,
                count: 0,
                places: BTreeMap::new(),
            });
            rules.len() - 1
        });
        let rule = &mut rules[at];
        rule.count += 1;
        if let Some(place) = place.filter(|place| !place.is_empty()) {
            *rule.places.entry(place).or_default() += 1;
        }
    }
    rules.sort_by_key(|rule| (std::cmp::Reverse((rule.severity, rule.count)), rule.code));
    let mut out = String::new();
    for rule in &rules {
        let _ = writeln!(out, "{}", line(rule, options, is_one));
    }
    let all = if is_rest { "the rest" } else { "all" };
    let _ = writeln!(
        out,
        "  ({all} in full: -v; more of them: --max N; what a rule means: backlot explain NAME)\n"
    );
    out
}

/// The repository that a diagnostic is about.
fn repository(finding: &Resolved) -> Option<&str> {
    finding.place.as_ref().map(|place| &*place.repository)
}

/// `warning[BL427] 312 × link-dead   shop 120, docs 44 and 12 more`.
fn line(rule: &Rule<'_>, options: HumanOptions, is_one: bool) -> String {
    let head = format!("{:16}", format!("{}[{}]", rule.severity.as_str(), rule.code));
    let colour = match rule.severity {
        Severity::Error => "\u{1b}[1;31m",
        Severity::Warning => "\u{1b}[1;33m",
        Severity::Note => "\u{1b}[1;32m",
    };
    let (on, off) = if options.colour { (colour, "\u{1b}[0m") } else { ("", "") };
    let what = format!("{:>5} × {:<26}", rule.count, rule.name);
    let room = options.width.saturating_sub(head.len() + what.chars().count() + 2);
    format!("{on}{head}{off}{what} {}", places(rule, room, is_one)).trim_end().to_owned()
}

/// The places with most, as many as there is room for.
fn places(rule: &Rule<'_>, room: usize, is_one: bool) -> String {
    let mut sorted: Vec<_> = rule.places.iter().collect();
    sorted.sort_by_key(|(place, count)| (std::cmp::Reverse(**count), **place));
    let mut out = String::new();
    for (index, (place, count)) in sorted.iter().enumerate() {
        let left = sorted.len() - index;
        let more = if left > 1 { format!(" and {} more", left - 1) } else { String::new() };
        let separator = if index == 0 { "" } else { ", " };
        let one = if is_one && **count == 1 { (**place).to_owned() } else { format!("{place} {count}") };
        if out.chars().count() + separator.len() + one.chars().count() + more.len() > room || index == 3 {
            if index == 0 {
                return String::new();
            }
            let _ = write!(out, " and {left} more");
            break;
        }
        let _ = write!(out, "{separator}{one}");
    }
    out
}
