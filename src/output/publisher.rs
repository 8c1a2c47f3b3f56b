//! A site on disk.
//!
//! In: files from any thread. Out: after [`Publisher::commit`], the new tree where the old one stood.
//! Never: shows a half-written tree (it is staged beside the old one and renamed); gives a file whose bytes are
//! the same a new modification time (it is linked over from the old tree).
#![allow(clippy::disallowed_methods, reason = "this module is the one way in which files are written")]

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use super::staging::{Staging, folder_of};
use super::{Sink, mode, path};
use crate::artifact::{Artifact, Content};
use crate::source::{Files, MARK, MARKER, SystemFailure};
use crate::url::SitePath;

/// Why a site could not be published.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PublishError {
    /// There is a folder with other things in it.
    #[error("`{0}` holds files that backlot did not write; name another folder with `-o`, or empty this one")]
    NotOurs(PathBuf),
    /// A file or folder could not be read for want of something.
    #[error(transparent)]
    Source(#[from] SystemFailure),
    /// The operating system refused.
    #[error("cannot write `{path}`: {error}")]
    Io {
        /// What was being written.
        path: PathBuf,
        /// The reason.
        error: io::Error,
    },
}

/// What was published.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Published {
    /// Files of the site.
    pub files: usize,
    /// Of these, new ones and ones with other bytes than before.
    pub changed: usize,
    /// Bytes of the site.
    pub bytes: u64,
}

/// A site on its way to the disk.
#[derive(Debug)]
pub(crate) struct Publisher<'f> {
    sources: &'f Files,
    target: PathBuf,
    staging: Staging,
    old: Option<PathBuf>,
    folders: Mutex<HashSet<PathBuf>>,
    files: AtomicUsize,
    changed: AtomicUsize,
    bytes: AtomicU64,
    /// The first write that the machine refused: nothing is published then.
    failure: OnceLock<(PathBuf, String)>,
    committed: bool,
}

impl<'f> Publisher<'f> {
    /// Begins a site at `target`. Staging lies beside it, on the same file system.
    pub(crate) fn begin(sources: &'f Files, target: &Path) -> Result<Self, PublishError> {
        let fail = |path: &Path| {
            let path = path.to_path_buf();
            move |error| PublishError::Io { path, error }
        };
        let parent = folder_of(target);
        fs::create_dir_all(parent).map_err(fail(parent))?;
        let old = match fs::symlink_metadata(target) {
            Ok(meta) if meta.is_dir() => {
                let empty = fs::read_dir(target).map_err(fail(target))?.next().is_none();
                if !empty && !is_ours(target) {
                    return Err(PublishError::NotOurs(target.to_path_buf()));
                }
                Some(target.to_path_buf())
            }
            Ok(_) => return Err(PublishError::NotOurs(target.to_path_buf())),
            Err(_) => None,
        };
        let staging = Staging::beside(target).map_err(fail(target))?;
        let publisher = Self {
            sources,
            target: target.to_path_buf(),
            staging,
            old,
            folders: Mutex::default(),
            files: AtomicUsize::new(0),
            changed: AtomicUsize::new(0),
            bytes: AtomicU64::new(0),
            failure: OnceLock::new(),
            committed: false,
        };
        publisher.put(Artifact::new(SitePath::new(MARKER), MARK)).map_err(|message| PublishError::Io {
            path: target.join(MARKER),
            error: io::Error::other(message),
        })?;
        Ok(publisher)
    }

    /// Shows the new tree where the old one stood. Where the machine refused a read or a write on the way, the old
    /// tree stays: the new one would lack something.
    pub(crate) fn commit(mut self) -> Result<Published, PublishError> {
        let target = self.target.clone();
        if let Some((path, reason)) = self.failure.get() {
            let error = io::Error::other(reason.clone());
            return Err(PublishError::Io { path: path.clone(), error });
        }
        if let Some(failure) = self.sources.system_failure() {
            return Err(PublishError::Source(failure.clone()));
        }
        self.staging.show_as(&target).map_err(|error| PublishError::Io { path: target, error })?;
        self.committed = true;
        self.staging.clear();
        Ok(self.so_far())
    }

