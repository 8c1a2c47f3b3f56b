//! Findings to the person or machine that runs the command.
//!
//! In: resolved findings. Out: text in the asked format. Never: changes what was found.

use std::borrow::Cow;
use std::path::Path;

use super::arguments::FindingArguments;
use super::format::Format;
use super::outcome::{Failure, Outcome};
use super::terminal::Progress;
use super::{here, terminal};
use crate::diag::render::{self, HumanOptions};
use crate::diag::{Resolved, Severity, SeverityCounts};
use crate::output;

/// The format that was asked for, else the one the environment suggests.
fn format(options: &FindingArguments) -> Format {
    let actions = std::env::var("GITHUB_ACTIONS").is_ok_and(|value| value == "true");
    options.format.unwrap_or(if actions { Format::Github } else { Format::Human })
}

/// Paths as seen from the working folder, where the files lie below it: what a terminal can open and what a
/// code host knows.
pub(super) fn seen_from_here(mut findings: Vec<Resolved>) -> Vec<Resolved> {
    for finding in &mut findings {
        for place in finding.place.iter_mut().chain(&mut finding.secondary) {
            if let Some(path) = here::below_here(&place.real) {
                place.path = path;
            }
        }
    }
    findings
}

/// Findings as data, on stdout.
pub(super) fn data(findings: &[Resolved], options: &FindingArguments) -> Result<(), Failure> {
    let findings = wanted(findings, options);
    let text = text(&findings, format(options), human(options, terminal::stdout_colour()))?;
    terminal::data(text.as_bytes());
    Ok(())
}

/// Findings of a command whose result is something else: for people on stderr, for machines on stdout.
pub(super) fn beside(findings: &[Resolved], options: &FindingArguments) -> Result<(), Failure> {
    if format(options) != Format::Human {
        return data(findings, options);
    }
    let findings = wanted(findings, options);
    terminal::talk(&text(&findings, Format::Human, human(options, terminal::stderr_colour()))?);
    Ok(())
}

/// The findings that are shown: with `--quiet` those that fail the run.
fn wanted<'f>(findings: &'f [Resolved], options: &FindingArguments) -> Cow<'f, [Resolved]> {
    if options.quiet {
        let threshold = threshold(options);
        Cow::Owned(findings.iter().filter(|finding| finding.severity >= threshold).cloned().collect())
    } else {
        Cow::Borrowed(findings)
    }
}

/// A summary for people, unless they want none.
pub(super) fn summary(text: &str, options: &FindingArguments) {
    if !options.quiet {
        terminal::talk(text);
    }
}

/// A line that says what is being done, where somebody looks on.
pub(super) fn progress(options: &FindingArguments) -> Progress {
    Progress::new(!options.quiet)
}

/// `1 page`, `2 pages`, `1,234 pages`.
pub(super) fn counted(count: usize, one: &str, many: &str) -> String {
    let digits = count.to_string();
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    format!("{shown} {}", if count == 1 { one } else { many })
}

fn text(findings: &[Resolved], format: Format, options: HumanOptions) -> Result<String, Failure> {
    Ok(match format {
        Format::Human => render::human(findings, options),
        Format::Json => render::json(findings),
        Format::Sarif => render::sarif(findings),
        Format::Github => {
            if let Ok(path) = std::env::var("GITHUB_STEP_SUMMARY") {
                output::append_named(Path::new(&path), render::step_summary(findings).as_bytes()).map_err(
                    |error| Failure::new(format!("cannot write the step summary `{path}`: {error}")),
                )?;
            }
            render::annotations(findings)
        }
    })
}

/// All findings as talk, on stderr.
pub(super) fn talk(findings: &[Resolved]) {
    let colour = terminal::stderr_colour();
    let options = HumanOptions { colour, width: terminal::width(), most: Some(usize::MAX) };
    terminal::talk(&render::human(findings, options));
}

fn human(options: &FindingArguments, colour: bool) -> HumanOptions {
    let most = if options.verbose || options.max == Some(0) { Some(usize::MAX) } else { options.max };
    HumanOptions { colour, width: terminal::width(), most }
}

/// The least severity that fails the run.
fn threshold(options: &FindingArguments) -> Severity {
    if options.strict { Severity::Warning } else { Severity::Error }
}

/// Whether a person reads what is written.
pub(super) fn is_for_people(options: &FindingArguments) -> bool {
    format(options) == Format::Human
}

/// What so many findings come to.
pub(super) fn outcome_of(counts: SeverityCounts, options: &FindingArguments) -> Outcome {
    let found = counts.errors > 0 || (options.strict && counts.warnings > 0);
    if found { Outcome::Findings } else { Outcome::Clean }
}

/// What the findings come to.
pub(super) fn outcome(findings: &[Resolved], options: &FindingArguments) -> Outcome {
    let found = findings.iter().any(|finding| finding.severity >= threshold(options));
    if found { Outcome::Findings } else { Outcome::Clean }
}
