//! Who may read what is published.
//!
//! In: a path just made. Out: readable by every web server, whatever the umask of the build. Never: executable.
#![allow(clippy::disallowed_methods, reason = "output is the one way in which files are written")]

use std::io;
use std::path::Path;

/// Of a file.
pub(super) const FILE: u32 = 0o644;
/// Of a folder.
pub(super) const FOLDER: u32 = 0o755;

/// Sets the mode, where the system knows modes.
#[cfg(unix)]
pub(super) fn set(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
pub(super) fn set(_: &Path, _: u32) -> io::Result<()> {
    Ok(())
}

/// Whether the system gives all that is made these modes by itself, as a folder shows that was just made.
#[cfg(unix)]
pub(super) fn given(folder: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::symlink_metadata(folder).is_ok_and(|meta| meta.permissions().mode() & 0o7777 == FOLDER)
}

#[cfg(not(unix))]
pub(super) fn given(_: &Path) -> bool {
    true
}