    /// What was put so far.
    pub(crate) fn so_far(&self) -> Published {
        Published {
            files: self.files.load(Ordering::Relaxed),
            changed: self.changed.load(Ordering::Relaxed),
            bytes: self.bytes.load(Ordering::Relaxed),
        }
    }

    /// The folder that becomes the site.
    pub(crate) fn staged(&self) -> &Path {
        self.staging.path()
    }

    fn write(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let full = self.staging.path().join(path);
        if let Some(folder) = full.parent() {
            self.folder(folder)?;
        }
        self.files.fetch_add(1, Ordering::Relaxed);
        self.bytes.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        if let Some(old) = &self.old {
            let old = old.join(path);
            if holds(&old, bytes) && fs::hard_link(&old, &full).is_ok() {
                return Ok(());
            }
        }
        self.changed.fetch_add(1, Ordering::Relaxed);
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&full)?;
        file.write_all(bytes)?;
        self.staging.open_to_all(&full, mode::FILE)
    }

    fn folder(&self, folder: &Path) -> io::Result<()> {
        if folder == self.staging.path() {
            return Ok(());
        }
        let mut known = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let missing: Vec<_> = folder
            .ancestors()
            .take_while(|above| *above != self.staging.path() && !known.contains(*above))
            .map(Path::to_path_buf)
            .collect();
        for folder in missing.into_iter().rev() {
            fs::create_dir(&folder)?;
            self.staging.open_to_all(&folder, mode::FOLDER)?;
            known.insert(folder);
        }
        Ok(())
    }
}

impl Sink for Publisher<'_> {
    fn put(&self, file: Artifact) -> Result<(), String> {
        let path = path::checked(file.path.as_str()).map_err(|fault| fault.to_string())?;
        if self.failure.get().is_some() {
            return Err("nothing more is written after a failure".to_owned());
        }
        let written = match &file.content {
            Content::Bytes(bytes) => self.write(path, bytes),
            Content::Copy(source) => {
                let bytes = self.sources.read_id(*source).map_err(|error| error.to_string())?;
                self.write(path, &bytes)
            }
        };
        written.map_err(|error| match error.kind() {
            io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory | io::ErrorKind::IsADirectory => {
                "another file of the site has this path already (on some file systems case does not tell apart)".to_owned()
            }
            _ => {
                let _ = self.failure.set((self.target.join(path), error.to_string()));
                error.to_string()
            }
        })
    }
}

impl Drop for Publisher<'_> {
    fn drop(&mut self) {
        if !self.committed {
            // Nothing can be done about a failure here, and the next build clears it away.
            let _ = fs::remove_dir_all(self.staging.path());
        }
    }
}

/// Takes a site away.
pub(crate) fn remove(target: &Path) -> Result<(), PublishError> {
    if !is_ours(target) {
        return Err(PublishError::NotOurs(target.to_path_buf()));
    }
    fs::remove_dir_all(target).map_err(|error| PublishError::Io { path: target.to_path_buf(), error })
}

/// Whether the folder is one of ours.
pub(super) fn is_ours(folder: &Path) -> bool {
    fs::read(folder.join(MARKER)).is_ok_and(|bytes| bytes == MARK)
}

