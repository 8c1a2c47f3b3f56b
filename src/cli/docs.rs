//! `backlot docs`: one documentation site, as files.
//!
//! In: a folder with docs, a folder to write to. Out: its pages at the addresses MkDocs gives them, findings, a
//! summary on stderr. Never: reads outside the folder's repository.

use std::fmt::Write;
use std::time::Instant;

use super::arguments::DocsArguments;
use super::outcome::{Failure, Outcome};
use super::report::{self, counted};
use super::session;
use crate::crawl;
use crate::diag::SeverityCounts;
use crate::output::Publisher;
use crate::pipeline;
use crate::source::Files;

pub(super) fn run(options: &DocsArguments) -> Result<Outcome, Failure> {
    let begun = Instant::now();
    let files = Files::disk();
    let (config, found) = session::load(&files, std::slice::from_ref(&options.folder), &options.run.config)?;
    let (repo, folder) = crawl::enclosing(&files, &options.folder, &config).map_err(|error| {
        Failure::new(format!("cannot read the folder `{}`: {error}", options.folder.display()))
            .hint("name a folder with an mkdocs.yml or a docs folder")
    })?;
    let plantuml = session::plantuml(&config);
    let publisher =
        Publisher::begin(&files, &options.output).map_err(|error| Failure::new(error.to_string()))?;
    let request = pipeline::DocsRequest {
        repo,
        folder: &folder,
        beyond_techdocs: options.all_plugins,
        config: &config,
        found: &found,
        tools: pipeline::Tools {
            git: config.docs.git.then_some(&super::git::run as crawl::git::Run<'_>),
            plantuml: plantuml.as_deref().map(|draw| draw as crate::docs::Draw<'_>),
            ..pipeline::Tools::default()
        },
    };
    let (built, findings) =
        pipeline::with_threads(options.run.jobs, || pipeline::build_docs(&files, request, &publisher));
    publisher.commit().map_err(|error| Failure::new(error.to_string()))?;
    let findings = report::seen_from_here(findings);
    report::beside(&findings, &options.findings)?;
    let mut summary = format!(
        "Built {} in {:.2} s",
        counted(built.docs, "docs page", "docs pages"),
        begun.elapsed().as_secs_f64()
    );
    let counts = findings.iter().map(|finding| finding.severity).collect::<SeverityCounts>().to_string();
    if !counts.is_empty() {
        let _ = write!(summary, " · {counts}");
    }
    let _ = writeln!(summary, " → {}", options.output.display());
    report::summary(&summary, &options.findings);
    Ok(report::outcome(&findings, &options.findings))
}
