//! What the file system says of files without opening them.
//!
//! In: folders and files that the user named. Out: a stamp for everything below them that a site can be made of, git's branches
//! included. Never: opens a file; goes into what tools install or what Backlot wrote; through a symlink into a folder.
#![allow(clippy::disallowed_methods, reason = "this module is part of the one way to the file system")]

use std::collections::BTreeMap;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::is_site;

/// Path → stamp.
pub(crate) type Stamps = BTreeMap<PathBuf, Stamp>;

/// Another one where a file's bytes may be others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Stamp {
    /// Bytes.
    pub size: u64,
    /// Nanoseconds since 1970.
    pub modified: u128,
    /// Which file it is, where the system numbers them.
    pub inode: u64,
}

/// The stamps of all that is there. What cannot be looked at has none.
pub(crate) fn stamps(paths: &[PathBuf]) -> Stamps {
    let mut stamps = Stamps::new();
    for path in paths {
        let Ok(meta) = std::fs::metadata(path) else { continue };
        if meta.is_dir() {
            folder(path, &mut stamps);
        } else {
            stamps.insert(path.clone(), Stamp::of(&meta));
        }
    }
    stamps
}

fn folder(path: &Path, stamps: &mut Stamps) {
    let Ok(entries) = std::fs::read_dir(path) else { return };
    for entry in entries.flatten() {
        let (name, path) = (entry.file_name(), entry.path());
        // A link has the stamp of what it leads to.
        let Ok(kind) = entry.file_type() else { continue };
        if !kind.is_dir() {
            if let Ok(meta) = std::fs::metadata(&path).or_else(|_| entry.metadata()) {
                stamps.insert(path, Stamp::of(&meta));
            }
        } else if name == ".git" {
            for file in ["HEAD", "packed-refs", "config"].map(|name| path.join(name)) {
                if let Ok(meta) = std::fs::metadata(&file) {
                    stamps.insert(file, Stamp::of(&meta));
                }
            }
            folder(&path.join("refs/heads"), stamps);
        } else if name != "node_modules" && !is_site(&path) {
            folder(&path, stamps);
        }
    }
}

impl Stamp {
    fn of(meta: &Metadata) -> Self {
        let modified = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self { size: meta.len(), modified: modified.unwrap_or_default().as_nanos(), inode: inode(meta) }
    }
}

#[cfg(unix)]
fn inode(meta: &Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}

#[cfg(not(unix))]
fn inode(_: &Metadata) -> u64 {
    0
}
