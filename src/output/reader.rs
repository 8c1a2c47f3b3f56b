//! A site that was written, read back.
//!
//! In: the folder of a site. Out: its files by path, and their bytes. Never: a folder that backlot did not write; a link that
//! leads out of it.
#![allow(clippy::disallowed_methods, reason = "this module reads what output wrote, which is no source")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_128;

use super::path::checked;
use super::publisher::is_ours;

/// Why a site cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ReadError {
    /// There is no site.
    #[error("`{0}` is not a site that backlot built")]
    NotASite(PathBuf),
    /// A name in it that no site has.
    #[error("`{0}` is not a file that backlot wrote")]
    Foreign(PathBuf),
    /// The operating system refused.
    #[error("cannot read `{path}`: {error}")]
    Io {
        /// What was being read.
        path: PathBuf,
        /// The reason.
        error: io::Error,
    },
}

/// A file of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct SiteFile {
    /// Below the site, with slashes.
    pub path: String,
    /// Bytes.
    pub size: u64,
    /// xxh3-128 of its bytes: tells whether they changed, protects from nobody.
    pub hash: u128,
}

/// A site on disk.
#[derive(Debug)]
pub(crate) struct BuiltSite {
    folder: PathBuf,
    /// Its files, by path.
    pub files: Vec<SiteFile>,
}

impl BuiltSite {
    /// No site: what is left of one that is taken away.
    pub(crate) fn none() -> Self {
        Self { folder: PathBuf::new(), files: Vec::new() }
    }

    /// Reads every file of the site at `folder` once.
    pub(crate) fn open(folder: &Path) -> Result<Self, ReadError> {
        if !is_ours(folder) {
            return Err(ReadError::NotASite(folder.to_path_buf()));
        }
        let mut site = Self { folder: folder.to_path_buf(), files: Vec::new() };
        let mut folders = vec![(folder.to_path_buf(), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            let fail = |error| ReadError::Io { path: folder.clone(), error };
            for entry in fs::read_dir(&folder).map_err(fail)? {
                let entry = entry.map_err(fail)?;
                let full = entry.path();
                let name = entry.file_name();
                let path = name.to_str().map(|name| format!("{prefix}{name}"));
                let Some(path) = path.filter(|path| checked(path).is_ok()) else {
                    return Err(ReadError::Foreign(full));
                };
                let kind = entry.file_type().map_err(|error| ReadError::Io { path: full.clone(), error })?;
                if kind.is_dir() {
                    folders.push((full, path + "/"));
                } else if kind.is_file() {
                    let bytes = site.read(&path)?;
                    site.files.push(SiteFile { path, size: bytes.len() as u64, hash: xxh3_128(&bytes) });
                } else {
                    return Err(ReadError::Foreign(full));
                }
            }
        }
        site.files.sort_unstable_by(|a, b| a.path.cmp(&b.path));
        Ok(site)
    }

    /// The bytes of one of its files.
    pub(crate) fn read(&self, path: &str) -> Result<Vec<u8>, ReadError> {
        let full = self.folder.join(path);
        fs::read(&full).map_err(|error| ReadError::Io { path: full, error })
    }

    /// Bytes of all files.
    pub(crate) fn size(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }
}
