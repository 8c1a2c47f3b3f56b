//! Findings for GitHub Actions.
//!
//! In: resolved findings. Out: workflow commands (`::error file=…::…`), and Markdown for the step's summary.
//! Never: lets a finding's text end a command or a table cell. GitHub shows ten annotations of a severity a
//! step: the order is the most severe first.

use std::fmt::Write;

use crate::diag::{Resolved, SeverityCounts};

/// Workflow commands, a line each, the most severe first.
pub(crate) fn annotations(findings: &[Resolved]) -> String {
    let mut out = String::new();
    for finding in most_severe_first(findings) {
        let command = match finding.severity.as_str() {
            "note" => "notice",
            other => other,
        };
        let _ = write!(out, "::{command} ");
        if let Some(place) = &finding.place {
            let _ = write!(out, "file={},line={},col={},", property(&place.path), place.line, place.column);
            if !place.whole_file {
                let _ = write!(out, "endLine={},", place.end_line);
                // A column of another line than the first is refused by GitHub.
                if place.end_line == place.line {
                    let _ = write!(out, "endColumn={},", place.end_column);
                }
            }
        }
        let title = format!("{} {}", finding.code, finding.name);
        let mut text = finding.message.clone();
        if let Some(help) = &finding.help {
            let _ = write!(text, "\nhelp: {help}");
        }
        let _ = writeln!(out, "title={}::{}", property(&title), data(&text));
    }
    out
}

/// Most rows of a summary: GitHub refuses one of more than a megabyte.
const MOST_ROWS: usize = 500;

/// Markdown for `$GITHUB_STEP_SUMMARY`.
pub(crate) fn step_summary(findings: &[Resolved]) -> String {
    let mut out = String::from("## Backlot\n\n");
    if findings.is_empty() {
        out.push_str("Nothing found.\n");
        return out;
    }
    let _ = writeln!(
        out,
        "{}\n\n| | Rule | Where | What |\n|---|---|---|---|",
        findings.iter().map(|finding| finding.severity).collect::<SeverityCounts>()
    );
    for finding in most_severe_first(findings).take(MOST_ROWS) {
        let mark = match finding.severity.as_str() {
            "error" => "❌",
            "warning" => "⚠️",
            _ => "ℹ️",
        };
        let help = finding.help.as_deref().map(|help| format!("<br>→ {}", cell(help))).unwrap_or_default();
        let _ = writeln!(
            out,
            "| {mark} | {} {} | {} | {}{help} |",
            finding.code,
            finding.name,
            cell(&finding.location()),
            cell(&finding.message),
        );
    }
    if findings.len() > MOST_ROWS {
        let _ = writeln!(out, "\n… and {} more.", findings.len() - MOST_ROWS);
    }
    out
}

fn most_severe_first(findings: &[Resolved]) -> impl Iterator<Item = &Resolved> {
    let mut sorted: Vec<_> = findings.iter().collect();
    sorted.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    sorted.into_iter()
}

/// Text behind `::`, as actions/toolkit escapes it.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Value of a property, as actions/toolkit escapes it.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Text of a table cell: plain, whatever it holds.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            // `@` would notify a person of that name.
            '@' => out.push_str("&#64;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' | '!' => {
                out.push('\\');
                out.push(character);
            }
            '\n' | '\r' => out.push(' '),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::render::sarif::tests::sample;

    #[test]
    fn commands() {
        let mut findings = sample();
        findings[0].message = "100% wrong :: here".to_owned();
        if let Some(place) = &mut findings[0].place {
            place.path = "a,b:c.md".to_owned();
        }
        snapbox::assert_data_eq!(annotations(&findings), "\
::error file=a%2Cb%3Ac.md,line=2,col=5,endLine=2,endColumn=10,title=BL102 not-utf8::100%25 wrong :: here%0Ahelp: save it as UTF-8
::warning file=shop/x,line=1,col=1,title=BL101 unreadable::folder cannot be read
::notice title=BL101 unreadable::nothing in particular
");
    }

    #[test]
    fn cells_stay_cells() {
        let mut findings = sample();
        findings[1].message = "<img> | `x` @me".to_owned();
        let summary = step_summary(&findings);
        assert!(summary.contains(r"&lt;img&gt; \| \`x\` &#64;me"), "{summary}");
        assert!(summary.contains("1 error, 1 warning, 1 note"), "{summary}");
    }
}
