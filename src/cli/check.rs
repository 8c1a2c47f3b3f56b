//! `backlot check`: what is wrong, without building.
//!
//! In: paths. Out: findings on stdout, a summary on stderr. Never: writes a site.

use std::fmt::Write;
use std::path::PathBuf;
use std::time::Instant;

use super::arguments::CheckArguments;
use super::outcome::{Failure, Outcome};
use super::session::Session;
use super::{baseline, report, terminal};
use crate::diag::{SeverityCounts, resolve};
use crate::pipeline;

pub(super) fn run(options: &CheckArguments) -> Result<Outcome, Failure> {
    let begun = Instant::now();
    let session = Session::new(&options.crawl)?;
    let request = session.request();
    let (portal, found) =
        pipeline::with_threads(options.crawl.run.jobs, || pipeline::read(&session.files, &request));
    session.everything_was_read()?;
    let mut findings = report::seen_from_here(resolve(&found, &session.files));

    let mut summary = String::new();
    if options.write_baseline {
        let path = options.baseline.clone().unwrap_or_else(|| PathBuf::from("backlot-baseline.json"));
        baseline::write(&path, &findings)?;
        let _ = writeln!(summary, "Wrote {} findings to {}", findings.len(), path.display());
        terminal::talk(&summary);
        return Ok(Outcome::Clean);
    }
    let mut known = String::new();
    if let Some(path) = &options.baseline {
        let (new, suppressed, gone) = baseline::without_known(&session.files, path, findings)?;
        findings = new;
        let _ = write!(known, " · {suppressed} known");
        if gone > 0 {
            let _ = write!(known, ", {gone} of the baseline are gone (--write-baseline forgets them)");
        }
    }
    report::data(&findings, &options.findings)?;
    let counts = findings.iter().map(|finding| finding.severity).collect::<SeverityCounts>().to_string();
    let _ = writeln!(
        summary,
        "Checked {} entities from {} repos in {:.2} s · {}{known}",
        portal.catalog.entities.len(),
        portal.inventory.repos.len(),
        begun.elapsed().as_secs_f64(),
        if counts.is_empty() { "nothing found" } else { &counts },
    );
    terminal::talk(&summary);
    Ok(report::outcome(&findings, &options.findings))
}
