//! A git revision as a folder.
//!
//! In: the name of a revision. Out: its files, in the system's temporary folder. Never: changes the repository.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::cli::outcome::Failure;

/// A revision's files in a folder of their own, removed when they are not needed any more.
pub(super) struct Unpacked(PathBuf);

impl Unpacked {
    /// Unpacks a revision of the working folder's repository.
    pub(super) fn revision(revision: &str) -> Result<Self, Failure> {
        let unknown = || {
            Failure::new(format!("`{revision}` is no folder, no file and no git revision of this repository"))
                .hint(unknown_revision(revision))
        };
        if revision.starts_with('-') {
            return Err(unknown());
        }
        let name = format!(
            "backlot-diff-{}-{:x}",
            std::process::id(),
            xxhash_rust::xxh3::xxh3_64(revision.as_bytes())
        );
        // The folder's last part is the repository's name, so that both sides are named alike.
        let repository = std::env::current_dir().ok().and_then(|path| Some(path.file_name()?.to_owned()));
        let parent = Self(std::env::temp_dir().join(name));
        let folder = parent.0.join(repository.unwrap_or_else(|| "repository".into()));
        let failed = |error: std::io::Error| Failure::new(format!("cannot unpack `{revision}`: {error}"));
        std::fs::create_dir_all(&folder).map_err(failed)?;
        let archive = parent.0.join("archive.tar");
        let run = |command: &mut Command| command.output().map_err(failed);
        let packed =
            run(Command::new("git").args(["archive", "--format=tar", "-o"]).arg(&archive).arg(revision))?;
        if !packed.status.success() {
            return Err(unknown());
        }
        let unpacked = run(Command::new("tar").arg("-xf").arg(&archive).arg("-C").arg(&folder))?;
        if !unpacked.status.success() {
            return Err(Failure::new(format!("cannot unpack `{revision}` with tar")));
        }
        std::fs::remove_file(&archive).map_err(failed)?;
        Ok(parent)
    }
}

impl Unpacked {
    /// The folder.
    pub(super) fn folder(&self) -> &Path {
        &self.0
    }
}

/// What to do about a revision that git does not know. A pipeline's checkout has one commit and one branch unless it is told.
fn unknown_revision(revision: &str) -> String {
    let git = |arguments: &[&str]| {
        let output = Command::new("git").args(arguments).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    if git(&["rev-parse", "--is-shallow-repository"]).as_deref() == Some("true") {
        return "this checkout is shallow: fetch the history first (`fetch-depth: 0` of actions/checkout, `git fetch --unshallow`)"
            .to_owned();
    }
    let remote = format!("origin/{revision}");
    if git(&["rev-parse", "--verify", "--quiet", &remote]).is_some() {
        return format!("this branch is not checked out: write `{remote}`");
    }
    "name two folders, two revisions (`main HEAD`), or two entities.json".to_owned()
}

impl Drop for Unpacked {
    fn drop(&mut self) {
        if !self.0.as_os_str().is_empty() {
            // What cannot be removed lies in the temporary folder, which the system clears.
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }
}
