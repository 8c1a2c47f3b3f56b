//! The one way to the file system.
//!
//! In: paths, from the command line (a [`Root`]) or from a crawled repository (relative text).
//! Out: bytes, sorted listings, and a [`FileId`] for every file that was looked at.
//! Never: reaches outside a [`Root`] for a path that a repository wrote; writes anything.

mod decode;
mod failure;
mod file_system;
mod locate;
mod mark;
mod stamps;
mod text;
mod trace;
mod walk;

pub(crate) use decode::decode;
pub(crate) use failure::SystemFailure;
pub(crate) use file_system::{Files, Memory, Root};
pub(crate) use locate::LocateError;
pub(crate) use mark::{MARK, MARKER, is_site};
pub(crate) use stamps::{Stamps, stamps};
pub(crate) use text::{LineColumn, LineIndex};
pub(crate) use trace::Noted;
pub(crate) use walk::WalkOptions;

use std::ops::Range;

/// A file that was looked at. Only good with the [`Files`] that gave it; two ids compare by the order of
/// their first look, so anything shown to a user is sorted by [`Files::display`], never by id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub(crate) u32);

/// A range of bytes in a file: where something was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// `range` of `file`.
    pub fn new(file: FileId, range: Range<usize>) -> Self {
        Self { file, start: range.start as u32, end: range.end as u32 }
    }

    /// The file as a whole, shown without a line.
    pub fn whole(file: FileId) -> Self {
        Self { file, start: 0, end: 0 }
    }
}
