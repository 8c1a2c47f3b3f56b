//! Publishing into a bucket.
//!
//! In: a site, a bucket and a prefix in it. Out: the objects of the site, with media type and caching, and a manifest. Never: an
//! object that no manifest or journal of backlot names changed or deleted; all objects listed where a manifest says what is there.

mod connector;
mod journal;
mod store;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures_util::{StreamExt, stream};

use self::journal::{FOLDER, Journal};
use self::store::{Object, Objects};
use super::manifest::{MANIFEST, Manifest};
use super::order::{Turn, cache_control};
use super::target::Bucket;
use super::{Options, Plan, Progress, PublishError};
use crate::artifact::media_type;
use crate::output::{BuiltSite, SiteFile};

/// Files sent between two entries in the journal.
const BATCH: usize = 512;

/// Publishes into `bucket`.
pub(super) fn publish(
    site: &BuiltSite,
    bucket: &Bucket,
    options: &Options,
    progress: Progress<'_>,
) -> Result<Plan, PublishError> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .max_blocking_threads(options.parallel.max(1))
        .build()
        .map_err(|error| PublishError::Refused {
            doing: "cannot begin".to_owned(),
            reason: error.to_string(),
        })?;
    let work = Work { objects: Objects::new(bucket)?, site, bucket, options, progress };
    runtime.block_on(work.run())
}

struct Work<'a> {
    objects: Objects,
    site: &'a BuiltSite,
    bucket: &'a Bucket,
    options: &'a Options,
    progress: Progress<'a>,
}

impl Work<'_> {
    async fn run(&self) -> Result<Plan, PublishError> {
        let before = self.objects.get(MANIFEST).await?;
        let mut known = match &before {
            Some(bytes) => Manifest::read(bytes)
                .map_err(|reason| PublishError::Manifest { target: self.bucket.to_string(), reason })?
                .files
                .into_iter()
                .map(|(path, hash)| (path, Some(hash)))
                .collect(),
            None => BTreeMap::new(),
        };
        let journals = self.objects.list(FOLDER).await?;
        for journal in &journals {
            let bytes = self.objects.get(journal).await?.unwrap_or_default();
            // One that cannot be read was cut short as it was written, before anything was sent.
            serde_json::from_slice::<Journal>(&bytes).unwrap_or_default().apply(&mut known);
        }
        let new: &[SiteFile] = if self.options.remove { &[] } else { &self.site.files };
        if before.is_none() && !self.options.adopt && !self.options.remove {
            self.refuse_foreign(&known, new).await?;
        }
        let plan = Plan::of(&known, new);
        let is_done =
            plan.changes.is_empty() && journals.is_empty() && (before.is_some() || self.options.remove);
        if self.options.dry_run || is_done {
            return Ok(plan);
        }
        self.carry_out(&plan, before.as_deref(), journals).await?;
        Ok(plan)
    }

    /// Refuses a place where the site would replace what others put there. Asked only where no manifest says what is ours.
    async fn refuse_foreign(
        &self,
        known: &BTreeMap<String, Option<u128>>,
        new: &[SiteFile],
    ) -> Result<(), PublishError> {
        let there = self.objects.list("").await?;
        let ours = |path: &str| known.contains_key(path);
        let wanted = |path: &str| new.binary_search_by(|file| file.path.as_str().cmp(path)).is_ok();
        match there.into_iter().find(|path| !ours(path) && wanted(path)) {
            Some(example) => Err(PublishError::Foreign { target: self.bucket.to_string(), example }),
            None => Ok(()),
        }
    }

    async fn carry_out(
        &self,
        plan: &Plan,
        before: Option<&[u8]>,
        mut journals: Vec<String>,
    ) -> Result<(), PublishError> {
        let pending = plan.sent().map(|file| (file.path.clone(), format!("{:032x}", file.hash))).collect();
        let deleted = plan.deleted().map(str::to_owned).collect();
        let mut journal = Journal { pending, deleted, ..Journal::default() };
        let name = format!("{FOLDER}/{}.json", self.options.run_id);
        self.note(&name, &journal).await?;

        let files: Vec<&SiteFile> = plan.sent().collect();
        let done = AtomicUsize::new(0);
        for turn in [Turn::Asset, Turn::Page, Turn::Front] {
            let of_turn: Vec<&SiteFile> =
                files.iter().copied().filter(|file| Turn::of(&file.path) == turn).collect();
            for batch in of_turn.chunks(BATCH) {
                let sent = batch.iter().map(|file| self.send(file, &done, files.len()));
                let outcomes: Vec<_> =
                    stream::iter(sent).buffer_unordered(self.options.parallel.max(1)).collect().await;
                let arrived: Vec<String> =
                    outcomes.iter().filter_map(|outcome| outcome.as_ref().ok().cloned()).collect();
                journal.arrived(arrived);
                let failed = outcomes.into_iter().find_map(Result::err);
                if failed.is_some() || !journal.pending.is_empty() {
                    // A journal that cannot be written is no worse than the older one that stands there.
                    let noted = self.note(&name, &journal).await;
                    if let Some(error) = failed {
                        return Err(error);
                    }
                    noted?;
                }
            }
        }
        // Whoever finished in the meantime has cleared every journal that it saw, and written a manifest of its own.
        let overtaken = self.objects.get(&name).await?.is_none()
            || self.objects.get(MANIFEST).await?.as_deref() != before;
        if overtaken {
            journal.pending.append(&mut journal.sent);
            self.note(&name, &journal).await?;
            return Err(PublishError::Overtaken(self.bucket.to_string()));
        }
        if !self.options.remove {
            self.objects.put(json(MANIFEST, Manifest::of(&self.site.files).write())).await?;
        }
        let mut deleted: Vec<String> = plan.deleted().map(str::to_owned).collect();
        if self.options.remove {
            deleted.push(MANIFEST.to_owned());
        }
        self.objects.delete(&deleted).await?;
        journals.push(name);
        self.objects.delete(&journals).await
    }

    async fn send(&self, file: &SiteFile, done: &AtomicUsize, all: usize) -> Result<String, PublishError> {
        let object = Object {
            path: file.path.clone(),
            bytes: self.site.read(&file.path)?,
            media_type: media_type(&file.path),
            cache_control: cache_control(&file.path),
        };
        self.objects.put(object).await?;
        (self.progress)(done.fetch_add(1, Ordering::Relaxed) + 1, all);
        Ok(file.path.clone())
    }

    async fn note(&self, name: &str, journal: &Journal) -> Result<(), PublishError> {
        // Maps of strings always serialise.
        self.objects.put(json(name, serde_json::to_vec(journal).unwrap_or_default())).await
    }
}

fn json(path: &str, bytes: Vec<u8>) -> Object {
    Object {
        path: path.to_owned(),
        bytes,
        media_type: "application/json; charset=utf-8",
        cache_control: "no-store",
    }
}
