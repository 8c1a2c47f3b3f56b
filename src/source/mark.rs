//! How a folder says that Backlot made it.
//!
//! In: nothing. Out: the name and the text of the mark. Never: judged by the name alone: GitHub Pages knows the
//! same name, and people keep such a file among their sources.

#![allow(clippy::disallowed_methods, reason = "this module is part of the one door to the file system")]

use std::path::Path;

/// Name of the file. It tells GitHub Pages not to run Jekyll, so that no site has a file more than it needs.
pub(crate) const MARKER: &str = ".nojekyll";

/// What stands in it.
pub(crate) const MARK: &[u8] =
    b"# A site made by backlot, which replaces this whole folder at every build.\n";

/// Whether a folder is a site that Backlot made.
pub(crate) fn is_site(folder: &Path) -> bool {
    std::fs::read(folder.join(MARKER)).is_ok_and(|bytes| bytes == MARK)
}
