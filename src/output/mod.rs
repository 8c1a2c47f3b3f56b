//! Pages to a published tree.
//!
//! In: files, in any order, from any thread. Out: the folder `-o` names, swapped in whole; or, for preview, a
//! map in memory. Never: leaves a half-written tree where the old one stood; rewrites a file whose bytes are
//! the same; replaces a folder that it did not make.

mod memory;
mod mode;
mod named;
mod path;
mod publisher;
mod staging;

pub(crate) use memory::Tree;
pub(crate) use named::{append_named, write_named, write_new};
pub(crate) use publisher::Publisher;

use std::sync::Arc;

/// A file of the site.
#[derive(Debug, Clone)]
pub(crate) struct OutFile {
    /// Path below the site, `/` between the parts.
    pub path: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// These bytes.
    Bytes(Arc<[u8]>),
    /// A copy of this file.
    Copy(crate::source::FileId),
}

impl OutFile {
    /// A file of bytes or text.
    pub(crate) fn new(path: impl Into<String>, content: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), content: Content::Bytes(content.into().into()) }
    }

    /// A copy of a file of a repository.
    pub(crate) fn copy(path: impl Into<String>, file: crate::source::FileId) -> Self {
        Self { path: path.into(), content: Content::Copy(file) }
    }
}

/// A place that files are put into, by any thread.
pub(crate) trait Sink: Sync {
    /// Puts one file. The error is shown to the user with the file's path.
    fn put(&self, file: OutFile) -> Result<(), String>;
}
