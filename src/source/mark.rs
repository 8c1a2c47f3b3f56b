//! How a folder says that Backlot made it.
//!
//! In: nothing. Out: the name and the text of the mark. Never: judged by the name alone: GitHub Pages knows the
//! same name, and people keep such a file among their sources.

/// Name of the file. It tells GitHub Pages not to run Jekyll, so that no site has a file more than it needs.
pub(crate) const MARKER: &str = ".nojekyll";

/// What stands in it.
pub(crate) const MARK: &[u8] =
    b"# A site made by backlot, which replaces this whole folder at every build.\n";
