//! Failures of the machine, told from failures of a file.
//!
//! In: errors of the operating system. Out: whether they say that the machine lacks something.
//! Never: decides what to do about it: whoever publishes asks.

use std::io;
use std::path::PathBuf;

/// A call that failed because of the machine.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("cannot read `{}`: {reason}", path.display())]
pub(crate) struct SystemFailure {
    /// What was being read or listed.
    pub path: PathBuf,
    /// The operating system's word.
    pub reason: String,
}

/// Whether an error says that the machine lacks something (handles, memory, space, a working disk): such an error
/// may hit any file at any time, so that what is missing then is nobody's mistake and must not be published.
pub(crate) fn is_of_the_system(error: &io::Error) -> bool {
    use io::ErrorKind::{OutOfMemory, QuotaExceeded, StaleNetworkFileHandle, StorageFull};
    matches!(error.kind(), OutOfMemory | StorageFull | QuotaExceeded | StaleNetworkFileHandle)
        || error.raw_os_error().is_some_and(|code| LACKS.contains(&code))
}

/// EIO, ENFILE, EMFILE: they have no kind of their own.
#[cfg(unix)]
const LACKS: [i32; 3] = [5, 23, 24];
/// ERROR_TOO_MANY_OPEN_FILES, ERROR_CRC, ERROR_IO_DEVICE.
#[cfg(not(unix))]
const LACKS: [i32; 3] = [4, 23, 1117];
