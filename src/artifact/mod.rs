//! What is written: the files of the site.
//!
//! In: bytes that a stage made, or a file of a repository to copy, and where it goes. Out: one value that every stage can make and
//! every place that files are put into can take. Never: reads or writes a file.

mod media_type;

pub(crate) use media_type::media_type;

use std::sync::Arc;

use crate::source::FileId;
use crate::url::SitePath;

/// A file of the site.
#[derive(Debug, Clone)]
pub(crate) struct Artifact {
    /// Where it stands; never a page's folder, always the file.
    pub path: SitePath,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// These bytes.
    Bytes(Arc<[u8]>),
    /// A copy of this file.
    Copy(FileId),
}

impl Artifact {
    /// A file of bytes or text.
    pub(crate) fn new(path: SitePath, content: impl Into<Vec<u8>>) -> Self {
        Self { path, content: Content::Bytes(content.into().into()) }
    }

    /// A copy of a file of a repository.
    pub(crate) fn copy(path: SitePath, file: FileId) -> Self {
        Self { path, content: Content::Copy(file) }
    }
}
