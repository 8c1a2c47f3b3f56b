//! Publishing into a folder of this machine.
//!
//! In: a site, a folder. Out: the folder holds the site, swapped in whole. Never: half of it; a folder that backlot did not write.

use std::path::Path;

use super::{Options, Plan, PublishError};
use crate::artifact::Artifact;
use crate::output::{self, BuiltSite, Publisher, ReadError, Sink, SiteFile};
use crate::source::{Files, MARKER};
use crate::url::SitePath;

/// Publishes into `target`.
pub(super) fn publish(site: &BuiltSite, target: &Path, options: &Options) -> Result<Plan, PublishError> {
    let old = match BuiltSite::open(target) {
        Ok(old) => old.files,
        // Whether it is free is asked by whoever writes.
        Err(ReadError::NotASite(_)) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    let known = old.into_iter().map(|SiteFile { path, hash, .. }| (path, Some(hash))).collect();
    let plan = Plan::of(&known, &site.files);
    if options.dry_run {
        return Ok(plan);
    }
    if options.remove {
        output::remove(target)?;
        return Ok(plan);
    }
    let files = Files::disk();
    let publisher = Publisher::begin(&files, target)?;
    for file in site.files.iter().filter(|file| file.path != MARKER) {
        let artifact = Artifact::new(SitePath::new(file.path.clone()), site.read(&file.path)?);
        publisher.put(artifact).map_err(|reason| PublishError::Refused {
            doing: format!("cannot write `{}`", target.join(&file.path).display()),
            reason,
        })?;
    }
    publisher.commit()?;
    Ok(plan)
}
