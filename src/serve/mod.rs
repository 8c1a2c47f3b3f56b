//! Preview: watch, rebuild by the same pipeline, reload the browser.
//!
//! In: a way to build, and folders to watch. Out: the site over HTTP on loopback, and server-sent events.
//! Never: listens beyond loopback; joins a request's path to the disk; stops over broken input.
#![allow(clippy::disallowed_methods, reason = "how long a rebuild took is part of what a writer is told")]

mod http;
mod state;
mod watch;

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::diag::Resolved;
use crate::output::Tree;
use crate::source::Files;

use state::State;

/// A built site, in memory.
#[derive(Debug)]
pub(crate) struct Site {
    /// The file system that the tree's copied files are read through.
    pub files: Files,
    /// Its files.
    pub tree: Tree,
    /// What was found.
    pub findings: Vec<Resolved>,
    /// How many of its files are pages.
    pub pages: usize,
}

/// What is previewed and how.
pub(crate) struct Options<'o> {
    /// Builds the site anew; an error is shown over the last good page.
    pub build: &'o (dyn Fn() -> Result<Site, String> + Sync),
    /// Folders and files whose changes cause a rebuild.
    pub watch: Vec<PathBuf>,
    /// First port to try; the next free one is taken.
    pub port: u16,
    /// Whether to look for changes again and again rather than have the system tell (network drives, containers).
    pub poll: bool,
    /// Is told what happens, a line each.
    pub say: &'o (dyn Fn(&str) + Sync),
    /// Findings as text for a person, for the strip over a page; knows the files that changed since the start.
    pub draw: &'o Draw,
}

/// Findings and the files that changed since the start, as text.
pub(crate) type Draw = dyn Fn(&[Resolved], &BTreeSet<PathBuf>) -> String + Sync;

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ServeError {
    /// No port could be had.
    #[error("no port from {0} on is free on 127.0.0.1")]
    NoPort(u16),
    /// Nothing can be watched.
    #[error("cannot watch for changes: {0}")]
    Watch(String),
    /// The first build failed.
    #[error("{0}")]
    Build(String),
}

/// Serves until the process is ended.
pub(crate) fn serve(options: &Options<'_>) -> Result<(), ServeError> {
    let (server, port) = http::bind(options.port).ok_or(ServeError::NoPort(options.port))?;
    // Changes during the first build are not lost: they wait in the channel.
    let changes = watch::begin(&options.watch, options.poll).map_err(ServeError::Watch)?;
    let begun = Instant::now();
    let site = (options.build)().map_err(ServeError::Build)?;
    let line = format!("✓ {} pages in {} ms", site.pages, begun.elapsed().as_millis());
    let overlay = (options.draw)(&site.findings, &BTreeSet::new());
    let state = Arc::new(State::new(site, overlay));
    (options.say)(&line);
    (options.say)(&format!("Serving http://127.0.0.1:{port}/ (Ctrl-C ends)"));
    http::answer(&server, &state, port);

    let mut touched = BTreeSet::new();
    while let Some(changed) = changes.next(Duration::from_secs(3600)) {
        if changed.is_empty() {
            continue;
        }
        touched.extend(changed.iter().cloned());
        let begun = Instant::now();
        let shown = watch::shown(&changed, &options.watch);
        match (options.build)() {
            Ok(site) => {
                let overlay = (options.draw)(&site.findings, &touched);
                let pages = state.replace(site, overlay, &changed);
                (options.say)(&format!("✓ {pages} pages in {} ms ({shown})", begun.elapsed().as_millis()));
            }
            Err(message) => {
                (options.say)(&format!("✗ {message} ({shown})"));
                state.fail(message);
            }
        }
    }
    Ok(())
}
