//! What every command over repositories needs first: the paths, the configuration, the door to the files.
//!
//! In: flags. Out: a [`Session`], or why there is none. Never: goes on with a configuration it did not understand.

use std::path::{Path, PathBuf};

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
    say: Say,
}

/// Is told what is being done.
pub(super) type Say = Box<dyn Fn(&str) + Send + Sync>;

/// Draws PlantUML.
type Draw = dyn Fn(&str) -> Result<String, String> + Send + Sync;

/// What draws PlantUML, where the configuration says so.
pub(super) fn plantuml(config: &Config) -> Option<Box<Draw>> {
    let command = PlantUml::of(config)?;
    Some(Box::new(move |source| command.draw(source)))
}

impl Session {
    pub(super) fn new(options: &CrawlArguments, say: Say) -> Result<Self, Failure> {
        Self::through(Files::disk(), options, say)
    }

    /// With files that were looked at before.
    pub(super) fn through(files: Files, options: &CrawlArguments, say: Say) -> Result<Self, Failure> {
        let paths = if options.paths.is_empty() { vec![PathBuf::from(".")] } else { options.paths.clone() };
        for path in &paths {
            files.root(path, "").map_err(|error| {
                Failure::new(format!("cannot read the folder `{}`: {error}", path.display()))
                    .hint("name a repository, or a folder that holds repositories")
            })?;
        }
        let (config, found) = load(&files, &paths, &options.run.config)?;
        let plantuml = plantuml(&config);
        Ok(Self { files, paths, config, found, plantuml, say })
    }

    /// The files; nothing more is to be said of what is being done.
    pub(super) fn forget_progress(self) -> Files {
        self.files
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
        let plantuml = self.plantuml.as_deref().map(|draw| draw as crate::docs::Draw<'_>);
        let progress = Some(&*self.say as pipeline::Progress<'_>);
        let tools = pipeline::Tools { git, plantuml, progress, stage: None };
        let scope = pipeline::Scope::Organisation;
        pipeline::Request { paths: &self.paths, config: &self.config, found: &self.found, scope, tools }
    }
}

/// What to do about a configuration that cannot be read.
fn missing_config(named: &[PathBuf]) -> String {
    let missing = named.iter().find(|path| !path.exists());
    let beside = missing.and_then(|path| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        ["backlot.yaml", "backlot.yml", "app-config.yaml"]
            .into_iter()
            .map(|name| folder.join(name))
            .find(|path| path.exists())
    });
    match (missing, beside) {
        (Some(_), Some(path)) => {
            format!("the path starts from the working folder; did you mean `{}`?", path.display())
        }
        (Some(path), None) => format!(
            "there is no file `{}` below the working folder: correct the path, or leave `--config` out to use the backlot.yaml beside the paths",
            path.display()
        ),
        (None, _) => "name a file that can be read".to_owned(),
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
    let rules = crate::rules::all();
    let request = config::Request { named, folders: &folders, environment: &environment, rules: &rules };
    let (config, found) = config::load(files, &request)
        .map_err(|error| Failure::new(error.to_string()).hint(missing_config(named)))?;
    let found = found.sorted(files);
    if found.worst() == Some(Severity::Error) {
        report::talk(&report::seen_from_here(resolve(&found, files)));
        return Err(Failure::new("the configuration is not understood, so nothing was done"));
    }
    Ok((config, found))
}
