//! `backlot diff`: what changed between two catalogs.
//!
//! In: two folders, two git revisions of the working folder's repository, or two `entities.json`. Out: the difference on
//! stdout; exit 0 whether there is one or not, for a difference is no fault. Never: changes the repository: a
//! revision is unpacked beside it, in the system's temporary folder.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::arguments::{CrawlArguments, DiffArguments, DiffFormat};
use super::outcome::{Failure, Outcome};
use super::session::Session;
use super::terminal;
use crate::catalog::diff::{Diff, Snapshot, human, markdown};
use crate::pipeline;

pub(super) fn run(options: &DiffArguments) -> Result<Outcome, Failure> {
    let base = snapshot(&options.base, options)?;
    let head = snapshot(&options.head, options)?;
    let diff = Diff::between(&base, &head);
    let text = match options.format {
        DiffFormat::Human => human(&diff),
        DiffFormat::Markdown => markdown(&diff),
        DiffFormat::Json => format!("{}\n", diff.json()),
    };
    terminal::data(text.as_bytes());
    Ok(Outcome::Clean)
}

fn snapshot(side: &str, options: &DiffArguments) -> Result<Snapshot, Failure> {
    let path = Path::new(side);
    if path.is_dir() {
        return of_folder(path, options);
    }
    if path.is_file() {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Failure::new(format!("cannot read `{side}`: {error}")))?;
        return Snapshot::read(&text).map_err(|error| Failure::new(format!("`{side}`: {error}")));
    }
    let folder = Unpacked::revision(side)?;
    of_folder(&folder.0, options)
}

fn of_folder(path: &Path, options: &DiffArguments) -> Result<Snapshot, Failure> {
    let crawl = CrawlArguments { paths: vec![path.to_path_buf()], run: options.run.clone() };
    let session = Session::new(&crawl)?;
    let request = session.request();
    let (portal, _) = pipeline::with_threads(options.run.jobs, || pipeline::read(&session.files, &request));
    session.everything_was_read()?;
    Ok(Snapshot::of(&portal.catalog))
}

/// A revision's files in a folder of their own, removed when they are not needed any more.
struct Unpacked(PathBuf);

impl Unpacked {
    fn revision(revision: &str) -> Result<Self, Failure> {
        let unknown = || {
            Failure::new(format!("`{revision}` is no folder, no file and no git revision of this repository"))
                .hint("name two folders, two revisions (`main HEAD`), or two entities.json")
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

impl Drop for Unpacked {
    fn drop(&mut self) {
        if !self.0.as_os_str().is_empty() {
            // What cannot be removed lies in the temporary folder, which the system clears.
            let _ = std::fs::remove_dir_all(&self.0);
        }
    }
}
