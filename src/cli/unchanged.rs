//! Whether a build would write what stands there already.
//!
//! In: what the build is asked for, what the last one remembered of itself. Out: what that one came to, if nothing differs since.
//! Never: opens a file, or looks at the site: `--no-cache` does.
#![allow(
    clippy::disallowed_methods,
    reason = "a file that changed just now may change again without another stamp"
)]

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use xxhash_rust::xxh3::xxh3_128;

use super::arguments::BuildArguments;
use super::session::Session;
use crate::diag::SeverityCounts;
use crate::output::{self, Published};
use crate::source::{is_site, stamps};

/// File systems count time in steps; what changed less than this ago may change once more within the same one.
const STEP: Duration = Duration::from_millis(50);

/// Everything that a build depends on, as one number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Inputs(u128);

/// What a build came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Report {
    pub(super) counts: SeverityCounts,
    pub(super) pages: usize,
    pub(super) published: Published,
}

impl Inputs {
    /// As they are now; `None` where they cannot be told by what the file system says: a work tree whose branch is kept
    /// elsewhere, a file that was written this moment.
    pub(super) fn of(session: &Session, options: &BuildArguments) -> Option<Self> {
        let mut paths: Vec<PathBuf> = Vec::new();
        for path in &session.paths {
            let path = path.canonicalize().ok()?;
            for above in path.ancestors().skip(1).map(|above| above.join(".git")) {
                if above.is_file() {
                    return None;
                }
                paths.extend(["HEAD", "packed-refs", "refs/heads"].map(|name| above.join(name)));
            }
            paths.push(path);
        }
        paths.extend(options.crawl.run.config.iter().cloned());
        paths.extend(session.config.theme_dir.clone());
        paths.extend(std::env::current_exe());
        let stamps = stamps(&paths);
        if stamps.keys().any(|path| path.file_name().is_some_and(|name| name == ".git")) {
            return None;
        }
        let newest = stamps.values().map(|stamp| stamp.modified).max().unwrap_or_default();
        let settled = SystemTime::now().checked_sub(STEP)?.duration_since(UNIX_EPOCH).ok()?.as_nanos();
        if newest > settled {
            return None;
        }
        let mut text = format!("{} {:?}\n", env!("CARGO_PKG_VERSION"), session.config);
        for (path, stamp) in &stamps {
            let (path, size, modified, inode) = (path.display(), stamp.size, stamp.modified, stamp.inode);
            let _ = writeln!(text, "{path}\0{size} {modified} {inode}");
        }
        Some(Self(xxh3_128(text.as_bytes())))
    }

    /// Remembers with a folder what it was built from.
    pub(super) fn remember(self, folder: &Path, report: &Report) {
        let Report { counts, pages, published } = report;
        let (errors, warnings, notes) = (counts.errors, counts.warnings, counts.notes);
        let (files, bytes) = (published.files, published.bytes);
        let line = format!("1 {:032x} {errors} {warnings} {notes} {pages} {files} {bytes}", self.0);
        output::remember(folder, &line);
    }

    /// What the build came to that wrote this folder from the same inputs.
    pub(super) fn built(self, folder: &Path) -> Option<Report> {
        let line = output::recall(folder).filter(|_| is_site(folder))?;
        let rest = line.strip_prefix(&format!("1 {:032x} ", self.0))?;
        let numbers: Vec<u64> = rest.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
        let [errors, warnings, notes, pages, files, bytes] = numbers[..] else { return None };
        let size = |number: u64| number as usize;
        let counts = SeverityCounts { errors: size(errors), warnings: size(warnings), notes: size(notes) };
        let published = Published { files: size(files), changed: 0, bytes };
        Some(Report { counts, pages: size(pages), published })
    }
}