/// Whether the file holds exactly these bytes; compared piece by piece, after its length.
fn holds(path: &Path, bytes: &[u8]) -> bool {
    let Ok(mut file) = fs::File::open(path) else { return false };
    if !file.metadata().is_ok_and(|meta| meta.is_file() && meta.len() == bytes.len() as u64) {
        return false;
    }
    let mut buffer = [0; 16 * 1024];
    let mut rest = bytes;
    while !rest.is_empty() {
        let length = buffer.len().min(rest.len());
        if file.read_exact(&mut buffer[..length]).is_err() || buffer[..length] != rest[..length] {
            return false;
        }
        rest = &rest[length..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scratch(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("backlot-output-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        folder
    }

    fn publish(target: &Path, files: &[(&str, &str)]) -> Published {
        let sources = Files::disk();
        let publisher = Publisher::begin(&sources, target).unwrap();
        for (path, text) in files {
            publisher.put(Artifact::new(SitePath::new((*path).to_owned()), *text)).unwrap();
        }
        publisher.commit().unwrap()
    }

    #[test]
    fn swapped_in_whole_and_unchanged_files_stay() {
        let folder = scratch("swap");
        let site = folder.join("site");
        assert_eq!(publish(&site, &[("a/index.html", "A"), ("b.html", "B")]).changed, 3);
        let before = fs::metadata(site.join("b.html")).unwrap().modified().unwrap();
        let second = publish(&site, &[("a/index.html", "A2"), ("b.html", "B")]);
        assert_eq!((second.files, second.changed), (3, 1));
        assert_eq!(fs::metadata(site.join("b.html")).unwrap().modified().unwrap(), before);
        assert_eq!(fs::read_to_string(site.join("a/index.html")).unwrap(), "A2");
        publish(&site, &[("b.html", "B")]);
        assert!(!site.join("a").exists(), "what is gone from the site is gone from the disk");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left beside the site");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_build_that_stops_leaves_the_old_site() {
        let folder = scratch("stop");
        let site = folder.join("site");
        publish(&site, &[("a.html", "A")]);
        let sources = Files::disk();
        let publisher = Publisher::begin(&sources, &site).unwrap();
        publisher.put(Artifact::new(SitePath::new("a.html"), "half")).unwrap();
        drop(publisher);
        assert_eq!(fs::read_to_string(site.join("a.html")).unwrap(), "A");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn builds_at_the_same_time_end_whole() {
        let folder = scratch("together");
        let site = folder.join("site");
        let sources = Files::disk();
        let begin = || Publisher::begin(&sources, &site).unwrap();
        let (first, second) = (begin(), begin());
        first.put(Artifact::new(SitePath::new("a.html"), "first")).unwrap();
        second.put(Artifact::new(SitePath::new("a.html"), "second")).unwrap();
        first.commit().unwrap();
        assert_eq!(fs::read_to_string(site.join("a.html")).unwrap(), "first");
        second.put(Artifact::new(SitePath::new("b.html"), "second")).unwrap();
        second.commit().unwrap();
        assert_eq!(fs::read_to_string(site.join("a.html")).unwrap(), "second");
        assert!(site.join("b.html").exists());
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "nothing is left beside the site");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn what_a_killed_build_left_is_cleared() {
        let folder = scratch("killed");
        fs::create_dir_all(folder.join(".site.backlot-1-0/a")).unwrap();
        publish(&folder.join("site"), &[("a.html", "A")]);
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_write_that_the_machine_refuses_leaves_the_old_site() {
        let folder = scratch("refused");
        let site = folder.join("site");
        publish(&site, &[("a.html", "A")]);
        let sources = Files::disk();
        let publisher = Publisher::begin(&sources, &site).unwrap();
        publisher.put(Artifact::new(SitePath::new("a.html"), "new")).unwrap();
        // The staging folder vanishes: each further write fails, as on a full disk.
        fs::remove_dir_all(publisher.staging.path()).unwrap();
        publisher.put(Artifact::new(SitePath::new("b.html"), "B")).unwrap_err();
        let error = publisher.commit().unwrap_err().to_string();
        assert!(error.contains("b.html"), "{error}");
        assert_eq!(fs::read_to_string(site.join("a.html")).unwrap(), "A");
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_folder_of_somebody_else_is_left_alone() {
        let folder = scratch("theirs");
        fs::write(folder.join("thesis.tex"), "years of work").unwrap();
        assert!(matches!(Publisher::begin(&Files::disk(), &folder), Err(PublishError::NotOurs(_))));
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn one_path_is_written_once() {
        let folder = scratch("twice");
        let sources = Files::disk();
        let publisher = Publisher::begin(&sources, &folder.join("site")).unwrap();
        publisher.put(Artifact::new(SitePath::new("a"), "1")).unwrap();
        assert!(publisher.put(Artifact::new(SitePath::new("a"), "2")).is_err());
        assert!(publisher.put(Artifact::new(SitePath::new("../a"), "2")).is_err());
        drop(publisher);
        fs::remove_dir_all(folder).unwrap();
    }
}
