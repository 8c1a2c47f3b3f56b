//! What every command over repositories needs first: the paths, the configuration, the door to the files.
//!
//! In: flags. Out: a [`Session`], or why there is none. Never: goes on with a configuration it did not understand.

use std::path::PathBuf;

use super::arguments::CrawlArguments;
use super::outcome::Failure;
use super::plantuml::PlantUml;
use super::report;
use crate::config::{self, Config};
use crate::diag::{Diagnostics, Severity, resolve};
use crate::pipeline;
use crate::source::Files;

/// Everything a run starts from.
pub(super) struct Session {
    pub(super) files: Files,
    pub(super) paths: Vec<PathBuf>,
    pub(super) config: Config,
    /// What is to be said of the configuration.
    pub(super) found: Diagnostics,
    plantuml: Option<Box<Draw>>,
}

/// Draws PlantUML.
type Draw = dyn Fn(&str) -> Result<String, String> + Sync;

/// What draws PlantUML, where the configuration says so.
pub(super) fn plantuml(config: &Config) -> Option<Box<Draw>> {
    let command = PlantUml::of(config)?;
    Some(Box::new(move |source| command.draw(source)))
}

impl Session {
    pub(super) fn new(options: &CrawlArguments) -> Result<Self, Failure> {
        let files = Files::disk();
        let paths = if options.paths.is_empty() { vec![PathBuf::from(".")] } else { options.paths.clone() };
        for path in &paths {
            files.root(path, "").map_err(|error| {
                Failure::new(format!("cannot read the folder `{}`: {error}", path.display()))
                    .hint("name a repository, or a folder that holds repositories")
            })?;
        }
        let (config, found) = load(&files, &paths, &options.run.config)?;
        let plantuml = plantuml(&config);
        Ok(Self { files, paths, config, found, plantuml })
    }

    /// Fails where the machine, not a file, kept something from being read: what is known then is not all.
    pub(super) fn everything_was_read(&self) -> Result<(), Failure> {
        match self.files.system_failure() {
            Some(failure) => Err(Failure::new(failure.to_string()).hint("try again; nothing was concluded")),
            None => Ok(()),
        }
    }

    /// What the pipeline is asked for.
    pub(super) fn request(&self) -> pipeline::Request<'_> {
        let git = self.config.docs.git.then_some(&super::git::run as crate::crawl::git::Run<'_>);
        let plantuml = self.plantuml.as_deref();
        pipeline::Request { paths: &self.paths, config: &self.config, found: &self.found, git, plantuml }
    }
}

/// The configuration that stands beside `paths`, or that is `named`.
pub(super) fn load(
    files: &Files,
    paths: &[PathBuf],
    named: &[PathBuf],
) -> Result<(Config, Diagnostics), Failure> {
    let here = |path: &PathBuf| path.canonicalize().ok() == PathBuf::from(".").canonicalize().ok();
    let own = PathBuf::from(".");
    let folders: Vec<_> = paths
        .iter()
        .chain([&own])
        .map(|path| config::Folder { path: path.clone(), own: here(path) })
        .collect();
    let environment = |name: &str| std::env::var(name).ok();
    let request = config::Request { named, folders: &folders, environment: &environment };
    let (config, found) = config::load(files, &request)
        .map_err(|error| Failure::new(error.to_string()).hint("name a file with `--config`"))?;
    let found = found.sorted(files);
    if found.worst() == Some(Severity::Error) {
        report::talk(&report::seen_from_here(resolve(&found, files)));
        return Err(Failure::new("the configuration is not understood, so nothing was done"));
    }
    Ok((config, found))
}
