//! Single files that the user names: a baseline, a report.
//!
//! In: a path of the command line, and bytes. Out: the file. Never: writes where a repository says.
#![allow(
    clippy::disallowed_methods,
    reason = "this module is part of the one way in which files are written"
)]

use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// Writes a file, whole or not at all, and the folders it lies in.
pub(crate) fn write_named(path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".backlot-new");
    let beside = path.with_file_name(name);
    fs::write(&beside, bytes)?;
    fs::rename(&beside, path)
}

/// Writes a file only where there is none yet, and the folders it lies in; `false` where there is one.
pub(crate) fn write_new(path: &Path, bytes: &[u8]) -> io::Result<bool> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        fs::create_dir_all(folder)?;
    }
    match fs::OpenOptions::new().write(true).create_new(true).open(path) {
        Ok(mut file) => file.write_all(bytes).map(|()| true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}

/// Writes at the end of a file.
pub(crate) fn append_named(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::OpenOptions::new().create(true).append(true).open(path)?.write_all(bytes)
}
