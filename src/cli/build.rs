//! `backlot build`: the portal, as files.
//!
//! In: paths and a folder to write to. Out: the site, findings, a summary on stderr. Never: leaves a half-written
//! site; exits with 0 or 1 where there is none.

use std::fmt::Write;
use std::time::Instant;

use super::arguments::BuildArguments;
use super::hosts;
use super::outcome::{Failure, Outcome};
use super::report::{self, counted};
use super::session::Session;
use super::size::size;
use super::stages::Stages;
use super::unchanged::{Inputs, Report};
use crate::config;
use crate::diag::SeverityCounts;
use crate::output::Publisher;
use crate::pipeline;

pub(super) fn run(options: &BuildArguments) -> Result<Outcome, Failure> {
    let begun = Instant::now();
    let progress = report::progress(&options.findings);
    let mut session = Session::new(&options.crawl, Box::new(move |what| progress.say(what)))?;
    if let Some(url) = &options.base_url {
        if let Some(help) = config::web_fault(url) {
            return Err(Failure::new(format!("`--base-url {url}` is not an absolute URL")).hint(help));
        }
        session.config.base_url.clone_from(&options.base_url);
    }
    // Before anything is read: what changes from here on differs from what is remembered.
    let inputs = Inputs::of(&session, options);
    let for_people = report::is_for_people(&options.findings);
    let before = inputs.filter(|_| for_people && !options.no_cache);
    if let Some(report) = before.and_then(|inputs| inputs.built(&options.output)) {
        return Ok(unchanged(options, &report, begun));
    }
    let publisher =
        Publisher::begin(&session.files, &options.output).map_err(|error| Failure::new(error.to_string()))?;
    let stages = Stages::default();
    let tell = |stage| stages.begin(stage);
    let mut request = session.request();
    request.tools.stage = Some(&tell);
    let (built, findings) = pipeline::with_threads(options.crawl.run.jobs, || {
        pipeline::build(&session.files, &request, &publisher)
    });
    let counts: SeverityCounts = findings.iter().map(|finding| finding.severity).collect();
    if let Some(inputs) = inputs {
        let report = Report { counts, pages: built.pages, published: publisher.so_far() };
        inputs.remember(publisher.staged(), &report);
    }
    let published = publisher.commit().map_err(|error| Failure::new(error.to_string()))?;

    let table = stages.end();
    let findings = report::seen_from_here(findings);
    drop(session);
    report::beside(&findings, &options.findings)?;

    let mut summary = format!(
        "Built {} ({}, {}) from {} in {:.2} s",
        counted(built.pages, "page", "pages"),
        counted(built.portal.catalog.entities.len(), "entity", "entities"),
        counted(built.docs, "docs page", "docs pages"),
        counted(built.portal.inventory.repos.len(), "repository", "repositories"),
        begun.elapsed().as_secs_f64(),
    );
    let counts = counts.to_string();
    if !counts.is_empty() {
        let _ = write!(summary, " · {counts}");
    }
    let _ = writeln!(
        summary,
        " · {}, {} of {} files changed → {}",
        size(published.bytes),
        published.changed,
        published.files,
        options.output.display()
    );
    for warning in hosts::warnings(published.files, published.bytes) {
        let _ = writeln!(summary, "warning: {warning}");
    }
    if options.timings {
        summary.push_str(&table);
    }
    report::summary(&summary, &options.findings);
    Ok(report::outcome(&findings, &options.findings))
}

/// Says what the last build said in full.
fn unchanged(options: &BuildArguments, report: &Report, begun: Instant) -> Outcome {
    let Report { counts, pages, published } = report;
    let seconds = begun.elapsed().as_secs_f64();
    let mut summary =
        format!("Nothing changed: {pages} pages stand as they were built, seen in {seconds:.2} s");
    let shown = counts.to_string();
    if !shown.is_empty() {
        let _ = write!(summary, " · {shown} (listed with `--no-cache`)");
    }
    let (size, files) = (size(published.bytes), published.files);
    let _ = writeln!(summary, " · {size} in {files} files → {}", options.output.display());
    report::summary(&summary, &options.findings);
    report::outcome_of(*counts, &options.findings)
}
