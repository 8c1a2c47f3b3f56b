//! A built site to where its readers are.
//!
//! Each kind of target keeps the same promises: what is sent is told by content against the [`Manifest`] that the last publish
//! left there; only what a manifest names is ever deleted; assets go first, pages after them, the manifest last, deletions after
//! it; a publish that was cut short is finished by the next one.
//!
//! In: a site that `output` wrote, a target. Out: the target holds it. Never: deletes or replaces what others put there; shows a
//! credential.

mod branch;
mod folder;
mod manifest;
mod object;
mod order;
mod plan;
mod target;

pub(crate) use branch::default_message;
pub(crate) use plan::Plan;
pub(crate) use target::{Target, TargetError};

use crate::output::{BuiltSite, ReadError};

/// What the user decided.
#[derive(Debug, Default)]
pub(crate) struct Options {
    /// Only say what would be done.
    pub dry_run: bool,
    /// Replace files at the target that another tool put at the paths of the site.
    pub adopt: bool,
    /// Take the published site away instead.
    pub remove: bool,
    /// The branch keeps one commit, not a history.
    pub no_history: bool,
    /// Message of the commit on a branch.
    pub message: String,
    /// Requests at the same time.
    pub parallel: usize,
    /// What no other run is called.
    pub run_id: String,
}

/// Why a site was not published.
#[derive(Debug, thiserror::Error)]
pub(crate) enum PublishError {
    /// The site cannot be read.
    #[error(transparent)]
    Site(#[from] ReadError),
    /// A folder cannot be written.
    #[error(transparent)]
    Folder(#[from] crate::output::PublishError),
    /// Files that backlot did not publish stand where the site's would.
    #[error("`{target}` holds files that backlot did not publish, such as `{example}`")]
    Foreign {
        /// Where.
        target: String,
        /// One of them.
        example: String,
    },
    /// The manifest at the target cannot be read.
    #[error("`{target}` was published by another version of backlot: its manifest cannot be read ({reason})")]
    Manifest {
        /// Where.
        target: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Another publish to the same target ran at the same time.
    #[error("another publish to `{0}` finished while this one ran")]
    Overtaken(String),
    /// The target refused.
    #[error("{doing}: {reason}")]
    Refused {
        /// What was tried.
        doing: String,
        /// The target's own words.
        reason: String,
    },
}

impl PublishError {
    /// What to do about it.
    pub(crate) fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Site(ReadError::NotASite(_)) => {
                Some("run `backlot build` first, or name the site's folder with `--site`")
            }
            Self::Foreign { .. } => Some(
                "name an empty folder, prefix or branch; or use `--adopt` to replace the files at the site's own paths (others stay)",
            ),
            Self::Manifest { .. } => Some("use the newer version, or publish to another place"),
            Self::Overtaken(_) => Some("publish again: the next run repairs what the two mixed"),
            Self::Site(_) | Self::Folder(_) | Self::Refused { .. } => None,
        }
    }
}

/// Publishes `site` to `target`, and answers with what was done, or with `dry_run` what would be.
pub(crate) fn publish(
    site: &BuiltSite,
    target: &Target,
    options: &Options,
    progress: Progress<'_>,
) -> Result<Plan, PublishError> {
    match target {
        Target::Folder(path) => folder::publish(site, path, options),
        Target::Branch(branch) => branch::publish(site, branch, options, progress),
        Target::Bucket(bucket) => object::publish(site, bucket, options, progress),
    }
}

/// Told how many of how many files are sent.
pub(crate) type Progress<'a> = &'a (dyn Fn(usize, usize) + Sync);
