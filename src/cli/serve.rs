//! `backlot serve`: preview while writing.
//!
//! In: paths and a port. Out: a preview until it is ended; what happens, on stderr. Never: writes a file.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::arguments::ServeArguments;
use super::outcome::{Failure, Outcome};
use super::session::Session;
use super::{report, terminal};
use crate::diag::render::{self, HumanOptions};
use crate::diag::{Resolved, Severity};
use crate::output::Tree;
use crate::pipeline;
use crate::serve::{self, Options, Site};

pub(super) fn run(options: &ServeArguments) -> Result<Outcome, Failure> {
    let first = Session::new(&options.crawl, Box::new(|_| {}))?;
    let mut watch = first.paths.clone();
    watch.extend(options.crawl.run.config.iter().cloned());
    watch.extend(first.config.theme_dir.clone());
    let say = |line: &str| terminal::talk(&format!("{line}\n"));
    serve::serve(&Options {
        build: &|| build(options),
        watch,
        port: options.port,
        poll: options.poll,
        say: &say,
        draw: &|findings, touched| of_use(findings, touched),
    })
    .map_err(|error| Failure::new(error.to_string()))?;
    Ok(Outcome::Clean)
}

/// Everything anew, the configuration too: a writer changes that as well.
fn build(options: &ServeArguments) -> Result<Site, String> {
    let built = std::panic::catch_unwind(|| {
        let session =
            Session::new(&options.crawl, Box::new(|_| {})).map_err(|failure| failure.to_string())?;
        let tree = Tree::new();
        let request = session.request();
        let (built, findings) = pipeline::with_threads(options.crawl.run.jobs, || {
            pipeline::build(&session.files, &request, &tree)
        });
        let findings = report::seen_from_here(findings);
        Ok(Site { files: session.files, tree, findings, pages: built.pages })
    });
    built.unwrap_or_else(|_| Err("this is a bug in backlot; report it with the lines above".to_owned()))
}

/// The findings that a writer wants to see over the page: every error, and warnings in the files worked on.
fn of_use(findings: &[Resolved], touched: &BTreeSet<PathBuf>) -> String {
    let worked_on = |one: &Resolved| one.place.as_ref().is_some_and(|place| touched.contains(&place.real));
    let mut shown: Vec<_> = findings
        .iter()
        .filter(|one| match one.severity {
            Severity::Error => true,
            Severity::Warning => worked_on(one),
            Severity::Note => false,
        })
        .cloned()
        .collect();
    // What was just written comes first: the strip has room for one.
    shown.sort_by_key(|one| (one.severity != Severity::Error, !worked_on(one)));
    render::human(&shown, HumanOptions::default())
}
