//! Paths as they are seen from the working folder.
//!
//! In: a path of a file that was read. Out: how it is written below the working folder. Never: a path that leads up.

use std::path::{Path, PathBuf};

/// A path as it is written below the working folder, `/` between the parts; `None` where it lies elsewhere.
pub(super) fn below_here(path: &Path) -> Option<String> {
    let here = std::env::current_dir().ok()?.canonicalize().ok()?;
    let real = real(path);
    let below = real.strip_prefix(here).ok()?;
    Some(below.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/"))
}

/// A path without links and dots; as it is where it cannot be followed.
pub(super) fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_path_buf())
}
