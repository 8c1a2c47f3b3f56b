//! `backlot build`: the portal, as files.
//!
//! In: paths and a folder to write to. Out: the site, findings, a summary on stderr. Never: leaves a half-written
//! site; exits with 0 or 1 where there is none.

use std::fmt::Write;
use std::time::Instant;

use super::arguments::BuildArguments;
use super::outcome::{Failure, Outcome};
use super::report::{self, counted};
use super::session::Session;
use super::size::size;
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
    let publisher =
        Publisher::begin(&session.files, &options.output).map_err(|error| Failure::new(error.to_string()))?;
    let request = session.request();
    let (built, findings) = pipeline::with_threads(options.crawl.run.jobs, || {
        pipeline::build(&session.files, &request, &publisher)
    });
    let published = publisher.commit().map_err(|error| Failure::new(error.to_string()))?;

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
    let counts = findings.iter().map(|finding| finding.severity).collect::<SeverityCounts>().to_string();
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
    report::summary(&summary, &options.findings);
    Ok(report::outcome(&findings, &options.findings))
}
