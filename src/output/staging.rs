//! The folder in which a site grows before it is shown.
//!
//! In: where the site will stand. Out: a folder beside it, on the same file system, that is this build's alone.
//! Never: touches the folder of a build that still runs, in this process or in another.
#![allow(clippy::disallowed_methods, reason = "output is the one way in which files are written")]

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::mode;

/// A folder for one build, locked while the build runs.
#[derive(Debug)]
pub(super) struct Staging {
    path: PathBuf,
    /// What the names of all builds of this site begin with.
    prefix: String,
    /// Whether modes have to be set, as the umask does not give those that a site needs.
    modes: bool,
    /// Held until the build ends or is killed; a system that cannot lock folders goes without.
    _lock: Option<File>,
}

impl Staging {
    /// A new folder beside `target`, in a parent that exists.
    pub(super) fn beside(target: &Path) -> io::Result<Self> {
        let name = target.file_name().and_then(|name| name.to_str()).unwrap_or("site");
        let prefix = format!(".{name}.backlot-");
        clear(target, &prefix, None);
        let mut number = 0;
        loop {
            let path = target.with_file_name(format!("{prefix}{}-{number}", std::process::id()));
            match fs::create_dir(&path) {
                Ok(()) => {
                    let modes = !mode::given(&path);
                    if let Err(error) = mode::set(&path, mode::FOLDER) {
                        let _ = fs::remove_dir(&path);
                        return Err(error);
                    }
                    let lock = File::open(&path).ok().filter(|folder| folder.try_lock().is_ok());
                    return Ok(Self { path, prefix, modes, _lock: lock });
                }
                // Another build of this process, or what a killed one left whose number came round.
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// Where it is.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Gives what was just made in the folder the mode it is published with.
    pub(super) fn open_to_all(&self, path: &Path, mode: u32) -> io::Result<()> {
        if self.modes { mode::set(path, mode) } else { Ok(()) }
    }

    /// Puts the folder where `target` is, or will be. A reader sees the old tree or the new one, and a build that
    /// is killed leaves either. The old tree stands in this folder's place afterwards.
    pub(super) fn show_as(&self, target: &Path) -> io::Result<()> {
        if !target.exists() {
            match fs::rename(&self.path, target) {
                // Another build was first.
                Err(_) if target.exists() => {}
                done => return done,
            }
        }
        swap(&self.path, target)
    }

    /// Removes what stands in this folder's place, and what killed builds of the same site left.
    pub(super) fn clear(&self) {
        clear(&self.path, &self.prefix, Some(&self.path));
    }
}

/// The folder that a path lies in; a bare name lies in the working folder.
pub(super) fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Removes what builds of the same site left beside `path`: `own`, and what no build holds any more.
fn clear(path: &Path, prefix: &str, own: Option<&Path>) {
    let own = own.and_then(Path::file_name);
    for entry in fs::read_dir(folder_of(path)).into_iter().flatten().flatten() {
        let ours = entry.file_name().to_str().is_some_and(|name| name.starts_with(prefix));
        let runs = || File::open(entry.path()).is_ok_and(|folder| would_block(&folder));
        if ours && (own == Some(entry.file_name().as_os_str()) || !runs()) {
            // What cannot be removed is in nobody's way, and the next build tries again.
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Whether another build holds the folder.
fn would_block(folder: &File) -> bool {
    matches!(folder.try_lock(), Err(fs::TryLockError::WouldBlock))
}

/// Exchanges two folders, in one step where the system can (Linux); else by two renames, the old tree put back
/// if the second fails.
fn swap(staging: &Path, target: &Path) -> io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, staging, CWD, target, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    let mut aside = staging.as_os_str().to_owned();
    aside.push("-old");
    fs::rename(target, &aside)?;
    if let Err(error) = fs::rename(staging, target) {
        // Better stale than nothing.
        fs::rename(&aside, target)?;
        return Err(error);
    }
    fs::rename(&aside, staging)
}
