//! Findings to the person or machine that runs the command.
//!
//! In: resolved findings. Out: text in the asked format. Never: changes what was found.

use std::path::Path;

use super::arguments::FindingArguments;
use super::format::Format;
use super::outcome::{Failure, Outcome};
use super::{here, terminal};
use crate::diag::render::{self, HumanOptions};
use crate::diag::{Resolved, Severity};
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
    let text = text(findings, format(options), human(options.max, terminal::stdout_colour()))?;
    terminal::data(text.as_bytes());
    Ok(())
}

/// Findings of a command whose result is something else: for people on stderr, for machines on stdout.
pub(super) fn beside(findings: &[Resolved], options: &FindingArguments) -> Result<(), Failure> {
    if format(options) != Format::Human {
        return data(findings, options);
    }
    terminal::talk(&text(findings, Format::Human, human(options.max, terminal::stderr_colour()))?);
    Ok(())
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

/// Findings as talk, on stderr.
pub(super) fn talk(findings: &[Resolved]) {
    let options = human(HumanOptions::default().per_rule, terminal::stderr_colour());
    terminal::talk(&render::human(findings, options));
}

fn human(most: usize, colour: bool) -> HumanOptions {
    let per_rule = if most == 0 { usize::MAX } else { most };
    HumanOptions { colour, width: terminal::width(), per_rule }
}

/// What the findings come to.
pub(super) fn outcome(findings: &[Resolved], options: &FindingArguments) -> Outcome {
    let threshold = if options.strict { Severity::Warning } else { Severity::Error };
    let found = findings.iter().any(|finding| finding.severity >= threshold);
    if found { Outcome::Findings } else { Outcome::Clean }
}
