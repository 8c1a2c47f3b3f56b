//! Publishing into a branch of a git repository.
//!
//! The tip is fetched without its files, one commit on top of it is written by `git fast-import`, and the push goes through only
//! where the tip is still the one that was read; where it is not, all of it is done again on the new tip.
//!
//! In: a site, a branch and a folder in it. Out: one commit, or none where nothing changed. Never: a checkout; a change of a file
//! that backlot did not publish; a push over somebody else's.

mod git;
mod tip;

use std::collections::BTreeMap;

use sha1::{Digest, Sha1};

use self::git::{REMOTE, Repository};
use self::tip::Tip;
use super::manifest::{MANIFEST, Manifest};
use super::target::Branch;
use super::{Options, Plan, Progress, PublishError};
use crate::hex::hex;
use crate::output::{BuiltSite, SiteFile};

/// How often a push is tried again after somebody else's came first.
const TRIES: usize = 6;

/// Publishes into `branch`.
pub(super) fn publish(
    site: &BuiltSite,
    branch: &Branch,
    options: &Options,
    progress: Progress<'_>,
) -> Result<Plan, PublishError> {
    let repository = Repository::new(&branch.remote)?;
    let mut last = None;
    for _ in 0..TRIES {
        let tip = Tip::fetch(&repository, branch)?;
        let work = Work { repository: &repository, site, branch, options, tip: &tip };
        let plan = work.plan()?;
        if options.dry_run || (plan.changes.is_empty() && !options.no_history) {
            return Ok(plan);
        }
        let commit = work.commit(&plan, progress)?;
        match work.push(&commit) {
            Ok(()) => return Ok(plan),
            // Only a tip that moved is worth another try.
            Err(error) if Tip::fetch(&repository, branch)?.commit == tip.commit => return Err(error),
            Err(error) => last = Some(error),
        }
    }
    Err(last.unwrap_or_else(|| PublishError::Overtaken(branch.to_string())))
}

struct Work<'a> {
    repository: &'a Repository,
    site: &'a BuiltSite,
    branch: &'a Branch,
    options: &'a Options,
    tip: &'a Tip,
}

impl Work<'_> {
    /// The path of a file of the site in the branch.
    fn path(&self, path: &str) -> String {
        if self.branch.folder.is_empty() { path.to_owned() } else { format!("{}/{path}", self.branch.folder) }
    }

    fn plan(&self) -> Result<Plan, PublishError> {
        let old = self.manifest()?;
        let new: &[SiteFile] = if self.options.remove { &[] } else { &self.site.files };
        let mut known: BTreeMap<String, Option<u128>> = BTreeMap::new();
        // A file that somebody removed by hand needs no deletion.
        known.extend(
            old.files
                .keys()
                .filter(|path| self.tip.files.contains_key(&self.path(path)))
                .map(|path| (path.clone(), None)),
        );
        for file in new {
            let path = self.path(&file.path);
            let Some(blob) = self.tip.files.get(&path) else {
                if let Some(example) = self.tip.in_the_way(&path)
                    && !old.files.contains_key(example)
                {
                    return Err(self.foreign(example));
                }
                continue;
            };
            let same = *blob == blob_id(&self.site.read(&file.path)?);
            if !same && !old.files.contains_key(&file.path) && !self.options.adopt {
                return Err(self.foreign(&path));
            }
            known.insert(file.path.clone(), same.then_some(file.hash));
        }
        Ok(Plan::of(&known, new))
    }

    fn foreign(&self, example: &str) -> PublishError {
        PublishError::Foreign { target: self.branch.to_string(), example: example.to_owned() }
    }

    fn manifest(&self) -> Result<Manifest, PublishError> {
        let Some(blob) = self.tip.files.get(&self.path(MANIFEST)) else { return Ok(Manifest::default()) };
        let bytes = self.repository.run(&["cat-file", "blob", blob], None)?;
        Manifest::read(&bytes)
            .map_err(|reason| PublishError::Manifest { target: self.branch.to_string(), reason })
    }

    /// Writes the commit, and answers with its id.
    fn commit(&self, plan: &Plan, progress: Progress<'_>) -> Result<String, PublishError> {
        let mut stream = Vec::new();
        stream.extend_from_slice(b"feature done\ncommit refs/heads/next\n");
        let identity = self.repository.identity().unwrap_or_else(|| "Backlot <backlot@localhost>".to_owned());
        stream.extend_from_slice(format!("committer {identity} now\n").as_bytes());
        data(&mut stream, self.options.message.as_bytes());
        match &self.tip.commit {
            // What others put into the branch stays, without its history.
            Some(_) if self.options.no_history => {
                stream.extend_from_slice(format!("M 040000 {} \"\"\n", self.tip.tree).as_bytes());
            }
            Some(commit) => stream.extend_from_slice(format!("from {commit}\n").as_bytes()),
            None => {}
        }
        // First what goes: a folder may take a deleted file's name.
        for path in plan.deleted() {
            stream.extend_from_slice(format!("D {}\n", quoted(&self.path(path))).as_bytes());
        }
        let all = plan.sent().count();
        for (done, file) in plan.sent().enumerate() {
            Self::file(&mut stream, &self.path(&file.path), &self.site.read(&file.path)?);
            progress(done + 1, all);
        }
        if self.options.remove {
            stream.extend_from_slice(format!("D {}\n", quoted(&self.path(MANIFEST))).as_bytes());
        } else {
            let manifest = Manifest::of(&self.site.files).write();
            Self::file(&mut stream, &self.path(MANIFEST), &manifest);
            // GitHub leaves out folders that begin with `_` unless this stands at the root.
            if !self.tip.files.contains_key(".nojekyll") && !self.branch.folder.is_empty() {
                Self::file(&mut stream, ".nojekyll", b"");
            }
        }
        stream.extend_from_slice(b"done\n");
        self.repository.run(&["fast-import", "--quiet", "--force", "--date-format=now"], Some(stream))?;
        let commit = self.repository.run(&["rev-parse", "refs/heads/next"], None)?;
        Ok(String::from_utf8_lossy(&commit).trim().to_owned())
    }

    fn file(stream: &mut Vec<u8>, path: &str, bytes: &[u8]) {
        stream.extend_from_slice(format!("M 100644 inline {}\n", quoted(path)).as_bytes());
        data(stream, bytes);
    }

    /// Pushes, if the branch is still where it was read.
    fn push(&self, commit: &str) -> Result<(), PublishError> {
        let name = format!("refs/heads/{}", self.branch.name);
        let lease = format!("--force-with-lease={name}:{}", self.tip.commit.as_deref().unwrap_or_default());
        let refspec = format!("{commit}:{name}");
        self.repository.run(&["push", "--quiet", "--no-verify", &lease, REMOTE, &refspec], None).map(drop)
    }
}

/// A `data` command of fast-import.
fn data(stream: &mut Vec<u8>, bytes: &[u8]) {
    stream.extend_from_slice(format!("data {}\n", bytes.len()).as_bytes());
    stream.extend_from_slice(bytes);
    stream.push(b'\n');
}

/// A path as fast-import reads it whatever is in it.
fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The id that git gives a file's bytes.
fn blob_id(bytes: &[u8]) -> String {
    let mut hash = Sha1::new();
    hash.update(format!("blob {}\0", bytes.len()));
    hash.update(bytes);
    hex(&hash.finalize())
}

/// What a commit says where the user says nothing: from which revision of the working folder it came.
pub(crate) fn default_message() -> String {
    match Repository::working_revision() {
        Some(revision) => format!("Publish the portal of {revision}\n"),
        None => "Publish the portal\n".to_owned(),
    }
}
