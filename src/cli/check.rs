//! `backlot check`: what is wrong, without building.
//!
//! In: paths of repositories or of single files. Out: findings on stdout, a summary on stderr. Never: writes a site; says that all is
//! well where nothing was checked.

use std::fmt::Write;
use std::path::PathBuf;
use std::time::Instant;

use super::arguments::CheckArguments;
use super::only::Only;
use super::outcome::{Failure, Outcome};
use super::report::{self, counted};
use super::session::Session;
use super::{baseline, here, published, terminal};
use crate::diag::{Resolved, SeverityCounts};
use crate::pipeline::{self, Scope};
use crate::site::Portal;

pub(super) fn run(options: &CheckArguments) -> Result<Outcome, Failure> {
    let begun = Instant::now();
    let progress = report::progress(&options.findings);
    let (crawl, only) = Only::of(&options.crawl)?;
    let session = Session::new(&crawl, Box::new(move |what| progress.say(what)))?;
    let published = options.catalog.as_deref();
    let published =
        published.map(|source| published::read(&session.files, source, &session.config)).transpose()?;
    let scope = published.as_ref().map_or(Scope::Likely, Scope::Part);
    let request = pipeline::Request { scope, ..session.request() };
    let (portal, findings) =
        pipeline::with_threads(options.crawl.run.jobs, || pipeline::check(&session.files, &request));
    session.everything_was_read()?;
    let mut findings = report::seen_from_here(only.findings(findings));
    only_below(&mut findings, &options.only)?;
    only.were_read(&session.files, &portal)?;
    let checked = summary(&portal, &only);
    let (files, is_empty) = (session.forget_progress(), is_empty(&portal));

    if options.write_baseline {
        let path = options.baseline.clone().unwrap_or_else(|| PathBuf::from("backlot-baseline.json"));
        baseline::write(&path, &findings)?;
        let what = counted(findings.len(), "finding", "findings");
        terminal::talk(&format!("Wrote {what} to {}\n", path.display()));
        return Ok(Outcome::Clean);
    }
    let mut known = String::new();
    if let Some(path) = &options.baseline {
        let (new, suppressed, gone) = baseline::without_known(&files, path, findings)?;
        findings = new;
        let _ = write!(known, " · {suppressed} known");
        if gone > 0 {
            let _ = write!(known, ", {gone} of the baseline are gone (--write-baseline forgets them)");
        }
    }
    report::data(&findings, &options.findings)?;
    if is_empty {
        // A gate that looks into the wrong folder should not pass unseen.
        report::summary(
            "Nothing to check: there is no catalog file, no mkdocs.yml and no docs folder here\n  help: name a repository, or a \
             folder that holds repositories\n",
            &options.findings,
        );
        return Ok(if options.findings.strict {
            Outcome::Findings
        } else {
            report::outcome(&findings, &options.findings)
        });
    }
    let counts = findings.iter().map(|finding| finding.severity).collect::<SeverityCounts>().to_string();
    let seconds = begun.elapsed().as_secs_f64();
    let counts = if counts.is_empty() { "no problems" } else { &counts };
    report::summary(&format!("{checked} in {seconds:.2} s · {counts}{known}\n"), &options.findings);
    Ok(report::outcome(&findings, &options.findings))
}

/// Whether there was nothing to check.
fn is_empty(portal: &Portal) -> bool {
    let repos = &portal.inventory.repos;
    portal.sites.is_empty()
        && repos.iter().all(|repo| repo.catalog_files.is_empty() && repo.mkdocs_files.is_empty())
}

fn summary(portal: &Portal, only: &Only) -> String {
    if let Some(files) = only.count() {
        return format!("Checked {}", counted(files, "file", "files"));
    }
    format!(
        "Checked {} and {} from {}",
        counted(portal.catalog.entities.len(), "entity", "entities"),
        counted(portal.pages.len(), "docs page", "docs pages"),
        counted(portal.inventory.repos.len(), "repository", "repositories"),
    )
}

/// Keeps what was found in these files and folders, and what has no place. Without any, everything.
fn only_below(findings: &mut Vec<Resolved>, only: &[PathBuf]) -> Result<(), Failure> {
    if only.is_empty() {
        return Ok(());
    }
    let below = |path: &PathBuf| {
        path.canonicalize().map_err(|error| {
            Failure::new(format!("cannot read `{}`: {error}", path.display()))
                .hint("`--only` names files or folders that are checked")
        })
    };
    let only = only.iter().map(below).collect::<Result<Vec<_>, _>>()?;
    findings.retain(|finding| {
        let Some(place) = &finding.place else { return true };
        let real = here::real(&place.real);
        only.iter().any(|path| real.starts_with(path))
    });
    Ok(())
}
