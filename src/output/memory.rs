//! A site in memory, for tests.
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

    /// Every path, sorted.
    pub(crate) fn paths(&self) -> Vec<SitePath> {
        self.lock().keys().cloned().collect()
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
