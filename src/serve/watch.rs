//! Changes on disk.
//!
//! In: folders. Out: paths that changed, a little after the last change. Never: trusts what kind of change the
//! system reports (editors write in many ways); wakes for what tools write.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify_debouncer_full::notify::{Config, PollWatcher, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer_opt};

/// How long nothing may change before changes are passed on: an editor's save is several changes.
const QUIET: Duration = Duration::from_millis(40);

/// How often folders are looked through where the system does not tell.
const POLL: Duration = Duration::from_millis(700);

/// Changes as they come.
pub(super) struct Changes {
    receiver: Receiver<Vec<PathBuf>>,
    _keep: Keep,
}

/// A watcher watches as long as it lives.
enum Keep {
    Told(
        #[allow(dead_code, reason = "watches as long as it lives")]
        Debouncer<RecommendedWatcher, RecommendedCache>,
    ),
    Polled(
        #[allow(dead_code, reason = "watches as long as it lives")] Debouncer<PollWatcher, RecommendedCache>,
    ),
}

/// Begins to watch. Where the system refuses to tell (limits, network drives), it polls.
pub(super) fn begin(paths: &[PathBuf], poll: bool) -> Result<Changes, String> {
    let (sender, receiver) = channel();
    let told = move |result: DebounceEventResult| {
        let changed: BTreeSet<PathBuf> = match result {
            Ok(events) => events
                .iter()
                .filter(|event| !event.kind.is_access())
                .flat_map(|event| event.paths.iter().filter(|path| matters(path)).cloned())
                .collect(),
            // Events were lost: look through everything.
            Err(_) => std::iter::once(PathBuf::from(".")).collect(),
        };
        if !changed.is_empty() {
            // Nobody receives any more: the preview is ending.
            let _ = sender.send(changed.into_iter().collect());
        }
    };
    let config = Config::default().with_poll_interval(POLL).with_follow_symlinks(false);
    if !poll {
        let watcher = new_debouncer_opt::<_, RecommendedWatcher, _>(
            QUIET,
            None,
            told.clone(),
            RecommendedCache::new(),
            config,
        );
        if let Ok(mut watcher) = watcher
            && watch_all(paths, |path, mode| watcher.watch(path, mode)).is_ok()
        {
            return Ok(Changes { receiver, _keep: Keep::Told(watcher) });
        }
    }
    let mut watcher =
        new_debouncer_opt::<_, PollWatcher, _>(QUIET, None, told, RecommendedCache::new(), config)
            .map_err(|error| error.to_string())?;
    watch_all(paths, |path, mode| watcher.watch(path, mode)).map_err(|error| error.to_string())?;
    Ok(Changes { receiver, _keep: Keep::Polled(watcher) })
}

fn watch_all<E>(
    paths: &[PathBuf],
    mut watch: impl FnMut(&Path, RecursiveMode) -> Result<(), E>,
) -> Result<(), E> {
    for path in paths {
        let mode = if path.is_dir() { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
        watch(path, mode)?;
    }
    Ok(())
}

impl Changes {
    /// The next changes, all that have come by then; empty when the time is up, `None` when there will be none.
    pub(super) fn next(&self, time: Duration) -> Option<Vec<PathBuf>> {
        let mut all = match self.receiver.recv_timeout(time) {
            Ok(first) => first,
            Err(RecvTimeoutError::Timeout) => return Some(Vec::new()),
            Err(RecvTimeoutError::Disconnected) => return None,
        };
        all.extend(self.receiver.try_iter().flatten());
        Some(all)
    }
}

/// Whether a change there can change a site.
fn matters(path: &Path) -> bool {
    !path.components().any(|part| match part {
        Component::Normal(name) => name.to_str().is_some_and(|name| {
            matches!(name, ".git" | "node_modules" | "target" | ".venv" | "__pycache__")
                || name.contains(".backlot-")
                || name.ends_with('~')
                || name.starts_with(".#")
        }),
        _ => false,
    })
}

/// The first change as a person would name it, and how many more there are.
pub(super) fn shown(changed: &[PathBuf], watched: &[PathBuf]) -> String {
    let Some(first) = changed.first() else { return String::new() };
    let below = watched.iter().find_map(|root| {
        let root = root.canonicalize().ok()?;
        first.strip_prefix(root).ok().filter(|path| path.components().next().is_some()).map(Path::to_path_buf)
    });
    let name = below.as_deref().unwrap_or(first).display().to_string();
    match changed.len() {
        1 => name,
        many => format!("{name} and {} more", many - 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_matters() {
        for (path, expected) in [
            ("/org/shop/docs/a.md", true),
            ("/org/shop/.git/index", false),
            ("/org/shop/node_modules/x/a.md", false),
            ("/org/.site.backlot-17/a", false),
            ("/org/shop/docs/a.md~", false),
        ] {
            assert_eq!(matters(Path::new(path)), expected, "{path}");
        }
    }
}
