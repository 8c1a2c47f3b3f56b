//! Running git, for dates and authors.
//!
//! In: a folder and arguments that `crawl::git` made. Out: what git wrote. Never: lets git ask, page, or run a hook or
//! helper of the repository.

use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// Runs git; anything but success is an error with git's own words.
pub(super) fn run(folder: &Path, arguments: &[&str]) -> io::Result<Vec<u8>> {
    // Git would say the same; asking it costs a process for every folder.
    if !folder.join(".git").exists() {
        return Err(io::Error::new(io::ErrorKind::NotFound, "not a checkout"));
    }
    let output = Command::new("git")
        .args(arguments)
        .current_dir(folder)
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_PAGER", "")
        .env("GIT_NO_LAZY_FETCH", "1")
        // A folder without `.git` is no checkout, wherever it was copied to: its dates are not those of a
        // repository that happens to lie around it.
        .env("GIT_CEILING_DIRECTORIES", folder.parent().unwrap_or(folder))
        .stdin(Stdio::null())
        .output()?;
    if output.status.success() {
        Ok(output.stdout)
    } else {
        Err(io::Error::other(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
    }
}
