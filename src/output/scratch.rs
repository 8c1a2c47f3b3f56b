//! A folder for work that is thrown away.
//!
//! In: nothing. Out: an empty folder that only this user can read, removed when it is dropped. Never: a folder that was there.
#![allow(clippy::disallowed_methods, reason = "output is the one way in which files are written")]

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folder.
#[derive(Debug)]
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    /// A new one among the system's temporary files.
    pub(crate) fn new() -> io::Result<Self> {
        for number in 0_u32.. {
            let path = std::env::temp_dir().join(format!("backlot-{}-{number}", std::process::id()));
            let mut builder = fs::DirBuilder::new();
            #[cfg(unix)]
            std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
            match builder.create(&path) {
                Ok(()) => return Ok(Self(path)),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::other("no name is left for a temporary folder"))
    }

    /// Where it is.
    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is in nobody's way.
        let _ = fs::remove_dir_all(&self.0);
    }
}
