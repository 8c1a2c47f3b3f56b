//! Preview: watch, take the next state from the same pipeline, tell the browser.
//!
//! In: a way to the next state, and folders to watch. Out: the site over HTTP, and server-sent events.
//! Never: joins a request's path to the disk; stops over broken input.
#![allow(clippy::disallowed_methods, reason = "how long a change took is part of what a writer is told")]

mod http;
mod mark;
mod poll;
mod state;
mod watch;

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::diag::Resolved;
use crate::pipeline::Whole;

use state::State;
use watch::{Change, Changes};

/// What is previewed and how.
pub(crate) struct Options<'o> {
    /// The next state; an error is shown over the last good page.
    pub next: &'o Next<'o>,
    /// Folders and files whose changes matter.
    pub watch: Vec<PathBuf>,
    /// Address to listen at.
    pub host: IpAddr,
    /// First port to try; the next free one is taken.
    pub port: u16,
    /// Whether to look for changes again and again rather than have the system tell (network drives, containers).
    pub poll: bool,
    /// Is told what happens, a line each.
    pub say: &'o (dyn Fn(&str) + Sync),
    /// Is told the address, once it answers.
    pub ready: &'o (dyn Fn(&str) + Sync),
    /// Findings that a writer wants to see; knows the files that changed since the start.
    pub of_use: &'o OfUse<'o>,
    /// Findings as text.
    pub draw: Draw,
}

/// Findings as text: for a terminal if `true`, else for the strip over a page.
pub(crate) type Draw = fn(&[Resolved], bool) -> String;

/// From the last state and what changed since (`None`: anything may have) to the next one; `None` where nothing differs.
pub(crate) type Next<'o> =
    dyn Fn(Option<&Whole>, Option<&BTreeSet<PathBuf>>) -> Result<Option<Whole>, String> + Sync + 'o;

/// Chooses among findings.
pub(crate) type OfUse<'o> = dyn Fn(&[Resolved], &BTreeSet<PathBuf>) -> Vec<Resolved> + Sync + 'o;

/// Why there is no preview.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ServeError {
    /// No port could be had.
    #[error("no port from {1} on is free on {0}")]
    NoPort(IpAddr, u16),
    /// Nothing can be watched.
    #[error("cannot watch for changes: {0}")]
    Watch(String),
    /// The first state could not be made.
    #[error("{0}")]
    Build(String),
}

/// How long a change may take before browsers are told that one is on its way.
const SLOW: Duration = Duration::from_millis(500);

/// How long it has to be quiet before the search index follows.
const IDLE: Duration = Duration::from_secs(1);

/// Serves until the process is ended.
pub(crate) fn serve(options: &Options<'_>) -> Result<(), ServeError> {
    let (host, port) = (options.host, options.port);
    let (server, port) = http::bind(host, port).ok_or(ServeError::NoPort(host, port))?;
    // Changes during the first build are not lost: they wait in the channel.
    let mut changes = watch::begin(&options.watch, options.poll).map_err(ServeError::Watch)?;
    let begun = Instant::now();
    let whole = (options.next)(None, None).map_err(ServeError::Build)?;
    let whole = whole.ok_or_else(|| ServeError::Build("there is nothing to show".to_owned()))?;
    (options.say)(&format!("✓ {} pages in {} ms", whole.pages(), begun.elapsed().as_millis()));
    let mut terminal = Terminal { options, touched: BTreeSet::new(), told: Vec::new() };
    let mut missed = Some(BTreeSet::new());
    let overlay = terminal.tell(&whole);
    let state = Arc::new(State::new(whole, overlay, options.draw));
    http::answer(&server, &state, host, port);
    (options.say)(&changes.how);
    let url = format!("http://{}/", http::authority(host, port));
    (options.say)(&format!("Serving {url} (Ctrl-C ends)"));
    (options.ready)(&url);
    loop {
        let change = match changes.next(IDLE) {
            Ok(change) => change,
            Err(watch::Quiet::Idle) => {
                state.follow_up();
                match changes.next(Duration::MAX) {
                    Ok(change) => change,
                    Err(_) => return Ok(()),
                }
            }
            Err(watch::Quiet::Ended) => return Ok(()),
        };
        step(options, &state, &mut changes, &mut terminal, &mut missed, change);
    }
}

/// Follows one change, and those that could not be followed before (`missed`; `None`: anything).
fn step(
    options: &Options<'_>,
    state: &Arc<State>,
    changes: &mut Changes,
    terminal: &mut Terminal<'_>,
    missed: &mut Option<BTreeSet<PathBuf>>,
    change: Change,
) {
    let begun = Instant::now();
    let changed = match change {
        Change::Files(changed) => Some(changed),
        Change::Anything => None,
        Change::Limit(why) => {
            match watch::begin(&options.watch, true) {
                Ok(polled) => *changes = polled,
                Err(error) => (options.say)(&format!("✗ cannot watch for changes: {error}")),
            }
            (options.say)(&format!("{why}: looking for changes again and again instead"));
            None
        }
    };
    let shown = watch::shown(changed.as_ref(), &options.watch);
    terminal.touched.extend(changed.iter().flatten().cloned());
    // Of what could not be followed, the state that is shown knows nothing.
    let changed = missed.take().zip(changed).map(|(missed, changed)| &missed | &changed);
    let slow = state.begin(SLOW);
    let now = state.now();
    let next = (options.next)(Some(&now), changed.as_ref());
    slow.end();
    let took = begun.elapsed().as_millis();
    match next {
        Ok(Some(whole)) => {
            let pages = whole.pages();
            let overlay = terminal.tell(&whole);
            state.replace(whole, overlay, changed.as_ref());
            (options.say)(&format!("✓ {pages} pages in {took} ms ({shown})"));
        }
        Ok(None) => state.mended(),
        Err(message) => {
            (options.say)(&format!("✗ {message} ({shown})"));
            state.fail(message);
            *missed = changed;
            return;
        }
    }
    *missed = Some(BTreeSet::new());
}

/// What the terminal was told of problems.
struct Terminal<'o> {
    options: &'o Options<'o>,
    touched: BTreeSet<PathBuf>,
    told: Vec<Resolved>,
}

impl Terminal<'_> {
    /// Tells what is new, and that what was told is gone; answers with all of it for the page.
    fn tell(&mut self, whole: &Whole) -> String {
        let found = (self.options.of_use)(whole.shown(), &self.touched);
        // A problem that only moved is the same one.
        let same = |a: &Resolved, b: &Resolved| {
            let path = |one: &Resolved| one.place.as_ref().map(|place| place.path.clone());
            a.code == b.code && a.message == b.message && path(a) == path(b)
        };
        let new: Vec<_> =
            found.iter().filter(|one| !self.told.iter().any(|known| same(known, one))).cloned().collect();
        let gone = self.told.iter().filter(|known| !found.iter().any(|one| same(known, one))).count();
        if !new.is_empty() {
            (self.options.say)((self.options.draw)(&new, true).trim_end());
        }
        if gone > 0 {
            let noun = if gone == 1 { "problem" } else { "problems" };
            let left = if found.is_empty() { String::new() } else { format!(", {} left", found.len()) };
            (self.options.say)(&format!("✓ {gone} {noun} solved{left}"));
        }
        let overlay = (self.options.draw)(&found, false);
        self.told = found;
        overlay
    }
}
