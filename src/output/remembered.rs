//! What a build says of itself to the next one.
//!
//! In: a published folder, a line of text. Out: the same line, as long as the folder is the one that it was said of. Never: a file: it is an
//! attribute of the folder, since it tells of one machine, and a site's bytes are the same on all. Where the file system keeps none,
//! nothing is remembered.

use std::path::Path;

/// Longest line; file systems keep no more than a block.
const LONGEST: usize = 1024;

/// Name of the attribute.
#[cfg(target_os = "linux")]
const NAME: &str = "user.backlot.build";

/// Remembers a line with a folder.
#[cfg(target_os = "linux")]
pub(crate) fn remember(folder: &Path, line: &str) {
    if line.len() <= LONGEST {
        // Without it the next build does its work, as it does everywhere else.
        let _ = rustix::fs::setxattr(folder, NAME, line.as_bytes(), rustix::fs::XattrFlags::empty());
    }
}

/// What was remembered; `None` where nothing was.
#[cfg(target_os = "linux")]
pub(crate) fn recall(folder: &Path) -> Option<String> {
    let mut line = [0; LONGEST];
    let length = rustix::fs::getxattr(folder, NAME, &mut line[..]).ok()?;
    String::from_utf8(line.get(..length)?.to_vec()).ok()
}

#[cfg(not(target_os = "linux"))]
pub(crate) fn remember(_: &Path, _: &str) {}

#[cfg(not(target_os = "linux"))]
pub(crate) fn recall(_: &Path) -> Option<String> {
    None
}
