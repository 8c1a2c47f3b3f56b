//! A site in memory, for preview.
//!
//! In: the files of a build. Out: bytes by path. Never: touches the disk for a file of bytes; a copied file is
//! read when it is asked for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Sink, path};
use crate::artifact::{Artifact, Content};
use crate::source::Files;
use crate::url::SitePath;

/// Files by path.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    files: Mutex<BTreeMap<SitePath, Content>>,
}

/// What a request gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Served {
    /// The bytes.
    pub bytes: Arc<[u8]>,
}

impl Tree {
    /// Nothing in it.
    pub(crate) fn new() -> Self {
        Self::default()
    }

    /// The file of a page, or the file itself; `None` where there is none.
    pub(crate) fn get(&self, files: &Files, path: &SitePath) -> Option<Served> {
        let content = self.lock().get(&path.file()).cloned()?;
        let bytes = match content {
            Content::Bytes(bytes) => bytes,
            Content::Copy(file) => files.read_id(file).ok()?.into(),
        };
        Some(Served { bytes })
    }

    /// Where the files that are only copied really are.
    pub(crate) fn copies(&self, files: &Files) -> Vec<std::path::PathBuf> {
        let copied = |content: &Content| match content {
            Content::Copy(file) => Some(files.path(*file)),
            Content::Bytes(_) => None,
        };
        self.lock().values().filter_map(copied).collect()
    }

    /// Every path, sorted.
    #[cfg(test)]
    pub(crate) fn paths(&self) -> Vec<SitePath> {
        self.lock().keys().cloned().collect()
    }

    /// How many files are new, gone or of other bytes than in `before`, and one of them.
    pub(crate) fn changed_since(&self, before: &Self) -> (usize, Option<SitePath>) {
        let (now, before) = (self.lock(), before.lock());
        let same = |path: &SitePath, content: &Content| match (content, before.get(path)) {
            (Content::Bytes(a), Some(Content::Bytes(b))) => a == b,
            (Content::Copy(a), Some(Content::Copy(b))) => a == b,
            _ => false,
        };
        let changed: Vec<_> =
            now.iter().filter(|(path, content)| !same(path, content)).map(|(path, _)| path).collect();
        let gone = before.keys().filter(|path| !now.contains_key(*path)).count();
        (changed.len() + gone, changed.first().map(|path| (*path).clone()))
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, BTreeMap<SitePath, Content>> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sink for Tree {
    fn put(&self, file: Artifact) -> Result<(), String> {
        path::checked(file.path.as_str()).map_err(|fault| fault.to_string())?;
        self.lock().insert(file.path, file.content);
        Ok(())
    }
}
