//! Pages to a published tree.
//!
//! In: files, in any order, from any thread. Out: the folder `-o` names, swapped in whole.
//! Never: leaves a half-written tree where the old one stood; rewrites a file whose bytes are the same.

/// A file of the site.
#[derive(Debug)]
pub struct OutFile {
    /// Path below the site, `/` between the parts.
    pub path: String,
    /// What is in it.
    pub content: Content,
}

/// What is in a file.
#[derive(Debug)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// A copy of this file.
    Copy(crate::source::FileId),
}
