//! Changes on disk.
//!
//! In: folders. Out: paths that changed, a little after the last change. Never: trusts what kind of change the
//! system reports (editors write in many ways); wakes for what tools write.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

use notify_debouncer_full::notify::{self, Config, ErrorKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer_opt};

use super::poll::Poll;
use crate::source::is_site;

/// How long nothing may change before changes are passed on: an editor's save is several changes.
const QUIET: Duration = Duration::from_millis(20);

/// More changes at once than a person makes: a tool is at work, and its end is waited for.
const MANY: usize = 20;

/// How long a tool has to be quiet.
const TOOL_QUIET: Duration = Duration::from_millis(200);

/// How many times that is waited at most.
const PATIENCE: usize = 50;

/// Something changed.
#[derive(Debug)]
pub(super) enum Change {
    /// These files or folders.
    Files(BTreeSet<PathBuf>),
    /// What, is not known.
    Anything,
    /// The system cannot tell of all changes any more, for this reason.
    Limit(String),
}

/// Why there is no change.
#[derive(Debug)]
pub(super) enum Quiet {
    /// None came in time.
    Idle,
    /// There will be none.
    Ended,
}

/// Changes as they come.
pub(super) struct Changes {
    receiver: Receiver<Change>,
    /// How they are noticed, for people.
    pub(super) how: String,
    _keep: Keep,
}

/// A watcher watches as long as it lives.
enum Keep {
    Told(
        #[allow(dead_code, reason = "watches as long as it lives")]
        Debouncer<RecommendedWatcher, RecommendedCache>,
    ),
    Polled(#[allow(dead_code, reason = "looks as long as it lives")] Poll),
}

/// Begins to watch. Where the system refuses to tell (limits) or cannot know (network drives), it polls.
pub(super) fn begin(paths: &[PathBuf], poll: bool) -> Result<Changes, String> {
    // Paths come as they are watched, and files are known by their real ones.
    let paths: Vec<PathBuf> =
        paths.iter().map(|path| path.canonicalize().unwrap_or_else(|_| path.clone())).collect();
    let (sender, receiver) = channel();
    let config = Config::default().with_follow_symlinks(false);
    let why = if poll {
        "as asked".to_owned()
    } else if let Some(kind) = paths.iter().find_map(|path| without_events(path)) {
        format!("{kind} tells of no changes")
    } else {
        let told = teller(sender.clone(), paths.clone());
        let cache = RecommendedCache::new();
        let watching = new_debouncer_opt::<_, RecommendedWatcher, _>(QUIET, None, told, cache, config)
            .and_then(|mut watcher| {
                watch_all(&paths, |path, mode| watcher.watch(path, mode)).map(|()| watcher)
            });
        match watching {
            Ok(watcher) => {
                let how = "Watching for changes".to_owned();
                return Ok(Changes { receiver, how, _keep: Keep::Told(watcher) });
            }
            Err(error) => limit(&error).unwrap_or_else(|| error.to_string()),
        }
    };
    let roots = paths.clone();
    let tell = move |changed: BTreeSet<PathBuf>| {
        let changed = relevant(changed.iter(), &roots);
        changed.is_empty() || sender.send(Change::Files(changed)).is_ok()
    };
    let poll = Poll::begin(paths, tell).map_err(|error| error.to_string())?;
    Ok(Changes {
        receiver,
        how: format!("Looking for changes twice a second ({why})"),
        _keep: Keep::Polled(poll),
    })
}

/// Passes on what matters.
fn teller(sender: Sender<Change>, roots: Vec<PathBuf>) -> impl FnMut(DebounceEventResult) + Send + 'static {
    move |result: DebounceEventResult| {
        let change = match result {
            Ok(events) if events.iter().any(|event| event.need_rescan()) => Change::Anything,
            Ok(events) => {
                let events = events.iter().filter(|event| !event.kind.is_access());
                let changed = relevant(events.flat_map(|event| &event.paths), &roots);
                if changed.is_empty() {
                    return;
                }
                Change::Files(changed)
            }
            // Events were lost: anything may have changed.
            Err(errors) => errors.iter().find_map(limit).map_or(Change::Anything, Change::Limit),
        };
        // Nobody receives any more: the preview is ending.
        let _ = sender.send(change);
    }
}

/// The paths whose change can change a site.
fn relevant<'p>(paths: impl Iterator<Item = &'p PathBuf>, roots: &[PathBuf]) -> BTreeSet<PathBuf> {
    paths.filter(|path| matters(path) && !is_output(path, roots)).cloned().collect()
}

