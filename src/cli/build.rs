//! `backlot build`: the portal, as files.
//!
//! In: paths and a folder to write to. Out: the site, findings, a summary on stderr. Never: leaves a half-written
//! site; exits with 0 or 1 where there is none.

use std::fmt::Write;
use std::time::Instant;

use super::arguments::BuildArguments;
use super::outcome::{Failure, Outcome};
use super::session::Session;
use super::{report, terminal};
use crate::diag::{SeverityCounts, resolve};
use crate::output::Publisher;
use crate::pipeline;

pub(super) fn run(options: &BuildArguments) -> Result<Outcome, Failure> {
    let begun = Instant::now();
    let mut session = Session::new(&options.crawl)?;
    if options.base_url.is_some() {
        session.config.base_url.clone_from(&options.base_url);
    }
    let publisher =
        Publisher::begin(&session.files, &options.output).map_err(|error| Failure::new(error.to_string()))?;
    let request = session.request();
    let (built, found) = pipeline::with_threads(options.crawl.run.jobs, || {
        pipeline::build(&session.files, &request, &publisher)
    });
    let published = publisher.commit().map_err(|error| Failure::new(error.to_string()))?;

    let findings = report::seen_from_here(resolve(&found, &session.files));
    report::beside(&findings, &options.findings)?;

    let mut summary = format!(
        "Built {} pages ({} entities, {} docs) from {} repos in {:.2} s",
        built.pages,
        built.portal.catalog.entities.len(),
        built.docs,
        built.portal.inventory.repos.len(),
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
    terminal::talk(&summary);
    Ok(report::outcome(&findings, &options.findings))
}

/// Bytes for people.
fn size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{:.1} kB", bytes as f64 / 1e3),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
