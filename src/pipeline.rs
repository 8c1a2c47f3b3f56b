//! The whole program on one screen. It and the steps below it are the only place that works in parallel.
//!
//! ```text
//! paths ─structure→ Structure ─texts→ [Text] ─connect→ Connected ─whole→ Whole ─┬─publish→ every file, to a sink
//!                                                          └ revised ←──────────┴─file───→ the one that is asked for
//! ```
//!
//! In: paths and a configuration. Out: files handed to a sink or to whoever asks, and what was found on the way.
//! Never: holds a rule of its own; prints; reads the clock.

mod connect;
mod guard;
mod kept;
mod publish;
mod revise;
mod stage;
mod structure;
mod texts;
mod whole;

use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::catalog::Published;
use crate::config::Config;
use crate::crawl::{Repo, git};
use crate::diag::{self, Diagnostics, Resolved};
use crate::docs;
use crate::output::Sink;
use crate::render::Theme;
use crate::site::{self, Portal};
use crate::source::Files;

pub(crate) use revise::Revision;
pub(crate) use stage::Stage;
pub(crate) use whole::Whole;

use kept::Kept;
use structure::Structure;

/// What is to be built.
#[derive(Clone, Copy)]
pub(crate) struct Request<'a> {
    /// Repositories, or folders of repositories.
    pub paths: &'a [PathBuf],
    /// The portal's configuration.
    pub config: &'a Config,
    /// What was found before there was anything to read: in the configuration.
    pub found: &'a Diagnostics,
    /// What the paths are of the organisation.
    pub scope: Scope<'a>,
    /// What comes from outside.
    pub tools: Tools<'a>,
}

/// What is crawled of the organisation.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) enum Scope<'a> {
    /// All of it.
    #[default]
    Organisation,
    /// What the paths look like: one repository is a part, a folder of repositories the whole.
    Likely,
    /// One repository of the organisation that has this catalog.
    Part(&'a Published),
}

/// One doc site that is built alone.
pub(crate) struct DocsRequest<'a> {
    /// Its repository.
    pub repo: Repo,
    /// Its folder below the repository's root.
    pub folder: &'a str,
    /// Whether extensions count that no TechDocs image holds.
    pub beyond_techdocs: bool,
    /// Settings.
    pub config: &'a Config,
    /// What was found in the configuration.
    pub found: &'a Diagnostics,
    /// What comes from outside.
    pub tools: Tools<'a>,
}

/// What the program does not do itself.
#[derive(Clone, Copy, Default)]
pub(crate) struct Tools<'a> {
    /// Runs git for dates and authors; `None` leaves them out.
    pub git: Option<git::Run<'a>>,
    /// Draws PlantUML; `None` leaves its source to be read.
    pub plantuml: Option<docs::Draw<'a>>,
    /// Is told what is being done.
    pub progress: Option<Progress<'a>>,
    /// Is told which stage begins.
    pub stage: Option<stage::Tell<'a>>,
}

/// Is told what is being done, in a few words.
pub(crate) type Progress<'a> = &'a (dyn Fn(&str) + Sync);

impl Tools<'_> {
    fn begin(&self, stage: Stage) {
        if let Some(tell) = self.stage {
            tell(stage);
        }
        if let Some(progress) = self.progress {
            progress(stage.name());
        }
    }
}

/// Reads everything; writes nothing. The diagnostics are in no order, and no rule has been applied to them.
pub(crate) fn read(files: &Files, request: &Request<'_>) -> (Portal, Diagnostics) {
    let kept = Kept::default();
    let structure = Structure::of_portal(files, request, &kept);
    let texts = texts::texts(files, &structure, request.tools, &kept);
    request.tools.begin(Stage::Links);
    let connected = connect::connect(files, request.config, &structure, &texts);
    let found = connect::findings(&structure, &texts, &connected);
    (connected.portal, found)
}

/// Reads everything and says what a build would say before it renders a page; writes nothing.
pub(crate) fn check(files: &Files, request: &Request<'_>) -> (Portal, Vec<Resolved>) {
    let config = request.config;
    let (portal, mut found) = read(files, request);
    let (_, more) = Theme::load(files, config);
    found.append(more);
    let Portal { catalog, apis, sites, entity_docs, .. } = &portal;
    found.append(site::plan(catalog, apis, sites, entity_docs, &found.entities()).findings);
    let found = found.with_rules(&config.rules).sorted(files);
    let shown = diag::resolve(&found, files);
    (portal, shown)
}

/// What was built.
#[derive(Debug)]
pub(crate) struct Built {
    /// What it was built from.
    pub portal: Portal,
    /// HTML pages of the portal.
    pub pages: usize,
    /// Of these, pages of docs.
    pub docs: usize,
}

/// Builds everything into `sink`.
pub(crate) fn build(files: &Files, request: &Request<'_>, sink: &dyn Sink) -> (Built, Vec<Resolved>) {
    let kept = Kept::default();
    let structure = Structure::of_portal(files, request, &kept);
    Whole::of(files, request.config, structure, request.tools, &kept).publish(request.tools, sink)
}

/// Builds one doc site alone into `sink`.
pub(crate) fn build_docs(files: &Files, request: DocsRequest<'_>, sink: &dyn Sink) -> (Built, Vec<Resolved>) {
    let kept = Kept::default();
    let (config, tools) = (request.config, request.tools);
    let structure = Structure::of_docs(files, request, &kept);
    Whole::of(files, config, structure, tools, &kept).publish(tools, sink)
}

/// What a preview had before, and what changed since.
pub(crate) type Before<'a> = Option<(&'a Whole, &'a BTreeSet<PathBuf>)>;

/// Everything that pages are made of, for whoever asks for them one by one. What did not change is not made again;
/// `files` must be the same as before, or a clone: ids of files are compared.
pub(crate) fn preview(files: &Files, request: &Request<'_>, before: Before<'_>) -> Whole {
    let kept = before.map(|(whole, changed)| whole.kept(changed)).unwrap_or_default();
    let (view, trace) = files.traced();
    let structure = Structure::of_portal(&view, request, &kept);
    Whole::of(files, request.config, structure, request.tools, &kept).noting(trace.take())
}

/// The same of one doc site alone.
pub(crate) fn preview_docs(files: &Files, request: DocsRequest<'_>, before: Before<'_>) -> Whole {
    let kept = before.map(|(whole, changed)| whole.kept(changed)).unwrap_or_default();
    let (config, tools) = (request.config, request.tools);
    let (view, trace) = files.traced();
    let structure = Structure::of_docs(&view, request, &kept);
    Whole::of(files, config, structure, tools, &kept).noting(trace.take())
}

/// Bytes of a thread's stack: nesting is bounded, but authors nest deeply.
pub(crate) const STACK: usize = 16 << 20;

/// Does something with at most so many threads; `None` means as many as there are processors.
pub(crate) fn with_threads<T: Send>(threads: Option<usize>, act: impl FnOnce() -> T + Send) -> T {
    match rayon::ThreadPoolBuilder::new().num_threads(threads.unwrap_or(0)).stack_size(STACK).build() {
        Ok(pool) => pool.install(act),
        // The system gives no more threads: this one is enough.
        Err(_) => act(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail")]
mod tests;