/// Says that a limit of the system is reached, if it is that.
fn limit(error: &notify::Error) -> Option<String> {
    let reached = match &error.kind {
        ErrorKind::MaxFilesWatch => true,
        // ENOSPC is what inotify says; EMFILE where there are too many instances.
        ErrorKind::Io(error) => matches!(error.raw_os_error(), Some(28 | 24)),
        _ => false,
    };
    reached
        .then(|| "the system's limit of watched folders is reached (fs.inotify.max_user_watches)".to_owned())
}

/// What kind of file system a folder is on, where such a one does not tell of changes that are made elsewhere.
#[cfg(target_os = "linux")]
fn without_events(path: &Path) -> Option<&'static str> {
    let kind = rustix::fs::statfs(path).ok()?.f_type;
    // statfs(2)
    match u64::try_from(kind).ok()? & 0xffff_ffff {
        0x0102_1997 => Some("a 9p file system"),
        0x6969 => Some("NFS"),
        0x517b | 0xff53_4d42 | 0xfe53_4d42 => Some("an SMB share"),
        0x6573_5546 => Some("a FUSE or virtiofs file system"),
        _ => None,
    }
}

#[cfg(not(target_os = "linux"))]
fn without_events(_: &Path) -> Option<&'static str> {
    None
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
    /// The next change, with all that have come by then.
    pub(super) fn next(&self, time: Duration) -> Result<Change, Quiet> {
        let first = self.receiver.recv_timeout(time).map_err(|error| match error {
            RecvTimeoutError::Timeout => Quiet::Idle,
            RecvTimeoutError::Disconnected => Quiet::Ended,
        })?;
        let mut all = self.receiver.try_iter().fold(first, Change::and);
        for _ in 0..PATIENCE {
            if all.is_a_persons() {
                break;
            }
            let Ok(more) = self.receiver.recv_timeout(TOOL_QUIET) else { break };
            all = self.receiver.try_iter().fold(all.and(more), Change::and);
        }
        Ok(all)
    }
}

impl Change {
    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Limit(why), _) | (_, Self::Limit(why)) => Self::Limit(why),
            (Self::Anything, _) | (_, Self::Anything) => Self::Anything,
            (Self::Files(mut all), Self::Files(more)) => {
                all.extend(more);
                Self::Files(all)
            }
        }
    }

    fn is_a_persons(&self) -> bool {
        matches!(self, Self::Files(files) if files.len() < MANY)
    }
}

/// Whether a path lies in a site that backlot wrote.
fn is_output(path: &Path, roots: &[PathBuf]) -> bool {
    path.ancestors().skip(1).take_while(|above| roots.iter().any(|root| above.starts_with(root))).any(is_site)
}

/// Whether a change there can change a site.
fn matters(path: &Path) -> bool {
    let mut names = path.components().filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_str().unwrap_or_default()),
        _ => None,
    });
    while let Some(name) = names.next() {
        if name == ".git" {
            return is_of_history(&names.collect::<Vec<_>>());
        }
        if matches!(name, "node_modules" | "target" | ".venv" | "__pycache__")
            || name.contains(".backlot-")
            || is_editors(name)
        {
            return false;
        }
    }
    true
}

/// Whether a file in `.git` says where a branch is or what the remote is called.
fn is_of_history(below: &[&str]) -> bool {
    let settled = |name: &&str| Path::new(name).extension().is_none_or(|ending| ending != "lock");
    match below {
        ["HEAD" | "packed-refs" | "config"] => true,
        ["refs", "heads", branch @ ..] => branch.last().is_some_and(settled),
        _ => false,
    }
}

/// Files that editors write beside the one that is edited.
fn is_editors(name: &str) -> bool {
    name.ends_with('~')
        || name.starts_with(".#")
        || (name.starts_with('#') && name.ends_with('#'))
        || name == "4913"
        || name.contains("___jb_")
        || (name.starts_with('.') && [".swp", ".swx", ".swo"].iter().any(|ending| name.ends_with(ending)))
}

/// The first change as a person would name it, and how many more there are.
pub(super) fn shown(changed: Option<&BTreeSet<PathBuf>>, watched: &[PathBuf]) -> String {
    let Some(changed) = changed else { return "everything is looked at again".to_owned() };
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
            ("/org/shop/.git/HEAD", true),
            ("/org/shop/.git/HEAD.lock", false),
            ("/org/shop/.git/refs/heads/feature/a", true),
            ("/org/shop/.git/refs/heads/main.lock", false),
            ("/org/shop/docs/.a.md.swp", false),
            ("/org/shop/docs/4913", false),
            ("/org/shop/docs/a.md___jb_tmp___", false),
            ("/org/shop/docs/#a.md#", false),
            ("/org/shop/node_modules/x/a.md", false),
            ("/org/.site.backlot-17/a", false),
            ("/org/shop/docs/a.md~", false),
        ] {
            assert_eq!(matters(Path::new(path)), expected, "{path}");
        }
    }
}
