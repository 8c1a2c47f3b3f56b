//! Pages to a published tree.
//!
//! In: files, in any order, from any thread. Out: the folder `-o` names, swapped in whole; in tests, a map in memory. Never: leaves a half-written tree where the old one stood; rewrites a file whose bytes are
//! the same; replaces a folder that it did not make.

#[cfg(test)]
mod memory;
mod mode;
mod named;
mod path;
mod publisher;
mod reader;
mod remembered;
mod scratch;
mod staging;

#[cfg(test)]
pub(crate) use memory::Tree;
pub(crate) use named::{append_named, write_named, write_new};
pub(crate) use path::checked;
pub(crate) use publisher::{PublishError, Published, Publisher, remove};
pub(crate) use reader::{BuiltSite, ReadError, SiteFile};
pub(crate) use remembered::{recall, remember};
pub(crate) use scratch::Scratch;

use crate::artifact::Artifact;

/// A place that files are put into, by any thread.
pub(crate) trait Sink: Sync {
    /// Puts one file. The error is shown to the user with the file's path.
    fn put(&self, file: Artifact) -> Result<(), String>;
}
